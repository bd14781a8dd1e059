"""Offices, ranks and institutions that are named by common words: `defence minister`, `the Foreign Ministry`."""

from flows.enrich.name_reading.lexicon import Entry, Lexicon
from flows.enrich.name_reading.runs import Runs
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.tokens import Tokens
from flows.enrich.name_reading.words import INSTITUTION_WORDS, POSSESSIVES, Word

_RANKS = frozenset(("rank", "ranks"))
_MOST_TITLE_WORDS = 7
_MOST_INSTITUTION_WORDS = 4
_OPENING = frozenset(("of", "for", "to", "de", "du", "des", "del", "della", "für", "der", "d'", "d’"))
_INNER = frozenset(
    ("of", "the", "and", "for", "la", "las", "los", "les", "de", "des", "du", "del", "l", "l'", "l’", "d'", "d’")
)
_GOING_ON = frozenset(("complement", "genitive", "organisation"))
_AFTER_RANK = frozenset(("complement", "institution_end"))
_DESCRIBING = frozenset(("modifier", "common"))
# The roles of a word that ends an office and begins a region.
_STATES = frozenset(("complement", "place"))
_NOWHERE = range(0)
# What these head is of a place: `the mayor of Port Selby`.
LOCAL_HEADS = frozenset((
    "mayor", "governor", "bishop", "archbishop", "sheriff", "prosecutor", "councillor", "councilman", "councilwoman",
    "alcalde", "alcaldesa", "exalcalde", "exalcaldesa", "gobernador", "gobernadora", "obispo", "arzobispo", "maire",
    "préfet", "préfète", "évêque", "archevêque", "procureur", "procureure",
    "bürgermeister", "bürgermeisterin", "oberbürgermeister", "oberbürgermeisterin", "landrat", "landrätin", "bischof",
    "bischöfin", "erzbischof", "stadtrat", "stadträtin", "мэр", "мэра", "мэру", "мэром", "губернатор", "губернатора",
    "губернатору", "губернатором", "resident", "inhabitant", "citizen", "vecino", "vecina", "habitant", "habitante",
    "riverain",
))  # fmt: skip
# Who is sent, and what leads over to where.
_POSTED = frozenset((
    "ambassador", "envoy", "consul", "nuncio", "attaché", "emissary", "representative", "rapporteur",
))  # fmt: skip
_POSTED_TO = frozenset(("to", "for", "in"))


def _is_unknown_capital(word: Word) -> bool:
    return word.is_capital and not word.reach


