"""Signals of a text's quality, as Gopher (Rae et al. 2021), C4 (Raffel et al. 2020) and FineWeb define them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

from flows.clean.vocabulary import STOP_WORDS, words

_WORD = re.compile(r"\w+")
_ASCII = re.compile("[\x00-\x7f]+")
# Tables, where a text is ASCII: several times as fast as expressions.
_LETTERS = {n: chr(n).lower() if _WORD.match(chr(n)) else " " for n in range(128)}
_KINDS = {
    n: " " if chr(n).isspace() else "0" if chr(n).isdecimal() else "$" if chr(n) in "$+<=>^`|~" else "."
    for n in range(128)
}
_STOPS = tuple(".!?…。！？।؟۔॥")
_CLOSING = "\"'”’»«›‹“‘)]」』"
# Frequent function words of each language; Gopher counts eight English ones, the rest follow it.
_KNOWN = {language: frozenset(words(text)) for language, text in STOP_WORDS.items()}


def signals(text: str, paragraphs: Sequence[str], language: str) -> dict[str, Any]:
    """The columns of `articles` that tell how much the text looks like prose; shares are 0 where nothing is counted."""
    found = _words(text)
    length = len("".join(found))
    known = _KNOWN.get(language)
    spaces, digits, symbols = _kinds(text)
    visible = max(1, len(text) - spaces)
    return {
        "stop_word_share": sum(map(known.__contains__, found)) / len(found) if known and found else None,
        "mean_word_length": length / len(found) if found else None,
        "repeated_line_share": (len(paragraphs) - len(set(paragraphs))) / max(1, len(paragraphs)),
        "repeated_ngram_share": _repeated_share(found, length),
        "terminal_punctuation_share": sum(paragraph[-8:].rstrip(_CLOSING).endswith(_STOPS) for paragraph in paragraphs)
        / max(1, len(paragraphs)),
        "symbol_share": symbols / visible,
        "digit_share": digits / visible,
    }


def _words(text: str) -> list[str]:
    return text.translate(_LETTERS).split() if text.isascii() else _WORD.findall(text.casefold())


def _kinds(text: str) -> tuple[int, int, int]:
    """How many characters are white space, digits, and symbols.

    Symbols are Unicode's symbol and private classes: neither letters, marks, digits, space nor punctuation.
    """
    kinds = text.encode("ascii", "ignore").decode().translate(_KINDS)
    spaces, digits, symbols = map(kinds.count, " 0$")
    for character, times in () if text.isascii() else Counter(_ASCII.sub("", text)).items():
        category = unicodedata.category(character)
        spaces += times * character.isspace()
        digits += times * (category == "Nd")
        symbols += times * (category[0] == "S" or category in ("Co", "Cn"))
    return spaces, digits, symbols


def _repeated_share(found: list[str], length: int, size: int = 3) -> float:
    """Characters in the most frequent word 3-gram, if it occurs twice, over those of all words, `length`."""
    grams = Counter(zip(*(islice(found, start, None) for start in range(size)), strict=False))
    times = max(grams.values(), default=0)
    if times < 2:
        return 0.0
    longest = max(sum(map(len, gram)) for gram, count in grams.items() if count == times)
    return min(1.0, times * longest / max(1, length))
