"""Who took text from whom, and how."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.enrich.reuse import REUSE
from flows.enrich.reuse_pairs import HOLDER_CAP, REUSE_PAIRS, SOURCES_CAP
from tests.enrich.telling_chain import OTHER, WIRE, article, document_id, tell

SENTENCES = WIRE.split("\n\n")
# What a translation there and back leaves: names and numbers, order and length, but other words.
TRANSLATED = "\n\n".join(
    [
        "The port council of Velmouth shut the Anselm bridge on Tuesday when engineer Tilda Brask found a fissure.",
        '"One was able to place a hand in the gap and sense the wind," Brask told journalists at the customs house.',
        "Around 4,210 trucks use the bridge each day on the way to the grain terminal of Osterley.",
        "The shipping firm Norrland Lines offered two additional trips and said the tariffs would remain at 17 crowns.",
        "Mayor Piers Aldane requested 36 million crowns from the province for replacing the eastern section.",
        "A 1987 report had already cautioned about rust beneath the deck, but a repair was never commissioned.",
        "Fishers worry that the construction will hold them off the herring grounds near Sker Point until spring.",
        "The council gathers again in the town hall to determine how long the diversion across Lammas Hill will stay.",
    ]
)
REWRITTEN = "\n\n".join(
    [
        "Lorry drivers on their way to the grain terminal at Osterley must go round: the Anselm bridge is shut.",
        "Engineer Tilda Brask had come upon a crack so wide that the wind could be felt in it, she explained.",
        "Norrland Lines will run two extra sailings, and a ticket still costs 17 crowns.",
        "Rebuilding the eastern span takes 36 million crowns, money that mayor Piers Aldane wants from the province.",
        "A report from 1987 had already warned of rust, which nobody removed.",
        "The boats fear that the works will keep them from the herring grounds off Sker Point all winter.",
    ]
)
# No five words in a row are the wire's.
REWORDED = "\n\n".join(
    [
        "Velmouth's port authority shut the Anselm bridge on Tuesday as engineer Tilda Brask discovered a fissure.",
        '"It was possible to stick fingers inside and notice a draught," Brask explained at the customs building.',
        "Each day around 4,210 trucks use it, heading for Osterley, where grain is handled in a terminal.",
        "Norrland Lines, which runs the ferry, promised two more crossings at the usual 17 crowns.",
        "From the province mayor Piers Aldane wants 36 million crowns so that the eastern part can be rebuilt.",
        "Rust had been mentioned in 1987 by experts in a report; nobody commissioned repairs.",
        "Until spring boats might be unable to reach herring off Sker Point, fishermen worry.",
        "How long traffic must go round by Lammas Hill will be discussed at another session of the council.",
    ]
)
# An outlet's own words for a part of it, among much that is its own.
RETOLD = "\n\n".join(
    [
        "Nobody sells more rope in Velmouth than Hesper Quill, and on Wednesday she sold none.",
        "The Anselm bridge is shut, and with it the road past her door, since engineer Tilda Brask came upon a crack.",
        "Lorries on their way to Osterley with grain, 4,210 a day, now climb Lammas Hill behind her yard.",
        "She has counted six tyres in the ditch there, a lost mirror and one sleeping driver.",
        "Mayor Piers Aldane says 36 million crowns must come from the province, where Quill has a cousin, Egon Marr.",
        "Marr, who owned a boatyard at Fenholt until 2019, does not answer letters about bridges any more.",
        "A rope, Quill finds, does not sell itself on a ferry of Norrland Lines.",
    ]
)


def taken(*articles: dict[str, Any]) -> list[tuple[str, str, str]]:
    names = {document_id(name): name for name in ("wire", "copy", "third", "later", *map(str, range(1000)))}
    rows = tell(articles)[REUSE]
    return [(names[row["document_id"]], names[row["source_document_id"]], row["relation"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (WIRE, "verbatim"),
        (WIRE.replace('"We', "“We").replace('wind,"', "wind,”"), "verbatim"),
        ("\n\n".join(SENTENCES[:5]), "verbatim"),
        ("\n\n".join([*SENTENCES[:4], SENTENCES[4].replace("asked", "begged"), *SENTENCES[6:], OTHER[:104]]), "edited"),
        ("\n\n".join([*SENTENCES[4:], *SENTENCES[:4]]), "edited"),
        (TRANSLATED, "translated"),
        (REWORDED, "translated"),
        (REWRITTEN, "rewritten"),
    ],
)
def test_a_relation_says_what_became_of_the_text(text: str, relation: str) -> None:
    wire = article("wire", agency="Tarn Press", published_on=date(2031, 5, 6))
    assert taken(wire, article("copy", text, outlet="Velmouth Echo")) == [("copy", "wire", relation)]


def test_the_same_words_found_twice_without_another_outlet_are_identical() -> None:
    assert taken(article("wire", published_on=date(2031, 5, 6)), article("copy")) == [("copy", "wire", "identical")]


def test_a_wire_found_on_a_site_that_is_not_named_is_copied_word_for_word() -> None:
    wire = article("wire", agency="Tarn Press", site_line_count=0)
    copy = article("copy", agency="Tarn Press", site_line_count=5)
    assert taken(copy, wire) == [("copy", "wire", "verbatim")]


def test_a_later_text_at_the_same_address_is_a_revision() -> None:
    page = {"url": "https://echo.example/bridge", "outlet": "Velmouth Echo"}
    changed = WIRE.replace("4,210", "4,380") + "\n\nThe province did not answer."
    assert taken(article("later", changed, modified_at=datetime(2031, 5, 7, 18), **page), article("copy", **page)) == [
        ("later", "copy", "revised")
    ]


@pytest.mark.parametrize(
    ("text", "columns", "relation"),
    [
        (f"{WIRE}\n\nThe province did not answer.", {}, "revised"),
        ("\n\n".join([*SENTENCES[:5], "The province did not answer."]), {}, "revised"),
        # Nothing new, another outlet's copy, a look back, and little of it.
        ("\n\n".join(SENTENCES[:6]), {}, "verbatim"),
        (f"{WIRE}\n\nThe province did not answer.", {"outlet": "Tidewater Post"}, "verbatim"),
        (f"{WIRE}\n\nThe province did not answer.", {"published_on": date(2031, 5, 19)}, "verbatim"),
        ("\n\n".join([*SENTENCES[:3], *OTHER.split("\n\n")[:2]]), {}, "edited"),
    ],
)
def test_what_an_outlet_carries_on_within_days_is_its_own_article_revised(
    text: str, columns: dict[str, Any], relation: str
) -> None:
    first = article("copy", title="Bridge shut", outlet="Velmouth Echo")
    more = {"title": "Bridge shut for years", "outlet": "Velmouth Echo", "published_on": date(2031, 5, 8), **columns}
    assert taken(first, article("later", text, **more)) == [("later", "copy", relation)]


def test_other_events_are_not_linked() -> None:
    assert taken(article("wire"), article("copy", OTHER)) == []


def test_notices_of_one_template_are_not_linked() -> None:
    template = (
        "{bank} is issuing a {n} million crown bond due {month} {day}, lead manager {lead} said.\n\n"
        "The bond is available in denominations of {m} crowns and will be listed in {city}.\n\n"
        "The selling concession is one percent while management and underwriting combined pays {k} percent."
    )
    names = ("bank", "n", "month", "day", "lead", "m", "city", "k")
    first = dict(zip(names, ("Ostmark Land Bank", 75, "May", 13, "Pell Grandison", 1400, "Karsund", 62), strict=True))
    second = dict(zip(names, ("Tolbury Water", 140, "July", 22, "Falk Brothers", 5300, "Fenholt", 38), strict=True))
    notices = [article("wire", template.format(**first)), article("copy", template.format(**second))]
    assert tell(notices)[REUSE_PAIRS] != []
    assert taken(*notices) == []


def test_a_text_that_was_reworded_throughout_is_found_by_its_names() -> None:
    (row,) = tell([article("wire", agency="Tarn Press"), article("copy", REWORDED, outlet="Echo")])[REUSE_PAIRS]
    assert row["shared_shingles"] == 0


@pytest.mark.parametrize(
    ("wire", "telling", "rows"),
    [
        ({"agency": "Tarn Press"}, {}, [("copy", "wire", "rewritten")]),
        ({"agency": "Tarn Press"}, {"agency": "Tarn Press"}, [("copy", "wire", "rewritten")]),
        ({"agency": "Tarn Press"}, {"agency": "Osterley News Agency"}, []),
        ({"outlet": "Osterley Post"}, {}, []),
    ],
)
def test_an_outlets_own_words_are_made_from_the_wire_of_their_story_where_they_credit_no_other_agency(
    wire: dict[str, Any], telling: dict[str, Any], rows: list[tuple[str, str, str]]
) -> None:
    first = article("wire", published_on=date(2031, 5, 6), **wire)
    assert taken(first, article("copy", RETOLD, outlet="Velmouth Echo", **telling)) == rows


def test_a_rewritten_text_months_later_is_another_event() -> None:
    assert taken(article("wire"), article("copy", REWRITTEN, published_on=date(2031, 9, 30))) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"published_on": date(2031, 5, 6)}, {"agency": "Tarn Press"}),
        ({"published_at": datetime(2031, 5, 7, 8)}, {"published_at": datetime(2031, 5, 7, 9), "agency": "Tarn Press"}),
        ({"agency": "Tarn Press"}, {"outlet": "Velmouth Echo", "published_at": datetime(2031, 5, 7, 8)}),
        ({}, {"published_on": None}),
    ],
)
def test_what_was_told_first_is_the_source(first: dict[str, Any], second: dict[str, Any]) -> None:
    rows = taken(article("copy", **second), article("wire", **first))
    assert [(later, earlier) for later, earlier, _ in rows] == [("copy", "wire")]


def test_rows_grow_with_documents_when_one_wire_is_copied_five_hundred_times() -> None:
    copies = [
        article(str(n), f"{WIRE}\n\nPrinted as number {n} of our series.", outlet=f"Echo {n}") for n in range(500)
    ]
    wire = article("wire", agency="Tarn Press", published_on=date(2031, 5, 6))
    rows = tell([wire, *copies])
    assert {row["document_id"] for row in rows[REUSE]} == {copy["document_id"] for copy in copies}
    assert {document_id("wire")} <= {row["source_document_id"] for row in rows[REUSE]}
    assert len(rows[REUSE_PAIRS]) <= 2 * SOURCES_CAP * 500
    assert HOLDER_CAP < 500


TEXTS = [WIRE, TRANSLATED, REWRITTEN, OTHER, "\n\n".join(SENTENCES[2:]), WIRE.upper()]


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from([None, 6, 7])), min_size=2, max_size=7), st.randoms())
def test_no_order_of_arrival_changes_a_row_and_no_chain_closes(told: list[tuple[str, int | None]], random: Any) -> None:
    articles = [
        article(str(n), text, published_on=date(2031, 5, day) if day else None) for n, (text, day) in enumerate(told)
    ]
    rows = tell(articles)[REUSE]
    random.shuffle(articles)
    assert tell(articles)[REUSE] == rows
    sources: dict[str, set[str]] = {}
    for row in rows:
        sources.setdefault(row["document_id"], set()).add(row["source_document_id"])
    assert all(len(found) <= 5 for found in sources.values())
    for document in sources:
        reached, waiting = set(), [document]
        while waiting:
            for source in sources.get(waiting.pop(), ()):
                assert source != document
                if source not in reached:
                    reached.add(source)
                    waiting.append(source)


def test_the_examples_share_no_more_than_they_should() -> None:
    words = [set(re.findall(r"\w+", text)) for text in (WIRE, OTHER)]
    assert len(words[0] & words[1]) < 0.3 * len(words[1])
