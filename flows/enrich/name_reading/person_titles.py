"""The offices, ranks and countries that stand around a person's name."""

from flows.enrich.name_reading.distant_offices import distant_office
from flows.enrich.name_reading.lexicon import Entry
from flows.enrich.name_reading.persons import People, Person, office_name
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.words import POSSESSIVES

# Says less than a rank or an office that stands before the name.
_GENERIC = frozenset(("officer", "leader", "chief", "head", "politician", "diplomat", "lawmaker"))


# A comma and an article.
_MOST_BETWEEN = 2
# What stands between the names of those who share an office.
_BETWEEN_HOLDERS = frozenset((",", "and", "of", "(", ")"))
_ARTICLES = frozenset(("le", "la", "der", "die", "el"))
# "Son avocate, Me Jeanne Roux"
_BEFORE_NAMES = _ARTICLES | {"Me", "M.", "Mme", "Maître"}
_DEFINITE = _ARTICLES | {
    "the", "its", "his", "her", "their", "of", "l'", "l’", "son", "sa", "leur", "su", "das", "dem", "den",
    "sein", "seine", "ihr", "ihre", "dessen", "deren",
}  # fmt: skip


def learn_titles(
    people: People, index: int, span: Span, person: Person, titles: list[Span], office: Span | None, after: Span | None
) -> None:
    if after is not None and after.head in _GENERIC and after.last - after.first < 3 and (titles or office):
        person.country, after = person.country or after.country, None
    if office is None and after is None and person.office is None:
        office = distant_office(people, index, titles[-1].first if titles else span.first)
    if office is not None:
        people.apposed.add(office.first)
    for title in (office, after):
        if title is not None and (person.office is None or (person.country is None and title.country)):
            person.office = person.office or office_name(people.tokens, title)
            person.head = person.head or title.head
            person.country = person.country or title.country
    if titles and person.rank is None and "rank" in people.roles_of(titles[0].head or ""):
        person.rank, person.head = _rank_name(people, titles), person.head or titles[0].head
    for title in titles:
        person.country = person.country or title.country
    person.country = person.country or _country_before(people, index, span) or _country_after(people, index, span)
    if person.office is None:
        _share_office(people, index, span, person)


def _rank_name(people: People, titles: list[Span]) -> str:
    ranks = [title for title in reversed(titles) if "rank" in people.roles_of(title.head or "")]
    return " ".join(word for title in ranks for word in people.tokens.texts(title.first, title.last))


def titles_before(people: People, index: int) -> tuple[list[Span], Span | None]:
    """The ranks and forms of address right before a name, nearest first, and the office before those."""
    titles: list[Span] = []
    first, place = people.spans[index].first, index - 1
    if people.reached[index] < first - _MOST_BETWEEN:
        return titles, None
    while place >= 0 and _is_before(people, people.spans[place], first, "title"):
        titles.append(people.spans[place])
        first, place = people.spans[place].first, place - 1
    # Behind an office stands what its complement names.
    for office in people.spans[place : (place - 5 if place >= 5 else None) : -1] if place >= 0 else ():
        if office.kind == "office" and _is_before(people, office, first, "office"):
            return titles, office
    return titles, None


def _is_before(people: People, span: Span, first: int, kind: str) -> bool:
    if span.kind != kind or span.is_plural:
        return False
    if span.last == first:
        return True
    # "Le chef de l'armée, le général ..."
    gap = people.tokens.texts(span.last, first) if first - span.last in (1, 2) else ()
    return gap[:1] == (",",) and not {*gap[1:]} - _BEFORE_NAMES and _is_definite(people, span)


def _is_definite(people: People, office: Span) -> bool:
    """`the president, Jane Roe,`; not `a minister, Jane Roe said`, nor the end of a list."""
    if office.country is not None:
        return True
    known, at = people.known, office.first - 1
    if people.has_capital_nouns and known[at].is_lower and known[at].low not in _DEFINITE:
        at -= 1  # "der frühere Chef"
    return known[at].low in _DEFINITE or known[at].text in POSSESSIVES


