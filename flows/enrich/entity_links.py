"""Mentions that only the story can resolve."""

from expectations.columns import CHAR_START, DOCUMENT_ID, ENTITY_ID
from expectations.contract import Column, Table
from flows.enrich.mentions import MENTIONS
from flows.enrich.story_articles import STORY_ARTICLES
from flows.steps import Step

ENTITY_LINKS = Table(
    "entity_links",
    "enrich",
    "A row a mention of a person by surname alone whose full name other tellings of the story give.",
    key=("document_id", "char_start"),
    columns=(
        DOCUMENT_ID,
        CHAR_START,
        ENTITY_ID,
        Column("basis", "VARCHAR", "How the story resolves it."),
    ),
)

STEP = Step(makes=ENTITY_LINKS, reads=(MENTIONS, STORY_ARTICLES), scope="corpus", revision=6)
