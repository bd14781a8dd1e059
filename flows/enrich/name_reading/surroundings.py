"""What the words around a run of capitals, and those in it, tell of what it names where it is no person."""

from flows.enrich.name_reading.german_places import is_german_noun, is_german_place
from flows.enrich.name_reading.persons import People
from flows.enrich.name_reading.spans import Span, span_of
from flows.enrich.name_reading.words import ARTICLES_OF_NAMES

# "El Peñarol, su club"
_WHOSE = frozenset(("su", "son", "sa", "leur", "its", "his", "her", "their", "sein", "seine", "ihr", "ihre"))
LEGAL_FORMS = frozenset((
    "S.A.", "S.L.", "S.A.C.", "S.A.S.", "S.R.L.", "S.p.A.", "S.A.U.", "S.L.U.", "A.G.", "N.V.", "B.V.", "L.L.C.",
    "L.P.", "Ltda", "SAS", "SARL", "SRL", "SpA", "GmbH", "AG", "SE", "KG", "Ltd", "Inc", "Corp", "plc", "PLC", "LLC",
    "Oy", "Co.", "Inc.", "Corp.", "Ltd.", "AB", "ASA", "NV", "BV", "SA", "SL",
))  # fmt: skip
_WORKING = frozenset(("works", "worked", "covers", "covered", "working"))
_PUBLISHED = frozenset((
    "study", "paper", "article", "published", "appeared", "appearing", "étude", "publiée", "publié", "parue", "paru",
    "estudio", "publicado", "publicada", "artículo", "veröffentlicht", "erschienen", "journal", "publica", "publicó",
    "publican", "publie", "publient", "paraît", "erscheint", "publishes", "appears", "appear",
))  # fmt: skip
# What a team does to a team.
_MATCHES = frozenset((
    "beat", "beats", "defeated", "thrashed", "edged", "visit", "visited", "visits", "hosted", "hosts", "faced",
    "overcame", "trounced", "stunned", "drew", "draw", "lost", "against", "ante", "contra", "frente", "gegen",
))  # fmt: skip
GAMES = frozenset(("goal", "goals", "match", "striker", "league", "cup", "kick-off", "halftime", "penalty", "coach",
                    "manager", "substitute", "referee", "scored", "gol", "goles", "partido", "delantero", "entrenador",
                    "liga", "Tor", "Tore", "Trainer", "Spiel", "Liga"))  # fmt: skip
_BEFORE_OPPONENTS = frozenset(("el", "al", "with", "to", "the", "den", "die"))
_OWNED = frozenset(("of", "in", "at", "de", "del", "du", "von", "bei", "der"))
_INDEFINITE = frozenset(("a", "an", "the", "une", "un", "una", "ein", "eine"))
_DESCRIBING = _INDEFINITE | _WHOSE
_LONGEST_PREFIX = 4
# Houses that are named for who comes there more often than for what they do.
_VENUES = frozenset(("hospital", "infirmary", "cinema"))
ROMANCE_ARTICLES = frozenset(
    ("la", "La", "el", "El", "los", "Los", "las", "Las", "le", "Le", "les", "Les", "l'", "l’", "L'", "L’")
)
ARTICLES = frozenset(("the", "The", "a", "an", "this", "un", "una", "une", "chez")) | ROMANCE_ARTICLES
OPENING_QUOTES = frozenset("\"“„«‘'")
_CLOSING_QUOTES = frozenset("\"”»’'“")
_OF = frozenset(("of", "de", "d'", "d’", "du", "del", "von"))
_ARTICLES_BEHIND_OF = frozenset(("la", "l'", "l’", "las", "los"))
_INSIDE = frozenset(("in", "dans", "en"))
_LONGEST_ACRONYM = 6


def learn_company(people: People, span: Span) -> None:
    """The first word of an organisation's name is enough later on; the name of a work in marks is none."""
    first = people.word(span.first)
    if span.kind == "organisation" and span.entry is None and people.known[span.last - 1].low in _VENUES:
        span.kind = "place" if _is_where(people, span) else span.kind
    if "vessel" in people.roles_at(span.first - 1) and (span.entry is None or span.entry.use == "place"):
        span.kind, span.entry = "thing", None
    elif span.entry is not None:
        return
    elif is_title_of_work(people, span):
        span.kind = "thing"
    elif span.kind == "organisation" and span.last == span.first + 1:
        if _is_unknown(people, first) and not people.has_capital_nouns:
            people.companies.add(first)
    elif span.kind == "organisation":
        last = people.word(span.last - 1)
        if _is_unknown(people, first):
            people.companies.add(first)
        elif last[0].isupper() and _is_unknown(people, last) and len(last) > _LONGEST_PREFIX:
            people.companies.add(last)  # "Osterhagen" of "FC Osterhagen".


