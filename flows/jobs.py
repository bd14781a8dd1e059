"""Jobs: batches of documents or blocks, whose input and output are files, so that any process can do them."""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from expectations.contract import Table
from flows.ingest.archive import contents
from flows.ingest.records import CONTENTS, RECORDS
from flows.models import model_frame
from flows.steps import ROOT, Reference, Step
from flows.store import Store

Frames = dict[str, pl.DataFrame]

GARBAGE_AFTER = 100_000
"""New objects after which Python looks for cycles. Steps make many objects and hardly a cycle: after its own 700, when
it looks through all that a run holds again and again, that took a thirteenth of a run."""


@dataclass(frozen=True)
class Job:
    """A batch of documents or blocks for some steps: their input lies in `folder` of the home, and their output goes
    there."""

    home: str
    folder: str
    steps: tuple[str, ...]

    def made(self, home: Store, step: Step) -> pl.DataFrame:
        """The rows that the step made of the batch."""
        with home.open(f"{self.folder}/out/{step.name}.parquet") as file:
            return pl.read_parquet(file)


@dataclass(frozen=True)
class Failure:
    """A document that a step could not work on."""

    document_id: str
    step: str
    error: str


@cache
def read_reference(reference: Reference) -> pl.DataFrame:
    return pl.read_csv(Store(ROOT).local(f"data/reference/{reference.name}.csv"), infer_schema=False)


def outside(steps: Sequence[Step]) -> list[Table]:
    """The tables that the steps read and don't make, with the records, which tell where the contents lie."""
    made = {step.makes for step in steps}
    read = [table for step in steps for table in step.tables if table not in made]
    wants_contents = CONTENTS in read
    return [table for table in dict.fromkeys([*read, *([RECORDS] if wants_contents else [])]) if table != CONTENTS]


def write_inputs(home: Store, jobs: Mapping[int, Job], chunk: Sequence[int], table: Table, rows: pl.DataFrame) -> None:
    """Write each batch's part of the rows, which their column `batch` tells, in the order of the table's key."""
    parts = rows.partition_by("batch", as_dict=True, include_key=False)
    empty = rows.drop("batch").clear()
    del rows
    for batch in chunk:
        with home.writing(f"{jobs[batch].folder}/in/{table.name}.parquet") as place:
            # DuckDB holds all that it sorts.
            parts.pop((batch,), empty).sort(table.key).write_parquet(place, compression="lz4")


def work_on(job: Job) -> list[Failure]:
    """Make the batch's tables from its input files, and write one Parquet file a table.

    A document on which a step raises is left out of the output and returned as a failure.
    """
    from flows.stages import STEPS

    home = Store(Path(job.home))
    steps = [STEPS[name] for name in job.steps]
    frames: Frames = {}
    for table in outside(steps):
        with home.open(f"{job.folder}/in/{table.name}.parquet") as file:
            frames[table.address] = pl.read_parquet(file)
    if any(CONTENTS in step.tables for step in steps):
        frames[CONTENTS.address] = contents(frames[RECORDS.address], home)
    for reference in {reference for step in steps for reference in step.references}:
        frames[reference.address] = read_reference(reference)
    for model in {model for step in steps for model in step.models}:
        frames[model.address] = model_frame(model)
    made, failures = make_tables(steps, frames)
    for step in steps:
        with home.writing(f"{job.folder}/out/{step.name}.parquet") as place:
            made[step.makes.address].write_parquet(place, compression="lz4")
    return failures


def make_tables(steps: Sequence[Step], frames: Frames) -> tuple[Frames, list[Failure]]:
    """The tables that the steps make of the frames, without the documents on which a step raises."""
    gc.set_threshold(GARBAGE_AFTER)
    frames = dict(frames)
    failures: list[Failure] = []
    for step in steps:
        inputs = [frames[read.address] for read in step.reads]
        try:
            made = step.made_of(*inputs)
        except Exception:
            if step.blocks:
                raise
            failed, made = _one_by_one(step, inputs)
            failures += failed
            lost = [failure.document_id for failure in failed]
            for address, frame in frames.items():
                if "document_id" in frame.columns:
                    frames[address] = frame.filter(~pl.col("document_id").is_in(lost))
        frames[step.makes.address] = made
    return frames, failures


def _one_by_one(step: Step, inputs: Sequence[pl.DataFrame]) -> tuple[list[Failure], pl.DataFrame]:
    """Find the documents on which the step raises, and make the rows of the others."""
    documents = sorted({d for frame in inputs if "document_id" in frame.columns for d in frame["document_id"]})
    failures, made = [], [step.makes.frame()]
    for document_id in documents:
        own = [f.filter(pl.col("document_id") == document_id) if "document_id" in f.columns else f for f in inputs]
        try:
            made.append(step.made_of(*own))
        except Exception as error:
            failures.append(Failure(document_id, step.name, f"{type(error).__name__}: {error}"))
    return failures, pl.concat(made)
