"""The flow: five stages, in order."""

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import Task, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.clean.flow import clean
from flows.enrich.flow import enrich
from flows.errors import DataFailed
from flows.ingest.archive import prepare as prepare_archive
from flows.ingest.archive import rebuild_from_archive
from flows.ingest.flow import ingest
from flows.ingest.offers import IngestResult, is_empty
from flows.ingest.retracting import remove_documents
from flows.jobs import Failure, Job, work_on
from flows.pending import mark_finished, mark_unfinished
from flows.plan import all_code_digest, forget_everything
from flows.publish.flow import publish, push, stage
from flows.publish.index import folder_of, read_index
from flows.publish.release import sweep
from flows.publish.retract import resume
from flows.publish.staging import Staged, discard, nothing_changed
from flows.publish.tombstones import returned
from flows.run import Outcome, Run
from flows.settings import Settings, settings_from
from flows.stages import PUBLISHED, STEPS
from flows.store import Store
from flows.validate.flow import judged as judge
from flows.validate.flow import validate
from flows.validate.judgement import Verdict
from flows.validate.withheld import Why, reasons, release, withhold, withhold_again
from flows.warehouse import Warehouse
from flows.work import Mapper, prepare

ROUNDS = 4
"""Times that a run starts over without the documents that had to leave; others may break because they left."""


@task(name="batch", cache_policy=NO_CACHE)
def work_on_batch(job: Job) -> list[Failure]:
    """One batch of documents."""
    return work_on(job)


def as_tasks(function: Callable[[Job], list[Failure]], jobs: Sequence[Job]) -> Iterator[list[Failure]]:
    """Work on the batches as tasks of the flow, side by side where there are several."""
    if len(jobs) == 1:
        yield work_on_batch(jobs[0])
        return
    # Workers are born with this mask: they leave Ctrl-C to the flow even while they still start.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        futures = work_on_batch.map(jobs)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        for future in futures:
            yield future.result()
    except KeyboardInterrupt:
        # Nobody wants to wait for batches whose output will not be taken.
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """Where batches run side by side: in processes, unless the settings ask for threads."""
    if settings.runner == "threads":
        return ThreadPoolTaskRunner(max_workers=settings.workers)
    return ProcessPoolTaskRunner(max_workers=settings.workers, initializer=leave_ctrl_c_to_the_flow)


def leave_ctrl_c_to_the_flow() -> None:
    """A terminal tells every process of Ctrl-C; each worker would print a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@flow(name="copydesk", persist_result=False, task_runner=task_runner(settings_from(os.environ)))
def pipeline(
    raw: list[str], home: str | None = None, name: str | None = None, mirror: bool = False, rebuild: bool = False
) -> dict[str, Any]:
    """Ingest what is new in the RAW places, clean, enrich, validate, and publish a new version if anything changed.

    `name` names a single RAW; `mirror` lets documents leave whose files are gone; `rebuild` makes everything anew from
    the raw archive. Returns the numbers of the run.
    """
    settings = settings_from(os.environ)
    settings = replace(settings, home=Path(home)) if home else settings
    return carry_out(settings, raw, name=name, mirror=mirror, rebuild=rebuild, mapper=as_tasks).as_json()


def carry_out(
    settings: Settings,
    raw: Sequence[str],
    *,
    mapper: Mapper,
    name: str | None = None,
    mirror: bool = False,
    rebuild: bool = False,
    now: datetime | None = None,
    home: Store | None = None,
) -> Outcome:
    """Run the five stages over a home folder. With `as_tasks` as the mapper the stages are tasks of Prefect's as well.

    Raises `DataFailed` when the data may not be published, and `Busy` when another run has the home.
    """
    home = home or Store(settings.home)
    # The engine's wrapper of each stage, or the stage itself.
    staged_by: Callable[[Task[..., Any]], Callable[..., Any]] = (
        (lambda t: t) if mapper is as_tasks else (lambda t: t.fn)
    )
    with home.locked("copydesk run"), ExitStack() as stack:
        finished = resume(home, settings, judge=judged, mapper=mapper)
        warehouse = stack.enter_context(
            Warehouse(home.local("warehouse.duckdb"), threads=settings.workers, memory=settings.memory)
        )
        swept = [*(finished.as_lines() if finished else ()), *sweep(home)]
        steps = list(STEPS.values())
        mark_unfinished(warehouse)
        prepare_archive(home, warehouse)
        prepare(warehouse, steps)
        code = all_code_digest(steps)
        release(warehouse)
        if rebuild:
            forget_everything(warehouse)
            rebuild_from_archive(home, warehouse)
        run = Run(warehouse, home, settings, now or datetime.now(UTC), mapper)
        ingested = staged_by(ingest)(run, raw, name, mirror)
        run.new_documents = ingested.new_documents
        if is_empty(warehouse) and read_index(home).latest is None:
            return Outcome.nothing_new(swept, ingested.remarks)
        withhold_again(warehouse, code)
        for _ in range(ROUNDS):
            failures = staged_by(clean)(run)
            if again := returned(warehouse, home):
                # What was retracted came back as other bytes; from now on those are refused too.
                release(warehouse)
                remove_documents(again, home, warehouse)
                withhold_again(warehouse, code)
                continue
            failures += staged_by(enrich)(run)
            if failures:
                withhold(warehouse, _why(run, failures), code)
                continue
            staged = staged_by(stage)(run)
            if nothing_changed(staged, home):
                discard(staged, home)
                mark_finished(warehouse)
                pushed = staged_by(push)(run)
                return Outcome.nothing_new(swept, ingested.remarks, ingested.refused, pushed)
            verdicts, leaving = staged_by(validate)(run, staged, PUBLISHED)
            if not leaving:
                version = staged_by(publish)(run, staged, verdicts)
                mark_finished(warehouse)
                pushed = staged_by(push)(run)
                return _outcome(home, staged, verdicts, version.name, ingested, swept, pushed)
            withhold(warehouse, leaving, code)
    raise DataFailed(f"Documents still break contracts after {ROUNDS} rounds without those that broke them before.")


def judged(run: Run, staged: Staged) -> tuple[list[Verdict], dict[str, Why]]:
    """What the expectations say of a version that is made anew, and the documents that have to leave it."""
    return judge(run, staged, PUBLISHED)


def _why(run: Run, failures: Sequence[Failure]) -> dict[str, Why]:
    """Why each document leaves on which a step raised. Raises `DataFailed` when they are too many."""
    if len(failures) > run.most_broken:
        first = "\n".join(f"    {f.document_id}: {f.step}: {f.error}" for f in failures[:5])
        raise DataFailed(
            f"A step could not work on {len(failures)} documents; nothing was published. The first of them:\n{first}"
        )
    return reasons(failures)


def _outcome(
    home: Store,
    staged: Staged,
    verdicts: Sequence[Verdict],
    version: str,
    ingested: IngestResult,
    swept: Sequence[str],
    pushed: Sequence[str],
) -> Outcome:
    return Outcome(
        version=version,
        folder=home.local(folder_of(version)),
        new_documents=ingested.new_documents,
        new_refusals=ingested.refused,
        remarks=ingested.remarks,
        rows=Counter({part.table.name: part.rows for part in staged.tables}),
        expectations=len(verdicts),
        expectations_passed=sum(verdict.success for verdict in verdicts),
        warnings=[f"{v.table}: {v.check}: {v.bad_rows} rows" for v in verdicts if not v.success],
        swept=swept,
        pushed=pushed,
    )
