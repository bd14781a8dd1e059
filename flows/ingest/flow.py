"""Ingest: raw files become documents, or refusals with a reason."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.ingest.offers import IngestResult
from flows.ingest.offers import ingest as take_in
from flows.ingest.sources import sources
from flows.progress import tell
from flows.run import Run
from flows.stages import INGEST


@task(cache_policy=NO_CACHE)
def ingest(run: Run, raw: Sequence[str], name: str | None, mirror: bool) -> IngestResult:
    """Take in what is new or has changed in the RAW places, and choose the capture that decides for each record."""
    result = take_in(
        sources(raw, run.home.root, name),
        run.home,
        run.warehouse,
        mirror=mirror,
        on_progress=lambda done, total: tell("ingest", "reading", done, total),
    )
    run.bring_up_to_date(INGEST)
    return result
