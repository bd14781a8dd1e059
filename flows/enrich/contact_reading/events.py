"""Which words of a sentence say that somebody was in touch with somebody."""

import re
from collections.abc import Iterator

from flows.enrich.contact_reading.clauses import DIRECT, INVITATION, Event, clause_of, other_side, subject
from flows.enrich.contact_reading.cues import GROUP, Lexicon
from flows.enrich.contact_reading.facts import is_unreal_verb
from flows.enrich.contact_reading.masks import ACTOR, COUNTRY, DATE, PLACE, Masked
from flows.enrich.contact_reading.nouns import noun_events
from flows.enrich.contact_reading.parties import Actor, Party

_A = ACTOR
_PASSIVE = re.compile(r"\b(?:was|were|been|being) (?:\w+ly )?(?:also )?$")
_NO_CALL = re.compile(rf" (?:for|off|on (?!{DATE}))\b| {GROUP} (?:an? (?!day|week|month|few|second|third)|\")")
_ALSO_WITH = re.compile(rf"\band,? (?:(?:later|then|also) |[^,;{_A}]{{1,30}}, )?(?:with|to) (?P<group>{GROUP})")
_SIDE = rf"(?P<side>[{_A}{COUNTRY}])"
_DELEGATION = (
    re.compile(rf"{_SIDE} (?:(?:was|were) )?(?:led |headed |represented )?by (?:[A-Z]\w+ )?(?P<head>{_A})"),
    re.compile(rf"(?P<head>{_A}) (?:led|headed|represented|spoke for) (?:the )?{_SIDE}"),
)
_PLACE = re.compile(rf"\b(?:in|to|at) (?:the )?(?P<place>[{PLACE}{COUNTRY}])")
_GOES_SOMEWHERE = ("visited", "visiting", "paid")


def events(sentence: Masked, words: Lexicon) -> list[Event]:
    """What the sentence tells of contacts that happened, or are denied, in the order of the text."""
    found = [*_verb_events(sentence, words), *noun_events(sentence, words)]
    return sorted(found, key=lambda event: (event.span, event.medium))


def delegations(sentence: Masked) -> Iterator[tuple[Party, Actor]]:
    """A side and who led it: "the Norlandic side was led by ..."."""
    for match in (match for form in _DELEGATION for match in form.finditer(sentence.text)):
        side, head = sentence.things[match.start("side")], sentence.things[match.start("head")]
        country = (
            side.parties[0] if isinstance(side, Actor) else Party(None, None, side["country"], side["country_code"])
        )
        if head.kind == "person" and country.country and not country.person and not country.office:
            yield country, head


def host_country(sentence: Masked, event: Event) -> tuple[str, str | None] | None:
    """The country of the place where a meeting was, and its code."""
    if event.medium not in ("meeting", "visit"):
        return None
    for match in _PLACE.finditer(sentence.text):
        thing = sentence.things[match.start("place")]
        if isinstance(thing, dict) and thing.get("country"):
            return thing["country"], thing.get("country_code")
    return None


def _verb_events(sentence: Masked, words: Lexicon) -> Iterator[Event]:
    for kind, pattern in (("past", words.verbs), ("gerund", words.gerunds)):
        for match in pattern.finditer(sentence.text):
            low, high = clause_of(sentence.text, *match.span("word"))
            if not is_unreal_verb(sentence.text[low : match.start()]):
                yield from _verb_event(sentence, words, kind, match, low, high)


def _verb_event(
    sentence: Masked, words: Lexicon, kind: str, match: re.Match[str], low: int, high: int
) -> Iterator[Event]:
    """The event of one verb; two where the same clause goes on "and with ..."."""
    text, word, (start, end) = sentence.text, match["word"], match.span("word")
    medium, direction = words.meaning[kind, word]
    medium = words.medium(_own_words(text, words, low, high, start, end), medium)
    passive = _PASSIVE.search(text[low:start]) is not None
    if (passive and direction == "mutual" and word != "met") or (direction == "out" and _NO_CALL.match(text[end:])):
        return
    agents = subject(sentence, low, match.start())
    target = other_side(sentence, end, high, _joint(word, direction, passive))
    if medium == "visit" and direction == "out" and not target:
        invitation = INVITATION.search(text, end, high)
        target = tuple(sentence.inside(*invitation.span("group"))) if invitation else ()
    actors = (*agents, *target)
    if direction != "mutual" and not target and word not in _GOES_SOMEWHERE:
        return
    # States meet on the pitch as well; people and letters don't.
    if actors and not (medium in ("meeting", "visit") and all(actor.kind == "state" for actor in actors)):
        callers = target if passive else agents
        called = direction == "out" and medium in ("phone", "video") and len(callers) == 1
        yield Event(medium, (start, end), (low, high), actors, callers[0] if called else None)
    if target and direction == "mutual":
        for others in _ALSO_WITH.finditer(text, end, high):
            more = sentence.inside(*others.span("group"))
            yield Event(medium, (others.start(), others.start() + 3), (others.start(), high), (*agents, *more))


def _own_words(text: str, words: Lexicon, low: int, high: int, start: int, end: int) -> str:
    """The clause around a verb, without what belongs to another verb of contact in it."""
    left = max((other.end() for other in words.verbs.finditer(text, low, start)), default=low)
    right = min((other.start() for other in words.verbs.finditer(text, end, high)), default=high)
    return text[left:right]


def _joint(word: str, direction: str, passive: bool) -> str:
    """What may stand between the cue and the other side, as a pattern."""
    if passive:
        return "(?:by|from) "
    if direction == "mutual" and word not in ("met", "met with", "meeting"):
        return "(?:with|to) (?:both )?"
    return "to " if word in ("wrote", "written") else DIRECT
