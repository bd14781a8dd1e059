"""Taking in what is offered: every file that is new or has changed, exactly once."""

from collections.abc import Callable, Sequence

from flows.ingest.archive import prepare
from flows.ingest.departures import detach, kept, settle, take_out
from flows.ingest.inputs import INPUTS
from flows.ingest.intake import IngestResult, Intake
from flows.ingest.limits import DEFAULT, MEBI, Limits
from flows.ingest.sources import Source
from flows.ingest.survey import Survey, expect, read_offer, survey
from flows.store import Store
from flows.warehouse import Warehouse

__all__ = ["IngestResult", "Survey", "ingest", "is_empty", "nothing_new", "survey"]

Progress = Callable[[int, int], None]


def nothing_new(sources: Sequence[Source], home: Store, warehouse: Warehouse, *, mirror: bool = False) -> Survey | None:
    """What a look at the sources tells when `ingest` would change nothing; None when it would."""
    if prepare(home, warehouse):
        return None
    found = survey(sources, home, warehouse)
    leaves = mirror and (found.missing or not kept(warehouse, sources).is_empty())
    return None if found.to_read or found.never_read or leaves else found


def is_empty(warehouse: Warehouse) -> bool:
    """Whether nothing that was offered has left a row, so that there is nothing to make a version of."""
    return not warehouse.rows(f"select 1 from {INPUTS.address} limit 1")


def ingest(
    sources: Sequence[Source],
    home: Store,
    warehouse: Warehouse,
    *,
    mirror: bool = False,
    on_progress: Progress | None = None,
    limits: Limits = DEFAULT,
    batch_records: int = 2_000,
    batch_bytes: int = 64 * MEBI,
) -> IngestResult:
    """Read what is new or has changed in the sources into the raw archive and ingest's tables.

    A record's id is its content, so the same bytes again only add a capture. A changed file's captures take the place
    of its earlier ones; a document that no file holds any more keeps its last captures, with no `input_path`, and with
    `mirror` it leaves. Killed at any moment, the next call goes on and the result is the same. Sizes of batches change
    no row of the tables but `records.pack`.
    """
    result = IngestResult(adopted=len(prepare(home, warehouse)))
    found = survey(sources, home, warehouse)
    result.unchanged, result.missing, result.remarks = found.unchanged, found.missing, found.remarks
    detach([offer.path for offer in found.to_read if offer.is_known], home, warehouse)
    expect(found.to_read)
    intake = Intake(home, warehouse, result, batch_records, batch_bytes)
    for number, offer in enumerate(found.to_read):
        if on_progress:
            on_progress(number, len(found.to_read))
        intake.take(offer, read_offer(offer, limits))
    intake.flush()
    settle(home, warehouse)
    if mirror:
        result.removed_documents = take_out(sources, found.missing, home, warehouse)
    else:
        take_out([], found.never_read, home, warehouse)
    if on_progress:
        on_progress(len(found.to_read), len(found.to_read))
    return result
