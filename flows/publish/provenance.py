"""What a version was made from and with, by digest."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from flows.ingest.records import RECORDS
from flows.models import MODELS, model_digest
from flows.plan import code_digest, reference_digest
from flows.publish.owner import OWNER_SETTINGS
from flows.settings import Settings
from flows.stages import STEPS
from flows.warehouse import Warehouse

DECIDING_SETTINGS = ("max_broken_share", *OWNER_SETTINGS)
"""Those that can decide what a version holds. How the work was spread, and where it lies, changes no byte of it."""
LIBRARIES = ("duckdb", "great-expectations", "polars", "prefect", "pyarrow")


def provenance(warehouse: Warehouse, settings: Settings) -> dict[str, Any]:
    """Digests of the inputs and of each step's code, versions of the libraries, the settings and reference tables."""
    steps = list(STEPS.values())
    libraries = sorted({*LIBRARIES, *(name for step in steps for name in step.libraries)})
    references = {reference for step in steps for reference in step.references}
    ids = (document_id for (document_id,) in warehouse.rows(f"select document_id from {RECORDS.address} order by 1"))
    return {
        "inputs": {"records_sha256": digest(ids)},
        "code": {"copydesk": version("copydesk"), "steps": {step.name: code_digest(step) for step in steps}},
        "libraries": {name: version(name) for name in libraries},
        "settings": {name: getattr(settings, name) for name in DECIDING_SETTINGS},
        "models": {model.name: model_digest(model) for model in MODELS},
        "reference": {reference.name: reference_digest(reference) for reference in sorted(references, key=str)},
    }


def digest(texts: Iterable[str]) -> str:
    """SHA-256 of the texts, one a line."""
    sha256 = hashlib.sha256()
    for text in texts:
        sha256.update(text.encode() + b"\n")
    return sha256.hexdigest()
