"""Signals of quality: examples counted by hand, and what holds for any text."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.quality import SIGNALS, signals, words_of
from flows.clean.repetition import DUPLICATED, TOP, ngram_characters


def shares(words: str) -> dict[int, float]:
    """The share of the words' characters in repeated n-grams, by their size."""
    found = signals_of([words])
    top = {3: found["repeated_ngram_share"], 4: found["top_4gram_share"]}
    return top | {size: found[f"duplicated_{size}gram_share"] for size in DUPLICATED}


def signals_of(lines: list[str], language: str = "en") -> dict[str, Any]:
    """The signals of a text of these lines."""
    return signals(["\n\n".join(lines)], [language]).row(0, named=True)


def test_the_most_frequent_ngrams_count_all_their_characters() -> None:
    # 22 letters; `ab cde f` three times: 18; no 4-gram twice.
    assert shares("ab cde f g ab cde f h ab cde f ij") == {3: 18 / 22, **dict.fromkeys((*TOP[1:], *DUPLICATED), 0.0)}


def test_ngrams_that_occurred_before_count_once() -> None:
    # Ten words of one letter twice: each size covers as many whole n-grams of the second ten as fit.
    found = shares("a b c d e f g h i j " * 2)
    assert {size: found[size] for size in DUPLICATED} == {
        5: 10 / 20, 6: 6 / 20, 7: 7 / 20, 8: 8 / 20, 9: 9 / 20, 10: 10 / 20,
    }  # fmt: skip
    assert [found[size] for size in TOP] == [6 / 20, 8 / 20]


def test_one_word_again_and_again_is_all_repetition() -> None:
    found = shares("so " * 30)
    assert all(found[size] == 1 for size in TOP)
    assert all(0.6 < found[size] < 1 for size in DUPLICATED)


def test_lines_that_repeat_an_earlier_one_count_their_characters() -> None:
    assert signals_of(["abc", "de", "abc", "abc"])["repeated_line_character_share"] == 6 / 11
    assert signals_of(["abc", "de"])["repeated_line_character_share"] == 0


def test_shares_of_words_and_lines_are_counted_by_hand() -> None:
    lines = ["The BOAT of Osk stays with 40 of us…", "- To have and", "#osk"]
    found = signals_of(lines)
    # the boat of osk stays with 40 of us to have and osk
    assert found["alphabetic_word_share"] == 1 - 1 / 13
    assert found["symbol_word_ratio"] == 1 / 13
    assert (found["ellipsis_line_share"], found["bullet_line_share"], found["short_line_share"]) == (
        1 / 3,
        1 / 3,
        2 / 3,
    )
    assert found["line_word_ratio"] == 2 / 13


@given(st.lists(st.text(st.sampled_from("ab .…#-{A٣é中\u0301"), max_size=30), min_size=1, max_size=12))
@settings(deadline=None)
def test_every_signal_keeps_its_promise_on_any_text(lines: list[str]) -> None:
    found = signals_of(lines)
    assert list(found) == [column.name for column in SIGNALS]
    for column in SIGNALS:
        low, high = next((promise.values for promise in column.promises), (0, None))
        value = found[column.name]
        assert value is None or (low <= value and (high is None or value <= high)), column.name


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=30).map(" ".join), max_size=5))
@settings(deadline=None)
def test_a_text_has_the_same_signals_whatever_texts_stand_beside_it(texts: list[str]) -> None:
    together = signals(texts, ["en"] * len(texts))
    assert together.equals(pl.concat([signals([], []), *(signals([text], ["en"]) for text in texts)]))


@given(st.lists(st.sampled_from(["a", "bb", "ccc", "d"]), max_size=60))
@settings(deadline=None)
def test_ngrams_are_those_that_datatrove_counts(words: list[str]) -> None:
    """On the same words; datatrove joins an n-gram's words, so they must not be ambiguous when joined."""
    gopher = pytest.importorskip("datatrove.pipeline.filters.gopher_repetition_filter")
    found = ngram_characters(words_of([" ".join(words)]), 1)
    for size in DUPLICATED:
        assert found[size][0] == gopher.find_all_duplicate(words, size)


@given(st.lists(st.sampled_from(["a", "bb", "ccc"]), min_size=1, max_size=20))
@settings(deadline=None)
def test_repeated_lines_are_those_that_datatrove_counts(lines: list[str]) -> None:
    gopher = pytest.importorskip("datatrove.pipeline.filters.gopher_repetition_filter")
    share = signals_of(lines)["repeated_line_character_share"]
    assert share * sum(map(len, lines)) == pytest.approx(gopher.find_duplicates(lines)[1])
