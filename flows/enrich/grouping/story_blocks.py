"""Which articles of a block report one event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from flows.enrich.grouping.cutting import Terms, parts
from flows.enrich.grouping.linkage import Merging, average_linkage, components
from flows.enrich.grouping.vetoes import Evidence, vetoes
from flows.enrich.grouping.word_hashes import Numbers

# Tuned on undated reports of look-alike events, in which it brings together what concerns the same persons and places.
# Below a quarter, a name or two in common bring unrelated reports of a large corpus together.
TOGETHER = Merging(least=0.25, ratio=0.6, certain=0.4)
# A block above this is cut by raising the threshold that connects it, in steps.
BLOCK_CAP, CUT_STEP = 2000, 0.02

Pairs = Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class Telling:
    """What grouping knows of an article: its evidence of when the event was, and its terms with their weights."""

    evidence: Evidence
    terms: Terms


def blocks(
    count: int, pairs: Pairs, copies: Sequence[tuple[int, int]], least: float = TOGETHER.least
) -> list[list[int]]:
    """Connected components of the copies and of the pairs of at least this similarity, none above the cap."""
    found = []
    linked = [*copies, *(pair for pair, similarity in pairs.items() if similarity >= least)]
    for block in components(count, linked):
        if len(block) <= BLOCK_CAP or least > 1:
            found.append(block)
            continue
        number = {member: place for place, member in enumerate(block)}
        inside = {
            (number[one], number[other]): similarity
            for (one, other), similarity in pairs.items()
            if one in number and other in number
        }
        copied = [(number[one], number[other]) for one, other in copies if one in number and other in number]
        found += [[block[place] for place in part] for part in blocks(len(block), inside, copied, least + CUT_STEP)]
    return found


def stories(tellings: Sequence[Telling], pairs: Pairs, copies: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Groups of a block's tellings, which are numbered from the earliest told to the latest.

    `pairs` are (earlier, later). Copies count as one telling, so that the most copied text outweighs no other.
    """
    families = components(len(tellings), copies)
    if len(families) == 1:
        return families
    first = [tellings[min(family)] for family in families]
    similarity = _similarities(families, pairs)
    similarity[vetoes([telling.evidence for telling in first])] = -np.inf
    np.fill_diagonal(similarity, 0.0)
    terms = [telling.terms for telling in first]
    is_dated = [telling.evidence.published_on is not None for telling in first]
    groups = [part for group in _dated_first(similarity, is_dated) for part in parts(group, terms)]
    return [sorted(member for family in group for member in families[family]) for group in groups]


def _similarities(families: Sequence[Sequence[int]], pairs: Pairs) -> Numbers:
    """The mean similarity of those members of two families that are candidates; 0 where none are."""
    family_of = {member: number for number, family in enumerate(families) for member in family}
    sums, counts = np.zeros((2, len(families), len(families)))
    # In the order of the members, so that sums of one set of numbers are equal.
    for pair in sorted(pairs):
        place = family_of[pair[0]], family_of[pair[1]]
        sums[place] += pairs[pair]
        counts[place] += 1
    sums, counts = sums + sums.T, counts + counts.T
    return np.round(sums / np.maximum(counts, 1), 9)


def _dated_first(similarity: Numbers, is_dated: Sequence[bool]) -> list[list[int]]:
    """Dated tellings first, and undated ones by themselves; then groups of these may join one of the dated, never two.

    Where an undated telling belongs shows in the telling that it is closest to, however many others that group has.
    """
    dated, undated = (
        [
            [members[place] for place in group]
            for group in average_linkage(similarity[np.ix_(members, members)], TOGETHER)
        ]
        for members in ([n for n, known in enumerate(is_dated) if known == kind] for kind in (True, False))
    )
    joined = [list(group) for group in dated]
    alone = []
    for group in undated:
        # The diagonal is 0: a telling alone asks for nothing but the least.
        cohesion = similarity[np.ix_(group, group)].sum() / (len(group) * max(1, len(group) - 1))
        asked = min(TOGETHER.certain, max(TOGETHER.least, TOGETHER.ratio * cohesion))
        closest = [_closeness(similarity[np.ix_(group, other)]) for other in dated]
        if closest and max(closest) >= asked:
            joined[int(np.argmax(closest))] += group
        else:
            alone.append(group)
    return [*joined, *alone]


def _closeness(similarity: Numbers) -> float:
    """How close the tellings of the rows are on average to the closest one of the columns."""
    return -np.inf if np.isneginf(similarity).any() else float(np.round(similarity.max(axis=1).mean(), 9))
