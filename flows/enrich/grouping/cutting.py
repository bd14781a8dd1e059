"""Parting a group of tellings that falls into two events."""

from collections.abc import Sequence

import numpy as np

from flows.enrich.grouping.linkage import between, inside
from flows.enrich.grouping.word_hashes import Numbers

Terms = tuple[Numbers, Numbers, Numbers]
"""An article's terms as hashes in any order, the weight of each, and its weight among names and numbers alone."""

# The sides of a cut are two events when their names are less alike than those of one event's tellings mostly are, and
# than a part of those on each side: this part of all names, or that of the names that not nearly all tellings hold,
# since two events of one kind may befall the same ones. Measured on undated reports of look-alike events; .78 to .8
# and .38 to .48 do the same.
ONE_EVENT, APART, APART_BESIDES = 0.4, 0.79, 0.43
# Fewer tellings than this tell too little of which words are common to all.
LEAST_PARTED, LEAST_PART = 8, 4
# Keeps tellings that share nothing connected, so that no telling alone is a part.
_FAINT = 0.001
# Bounds the memory of a large block.
_COLUMNS_AT_A_TIME = 4096


def parts(members: Sequence[int], terms: Sequence[Terms], names: Numbers) -> list[list[int]]:
    """The members, parted as often as a part falls into two.

    `terms` are those of the members' numbers, `names` is how alike the names of each two are.
    """
    if len(members) < LEAST_PARTED:
        return [list(members)]
    own = [terms[member] for member in members]
    cut = best_cut(local_similarity(own))
    sides = [np.flatnonzero(cut == side).tolist() for side in (True, False)]
    if min(map(len, sides)) < LEAST_PART or not _are_two_events(sides, own, names[np.ix_(members, members)]):
        return [list(members)]
    return [part for side in sorted(sides) for part in parts([members[place] for place in side], terms, names)]


def _are_two_events(sides: Sequence[Sequence[int]], terms: Sequence[Terms], names: Numbers) -> bool:
    if between(names, *sides) >= ONE_EVENT:
        return False
    return _are_apart(sides, names, APART) or _are_apart(sides, local_similarity(terms, by_names=True), APART_BESIDES)


def _are_apart(sides: Sequence[Sequence[int]], similarity: Numbers, part: float) -> bool:
    # Geometric, so that it would be 1 for two samples of one event, be one of them looser than the other.
    within = np.sqrt(inside(similarity, sides[0]) * inside(similarity, sides[1]))
    return bool(between(similarity, *sides) < part * within)


def name_similarity(terms: Sequence[Terms]) -> Numbers:
    """Cosines of the tellings' names and numbers."""
    holder, column, _, weight = _shared(terms)
    return _products(holder, column, weight, len(terms))


def local_similarity(terms: Sequence[Terms], *, by_names: bool = False) -> Numbers:
    """Cosines of the tellings' terms, or of names and numbers alone, of which those that nearly all of these tellings
    hold count for little."""
    holder, column, *weights = _shared(terms)
    weight = weights[by_names] * (1 - np.bincount(column)[column] / (len(terms) + 1))
    length = np.sqrt(np.bincount(holder, weight**2, len(terms)))[holder]
    return _products(holder, column, weight / np.where(length > 0, length, 1), len(terms))


def _shared(terms: Sequence[Terms]) -> tuple[Numbers, ...]:
    """Who holds which of the terms that not one alone holds, by term: tellings, terms' numbers, and both weights."""
    hashes, *weights = (np.concatenate(column) for column in zip(*terms, strict=True))
    holder = np.repeat(np.arange(len(terms)), [len(own) for own, _, _ in terms])
    _, number, holders = np.unique(hashes, return_inverse=True, return_counts=True)
    order = np.argsort(number, kind="stable")
    order = order[holders[number[order]] > 1]
    _, column = np.unique(number[order], return_inverse=True)
    return holder[order], column, *(weight[order] for weight in weights)


def _products(holder: Numbers, column: Numbers, weight: Numbers, count: int) -> Numbers:
    """The inner products of the holders' vectors; `column` ascends."""
    total = np.zeros((count, count))
    for first in range(0, int(column.max(initial=-1)) + 1, _COLUMNS_AT_A_TIME):
        some = slice(*np.searchsorted(column, (first, first + _COLUMNS_AT_A_TIME)))
        vectors = np.zeros((count, int(column[some].max()) - first + 1))
        vectors[holder[some], column[some] - first] = weight[some]
        total += vectors @ vectors.T
    return np.round(total, 9)


def best_cut(similarity: Numbers) -> Numbers:
    """Which members are on one side of the best cut.

    The normalised cut of Shi and Malik 2000: members are ordered by the second eigenvector, and cut where the sum of
    the shares of each side's similarities that cross the cut is least.
    """
    near = similarity + _FAINT
    np.fill_diagonal(near, _FAINT)
    degree = near.sum(axis=1)
    _, vectors = np.linalg.eigh(near / np.sqrt(np.outer(degree, degree)))
    # Rounding keeps ties ties on every machine, of which some give the vector and some its negative.
    place = np.round(vectors[:, -2] / np.sqrt(degree), 9)
    order = np.argsort(place * np.sign(place[np.argmax(np.abs(place))]), kind="stable")
    sides = np.tril(np.ones((len(order), len(order)), bool))[:-1][:, np.argsort(order)]
    crossing = ((sides @ near) * ~sides).sum(axis=1)
    one = sides @ degree
    wholes = np.round(crossing / one + crossing / (degree.sum() - one), 9)
    return np.asarray(sides[int(np.argmin(wholes))])
