"""The sentences of each article."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from expectations.columns import CHAR_END, CHAR_START, DOCUMENT_ID, SENTENCE_NUMBER, SPAN_IS_FORWARD
from expectations.contract import Column, Table, between
from flows.clean.articles import ARTICLES
from flows.enrich.sentence_reading.ends import (
    ABBREVIATIONS,
    ANSWERS,
    BEFORE_NUMBERS,
    COUNTED,
    DOMAIN_ENDS,
    OPENERS,
    SPEECH_VERBS,
    TITLES,
)
from flows.steps import Step

SENTENCES = Table(
    "sentences",
    "enrich",
    "A row a sentence of an article.",
    key=("document_id", "sentence_number"),
    columns=(
        DOCUMENT_ID,
        SENTENCE_NUMBER,
        Column("paragraph_number", "INTEGER", "The paragraph, from 1.", promises=(between(1),)),
        CHAR_START,
        CHAR_END,
        Column("is_suspect", "BOOLEAN", "It looks like a fragment that machine translation left."),
    ),
    rows_keep=(SPAN_IS_FORWARD,),
)

Span = tuple[int, int]

_MARK = re.compile("[.!?…؟۔।॥‥։՞。！？｡\n]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# A stop with its repetitions and the marks that close over it; footnote numbers in brackets belong to it.
_STOP = re.compile(
    r"(?P<wide>[。！？｡]+)[」』”’）】》\"]*"
    r"|(?P<stop>[.!?…؟۔।॥‥።։՞]+)(?P<closers>(?:[\"'”’»›)\]}“]|[ \u00a0\u202f]»(?!\w)|\[\d{1,3}\])*)(?P<space>\s*)"
    r"|\n(?=[^\S\n]*(?:[-*•–—·▪●‣]\s|\d{1,2}[.)]\s))"
)
_WORD_BEFORE = re.compile(r"(?:[^\W_]+[.'’-])*[^\W_]+\Z")
_WORD_AFTER = re.compile(r"[\"'“”„«‹(\[¿¡—–-]*\s*(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_WORD_OR_MARK = re.compile(r"[^\W\d_]+|[.,;!?\"“«]")
# Long enough for the words that decide, and a bound for text without spaces.
_LONGEST_TOKEN = 24
# Three long words.
_LONGEST_FRAGMENT = 60
_QUOTES = frozenset("\"'”’»›“")
# Urdu, Devanagari, Khmer and Armenian stops and the Arabic question mark: no letter case tells what follows.
_CASELESS_STOPS = "؟۔।॥።։՞"


def sentences_of(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Paragraph number, start, end and suspicion of each sentence, in order.

    Spans are trimmed of white space and together cover all of the text that isn't. No sentence reaches over the blank
    line between two paragraphs.
    """
    for number, (first, last) in enumerate(_paragraphs(text), 1):
        spans = _with_words(text, list(_split(text, first, last)))
        for position, (start, end) in enumerate(spans):
            is_last = position == len(spans) - 1
            is_short = end - start <= _LONGEST_FRAGMENT
            yield number, start, end, position > 0 and is_short and is_fragment(text[start:end], is_last)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield from _trimmed(text, start, blank.start())
        start = blank.end()
    yield from _trimmed(text, start, len(text))


def is_fragment(sentence: str, is_last: bool) -> bool:
    """Whether this looks like words that machine translation dropped behind the end of their sentence.

    That is up to three words that begin in lower case, or one capitalised word that ends the paragraph and isn't
    a usual sentence of one word.
    """
    words = sentence.rstrip(".!?… ").split()
    if not words or not sentence.rstrip().endswith(".") or not "".join(words).isalpha():
        return False
    if words[0][0].islower():
        return len(words) <= 3
    word = words[0].lower()
    return is_last and len(words) == 1 and words[0][0].isupper() and word not in ANSWERS and not word.endswith("ly")


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    begin = seen = start
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        if at < seen:
            continue
        if _is_plain(text, at, begin, end):
            cut = at + 1
        elif stop := _STOP.match(text, at, end):
            seen = stop.end()
            cut = stop.end() if stop["stop"] is None else stop.end("closers")
            if cut >= end or (stop["stop"] is not None and not _ends_sentence(_stop(text, stop, begin, end))):
                continue
        else:
            continue
        yield from _trimmed(text, begin, cut)
        begin = cut
    yield from _trimmed(text, begin, end)


def _with_words(text: str, spans: list[Span]) -> list[Span]:
    """Spans of marks alone, such as a detached quotation mark, joined to the span before them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not any(map(str.isalnum, text[start:end])):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _is_plain(text: str, at: int, begin: int, end: int) -> bool:
    """Whether nothing is doubtful here: a long word in lower case, a full stop, a space, a capital."""
    if text[at] != "." or at + 2 >= end or text[at + 1] != " " or not text[at + 2].isupper():
        return False
    token = text[text.rfind(" ", begin, at) + 1 : at]
    return len(token) > 3 and token.isalpha() and token.islower() and token not in ABBREVIATIONS and token not in TITLES


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    if stripped := part.strip():
        start += len(part) - len(part.lstrip())
        yield start, start + len(stripped)


class _Stop(NamedTuple):
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


def _stop(text: str, found: re.Match[str], begin: int, end: int) -> _Stop:
    at = found.start()
    before = _WORD_BEFORE.search(text, max(begin, at - _LONGEST_TOKEN), at)
    after = _WORD_AFTER.match(text, found.end(), end)
    return _Stop(
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


def _ends_sentence(stop: _Stop) -> bool:
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


def _is_glued(stop: _Stop) -> bool:
    """A stop without a space after it: only between a long word in lower case and a usual first word."""
    return len(stop.token) >= 3 and stop.token.islower() and _opens(stop.word)


def _opens(word: str) -> bool:
    return word[:1].isupper() and word.lower() in OPENERS


def _dot_ends(stop: _Stop) -> bool:
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


def make(articles: pl.DataFrame) -> pl.DataFrame:
    """The sentences of a batch of articles."""
    rows = [
        (document_id, number, *sentence)
        for document_id, text in articles.select("document_id", "text").iter_rows()
        for number, sentence in enumerate(sentences_of(text), 1)
    ]
    return pl.DataFrame(rows, schema=SENTENCES.schema, orient="row")


STEP = Step(makes=SENTENCES, reads=(ARTICLES,), scope="document", revision=2, make=make)
