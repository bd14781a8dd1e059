"""What a sentence says of a contact beside that it happened: topics, who asked for it, who confirms it."""

import re
from collections.abc import Sequence

from flows.enrich.contact_reading.article import Sentence
from flows.enrich.contact_reading.clauses import Event
from flows.enrich.contact_reading.cues import GROUP
from flows.enrich.contact_reading.drafts import Draft
from flows.enrich.contact_reading.names import surname
from flows.enrich.contact_reading.offices import is_weak
from flows.enrich.contact_reading.parties import Actor, Party
from flows.enrich.contact_reading.people import People
from flows.enrich.contact_reading.requests import first_since, requests
from flows.enrich.contact_reading.sources import EVERYBODY, Source
from flows.enrich.contact_reading.subjects import Subject, subjects


def note(
    sentence: Sentence,
    draft: Draft,
    event: Event | None,
    told: Sequence[Source],
    people: People,
    rivals: Sequence[tuple[int, int]] = (),
) -> None:
    """Add to the contact what the sentence says of it; a sentence that says nothing of it changes nothing.

    `rivals` are the cues of other contacts in it.
    """
    sides = {*draft.countries(), EVERYBODY}
    of_both = any(isinstance(thing, Actor) and thing.kind == "group" for thing in sentence.body.things.values())
    confirmed = any((source.confirms or of_both) and sides.intersection(source.countries) for source in told)
    found = [
        _note_requests(sentence, draft, told, people),
        _note_since(sentence, draft),
        _note_topics(sentence, draft, event, told, people, rivals),
    ]
    if event is None and not confirmed and not any(found):
        return
    draft.sentences.add(sentence.number)
    if told and any(source.is_one_side for source in told):
        draft.source = draft.source or told[-1].words
    for source in told:
        draft.confirmed_by += [country for country in source.countries if country not in draft.confirmed_by]


def _note_requests(sentence: Sentence, draft: Draft, told: Sequence[Source], people: People) -> bool:
    spans = list(requests(sentence.body))
    for span in spans:
        draft.requested_by = draft.requested_by or _country_at(sentence, span, told, people)
    return bool(spans)


def _country_at(sentence: Sentence, span: tuple[int, int], told: Sequence[Source], people: People) -> str | None:
    """The country of who stands there; of "its own" that of the sentence's account."""
    for thing in sentence.body.inside(*span):
        if isinstance(thing, Actor):
            return next((party.country for party in people.resolved(thing) if party.country), None)
        if thing.get("country"):
            return str(thing["country"])
    return told[-1].countries[0] if told and told[-1].is_one_side else None


def _note_since(sentence: Sentence, draft: Draft) -> bool:
    since = first_since(sentence.body)
    if since is None or draft.since:
        return False
    begin, stop = sentence.whole.origin(*since)
    inside = [row["date_from"] for row in sentence.dates if begin <= row["char_start"] < stop]
    draft.since = (sentence.words(*since), next(iter(inside), None))
    return True


def _note_topics(
    sentence: Sentence,
    draft: Draft,
    event: Event | None,
    told: Sequence[Source],
    people: People,
    rivals: Sequence[tuple[int, int]],
) -> bool:
    noted = False
    for subject in subjects(sentence.body, event.span[1] if event else None, sentence.quoted):
        if event and _is_of_another(sentence, subject, event, rivals):
            continue
        raiser = _raiser(sentence, subject, draft, people)
        _name_sides(sentence, subject, draft, people)
        if (subject.raised_by is not None and raiser is None) or not _is_theirs(sentence, subject, draft, people):
            continue
        noted = True
        draft.add_topic(sentence.words(*subject.span), told[-1].attribution if told else draft.source, raiser)
    return noted


def _is_of_another(sentence: Sentence, subject: Subject, event: Event, rivals: Sequence[tuple[int, int]]) -> bool:
    """Whether the words of another contact stand between this one's and the topic."""
    return any(event.span[1] <= start and end <= subject.span[0] for start, end in rivals)


