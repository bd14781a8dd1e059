"""Reads the time expressions of one article in order, because later ones count from earlier ones."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from flows.enrich.date_reading.calendar_spans import Interval, years_later
from flows.enrich.date_reading.grammar import Expression, expressions
from flows.enrich.date_reading.meaning import When
from flows.enrich.date_reading.tense import Outlook, outlook
from flows.enrich.date_reading.tokens import Tokens
from flows.enrich.date_reading.values import interval, needs_anchor
from flows.enrich.date_reading.words import Lexicon

# How many sentences back the day may stand that "the next day" is counted from.
_SENTENCES_BACK = 3
# Rules of single days, on which somebody can have spoken.
_REPORTING = frozenset({"date", "weekday", "day_word"})
# Rules whose value, or whose basis, the tense decides.
_TENSED = _REPORTING | {"range", "weekend", "month", "season", "part_of_year", "part_of_month", "ahead"}
_DATELINE_LENGTH = 120
_BEFORE_DATELINE = re.compile(r"[^\W\d_][^.!?;\n]{1,70},\s*(?:(?:le|el|den)\s+)?\Z")
_AFTER_DATELINE = re.compile(r"[.,]?\s*(?:(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)\.?\s*(?:[-–—:]|$|(?=\w))|[-–—]{1,2}\s)")
# What may stand between "the day after" and the day that it counts from, and between two names of one day.
_GOVERNED = re.compile(r"\s(?:\w{1,4}\s)?")
_APPOSITION = re.compile(r",\s(?:\w{1,3}\s)?(?:the\s)?")
# Where these words stand "the third quarter" is one of the game.
_GAME = re.compile(
    r"\b(?:touchdowns?|quarterback|field goals?|rebounds?|halftime|half-time|free throws?|three-pointers?|fumbled?"
    r"|jumper|interceptions?|tip-?off)\b"
)
_PAST_DAY = Outlook(is_future=False, is_reporting=False)


class Anchor(NamedTuple):
    """The day that relative expressions count from, and how it is known."""

    on: date | None
    basis: str


class Dated(NamedTuple):
    """An expression with its interval."""

    sentence: int
    span: tuple[int, int]
    interval: Interval | None
    anchor_on: date | None
    basis: str


class Reader:
    """Reads the sentences of one article in order and keeps the days that later ones refer to."""

    def __init__(self, text: str, lexicon: Lexicon, speech: frozenset[str], published_on: date | None) -> None:
        self.text, self.lexicon, self.speech = text, lexicon, speech
        self.anchor = Anchor(published_on, "publication")
        self.told: list[Dated] = []
        """What was resolved so far."""

    def read(self, sentence: int, start: int, end: int) -> list[Dated]:
        """The time expressions of the sentence `text[start:end]`, from left to right."""
        tokens = Tokens(self.text, start, end, self.lexicon)
        found = list(expressions(tokens, self.lexicon))
        own: dict[int, Dated] = {}
        for position, each in enumerate(found):
            if not each.when.is_in_text and (dated := self._own(sentence, tokens, each)):
                is_first = sentence == 1 and position == 0
                own[position] = self._as_dateline(dated, each.when) if is_first else dated
        rows: list[Dated] = []
        for position, each in enumerate(found):
            if each.when.is_in_text:
                rows.append(self._from_text(sentence, tokens, each, rows, own.get(position + 1)))
            elif position in own:
                rows.append(own[position])
        self.told += [row for row in rows if row.interval]
        return rows

    def _own(self, sentence: int, tokens: Tokens, each: Expression) -> Dated | None:
        """The expression by the article's own day; None where it tells a duration or a part of a game."""
        when, look = each.when, _PAST_DAY
        if when.unit == "quarter" and when.year is None and when.relation is None and _GAME.search(self.text):
            return None
        if when.rule in _TENSED:
            look = outlook(tokens, each.first, each.last, self.lexicon, self.speech)
        if when.rule == "ahead" and (not look.is_future or _counts(tokens, each, self.lexicon)):
            # "In three days" tells how long it took; Russian says "three days later" with the same words.
            return self._from_text(sentence, tokens, each, [], None) if when.compare else None
        value = interval(when, self.anchor.on, look.is_future)
        is_relative = needs_anchor(when)
        basis = self.anchor.basis if is_relative else "absolute"
        if look.is_reporting and when.rule in _REPORTING and when.until is None:
            basis = "reporting"
        elif value is None:
            basis = "unresolved"
        return Dated(sentence, _span(tokens, each), value, self.anchor.on if is_relative and value else None, basis)

    def _from_text(
        self, sentence: int, tokens: Tokens, each: Expression, before: list[Dated], following: Dated | None
    ) -> Dated:
        """An expression that counts from another one: "the day after Monday's vote", "two days later"."""
        span = _span(tokens, each)
        gap = self.text[span[1] : following.span[0]] if following else ""
        if following and _APPOSITION.fullmatch(gap):
            return following._replace(span=span, anchor_on=following.interval and following.interval[0], basis="text")
        told = [row for row in [*self.told, *before] if sentence - row.sentence <= _SENTENCES_BACK]
        when = each.when
        if following and _GOVERNED.fullmatch(gap):
            told = [following]
        elif is_governing(tokens, each, self.lexicon):
            # "He arrived on Friday, three days after they had met": they met three days before Friday.
            told = [row for row in before if row.sentence == sentence]
            when = replace(when, compare=-(when.compare or 1), relation=when.relation and -when.relation)
        points = [row.interval for row in told if row.interval and _is_point(row.interval, when)]
        day = points[-1][0] if points else None
        value = interval(when, day, False)
        if value and when.compare and when.unit == "year" and _is_part_of_year(points[-1]):
            # "In April 2023, against ... a year earlier" compares two Aprils.
            value = years_later(points[-1], value[0].year - points[-1][0].year)
        return Dated(sentence, span, value, day if value else None, "text" if value else "unresolved")

    def _as_dateline(self, dated: Dated, when: When) -> Dated:
        """Count from the dateline's day where the article begins with one: `PORT LUMA, March 3 (Agency) -`."""
        start, end = dated.span
        is_dateline = (
            when.rule == "date"
            and start < _DATELINE_LENGTH
            and _BEFORE_DATELINE.match(self.text, 0, start)
            and _AFTER_DATELINE.match(self.text, end)
        )
        if not is_dateline or not dated.interval:
            return dated
        self.anchor = Anchor(dated.interval[0], "dateline")
        # What the first verb says is none of the dateline's.
        return dated._replace(basis="publication" if dated.anchor_on else "absolute")


