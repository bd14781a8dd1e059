"""What other articles tell about an article."""

from datetime import date, datetime

import pytest

from flows.clean.articles import ARTICLES
from flows.clean.furniture_outlets import FURNITURE_OUTLETS
from flows.enrich.article_context import ARTICLE_CONTEXT, STEP
from flows.enrich.standings import STANDINGS
from flows.enrich.stories import STORIES
from flows.enrich.story_articles import STORY_ARTICLES
from tests.enrich.telling_chain import WIRE, article, document_id, tell
from tests.run_step import run_step

STORY, NAMED, UNDATED = "s" + "1" * 32, "1" * 32, "2" * 32


@pytest.mark.parametrize(
    ("first_published_on", "expected"),
    [
        (date(2031, 5, 7), (date(2031, 5, 7), date(2031, 5, 14), "story")),
        (None, (None, None, None)),
    ],
)
def test_an_undated_article_takes_its_range_from_its_story(first_published_on, expected) -> None:
    (row,) = run_step(
        STEP,
        {
            STANDINGS: [{"document_id": UNDATED, "article_key": "a"}],
            STORY_ARTICLES: [{"story_id": STORY, "document_id": UNDATED}],
            STORIES: [{"story_id": STORY, "first_published_on": first_published_on}],
        },
    )
    assert (row["published_from"], row["published_until"], row["published_basis"]) == expected


def test_a_dated_article_keeps_its_own_day() -> None:
    (row,) = run_step(STEP, {STANDINGS: [{"document_id": NAMED, "article_key": "a", "published_on": date(2031, 5, 7)}]})
    assert (row["published_from"], row["published_until"], row["published_basis"]) == (
        date(2031, 5, 7),
        date(2031, 5, 7),
        "record",
    )


def test_revisions_form_a_chain_by_time_whatever_their_order() -> None:
    page = {"url": "https://www.echo.example/bridge/", "outlet": "Velmouth Echo"}
    told = [
        article("third", f"{WIRE}\n\nTwo lines more.\n\nAnd another.", modified_at=datetime(2031, 5, 9), **page),
        article("first", **page),
        article("second", f"{WIRE}\n\nOne line more.", modified_at=datetime(2031, 5, 8), **page),
        article("alone", outlet="Osterley Post"),
    ]
    for articles in (told, told[::-1]):
        rows = {row["document_id"]: row for row in tell(articles)[ARTICLE_CONTEXT]}
        chain = {
            name: rows[document_id(name)]["supersedes_document_id"] for name in ("first", "second", "third", "alone")
        }
        assert chain == {"first": None, "second": document_id("first"), "third": document_id("second"), "alone": None}
        latest = {name for name in chain if rows[document_id(name)]["is_latest_revision"]}
        assert latest == {"third", "alone"}


def test_without_an_address_outlet_title_and_day_make_an_article() -> None:
    same = {"outlet": "Velmouth Echo", "title": "Bridge shut", "published_on": date(2031, 5, 7)}
    told = [article("first", **same), article("second", f"{WIRE}\n\nMore.", **{**same, "title": "BRIDGE SHUT"})]
    other_day = article("alone", **{**same, "published_on": date(2031, 5, 8)})
    rows = {row["document_id"]: row for row in tell([*told, other_day])[ARTICLE_CONTEXT]}
    assert rows[document_id("second")]["supersedes_document_id"] == document_id("first")
    assert rows[document_id("alone")]["supersedes_document_id"] is None


def test_the_outlet_s_other_dates_tell_which_day_is_meant() -> None:
    readings = [date(2031, 4, 5), date(2031, 5, 4)]
    told = {"outlet": "Tidewater Echo", "day_order": "day first", "day_order_basis": "another date of the record"}
    (row,) = run_step(
        STEP,
        {
            STANDINGS: [{"document_id": UNDATED, "article_key": "a"}],
            ARTICLES: [
                {"document_id": UNDATED, "outlet": "Tidewater Echo", "possible_days": readings},
                {"document_id": NAMED, **told},
            ],
        },
    )
    assert (row["published_from"], row["published_until"], row["published_basis"]) == (
        readings[0],
        readings[0],
        "outlet",
    )


def test_furniture_names_the_outlet_of_a_record_that_does_not() -> None:
    (row,) = run_step(
        STEP,
        {
            STANDINGS: [{"document_id": UNDATED, "article_key": "a"}],
            FURNITURE_OUTLETS: [{"document_id": UNDATED, "outlet": "Tidewater Echo"}],
        },
    )
    assert (row["outlet"], row["outlet_basis"]) == ("Tidewater Echo", "furniture")
