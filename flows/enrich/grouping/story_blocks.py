"""Which articles of a block report one event."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from flows.enrich.grouping.cutting import ONE_EVENT, Terms, name_similarity, parts
from flows.enrich.grouping.linkage import average_linkage, between, components, inside
from flows.enrich.grouping.vetoes import (
    Evidence,
    are_close,
    have_other_days,
    have_other_holders,
    look_back,
    pairwise,
    times_of,
)
from flows.enrich.grouping.word_hashes import Numbers

# Tellings this alike on average are one story's. Below a quarter, a name or two in common bring unrelated reports of a
# large corpus together.
TOGETHER = 0.25
# Tellings this alike are looked at together to see which words part them; in one large block not all of them are.
NEIGHBOURHOOD = 0.03
# A few tellings that are too short or odd to resemble each other still belong to a story that holds together, if their
# names do.
SETTLED, FEW, STRAGGLING = 4, 3, 0.12
# Two articles that name other days of the event say this of being one story: in one story that has several tellings
# without a day, or with both, a few such pairs are outweighed. One that looks back to the other has to be so much more
# like it, because look-alikes are looked back to as well. Two persons in one office say most: only a story of many
# tellings outweighs one that names another, as an aside may.
OTHER_DAYS, LOOKING_BACK, OTHER_HOLDERS = -0.15, 0.15, -2.0
# A block above this is cut by raising the threshold that connects it, in steps.
BLOCK_CAP, CUT_STEP = 2000, 0.02

Pairs = Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class Telling:
    """What grouping knows of an article: its evidence of when the event was, and its terms with their weights."""

    evidence: Evidence
    terms: Terms


def blocks(count: int, pairs: Pairs, copies: Sequence[tuple[int, int]], least: float = TOGETHER) -> list[list[int]]:
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
    similarity, groups = _similarities(families, pairs), []
    for near in average_linkage(similarity, NEIGHBOURHOOD):
        found = _neighbours([first[family] for family in near], similarity[np.ix_(near, near)])
        groups += [[near[place] for place in group] for group in found]
    return [sorted(member for family in group for member in families[family]) for group in groups]


def _neighbours(tellings: Sequence[Telling], similarity: Numbers) -> Iterator[list[int]]:
    """Groups of neighbouring tellings. What parts two events shows only beside both, so days and offices come after."""
    terms, evidence = [telling.terms for telling in tellings], [telling.evidence for telling in tellings]
    names = name_similarity(terms)
    similarity, judged = _judged((similarity, names), evidence)
    close = are_close(*pairwise(times_of(evidence)))
    for part in parts(range(len(tellings)), terms, names):
        groups = _dated_first(part, similarity, close, evidence)
        yield from _with_stragglers(groups, names, judged, _reach(close, evidence))


def _judged(similarities: Sequence[Numbers], evidence: Sequence[Evidence]) -> Iterator[Numbers]:
    """The similarities, but for pairs of which the evidence says something of whether they are of one event."""
    other_days, other_holders = have_other_days(evidence), have_other_holders(evidence)
    looking_back = look_back(*pairwise(times_of(evidence)))
    for similarity in similarities:
        judged = np.where(other_days, OTHER_DAYS, similarity)
        judged[looking_back] -= LOOKING_BACK
        judged[other_holders] = OTHER_HOLDERS
        np.fill_diagonal(judged, 0.0)
        yield judged


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


def _dated_first(
    members: Sequence[int], similarity: Numbers, close: Numbers, evidence: Sequence[Evidence]
) -> list[list[int]]:
    """Dated tellings first, and undated ones by themselves; then groups of these may join one of the dated, never two.

    Where an undated telling belongs shows in the telling that it is closest to, however many others that group has. So
    one that is left alone may join undated ones as well.
    """
    dated, undated = (
        [[some[place] for place in group] for group in _linked(some, similarity, close)]
        for some in ([n for n in members if (evidence[n].published_on is None) == kind] for kind in (False, True))
    )
    several, alone = ([group for group in undated if (len(group) == 1) == is_alone] for is_alone in (False, True))
    joined, home = [list(group) for group in dated], list(range(len(dated)))
    for group in [*several, *alone]:
        others = dated if len(group) > 1 else [*dated, *several]
        closest = [_closeness(similarity[np.ix_(group, other)]) for other in others]
        if closest and max(closest) >= TOGETHER:
            home.append(home[int(np.argmax(closest))])
            joined[home[-1]] += group
        else:
            home.append(len(joined))
            joined.append(list(group))
    return joined


def _linked(some: Sequence[int], similarity: Numbers, close: Numbers) -> list[list[int]]:
    return average_linkage(similarity[np.ix_(some, some)], TOGETHER, close[np.ix_(some, some)])


def _closeness(similarity: Numbers) -> float:
    """How close the tellings of the rows are on average to the closest one of the columns."""
    return -np.inf if (similarity <= OTHER_HOLDERS).any() else float(np.round(similarity.max(axis=1).mean(), 9))


def _reach(close: Numbers, evidence: Sequence[Evidence]) -> Callable[[Sequence[int], Sequence[int]], bool]:
    """Whether two groups have dated tellings close to each other, or one of them has none that are dated."""
    is_dated = np.array([telling.published_on is not None for telling in evidence], bool)

    def reach(one: Sequence[int], other: Sequence[int]) -> bool:
        dated = [[member for member in group if is_dated[member]] for group in (one, other)]
        return not all(dated) or bool(close[np.ix_(*dated)].any())

    return reach


def _with_stragglers(
    groups: Sequence[Sequence[int]],
    names: Numbers,
    judged: Numbers,
    reach: Callable[[Sequence[int], Sequence[int]], bool],
) -> list[list[int]]:
    """The groups, of which each small one has joined the story whose names are closest to its own, if any are close."""
    is_settled = [len(group) >= SETTLED and inside(names, group) >= ONE_EVENT for group in groups]
    settled = [group for group, yes in zip(groups, is_settled, strict=True) if yes]
    joined, alone = [list(group) for group in settled], []
    for group in (group for group, yes in zip(groups, is_settled, strict=True) if not yes):
        near = settled if len(group) <= FEW else []
        closest = [between(judged, group, story) if reach(group, story) else -np.inf for story in near]
        if closest and max(closest) >= STRAGGLING:
            joined[int(np.argmax(closest))] += group
        else:
            alone.append(list(group))
    return [*joined, *alone]