def _is_where(people: People, span: Span) -> bool:
    """`at the Marlow Cinema`: a place where somebody is; who works there works for it."""
    at = span.first - 1 - (people.word(span.first - 1) == "the")
    return "locative" in people.roles_at(at) and not people.known[at - 1].is_title


def _is_unknown(people: People, word: str) -> bool:
    """No table holds the word, neither as a name nor as a word in names."""
    lexicon = people.lexicon
    return not people.roles_of(word) and word not in lexicon.vocabulary.reach and word not in lexicon.given_names


def is_title_of_work(people: People, span: Span) -> bool:
    known = people.known
    if known[span.last].text not in _CLOSING_QUOTES:
        return False
    if span.kind == "organisation" and (known[span.first].text >= "\u0400" or people.has_capital_nouns):
        return False  # The scanner has told the works among Russian names in marks.
    first = span.first - (known[span.first - 1].text == "The")
    return known[first - 1].text in OPENING_QUOTES and "orgnoun" not in known[span.first - 2].roles


def is_named_by_noun(people: People, span: Span) -> bool:
    """`the airline Skyla`; where adjectives stand behind their noun, also `l'entreprise suisse Helva`."""
    before = people.known[span.first - 1]
    if "orgnoun" in before.roles:
        return True
    if not people.lexicon.has_adjectives_behind or not before.is_lower or len(before.text) < _LONGEST_PREFIX:
        return False
    return "function" not in before.roles and "orgnoun" in people.roles_at(span.first - 2)


def is_company(people: People, span: Span) -> bool:
    """What stands around tells: `shares in Foss Larke`, `Foss Larke, a furniture maker,`."""
    known, before = people.known, people.known[span.first - 1].text
    if before in _OWNED and "corporate" in known[span.first - 2].roles:
        return True
    if _is_employer(people, span):
        return True
    if known[span.last].is_lower and "corporate" in known[span.last].roles:
        return True  # "Foss Larke shares"
    if known[span.last - 1].text in LEGAL_FORMS or is_published_in(people, span) or _is_opponent(people, span):
        return True
    if is_before_noun_of_body(people, span):
        return True
    if before == "," and _is_noun_of_body(people, span.first - 2):
        return True  # "sa filiale portugaise, Pontes do Sul"
    if known[span.last].text != "," or known[span.last + 1].text not in _DESCRIBING:
        return False
    return any("orgnoun" in word.roles for word in known[span.last + 2 : span.last + 5])


def is_before_noun_of_body(people: People, span: Span) -> bool:
    """`the Save Our Square campaign`, `the Marlow Combe charity`."""
    following = people.known[span.last]
    is_long = span.last - span.first > 1 and not people.known[span.first].may_be_given
    is_body = is_long and following.is_lower and "orgnoun" in following.roles
    return is_body and people.word(span.first - 1) == "the"


def is_before_holder(people: People, index: int, span: Span) -> bool:
    """`Aquatics GB performance director Jane Roe`: of two names around an office the first is whose it is."""
    spans, first = people.spans, people.known[span.first]
    if people.lexicon.has_adjectives_behind or people.has_capital_nouns or people.is_cyrillic_text:
        return False
    if (
        index + 2 >= len(spans)
        or first.may_be_given
        or (span.last - span.first == 1 and people.tokens.opens(span.first))
    ):
        return False
    office, holder = spans[index + 1], spans[index + 2]
    is_office = office.kind in ("office", "title") and office.first == span.last and people.known[span.last].is_lower
    is_holder = holder.kind in ("name", "person") and holder.first == office.last and holder.last - holder.first > 1
    return is_office and is_holder and not first.roles


def ends_with_country(people: People, span: Span) -> bool:
    """`Basketball Ireland`."""
    if not people.known[span.last - 1].reach:
        return False
    if people.has_capital_nouns and is_german_noun(people.word(span.first), people.lexicon.common_nouns):
        return False  # "Fahrtrichtung Luxemburg"
    matched = people.lexicon.match(people.known, span.last - 1)
    return bool(matched and matched[0] == span.last and matched[1].kind == "country" and matched[1].use == "name")


def country_of_body(people: People, span: Span) -> Span | None:
    """The country that ends the name of a body that no table has: `Ireland` of `Basketball Ireland`."""
    last = span.last - 1
    if last == span.first or not people.known[last].reach:
        return None
    if people.word(last) >= "\u0400":
        return None  # "«Почта России»": such a name is one in marks.
    matched = people.lexicon.match(people.known, last)
    if matched is None or matched[1].kind != "country" or matched[0] != span.last:
        return None
    is_there = any(other.first == last and other.kind == "country" for other in people.spans)
    return None if is_there else span_of(last, *matched)


