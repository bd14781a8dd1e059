"""Direct speech: what stands between quotation marks, and who says it before, after or in the middle."""

import re

from flows.enrich.quote_reading.quotation_marks import Quoted
from flows.enrich.quote_reading.speech import Stretch, has_verb, inverted_subject, subject
from flows.enrich.quote_reading.spoken_article import MOST_WORDS_OF_GAP, TOLD, Quotation, SpokenArticle, without_comma
from flows.enrich.quote_reading.verbs import Cue

# A quoted phrase below this without a verb of saying is a scare quote or a title, not speech.
LEAST_WORDS_OF_SPEECH = 4
_CONJUNCTION = re.compile(r"(?:but|and|as|while|when|which|who)\b")


def read_direct(article: SpokenArticle, number: int) -> int:
    """Read the quotation that begins at a quoted span; the number of the next span to read."""
    last = number
    while article.quoted[last].continues and last + 1 < len(article.quoted):
        last += 1
    first_span, span = article.quoted[number], article.quoted[last]
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
    if speaker is None and len(article.text[parts[0].start : parts[-1].end].split()) < LEAST_WORDS_OF_SPEECH:
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
    if last + 1 < len(article.quoted):
        end = min(end, article.quoted[last + 1].outer_start)
    for cue in article.cues_in(place, end):
        gap = text[span.outer_end : cue.start]
        if (cue.role in ("naming", "according") and cue.role != "according") or len(gap.split()) > MOST_WORDS_OF_GAP:
            continue
        if cue.role == "according":
            speaker = article.source(cue, end)
            return (speaker, cue, True) if speaker else None
        speaker = subject(text, span.outer_end, cue)
        if speaker is None or not _is_noun_phrase(article, speaker):
            speaker = inverted_subject(text, cue, end, article.language == "es") or speaker
        return speaker, cue, True
    return None


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
    if between.rstrip().endswith((",", "—", "–")) and len(between.split()) <= MOST_WORDS_OF_GAP and "." not in between:
        parts.append(Stretch(following.start, without_comma(article.text, following)))
        return last + 2
    return last + 1


def _is_noun_phrase(article: SpokenArticle, stretch: Stretch) -> bool:
    return not _CONJUNCTION.match(stretch.of(article.text))
