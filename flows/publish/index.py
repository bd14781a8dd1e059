"""`corpus/index.json`: every version with its tags, yanks and tombstones. Writing it is what publishes a version."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from flows.errors import DataFailed
from flows.store import Store

INDEX = "corpus/index.json"
LATEST = "corpus/latest"
RETRACTING = "corpus/retracting.json"
"""What a retraction is about to do; it is there only until that is done."""


@dataclass(frozen=True)
class Version:
    """A version as the index knows it: times are UTC in ISO 8601, counts are by table."""

    name: str
    published_at: str
    parent: str | None
    manifest_sha256: str
    size_bytes: int
    added_bytes: int
    rows: dict[str, int]
    changes: dict[str, dict[str, int]]
    revision: int = 1
    tags: tuple[str, ...] = ()
    yanked: dict[str, str] | None = None
    pruned: dict[str, str] | None = None
    superseded_at: str | None = None

    @property
    def folder(self) -> str:
        return folder_of(self.name)


@dataclass(frozen=True)
class Index:
    """`latest` names the version that readers get; `tombstones` are retracted documents, without their words."""

    latest: str | None = None
    versions: tuple[Version, ...] = ()
    tombstones: tuple[dict[str, Any], ...] = field(default=())

    def get(self, name: str) -> Version | None:
        return next((version for version in self.versions if version.name == name), None)

    def with_version(self, version: Version) -> "Index":
        """The index with this version in place of the one of its name, or added."""
        others = [known for known in self.versions if known.name != version.name]
        return replace(self, versions=tuple(sorted([*others, version], key=lambda known: known.name)))

    def with_latest(self, name: str, at: datetime) -> "Index":
        """The index with `latest` moved: the version that was latest stopped being so at this time."""
        moved = self
        if self.latest not in (None, name) and (left := self.get(str(self.latest))):
            moved = moved.with_version(replace(left, superseded_at=timestamp(at)))
        if arrived := moved.get(name):
            moved = moved.with_version(replace(arrived, superseded_at=None))
        return replace(moved, latest=name)


def read_index(home: Store) -> Index:
    """The index; an empty one where nothing has been published. Raises `DataFailed` when it is damaged."""
    try:
        content = json.loads(home.read(INDEX))
    except FileNotFoundError:
        return Index()
    except ValueError as error:
        raise DataFailed(
            f"{home.local(INDEX)} is damaged: {error}. Restore it from a backup; or delete it, and the next run enters"
            " every version anew, without tags, yanks and tombstones."
        ) from error
    return index_of(content)


def index_of(content: dict[str, Any]) -> Index:
    """The index that JSON describes."""
    versions = tuple(Version(**{**entry, "tags": tuple(entry["tags"])}) for entry in content["versions"])
    return Index(content["latest"], versions, tuple(content["tombstones"]))


def write_index(home: Store, index: Index) -> None:
    home.write(INDEX, as_json(asdict(index)))


def as_json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def folder_of(name: str) -> str:
    return f"corpus/versions/{name}"


def next_name(home: Store, on: date) -> str:
    """The next free name of this day, such as `2026-11-22.01`. A pruned version's name is never given again."""
    taken = {version.name for version in read_index(home).versions} | set(home.folders("corpus/versions"))
    return next(name for number in range(1, 10_000) if (name := f"{on.isoformat()}.{number:02d}") not in taken)


def timestamp(at: datetime) -> str:
    """UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def total_rows(counts: Iterable[dict[str, int]]) -> int:
    return sum(sum(count.values()) for count in counts)
