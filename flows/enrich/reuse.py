"""Which article took text from which earlier one."""

from expectations.columns import DOCUMENT_ID, SOURCE_DOCUMENT_ID
from expectations.contract import Table
from flows.enrich.story_tellings import STORY_TELLINGS
from flows.enrich.takings import HOW, NOT_ITSELF, TAKINGS
from flows.steps import Step

REUSE = Table(
    "reuse",
    "enrich",
    "A row a document and an earlier document that it took text from.",
    key=("document_id", "source_document_id"),
    columns=(DOCUMENT_ID, SOURCE_DOCUMENT_ID, *HOW),
    rows_keep=(NOT_ITSELF,),
)

STEP = Step(makes=REUSE, reads=(TAKINGS, STORY_TELLINGS), scope="corpus", revision=6)
