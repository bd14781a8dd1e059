"""Which entity a speaker is."""

import re
from bisect import bisect_left

from flows.enrich.quote_reading.speech import PRONOUNS, Stretch
from flows.enrich.quote_reading.spoken_article import Quotation, SpokenArticle

MOST_TITLE_WORDS = 5
_ABBREVIATED = re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Gen|Col|Maj|Lt|Sen|Rep|Rev|Sgt|Capt)\.")
# "The jury, led by Jane Roe, said": she is no apposition.
_JOINING = frozenset(
    (
        "of",
        "par",
        "cargo",
        "por",
        "von",
        "by",
        "with",
        "from",
        "for",
        "against",
        "and",
        "who",
        "whom",
        "whose",
        "to",
        "as",
        "but",
        "when",
        "while",
        "after",
    )
)
_WITHOUT_PRONOUNS = frozenset(("es", "it", "pt"))
_THINGS = frozenset(("it", "es"))


def speaker_and_entity(
    article: SpokenArticle, quotation: Quotation, entities: dict[int, str | None]
) -> tuple[str | None, str | None]:
    """The speaker as written and as an entity; `entities` remembers who spoke, by where each quotation starts."""
    stretch = quotation.speaker
    if stretch is not None:
        stretch = _person_in(article, stretch, quotation) or stretch
    if quotation.carried is not None:
        entity = entities.get(quotation.carried.start)
    else:
        entity = _entity(article, stretch, entities) if stretch else _unsaid(article, quotation, entities)
    entities[quotation.start] = entity
    return stretch.of(article.text) if stretch else None, entity


def _person_in(article: SpokenArticle, stretch: Stretch, quotation: Quotation) -> Stretch | None:
    """`Jane Roe` of `Finance Minister Jane Roe` and of `its director, Dr. Jane Roe, said`."""
    text, cue = article.text, quotation.cue
    until = cue.start if cue is not None and cue.start > stretch.end else stretch.end + MOST_TITLE_WORDS * 8
    is_first = True
    for mention in article.mentions[bisect_left(article.mention_starts, stretch.start) :]:
        start, end = mention.start, mention.end
        if start >= until:
            return None
        if mention.kind == "organisation":
            if is_first and text[stretch.end : start] == ", " and text[end : end + 1] == ",":
                return Stretch(start, end)  # "The union, Usdaw, said"
            is_first = False
        if mention.kind != "person" or text[start:end].islower():
            continue
        if end == stretch.end:
            return Stretch(start, end)
        between = text[stretch.end : start]
        title = _ABBREVIATED.sub("", between[2:]).split()
        if (
            between[:2] == ", "
            and not {",", "."} & {*" ".join(title)}
            and len(title) <= MOST_TITLE_WORDS
            and not _JOINING & {*title}
        ):
            return Stretch(start, end)
    return None


def _entity(article: SpokenArticle, stretch: Stretch, entities: dict[int, str | None]) -> str | None:
    """What the speaker's words end with; for a pronoun the last speaker, else who the sentence before is about."""
    words = stretch.of(article.text)
    if words.lower() in PRONOUNS:
        return _meant(
            article, stretch, entities, ("organisation", "country") if words.lower() in _THINGS else ("person",)
        )
    inside = [
        mention
        for mention in article.mentions[bisect_left(article.mention_starts, stretch.start) :]
        if mention.end <= stretch.end
    ]
    ending = [mention for mention in inside if mention.end == stretch.end]
    kinds = {"person": 0, "organisation": 1, "country": 2}
    best = min(ending, key=lambda mention: kinds[mention.kind], default=None)
    if best is None and inside and " of " in words and inside[0].start == stretch.start:
        best = inside[0]
    return best.entity_id if best else None


def _unsaid(article: SpokenArticle, quotation: Quotation, entities: dict[int, str | None]) -> str | None:
    """Who speaks where the verb alone says so, as in Spanish `dijo`."""
    if quotation.cue is None or article.language not in _WITHOUT_PRONOUNS:
        return None
    return _meant(article, Stretch(quotation.cue.start, quotation.cue.end), entities, ("person",))


def _meant(
    article: SpokenArticle, stretch: Stretch, entities: dict[int, str | None], kinds: tuple[str, ...]
) -> str | None:
    sentence = article.sentence_at(stretch.start)
    last = max((start for start in entities if start < stretch.start), default=None)
    if last is not None and sentence - article.sentence_at(last) <= 2:
        spoken = entities[last]
        if spoken and spoken.split(":")[0] in kinds:
            return spoken
    for number in (sentence, sentence - 1, sentence - 2):
        if number < 0:
            break
        start, end = article.sentences[number]
        for mention in article.mentions[bisect_left(article.mention_starts, start) :]:
            if mention.start >= min(end, stretch.start):
                break
            if mention.kind in kinds:
                return mention.entity_id
    return None
