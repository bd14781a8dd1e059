"""Whom a surname alone means, and what else a single word with a capital can be told to be."""

import re

from flows.enrich.name_reading.german_places import is_german_noun
from flows.enrich.name_reading.person_evidence import CAMEL
from flows.enrich.name_reading.person_titles import learn_titles, titles_before
from flows.enrich.name_reading.persons import People, Person, distance, same_words
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.surroundings import (
    is_before_holder,
    is_company,
    is_cyrillic_acronym,
    is_located,
    is_named_by_noun,
    is_place_in_german,
    is_published_in,
    is_source,
    is_title_of_work,
)

# "In Truro" is the town, whatever court is named after it.
_INSIDE = frozenset(("in", "à", "в", "во", "im", "en"))
# "Saint-Flour", "Neuilly-sur-Marne": no surname is made so.
_TOWN = re.compile(r"Sainte?-[A-ZÀ-Ý]|[A-ZÀ-Ý]\w+-(?:sur|sous|lès|les|en|aux|le|la|am|an|im|ob)-[A-ZÀ-Ý]")
# "Альфа-банка", "Сибнефти", "Мосводоканал"
_CYRILLIC_BODY = re.compile(
    r"[А-ЯЁ][\w-]{2,}(?:(?:банк|пром|газ|строй|транс|маш|телеком|водоканал|надзор|холдинг|облсуд|горсуд)(?:а|у|ом|е)?"
    r"|нефт(?:ь|и|ью)|энерго|авиа)"
)
# "#SaveTheMill", "@OrlexNews"
_HANDLES = frozenset("#@")
# "Staunton police", "Palmer officials"
_BODIES_OF_TOWNS = frozenset(("organisation", "orgnoun", "head", "heads", "institution_end", "townbody"))
# "На Международном кинофестивале"
_RUSSIAN_SCOPE = re.compile("(?:Международн|Всемирн|Всероссийск|Национальн|Государственн|Городск|Областн|Краев|Детск)")
# "His wife Maureen", "seine Tochter Jule"
_KIN = frozenset((
    "wife", "husband", "daughter", "son", "brother", "sister", "mother", "father", "partner", "widow",
    "fiancée", "girlfriend", "boyfriend", "grandson", "granddaughter", "femme", "épouse", "mari", "époux",
    "fille", "fils", "frère", "sœur", "mère", "père", "compagne", "compagnon", "veuve", "Frau", "Ehefrau",
    "Mann", "Ehemann", "Tochter", "Sohn", "Bruder", "Schwester", "Mutter", "Vater", "Witwe", "esposa", "esposo",
    "mujer", "marido", "hija", "hijo", "hermana", "hermano", "madre", "padre", "viuda", "novia", "novio",
    "жена", "жены", "жене", "женой", "муж", "мужа", "мужем", "дочь", "дочери", "дочерью", "сын", "сына", "сыну",
    "сыном", "брат", "брата", "братом", "сестра", "сестры", "сестрой",
))  # fmt: skip
_DASHES = frozenset("—–")
_LINKS = _DASHES | {"and", "et", "y", "und", "и"}


def decide_short_name(people: People, index: int, span: Span) -> None:
    """A surname, or what else a single word with a capital can be told to be."""
    words = people.tokens.texts(span.first, span.last)
    lowered = words[0][:1].lower() + words[0][1:]
    if lowered in people.name_words and people.tokens.opens(span.first):
        words = (lowered, *words[1:])  # "Al-Saadi" at the head of a sentence.
    person = _meant(people, span.first, words)
    if person is not None and not is_title_of_work(people, span):
        titles, office = titles_before(people, index)
        if office is None and not titles:
            span.first = with_particle(people, span, person)
        people.remember(index, span, person)
        learn_titles(people, index, span, person, titles, office, None)
    elif span.kind != "place":
        if span.kind == "name" and is_before_holder(people, index, span):
            span.kind = "company"
        else:
            span.kind = "place" if _is_beside_place(people, index, span) else _single(people, span, words[0])
        if span.kind == "company":
            span.kind = "organisation"
            people.companies.add(words[0])
        elif span.kind == "person":
            people.everybody.append(Person(words))
            people.name_words.update(words)
            people.remember(index, span, people.everybody[-1])


def _is_beside_place(people: People, index: int, span: Span) -> bool:
    """The second of `residents of Naramata and Kaleden`."""
    before = people.spans[index - 1] if index else span
    link = people.word(span.first - 1)
    if before.kind != "place" or before.last != span.first - 1 or link not in _LINKS:
        return False
    if link in _DASHES and not people.is_cyrillic_text:
        return False  # "CALGARY, Alberta — Pipeline operators"; only Russian says "Сургут — Салехард".
    is_known = link not in _DASHES and before.entry is not None and not _is_between(people, before)
    return not is_known and span.last - span.first == 1 and not people.roles_at(span.first)


def _is_between(people: People, span: Span) -> bool:
    """The first of `entre Huancavelica y Lircay`, `in Kiel und Preetz`: the second is a place too."""
    before = people.known[span.first - 1]
    return "locative" in before.roles or before.text in ("entre", "between", "zwischen", "между")


