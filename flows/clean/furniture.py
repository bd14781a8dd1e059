"""What pages print around their articles, by the phrases of the reference table.

The table's `match` says how a phrase is looked for: `whole` is the whole line, `start` its beginning, `note` the
beginning of sentences too, `end` its end, `contain` any part of it, `notice` any part of a line that is no sentence,
`ask` any part of a sentence below an article.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

import polars as pl

from flows.clean.captions import may_end_in_credits
from flows.clean.paragraphs import Paragraph

FurnitureRows = tuple[tuple[str, str, str, str], ...]

_EDGES = " \t.,:;!?…-–—|·•*>»«()[]\"“”'’\u200b\ufeff→›▸▶↓👉👇🔔📢📣📲⚡✅❗🔴🔥⭐💬\ufe0f"
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
        self._ends = tuple(phrase for phrase, _ in self.others["end"])
        anywhere = (phrase for match in ("contain", "notice", "ask") for phrase, _ in self.others[match])
        self._anywhere = "|".join(map(pl.escape_regex, anywhere))

    def look_through(self, paragraphs: Iterable[Paragraph]) -> None:
        """Note of each paragraph whether one of the phrases that may stand anywhere is in it, or signs of a caption.

        In many paragraphs at once they are looked for at a tenth of the time that it takes one by one.
        """
        paragraphs = list(paragraphs)
        texts = pl.Series([_folded(paragraph.text) for paragraph in paragraphs], dtype=pl.String)
        credits = may_end_in_credits(texts)
        found = zip(paragraphs, texts.str.contains(self._anywhere).to_list(), credits.to_list(), strict=True)
        for paragraph, has_phrase, may_be_caption in found:
            paragraph.has_phrase, paragraph.may_be_caption = has_phrase, may_be_caption

    def role(
        self, text: str, words: int, ends_in_stop: bool = False, has_phrase: bool = True
    ) -> tuple[str, str] | None:
        """The role that a phrase gives to this line, and the phrase."""
        folded = _folded(text)
        if words <= 8 and (role := self.whole.get(bare := folded.strip(_EDGES))):
            return role, bare
        if folded[:2] in self._note_heads and folded.startswith(self._notes):
            return next((role, phrase) for phrase, role in self.notes.items() if folded.startswith(phrase))
        if not (ends_in_stop and words >= PROSE_WORDS) and (found := self._started(folded, words, ends_in_stop)):
            return found
        if words > NOTICE_WORDS:
            return None
        if has_phrase:
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
        for phrase, role in self.starts.get(folded[:2], ()):
            if role == "caption" and folded.startswith(phrase):
                return phrase
        return None

    def asks(self, paragraph: Paragraph) -> str | None:
        """The phrase by which a sentence below an article asks something of its readers."""
        text, words, has_phrase = paragraph.text, paragraph.words, paragraph.has_phrase
        if has_phrase and words <= NOTICE_WORDS:
            folded = _folded(text)
            if phrase := next((phrase for phrase, _ in self.others["ask"] if phrase in folded), None):
                return phrase
        role = self.role(text, words, has_phrase=has_phrase) if words <= PROSE_WORDS else None
        return role[1] if role and role[0] == "promotion" else None

    def is_menu(self, text: str, least: float = 0.7) -> bool:
        """Whether most words of the line are, each by itself, what menus are made of."""
        parts = text.casefold().split()
        others = (part for part in parts if part.strip(_EDGES) not in self.whole)
        # Most lines have so many others among their first words.
        most = int((1 - least) * len(parts))
        return next(islice(others, most, None), None) is None

    def _started(self, folded: str, words: int, ends_in_stop: bool) -> tuple[str, str] | None:
        for text in (folded, folded.lstrip(_EDGES)) if folded[:1] in _EDGES else (folded,):
            for phrase, role in (*self.starts.get(text[:2], ()), *self.starts.get(text[:1], ())):
                is_sentence = (
                    ends_in_stop and words >= SENTENCE_WORDS and phrase[-1] not in ":：©" and phrase.count(" ") < 2
                )
                if text.startswith(phrase) and not is_sentence and not _is_cut(phrase, text):
                    return role, phrase.strip()
        return None


def _folded(text: str) -> str:
    """The text as phrases are written."""
    return text.casefold().replace("’", "'")


def _is_cut(phrase: str, text: str) -> bool:
    """Whether the phrase ends inside a word of the text."""
    following = text[len(phrase) : len(phrase) + 1]
    return phrase[-1].isascii() and phrase[-1].isalpha() and following.isalpha()


@lru_cache(maxsize=4)
def furniture_of(rows: FurnitureRows) -> Furniture:
    """The furniture of these rows of the reference table; kept, because batches share them."""
    return Furniture(rows)
