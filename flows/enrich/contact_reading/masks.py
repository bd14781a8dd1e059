"""Sentences with one character for each name, office and date, so that short patterns can read them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# One private-use character a kind. Text that holds such characters of its own has them blanked first.
PERSON, COUNTRY, ORGANISATION, OFFICE, PLACE, DATE, ACTOR = "\ue001\ue002\ue003\ue004\ue005\ue006\ue007"
_OF_KIND = {
    "person": PERSON, "country": COUNTRY, "organisation": ORGANISATION, "office": OFFICE, "place": PLACE, "date": DATE,
}  # fmt: skip
_RANK = {"person": 0, "office": 1, "organisation": 2, "country": 3, "place": 4, "date": 5}
_PRIVATE = re.compile("[\ue000-\ue0ff]")


@dataclass(frozen=True)
class Masked:
    """A text in which `things` stand as one character; `spans` says where each character came from.

    Spans are offsets in the article's text, end exclusive.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    things: Mapping[int, Any] = field(default_factory=dict)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span in the article of the masked span; empty spans keep their place."""
        if start >= end:
            place = self.spans[start][0] if start < len(self.spans) else (self.spans[-1][1] if self.spans else 0)
            return place, place
        return self.spans[start][0], self.spans[end - 1][1]

    def inside(self, start: int, end: int) -> list[Any]:
        """The things in the masked span, in order."""
        return [self.things[place] for place in range(start, end) if place in self.things]

    def blanked(self, ranges: Iterable[tuple[int, int]]) -> "Masked":
        """A copy where these masked spans are blanks, so that nothing in them is read."""
        text, things = list(self.text), dict(self.things)
        for start, end in ranges:
            for place in range(start, end):
                text[place] = " "
                things.pop(place, None)
        return Masked("".join(text), self.spans, things)

    def replaced(
        self, pattern: re.Pattern[str], letter: str, read: Callable[["Masked", re.Match[str]], Any]
    ) -> "Masked":
        """A copy where each match that `read` makes something of is one `letter`; None leaves it as it stands."""
        found = [
            (match.span(), thing) for match in pattern.finditer(self.text) if (thing := read(self, match)) is not None
        ]
        if not found:
            return self
        text, spans, things, last = list[str](), list[tuple[int, int]](), dict[int, Any](), 0
        places = sorted(self.things)
        for (start, end), thing in [*found, ((len(self.text), len(self.text)), None)]:
            moved = len(spans) - last
            things.update({place + moved: self.things[place] for place in places if last <= place < start})
            text.append(self.text[last:start])
            spans += self.spans[last:start]
            if thing is not None:
                things[len(spans)] = thing
                text.append(letter)
                spans.append(self.origin(start, end))
            last = end
        return Masked("".join(text), tuple(spans), things)


def masked(text: str, start: int, end: int, rows: Iterable[Mapping[str, Any]]) -> Masked:
    """The sentence `text[start:end]` with its mentions and dates masked; of overlapping ones the longest stays."""
    chosen: list[Mapping[str, Any]] = []
    for row in sorted(
        _offices_with_holders(rows), key=lambda row: (row["char_start"] - row["char_end"], _RANK.get(row["kind"], 9))
    ):
        if row["kind"] in _OF_KIND and all(
            row["char_end"] <= other["char_start"] or other["char_end"] <= row["char_start"] for other in chosen
        ):
            chosen.append(row)
    letters, spans, things, place = [], [], dict[int, Any](), start
    for row in sorted(chosen, key=lambda row: row["char_start"]):
        if row["char_start"] < place or row["char_end"] > end:
            continue
        letters += list(_plain(text[place : row["char_start"]]))
        spans += [(at, at + 1) for at in range(place, row["char_start"])]
        things[len(letters)] = row
        letters.append(_OF_KIND[row["kind"]])
        spans.append((row["char_start"], row["char_end"]))
        place = row["char_end"]
    letters += list(_plain(text[place:end]))
    spans += [(at, at + 1) for at in range(place, end)]
    return Masked("".join(letters), tuple(spans), things)


def _offices_with_holders(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows where a person who is called by an office alone is the `holder` of that office."""
    given = list(rows)
    holders = {(row["char_start"], row["char_end"]): row for row in given if row["kind"] == "person"}
    offices = {(row["char_start"], row["char_end"]) for row in given if row["kind"] == "office"}
    kept = [row for row in given if row["kind"] != "person" or (row["char_start"], row["char_end"]) not in offices]
    return [
        {**row, "holder": holders.get((row["char_start"], row["char_end"]))} if row["kind"] == "office" else row
        for row in kept
    ]


def _plain(text: str) -> str:
    """The same length, with curly marks straightened and white space as blanks."""
    text = _PRIVATE.sub(" ", text)
    return re.sub(r"\s", " ", text.translate(str.maketrans("’‘“”", "''\"\"")))
