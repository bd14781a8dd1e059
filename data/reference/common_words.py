"""Rows of common_words.csv: words that are written with a small letter, from the probabilities of spaCy's lookups."""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# Natural logarithms. The rarest words are mistypings and words of other languages; a word that has a capital, or
# capitals alone, in more than a quarter of its places is a name too.
LEAST_PROBABILITY = -14.0
LEAST_DIFFERENCE = 1.0
LEAST_LETTERS = 3
UNKNOWN = -100.0


@cache
def common_words(language: str) -> frozenset[str]:
    """The words that are mostly written with a small letter."""
    place = files("spacy_lookups_data") / "data" / f"{language}_lexeme_prob.json.gz"
    known: dict[str, float] = json.loads(gzip.decompress(place.read_bytes()))
    return frozenset(
        word
        for word, probability in known.items()
        if probability > LEAST_PROBABILITY
        and probability > max(known.get(form, UNKNOWN) for form in (word.title(), word.upper())) + LEAST_DIFFERENCE
        and word.islower()
        and word.isalpha()
        and len(word) >= LEAST_LETTERS
    )


def rows() -> Iterator[tuple[str, str]]:
    """Word and language; German has its nouns with capitals, so that there it tells little."""
    for language in ("en", "es"):
        yield from ((word, language) for word in common_words(language))
