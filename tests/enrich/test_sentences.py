"""Where sentences end, and which of them are fragments."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.articles import ARTICLES
from flows.enrich.sentence_reading.cutting import sentences_of
from flows.enrich.sentences import STEP
from tests.run_step import run_step


def split(text: str) -> list[str]:
    return [text[start:end] for _, start, end, _ in sentences_of(text)]


def fragments(text: str) -> list[str]:
    return [text[start:end] for _, start, end, is_suspect in sentences_of(text) if is_suspect]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. Army met Gen. Roe on Nov. 27 in St. Mary.", "He was late."],
        ["J. K. Doe left at 5 p.m.", "The talks had ended."],
        ["He lives in the U.S.", "He works at Acme Inc. in Ohio."],
        ['"Why now?" General Roe asked.', '"We go!" he said.', "Nobody moved."],
        ['"We waited... and then we left," he said.', "Rain fell."],
        ["The price rose by 2.5 percent to 3.20 crowns.", "Nobody bought."],
        ["Это было в 2023 г. в Тарне, т. е. давно.", "В. В. Котов ушёл."],
        ["M. Dupont est parti.", "« Oui. »", "Il a ri."],
        ["Am 5. Mai traf er Dr. Roth.", "Im 19. Jahrhundert war das anders."],
        ["El Sr. Vega llegó a las 5 p. m. del lunes.", "¿Quién lo vio?", "Nadie."],
        ["What?!", "No way."],
        ["He left (so they say.)", "Nobody saw him."],
        ["The hall was empty.", "The next day it was full."],
    ],
)
def test_a_stop_ends_a_sentence_only_where_one_ends(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_stops_of_scripts_without_letter_case_end_sentences() -> None:
    assert split("他说了。他走了。") == ["他说了。", "他走了。"]
    assert split("ذهب الرجل؟ عاد الرجل۔ نام") == ["ذهب الرجل؟", "عاد الرجل۔", "نام"]
    assert split("यह है। वह है।") == ["यह है।", "वह है।"]


def test_entries_of_a_list_are_sentences_and_keep_their_numbers() -> None:
    assert split("1. Wheat fell.\n2. Oats rose.\n- a point\n- another") == [
        "1. Wheat fell.",
        "2. Oats rose.",
        "- a point",
        "- another",
    ]


def test_a_stop_without_a_space_ends_a_sentence_before_a_usual_first_word() -> None:
    assert split("The ship sank.The crew lived.") == ["The ship sank.", "The crew lived."]
    assert split("See harbour.Example for more.") == ["See harbour.Example for more."]


def test_spaces_that_scrapers_put_in_end_nothing() -> None:
    assert split("He read it on harbour. com and paid $0. 08 for it.") == [
        "He read it on harbour. com and paid $0. 08 for it."
    ]
    assert split('"I was there. "\n\nThen he left.') == ['"I was there. "', "Then he left."]


def test_words_left_behind_by_machine_translation_are_suspect() -> None:
    assert fragments("They wanted to stop the quarrel from growing. similar.") == ["similar."]
    assert fragments("So the office said in a statement. press release.") == ["press release."]
    assert fragments("The shaft is 40 meters . bottom.") == ["bottom."]
    assert fragments("They may not fire at the land. Orlandish.") == ["Orlandish."]


def test_short_sentences_that_people_write_are_not_suspect() -> None:
    assert fragments("Has he won? He has. Twice. So he says.") == []
    assert fragments("He asked once more.\n\nNever.") == []


def test_a_sentence_never_reaches_over_a_blank_line() -> None:
    rows = run_step(STEP, {ARTICLES: [{"text": "A line without a stop\n\nanother one. And more"}]})
    assert [(row["paragraph_number"], row["sentence_number"], row["char_start"], row["char_end"]) for row in rows] == [
        (1, 1, 0, 21),
        (2, 2, 23, 35),
        (2, 3, 36, 44),
    ]


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(list(" \n.!?\"'»«)A1a。؟…г-"))), max_size=200))
def test_spans_are_trimmed_in_order_and_cover_all_but_white_space(text: str) -> None:
    spans = [(start, end) for _, start, end, _ in sentences_of(text)]
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