def _single(people: People, span: Span, word: str) -> str:
    """The kind; `company` for an organisation that its word alone names from here on."""
    before, own, following = people.known[span.first - 1], people.known[span.first], people.known[span.last]
    after, is_upper = following.text, word.isupper()
    if "weapon" in following.roles:
        return "weapon"
    if word >= "\u0400" and following.is_lower and _RUSSIAN_SCOPE.match(word):
        return "thing"  # "На Международном кинофестивале"
    if own.is_given and before.text in _KIN and not following.is_capital:
        return "person"
    if before.text == "(" and after == ")" and _is_acronym(people, span, word):
        return "company"
    if own.is_thing or before.text in _HANDLES:
        return "thing"
    located = is_located(people, span)
    if not people.has_capital_nouns and not own.roles:
        tells_body = is_published_in if located else is_company
        if tells_body(people, span):
            return "organisation"
    if is_source(people, span):
        return "organisation"
    if word in people.companies and (is_upper or before.low not in _INSIDE):
        return "organisation"
    if is_named_by_noun(people, span) or (not word.istitle() and CAMEL.match(word)):
        return "company"
    if after == "," and people.word(span.last + 1) in ("based", "headquartered"):
        return "company"
    is_work = is_title_of_work(people, span)
    if "-" in word and _TOWN.match(word) and not is_work:
        return "place"
    if people.has_capital_nouns and is_place_in_german(people, span):
        return "place"
    if span.last - span.first > 1 or is_work:
        return "thing"
    if is_upper and len(word) > 2 and word.isalpha() and word[0] < "\u0250":
        return "organisation"
    if before.text == "chez" or (word >= "\u0400" and _CYRILLIC_BODY.fullmatch(word)):
        return "company"
    if is_upper and is_cyrillic_acronym(word) and "thing" not in own.roles:
        return "organisation"
    if (is_upper or people.has_capital_nouns) and _is_party(people, span, word):
        return "organisation"
    opens = people.tokens.opens(span.first)
    if not opens and _is_town(people, span, word):
        return "place"
    if people.has_capital_nouns or own.roles:
        return "thing"
    if located and not opens and (before.low in _INSIDE or not own.is_common):
        return "place"
    is_acting = after == "administration" or ("speech" in following.roles and not opens)
    return "person" if is_acting and not people.is_also_lower(own) else "thing"


def _is_town(people: People, span: Span, word: str) -> bool:
    """`have left Auburn`: a smaller town's name that the article has for nothing else."""
    before, own, after = people.known[span.first - 1], people.known[span.first], people.known[span.last]
    if own.is_common or people.is_also_lower(own) or after.is_capital or "vessel" in before.roles:
        return False
    if before.low == "the" and word[-1] == "s":
        return False  # "the Saints"
    if own.is_of_people and after.roles.isdisjoint(_BODIES_OF_TOWNS) and not is_located(people, span):
        return False
    if before.is_capital and not (people.is_cyrillic_text and people.tokens.opens(span.first - 1)):
        return False
    if not people.lexicon.is_town(word):
        return False
    return not (people.has_capital_nouns and is_german_noun(word, people.lexicon.common_nouns))


def _is_acronym(people: People, span: Span, word: str) -> bool:
    """`(AfDB)` behind an organisation's name, where the word stands in brackets."""
    is_named = any(s.kind == "organisation" and s.last == span.first - 1 for s in people.spans)
    return is_named and sum(map(str.isupper, word)) > 1


def _is_party(people: People, span: Span, word: str) -> bool:
    """`Jane Roe (PP)`, `Anna Roth (Grüne)`: in brackets right behind a person."""
    if (
        len(word) == 1
        or people.known[span.first].is_given
        or people.word(span.first - 1) != "("
        or people.word(span.last) != ")"
    ):
        return False
    return any(s.kind == "person" and s.last == span.first - 1 for s in people.spans)


def with_particle(people: People, span: Span, person: Person) -> int:
    """Where the name begins when its particle stands before it: `von Alten` of `Friederike von Alten`."""
    before = people.word(span.first - 1)
    is_inside = before in person.words[:-1] and before.islower() and "particle" in people.roles_at(span.first - 1)
    return span.first - 1 if is_inside else span.first


def _meant(people: People, at: int, words: tuple[str, ...]) -> Person | None:
    """The person of whom these are the last words, or the first; the one named last before this place."""
    if not people.is_cyrillic and words[-1] not in people.name_words:
        return None
    size, everybody = len(words), people.everybody
    # Cases of one word begin alike: a quick no for most.
    ending = [p for p in everybody if p.words[-1][0] == words[-1][0] and len(p.words) >= size]
    candidates = [p for p in ending if same_words(p.words[-size:], words)]
    if not candidates:
        opening = [p for p in everybody if p.words[0][0] == words[0][0] and len(p.words) > size]
        candidates = [p for p in opening if same_words(p.words[:size], words)]
    # Spanish names have two surnames: "Quintero" is "Rafael Quintero Páez".
    candidates = candidates or [p for p in everybody if len(p.words) > 2 and p.words[-1 - size : -1] == words]
    return min(candidates, key=lambda person: distance(person, at), default=None)
