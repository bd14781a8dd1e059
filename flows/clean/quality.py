"""Signals of a text's quality, as Gopher (Rae et al. 2021), C4 (Raffel et al. 2020) and FineWeb define them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flows.clean.vocabulary import STOP_WORDS, words

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[.!?…。！？।؟۔॥][\"'”’»«›‹“‘)\]」』]*$")
# Frequent function words of each language; Gopher counts eight English ones, the rest follow it.
_KNOWN = {language: frozenset(words(text)) for language, text in STOP_WORDS.items()}


def signals(text: str, paragraphs: Sequence[str], language: str) -> dict[str, Any]:
    """The columns of `articles` that tell how much the text looks like prose; shares are 0 where nothing is counted."""
    found = _WORD.findall(text.casefold())
    known = _KNOWN.get(language)
    visible = max(1, len("".join(text.split())))
    return {
        "stop_word_share": sum(map(known.__contains__, found)) / len(found) if known and found else None,
        "mean_word_length": sum(map(len, found)) / len(found) if found else None,
        "repeated_line_share": (len(paragraphs) - len(set(paragraphs))) / max(1, len(paragraphs)),
        "repeated_ngram_share": _repeated_share(found),
        "terminal_punctuation_share": sum(bool(_STOP.search(paragraph[-8:])) for paragraph in paragraphs)
        / max(1, len(paragraphs)),
        "symbol_share": _symbols(text) / visible,
        "digit_share": len(_DIGIT.findall(text)) / visible,
    }


def _repeated_share(found: list[str], size: int = 3) -> float:
    """Characters in the most frequent word 3-gram, if it occurs twice, over those of all words."""
    grams = Counter(zip(*(found[start:] for start in range(size)), strict=False))
    if not grams:
        return 0.0
    times = max(grams.values())
    if times < 2:
        return 0.0
    longest = max(sum(map(len, gram)) for gram, count in grams.items() if count == times)
    return min(1.0, times * longest / max(1, sum(map(len, found))))


def _symbols(text: str) -> int:
    """Characters of Unicode's symbol and private classes: neither letters, marks, digits, space nor punctuation."""
    if text.isascii():
        return sum(text.count(symbol) for symbol in "$+<=>^`|~")
    return sum(
        times
        for character, times in Counter(text).items()
        if unicodedata.category(character)[0] == "S" or unicodedata.category(character) in ("Co", "Cn")
    )
