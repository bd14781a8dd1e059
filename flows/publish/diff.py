"""What differs between two versions: columns, numbers of rows, and the rows themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from rich.table import Table as Grid

from flows.errors import WrongCall
from flows.publish.changes import feed_query, source
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
    with memory_database() as connection:
        wanted = [table] if table else names
        return [_compare(connection, home, old, new, name, limit if rows else 0) for name in wanted]


def _compare(
    connection: duckdb.DuckDBPyConnection, home: Store, old: Manifest, new: Manifest, table: str, limit: int
) -> TableDiff:
    sides = [manifest.table(table) for manifest in (old, new)]
    fields = [manifest.columns_of(table) for manifest in (old, new)]
    known = [fields[0] or fields[1], fields[1] or fields[0]]
    key = (sides[1] or sides[0] or {})["schema"]["primaryKey"] or list(fields[1] or fields[0])
    shared = {f["sha256"] for f in old.files_of(table)} & {f["sha256"] for f in new.files_of(table)}
    relations = [
        source([str(home.local(path)) for path in _paths(manifest, table, shared)], columns)
        for manifest, columns in zip((old, new), known, strict=True)
    ]
    query = feed_query(key, *known, *relations)
    connection.execute(f"create or replace temp table feed as {query}")
    counts = dict(connection.execute("select change, count(*) from feed group by change").fetchall())
    columns = connection.execute(
        "select name, count(*) from (select unnest(changed_columns) as name from feed) group by name order by 2 desc, 1"
    ).fetchall()
    return TableDiff(
        table,
        columns_added=tuple(f"{name} {kind}" for name, kind in _missing(fields[1], fields[0])),
        columns_removed=tuple(f"{name} {kind}" for name, kind in _missing(fields[0], fields[1])),
        rows_before=(sides[0] or {}).get("rows", 0),
        rows_after=(sides[1] or {}).get("rows", 0),
        added=counts.get("added", 0),
        changed=counts.get("changed", 0),
        removed=counts.get("removed", 0),
        changed_columns=dict(columns),
        rows=tuple(_rows(connection, key, fields, relations, limit)) if limit else (),
    )


def _missing(here: dict[str, str], there: dict[str, str]) -> list[tuple[str, str]]:
    """Columns that only `here` has, or has with another type; none when a side has no such table."""
    return [pair for pair in here.items() if there and pair not in there.items()]


def _rows(
    connection: duckdb.DuckDBPyConnection,
    key: Sequence[str],
    fields: Sequence[dict[str, str]],
    relations: Sequence[str],
    limit: int,
) -> list[RowDiff]:
    """The first rows that differ, with both values of what changed; of added and removed rows every value."""
    connection.execute(f"create or replace temp table shown as from feed order by {', '.join(key)} limit {limit}")
    same = " and ".join(f"shown.{name} is not distinct from side.{name}" for name in key)
    values = []
    for relation in relations:
        found = connection.execute(f"select side.* from {relation} as side semi join shown on {same}")
        names = [column[0] for column in found.description or ()]
        rows = (dict(zip(names, row, strict=True)) for row in found.fetchall())
        values.append({tuple(str(row[name]) for name in key): row for row in rows})
    shown = []
    for *parts, change, changed in connection.execute("from shown").fetchall():
        place = tuple(str(part) for part in parts)
        old, new = (side.get(place, {}) for side in values)
        columns = changed or [name for name in {**fields[0], **fields[1]} if name not in key]
        pairs = {name: (old.get(name), new.get(name)) for name in columns}
        shown.append(RowDiff(dict(zip(key, parts, strict=True)), change, pairs))
    return shown


def _paths(manifest: Manifest, table: str, shared: set[str]) -> list[str]:
    return [f"{manifest.folder}/{file['path']}" for file in manifest.files_of(table) if file["sha256"] not in shared]


def as_grid(diffs: Sequence[TableDiff]) -> Grid:
    """The tables that differ, for the terminal."""
    grid = Grid("table", "rows before", "after", "added", "changed", "removed", "columns that changed")
    for found in diffs:
        if found.is_empty:
            continue
        columns = [f"{name} ({count:,})" for name, count in found.changed_columns.items()]
        columns += [f"+ {column}" for column in found.columns_added] + [
            f"- {column}" for column in found.columns_removed
        ]
        numbers = (found.rows_before, found.rows_after, found.added, found.changed, found.removed)
        grid.add_row(found.table, *(f"{number:,}" for number in numbers), ", ".join(columns))
    return grid


def rows_as_grid(found: TableDiff, width: int = 60) -> Grid:
    """The rows of a table that differ, a line a value; long values are cut to `width` characters."""
    grid = Grid("key", "change", "column", "before", "after", title=found.table)
    for row in found.rows:
        key = " ".join(str(value) for value in row.key.values())
        for number, (column, pair) in enumerate(row.values.items()):
            shown = ("" if value is None else str(value) for value in pair)
            cut = (text if len(text) <= width else text[: width - 1] + "…" for text in shown)
            grid.add_row(*((key, row.change) if number == 0 else ("", "")), column, *cut)
    return grid
