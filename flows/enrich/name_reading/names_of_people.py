"""What people are called, and the words that nobody is."""

from functools import lru_cache
from typing import NamedTuple

import polars as pl

from flows.reference_rows import ReferenceRows


class NamesOfPeople(NamedTuple):
    """Given names that are common, others, surnames that are neither words nor places, and words that are mostly
    written with a small letter."""

    given: frozenset[str]
    less_common: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=8)
def names_of_people(tables: ReferenceRows, language: str) -> NamesOfPeople:
    """Those of the four tables, which are the same for every language, and the words of this one and of English.

    English words stand in names of products in every language.
    """
    given, less_common, surnames, words = tables.frames
    of_language = words.filter(pl.col("language").is_in(["en", language]))
    columns = (given["name"], less_common["name"], surnames["name"], of_language["word"])
    return NamesOfPeople(*(frozenset(column) for column in columns))
