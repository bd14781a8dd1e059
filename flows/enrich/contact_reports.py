"""What each telling says of a contact, with the tellings of one contact under one id."""

from typing import Any

import polars as pl

from expectations.columns import CONTACT_ID, DOCUMENT_ID, STORY_ID
from expectations.contract import Table
from flows.clean.articles import ARTICLES
from flows.enrich.contact_claims import CONTACT_CLAIMS
from flows.enrich.contact_reading.columns import (
    MEDIUM,
    OCCURRED_BASIS,
    OCCURRED_FROM,
    OCCURRED_HAS_BASIS,
    OCCURRED_IS_WHOLE,
    OCCURRED_TEXT,
    OCCURRED_UNTIL,
    SENTENCE_NUMBERS,
    TOLD,
)
from flows.enrich.contact_reading.merging import Claim, grouped, interval_of, merged_sides, same_side
from flows.enrich.standings import STANDINGS
from flows.enrich.story_articles import STORY_ARTICLES
from flows.steps import Step

CONTACT_REPORTS = Table(
    "contact_reports",
    "enrich",
    "A row a telling of a contact: what this article says of it.",
    key=("contact_id", "document_id"),
    columns=(
        CONTACT_ID,
        DOCUMENT_ID,
        STORY_ID,
        SENTENCE_NUMBERS,
        MEDIUM,
        OCCURRED_FROM,
        OCCURRED_UNTIL,
        OCCURRED_BASIS,
        OCCURRED_TEXT,
        *TOLD,
    ),
    rows_keep=(
        *OCCURRED_IS_WHOLE,
        OCCURRED_HAS_BASIS,
    ),
)


def contact_reports(
    claims: pl.DataFrame, story_articles: pl.DataFrame, articles: pl.DataFrame, standings: pl.DataFrame
) -> pl.DataFrame:
    """Group the claims into contacts; a telling without days of its own takes those that the others agree on."""
    story = dict(story_articles.select("document_id", "story_id").iter_rows())
    published = dict(articles.select("document_id", "published_on").iter_rows())
    rows = [row for row in claims.iter_rows(named=True) if row["document_id"] in story]
    key = dict(standings.select("document_id", "article_key").iter_rows())
    told = [
        Claim(row, story[document], published.get(document), key.get(document, document))
        for row in rows
        for document in [row["document_id"]]
    ]
    return CONTACT_REPORTS.frame(row for group in grouped(told) for row in _reports(group))


def _reports(group: list[Claim]) -> list[dict[str, Any]]:
    first = group[0].row
    contact_id = f"c{first['document_id']}{first['claim_number']}"
    supplied = interval_of(claim.row for claim in group)
    sides = merged_sides([claim.row for claim in group])
    rows = []
    for claim in group:
        row = {name: claim.row[name] for name in CONTACT_REPORTS.names if name in claim.row}
        basis = "article" if row["occurred_from"] else "story" if supplied else None
        if basis == "story" and supplied:
            row["occurred_from"], row["occurred_until"] = supplied
        if not claim.row["is_certain"]:
            row["participants"] = [_identified(side, sides) for side in row["participants"]]
        rows.append({**row, "contact_id": contact_id, "story_id": claim.story_id, "occurred_basis": basis})
    return rows


def _identified(side: dict[str, Any], sides: list[dict[str, Any]]) -> dict[str, Any]:
    """The side with the office and the country that the other tellings give the same person."""
    known = next((each for each in sides if same_side(side, each)), side)
    return {name: value if value is not None else known[name] for name, value in side.items()}


STEP = Step(
    makes=CONTACT_REPORTS,
    reads=(CONTACT_CLAIMS, STORY_ARTICLES, ARTICLES, STANDINGS),
    scope="corpus",
    revision=6,
    make=contact_reports,
)
