"""The lines that an outlet prints on many of its pages."""

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.clean.renderings import RENDERINGS
from flows.steps import Step

REPEATED_LINES = Table(
    "repeated_lines",
    "clean",
    "A row a document that holds lines which at least five articles of its outlet hold.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("line_numbers", "INTEGER[]", "Those of its lines, from 1, in order."),
    ),
    published=False,
)

STEP = Step(makes=REPEATED_LINES, reads=(RENDERINGS,), scope="corpus", revision=6)
