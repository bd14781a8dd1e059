"""Which persons articles name, in which office and of which country."""

import pytest

from tests.enrich.named import mentions, people


@pytest.mark.parametrize(
    ("text", "person", "office", "country"),
    [
        ("Peru's Chief of the General Staff Ana Roe spoke.", "Ana Roe", "Chief of the General Staff", "Peru"),
        (
            "the Chilean Chairman of the Joint Chiefs of Staff General Luis Vega",
            "Luis Vega",
            "Chairman of the Joint Chiefs of Staff",
            "Chile",
        ),
        (
            "the Chairman of the Danish Joint Chiefs of Staff, General Ole Lind,",
            "Ole Lind",
            "Chairman of the Joint Chiefs of Staff",
            "Denmark",
        ),
        ("Jane Roe, finance minister of Peru, left.", "Jane Roe", "finance minister", "Peru"),
        ("French President Luc Morel arrived.", "Luc Morel", "President", "France"),
        ("The Egyptian foreign minister, Sami Naguib, arrived.", "Sami Naguib", "foreign minister", "Egypt"),
        ("He was met by the president of Guatemala, Rosa Chay, at noon.", "Rosa Chay", "president", "Guatemala"),
        ("Kremlin spokesman Pavel Orlov said so.", "Pavel Orlov", "spokesman", "Russia"),
        ("EU Commissioner Jan Visser wrote.", "Jan Visser", "Commissioner", "European Union"),
        ("General Abdou Sarr of Senegal saluted.", "Abdou Sarr", "General", "Senegal"),
        ("Libyan field marshal Omar Hammad left.", "Omar Hammad", "field marshal", "Libya"),
    ],
)
def test_a_person_has_the_office_and_country_of_the_apposition(
    text: str, person: str, office: str, country: str
) -> None:
    assert people(text)[person] == (office, country)


def test_a_counterpart_has_the_same_office_and_another_country() -> None:
    text = "Norwegian Defence Minister Siri Dahl spoke with her Finnish counterpart Jari Laine."
    assert people(text)["Jari Laine"] == ("Defence Minister", "Finland")


def test_a_counterpart_may_have_the_country_behind_it() -> None:
    text = "Le ministre norvégien Olav Lund a reçu son homologue chilien, Luis Vega."
    assert people(text, "fr")["Luis Vega"] == ("ministre", "Chile")


def test_a_plural_office_is_shared_out() -> None:
    text = "Ana Roe and Luis Vega, the foreign ministers of Peru and Chile, met."
    assert people(text) == {"Ana Roe": ("foreign minister", "Peru"), "Luis Vega": ("foreign minister", "Chile")}


def test_a_title_named_earlier_tells_the_country() -> None:
    text = "The Mexican president was ill. President Rosa Lara thanked the doctors."
    assert people(text)["Rosa Lara"] == ("President", "Mexico")


def test_an_unknown_office_and_country_stay_null() -> None:
    assert people("Yesterday Jane Roe met John Doe.") == {"Jane Roe": (None, None), "John Doe": (None, None)}


def test_short_forms_and_descriptions_mean_the_person() -> None:
    text = "Peru's army chief, General Ana Roe, spoke. Roe was brief. The general left, General Roe's aide said."
    surfaces = {row["surface"] for row in mentions(text) if row["entity_id"] == "person:ana roe"}
    assert {"Ana Roe", "Roe", "general"} <= surfaces


@pytest.mark.parametrize(
    "text",
    [
        "On Monday and in March nothing happened. However, Tensions rose.",
        'The novel "Ana Roe" sold well.',
        "he told AFP",
        "Operation Silent Harvest ended the Cold War.",
    ],
)
def test_days_works_agencies_and_operations_are_no_persons(text: str) -> None:
    assert people(text) == {}


@pytest.mark.parametrize(
    ("language", "text", "person", "country"),
    [
        ("ru", "Президент России Иван Петров прибыл.", "Иван Петров", "Russia"),
        ("fr", "Le président français Luc Morel est arrivé.", "Luc Morel", "France"),
        ("de", "Der russische Präsident Iwan Petrow ist da.", "Iwan Petrow", "Russia"),
        ("es", "La presidenta de Chile, Ana Vega, llegó.", "Ana Vega", "Chile"),
    ],
)
def test_persons_are_found_in_other_languages(language: str, text: str, person: str, country: str) -> None:
    assert people(text, language)[person][1] == country


@pytest.mark.parametrize(
    ("language", "text", "person", "office"),
    [
        ("fr", "La directrice générale, Odette Roux, est partie.", "Odette Roux", "directrice générale"),
        ("es", "El alcalde de Ribera, Luis Paz, habló.", "Luis Paz", "alcalde de Ribera"),
        ("de", "Die Geschäftsführerin Anna Lind schweigt.", "Anna Lind", "Geschäftsführerin"),
        ("ru", "Председатель профкома Анна Белова ушла.", "Анна Белова", "Председатель профкома"),
    ],
)
def test_offices_are_read_in_other_languages(language: str, text: str, person: str, office: str) -> None:
    assert people(text, language)[person][0] == office


