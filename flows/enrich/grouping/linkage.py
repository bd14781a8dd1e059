"""Connected blocks, and average linkage inside them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Merging:
    """When two groups may become one.

    Their mean similarity is at least `least`. Where both have `settled` members, it is also at least `ratio` of the
    mean similarity inside the looser of them, unless it is `certain`.
    """

    least: float
    ratio: float
    certain: float = 1.0
    settled: int = 3


def average_linkage(
    similarity: Numbers, merging: Merging, groups: Sequence[Sequence[int]] | None = None
) -> list[list[int]]:
    """Merge the two closest groups as long as that is allowed; the groups, each ascending, in order.

    `similarity` is a symmetric matrix; a pair of minus infinity is never in one group. Starts with every member alone,
    or with `groups`.
    """
    start = [[member] for member in range(len(similarity))] if groups is None else [sorted(group) for group in groups]
    held: list[list[int]] = [list(group) for group in start]
    sizes = np.array([len(group) for group in start], float)
    means, inside = _between(similarity, start)
    while len(means):
        one, other = divmod(int(np.argmax(means)), len(means))
        mean = means[one, other]
        if not mean >= merging.least:
            break
        if mean < merging.certain and _are_apart(mean, sizes, inside, (one, other), merging):
            means[one, other] = means[other, one] = -np.inf
            continue
        inside[one] += inside[other] + mean * sizes[one] * sizes[other]
        # Rounding keeps ties ties, whatever the order of summation; the first pair wins them.
        merged = np.round((means[one] * sizes[one] + means[other] * sizes[other]) / (sizes[one] + sizes[other]), 9)
        means[one], means[:, one], means[one, one] = merged, merged, -np.inf
        means[other], means[:, other] = -np.inf, -np.inf
        sizes[one] += sizes[other]
        held[one], held[other] = sorted([*held[one], *held[other]]), []
    return sorted(group for group in held if group)


def _between(similarity: Numbers, groups: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """The mean similarity between groups, and the sum of the similarities inside each."""
    member_of = np.zeros((len(groups), len(similarity)))
    for number, group in enumerate(groups):
        member_of[number, list(group)] = 1
    forbidden = np.isneginf(similarity)
    known = np.where(forbidden, 0.0, similarity)
    np.fill_diagonal(known, 0.0)
    sums = member_of @ known @ member_of.T
    sizes = member_of.sum(axis=1)
    banned = (member_of @ forbidden @ member_of.T) > 0
    means = np.where(banned, -np.inf, np.round(sums / np.outer(sizes, sizes), 9))
    np.fill_diagonal(means, -np.inf)
    return means, np.diag(sums) / 2


def _are_apart(mean: float, sizes: Numbers, inside: Numbers, pair: tuple[int, int], merging: Merging) -> bool:
    if min(sizes[list(pair)]) < merging.settled:
        return False
    cohesion = [inside[group] / (sizes[group] * (sizes[group] - 1) / 2) for group in pair]
    return bool(mean < merging.ratio * min(cohesion))
