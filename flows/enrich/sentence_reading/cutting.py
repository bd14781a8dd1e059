"""Cuts articles into sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise

from flows.enrich.sentence_reading.ends import ABBREVIATIONS, ANSWERS, TITLES
from flows.enrich.sentence_reading.stops import ends_sentence, stop_at

Span = tuple[int, int]

_MARK = re.compile("[.!?…؟۔।॥‥։՞。！？｡\n]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# A stop with its repetitions and the marks that close over it; footnote numbers in brackets belong to it.
_STOP = re.compile(
    r"(?P<wide>[。！？｡]+)[」』”’）】》\"]*"
    r"|(?P<stop>[.!?…؟۔।॥‥።։՞]+)(?P<closers>(?:[\"'”’»›)\]}“]|[ \u00a0\u202f]»(?!\w)|\[\d{1,3}\])*)(?P<space>\s*)"
    r"|\n(?=[^\S\n]*(?:[-*•–—·▪●‣]\s|\d{1,2}[.)]\s))"
)
_ABBREVIATED = ABBREVIATIONS | TITLES
# Three long words.
_LONGEST_FRAGMENT = 60


def sentences_of(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Paragraph number, start, end and suspicion of each sentence, in order.

    Spans are trimmed of white space and together cover all of the text that isn't. No sentence reaches over the blank
    line between two paragraphs.
    """
    for number, (first, last) in enumerate(_paragraphs(text), 1):
        spans = _with_words(text, _split(text, first, last))
        for position, (start, end) in enumerate(spans):
            is_last = position == len(spans) - 1
            is_short = end - start <= _LONGEST_FRAGMENT
            yield number, start, end, position > 0 and is_short and is_fragment(text[start:end], is_last)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        if paragraph := _trimmed(text, start, blank.start()):
            yield paragraph
        start = blank.end()
    if paragraph := _trimmed(text, start, len(text)):
        yield paragraph


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


def _split(text: str, start: int, end: int) -> list[Span]:
    cuts = [start, *_cuts(text, start, end), end]
    return [span for begin, cut in pairwise(cuts) if (span := _trimmed(text, begin, cut))]


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    begin = seen = start
    # The last mark of a paragraph ends it whatever it is.
    for mark in _MARK.finditer(text, start, end - 1):
        at = mark.start()
        if at < seen:
            continue
        if _is_plain(text, at, begin, end):
            cut = at + 1
        elif stop := _STOP.match(text, at, end):
            seen = stop.end()
            cut = stop.end() if stop["stop"] is None else stop.end("closers")
            if cut >= end or (stop["stop"] is not None and not ends_sentence(stop_at(text, stop, begin, end))):
                continue
        else:
            continue
        yield cut
        begin = cut


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
    """Whether nothing is doubtful here: a long word that is no abbreviation, a full stop, a space, a capital."""
    if text[at] != "." or at + 2 >= end or text[at + 1] != " " or not text[at + 2].isupper():
        return False
    token = text[text.rfind(" ", begin, at) + 1 : at]
    return len(token) > 3 and token.isalpha() and token.lower() not in _ABBREVIATED


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
