"""What a sentence reports by naming its source: `according to`, `nach Angaben`, `по словам`."""

import re

from flows.enrich.quote_reading.speech import Stretch, has_verb, trimmed
from flows.enrich.quote_reading.spoken_article import Quotation, SpokenArticle, trimmed_content
from flows.enrich.quote_reading.verbs import Cue

LEAST_WORDS_OF_CONTENT = 3
LEAST_WORDS_INVERTED = 2
# Nouns that name a source only behind these.
_PREPOSITIONS = {
    "angaben": "nach", "acuerdo": "de", "версии": "по", "оценкам": "по", "оценке": "по",
    "информации": "по", "утверждению": "по", "словам": "по", "данным": "по", "мнению": "по", "сообщению": "по",
    "auprès": "appris",
}  # fmt: skip
_OWNER_BEHIND = re.compile(r"\s+(?:der|des|von|vom|eines|einer|seiner|seines|ihrer|ihres|[A-ZÄÖÜ][\w-]*s\b)")
# "По его словам"
_OWNER_BEFORE = re.compile(r"\b(его|её|ее|их)\Z")


def closes_with_source(article: SpokenArticle, start: int, end: int, cue: Cue) -> bool:
    """`..., according to the bank.` is about the whole sentence."""
    if cue.role != "according" or not article.text[start : cue.start].rstrip().endswith(","):
        return False
    source = article.source(cue, end)
    return source is not None and not has_verb(article.text, source.end, end)


def by_source(article: SpokenArticle, start: int, stop: int, cue: Cue) -> Quotation | None:
    """`According to the bank, ...` and `..., according to the bank`."""
    text = article.text
    lead = text[start : cue.start].rstrip()
    if cue.word == "zufolge":
        speaker = trimmed(text, start, cue.start)
        return indirect(article, trimmed_content(text, cue.end, stop), speaker, cue) if speaker else None
    if owner := _OWNER_BEFORE.search(lead):
        speaker = Stretch(start + owner.start(1), start + owner.end(1))
        return indirect(article, trimmed_content(text, cue.end, stop), speaker, cue)
    needed = _PREPOSITIONS.get(cue.word.lower())
    if needed and lead[-len(needed) :].lower() != needed:
        return None
    speaker = article.source(cue, stop)
    if speaker is None or (cue.word == "Angaben" and not _OWNER_BEHIND.match(text, cue.end)):
        return None
    cut = start + len(lead) - len(needed) if needed else cue.start
    if needed == "appris":
        cut = text.rfind(",", start, cut)  # "..., a-t-on appris auprès du parquet"
        if cut < 0:
            return None
    before, rest = text[start:cut].strip(" ,"), trimmed_content(text, speaker.end, stop)
    if text[speaker.end : speaker.end + 3].strip(" ,")[:1] in tuple('"“„«'):
        return indirect(article, rest, speaker, cue)
    if needed and before and rest and not text[start:cut].rstrip().endswith(","):
        # "The repairs cost by the town's account 90 million": its clause goes on around it.
        return indirect(article, trimmed_content(text, start, cut), speaker, cue, rest)
    is_between = before and rest and text[speaker.end : speaker.end + 1] == ","
    if (
        is_between
        and text[start:cut].rstrip().endswith(",")
        and len(before.split()) < LEAST_WORDS_OF_CONTENT
        and before[0].isupper()
    ):
        return indirect(article, trimmed_content(text, start, cut), speaker, cue, rest)
    if cue.word == "laut" and before and rest and not lead.endswith(","):
        return indirect(article, trimmed_content(text, start, cut), speaker, cue, rest)
    content = rest if len(before.split()) < LEAST_WORDS_OF_CONTENT else trimmed_content(text, start, cut)
    return indirect(article, content, speaker, cue)


def indirect(
    article: SpokenArticle,
    content: Stretch | None,
    speaker: Stretch | None,
    cue: Cue | None,
    more: Stretch | None = None,
    least: int = LEAST_WORDS_OF_CONTENT,
) -> Quotation | None:
    """The report of `content`, with `more` behind what interrupts it; None when that is fewer words than `least`."""
    if content is None or len(content.of(article.text).split()) < (1 if more else least):
        return None
    return Quotation([content, more] if more else [content], "indirect", speaker, cue)
