"""Who says what in articles."""

import itertools
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.articles import ARTICLES
from flows.enrich.mentions import article_mentions
from flows.enrich.quote_reading.quotation_marks import quoted
from flows.enrich.quote_reading.spoken_article import SPEAKING_KINDS, Mention
from flows.enrich.quotes import QUOTES, SPEECH_VERBS, STEP, article_quotes, verbs
from flows.enrich.sentence_reading.cutting import sentences_of
from flows.enrich.sentences import SENTENCES
from flows.reference_rows import ReferenceRows
from tests.enrich.named import known
from tests.run_step import reference_frame, run_step

Row = dict[str, Any]


@cache
def cue_words(language: str) -> Any:
    return verbs(ReferenceRows(reference_frame(SPEECH_VERBS)), language)


def quotes(text: str, language: str = "en") -> list[Row]:
    spans = [(start, end) for _, start, end, _ in sentences_of(text)]
    found = article_mentions(text, language, [start for start, _ in spans], known(language))
    rows = [Mention(row[1], row[2], row[4], row[5]) for row in found if row[4] in SPEAKING_KINDS]
    said = article_quotes(text, language, spans, rows, cue_words(language))
    return [dict(zip(QUOTES.names[1:], row, strict=True)) for row in said]


def said(text: str, language: str = "en") -> list[tuple[str, str | None, str]]:
    return [(row["form"], row["speaker"], row["text"]) for row in quotes(text, language)]


@pytest.mark.parametrize(
    "marked",
    [
        '"We will wait."',
        "“We will wait.”",
        "„We will wait.“",
        "«We will wait.»",
        "»We will wait.«",
        "‘We will wait.’",
        "”We will wait.”",
    ],
)
def test_all_quotation_marks_are_read(marked: str) -> None:
    comma = marked.replace(".", ",")
    assert said(f"{comma} Ana Roe said.") == [("direct", "Ana Roe", "We will wait")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will wait," said Ana Roe, who leads the party.', ("direct", "Ana Roe", "We will wait")),
        ('Ana Roe said: "We will wait."', ("direct", "Ana Roe", "We will wait.")),
        ('"We," Ana Roe told AFP on Monday, "will wait."', ("direct", "Ana Roe", "We will wait.")),
        ("The ministry said on Tuesday that rain was likely.", ("indirect", "The ministry", "rain was likely")),
        ("Rain was likely, the Peruvian ministry said.", ("indirect", "the Peruvian ministry", "Rain was likely")),
        ("According to the police, two men fled.", ("indirect", "the police", "two men fled")),
        ("Two men fled the town, according to the police.", ("indirect", "the police", "Two men fled the town")),
        ('Ana Roe said the plan was "a gift to thieves".', ("mixed", "Ana Roe", "the plan was a gift to thieves")),
        ('Ana Roe called the plan "a gift to thieves".', ("mixed", "Ana Roe", "a gift to thieves")),
        ("Her lawyer, Ana Roe, said he would appeal.", ("indirect", "Ana Roe", "he would appeal")),
        ("Both Lima and Quito said the road was open.", ("indirect", "Both Lima and Quito", "the road was open")),
        ("'It's the miners' turn,' said Ana Roe.", ("direct", "Ana Roe", "It's the miners' turn")),
        ('"He is 5\'10" and can\'t swim," said Ana Roe.', ("direct", "Ana Roe", "He is 5'10\" and can't swim")),
        ("Ana Roe, 71, who keeps bees, says the mites won.", ("indirect", "Ana Roe", "the mites won")),
        (
            "The mites, the paper said, had won, according to Ana Roe.",
            ("indirect", "Ana Roe", "The mites, the paper said, had won"),
        ),
    ],
)
def test_speech_is_found_with_its_speaker(text: str, expected: tuple[str, str, str]) -> None:
    assert said(text) == [expected]


def test_a_country_that_asks_for_something_is_the_subject_and_no_speech() -> None:
    text = "Bolivia, que compra la mitad del grano, pide rebajarlo y ofrece a cambio dos barcos."
    assert quotes(text, "es") == []


