"""Indirect and mixed speech: what a sentence reports in its own words, or partly in those of the speaker."""

import re
from bisect import bisect_right

from flows.enrich.quote_reading.sources import LEAST_WORDS_OF_CONTENT, by_source, closes_with_source, indirect
from flows.enrich.quote_reading.speech import (
    PRONOUNS,
    Stretch,
    after_adjuncts,
    after_that,
    closes,
    has_verb,
    inverted_subject,
    is_inverted,
    subject,
    trimmed,
)
from flows.enrich.quote_reading.spoken_article import (
    MOST_WORDS_OF_GAP,
    TOLD,
    Quotation,
    SpokenArticle,
    trimmed_content,
    without_comma,
)  # fmt: skip
from flows.enrich.quote_reading.verbs import Cue

_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "one", "two", "three", "state", "local"))
# "Как сообщил банк, ..."
_AS = frozenset(("as", "как", "comme", "como", "wie"))
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|be|being)\s+(?:\w+ly\s+)?$")
_BOUNDED = re.compile(r"[,;]\s+(?:and|but|while|whereas|although)\s+|;\s+")


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
        inner = [n for n, span in enumerate(article.quoted) if quote.start <= span.start and span.end <= quote.end + 1]
        article.used.update(inner)
        if quote.form == "indirect" and any(not _is_scare(article, n) for n in inner):
            quote.form = "mixed"
        place = quote.end
        if quote.end >= stop - 1 or quote.end <= cue.start:
            return


def _is_scare(article: SpokenArticle, number: int) -> bool:
    return article.is_title(article.quoted[number])


def _naming(article: SpokenArticle, cue: Cue, end: int, most_words: int = MOST_WORDS_OF_GAP) -> Quotation | None:
    """`called the plan "a gift"`: only the words in marks are theirs."""
    number = bisect_right(article.quoted_starts, cue.end)
    if number == len(article.quoted) or article.quoted_starts[number] >= end:
        return None
    span, text, begin = article.quoted[number], article.text, article.bounds(cue.start)[0]
    is_near = len(text[cue.end : span.outer_start].split()) <= most_words
    if not is_near or article.is_title(span) or _PASSIVE.search(text, begin, cue.start):
        return None
    article.used.add(number)
    return Quotation([Stretch(span.start, without_comma(text, span))], "mixed", subject(text, begin, cue), cue)


