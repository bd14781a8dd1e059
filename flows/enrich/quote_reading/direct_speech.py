"""Direct speech: what stands between quotation marks, and who says it before, after or in the middle."""

import re

from flows.enrich.quote_reading.quotation_marks import Quoted
from flows.enrich.quote_reading.speech import Stretch, has_verb, inverted_subject, subject
from flows.enrich.quote_reading.spoken_article import MOST_WORDS_OF_GAP, TOLD, Quotation, SpokenArticle, without_comma
from flows.enrich.quote_reading.verbs import Cue

# A quoted phrase below this without a verb of saying is a scare quote or a title, not speech.
LEAST_WORDS_OF_SPEECH = 4
# "dit-il", "a-t-elle lancé", "gab er zu"
PERSONAL = frozenset(("he", "she", "they", "il", "elle", "ils", "elles", "er", "sie", "он", "она", "они"))
_MOST_WORDS_BEFORE_PRONOUN = 4
_LEAST_WORDS_LED_OVER = 3
# A verb in lower case and whose it is: "déplore la mère", "describió la jefa", "mahnt eine Nachbarin".
_DETERMINED = re.compile(
    r"(?:a |ont |s['’](?:est |était )?|se )?[^\W\d_A-Z][\w’-]{2,} "
    r"(?:la |le |l['’]|el |los |las |les |un |una |une |der |die |das |ein |eine |the |a |an |his |her |son |sa |su |"
    r"sein |seine |ihr |ihre |one )"
)
# "«Я ждала», — вспоминает Анна. — «Никто не пришёл»."
_GOES_ON = re.compile(r"[^.]\.\s[—–]\s*\Z")
_WORD = re.compile(r"[\w’']+")
_JOINING = re.compile(
    r"(?:et|mais|qui|que|dont|und|aber|der|die|das|y|pero|que|и|а|но|что|котор\w+|где|когда|с|в|на|из)\b"
)
_CONJUNCTION = re.compile(r"(?:but|and|as|while|when|which|who)\b")


def read_direct(article: SpokenArticle, number: int) -> int:
    """Read the quotation that begins at a quoted span; the number of the next span to read."""
    last = number
    while article.quoted[last].continues and last + 1 < len(article.quoted):
        last += 1
    first_span, span = article.quoted[number], article.quoted[last]
    if article.is_mention(span):
        return last + 1
    parts = [
        Stretch(q.start, without_comma(article.text, q)) for q in article.quoted[number : last + 1] if q.start < q.end
    ]
    if not parts:
        return last + 1
    prefix = article.bounds(first_span.outer_start)[0]
    if number and article.quoted[number - 1].outer_end > prefix:
        prefix = article.quoted[number - 1].outer_end
    found = _said_after(article, span, last) or _said_before(article, first_span, prefix)
    lead = article.text[prefix : first_span.outer_start].strip(" ,;:—–-")
    if found is None:
        _unattributed(article, number, last, parts, lead)
        return last + 1
    speaker, cue, after = found
    if (
        after
        and lead
        and not article.cues_in(prefix, first_span.outer_start)
        and lead[0].isalnum()
        and len(lead.split()) > 1
    ):
        parts = [Stretch(prefix, parts[-1].end)]
        form = "mixed"
    else:
        form = "direct"
    next_number = last + 1
    if after and form == "direct":
        next_number = _interrupted(article, last, cue, parts)
    least = _LEAST_WORDS_LED_OVER if article.language == "es" else LEAST_WORDS_OF_SPEECH
    if speaker is None and len(article.text[parts[0].start : parts[-1].end].split()) < least:
        return last + 1
    article.found.append(Quotation(parts, form, speaker, cue))
    article.used.update(range(number, next_number))
    return next_number


def _unattributed(article: SpokenArticle, number: int, last: int, parts: list[Stretch], lead: str) -> None:
    """A whole sentence in marks is speech of whoever spoke before; a phrase waits for its sentence."""
    span = article.quoted[last]
    whole = article.text[span.end - 1] in ".!?…" and not lead
    if not whole or len(article.text[parts[0].start : parts[-1].end].split()) < LEAST_WORDS_OF_SPEECH:
        return
    article.found.append(Quotation(parts, "direct", None, None))
    article.used.update(range(number, last + 1))


def _said_after(article: SpokenArticle, span: Quoted, last: int) -> tuple[Stretch | None, Cue | None, bool] | None:
    """`"...," Jane Roe said` and `"...," said Jane Roe`."""
    text = article.text
    place = span.outer_end
    while place < len(text) and text[place] in " ,—–-\u00a0":
        place += 1
    if place >= len(text) or text[place] == "\n":
        return None
    start, end = article.bounds(place)
    closed = (span.end > span.start and text[span.end - 1] in ",.!?…") or text[span.outer_end : span.outer_end + 1] in (
        ",",
        "—",
        "–",
    )
    if not closed or (
        start >= span.outer_end and text[span.end - 1] == "." and text[place].isupper() and text[span.end - 1] != ","
    ):
        return None
    if last + 1 < len(article.quoted) and not article.is_mention(article.quoted[last + 1]):
        end = min(end, article.quoted[last + 1].outer_start)
    for cue in article.cues_in(place, end):
        gap = text[span.outer_end : cue.start]
        if (cue.role in ("naming", "according") and cue.role != "according") or len(gap.split()) > MOST_WORDS_OF_GAP:
            continue
        if cue.role == "according":
            speaker = article.source(cue, end)
            return (speaker, cue, True) if speaker else None
        speaker = subject(text, span.outer_end, cue)
        if speaker is None or not _is_noun_phrase(article, speaker) or _is_adverb(article, speaker, cue):
            speaker = inverted_subject(text, cue, end, article.language == "es") or speaker
        return speaker or article.first_person(cue.end, _end_of_clause(text, cue.end, end)), cue, True
    return _said_by_place(article, span, place, end)


