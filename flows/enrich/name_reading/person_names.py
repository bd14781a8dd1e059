"""Which runs of capitals are the full name of a person."""

import re
from functools import lru_cache

from flows.enrich.name_reading.distant_offices import distant_office
from flows.enrich.name_reading.person_evidence import CAMEL, is_like_person
from flows.enrich.name_reading.person_titles import learn_titles, office_after, titles_before
from flows.enrich.name_reading.persons import People, Person, same_word
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.surroundings import (
    ARTICLES,
    LEGAL_FORMS,
    ends_with_country,
    is_before_holder,
    is_before_noun_of_body,
    is_company,
    is_cyrillic_acronym,
    is_located,
    is_named_by_noun,
    is_small_town,
    is_title_of_work,
    kind_of_unknown,
)
from flows.enrich.name_reading.words import ARTICLES_OF_NAMES, Word

# Houses that bear a person's name.
_NAMESAKES = frozenset((
    "hospital", "colegio", "escuela", "liceo", "instituto", "teatro", "museo", "fundación", "lycée", "collège", "école",
    "hôpital", "clinique", "théâtre", "musée", "fondation", "clínica", "foundation", "institut", "stiftung",
))  # fmt: skip
# What companies are called as persons are.
_HEADS_OF_COMPANIES = frozenset((
    "owner", "operator", "buyer", "publisher", "maker", "manufacturer", "supplier", "contractor", "subcontractor",
    "employer", "landlord", "sponsor", "seller", "miner", "producer", "retailer", "provider", "insurer", "lender",
    "propriétaire", "exploitant", "gestionnaire", "propietario", "propietaria", "operador", "operadora", "fabricante",
    "betreiber", "eigentümer", "hersteller", "anbieter", "veranstalter", "ausrichter", "arbeitgeber", "vermieter",
    "auftraggeber", "lieferant", "importeur", "vermarkter", "organisateur", "employeur", "fournisseur", "importateur",
    "organizador", "organizadora", "empleador", "empleadora", "proveedor", "proveedora", "organiser", "organizer",
))  # fmt: skip
# "el estadio Julio Roca"
_VENUES = frozenset((
    "stade", "estadio", "aéroport", "aeropuerto", "parque", "plaza", "calle", "avenida", "rue", "avenue", "boulevard",
    "pont", "puente", "gare", "quai", "auditorio", "polideportivo", "pabellón", "velódromo", "hipódromo", "autódromo",
    "embalse", "presa", "puerto", "glorieta", "paseo", "impasse", "gymnase", "vélodrome", "hippodrome", "square",
))  # fmt: skip
_PERSONAL = frozenset(("particle", "head", "rank", "honorific"))
_SAINTLY = frozenset(("St.", "St", "Saint", "Sainte", "San", "Santa", "Sankt", "Bad", "Port"))
_GERMAN_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"))
_ABSTRACT = re.compile(r"\w{3,}(?:ción|sión|miento|mento|dad|tad|encia|ancia|aje|tion|sion|ement|isme|ismo|ité)")
_SHORT_ENDINGS = frozenset(("La", "El", "Le", "Les", "Los", "Las", "The", "Die", "Der", "Das", "He", "She", "It"))
# "Gwenola Le Bris"
_INNER = frozenset(("Le", "La", "Les", "Du", "De", "Des", "El", "Van", "Von", "Ben", "Ní", "Mac", "Ould", "Bin", "Al"))
# "Fiona Hill"
_LANDSCAPE_SURNAMES = frozenset(
    ("Hill", "Brooks", "Fields", "Woods", "Rivers", "Wells", "Banks", "Marsh", "Church", "Lake", "Hall")
)
# "GM", "QB", "CFO"
_LONGEST_POST = 3
MOST_NAME_WORDS, _LONGEST_SMALL_WORD = 5, 3
NAMING = ("called", "named", "dubbed", "codenamed")


