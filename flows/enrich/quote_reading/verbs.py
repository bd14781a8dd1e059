"""Verbs of saying, and where an article has them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress, count

from flows.enrich.name_reading.remembered import Remembered

# Verbs of saying stand in no longer word, hyphens included.
_WORD = re.compile(r"[\w-]+")


@dataclass(slots=True)
class Cue:
    """A verb of saying at `start` to `end` of the text; `role` as in the reference table."""

    start: int
    end: int
    word: str
    role: str


class Verbs(Remembered[tuple[Cue, ...]]):
    """The verbs of saying of one language: what stands between two spaces, with the cues in it at their offsets.

    Few such chunks are new, so most cost one look.
    """

    def __init__(self, roles: Mapping[str, str]) -> None:
        super().__init__(self._cues)
        self.roles = roles
        # "D'après": the few that hold more than letters and hyphens.
        odd = [word for word in sorted(roles) if not _WORD.fullmatch(word)]
        spelled = {re.escape(case) for word in odd for case in (word, word.capitalize())}
        self.pattern = re.compile("|".join([*sorted(spelled), _WORD.pattern]))

    def _cues(self, chunk: str) -> tuple[Cue, ...]:
        return tuple(
            Cue(match.start(), match.end(), match[0], role)
            for match in self.pattern.finditer(chunk)
            if (role := self.roles.get(match[0]) or self._opening_role(match[0]))
        )

    def _opening_role(self, word: str) -> str | None:
        """`According` opens a sentence; with a capital the others are names."""
        role = self.roles.get(word.lower()) if word == word.capitalize() else None
        return role if role == "according" else None


def cues(text: str, verbs: Verbs) -> Iterator[Cue]:
    """Every verb of saying of the text, in order."""
    chunks = text.split(" ")
    found = list(map(verbs.__getitem__, chunks))
    place = last = 0
    for at in compress(count(), found):
        place += sum(map(len, chunks[last:at])) + at - last
        last = at
        for cue in found[at]:
            yield Cue(place + cue.start, place + cue.end, cue.word, cue.role)
