"""What differs between two versions: columns, numbers of rows, and the rows themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from rich.markup import escape
from rich.table import Table as Grid

from flows.errors import WrongCall
from flows.publish.between import Ends, Hop, fill_feed, key_in, way
from flows.publish.changes import source
from flows.publish.find import find_version
from flows.publish.manifest import Manifest, read_manifest
from flows.store import Store
from flows.warehouse import memory_database

SHOWN_ROWS = 20


@dataclass(frozen=True)
class RowDiff:
    """A row that differs: its key, and for each changed column the value before and after."""

    key: dict[str, Any]
    change: str
    values: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class TableDiff:
    """How a table differs, net. Columns are written with their type; `rows` are the first that differ, by key."""

    table: str
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    rows_before: int
    rows_after: int
    added: int
    changed: int
    removed: int
    changed_columns: dict[str, int]
    rows: tuple[RowDiff, ...] = ()

    @property
    def is_empty(self) -> bool:
        counts = self.added + self.changed + self.removed
        return not (counts or self.columns_added or self.columns_removed or self.rows_before != self.rows_after)


def diff(
    home: Store, before: str, after: str, table: str | None = None, rows: bool = False, limit: int = SHOWN_ROWS
) -> list[TableDiff]:
    """How each table of version `after` differs from the one of `before`, or only `table`; `rows` asks for rows too.

    Only files in which the two differ are read. Raises `WrongCall` for a version or table that there isn't.
    """
    old, new = (read_manifest(home, find_version(home, name).folder) for name in (before, after))
    names = list(dict.fromkeys(resource["name"] for manifest in (old, new) for resource in manifest.tables))
    if table is not None and table not in names:
        raise WrongCall(f"Neither version has a table {table}. There are: {', '.join(names)}.")
    hops = way(home, old.content["version"], new.content["version"])
    with memory_database() as connection:
        wanted = [table] if table else names
        return [_compare(connection, home, (old, new), name, hops, limit if rows else 0) for name in wanted]


def _compare(
    connection: duckdb.DuckDBPyConnection,
    home: Store,
    versions: tuple[Manifest, Manifest],
    table: str,
    hops: Sequence[Hop],
    limit: int,
) -> TableDiff:
    old, new = (manifest.table(table) or {"rows": 0} for manifest in versions)
    fields = [manifest.columns_of(table) for manifest in versions]
    ends = _ends(home, versions, table)
    fill_feed(connection, home, table, ends, hops)
    counts = dict(connection.execute("select change, count(*) from feed group by change").fetchall())
    columns = connection.execute(
        "select name, count(*) from (select unnest(changed_columns) as name from feed) group by name order by 2 desc, 1"
    ).fetchall()
    return TableDiff(
        table,
        columns_added=tuple(f"{name} {kind}" for name, kind in _missing(fields[1], fields[0])),
        columns_removed=tuple(f"{name} {kind}" for name, kind in _missing(fields[0], fields[1])),
        rows_before=old["rows"],
        rows_after=new["rows"],
        added=counts.get("added", 0),
        changed=counts.get("changed", 0),
        removed=counts.get("removed", 0) + (0 if _has_one_key(versions, table) else old["rows"]),
        changed_columns=dict(columns),
        rows=tuple(_rows(connection, ends, limit)) if limit else (),
    )


def _has_one_key(versions: tuple[Manifest, Manifest], table: str) -> bool:
    """Whether rows of the two versions can be told to be the same; else all of them left and all of them came."""
    old, new = (key_in(manifest, table) for manifest in versions)
    return not (old and new) or old == new


def _ends(home: Store, versions: tuple[Manifest, Manifest], table: str) -> Ends:
    old, new = (manifest.files_of(table) for manifest in versions)
    fields = [manifest.columns_of(table) for manifest in versions]
    shared = {file["sha256"] for file in old} & {file["sha256"] for file in new}
    if not _has_one_key(versions, table):
        old, fields[0], shared = [], {}, set()
    columns = (fields[0] or fields[1], fields[1] or fields[0])
    differing = [[file for file in files if file["sha256"] not in shared] for files in (old, new)]
    relations = [
        source([str(home.local(f"{manifest.folder}/{file['path']}")) for file in files], known)
        for manifest, files, known in zip(versions, differing, columns, strict=True)
    ]
    rows = sum(file["rows"] for files in differing for file in files)
    key = key_in(versions[1], table) or key_in(versions[0], table)
    return Ends(key, columns, (relations[0], relations[1]), rows)


def _missing(here: dict[str, str], there: dict[str, str]) -> list[tuple[str, str]]:
    """Columns that only `here` has, or has with another type; none when a side has no such table."""
    return [pair for pair in here.items() if there and pair not in there.items()]


def _rows(connection: duckdb.DuckDBPyConnection, ends: Ends, limit: int) -> list[RowDiff]:
    """The first rows that differ, with both values of what changed; of added and removed rows every value."""
    key, shown = list(ends.key), []
    connection.execute(f"create or replace temp table shown as from feed order by {', '.join(key)} limit {limit}")
    rows = connection.execute("from shown").fetchall()
    changed = {name for *_, names in rows for name in names}
    old, new = (
        # Of a changed row only what changed is read: the other columns may be long.
        _values(connection, relation, key, [name for name in columns if name in changed], "changed")
        | _values(connection, relation, key, [name for name in columns if name not in key], kind)
        for relation, columns, kind in zip(ends.relations, ends.columns, ("removed", "added"), strict=True)
    )
    for *parts, change, names in rows:
        place = tuple(str(part) for part in parts)
        columns = names or [name for name in {**ends.columns[0], **ends.columns[1]} if name not in key]
        pairs = {name: (old.get(place, {}).get(name), new.get(place, {}).get(name)) for name in columns}
        shown.append(RowDiff(dict(zip(key, parts, strict=True)), change, pairs))
    return shown


def _values(
    connection: duckdb.DuckDBPyConnection, relation: str, key: Sequence[str], columns: Sequence[str], change: str
) -> dict[tuple[str, ...], dict[str, Any]]:
    """The values of those columns by key, of the rows of `shown` with this change."""
    first = f"select {key[0]} as part from shown where change = '{change}'"
    connection.execute(f"set variable first_key = (select min(part) from ({first}))")
    connection.execute(f"set variable last_key = (select max(part) from ({first}))")
    same = " and ".join(f"shown.{name} is not distinct from side.{name}" for name in key)
    listed = ", ".join(f"side.{name}" for name in (*key, *columns))
    # Files are sorted by the key, so that its bounds spare reading most of them.
    within = f"(side.{key[0]} between getvariable('first_key') and getvariable('last_key') or side.{key[0]} is null)"
    found = connection.execute(
        f"select {listed} from {relation} as side"
        f" semi join shown on {same} and shown.change = '{change}' where {within}"
    ).fetchall()
    return {
        tuple(str(part) for part in row[: len(key)]): dict(zip(columns, row[len(key) :], strict=True)) for row in found
    }


def as_grid(diffs: Sequence[TableDiff]) -> Grid:
    """The tables that differ, for the terminal."""
    grid = Grid("table")
    for name in ("rows before", "after", "added", "changed", "removed"):
        grid.add_column(name, justify="right")
    grid.add_column("columns that changed")
    for found in diffs:
        if found.is_empty:
            continue
        columns = [f"{name} ({count:,})" for name, count in found.changed_columns.items()]
        columns += [f"+ {column}" for column in found.columns_added] + [
            f"- {column}" for column in found.columns_removed
        ]
        numbers = (found.rows_before, found.rows_after, found.added, found.changed, found.removed)
        grid.add_row(found.table, *(f"{number:,}" for number in numbers), escape(", ".join(columns)))
    return _uncut(grid)


def rows_as_grid(found: TableDiff, width: int = 60) -> Grid:
    """The rows of a table that differ, a line a value; long values are cut to `width` characters.

    Of rows that were added or removed the values that are there; of changed ones NULL is said.
    """
    count = found.added + found.changed + found.removed
    title = f"{found.table}: {len(found.rows):,} of {count:,} rows that differ"
    grid = Grid("key", "change", "column", "before", "after", title=title)
    for row in found.rows:
        first = [" ".join(str(value) for value in row.key.values()), row.change]
        null = "NULL" if row.change == "changed" else ""
        pairs = {name: pair for name, pair in row.values.items() if pair != (None, None)} or {"": ("", "")}
        for column, pair in pairs.items():
            texts = (null if value is None else str(value) for value in pair)
            cut = (text if len(text) <= width else text[: width - 1] + "…" for text in texts)
            grid.add_row(*map(escape, (*first, column, *cut)))
            first = ["", ""]
    return _uncut(grid)


def _uncut(grid: Grid) -> Grid:
    """The grid, where what is too long for its column goes on in the next line: half a key finds no row."""
    for column in grid.columns:
        column.overflow = "fold"
    return grid