class Titles:
    """Reads the titles and institutions of one article; `found` are the spans before them."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, runs: Runs, found: list[Span]) -> None:
        self.known, self.end = tokens.known, len(tokens.starts)
        self.lexicon, self.runs, self.found = lexicon, runs, found

    def country_before(self, at: int) -> Entry | None:
        """The country that stands right before a word: `Peru's`, `Peruvian`."""
        if self.found:
            before = at - 1 if at and self.known[at - 1].text in POSSESSIVES else at
            span = self.found[-1]
            # "В архиве Ярославля историк": in Russian a town before an office belongs to what stands before it.
            if span.last == before and not (span.kind == "place" and self.known[at].text >= "\u0400"):
                return span.country
        return None

    def institution(self, at: int, country: Entry | None = None) -> Span | None:
        """`defence ministry`, `Supreme Court`, `central bank`; without a country only a ministry is one."""
        known, last = self.known, at
        if not known[at].is_title_part:
            return None
        while last - at < _MOST_INSTITUTION_WORDS and not known[last].roles.isdisjoint(INSTITUTION_WORDS):
            last += 1
        while last > at and "institution" not in (roles := known[last - 1].roles):
            if "institution_end" in roles and last - at > 1:
                break
            last -= 1
        if last == at or (known[last].is_title and known[last].text[0].islower() == known[last - 1].text[0].islower()):
            return None
        whose = country or self.country_before(at)
        head = known[last - 1].low
        if whose is None and head != "ministry":
            return None
        return Span(at, last, "organisation", country=whose, head=head)

    def office(self, at: int) -> Span | None:
        """An office that begins at a word, with its complement: `chief of staff of the army`."""
        last, head, ranks, plural = at, None, True, False
        while not plural and last - at < _MOST_TITLE_WORDS and (word := self.known[last]).is_title_word:
            if "modifier" not in word.roles or word.is_title:
                if last > at and self.is_given_name(last):
                    break
                head, plural = last, "head" not in word.roles and "rank" not in word.roles
            ranks = ranks and not word.roles.isdisjoint(_RANKS)
            last += 1
        if head is None:
            return None
        noun = self.known[head].low
        noun = noun.removesuffix("s") if plural else noun
        country = self._state_of(self.country_before(at), noun)
        if ranks:
            return Span(at, head + 1, "title", country=country, head=noun, is_plural=plural)
        last = head + 1
        while self.lexicon.has_adjectives_behind and self._is_adjective(last):
            last += 1
        is_posted = noun in _POSTED and self.known[last].text in _POSTED_TO
        last, inner, words = self._complement(last)
        inner = self._state_of(inner, noun)
        if is_posted:
            # "The U.S. ambassador to France": the country behind is where they are sent.
            inner, words = None, _NOWHERE
        # "Chairman of the Joint Chiefs of Staff" is American unless South Korea's is meant.
        whose = inner if inner and inner.kind == "country" else country or inner
        return Span(at, last, "office", country=whose, country_words=words, head=noun, is_plural=plural)

    def is_given_name(self, at: int) -> bool:
        """`Dean` of `Sergeant Dean Purcell`: a given name that is also an office."""
        word, surname = self.known[at], self.known[at + 1]
        is_pair = word.is_capital and surname.is_capital and not self.known[at + 2].is_capital
        return is_pair and word.may_be_given and not surname.is_given and not surname.is_title

    def _state_of(self, whose: Entry | None, noun: str) -> Entry | None:
        """The country whose office it is; a mayor's town and a governor's province are none, be the town a capital."""
        is_local = whose is not None and (whose.use == "place" or (whose.use == "capital" and noun in LOCAL_HEADS))
        return None if is_local else whose

    def _is_adjective(self, at: int) -> bool:
        """What goes on with a title without a link: `directrice générale`."""
        word = self.known[at]
        return word.is_lower and "complement" in word.roles and word.text not in _INNER

    def _complement(self, at: int) -> tuple[int, Entry | None, range]:
        """The end of `of the General Staff` after a title, and the country in it with its words."""
        known, place, last = self.known, at, at
        country: Entry | None = None
        where = _NOWHERE
        opener = known[at].text
        is_cyrillic = opener[:1] > "\u0400"
        if opener in _OPENING or (opener == "von" and self.lexicon.match(known, at + 1)):
            place += 1
        elif is_cyrillic and known[at].is_lower and known[at + 2].is_capital and _is_unknown_capital(known[at + 1]):
            # "председатель профкома Нина Кольцова", "житель села Троицкое Пётр Бельды"
            return at + 1 + ("region" in known[at].roles and not known[at + 1].may_be_given), None, where
        elif is_cyrillic and known[at].is_capital and "genitive" in known[at + 1].roles:
            pass
        elif "genitive" not in known[at].roles:
            after = self.lexicon.match(known, at) if opener[:1].islower() or opener[:1] > "\u0400" else None
            if after and after[1].kind == "place" and is_cyrillic and opener not in self.lexicon.given_names:
                return after[0], after[1], where  # "мэр Москвы"
            if after and after[1].kind == "country":
                deeper = self._complement(after[0])
                return (max(after[0], deeper[0]), after[1], range(at, after[0]))
            if after and after[1].kind == "organisation" and opener > "\u0400":
                last, country, where = self._complement(after[0])
                return max(after[0], last), country or after[1], where
            return at, None, where
        while place < self.end:
            word = known[place]
            roles = word.roles
            if matched := self.lexicon.match(known, place):
                if matched[1].country and country is None:
                    country = matched[1]
                    where = range(place, matched[0]) if country.kind == "country" else where
                run = self.runs.run(place, matched[0])
                place = last = run.last if run.kind == "organisation" else matched[0]
            elif self._ends_office(place):
                place += 1
                last = place
            elif word.is_capital and last == at and (run := self.runs.run(place, place)).kind == "place":
                return run.last, country, where
            elif word.is_capital and last == at and (run := self.runs.run(place, place)).kind == "organisation":
                place = last = run.last  # "chair of the Royal Society of Music"
                country = country or run.country
            elif word.is_capital and "orgtail" in known[place + 1].roles and "organisation" in roles:
                place = last = self.runs.run(place, place).last
            elif word.is_capital and word.text > "\u0400" and "genitive" in known[place + 1].roles:
                place += 2  # "Курганской области"
                last = place
            elif word.text in _INNER or (word.text in POSSESSIVES and last == place):
                place += 1
            elif "rank" in roles and _AFTER_RANK.isdisjoint(known[place + 1].roles):
                break
            elif not roles.isdisjoint(_GOING_ON) or (word.is_capital and not roles.isdisjoint(_DESCRIBING)):
                place += 1
                last = place
            elif word.text > "\u0400" and word.is_capital and "region" in known[place - 1].roles:
                return place + (not word.may_be_given), country, where  # "житель села Троицкое Пётр Бельды"
            elif word.is_capital and last == at and "function" not in roles and not self._is_serving(at - 1):
                last = self.runs.run(place, place).last
                break
            else:
                break
        return (last, country, where) if last > at else (at, None, _NOWHERE)

    def _ends_office(self, at: int) -> bool:
        """`State` of `Secretary of State Jane Roe`, which would begin a region's name elsewhere."""
        word, following = self.known[at], self.known[at + 1]
        return word.is_capital and word.roles >= _STATES and following.is_capital and not following.reach

    def _is_serving(self, at: int) -> bool:
        """A spokesman or an aide serves a person: what follows `for` is no institution."""
        return "serving" in self.known[at].roles
