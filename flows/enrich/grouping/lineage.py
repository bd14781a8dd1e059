"""Which telling was made from which, inside one story."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Taking:
    """A document took text from an earlier one; where that is not certain, one story makes it so."""

    source: str
    relation: str
    shared_words: int
    basis: str
    is_certain: bool = True


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


def original(origins: Sequence[str], chosen: Mapping[str, Taking], days: Mapping[str, date | None]) -> str:
    """The first telling among those that took no text; of those of its day, the one that most others were made from."""
    taken = Counter(taking.source for taking in chosen.values())
    first = [origin for origin in origins if days[origin] == days[origins[0]]]
    return max(first, key=lambda origin: (taken[origin], -first.index(origin)))
