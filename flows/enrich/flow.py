"""Enrich: articles get sentences, dates, names and quotations, and are told apart as copies, stories and contacts."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.jobs import Failure
from flows.run import Run
from flows.stages import ENRICH


@task(cache_policy=NO_CACHE)
def enrich(run: Run) -> list[Failure]:
    """Bring the tables of the stage up to date; returns the documents that a step could not work on."""
    return run.bring_up_to_date(ENRICH)
