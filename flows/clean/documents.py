"""Every distinct record, and whether it holds an article."""

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table, between, one_of
from flows.clean.articles import ARTICLES
from flows.clean.renderings import CHARSET, MEDIA_TYPE, RENDERINGS
from flows.ingest.records import RECORDS
from flows.steps import Step

DOCUMENTS = Table(
    "documents",
    "clean",
    "A row a distinct record.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        MEDIA_TYPE,
        CHARSET,
        Column("size_bytes", "BIGINT", "Size of the record.", unit="bytes", promises=(between(0),)),
        Column(
            "status",
            "VARCHAR",
            "`article`, or why it holds none: no words (`empty`), bytes that are no text (`not_text`), a structured "
            "record without a text field (`no_text_field`), words but no article (`no_body`).",
            promises=(one_of("article", "empty", "not_text", "no_text_field", "no_body"),),
        ),
    ),
)

STEP = Step(makes=DOCUMENTS, reads=(RECORDS, RENDERINGS, ARTICLES), scope="corpus", revision=6)
