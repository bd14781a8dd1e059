"""Indirect and mixed speech: what a sentence reports in its own words, or partly in those of the speaker."""

import re
from bisect import bisect_right

from flows.enrich.quote_reading.closing_cues import closing
from flows.enrich.quote_reading.opening_cues import content_start, opening
from flows.enrich.quote_reading.sources import by_source, closes_with_source, indirect
from flows.enrich.quote_reading.speech import Stretch, subject
from flows.enrich.quote_reading.spoken_article import (
    MOST_WORDS_OF_GAP,
    TOLD,
    Quotation,
    SpokenArticle,
    trimmed_content,
    without_comma,
)
from flows.enrich.quote_reading.statements import is_noun
from flows.enrich.quote_reading.verbs import Cue

# A scare quote is mostly one word.
_LEAST_WORDS_OF_FRAGMENT = 2
_ADDING = re.compile(r",\s+$|\b(?:and|et|und|y|и)\s+(?:(?:a|ont|hat|ha)\s+)?$")
# German writes its nouns like titles: „sprach von einem „Kahlschlag““ says that it is none.
_INTRODUCED = re.compile(r"\b(?:von|als|für)(?: einem| einer| einen| ein| eine)?\s*$")
# "Declined to say" says nothing, nor do "hopes" that somebody raises.
_UNSAID = re.compile(
    r"\b(?:declined|refused|failed|unable|reluctant|not|never|without|hesitated)(?:\s+to)?\s*$|n[’']t\s*$"
)
# "To say goodbye to the singer"
_GREETING = re.compile(r"\s(?:(?:goodbye|farewell|hello|thank)\b|(?:yes|no)(?=[,.;!]|\s+to\b|\s*$))")
_WISHES = frozenset(("hope", "hopes", "hoped", "hoping", "expect", "expects", "expected"))
_FOR_WHOM, _MOST_LETTERS_TO_JUDGE = re.compile(r"(?:Pour|Para|Für|For|Для)\s"), 60
_PASSIVE = re.compile(r"(?:\b(?:been|was|were|is|are|be|being)|\bwhat['’]s)\s+(?:\w+ly\s+)?$")


def read_sentence(article: SpokenArticle, start: int, end: int) -> None:
    """What a sentence without direct speech reports."""
    text = article.text
    stop = end
    while stop > start and text[stop - 1] in '.!?… "”»“':
        stop -= 1
    place = start
    cues = article.cues_in(start, end)
    if len(cues) > 1 and closes_with_source(article, start, end, cues[-1]):
        cues = cues[-1:]
    for cue in cues:
        if cue.start < place:
            continue
        quote = (
            _naming(article, cue, end)
            if cue.role == "naming"
            else _reported(article, start if place == start else place, stop, cue)
        )
        if quote is None and (cue.role == "that" or (cue.role == "statement" and article.needs_that)):
            quote = _naming(article, cue, end, most_words=6)
        if quote is None:
            continue
        article.found.append(quote)
        first, last = quote.start, quote.end + 1
        inner = [n for n, span in enumerate(article.quoted) if first <= span.start and span.end <= last]
        article.used.update(inner)
        if quote.form == "indirect" and any(not _is_scare(article, n) for n in inner):
            quote.form = "mixed"
        place = quote.end
        if quote.end >= stop - 1 or quote.end <= cue.start:
            return


def read_added(article: SpokenArticle, quote: Quotation) -> None:
    """What the same sentence reports of who speaks directly: `"...," she said, adding that`."""
    if quote.cue is None:
        return
    said = max(quote.end, quote.cue.end)
    _, end = article.bounds(quote.cue.start)
    for cue in article.cues_in(said, end):
        place, that = content_start(article, cue, end)
        if not that or cue.role == "naming" or not _ADDING.search(article.text, said, cue.start):
            continue
        content = trimmed_content(article.text, place, end - 1 if article.text[end - 1 : end] in ".!?" else end)
        if content and (added := indirect(article, content, quote.speaker, cue)):
            article.found.append(added)
        return


def read_fragment(article: SpokenArticle, number: int) -> None:
    """A phrase in marks without a verb of saying is the person's of whom its sentence is: `Roe sees "a good sign"`."""
    span = article.quoted[number]
    start, _ = article.bounds(span.outer_start)
    text, said = article.text, article.text[span.start : span.end]
    if (
        len(said.split()) < _LEAST_WORDS_OF_FRAGMENT
        or not said[:1].islower()
        or article.cues_in(start, span.outer_start)
    ):
        return
    speaker = article.first_person(start, span.outer_start)
    if speaker is None or article.first_named(start, span.outer_start) != speaker or span.outer_start < start:
        return
    article.used.add(number)
    article.found.append(Quotation([Stretch(span.start, without_comma(text, span))], "mixed", speaker, None))


def _is_scare(article: SpokenArticle, number: int) -> bool:
    return article.is_title(article.quoted[number])


def _naming(article: SpokenArticle, cue: Cue, end: int, most_words: int = MOST_WORDS_OF_GAP) -> Quotation | None:
    """`called the plan "a gift"`: only the words in marks are theirs."""
    text, begin = article.text, article.bounds(cue.start)[0]
    for number in range(bisect_right(article.quoted_starts, cue.end), len(article.quoted)):
        span = article.quoted[number]
        between = text[cue.end : span.outer_start]
        if span.outer_start >= end or len(between.split()) > most_words:
            return None
        if article.is_mention(span) or (article.is_title(span) and not _INTRODUCED.search(between)):
            continue
        if _PASSIVE.search(text, begin, cue.start):
            return None
        article.used.add(number)
        speaker = subject(text, begin, cue)
        if _FOR_WHOM.match(text, begin) and (judge := article.first_person(begin, begin + _MOST_LETTERS_TO_JUDGE)):
            speaker = judge  # "Pour Paul Vidal, ce projet relève du « mirage »"
        return Quotation([Stretch(span.start, without_comma(text, span))], "mixed", speaker, cue)
    return None


def _reported(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    if cue.role == "manner" or is_noun(article.text, start, cue):
        return None
    if cue.role == "according":
        return by_source(article, start, stop, cue)
    if _UNSAID.search(article.text, start, cue.start) or _GREETING.match(article.text, cue.end):
        return None
    is_passive = _PASSIVE.search(article.text, start, cue.start) is not None
    if article.text.startswith(" to ", cue.end) and (is_passive or cue.word in _WISHES or cue.word in TOLD):
        return None  # "The club is said to be ruined", "she hopes to return"
    if cue.word in TOLD and is_passive:
        return None
    return closing(article, start, stop, cue) or opening(article, start, stop, cue)