@pytest.mark.parametrize(
    "text",
    [
        'The film "The Long Road" won a prize.',
        'He ran a so-called "shadow" office.',
        'The drill "Silent Harvest" ended.',
        "The minister told her to leave.",
        "It was 6' tall and 5\" wide.",
    ],
)
def test_titles_scare_quotes_and_orders_are_no_speech(text: str) -> None:
    assert said(text) == []


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = '"We will wait here.\n\n"We will not leave," Ana Roe said.'
    assert said(text) == [("direct", "Ana Roe", "We will wait here. We will not leave")]


def test_a_nested_quotation_belongs_to_the_outer_one() -> None:
    assert said("\"He shouted 'go away' at me,\" Ana Roe said.") == [
        ("direct", "Ana Roe", "He shouted 'go away' at me")
    ]


def test_a_lost_closing_mark_loses_only_its_own_paragraph() -> None:
    text = '"We will wait here for you.\n\nLima is quiet.\n\n"We left," Ana Roe said.'
    assert said(text)[-1] == ("direct", "Ana Roe", "We left")


def test_speech_without_a_verb_is_of_whoever_spoke_before() -> None:
    text = '"We will wait," Ana Roe said. "We have the whole winter."'
    assert said(text)[1] == ("direct", "Ana Roe", "We have the whole winter.")


def test_the_speaker_is_an_entity_and_the_addressee_is_kept() -> None:
    (row,) = quotes("Finance Minister Ana Roe told AFP that rain was likely.")
    assert (row["speaker_entity_id"], row["cue"], row["addressee"]) == ("person:ana roe", "told", "AFP")


def test_a_pronoun_is_the_one_who_spoke_before_and_a_spokesman_is_not_his_chief() -> None:
    first, second = quotes("Ana Roe said rain was likely. She added that snow was not.")
    assert (second["speaker"], second["speaker_entity_id"]) == ("She", first["speaker_entity_id"])
    assert quotes("Ana Roe came. Roe's spokesman said rain was likely.")[0]["speaker_entity_id"] is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "«Мы ждём дождя», — сказал Иван Петров.", ("direct", "Иван Петров", "Мы ждём дождя")),
        ("ru", "Иван Петров заявил, что дождь будет завтра.", ("indirect", "Иван Петров", "дождь будет завтра")),
        ("fr", "« Nous attendons », a déclaré Luc Morel.", ("direct", "Luc Morel", "Nous attendons")),
        ("fr", "Luc Morel a affirmé que la pluie viendrait.", ("indirect", "Luc Morel", "la pluie viendrait")),
        ("de", "„Wir warten auf Regen“, sagte Jana Vogel.", ("direct", "Jana Vogel", "Wir warten auf Regen")),
        ("de", "Jana Vogel erklärte, dass es regnen werde.", ("indirect", "Jana Vogel", "es regnen werde")),
        ("es", "«Esperamos la lluvia», dijo Ana Vega.", ("direct", "Ana Vega", "Esperamos la lluvia")),
        ("es", "Ana Vega afirmó que llegará la lluvia.", ("indirect", "Ana Vega", "llegará la lluvia")),
    ],
)
def test_speech_is_found_in_other_languages(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert said(text, language) == [expected]


def test_the_step_numbers_the_quotations_of_each_document() -> None:
    text = '"Yes, we will," Ana Roe said. The police said rain was likely.'
    articles = [{"document_id": digit * 32, "text": text, "language": "en"} for digit in "ab"]
    sentences = [
        {"document_id": digit * 32, "sentence_number": number, "char_start": start, "char_end": end}
        for digit in "ab"
        for number, (start, end) in enumerate([(0, 29), (30, len(text))], 1)
    ]
    rows = run_step(STEP, {ARTICLES: articles, SENTENCES: sentences})
    assert [(row["document_id"][0], row["quote_number"], row["sentence_number"]) for row in rows] == [
        ("a", 1, 1), ("a", 2, 2), ("b", 1, 1), ("b", 2, 2),
    ]  # fmt: skip


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "„",
        "«",
        "»",
        "‘",
        "’",
        "'",
        "\n\n",
        ", ",
        ". ",
        ": ",
        " said ",
        " told AFP ",
        "Ana Roe",
        " that ",
        "according to ",
        " called ",
        "she ",
        "сказал ",
        "nach Angaben der ",
        "Wie ",
        ", a annoncé ",
        "По его словам ",
        "zufolge ",
        "dijo ",
        "(FNU) ",
        "İ",
        " — ",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join),
    st.sampled_from(["en", "ru", "de", "fr", "es"]),
)
@settings(max_examples=80)
def test_any_text_is_read_and_every_span_lies_in_it(text: str, language: str) -> None:
    for number, row in enumerate(quotes(text, language), 1):
        assert row["quote_number"] == number
        assert 0 <= row["char_start"] < row["char_end"] <= len(text)
        assert row["text"].strip()
        assert row["speaker"] is None or row["speaker"] in text


