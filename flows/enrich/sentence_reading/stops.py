"""Whether a stop ends a sentence, by what stands around it."""

import re
from typing import NamedTuple

from flows.enrich.sentence_reading.ends import (
    ABBREVIATIONS,
    BEFORE_NUMBERS,
    COUNTED,
    DOMAIN_ENDS,
    OPENERS,
    SPEECH_VERBS,
    TITLES,
)

_WORD_BEFORE = re.compile(r"(?:[^\W_]+[.'’-])*[^\W_]+\Z")
_WORD_AFTER = re.compile(r"[\"'“”„«‹(\[¿¡—–-]*\s*(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_WORD_OR_MARK = re.compile(r"[^\W\d_]+|[.,;!?\"“«]")
# Long enough for the words that decide, and a bound for text without spaces.
_LONGEST_TOKEN = 24
_QUOTES = frozenset("\"'”’»›“")
# Urdu, Devanagari, Khmer and Armenian stops and the Arabic question mark: no letter case tells what follows.
_CASELESS_STOPS = "؟۔।॥።։՞"


class Stop(NamedTuple):
    """A stop that may end a sentence, with what stands around it."""

    marks: str
    closers: str
    is_spaced: bool
    is_detached: bool
    token: str
    """The word before it, with the dots inside an acronym."""
    opens_with_token: bool
    """Whether that word is all that the sentence has so far."""
    word: str
    """The next word, without the marks before it."""
    following: str
    """The next character that isn't white space."""
    rest: str
    """The next few words."""


def stop_at(text: str, found: re.Match[str], begin: int, end: int) -> Stop:
    at = found.start()
    before = _WORD_BEFORE.search(text, max(begin, at - _LONGEST_TOKEN, text.rfind(" ", begin, at) + 1), at)
    after = _WORD_AFTER.match(text, found.end(), end)
    return Stop(
        marks=found["stop"],
        closers=found["closers"],
        is_spaced=bool(found["space"]),
        is_detached=text[at - 1].isspace(),
        token=before[0] if before else "",
        opens_with_token=before is not None and not text[begin : before.start()].strip(),
        word=after["word"] if after else "",
        following=text[found.end()],
        rest=text[after.start("word") : min(end, after.start("word") + 60)] if after else "",
    )


def ends_sentence(stop: Stop) -> bool:
    """Whether a sentence ends at this stop, which isn't the last of its paragraph."""
    if stop.marks[-1] in _CASELESS_STOPS:
        return True
    if stop.marks == "." and not stop.closers:
        return _dot_ends(stop) if stop.is_spaced else _is_glued(stop)
    if not stop.is_spaced or stop.word[:1].islower():
        return False
    if stop.marks[-1] in "!?…" and _QUOTES.intersection(stop.closers):
        return not _speech_follows(stop.rest)
    return True


def _speech_follows(rest: str) -> bool:
    """Whether the next few words hold a verb of speech, as in `"Why?" General Roe asked.`"""
    for word in _WORD_OR_MARK.findall(rest)[:5]:
        if not word[0].isalpha():
            return False
        if word.lower() in SPEECH_VERBS:
            return True
    return False


def _is_glued(stop: Stop) -> bool:
    """A stop without a space after it: only between a long word in lower case and a usual first word."""
    return len(stop.token) >= 3 and stop.token.islower() and _opens(stop.word)


def _opens(word: str) -> bool:
    return word[:1].isupper() and word.lower() in OPENERS


def _dot_ends(stop: Stop) -> bool:
    token, lower = stop.token, stop.token.lower()
    if stop.is_detached or not token:
        return True
    if stop.word in DOMAIN_ENDS or (token.isdigit() and len(token) <= 3 and stop.following.isdigit()):
        return False  # "harbour. example. com", "0. 08": a scraper's spaces.
    if stop.opens_with_token and (token.isdigit() or len(token) == 1):
        return False  # The number or letter of a list's entry.
    if lower in TITLES or (stop.following.isdigit() and lower in BEFORE_NUMBERS):
        return False
    if _DOTTED.fullmatch(token) or lower in ABBREVIATIONS or (len(token) == 1 and token.isalpha()):
        return _opens(stop.word)
    if not stop.word[:1].islower():
        return not (token.isdigit() and stop.word.lower() in COUNTED)
    # Before a first word in lower case: an unknown abbreviation is short, so only a longer word ends the sentence.
    return len(token) >= 4 and token[-1].islower()
