"""Words of many texts as numbers, without a Python step for each word."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]

# Any odd constants serve; these are the multipliers of splitmix64, whose mixing step `_mixed` is.
_LETTER_BASE, _WORD_BASE = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED03
_MODULUS = 1 << 64
# Cutting words to six letters unites inflections (announced, announces) in most languages without a stemmer for each;
# Can et al. 2008 found four to six best.
STEM_LETTERS = 6
PORTION_CHARACTERS = 100_000
# Code points below this, all alphabets and the marks between words, are looked up once a process.
_ALPHABETS = 0x3000
_BREAK, _SKIP, _SINGLE = 0, 0xFFFFFFFF, 0x80000000


@dataclass(frozen=True)
class Words:
    """The words of a batch of texts, in order: one array element a word.

    `text` is the number of its text, `start` where it begins there in code points, `whole` the hash of the folded
    word, `stem` that of its first letters; `is_number` when it begins with a digit, `is_capital` when with a capital.
    """

    text: Numbers
    start: Numbers
    whole: Numbers
    stem: Numbers
    is_number: Numbers
    is_capital: Numbers


def words_of(texts: Sequence[str]) -> Words:
    """Words are runs of letters and digits; case, accents and width are folded. Scripts that don't part words with
    spaces give a word a character. Hashes are 64-bit and stable for ever: they depend on Unicode's tables alone."""
    parts, first = [], 0
    for last in _ends_of_portions(texts):
        parts.append(_words_of(texts[first:last], first))
        first = last
    if len(parts) == 1:
        return parts[0]
    return Words(*(np.concatenate(column) for column in zip(*map(_columns, parts), strict=True)))


def _ends_of_portions(texts: Sequence[str]) -> list[int]:
    """Where to cut the texts so that the arrays of a portion stay in the processor's cache."""
    ends, size = [], 0
    for number, text in enumerate(texts, 1):
        size += len(text)
        if size > PORTION_CHARACTERS:
            ends.append(number)
            size = 0
    return ends if ends and ends[-1] == len(texts) else [*ends, len(texts)]


def _columns(words: Words) -> tuple[Numbers, ...]:
    return words.text, words.start, words.whole, words.stem, words.is_number, words.is_capital


def _words_of(texts: Sequence[str], number_of_first: int) -> Words:
    letters = np.frombuffer("\0".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.array([len(text) + 1 for text in texts], np.int64)
    ends_of_texts = np.cumsum(lengths)
    folds, capitals, digits = _tables(letters)
    folded, place = folds[letters], None
    if (folded == _SKIP).any():
        place = np.flatnonzero(folded != _SKIP)
        folded = folded[place]
    is_letter = folded != _BREAK
    goes_on = is_letter[1:] & is_letter[:-1]
    is_single = folded >= _SINGLE
    if is_single.any():
        goes_on &= ~is_single[1:] & ~is_single[:-1]
    first = np.flatnonzero(is_letter & ~np.concatenate(([False], goes_on)))
    last = np.flatnonzero(is_letter & ~np.concatenate((goes_on, [False]))) + 1
    start = first if place is None else place[first]
    text = np.searchsorted(ends_of_texts, start, side="right")
    is_number = digits[letters[start]]
    hashes = _RunHashes(folded)
    stem_last = np.where(is_number, last, np.minimum(last, first + STEM_LETTERS))
    return Words(
        text=text + number_of_first,
        start=start - (ends_of_texts - lengths)[text],
        whole=hashes.between(first, last),
        stem=hashes.between(first, stem_last),
        is_number=is_number,
        is_capital=capitals[letters[start]],
    )


def shingles(words: Words, length: int) -> tuple[Numbers, Numbers]:
    """The hash of every run of `length` words within one text, and the number of its text."""
    count = len(words.whole) - length + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    total = np.zeros(count, np.uint64)
    for k in range(length):
        total += words.whole[k : k + count] * np.uint64(pow(_WORD_BASE, k + 1, _MODULUS))
    inside = words.text[:count] == words.text[length - 1 :]
    return _mixed(total[inside]), words.text[:count][inside]


def word_hash(word: str) -> int:
    """The hash that `words_of` gives the stem of this one word; 0 when it holds no word."""
    found = words_of([word]).stem
    return int(found[0]) if len(found) else 0


def sequence_hash(hashes: Numbers, group: Numbers, groups: int) -> Numbers:
    """One hash for the whole sequence of each group; `group` ascends. The hash of an empty sequence is 0."""
    total = np.zeros(groups, np.uint64)
    if len(hashes):
        first = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
        rank = np.arange(len(group)) - np.repeat(first, np.diff(np.append(first, len(group))))
        longest = int(rank.max()) + 1
        powers = np.cumprod(np.full(longest, _WORD_BASE, np.uint64))
        np.add.at(total, group, hashes * powers[rank])
    return np.where(total == 0, total, _mixed(total))


class _RunHashes:
    """Hashes of runs of an array, each in constant time, from running sums modulo 2^64."""

    def __init__(self, values: Numbers) -> None:
        size = 1 << max(12, len(values).bit_length())
        self.back = _powers(pow(_LETTER_BASE, -1, _MODULUS), size)
        products = values * _powers(_LETTER_BASE, size)[: len(values)]
        self.sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(products)))

    def between(self, first: Numbers, last: Numbers) -> Numbers:
        return _mixed((self.sums[last] - self.sums[first]) * self.back[first])


@lru_cache(maxsize=16)
def _powers(base: int, size: int) -> Numbers:
    return np.cumprod(np.full(size, base, np.uint64))


def _mixed(values: Numbers) -> Numbers:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _tables(letters: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For every code point that occurs: what it is folded to, whether it is a capital, whether it is a digit."""
    size = int(letters.max(initial=0)) + 1
    if size <= _ALPHABETS:
        return _alphabets()
    occurs = np.zeros(size, bool)
    occurs[letters] = True
    return _tables_of(np.flatnonzero(occurs).tolist(), size)


@cache
def _alphabets() -> tuple[Numbers, Numbers, Numbers]:
    return _tables_of(range(_ALPHABETS), _ALPHABETS)


def _tables_of(points: Sequence[int], size: int) -> tuple[Numbers, Numbers, Numbers]:
    folds = np.zeros(size, np.uint32)
    capitals, digits = np.zeros(size, bool), np.zeros(size, bool)
    for point in points:
        folds[point], capitals[point], digits[point] = _folded(point)
    return folds, capitals, digits


@cache
def _folded(point: int) -> tuple[int, bool, bool]:
    letter = chr(point)
    category = unicodedata.category(letter)
    if category in ("Mn", "Cf"):
        return _SKIP, False, False
    if category[0] not in "LN" and category != "Mc":
        return _BREAK, False, False
    plain = ord(unicodedata.normalize("NFKD", letter.casefold())[0])
    alone = _SINGLE if _stands_alone(point) else 0
    return plain | alone, category in ("Lu", "Lt"), category == "Nd"


def _stands_alone(point: int) -> bool:
    """Thai, Lao, Khmer, Burmese, Tibetan, kana and ideographs."""
    return (
        0x0E00 <= point < 0x10A0
        or 0x1780 <= point < 0x1800
        or 0x3040 <= point < 0x3100
        or 0x3400 <= point < 0xA000
        or 0xF900 <= point < 0xFB00
        or 0x20000 <= point < 0x33480
    )  # fmt: skip
