"""Publish: what passed becomes an immutable version of plain Parquet."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.errors import WrongCall
from flows.hints import typed
from flows.objects import Objects
from flows.progress import tell
from flows.publish.index import Version, next_name
from flows.publish.provenance import provenance
from flows.publish.push import push_held
from flows.publish.release import publish as release
from flows.publish.staging import Staged
from flows.publish.staging import stage as write_staged
from flows.run import Run
from flows.stages import PUBLISHED
from flows.validate.judgement import Verdict


@task(cache_policy=NO_CACHE)
def stage(run: Run) -> Staged:
    """Write the tables of the next version where nobody sees them yet."""
    tell("publish", "staging", 0, None)
    return write_staged(run.warehouse, PUBLISHED, run.home, next_name(run.home, run.now.date()))


@task(cache_policy=NO_CACHE)
def publish(run: Run, staged: Staged, verdicts: Sequence[Verdict]) -> Version:
    """Make the staged version the latest one."""
    tell("publish", "releasing", 0, None)
    return release(
        staged,
        run.home,
        provenance=provenance(run.warehouse, run.settings),
        expectations=[verdict.record() for verdict in verdicts],
        published_at=run.now,
    )


@task(cache_policy=NO_CACHE)
def push(run: Run) -> list[str]:
    """Bring the corpus to where the settings want it, and tell what was done; nothing where they name no place.

    Raises `WrongCall` when that fails, which takes nothing back of what is published here.
    """
    settings = run.settings
    if not settings.push_to:
        return []
    tell("publish", "pushing", 0, None)
    try:
        place = Objects(settings.push_to)
        pushed = push_held(run.home, place, keep=settings.push_keep, keep_days=settings.keep_days, at=run.now)
    except WrongCall as error:
        raise WrongCall(
            f"The corpus is published here, and could not be brought to {settings.push_to}: the next run will try"
            f" again, or now: {typed('push')}\n{error}"
        ) from error
    return pushed.as_lines()
