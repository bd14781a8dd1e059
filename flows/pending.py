"""Whether a run would change anything, found out in a moment: no engine starts and no step is imported."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import distributions

from flows.ingest.offers import nothing_new
from flows.ingest.sources import sources
from flows.models import MODELS, model_digest
from flows.publish.index import RETRACTING, read_index
from flows.publish.pushed import due
from flows.run import Outcome
from flows.settings import Settings
from flows.steps import ROOT
from flows.store import Store
from flows.warehouse import Warehouse

FINISHED = "create table if not exists finished_runs (sources varchar)"
_DECIDING = ("flows", "sql", "expectations", "data/reference")


def nothing_pending(settings: Settings, raw: Sequence[str], name: str | None, mirror: bool) -> Outcome | None:
    """What a run would tell if the corpus is already what it would make it, here and where runs push it; else None.

    Opens no file of RAW. Raises `Held` when another run has the home, which is told before anything starts.
    """
    home = Store(settings.home.absolute())
    places = sources(raw, home.root, name)
    with home.locked("copydesk run"):
        if home.exists(RETRACTING) or not home.exists("warehouse.duckdb") or read_index(home).latest is None:
            return None
        if settings.push_to and due(home, settings.push_to):
            return None
        with Warehouse(home.local("warehouse.duckdb")) as warehouse:
            warehouse.execute(FINISHED)
            if warehouse.rows("select sources from finished_runs") != [(_made_by(),)]:
                return None
            found = nothing_new(places, home, warehouse, mirror=mirror)
            return Outcome.nothing_new(remarks=found.remarks) if found else None


def mark_unfinished(warehouse: Warehouse) -> None:
    """Note that a run has begun: until it ends, the corpus may lack what the tables of ingest have already."""
    warehouse.execute(FINISHED)
    warehouse.execute("delete from finished_runs")


def mark_finished(warehouse: Warehouse) -> None:
    """Note that the corpus is what this code makes of the records."""
    mark_unfinished(warehouse)
    warehouse.execute("insert into finished_runs values (?)", [_made_by()])


def _made_by() -> str:
    """What makes the rows of records: this code and the models in use."""
    return " ".join([sources_digest(), *(model_digest(model) for model in MODELS)])


@cache
def sources_digest() -> str:
    """A digest of all that could change a row: the project's code and reference tables, and the installed libraries."""
    project = Store(ROOT)
    sha256 = hashlib.sha256()
    for folder in _DECIDING:
        for entry in project.files(folder):
            if not entry.path.endswith(".pyc"):
                sha256.update(f"{entry.path} {project.sha256(entry.path)}\n".encode())
    installed = sorted({f"{found.name} {found.version}" for found in distributions()})
    sha256.update("\n".join(installed).encode())
    return sha256.hexdigest()
