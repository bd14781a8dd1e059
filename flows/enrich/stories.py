"""The reported events."""

from expectations.columns import STORY_ID, count
from expectations.contract import Column, Table, holds
from flows.clean.articles import ARTICLES
from flows.enrich.standings import STANDINGS
from flows.enrich.story_articles import STORY_ARTICLES
from flows.steps import Step

STORIES = Table(
    "stories",
    "enrich",
    "A row a reported event or development.",
    key=("story_id",),
    columns=(
        STORY_ID,
        Column(
            "headline", "VARCHAR", "The original's title, else that of the first telling that has one.", nullable=True
        ),
        Column("first_published_on", "DATE", "The first day of publication among its tellings.", nullable=True),
        Column("last_published_on", "DATE", "The last one.", nullable=True),
        count("article_count", "Its articles; revisions of one article count once.", low=1),
        count("independent_count", "Those that were told in their own words: neither copies nor revisions.", low=1),
        Column("outlets", "VARCHAR[]", "The outlets that told it, in alphabetical order."),
    ),
    rows_keep=(
        holds("no more tellings are independent than there are", "independent_count <= article_count"),
        holds("first_published_on is not after last_published_on", "first_published_on <= last_published_on"),
    ),
)

STEP = Step(makes=STORIES, reads=(STORY_ARTICLES, STANDINGS, ARTICLES), scope="corpus", revision=6)
