"""Which articles tell one story, and what they are to it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.enrich.grouping.lineage import LEAST_NAMES, Teller, retold
from flows.enrich.reuse import REUSE
from flows.enrich.stories import STORIES
from flows.enrich.story_articles import STORY_ARTICLES
from tests.enrich.telling_chain import OTHER, WIRE, article, document_id, tell

INDEPENDENT = "\n\n".join(
    [
        "Drivers queued for hours in Velmouth on Tuesday evening as the Anselm bridge stayed shut.",
        '"I will miss the herring and my supper," said Oda Kvist, who sells fish in Osterley.',
        "Norrland Lines sent the ferry Sker Maiden twice more, yet 300 lorries were left on the quay.",
        "Engineer Tilda Brask showed mayor Piers Aldane the crack, which runs through four plates.",
    ]
)
YEARS_BEFORE = WIRE.replace("4,210", "3,900").replace("36 million", "11 million").replace("Tilda Brask", "Ulf Moran")


def grouped(rows: list[dict[str, Any]]) -> set[frozenset[str]]:
    names = {document_id(name): name for name in NAMES}
    stories: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        stories[row["story_id"]].add(names[row["document_id"]])
    return {frozenset(members) for members in stories.values()}


NAMES = ["wire", "copy", "own", "other", "old", "undated", "next", "page", "changed"]
ALL = [
    article("wire", agency="Tarn Press", title="Crack shuts Anselm bridge"),
    article("copy", outlet="Velmouth Echo", published_on=date(2031, 5, 8), title="Bridge shut"),
    article("own", INDEPENDENT, outlet="Osterley Post", published_on=date(2031, 5, 8)),
    article("other", OTHER, outlet="Karsund Post", published_on=date(2031, 5, 8)),
]


def test_copies_and_independent_tellings_are_one_story_and_other_events_are_not() -> None:
    rows = tell(ALL)[STORY_ARTICLES]
    assert grouped(rows) == {frozenset({"wire", "copy", "own"}), frozenset({"other"})}
    told = {row["document_id"]: (row["relation"], row["source_document_id"]) for row in rows}
    assert told[document_id("wire")] == ("original", None)
    assert told[document_id("copy")] == ("verbatim", document_id("wire"))
    assert told[document_id("own")] == ("independent", None)


def test_the_basis_names_terms_that_both_share() -> None:
    rows = tell(ALL)[STORY_ARTICLES]
    (basis,) = (row["basis"] for row in rows if row["document_id"] == document_id("own"))
    assert "Velmouth" in basis


def test_a_story_is_named_after_its_earliest_article() -> None:
    rows = tell(ALL)[STORY_ARTICLES]
    assert {row["story_id"] for row in rows} == {f"s{document_id('wire')}", f"s{document_id('other')}"}


def test_an_event_like_it_at_another_time_is_another_story() -> None:
    old = article("old", "\n\n".join(YEARS_BEFORE.split("\n\n")[::2]), published_on=date(2029, 2, 3))
    fresh = article("own", INDEPENDENT)
    assert grouped(tell([old, fresh])[STORY_ARTICLES]) == {frozenset({"old"}), frozenset({"own"})}


def test_a_lead_about_another_day_is_another_development() -> None:
    later = article("next", INDEPENDENT.replace("Tuesday evening", "Friday"), published_on=date(2031, 5, 9))

    def dates(day: int) -> list[dict[str, Any]]:
        days = [("wire", date(2031, 5, 6)), ("next", date(2031, 5, day))]
        return [
            {"document_id": document_id(name), "char_start": 3, "char_end": 9, "date_from": day, "date_until": day}
            for name, day in days
        ]

    wire = article("wire")
    assert len(grouped(tell([wire, later], dates(6))[STORY_ARTICLES])) == 1
    assert len(grouped(tell([wire, later], dates(9))[STORY_ARTICLES])) == 2


def test_an_undated_telling_joins_one_of_two_dated_stories_but_never_both() -> None:
    old = article("old", YEARS_BEFORE, published_on=date(2029, 2, 3))
    undated = article("undated", INDEPENDENT, published_on=None)
    stories = grouped(tell([old, article("wire"), undated])[STORY_ARTICLES])
    assert frozenset({"wire", "undated"}) in stories or frozenset({"old", "undated"}) in stories
    assert not any({"wire", "old"} <= story for story in stories)


def test_a_story_counts_articles_and_origins_not_files() -> None:
    page = {"url": "https://echo.example/bridge", "outlet": "Velmouth Echo", "published_on": date(2031, 5, 8)}
    changed = f"{WIRE}\n\nThe province did not answer."
    rows = tell([*ALL[:3], article("page", **page), article("changed", changed, **page)])[STORIES]
    (story,) = rows
    assert (story["article_count"], story["independent_count"]) == (4, 2)
    assert story["headline"] == "Crack shuts Anselm bridge"
    assert (story["first_published_on"], story["last_published_on"]) == (date(2031, 5, 7), date(2031, 5, 8))
    assert story["outlets"] == ["Osterley Post", "Velmouth Echo"]


def test_notices_of_one_template_are_of_as_many_events() -> None:
    template = (
        "{name}, based in {place}, said its council will propose a toll of {toll} crowns a cart for next year. "
        "Carters vote at the yearly meeting on {day}. If they approve, the toll will be taken from {later}. "
        "The roads of the company are listed in the register of the province."
    )
    filled = [
        {"name": "Brask Roads", "place": "Osterley", "toll": "4.20", "day": "May 6", "later": "May 14"},
        {"name": "Lammas Turnpike", "place": "Fenholt", "toll": "3.15", "day": "April 30", "later": "June 2"},
        {"name": "Venn Causeways", "place": "Karsund", "toll": "5.80", "day": "April 29", "later": "May 7"},
    ]
    names = ("wire", "copy", "own")
    rows = tell([article(name, template.format(**gaps)) for name, gaps in zip(names, filled, strict=True)])
    assert grouped(rows[STORY_ARTICLES]) == {frozenset({name}) for name in names}


NAMES_OF_WIRE = range(LEAST_NAMES * 2)


def teller(
    names: Iterable[int], agency: str | None = None, is_wire: bool = False, number: int = 7, said: Iterable[int] = ()
) -> Teller:
    quoted, terms = [frozenset(said)] if said else [], frozenset(names) if agency else frozenset()
    return Teller(agency, is_wire, dict.fromkeys(names, 0.2), frozenset({number}), quoted, terms)


@pytest.mark.parametrize(
    ("own", "is_made_of_it"),
    [
        # Most of its names, though the wire has many more.
        (teller(range(LEAST_NAMES)), True),
        (teller(range(LEAST_NAMES), "Tarn Press"), True),
        # No number; too few; too small a part of its own; another agency's; the agency's next wire.
        (teller(range(LEAST_NAMES), number=8), False),
        (teller(range(LEAST_NAMES - 1)), False),
        (teller(range(LEAST_NAMES, LEAST_NAMES * 4)), False),
        (teller(range(LEAST_NAMES), "Osterley News Agency"), False),
        (teller(range(LEAST_NAMES), "Tarn Press", is_wire=True), False),
        # What the wire's people said; what somebody else said; the same where hardly a name is its own.
        (teller(range(7, 22), said=range(7, 10)), True),
        (teller(range(7, 27), said=range(7, 10)), True),
        (teller(range(7, 27), said=range(90, 94)), False),
        (teller(range(LEAST_NAMES), said=range(90, 94)), True),
    ],
)
def test_who_repeats_most_of_a_wires_names_and_credits_nobody_else_retold_it(own: Teller, is_made_of_it: bool) -> None:
    found = retold({"wire": teller(NAMES_OF_WIRE, "Tarn Press", is_wire=True), "own": own})
    assert [taking.source for taking in found.values()] == ["wire"] * is_made_of_it


def test_what_was_retold_is_no_wire_and_the_closest_wire_is_the_source() -> None:
    tellers = {
        "wire": teller(range(5, 30), "Tarn Press", is_wire=True),
        "next": teller(range(40), "Osterley News Agency", is_wire=True),
        "own": teller(range(20), "Tarn Press"),
        "page": teller(range(20)),
    }
    assert {own: taking.source for own, taking in retold(tellers).items()} == {
        "own": "wire",
        "page": "next",
    }


def test_a_story_says_of_which_wire_a_telling_without_a_sentence_of_it_was_made() -> None:
    names = "Velmouth, Anselm, Brask, Osterley, Norrland, Aldane, Sker, Lammas, 4210, 1987, 17"
    prose = "Snow falls. Nobody hears it. A cat walks by the empty quay towards some warm kitchen window tonight."
    own = article("own", f"{prose} {names}. {prose}", outlet="Osterley Post")
    rows = tell([ALL[0], article("copy", outlet="Velmouth Echo"), own])
    told = {row["document_id"]: row for row in rows[STORY_ARTICLES]}[own["document_id"]]
    assert (told["relation"], told["source_document_id"]) == ("rewritten", document_id("wire"))
    assert "names and numbers" in told["basis"]
    assert own["document_id"] not in {row["document_id"] for row in rows[REUSE]}


@settings(max_examples=8)
@given(st.permutations([*ALL, article("undated", INDEPENDENT, published_on=None)]), st.integers(2, 5))
def test_no_order_of_arrival_changes_a_story(articles: list[dict[str, Any]], count: int) -> None:
    chosen = articles[:count]
    rows = tell(chosen)[STORY_ARTICLES]
    assert tell(chosen[::-1])[STORY_ARTICLES] == rows
    assert {row["document_id"] for row in rows} == {row["document_id"] for row in chosen}
