"""The words of contact as the reference table lists them, as patterns over masked sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.enrich.contact_reading.masks import ACTOR

Cue = tuple[str, str, str | None, str | None]
"""A row of the reference table: kind, word, medium, direction."""

# Actors who stand in one list: "A, B and their C".
GROUP = rf"{ACTOR}(?:(?:, (?:and )?| and |/)(?:(?:their|his|her|its) )?{ACTOR})*"


@dataclass(frozen=True)
class Lexicon:
    """The cue words as patterns, and the medium and the direction that each stands for by its kind and itself.

    `signs` has a word of every cue, in lower case: without one of them nothing is told. `private` matches offices whose
    holders act for themselves.
    """

    signs: frozenset[str]
    verbs: re.Pattern[str]
    gerunds: re.Pattern[str]
    nouns: str
    media: re.Pattern[str]
    private: re.Pattern[str]
    meaning: dict[tuple[str, str], tuple[str, str]]

    def said_medium(self, text: str) -> str | None:
        """How the words say that it was done (by phone, on the sidelines), the first way named."""
        match = self.media.search(text)
        return self.meaning["medium", match["word"].lower()][0] if match else None

    def named_medium(self, text: str) -> str | None:
        """How it was done, else the medium of the first noun that has one (call, letter)."""
        nouns = re.finditer(rf"\b(?:{self.nouns})\b", text, re.IGNORECASE)
        media = (self.meaning["noun", match[0].lower()][0] for match in nouns)
        return self.said_medium(text) or next((medium for medium in media if medium != "other"), None)

    def medium(self, around: str, default: str) -> str:
        """The medium of a cue among these words; a letter or a visit stays what it is."""
        named = self.said_medium(around)
        if named is None or default in ("letter", "visit") or (named == "letter" and default != "other"):
            return default
        return named


def lexicon(cues: Sequence[Cue]) -> Lexicon:
    """Patterns of the reference table's words, longer ones first."""

    def words(*kinds: str) -> str:
        listed = {word for kind, word, *_ in cues if kind in kinds}
        return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))

    telling = [word.split() for kind, word, *_ in cues if kind in ("past", "gerund", "noun")]
    return Lexicon(
        frozenset(max(reversed(word), key=len) for word in telling),
        re.compile(rf"\b(?P<word>{words('past')})\b"),
        re.compile(rf"\b(?:after|by|upon|on|while|from) (?:briefly )?(?P<word>{words('gerund')})\b"),
        words("noun"),
        re.compile(rf"\b(?P<word>{words('medium')})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{words('private')})s?\b", re.IGNORECASE),
        {(kind, word): (medium or "", direction or "") for kind, word, medium, direction in cues},
    )