def name_sides(draft: Draft, later: Sequence[Sentence], people: People) -> None:
    """Give sides that are an office alone the names of those who then talk, when there are as many of them."""
    nameless = [draft.parties[place] for place in draft.unnamed()]
    if not nameless or not all(side.office and side.country for side in nameless):
        return
    strangers: dict[str, Actor] = {}
    for sentence in later:
        for group in re.finditer(GROUP, sentence.body.text):
            actors = [thing for thing in sentence.body.inside(*group.span()) if isinstance(thing, Actor)]
            if len(actors) == len(nameless) > 1 and all(_is_named_side(actor, nameless) for actor in actors):
                _fill(draft, actors, people)
                return
        for subject in subjects(sentence.body, None, sentence.quoted):
            for place in (subject.raised_by, *subject.told):
                actor = sentence.body.things.get(place) if place is not None else None
                if isinstance(actor, Actor) and _is_stranger(actor, people):
                    strangers.setdefault(surname(actor.parties[0].person), actor)
    if len(strangers) == len(nameless):
        _fill(draft, list(strangers.values()), people)


def _is_named_side(actor: Actor, sides: Sequence[Party]) -> bool:
    return actor.kind == "person" and any(side.country == actor.parties[0].country for side in sides)


def _is_stranger(actor: Actor, people: People) -> bool:
    """Whether this is a person of whom neither an office nor a country is known."""
    party = people.completed(actor.parties[0]) if actor.kind == "person" else None
    return party is not None and not party.country and is_weak(party.office)


def _raiser(sentence: Sentence, subject: Subject, draft: Draft, people: People) -> str | None:
    """The name of the side that brought a topic up; None when no side of the contact did.

    Who tells something and who is told are the two sides, so that their names fill them.
    """
    place = subject.raised_by
    actor = sentence.body.things.get(place) if place is not None else None
    if place is None or not isinstance(actor, Actor) or actor.kind == "group":
        return None
    for party in people.resolved(actor):
        side = draft.place_of(people.completed(party))
        if side is not None:
            told = (sentence.body.things[at] for at in subject.told)
            _fill(draft, [each for each in (actor, *told) if isinstance(each, Actor) and each.kind == "person"], people)
            return draft.parties[side].person or party.person or sentence.words(place, place + 1)
    return None


def _name_sides(sentence: Sentence, subject: Subject, draft: Draft, people: People) -> None:
    """Give the sides the names of those who discussed it ("A and B reviewed ...")."""
    if subject.by is None or not draft.unnamed():
        return
    for match in re.finditer(GROUP, sentence.body.text[: subject.by + 1]):
        actors = [thing for thing in sentence.body.inside(*match.span()) if isinstance(thing, Actor)]
        if match.end() == subject.by + 1 and len(actors) > 1 and all(actor.kind == "person" for actor in actors):
            _fill(draft, actors, people)


def _fill(draft: Draft, actors: Sequence[Actor], people: People) -> None:
    parties: list[Party] = [people.completed(party) for actor in actors for party in actor.parties]
    if draft.admits(draft.medium, parties, None):
        draft.learn(draft.medium, parties, None)


def _is_theirs(sentence: Sentence, subject: Subject, draft: Draft, people: People) -> bool:
    """Whether those who stand before the words can be the contact's sides."""
    actor = sentence.body.things.get(subject.by) if subject.by is not None else None
    if not isinstance(actor, Actor) or actor.kind in ("group", "single") or _is_place(sentence, subject):
        return True
    return any(draft.place_of(people.completed(party)) is not None for party in actor.parties)


def _is_place(sentence: Sentence, subject: Subject) -> bool:
    """Whether who stands before the words is only where it happened."""
    return re.search(r"\b(?:in|at|to|from) (?:the )?$", sentence.body.text[: subject.by]) is not None
