"""Contacts in languages whose clauses aren't read: persons of two countries beside words of contact in a sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from flows.enrich.contact_reading.article import Article, home
from flows.enrich.contact_reading.days import Days, days_near
from flows.enrich.contact_reading.drafts import Draft, is_contact
from flows.enrich.contact_reading.masks import Masked, masked
from flows.enrich.contact_reading.names import surname
from flows.enrich.contact_reading.parties import Party
from flows.enrich.contact_reading.tongues import Tongue

# How far behind the sentence that tells of a contact another one may add to it.
_NEAR = 3


def plain_contacts(article: Article, tongue: Tongue) -> Iterator[dict[str, Any]]:
    """The contacts that the article says took place, as rows of `contact_claims` without their numbers.

    A sentence that holds any word of what didn't happen tells of none.
    """
    if len({row["country"] for row in article.mentions if row["country"]}) < 2:
        return
    place = home(article)
    drafts: list[Draft] = []
    for row in article.sentences:
        sentence = _read(article, row)
        draft = _told(article, sentence, drafts, tongue, place)
        is_near = bool(drafts) and row["sentence_number"] - max(drafts[-1].sentences, default=0) <= _NEAR
        if draft is not None:
            _note(article, sentence, draft, tongue)
            draft.sentences.add(row["sentence_number"])
        elif is_near and _note(article, sentence, drafts[-1], tongue):
            drafts[-1].sentences.add(row["sentence_number"])
    yield from map(_row, drafts)


def _read(article: Article, row: Mapping[str, Any]) -> Masked:
    start, end = row["char_start"], row["char_end"]
    dates = [{**date, "kind": "date"} for date in _within(article.dates, start, end)]
    return masked(article.text, start, end, [*_within(article.mentions, start, end), *dates])


def _told(
    article: Article, sentence: Masked, drafts: list[Draft], tongue: Tongue, place: tuple[str, str | None] | None
) -> Draft | None:
    """The contact that the sentence tells of, a new one if need be."""
    told = tongue.told.search(sentence.text)
    if told is None or tongue.unreal.search(sentence.text):
        return None
    parties, medium = _parties(sentence, tongue, place), _medium(sentence, tongue)
    if not is_contact(parties, "meeting"):
        return None
    days = _days(article, sentence, told.start(), tongue)
    for draft in drafts:
        if draft.admits(medium, parties, days):
            draft.learn(medium, parties, days)
            return draft
    drafts.append(Draft(medium, parties, days))
    return drafts[-1]


def _within(rows: Sequence[Mapping[str, Any]], start: int, end: int) -> list[Mapping[str, Any]]:
    return [row for row in rows if start <= row["char_start"] and row["char_end"] <= end]


def _parties(sentence: Masked, tongue: Tongue, place: tuple[str, str | None] | None) -> list[Party]:
    """The persons of the sentence, each once; the only one in office without a country is of the dateline's."""
    found: dict[str, Party] = {}
    for at in sorted(sentence.things):
        row = sentence.things[at].get("holder") or sentence.things[at]
        if row["kind"] == "person" and not tongue.private.match(row["office"] or ""):
            party = Party(row["name"], row["office"], row["country"], row["country_code"], row["entity_id"])
            found.setdefault(surname(party.person), party)
    strangers = [name for name, party in found.items() if not party.country]
    if len(strangers) == 1 and place and found[strangers[0]].office:
        found[strangers[0]] = replace(found[strangers[0]], country=place[0], country_code=place[1])
    return [party for party in found.values() if party.country]


def _medium(sentence: Masked, tongue: Tongue) -> str:
    return next((medium for medium, words in tongue.media if words.search(sentence.text)), "meeting")


def _days(article: Article, sentence: Masked, cue: int, tongue: Tongue) -> Days | None:
    """The days beside the cue; those of a topic or of what it is the first since are others."""
    start, end = sentence.origin(0, len(sentence.text))
    others = [sentence.origin(*span) for span in _topics(sentence.text, tongue)]
    others += [sentence.origin(*match.span("since")) for match in tongue.since.finditer(sentence.text)]
    return days_near(article.text, _within(article.dates, start, end), start, end, sentence.spans[cue][0], others)


