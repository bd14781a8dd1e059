"""Runs of capitals, and what their words make them."""

from flows.enrich.name_reading.body_names import MOST_LINKS, BodyNames
from flows.enrich.name_reading.lexicon import Entry, Lexicon
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.tokens import Tokens
from flows.enrich.name_reading.words import ARABIC_ARTICLE, COMPANY_ENDINGS, CONNECTORS, POSSESSIVES, RUN_KINDS, Word

_SAINTS = frozenset(("St.", "St", "Saint", "People", "Women", "Children", "King", "Queen"))
# A given name before a word of the weaker kinds is still a person's.
_TELLING = frozenset(RUN_KINDS)
# "the Fisheries and Rural Crimes Agency"
_PLAIN = frozenset(("complement", "modifier", "common"))
_MOST_PARTICLES, _MOST_WORDS_OF_NAME = 3, 2
_ROMANCE_LINKS = frozenset(("la", "los", "las", "l'", "l’"))
_ROMANCE_ARTICLES = frozenset(("la", "el", "los", "las"))
_PARTNERS = frozenset(
    ("co", "co.", "sons", "sohn", "söhne", "fils", "cie", "hijos", "hermanos", "partners", "daughters")
)
# So begin bodies whose name goes on behind an `and`.
_NATIONAL = frozenset((
    "National", "Federal", "State", "Royal", "International", "Central", "General", "Regional", "Health", "Food",
    "Civil", "Maritime", "Land", "Water", "Fisheries", "Trade", "Science", "Marine", "Competition", "Environment",
))  # fmt: skip
# They join the topics of one body: "Bundesamt für Bauten und Straßen", "Ministerio de Pesca y Costas".
_ANDS_OF_TOPICS = frozenset(("y", "e", "und"))
# They join two names of one person only behind a given name: `José Robles y Vega`.
_JOINING_NAMES = ("y", "e")
# "Псковской области": a region, whatever stands before it.
REGIONS = frozenset(("области", "областью", "край", "края", "крае", "району", "района", "районе", "округа", "округе"))
# "Всемирная организация", "Курганская область".
_NAMED_BY = frozenset(("organisation", "place"))
_ROADS = frozenset(("Interstate", "Highway", "Route", "Autopista", "Nationale", "Ruta", "Bundesstraße", "Autobahn"))
# Particles of names only behind another one: "von der Heide".
_GERMAN_ARTICLES = frozenset(("der", "den", "das", "des", "zu", "zur"))
_ADJECTIVE_ENDINGS = ("ая", "ой", "ую", "ое", "ого", "ому", "ый", "ий", "ым", "им", "ом", "ем")


def _is_adjective(word: Word) -> bool:
    """A Russian adjective, as the first word of `Всемирная организация здравоохранения`."""
    return word.text >= "\u0400" and word.low.endswith(_ADJECTIVE_ENDINGS)


