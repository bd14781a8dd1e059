"""Comparing names and wordings of contacts."""

import re
import unicodedata

_FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "that",
        "this",
        "his",
        "her",
        "their",
        "its",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "it",
        "about",
        "over",
    ]
)


def folded(text: str | None) -> str:
    """Lower case without accents and punctuation, words separated by one blank."""
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def content_words(text: str | None) -> frozenset[str]:
    """The words that are no function words of English."""
    return frozenset(folded(text).split()) - _FUNCTION_WORDS


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words as F1, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def surname(person: str | None) -> str:
    """The last word of the name, folded; empty without a name."""
    return (folded(person).split() or [""])[-1]
