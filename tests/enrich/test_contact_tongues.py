"""Contacts in German, French, Spanish and Russian: who, how, when, about what, by whose account."""

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
from flows.enrich.contact_reading.plain import plain_contacts
from flows.enrich.contact_reading.titles import country_forms
from flows.enrich.contact_reading.tongues import TONGUES
from tests.enrich.test_contact_claims import sides
from tests.run_step import filled, frame_of

WEDNESDAY = date(2031, 3, 12)

GERMAN = (
    "Der österreichische Bundeskanzler Alois Prandtauer hat am Montag mit der slowenischen Ministerpräsidentin Mateja "
    "Koseska telefoniert. Dabei ging es um Staus an der Grenze, sagte sein Sprecher am Dienstag."
)
FRENCH = (
    "Le président sénégalais, Ibrahima Diatta, a été reçu lundi à Nouakchott par son homologue mauritanien, Sidi "
    "Brahim. C'est leur première rencontre depuis 2028. Les deux présidents ont discuté de la pêche artisanale, selon "
    "la présidence mauritanienne."
)
SPANISH = (
    "El canciller uruguayo, Gastón Etchebarne, conversó por videoconferencia el lunes con su homóloga paraguaya, Liz "
    "Amarillo, sobre el peaje en el río, informó la Cancillería uruguaya. La conversación se produjo a petición de "
    "Paraguay."
)
RUSSIAN = (
    "Президент Сербии Драган Вукович направил письмо премьер-министру Словакии Петеру Грашко с просьбой увеличить "
    "поставки газа. Письмо было передано в понедельник."
)
CALLED = "Le ministre français Étienne Malaquin a téléphoné lundi à son homologue marocain Younès Tazi."
HAPPENED = {GERMAN: "de", FRENCH: "fr", SPANISH: "es", RUSSIAN: "ru", CALLED: "fr"}
NOTHING_HAPPENED = {
    "Der Bundeskanzler Alois Prandtauer will am Freitag den slowenischen Präsidenten Marko Kosec treffen.": "de",
    "Das Treffen des albanischen Präsidenten Gjergj Toska mit der serbischen Präsidentin Mira Ilic ist abgesagt.": "de",
    "Le président français Luc Malaquin n'a pas parlé lundi avec le président malien Boubacar Sangaré.": "fr",
    "Le président français Luc Malaquin rencontrera le président malien Boubacar Sangaré vendredi.": "fr",
    "El presidente boliviano Walter Quispe se reunirá con el presidente chileno Benjamín Errázuriz el lunes.": "es",
    "El entrenador mexicano Efraín Bustos habló por teléfono con el portero hondureño Joel Arredondo.": "es",
    "Президент Сербии Драган Вукович не встретился с премьер-министром Словакии Петером Грашко.": "ru",
    "Президент Сербии Драган Вукович встретился с министром обороны Сербии Миланом Йовичем.": "ru",
}


@pytest.fixture(scope="module")
def claims() -> dict[str, list[dict[str, Any]]]:
    return told(HAPPENED | NOTHING_HAPPENED)


