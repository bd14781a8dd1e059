"""What pages print around their articles, by the phrases of the reference table.

The table's `match` says how a phrase is looked for: `whole` is the whole line, `start` its beginning, `note` the
beginning of sentences too, `end` its end, `contain` any part of it, `notice` any part of a line that is no sentence,
`ask` any part of a sentence below an article.
"""

from collections.abc import Iterable
from functools import lru_cache

FurnitureRows = tuple[tuple[str, str, str, str], ...]

_EDGES = " \t.,:;!?…-–—|·•*>»«()[]\"“”'’\u200b\ufeff→›▸▶↓"
# A sentence of so many words is prose, whatever it begins with; a shorter one only if the phrase is short too.
PROSE_WORDS = 14
SENTENCE_WORDS = 6
# Phrases that may stand anywhere are looked for in lines of at most this many words.
NOTICE_WORDS = 45
# Those that are looked for in any line, and in lines that are no sentence.
_ANYWHERE = {True: ("contain",), False: ("contain", "notice")}


class Furniture:
    """The phrases, by how they are matched; the first role of the table's order wins."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        self.whole: dict[str, str] = {}
        self.starts: dict[str, list[tuple[str, str]]] = {}
        self.notes: dict[str, str] = {}
        self.others: dict[str, list[tuple[str, str]]] = {"contain": [], "notice": [], "end": [], "ask": []}
        for role, match, _, listed in rows:
            for phrase in listed.casefold().split("|"):
                if match == "whole":
                    self.whole.setdefault(phrase, role)
                elif match == "note":
                    self.notes[phrase] = role
                elif match == "start":
                    # Looked up by the first two characters, which few phrases share.
                    self.starts.setdefault(phrase[:2], []).append((phrase, role))
                else:
                    self.others[match].append((phrase, role))
        for phrases in self.starts.values():
            phrases.sort(key=lambda pair: -len(pair[0]))
        self._notes = tuple(self.notes)
        self._note_heads = {note[:2] for note in self._notes}
        asks = [phrase for phrase, _ in self.others["ask"]]
        self._ends = tuple(phrase for phrase, _ in self.others["end"])
        # By whether the line is a sentence, and ASCII: most are, and phrases of other letters can't be in them.
        self._asks = {True: tuple(filter(str.isascii, asks)), False: tuple(asks)}
        self._anywhere: dict[tuple[bool, bool], tuple[str, ...]] = {}
        for is_sentence, matches in _ANYWHERE.items():
            parts = dict.fromkeys(_rarest(phrase) for match in matches for phrase, _ in self.others[match])
            self._anywhere[is_sentence, False] = tuple(parts)
            self._anywhere[is_sentence, True] = tuple(filter(str.isascii, parts))

    def role(self, text: str, words: int, ends_in_stop: bool = False) -> tuple[str, str] | None:
        """The role that a phrase gives to this line, and the phrase."""
        folded = text.casefold().replace("’", "'")
        if words <= 8 and (role := self.whole.get(bare := folded.strip(_EDGES))):
            return role, bare
        if folded[:2] in self._note_heads and folded.startswith(self._notes):
            return next((role, phrase) for phrase, role in self.notes.items() if folded.startswith(phrase))
        if not (ends_in_stop and words >= PROSE_WORDS) and (found := self._started(folded, words, ends_in_stop)):
            return found
        if words > NOTICE_WORDS:
            return None
        if any(map(folded.__contains__, self._anywhere[ends_in_stop, folded.isascii()])):
            for match in _ANYWHERE[ends_in_stop]:
                for phrase, role in self.others[match]:
                    if phrase in folded:
                        return role, phrase
        if not ends_in_stop and folded.endswith(self._ends):
            for phrase, role in self.others["end"]:
                if folded.endswith(phrase) and words > 3:
                    return role, phrase
        return None

    def begins_caption(self, text: str) -> str | None:
        """The phrase with which a caption or the credit of a picture begins."""
        folded = text.casefold()
        starts = self.starts.get(folded[:2], ())
        return next((one for one, role in starts if role == "caption" and folded.startswith(one)), None)

    def asks(self, text: str, words: int) -> str | None:
        """The phrase by which a sentence below an article asks something of its readers."""
        folded = text.casefold().replace("’", "'")
        if words <= NOTICE_WORDS and any(map(folded.__contains__, self._asks[folded.isascii()])):
            return next(phrase for phrase, _ in self.others["ask"] if phrase in folded)
        role = self.role(text, words) if words <= PROSE_WORDS else None
        return role[1] if role and role[0] == "promotion" else None

    def is_menu(self, text: str, least: float = 0.7) -> bool:
        """Whether most words of the line are, each by itself, what menus are made of."""
        parts = [part.strip(_EDGES) for part in text.casefold().split()]
        return sum(part in self.whole for part in parts) >= least * len(parts)

    def _started(self, folded: str, words: int, ends_in_stop: bool) -> tuple[str, str] | None:
        for text in (folded, folded.lstrip(_EDGES)) if folded[:1] in _EDGES else (folded,):
            for phrase, role in (*self.starts.get(text[:2], ()), *self.starts.get(text[:1], ())):
                is_sentence = (
                    ends_in_stop and words >= SENTENCE_WORDS and phrase[-1] not in ":：" and phrase.count(" ") < 2
                )
                if text.startswith(phrase) and not is_sentence and not _is_cut(phrase, text):
                    return role, phrase.strip()
        return None


def _rarest(phrase: str) -> str:
    """A part of the phrase that few lines have: a bracket, else its longest word."""
    return next((character for character in phrase if character in "(["), max(phrase.split(), key=len))


def _is_cut(phrase: str, text: str) -> bool:
    """Whether the phrase ends inside a word of the text."""
    following = text[len(phrase) : len(phrase) + 1]
    return phrase[-1].isascii() and phrase[-1].isalpha() and following.isalpha()


@lru_cache(maxsize=4)
def furniture_of(rows: FurnitureRows) -> Furniture:
    """The furniture of these rows of the reference table; kept, because batches share them."""
    return Furniture(rows)
