"""The story of each article, and what it is to its story."""

from expectations.contract import Table
from flows.enrich.story_tellings import ORIGINS_HAVE_NO_SOURCE, STORY_TELLINGS, TELLING
from flows.steps import Step

STORY_ARTICLES = Table(
    "story_articles",
    "enrich",
    "A row an article, which is in exactly one story.",
    key=("document_id",),
    columns=TELLING,
    rows_keep=(ORIGINS_HAVE_NO_SOURCE,),
)

STEP = Step(makes=STORY_ARTICLES, reads=(STORY_TELLINGS,), scope="corpus", revision=7)
