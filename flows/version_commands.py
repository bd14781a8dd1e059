"""The commands that look at versions, move them, and take things out of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands import Home, Version, corpus_of, out, say, settings_of
from flows.errors import DataFailed
from flows.hints import typed
from flows.push_commands import fail_over, tell_of_places, verify_there

if TYPE_CHECKING:
    from flows.store import Store

Reason = Annotated[str, typer.Option(help="Why: readers are told.")]


def _warn_of(store: "Store", *names: str) -> None:
    """Say of each version that is yanked why it is. Raises `UnknownVersion`."""
    from flows.publish.find import find_version

    for entry in (find_version(store, name) for name in names):
        if entry.yanked:
            say(f"{entry.name} was yanked on {entry.yanked['at'][:10]}: {entry.yanked['reason']}")


def versions(home: Home = None) -> None:
    """List every version, and what changed in it."""
    from flows.publish.versions import as_lines
    from flows.publish.versions import versions as listed

    for line in as_lines(listed(corpus_of(home))):
        out.print(line, soft_wrap=True, markup=False)


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A version's name or tag.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another one.")] = "latest",
    table: Annotated[str | None, typer.Option(help="Only this table.")] = None,
    rows: Annotated[bool, typer.Option("--rows", help="Show rows that differ, not only how many.")] = False,
    home: Home = None,
) -> None:
    """Tell what differs between two versions."""
    from flows.publish.diff import as_grid, rows_as_grid
    from flows.publish.diff import diff as compared

    store = corpus_of(home)
    _warn_of(store, before, after)
    found = [each for each in compared(store, before, after, table, rows) if not each.is_empty]
    if not found:
        out.print(f"{before} and {after} hold the same" + (f" in {table}." if table else "."), markup=False)
        return
    out.print(as_grid(found))
    for each in found if rows else ():
        out.print(rows_as_grid(each))


def rollback(version: Version, home: Home = None) -> None:
    """Make an older version the latest one again. Nothing is deleted."""
    from flows.publish.versions import rollback as move

    store = corpus_of(home)
    moved = move(store, version, datetime.now(UTC))
    out.print(f"latest is {moved.name} again. The next run publishes a new version only if something changed.")
    tell_of_places(store)


def tag(
    version: Version,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, dots and dashes.")],
    home: Home = None,
) -> None:
    """Give a version a name that keeps it from being pruned."""
    from flows.publish.versions import tag as label

    store = corpus_of(home)
    out.print(f"{label(store, version, name).name} is tagged {name}.", markup=False)
    tell_of_places(store)


def yank(version: Version, reason: Reason, home: Home = None) -> None:
    """Warn readers off a version. Its files stay, and so does latest: see rollback."""
    from flows.publish.versions import yank as warn

    store = corpus_of(home)
    out.print(f"{warn(store, version, reason, datetime.now(UTC)).name} is yanked: {reason}", markup=False)
    tell_of_places(store)


def prune(
    keep: Annotated[int, typer.Option(help="How many of the newest versions stay.")],
    home: Home = None,
) -> None:
    """Delete old versions.

    Never a tagged one, the latest, or one that was latest less than COPYDESK_KEEP_DAYS (30) days ago.
    """
    from flows.publish.versions import prune as delete

    store = corpus_of(home)
    pruned = delete(store, keep, settings_of(home).keep_days, datetime.now(UTC))
    for name in pruned.removed:
        out.print(f"{name}: deleted")
    for name, why in pruned.kept:
        out.print(f"{name}: kept, {why}", markup=False)
    out.print(f"Versions deleted: {len(pruned.removed)}; bytes freed: {pruned.freed_bytes:,}.")
    tell_of_places(store)


def verify(
    version: Version = "latest",
    at: Annotated[str | None, typer.Option(metavar="URL", help="There, and not in the home folder.")] = None,
    home: Home = None,
) -> None:
    """Re-hash every file of a version against its manifest.

    Exit 1 when a file is damaged, missing or unknown; each is named.
    """
    from flows.publish.find import find_version
    from flows.publish.verify import verify as bad_files

    if at:
        verify_there(at, version)
        return
    store = corpus_of(home)
    _warn_of(store, version)
    entry = find_version(store, version)
    fail_over(
        bad_files(store, entry.name),
        f"{entry.name}: {{}} bad files in {store.local(entry.folder)}. Put them back from a backup, or make the version"
        f" anew elsewhere: {typed(f'reproduce {entry.name} --to FOLDER')}",
    )
    out.print(f"{entry.name}: every file is as its manifest says.")


def export(
    table: Annotated[str, typer.Option(help="The table to write.")],
    format: Annotated[str, typer.Option(help="csv, jsonl or parquet; several with commas between them.")],
    to: Annotated[Path, typer.Option(help="The file, or for several formats the folder.")],
    version: Version = "latest",
    where: Annotated[str | None, typer.Option(metavar="SQL", help="Only the rows for which this is true.")] = None,
    profile: Annotated[
        str | None, typer.Option(help="no-text leaves out every column with an article's words.")
    ] = None,
    home: Home = None,
) -> None:
    """Write a table as CSV, JSON Lines or Parquet."""
    from flows.publish.export import export as write

    formats = [each.strip() for each in format.split(",")]
    store = corpus_of(home)
    _warn_of(store, version)
    for written in write(store, version, table, formats, to, where, profile):
        out.print(f"{written.place}: {written.rows:,} rows", soft_wrap=True, markup=False)


def retract(
    document_id: Annotated[str, typer.Argument(metavar="DOCUMENT_ID", help="The document, as show names it.")],
    reason: Reason,
    copies: Annotated[bool, typer.Option("--copies", help="Its copies in other outlets as well.")] = False,
    home: Home = None,
) -> None:
    """Take a document out of everything, for good.

    It leaves every version and the raw archive with its revisions; a tombstone without its words keeps it out.
    """
    from flows.pipeline import judged
    from flows.publish.find import why_retracted
    from flows.publish.index import read_index
    from flows.publish.retract import retract as take_out

    store = corpus_of(home)
    # The retraction that a kill cut short may have been this one.
    if why := why_retracted(read_index(store), document_id):
        left = " What is left of its copies can be retracted by their own ids." if copies else ""
        out.print(f"{why}{left}", soft_wrap=True, markup=False)
        return
    done = take_out(store, settings_of(home), document_id, reason, judge=judged, copies=copies)
    for line in done.as_lines():
        out.print(line, soft_wrap=True, markup=False)
    tell_of_places(store)


def reproduce(
    version: Version,
    to: Annotated[Path, typer.Option(help="An empty or new folder: the home that it is made in.")],
    home: Home = None,
) -> None:
    """Make a version anew elsewhere, and compare.

    It is made from the raw archive. Exit 1 when a table has other rows.
    """
    from flows.publish.reproduce import as_grid
    from flows.publish.reproduce import reproduce as make
    from flows.store import Store

    store = corpus_of(home)
    _warn_of(store, version)
    made = make(store, version, Store(to.absolute()), settings_of(home))
    out.print(as_grid(made))
    for part in made.differing:
        out.print(part, soft_wrap=True, markup=False)
    if not made.is_same:
        raise DataFailed(f"{made.version} made anew is not the same. Both are there to compare: {to.absolute()}")
    out.print(f"{made.version}: every table made anew has the same rows.")


def refresh(home: Home = None) -> None:
    """Make corpus.duckdb anew, as after the home folder was moved."""
    from flows.publish.catalog import CATALOG, refresh_catalog

    store = corpus_of(home)
    with store.locked("copydesk catalog refresh"):
        refresh_catalog(store)
    out.print(f"{store.local(CATALOG)} shows the corpus where it is now.", soft_wrap=True, markup=False)
