"""Rows in, rows out: run one step on rows that a test writes."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
import polars as pl

from expectations.contract import Column, Table
from flows.models import model_frame
from flows.steps import ROOT, Model, Readable, Reference, Step

_FILLERS: dict[str, Any] = {"INTEGER": 1, "BIGINT": 1, "DOUBLE": 0.5, "BOOLEAN": False, "VARCHAR": "text", "BLOB": b""}


def filled(table: Table, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """The rows as a frame; columns that a row leaves out get a valid value, NULL where the contract allows it."""
    return table.frame({**{c.name: filler(c) for c in table.columns}, **row} for row in rows)


def filler(column: Column) -> Any:
    if column.nullable:
        return None
    if column.name == "document_id":
        return "0" * 32
    for promise in column.promises:
        if promise.kind == "one_of":
            return promise.values[0]
        if promise.kind == "between" and promise.values[0] is not None:
            return promise.values[0]
    return [] if column.type.endswith("[]") else _FILLERS.get(column.type)


@cache
def reference_frame(reference: Reference) -> pl.DataFrame:
    return pl.read_csv(ROOT / "data" / "reference" / f"{reference.name}.csv", infer_schema=False)


def frame_of(read: Readable, made: Mapping[Table, pl.DataFrame]) -> pl.DataFrame:
    """What a step reads: of tables what was made so far, no rows where that is nothing."""
    if isinstance(read, Table):
        return made[read] if read in made else read.frame()
    return model_frame(read) if isinstance(read, Model) else reference_frame(read)


def run_step(step: Step, given: Mapping[Readable, Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """The rows that the step makes of these, in the order of the table's key."""
    frames = []
    for read in step.reads:
        if isinstance(read, Table):
            frames.append(filled(read, given.get(read, ())))
        else:
            known = model_frame if isinstance(read, Model) else reference_frame
            frames.append(pl.DataFrame(list(given[read])) if read in given else known(read))
    made = step.make(*frames) if step.make else _query(step, frames)
    assert made.columns == step.makes.names
    return made.cast(step.makes.schema).sort(step.makes.key).to_dicts()


def _query(step: Step, frames: list[pl.DataFrame]) -> pl.DataFrame:
    with duckdb.connect() as connection:
        for read, frame in zip(step.reads, frames, strict=True):
            connection.execute(f"create schema if not exists {read.address.split('.')[0]}")
            connection.register("given", frame)
            connection.execute(f"create table {read.address} as select * from given")
            connection.unregister("given")
        return connection.sql(step.query_path.read_text(encoding="utf-8")).pl()
