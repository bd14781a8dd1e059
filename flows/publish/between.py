"""What lies between two versions, summed up from the change feeds on the way from one to the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from flows.publish.changes import feed_query, source
from flows.publish.index import Index, folder_of, read_index
from flows.publish.manifest import Manifest, read_manifest
from flows.store import Store

MOST_STEPS = 40
"""Feeds on a way that is taken: with more, comparing the files of the two ends is about as fast."""


@dataclass(frozen=True)
class Hop:
    """The feed of a version, taken as it is, or the other way round, towards the version's parent."""

    manifest: Manifest
    is_forward: bool

    def feed(self, table: str) -> tuple[str, int] | None:
        """The table's feed: its file, relative to the home, and its rows; None when there is none."""
        resource = self.manifest.feed(table)
        return (f"{self.manifest.folder}/{resource['path']}", resource["rows"]) if resource else None


def way(home: Store, before: str, after: str) -> list[Hop]:
    """The hops from one version back to the nearest ancestor of both, and from there on to the other.

    No hops when they have no common ancestor, when a version on the way was pruned, this ancestor included, and when
    the way is long.
    """
    index = read_index(home)
    back, forth = _line(index, before), _line(index, after)
    common = next((name for name in back if name in forth), None)
    if common is None:
        return []
    up, down = back[: back.index(common)], forth[: forth.index(common)]
    # A retraction may make anew a version whose parent was pruned: its feed then has every row as added.
    if len(up) + len(down) > MOST_STEPS or any(_is_gone(index, name) for name in (*up, common, *down)):
        return []
    return [
        *(Hop(read_manifest(home, folder_of(name)), False) for name in up),
        *(Hop(read_manifest(home, folder_of(name)), True) for name in reversed(down)),
    ]


def _line(index: Index, name: str | None) -> list[str]:
    """The version, its parent, the parent's parent, and so on."""
    line: list[str] = []
    while name is not None and (version := index.get(name)) and name not in line:
        line.append(name)
        name = version.parent
    return line


def _is_gone(index: Index, name: str) -> bool:
    version = index.get(name)
    return version is None or version.pruned is not None


def key_in(manifest: Manifest, table: str) -> list[str]:
    """The columns that tell the table's rows apart, in this version; none when it has no such table."""
    resource = manifest.table(table)
    return (resource["schema"]["primaryKey"] or list(manifest.columns_of(table))) if resource else []


@dataclass(frozen=True)
class Ends:
    """A table at the two ends: the files in which they differ as SQL relations, and their columns with types."""

    key: list[str]
    columns: tuple[dict[str, str], dict[str, str]]
    relations: tuple[str, str]
    rows: int


def fill_feed(connection: duckdb.DuckDBPyConnection, home: Store, table: str, ends: Ends, hops: Sequence[Hop]) -> None:
    """Fill the temporary table `feed` with the table's net change, as `feed_query` tells it.

    The feeds on the way say it where all versions have the table with this key, and where they have no more rows
    than the files.
    """
    feeds = [(feed, hop.is_forward) for hop in hops if (feed := hop.feed(table))]
    is_told = len(feeds) == len(hops) and all(key_in(hop.manifest, table) == ends.key for hop in hops)
    if not hops or not is_told or sum(rows for (_, rows), _ in feeds) > ends.rows:
        query = feed_query(ends.key, *ends.columns, *ends.relations)
        connection.execute(f"create or replace temp table feed as {query}")
        return
    _sum_up(connection, ends.key, [(str(home.local(file)), is_forward) for (file, _), is_forward in feeds])
    _settle(connection, ends)


def _sum_up(connection: duckdb.DuckDBPyConnection, key: Sequence[str], feeds: Sequence[tuple[str, bool]]) -> None:
    """Fill `feed` from the feeds; `change` is NULL where several together don't say what became of a row."""
    keys = ", ".join(key)
    turned = "case change when 'added' then 'removed' when 'removed' then 'added' else change end"
    events = " union all ".join(
        f"select {keys}, {'change' if is_forward else turned} as change, changed_columns, {nth} as nth_feed"
        f" from {source([file], {})}"
        for nth, (file, is_forward) in enumerate(feeds)
    )
    connection.execute(
        f"""
        create or replace temp table feed as
        with lives as (
            select
                {keys},
                arg_min(change, nth_feed) <> 'added' as was_here,
                arg_max(change, nth_feed) <> 'removed' as is_here,
                count(*) as event_count,
                bool_and(change = 'changed') as always_stayed,
                flatten(list(changed_columns)) as changed_columns,
            from ({events})
            group by {keys}
        )
        select
            {keys},
            case
                when not was_here then 'added'
                when not is_here then 'removed'
                when event_count = 1 then 'changed'
            end as change,
            case when was_here and is_here then changed_columns else [] end as changed_columns,
            always_stayed,
        from lives
        where was_here or is_here
        """
    )


def _settle(connection: duckdb.DuckDBPyConnection, ends: Ends) -> None:
    """Compare the rows of `feed` of which it isn't known what became of them, in the columns that can differ."""
    stayed, names = connection.execute(
        "select bool_and(always_stayed), list_distinct(flatten(list(changed_columns))) from feed where change is null"
    ).fetchall()[0]
    connection.execute("alter table feed drop column always_stayed")
    if stayed is None:
        return
    connection.execute("create or replace temp table open_rows as from feed where change is null")
    same = " and ".join(f"side.{name} is not distinct from open_rows.{name}" for name in ends.key)
    wanted = {*ends.key, *names}
    old, new = (
        {name: kind for name, kind in columns.items() if name in wanted or not stayed} for columns in ends.columns
    )
    old_rows, new_rows = (
        f"(select {', '.join(columns)} from {relation} as side semi join open_rows on {same})"
        for columns, relation in zip((old, new), ends.relations, strict=True)
    )
    query = feed_query(ends.key, old, new, old_rows, new_rows)
    connection.execute("delete from feed where change is null")
    connection.execute(f"insert into feed {query}")
