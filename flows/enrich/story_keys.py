"""The few terms by which candidates for a story are found."""

import polars as pl

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.enrich.story_terms import STORY_TERMS
from flows.steps import Step

# Articles that have less than two of their heaviest terms in common are never one story.
KEY_TERMS = 14

STORY_KEYS = Table(
    "story_keys",
    "enrich",
    "A row an article: its heaviest terms alone, since finding candidates holds those of all articles at once.",
    key=("document_id",),
    columns=(DOCUMENT_ID, Column("terms", "BIGINT[]", "The first of its `story_terms`, the heaviest first.")),
    published=False,
)


def make(story_terms: pl.DataFrame) -> pl.DataFrame:
    return story_terms.select("document_id", pl.col("terms").list.head(KEY_TERMS))


STEP = Step(makes=STORY_KEYS, reads=(STORY_TERMS,), scope="document", revision=4, make=make)
