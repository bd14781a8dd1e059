"""Which telling was made from which, inside one story."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

# Of the names and numbers of a telling in an outlet's own words, this part by weight stands in the wire that it was
# made from, and so many of them. Of labelled rewritings all hold .61 or more and 11 or more, of independent reports
# that credit no other agency the closest holds .58. Who was there counts for himself: without a number of the wire its
# names are only those of the event.
RETOLD_NAMES, LEAST_NAMES = 0.6, 10
# A quotation of which the wire has less than this part of the words comes from elsewhere: all labelled independent
# reports have one, of 29 rewritings one has. Who heard somebody repeats the names of the event all the same.
OWN_WORDS, RETOLD_NAMES_OF_REPORTERS = 0.35, 0.75


@dataclass(frozen=True)
class Taking:
    """A document took text from an earlier one; where that is not certain, one story makes it so."""

    source: str
    relation: str
    shared_words: int
    basis: str
    is_certain: bool = True


@dataclass(frozen=True)
class Teller:
    """Whom a telling credits, whether it is an agency's own, what its names and numbers weigh, and its numbers.

    `quoted` has the terms of each of its quotations, `terms` all of the telling, where it credits an agency.
    """

    agency: str | None
    is_wire: bool
    names: Mapping[int, float]
    numbers: frozenset[int]
    quoted: Sequence[frozenset[int]] = ()
    terms: frozenset[int] = frozenset()

    def heard_more_than(self, wire: "Teller") -> bool:
        """Whether one of its quotations isn't the wire's."""
        return any(len(said & wire.terms) < OWN_WORDS * len(said) for said in self.quoted)


def sources(members: Sequence[str], takings: Mapping[str, Sequence[Taking]]) -> dict[str, Taking]:
    """For each telling that was made from another one of the story, what it was made from.

    `members` stand from the earliest told to the latest. What was taken from a telling that itself took its text was
    taken from where that text began, not from the site where it was read; only a revision stays with what it revises.
    """
    rank = {member: number for number, member in enumerate(members)}
    chosen: dict[str, Taking] = {}
    for member in members:
        inside = [taking for taking in takings.get(member, ()) if taking.source in rank]
        inside = [taking for taking in inside if taking.is_certain] or inside
        if not inside:
            continue
        best = min(inside, key=lambda taking: (taking.relation != "revised", -taking.shared_words, rank[taking.source]))
        chosen[member] = best if best.relation == "revised" else _from_the_origin(best, inside, chosen)
    return chosen


def _from_the_origin(best: Taking, inside: Sequence[Taking], chosen: Mapping[str, Taking]) -> Taking:
    origin = best.source
    while origin in chosen:
        origin = chosen[origin].source
    if origin == best.source:
        return best
    direct = next((taking for taking in inside if taking.source == origin), None)
    return direct or Taking(origin, best.relation, best.shared_words, f"{best.basis}; by way of another telling")


def retold(tellers: Mapping[str, Teller]) -> dict[str, Taking]:
    """For each telling that mostly repeats the names and numbers of an earlier wire, that wire.

    `tellers` are those of a story that took no text, from the earliest told to the latest. Every one of these that
    credits an agency counts as a wire; who credits another one made nothing from it, nor does an agency's own.
    """
    found: dict[str, Taking] = {}
    wires: list[str] = []
    for member, teller in tellers.items():
        near = [wire for wire in wires if teller.agency in (None, tellers[wire].agency)]
        taking = None if teller.is_wire else _closest(teller, {wire: tellers[wire] for wire in near})
        if taking:
            found[member] = taking
        elif teller.agency:
            wires.append(member)
    return found


def _closest(own: Teller, wires: Mapping[str, Teller]) -> Taking | None:
    """The first of the wires that hold the largest part of this telling's names, if one holds enough."""
    closest, most = None, 0.0
    for wire, teller in wires.items():
        shared = own.names.keys() & teller.names.keys()
        if len(shared) < LEAST_NAMES or not own.numbers & teller.numbers:
            continue
        # In ascending order, so that sums of one set of numbers are equal.
        part = round(sum(sorted(own.names[name] for name in shared)) / sum(sorted(own.names.values())), 9)
        enough = RETOLD_NAMES_OF_REPORTERS if own.heard_more_than(teller) else RETOLD_NAMES
        if part >= enough and part > most:
            basis = f"retold: {len(shared)} of its names and numbers are the wire's, {part:.0%} of them by weight"
            closest, most = Taking(wire, "rewritten", 0, basis, is_certain=False), part
    return closest


def original(origins: Sequence[str], chosen: Mapping[str, Taking], days: Mapping[str, date | None]) -> str:
    """The first telling among those that took no text; of those of its day, the one that most others were made from."""
    taken = Counter(taking.source for taking in chosen.values())
    first = [origin for origin in origins if days[origin] == days[origins[0]]]
    return max(first, key=lambda origin: (taken[origin], -first.index(origin)))