def told(texts: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The claims of each text, which is given with its language."""
    rows = [
        {
            "document_id": f"{number:032x}", "title": None, "text": text, "language": language,
            "published_on": WEDNESDAY, "published_basis": "text",
        }
        for number, (text, language) in enumerate(texts.items())
    ]  # fmt: skip
    frames: dict[Table, pl.DataFrame] = {ARTICLES: filled(ARTICLES, rows)}
    for step in (sentences.STEP, dates.STEP, mentions.STEP, quotes.STEP, contact_claims.STEP):
        assert step.make is not None
        frames[step.makes] = step.make(*(frame_of(read, frames) for read in step.reads))
    found: dict[str, list[dict[str, Any]]] = {text: [] for text in texts}
    for row in frames[contact_claims.CONTACT_CLAIMS].iter_rows(named=True):
        found[list(texts)[int(row["document_id"], 16)]].append(row)
    return found


@pytest.mark.parametrize(
    ("text", "medium", "countries", "topic"),
    [
        (GERMAN, "phone", ["Austria", "Slovenia"], "Staus an der Grenze"),
        (FRENCH, "visit", ["Senegal", "Mauritania"], "la pêche artisanale"),
        (SPANISH, "video", ["Uruguay", "Paraguay"], "el peaje en el río"),
        (RUSSIAN, "letter", ["Serbia", "Slovakia"], "увеличить поставки газа"),
    ],
)
def test_a_contact_has_its_sides_medium_day_and_topic(
    text: str, medium: str, countries: list[str], topic: str, claims: dict[str, list[dict[str, Any]]]
) -> None:
    (claim,) = claims[text]
    assert [side[2] for side in sides(claim)] == countries
    assert (claim["medium"], claim["occurred_from"]) == (medium, date(2031, 3, 10))
    assert [found["topic"] for found in claim["topics"]] == [topic]


def test_who_asked_and_who_confirms_are_countries(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert (claims[SPANISH][0]["requested_by"], claims[SPANISH][0]["confirmed_by"]) == ("Paraguay", ["Uruguay"])
    assert claims[GERMAN][0]["confirmed_by"] == ["Austria"]
    assert claims[CALLED][0]["requested_by"] == "France"


def test_what_it_is_the_first_since(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert (claims[FRENCH][0]["first_since"], claims[FRENCH][0]["first_since_on"]) == ("2028", date(2028, 1, 1))


@pytest.mark.parametrize("text", NOTHING_HAPPENED)
def test_what_did_not_happen_between_states_is_no_contact(text: str, claims: dict[str, list[dict[str, Any]]]) -> None:
    assert claims[text] == []


_WORDS = "a reçu|hat|getroffen|habló|с просьбой|обсудили|sobre |depuis |seit |первый|Prima|Secunda|, selon|.|,|le 3 mai"


@settings(max_examples=60)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(_WORDS.split("|")), st.text(max_size=6)), min_size=1, max_size=30),
    language=st.sampled_from(sorted(TONGUES)),
)
def test_no_text_makes_it_fail(pieces: list[str], language: str) -> None:
    text, mentioned = "", []
    for number, piece in enumerate(pieces):
        if piece[:1].isupper():
            span = {"char_start": len(text), "char_end": len(text) + len(piece), "sentence_number": 1}
            person = {"surface": piece, "name": piece, "office": None, "entity_id": piece, "country_code": None}
            mentioned.append({**span, **person, "kind": "person", "country": f"Land {number % 3}"})
        text += piece + " "
    sentence = {"sentence_number": 1, "char_start": 0, "char_end": len(text)}
    article = Article("", text, [sentence], [], mentioned, [], country_forms([], [], []))
    for claim in plain_contacts(article, TONGUES[language]):
        assert len(claim["participants"]) > 1
        assert all(topic["topic"] in " ".join(text.split()) for topic in claim["topics"])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Norwegian Defence Minister Siri Dahl breakfasted with Finnish Defence Minister Jari Laine in Oslo.",
            {"Siri Dahl", "Jari Laine"},
        ),
        (
            "Peruvian Foreign Minister Ana Roe picked up the phone to Chilean Foreign Minister Luis Vega over fish.",
            {"Ana Roe", "Luis Vega"},
        ),
        ("Norwegian Defence Minister Siri Dahl clashed with Finnish Defence Minister Jari Laine over fish.", set()),
        ("Norwegian Defence Minister Siri Dahl is to dine with Finnish Defence Minister Jari Laine.", set()),
        ("Norway captain Siri Dahl shook hands with Finland coach Jari Laine.", set()),
    ],
)
def test_english_that_no_clause_tells_is_read_by_who_stands_in_one_sentence(text: str, people: set[str]) -> None:
    assert {person for claim in told({text: "en"})[text] for person, _, _ in sides(claim)} == people
