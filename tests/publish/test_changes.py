"""The change feed: applied to the version before it gives this version."""

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from expectations.contract import Column, Table
from flows.publish.changes import feed_query
from flows.publish.digests import as_text, digest_query, fast_hash_query

BOATS = Table(
    "boats",
    "clean",
    "A row a boat.",
    key=("harbour", "number"),
    columns=(
        Column("harbour", "VARCHAR", "Where it lies.", nullable=True),
        Column("number", "INTEGER", "Its number there."),
        Column("crew", "VARCHAR[]", "Who sails it.", nullable=True),
        Column("length", "DOUBLE", "How long it is.", nullable=True),
    ),
)
Boats = Mapping[tuple[Any, int], tuple[Any, Any]]
boats = st.dictionaries(
    st.tuples(st.sampled_from([None, "", "North", "Süd"]), st.integers(0, 2)),
    st.tuples(
        st.none() | st.lists(st.none() | st.sampled_from(["Ada", "Bo", ""]), max_size=2),
        st.none() | st.sampled_from([0.0, -0.0, 1.5, float("nan")]),
    ),
)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def frame(rows: Boats) -> pl.DataFrame:
    return BOATS.frame({"harbour": h, "number": n, "crew": c, "length": x} for (h, n), (c, x) in rows.items())


def load(connection: duckdb.DuckDBPyConnection, name: str, rows: Boats) -> None:
    connection.register("incoming", frame(rows))
    connection.execute(f"create or replace temp table {name} as select * from incoming")


def feed(connection: duckdb.DuckDBPyConnection, before: Boats, after: Boats) -> list[tuple[Any, ...]]:
    load(connection, "before", before)
    load(connection, "after", after)
    columns = {column.name: column.type for column in BOATS.columns}
    return connection.execute(feed_query(BOATS.key, columns, columns, "before", "after")).fetchall()


@given(before=boats, after=boats)
@settings(max_examples=40)
def test_the_feed_applied_to_the_version_before_gives_this_one(
    connection: duckdb.DuckDBPyConnection, before: Boats, after: Boats
) -> None:
    made = dict(before)
    for harbour, number, change, columns in feed(connection, before, after):
        key = (harbour, number)
        if change == "removed":
            del made[key]
            continue
        assert (key in before) == (change == "changed")
        pairs = zip(("crew", "length"), before.get(key, (None, None)), after[key], strict=True)
        differing = [name for name, old, new in pairs if repr(old) != repr(new)]
        assert columns == (differing if change == "changed" else [])
        made[key] = after[key]
    assert repr(sorted(made.items(), key=repr)) == repr(sorted(after.items(), key=repr))


def test_nothing_is_said_of_rows_that_stay(connection: duckdb.DuckDBPyConnection) -> None:
    rows = {("North", 1): (["Ada"], 2.0), (None, 1): (None, None)}
    assert feed(connection, rows, rows) == []


def digest(connection: duckdb.DuckDBPyConnection, rows: Boats) -> str:
    load(connection, "digested", rows)
    return as_text(*connection.execute(digest_query(BOATS, "digested")).fetchall()[0])


@given(rows=boats, other=boats, data=st.data())
@settings(max_examples=30)
def test_digests_agree_when_the_rows_do_in_any_order(
    connection: duckdb.DuckDBPyConnection, rows: Boats, other: Boats, data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(list(rows.items()))))
    assert digest(connection, rows) == digest(connection, shuffled)
    same = repr(sorted(rows.items(), key=repr)) == repr(sorted(other.items(), key=repr))
    assert (digest(connection, rows) == digest(connection, other)) == same


@given(rows=boats, other=boats)
@example(rows={("North", 1): (None, None)}, other={("North", 1): ([], None)})
@example(rows={("North", 1): ([], 0.0)}, other={("North", 1): ([None], 0.0)})
@example(rows={("North", 1): ([], 0.0)}, other={("North", 1): ([], -0.0)})
@settings(max_examples=30)
def test_the_hash_by_which_files_are_shared_tells_apart_what_the_digest_does(
    connection: duckdb.DuckDBPyConnection, rows: Boats, other: Boats
) -> None:
    hashes, digests = [], []
    for each in (rows, other):
        digests.append(digest(connection, each))
        hashes.append(
            connection.execute(fast_hash_query(BOATS, "(select *, 1 as file from digested)", "file")).fetchall()
        )
    assert (hashes[0] == hashes[1]) == (digests[0] == digests[1])