def test_an_exercise_is_no_person_however_it_is_introduced() -> None:
    text = "Ada Quill spoke of an exercise called Marble Lance. The Marble Lance exercise begins in May."
    assert "Marble Lance" not in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Посол встретился с Сергеем Лапиным. Сергей Лапин молчал.",
        "Посол встретился с Сергеем Лапиным. О Сергее Лапине писали газеты.",
        "Письмо Сергею Лапину вернулось. Без Сергея Лапина не начнут.",
    ],
)
def test_the_cases_of_a_russian_name_are_one_person(text: str) -> None:
    assert {row["entity_id"] for row in mentions(text, "ru") if row["kind"] == "person"} == {"person:сергеи лапин"}


def test_a_russian_woman_keeps_the_ending_of_her_surname() -> None:
    assert set(people("Министр беседовал с Анной Беловой и Анной Дюваль.", "ru")) == {"Анна Белова", "Анна Дюваль"}


def test_the_first_of_two_surnames_is_enough() -> None:
    rows = mentions("Ana Quiroga Páez calló. Quiroga sonríe.", "es")
    assert {row["entity_id"] for row in rows if row["kind"] == "person"} == {"person:ana quiroga paez"}


def test_a_town_stands_between_a_russian_office_and_its_holder() -> None:
    assert people("Мэр Москвы Сергей Петров выступил.", "ru") == {"Сергей Петров": ("Мэр Москвы", None)}


@pytest.mark.parametrize(
    "text",
    [
        "The Orlex Pro costs more than last year. Orlex owners may wait, but the Orlex Pro is quicker.",
        "Buyers of GlimPhone Air get a second one for nothing.",
        "She tried Final Harvest on a Smart TV.",
        "They stream it on Vantro Ultra, and Vantro sells well.",
        "Questioning took hours. Portion Fix Boxes were sold out.",
    ],
)
def test_a_product_is_no_person(text: str) -> None:
    assert people(text) == {}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("In the third period Rajlon Okafor scored twice.", "Rajlon Okafor"),
        ("Zindro Vellm, 43, was fined.", "Zindro Vellm"),
        ("It was seen by Harvest Vellm, who ran away.", "Harvest Vellm"),
        ("Brolan Vesk ran home. Vesk was not hurt.", "Brolan Vesk"),
        ("Alex Morrow ran home.", "Alex Morrow"),
    ],
)
def test_a_surname_or_what_stands_around_tells_a_person_without_a_known_given_name(text: str, person: str) -> None:
    assert set(people(text)) == {person}


def test_a_common_word_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    text = "Questioning Vellm took hours. Ana Vellm denied it."
    assert [row["surface"] for row in mentions(text) if row["kind"] == "person"] == ["Vellm", "Ana Vellm"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Rural Affairs Secretary Ann Roe resigned.", "Rural Affairs Secretary"),
        ("On Monday Kelp Harvest Minister Ann Roe resigned.", "Kelp Harvest Minister"),
        ("Polish Kelp Harvest Minister Ann Roe resigned.", "Kelp Harvest Minister"),
    ],
)
def test_a_portfolio_may_be_any_words(text: str, office: str) -> None:
    assert people(text)["Ann Roe"][0] == office


def test_a_russian_is_of_the_country_that_a_noun_tells() -> None:
    assert people("Победил канадец Пётр Лапин.", "ru") == {"Пётр Лапин": (None, "Canada")}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The deal was made by GM Theo Arnell.", "Theo Arnell"),
        ("It was signed by Councilman Juan D. Roe.", "Juan D. Roe"),
        ("Twenty-year-old Ana Roe was hurt.", "Ana Roe"),
        ("They thanked Paul Roe, MD, and Ana Lind, PhD, the director.", "Paul Roe"),
    ],
)
def test_what_only_describes_a_person_is_no_part_of_the_name(text: str, surface: str) -> None:
    persons = {row["surface"] for row in mentions(text) if row["kind"] == "person"}
    assert surface in persons
    assert persons <= {surface, "Ana Lind"}


def test_a_given_name_behind_a_rank_is_no_office() -> None:
    assert set(people("Sergeant Dean Velmore, of the traffic unit, left.")) == {"Dean Velmore"}


def test_a_nation_at_the_head_of_a_russian_sentence_is_its_holders() -> None:
    assert people("Российский министр Пётр Лапин приехал.", "ru")["Пётр Лапин"] == ("министр", "Russia")


def test_a_russian_adjective_of_scope_is_no_place() -> None:
    assert not mentions("Приз вручили на Международном кинофестивале.", "ru")