def is_located(people: People, span: Span) -> bool:
    known = people.known
    before, after = known[span.first - 1], known[span.last]
    if _is_employer(people, span):
        return False
    if "geographic" in before.roles or "locative" in before.roles or "region" in after.roles:
        return True
    further = span.first - 2
    if before.text == "of" and known[further].text == "," and known[further - 1].text.isdigit():
        return True  # "Ana Roe, 32, of Franklin"
    if before.text in _ARTICLES_BEHIND_OF and known[further].text == "de":
        further -= 1
    if before.text in _OF or further < span.first - 2:
        roles = known[further].roles
        if "region" in roles or (before.text != "of" and "locative" in roles):
            return True
    return people.is_cyrillic_text and not before.is_title and "region" in before.roles


def _is_employer(people: People, span: Span) -> bool:
    """`analysts at Foss Larke`."""
    if people.word(span.first - 1) != "at":
        return False
    known, at = people.known, span.first - 2
    return known[at].is_title or any(word.text in _WORKING for word in known[max(0, at - 3) : at + 1])


def is_body(people: People, span: Span) -> bool:
    """`la Autoridad Portuaria`, `chez Actes Sud`, `THW Kiel`: no person has an article, nor initials without stops."""
    before, first = people.word(span.first - 1), people.word(span.first)
    if before == "chez" or (first.isupper() and first.isalpha() and 1 < len(first) <= _LONGEST_ACRONYM):
        if span.last - span.first == 1:
            return before == "chez"
        following = people.known[span.first + 1]
        is_thing = following.is_common or "term" in people.roles_at(span.first)
        return not (following.text.isupper() or is_thing)  # "TV Channels"
    return before in ROMANCE_ARTICLES and not people.has_capital_nouns and not is_located(people, span)


def kind_of_unknown(people: People, span: Span) -> str:
    if "weapon" in people.roles_at(span.last):
        return "weapon"
    if "vessel" in people.roles_at(span.first - 1):
        return "thing"
    if (
        is_body(people, span)
        or is_named_by_noun(people, span)
        or is_company(people, span)
        or ends_with_country(people, span)
    ):
        return "organisation"
    if people.has_capital_nouns:
        return "place" if is_place_in_german(people, span) else "thing"
    if all(word.is_common or not word.is_capital for word in people.known[span.first : span.last]):
        return "thing"  # "National Institute on Drug Abuse"
    return "place" if is_located(people, span) or is_small_town(people, span) else "thing"


def is_small_town(people: People, span: Span) -> bool:
    """`Much Wenlock`, by the table of towns; `la mina La Esperanza` is mostly none."""
    is_article = people.word(span.first) in ARTICLES_OF_NAMES
    return not is_article and people.lexicon.is_town(people.tokens.surface(span.first, span.last))


def is_place_in_german(people: People, span: Span) -> bool:
    is_town = people.lexicon.is_town(people.tokens.surface(span.first, span.last))
    return is_german_place(people.known, span.first, span.last, people.lexicon.common_nouns, is_town)


def is_cyrillic_acronym(word: str) -> bool:
    return word.isupper() and 2 < len(word) <= _LONGEST_ACRONYM and word >= "\u0400"


def is_published_in(people: People, span: Span) -> bool:
    """`a study in Nature Astronomy`, `publiée dans The Lancet`."""
    known = people.known
    at = span.first - 1 - (known[span.first - 1].text in ARTICLES)
    return known[at].text in _INSIDE and known[at - 1].low in _PUBLISHED


def is_source(people: People, span: Span) -> bool:
    """`selon le Télégramme`, `according to the Examiner`: who is a source and stands in no table."""
    known, at = people.known, span.first - 1
    if known[at].text not in ARTICLES or known[span.first].roles:
        return False
    lead = known[at - 1].low
    return lead in ("selon", "según") or (lead == "to" and known[at - 2].low == "according")


def _is_opponent(people: People, span: Span) -> bool:
    """`draw with Marlow Vale`, `ante el Getafe`, in an article that tells of a match."""
    known = people.known
    at = span.first - 1 - (known[span.first - 1].text in _BEFORE_OPPONENTS)
    return known[at].text in _MATCHES and not GAMES.isdisjoint(people.present)


def _is_noun_of_body(people: People, at: int) -> bool:
    """Whether an organisation's noun stands there, before an adjective perhaps, that ends no office."""
    at -= "orgnoun" not in people.roles_at(at) and people.known[at].is_lower
    is_office = any(people.known[place].is_title for place in range(max(0, at - 3), at + 1))
    return "orgnoun" in people.roles_at(at) and not is_office
