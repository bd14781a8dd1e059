"""What says of two similar articles that they report different events."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

import numpy as np

from flows.enrich.grouping.word_hashes import Numbers

# News that comes out more than a week later is of another event; so is mostly, from the second day on, news of another
# day.
PUBLICATION_DAYS_APART = 7
EVENT_DAYS_APART, DEVELOPMENT_DAYS = 1, 2
# Transliterations of one surname (Gerasimov, Guerassimov) are this alike; names of two persons seldom are.
SAME_NAME = 0.7

Office = tuple[str, str]


@dataclass(frozen=True)
class Evidence:
    """What an article says of when its event was: its own day, the day of the event, and who held which office.

    `offices` has the names of those whom the article names in an office (country code, office).
    """

    published_on: date | None = None
    event_on: date | None = None
    offices: Mapping[Office, frozenset[str]] = field(default_factory=dict)


def have_other_days(tellings: Sequence[Evidence]) -> Numbers:
    """Which pairs, published some days apart, name different days of the event: a symmetric matrix of truth values."""
    published, events = (
        _days_apart(days) for days in ([t.published_on for t in tellings], [t.event_on for t in tellings])
    )
    return (published >= DEVELOPMENT_DAYS) & (events > EVENT_DAYS_APART)


def _days_apart(days: Sequence[date | None]) -> Numbers:
    numbers = np.array([np.nan if day is None else day.toordinal() for day in days], float)
    return np.abs(numbers[:, None] - numbers)


def vetoes(tellings: Sequence[Evidence]) -> Numbers:
    """Which pairs can't be of one event: a symmetric matrix of truth values."""
    forbidden = _days_apart([t.published_on for t in tellings]) > PUBLICATION_DAYS_APART
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
    if one.published_on and other.published_on:
        days = abs((one.published_on - other.published_on).days)
        if days > PUBLICATION_DAYS_APART:
            return f"published {days} days apart"
        events = (one.event_on, other.event_on) if days >= DEVELOPMENT_DAYS else (None, None)
        if events[0] and events[1] and abs((events[0] - events[1]).days) > EVENT_DAYS_APART:
            return f"of {events[0]} and not of {events[1]}"
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
