"""Persons by their offices alone: `the general`, `the foreign ministers of Peru and Chile`."""

from flows.enrich.name_reading.persons import People, Person, distance, office_name
from flows.enrich.name_reading.spans import Span


def share_out(people: People, index: int, span: Span) -> None:
    """`Jane Roe and John Doe, the foreign ministers of Peru and Chile`: each their own country, in order."""
    spans = people.spans
    inside = [s for s in spans[index + 1 : index + 6] if s.kind == "country" and s.last <= span.last]
    countries = inside or [spans[i] for i in _row_of(people, range(index - 1, -1, -1), span.first, "country")]
    if len(countries) < 2:
        return
    span.country = None
    named = _row_of(people, range(index + 1 + len(inside), len(spans)), span.last, "person")
    first = span.first - (people.word(span.first - 1) in ("the", "The"))
    named = named or _row_of(people, range(index - 1, -1, -1), first, "person")
    holders = [people.of_span[i] for i in named if i in people.of_span]
    if len(holders) == len(countries):
        for person, country in zip(holders, countries, strict=True):
            person.office, person.head = person.office or office_name(people.tokens, span), person.head or span.head
            person.country = person.country or country.country


def _row_of(people: People, indexes: range, reached: int, kind: str) -> list[int]:
    """Indexes of the spans of a kind, in order, that follow each other with nothing but commas and `and` between."""
    found: list[int] = []
    for index in indexes:
        span = people.spans[index]
        if span.kind != kind:
            break
        first, last = (span.last, reached) if indexes.step < 0 else (reached, span.first)
        if not {",", "and"}.issuperset(people.tokens.texts(first, last)):
            break
        found.append(index)
        reached = span.first if indexes.step < 0 else span.last
    return found[::-1] if indexes.step < 0 else found


def complete_from_titles(people: People) -> None:
    """`the Mexican president` tells whose president `President Jane Roe` is, unless the article has another one."""
    homeless = [person for person in people.everybody if person.country is None and person.head]
    if not homeless:
        return
    titled = [(i, s) for i, s in enumerate(people.spans) if s.kind in ("office", "title") and s.country]
    for person in homeless:
        heads = {person.head, *_rank_heads(people, person)}
        if any(other is not person and other.head == person.head and not person.rank for other in homeless):
            continue
        free = [
            span
            for index, span in titled
            if span.head in heads
            and span.first not in people.apposed
            and span.first < person.seen[0]
            and not any(
                s.kind == "person" and s.first - span.last in (0, 1) for s in people.spans[index + 1 : index + 3]
            )
        ]
        if len({span.country.name for span in free if span.country}) == 1:
            person.country = free[0].country
            if free[0].kind == "office" and not free[0].is_plural and free[0].last - free[0].first > 2:
                person.office = office_name(people.tokens, free[0])


def resolve_description(people: People, index: int, span: Span) -> None:
    """`the general`, `the French president`: the person of this article who holds that office or rank."""
    if any(
        i in people.of_span and s.first - span.last in (0, 1) and people.word(span.last) in (",", people.word(s.first))
        for i, s in _next(people, index)
    ):
        return
    if (
        index
        and people.word(span.first - 1) == ","
        and people.spans[index - 1].last == span.first - 1
        and people.spans[index - 1].kind == "person"
    ):
        return
    if span.first in people.apposed:
        return
    before = people.word(span.first - 1).lower()
    if before not in ("the", "le", "la", "der", "die", "el") and (span.country is None or before in ("a", "an")):
        return
    holders = [p for p in people.everybody if _holds(people, p, span)]
    candidates = [p for p in holders if not distance(p, span.first)[0]]
    if not candidates and len(holders) == 1 and span.country is not None and holders[0].country is not None:
        candidates = holders
    if candidates:
        people.of_span[index] = min(candidates, key=lambda person: distance(person, span.first))


def _next(people: People, index: int) -> list[tuple[int, Span]]:
    return list(enumerate(people.spans[index + 1 : index + 3], index + 1))


def _holds(people: People, person: Person, span: Span) -> bool:
    held = {person.head, *(_rank_heads(people, person))}
    if span.head not in held:
        return False
    return span.country is None or person.country is None or span.country.country == person.country.country


def _rank_heads(people: People, person: Person) -> set[str]:
    return set((person.rank or "").lower().split())
