"""What an article's lead says of when its event was."""

from datetime import date
from typing import Any

import pytest

from flows.clean.articles import ARTICLES
from flows.enrich.dates import DATES
from flows.enrich.standings import STANDINGS, STEP, ordered
from tests.run_step import run_step

ID = "a" * 32
DAY = date(2031, 5, 7)


def standing(*ranges: tuple[int, date, date], published_on: date | None = DAY) -> dict[str, Any]:
    """The row of an article with these times (sentence, from, until), one after the other."""
    dates = [
        {"document_id": ID, "char_start": place, "sentence_number": sentence, "date_from": first, "date_until": last}
        for place, (sentence, first, last) in enumerate(ranges)
    ]
    (row,) = run_step(STEP, {ARTICLES: [{"document_id": ID, "published_on": published_on}], DATES: dates})
    return row


def test_the_days_of_a_lead_are_the_single_recent_ones_of_its_first_sentences() -> None:
    named = [(1, DAY, DAY), (2, date(2031, 5, 5), date(2031, 5, 5)), (3, DAY, DAY)]
    others = [
        (1, date(2031, 4, 26), date(2031, 4, 26)),
        (1, date(2031, 5, 1), DAY),
        (4, date(2031, 5, 6), date(2031, 5, 6)),
    ]
    assert standing(*named, *others)["lead_days"] == [date(2031, 5, 5), DAY]
    assert standing(*named, published_on=None)["lead_days"] == []


MARCH = date(2030, 3, 1), date(2030, 3, 31)


@pytest.mark.parametrize(
    ("ranges", "found"),
    [
        ([(1, DAY, DAY), (2, *MARCH), (2, date(2030, 1, 9), date(2030, 1, 9))], MARCH),
        # A recent day, a year, and a time further down are no event that the article looks back to.
        ([(1, date(2031, 4, 30), date(2031, 4, 30))], (None, None)),
        ([(1, date(2030, 1, 1), date(2030, 12, 31))], (None, None)),
        ([(3, *MARCH)], (None, None)),
    ],
)
def test_an_article_looks_back_to_the_first_day_or_month_long_before_it(ranges: list[Any], found: Any) -> None:
    row = standing(*ranges)
    assert (row["looks_back_from"], row["looks_back_until"]) == found


WIRE = {"agency": "Tarn Press", "dateline_place": "Velmouth", "outlet": None}


@pytest.mark.parametrize(
    ("columns", "is_wire", "basis"),
    [
        ({}, True, "wire"),
        ({"site_line_count": 2}, True, "wire"),
        ({"site_line_count": 3}, False, "undated"),
        ({"url": "https://echo.example/bridge"}, False, "undated"),
        ({"outlet": "Velmouth Echo"}, False, "undated"),
        ({"dateline_place": None}, True, "undated"),
        ({"agency": None}, False, "undated"),
        ({"published_on": DAY}, True, "wire"),
        ({"published_on": DAY, "outlet": "Velmouth Echo"}, False, "day"),
    ],
)
def test_an_agencys_own_wire_has_no_site_around_it(columns: dict[str, Any], is_wire: bool, basis: str) -> None:
    article = {"document_id": ID, "site_line_count": 0, "published_on": None, **WIRE, **columns}
    (row,) = run_step(STEP, {ARTICLES: [article]})
    assert (row["is_wire"], row["order_basis"]) == (is_wire, basis)


def test_an_undated_wire_comes_before_its_copies_and_other_undated_tellings_after_all() -> None:
    articles = [
        {"document_id": "a" * 32, "outlet": "Velmouth Echo", "published_on": DAY},
        {"document_id": "b" * 32, "outlet": "Tidewater Post", "published_on": None},
        {"document_id": "c" * 32, "site_line_count": 0, "published_on": None, **WIRE},
    ]
    rows = ordered(STANDINGS.frame(run_step(STEP, {ARTICLES: articles})))
    assert rows["document_id"].str.head(1).to_list() == ["c", "a", "b"]
