"""Which organisations, countries, places, offices and weapons articles name."""

import pytest

from tests.enrich.named import mentions, of, people


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
    "text",
    [
        "The SUV has a GPS receiver and two USB ports.",
        "Please VOTE on Sunday.",
        "Interior and Technology",
        "Plug & Charge will come next year.",
        "Sen. Ana Roe (R-TX) said no.",
        "They shared #SaveTheOldMill and thanked @OrlexFans.",
        "The National Institute on Drug Abuse warned of it.",
        "It reached speeds of AC1900 and PM2.",
    ],
)
def test_a_thing_a_code_or_a_shout_is_no_body_and_no_place(text: str) -> None:
    known = {"National Institute", "Ana Roe", "National Institute on Drug Abuse"}
    told = [row for row in mentions(text) if row["kind"] in ("organisation", "place")]
    assert [row["surface"] for row in told if row["surface"] not in known] == []


def test_an_office_inside_a_run_of_capitals_ends_the_body_before_it() -> None:
    rows = mentions("Marlow Teachers Association President Keith Orlan spoke.")
    assert [row["surface"] for row in rows if row["kind"] == "person"] == ["Keith Orlan"]


def test_a_secretary_of_state_is_followed_by_a_person() -> None:
    rows = mentions("U.S. Secretary of State Jane Roe left.")
    assert [(row["surface"], row["office"]) for row in rows if row["kind"] == "person"] == [
        ("Jane Roe", "Secretary of State")
    ]
    assert [row["surface"] for row in rows if row["kind"] == "place"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fires burn in the Amazon.", "place"),
        ("It runs through the Amazon basin.", "place"),
        ("Amazon said it would hire.", "organisation"),
        ("They work at the Amazon warehouse.", "organisation"),
    ],
)
def test_a_region_has_an_article_where_a_company_has_its_name(text: str, kind: str) -> None:
    assert of(text, "Amazon")["kind"] == kind
