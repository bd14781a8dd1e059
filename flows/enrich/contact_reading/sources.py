"""Whose accounts an article gives: the words for each source, and the countries whose officials it is."""

import re
from dataclasses import dataclass, field, replace

from flows.enrich.contact_reading.accounts import Account, is_everybody
from flows.enrich.contact_reading.article import Sentence
from flows.enrich.contact_reading.drafts import EVERYBODY
from flows.enrich.contact_reading.names import folded
from flows.enrich.contact_reading.parties import Actor, Party
from flows.enrich.contact_reading.people import People
from flows.enrich.contact_reading.titles import countries_in

_OFFICIAL_BODY = re.compile(
    r"(?:his|her|its|their)\b|the (?:(?:royal|presidential|foreign|defen[cs]e|government|president's|"
    r"prime minister's) )?"
    r"(?:presidency|ministry|department|government|chancellery|palace|court|office|general staff|"
    r"spokes(?:man|woman|person))\b",
    re.IGNORECASE,
)

_SPEAKS = re.compile(r"\b(?:spokes\w+|press secretary)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """Who says it, as written, and the countries whose officials it is; `EVERYBODY` for all sides of the contact."""

    words: str
    countries: tuple[str, ...]
    confirms: bool = False

    @property
    def is_one_side(self) -> bool:
        return len(self.countries) == 1 and EVERYBODY not in self.countries

    @property
    def attribution(self) -> str | None:
        """Whom to name for what is said; what all sides say together is nobody's account in particular."""
        return None if re.fullmatch(r"(?:both|the two) \w+", self.words, re.IGNORECASE) else self.words


@dataclass
class Sources:
    """The sources of an article up to where it has been read."""

    people: People
    earlier: list[Source] = field(default_factory=list)

    def of(self, sentence: Sentence) -> list[Source]:
        """The sources of the sentence's accounts, in their order; anonymous ones have no countries."""
        return [self._source(sentence, account) for account in sentence.accounts]

    def _source(self, sentence: Sentence, account: Account) -> Source:
        words = sentence.words(*account.source)
        words, countries = self._known(sentence, account, words)
        self.earlier.append(Source(words, tuple(dict.fromkeys(countries))))
        return Source(words, self.earlier[-1].countries if account.is_official else (), account.confirms)

    def _known(self, sentence: Sentence, account: Account, words: str) -> tuple[str, list[str]]:
        """The words and the countries; "it" is the source before, "he" whom it means, "the ministry" the one before."""
        if is_everybody(words):
            return words, [EVERYBODY]
        actors = [thing for thing in sentence.whole.inside(*account.source) if isinstance(thing, Actor)]
        people = [self.people.completed(party) for actor in actors for party in self.people.resolved(actor)]
        countries = [party.country for party in people if party.country]
        countries += [
            thing["country"]
            for thing in sentence.whole.inside(*account.source)
            if not isinstance(thing, Actor) and thing.get("country")
        ]
        if words.lower() in ("he", "she"):
            return next((party.person for party in people if party.person), words), countries
        again = next((source for source in reversed(self.earlier) if _names_again(words, source.words)), None)
        if again:
            return (again.words if words.lower() in ("it", "they") else words), list(again.countries)
        if not countries:
            countries = countries_in(words, self.people.article.forms)
        if not countries and _OFFICIAL_BODY.match(words):
            owner = self.people.owner(sentence, words)
            countries = [owner.country] if owner and owner.country else []
        return words, countries or self._at_home(sentence, account, people)

    def _at_home(self, sentence: Sentence, account: Account, people: list[Party]) -> list[str]:
        """The country of the place where somebody says it, if it is one of the sides: a spokesperson at home."""
        sides = {party.country: party.country_code for party in self.people.theirs if party.country}
        places = [thing for thing in sentence.whole.inside(*account.cut) if not isinstance(thing, Actor)]
        found = [place["country"] for place in places if place.get("country") in sides][:1]
        if (
            not found
            and self.people.home
            and self.people.home[0] in sides
            and any(_SPEAKS.search(p.office or "") for p in people)
        ):
            found = [self.people.home[0]]
        self.people.remember(replace(party, country=at, country_code=sides[at]) for party in people for at in found)
        return found


def _names_again(words: str, earlier: str) -> bool:
    """Whether "it" or "the ministry" can be the source that was named before."""
    if words.lower() in ("it", "they"):
        return True
    match = re.fullmatch(r"the (?P<noun>[a-z ]+)", words, re.IGNORECASE)
    return match is not None and folded(earlier).endswith(match["noun"].lower())
