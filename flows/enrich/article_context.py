"""What other articles tell about each article."""

from dataclasses import replace

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table, holds, one_of
from flows.clean.articles import ARTICLES
from flows.clean.furniture_outlets import FURNITURE_OUTLETS
from flows.enrich.standings import STANDINGS
from flows.enrich.stories import STORIES
from flows.enrich.story_articles import STORY_ARTICLES
from flows.steps import Step

ARTICLE_CONTEXT = Table(
    "article_context",
    "enrich",
    "A row an article: what other articles tell about it.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("published_from", "DATE", "The first day on which it can have been published.", nullable=True),
        Column("published_until", "DATE", "The last one, included.", nullable=True),
        Column(
            "published_basis",
            "VARCHAR",
            "`record`: its own day; `outlet`: of the two days that its date can mean, the one in the outlet's order; "
            "`story`: undated, from the story's first telling to a week after it.",
            nullable=True,
            promises=(one_of("record", "outlet", "story"),),
        ),
        Column("outlet", "VARCHAR", "The outlet that published it.", nullable=True),
        Column(
            "outlet_basis",
            "VARCHAR",
            "`record`: it says so itself; `furniture`: it carries the lines that the outlet repeats.",
            nullable=True,
            promises=(one_of("record", "furniture"),),
        ),
        replace(
            DOCUMENT_ID,
            name="supersedes_document_id",
            description="The revision of the same article before this one.",
            nullable=True,
        ),
        Column("is_latest_revision", "BOOLEAN", "No later revision of the same article is known."),
    ),
    rows_keep=(
        holds("a range has both ends and a basis", "(published_from is null) = (published_basis is null)"),
        holds("published_from is not after published_until", "published_from <= published_until"),
        holds("an outlet has a basis", "(outlet is null) = (outlet_basis is null)"),
        holds("no article supersedes itself", "document_id <> supersedes_document_id"),
    ),
)

STEP = Step(
    makes=ARTICLE_CONTEXT,
    reads=(STANDINGS, STORY_ARTICLES, STORIES, ARTICLES, FURNITURE_OUTLETS),
    scope="corpus",
    revision=6,
)
