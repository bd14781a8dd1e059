"""How tellings are grouped inside a block."""

import numpy as np
import pytest

from flows.enrich.grouping.linkage import Merging, average_linkage, components
from flows.enrich.grouping.story_blocks import BLOCK_CAP, Telling, blocks, stories
from flows.enrich.grouping.vetoes import Evidence

NO_TERMS = np.empty(0, np.int64), np.empty(0)


def matrix(size: int, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    similarity = np.zeros((size, size))
    for (one, other), value in pairs.items():
        similarity[one, other] = similarity[other, one] = value
    return similarity


def test_components_are_what_pairs_connect() -> None:
    assert components(5, [(3, 1), (1, 4)]) == [[0], [1, 3, 4], [2]]


def test_the_mean_decides_and_not_the_closest_pair() -> None:
    chain = matrix(3, {(0, 1): 0.8, (1, 2): 0.5})
    assert average_linkage(chain, Merging(least=0.3, ratio=0)) == [[0, 1], [2]]
    assert average_linkage(chain, Merging(least=0.2, ratio=0)) == [[0, 1, 2]]


def test_what_is_forbidden_stays_apart() -> None:
    similarity = matrix(3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): -np.inf})
    assert average_linkage(similarity, Merging(least=0.1, ratio=0)) == [[0, 1], [2]]


@pytest.mark.parametrize(("ratio", "groups"), [(0.6, [[0, 1, 2], [3, 4, 5]]), (0.3, [[0, 1, 2, 3, 4, 5]])])
def test_two_close_groups_merge_only_when_they_are_close_to_each_other(ratio: float, groups: list[list[int]]) -> None:
    similarity = np.full((6, 6), 0.4)
    similarity[:3, :3] = similarity[3:, 3:] = 0.9
    assert average_linkage(similarity, Merging(least=0.2, ratio=ratio)) == groups


def test_a_block_above_the_cap_is_cut_where_it_is_weakest() -> None:
    half = BLOCK_CAP // 2 + 1
    pairs = {(n, n + 1): 0.9 for n in range(2 * half - 1)}
    pairs[half - 1, half] = 0.3
    assert [len(block) for block in blocks(2 * half, pairs, [], 0.25)] == [half, half]


def test_copies_of_one_text_count_as_one_telling() -> None:
    tellings = [Telling(Evidence(), NO_TERMS) for _ in range(6)]
    copies = [(0, member) for member in range(1, 5)]
    assert stories(tellings, {(0, 5): 0.4}, copies) == [[0, 1, 2, 3, 4, 5]]
    assert stories(tellings, {(0, 5): 0.1}, copies) == [[0, 1, 2, 3, 4], [5]]
