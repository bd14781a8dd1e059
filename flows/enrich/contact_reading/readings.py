"""Reading an article for contacts: sentence by sentence, events first, then what is said of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import Any

from flows.enrich.contact_reading.article import Article, Sentence, read_sentence
from flows.enrich.contact_reading.clauses import Event
from flows.enrich.contact_reading.cues import Lexicon
from flows.enrich.contact_reading.days import Days, days_near, lasting
from flows.enrich.contact_reading.drafts import Draft, distinct, is_contact
from flows.enrich.contact_reading.events import delegations, events
from flows.enrich.contact_reading.names import surname
from flows.enrich.contact_reading.notes import name_sides, note
from flows.enrich.contact_reading.offices import singular
from flows.enrich.contact_reading.parties import Party
from flows.enrich.contact_reading.people import People
from flows.enrich.contact_reading.requests import first_since, requests
from flows.enrich.contact_reading.sides import sides_of, speaking
from flows.enrich.contact_reading.sources import Sources
from flows.enrich.contact_reading.subjects import subjects

# How far behind the last sentence about a contact another one may stand that goes on without naming it.
NEAR = 3
_WORD = re.compile(r"\w+")


def contacts_of(article: Article, words: Lexicon) -> list[dict[str, Any]]:
    """The contacts that the article says took place, as rows of `contact_claims` without their numbers."""
    told = _told(article, words)
    if not any(not event.is_anaphor and not event.is_denied for _, events in told.values() for event in events):
        return []
    people = People(article)
    reader = Reader(article, words, people, Sources(people))
    read = [told.get(row["sentence_number"]) or _read(article, row, words) for row in article.sentences]
    for place, (sentence, found) in enumerate(read, 1):
        reader.read(sentence, found, [later for later, _ in read[place : place + NEAR]])
    return list(reader.rows())


def _told(article: Article, words: Lexicon) -> dict[int, tuple[Sentence, Sequence[Event]]]:
    """The sentences with words of contact and their events, by their numbers; none where nobody is near."""
    named = [row["char_start"] for row in article.mentions if row["country"] or row["kind"] == "person"]
    if not named:
        return {}
    rows = [
        row
        for row in article.sentences
        if not words.signs.isdisjoint(_WORD.findall(article.text[row["char_start"] : row["char_end"]].lower()))
    ]
    near = {row["sentence_number"] + step for row in rows for step in (-1, 0, 1)}
    beside = [(row["char_start"], row["char_end"]) for row in article.sentences if row["sentence_number"] in near]
    if not any(start <= place < end for start, end in beside for place in named):
        return {}
    return {row["sentence_number"]: _read(article, row, words) for row in rows}


def _read(article: Article, row: Mapping[str, Any], words: Lexicon) -> tuple[Sentence, Sequence[Event]]:
    sentence = read_sentence(article, row)
    return sentence, events(sentence.body.blanked(sentence.quoted), words)


@dataclass
class Reader:
    """What has been read of an article so far."""

    article: Article
    words: Lexicon
    people: People
    sources: Sources
    drafts: list[Draft] = field(default_factory=list)
    denied: list[set[str]] = field(default_factory=list)
    arrival: tuple[int, list[Party], Days | None] = (0, [], None)
    nobody: tuple[Sentence, Event, Days | None] | None = None

    def read(self, sentence: Sentence, found: Sequence[Event], later: Sequence[Sentence]) -> None:
        """Find the contacts that the sentence tells of by its events, and note what it says of them.

        The sentences `later` may name its sides.
        """
        self.people.note(sentence)
        touched: list[tuple[Draft, Event | None]] = []
        for event in found:
            parties = sides_of(sentence, event, self.people)
            for sides in _each_apart(parties) if _APART.search(sentence.body.text) else [parties]:
                draft = self._draft_for(sentence, event, sides)
                if draft is not None:
                    name_sides(draft, later, self.people)
                    touched.append((draft, event))
        touched += [(draft, None) for draft in self._led(sentence)]
        if not touched and self.drafts and self._goes_on(sentence):
            touched.append((self.drafts[-1], None))
        told = self.sources.of(sentence)
        for draft, told_by in touched:
            # What follows "and with" goes on telling of what stands before it.
            others = [event for other, event in touched if event and other is not draft and event is not told_by]
            rivals = [event.span for event in others if event.extent[0] < event.span[0]]
            note(sentence, draft, told_by, told, self.people, rivals)

    def _draft_for(self, sentence: Sentence, event: Event, parties: list[Party]) -> Draft | None:
        """The contact that the event belongs to, a new one if need be."""
        if any(self.words.private.search(party.office or "") for party in parties):
            return None
        if event.is_denied:
            self.denied.append({party.country for party in parties if party.country})
            return None
        extent = sentence.words(max(event.extent[0], event.span[0] - 60), event.span[1])
        days = lasting(self._days(sentence, event), extent)
        known = [draft for draft in self.drafts if draft.admits(event.medium, parties, days)]
        if known and (parties or event.is_anaphor):
            draft = known[-1]
            draft.learn(event.medium, parties, days)
        elif event.is_list:
            return self._attended(sentence, event, parties)
        elif not event.is_anaphor and (is_contact(parties, event.medium) or _are_two_people(parties)):
            draft = Draft(event.medium, parties, days or self._day_of_arrival(sentence, event.medium, parties))
            self._keep(draft)
        else:
            if event.medium == "visit" and days is not None:
                self.arrival = (sentence.number, parties, days)
            if not event.is_anaphor and not parties:
                self.nobody = (sentence, event, days)
            return None
        if event.caller is not None and draft.caller is None:
            draft.caller = next(iter(self.people.resolved(event.caller)), None)
        return draft

    def _attended(self, sentence: Sentence, listed: Event, parties: list[Party]) -> Draft | None:
        """The contact of these sides, when the sentence before told of one without saying whose."""
        if self.nobody is None or not is_contact(parties, listed.medium):
            return None
        before, event, days = self.nobody
        if sentence.number != before.number + 1:
            return None
        office = next((singular(actor.office) for actor in event.actors if actor.office), None)
        draft = Draft(event.medium, [replace(party, office=party.office or office) for party in parties], days)
        self._keep(draft)
        note(before, draft, event, self.sources.of(before), self.people)
        return draft

    def _keep(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.people.remember(draft.parties)
        self.people.theirs = draft.parties

    def _day_of_arrival(self, sentence: Sentence, medium: str, parties: list[Party]) -> Days | None:
        """When the visit was that one of the sides was said to make in the sentence before."""
        number, visitors, days = self.arrival
        names = {surname(party.person) for party in parties if party.person}
        came = sentence.number == number + 1 and any(surname(party.person) in names for party in visitors)
        return days if came and medium in ("visit", "meeting") else None

    def _days(self, sentence: Sentence, event: Event) -> Days | None:
        """When it happened: the day in its own clause, else in the sentence, but not when somebody spoke of it."""
        whole = sentence.whole
        cue = whole.origin(*event.span)[0]
        own = speaking(sentence, event)
        if own is not None:
            said = [{**row, "date_basis": "text"} for row in sentence.dates]
            if days := days_near(self.article.text, said, *whole.origin(*own.cut), cue, ()):
                return days
        since = first_since(sentence.body)
        left_out = [whole.origin(*account.cut) for account in sentence.accounts if account is not own]
        left_out += [whole.origin(*since)] if since else []
        for extent in (event.extent, (0, len(whole.text))):
            if days := days_near(self.article.text, sentence.dates, *whole.origin(*extent), cue, left_out):
                return days
        return None

    def _led(self, sentence: Sentence) -> Iterable[Draft]:
        """The last contact, when the sentence says who led a side at it."""
        for side, head in delegations(sentence.body):
            for draft in self.drafts[-1:]:
                leader = replace(head.parties[0], country=side.country, country_code=side.country_code)
                draft.learn(draft.medium, distinct([leader]), None)
                yield draft

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a sentence without an event of its own still speaks of the last contact."""
        draft = self.drafts[-1]
        if not draft.sentences or sentence.number - max(draft.sentences) > NEAR:
            return False
        sides = any(
            actor.kind in ("group", "single") or any(draft.place_of(party) is not None for party in actor.parties)
            for actor in sentence.actors()
        )
        going_on = chain(subjects(sentence.body, None), requests(sentence.body))
        return sides or next(going_on, None) is not None or first_since(sentence.body) is not None

    def rows(self) -> Iterable[dict[str, Any]]:
        """The contacts in the order in which the article tells of them, without those that it denies."""
        for draft in self.drafts:
            draft.settle(self.people.completed)
            if not _is_of_an_age(draft.days) and not any(
                countries and countries >= set(draft.countries()) for countries in self.denied
            ):
                yield self._row(draft)

    def _row(self, draft: Draft) -> dict[str, Any]:
        days = draft.days
        resolved = days is not None and days.start is not None
        return {
            "is_certain": is_contact(draft.parties, draft.medium),
            "sentence_numbers": sorted(draft.sentences),
            "medium": self._medium(draft),
            "occurred_from": days.start if days and resolved else None,
            "occurred_until": days.until if days and resolved else None,
            "occurred_text": days.text if days else None,
            "participants": [asdict(self.people.identified(party)) for party in draft.parties],
            "requested_by": draft.requested_by,
            "first_since": draft.since[0] if draft.since else None,
            "first_since_on": draft.since[1] if draft.since else None,
            "topics": draft.topics,
            "confirmed_by": draft.confirmed_by,
        }

    def _medium(self, draft: Draft) -> str:
        """The medium; where no event names it, the one that the sentences about it or the headline name."""
        if draft.medium != "other":
            return draft.medium
        rows = (row for row in self.article.sentences if row["sentence_number"] in draft.sentences)
        told = [self.article.text[row["char_start"] : row["char_end"]] for row in rows]
        return self.words.named_medium(" ".join([*told, self.article.title])) or draft.medium


def _is_of_an_age(days: Days | None) -> bool:
    """Whether it is told of years ("in the 1920s"): no contact in particular."""
    return bool(days and days.start and days.until and (days.until - days.start).days > 366)


_APART = re.compile(r"\b(?:separate|separately|one after the other|each of|in turn)\b")


def _each_apart(parties: list[Party]) -> list[list[Party]]:
    """The first side with each of the others: they were in touch one by one."""
    return [[parties[0], other] for other in parties[1:]] if len(parties) > 2 else [parties]


def _are_two_people(parties: list[Party]) -> bool:
    """Whether these are two named persons of whom this article doesn't tell enough: its story may."""
    return len({surname(party.person) for party in parties if party.person}) == len(parties) == 2
