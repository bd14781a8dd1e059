"""What time expressions mean, and what is none."""

import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from flows.clean.articles import ARTICLES
from flows.enrich.dates import STEP
from flows.enrich.sentences import SENTENCES
from flows.enrich.sentences import STEP as SENTENCES_STEP
from tests.run_step import run_step

CASES = Path(__file__).parent / "cases"
# A Thursday.
PUBLISHED_ON = date(2024, 12, 5)

YEAR_2021 = (date(2021, 1, 1), date(2021, 12, 31))


def dates_of_all(cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of each case, which has `text`, `language` and `published_on`."""
    articles = [
        {
            "document_id": f"{number:032x}",
            "text": case["text"],
            "language": case["language"],
            "published_on": case["published_on"] and date.fromisoformat(str(case["published_on"])),
            "published_basis": case["published_on"] and "text",
        }
        for number, case in enumerate(cases)
    ]
    sentences = run_step(SENTENCES_STEP, {ARTICLES: articles})
    rows = run_step(STEP, {ARTICLES: articles, SENTENCES: sentences})
    return [[row for row in rows if row["document_id"] == article["document_id"]] for article in articles]


def dates_of(text: str, language: str = "en", published_on: date | None = PUBLISHED_ON) -> dict[str, Any]:
    """From surface to interval, a day alone where both ends are the same."""
    (rows,) = dates_of_all([{"text": text, "language": language, "published_on": published_on}])
    return {row["surface"]: interval_of(row) for row in rows}


def interval_of(row: dict[str, Any]) -> Any:
    first, last = row["date_from"], row["date_until"]
    return first if first == last else (first, last)


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def test_weekdays_look_the_way_that_their_verb_does() -> None:
    cases = read("weekdays.jsonl")
    right, total = Counter[str](), Counter(case["language"] for case in cases)
    for case, rows in zip(cases, dates_of_all(cases), strict=True):
        found = [row for row in rows if row["char_start"] <= case["char_start"] < row["char_end"]]
        right[case["language"]] += [str(interval_of(row)) for row in found] == [case["day"]]
    assert set(total) == {"en", "ru", "fr", "es", "de"}
    assert total.total() >= 200
    assert right.total() >= 0.97 * total.total(), (right, total)


def test_expressions_of_every_kind_have_their_interval() -> None:
    cases = read("dates.jsonl")
    for case, rows in zip(cases, dates_of_all(cases), strict=True):
        for wanted in case["dates"]:
            found = [row for row in rows if wanted["surface"].lower() in row["surface"].lower()]
            found = found or [row for row in rows if row["surface"].lower() in wanted["surface"].lower()]
            intervals = [tuple(row[end] and str(row[end]) for end in ("date_from", "date_until")) for row in found]
            assert (wanted["date_from"], wanted["date_until"]) in intervals, (case["text"], wanted, found)
        assert case["dates"] or not rows, (case["text"], rows)


def test_the_day_itself_is_meant_by_its_own_name() -> None:
    assert dates_of("The mayor resigned on Thursday.") == {"Thursday": date(2024, 12, 5)}
    assert dates_of("The mayor resigned last Thursday.") == {"last Thursday": date(2024, 11, 28)}


def test_an_undated_article_resolves_only_what_needs_no_anchor() -> None:
    assert dates_of("They met on Tuesday, on Nov. 27 and in October 2023.", published_on=None) == {
        "Tuesday": None,
        "Nov. 27": None,
        "October 2023": (date(2023, 10, 1), date(2023, 10, 31)),
    }


def test_the_day_of_the_statement_is_told_apart_from_the_day_of_the_event() -> None:
    text = "The call was on Tuesday, the ministry said on Wednesday. Officials confirmed Thursday that it was short."
    (rows,) = dates_of_all([{"text": text, "language": "en", "published_on": PUBLISHED_ON}])
    assert [(row["surface"], row["date_basis"]) for row in rows] == [
        ("Tuesday", "publication"),
        ("Wednesday", "reporting"),
        ("Thursday", "reporting"),
    ]


def test_the_dateline_is_the_anchor_where_there_is_one() -> None:
    text = "PORT LUMA, Dec. 3 (Harbour Wire) - The strike began on Wednesday."
    (rows,) = dates_of_all([{"text": text, "language": "en", "published_on": PUBLISHED_ON}])
    assert [(str(row["date_from"]), str(row["anchor_on"]), row["date_basis"]) for row in rows] == [
        ("2024-12-03", "2024-12-05", "publication"),
        ("2024-11-27", "2024-12-03", "dateline"),
    ]


def test_days_are_counted_from_other_days_of_the_text() -> None:
    text = "On Nov. 12 the dam broke. Two days later the bridge fell. The next day, the army came."
    assert dates_of(text) == {
        "Nov. 12": date(2024, 11, 12),
        "Two days later": date(2024, 11, 14),
        "The next day": date(2024, 11, 15),
    }
    assert dates_of("Two days later, on Nov. 14, it fell.")["Two days later"] == date(2024, 11, 14)
    assert dates_of("In 2019 he left. Two years later he was back.")["Two years later"] == YEAR_2021
    assert dates_of("12 ноября прорвало дамбу. Через два дня рухнул мост.", "ru")["Через два дня"] == date(2024, 11, 14)
    assert dates_of("The day after Monday's vote, he left.")["The day after"] == date(2024, 12, 3)
    assert dates_of("Two days later the bridge fell.") == {"Two days later": None}


def test_words_that_only_look_like_time_are_none() -> None:
    text = "We may march in a second under the sun. Theresa May, 27, won 2-1 and paid $2,024 for Flight 2021."
    assert dates_of(text) == {}
    assert dates_of("On Good Friday the Sunday Mirror wrote about Black Monday.") == {}


def test_a_quarter_of_a_game_is_none_of_the_year() -> None:
    assert dates_of("The quarterback was hurt late in the third quarter.") == {}
    assert list(dates_of("Profit fell in the third quarter.")) == ["the third quarter"]


def test_no_interval_ends_before_it_begins() -> None:
    told = "Prices fell after last week's frost. The market shut at mid-day. It pays before next month."
    assert dates_of(told) == {"after last week": None, "mid-day": None, "before next month": None}


def test_days_that_no_calendar_has_stay_unresolved() -> None:
    assert dates_of("He was born on June 31, 1990, and Feb. 30 is a joke.") == {"June 31, 1990": None, "Feb. 30": None}


WORDS = [
    "Tuesday", "last", "week", "Nov.", "27", "2023", "from", "to", "the", "two", "days", "later", "early", "May",
    "mardi", "dernier", "vor", "drei", "Jahren", "в", "среду", "года", "31", "9999", "decades", "ago", "quarter",
    "first", "between", "and", "-", ",", ".", "İ", "ẞ", "\n\n", "hours", "in", "next", "year", "Feb.", "1.1.01",
    "0001-01-01",
]  # fmt: skip


@given(
    st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)),
    st.sampled_from(["en", "ru", "fr", "es", "de", "zh", "und"]),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_gives_rows_that_point_at_their_surface(text: str, language: str, published_on: date | None) -> None:
    (rows,) = dates_of_all([{"text": text, "language": language, "published_on": published_on}])
    spans = [(row["char_start"], row["char_end"]) for row in rows]
    assert [text[start:end] for start, end in spans] == [row["surface"] for row in rows]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for row in rows:
        assert (row["date_from"] is None) == (row["date_until"] is None)
        assert row["date_from"] is None or row["date_from"] <= row["date_until"]
        assert (row["date_basis"] == "unresolved") <= (row["date_from"] is None)