def _said_by_place(
    article: SpokenArticle, span: Quoted, place: int, end: int
) -> tuple[Stretch | None, Cue | None, bool] | None:
    """`"...," whispered Jane Roe`: what a comma or a dash leads over to is whose the words are, whatever the verb."""
    text = article.text
    stop = _end_of_clause(text, place, end)
    if len(text[span.start : span.end].split()) < _LEAST_WORDS_LED_OVER or article.is_title(span):
        return None
    if text[article.bounds(span.outer_start)[0] : span.outer_start].strip(' "“„«'):
        return None
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, place, stop)]
    if not len(words) > 1 or _CONJUNCTION.match(text, place) or _JOINING.match(text, place):
        return None
    for start, until in words[:_MOST_WORDS_BEFORE_PRONOUN]:
        if text[start:until].lower() in PERSONAL:
            return Stretch(start, until), Cue(*words[0], text[slice(*words[0])], "statement"), True
    speaker = article.first_person(place, stop)
    first = words[0]
    if speaker is None and _DETERMINED.match(text, place, stop):
        cue = Cue(*first, text[slice(*first)], "statement")
        speaker = inverted_subject(text, cue, end, article.language == "es")
        return (speaker, cue, True) if speaker else None
    if speaker is None or speaker.start > words[min(len(words), MOST_WORDS_OF_GAP) - 1][0]:
        return None
    if speaker.start == place or text[place].isupper():
        # "Roe whispered": the verb stands behind the name.
        behind = [word for word in words if word[0] >= speaker.end]
        if not behind or not text[behind[0][0]].islower():
            return None
        first = behind[0]
    return speaker, Cue(*first, text[slice(*first)], "statement"), True


def _end_of_clause(text: str, start: int, end: int) -> int:
    return min([end, *(at for mark in ",;:.\n" if (at := text.find(mark, start, end)) >= 0)])


def _said_before(article: SpokenArticle, span: Quoted, start: int) -> tuple[Stretch | None, Cue | None, bool] | None:
    """`Jane Roe said: "..."`, also in the paragraph before."""
    text = article.text
    lead = text[start : span.outer_start].rstrip()
    if lead.endswith(":") and not article.cues_in(start, start + len(lead)):
        speaker = article.first_named(start, start + len(lead))
        return (speaker, None, False) if speaker else None
    if not lead and start >= 2 and text[:start].rstrip().endswith(":"):
        start, end = article.bounds(len(text[:start].rstrip()) - 1)
        lead = text[start:end].rstrip()
    for cue in reversed(article.cues_in(start, start + len(lead))):
        between = text[cue.end : start + len(lead)].strip()
        if cue.role == "according":
            continue
        if between.endswith(",") and has_verb(text, cue.end, start + len(lead)):
            return None
        opens = between.endswith((":", ",")) and len(between.split()) <= MOST_WORDS_OF_GAP
        capital = text[span.start].isupper() and (not between or cue.word in TOLD) and len(between.split()) <= 4
        if not (opens or capital) or between.split()[:1] in (["that"], ["que"], ["что"], ["dass"]):
            return None
        if (text[span.start].islower() and not between.endswith(":")) or article.is_title(span):
            return None
        return subject(text, start, cue), cue, False
    return None


def _interrupted(article: SpokenArticle, last: int, cue: Cue | None, parts: list[Stretch]) -> int:
    """`"One," she said, "two."` is one quotation."""
    if cue is None or last + 1 >= len(article.quoted):
        return last + 1
    following = article.quoted[last + 1]
    between = article.text[cue.end : following.outer_start]
    is_dialogue = article.text[following.outer_start] in "—–" and "\n" not in between
    if is_dialogue and len(between.split()) <= MOST_WORDS_OF_GAP:
        parts.append(Stretch(following.start, following.end))
        return last + 2
    if article.language == "ru" and _GOES_ON.search(between) and len(between.split()) <= MOST_WORDS_OF_GAP:
        parts.append(Stretch(following.start, following.end))
        return last + 2
    if between.rstrip().endswith((",", "—", "–")) and len(between.split()) <= MOST_WORDS_OF_GAP and "." not in between:
        parts.append(Stretch(following.start, without_comma(article.text, following)))
        return last + 2
    return last + 1


def _is_adverb(article: SpokenArticle, stretch: Stretch, cue: Cue) -> bool:
    """`философски заметил Иванов`: in Russian the subject mostly stands behind the verb."""
    word = stretch.of(article.text)
    follows = article.text[cue.end : cue.end + 2].strip()
    return word >= "\u0400" and word.islower() and " " not in word and word.endswith(("и", "о")) and follows.isupper()


def _is_noun_phrase(article: SpokenArticle, stretch: Stretch) -> bool:
    return not _CONJUNCTION.match(stretch.of(article.text))
