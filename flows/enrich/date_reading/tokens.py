"""A sentence as a string of one code for each word, in which grammar can look for time expressions."""

import re
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from flows.enrich.date_reading.words import Lexicon, normal

DAY_NUMBER, YEAR, NUMBER, DECADE, FIGURES, WORD, NAME, QUOTATION = 'NYx0#wA"'

_TOKEN = re.compile(
    r"[^\W\d_]\w*|(?:(?:1[5-9]|20)\d|[5-9])0-[хе]\w*|\d{4}-\d{2}-\d{2}(?![\d-])|(?<![\d.])\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d.,/]*\d)"
    r"|(?<![\d.])\d{1,2}\.\d{1,2}\.(?!\d)|\d+(?:[.,:]\d+)+|\w+|[^\w\s'’]"
)
_FIGURES = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?|\d{1,2}/\d{1,2}/(?:\d{2}|\d{4})")
_DECADE = re.compile(r"((?:1[5-9]|20)\d0)(?:s|er|ern|-?[хе]\w*)|([5-9]0)-[хе]\w*")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º)")
_MARKS = (
    dict.fromkeys('"“”„«»', QUOTATION)
    | dict.fromkeys("-–‑", "-")
    | dict.fromkeys("$€£¥%₽", "c")
    | {",": ",", ".": ".", "(": "(", ")": ")", "/": "/"}
)
# Bounds the memory that remembered chunks take, to about 20 MB a language.
_MOST_CHUNKS = 1 << 16
_OTHER_MARK = ";"

Value = int | str | None


class Piece(NamedTuple):
    """A word, a number or a mark as it stands in a sentence."""

    code: str
    value: Value
    word: str
    """In lower case."""
    written: str
    may_join: bool
    """A phrase may begin with it, or a full stop belong to it."""


class Tokens:
    """The sentence `text[start:end]` as tokens: of each its code, its value and its word in lower case.

    A phrase of the lexicon is one token, its words joined with `_`.
    """

    def __init__(self, text: str, start: int, end: int, lexicon: Lexicon) -> None:
        self.start = start
        self.sentence = text[start:end]
        seen = _chunks(lexicon)
        self._pieces = list(chain.from_iterable(map(seen.__getitem__, self.sentence.split())))
        for at, piece in enumerate(self._pieces):
            if piece.word[0].isalpha():
                self._pieces[at] = _piece(piece.written, lexicon, is_first=True)
                break
        self._tokens, self._lengths = _joined(self._pieces, lexicon)
        self.codes = "".join([piece.code for piece in self._tokens])

    @cached_property
    def words(self) -> list[str]:
        return [piece.word for piece in self._tokens]

    def value(self, position: int) -> Value:
        return self._tokens[position].value

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens from `first` to before `last` stand in the text."""
        if self._lengths:
            first, last = sum(self._lengths[:first]), sum(self._lengths[:last])
        start = at = self._start_of(first)
        for piece in self._pieces[first:last]:
            at = self.sentence.index(piece.written, at) + len(piece.written)
        return self.start + start, self.start + at

    def _start_of(self, position: int) -> int:
        written = self._pieces[position].written
        if self.sentence.count(written) == 1:
            return self.sentence.index(written)
        at = 0
        for piece in self._pieces[:position]:
            at = self.sentence.index(piece.written, at) + len(piece.written)
        return self.sentence.index(written, at)


class _Chunks(dict[str, tuple[Piece, ...]]):
    """The pieces of what stands between two white spaces. Few chunks are new, so most cost one look."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, chunk: str) -> tuple[Piece, ...]:
        if len(self) >= _MOST_CHUNKS:
            self.clear()
        self[chunk] = pieces = tuple(_piece(word, self._lexicon) for word in _TOKEN.findall(chunk))
        return pieces


@lru_cache(maxsize=16)
def _chunks(lexicon: Lexicon) -> _Chunks:
    return _Chunks(lexicon)


@lru_cache(maxsize=1 << 16)
def _piece(written: str, lexicon: Lexicon, is_first: bool = False) -> Piece:
    """The piece by itself; at the beginning of a sentence its case tells nothing."""
    word = normal(written)
    entry = lexicon.words.get(word)
    if entry and (entry.case is None or is_first or written[0].isupper() == (entry.case == "upper")):
        code, value = entry.code, entry.value
    else:
        code, value = _unknown(word, written)
    return Piece(code, value, word, written, word in lexicon.phrase_openers or code in "md")


def _joined(pieces: list[Piece], lexicon: Lexicon) -> tuple[list[Piece], list[int]]:
    """With phrases, and abbreviated months with their full stop, joined; how many pieces each token has.

    The lengths are empty where nothing was joined.
    """
    joined: list[Piece] = []
    lengths: list[int] = []
    at = 0
    for opening in [at for at, piece in enumerate(pieces[:-1]) if piece.may_join]:
        phrase = _phrase(lexicon, pieces, opening) if opening >= at else None
        if phrase:
            lengths += [1] * (opening - at) + [phrase[1]]
            joined += pieces[at:opening]
            joined.append(phrase[0])
            at = opening + phrase[1]
    if not lengths:
        return pieces, lengths
    return joined + pieces[at:], lengths + [1] * (len(pieces) - at)


def _phrase(lexicon: Lexicon, pieces: list[Piece], at: int) -> tuple[Piece, int] | None:
    """The longest phrase that begins here, with the number of its words."""
    piece, following = pieces[at], pieces[at + 1].word
    for tail, entry in lexicon.phrases.get((piece.word, following), ()):
        end = at + 1 + len(tail)
        if tail == tuple(piece.word for piece in pieces[at + 1 : end]):
            word = "_".join([piece.word for piece in pieces[at:end]])
            return Piece(entry.code, entry.value, word, piece.written, False), end - at
    return (piece, 2) if following == "." and piece.code in "md" else None


def _unknown(word: str, written: str) -> tuple[str, Value]:
    """Code and value of what no lexicon lists: numbers, marks, other words."""
    if word.isdecimal():
        number = int(word[:5])
        if len(word) == 4 and 1500 <= number < 2100:
            return YEAR, number
        return (DAY_NUMBER if len(word) <= 2 and 1 <= number <= 31 else NUMBER), number if len(word) <= 4 else None
    if word[0].isalpha() or word[0] == "_":
        return (NAME if written[0].isupper() else WORD), None
    if not word[0].isdecimal():
        return _MARKS.get(word, _OTHER_MARK), None
    if decade := _DECADE.fullmatch(word):
        return DECADE, int(decade[1] or f"19{decade[2]}")
    if ordinal := _ORDINAL.fullmatch(word):
        return DAY_NUMBER, int(ordinal[1])
    return (FIGURES, word) if _FIGURES.fullmatch(word) else (NUMBER, None)
