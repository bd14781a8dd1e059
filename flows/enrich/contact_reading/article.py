"""An article as it is read for contacts: its sentences, masked, and who says what in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.enrich.contact_reading.accounts import Account, accounts
from flows.enrich.contact_reading.masks import Masked, masked
from flows.enrich.contact_reading.parties import Actor, with_actors, with_offices
from flows.enrich.contact_reading.titles import Forms

Row = Mapping[str, Any]
_REST_OF_DATELINE = re.compile(r"(?:,? [A-Z0-9][\w.]*)*,?(?: \([^()]{1,40}\))? ?(?:--?|[\u2013\u2014]) ")


@dataclass(frozen=True)
class Article:
    """An article's own words and the rows that earlier steps found in it."""

    title: str
    text: str
    sentences: Sequence[Row]
    dates: Sequence[Row]
    mentions: Sequence[Row]
    quotes: Sequence[Row]
    forms: Forms


@dataclass(frozen=True)
class Sentence:
    """One sentence as it is read: masked whole, and `body` without the accounts that others give.

    `text` is the article's.
    """

    number: int
    text: str
    whole: Masked
    body: Masked
    accounts: Sequence[Account]
    dates: Sequence[Row]
    quoted: Sequence[tuple[int, int]]

    def words(self, start: int, end: int) -> str:
        """The article's words under the masked span, with single blanks."""
        begin, stop = self.whole.origin(start, end)
        return " ".join(self.text[begin:stop].split())

    def actors(self) -> list[Actor]:
        """Everybody whom the sentence names or points to, in its order."""
        things = (self.whole.things[place] for place in sorted(self.whole.things))
        return [thing for thing in things if isinstance(thing, Actor)]


def read_sentence(article: Article, row: Row) -> Sentence:
    """The sentence of this row, masked."""
    start, end = row["char_start"], row["char_end"]
    if place := dateline(article, row):
        start = _behind(article.text, place["char_end"], end) or start
    dates = _within(article.dates, start, end)
    things = [*_within(article.mentions, start, end), *({**date, "kind": "date"} for date in dates)]
    whole = with_actors(with_offices(masked(article.text, start, end, things)))
    told = accounts(whole)
    quoted = [
        _masked_span(whole, quote["char_start"], quote["char_end"])
        for quote in _within(article.quotes, start, end)
        if quote["form"] == "direct"
    ]
    body = whole.blanked(account.cut for account in told)
    return Sentence(row["sentence_number"], article.text, whole, body, told, dates, quoted)


def dateline(article: Article, row: Row) -> Row | None:
    """The mention of the place where the article's first sentence says that it was written, "NORHAVEN, May 2 -"."""
    if not row or row["sentence_number"] != 1:
        return None
    first = (each for each in article.mentions if each["char_start"] == row["char_start"])
    place = next((each for each in first if each["kind"] in ("place", "country")), None)
    return place if place and _behind(article.text, place["char_end"], row["char_end"]) else None


def home(article: Article) -> tuple[str, str | None] | None:
    """The country of the place where the article says that it was written, and its code."""
    place = dateline(article, next(iter(article.sentences), {}))
    if not place:
        return None
    known = (place["country"], place["country_code"]) if place["country"] else None
    return known or article.forms.capitals.get(place["entity_id"])


def _behind(text: str, start: int, end: int) -> int | None:
    """Where the words behind a dateline begin; None without a dash between them and the place."""
    match = _REST_OF_DATELINE.match(text, start, end)
    return match.end() if match else None


def _within(rows: Sequence[Row], start: int, end: int) -> list[Row]:
    return [row for row in rows if start <= row["char_start"] and row["char_end"] <= end]


def _masked_span(sentence: Masked, start: int, end: int) -> tuple[int, int]:
    places = [place for place, span in enumerate(sentence.spans) if start <= span[0] and span[1] <= end]
    return (places[0], places[-1] + 1) if places else (0, 0)
