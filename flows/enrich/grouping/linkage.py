"""Connected blocks, and average linkage inside them."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from flows.enrich.grouping.word_hashes import Numbers


def components(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The connected components of the numbers below `count`, each ascending, in the order of their first members."""
    parent = list(range(count))

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for member in range(count):
        found[root(member)].append(member)
    return list(found.values())


def average_linkage(similarity: Numbers, least: float, linked: Numbers | None = None) -> list[list[int]]:
    """Merge the two closest groups as long as their mean similarity is at least `least`; each ascending, in order.

    `similarity` is a symmetric matrix; a pair of minus infinity is never in one group. Groups merge only where a member
    of one is `linked` to one of the other: a symmetric matrix of truth values, by which all are if it isn't given.
    """
    held = [[member] for member in range(len(similarity))]
    sizes = np.ones(len(similarity))
    linked = np.ones(similarity.shape, bool) if linked is None else linked.copy()
    # Sums add up the same in any order but for their last digits, which rounding drops: ties stay ties.
    sums = np.round(similarity, 9)
    np.fill_diagonal(sums, -np.inf)
    means = np.where(linked, sums, -np.inf)
    closest = means.argmax(axis=1) if len(means) else np.empty(0, np.int64)
    best = means[np.arange(len(means)), closest]
    while len(means):
        one = int(np.argmax(best))
        other = int(closest[one])
        if not best[one] >= least:
            break
        sizes[one] += sizes[other]
        total = sums[one] + sums[other]
        links = linked[one] | linked[other]
        merged = np.where(links, np.round(total / (sizes[one] * sizes), 9), -np.inf)
        sums[one], sums[:, one] = total, total
        linked[one], linked[:, one] = links, links
        means[one], means[:, one] = merged, merged
        for matrix in (sums, means):
            matrix[one, one], matrix[other], matrix[:, other] = -np.inf, -np.inf, -np.inf
        held[one], held[other] = sorted([*held[one], *held[other]]), []
        # Only rows whose closest group was one of the two are searched again.
        closer = (merged > best) | ((merged == best) & (one < closest))
        lost = np.flatnonzero((closest == one) | (closest == other))
        best[closer], closest[closer] = merged[closer], one
        searched = np.unique([one, other, *lost])
        closest[searched] = means[searched].argmax(axis=1)
        best[searched] = means[searched, closest[searched]]
    return sorted(group for group in held if group)


def between(similarity: Numbers, one: Sequence[int], other: Sequence[int]) -> float:
    """The mean similarity between the members of two groups."""
    return float(np.round(similarity[np.ix_(one, other)].mean(), 9))


def inside(similarity: Numbers, group: Sequence[int]) -> float:
    """The mean similarity of two members of a group of at least two."""
    among = similarity[np.ix_(group, group)]
    return float(np.round((among.sum() - among.trace()) / (len(group) * (len(group) - 1)), 9))
