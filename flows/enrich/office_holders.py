"""Who holds which office, as each article has it."""

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.enrich.mentions import MENTIONS
from flows.steps import Step

OFFICE_HOLDERS = Table(
    "office_holders",
    "enrich",
    "A row an article, office of a country, and person whom the article names in it.",
    key=("document_id", "country_code", "office", "person"),
    columns=(
        DOCUMENT_ID,
        Column("country_code", "VARCHAR", "Whose office, ISO 3166 alpha-3."),
        Column("office", "VARCHAR", "The office in small letters, without accents and marks."),
        Column("person", "VARCHAR", "The person's name as the article has it, written likewise."),
    ),
    published=False,
)

STEP = Step(makes=OFFICE_HOLDERS, reads=(MENTIONS,), scope="corpus", revision=5)
