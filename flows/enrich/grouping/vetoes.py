"""What says of two similar articles that they report different events."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

import numpy as np

from flows.enrich.grouping.word_hashes import Numbers

# Where nothing comes out for more than a week, what follows is of another event, but where it looks back to the first;
# so is mostly, from the second day on, news of another day.
PUBLICATION_DAYS_APART = 7
EVENT_DAYS_APART, DEVELOPMENT_DAYS = 1, 2
# Transliterations of one surname (Gerasimov, Guerassimov) are this alike; names of two persons seldom are.
SAME_NAME = 0.7

Office = tuple[str, str]


@dataclass(frozen=True)
class Evidence:
    """What an article says of when its event was: its own day, the recent days that its lead names, the time further
    back of which it tells first, and who held which office.

    `offices` has the names of those whom the article names in an office (country code, office).
    """

    published_on: date | None = None
    lead_days: Sequence[date] = ()
    looks_back: tuple[date, date] | None = None
    offices: Mapping[Office, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Times:
    """When articles came out and what they look back to, in days since one day; NaN where that is unknown."""

    published: Numbers
    back_from: Numbers
    back_until: Numbers

    def at(self, places: Any) -> "Times":
        return Times(self.published[places], self.back_from[places], self.back_until[places])


def times_of(tellings: Sequence[Evidence]) -> Times:
    backs = [telling.looks_back or (None, None) for telling in tellings]
    columns = [telling.published_on for telling in tellings], [b for b, _ in backs], [b for _, b in backs]
    return Times(*map(_numbers, columns))


def _numbers(days: Sequence[date | None]) -> Numbers:
    return np.array([np.nan if day is None else day.toordinal() for day in days], float)


def look_back(one: Times, other: Times) -> Numbers:
    """Whether one of two tells first of a time at which, or within a week of which, the other came out."""
    return _looks_back(one, other) | _looks_back(other, one)


def _looks_back(later: Times, earlier: Times) -> Numbers:
    earliest, latest = later.back_from, later.back_until + PUBLICATION_DAYS_APART
    return np.asarray((earliest <= earlier.published) & (earlier.published <= latest))


def are_close(one: Times, other: Times) -> Numbers:
    """Whether two came out within a week, or one looks back to the other; undated ones are close to all."""
    return ~(np.abs(one.published - other.published) > PUBLICATION_DAYS_APART) | look_back(one, other)


def pairwise(times: Times) -> tuple[Times, Times]:
    """What compares each of the articles with each."""
    return times.at((slice(None), None)), times


def have_other_days(tellings: Sequence[Evidence]) -> Numbers:
    """Which pairs, published some days apart, name recent days and none in common: a symmetric matrix of truth values.

    To look back to the other is to name its day.
    """
    times = times_of(tellings)
    published = np.abs(times.published[:, None] - times.published)
    named = [_numbers(days) for days in zip_longest(*(telling.lead_days for telling in tellings))]
    has_day = np.array([len(telling.lead_days) > 0 for telling in tellings], bool)
    in_common = np.zeros_like(published, bool)
    for ours in named:
        for theirs in named:
            in_common |= np.abs(ours[:, None] - theirs) <= EVENT_DAYS_APART
    both = has_day[:, None] & has_day
    return (published >= DEVELOPMENT_DAYS) & both & ~in_common & ~look_back(*pairwise(times))


def have_other_holders(tellings: Sequence[Evidence]) -> Numbers:
    """Which pairs name different persons in one office: a symmetric matrix of truth values."""
    forbidden = np.zeros((len(tellings), len(tellings)), bool)
    holders: dict[Office, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for office in telling.offices:
            holders[office].append(number)
    for office, numbers in holders.items():
        for place, one in enumerate(numbers):
            for other in numbers[:place]:
                if are_others(tellings[one].offices[office], tellings[other].offices[office]):
                    forbidden[one, other] = forbidden[other, one] = True
    return forbidden


def veto(one: Evidence, other: Evidence) -> str | None:
    """What keeps the two apart, in words; None where nothing does."""
    if one.published_on and other.published_on and not are_close(times_of([one]), times_of([other])).all():
        return f"published {abs((one.published_on - other.published_on).days)} days apart"
    if have_other_days([one, other]).any():
        return f"of {one.lead_days[0]} and not of {other.lead_days[0]}"
    for office in sorted(one.offices.keys() & other.offices.keys()):
        if are_others(one.offices[office], other.offices[office]):
            names = [", ".join(sorted(telling.offices[office])) for telling in (one, other)]
            return f"{office[1]} of {office[0]} is {names[0]} and not {names[1]}"
    return None


def are_others(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether each article names one person in the office, and these are two.

    Of an office that an article gives to several, there are several.
    """
    if len(ours) != 1 or len(theirs) != 1:
        return False
    one, other = (next(iter(names)).split() for names in (min(ours, theirs, key=sorted), max(ours, theirs, key=sorted)))
    # A name of one word may be any part of a longer one: Xi, Xi Jinping.
    if min(len(one), len(other)) == 1 and set(one) & set(other):
        return False
    return SequenceMatcher(None, one[-1], other[-1], autojunk=False).ratio() < SAME_NAME
