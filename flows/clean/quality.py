"""Signals of a text's quality, as Gopher (Rae et al. 2021), C4 (Raffel et al. 2020), FineWeb (Penedo et al. 2024) and
RedPajama v2 (2023) define them.

Nothing is filtered by them; a column's description names its source, and the source's threshold where it has one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import filterfalse
from typing import Any

from expectations.columns import share
from expectations.contract import Column, between
from flows.clean.repetition import DUPLICATED, ngram_shares, repeated_characters
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
_BULLETS = tuple("•‣◦▪●*-–—·")
SHORT_LINE = 30
_CLOSING = "\"'”’»«›‹“‘)]」』"
# Frequent function words of each language; Gopher counts eight English ones, the rest follow it.
_KNOWN = {language: frozenset(words(text)) for language, text in STOP_WORDS.items()}


def _ratio(name: str, description: str) -> Column:
    return Column(name, "DOUBLE", description, promises=(between(0),))


# Each with its source and, where that has one, the value beyond which the source drops a document. A line is a
# paragraph: the text has no other, so that shares of lines and of paragraphs are the same.
SIGNALS = (
    share(
        "stop_word_share", "Share of the words that are function words of the language (RedPajama v2).", nullable=True
    ),
    Column(
        "mean_word_length", "DOUBLE", "Mean length of the words (Gopher: 3 to 10).", unit="code points", nullable=True
    ),
    share("alphabetic_word_share", "Share of the words with a letter in them (Gopher: at least .8)."),
    _ratio("symbol_word_ratio", "Signs `#`, or ellipses, whichever are more, over words (Gopher: at most .1)."),
    share("repeated_line_share", "Share of the paragraphs that repeat an earlier one (Gopher: at most .3)."),
    share(
        "repeated_line_character_share",
        "Share of the characters in paragraphs that repeat an earlier one (Gopher: at most .2; FineWeb: .01).",
    ),
    share(
        "repeated_ngram_share", "Share of the words' characters in the most frequent word 3-gram (Gopher: at most .18)."
    ),
    share("top_4gram_share", "Share of the words' characters in the most frequent word 4-gram (Gopher: at most .16)."),
    *(
        share(
            f"duplicated_{size}gram_share",
            f"Share of the words' characters in word {size}-grams that occurred before (Gopher: at most {most}).",
        )
        for size, most in zip(DUPLICATED, (".15", ".14", ".13", ".12", ".11", ".10"), strict=True)
    ),
    share("terminal_punctuation_share", "Share of the paragraphs that end in a stop (C4; FineWeb: at least .12)."),
    share("ellipsis_line_share", "Share of the paragraphs that end in an ellipsis (Gopher: at most .3)."),
    share("bullet_line_share", "Share of the paragraphs that begin with a bullet or a dash (Gopher: at most .9)."),
    share("short_line_share", "Share of the paragraphs of at most 30 characters (FineWeb: at most .67)."),
    _ratio("line_word_ratio", "Ends of paragraphs inside the text over words: a list has many (FineWeb: at most .3)."),
    share("symbol_share", "Share of the characters that are neither letters, digits, white space nor punctuation."),
    share("digit_share", "Share of the characters that are digits (RedPajama v2, by line)."),
)


def signals(text: str, paragraphs: Sequence[str], language: str) -> dict[str, Any]:
    """The columns of `articles` that tell how much the text looks like prose; shares are 0 where nothing is counted."""
    found = _words(text)
    length = len("".join(found))
    known = _KNOWN.get(language)
    spaces, digits, symbols = _kinds(text)
    visible, lines, count = max(1, len(text) - spaces), max(1, len(paragraphs)), max(1, len(found))
    grams = ngram_shares(found, length)
    bare = sum(not any(map(str.isalpha, word)) for word in filterfalse(str.isalpha, found))
    return {
        "stop_word_share": sum(map(known.__contains__, found)) / len(found) if known and found else None,
        "mean_word_length": length / len(found) if found else None,
        "alphabetic_word_share": 1 - bare / count if found else 0.0,
        "symbol_word_ratio": max(text.count("#"), text.count("...") + text.count("…")) / count,
        "repeated_line_share": (len(paragraphs) - len(set(paragraphs))) / lines,
        "repeated_line_character_share": repeated_characters(paragraphs),
        "repeated_ngram_share": grams[3],
        "top_4gram_share": grams[4],
        **{f"duplicated_{size}gram_share": grams[size] for size in DUPLICATED},
        "terminal_punctuation_share": sum(line[-8:].rstrip(_CLOSING).endswith(_STOPS) for line in paragraphs) / lines,
        "ellipsis_line_share": sum(line.endswith(("...", "…")) for line in paragraphs) / lines,
        "bullet_line_share": sum(line.startswith(_BULLETS) for line in paragraphs) / lines,
        "short_line_share": sum(len(line) <= SHORT_LINE for line in paragraphs) / lines,
        "line_word_ratio": (len(paragraphs) - 1) / count,
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
