"""Cuts texts into words, and remembers each with what the tables say of it by how it is written."""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, chain, pairwise
from typing import Any

from flows.enrich.name_reading.names_of_people import NamesOfPeople
from flows.enrich.name_reading.remembered import Remembered
from flows.enrich.name_reading.words import NO_ROLES, NO_WORDS, OPENERS, Word, word_of

# Abbreviations that keep their stop, so that the stop doesn't part a title from a name; by their length.
_SHORT = {
    3: "Lt|Mr|Ms|Dr|St|Jr|Sr|Co|им",
    4: "Gen|Col|Maj|Adm|Sgt|Mrs|Sen|Rep|Gov|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Inc|Ltd|Cpl|Sir",
    5: "Capt|Cmdr|Brig|Prof|Supt|Insp|Sept|Corp",
}
_SHORT_WITH_STOP = "|".join(rf"(?<=(?:{words.replace('|', '[.]|')}[.]))" for words in _SHORT.values())
TOKEN = re.compile(
    # Most words are followed by nothing that could belong to them: the quick way.
    r"\w++(?![-.\u2010\u2011'’ʼ])"
    # French elisions, which are words of their own.
    r"|(?:[ldsncjmt]|qu)['’](?=\w{2})"
    # A word, with its apostrophes and hyphens; what ends in a possessive is cut before it.
    rf"|\w(?!\.)\w*+(?:[-\u2010\u2011'’ʼ](?![sS]\b)\w++)*+(?:\.(?=[\s,;])(?:{_SHORT_WITH_STOP}))?"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]\.(?=[ \u00a0][^\W\d_])"  # The initial in John F. Kennedy.
    r"|['’][sS]\b|\w|\n+|[^\w\s]"
)
# At the head of a sentence only French has them: elsewhere it may be L'Aquila.
_ELISION = re.compile(r"[LDCJNSQ]u?['’](?=\w{2})")
_SCRIPT_WITHOUT_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# An initial, or a word that may be one: what follows the space behind it decides.
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.\Z")
_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST_COMPOUND, _SHORTEST_PART = 8, 4
_INHERITED = frozenset(("head", "orgnoun", "organisation"))
# `Handball-Bundesligist` says what a club is, and is not its name.
_TELLING_KINDS = frozenset((
    "bundesligist", "zweitligist", "drittligist", "regionalligist", "konzern", "hersteller", "betreiber", "anbieter",
    "zulieferer", "versorger", "behörde", "tochter", "händler", "kette", "klub", "verein", "unternehmen", "firma",
))  # fmt: skip
# German bodies of the federation and the states, and those of towns, of which there is one each.
_STATE_BODY = re.compile(
    r"(?:bundes|landes)\w{2,}(?:amt|amte?s|anstalt|stelle|agentur|gericht|gerichte?s|polizei|zentrale|institut|instituts"
    r"|verband|verbande?s|archiv|archivs|bank|kammer|rat|rats|ministerium|ministeriums|vereinigung|direktion|präsidium|präsidiums)"
)
_TOWN_BODY = re.compile(
    r"(?:schul|jugend|gesundheits|ordnungs|bau|finanz|veterinär|umwelt|standes|forst|sozial|kultur|tiefbau|gartenbau"
    r"|liegenschafts|grünflächen|straßenverkehrs|kreis|luftfahrt|wasserwirtschafts|gewerbeaufsichts|haupt|zoll|arbeits)amte?s?"
    r"|\w{3,}vereine?s?|jobcenter|(?:kantons|stadt|kreis|verkehrs|wasserschutz|autobahn|kriminal|schutz)polizei"
)
_PARTING = frozenset(",;:!?)")
_LONGEST_ABBREVIATION = 4


# What stands between two spaces: of each word the `Word`, then how far it is from its start to that of the next one,
# also over the space. Empty where the next chunk decides what the words are, or where no word stands at its start.
Chunk = tuple[Any, ...]


