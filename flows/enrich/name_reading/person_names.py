"""Which runs of capitals name a person, and whom a surname alone means."""

import re

from flows.enrich.name_reading.german_places import is_german_noun, is_german_place
from flows.enrich.name_reading.person_titles import learn_titles, office_after, titles_before
from flows.enrich.name_reading.persons import People, Person, distance, same_word, same_words
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.vocabulary import ARTICLES_OF_NAMES

# "El Peñarol, su club"
_WHOSE = frozenset(("su", "son", "sa", "leur", "its", "his", "her", "their", "sein", "seine", "ihr", "ihre"))
# Houses that bear a person's name.
_NAMESAKES = frozenset((
    "hospital", "colegio", "escuela", "liceo", "instituto", "teatro", "museo", "fundación", "lycée", "collège", "école",
    "hôpital", "clinique", "théâtre", "musée", "fondation", "clínica", "foundation", "institut", "stiftung",
))  # fmt: skip
_LEGAL_FORMS = frozenset((
    "S.A.", "S.L.", "S.A.C.", "S.A.S.", "S.R.L.", "S.p.A.", "S.A.U.", "S.L.U.", "A.G.", "N.V.", "B.V.", "L.L.C.",
    "L.P.", "Ltda", "SAS", "SARL", "SRL", "SpA", "GmbH", "AG", "SE", "KG", "Ltd", "Inc", "Corp", "plc", "PLC", "LLC",
    "Oy", "AB", "ASA", "NV", "BV", "SA", "SL",
))  # fmt: skip
_PUBLISHED = frozenset((
    "study", "paper", "article", "published", "appeared", "appearing", "étude", "publiée", "publié", "parue", "paru",
    "estudio", "publicado", "publicada", "artículo", "veröffentlicht", "erschienen", "journal",
))  # fmt: skip
# What a team does to a team.
_MATCHES = frozenset((
    "beat", "beats", "defeated", "thrashed", "edged", "visit", "visited", "visits", "hosted", "hosts", "faced",
    "overcame", "trounced", "stunned", "drew", "draw", "lost", "against", "ante", "contra", "frente", "gegen",
))  # fmt: skip
_GAMES = frozenset(("goal", "goals", "match", "striker", "league", "cup", "kick-off", "halftime", "penalty", "coach",
                    "manager", "substitute", "referee", "scored", "gol", "goles", "partido", "delantero", "entrenador",
                    "liga", "Tor", "Tore", "Trainer", "Spiel", "Liga"))  # fmt: skip
_OWNED = frozenset(("of", "in", "at", "de", "del", "du", "von", "bei", "der"))
_INDEFINITE = frozenset(("a", "an", "the", "une", "un", "una", "ein", "eine"))
# "In Truro" is the town, whatever court is named after it.
_INSIDE = frozenset(("in", "à", "в", "во", "im", "en"))
_PERSONAL = frozenset(("particle", "head", "rank", "honorific"))
_LONGEST_PREFIX = 4
_ROMANCE_ARTICLES = frozenset(
    ("la", "La", "el", "El", "los", "Los", "las", "Las", "le", "Le", "les", "Les", "l'", "l’", "L'", "L’")
)
_ARTICLES = frozenset(("the", "The", "a", "an", "this", "un", "una", "une", "chez")) | _ROMANCE_ARTICLES
_SAINTLY = frozenset(("St.", "St", "Saint", "Sainte", "San", "Santa", "Sankt", "Bad", "Port"))
_SHORT_ENDINGS = frozenset(("La", "El", "Le", "Les", "Los", "Las", "The", "Die", "Der", "Das", "He", "She", "It"))
# "Saint-Flour", "Neuilly-sur-Marne": no surname is made so.
_TOWN = re.compile(r"Sainte?-[A-ZÀ-Ý]|[A-ZÀ-Ý]\w+-(?:sur|sous|lès|les|en|aux|le|la|am|an|im|ob)-[A-ZÀ-Ý]")
OPENING_QUOTES = frozenset("\"“„«‘'")
_CLOSING_QUOTES = frozenset("\"”»’'“")
_OF = frozenset(("of", "de", "d'", "d’", "du", "del", "von"))
MOST_NAME_WORDS = 5
_LONGEST_ACRONYM = 6
# "Альфа-банка", "Сибнефти", "Мосводоканал"
_CYRILLIC_BODY = re.compile(
    r"[А-ЯЁ][\w-]{2,}(?:(?:банк|пром|газ|строй|транс|маш|телеком|водоканал|надзор|холдинг|облсуд|горсуд)(?:а|у|ом|е)?"
    r"|нефт(?:ь|и|ью)|энерго|авиа)"
)
# Small and capital letters in one word, as no surname has them: `SkyWest`; `McCoy`, `DeVries` and `LaRue` are names.
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O|Al|El|Ben)[A-Z])[A-Za-z]*[a-z]{2}[A-Z]")
_ANDS = ("and", "et", "y", "und", "и")
NAMING = ("called", "named", "dubbed", "codenamed")


