"""Offices before a name with more between than a comma: `директор цирка «Арлекин» Ян Быков`, `l'ailier fidjien Semi
Roko`, `a guide, Jane Roe,`."""

import re

from flows.enrich.name_reading.persons import People
from flows.enrich.name_reading.spans import Span

_MOST_WORDS, _MOST_SPANS = 6, 4
_INDEFINITE = frozenset(("a", "an", "un", "une", "una", "ein", "eine"))
_ENDING = frozenset((",", ".", ";", "—", "–"))
# "адвокат подозреваемого Яна Быкова" is the lawyer of him who is named.
_OF_PERSONS = re.compile("(?:адвокат|защитни|помощни|советни|представител|пресс-секретар|сотрудни|друг|близк)")
# Adjectives and nouns in the genitive, and no verbs in the past.
_GENITIVE = re.compile("[а-яё-]{3,}(?:ого|его|ой|ей|ых|их|а|я|ы|и|ов|ев|ства)")
_PAST = re.compile("[а-яё-]+(?:ла|ли|ала|или|лся|лась|лись|ся|сь)")
_RUSSIAN_LINKS = frozenset(("от", "из", "по", "и", "при"))
_ROMANCE_LINKS = frozenset(("de", "du", "des", "d'", "d’", "del", "la", "l'", "l’", "las", "los", "les", "le"))
_ROMANCE_ADJECTIVE = re.compile(
    r"[a-zà-ÿ]{2,}(?:ien|ienne|ais|aise|ois|oise|ain|aine|an|ane|and|ande|in|ine|al|ale|el|elle|aire|ique|sportif|sportive"
    r"|ano|ana|és|esa|ense|eño|eña|ino|ina|ario|aria|ico|ica|ista|ante|ivo|iva|ador|adora)"
)


def distant_office(people: People, index: int, first: int) -> Span | None:
    """The office before the full name at `index`, whose titles begin at `first`, over words that say whose it is."""
    spans = people.spans
    if spans[index].last - spans[index].first < 2:
        return None
    for office in spans[max(0, index - _MOST_SPANS) : index][::-1]:
        if office.kind == "office" and not office.is_plural and 0 < first - office.last <= _MOST_WORDS:
            return office if _leads_on(people, office, first, spans[index]) else None
    return None


def _leads_on(people: People, office: Span, first: int, name: Span) -> bool:
    if people.is_cyrillic_text:
        return _OF_PERSONS.match(office.head or "") is None and _is_russian_owner(people, office.last, first)
    before = people.known[office.first - 1]
    if people.word(first - 1) != ",":
        return first == office.last + 1 and _is_adjective(people, office.last)
    if first == office.last + 1:
        # "raconte un guide, Jean Roux."
        return before.low in _INDEFINITE and people.word(name.last) in _ENDING
    return before.low not in _INDEFINITE and _is_romance_owner(people, office.last, first - 1)


def _is_russian_owner(people: People, at: int, last: int) -> bool:
    """`цирка «Арлекин»`, `одного из гаражей`, `от ЛДПР`: whose the office is."""
    while at < last:
        word = people.known[at]
        if word.text == "«":
            at = next((place for place in range(at + 1, last) if people.word(place) == "»"), last)
        elif word.is_capital:
            if not word.text.isupper() or len(word.text) < 2:
                return False
        elif not (word.text in _RUSSIAN_LINKS or "region" in word.roles or _is_genitive(word.text)):
            return False
        at += 1
    return at == last


def _is_genitive(word: str) -> bool:
    return _GENITIVE.fullmatch(word) is not None and _PAST.fullmatch(word) is None


def _is_adjective(people: People, at: int) -> bool:
    word = people.known[at]
    return (
        people.lexicon.has_adjectives_behind and word.is_lower and _ROMANCE_ADJECTIVE.fullmatch(word.text) is not None
    )


def _is_romance_owner(people: People, at: int, last: int) -> bool:
    """`de la défense`, `du chantier`, `visitante`: adjectives, and nouns behind a link."""
    if not people.lexicon.has_adjectives_behind:
        return False
    for place in range(at, last):
        word = people.known[place]
        if word.text in _ROMANCE_LINKS:
            continue
        is_behind = people.word(place - 1) in _ROMANCE_LINKS
        if not (word.text[:1].isalpha() and (is_behind or _is_adjective(people, place))):
            return False
    return people.word(last - 1) not in _ROMANCE_LINKS
