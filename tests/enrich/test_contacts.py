"""What all tellings of a contact say together."""

from datetime import date
from typing import Any

import pytest

from flows.enrich import contact_participants, contact_topics
from flows.enrich.article_context import ARTICLE_CONTEXT
from flows.enrich.contact_reports import CONTACT_REPORTS
from flows.enrich.contacts import CONTACTS, STEP
from flows.enrich.standings import STANDINGS
from flows.enrich.story_articles import STORY_ARTICLES
from tests.run_step import run_step

A, B, C = "a" * 32, "b" * 32, "c" * 32
ID = f"c{A}1"


def side(person: str | None, office: str | None, country: str) -> dict[str, Any]:
    return {"person": person, "office": office, "country": country, "country_code": None, "entity_id": None}


def topic(words: str, by: str | None = None) -> dict[str, Any]:
    return {"topic": words, "attributed_to": by, "raised_by": None}


IVARA, OSTEN = side("Mette Ivara", "president", "Norland"), side("Pal Osten", "premier", "Sudria")


def report(document_id: str, **known: Any) -> dict[str, Any]:
    return {
        "contact_id": ID, "document_id": document_id, "story_id": "s" + A, "sentence_numbers": [1], "medium": "phone",
        "participants": [IVARA, OSTEN], "topics": [], "confirmed_by": [], **known,
    }  # fmt: skip


def merged(
    *reports: dict[str, Any],
    relations: dict[str, str] | None = None,
    keys: dict[str, str] | None = None,
    superseded: str = "",
) -> dict[str, Any]:
    documents = [row["document_id"] for row in reports]
    (row,) = run_step(
        STEP,
        {
            CONTACT_REPORTS: list(reports),
            STORY_ARTICLES: [{"document_id": d, "relation": (relations or {}).get(d, "original")} for d in documents],
            STANDINGS: [
                {"document_id": d, "published_on": date(2031, 5, ord(d[0]) - 96), "article_key": (keys or {}).get(d, d)}
                for d in documents
            ],
            ARTICLE_CONTEXT: [{"document_id": d, "is_latest_revision": d != superseded} for d in documents],
        },
    )
    return row


def dated(first: int, last: int, basis: str = "article") -> dict[str, Any]:
    return {"occurred_from": date(2031, 5, first), "occurred_until": date(2031, 5, last), "occurred_basis": basis}


def test_the_days_that_most_tellings_give_win_and_borrowed_ones_have_no_vote() -> None:
    row = merged(report(A, **dated(2, 2)), report(B, **dated(3, 3)), report(C, **dated(3, 3, "story")))
    assert row["occurred_from"] == date(2031, 5, 2)
    assert merged(report(A, **dated(1, 7)), report(B, **dated(3, 3)))["occurred_until"] == date(2031, 5, 3)


def test_the_fullest_name_and_the_most_frequent_office_stand_for_a_side() -> None:
    short, other = side("Ivara", "head of state", "Norland"), side("Mette Ivara", "president", "Norland")
    row = merged(report(A, participants=[short, OSTEN]), report(B, participants=[other, OSTEN]), report(C))
    assert row["participants"] == [IVARA, OSTEN]


def test_an_unnamed_side_joins_the_named_one_of_its_country() -> None:
    row = merged(report(A, participants=[side(None, "president", "Norland"), OSTEN]), report(B))
    assert [each["person"] for each in row["participants"]] == ["Mette Ivara", "Pal Osten"]


def test_topics_that_share_most_of_their_words_are_one() -> None:
    first, same, other = topic("the price of tin"), topic("tin price"), topic("herring quotas")
    row = merged(report(A, topics=[first]), report(B, topics=[same, other]))
    assert [each["topic"] for each in row["topics"]] == ["the price of tin", "herring quotas"]


def test_only_originals_and_independent_tellings_count_as_independent() -> None:
    row = merged(report(A), report(B), report(C), relations={B: "rewritten", C: "independent"})
    assert (row["report_count"], row["independent_report_count"]) == (3, 2)


def test_an_article_with_two_revisions_counts_once_and_the_latest_one_votes() -> None:
    told = [report(A, **dated(2, 2)), report(B, **dated(3, 3)), report(C)]
    row = merged(*told, relations={B: "revised", C: "edited"}, keys={A: "one", B: "one"}, superseded=A)
    assert (row["report_count"], row["independent_report_count"]) == (2, 1)
    assert row["occurred_from"] == date(2031, 5, 3)


def test_a_contact_that_only_a_superseded_revision_tells_of_has_no_report() -> None:
    row = merged(report(A), superseded=A)
    assert (row["report_count"], row["independent_report_count"]) == (0, 0)


def test_an_office_stands_before_a_rank_however_often_the_rank_is_written() -> None:
    ranked, titled = side("Mette Ivara", "General", "Norland"), side("Mette Ivara", "Chief of Staff", "Norland")
    sides = [[ranked, OSTEN], [ranked, OSTEN], [titled, OSTEN]]
    row = merged(*(report(d, participants=both) for d, both in zip((A, B, C), sides, strict=True)))
    assert row["participants"][0]["office"] == "Chief of Staff"


def test_a_topic_with_more_words_around_it_is_the_same_topic() -> None:
    first, longer = topic("the price of tin"), topic("the price of tin that miners in the north have complained about")
    row = merged(report(A, topics=[first]), report(B, topics=[longer]))
    assert [each["topic"] for each in row["topics"]] == ["the price of tin"]


@pytest.mark.parametrize(
    ("medium", "cameo", "plover"),
    [("phone", "041", "CONSULT-phone"), ("visit", "042", "CONSULT-visit"), ("letter", "040", "CONSULT")],
)
def test_the_medium_decides_the_event_codes(medium: str, cameo: str, plover: str) -> None:
    row = merged(report(A, medium=medium))
    assert (row["cameo"], row["plover"]) == (cameo, plover)


def test_three_countries_make_it_multilateral() -> None:
    row = merged(report(A, medium="meeting", participants=[IVARA, OSTEN, side("Ben Ruud", None, "Westmark")]))
    assert row["plover"] == "CONSULT-multilateral"


def test_participants_are_listed_for_the_contact_and_for_each_telling() -> None:
    given = {
        CONTACTS: [{"contact_id": ID, "participants": [IVARA, OSTEN], "cameo": "041", "plover": "CONSULT"}],
        CONTACT_REPORTS: [report(B)],
    }
    rows = run_step(contact_participants.STEP, given)
    assert [(row["document_id"], row["telling"], row["side"], row["person"]) for row in rows] == [
        (B, B, 1, "Mette Ivara"), (B, B, 2, "Pal Osten"),
        (None, "merged", 1, "Mette Ivara"), (None, "merged", 2, "Pal Osten"),
    ]  # fmt: skip


def test_topics_are_listed_in_their_order() -> None:
    given = {CONTACTS: [], CONTACT_REPORTS: [report(B, topics=[topic("tin", "Sudria's ministry"), topic("herring")])]}
    rows = run_step(contact_topics.STEP, given)
    assert [(row["topic_number"], row["topic"], row["attributed_to"]) for row in rows] == [
        (1, "tin", "Sudria's ministry"), (2, "herring", None),
    ]  # fmt: skip
