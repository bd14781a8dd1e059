"""Parting a group of tellings that falls into two events."""

from collections.abc import Sequence

import numpy as np

from flows.enrich.grouping.word_hashes import Numbers

Terms = tuple[Numbers, Numbers]
"""An article's terms as ascending or unordered hashes, and the weight of each."""

# A group that the best cut leaves this whole is one event: 0 is two groups without a word in common, 1 a cut through
# what is alike everywhere. Measured on subsets of undated reports of look-alike events, .80 to .86 do about the same.
LEAST_WHOLE = 0.83
# Fewer tellings than this tell too little of which words are common to all.
LEAST_PARTED, LEAST_PART = 8, 4
COMMON_TERMS_POWER = 0.7
# Keeps tellings that share nothing connected, so that no telling alone is a part.
_FAINT = 0.001


def parts(members: Sequence[int], terms: Sequence[Terms]) -> list[list[int]]:
    """The members, parted as often as a part falls into two; `terms` are those of the members' numbers."""
    if len(members) < LEAST_PARTED:
        return [list(members)]
    whole, inside = best_cut(local_similarity([terms[member] for member in members]))
    if whole >= LEAST_WHOLE or not LEAST_PART <= inside.sum() <= len(members) - LEAST_PART:
        return [list(members)]
    sides = [[member for member, is_in in zip(members, inside, strict=True) if is_in == side] for side in (True, False)]
    return [part for side in sides for part in parts(side, terms)]


def local_similarity(terms: Sequence[Terms]) -> Numbers:
    """Cosines of the tellings' terms, of which those that nearly all of these tellings hold count for little."""
    held, columns = np.unique(np.concatenate([own for own, _ in terms]), return_inverse=True)
    rows = np.repeat(np.arange(len(terms)), [len(own) for own, _ in terms])
    weights = np.zeros((len(terms), len(held)))
    weights[rows, columns] = np.concatenate([weight for _, weight in terms])
    holders = (weights > 0).sum(axis=0)
    weights *= (1 - holders / (len(terms) + 1)) ** COMMON_TERMS_POWER * (holders > 1)
    lengths = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    weights /= np.where(lengths > 0, lengths, 1)
    return np.round(weights @ weights.T, 9)


def best_cut(similarity: Numbers) -> tuple[float, Numbers]:
    """How whole the best cut leaves the members, and which of them are on one side of it.

    The normalised cut of Shi and Malik 2000: members are ordered by the second eigenvector, and cut where the sum of
    the shares of each side's similarities that cross the cut is least.
    """
    near = similarity + _FAINT
    np.fill_diagonal(near, _FAINT)
    degree = near.sum(axis=1)
    _, vectors = np.linalg.eigh(near / np.sqrt(np.outer(degree, degree)))
    # Rounding keeps ties ties on every machine.
    order = np.argsort(np.round(vectors[:, -2] / np.sqrt(degree), 9), kind="stable")
    sides = np.tril(np.ones((len(order), len(order)), bool))[:-1][:, np.argsort(order)]
    crossing = ((sides @ near) * ~sides).sum(axis=1)
    one = sides @ degree
    wholes = np.round(crossing / one + crossing / (degree.sum() - one), 9)
    best = int(np.argmin(wholes))
    return float(wholes[best]), sides[best]
