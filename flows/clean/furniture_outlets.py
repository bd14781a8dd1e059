"""The outlet of records that don't name one, by the lines that an outlet repeats around its articles."""

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.clean.lines import LINES
from flows.clean.renderings import RENDERINGS
from flows.steps import Step

FURNITURE_OUTLETS = Table(
    "furniture_outlets",
    "clean",
    "A row a document that names no outlet and carries at least two lines which one outlet repeats and no other has.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("outlet", "VARCHAR", "The outlet, as its own records name it most often."),
    ),
    published=False,
)

STEP = Step(makes=FURNITURE_OUTLETS, reads=(RENDERINGS, LINES), scope="corpus", revision=5)
