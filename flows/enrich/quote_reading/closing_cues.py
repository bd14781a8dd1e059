"""Reports whose verb of saying stands behind them: `..., the ministry said.` and `..., said the ministry.`"""

import re

from flows.enrich.quote_reading.sources import LEAST_WORDS_INVERTED, LEAST_WORDS_OF_CONTENT, indirect
from flows.enrich.quote_reading.speech import (
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
from flows.enrich.quote_reading.spoken_article import TOLD, Quotation, SpokenArticle, trimmed_content
from flows.enrich.quote_reading.verbs import Cue

_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "one", "two", "three", "state", "local"))
_BRACKET = re.compile(r"\s\([^)]{1,30}\)")
_APPOSED = re.compile(r",|\s\([^)]{1,30}\),")
_ARTICLE = re.compile(r"(?:L[ae]s?\s|L['’]|El\s|Los\s|D(?:er|ie|as)\s)?.?")
# "L'opposition, menée par Jane Roe, juge": what describes the subject is nothing that is said.
_RELATIVE = re.compile(
    r"(?:Der|Die|Das|Ein|Eine)\s[\w-]+,\s(?:der|die|das|dessen|deren)\s"
    r"|(?:L[ae]s?\s|L['’]|El\s|Los\s)[\w-]+,\s(?:men[ée]|dirig|présid|presid|condui|emmen|encabez|lider|qui\b|dont\b|que\b)"
)


def closing(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    """`..., the ministry said on Tuesday.`, also with more after a comma, and `..., said the ministry.`"""
    text = article.text
    comma = text.rfind(",", start, cue.start)
    if comma < 0:
        return None
    rest = after_adjuncts(text, cue.end, stop)
    ends = rest >= stop or closes(text, rest, stop) or text[rest] == ","
    is_direct = is_inverted(text, comma + 1, cue)
    if is_direct and article.needs_that and after_that(text, cue.end, stop)[1]:
        return None  # "La alcaldesa, del Partido Verde, replicó que ..."
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
    if is_direct and article.needs_that and _is_subject(article, start, comma):
        return None
    speaker = speaker if is_direct else _whole_subject(article, comma, speaker, start)
    comma = text.rfind(",", start, speaker.start)
    content = trimmed_content(text, start, comma) if comma > start else None
    if content is None or (cue.role == "that" and cue.word.endswith("ing")):
        return None
    least = LEAST_WORDS_INVERTED if is_direct and article.needs_that else LEAST_WORDS_OF_CONTENT
    more = trimmed_content(text, rest + 1, stop) if rest < stop and text[rest] == "," else None
    if more and not has_verb(text, content.start, content.end):
        return indirect(article, content, speaker, cue, more)
    return indirect(article, content, speaker, cue, least=least)


def _is_subject(article: SpokenArticle, start: int, comma: int) -> bool:
    """What stands before the comma is a name and what describes it: `Roe, for her part, promised`."""
    firsts = (article.first_named(start, comma), article.first_mention(start, comma))
    is_name = any(
        first and _ARTICLE.fullmatch(article.text, start, first.start) and _APPOSED.match(article.text, first.end)
        for first in firsts
    )
    return is_name or _RELATIVE.match(article.text, start, comma) is not None


def _names_person(article: SpokenArticle, start: int, comma: int) -> bool:
    """`Son avocate, Jane Roe, a annoncé ...`: the verb stands behind its subject."""
    opening = article.text.rfind(",", start, comma)
    return opening >= 0 and any(
        mention.kind == "person"
        and (mention.end == comma or (mention.end < comma and _BRACKET.fullmatch(article.text, mention.end, comma)))
        for mention in article.mentions
        if mention.start > opening
    )


def _is_named(article: SpokenArticle, stretch: Stretch) -> bool:
    """A noun phrase by its first word, and no clause."""
    first = stretch.of(article.text).split()[0]
    opens = first[0].isupper() or first.lower() in _DETERMINERS or first.endswith("s")
    return opens and not has_verb(article.text, stretch.start, stretch.end)


def _whole_subject(article: SpokenArticle, comma: int, speaker: Stretch, start: int) -> Stretch:
    """`both Moscow and Washington said`: what stands between the comma and the verb is the subject."""
    whole = trimmed(article.text, comma + 1, speaker.end)
    return whole if whole and speaker.start > comma and len(whole.of(article.text).split()) <= 8 else speaker
