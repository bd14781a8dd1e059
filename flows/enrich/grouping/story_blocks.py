"""Which articles of a block report one event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from flows.enrich.grouping.linkage import Merging, average_linkage, components
from flows.enrich.grouping.word_hashes import Numbers
from flows.enrich.story_pairs import WINDOW_DAYS

# Tuned on undated reports of look-alike events. The first pass brings together what concerns the same persons and
# places; the second weighs each name by how few of these tellings hold it, and parts two events that share the rest.
TOGETHER = Merging(least=0.23, ratio=0.6, certain=0.4)
APART = Merging(least=0.02, ratio=0.5, certain=0.5, settled=5)
COMMON_NAMES_POWER = 0.7
# A block above this is cut by raising the threshold that connects it, in steps.
BLOCK_CAP, CUT_STEP = 2000, 0.02
# News that comes out so much later is of another event; so is, from the second day on, news of another day.
PUBLICATION_DAYS_APART = WINDOW_DAYS
EVENT_DAYS_APART, DEVELOPMENT_DAYS = 1, 2

Pairs = Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class Telling:
    """What grouping knows of an article: its day, the day of its event, and its names with their weights."""

    published_on: date | None
    event_on: date | None
    names: Mapping[int, float]


def blocks(count: int, pairs: Pairs, copies: Sequence[tuple[int, int]], least: float) -> list[list[int]]:
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
    """Groups of tellings, which are numbered from the earliest told to the latest; pairs are (earlier, later)."""
    groups = []
    for block in blocks(len(tellings), pairs, copies, TOGETHER.least):
        groups += [[block[place] for place in group] for group in _grouped(block, tellings, pairs, copies)]
    return groups


def _grouped(
    block: Sequence[int], tellings: Sequence[Telling], pairs: Pairs, copies: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """Groups of places in the block. Copies count as one telling, so that the most copied text outweighs no other."""
    place = {member: number for number, member in enumerate(block)}
    copied = [(place[one], place[other]) for one, other in copies if one in place and other in place]
    families = components(len(block), copied)
    if len(families) == 1:
        return [sorted(families[0])]
    first = [tellings[block[min(family)]] for family in families]
    similarity = _similarities(block, families, pairs)
    similarity[_vetoes(first)] = -np.inf
    groups = []
    for group in _dated_first(similarity, [telling.published_on is not None for telling in first]):
        groups += _parted(group, first, similarity)
    return [sorted(member for family in group for member in families[family]) for group in groups]


def _similarities(block: Sequence[int], families: Sequence[Sequence[int]], pairs: Pairs) -> Numbers:
    """The mean similarity of those members of two families that are candidates; 0 where none are."""
    family_of = {block[place]: number for number, family in enumerate(families) for place in family}
    sums, counts = np.zeros((2, len(families), len(families)))
    for i, one in enumerate(block):
        for other in block[:i]:
            similarity = pairs.get((other, one))
            if similarity is not None:
                place = family_of[one], family_of[other]
                sums[place] += similarity
                counts[place] += 1
    sums, counts = sums + sums.T, counts + counts.T
    return np.round(sums / np.maximum(counts, 1), 9)


def _vetoes(tellings: Sequence[Telling]) -> Numbers:
    """Which pairs of tellings can't be of one event, by the days of publication and of the event."""
    published, events = (
        np.array([np.nan if day is None else day.toordinal() for day in days], float)
        for days in ([t.published_on for t in tellings], [t.event_on for t in tellings])
    )
    apart, event_apart = (np.abs(days[:, None] - days) for days in (published, events))
    return (apart > PUBLICATION_DAYS_APART) | ((apart >= DEVELOPMENT_DAYS) & (event_apart > EVENT_DAYS_APART))


def _dated_first(similarity: Numbers, is_dated: Sequence[bool]) -> list[list[int]]:
    """Dated tellings first; then undated ones, which may join one of their groups but never two."""
    dated = [number for number, known in enumerate(is_dated) if known]
    undated = [[number] for number, known in enumerate(is_dated) if not known]
    groups = [
        [dated[place] for place in group] for group in average_linkage(similarity[np.ix_(dated, dated)], TOGETHER)
    ]
    if not undated or not groups:
        return [*groups, *(average_linkage(similarity, TOGETHER) if undated else [])]
    nodes = [*groups, *undated]
    # Where an undated telling belongs shows in the telling that it is closest to, however many others that group has.
    closest = np.array([[similarity[np.ix_(one, other)].max() for other in nodes] for one in nodes])
    closest[: len(groups), : len(groups)] = -np.inf
    return [[number for node in group for number in nodes[node]] for group in average_linkage(closest, TOGETHER)]


def _parted(group: Sequence[int], tellings: Sequence[Telling], similarity: Numbers) -> list[list[int]]:
    """The group, or the parts that it falls into when names that nearly all of its tellings hold count for little."""
    if len(group) < 2 * APART.settled:
        return [list(group)]
    local = _local_similarity([tellings[number].names for number in group])
    local[np.isneginf(similarity[np.ix_(group, group)])] = -np.inf
    return [[group[place] for place in part] for part in average_linkage(local, APART)]


def _local_similarity(names: Sequence[Mapping[int, float]]) -> Numbers:
    columns = {name: column for column, name in enumerate(sorted({name for held in names for name in held}))}
    weights = np.zeros((len(names), len(columns)))
    for row, held in enumerate(names):
        for name, weight in held.items():
            weights[row, columns[name]] = weight
    holders = (weights > 0).sum(axis=0)
    weights *= (1 - holders / (len(names) + 1)) ** COMMON_NAMES_POWER
    lengths = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    weights /= np.where(lengths > 0, lengths, 1)
    return np.round(weights @ weights.T, 9)
