"""Names that no table tells for sure: small towns, teams, bodies in their offices' names, datelines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.enrich.name_reading.towns import is_town
from tests.enrich.named import mentions, of

TOWNS = frozenset(("Мегион", "Троицкое", "Иваново", "Velm Regis", "Комсомольск-на-Амуре"))


@pytest.mark.parametrize("name", ["Мегионе", "Троицкого", "Иваново", "Velm Regis", "Комсомольска-на-Амуре"])
def test_a_town_is_known_in_its_cases(name: str) -> None:
    assert is_town(name, TOWNS)


@pytest.mark.parametrize("name", ["", "Ме", "Velm", "Regis", "Иванов"])
def test_what_no_table_has_is_no_town(name: str) -> None:
    assert not is_town(name, TOWNS)


@given(st.text(max_size=12))
def test_any_text_may_be_asked_for(name: str) -> None:
    assert is_town(name, TOWNS) in (True, False)


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "Hundreds of families have left Auburn by bus.", "Auburn"),
        ("en", "Ada Roe, 40, of Much Wenlock, was fined.", "Much Wenlock"),
        ("fr", "Un pêcheur de Douarnenez a disparu.", "Douarnenez"),
        ("de", "Das Werk zieht nach Antwerpen um.", "Antwerpen"),
        ("de", "Der Bus stand nahe Flachau im Stau.", "Flachau"),
        ("de", "Am Sonntag war die Velmerautobahn gesperrt.", "Velmerautobahn"),
        ("ru", "Власти Комсомольска-на-Амуре укрепляют дамбу.", "Комсомольска-на-Амуре"),
        ("ru", "Об этом рассказал житель села Вельмово Пётр Лапин.", "Вельмово"),
        ("es", "El partido se jugó en el estadio Julio Roca Sanz.", "Julio Roca Sanz"),
        ("es", "El partido se jugó en el Julio Roca.", "Julio Roca"),
        ("es", "Hubo una protesta en Roquetas de Mar ayer.", "Roquetas de Mar"),
        ("en", "A lorry overturned on Interstate 90 at dawn.", "Interstate 90"),
        ("en", "The thief was seen near Tuam, Co Galway, later.", "Co Galway"),
        ("en", "She runs the Rotterdam Marathon each year.", "Rotterdam"),
        ("de", "Ein Frachter lief im Elbe-Velmer-Kanal auf.", "Elbe-Velmer-Kanal"),
        ("ru", "Пастухи покинули Вельмскую долину зимой.", "Вельмскую долину"),
        ("ru", "Дом стоит на набережной Вельмы.", "Вельмы"),
    ],
)
def test_a_place_is_found_where_nothing_else_is_so_named(language: str, text: str, surface: str) -> None:
    assert of(text, surface, language)["kind"] == "place"


def test_a_town_in_front_of_a_person_is_no_part_of_the_name() -> None:
    text = "Condenan al exalcalde de Barbate Nuria Sanz por prevaricación."
    assert (of(text, "Barbate", "es")["kind"], of(text, "Nuria Sanz", "es")["kind"]) == ("place", "person")


def test_the_name_of_a_person_who_is_named_is_no_town() -> None:
    text = "Ada Auburn won the vote. Nobody expected Auburn to win."
    assert {row["kind"] for row in mentions(text)} == {"person"}


def test_a_dateline_is_where_somebody_writes_and_no_government() -> None:
    assert of("BRUSSELS (Velm Press) - The talks failed.", "BRUSSELS")["kind"] == "place"


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "NEW DELHI: The court rose early.", "NEW DELHI"),
        ("en", "SANTA FE, N.M. (Velm Press) — The court rose early.", "SANTA FE"),
        ("ru", "ТАШКЕНТ, 14 ноября. /Вельм-пресс/. Суд закончил работу.", "ТАШКЕНТ"),
    ],
)
def test_wires_write_their_datelines_in_several_ways(language: str, text: str, surface: str) -> None:
    assert of(text, surface, language)["kind"] == "place"


def test_a_remark_before_a_colon_is_no_dateline() -> None:
    assert not mentions("WATCH: The court rose early.")


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "The Glasgow-born painter died.", "Glasgow", "place"),
        ("en", "A NATO-led force stayed.", "NATO", "organisation"),
        ("de", "SPD-Chefin Anna Roth schwieg.", "SPD", "organisation"),
    ],
)
def test_a_compound_names_what_its_first_part_names(language: str, text: str, surface: str, kind: str) -> None:
    assert of(text, surface, language, kind)


def test_a_club_and_its_town_are_one_in_an_article_on_a_game() -> None:
    text = "Der 1. FC Heidenheim verlor das Spiel. Der Trainer sagte, Heidenheim habe Pech gehabt."
    kinds = [row["kind"] for row in mentions(text, "de") if row["surface"].endswith("Heidenheim")]
    assert kinds == ["organisation", "organisation"]


def test_a_team_and_its_town_are_one_in_an_article_on_a_game() -> None:
    text = "Auburn Otters scored a late goal. A crowd in Auburn sang. The coach said Auburn deserved it."
    kinds = [(row["surface"], row["kind"]) for row in mentions(text) if row["surface"].startswith("Auburn")]
    assert kinds == [("Auburn Otters", "organisation"), ("Auburn", "place"), ("Auburn", "organisation")]


def test_a_town_and_a_plural_are_no_team_elsewhere() -> None:
    assert "organisation" not in {row["kind"] for row in mentions("They read Auburn Otters aloud.")}


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("es", "Habló el presidente de la Fedevelma, Ana Roca.", "Fedevelma"),
        ("en", "The chair of the Royal Society of Velmics left.", "Royal Society of Velmics"),
        ("en", "Nobody in the Save Velm Square charity met.", "Save Velm Square"),
        ("en", "Velmobras shares fell.", "Velmobras"),
        ("en", "She joined from Velmar FF in May.", "Velmar FF"),
        ("en", "Ada Roe spoke to BBC Radio Manchester.", "BBC Radio Manchester"),
        ("es", "Lo ordenó ayer el Juzgado de Instrucción número 7.", "Juzgado de Instrucción número 7"),
        ("de", "Das Buch kommt im Rosentalo Verlag heraus.", "Rosentalo Verlag"),
        ("en", "The Inter-Velm Press Union (IVPU) met.", "Inter-Velm Press Union"),
        ("fr", "Elle l'a dit dans un entretien au Monde.", "Monde"),
        ("de", "Im Pokal spielt der 1. FC Velmar.", "1. FC Velmar"),
    ],
)
def test_a_body_is_found_by_what_stands_around_it(language: str, text: str, surface: str) -> None:
    assert of(text, surface, language)["kind"] == "organisation"


def test_a_body_that_ends_with_its_country_names_it_too() -> None:
    assert of("Velmball Ireland chose a coach.", "Ireland")["kind"] == "country"


def test_whom_somebody_asks_is_a_government_and_where_somebody_goes_a_place() -> None:
    assert of("La comisión pidió a Quito que actúe.", "Quito", "es")["kind"] == "country"
    assert of("La comisión viajó a Quito.", "Quito", "es")["kind"] == "place"


def test_a_form_of_address_is_no_part_of_a_name() -> None:
    assert of("Mila Radoslavova est là. Mme Radoslavova a parlé.", "Radoslavova", "fr")["name"] == "Mila Radoslavova"


@pytest.mark.parametrize(
    ("language", "text", "surface", "country"),
    [
        ("ru", "Яблоки везут из Польши.", "Польши", "Poland"),
        ("ru", "Уехал тоголезский дипломат.", "тоголезский", "Togo"),
        ("es", "Llegó el fiyiano Semi Tuva.", "fiyiano", "Fiji"),
        ("de", "Der Togoer Yao Mensah gewann.", "Togoer", "Togo"),
    ],
)
def test_every_state_has_its_cases_and_adjectives(language: str, text: str, surface: str, country: str) -> None:
    assert of(text, surface, language, "country")["country"] == country


def test_where_a_person_of_some_age_is_from_is_a_place() -> None:
    assert of("Ana Roe, 32, of Vellmont, was not hurt.", "Vellmont")["kind"] == "place"


@pytest.mark.parametrize(
    "text", ["On Tuesday, the Saints lost again.", "Her brother Vitali was there.", "Play it on Stadia."]
)
def test_a_team_a_given_name_and_what_something_is_played_on_are_no_places(text: str) -> None:
    assert [row["surface"] for row in mentions(text) if row["kind"] == "place"] == []


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "Ada Roe, whose wife Maureen stayed, left.", "Maureen", "person"),
        ("ru", "Его жена Марина осталась.", "Марина", "person"),
        ("en", "The River & Canal Trust rose.", "River & Canal Trust", "organisation"),
        (
            "de",
            "Das fordert der Bund für Luft und Velmschutz seit Jahren.",
            "Bund für Luft und Velmschutz",
            "organisation",
        ),
        ("de", "Das meldete die Kantonspolizei Graubünden.", "Kantonspolizei Graubünden", "organisation"),
        ("es", "Habló el exalcalde de Villanueva de la Serena.", "Villanueva de la Serena", "place"),
        ("fr", "La Côte d'Ivoire a voté.", "Côte d'Ivoire", "country"),
    ],
)
def test_words_around_a_name_and_links_in_it_tell_its_kind(language: str, text: str, surface: str, kind: str) -> None:
    assert of(text, surface, language)["kind"] == kind
