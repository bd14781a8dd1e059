"""Python values become the columns that Polars itself would make of them."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.contract import Column, Table
from expectations.frames import column

READ = settings(max_examples=40)
WORD = st.text(max_size=5)
MAYBE = st.none() | WORD
STRUCT = pl.Struct({"name": pl.String, "days": pl.List(pl.Int32)})
MEMBER = st.fixed_dictionaries({"name": MAYBE, "days": st.none() | st.lists(st.integers(0, 9), max_size=3)})


def same(values: list[Any], kind: Any) -> None:
    made = column(values, kind)
    assert made.dtype == kind
    assert made.to_list() == values


@READ
@given(st.lists(MAYBE))
def test_words(values: list[Any]) -> None:
    same(values, pl.String)


@READ
@given(st.lists(st.none() | st.lists(MAYBE, max_size=3)))
def test_lists_empty_ones_and_missing_ones_stay_apart(values: list[Any]) -> None:
    same(values, pl.List(pl.String))


@READ
@given(st.lists(st.none() | st.lists(st.none() | st.lists(WORD, max_size=2), max_size=2)))
def test_lists_of_lists(values: list[Any]) -> None:
    same(values, pl.List(pl.List(pl.String)))


@READ
@given(st.lists(st.none() | st.lists(MEMBER, max_size=3)))
def test_lists_of_structs(values: list[Any]) -> None:
    same(values, pl.List(STRUCT))


@READ
@given(st.lists(st.none() | MEMBER))
def test_structs_that_are_missing(values: list[Any]) -> None:
    same(values, STRUCT)


def test_a_member_that_a_struct_lacks_is_null() -> None:
    assert column([{"name": "Kelm"}], STRUCT).to_list() == [{"name": "Kelm", "days": None}]


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError):
        column([["Kelm"], [3]], pl.List(pl.String))


@READ
@given(st.lists(st.tuples(WORD, MAYBE)))
def test_rows_as_values_are_the_frame_of_the_rows_by_name(rows: list[tuple[Any, ...]]) -> None:
    columns = (Column("word", "VARCHAR", "A word."), Column("following", "VARCHAR", "The next one.", nullable=True))
    table = Table("words", "clean", "A row a word.", (), columns)
    assert table.frame_of(rows).equals(table.frame(dict(zip(table.names, row, strict=True)) for row in rows))
