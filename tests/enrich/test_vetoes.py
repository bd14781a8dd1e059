"""What keeps similar articles in different stories, and that the rows say so."""

from datetime import date
from typing import Any

import pytest

from flows.enrich.article_context import ARTICLE_CONTEXT
from flows.enrich.grouping.vetoes import (
    Evidence,
    are_close,
    have_other_days,
    have_other_holders,
    pairwise,
    times_of,
    veto,
)
from flows.enrich.story_articles import STORY_ARTICLES
from tests.enrich.telling_chain import article, document_id, tell

OFFICE = ("FRO", "chief of the harbour guard")
MAY_REPORT = Evidence(date(2031, 5, 1), [date(2031, 5, 1)])


def holding(*names: str) -> Evidence:
    return Evidence(offices={OFFICE: frozenset(names)})


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Evidence(date(2031, 5, 1)), Evidence(date(2031, 5, 9)), "published 8 days apart"),
        (Evidence(date(2031, 5, 1)), Evidence(date(2031, 5, 8)), None),
        (
            Evidence(date(2031, 5, 1), [date(2031, 5, 1)]),
            Evidence(date(2031, 5, 4), [date(2031, 5, 4)]),
            "of 2031-05-01 and not of 2031-05-04",
        ),
        (
            Evidence(date(2031, 5, 1), [date(2031, 5, 1)]),
            Evidence(date(2031, 5, 4), [date(2031, 4, 30), date(2031, 5, 4)]),
            None,
        ),
        (Evidence(date(2031, 5, 1), [date(2031, 4, 29)]), Evidence(date(2031, 5, 2), [date(2031, 5, 2)]), None),
        (Evidence(date(2031, 5, 1), [date(2031, 5, 1)]), Evidence(None), None),
        (MAY_REPORT, Evidence(date(2032, 2, 3), [date(2032, 2, 3)], (date(2031, 5, 1), date(2031, 5, 31))), None),
        (MAY_REPORT, Evidence(date(2032, 2, 3), (), (date(2031, 4, 29), date(2031, 4, 29))), None),
        (MAY_REPORT, Evidence(date(2032, 2, 3), (), (date(2031, 4, 2), date(2031, 4, 2))), "published 278 days apart"),
        (
            holding("oda venn"),
            holding("ulf moran"),
            "chief of the harbour guard of FRO is oda venn and not ulf moran",
        ),
        (holding("gerasim brolov"), holding("guerassim broloff"), None),
        (holding("wei shan"), holding("wei"), None),
        (holding("oda venn", "ulf moran"), holding("tilda brask"), None),
    ],
)
def test_days_and_offices_keep_events_apart(one: Evidence, other: Evidence, reason: str | None) -> None:
    assert veto(one, other) == reason
    apart = (
        have_other_holders([one, other]) | have_other_days([one, other]) | ~are_close(*pairwise(times_of([one, other])))
    )
    assert apart.tolist() == [[False, reason is not None], [reason is not None, False]]


OLD = (
    "The chief of the Froland harbour guard, Ulf Moran, spoke by radio with admiral Piers Aldane of Ostmark.\n\n"
    "They discussed wrecks off Sker Point and convoys of grain to Osterley, the guard told the press in Velmouth."
)
NEW = (
    "Froland's harbour guard said in Velmouth that its chief Oda Venn had talked to Ostmark's admiral Piers Aldane.\n\n"
    "Wrecks near Sker Point came up, and so did the grain that sails for Osterley."
)
AGAIN = (
    "Admiral Piers Aldane of Ostmark heard from Oda Venn, who leads the harbour guard of Froland, about Sker Point.\n\n"
    "A spokesman in Velmouth added that ships with grain for Osterley would wait until the wrecks are gone."
)


def held(name: str, chief: str) -> dict[str, Any]:
    return {
        "document_id": document_id(name), "kind": "person", "surface": chief, "name": chief, "entity_id": chief,
        "office": "chief of the harbour guard", "country": "Froland", "country_code": "FRO",
    }  # fmt: skip


def stories_of(articles: list[dict[str, Any]], mentions: list[dict[str, Any]]) -> dict[str, str]:
    names = {document_id(name): name for name in ("old", "new", "again")}
    rows = tell(articles, mentions=mentions)[STORY_ARTICLES]
    return {names[row["document_id"]]: row["story_id"] for row in rows}


def test_a_look_alike_of_other_years_is_told_apart_by_its_day() -> None:
    told = [article("old", OLD, published_on=date(2029, 5, 7)), article("new", NEW), article("again", AGAIN)]
    found = stories_of(told, [])
    assert found["new"] == found["again"] != found["old"]


def test_an_undated_look_alike_is_told_apart_by_who_holds_the_office() -> None:
    told = [article("old", OLD, published_on=None), article("new", NEW), article("again", AGAIN)]
    assert len(set(stories_of(told, []).values())) == 1
    holders = [held("old", "Ulf Moran"), held("new", "Oda Venn"), held("again", "Oda Venn")]
    found = stories_of(told, holders)
    assert found["new"] == found["again"] != found["old"]


def test_the_basis_names_the_veto_that_decided() -> None:
    told = [article("old", OLD, published_on=None), article("new", NEW, published_on=None)]
    rows = tell(told, mentions=[held("old", "Ulf Moran"), held("new", "Oda Venn")])[STORY_ARTICLES]
    (basis,) = (row["basis"] for row in rows if row["document_id"] == document_id("old"))
    reason = "chief of the harbour guard of FRO is ulf moran and not oda venn"
    assert basis == f"apart from {document_id('new')}: {reason}"


def test_an_undated_telling_takes_its_days_from_the_story_that_it_joins() -> None:
    told = [article("old", OLD, published_on=date(2029, 5, 7)), article("new", NEW), article("again", AGAIN)]
    told[2] = {**told[2], "published_on": None, "published_basis": None}
    rows = {row["document_id"]: row for row in tell(told)[ARTICLE_CONTEXT]}
    row = rows[document_id("again")]
    assert (row["published_from"], row["published_until"]) == (date(2031, 5, 7), date(2031, 5, 14))
    assert row["published_basis"] == "story"
