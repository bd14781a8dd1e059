"""Feeds and diffs of random histories: rows that come, change and go, columns and tables that join, rollbacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from expectations.contract import Column, Table
from flows.publish.diff import diff
from flows.publish.manifest import read_manifest
from flows.publish.versions import rollback
from tests.publish.house import DOCUMENTS, NOON, House, document_id
from tests.publish.test_changes import BOATS, boats

TITLED = replace(DOCUMENTS, columns=(*DOCUMENTS.columns, Column("title", "VARCHAR", "Its title.", nullable=True)))
NOTED = replace(
    TITLED,
    columns=(
        *TITLED.columns,
        Column("notes", "VARCHAR[]", "What was noted.", nullable=True),
        Column("is_checked", "BOOLEAN", "Whether somebody looked.", nullable=True),
    ),
)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Moment:
    """What a version is made of: with or without the notes' columns and the table of boats; `back` rolls back first."""

    has_notes: bool
    has_boats: bool
    titles: dict[int, tuple[str | None, list[str] | None]]
    boats: dict[tuple[Any, int], tuple[Any, Any]]
    back: int | None

    def tables(self) -> dict[Table, list[Row]]:
        documents = [
            {"document_id": document_id(number), "status": "article", "title": title}
            | ({"notes": notes} if self.has_notes else {})
            for number, (title, notes) in self.titles.items()
        ]
        rows = [{"harbour": h, "number": n, "crew": c, "length": x} for (h, n), (c, x) in self.boats.items()]
        return {NOTED if self.has_notes else TITLED: documents} | ({BOATS: rows} if self.has_boats else {})


moments = st.builds(
    Moment,
    has_notes=st.booleans(),
    has_boats=st.sampled_from([True, True, False]),
    titles=st.dictionaries(
        st.integers(0, 6),
        st.tuples(st.sampled_from(["Tide", "Storm", None]), st.sampled_from([None, [], ["seen"]])),
        max_size=6,
    ),
    boats=boats,
    back=st.sampled_from([None, None, 0, 1]),
)
Rows = dict[str, dict[tuple[str, ...], Row]]
"""A version's rows by table and key."""


def published(house: House, name: str, folder: str = "") -> Rows:
    """The version's rows as a reader finds them that globs the folders."""
    manifest = read_manifest(house.home, f"corpus/versions/{name}")
    found: Rows = {}
    for resource in manifest.tables:
        files = house.home.local(f"{manifest.folder}/{resource['name']}/*.parquet")
        found[resource["name"]] = keyed(read(f"from '{files}'"), resource["schema"]["primaryKey"])
    return found


def read(query: str) -> list[Row]:
    relation = duckdb.sql(query)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def keyed(rows: Iterable[Row], key: Iterable[str]) -> dict[tuple[str, ...], Row]:
    return {tuple(repr(row[name]) for name in key): row for row in rows}


def differing(old: Row, new: Row) -> list[str]:
    return [name for name in {**new, **old} if repr(old.get(name)) != repr(new.get(name))]


def replay(house: House, before: Rows, name: str) -> Rows:
    """The version before with the feeds of this version applied; a table without a feed is gone."""
    manifest = read_manifest(house.home, f"corpus/versions/{name}")
    after = published(house, name)
    made: Rows = {}
    for resource in manifest.tables:
        table, key = resource["name"], resource["schema"]["primaryKey"]
        columns = list(manifest.columns_of(table))
        rows = {place: {c: row.get(c) for c in columns} for place, row in before.get(table, {}).items()}
        feed = read(f"from '{house.home.local(f'{manifest.folder}/changes/{table}.parquet')}'")
        assert len(keyed(feed, key)) == len(feed)
        for event in feed:
            (place,) = keyed([event], key)
            old, new = before.get(table, {}).get(place), after[table].get(place)
            expected = (
                ("added", []) if old is None else ("removed", []) if new is None else ("changed", differing(old, new))
            )
            assert (event["change"], event["changed_columns"]) == expected
            if new is None:
                del rows[place]
            else:
                rows[place] = new
        made[table] = rows
    return made


def expected_diff(before: Rows, after: Rows, table: str) -> tuple[int, int, int, dict[str, int]]:
    old, new = before.get(table, {}), after.get(table, {})
    changed = [differing(old[place], new[place]) for place in old.keys() & new.keys()]
    columns = [name for names in changed for name in names]
    counts = {name: columns.count(name) for name in columns}
    return len(new.keys() - old.keys()), sum(map(bool, changed)), len(old.keys() - new.keys()), counts


# A row that goes and comes back as another, in a table with a column named `number`.
GONE_AND_BACK = [
    Moment(False, True, {}, {(None, 0): (None, None)}, None),
    Moment(False, True, {}, {}, None),
    Moment(False, True, {}, {(None, 0): ([], None)}, None),
]


@given(history=st.lists(moments, min_size=2, max_size=4))
@example(history=GONE_AND_BACK)
@settings(max_examples=4)
def test_feeds_replay_a_history_and_diffs_say_what_lies_between_any_two_of_its_versions(
    tmp_path_factory: pytest.TempPathFactory, history: list[Moment]
) -> None:
    folder, states, latest = tmp_path_factory.mktemp("history"), {}, None
    for number, moment in enumerate(history):
        tables = moment.tables()
        house = House(folder, threads=1, tables=tuple(tables))
        if moment.back is not None and moment.back < len(states):
            latest = rollback(house.home, sorted(states)[moment.back], NOON).name
        name = f"2026-11-22.{number + 1:02d}"
        if house.run(tables, name) is None:
            assert latest is not None
            assert repr(states[latest]) == repr(published(house, latest))
            continue
        before, states[name] = states.get(latest, {}), published(house, name)
        assert {table.name: len(rows) for table, rows in tables.items()} == {t: len(r) for t, r in states[name].items()}
        assert repr(sorted_rows(replay(house, before, name))) == repr(sorted_rows(states[name]))
        latest = name
    for one, other in permutations(states, 2):
        for found in diff(house.home, one, other, rows=True):
            counts = (found.added, found.changed, found.removed, found.changed_columns)
            assert counts == expected_diff(states[one], states[other], found.table)
            for row in found.rows:
                (place,) = keyed([row.key], row.key)
                old, new = (states[name].get(found.table, {}).get(place, {}) for name in (one, other))
                assert repr(row.values) == repr({name: (old.get(name), new.get(name)) for name in row.values})


def sorted_rows(rows: Rows) -> Any:
    return {table: sorted(places.items()) for table, places in rows.items()}
