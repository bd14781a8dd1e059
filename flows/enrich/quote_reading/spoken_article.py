"""An article as it is read for what is said in it: its quotation marks, verbs of saying and those who may speak."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.enrich.quote_reading.dialogue import INTERRUPTING_LANGUAGES, dialogues, interrupted
from flows.enrich.quote_reading.dialogue import LANGUAGES as DIALOGUE_LANGUAGES
from flows.enrich.quote_reading.quotation_marks import Quoted, quoted
from flows.enrich.quote_reading.speech import PRONOUNS, Stretch, has_verb, trimmed
from flows.enrich.quote_reading.verbs import Cue, Verbs, cues

SPEAKING_KINDS = frozenset(("person", "organisation", "country"))
# Languages whose verbs of saying need a conjunction before what is said.
WITH_CONJUNCTION = frozenset(("ru", "fr", "de", "es"))
MOST_WORDS_OF_GAP = 14
# Verbs whose object is the one who is told.
TOLD = frozenset((
    "told", "tells", "tell", "telling", "informed", "informs", "informing", "assured", "reminded", "briefed",
    "asked", "warned",
))  # fmt: skip
_PARTING = frozenset(',.;"“')
_MARK = re.compile('["“”„‟«»]')
_OUTLET = r"radio|television|newspaper|news agency|daily|tv|reporters|lawmakers"
_AUDIENCE = (
    r"conference|radio|television|agency|newspaper|tv|crew|court|committee|hearing|meeting|audience|rally|channel"
)
_ADDRESSEE = re.compile(
    r"\s+((?:(?:the|a|an|his|her|its|their|state|local|public)\s+)?"
    rf"(?:[A-Z][\w.'’&-]*(?:\s+(?:[A-Z][\w.'’&-]*|{_OUTLET}))*|\w+(?:\s+(?:{_AUDIENCE}))?))"
)
_CONJUNCTION_AHEAD = re.compile(r"\s(?:that|whether|if|how|to)\s")
# "told the judge he needed more time": a pronoun begins what is told.
_CLAUSE_AHEAD = re.compile(
    r"\s[\w.'’& -]{2,60}?(?<!\bas)(?<!\bif)(?<!\band)(?<!\bbut)(?<!\bwhen)(?<!\bafter)(?<!\bwhile)(?<!\bbefore)"
    r"(?<!\babout)\s(?=(?:he|she|they|it|we|there)\s)"
)
# No clause ends with the full stop of a title or an initial.
_TITLE_STOP = re.compile(r"\b(?:[A-Z]|Dr|Mr|Ms|Mrs|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Prof|Jr|Sr)\.")
_TITLE_BETWEEN = re.compile(r"\s(?:[a-z-]+\s){1,4}")
_LINK = re.compile(r"\s(?:to|con)\b")
# A noun with what stands before it: there the verb follows without a comma.
_GERMAN_PHRASE = re.compile(
    r"\s+(?:(?:der|des|die|dem|den|von|vom|eines|einer|einem|seiner|seines|ihrer|ihres)\s+)?((?:[^\W\d_A-ZÄÖÜ][\w-]*\s+){0,2}"
    r"[A-ZÄÖÜ][\w-]*(?:\s+[A-ZÄÖÜ][\w-]*)*)"
)
_FIRST_WORD = re.compile(r"\w+")


class Mention(NamedTuple):
    """A mention of `SPEAKING_KINDS`."""

    start: int
    end: int
    kind: str
    entity_id: str


@dataclass(slots=True)
class Quotation:
    """What was said: `start` to `end` is where, `parts` the stretches that hold it."""

    parts: list[Stretch]
    form: str
    speaker: Stretch | None
    cue: Cue | None
    carried: "Quotation | None" = None

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    def text(self, text: str) -> str:
        said = " ".join(part.of(text).strip() for part in self.parts)
        return said if self.form == "direct" else " ".join(_MARK.sub("", said).split())


class SpokenArticle:
    """An article's text with `sentences` and `mentions` in its order.

    `found` are its quotations so far, `used` the numbers of the quoted spans that they took.
    """

    def __init__(
        self,
        text: str,
        language: str,
        sentences: Sequence[tuple[int, int]],
        mentions: Sequence[Mention],
        verbs: Verbs,
    ) -> None:
        self.text, self.sentences, self.mentions = text, sentences, mentions
        self.language = language
        self.needs_that = language in WITH_CONJUNCTION
        self.starts = [start for start, _ in sentences]
        self.mention_starts = [mention.start for mention in mentions]
        self.quoted, found = quoted(text), list(cues(text, verbs))
        if language in DIALOGUE_LANGUAGES and (spoken := dialogues(text, found, self.quoted)):
            self.quoted = _outermost(self.quoted + spoken)
        if language in INTERRUPTING_LANGUAGES:
            self.quoted = [part for span in self.quoted for part in interrupted(text, language, span, found)]
        self.quoted_starts = [span.outer_start for span in self.quoted]
        inside = [(span.outer_start, span.outer_end) for span in self.quoted]
        self.cues = [cue for cue in found if not _is_inside(cue, inside)]
        self.cue_starts = [cue.start for cue in self.cues]
        self.used: set[int] = set()
        self.found: list[Quotation] = []

    def sentence_at(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)

    def bounds(self, place: int) -> tuple[int, int]:
        return self.sentences[self.sentence_at(place)] if self.sentences else (0, len(self.text))

    def cues_in(self, start: int, end: int) -> list[Cue]:
        return self.cues[bisect_left(self.cue_starts, start) : bisect_left(self.cue_starts, end)]

    def is_title(self, span: Quoted) -> bool:
        """Every longer word has a capital: the title of a work or the name of an operation."""
        words = self.text[span.start : span.end].split()
        return len(words) < 8 and all(word[0].isupper() or len(word) < 4 or not word[0].isalpha() for word in words)

    def is_mention(self, span: Quoted) -> bool:
        """Whether all that stands in the marks is a name."""
        at = bisect_left(self.mention_starts, span.start)
        return at < len(self.mentions) and (self.mentions[at].start, self.mentions[at].end) == (span.start, span.end)

    def source(self, cue: Cue, stop: int) -> Stretch | None:
        """The source: up to the next mark."""
        text = self.text
        link = _LINK.match(text, cue.end, stop)
        start = link.end() if link else cue.end
        at = bisect_left(self.mention_starts, start)
        if self.language == "de" and at < len(self.mentions) and self.mentions[at].start <= start + 5:
            # In German the verb follows without a comma: "Laut Spiegel soll ..."
            return Stretch(self.mentions[at].start, self.mentions[at].end)
        if self.language == "de" and (phrase := _GERMAN_PHRASE.match(text, start, stop)):
            return trimmed(text, phrase.start(1), phrase.end())
        ends = [place for mark in (",", ";", ":", "\n", "(", "—", "–") if (place := text.find(mark, start, stop)) >= 0]
        found = trimmed(text, start, min(ends, default=stop))
        if found and text[found.end : found.end + 1] == "»" and "«" in found.of(text):
            return Stretch(found.start, found.end + 1)
        return found

    def addressee(self, cue: Cue, stop: int) -> Stretch | None:
        """Whom somebody told: `told AFP`, `told a news conference in Oslo that`."""
        if cue.word not in TOLD:
            return None
        text = self.text
        that = _CONJUNCTION_AHEAD.search(text, cue.end, min(stop, cue.end + 80))
        clause = _CLAUSE_AHEAD.match(text, cue.end, stop)
        if clause and (that is None or clause.end() < that.start()) and not has_verb(text, cue.end, clause.end()):
            return trimmed(text, cue.end, clause.end())
        if that and that.start() > cue.end and not _PARTING & {*_TITLE_STOP.sub("", text[cue.end : that.start()])}:
            return trimmed(text, cue.end, that.start())
        at = bisect_left(self.mention_starts, cue.end)
        if at < len(self.mentions) and text[cue.end : self.mention_starts[at]].strip() in ("", "the", "The"):
            mention = self.mentions[at]
            if mention.kind in ("person", "organisation"):
                return Stretch(mention.start, mention.end)
        match = _ADDRESSEE.match(text, cue.end, stop)
        return trimmed(text, match.start(1), match.end(1)) if match else None

    def after_addressee(self, cue: Cue, stop: int) -> int:
        stretch = self.addressee(cue, stop)
        return stretch.end if stretch else cue.end

    def first_named(self, start: int, end: int) -> Stretch | None:
        """The subject of the sentence, as far as its first words tell: a mention or a pronoun."""
        word = _FIRST_WORD.match(self.text, start, end)
        if word and word[0].lower() in PRONOUNS:
            return Stretch(word.start(), word.end())
        at = bisect_left(self.mention_starts, start)
        for number, mention in enumerate(self.mentions[at:], at + 1):
            if mention.end > end:
                return None
            if mention.kind == "organisation" and (holder := self._holder(mention, number, end)):
                return holder
            if mention.kind in ("person", "organisation"):
                return Stretch(mention.start, mention.end)
        return None

    def _holder(self, body: Mention, following: int, end: int) -> Stretch | None:
        """`Jane Roe` of `Barclays chief executive Jane Roe`."""
        if following >= len(self.mentions) or self.mentions[following].end > end:
            return None
        person = self.mentions[following]
        is_title = _TITLE_BETWEEN.fullmatch(self.text, body.end, person.start) is not None
        if person.kind != "person" or not is_title or has_verb(self.text, body.end, person.start):
            return None
        return Stretch(person.start, person.end)

    def first_mention(self, start: int, end: int) -> Stretch | None:
        """What is named first between two places, a country as well."""
        at = bisect_left(self.mention_starts, start)
        if at < len(self.mentions) and self.mentions[at].end <= end:
            return Stretch(self.mentions[at].start, self.mentions[at].end)
        return None

    def first_person(self, start: int, end: int) -> Stretch | None:
        """The first person who is named between two places."""
        for mention in self.mentions[bisect_left(self.mention_starts, start) :]:
            if mention.end > end:
                return None
            if mention.kind == "person":
                return Stretch(mention.start, mention.end)
        return None


def trimmed_content(text: str, start: int, end: int) -> Stretch | None:
    """The stretch without white space and commas at its ends."""
    while start < end and text[start] in " ,;:\n\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;:\n\u00a0":
        end -= 1
    return Stretch(start, end) if start < end else None


def without_comma(text: str, span: Quoted) -> int:
    """The end of the quoted words without the comma that only leads over to the speaker."""
    return span.end - 1 if span.end - 1 > span.start and text[span.end - 1] == "," else span.end


def _outermost(spans: list[Quoted]) -> list[Quoted]:
    kept: list[Quoted] = []
    for span in sorted(spans, key=lambda span: (span.outer_start, -span.outer_end)):
        if not kept or span.outer_start >= kept[-1].outer_end:
            kept.append(span)
    return kept


def _is_inside(cue: Cue, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (cue.start, len(spans) + cue.end)) - 1
    return at >= 0 and spans[at][0] <= cue.start < spans[at][1]