def decide_full_name(people: People, index: int, span: Span) -> None:
    if span.entry is not None and span.kind != "place":
        return
    titles, office = titles_before(people, index)
    titled = bool(titles) or (office is not None and office.last == span.first)
    if titled and not titles and office is not None and _is_of_office(people, office, span):
        titled, office = False, None
    if span.kind == "name" and not titles:
        span.kind = _named_after(people, span)
    if span.kind != "name" and not _overrules(people, span, titles, titled):
        is_region = span.kind == "common" and "region" in people.roles_at(span.last - 1)
        if is_region and span.last > span.first + 1 and is_located(people, span):
            span.kind = "place"  # "at Marlow Farm"
        if span.kind == "place" and span.entry is None and is_before_noun_of_body(people, span):
            span.kind = "organisation"
        return
    after = office_after(people, index, span)
    is_bare = not titled and after is None
    if span.last == span.first + 1 and (is_bare or _is_no_surname(people, span, titled)):
        return
    _drop_opening(people, span)
    words = people.tokens.texts(span.first, span.last)
    if len(words) == 1 and (is_bare or is_cyrillic_acronym(words[0])):
        return
    if is_before_holder(people, index, span):
        span.kind = "organisation"
        return
    if is_bare and people.lexicon.has_adjectives_behind:
        after = distant_office(people, index, span.first)
    is_of_company = office is not None and office.head in _HEADS_OF_COMPANIES and not titles
    if (not titled or is_of_company) and (
        is_title_of_work(people, span)
        or not (_follows_demonym(people, index, span) or _may_be_person(people, span, words, office or after))
    ):
        if span.kind == "name" and len(words) > 1:
            span.kind = kind_of_unknown(people, span)
        return
    person = _same_person(people, words)
    if person is None:
        person = Person(words)
        people.everybody.append(person)
    elif len(words) > len(person.words) or (words != person.words and _is_nominative(people, words, person.words)):
        person.words = words
    learn_titles(people, index, span, person, titles, office, after)
    people.remember(index, span, person)


def _named_after(people: People, span: Span) -> str:
    """`colegio Ana Roca`, `en el Carlos Lozano`: a house that bears a person's name, who would have no article."""
    before = people.known[span.first - 1]
    if before.low in _NAMESAKES:
        return "organisation"
    is_venue = before.text == "el" and people.known[span.first - 2].text == "en" and span.last - span.first > 1
    return "place" if is_venue or before.low in _VENUES else "name"


def _is_no_surname(people: People, span: Span, titled: bool) -> bool:
    """`MD, a physician`, `the SkyWest director`: letters, a company, or a word before an office."""
    word = people.known[span.first]
    is_thing = CAMEL.match(word.text) or not word.roles.isdisjoint(("term", "thing"))
    return bool(is_thing) or (not titled and (word.is_common or _is_noun(people, span)))


def _is_noun(people: People, span: Span) -> bool:
    """`Der Patient, ein Dachdecker`: where nouns have capitals a single word behind an article is none's name."""
    return people.has_capital_nouns and people.known[span.first - 1].low in _GERMAN_ARTICLES


def _is_of_office(people: People, office: Span, span: Span) -> bool:
    """`directeur du groupe Renard`: what follows the noun that ends the office is whose it is; not in Russian."""
    noun = people.known[span.first - 1]
    if "orgnoun" not in noun.roles or noun.text >= "\u0400":
        return False
    # "Der Flughafenbetreiber Fraport": nobody is introduced by such a noun and a surname alone.
    return office.last - office.first > 1 or (people.has_capital_nouns and span.last - span.first == 1)


