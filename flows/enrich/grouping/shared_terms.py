"""Which articles share the terms that weigh most in them."""

from functools import cache

import numpy as np
import polars as pl

from flows.enrich.grouping.vetoes import Times, are_close
from flows.enrich.grouping.word_hashes import Numbers

# Articles that hold the same two terms are compared with so many before them, not with all.
NEIGHBOURS = 60
# Bounds the memory that comparing days takes.
_AT_A_TIME = 500_000


def sharing(documents: pl.DataFrame, least: int) -> Numbers:
    """The pairs of documents that share at least `least`, two or more, of their terms and are close in time.

    The documents stand in the order in which they were told, with the columns of `standings` and `story_keys`. Pairs
    are numbers `later * len(documents) + earlier` of rows, ascending. A pair of terms that many documents share links
    each to its nearest neighbours in that order.
    """
    times = Times(*(_days(documents[name]) for name in ("published_on", "looks_back_from", "looks_back_until")))
    bits = np.uint64(len(documents).bit_length())
    held = _held([own.to_numpy() for own in documents["terms"]], bits)
    found = [np.empty(0, np.int64)]
    same = np.arange(len(held))
    for distance in range(1, NEIGHBOURS + 1):
        # What is equal over a distance was equal over all smaller ones.
        same = same[: np.searchsorted(same, len(held) - distance)]
        same = same[held[same + distance] >> bits == held[same] >> bits]
        for some in np.array_split(same, len(same) // _AT_A_TIME + 1):
            later, earlier = _holders(held[some + distance], bits), _holders(held[some], bits)
            near = are_close(times.at(later), times.at(earlier)) & (later != earlier)
            found.append(later[near] * len(documents) + earlier[near])
    del held, same
    pairs = np.concatenate(found)
    del found
    # In place, unlike numpy's `unique`: a large corpus has most of its pairs several times.
    pairs.sort()
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    # Documents that share `least` terms share so many pairs of them.
    return pairs[first[np.diff(first, append=len(pairs)) >= least * (least - 1) // 2]]


def _held(terms: list[Numbers], bits: np.uint64) -> Numbers:
    """Each pair of terms that a document holds, as one number with the document's in its last bits, ascending.

    Terms are hashes, so that what remains of two is enough to tell pairs apart.
    """
    pairs = []
    for own in terms:
        first, second = _pairs(len(own))
        # Addition doesn't care which of the two is heavier.
        pairs.append(own[first] + own[second])
    held = np.concatenate([np.empty(0, np.int64), *pairs]).view(np.uint64)
    held <<= bits
    held |= np.repeat(np.arange(len(pairs), dtype=np.uint64), [len(own) for own in pairs])
    held.sort()
    return held


def _holders(held: Numbers, bits: np.uint64) -> Numbers:
    return (held & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)


@cache
def _pairs(count: int) -> tuple[Numbers, Numbers]:
    """The places of all pairs of so many things."""
    first, second = np.triu_indices(count, 1)
    return first, second


def _days(dates: pl.Series) -> Numbers:
    return dates.to_physical().cast(pl.Float64).fill_null(float("nan")).to_numpy()
