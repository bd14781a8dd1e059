"""Who an article names, where, of which country, and whom it means by "he", "the minister" or "the two"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from flows.enrich.contact_reading.article import Article, Sentence, home
from flows.enrich.contact_reading.names import content_words, folded, overlap, surname
from flows.enrich.contact_reading.offices import is_weak, singular
from flows.enrich.contact_reading.parties import GENDER, Actor, Party
from flows.enrich.contact_reading.titles import countries_by_word, countries_in


@dataclass
class People:
    """The people of an article up to where it has been read.

    `theirs` are the sides of the contact that was told of last: whom "they" and "the two" mean. `home` is the country
    of the dateline.
    """

    article: Article
    named: list[tuple[int, Party]] = field(default_factory=list)
    theirs: list[Party] = field(default_factory=list)
    countries: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    home: tuple[str, str | None] | None = None
    of_title: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.of_title = countries_by_word(self.article.title, self.article.forms)
        self.home = home(self.article)

    def note(self, sentence: Sentence) -> None:
        """Take in everybody whom the sentence names, or calls by the office of a country.

        Whoever speaks at the end of a sentence about a state, or is "its minister", holds office there.
        """
        first: Party | None = None
        last: Party | None = None
        before: Party | None = None
        sources = [sentence.whole.origin(*account.source)[0] for account in sentence.accounts]
        states: list[Party] = []
        theirs: list[Party] = []
        for actor in sentence.actors():
            if actor.kind in ("state", "body") and actor.parties[0].country:
                states += actor.parties
                last = actor.parties[0]
                first = first or last
            elif actor.kind == "person" or (actor.kind in ("office", "single") and len(actor.parties) == 1):
                party = actor.parties[0]
                if actor.kind == "person" and before:
                    self.learn_gender(before, actor.gender)
                if actor.is_owned and actor.office and len(states) > 1:
                    # "Their ministers, A and B" are of these states in their order.
                    theirs = list(states)
                whose = last if actor.is_owned else first if any(at <= actor.at for at in sources) else None
                listed = theirs.pop(0) if theirs and actor.kind == "person" else None
                if listed and not party.country:
                    party = replace(party, country=listed.country, country_code=listed.country_code)
                if whose and not party.country and not is_weak(party.office):
                    party = replace(party, country=whose.country, country_code=whose.country_code)
                before = self.completed(party)
                self.remember([before])
                self.named.append((actor.at, before))

    def remember(self, parties: Iterable[Party]) -> None:
        """Keep the countries of the persons, for places where they are named without one."""
        for party in parties:
            if party.person and party.country:
                self.countries.setdefault(surname(party.person), (party.country, party.country_code))

    def learn_gender(self, party: Party | None, gender: str | None) -> None:
        if party and party.person and gender:
            self.genders.setdefault(surname(party.person), gender)

    def completed(self, party: Party) -> Party:
        """The side with the country that the article gives it elsewhere, or the headline gives its name or office."""
        if party.country:
            return party
        country, code = self.countries.get(surname(party.person), (None, None))
        if not country:
            country = next(iter(countries_in(party.office or "", self.article.forms)), None)
        if not country:
            own, office = [*reversed(folded(party.person).split())], folded(party.office).split()
            found = [self.of_title[word] for word in own if word in self.of_title]
            # The headline's president is one, and the article may have given the country to another.
            found += [self.of_title[word] for word in office if word in self.of_title and self._is_free(word, party)]
            country, code = next(iter(found), (None, None))
        return replace(party, country=country, country_code=code)

    def _is_free(self, word: str, party: Party) -> bool:
        """Whether nobody else who is called by this word of an office is of the country that the headline gives it."""
        return not any(
            other.country == self.of_title[word][0]
            and word in folded(other.office).split()
            and surname(other.person) != surname(party.person)
            for _, other in self.named
        )

    def resolved(self, actor: Actor) -> list[Party]:
        """The sides that the actor stands for; none when it isn't known."""
        if actor.kind == "group" and not self.theirs and is_weak(actor.office):
            return self._both(actor)
        if actor.kind == "group":
            offices = content_words(singular(actor.office or ""))
            fits = any(offices & content_words(party.office) for party in self.theirs)
            return list(self.theirs) if fits or is_weak(actor.office) else []
        if actor.kind == "half":
            return [party for party in self.theirs if (party.country or "").startswith(f"{actor.office} ")]
        if actor.kind != "single":
            return list(actor.parties)
        wanted = content_words(actor.office)
        if not wanted:
            return self._meant(actor)
        for at, person in reversed(self.named):
            if at < actor.at and wanted & content_words(person.office) and (person.person or person.country):
                return [self.completed(person)]
        return list(actor.parties)

    def _both(self, actor: Actor) -> list[Party]:
        """The two persons of two countries whom the sentence names before "they", else the one before it; none when
        there are more or fewer."""
        start = self._sentence_start(actor.at)
        own = [person for at, person in self.named if start <= at < actor.at]
        earlier = self._sentence_start(start - 1)
        last = [person for at, person in self.named if earlier <= at < start]
        before = {surname(person.person): self.completed(person) for person in own or last}
        countries = {person.country for person in before.values()}
        return list(before.values()) if len(before) == len(countries - {None}) == 2 else []

    def _meant(self, actor: Actor) -> list[Party]:
        """Whom "he" or "she" means: who comes first in this sentence, the one before, or any earlier one.

        The first in a sentence is mostly its subject. Who is known to be of the other gender is passed over.
        """
        start = self._sentence_start(actor.at)
        before = [(at, person) for at, person in self.named if at < actor.at]
        recent = self._sentence_start(max((at for at, _ in before if at < start), default=0))
        own = [person for at, person in before if at >= start]
        last = [person for at, person in before if recent <= at < start]
        earlier = [person for at, person in reversed(before) if at < recent]
        for person in [*own, *last, *earlier]:
            if self.genders.get(surname(person.person), actor.gender) == actor.gender:
                self.learn_gender(person, actor.gender)
                return [self.completed(person)]
        return []

    def _sentence_start(self, place: int) -> int:
        return max((row["char_start"] for row in self.article.sentences if row["char_start"] <= place), default=0)

    def owner(self, sentence: Sentence, words: str) -> Party | None:
        """Whose "her ministry" is: the first in the sentence who has a country."""
        for actor in sentence.actors():
            for party in map(self.completed, self.resolved(actor)):
                if party.country:
                    self.learn_gender(party, GENDER.get(words.split(maxsplit=1)[0].lower()))
                    return party
        return None

    def identified(self, party: Party) -> Party:
        """The side with the name that the article gives to who holds its office, and the office without the country."""
        office = re.sub(rf" of (?:the )?{re.escape(party.country or ' ')}$", "", party.office or "") or None
        if party.person:
            return replace(party, office=office)
        for _, person in self.named:
            same = not person.country or person.country == party.country
            if person.person and same and overlap(content_words(office), content_words(person.office)) >= 0.5:
                return replace(party, office=office, person=person.person, entity_id=person.entity_id)
        return replace(party, office=office)
