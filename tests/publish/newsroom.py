"""A few made-up records and the stages without an engine, for tests that need a whole pipeline."""

from datetime import datetime
from pathlib import Path

from flows.ingest.archive import prepare, rebuild_from_archive
from flows.ingest.offers import ingest
from flows.ingest.retracting import remove_documents
from flows.ingest.sources import sources
from flows.plan import forget_everything
from flows.publish.index import Version, next_name
from flows.publish.provenance import provenance
from flows.publish.release import publish, sweep
from flows.publish.remake import bring_up_to_date
from flows.publish.staging import nothing_changed, stage
from flows.publish.tombstones import returned
from flows.run import Run
from flows.settings import Settings
from flows.stages import PUBLISHED, STEPS
from flows.store import Store
from flows.warehouse import Warehouse
from flows.work import Mapper, side_by_side
from flows.work import prepare as create_tables
from tests.publish.house import NOON

FERRY = """Gull Harbour Post

Ferry strike ends after nine days

By Ada Quill, Gull Harbour Post

March 3, 2025

GULL HARBOUR - The ferry crews of Gull Harbour returned to work on Monday after nine days of strike, their union said.

"We have what we came for," union leader Bo Reed told reporters at the northern pier.

Mayor Ines Falk of Norway spoke with Defence Minister Otto Lind of Sweden by telephone on Sunday about the slipway.

The company lost about 40,000 crowns a day while its four boats lay in the harbour, its director said.
"""
FERRY_COPY = """The Lantern

Ferry strike ends after nine days

March 4, 2025

GULL HARBOUR - The ferry crews of Gull Harbour returned to work on Monday after nine days of strike, their union said.

"We have what we came for," union leader Bo Reed told reporters at the northern pier.

The company lost about 40,000 crowns a day while its four boats lay in the harbour, its director said.

Nobody in the newsroom had expected the walkout to last beyond a weekend.
"""
ORCHARD = """The Lantern

Orchard blossom three weeks early

By Tom Sedge

April 11, 2025

The pear orchards above Teal Valley opened three weeks before their usual time, growers said on Friday.

A warm February is to blame, according to the growers' board, which expects half of the harvest.
"""


def write_raw(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def run(
    home: Store,
    raw: Path,
    at: datetime = NOON,
    settings: Settings | None = None,
    mapper: Mapper = side_by_side,
    **options: bool,
) -> Version | None:
    """What `copydesk run RAW` does but for the judging, with the name `raw` for the source.

    `options` are `mirror` and `rebuild`.
    """
    settings = settings or Settings(home=home.root, workers=1)
    with home.locked("a test"), Warehouse(home.local("warehouse.duckdb"), threads=settings.workers) as warehouse:
        sweep(home)
        taking = Run(warehouse, home, settings, at, mapper)
        if options.get("rebuild"):
            prepare(home, warehouse)
            create_tables(warehouse, STEPS.values())
            forget_everything(warehouse)
            rebuild_from_archive(home, warehouse)
        ingest(sources([str(raw)], home.root, "raw"), home, warehouse, mirror=options.get("mirror", False))
        bring_up_to_date(taking)
        while again := returned(warehouse, home):
            remove_documents(again, home, warehouse)
            bring_up_to_date(taking)
        staged = stage(warehouse, PUBLISHED, home, next_name(home, at.date()))
        if nothing_changed(staged, home):
            home.delete(staged.folder)
            return None
        made_from = provenance(warehouse, settings)
        return publish(staged, home, provenance=made_from, expectations=[], published_at=at)