class Vocabulary:
    """What one language's tables say of words.

    `roles` are of words in lower case, `reach` and `following` of the words that begin a phrase; `unspaced` finds names
    in scripts without spaces; where the language `elides`, `L'Algérie` is two words; where it
    `has_compounds`, a long word is what its last part is (`Papierhersteller`).
    """

    def __init__(
        self,
        roles: Mapping[str, frozenset[str]],
        reach: Mapping[str, int],
        following: Mapping[str, frozenset[str]],
        of_people: NamesOfPeople,
        unspaced: re.Pattern[str] | None,
        elides: bool,
        has_compounds: bool,
    ) -> None:
        self.roles, self.reach, self.following, self.of_people = roles, reach, following, of_people
        self.unspaced, self.elides, self.has_compounds = unspaced, elides, has_compounds
        self._words = Remembered(self._word)
        self._chunks = Remembered(self._inner_chunk)

    def roles_of(self, word: str) -> frozenset[str]:
        return self.roles.get(word.lower(), NO_ROLES)

    def cut(self, text: str) -> tuple[list[Word], list[int]]:
        """The words of a text in order and where they start; few chunks are new, so most cost one look."""
        pieces = text.split(" ")
        last = pieces.pop()
        chunks = [*map(self._chunks.__getitem__, pieces), self._chunk(last, "")]
        if not all(chunks):
            following = [*pieces[1:], last]
            for at in [at for at, chunk in enumerate(chunks[:-1]) if not chunk]:
                chunks[at] = self._chunk(pieces[at], " a" if _LETTER.match(following[at]) else " ")
        if not all(chunks):
            # More white space than a space between words, which cleaned text hasn't.
            spans = self._spans(text, "")
            return [self._words[text[start:end]] for start, end in spans], [start for start, _ in spans]
        known_and_distances = list(chain.from_iterable(chunks))
        starts = list(accumulate(known_and_distances[1::2], initial=0))
        starts.pop()
        return known_and_distances[::2], starts

    def _inner_chunk(self, piece: str) -> Chunk:
        """The chunk before a space, unless it ends with what the next word makes an initial or not."""
        return () if _INITIAL.search(piece) else self._chunk(piece, " ")

    def _chunk(self, piece: str, after: str) -> Chunk:
        if piece.isascii():
            # Most chunks are a word, or a word with a mark behind it that no word keeps.
            if piece.isalnum():
                return self._words[piece], len(piece) + 1
            word, mark = piece[:-1], piece[-1:]
            if word.isalnum() and (mark in _PARTING or (mark == "." and len(word) > _LONGEST_ABBREVIATION)):
                return self._words[word], len(word), self._words[mark], 2
        spans = self._spans(piece, after)
        if not spans or spans[0][0]:
            return ()
        starts = [start for start, _ in spans]
        distances = [following - start for start, following in pairwise([*starts, len(piece) + 1])]
        words = [self._words[piece[start:end]] for start, end in spans]
        return tuple(chain.from_iterable(zip(words, distances, strict=True)))

    def _spans(self, piece: str, after: str) -> list[tuple[int, int]]:
        """Where the words of the piece are; `after` is what follows it."""
        spans = [match.span() for match in TOKEN.finditer(piece + after) if match.start() < len(piece)]
        if self.elides:
            spans = [part for span in spans for part in self._elided(piece, *span)]
        if self.unspaced is not None and _SCRIPT_WITHOUT_SPACES.search(piece):
            spans = [part for span in spans for part in _parted(piece, *span, self.unspaced)]
        return spans

    def _elided(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """`L'` and `Algérie` of `L'Algérie`; a name of the tables stays whole: `N'Djamena`."""
        match = _ELISION.match(text, start, end) if text[start:end] not in self.reach else None
        return [(start, match.end()), (match.end(), end)] if match else [(start, end)]

    def _last_part(self, low: str) -> frozenset[str]:
        """The roles of the longest word that ends a compound, as far as they say what it names."""
        for at in range(_SHORTEST_PART, len(low) - _SHORTEST_PART + 1):
            found = self.roles.get(low[at:], NO_ROLES) & _INHERITED
            if found:
                # `Weser-Zeitung` is the name of one; `Wochenzeitung` isn't.
                is_name = low[at - 1] == "-" and "orgnoun" in found and low[at:] not in _TELLING_KINDS
                return frozenset(("organisation",)) if is_name else found
        return NO_ROLES

    def _word(self, text: str) -> Word:
        low = text.lower()
        roles = self.roles.get(low, NO_ROLES)
        if self.has_compounds and not roles and len(low) >= _SHORTEST_COMPOUND:
            roles = _body(low) or self._last_part(low)
            if not roles and low.endswith("ers"):
                roles = self._last_part(low[:-1])  # "des Möbelhändlers"
        return word_of(
            text,
            roles,
            reach=self.reach.get(text, 0),
            following=self.following.get(text, NO_WORDS),
            may_open=not self.roles.get(text, NO_ROLES).isdisjoint(OPENERS),
            of_people=self.of_people,
        )


def _body(low: str) -> frozenset[str]:
    if _STATE_BODY.fullmatch(low):
        return frozenset(("organisation",))
    return frozenset(("townbody",)) if _TOWN_BODY.fullmatch(low) else NO_ROLES


def _parted(text: str, start: int, end: int, unspaced: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in unspaced.finditer(text, start, end):
        if start < match.start():
            yield start, match.start()
        yield match.span()
        start = match.end()
    if start < end:
        yield start, end