def _overrules(people: People, span: Span, titles: list[Span], titled: bool) -> bool:
    """A title, or a given name before, makes a person of what looks like a place or a company."""
    first = people.known[span.first]
    if span.kind == "place" and span.entry is None and people.word(span.last - 1) in _LANDSCAPE_SURNAMES:
        return first.may_be_given and people.word(span.first - 1) not in ARTICLES and not is_located(people, span)
    if span.kind == "place" and span.entry is not None:
        if first.text >= "\u0400" and not titles:
            return False  # "Мэр Бийска": in Russian a place says by its case that it is none's name.
        return bool(titles) or (titled and span.last == span.first + 1 and span.entry.use != "capital")
    if titles and any(title.head in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir") for title in titles):
        return True
    given = first.is_given and span.last - span.first in (2, 3)
    return given and (titled or span.kind in ("thing", "common"))


def _drop_opening(people: People, span: Span) -> None:
    """Take a word from the front that is only capital because it opens a sentence."""
    if people.has_capital_nouns:
        given = [at for at in range(span.first, span.last - 1) if people.known[at].may_be_given]
        span.first = given[0] if given else span.first
        return
    word, following, size = people.known[span.first], people.known[span.first + 1], span.last - span.first
    if size == 1 or word.is_given:
        return
    if size > 2 and following.may_be_given and _only_describes(word):
        span.first += 1
        return
    if not people.tokens.opens(span.first):
        return
    is_surname = size == 2 and word.text >= "\u0400" and any(p.words[-1] == following.text for p in people.everybody)
    is_word = word.is_common and not (word.may_be_given or word.text.isupper() or following.reach)
    is_common = is_surname or is_word or people.is_also_lower(word) or not word.roles.isdisjoint(("common", "modifier"))
    may_be_word = word.is_common or bool(word.roles) or people.has_capital_nouns or word.text >= "\u0400"
    if is_common or (size > 2 and following.may_be_given and may_be_word):
        span.first += 1


def _only_describes(word: Word) -> bool:
    """`GM Theo Epstein`, `Councilman Juan Roe`, `Twenty-year-old Ana Roe`: what stands before a given name."""
    if word.may_be_given or word.is_surname:
        return False
    is_letters = word.text.isupper() and word.text.isalpha() and 1 < len(word.text) <= _LONGEST_POST
    return is_letters or word.is_common or word.text.count("-") > 1


def _may_be_person(people: People, span: Span, words: tuple[str, ...], office: Span | None) -> bool:
    if words[-1] in LEGAL_FORMS or (office is None and is_small_town(people, span) and is_located(people, span)):
        return False
    if office is not None and office.head in _HEADS_OF_COMPANIES and not people.known[span.first].may_be_given:
        return False  # "The home's owner, Marlow Living, said"
    if _is_no_name(words):
        return False
    if people.lexicon.has_adjectives_behind and _is_abstract(words[0]) and not people.known[span.first].is_given:
        return False
    known = people.known[span.first : span.last]
    if not known[0].is_given and ends_with_country(people, span):
        return False
    is_short = words[-1] in _SHORT_ENDINGS or "function" in known[-1].roles
    if words[0] in _SAINTLY and is_located(people, span):
        return False
    if (not is_short and "." in " ".join(words)) or known[0].may_be_given:
        return True
    if is_short or words[0] in ARTICLES_OF_NAMES:
        return office is not None
    if office is not None:
        return True
    if is_company(people, span) or is_small_town(people, span):
        return False
    before = people.word(span.first - 1)
    if people.has_capital_nouns or before in ARTICLES or _is_common(people, known[0]):
        return False
    if any(_is_common(people, word) and word.text not in _INNER for word in known[1:]):
        return False
    if before == "as" and people.word(span.first - 2) == "known":
        return False
    if before == "name" or (before in NAMING and "vessel" in people.roles_at(span.first - 2)):
        return False
    if is_located(people, span) or is_named_by_noun(people, span) or "vessel" in people.roles_at(span.first - 1):
        return False
    return known[0].text >= "\u0400" or is_like_person(people, span)


def _is_common(people: People, word: Word) -> bool:
    """A word that the article has in lower case too, or that no person's name has."""
    if word.roles and not word.is_lower and not word.roles <= _PERSONAL:
        return True
    return len(word.text) > _LONGEST_SMALL_WORD and people.is_also_lower(word)


@lru_cache(maxsize=1 << 14)
def _is_no_name(words: tuple[str, ...]) -> bool:
    """Too many words, or one in capitals alone: `NATO Response Force`."""
    return len(words) > MOST_NAME_WORDS or any(word.isupper() and len(word) > 2 and "." not in word for word in words)


@lru_cache(maxsize=1 << 12)
def _is_abstract(word: str) -> bool:
    """`Salvamento Costero`, `Protection judiciaire`: a noun that French or Spanish makes, and no given name."""
    return _ABSTRACT.fullmatch(word) is not None


def _follows_demonym(people: People, index: int, span: Span) -> bool:
    """`der Isländer Aron Gunnarsson`, `la checa Petra Havlová`."""
    if not (index and span.last - span.first > 1 and people.reached[index] == span.first):
        return False
    if not (people.lexicon.has_adjectives_behind or people.has_capital_nouns):
        return False
    before = people.spans[index - 1]
    is_demonym = before.kind == "country" and before.entry is not None and before.entry.use == "demonym"
    return is_demonym and before.last == span.first and not _names_body(people, span)


def _names_body(people: People, span: Span) -> bool:
    """`la española Renfe Operadora`: words that no person's name has."""
    return any(not people.roles_at(at) <= _PERSONAL for at in range(span.first, span.last))


def _is_nominative(people: People, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Of two cases of one name the one whose given name the table holds."""
    given = people.lexicon.given_names
    return len(words) == len(others) and words[0] in given and others[0] not in given


def _same_person(people: People, words: tuple[str, ...]) -> Person | None:
    for person in reversed(people.everybody):
        mine = person.words
        if mine[-1][0] != words[-1][0]:
            continue  # Cases of one word begin alike: a quick no for most.
        if len(words) == 1 or len(mine) == 1:
            if same_word(mine[-1], words[-1]):
                return person
        elif same_word(mine[0], words[0]) and same_word(mine[-1], words[-1]):
            return person
    return None
