"""The place that an article's text begins with: `BRANFORD, Ohio (AP) —`, `САМАРА, 14 марта —`, `NEW VELMAR: `."""

import re
from dataclasses import replace

from flows.enrich.name_reading.persons import People
from flows.enrich.name_reading.spans import Span

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’. -]{1,30}?)"
    # A stop ends an abbreviation: "N.M.", "Calif."
    r"(?:\s*,(?:[^.!?\n]|(?<=[A-Z])\.|\b[A-Z][a-z]{2,4}\.){1,40}?|\s*\([^)\n]{1,30}\)[^.!?\n]{0,30}?)?"
    r"(?:\s[—–-]+\s|\s?[.]\s?[-—–]+\s|(?<=\w)\.?\s/[^/\n]{2,30}/\.?\s|(?P<colon>:)\s)"
)


def read_dateline(people: People) -> None:
    """Make a place of what a dateline begins the text with; what it holds besides is left alone."""
    spans = people.spans
    if not spans or spans[0].first > 1 or spans[0].kind == "country":
        return
    entry = spans[0].entry
    if entry is not None and entry.use != "capital":
        return
    match = _DATELINE.match(people.tokens.text)
    if match is None or people.tokens.end(spans[0].last - 1) != match.end("place"):
        return
    surface = match["place"]
    known = people.lexicon.phrases.get(tuple(surface.title().split()))
    if spans[0].first and not (surface.isupper() and known):
        return
    if match["colon"] and not (surface.isupper() and known):
        return
    if surface.isupper() or "," in match[0] or "(" in match[0]:
        known = entry or known
        # Who reports from a capital doesn't speak of its government.
        spans[0] = Span(
            0, spans[0].last, "place", replace(known, use="place") if known and known.kind == "place" else None
        )
