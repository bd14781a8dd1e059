"""The contacts between leaders, officials or militaries, as all their tellings make them up."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import polars as pl

from expectations.columns import CONTACT_ID, count
from expectations.contract import Column, Table, holds, matches
from flows.enrich.article_context import ARTICLE_CONTEXT
from flows.enrich.contact_reading.columns import (
    MEDIUM,
    OCCURRED_BASIS,
    OCCURRED_FROM,
    OCCURRED_HAS_BASIS,
    OCCURRED_IS_WHOLE,
    OCCURRED_UNTIL,
    TOLD,
)
from flows.enrich.contact_reading.merging import interval_of, merged_sides, merged_topics, most_said
from flows.enrich.contact_reports import CONTACT_REPORTS
from flows.enrich.standings import STANDINGS
from flows.enrich.story_articles import STORY_ARTICLES
from flows.steps import Step

CONTACTS = Table(
    "contacts",
    "enrich",
    "A row a contact between leaders, officials or militaries that took place.",
    key=("contact_id",),
    columns=(
        CONTACT_ID,
        MEDIUM,
        OCCURRED_FROM,
        OCCURRED_UNTIL,
        OCCURRED_BASIS,
        *TOLD,
        count("report_count", "Articles whose latest revision tells of it."),
        count("independent_report_count", "Those of which a revision is an original or independent telling."),
        Column("cameo", "VARCHAR", "The CAMEO event code.", promises=(matches(r"04\d"),)),
        Column("plover", "VARCHAR", "The PLOVER event type and mode.", promises=(matches(r"CONSULT(-[a-z]+)?"),)),
    ),
    rows_keep=(
        *OCCURRED_IS_WHOLE,
        OCCURRED_HAS_BASIS,
        holds("no more reports are independent than there are", "independent_report_count <= report_count"),
    ),
)

# CAMEO: 041 discuss by telephone, 042 make a visit, 040 consult without saying how.
_CAMEO = {"phone": "041", "visit": "042"}
_PLOVER_MODE = {"phone": "-phone", "visit": "-visit"}
_OWN = ("original", "independent")


def contacts(
    reports: pl.DataFrame, story_articles: pl.DataFrame, standings: pl.DataFrame, context: pl.DataFrame
) -> pl.DataFrame:
    """Merge the reports of each contact; the earliest report decides between equally frequent values."""
    days = dict(standings.select("document_id", "published_on").iter_rows())
    key = dict(standings.select("document_id", "article_key").iter_rows())
    latest = set(context.filter("is_latest_revision")["document_id"])
    own = {key[document_id] for document_id, relation in _relations(story_articles) if relation in _OWN}

    def order(row: dict[str, Any]) -> tuple[Any, ...]:
        day = days.get(row["document_id"])
        return (row["contact_id"], day is None, day, row["document_id"])

    rows = sorted(reports.iter_rows(named=True), key=order)
    found = []
    for contact_id, tellings in groupby(rows, key=lambda row: row["contact_id"]):
        known = list(tellings)
        counted = [row for row in known if row["document_id"] in latest]
        found.append(
            {
                **merged(contact_id, counted or known),
                "report_count": len(counted),
                "independent_report_count": sum(key[row["document_id"]] in own for row in counted),
            }
        )
    return CONTACTS.frame(found)


def _relations(story_articles: pl.DataFrame) -> Iterable[tuple[str, str]]:
    return story_articles.select("document_id", "relation").iter_rows()


def merged(contact_id: str, reports: list[dict[str, Any]]) -> dict[str, Any]:
    """One contact from its reports, earliest first, without their numbers."""
    own_days = [report for report in reports if report["occurred_basis"] == "article"]
    days = interval_of(own_days)
    medium = most_said(report["medium"] for report in reports if report["medium"] != "other") or "other"
    since = next((report for report in reports if report["first_since"]), None)
    sides = merged_sides(reports)
    return {
        "contact_id": contact_id,
        "medium": medium,
        "occurred_from": days and days[0],
        "occurred_until": days and days[1],
        "occurred_basis": "article" if days else None,
        "participants": sides,
        "requested_by": most_said(report["requested_by"] for report in reports),
        "first_since": since and since["first_since"],
        "first_since_on": since and since["first_since_on"],
        "topics": merged_topics(reports),
        "confirmed_by": list(dict.fromkeys(country for report in reports for country in report["confirmed_by"])),
        "cameo": _CAMEO.get(medium, "040"),
        "plover": "CONSULT" + plover_mode(medium, sides),
    }


def plover_mode(medium: str, sides: list[dict[str, Any]]) -> str:
    """`-multilateral` for three countries or more, else `-phone` or `-visit`, else nothing."""
    countries = {side["country"] for side in sides if side["country"]}
    return "-multilateral" if len(countries) > 2 else _PLOVER_MODE.get(medium, "")


STEP = Step(
    makes=CONTACTS,
    reads=(CONTACT_REPORTS, STORY_ARTICLES, STANDINGS, ARTICLE_CONTEXT),
    scope="corpus",
    revision=6,
    make=contacts,
)