def office_after(people: People, index: int, span: Span) -> Span | None:
    """The office in apposition: `Jane Roe, finance minister of Peru,`, `Jane Roe, who heads the bank`."""
    if people.word(span.last) not in (",", "("):
        return None
    at = span.last + 1
    if people.known[at].low in ("the", "a", "an", "his", "her", "its", "le", "la", "der", "die", "el"):
        at += 1
    if people.word(at + 1) in POSSESSIVES:
        at += 2  # "the union's regional director"
    for following in people.spans[index + 1 : index + 4]:
        if following.first > at + 1 or following.is_plural:
            break
        if following.kind in ("office", "title") and following.first - at in (0, 1):
            nearer = any(s.kind == "name" and s.first == following.last for s in people.spans[index + 1 : index + 5])
            if nearer or people.word(following.last) in POSSESSIVES:
                return None
            people.apposed.add(following.first)
            return following
        at = max(at, following.last)
    return None


def _country_before(people: People, index: int, span: Span) -> Entry | None:
    """Norway in `the Norwegian Jane Roe` and `Norway's Jane Roe`."""
    if not index:
        return None
    before = people.spans[index - 1]
    if before.kind != "country" or before.entry is None or before.cut is not None:
        return None
    gap = people.tokens.texts(before.last, span.first)
    is_whose = gap[:1] and gap[0] in POSSESSIVES and len(gap) == 1
    return before.entry if is_whose or (not gap and before.entry.use == "demonym") else None


def _country_after(people: People, index: int, span: Span) -> Entry | None:
    """Peru in `Jane Roe of Peru` and `Jane Roe (Peru)`."""
    if people.word(span.last) in ("of", "(", "from") and index + 1 < len(people.spans):
        following = people.spans[index + 1]
        at = span.last + 1 + (people.word(span.last + 1) == "the")
        if following.kind == "country" and following.first == at:
            return following.country
    return None


def _share_office(people: People, index: int, span: Span, person: Person) -> None:
    """`his Turkish counterpart John Doe`, and `foreign ministers Jane Roe of Peru and John Doe of Chile`."""
    before = span.first - (2 if people.word(span.first - 1) == "," else 1)
    if (
        people.lexicon.has_adjectives_behind
        and "peer" in people.roles_at(before - 1)
        and people.known[before].is_lower
        and people.spans[index - 1].kind != "country"
    ):
        before -= 1  # "Son homologue bourguignon"
    elif "peer" in people.roles_at(before - 1) and people.spans[index - 1].kind == "country":
        # "Son homologue algérien": there the country stands behind.
        person.country = person.country or people.spans[index - 1].country
        before -= 1
    if "peer" in people.roles_at(before):
        peer = next((p for p in reversed(people.everybody) if p.office and p is not person), None)
        if peer is not None:
            person.office, person.head = peer.office, peer.head
        whose = next((s.country for s in people.spans[max(0, index - 2) : index] if s.last == before), None)
        person.country = person.country or whose
        return
    reached = span.first
    if people.reached[index] < reached and people.word(reached - 1) not in _BETWEEN_HOLDERS:
        return
    for previous in reversed(people.spans[:index]):
        if previous.last > reached or any(
            o.kind == "office" and o.last >= previous.last > o.first < previous.first
            for o in people.spans[max(0, index - 6) : index]
        ):
            continue
        between = people.tokens.texts(previous.last, reached)
        if not _BETWEEN_HOLDERS.issuperset(between) or previous.kind not in ("person", "country", "office"):
            return
        if previous.kind == "office":
            if previous.is_plural and (previous.last == reached or person.country or previous.country):
                person.office, person.head = office_name(people.tokens, previous), previous.head
                person.country = person.country or previous.country
            return
        reached = min(reached, previous.first)
