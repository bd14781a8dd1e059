"""Reports whose subject, speaker or verb stands where a first look doesn't find it."""

import pytest

from tests.enrich.test_quotes import said


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The bank, which employs 1,900 people in Peru and Chile, said it would close.",
         ("indirect", "The bank", "it would close")),
        ("en", "The shopworkers' union, Usdaw, said staff had learned of it from a customer.",
         ("indirect", "Usdaw", "staff had learned of it from a customer")),
        ("en", "Barclays chief executive Ada Roe felt tired, insisting that the plan was sound.",
         ("indirect", "Ada Roe", "the plan was sound")),
        ("fr", "Me Anne Roche, qui défend l'accusé, a annoncé que son client ferait appel.",
         ("indirect", "Anne Roche", "son client ferait appel")),
        ("fr", "Le ministre, Paul Vidal, a indiqué sur BFMTV qu'il recevrait les syndicats.",
         ("indirect", "Paul Vidal", "il recevrait les syndicats")),
        ("fr", "Quatorze personnes sont mortes, ont annoncé dimanche les autorités locales.",
         ("indirect", "les autorités locales", "Quatorze personnes sont mortes")),
        ("es", "La alcaldesa Ana Roca, del Partido Verde, replicó que el plan seguía.",
         ("indirect", "Ana Roca", "el plan seguía")),
        ("ru", "Адвокат Зоя Лапина сообщила «Вестнику», что приговор обжалуют.",
         ("indirect", "Зоя Лапина", "приговор обжалуют")),
        ("ru", "За документ проголосовали 84 депутата, сообщает «Вестник».",
         ("indirect", "Вестник", "За документ проголосовали 84 депутата")),
        ("de", "Die Opposition wirft der Ministerin vor, zu spät gewarnt zu haben.",
         ("indirect", "Die Opposition", "zu spät gewarnt zu haben")),
        ("de", "Die IG Metall fürchtet dagegen, dass Stellen wegfallen.",
         ("indirect", "Die IG Metall", "Stellen wegfallen")),
        ("de", "Anna Roth hatte noch im Mai erklärt, der Betrieb sei sicher.",
         ("indirect", "Anna Roth", "der Betrieb sei sicher")),
        ("de", "Anna Roth verwies auf die Preise: In Texas zahle man ein Drittel.",
         ("indirect", "Anna Roth", "In Texas zahle man ein Drittel")),
    ],
)  # fmt: skip
def test_a_report_is_read_with_its_speaker(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(text, language)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        ("ru", "«Ветер был сильный, — призналась Анна Лапина. — Стреляла на слух».", "Анна Лапина",
         "Ветер был сильный Стреляла на слух"),
        ("ru", "«Я шла с санками», — вспоминает Анна Лапина. — «Ещё шаг, и беда».", "Анна Лапина",
         "Я шла с санками Ещё шаг, и беда"),
        ("fr", "« On a joué mal, a reconnu Paul Vidal, mais sans peur. »", "Paul Vidal",
         "On a joué mal mais sans peur."),
    ],
)  # fmt: skip
def test_a_speaker_may_interrupt_inside_the_marks(language: str, text: str, speaker: str, words: str) -> None:
    assert said(text, language) == [("direct", speaker, words)]


def test_the_german_subjunctive_goes_on_with_a_report() -> None:
    text = "„Wir sahen zuerst nur Holz“, sagte Anna Roth. Der Fund widerlege die alte Annahme."
    assert said(text, "de")[1:] == [("indirect", "Anna Roth", "Der Fund widerlege die alte Annahme")]


@pytest.mark.parametrize("text", ["Der Fund widerlegt die alte Annahme.", "Es lebe die Freiheit.", "Sei leise."])
def test_other_german_sentences_are_no_reports(text: str) -> None:
    assert said(f"„Wir sahen zuerst nur Holz“, sagte Anna Roth. {text}", "de")[1:] == []


@pytest.mark.parametrize(
    "text", ["The win kept alive their hopes of a title.", "It spread to all but two of the 18 states of the north."]
)
def test_a_noun_that_is_also_a_verb_reports_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Roe scored twice and Ada Lind added three assists to lead Marlow.",
        "The navy caught nine smuggling suspects who had hidden a boat.",
        "The team looked at data on states where the plant is grown.",
        "Police responded to the crash with two cars and a boat.",
        "The man is said to be the founder of two banks.",
        "It is hard to believe the bridge is open.",
        "Had you told me the bridge would fall, I would have laughed.",
        "Lind continued to study the tides of the bay.",
        "A few notes: the bridge is open on Sundays and in May.",
    ],
)
def test_a_verb_of_saying_without_a_clause_reports_nothing(text: str) -> None:
    assert [quote for quote in said(text) if quote[0] == "indirect"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lind told the judge he needed more time.", ("indirect", "Lind", "he needed more time")),
        (
            "Lind told Marlow Court Judge James R. Vey that the case was old.",
            ("indirect", "Lind", "the case was old"),
        ),
        ("The group said on its website that the deal had failed.", ("indirect", "The group", "the deal had failed")),
        ("On Friday it was reported that the bridge had closed.", ("indirect", None, "the bridge had closed")),
    ],
)
def test_what_is_told_begins_behind_whom_it_is_told_and_where(text: str, expected: tuple[str, str | None, str]) -> None:
    assert expected in said(text)
