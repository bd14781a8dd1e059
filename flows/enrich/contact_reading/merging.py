"""Which claims of different articles are about one contact, and what they say together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from flows.enrich.contact_reading.columns import same_medium
from flows.enrich.contact_reading.names import content_words, folded, overlap, surname
from flows.enrich.contact_reading.offices import is_weak

Interval = tuple[date, date]


@dataclass(frozen=True, eq=False)
class Claim:
    """A row of `contact_claims` with its article's story, day of publication and key, which revisions share."""

    row: Mapping[str, Any]
    story_id: str
    published_on: date | None
    article_key: str

    @property
    def order(self) -> tuple[date, str, int]:
        """Earliest first by own date, undated last, then by id."""
        return (self.published_on or date.max, self.row["document_id"], self.row["claim_number"])


def grouped(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims of each contact, earliest first, whatever order they come in.

    The most alike pairs join first, and two claims of one article never stand in one contact. Contacts of which no
    claim is certain are left out.
    """
    ordered = sorted(claims, key=lambda claim: claim.order)
    group_of = {index: [index] for index in range(len(ordered))}
    for _, left, right in sorted(_alike_pairs(ordered)):
        one, other = group_of[left], group_of[right]
        if one is not other and not _documents(ordered, one) & _documents(ordered, other):
            one += other
            group_of.update(dict.fromkeys(other, one))
    groups = {min(group): sorted(group) for group in group_of.values()}
    found = [[ordered[index] for index in groups[first]] for first in sorted(groups)]
    return [group for group in found if any(claim.row["is_certain"] for claim in group)]


def _documents(claims: list[Claim], group: list[int]) -> set[str]:
    return {claims[index].row["document_id"] for index in group}


def _alike_pairs(claims: list[Claim]) -> Iterator[tuple[float, int, int]]:
    """Pairs of claims that can be one contact, as (minus likeness, indices).

    Only claims of one story, or that share a named participant, are compared.
    """
    blocks: dict[tuple[str, str], list[int]] = {}
    for index, claim in enumerate(claims):
        keys = {("story", claim.story_id)} | {("name", name) for name in _names(claim.row)}
        for key in sorted(keys):
            blocks.setdefault(key, []).append(index)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    for left, right in sorted(pairs):
        likeness = likeness_of(claims[left], claims[right])
        if likeness:
            yield -likeness, left, right


def likeness_of(one: Claim, other: Claim) -> float:
    """How alike two claims are: 0 when they can't be one contact, else at least 1.

    Articles of different stories must both give days and share two named participants, and so must claims that aren't
    certain; within a story it is enough that nothing speaks against it and that two sides, or all that the shorter
    claim has, are the same.
    """
    a, b = one.row, other.row
    together = one.story_id == other.story_id
    if a["document_id"] == b["document_id"] or not same_medium(a["medium"], b["medium"]):
        return 0.0
    days = _overlap_of(a, b)
    if days is False and one.article_key == other.article_key:
        # A revision may correct the day.
        days = None
    if days is False or (days is None and not together):
        return 0.0
    names = len(_names(a) & _names(b))
    if names < 2 and not (together and a["is_certain"] and b["is_certain"]):
        return 0.0
    sides = shared_sides(a["participants"], b["participants"])
    needed = min(2, len(a["participants"]), len(b["participants"]))
    return sides + bool(days) + names if sides >= needed > 0 else 0.0


def _overlap_of(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool | None:
    """Whether the intervals share a day; None when one isn't known."""
    if a["occurred_from"] is None or b["occurred_from"] is None:
        return None
    return bool(a["occurred_from"] <= b["occurred_until"] and b["occurred_from"] <= a["occurred_until"])


def _names(row: Mapping[str, Any]) -> set[str]:
    return {surname(side["person"]) for side in row["participants"]} - {""}


def shared_sides(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> int:
    """How many sides the two lists share: the same surname, or the same country where one of them has no name."""
    free = list(other)
    shared = 0
    for side in one:
        match = next((each for each in free if same_side(side, each)), None)
        if match is not None:
            free.remove(match)
            shared += 1
    return shared


def same_side(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """The same surname; without a name on one side, the same country."""
    if one["person"] and other["person"]:
        return surname(one["person"]) == surname(other["person"])
    return bool(one["country"]) and one["country"] == other["country"]


def interval_of(rows: Iterable[Mapping[str, Any]]) -> Interval | None:
    """The days that most rows give; of equally frequent ones the shortest interval, then the earliest."""
    found = Counter((row["occurred_from"], row["occurred_until"]) for row in rows if row["occurred_from"] is not None)
    if not found:
        return None
    return min(found, key=lambda days: (-found[days], days[1] - days[0], days[0]))


def most_said(values: Iterable[Any]) -> Any:
    """The most frequent value that isn't None, the first of equally frequent ones; None when there is none."""
    found = Counter(value for value in values if value is not None)
    return max(found, key=lambda value: found[value]) if found else None


def merged_sides(reports: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The sides of all reports; each field is what most of them say, the fullest name for the person."""
    sides: list[list[dict[str, Any]]] = []
    for side in (side for report in reports for side in report["participants"]):
        home = next((group for group in sides if any(same_side(side, member) for member in group)), None)
        if home is None:
            sides.append([side])
        else:
            home.append(side)
    return [_merged_side(group) for group in sides]


def _merged_side(group: list[dict[str, Any]]) -> dict[str, Any]:
    merged = {name: most_said(side[name] for side in group) for name in group[0]}
    offices = [side["office"] for side in group if side["office"]]
    # A rank says less than the office that its bearer holds, and one office is written in two ways.
    strong = [office for office in offices if not is_weak(office)] or offices
    said = most_said(folded(office) for office in strong)
    merged["office"] = next((office for office in strong if folded(office) == said), None)
    names = [side["person"] for side in group if side["person"]]
    fullest = max((len(name.split()) for name in names), default=0)
    return {**merged, "person": most_said(name for name in names if len(name.split()) == fullest)}


def merged_topics(reports: Sequence[Mapping[str, Any]], alike: float = 0.5) -> list[dict[str, Any]]:
    """The topics of all reports, the earliest report's where two are one.

    They are when they share half of their content words, or one has nearly all of the other's.
    """

    def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
        words, others = content_words(one["topic"]), content_words(other["topic"])
        shared = len(words & others)
        return overlap(words, others) >= alike or shared >= max(2, 0.8 * min(len(words), len(others)))

    return _unlike((topic for report in reports for topic in report["topics"]), same)


def _unlike(
    topics: Iterable[dict[str, Any]], same: Callable[[dict[str, Any], dict[str, Any]], bool]
) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for topic in topics:
        if not any(same(topic, other) for other in kept):
            kept.append(topic)
    return kept
