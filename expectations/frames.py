"""Python values as typed Polars columns; nested ones are built from flat ones, never row by row."""

from collections.abc import Sequence
from functools import partial
from operator import attrgetter, methodcaller
from typing import Any

import polars as pl


def column(values: Sequence[Any], kind: Any) -> pl.Series:
    """The values as a series of this type; structs are dictionaries, whose lacking members are NULL, or objects.

    Polars makes a series of its own for each row of a list, which costs more than all that is in it.
    """
    if isinstance(kind, pl.List):
        return _lists(values, kind)
    if isinstance(kind, pl.Struct) and None not in values:
        member = partial(methodcaller, "get") if values and isinstance(values[0], dict) else attrgetter
        members = {f.name: column(list(map(member(f.name), values)), f.dtype) for f in kind.fields}
        return pl.DataFrame(members).to_struct()
    return pl.Series(values=values, dtype=kind)


def _lists(values: Sequence[Sequence[Any] | None], kind: pl.List) -> pl.Series:
    """The lists as a series: those that hold something by grouping, the others taken from a pattern."""
    held = [value for value in values if value]
    items = pl.DataFrame(
        {
            "list": pl.Series([number for number, value in enumerate(held) for _ in value], dtype=pl.UInt32),
            "item": column([item for value in held for item in value], kind.inner),
        }
    )
    lists = items.group_by("list", maintain_order=True).agg("item").get_column("item")
    next_held = iter(range(len(held)))
    places = [next(next_held) if value else len(held) + (value is None) for value in values]
    return pl.concat([lists, pl.Series([[], None], dtype=kind)], rechunk=True).gather(places)
