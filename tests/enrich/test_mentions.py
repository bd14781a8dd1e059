"""Who and what articles name."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.articles import ARTICLES
from flows.enrich.mentions import KINDS, MENTIONS, STEP, article_mentions
from flows.enrich.name_reading.lexicon import REFERENCES, Lexicon, lexicon
from flows.enrich.sentences import SENTENCES
from flows.reference_rows import ReferenceRows
from tests.enrich.passages import CASES, read, score
from tests.run_step import reference_frame, run_step

Row = dict[str, Any]


@cache
def known(language: str) -> Lexicon:
    return lexicon(ReferenceRows(*map(reference_frame, REFERENCES)), language)


def mentions(text: str, language: str = "en") -> list[Row]:
    return [
        dict(zip(MENTIONS.names[1:], row, strict=True))
        for row in article_mentions(text, language, [0], known(language))
    ]


def of(text: str, surface: str, language: str = "en", kind: str | None = None) -> Row:
    return next(row for row in mentions(text, language) if row["surface"] == surface and kind in (None, row["kind"]))


def people(text: str, language: str = "en") -> dict[str, tuple[str | None, str | None]]:
    """Office and country of each person."""
    return {row["name"]: (row["office"], row["country"]) for row in mentions(text, language) if row["kind"] == "person"}


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


def test_a_plural_office_is_shared_out() -> None:
    text = "Ana Roe and Luis Vega, the foreign ministers of Peru and Chile, met."
    assert people(text) == {"Ana Roe": ("foreign minister", "Peru"), "Luis Vega": ("foreign minister", "Chile")}


def test_a_title_named_earlier_tells_the_country() -> None:
    text = "The Mexican president was ill. President Rosa Lara thanked the doctors."
    assert people(text)["Rosa Lara"] == ("President", "Mexico")


def test_an_unknown_office_and_country_stay_null() -> None:
    assert people("Yesterday Jane Roe met John Doe.") == {"Jane Roe": (None, None), "John Doe": (None, None)}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Jane Roe, mayor of Lima, opened the bridge.", None),
        ("Texas Governor Jane Roe opened the bridge.", None),
        ("The U.S. ambassador to France, Jane Roe, opened the bridge.", "United States"),
        ("Peru's finance minister, Jane Roe, opened the bridge.", "Peru"),
        ("Jane Roe, governor of the Bank of England, opened the bridge.", "United Kingdom"),
    ],
)
def test_only_an_office_of_a_country_or_of_its_body_has_a_country(text: str, country: str | None) -> None:
    assert people(text)["Jane Roe"][1] == country


def test_a_town_stands_between_a_russian_office_and_its_holder() -> None:
    assert people("Мэр Москвы Сергей Петров выступил.", "ru") == {"Сергей Петров": ("Мэр Москвы", None)}


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Das Werk in Ockerau steht still.", "Ockerau", "place"),
        ("Der Stadtrat von Pressnitz tagt.", "Pressnitz", "place"),
        ("Sie zog nach Bad Ockern.", "Bad Ockern", "place"),
        ("Das sagte sie dem Velmischen Rundfunk.", "Velmischen Rundfunk", "organisation"),
        ("Gewandert wird in der Velmischen Heide.", "Velmischen Heide", "place"),
        ("Der Flughafenbetreiber Aerovelm wächst.", "Aerovelm", "organisation"),
    ],
)
def test_german_names_are_told_among_nouns(text: str, surface: str, kind: str) -> None:
    assert [(row["surface"], row["kind"]) for row in mentions(text, "de") if row["kind"] != "office"] == [
        (surface, kind)
    ]


@pytest.mark.parametrize("text", ["Er sitzt in Haft.", "Sie starb aus Trauer.", "Nach Angaben von Zeugen brannte es."])
def test_german_nouns_behind_bare_prepositions_are_no_places(text: str) -> None:
    assert [row for row in mentions(text, "de") if row["kind"] != "office"] == []


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "The result appeared in a study in Velm Astronomy.", "Velm Astronomy", "organisation"),
        ("en", "The Rigging and Sailmaking Council met.", "Rigging and Sailmaking Council", "organisation"),
        ("en", "She scored a late goal to draw with Marlow Combe.", "Marlow Combe", "organisation"),
        ("en", "She teaches at Duke University.", "Duke University", "organisation"),
        ("fr", "Selon le Velmois, rien ne bouge.", "Velmois", "organisation"),
        ("es", "Lo decidió la Comisión de Defensa de la Velma.", "Comisión de Defensa de la Velma", "organisation"),
        ("es", "Vive en San Pedro Velmutla.", "San Pedro Velmutla", "place"),
        ("es", "La obra es de Grupo Velmalla.", "Grupo Velmalla", "organisation"),
        ("ru", "На трассе Сургут — Вельмард тихо.", "Вельмард", "place"),
        ("fr", "La neige tombe sur le massif de la Velmoise.", "Velmoise", "place"),
        ("fr", "Le groupe vend sa filiale portugaise, Pontes Velmas.", "Pontes Velmas", "organisation"),
        ("es", "La llevaron al hospital Julio Roca.", "Julio Roca", "organisation"),
        ("es", "La obra es de Molina Roca S.L., dijo.", "Molina Roca S.L.", "organisation"),
        ("es", "El bus iba entre Huancavelica y Velmay.", "Velmay", "place"),
        ("ru", "Врачи Института вулканологии уехали.", "Института вулканологии", "organisation"),
        ("ru", "Авиакомпании «Ветер» и «Якутия» летают.", "Якутия", "organisation"),
    ],
)
def test_what_stands_around_an_unknown_name_tells_its_kind(language: str, text: str, surface: str, kind: str) -> None:
    assert of(text, surface, language)["kind"] == kind


def test_short_forms_and_descriptions_mean_the_person() -> None:
    text = "Peru's army chief, General Ana Roe, spoke. Roe was brief. The general left, General Roe's aide said."
    surfaces = {row["surface"] for row in mentions(text) if row["entity_id"] == "person:ana roe"}
    assert {"Ana Roe", "Roe", "general"} <= surfaces


def test_the_ministry_is_the_one_named_before() -> None:
    text = "The Peruvian Foreign Ministry was silent. The ministry has a new roof."
    assert of(text, "ministry")["entity_id"] == of(text, "Peruvian Foreign Ministry")["entity_id"]


@pytest.mark.parametrize(
    "other", ["Ministry of Defence of Peru", "Peruvian defence ministry", "Peruvian Ministry of Defense"]
)
def test_an_institution_has_one_id_in_every_order_of_words(other: str) -> None:
    ids = {
        row["entity_id"]
        for row in mentions(f"the Peruvian Defense Ministry and the {other}.")
        if row["kind"] == "organisation"
    }
    assert ids == {"organisation:peru defence ministry"}


def test_an_acronym_in_brackets_stands_for_its_organisation() -> None:
    text = "The Front for Northern Unity (FNU) marched. The FNU won."
    ids = {row["entity_id"] for row in mentions(text) if row["surface"] in ("Front for Northern Unity", "FNU")}
    assert ids == {"organisation:front for northern unity"}


def test_a_capital_is_its_country_when_it_acts_and_a_place_when_somebody_is_there() -> None:
    text = "Moscow protested. The talks were held in Moscow."
    assert [(row["kind"], row["country_code"]) for row in mentions(text)] == [("country", "RUS"), ("place", "RUS")]


def test_a_seat_is_an_organisation_with_a_country() -> None:
    assert (of("The Pentagon agreed.", "Pentagon")["kind"], of("The Pentagon agreed.", "Pentagon")["country_code"]) == (
        "organisation",
        "USA",
    )


def test_a_compound_names_its_country_alone() -> None:
    assert of("a Russian-backed plan", "Russian")["country_code"] == "RUS"


def test_a_weapon_is_found_by_table_and_by_the_word_after_it() -> None:
    text = "They fired a Kalibr and one new Vortan missile."
    assert {row["surface"] for row in mentions(text) if row["kind"] == "weapon"} == {"Kalibr", "Vortan"}


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
    ("text", "code"),
    [("在俄罗斯举行", "RUS"), ("في روسيا اليوم", "RUS"), ("Встреча в Киеве", "UKR"), ("東京で会談", "JPN")],
)
def test_names_in_any_script_are_found_when_a_table_holds_them(text: str, code: str) -> None:
    assert code in {row["country_code"] for row in mentions(text, "und")}


@pytest.mark.parametrize("file", [f"passages_{letter}.txt" for letter in "abcdefghijkl"])
def test_labelled_passages_keep_their_figures(file: str) -> None:
    measures = {measure: (precision, recall) for measure, precision, recall, _ in score(read(CASES / file))}
    precision, recall = measures["names"]
    assert precision >= 0.92
    assert recall >= 0.88
    quote_precision, quote_recall = measures["quotations direct mixed indirect"]
    assert quote_precision >= 0.92
    assert quote_recall >= 0.85


def test_the_step_keeps_documents_apart() -> None:
    articles = [
        {"document_id": digit * 32, "text": f"{name} Roe met Roe.", "language": "en"}
        for digit, name in (("a", "Ana"), ("b", "Jane"))
    ]
    rows = run_step(STEP, {ARTICLES: articles, SENTENCES: []})
    assert {(row["document_id"][0], row["entity_id"]) for row in rows} == {
        ("a", "person:ana roe"),
        ("b", "person:jane roe"),
    }


PIECES = st.sampled_from(
    [
        "President ",
        "Peru's ",
        "the general ",
        "of ",
        "Ana ",
        "Roe",
        ", ",
        ". ",
        "\n\n",
        '"',
        "“",
        "U.S.-led ",
        "Ministry ",
        "(",
        "FNU) ",
        "в Москве ",
        "北京",
        "al-Bahr ",
        "Компания «",
        "Сергеем ",
        "области ",
        "L'",
        "Papierhersteller ",
        "directrice générale ",
        "pour les ",
        "& ",
        "J. ",
        "and ",
        "'s ",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join),
    st.sampled_from(["en", "ru", "de", "fr", "es", "zh"]),
)
@settings(max_examples=60)
def test_any_text_is_read_and_spans_point_at_their_surface(text: str, language: str) -> None:
    rows = mentions(text, language)
    assert all(text[row["char_start"] : row["char_end"]] == row["surface"] != "" for row in rows)
    assert {row["kind"] for row in rows} <= set(KINDS)
    assert len({(row["char_start"], row["kind"]) for row in rows}) == len(rows)


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


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "TARNFORD, Ohio — The bridge fell.", "TARNFORD", "place"),
        ("ru", "Кассир «Тихого берега» уволился: «Снегирь» проиграл дома.", "Снегирь", "organisation"),
        ("ru", "Учёные из Велижского государственного университета молчат.", "Велижского государственного университета",
         "organisation"),
        ("ru", "Мост в Велижской области закрыт.", "Велижской области", "place"),
        ("de", "Ein Hof in Wetzdorf brannte ab.", "Wetzdorf", "place"),
        ("de", "Er sprach mit dem Isländer Orri Halsson.", "Orri Halsson", "person"),
        ("de", "Das Spiel gewann der VfL Ostmoor.", "VfL Ostmoor", "organisation"),
        ("fr", "Hier, Maud de la Brière a parlé.", "Maud de la Brière", "person"),
        ("fr", "L'entreprise suisse Velmont recrute.", "Velmont", "organisation"),
        ("fr", "Il vit à Orcy-sur-Lène.", "Orcy-sur-Lène", "place"),
        ("es", "Habló la Comunidad Ribereña.", "Comunidad Ribereña", "organisation"),
        ("es", "Vino Ana Torres (PX) ayer.", "PX", "organisation"),
        ("en", "The road near El Tamar is shut.", "El Tamar", "place"),
        ("en", "The National Tide and Weather Agency met.", "National Tide and Weather Agency", "organisation"),
    ],
)  # fmt: skip
def test_a_name_that_no_table_holds_is_told_by_its_shape_and_its_neighbours(
    language: str, text: str, surface: str, kind: str
) -> None:
    assert {row["kind"] for row in mentions(text, language) if row["surface"] == surface} == {kind}


def test_the_first_of_two_surnames_is_enough() -> None:
    rows = mentions("Ana Quiroga Páez calló. Quiroga sonríe.", "es")
    assert {row["entity_id"] for row in rows if row["kind"] == "person"} == {"person:ana quiroga paez"}


def test_a_demonym_right_before_a_name_is_the_country() -> None:
    assert people("Ganó la checa Petra Havel.", "es")["Petra Havel"][1] == "Czech Republic"
    assert people("Norway's Ana Roe won.")["Ana Roe"][1] == "Norway"


@pytest.mark.parametrize(
    ("language", "text", "company"),
    [
        (
            "de",
            "Der Papierhersteller Halden Karton schließt. Die Gewerkschaft sprach mit Halden Karton.",
            "Halden Karton",
        ),
        ("fr", "Le groupe Ardan Verre ferme son usine.", "Ardan Verre"),
        ("es", "La empresa Molinos Pardo despedirá a veinte.", "Molinos Pardo"),
        ("ru", "Компания «Тихий берег» закрылась.", "Тихий берег"),
        ("en", "Shares in Foss Larke fell.", "Foss Larke"),
        ("en", "Foss Larke, a furniture maker in Arden, will close.", "Foss Larke"),
    ],
)
def test_the_words_around_a_company_tell_it_from_a_person(language: str, text: str, company: str) -> None:
    assert {row["kind"] for row in mentions(text, language) if row["surface"] == company} == {"organisation"}


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


def test_a_counterpart_may_have_the_country_behind_it() -> None:
    text = "Le ministre norvégien Olav Lund a reçu son homologue chilien, Luis Vega."
    assert people(text, "fr")["Luis Vega"] == ("ministre", "Chile")