@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
@settings(max_examples=80)
def test_quoted_spans_follow_each_other(text: str) -> None:
    spans = quoted(text)
    assert all(one.outer_end <= other.outer_start for one, other in itertools.pairwise(spans))
    assert all(span.outer_start < span.start <= span.end <= span.outer_end for span in spans)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "Trois ponts sont fermés, a indiqué la préfecture.",
            ("indirect", "la préfecture", "Trois ponts sont fermés"),
        ),
        ("fr", "D'après Ana Roe, le pont tiendra.", ("indirect", "Ana Roe", "le pont tiendra")),
        ("de", "Wie die Polizei mitteilte, fehlt ein Boot.", ("indirect", "die Polizei", "fehlt ein Boot")),
        ("de", "Nach Angaben der Polizei fehlt ein Boot.", ("indirect", "Polizei", "fehlt ein Boot")),
        ("de", "Ana Roe sprach von einem „Abend ohne Ende“.", ("mixed", "Ana Roe", "Abend ohne Ende")),
        ("es", "El alcalde informó de que faltan botes.", ("indirect", "El alcalde", "faltan botes")),
        ("es", "De acuerdo con Ana Roe, faltan dos botes.", ("indirect", "Ana Roe", "faltan dos botes")),
        ("ru", "По его словам, мост выдержит зиму.", ("indirect", "его", "мост выдержит зиму")),
        (
            "ru",
            "«Мост выдержит зиму», — сообщила журналистам Анна Белова.",
            ("direct", "Анна Белова", "Мост выдержит зиму"),
        ),
    ],
)
def test_reports_of_each_language_are_read(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert said(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", '"The mill is gone," muttered Ana Roe.', "Ana Roe"),
        ("en", '"The mill is gone," Ana Roe croaked from the bank.', "Ana Roe"),
        ("fr", "« Le moulin est parti », se lamente Ana Roe.", "Ana Roe"),
        ("fr", "« Le moulin est parti », marmonne-t-elle.", "elle"),
        ("de", "„Die Mühle ist fort“, brummte eine Nachbarin.", "eine Nachbarin"),
        ("es", "«El molino ya no está», balbuceó entre sollozos Ana Roe.", "Ana Roe"),
        ("ru", "«Мельницы больше нет», — буркнула она.", "она"),
    ],
)
def test_what_a_comma_leads_over_to_tells_the_speaker_whatever_the_verb(language: str, text: str, speaker: str) -> None:
    ((form, found, _),) = said(text, language)
    assert (form, found) == ("direct", speaker)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Мост закрыт до весны, уточнили в мэрии.", ("indirect", "мэрии", "Мост закрыт до весны")),
        ("ru", "Мост закрыт до весны, передаёт ТАСС со ссылкой на штаб.", ("indirect", "штаб", "Мост закрыт до весны")),
        ("fr", "À la mairie, on estime que le pont tiendra.", ("indirect", "la mairie", "le pont tiendra")),
        ("de", "Ana Roe sagte dem Sender, der Damm halte.", ("indirect", "Ana Roe", "der Damm halte")),
        ("es", "Ana Roe confesó a la prensa que faltan botes.", ("indirect", "Ana Roe", "faltan botes")),
        ("en", "Ana Roe admitted the dam had leaked a lot.", ("indirect", "Ana Roe", "the dam had leaked a lot")),
    ],
)  # fmt: skip
def test_reports_name_their_source_in_more_ways(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert said(text, language) == [expected]


def test_what_is_added_in_the_same_sentence_is_a_report_of_its_own() -> None:
    rows = said('"The dam holds," Ana Roe said, adding that the town was safe.')
    assert rows == [("direct", "Ana Roe", "The dam holds"), ("indirect", "Ana Roe", "the town was safe")]


def test_who_declines_to_say_says_nothing() -> None:
    assert said("Ana Roe declined to say what would become of the mill.") == []


def test_a_verb_alone_leaves_the_speaker_to_the_text_before() -> None:
    (row,) = quotes("Ana Roe llegó tarde. «El puente no existe», dijo.", "es")
    assert (row["speaker"], row["speaker_entity_id"]) == (None, "person:ana roe")


@pytest.mark.parametrize(
    "text",
    [
        "La directora, Ana Roe, anunció su salida.",
        "Nach eigenen Angaben schlief er.",
        "Lima llegó a un acuerdo con Quito.",
    ],
)
def test_what_only_looks_like_speech_in_other_languages_is_none(text: str) -> None:
    assert said(text, {"L": "es", "N": "de"}[text[0]]) == []


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        ("ru", "— Мост закроют весной, — сказал Иван Роев.", "Иван Роев", "Мост закроют весной"),
        ("ru", "— Мост закроют, — сказал Иван Роев. — Летом откроют.", "Иван Роев", "Мост закроют Летом откроют."),
        ("fr", "— On ferme le pont au printemps, confie-t-elle.", "elle", "On ferme le pont au printemps"),
        ("es", "—Cerrarán el puente en abril —sostuvo Ana Roa.", "Ana Roa", "Cerrarán el puente en abril"),
    ],
)
def test_a_dash_opens_speech_that_a_verb_attributes(language: str, text: str, speaker: str, words: str) -> None:
    assert said(text, language) == [("direct", speaker, words)]