def learn_company(people: People, span: Span) -> None:
    """The first word of an organisation's name is enough later on; the name of a work in marks is none."""
    first = people.words[span.first]
    if "vessel" in people.roles_at(span.first - 1) and (span.entry is None or span.entry.use == "place"):
        span.kind, span.entry = "thing", None
    elif span.entry is not None:
        return
    elif _is_title_of_work(people, span):
        span.kind = "thing"
    elif span.kind == "organisation" and span.last - span.first > 1:
        last = people.words[span.last - 1]
        if _is_unknown(people, first):
            people.companies.add(first)
        elif last[0].isupper() and _is_unknown(people, last) and len(last) > _LONGEST_PREFIX:
            people.companies.add(last)  # "Osterhagen" of "FC Osterhagen".


def _is_unknown(people: People, word: str) -> bool:
    """No table holds the word, neither as a name nor as a word in names."""
    lexicon = people.lexicon
    return not people.roles_of(word) and word not in lexicon.vocabulary.reach and word not in lexicon.given_names


def decide_full_name(people: People, index: int, span: Span) -> None:
    if span.entry is not None and span.kind != "place":
        return
    titles, office = titles_before(people, index)
    titled = bool(titles) or (office is not None and office.last == span.first)
    if titled and not titles and office is not None and _is_of_office(people, office, span):
        titled, office = False, None
    if span.kind == "name" and not titles and people.word(span.first - 1).lower() in _NAMESAKES:
        span.kind = "organisation"
    if span.kind != "name" and not _overrules(people, span, titles, titled):
        return
    after = office_after(people, index, span)
    is_bare = not titled and after is None
    if is_bare and span.last == span.first + 1:
        return
    _drop_opening(people, span)
    words = tuple(people.words[span.first : span.last])
    if len(words) == 1 and (is_bare or is_cyrillic_acronym(words[0])):
        return
    if not titled and (
        _is_title_of_work(people, span)
        or not (_follows_demonym(people, index, span) or _may_be_person(people, span, words, office or after))
    ):
        if span.kind == "name" and len(words) > 1:
            span.kind = _kind_of_unknown(people, span)
        return
    person = _same_person(people, words)
    if person is None:
        person = Person(words)
        people.everybody.append(person)
    elif len(words) > len(person.words) or (words != person.words and _is_nominative(people, words, person.words)):
        person.words = words
    learn_titles(people, index, span, person, titles, office, after)
    people.remember(index, span, person)


def _is_of_office(people: People, office: Span, span: Span) -> bool:
    """`directeur du groupe Renard`: what follows the noun that ends the office is whose it is; not in Russian."""
    noun = people.known[span.first - 1]
    if "orgnoun" not in noun.roles or noun.text >= "\u0400":
        return False
    # "Der Flughafenbetreiber Fraport": nobody is introduced by such a noun and a surname alone.
    return office.last - office.first > 1 or (people.has_capital_nouns and span.last - span.first == 1)


