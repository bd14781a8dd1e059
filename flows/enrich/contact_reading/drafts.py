"""A contact while its article is being read: sides that grow as names turn up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from flows.enrich.contact_reading.columns import same_medium
from flows.enrich.contact_reading.days import Days, agree, narrower
from flows.enrich.contact_reading.names import content_words, surname
from flows.enrich.contact_reading.offices import is_weak
from flows.enrich.contact_reading.parties import Party

EVERYBODY = "*"
"""Stands for all sides of a contact."""


@dataclass
class Draft:
    """What has been read of one contact so far."""

    medium: str
    parties: list[Party]
    days: Days | None = None
    requested_by: str | None = None
    since: tuple[str, Any] | None = None
    sentences: set[int] = field(default_factory=set)
    topics: list[dict[str, str | None]] = field(default_factory=list)
    confirmed_by: list[str] = field(default_factory=list)
    source: str | None = None
    caller: Party | None = None

    def admits(self, medium: str, parties: Iterable[Party], days: Days | None) -> bool:
        """Whether an event of this medium, with these sides, on these days can be this contact."""
        if not same_medium(self.medium, medium) or not agree(self.days, days):
            return False
        unknown = [party for party in parties if self.place_of(party) is None]
        if all(party.country and not party.person for party in unknown):
            return len(unknown) <= sum(not side.country for side in self.parties)
        return len(unknown) <= len(self.unnamed()) and not any(party.country for party in unknown)

    def unnamed(self) -> list[int]:
        return [place for place, party in enumerate(self.parties) if not party.person]

    def place_of(self, party: Party) -> int | None:
        """Which side this is: the same person, or the same country while one of the two has no name."""
        for place, known in enumerate(self.parties):
            if known.person and party.person:
                if surname(known.person) == surname(party.person):
                    return place
            elif known.country and known.country == party.country:
                return place
        alike = [
            place
            for place, known in enumerate(self.parties)
            if not ((known.person and party.person) or (known.country and party.country))
            and alike_offices(known, party)
        ]
        return alike[0] if len(alike) == 1 else None

    def learn(self, medium: str, parties: Iterable[Party], days: Days | None) -> None:
        """Take over what an event of the same contact adds.

        Names without countries go to the countries without names, and the other way round, in the order of both lists
        ("the chiefs of X and Y", then "A and B"), when there are as many.
        """
        if self.medium == "other" or (self.medium, medium) == ("meeting", "visit"):
            self.medium = medium
        self.days = narrower(self.days, days)
        left = []
        for party in parties:
            place = self.place_of(party)
            if place is None:
                left.append(party)
            else:
                self.parties[place] = joined(self.parties[place], party)
        nameless, placeless = self.unnamed(), [place for place, side in enumerate(self.parties) if not side.country]
        if left and all(party.person and not party.country for party in left) and len(left) == len(nameless):
            self._pair(nameless, left)
        elif left and all(party.country and not party.person for party in left) and len(left) == len(placeless):
            self._pair(placeless, left)
        else:
            self.parties += [party for party in left if party.country or not nameless]

    def _pair(self, places: list[int], parties: list[Party]) -> None:
        for place, party in zip(places, parties, strict=True):
            self.parties[place] = joined(self.parties[place], party)

    def settle(self, completed: Callable[[Party], Party]) -> None:
        """Conclude what only the end shows: a side's country from who confirms it, all sides as those who do, who asked
        from who called."""
        strangers = [place for place, party in enumerate(self.parties) if not party.country]
        others = [country for country in self.confirmed_by if country not in (*self.countries(), EVERYBODY)]
        if len(strangers) == len(others) == 1:
            self.parties[strangers[0]] = replace(self.parties[strangers[0]], country=others[0])
        told = (self.countries() if country == EVERYBODY else [country] for country in self.confirmed_by)
        self.confirmed_by = list(dict.fromkeys(country for countries in told for country in countries))
        if self.caller is not None and not self.requested_by:
            side = self.place_of(completed(self.caller))
            self.requested_by = self.parties[side].country if side is not None else self.caller.country

    def countries(self) -> list[str]:
        return list(dict.fromkeys(party.country for party in self.parties if party.country))

    def add_topic(self, topic: str, attributed_to: str | None, raised_by: str | None, alike: float = 0.6) -> None:
        """Note a topic unless one that is noted already has most of its words."""
        words = content_words(topic)
        for known in self.topics:
            shared = words & content_words(known["topic"])
            if not words or len(shared) / len(words) >= alike:
                known["attributed_to"] = known["attributed_to"] or attributed_to
                return
        if words:
            self.topics.append({"topic": topic, "attributed_to": attributed_to, "raised_by": raised_by})


def alike_offices(one: Party, other: Party) -> bool:
    """Whether two sides, not both of them named, hold offices of the same words."""
    a, b = content_words(one.office), content_words(other.office)
    return bool(a & b) and (a <= b or b <= a) and not is_weak(one.office) and not is_weak(other.office)


def joined(known: Party, new: Party) -> Party:
    """One side from two readings of it; the office of the reading that has a name comes first, then the first one."""
    offices = [known.office, new.office] if known.person or not new.person else [new.office, known.office]
    strong = [office for office in offices if not is_weak(office)]
    return replace(
        known,
        person=max((known.person, new.person), key=lambda name: len((name or "").split())),
        office=next(iter(strong), None) or known.office or new.office,
        country=known.country or new.country,
        country_code=known.country_code or new.country_code,
        entity_id=known.entity_id or new.entity_id,
    )


def distinct(parties: Iterable[Party]) -> list[Party]:
    """Each side once: readings of one person, or of one country of which only one is named, joined."""
    draft, given = Draft("other", []), list(parties)
    draft.learn("other", [party for party in given if party.person], None)
    draft.learn("other", [party for party in given if not party.person], None)
    order = {surname(party.person) or str(party.country): place for place, party in reversed(list(enumerate(given)))}
    return sorted(draft.parties, key=lambda party: order.get(surname(party.person) or str(party.country), 0))


def is_contact(parties: list[Party], medium: str) -> bool:
    """Whether these are two sides: at least two countries or organisations of states.

    Of a call or a letter, somebody in office who comes first without a country ("the pope") is another side than the
    country that follows; a meeting with a compatriot reads the same as one with a stranger.
    """
    countries = {party.country for party in parties if party.country}
    first = parties[0] if len(parties) == 2 else Party()
    is_sent = medium in ("phone", "video", "letter")
    return len(countries) > 1 or (is_sent and len(countries) == 1 and not first.country and not is_weak(first.office))
