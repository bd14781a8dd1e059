"""How much texts repeat themselves by word n-grams and lines, as Gopher (Rae et al. 2021, appendix A1) measures it."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

# Sizes of n-grams whose most frequent one counts, and of those of which every further occurrence counts.
TOP = (3, 4)
# Gopher's 2-grams are left out: to count them costs as much as all others, and pairs of function words lead them.
DUPLICATED = (5, 6, 7, 8, 9, 10)
_SIZES = (*TOP, *DUPLICATED)


def ngram_characters(words: pl.DataFrame, texts: int) -> dict[int, Numbers]:
    """For each size of `TOP` and `DUPLICATED` the characters of every text that its repeated n-grams make up.

    `words` has the number of its `text` and the `word`, in order. An n-gram occurs twice only where both its shorter
    n-grams do, so each size looks at what the one before left.
    """
    text = words["text"].to_numpy().astype(np.int64)
    ends = words["word"].str.len_chars().to_numpy().astype(np.int64).cumsum()
    made = {size: np.zeros(texts, dtype=np.int64) for size in _SIZES}
    starts = np.flatnonzero(text[: 1 - TOP[0]] == text[TOP[0] - 1 :])
    grams = _hashes(words["word"], text)[starts]
    for size, characters in made.items():
        _, grams, times = np.unique(grams, return_inverse=True, return_counts=True)
        is_repeated = times[grams] > 1
        starts, grams = starts[is_repeated], grams[is_repeated]
        if not len(starts):
            break
        lengths = ends[starts + size - 1] - np.where(starts, ends[starts - 1], 0)
        if size in TOP:
            _count_top(characters, text[starts], times[grams], lengths)
        else:
            _count_further(characters, text[starts], starts, grams, lengths, size)
        goes_on = np.flatnonzero(starts[1:] == starts[:-1] + 1)
        starts, grams = starts[goes_on], grams[goes_on] * len(times) + grams[goes_on + 1]
    return made


def _hashes(words: pl.Series, text: Numbers) -> Numbers:
    """For each word 64 bits that stand for its text, for it and for the words of a 3-gram that it begins.

    Two 3-grams of a text of a thousand words agree by chance in one of 10^13 texts.
    """
    word = words.hash().to_numpy()
    made, odd = text.astype(np.uint64), np.uint64(0x9E3779B97F4A7C15)
    for after in range(TOP[0]):
        made = made * odd + np.roll(word, -after)
    return made.view(np.int64)


def _count_top(characters: Numbers, text: Numbers, times: Numbers, lengths: Numbers) -> None:
    """Add the characters in all occurrences of the most frequent n-gram of each text, the longest of equals."""
    longest = int(lengths.max()) + 1
    best = np.zeros_like(characters)
    np.maximum.at(best, text, times * longest + lengths)
    characters += (best // longest) * (best % longest)


def _count_further(
    characters: Numbers, text: Numbers, starts: Numbers, grams: Numbers, lengths: Numbers, size: int
) -> None:
    """Add the characters in n-grams that occurred before in their text, each character counted once."""
    seen: set[int] = set()
    end = 0
    for number, start, gram, length in zip(*(each.tolist() for each in (text, starts, grams, lengths)), strict=True):
        if start < end:
            continue
        if gram in seen:
            characters[number] += length
            end = start + size
        seen.add(gram)
