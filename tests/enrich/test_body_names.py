"""Where the names of bodies end, and which nouns name a body together with a town."""

import pytest

from tests.enrich.named import mentions, of, people


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Hier l'Agence de la mobilité a payé.", "Agence de la mobilité"),
        ("fr", "Hier la Fédération velmoise des éleveurs bovins a payé.", "Fédération velmoise des éleveurs bovins"),
        ("fr", "Hier l'Office des canaux publics (OCP) a payé.", "Office des canaux publics"),
        ("es", "Calla la Agencia de Protección de Pozos e Imagen.", "Agencia de Protección de Pozos e Imagen"),
        ("es", "Calla la Organización de los Estados Velmeños.", "Organización de los Estados Velmeños"),
        ("en", "Then the Economic and Rural Crimes Commission agreed.", "Economic and Rural Crimes Commission"),
        ("de", "Es prüft das Bundesamt für Bauten und Straßen.", "Bundesamt für Bauten und Straßen"),
        ("ru", "Прокуратура Велемской области проверит мост.", "Прокуратура Велемской области"),
        ("en", "Then the Maritime and Harbours Agency agreed.", "Maritime and Harbours Agency"),
        ("ru", "Управление по Велемской области проверит мост.", "Управление по Велемской области"),
        ("ru", "Союз лодочников России против.", "Союз лодочников России"),
    ],
)
def test_a_body_is_named_to_the_end(language: str, text: str, name: str) -> None:
    assert name in [row["surface"] for row in mentions(text, language) if row["kind"] == "organisation"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hier elle a demandé au Parlement d'adopter la loi.", "Parlement"),
        ("Hier le Conseil a voté.", "Conseil"),
    ],
)
def test_a_verb_behind_a_body_is_no_part_of_its_name(text: str, name: str) -> None:
    names = [row["surface"] for row in mentions(text, "fr") if row["kind"] == "organisation"]
    assert all(found == name for found in names)


def test_letters_in_brackets_that_spell_no_name_leave_it_as_it_is() -> None:
    text = "Then the Office for Roads agreed in a long statement (XYZ)."
    assert of(text, "Office for Roads")["kind"] == "organisation"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Es ermittelt die Polizei Wolfenhausen.", "Polizei Wolfenhausen"),
        ("Es klagt der Ruderverein Wolfenhausen.", "Ruderverein Wolfenhausen"),
        ("Es spielen die Ockerauer Philharmoniker.", "Ockerauer Philharmoniker"),
        ("Es prüft das Bundesmoorschutzamt.", "Bundesmoorschutzamt"),
        ("Es brennt das Lager des Möbelhändlers Nordocker.", "Nordocker"),
        ("Es wächst der dänische Konkurrent Nordocker.", "Nordocker"),
    ],
)
def test_german_bodies_are_named_with_their_town(text: str, name: str) -> None:
    assert of(text, name, "de")["kind"] == "organisation"


@pytest.mark.parametrize("text", ["Hat die Polizei Anzeige erstattet?", "Er wirft der Polizei Rassismus vor."])
def test_a_noun_behind_the_police_is_no_town(text: str) -> None:
    assert mentions(text, "de") == []


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("He was treated at Velm Hospital.", "Velm Hospital", "place"),
        ("A surgeon at Velm Hospital agreed.", "Velm Hospital", "organisation"),
        ("Analysts at Velmar agreed.", "Velmar", "organisation"),
        ("They met near Velm Farm.", "Velm Farm", "place"),
    ],
)
def test_who_is_at_a_house_tells_what_it_is(text: str, surface: str, kind: str) -> None:
    assert of(text, surface)["kind"] == kind


def test_offices_end_before_whom_they_are_at() -> None:
    assert people("Jane Roe, a botanist at the University of Velm, agreed.")["Jane Roe"] == ("botanist", None)


def test_the_genitive_of_a_german_place_is_the_place() -> None:
    assert of("Das sagte Brandenburgs Minister.", "Brandenburgs", "de")["name"] == "Brandenburg"