def _reported(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    if cue.role == "manner":
        return None
    if cue.role == "according":
        return by_source(article, start, stop, cue)
    if cue.word in TOLD and (
        _PASSIVE.search(article.text, start, cue.start) or article.text.startswith(" to ", cue.end)
    ):
        return None
    return _closing(article, start, stop, cue) or _opening(article, start, stop, cue)


def _closing(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    """`..., the ministry said on Tuesday.`, also with more after a comma, and `..., said the ministry.`"""
    text = article.text
    comma = text.rfind(",", start, cue.start)
    if comma < 0:
        return None
    rest = after_adjuncts(text, cue.end, stop)
    ends = rest >= stop or closes(text, rest, stop) or text[rest] == ","
    is_direct = is_inverted(text, comma + 1, cue)
    speaker = subject(text, comma + 1, cue)
    if not is_direct and speaker is None:
        return None
    if speaker is None:
        is_apposed = (
            _names_person(article, start, comma) if article.needs_that else subject(text, start, cue) is not None
        )
        if text[cue.end : cue.end + 1] == "," or is_apposed:
            return None
        speaker = inverted_subject(text, cue, stop, article.language == "es")
        if speaker is None or not (article.needs_that or _is_named(article, speaker)):
            return None
        rest = after_adjuncts(text, speaker.end, stop)
        if not (article.needs_that or rest >= stop or closes(text, rest, stop) or text[rest] == ","):
            return None
    elif cue.word in TOLD and not ends:
        rest = article.after_addressee(cue, stop)
        rest = after_adjuncts(text, rest, stop)
        ends = rest >= stop or closes(text, rest, stop) or text[rest] == ","
    elif not ends:
        return None
    if speaker is None or (not ends and not is_direct):
        return None
    speaker = speaker if is_direct else _whole_subject(article, comma, speaker, start)
    comma = text.rfind(",", start, speaker.start)
    content = trimmed_content(text, start, comma) if comma > start else None
    if content is None or (cue.role == "that" and cue.word.endswith("ing")):
        return None
    more = trimmed_content(text, rest + 1, stop) if rest < stop and text[rest] == "," else None
    if more and not has_verb(text, content.start, content.end):
        return indirect(article, content, speaker, cue, more)
    return indirect(article, content, speaker, cue)


def _names_person(article: SpokenArticle, start: int, comma: int) -> bool:
    """`Son avocate, Jane Roe, a annoncé ...`: the verb stands behind its subject."""
    opening = article.text.rfind(",", start, comma)
    return opening >= 0 and any(
        mention.kind == "person" and mention.end == comma for mention in article.mentions if mention.start > opening
    )


def _is_apposition(article: SpokenArticle, start: int, stop: int, cue: Cue) -> bool:
    """What stands before the comma is the subject, `Jane Roe, the minister, said`, not what was said."""
    if article.needs_that:
        return _content_start(article, cue, stop)[1]
    return subject(article.text, start, cue) is not None


def _is_named(article: SpokenArticle, stretch: Stretch) -> bool:
    """A noun phrase by its first word, and no clause."""
    first = stretch.of(article.text).split()[0]
    opens = first[0].isupper() or first.lower() in _DETERMINERS or first.endswith("s")
    return opens and not has_verb(article.text, stretch.start, stretch.end)


def _whole_subject(article: SpokenArticle, comma: int, speaker: Stretch, start: int) -> Stretch:
    """`both Moscow and Washington said`: what stands between the comma and the verb is the subject."""
    whole = trimmed(article.text, comma + 1, speaker.end)
    return whole if whole and speaker.start > comma and len(whole.of(article.text).split()) <= 8 else speaker


def _opening(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    """`The ministry said on Tuesday that ...`."""
    text = article.text
    if text[start : cue.start].strip().lower() in _AS:
        speaker = inverted_subject(text, cue, stop, article.language == "es")
        content = trimmed_content(text, speaker.end, stop) if speaker else None
        return indirect(article, content, speaker, cue) if speaker else None
    first, _, between = text[start : cue.start].strip().partition(" ")
    if article.language == "de" and first == "Wie" and between and text[cue.end : cue.end + 1] == ",":
        speaker = trimmed(text, start + len(first) + 1, cue.start)
        return indirect(article, trimmed_content(text, cue.end, stop), speaker, cue) if speaker else None
    place, that = _content_start(article, cue, stop)
    if place >= stop or (not that and (cue.role == "that" or article.needs_that)):
        return None
    speaker = subject(text, start, cue)
    if cue.word.endswith("ing") and (speaker is None or text[: cue.start].rstrip().endswith(",")):
        speaker = article.first_named(start, cue.start)
    if speaker is None and article.found and article.found[-1].start >= article.bounds(cue.start)[0]:
        speaker = article.found[-1].speaker
    if speaker is None:
        speaker = article.first_named(start, cue.start)
    content = trimmed_content(text, place, _content_end(article, place, stop, cue))
    least = LEAST_WORDS_OF_CONTENT - that
    return indirect(article, content, speaker, cue, least=least) if speaker else None


def _content_start(article: SpokenArticle, cue: Cue, stop: int) -> tuple[int, bool]:
    text = article.text
    place = after_adjuncts(text, cue.end, stop)
    place, that = after_that(text, place, stop)
    if not that and article.language == "de" and text.startswith(", ", place):
        return place + 2, True
    if not that and cue.word in TOLD:
        place = after_adjuncts(text, article.after_addressee(cue, stop), stop)
        place, that = after_that(text, place, stop)
    return place, that


def _content_end(article: SpokenArticle, place: int, stop: int, cue: Cue) -> int:
    """Before a second speaker: `..., while the bank said ...`."""
    for other in article.cues_in(place, stop):
        if other.word.endswith("ing") or other.role == "naming":
            continue
        for match in _BOUNDED.finditer(article.text, place, other.start):
            whose = trimmed(article.text, match.end(), other.start)
            if whose and len(whose.of(article.text).split()) <= 5 and whose.of(article.text).lower() not in PRONOUNS:
                return match.start()
    return stop
