"""What each step of a run would redo, and why, without doing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.ingest.archive import prepare as prepare_archive
from flows.ingest.offers import survey
from flows.ingest.sources import sources
from flows.plan import corpus_fingerprint, document_work, groups, is_finished, makers
from flows.settings import Settings
from flows.stages import CLEAN, ENRICH, INGEST
from flows.store import Store
from flows.warehouse import Warehouse
from flows.work import prepare


@dataclass(frozen=True)
class Planned:
    """A step, the documents that it would work on (None: it works on whole tables), and why."""

    step: str
    documents: int | None
    reason: str


def planned(settings: Settings, raw: Sequence[str], name: str | None) -> tuple[list[Planned], list[str]]:
    """What each step would redo, and why, and what there is to remark about the sources.

    Files that are new count as one document each until they are read.
    """
    home = Store(settings.home.absolute())
    places = sources(raw, home.root, name)
    steps = [*INGEST, *CLEAN, *ENRICH]
    made_by = makers(steps)
    with home.locked("copydesk run --plan"), Warehouse(home.local("warehouse.duckdb")) as warehouse:
        prepare_archive(home, warehouse)
        prepare(warehouse, steps)
        found = survey(places, home, warehouse)
        files = len(found.to_read)
        plan = [Planned("ingest", files, "new or changed files")] if files else []
        for group in groups(steps):
            if group.scope == "corpus":
                step = group.steps[0]
                if plan or not is_finished(warehouse, step, corpus_fingerprint(warehouse, step, made_by)):
                    plan.append(Planned(step.name, None, "its input changes" if plan else "its code or input changed"))
                continue
            work = document_work(warehouse, group, made_by)
            for step in group.steps:
                plan += [Planned(step.name, count, reason) for reason, count in sorted(work.reasons.items())]
                plan += [Planned(step.name, files, "new or changed files")] if files else []
    return plan, found.remarks