def _overrules(people: People, span: Span, titles: list[Span], titled: bool) -> bool:
    """A title, or a given name before, makes a person of what looks like a place or a company."""
    first = people.words[span.first]
    if span.kind == "place" and span.entry is not None:
        if first >= "\u0400" and not titles:
            return False  # "Мэр Бийска": in Russian a place says by its case that it is none's name.
        return bool(titles) or (titled and span.last == span.first + 1 and span.entry.use != "capital")
    if any(title.head in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir") for title in titles):
        return True
    given = first in people.lexicon.given_names and span.last - span.first in (2, 3)
    return given and (titled or span.kind in ("thing", "common"))


def _drop_opening(people: People, span: Span) -> None:
    """Take a word from the front that is only capital because it opens a sentence."""
    if people.has_capital_nouns:
        given = [at for at in range(span.first, span.last - 1) if _is_given(people, people.words[at])]
        span.first = given[0] if given else span.first
        return
    word, size = people.words[span.first], span.last - span.first
    if size == 1 or not people.tokens.opens(span.first) or word in people.lexicon.given_names:
        return
    if size == 2 and word >= "\u0400" and any(p.words[-1] == people.words[span.first + 1] for p in people.everybody):
        span.first += 1
        return
    is_common = people.is_also_lower(word) or not people.roles_at(span.first).isdisjoint(("common", "modifier"))
    if is_common or (size > 2 and _is_given(people, people.words[span.first + 1])):
        span.first += 1


def _is_title_of_work(people: People, span: Span) -> bool:
    if people.word(span.last) not in _CLOSING_QUOTES:
        return False
    before = people.word(span.first - 1)
    if before == "The":
        before = people.word(span.first - 2)
    if span.kind == "organisation" and (people.words[span.first] >= "\u0400" or people.has_capital_nouns):
        return False  # The scanner has told the works among Russian names in marks.
    return before in OPENING_QUOTES and "orgnoun" not in people.roles_at(span.first - 2)


def _may_be_person(people: People, span: Span, words: tuple[str, ...], office: Span | None) -> bool:
    if words[-1] in _LEGAL_FORMS:
        return False
    if len(words) > MOST_NAME_WORDS or any(word.isupper() and len(word) > 2 and "." not in word for word in words):
        return False
    is_short = words[-1] in _SHORT_ENDINGS or "function" in people.roles_at(span.last - 1)
    if words[0] in _SAINTLY and _is_located(people, span):
        return False
    if (any("." in word for word in words) and not is_short) or _is_given(people, words[0]):
        return True
    if is_short or words[0] in ARTICLES_OF_NAMES:
        return office is not None
    if _ends_with_country(people, span):
        return False
    if office is not None:
        return True
    if is_company(people, span):
        return False
    if people.has_capital_nouns or people.word(span.first - 1) in _ARTICLES:
        return False
    if any(people.is_also_lower(word) for word in words if len(word) > 3):
        return False
    if any(not people.roles_of(word) <= _PERSONAL for word in words if not word.islower()):
        return False
    before = people.word(span.first - 1)
    if before == "as" and people.word(span.first - 2) == "known":
        return False
    if before == "name" or (before in NAMING and "vessel" in people.roles_at(span.first - 2)):
        return False
    return not (
        _is_located(people, span) or is_named_by_noun(people, span) or "vessel" in people.roles_at(span.first - 1)
    )


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


def _is_body(people: People, span: Span) -> bool:
    """`la Autoridad Portuaria`, `chez Actes Sud`, `THW Kiel`: no person has an article, nor initials without stops."""
    before, first = people.word(span.first - 1), people.words[span.first]
    if before == "chez" or (first.isupper() and first.isalpha() and 1 < len(first) <= _LONGEST_ACRONYM):
        return not people.words[span.first + 1].isupper() if span.last - span.first > 1 else before == "chez"
    return before in _ROMANCE_ARTICLES and not people.has_capital_nouns and not _is_located(people, span)


def _ends_with_country(people: People, span: Span) -> bool:
    """`Basketball Ireland`."""
    if people.has_capital_nouns and is_german_noun(people.words[span.first], people.lexicon.common_nouns):
        return False  # "Fahrtrichtung Luxemburg"
    matched = people.lexicon.match(people.known, span.last - 1)
    return bool(matched and matched[0] == span.last and matched[1].kind == "country" and matched[1].use == "name")


def is_named_by_noun(people: People, span: Span) -> bool:
    """`the airline Skyla`; where adjectives stand behind their noun, also `l'entreprise suisse Helva`."""
    before = people.known[span.first - 1]
    if "orgnoun" in before.roles:
        return True
    if not people.lexicon.has_adjectives_behind or not before.is_lower or len(before.text) < _LONGEST_PREFIX:
        return False
    return "function" not in before.roles and "orgnoun" in people.roles_at(span.first - 2)


def is_cyrillic_acronym(word: str) -> bool:
    return word.isupper() and 2 < len(word) <= _LONGEST_ACRONYM and word >= "\u0400"


def _is_given(people: People, word: str) -> bool:
    given = people.lexicon.given_names
    if word in given or word.partition("-")[0] in given:
        return True
    return "\u0400" <= word[0] <= "\u04ff" and any(
        word[:-cut] + end in given for cut in (1, 2) for end in ("", "й", "а", "я", "ь")
    )


def _is_located(people: People, span: Span) -> bool:
    before, after = people.known[span.first - 1], people.known[span.last]
    if "geographic" in before.roles or "locative" in before.roles or before.text == "on" or "region" in after.roles:
        return True
    if before.text in _OF or (before.text in ("la", "l'", "l’", "las", "los") and people.word(span.first - 2) == "de"):
        further = people.roles_at(span.first - (2 if before.text in _OF else 3))
        if "region" in further or (before.text != "of" and "locative" in further):
            return True
    return people.is_cyrillic_text and not before.is_title and "region" in before.roles


def _kind_of_unknown(people: People, span: Span) -> str:
    if "weapon" in people.roles_at(span.last):
        return "weapon"
    if "vessel" in people.roles_at(span.first - 1):
        return "thing"
    if (
        _is_body(people, span)
        or is_named_by_noun(people, span)
        or is_company(people, span)
        or _ends_with_country(people, span)
    ):
        return "organisation"
    if people.has_capital_nouns:
        return "place" if is_german_place(people.known, span.first, span.last, people.lexicon.common_nouns) else "thing"
    return "place" if _is_located(people, span) else "thing"


def _is_nominative(people: People, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Of two cases of one name the one whose given name the table holds."""
    given = people.lexicon.given_names
    return len(words) == len(others) and words[0] in given and others[0] not in given


def _same_person(people: People, words: tuple[str, ...]) -> Person | None:
    for person in reversed(people.everybody):
        mine = person.words
        if len(words) == 1 or len(mine) == 1:
            if same_word(mine[-1], words[-1]):
                return person
        elif same_word(mine[0], words[0]) and same_word(mine[-1], words[-1]):
            return person
    return None


def decide_short_name(people: People, index: int, span: Span) -> None:
    """A surname, or what else a single word with a capital can be told to be."""
    words = tuple(people.words[span.first : span.last])
    lowered = words[0][:1].lower() + words[0][1:]
    if lowered in people.name_words and people.tokens.opens(span.first):
        words = (lowered, *words[1:])  # "Al-Saadi" at the head of a sentence.
    person = _meant(people, span.first, words) if not _is_title_of_work(people, span) else None
    if person is not None:
        titles, office = titles_before(people, index)
        if office is None and not titles:
            span.first = with_particle(people, span, person)
        people.remember(index, span, person)
        learn_titles(people, index, span, person, titles, office, None)
    elif span.kind != "place":
        span.kind = "place" if _is_beside_place(people, index, span) else _single(people, span, words[0])
        if span.kind == "person":
            people.everybody.append(Person(words))
            people.name_words.update(words)
            people.remember(index, span, people.everybody[-1])


def _is_beside_place(people: People, index: int, span: Span) -> bool:
    """The second of `residents of Naramata and Kaleden`."""
    before = people.spans[index - 1] if index else span
    if before.kind != "place" or before.last != span.first - 1 or people.word(span.first - 1) not in _ANDS:
        return False
    is_known = before.entry is not None and not _is_between(people, before)
    return not is_known and span.last - span.first == 1 and not people.roles_at(span.first)


def _is_between(people: People, span: Span) -> bool:
    """The first of `entre Huancavelica y Lircay`, `in Kiel und Preetz`: the second is a place too."""
    before = people.known[span.first - 1]
    return "locative" in before.roles or before.text in ("entre", "between", "zwischen", "между")


def _single(people: People, span: Span, word: str) -> str:
    before, following = people.known[span.first - 1], people.known[span.last]
    after = following.text
    if "weapon" in following.roles:
        return "weapon"
    if before.text == "(" and after == ")" and _is_acronym(people, span, word):
        people.companies.add(word)
        return "organisation"
    if not people.has_capital_nouns and not people.roles_at(span.first):
        is_elsewhere = not _is_located(people, span) and is_company(people, span)
        if is_elsewhere or _is_published_in(people, span):
            return "organisation"
    if word in people.companies and not (before.low in _INSIDE and not word.isupper()):
        return "organisation"
    if is_named_by_noun(people, span) or (not word.istitle() and _CAMEL.match(word)):
        people.companies.add(word)
        return "organisation"
    if after == "," and people.word(span.last + 1) in ("based", "headquartered"):
        people.companies.add(word)
        return "organisation"
    if "-" in word and _TOWN.match(word) and not _is_title_of_work(people, span):
        return "place"
    if people.has_capital_nouns and is_german_place(people.known, span.first, span.last, people.lexicon.common_nouns):
        return "place"
    if span.last - span.first > 1 or _is_title_of_work(people, span):
        return "thing"
    if word.isupper() and len(word) > 2 and word.isalpha() and word[0] < "\u0250":
        return "organisation"
    if word >= "\u0400" and _CYRILLIC_BODY.fullmatch(word):
        people.companies.add(word)
        return "organisation"
    if people.word(span.first - 1) == "chez":
        people.companies.add(word)
        return "organisation"
    if is_cyrillic_acronym(word) and "thing" not in people.roles_at(span.first):
        return "organisation"
    if _is_party(people, span, word):
        return "organisation"
    if people.has_capital_nouns:
        return "thing"
    if people.roles_at(span.first):
        return "thing"
    opens = people.tokens.opens(span.first)
    if not opens and _is_located(people, span):
        return "place"
    is_acting = after == "administration" or (not opens and "speech" in following.roles)
    return "person" if is_acting and not people.is_also_lower(word) else "thing"


def is_company(people: People, span: Span) -> bool:
    """What stands around tells: `shares in Foss Larke`, `Foss Larke, a furniture maker,`."""
    before = people.word(span.first - 1)
    if "corporate" in people.roles_at(span.first - 2) and before in _OWNED:
        return True
    if people.words[span.last - 1] in _LEGAL_FORMS or _is_published_in(people, span) or _is_opponent(people, span):
        return True
    if before == "," and _is_noun_of_body(people, span.first - 2):
        return True  # "sa filiale portugaise, Pontes do Sul"
    if people.word(span.last) != "," or people.word(span.last + 1) not in _INDEFINITE | _WHOSE:
        return False
    return any("orgnoun" in people.roles_at(at) for at in range(span.last + 2, span.last + 5))


def _is_published_in(people: People, span: Span) -> bool:
    """`a study in Nature Astronomy`, `publiée dans The Lancet`."""
    at = span.first - 1
    at -= people.word(at) in _ARTICLES
    return people.word(at) in ("in", "dans", "en") and people.word(at - 1).lower() in _PUBLISHED


def _is_opponent(people: People, span: Span) -> bool:
    """`draw with Marlow Vale`, `ante el Getafe`, in an article that tells of a match."""
    at = span.first - 1
    at -= people.word(at) in ("el", "al", "with", "to", "the", "den", "die")
    return people.word(at) in _MATCHES and not _GAMES.isdisjoint(people.present)


def _is_noun_of_body(people: People, at: int) -> bool:
    """Whether an organisation's noun stands there, before an adjective perhaps, that ends no office."""
    at -= "orgnoun" not in people.roles_at(at) and people.known[at].is_lower
    is_office = any(people.known[place].is_title for place in range(max(0, at - 3), at + 1))
    return "orgnoun" in people.roles_at(at) and not is_office


def _is_acronym(people: People, span: Span, word: str) -> bool:
    """`(AfDB)` behind an organisation's name, where the word stands in brackets."""
    is_named = any(s.kind == "organisation" and s.last == span.first - 1 for s in people.spans)
    return is_named and sum(map(str.isupper, word)) > 1


def _is_party(people: People, span: Span, word: str) -> bool:
    """`Jane Roe (PP)`: in brackets right behind a person."""
    if not (word.isupper() and len(word) > 1) or people.word(span.first - 1) != "(" or people.word(span.last) != ")":
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
    size = len(words)
    candidates = [p for p in people.everybody if len(p.words) >= size and same_words(p.words[-size:], words)]
    candidates = candidates or [
        p for p in people.everybody if len(p.words) > size and same_words(p.words[:size], words)
    ]
    # Spanish names have two surnames: "Quintero" is "Rafael Quintero Páez".
    candidates = candidates or [p for p in people.everybody if len(p.words) > 2 and p.words[-1 - size : -1] == words]
    return min(candidates, key=lambda person: distance(person, at), default=None)
