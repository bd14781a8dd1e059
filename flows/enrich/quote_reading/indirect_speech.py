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
_LEAST_WORDS_INVERTED = 2
_ARTICLE = re.compile(r"(?:L[ae]s?\s|L['’]|El\s|Los\s|D(?:er|ie|as)\s)?.?")
# A scare quote is mostly one word.
_LEAST_WORDS_OF_FRAGMENT = 2
_ADDING = re.compile(r",\s+$|\b(?:and|et|und|y|и)\s+(?:(?:a|ont|hat|ha)\s+)?$")
# "Как сообщил банк, ..."
_AS = frozenset(("as", "как", "comme", "como", "wie"))
# German writes its nouns like titles: „sprach von einem „Kahlschlag““ says that it is none.
_INTRODUCED = re.compile(r"\b(?:von|als)(?: einem| einer| einen| ein| eine)?\s*$")
# "Declined to say" says nothing, nor do "hopes" that somebody raises.
_UNSAID = re.compile(
    r"\b(?:declined|refused|failed|unable|reluctant|not|never|without|hesitated)(?:\s+to)?\s*$|n[’']t\s*$"
)
# "To say goodbye to the singer"
_GREETING = re.compile(r"\s(?:goodbye|farewell|hello|yes|no|thank)\b")
_AND_BEFORE = re.compile(r"\s(?:and|und|et|y|e|и)\s*$")
# "À la mairie, on estime que ..."
_AT_SOURCE = re.compile(r"(?:À|A|Au|Aux|Chez|Dans|Du côté d[eu])\s+([^,]{3,50}),\s+on\s")
# Whom it is said to, before the conjunction: "confesó a la prensa que", "sagte dem Sender, ..."
_TO_WHOM = re.compile(
    r"\s+(?:a|al|à|au|aux|en|ante|devant|à l['’])\s*[^,.;:«»\"“”„]{2,60}?\s(?=que\s|qu['’])"
    r"|\s+(?:der|dem|den|im|in|am|gegenüber|auf)\s[^,.;:«»\"“”„]{2,50}(?=,\s)"
    r"|\s+(?:журналистам|ему|ей|им|нам|в|во|на|изданию|агентству|газете|телеканалу)\b[^,.;:]{0,40}(?=,\s+что\s)"
)
_CLAUSE_WITHOUT_THAT = re.compile(
    r"\s+(?:(?:he|she|it|they|we)\s|(?:the|a|an|its|his|her|their)\s+(?:\w+\s+){1,3}?(?:had|was|were|would|will|has|have|is|are|could)\b)"
)
# "L'opposition, menée par Jane Roe, juge": what describes the subject is nothing that is said.
_RELATIVE = re.compile(
    r"(?:Der|Die|Das|Ein|Eine)\s[\w-]+,\s(?:der|die|das|dessen|deren)\s"
    r"|(?:L[ae]s?\s|L['’]|El\s|Los\s)[\w-]+,\s(?:men[ée]|dirig|présid|presid|condui|emmen|encabez|lider|qui\b|dont\b|que\b)"
)
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
        place, that = _content_start(article, cue, end)
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
        return Quotation([Stretch(span.start, without_comma(text, span))], "mixed", subject(text, begin, cue), cue)
    return None


def _reported(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    if cue.role == "manner":
        return None
    if cue.role == "according":
        return by_source(article, start, stop, cue)
    if _UNSAID.search(article.text, start, cue.start) or _GREETING.match(article.text, cue.end):
        return None
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
    if is_direct and article.needs_that and _is_subject(article, start, comma):
        return None
    speaker = speaker if is_direct else _whole_subject(article, comma, speaker, start)
    comma = text.rfind(",", start, speaker.start)
    content = trimmed_content(text, start, comma) if comma > start else None
    if content is None or (cue.role == "that" and cue.word.endswith("ing")):
        return None
    least = _LEAST_WORDS_INVERTED if is_direct and article.needs_that else LEAST_WORDS_OF_CONTENT
    more = trimmed_content(text, rest + 1, stop) if rest < stop and text[rest] == "," else None
    if more and not has_verb(text, content.start, content.end):
        return indirect(article, content, speaker, cue, more)
    return indirect(article, content, speaker, cue, least=least)


def _is_subject(article: SpokenArticle, start: int, comma: int) -> bool:
    """What stands before the comma is a name and what describes it: `Roe, for her part, promised`."""
    firsts = (article.first_named(start, comma), article.first_mention(start, comma))
    is_name = any(
        first and _ARTICLE.fullmatch(article.text, start, first.start) and article.text[first.end] == ","
        for first in firsts
    )
    return is_name or _RELATIVE.match(article.text, start, comma) is not None


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
        return indirect(article, content, speaker, cue, least=_LEAST_WORDS_INVERTED) if speaker else None
    first, _, between = text[start : cue.start].strip().partition(" ")
    if article.language == "de" and first == "Wie" and between and text[cue.end : cue.end + 1] == ",":
        speaker = trimmed(text, start + len(first) + 1, cue.start)
        return indirect(article, trimmed_content(text, cue.end, stop), speaker, cue) if speaker else None
    place, that = _content_start(article, cue, stop)
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
    content = trimmed_content(text, place, _content_end(article, place, stop, cue))
    least = LEAST_WORDS_OF_CONTENT - that
    return indirect(article, content, speaker, cue, least=least) if speaker else None


def _content_start(article: SpokenArticle, cue: Cue, stop: int) -> tuple[int, bool]:
    text = article.text
    place = after_adjuncts(text, cue.end, stop)
    place, that = after_that(text, place, stop)
    if not that and article.language == "de" and text.startswith(", ", place):
        return place + 2, True
    if not that and article.needs_that and (to_whom := _TO_WHOM.match(text, cue.end, stop)):
        place, that = after_that(text, to_whom.end(), stop)
        if not that and article.language == "de" and text.startswith(", ", to_whom.end()):
            return to_whom.end() + 2, True
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