def test_a_dash_alone_opens_no_speech() -> None:
    assert said("— Мост закрыт.\n\n— Вход свободный.", "ru") == []


def test_a_rank_with_a_stop_behind_the_verb_is_no_speaker() -> None:
    assert said('"I want it," said Sen. Ann Roe, who keeps bees.')[0][1:2] == ("Ann Roe",)


def test_to_whom_it_is_said_is_no_speaker_in_spanish() -> None:
    text = "La alcaldesa Ana Roa llegó tarde. «La frontera sigue abierta», dijo a la emisora Radio Velm."
    assert said(text, "es")[0][1] is None


@pytest.mark.parametrize("text", ["The club is said to be for sale.", "Ana Roe hopes to sell the club by May."])
def test_rumours_and_hopes_are_no_speech(text: str) -> None:
    assert said(text) == []


def test_a_paper_in_marks_is_told_and_says_nothing() -> None:
    text = "«Дом стоял пустым», — рассказал «Интерфаксу» житель села Пётр Лапин."
    assert said(text, "ru") == [("direct", "Пётр Лапин", "Дом стоял пустым")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Her solicitor, Ana Roe, said no fine could be too high.",
            ("indirect", "Ana Roe", "no fine could be too high"),
        ),
        ("fr", "La mairie a aussitôt annoncé qu'elle ferait appel.", ("indirect", "La mairie", "elle ferait appel")),
        (
            "de",
            "Der Verein hält den Plan für „einen schlechten Scherz“.",
            ("mixed", "Der Verein", "einen schlechten Scherz"),
        ),
    ],
)
def test_small_words_around_the_verb_hide_no_speech(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert said(text, language) == [expected]
