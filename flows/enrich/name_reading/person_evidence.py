"""What speaks for and against a person where no given name, title or office tells: `Stadia Pro` is none."""

import re

from flows.enrich.name_reading.persons import People
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.words import Word

# Small and capital letters in one word, as no surname has them: `SkyWest`; `McCoy`, `DeVries` and `LaRue` are names.
CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O|Al|El|Ben)[A-Z])[A-Za-z]*[a-z]{2}[A-Z]")
_RELATIVE = frozenset(("who", "whose", "qui", "quien"))
_AGE = re.compile(r"\d{1,3}")


def is_like_person(people: People, span: Span) -> bool:
    """Whether a run of capitals of which no table tells more may be somebody's name."""
    known = people.known[span.first : span.last]
    first, last = known[0], known[-1]
    if any(CAMEL.match(word.text) for word in known) or (last.text.isupper() and len(last.text) > 1):
        return False
    if last.is_surname or last.is_given or _tells_person(people, span):
        return True
    # Products are called by their first word, people by their last.
    by_first, by_last = people.stands_alone(first.text), people.stands_alone(last.text)
    if by_last != by_first:
        return by_last and not last.is_common
    return not any(_is_word(word) for word in known)


def _is_word(word: Word) -> bool:
    return word.is_common and word.is_capital and not word.may_be_given


def _tells_person(people: People, span: Span) -> bool:
    """Whether what stands around a run tells a person: speech, an age, a relative clause."""
    before, after, further = people.known[span.first - 1], people.known[span.last], people.known[span.last + 1]
    if "speech" in before.roles or "speech" in after.roles or after.text in _RELATIVE:
        return True
    if before.text == "," and after.text == "of" and further.text == "the":
        return True  # "one of them, Innocent Roe of the Velmar party,"
    return after.text == "," and (_AGE.fullmatch(further.text) is not None or further.text in _RELATIVE)
