"""The place that an article's text begins with: `BRANFORD, Ohio (AP) —`, `САМАРА, 14 марта —`."""

import re
from dataclasses import replace

from flows.enrich.name_reading.persons import People

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’. -]{1,30}?)"
    r"(?:\s*,[^.!?\n]{1,40}?|\s*\([^)\n]{1,30}\)[^.!?\n]{0,30}?)?"
    r"(?:\s[—–-]+\s|\s?[.]\s?[-—–]+\s)"
)


def read_dateline(people: People) -> None:
    """Make the first name a place where a dateline begins the text; what it holds besides is left alone."""
    spans = people.spans
    if not spans or spans[0].first != 0 or spans[0].kind == "country":
        return
    entry = spans[0].entry
    if entry is not None and entry.use != "capital":
        return
    match = _DATELINE.match(people.tokens.text)
    if match is None or people.tokens.end(spans[0].last - 1) != match.end("place"):
        return
    surface = match["place"]
    if surface.isupper() or "," in match[0] or "(" in match[0]:
        known = entry or people.lexicon.phrases.get(tuple(surface.title().split()))
        # Who reports from a capital doesn't speak of its government.
        spans[0].entry = replace(known, use="place") if known and known.kind == "place" else None
        spans[0].kind = "place"
