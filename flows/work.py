"""Doing what the plan says: document steps in batches, corpus steps on whole tables or in batches of blocks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import polars as pl

from flows.blocks import batch_queries, by_batch, changed_blocks, note_finished
from flows.ingest.records import RECORDS
from flows.jobs import Failure, Job, outside, read_reference, work_on, write_inputs
from flows.models import model_frame
from flows.plan import (
    BOOKS,
    Group,
    code_digest,
    corpus_fingerprint,
    document_work,
    groups,
    is_finished,
    makers,
    row_hash,
)
from flows.progress import tell
from flows.steps import ROOT, Model, Readable, Reference, Step
from flows.store import Store
from flows.warehouse import Warehouse

DOCUMENTS_READ_AT_ONCE = 16_384
"""Each reading goes through whole tables, so that one a batch would take the square of the corpus; more take memory."""
Mapper = Callable[[Callable[[Job], list[Failure]], Sequence[Job]], Iterable[list[Failure]]]


def side_by_side(function: Callable[[Job], list[Failure]], jobs: Sequence[Job]) -> Iterable[list[Failure]]:
    """The simplest mapper: one job after the other, in this process."""
    return map(function, jobs)


def prepare(warehouse: Warehouse, steps: Iterable[Step]) -> None:
    """Create the books, the tables of the steps, and the reference tables that queries read."""
    steps = list(steps)
    for name, columns in BOOKS.items():
        warehouse.keep(name, columns)
    warehouse.create([step.makes for step in steps])
    warehouse.execute("create schema if not exists reference")
    for reference in sorted({r for step in steps if step.make is None for r in step.references}, key=str):
        warehouse.connection.register("incoming", read_reference(reference))
        warehouse.execute(f"create or replace table {reference.address} as select * from incoming")
        warehouse.connection.unregister("incoming")


def run_stage(
    warehouse: Warehouse, home: Store, steps: Sequence[Step], all_steps: Sequence[Step], mapper: Mapper, batch: int
) -> list[Failure]:
    """Bring every table of the stage up to date, and return the documents that a step could not work on.

    `batch` is the number of documents of a job.
    """
    made_by = makers(all_steps)
    failures: list[Failure] = []
    for group in groups(steps):
        if group.scope == "document":
            failures += run_documents(warehouse, home, group, made_by, mapper, batch)
        else:
            run_corpus(warehouse, home, group.steps[0], made_by, mapper)
    return failures


def run_corpus(warehouse: Warehouse, home: Store, step: Step, made_by: Mapping[str, Step], mapper: Mapper) -> None:
    """Make the step's table anew, or those of its blocks that changed, when its code or input changed."""
    fingerprint = corpus_fingerprint(warehouse, step, made_by)
    if is_finished(warehouse, step, fingerprint):
        return
    tell(step.makes.stage, step.name, 0, None)
    if step.blocks:
        _run_blocks(warehouse, home, step, made_by, mapper)
        warehouse.execute("begin")
    else:
        rows = _whole(warehouse, step)
        warehouse.execute("begin")
        warehouse.replace(step.makes, rows)
        # What comes next takes its memory.
        del rows
    warehouse.execute("delete from finished_tables where step = ?", [step.name])
    warehouse.execute(
        f"insert into finished_tables select ?, ?, ?, {row_hash(step.makes)} from {step.makes.address}",
        [step.name, code_digest(step), fingerprint],
    )
    warehouse.execute("commit")


def _whole(warehouse: Warehouse, step: Step) -> pl.DataFrame | str:
    """What the step makes of whole tables, or the query for it."""
    if step.make is None:
        return Store(ROOT).read(step.query_path.relative_to(ROOT).as_posix()).decode()
    frames = [_frame(warehouse, read) for read in step.reads]
    warehouse.let_go()
    return step.made_of(*frames)


def _run_blocks(warehouse: Warehouse, home: Store, step: Step, made_by: Mapping[str, Step], mapper: Mapper) -> None:
    """Make the rows of the blocks that changed; each batch is committed when it is done."""
    sizes = changed_blocks(warehouse, step, made_by)
    jobs = {batch: Job(str(home.root), f"work/{step.makes.stage}/{batch}", (step.name,)) for batch in sizes}
    for chunk in _chunks(sizes):
        for table, query in batch_queries(step, chunk):
            write_inputs(home, jobs, chunk, table, warehouse.frame(query))
    made_of = mapper(work_on, list(jobs.values())) if jobs else ()
    for done, ((batch, job), _) in enumerate(zip(jobs.items(), made_of, strict=True), start=1):
        made = job.made(home, step)
        warehouse.execute("begin")
        warehouse.insert(step.makes, made)
        note_finished(warehouse, step, batch)
        warehouse.execute("commit")
        home.delete(job.folder)
        tell(step.makes.stage, step.name, done, len(jobs))


