"""Spans of an article's words that may name something."""

from dataclasses import dataclass

from flows.enrich.name_reading.lexicon import Entry


@dataclass(slots=True)
class Span:
    """Words `first` to `last` (exclusive) and what they are: a kind of mention, `title` (a rank or a form of address),
    `name` (a run of capitals that is not known yet) or `thing` (nothing that is mentioned).

    `country` is whose it is, and `country_words` where that stands inside the span. `head` is the noun of an office or
    an institution, in the singular. `cut`: only so many characters are meant (`Russian` in `Russian-backed`).
    """

    first: int
    last: int
    kind: str
    entry: Entry | None = None
    country: Entry | None = None
    country_words: range = range(0)
    head: str | None = None
    is_plural: bool = False
    cut: int | None = None


def span_of(first: int, last: int, entry: Entry) -> Span:
    """The span of a phrase of the lexicon."""
    return Span(first, last, entry.kind, entry, entry if entry.country else None)
