"""How tellings are grouped inside a block."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from flows.enrich.grouping.cutting import Terms, local_similarity, name_similarity, parts
from flows.enrich.grouping.lineage import Teller
from flows.enrich.grouping.linkage import average_linkage, components
from flows.enrich.grouping.story_blocks import BLOCK_CAP, Telling, blocks, stories
from flows.enrich.grouping.vetoes import Evidence
from flows.enrich.story_tellings import Block, told

NO_TERMS = np.empty(0, np.int64), np.empty(0), np.empty(0)
MAY = date(2031, 5, 1)


def named(*names: str) -> Terms:
    """Terms that are nothing but these names, all of one weight."""
    weights = np.full(len(names), len(names) ** -0.5)
    return np.array([int.from_bytes(name.encode(), "big") for name in names], np.int64), weights, weights


def alike(terms: Sequence[Terms], similarity: float) -> list[list[int]]:
    """The stories of undated tellings that all resemble each other as much."""
    pairs = {(one, other): similarity for other in range(len(terms)) for one in range(other)}
    return stories([Telling(Evidence(), own) for own in terms], pairs, [])


def matrix(size: int, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    similarity = np.zeros((size, size))
    for (one, other), value in pairs.items():
        similarity[one, other] = similarity[other, one] = value
    return similarity


def test_components_are_what_pairs_connect() -> None:
    assert components(5, [(3, 1), (1, 4)]) == [[0], [1, 3, 4], [2]]


def test_the_mean_decides_and_not_the_closest_pair() -> None:
    chain = matrix(3, {(0, 1): 0.8, (1, 2): 0.5})
    assert average_linkage(chain, 0.3) == [[0, 1], [2]]
    assert average_linkage(chain, 0.2) == [[0, 1, 2]]


def merged_one_by_one(similarity: np.ndarray, least: float, linked: np.ndarray) -> list[list[int]]:
    """Average linkage as it is defined: the first of the closest pairs of groups, until none is close enough."""
    groups = [[member] for member in range(len(similarity))]
    while True:
        means = {
            (one, other): np.round(similarity[np.ix_(groups[one], groups[other])].mean(), 6)
            for one in range(len(groups))
            for other in range(one + 1, len(groups))
            if linked[np.ix_(groups[one], groups[other])].any()
        }
        if not means or max(means.values()) < least:
            return groups
        one, other = max(means, key=lambda pair: (means[pair], -pair[0], -pair[1]))
        groups = sorted(
            [*(g for n, g in enumerate(groups) if n not in (one, other)), sorted(groups[one] + groups[other])]
        )


NO = -np.inf


ALL = [True] * 15


@given(
    st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, NO]), min_size=15, max_size=15),
    st.lists(st.booleans(), min_size=15, max_size=15),
)
@example([1.0, 0.5, 0.25, 1.0, 0.0, 0.5, 0.5, 0.25, 1.0, 0.0, 0.0, NO, 0.0, 0.5, 0.25], ALL)
def test_the_closest_groups_that_are_linked_merge_first(values: list[float], links: list[bool]) -> None:
    places = list(zip(*np.triu_indices(6, 1), strict=True))
    similarity = matrix(6, dict(zip(places, values, strict=True)))
    linked = matrix(6, dict(zip(places, links, strict=True))) > 0
    assert average_linkage(similarity, 0.2, linked) == merged_one_by_one(similarity, 0.2, linked)
    assert average_linkage(similarity, 0.2) == merged_one_by_one(similarity, 0.2, np.ones((6, 6), bool))


def test_what_is_forbidden_stays_apart() -> None:
    similarity = matrix(3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): -np.inf})
    assert average_linkage(similarity, 0.1) == [[0, 1], [2]]


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


QUAKE, FLOOD = ("Tarn", "Osk", "Lunde"), ("Velm", "Karsund", "Ister")


def test_tellings_of_two_events_part_where_the_names_do() -> None:
    tellings = [named("Froland", *QUAKE, f"q{n}") for n in range(5)] + [
        named("Froland", *FLOOD, f"f{n}") for n in range(4)
    ]
    assert alike(tellings, 0.5) == [[0, 1, 2, 3, 4], [5, 6, 7, 8]]


def test_tellings_of_one_event_stay_together_though_each_half_adds_a_name() -> None:
    tellings = [named("Froland", *QUAKE, *("Brask", "Venn")[n % 2 :][:1]) for n in range(10)]
    assert alike(tellings, 0.5) == [list(range(10))]


TEAM = ("Froland", "Askim", "Dovre", "Holm", "Rudd")


def of_two_matches(*, in_common: int) -> list[list[int]]:
    """The stories of tellings that share so many names, of which each half adds one, and each telling some of its own.

    Names are alike across the halves by a twelfth for each in common, and by but one twelfth more inside them.
    """
    return alike(
        [
            named(*TEAM[:in_common], ("Tarn", "Velm")[n % 2], *(f"{n} {own}" for own in range(11 - in_common)))
            for n in range(10)
        ],
        0.5,
    )


def test_tellings_of_two_events_that_share_most_names_part_where_the_others_do() -> None:
    halves = [list(range(0, 10, 2)), list(range(1, 10, 2))]
    assert of_two_matches(in_common=4) == halves
    # All names are alike by more than those of two events are.
    assert of_two_matches(in_common=5) == [list(range(10))]


def test_what_all_tellings_hold_counts_for_little_in_what_parts_them() -> None:
    terms = [named("Froland", "Tarn"), named("Froland", "Tarn"), named("Froland", "Velm")]
    assert name_similarity(terms)[0].tolist() == [1.0, 1.0, 0.5]
    assert local_similarity(terms)[0].round(2).tolist() == [1.0, 1.0, 0.45]
    ids, weights, _ = terms[2]
    words = [*terms[:2], (ids, weights, weights * [1, 0])]
    assert local_similarity(words, by_names=True)[0].round(2).tolist() == [1.0, 1.0, 0.45]


SHORT = 4


def settled_and(straggler: Terms, *, days: Sequence[date | None] = (None,) * 5, names: int = 3) -> list[list[int]]:
    """The stories of four tellings that share `names` of their four names, and of one that resembles one of them."""
    terms = [named(*QUAKE[:names], *(f"s{n}{more}" for more in range(4 - names))) for n in range(SHORT)]
    tellings = [Telling(Evidence(day), own) for day, own in zip(days, [*terms, straggler], strict=True)]
    pairs = {(one, other): 0.5 for other in range(SHORT) for one in range(other)}
    return stories(tellings, {**pairs, (0, SHORT): 0.24}, [])


def test_a_straggler_joins_a_story_that_holds_together_by_its_names() -> None:
    assert settled_and(named("Tarn", "Osk", "Ister", "Brask")) == [[0, 1, 2, 3, 4]]
    assert settled_and(named("Velm", "Karsund", "Ister", "Brask")) == [[0, 1, 2, 3], [4]]


def test_a_straggler_joins_no_loose_story_and_none_of_another_week() -> None:
    straggler = named("Tarn", "Osk", "Ister", "Brask")
    assert settled_and(straggler, names=1) == [[0, 1, 2, 3], [4]]
    assert settled_and(straggler, days=[MAY] * SHORT + [MAY + timedelta(days=7)]) == [[0, 1, 2, 3, 4]]
    assert settled_and(straggler, days=[MAY] * SHORT + [MAY + timedelta(days=8)]) == [[0, 1, 2, 3], [4]]


def test_the_basis_says_that_a_straggler_joined_by_its_names() -> None:
    holder = {chief: Evidence(offices={("FRO", "chief"): frozenset({chief})}) for chief in ("oda venn", "ulf moran")}
    evidence = [Evidence()] * SHORT + [holder["oda venn"], holder["ulf moran"]]
    terms = [named(*QUAKE, f"s{n}") for n in range(SHORT)] + [named(*QUAKE, "Brask"), named(*FLOOD)]
    pairs = {(one, other): 0.5 for other in range(SHORT) for one in range(other)} | {(4, 5): 0.3}
    pairs |= {(one, 5): 0.2 for one in range(SHORT)}
    block = Block(
        ids=[str(n) for n in range(6)],
        tellings=[Telling(own, names) for own, names in zip(evidence, terms, strict=True)],
        age={str(n): (True, "", str(n)) for n in range(6)},
        similarity=pairs,
        shared={pair: ["Tarn"] for pair in pairs},
        tellers=[Teller(None, False, {}, frozenset())] * 6,
    )
    found = {row["document_id"]: (row["story_id"], row["basis"]) for row in told(block)}
    reason = "apart from 5: chief of FRO is oda venn and not ulf moran"
    assert found["4"] == ("s0", f"names of the whole story, though no other telling resembles it; {reason}")
    assert found["0"] == ("s0", "shared terms: Tarn")


def with_other_day(saying_a_day: int) -> list[list[int]]:
    """The stories of six tellings, so many of which name the day of the event, and of one that names a later day."""
    first = [Evidence(MAY, [MAY] if n < saying_a_day else []) for n in range(6)]
    later = Evidence(MAY + timedelta(days=3), [MAY + timedelta(days=3)])
    pairs = {(one, other): 0.6 for other in range(7) for one in range(other)}
    return stories([Telling(evidence, NO_TERMS) for evidence in [*first, later]], pairs, [])


def test_another_day_of_the_event_is_outweighed_by_tellings_that_name_none() -> None:
    assert with_other_day(saying_a_day=2) == [[0, 1, 2, 3, 4, 5, 6]]
    assert with_other_day(saying_a_day=4) == [[0, 1, 2, 3, 4, 5], [6]]


def told_on(*evidence: Evidence) -> list[list[int]]:
    """The stories of tellings of these days that are all alike."""
    pairs = {(one, other): 0.6 for other in range(len(evidence)) for one in range(other)}
    return stories([Telling(own, NO_TERMS) for own in evidence], pairs, [])


def after(days: int) -> date:
    return MAY + timedelta(days=days)


def test_a_story_goes_on_until_nothing_is_told_for_more_than_a_week() -> None:
    assert told_on(*(Evidence(after(days)) for days in (0, 6, 12, 20))) == [[0, 1, 2], [3]]


def of_chief(name: str) -> Evidence:
    return Evidence(offices={("FRO", "chief"): frozenset({name})})


def test_another_holder_of_an_office_is_outweighed_by_many_tellings_alone() -> None:
    aside, story = of_chief("ulf moran"), [of_chief("oda venn"), *[Evidence()] * 8]
    assert told_on(*story, aside) == [list(range(10))]
    assert told_on(*story[:5], aside) == [[0, 1, 2, 3, 4], [5]]
    assert told_on(*[of_chief("oda venn")] * 9, aside) == [list(range(9)), [9]]


def test_an_undated_telling_alone_joins_undated_ones_by_the_closest() -> None:
    pairs = {(0, 1): 0.6, (0, 2): 0.6, (1, 2): 0.6, (0, 3): 0.3}
    assert stories([Telling(Evidence(), NO_TERMS)] * 4, pairs, []) == [[0, 1, 2, 3]]
    assert stories([Telling(Evidence(), NO_TERMS)] * 4, {**pairs, (0, 3): 0.2}, []) == [[0, 1, 2], [3]]


def test_an_undated_telling_joins_no_two_stories() -> None:
    found = told_on(Evidence(MAY), Evidence(after(40)), Evidence())
    assert found == [[0, 2], [1]]


def test_a_report_from_court_belongs_to_what_it_looks_back_to() -> None:
    assert told_on(Evidence(MAY), Evidence(after(400), (), (MAY, MAY))) == [[0, 1]]
    assert told_on(Evidence(MAY), Evidence(after(400), (), (after(-30), after(-30)))) == [[0], [1]]
    # Another report of that day in court comes with it.
    assert told_on(Evidence(MAY), Evidence(after(400), (), (MAY, MAY)), Evidence(after(401))) == [[0, 1, 2]]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), min_size=1, max_size=20))
def test_parts_hold_every_member_once(held: list[list[str]]) -> None:
    terms = [named(*names) if names else NO_TERMS for names in held]
    found = parts(range(len(terms)), terms, name_similarity(terms))
    assert sorted(member for part in found for member in part) == list(range(len(terms)))
