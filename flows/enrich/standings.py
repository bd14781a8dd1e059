"""What each article's own record says of its place among others, without its text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from expectations.columns import DOCUMENT_ID, count
from expectations.contract import Column, Table
from flows.clean.articles import ARTICLES
from flows.enrich.dates import DATES
from flows.steps import Step, rows_by_document

STANDINGS = Table(
    "standings",
    "enrich",
    "A row an article: what orders it among others and makes it a revision of others.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("published_on", "DATE", "The day of publication.", nullable=True),
        Column(
            "ordered_at",
            "TIMESTAMP",
            "When it counts as told, to the best of its own record's knowledge.",
            nullable=True,
        ),
        Column("order_basis", "VARCHAR", "What `ordered_at` rests on: time, wire, day, or undated."),
        Column("modified_at", "TIMESTAMP", "The time of the last change, UTC.", nullable=True),
        Column("is_wire", "BOOLEAN", "It credits an agency and no outlet, and no site stands around it."),
        Column("agency", "VARCHAR", "The agency that is credited.", nullable=True),
        Column("outlet", "VARCHAR", "The outlet.", nullable=True),
        Column("lead_days", "DATE[]", "The days that its lead names, of those shortly before its own."),
        Column(
            "looks_back_from",
            "DATE",
            "The start of the day or month, further back, of which it tells first.",
            nullable=True,
        ),
        Column("looks_back_until", "DATE", "The end of it.", nullable=True),
        count("word_count", "Words of its text."),
        Column("article_key", "VARCHAR", "What all revisions of one article share; the id where nothing is known."),
    ),
    published=False,
)

# News is told of the last days; a day further back is background, but where the very first sentences name it: there it
# says what event the news is about, as a report from court does. A longer time than a month says no event.
LEAD_SENTENCES, LEAD_DAYS = 3, 10
FIRST_SENTENCES, MONTH_DAYS, RECENT_DAYS = 2, 31, 7
# An agency's own wire has a slug or a keyword around it at most.
SITE_LINES = 2


def ordered(standings: pl.DataFrame, within: Sequence[str] = ()) -> pl.DataFrame:
    """Articles from the earliest told to the latest, undated ones last, but an agency's own wires first: copies follow.

    Of those told at the same time wires come first, then those that credit an agency, then those without an outlet,
    then the longest, because editors cut; of one article's revisions those that were never changed, then the shorter,
    because revisions add; then the smaller id. It is one order for all, so that no chain of takings can close.
    Articles that agree in the columns `within` are ordered by themselves, whatever others there are.
    """
    return standings.sort(
        (pl.col("order_basis") != "wire") | pl.col("ordered_at").is_not_null(),
        "ordered_at",
        ~pl.col("is_wire"),
        pl.col("agency").is_null(),
        pl.col("outlet").is_not_null(),
        -pl.col("word_count").max().over("article_key", *within),
        "article_key",
        "modified_at",
        "word_count",
        "document_id",
        nulls_last=[False, True, *[False] * 8],
    )


def standing(article: dict[str, Any], dates: Sequence[dict[str, Any]]) -> dict[str, Any]:
    of_no_site = not article["outlet"] and not article["url"] and article["site_line_count"] <= SITE_LINES
    is_wire = article["agency"] is not None and of_no_site
    ordered_at, basis = told_at(article["published_on"], article["published_at"], is_wire)
    # Only a dateline shows that an undated text is the agency's own.
    basis = "wire" if basis == "undated" and is_wire and article["dateline_place"] else basis
    looks_back_from, looks_back_until = looks_back(article["published_on"], dates)
    return {
        "document_id": article["document_id"],
        "published_on": article["published_on"],
        "ordered_at": ordered_at,
        "order_basis": basis,
        "modified_at": article["modified_at"],
        "is_wire": is_wire,
        "agency": article["agency"],
        "outlet": article["outlet"],
        "lead_days": lead_days(article["published_on"], dates),
        "looks_back_from": looks_back_from,
        "looks_back_until": looks_back_until,
        "word_count": article["word_count"],
        "article_key": article_key(article),
    }


def lead_days(published_on: date | None, dates: Sequence[dict[str, Any]]) -> list[date]:
    """The single days in the lead from `LEAD_DAYS` before publication to the day itself, ascending."""
    if published_on is None:
        return []
    ranges = _ranges(dates, LEAD_SENTENCES)
    return sorted({day for day, until in ranges if day == until and 0 <= (published_on - day).days <= LEAD_DAYS})


def looks_back(published_on: date | None, dates: Sequence[dict[str, Any]]) -> tuple[date | None, date | None]:
    """The first time of at most a month in the first sentences that ended more than a week before publication."""
    for first, last in _ranges(dates, FIRST_SENTENCES):
        if published_on and (last - first).days < MONTH_DAYS and (published_on - last).days > RECENT_DAYS:
            return first, last
    return None, None


def _ranges(dates: Sequence[dict[str, Any]], sentences: int) -> Iterator[tuple[date, date]]:
    """The times of which both ends are known in the first sentences."""
    for found in dates:
        if found["sentence_number"] <= sentences and found["date_from"] and found["date_until"]:
            yield found["date_from"], found["date_until"]


def told_at(published_on: Any, published_at: datetime | None, is_wire: bool) -> tuple[datetime | None, str]:
    """A time to order by: the stated one; else the start of the day for an agency's own wire, which copies follow, and
    the end of the day for the rest."""
    if published_at is not None:
        return published_at, "time"
    if published_on is None:
        return None, "undated"
    start = datetime.combine(published_on, time())
    return (start, "wire") if is_wire else (start + timedelta(days=1, seconds=-1), "day")


def article_key(article: dict[str, Any]) -> str:
    """The canonical URL without what doesn't tell articles apart; else outlet, title and day; else the document."""
    if article["url"]:
        parts = urlsplit(article["url"])
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"
    if article["outlet"] and article["title"] and article["published_on"]:
        return f"{_letters(article['outlet'])}|{_letters(article['title'])}|{article['published_on']}"
    return str(article["document_id"])


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def make(articles: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    found = rows_by_document(dates.sort("document_id", "char_start"))
    return STANDINGS.frame(
        standing(article, found.get(article["document_id"], ())) for article in articles.iter_rows(named=True)
    )


STEP = Step(makes=STANDINGS, reads=(ARTICLES, DATES), scope="document", revision=6, make=make)