class Runs:
    """Reads runs of capitals of one article."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens, self.known, self.lexicon, self.end = tokens, tokens.known, lexicon, len(tokens.starts)
        self.bodies = BodyNames(tokens, lexicon)

    def run(self, first: int, at: int) -> Span:
        """The run of capitals from `first`, of which the words before `at` are known, and what its words make it."""
        known, kind = self.known, "name"
        following = known[at + 1]
        if known[at].is_bare and not (following.is_capital or following.goes_on or following.text.isdigit()):
            return Span(first, at + 1, kind)
        country: Entry | None = None
        while at < self.end:
            word = known[at]
            if word.is_plain:
                at += 1
            elif word.is_capital or (at > first and "-" in word.text and ARABIC_ARTICLE.match(word.text)):
                if (
                    at > first
                    and (word.is_title or word.reach or word.text >= "\u0400")
                    and self._ends_before(at, kind)
                ):
                    break
                if "calendar" in word.roles and self.is_day_or_month(at) and not self._is_last_of_name(first, at):
                    break
                if at > first and kind == "organisation" and word.reach and (inner := self.lexicon.match(known, at)):
                    country = country or (inner[1].country and inner[1]) or None
                if not word.roles.isdisjoint(_TELLING):
                    kind = self._kind_with(kind, first, at)
                at += 1
            elif at == first:
                break
            elif at == first + 1 and kind == "name" and _is_adjective(known[first]) and (named := self._noun_of(at)):
                kind, at = named
                if kind == "place":
                    break
            elif not word.goes_on:
                break
            elif word.text == "&" and known[at + 1].low in _PARTNERS:
                kind, at = "organisation", at + 2
                break
            elif word.text == "and" and self._is_half_of_organisation(first, at, kind):
                at += 1
            elif word.text == "&" and known[at + 1].is_capital and self._joins_owners(at, kind):
                kind, at = "organisation", at + 1
            elif word.text in COMPANY_ENDINGS:
                kind, at = "organisation", at + 1
                break
            elif known[at + 1].is_capital and self._joins(first, at, kind):
                at += 1
            elif kind == "organisation" and self._is_further_topic(at):
                at += 2
            elif kind == "name" and "particle" in word.roles and (particles := self._particles(first, at)) > 1:
                at += particles
            else:
                break
        if kind == "organisation" and at > first:
            at = self.bodies.end(first, at)
        elif kind == "name" and at - first > _MOST_WORDS_OF_NAME:
            at = self._end_of_town(first, at)
        elif kind in ("thing", "common") and at - first > 2 and self.lexicon.is_town(self.tokens.surface(first, at)):
            kind = "place"  # "Roquetas de Mar"
        if at == first + 1 and known[first].text in _ROADS and known[at].text.isdigit():
            kind, at = "place", at + 1
        if self.bodies.short_forms and (last := self.bodies.spelled_out(first, at, kind)):
            kind, at = "organisation", last
        return Span(first, at if at > first else first + 1, kind, country=country)

    def _end_of_town(self, first: int, at: int) -> int:
        """Before the person who stands behind a town: `el exalcalde de Almodar Nuria Sanz`."""
        known = self.known
        if known[first].is_given:
            return at
        is_behind_title = known[first - 1].text in CONNECTORS and known[first - 2].is_title
        if is_behind_title and self.lexicon.is_town(self.tokens.surface(first, at)):
            return at
        for place in range(at - 2, first, -1):
            if (known[place].may_be_given or is_behind_title) and self.lexicon.is_town(
                self.tokens.surface(first, place)
            ):
                return place
        return at

    def _is_half_of_organisation(self, first: int, at: int, kind: str) -> bool:
        """`National Search` before `and Rescue Agency`."""
        if kind == "organisation" and at > first + 1:
            return False
        place = at + 1
        while self.known[place].is_capital and place - at <= MOST_LINKS + 1:
            place += 1
        is_named = place > at + 1 and "organisation" in self.known[place - 1].roles
        # "the Nursing and Midwifery Council"
        is_alone = at == first + 1 and self.known[first - 1].low == "the" and self.known[first].roles <= _PLAIN
        is_known = self.lexicon.match(self.known, first)
        return is_named and (self.known[first].text in _NATIONAL or (is_alone and not is_known))

    def _joins_owners(self, at: int, kind: str) -> bool:
        """`Foss & Larke`, but neither `Plug & Charge` nor two names that the tables have."""
        before, after = self.known[at - 1], self.known[at + 1]
        if "organisation" in self.known[at + 2].roles and self.known[at + 2].is_capital:
            return True  # "Canal & River Trust"
        is_pair = before.is_common and after.is_common and not self.known[at + 2].is_capital
        return not (before.reach or after.reach or (is_pair and kind != "organisation"))

    def _is_last_of_name(self, first: int, at: int) -> bool:
        """`Rüdiger Sonntag`, where German says `am Sonntag` for the day; `Roquetas de Mar`."""
        if (
            at > first + 1
            and self.known[at - 1].text == "de"
            and self.lexicon.is_town(self.tokens.surface(first, at + 1))
        ):
            return True
        is_given = self.known[first].is_given
        return at == first + 1 and is_given and self.lexicon.vocabulary.has_compounds

    def _noun_of(self, at: int) -> tuple[str, int] | None:
        """`университета` of `Томского государственного университета`: what it makes the run, and where it ends."""
        place = at
        while place - at < MOST_LINKS and self.known[place].is_lower and _is_adjective(self.known[place]):
            place += 1
        named = self.known[place].roles & _NAMED_BY
        return (min(named), place + 1) if named else None

    def _particles(self, first: int, at: int) -> int:
        """How many particles stand before the next capital: two in `Saskia van der Meer` and `Iñigo de la Torre`."""
        place = at
        while place - at < _MOST_PARTICLES and "particle" in self.known[place].roles and self.known[place].is_lower:
            place += 1
        following = self.known[place]
        if following.is_capital and self.lexicon.is_town(self.tokens.surface(first, place + 1)):
            return place - at  # "Villanueva de la Serena"
        if self.lexicon.vocabulary.has_compounds and (at > first + 1 or not self.known[first].may_be_given):
            return 0  # "Ana Roe von der Nordbank": a German particle stands behind the given name.
        if self._is_common_opening(first) or not following.roles.isdisjoint(_NAMED_BY):
            return 0
        return place - at if following.is_capital and not following.reach and not following.is_title_word else 0

    def _is_further_topic(self, at: int) -> bool:
        """`de la` before the last word of `Comisión de Defensa de la Competencia`."""
        link, following = self.known[at + 1].text, self.known[at + 2]
        is_linked = self.known[at].text == "de" and link in _ROMANCE_LINKS
        is_known = following.reach and self.lexicon.match(self.known, at + 2)
        return is_linked and following.is_capital and not is_known and not following.is_title_word

    def is_day_or_month(self, at: int) -> bool:
        """A month before another capital is somebody's name: `Jan Visser`, `April Jones`."""
        following = self.known[at + 1]
        is_given = following.is_capital and self.known[at].is_given
        return not (is_given and "calendar" not in following.roles)

    def _kind_with(self, kind: str, first: int, at: int) -> str:
        """The kind of a run with one more word: the last that tells decides (`Bank Street`), but not behind an `of`.

        A first word counts for a place only when more follows (`Mount Kenya`), and for a thing never.
        """
        if kind != "name" and any(word.text in CONNECTORS for word in self.known[first:at]):
            return kind
        is_first, roles = at == first, self.known[at].roles
        is_alone = is_first and not self._goes_on(at + 1)
        for candidate in RUN_KINDS:
            if candidate not in roles or (is_first and candidate == "thing") or (is_alone and candidate == "place"):
                continue
            return kind if candidate == "common" and kind != "name" else candidate
        return kind

    def _goes_on(self, at: int) -> bool:
        return self.known[at].is_capital or self.known[at].text == "of"

    def _joins(self, first: int, at: int, kind: str) -> bool:
        """A small word that goes on with a name: `Bank of Ghana`, `Saskia van Oord`."""
        known, word = self.known, self.known[at].text
        if word in POSSESSIVES:
            return kind in ("name", "common") and known[first].text in _SAINTS
        if kind == "place":
            return word == "of" and at == first + 1
        if kind == "organisation":
            if word == "and":
                return any(connector.text in CONNECTORS for connector in known[first:at])
            if word in _ANDS_OF_TOPICS:
                is_topic = any(connector.text in CONNECTORS for connector in known[first:at])
                return is_topic and not (known[at + 1].is_given or known[at + 1].reach or known[at + 1].is_title)
            return word in CONNECTORS or (word == "the" and known[at - 1].text in CONNECTORS)
        if (
            kind != "name"
            or known[at + 1].is_title_word
            or "particle" not in known[at].roles
            or not known[at + 1].text[0].isalpha()
        ):
            return False
        if word == "und":
            return False
        is_given = known[first].is_given
        if word in _JOINING_NAMES and (not is_given or "locative" in known[first - 1].roles):
            return False
        if at == first + 1 and word in CONNECTORS and self._is_common_opening(first):
            return False
        if at == first + 1 and word in _ROMANCE_ARTICLES and self.tokens.opens(first):
            return False  # "Habló la Comunidad ..."
        is_german = self.lexicon.vocabulary.has_compounds
        if is_german and word in _GERMAN_ARTICLES and "particle" not in known[at - 1].roles:
            return False
        matched = self.lexicon.match(known, at + 1)
        if matched is None:
            return True
        # "Musée Fabre de Montpellier": a place goes on with a person's name alone.
        # "Cerro de Pasco", "los vecinos de Aldea de Ebro"
        is_behind = known[first - 1].text in CONNECTORS and "region" in known[first - 2].roles
        is_place = word in ("de", "del") and (bool(known[first].reach) or is_behind)
        if self.lexicon.is_town(self.tokens.surface(first, matched[0])):
            return True  # "Aranda de Duero"
        return matched[1].kind not in ("organisation", "country") and (
            matched[1].kind != "place" or is_given or is_place
        )

    def _is_common_opening(self, first: int) -> bool:
        """`Vecinos de Lorca`: a plural that only opens its sentence is no name."""
        word = self.known[first]
        return word.text.endswith("s") and not word.is_given and self.tokens.opens(first)

    def _ends_before(self, at: int, kind: str) -> bool:
        """A title ends a run unless it is its last word, a surname: `Martin King`; so does another country."""
        word = self.known[at]
        if word.text >= "\u0400":
            before = self.known[at - 1].text
            if before.isupper() and len(before) > 2 and not word.text.isupper():
                return True  # "КПРФ Юрий Панов"
            if self.known[at + 1].text in REGIONS and _is_adjective(word):
                return True
            if kind == "organisation" and (inner := self.lexicon.match(self.known, at)) and inner[1].kind == "place":
                return True
        following = self.known[at + 1]
        if word.is_title and following.is_capital and (kind != "organisation" or following.may_be_given):
            return True
        matched = self.lexicon.match(self.known, at) if kind == "name" else None
        return bool(matched and matched[1].kind == "country" and (matched[1].use == "demonym" or word.text >= "\u0400"))
