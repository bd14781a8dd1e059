"""Clean: documents become articles, and every other line gets its role."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.jobs import Failure
from flows.run import Run
from flows.stages import CLEAN


@task(cache_policy=NO_CACHE)
def clean(run: Run) -> list[Failure]:
    """Bring the tables of the stage up to date; returns the documents that a step could not work on."""
    return run.bring_up_to_date(CLEAN)
