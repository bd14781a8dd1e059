"""What one article says of contacts: who, how, when, at whose request, about what, by whose account."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.contract import Table
from flows.clean.articles import ARTICLES
from flows.enrich import contact_claims, dates, mentions, quotes, sentences
from flows.enrich.contact_reading.article import Article
from flows.enrich.contact_reading.cues import Lexicon, lexicon
from flows.enrich.contact_reading.readings import contacts_of
from flows.enrich.contact_reading.titles import country_forms
from flows.steps import Reference
from tests.run_step import filled, frame_of, reference_frame

WEDNESDAY = date(2031, 3, 12)


def read(texts: list[str], titles: dict[str, str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """The claims of each text, all published on one Wednesday, by the real steps."""
    frames: dict[Table, pl.DataFrame] = {}
    rows = [
        {
            "document_id": f"{number:032x}", "title": (titles or {}).get(text), "text": text, "language": "en",
            "published_on": WEDNESDAY, "published_basis": "text",
        }
        for number, text in enumerate(texts)
    ]  # fmt: skip
    frames[ARTICLES] = filled(ARTICLES, rows)
    for step in (sentences.STEP, dates.STEP, mentions.STEP, quotes.STEP, contact_claims.STEP):
        assert step.make is not None
        frames[step.makes] = step.make(*(frame_of(read, frames) for read in step.reads))
    found: dict[str, list[dict[str, Any]]] = {text: [] for text in texts}
    for row in frames[contact_claims.CONTACT_CLAIMS].iter_rows(named=True):
        found[texts[int(row["document_id"], 16)]].append(row)
    return found


PHONE = (
    "Norwegian Prime Minister Ilse Brandvold spoke by phone with her Slovenian counterpart Tomaz Kralj on Sunday, "
    "her office said.\n\nBrandvold raised the question of herring quotas.\n\nIt was the first conversation "
    "between the two "
    "since Kralj took office in January 2031."
)
CALLED = (
    "Irish Foreign Minister Aoife Byrne called her Spanish opposite number, Marta Gil, late on Monday, Dublin said."
)
RECEIVED_CALL = (
    "Turkish President Kemal Aksoy received a phone call from Greek Prime Minister Eleni Vranou on Monday. "
    "Vranou asked "
    "for help against forest fires, Ankara said."
)
VIDEO = (
    "A video conference between Chilean Finance Minister Pia Rojas and Peruvian Finance Minister Juan Salas was "
    "held on "
    "Tuesday at Santiago's request."
)
VISIT = (
    "Iraqi Oil Minister Salim Jabbar visited Tehran on Sunday and Monday at the invitation of his Iranian counterpart, "
    "Reza Karimi."
)
LETTER = (
    "Moldova's president wrote to the Romanian prime minister on Tuesday asking for help with power, her office said."
)
TWO_MEETINGS = (
    "German Foreign Minister Petra Kohl met her Namibian counterpart in Windhoek on Monday; she then flew to Pretoria, "
    "where she held talks with South African President Thabo Nkosi on Tuesday."
)
SHIFTED = (
    "Danish Foreign Minister Ole Kjaer met Canadian Foreign Minister Ruth Lavoie in Oslo on Friday, three days "
    "after the "
    "two had spoken by telephone."
)
CHIEFS = (
    "The chiefs of the Brazilian and Argentine navies spoke by telephone on Tuesday, Brazil's navy "
    "said.\n\nAdmiral Caio "
    "Prado and Admiral Luis Ferro reviewed a joint exercise.\n\nThe call was requested by Argentina."
)
THREE = (
    "Three foreign ministers, Kenji Oda of Japan, Ana Reyes of the Philippines and Gavin Lowe of Australia, met in "
    "Manila on Saturday."
)
KOREAS = "North and South Korea spoke over their hotline on Saturday, Seoul said. The North asked for the call."
AFTER_TALKS = (
    "The pipeline will open in May, Bulgarian Prime Minister Petar Dimov said on Monday after talks in Belgrade with "
    "Serbian President Milan Jovic."
)
BOTH_CONFIRM = (
    "Egyptian President Omar Fahmy telephoned Sudanese General Bakri Idris on Sunday, Cairo said. Idris's office "
    "confirmed that they had spoken."
)
ANONYMOUS = (
    "Turkish intelligence chief Kerem Oz and his Syrian counterpart, Ali Haddad, met in Baghdad last month, a "
    "diplomatic "
    "source said."
)
OF_TITLE = "Marek Sulik and Dora Banfi talked on the phone on Monday, a person with knowledge of the call said."
SEPARATE = (
    "Moroccan Foreign Minister Karim Alaoui held separate telephone conversations with his French and Spanish "
    "counterparts on Sunday, Rabat said."
)
ARRIVAL = (
    "Late last month Armenian Defence Minister Suren Grigoryan paid a working visit to Athens. He was received by "
    "Greek Defence Minister Nikos Laskaris."
)
THANKED = (
    "Philippine President Ana Reyes thanked Japanese Prime Minister Kenji Oda for patrol boats during a call on "
    "Tuesday."
)
STORY_ONLY = "Marek Sulik sat down with Dora Banfi on Monday. The room was cold."
HOSTED = (
    "Danish Prime Minister Rikke Lund on Monday ended a visit to Malta, where she and President Karm Vella signed an "
    "agreement on lighthouses."
)
LEFT = (
    "Danish Prime Minister Rikke Lund left Malta on Tuesday after two days of talks in Valletta with President Karm "
    "Vella."
)
LETTER_THEN_CALL = (
    "Kenyan President Amina Otieno wrote to her Ugandan counterpart, Moses Kato, on Thursday.\n\nIn a call on Monday, "
    "the two leaders agreed that lorries may cross at night."
)
THEIR_MINISTERS = (
    "Latvia and Estonia confirmed on Wednesday that their foreign ministers, Ilga Berz and Toomas Kask, had been in "
    "contact by telephone two days earlier."
)
THEY = (
    "Irish Prime Minister Conor Daly got Portuguese Prime Minister Rita Falcao out of bed: they spoke by telephone on "
    "Sunday."
)
TWO_IN_A_NIGHT = (
    "Turkish Foreign Minister Selim Aksoy spoke by phone with Greek Foreign Minister Eleni Doukas on Monday and, an "
    "hour later, with Bulgarian Foreign Minister Petar Donev."
)
DELIVERED = "A letter from Canadian Prime Minister Ann Roy reached her Fijian counterpart, Sela Vuki, on Monday."
QUOTED = (
    "Norwegian Prime Minister Ilse Brandvold met Slovenian Prime Minister Tomaz Kralj on Sunday.\n\n"
    '"The two discussed the price of herring," Brandvold\'s spokeswoman, Mona Lie, told reporters.'
)
HAPPENED = [
    HOSTED, LEFT, LETTER_THEN_CALL, THEIR_MINISTERS, THEY, TWO_IN_A_NIGHT, DELIVERED, QUOTED,
    PHONE, CALLED, RECEIVED_CALL, VIDEO, VISIT, LETTER, TWO_MEETINGS, SHIFTED, CHIEFS, THREE, KOREAS, AFTER_TALKS,
    BOTH_CONFIRM, ANONYMOUS, OF_TITLE, SEPARATE, ARRIVAL, THANKED, STORY_ONLY,
]  # fmt: skip

NOTHING_HAPPENED = [
    "Norwegian Prime Minister Ilse Brandvold will meet Slovenian President Tomaz Kralj on Friday.",
    "Peruvian Foreign Minister Rosa Quiroga is due to hold talks with her Bolivian counterpart Hugo Mamani next week.",
    "Serbian President Milan Jovic declined to meet Kosovo Prime Minister Arben Krasniqi on Monday.",
    "No talks have taken place between India and Pakistan since January, an Indian diplomat said.",
    "A meeting between Chilean Finance Minister Pia Rojas and Peruvian Finance Minister Juan Salas was postponed.",
    "Russia denied that Defence Minister Oleg Gromov had spoken with U.S. Defence Secretary Brad Coleman.",
    "Polish President Adam Wilk invited Ukrainian President Oksana Melnyk to visit Warsaw.",
    "If Japanese Prime Minister Kenji Oda meets South Korean President Min-jun Seo, tariffs will be on the agenda.",
    "The U.S. secretary of state told Reuters in a telephone interview on Monday that Iran must comply.",
    "Kenyan Foreign Minister Amina Otieno said by telephone that the talks with Uganda were going well.",
    "Israeli Prime Minister Dan Levi called Egyptian President Omar Fahmy a liar on Monday.",
    "Georgia's President Nana Lomidze called on Armenia to open the border.",
    "Norwegian Foreign Minister Sigrid Haug was to have telephoned Ghana's foreign minister, Yaw Boateng, on Tuesday.",
    "Brazil met Argentina in the final on Sunday and won 2-1.",
    "The Brazilian coach spoke with Argentine striker Leo Paz after the match on Sunday.",
    "The owners of a tile works met their bankers on Thursday.",
    'There was no call between the Greek and Turkish presidents, a spokesman said. "No such call took place," he said. '
    "A paper had written that Greek President Nikos Vranou called Turkish President Kemal Aksoy on Thursday.",
]


@pytest.fixture(scope="module")
def claims() -> dict[str, list[dict[str, Any]]]:
    return read([*HAPPENED, *NOTHING_HAPPENED], {OF_TITLE: "Slovakia's Sulik and Hungary's Banfi talk about gas"})


def sides(claim: dict[str, Any]) -> list[tuple[str | None, str | None, str | None]]:
    return [(side["person"], side["office"], side["country"]) for side in claim["participants"]]


def test_a_call_has_its_sides_medium_and_day(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[PHONE]
    assert sides(claim) == [
        ("Ilse Brandvold", "Prime Minister", "Norway"), ("Tomaz Kralj", "Prime Minister", "Slovenia"),
    ]  # fmt: skip
    assert (claim["medium"], claim["occurred_from"], claim["occurred_until"]) == (
        "phone", date(2031, 3, 9), date(2031, 3, 9),
    )  # fmt: skip
    assert claim["occurred_text"] == "Sunday"
    assert claim["participants"][0]["country_code"] == "NOR"


def test_what_is_said_of_a_contact_later_belongs_to_it(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[PHONE]
    assert claim["topics"] == [
        {"topic": "herring quotas", "attributed_to": "her office", "raised_by": "Ilse Brandvold"}
    ]
    assert (claim["first_since"], claim["first_since_on"]) == ("Kralj took office in January 2031", date(2031, 1, 1))
    assert claim["confirmed_by"] == ["Norway"]
    assert claim["sentence_numbers"] == [1, 2, 3]


def test_who_calls_has_asked_for_the_call(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert claims[CALLED][0]["requested_by"] == "Ireland"
    assert claims[RECEIVED_CALL][0]["requested_by"] == "Greece"


def test_a_request_names_the_country_of_a_capital(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[VIDEO]
    assert (claim["medium"], claim["requested_by"]) == ("video", "Chile")


def test_a_visit_lasts_from_its_first_day_to_its_last(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[VISIT]
    assert (claim["medium"], claim["requested_by"]) == ("visit", "Iran")
    assert (claim["occurred_from"], claim["occurred_until"]) == (date(2031, 3, 9), date(2031, 3, 10))


def test_people_without_names_keep_their_office_and_country(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[LETTER]
    assert sides(claim) == [(None, "president", "Moldova"), (None, "prime minister", "Romania")]
    assert claim["topics"][0]["raised_by"] == "Moldova's president"


def test_two_meetings_in_one_sentence_are_two_contacts(claims: dict[str, list[dict[str, Any]]]) -> None:
    first, second = claims[TWO_MEETINGS]
    assert (first["claim_number"], second["claim_number"]) == (1, 2)
    assert [side[2] for side in sides(first)] == ["Germany", "Namibia"]
    assert [side[2] for side in sides(second)] == ["Germany", "South Africa"]


def test_days_are_counted_back_from_the_other_contact(claims: dict[str, list[dict[str, Any]]]) -> None:
    meeting, call = claims[SHIFTED]
    assert (meeting["medium"], meeting["occurred_from"]) == ("meeting", date(2031, 3, 7))
    assert (call["medium"], call["occurred_from"]) == ("phone", date(2031, 3, 4))


def test_separate_calls_are_a_contact_each(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert [[side[2] for side in sides(claim)] for claim in claims[SEPARATE]] == [
        ["Morocco", "France"], ["Morocco", "Spain"],
    ]  # fmt: skip


def test_the_day_of_arrival_is_that_of_the_meeting(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[ARRIVAL]
    assert (claim["occurred_from"], claim["occurred_until"]) == (date(2031, 2, 21), date(2031, 2, 28))


def test_who_thanks_somebody_in_a_call_took_part_in_it(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[THANKED]
    assert [side[2] for side in sides(claim)] == ["Philippines", "Japan"]
    assert (claim["medium"], claim["occurred_from"]) == ("phone", date(2031, 3, 11))


def test_names_that_follow_fill_the_sides_in_their_order(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[CHIEFS]
    assert sides(claim) == [
        ("Caio Prado", "chief of the navy", "Brazil"),
        ("Luis Ferro", "chief of the navy", "Argentina"),
    ]
    assert claim["requested_by"] == "Argentina"


def test_an_office_before_a_list_is_everybodys(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[THREE]
    assert sides(claim) == [
        ("Kenji Oda", "foreign minister", "Japan"),
        ("Ana Reyes", "foreign minister", "Philippines"),
        ("Gavin Lowe", "foreign minister", "Australia"),
    ]


def test_two_countries_may_share_a_word(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[KOREAS]
    assert [side[2] for side in sides(claim)] == ["North Korea", "South Korea"]
    assert (claim["medium"], claim["requested_by"]) == ("phone", "North Korea")


def test_who_speaks_after_talks_took_part_on_that_day(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[AFTER_TALKS]
    assert sides(claim) == [("Petar Dimov", "Prime Minister", "Bulgaria"), ("Milan Jovic", "President", "Serbia")]
    assert claim["occurred_from"] == date(2031, 3, 10)


def test_each_side_whose_officials_speak_of_it_confirms_it(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert claims[BOTH_CONFIRM][0]["confirmed_by"] == ["Egypt", "Sudan"]


def test_an_anonymous_source_confirms_nothing(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[ANONYMOUS]
    assert claim["confirmed_by"] == []
    assert (claim["occurred_from"], claim["occurred_until"]) == (date(2031, 2, 1), date(2031, 2, 28))


def test_the_headline_may_give_the_countries(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[OF_TITLE]
    assert sides(claim) == [("Marek Sulik", None, "Slovakia"), ("Dora Banfi", None, "Hungary")]
    assert claim["is_certain"]


def test_two_people_without_office_or_country_wait_for_their_story(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert [claim["is_certain"] for claim in claims[STORY_ONLY]] == [False]


@pytest.mark.parametrize("text", NOTHING_HAPPENED)
def test_what_did_not_happen_between_states_is_no_contact(text: str, claims: dict[str, list[dict[str, Any]]]) -> None:
    assert [claim for claim in claims[text] if claim["is_certain"]] == []


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon(reference_frame(Reference("contact_cues")).rows())


WORDS = (
    "President|spoke|met|called|with|and|the|of,|Norland|Sudria|Ivara|Osten|on|Monday|by phone|about|tin|\ue007|said."
    "|ministers|their|letter|to|from|;|\u2019|\u201c|no|talks|between|request|at|first|since"
)
_PIECES = st.sampled_from(WORDS.split("|"))
_KINDS = st.sampled_from(["person", "country", "office", "organisation", "place", "weapon"])


@settings(max_examples=80)
@given(
    pieces=st.lists(st.one_of(_PIECES, st.text(max_size=6)), min_size=1, max_size=40),
    kinds=st.lists(_KINDS, min_size=40, max_size=40),
    known=st.lists(st.sampled_from(["Norland", "Sudria", None]), min_size=40, max_size=40),
)
def test_no_text_makes_it_fail(words: Lexicon, pieces: list[str], kinds: list[str], known: list[str | None]) -> None:
    text, mentioned = "", []
    for piece, kind, country in zip(pieces, kinds, known, strict=False):
        if piece[:1].isupper():
            span = {"char_start": len(text), "char_end": len(text) + len(piece), "sentence_number": 1}
            person = {"surface": piece, "name": piece, "office": None, "entity_id": f"{kind}:{piece}"}
            mentioned.append({**span, **person, "kind": kind, "country": country, "country_code": None})
        text += piece + " "
    sentence = {"sentence_number": 1, "char_start": 0, "char_end": len(text)}
    for claim in contacts_of(Article("", text, [sentence], [], mentioned, [], country_forms([], [], [])), words):
        assert claim["sentence_numbers"] == [1]
        assert len(claim["participants"]) > 1
        assert all(topic["topic"] in " ".join(text.split()) for topic in claim["topics"])


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (HOSTED, [("Rikke Lund", "Denmark"), ("Karm Vella", "Malta")]),
        (LEFT, [("Rikke Lund", "Denmark"), ("Karm Vella", "Malta")]),
        (THEIR_MINISTERS, [("Ilga Berz", "Latvia"), ("Toomas Kask", "Estonia")]),
        (THEY, [("Conor Daly", "Ireland"), ("Rita Falcao", "Portugal")]),
        (DELIVERED, [("Ann Roy", "Canada"), ("Sela Vuki", "Fiji")]),
    ],
)
def test_each_side_is_of_its_own_country(
    text: str, sides: list[tuple[str, str]], claims: dict[str, list[dict[str, Any]]]
) -> None:
    (claim,) = claims[text]
    assert [(side["person"], side["country"]) for side in claim["participants"]] == sides


def test_a_letter_and_the_call_that_answers_it_are_two_contacts(claims: dict[str, list[dict[str, Any]]]) -> None:
    letter, call = claims[LETTER_THEN_CALL]
    assert (letter["medium"], letter["topics"]) == ("letter", [])
    assert (call["medium"], [topic["topic"] for topic in call["topics"]]) == ("phone", ["lorries may cross at night"])


def test_an_hour_later_with_somebody_else_is_another_contact(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert [claim["participants"][1]["country"] for claim in claims[TWO_IN_A_NIGHT]] == ["Greece", "Bulgaria"]


def test_two_days_earlier_counts_from_the_day_that_was_named_last(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert claims[THEIR_MINISTERS][0]["occurred_from"] == date(2031, 3, 10)


def test_a_topic_ends_with_its_quotation_and_is_its_speakers(claims: dict[str, list[dict[str, Any]]]) -> None:
    (topic,) = claims[QUOTED][0]["topics"]
    assert topic == {
        "topic": "price of herring", "attributed_to": "Brandvold's spokeswoman, Mona Lie", "raised_by": None,
    }  # fmt: skip