def is_governing(tokens: Tokens, each: Expression, lexicon: Lexicon) -> bool:
    """Whether the expression goes on with what it counts from, as "a day after the storm" does."""
    following = tokens.words[each.last : each.last + 1]
    if not following or not following[0][0].isalpha() or following[0] in lexicon.tense["pointer"]:
        return False
    last = tokens.words[each.last - 1].rsplit("_", 1)[-1]
    return last in lexicon.tense["governing"] or following[0] in lexicon.tense["governing"]


def _counts(tokens: Tokens, each: Expression, lexicon: Lexicon) -> bool:
    """Whether the expression tells how often or since when: "once in nine years", "the worst drought in decades"."""
    before = tokens.words[max(0, each.first - 4) : each.first]
    return not lexicon.tense["counting"].isdisjoint(before)


def _is_part_of_year(told: Interval) -> bool:
    """Whether it is made of whole months, but not of all twelve."""
    first, last = told
    is_whole = first.day == 1 and (last + timedelta(1)).day == 1
    return is_whole and 27 <= (last - first).days <= 190


def _span(tokens: Tokens, each: Expression) -> tuple[int, int]:
    return tokens.span(each.first, each.last)


def _is_point(told: Interval, when: When) -> bool:
    """Whether it is exact enough to count the unit from: a day, or for years and months one of those."""
    first, last = told
    if when.unit in ("year", "decade", "century"):
        return first.year == last.year
    return first == last or (when.unit == "month" and (first.year, first.month) == (last.year, last.month))
