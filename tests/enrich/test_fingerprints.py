"""Words as numbers, and the shingles that are made of them."""

import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.articles import ARTICLES
from flows.enrich.fingerprints import SHINGLE_WORDS, STEP
from flows.enrich.grouping.word_hashes import STEM_LETTERS, shingles, word_hash, words_of
from tests.run_step import run_step

NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


def hashes(text: str) -> list[int]:
    return words_of([text]).whole.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Café", "the cafe"),
        ("caf\u00e9", "cafe\u0301"),
        ("“Quiet!” she said", '"quiet" - SHE SAID'),
        ("ＡＢＣ １２", "abc 12"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_words_are_the_same_whatever_their_dress(one: str, other: str) -> None:
    assert hashes(one) == hashes(other)


def test_words_that_differ_have_other_hashes_and_their_order_tells() -> None:
    assert len(set(hashes(NUMBERS))) == 15
    assert hashes("ab") != hashes("ba")


def test_scripts_without_spaces_give_a_word_a_character() -> None:
    assert len(hashes("橋が閉鎖された")) == 7
    assert len(hashes("мост закрыт")) == 2


def test_a_stem_is_the_beginning_of_a_word_but_the_whole_of_a_number() -> None:
    assert word_hash("announced") == word_hash("announces") != word_hash("announ"[: STEM_LETTERS - 1])
    assert word_hash("20310507") != word_hash("20310508")


def test_hashes_stay_what_they_are_for_ever() -> None:
    assert hashes("Bridge 17") == [4020062182717535355, 1536328162671024686]


@given(st.lists(st.text(), max_size=6))
def test_any_text_has_words_where_it_has_letters(texts: list[str]) -> None:
    words = words_of(texts)
    assert np.all(np.diff(words.text) >= 0)
    for text, start in zip(words.text.tolist(), words.start.tolist(), strict=True):
        assert unicodedata.category(texts[text][start])[0] in "LNM"
    for number, text in enumerate(texts):
        assert np.array_equal(words.whole[words.text == number], words_of([text]).whole)


@given(st.lists(st.text("ab ", max_size=30), max_size=4), st.integers(1, 4))
def test_no_shingle_crosses_from_one_text_to_the_next(texts: list[str], length: int) -> None:
    found, text = shingles(words_of(texts), length)
    counts = [max(0, len(re.findall(r"\w+", each)) - length + 1) for each in texts]
    assert np.bincount(text, minlength=len(texts)).tolist() == counts if texts else not len(found)


def test_a_part_of_a_text_samples_the_same_shingles() -> None:
    long = " ".join(f"{word}{n}" for n in range(12) for word in NUMBERS.split())
    part = " ".join(long.split()[40:120])
    rows = run_step(
        STEP, {ARTICLES: [{"document_id": f"{n}" * 32, "text": text} for n, text in enumerate((long, part))]}
    )
    whole, cut = (set(row["shingles"]) for row in rows)
    assert cut
    assert cut < whole
    assert len(whole) < (len(long.split()) - SHINGLE_WORDS + 1) / 2


def test_an_article_shorter_than_a_shingle_has_none() -> None:
    (row,) = run_step(STEP, {ARTICLES: [{"text": "Bridge shut."}]})
    assert (row["shingles"], row["word_count"]) == ([], 2)