def _note(article: Article, sentence: Masked, draft: Draft, tongue: Tongue) -> bool:
    """Add to the contact what the sentence says of it; whether it says anything."""
    text, asked, since = sentence.text, tongue.asked.search(sentence.text), tongue.since.search(sentence.text)
    sources = [_group(match) for match in tongue.source.finditer(text)]
    words = _words(article, sentence, sources[0]) if sources else draft.source
    noted = False
    for start, end in _topics(text, tongue):
        draft.add_topic(_words(article, sentence, (start, end)), words, None)
        noted = True
    medium = next((words.search(text) for name, words in tongue.media if name == draft.medium), None)
    if draft.days is None and medium:
        draft.days = _days(article, sentence, medium.start(), tongue)
    if asked:
        draft.requested_by = draft.requested_by or next(iter(_countries(sentence, _group(asked))), None)
    elif tongue.called.search(text) and draft.parties and not draft.requested_by and not draft.sentences:
        draft.requested_by = draft.parties[0].country
    if since and not draft.since:
        span = since.span("since")
        inside = [thing for thing in sentence.inside(*span) if thing["kind"] == "date"]
        draft.since = (_words(article, sentence, span), inside[0]["date_from"] if inside else None)
    for source in sources:
        draft.confirmed_by += _confirming(sentence, source, draft, tongue)
    draft.source = draft.source or words
    return noted or bool(asked or since or sources)


def _topics(text: str, tongue: Tongue) -> Iterator[tuple[int, int]]:
    for match in tongue.topic.finditer(text):
        stop = tongue.end.search(text, match.end())
        words = text[match.end() : stop.start() if stop else len(text)].rstrip(" .,;")
        if len(words) > 2:
            yield match.end(), match.end() + len(words)


def _confirming(sentence: Masked, source: tuple[int, int], draft: Draft, tongue: Tongue) -> list[str]:
    """The countries whose officials the source is; the first side's of "his office"."""
    words, sides = sentence.text[slice(*source)], draft.countries()
    if tongue.both.search(words):
        found = sides
    else:
        found = _countries(sentence, source) or (_owner(sentence, source[0], draft) if tongue.own.match(words) else [])
    return [country for country in dict.fromkeys(found) if country not in draft.confirmed_by]


def _owner(sentence: Masked, place: int, draft: Draft) -> list[str]:
    """The country of the side that stands before "his office" first, else of the first side."""
    before = [thing["name"] for thing in sentence.inside(0, place) if thing["kind"] == "person"]
    sides = {surname(party.person): party.country for party in draft.parties if party.country}
    return [sides[surname(name)] for name in before if surname(name) in sides][:1] or draft.countries()[:1]


def _countries(sentence: Masked, span: tuple[int, int]) -> list[str]:
    return [thing["country"] for thing in sentence.inside(*span) if thing.get("country")]


def _group(match: re.Match[str]) -> tuple[int, int]:
    return next(match.span(name) for name, words in match.groupdict().items() if words is not None)


def _words(article: Article, sentence: Masked, span: tuple[int, int]) -> str:
    begin, stop = sentence.origin(*span)
    return " ".join(article.text[begin:stop].split())


def _row(draft: Draft) -> dict[str, Any]:
    days = draft.days
    resolved = days is not None and days.start is not None
    return {
        "is_certain": True,
        "sentence_numbers": sorted(draft.sentences),
        "medium": draft.medium,
        "occurred_from": days.start if days and resolved else None,
        "occurred_until": days.until if days and resolved else None,
        "occurred_text": days.text if days else None,
        "participants": [asdict(party) for party in draft.parties],
        "requested_by": draft.requested_by,
        "first_since": draft.since[0] if draft.since else None,
        "first_since_on": draft.since[1] if draft.since else None,
        "topics": draft.topics,
        "confirmed_by": draft.confirmed_by,
    }
