"""The versions of a corpus: listing, going back, naming, warning off and deleting them.

Who changes the index holds the home's lock and lets the link and the catalog follow; a kill between the two is
finished by the next sweep.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from flows.errors import WrongCall
from flows.hints import typed
from flows.publish.find import find_version
from flows.publish.index import Index, Version, folder_of, read_index, timestamp, write_index
from flows.publish.release import move_latest
from flows.store import Store


@dataclass(frozen=True)
class Listed:
    """A version and whether it is the latest."""

    version: Version
    is_latest: bool


def versions(home: Store) -> list[Listed]:
    """Every version, oldest first, pruned ones too."""
    index = read_index(home)
    return [Listed(version, version.name == index.latest) for version in index.versions]


def rollback(home: Store, name: str, at: datetime) -> Version:
    """Make an older version the latest one again; nothing is deleted. Raises `WrongCall` for a yanked one."""
    with home.locked("copydesk rollback"):
        version = find_version(home, name)
        if version.yanked:
            others = [v.name for v in read_index(home).versions if not v.pruned and not v.yanked]
            way = f"Roll back to another one: {', '.join(others)}." if others else "There is no other one yet."
            raise WrongCall(f"{version.name} is yanked: {version.yanked['reason']}. {way}")
        write_index(home, read_index(home).with_latest(version.name, at))
        move_latest(home)
    return version


def tag(home: Store, name: str, label: str) -> Version:
    """Give a version another name, by which it is found and which keeps it from being pruned.

    A label stays where it is: raises `WrongCall` when another version has it, or when it looks like a version's name.
    """
    if label == "latest":
        raise WrongCall(
            f"latest always names the latest version. Take another name, or move it: {typed('rollback VERSION')}"
        )
    if not re.fullmatch(r"[A-Za-z][\w.-]*", label, re.ASCII):
        raise WrongCall(f"{label} is no name for a version. Use letters, digits, dots and dashes, a letter first.")
    with home.locked("copydesk tag"):
        version, index = find_version(home, name), read_index(home)
        if holder := next((v for v in index.versions if label in v.tags and v.name != version.name), None):
            raise WrongCall(f"{label} names {holder.name} already. Take another name, so that nobody's pin moves.")
        named = replace(version, tags=tuple(sorted({*version.tags, label})))
        write_index(home, index.with_version(named))
        move_latest(home)
    return named


def yank(home: Store, name: str, reason: str, at: datetime) -> Version:
    """Warn readers off a version. Its files stay for those who pinned it, and so does `latest`: see `rollback`."""
    if not reason.strip():
        raise WrongCall("Say why: --reason is what readers of the version are told.")
    with home.locked("copydesk yank"):
        version = find_version(home, name)
        yanked = replace(version, yanked={"reason": reason.strip(), "at": timestamp(at)})
        write_index(home, read_index(home).with_version(yanked))
        move_latest(home)
    return yanked


@dataclass(frozen=True)
class Pruned:
    """What a pruning did: versions that are gone, and those that it kept for a reason."""

    removed: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    freed_bytes: int


def prune(home: Store, keep: int, keep_days: float, at: datetime) -> Pruned:
    """Delete all but the newest `keep` versions.

    A tagged version stays, and `latest`, and one that stopped being latest less than `keep_days` ago: somebody may be
    reading it. The index keeps an entry of each, so that readers are told why it is gone.
    """
    if keep < 1:
        raise WrongCall(f"--keep {keep}: at least one version stays.")
    with home.locked("copydesk prune"):
        index = read_index(home)
        gone, kept = old_versions(index, keep, keep_days, at)
        before = _disk_use(home)
        note = {"reason": f"only the newest {keep} were kept", "at": timestamp(at)}
        for version in gone:
            index = index.with_version(replace(version, pruned=note))
        if gone:
            write_index(home, index)
            for version in gone:
                home.delete(folder_of(version.name))
            move_latest(home)
    return Pruned(tuple(version.name for version in gone), tuple(kept), before - _disk_use(home))


def old_versions(
    index: Index, keep: int, keep_days: float, at: datetime
) -> tuple[list[Version], list[tuple[str, str]]]:
    """The versions beyond the newest `keep` that may go, and the names of those that may not, each with the reason."""
    there = [version for version in index.versions if not version.pruned]
    old = there[: max(0, len(there) - keep)]
    kept = [(v.name, why) for v in old if (why := _why_kept(v, index.latest, keep_days, at))]
    return [version for version in old if version.name not in dict(kept)], kept


def _why_kept(version: Version, latest: str | None, keep_days: float, at: datetime) -> str | None:
    if version.tags:
        return f"tagged {', '.join(version.tags)}"
    if version.name == latest:
        return "latest"
    left = datetime.fromisoformat(version.superseded_at or version.published_at)
    if at.astimezone(UTC) - left < timedelta(days=keep_days):
        return f"was latest less than {keep_days:g} days ago"
    return None


def _disk_use(home: Store) -> int:
    """Bytes of the versions on disk, each shared file counted once."""
    return sum(home.unique_sizes("corpus/versions"))


def as_lines(listed: Sequence[Listed]) -> list[str]:
    """A line a version, under 80 characters wide, and under it what a reader has to know of it: tags, latest, yanks."""
    widest = max([len("version"), *(len(item.version.name) for item in listed)])
    columns = f"{{:<{widest}}}  {{:<16}}  {{:>9}}  {{:>8}}  {{:<15}} {{:>7}}"
    lines = [columns.format("version", "published (UTC)", "documents", "articles", "changed", "added")]
    for item in listed:
        version = item.version
        counts = (f"{version.rows.get(table, 0):,}" for table in ("documents", "articles"))
        published = version.published_at[:16].replace("T", " ")
        lines.append(columns.format(version.name, published, *counts, changed(version), _size(version.added_bytes)))
        lines += [f"    {note}" for note in _notes(item)]
    return lines


def _notes(item: Listed) -> list[str]:
    version = item.version
    notes = ["latest"] if item.is_latest else []
    notes += [f"tagged {', '.join(version.tags)}"] if version.tags else []
    notes += [f"revision {version.revision}, after a retraction"] if version.revision > 1 else []
    notes += [f"yanked {version.yanked['at'][:10]}: {version.yanked['reason']}"] if version.yanked else []
    return notes + ([f"pruned {version.pruned['at'][:10]}: {version.pruned['reason']}"] if version.pruned else [])


def _size(size_bytes: int) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if size_bytes < 1000:
            return f"{size_bytes:.0f} {unit}"
        size_bytes = round(size_bytes / 1000)
    return f"{size_bytes} TB"


def changed(version: Version) -> str:
    """The articles that the version added, changed and removed, such as `+12 ~1 -0`."""
    counts = version.changes.get("articles", {})
    return f"+{counts.get('added', 0)} ~{counts.get('changed', 0)} -{counts.get('removed', 0)}"