def _frame(warehouse: Warehouse, read: Readable) -> pl.DataFrame:
    if isinstance(read, Reference):
        return read_reference(read)
    if isinstance(read, Model):
        return model_frame(read)
    return warehouse.frame(f"select {', '.join(read.names)} from {read.address} order by {', '.join(read.key)}")


def run_documents(
    warehouse: Warehouse, home: Store, group: Group, made_by: Mapping[str, Step], mapper: Mapper, batch: int
) -> list[Failure]:
    """Run the group's steps for the documents that lack them; each batch is committed when it is done."""
    _forget_departed(warehouse, group)
    work = document_work(warehouse, group, made_by)
    stage, total, done = group.steps[0].makes.stage, work.count, 0
    failures: list[Failure] = []
    for first, document_ids in work.documents.items():
        names = [step.name for step in group.steps]
        steps = group.steps[names.index(first) :]
        _forget(warehouse, steps, document_ids)
        batches = [document_ids[start : start + batch] for start in range(0, len(document_ids), batch)]
        jobs = _jobs(warehouse, home, steps, batches, f"work/{stage}")
        for job, ids, failed in zip(jobs, batches, mapper(work_on, jobs), strict=True):
            _load(warehouse, home, steps, job, set(ids) - {failure.document_id for failure in failed})
            home.delete(job.folder)
            failures += failed
            done += len(ids)
            tell(stage, steps[-1].name, done, total)
    return failures


def _forget_departed(warehouse: Warehouse, group: Group) -> None:
    """Drop the rows of documents that are no longer among the records."""
    for step in group.steps:
        gone = f"document_id not in (select document_id from {RECORDS.address})"
        warehouse.execute(f"delete from {step.makes.address} where {gone}")
        warehouse.execute(f"delete from finished_documents where step = ? and {gone}", [step.name])


def _forget(warehouse: Warehouse, steps: Sequence[Step], document_ids: Sequence[str]) -> None:
    for step in steps:
        warehouse.execute(f"delete from {step.makes.address} where document_id in (select unnest(?))", [document_ids])
        warehouse.execute(
            "delete from finished_documents where step = ? and document_id in (select unnest(?))",
            [step.name, document_ids],
        )


def _jobs(
    warehouse: Warehouse, home: Store, steps: Sequence[Step], batches: Sequence[Sequence[str]], folder: str
) -> list[Job]:
    """Write the input of batches: one Parquet file a batch for each table that the steps read and don't make."""
    names = tuple(step.name for step in steps)
    jobs = {number: Job(str(home.root), f"{folder}/{number}", names) for number in range(len(batches))}
    numbered = [(document_id, number) for number, ids in enumerate(batches) for document_id in ids]
    schema = {"document_id": pl.String, "batch": pl.Int64}
    warehouse.connection.register("numbered", pl.DataFrame(numbered, schema=schema, orient="row"))
    for chunk in _chunks({number: len(ids) for number, ids in enumerate(batches)}):
        chosen = f"from numbered where batch between {chunk[0]} and {chunk[-1]}"
        for table in outside(steps):
            write_inputs(home, jobs, chunk, table, warehouse.frame(by_batch(table, chosen)))
    warehouse.connection.unregister("numbered")
    return list(jobs.values())


def _chunks(sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """The batches that are read at once, of these with their sizes."""
    chunk: list[int] = []
    for batch, size in sizes.items():
        if chunk and sum(sizes[one] for one in chunk) + size > DOCUMENTS_READ_AT_ONCE:
            yield chunk
            chunk = []
        chunk.append(batch)
    if chunk:
        yield chunk


def _load(warehouse: Warehouse, home: Store, steps: Sequence[Step], job: Job, document_ids: set[str]) -> None:
    """Take a batch's output into the warehouse and its documents into the books, in one transaction."""
    kept = pl.DataFrame({"document_id": sorted(document_ids)}, schema={"document_id": pl.String})
    warehouse.execute("begin")
    digests = []
    for step in steps:
        made = job.made(home, step).join(kept, on="document_id", how="semi")
        warehouse.insert(step.makes, made)
        warehouse.connection.register(f"made_{step.name}", made)
        digests.append(
            f"select '{step.name}' as step, document_id, {row_hash(step.makes)} as digest"
            f" from made_{step.name} group by document_id"
        )
    warehouse.connection.register("kept", kept)
    # One statement for all steps: small ones cost more than their rows.
    warehouse.execute(
        f"""
        insert into finished_documents
        select wanted.step, document_id, wanted.code, wanted.fingerprint, digests.digest
        from (from wanted where list_contains(?, step)) as wanted
        join kept using (document_id)
        left join ({" union all ".join(digests)}) as digests using (step, document_id)
        """,
        [[step.name for step in steps]],
    )
    for name in ("kept", *(f"made_{step.name}" for step in steps)):
        warehouse.connection.unregister(name)
    warehouse.execute("commit")
