"""How much of a text repeats itself by word n-grams and lines, as Gopher (Rae et al. 2021, appendix A1) measures it."""

from collections import Counter
from collections.abc import Sequence
from itertools import compress

# Sizes of n-grams whose most frequent one counts, and of those of which every further occurrence counts.
TOP = (3, 4)
# Gopher's 2-grams are left out: to count them costs as much as all others, and pairs of function words lead them.
DUPLICATED = (5, 6, 7, 8, 9, 10)


def ngram_shares(found: Sequence[str], length: int) -> dict[int, float]:
    """For each size of `TOP` and `DUPLICATED` the share of `length`, the characters of all words.

    An n-gram occurs twice only where both its shorter n-grams do, so each size looks at what the one before left, and
    a text without a repeated 3-gram costs nothing more.
    """
    shares = dict.fromkeys((*TOP, *DUPLICATED), 0.0)
    starts: Sequence[int] = range(len(found) - TOP[0] + 1)
    grams: list[tuple[str, ...]] = list(zip(found, found[1:], found[2:], strict=False))
    for size in shares:
        times = Counter(grams)
        if len(times) == len(grams):
            break
        repeated = {gram for gram, count in times.items() if count > 1}
        starts = list(compress(starts, map(repeated.__contains__, grams)))
        covered = _top(times, repeated) if size in TOP else _further(found, starts, size)
        shares[size] = min(1.0, covered / max(1, length))
        again = set(starts)
        starts = [start for start in starts if start + 1 in again]
        grams = [tuple(found[start : start + size + 1]) for start in starts]
    return shares


def _top(times: Counter[tuple[str, ...]], repeated: set[tuple[str, ...]]) -> int:
    """Characters in all occurrences of the most frequent n-gram, the longest of equals."""
    most, longest = max((times[gram], len("".join(gram))) for gram in repeated)
    return most * longest


def _further(found: Sequence[str], starts: Sequence[int], size: int) -> int:
    """Characters in n-grams that occurred before, each character counted once."""
    seen: set[tuple[str, ...]] = set()
    covered = end = 0
    for start in starts:
        if start < end:
            continue
        gram = tuple(found[start : start + size])
        if gram in seen:
            covered, end = covered + sum(map(len, gram)), start + size
        seen.add(gram)
    return covered


def repeated_characters(lines: Sequence[str]) -> float:
    """Share of the characters that stand in lines that repeat an earlier one."""
    if len(set(lines)) == len(lines):
        return 0.0
    first = sum(map(len, set(lines)))
    whole = sum(map(len, lines))
    return (whole - first) / max(1, whole)
