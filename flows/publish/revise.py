"""Puts a version that is made anew, without some documents, in the place of the old one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from flows.plan import all_code_digest
from flows.publish.index import Version, folder_of, read_index, write_index
from flows.publish.manifest import MANIFEST, Manifest, read_manifest
from flows.publish.provenance import provenance
from flows.publish.release import described, write_package
from flows.publish.remake import bring_up_to_date, remake
from flows.publish.staging import STAGING, Staged, stage_beside
from flows.run import Run
from flows.settings import Settings
from flows.stages import PUBLISHED, STEPS
from flows.store import Store
from flows.validate.judgement import Verdict
from flows.validate.withheld import Why, reasons, withhold
from flows.warehouse import Warehouse
from flows.work import Mapper

WAREHOUSE = "warehouse.duckdb"
SCRATCH = "work/retract/warehouse.duckdb"
Judge = Callable[[Run, Staged], tuple[Sequence[Verdict], Mapping[str, Why]]]


def revise(
    home: Store, settings: Settings, name: str, document_ids: Collection[str], judge: Judge, mapper: Mapper
) -> list[str]:
    """Put a version without these documents in its place, under a new revision; returns what there is to tell of it."""
    entry = read_index(home).get(name)
    if entry is None or entry.pruned:
        return []
    notes: list[str] = []
    if home.sha256(f"{entry.folder}/{MANIFEST}") == entry.manifest_sha256:
        old = read_manifest(home, entry.folder)
        if set(document_ids) <= {stone["document_id"] for stone in old.content["retracted"]}:
            home.delete(f"{STAGING}/{name}")
            return []
        notes = _stage_revision(home, settings, entry, old, document_ids, judge, mapper)
        home.exchange(f"{STAGING}/{name}", entry.folder)
    revised = described(home, name)
    kept = {field: getattr(entry, field) for field in ("tags", "yanked", "superseded_at")}
    write_index(home, read_index(home).with_version(replace(revised, **kept)))
    home.delete(f"{STAGING}/{name}")
    return notes


def _stage_revision(
    home: Store,
    settings: Settings,
    entry: Version,
    old: Manifest,
    document_ids: Collection[str],
    judge: Judge,
    mapper: Mapper,
) -> list[str]:
    home.delete("work/retract")
    home.copy(WAREHOUSE, SCRATCH)
    # Without the version before there is nothing to count changes from: the feed then has every row as added.
    has_parent = entry.parent is not None and home.exists(f"{folder_of(entry.parent)}/{MANIFEST}")
    parent = entry.parent if has_parent else None
    known = [old, *([read_manifest(home, folder_of(parent))] if parent else [])]
    with Warehouse(home.local(SCRATCH), threads=settings.workers, memory=settings.memory) as warehouse:
        run = Run(warehouse, home, settings, datetime.now(UTC), mapper)
        lost = reasons(remake(run, home, old, document_ids))
        while True:
            staged = stage_beside(warehouse, PUBLISHED, home, entry.name, parent, known)
            verdicts, leaving = judge(run, staged)
            if not leaving:
                break
            withhold(warehouse, leaving, all_code_digest(STEPS.values()))
            lost |= dict(leaving) | reasons(bring_up_to_date(run))
        write_package(
            staged,
            home,
            provenance=provenance(warehouse, settings),
            expectations=[verdict.record() for verdict in verdicts],
            published_at=entry.published_at,
            revision=entry.revision + 1,
        )
    home.delete("work/retract")
    broken = [v for v in verdicts if v.severity == "stop" and not v.success]
    return [
        *(f"{entry.name}: {document_id} left it too: {why.detail}" for document_id, why in sorted(lost.items())),
        *(f"{entry.name}: breaks {v.table}: {v.check}: {v.bad_rows} rows, as its report says" for v in broken),
    ]
