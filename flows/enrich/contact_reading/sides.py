"""The sides of a contact as one sentence tells of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.enrich.contact_reading.accounts import Account
from flows.enrich.contact_reading.article import Sentence
from flows.enrich.contact_reading.clauses import Event
from flows.enrich.contact_reading.drafts import distinct
from flows.enrich.contact_reading.events import host_country
from flows.enrich.contact_reading.masks import ACTOR
from flows.enrich.contact_reading.names import surname
from flows.enrich.contact_reading.offices import is_plural, is_weak
from flows.enrich.contact_reading.parties import Actor, Party
from flows.enrich.contact_reading.people import People

_AFTER_SAYING = re.compile(rf" (?:after|during|following|before|when) [^,;{ACTOR}]*$")
_WHERE = re.compile(
    rf", where (?:{ACTOR},? and |[^,;{ACTOR}]{{1,30}} |{ACTOR} [^,;{ACTOR}]{{1,30}} )?(?P<host>{ACTOR})"
)
_OPENING = re.compile(r"(?:After|Following|During) (?:\w+ ){0,5}")


def speaking(sentence: Sentence, event: Event) -> Account | None:
    """The account that the event belongs to: somebody said it after the talks that this sentence tells of."""
    for account in sentence.accounts:
        between = sentence.body.text[account.cut[1] : event.span[0]]
        if account.cut[1] <= event.span[0] and _AFTER_SAYING.match(between):
            return account
        if account.cut[0] >= event.span[1] and _OPENING.fullmatch(sentence.body.text[: event.span[0]]):
            return account
    return None


def sides_of(sentence: Sentence, event: Event, people: People) -> list[Party]:
    """The sides that the event joins, each once."""
    actors = _with_speaker(sentence, event)
    parties = [people.completed(party) for actor in actors for party in people.resolved(actor)]
    loose = {actor.parties[0].person for actor in actors if actor.kind == "person" and not actor.is_local}
    parties = _with_shared_offices(actors, _of_two_countries(parties, loose))
    # "And their ministers" are nobody in particular.
    parties = distinct(p for p in parties if p.person or p.country or not is_plural(p.office or ""))
    return _with_host(
        _with_receiver(sentence, event, parties, people), host_country(sentence.body, event) or people.home
    )


def _with_speaker(sentence: Sentence, event: Event) -> Sequence[Actor]:
    """The actors of the event; of "..., X said after talks with Y" X is one, whoever stands further left."""
    account = speaking(sentence, event)
    if account is None:
        return event.actors
    source = [thing for thing in sentence.whole.inside(*account.source) if isinstance(thing, Actor)]
    cue = sentence.whole.origin(*event.span)[0]
    return [*source[:1], *(actor for actor in event.actors if actor.at > cue and actor not in source)]


def _of_two_countries(parties: list[Party], loose: set[str | None]) -> list[Party]:
    """The sides where two persons would be of one country: the last one whose own phrase doesn't say so has none."""
    named = [party for party in parties if party.person]
    if len(named) != 2 or named[0].country != named[1].country or surname(named[0].person) == surname(named[1].person):
        return parties
    wrong = next((party for party in reversed(named) if party.person in loose), None)
    return [replace(party, country=None, country_code=None) if party is wrong else party for party in parties]


def _with_shared_offices(actors: Sequence[Actor], parties: list[Party]) -> list[Party]:
    """The sides with the office of a list ("foreign ministers A and B"), or of whose counterpart one is."""
    listed = next((actor.office for actor in actors if actor.kind == "person" and actor.office), None)
    if listed:
        parties = [replace(party, office=party.office or listed) for party in parties]
    offices = [party.office for party in parties if not is_weak(party.office)]
    if offices and any(actor.is_counterpart for actor in actors):
        return [replace(party, office=offices[0] if is_weak(party.office) else party.office) for party in parties]
    return parties


def _with_receiver(sentence: Sentence, event: Event, parties: list[Party], people: People) -> list[Party]:
    """The sides where the state that was visited is who received there ("to Norland, where she and Ivara ...")."""
    bare = [party for party in parties if party.country and not party.person and not party.office]
    where = _WHERE.search(sentence.body.text, event.span[1], event.extent[1]) if len(bare) == 1 else None
    if event.medium != "visit" or where is None:
        return parties
    for actor in sentence.body.inside(*where.span("host")):
        met = people.completed(actor.parties[0]) if actor.kind == "person" else None
        if met and met.country in (None, bare[0].country):
            met = replace(met, country=bare[0].country, country_code=bare[0].country_code)
            people.remember([met])
            return [met if party is bare[0] else party for party in parties]
    return parties


def _with_host(parties: list[Party], host: tuple[str, str | None] | None) -> list[Party]:
    """The sides where the only one without a country, in office, is at home: where the meeting or the article was."""
    unknown = [place for place, party in enumerate(parties) if not party.country]
    if len(unknown) != 1 or len(parties) < 2 or is_weak(parties[unknown[0]].office):
        return parties
    if host is None or host[0] in {party.country for party in parties}:
        return parties
    at_home = replace(parties[unknown[0]], country=host[0], country_code=host[1])
    return [at_home if place == unknown[0] else party for place, party in enumerate(parties)]
