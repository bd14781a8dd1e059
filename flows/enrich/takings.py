"""Which article took text from which earlier one, as far as the two texts tell."""

from expectations.columns import DOCUMENT_ID, SOURCE_DOCUMENT_ID, count, share
from expectations.contract import Column, Table, holds, one_of
from flows.enrich.alignments import ALIGNMENTS
from flows.enrich.reuse_pairs import REUSE_PAIRS
from flows.enrich.standings import STANDINGS
from flows.steps import Step

HOW = (
    Column(
        "relation",
        "VARCHAR",
        "How the text was taken over.",
        promises=(one_of("identical", "verbatim", "edited", "rewritten", "translated", "revised"),),
    ),
    share("coverage", "Share of this article's sentences that are aligned."),
    share("source_coverage", "Share of the source's sentences that are aligned."),
    share("order_agreement", "Share of the aligned sentences that stand in the source's order."),
    count("shared_words", "Words that the aligned sentences share."),
    Column("direction_basis", "VARCHAR", "Why the source is the earlier one."),
)
NOT_ITSELF = holds("no document is its own source", "document_id <> source_document_id")

TAKINGS = Table(
    "takings",
    "enrich",
    "A row a document and an earlier document that it took text from, or may have.",
    key=("document_id", "source_document_id"),
    columns=(
        DOCUMENT_ID,
        SOURCE_DOCUMENT_ID,
        *HOW,
        Column("is_certain", "BOOLEAN", "The two texts show it; otherwise it takes the story of both to believe it."),
    ),
    rows_keep=(NOT_ITSELF,),
    published=False,
)

# The query keeps so many sources of a document.
SOURCES_KEPT = 5

STEP = Step(makes=TAKINGS, reads=(REUSE_PAIRS, ALIGNMENTS, STANDINGS), scope="corpus", revision=3)
