"""Reports whose verb of saying stands before them: `The ministry said on Tuesday that ...`"""

import re

from flows.enrich.quote_reading.sources import LEAST_WORDS_INVERTED, LEAST_WORDS_OF_CONTENT, indirect
from flows.enrich.quote_reading.speech import (
    PRONOUNS,
    Stretch,
    after_adjuncts,
    after_that,
    inverted_subject,
    subject,
    trimmed,
)
from flows.enrich.quote_reading.spoken_article import TOLD, Quotation, SpokenArticle, trimmed_content
from flows.enrich.quote_reading.statements import behind_adjunct, states
from flows.enrich.quote_reading.verbs import Cue

# "Как сообщил банк, ..."
_AS = frozenset(("as", "как", "comme", "como", "wie"))
_AND_BEFORE = re.compile(r"\s(?:and|und|et|y|e|и)\s*$")
# "À la mairie, on estime que ..."
_AT_SOURCE = re.compile(r"(?:À|A|Au|Aux|Chez|Dans|Du côté d[eu])\s+([^,]{3,50}),\s+on\s")
# Whom it is said to, before the conjunction: "confesó a la prensa que", "sagte dem Sender, ..."
_TO_WHOM = re.compile(
    r"\s+(?:a|al|à|au|aux|en|ante|devant|à l['’]|sur|dans|lors|par|auprès|durante|tras|por|con|desde"
    r"|jeudi|lundi|mardi|mercredi|vendredi|samedi|dimanche|este|esta|ayer|hoy|hier)\s*[^,.;:«»\"“”„]{2,60}?\s(?=que\s|qu['’])"
    r"|\s+(?:dagegen|jedoch|aber|zudem|nun|allerdings|indes|hingegen|derweil|auch|weiterhin|außerdem|unterdessen|ferner)(?=,\sdass\s)"
    r"|\s+(?:der|dem|den|im|in|am|gegenüber|auf)\s[^,.;:«»\"“”„]{2,50}(?=,\s)"
    r"|\s[^,.;:—–]{2,60}(?=,\s+что\s)"
)
_CLAUSE_WITHOUT_THAT = re.compile(
    r"\s+(?:(?:he|she|it|they|we)\s|(?:the|a|an|its|his|her|their)\s+(?:\w+\s+){1,3}?(?:had|was|were|would|will|has|have|is|are|could)\b)"
)
# "Sie wirft dem Amt vor, zu spät gewarnt zu haben"
_REPROACHING = frozenset(("wirft", "warf", "werfen", "warfen"))
_REPROACH = re.compile(r"\s[^,.;:]{2,60}\svor,\s")
_EXPLETIVES = frozenset(("it", "it's", "it’s", "there"))
_PASSIVE = re.compile(r"\b(?:was|is|were|are|been|['’]s)\s+(?:\w+ly\s+)?$")
_BOUNDED = re.compile(r"[,;]\s+(?:and|but|while|whereas|although)\s+|;\s+")


def opening(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    """`The ministry said on Tuesday that ...`."""
    text = article.text
    if text[start : cue.start].strip().lower() in _AS:
        speaker = inverted_subject(text, cue, stop, article.language == "es")
        content = trimmed_content(text, speaker.end, stop) if speaker else None
        return indirect(article, content, speaker, cue, least=LEAST_WORDS_INVERTED) if speaker else None
    first, _, between = text[start : cue.start].strip().partition(" ")
    if article.language == "de" and first == "Wie" and between and text[cue.end : cue.end + 1] == ",":
        speaker = trimmed(text, start + len(first) + 1, cue.start)
        return indirect(article, trimmed_content(text, cue.end, stop), speaker, cue) if speaker else None
    place, that = content_start(article, cue, stop)
    is_clause = cue.role == "that" and _CLAUSE_WITHOUT_THAT.match(text, cue.end, stop) is not None
    if place >= stop or (not that and not is_clause and (cue.role == "that" or article.needs_that)):
        return None
    speaker = subject(text, start, cue)
    if _AND_BEFORE.search(text, start, cue.start) and (named := article.first_named(start, cue.start)):
        speaker = named
    if speaker is not None and speaker.of(text).endswith("ing") and " " not in speaker.of(text):
        return None
    if (at_source := _AT_SOURCE.match(text, start, cue.start)) is not None:
        speaker = Stretch(*at_source.span(1))
    if cue.word.endswith("ing") and (speaker is None or text[: cue.start].rstrip().endswith(",")):
        speaker = article.first_named(start, cue.start)
    if speaker is None and article.found and article.found[-1].start >= article.bounds(cue.start)[0]:
        speaker = article.found[-1].speaker
    if speaker is None:
        speaker = article.first_named(start, cue.start)
    end = _content_end(article, place, stop, cue)
    if article.language == "en" and not states(text, start, cue, (place, end), that):
        return None
    content = trimmed_content(text, place, end)
    if speaker is not None and speaker.of(text).lower() in _EXPLETIVES and _PASSIVE.search(text, start, cue.start):
        return indirect(article, content, None, cue)  # "It was reported that ...": nobody knows by whom.
    least = LEAST_WORDS_OF_CONTENT - that
    return indirect(article, content, speaker, cue, least=least) if speaker else None


def content_start(article: SpokenArticle, cue: Cue, stop: int) -> tuple[int, bool]:
    text = article.text
    if cue.word in _REPROACHING:
        reproach = _REPROACH.match(text, cue.end, stop)
        return (reproach.end(), True) if reproach else (cue.end, False)
    place = after_adjuncts(text, cue.end, stop)
    place, that = after_that(text, place, stop)
    if not that and article.language == "de" and text.startswith(", ", place):
        return place + 2, True
    if not that and article.needs_that and (to_whom := _TO_WHOM.match(text, cue.end, stop)):
        place, that = after_that(text, to_whom.end(), stop)
        if not that and article.language == "de" and text.startswith(", ", to_whom.end()):
            return to_whom.end() + 2, True
    if not that and article.language == "en" and (behind := behind_adjunct(text, cue.end, stop)) > cue.end:
        return behind, True
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
