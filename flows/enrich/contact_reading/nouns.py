"""Nouns of contact: "held talks with", "the call between", "a letter was received by"."""

import re
from collections.abc import Iterator
from functools import cache

from flows.enrich.contact_reading.clauses import INVITATION, Event, clause_of, other_side, subject
from flows.enrich.contact_reading.cues import GROUP, Lexicon
from flows.enrich.contact_reading.facts import HAPPENED, is_denied, is_unreal_noun
from flows.enrich.contact_reading.masks import ACTOR, DATE, PLACE, Masked
from flows.enrich.contact_reading.parties import Actor

_A, _D = ACTOR, DATE
_HOLD = (
    r"(?:held|had|has had|have had|made|conducted|concluded|ended|completed|exchanged|sent|has sent|have sent|"
    r"handed|paid|"
    r"attended|chaired|has held|have held|delivered|addressed|dispatched|opened|began|"
    r"started|wrapped up|wound up|came away from|swapped|"
    r"joined|took part in|were in|was in|been in|used|"
    rf"(?:returned|came back|back)(?: home)?(?:,? on {_D}| {_D})? from)"
)
_WITH = re.compile(r"[^;:.]{0,60}?\b(?:with|to) ")
# "A thanked B for the boats" before "in a call".
_BOTH_BEFORE = re.compile(rf"(?P<one>{GROUP}) [a-z][^{_A},;:]{{1,80}} (?P<two>{GROUP})(?: [^{_A};:]{{0,60}})?$")
_STAYS = ("stay", "stopover")
_DEFINITE = re.compile(r"\b[Tt]he\b[^,;]{0,25}$")
# Words that no match of a form lacks; looking for them costs less than trying every noun.
_NEEDED = {
    "received": (" received by ",), "reached": (" from ",), "wherein": (" which ",), "between": ("between ",),
    "of": (f" of {_A}",), "list": (" part", "resent ", "ttending ", " table", "brought together ", "attended by "),
}  # fmt: skip


@cache
def noun_patterns(nouns: str) -> dict[str, re.Pattern[str]]:
    """How a noun of contact stands in a sentence, surest first; `one` and `two` are its sides, `one` the active one."""
    noun = rf"(?P<word>(?i:{nouns}))"
    no_verb = r"(?!(?:to|in|on|for|at|with|by|over|during|after|following|been|agreed|said|that|and)\b)"
    filler = rf"(?:(?:{no_verb}[a-z0-9\"'-]+|{_D}(?:'s)?) ){{0,5}}?"
    lead = rf"(?P<lead>{_HOLD}|[Aa]fter|[Ff]ollowing|[Dd]uring|for|[Ii]n|[Aa]t|over)"
    pointer = "[Tt]he|[Tt]his|[Tt]hat|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er|[Ii]n|[Aa]fter|[Dd]uring|[Ff]ollowing"
    one, two = rf"(?P<one>{GROUP})", rf"(?P<two>{GROUP})"
    forms = {
        "received": rf"\b{noun} [^;:.{_A}]{{0,60}}?(?:was|were) received by {two} from {one}",
        "reached": rf"\b{noun} from {one} (?:(?:has |had )?reached|(?:was )?(?:handed|delivered|sent) to) {two}",
        "got": rf"{two} (?:has |have |had )?(?:received|got|took) {filler}{noun} from {one}",
        "wherein": rf"\b{noun}\b[^;:.{_A}]{{0,50}}, (?:in|during) which {one}[^{_A};:]{{0,60}}{two}",
        "opening": rf"^In (?:an? |their ){filler}{noun}\b[^;:,{_A}]{{0,50}}, {one} [^{_A};:]{{1,40}} {two}",
        "list": r"\b(?P<word>(?:[Tt]aking part|[Pp]resent|[Aa]ttending|[Aa]t the table)"
        rf"(?: (?:in|at) [^;:.,{_A}]{{1,30}})?,? (?:were|was)|brought together|attended by) {one}",
        "between": rf"\b{noun},? (?:(?:[a-z]+|{_D}) ){{0,5}}?between {one}",
        "of": rf"\b{noun},? (?:(?:in|at|on) [{_D}{PLACE}{_A}] )*of {one}",
        "among": rf"^(?:In|During|At|Over) (?:an? |their |the ){filler}{noun}\b[^;:{_A}]{{0,60}}, {one} ",
        "held": rf"\b{lead} {filler}{noun}\b",
        "pointing": rf"(?<!\w)(?:{pointer}|{_D}(?:'s)?) {filler}{noun}\b",
        "it": r"^(?P<word>It) (?:also )?(?=took place|was held|happened|occurred|lasted|came)",
    }  # fmt: skip
    return {name: re.compile(form) for name, form in forms.items()}


def noun_events(sentence: Masked, words: Lexicon) -> Iterator[Event]:
    """The events that nouns of contact tell of, each noun read once."""
    taken: list[tuple[int, int]] = []
    for form, pattern in noun_patterns(words.nouns).items():
        if not any(needed in sentence.text for needed in _NEEDED.get(form, ("",))):
            continue
        for match in pattern.finditer(sentence.text):
            span = match.span("word")
            if any(span[0] < stop and begin < span[1] for begin, stop in taken):
                continue
            event = _noun_event(sentence, words, form, match)
            if event is not None:
                taken.append(span)
                yield event


def _noun_event(sentence: Masked, words: Lexicon, form: str, match: re.Match[str]) -> Event | None:
    text, (start, end) = sentence.text, match.span("word")
    low, high = clause_of(text, start, end)
    medium, _ = words.meaning.get(("noun", match["word"].lower()), ("other", ""))
    medium = words.medium(text[max(low, start - 30) : end + 40], medium)
    actors = tuple(actor for name in ("one", "two") for actor in _captured(sentence, match, name))
    if form == "held":
        actors = _around(sentence, match, low, high)
    before, after = text[low:start], text[end:] if form in ("between", "of", "pointing", "it") else ""
    if match["word"] == "exchange" and before.lower().endswith("in "):
        # "In exchange" for something.
        return None
    if form == "held" and not re.fullmatch(_HOLD, match["lead"].lower()):
        # Who agreed to something in a call was in that call.
        before = before.replace("agreed to", "agreed")
    if is_unreal_noun(before, after):
        denied = sum(len(actor.parties) for actor in actors) > 1 and is_denied(before)
        return Event(medium, (start, end), (low, high), actors, is_denied=True) if denied else None
    if form == "held" and not _joins(match, actors, medium):
        return None
    if form in ("among", "of") and sum(len(actor.parties) + 2 * (actor.kind == "group") for actor in actors) < 2:
        return None
    if form == "between" and not (_DEFINITE.search(before) or HAPPENED.search(text)):
        return None
    if form == "held" and match["lead"].lower() in ("after", "following"):
        low = match.start("lead")
    is_to = form == "held" and text.startswith(" to ", end)
    called = (form in ("wherein", "got") or is_to) and medium in ("phone", "video")
    return Event(
        medium, (start, end), (low, high), actors, actors[0] if called else None, not actors, is_list=form == "list"
    )


def _captured(sentence: Masked, match: re.Match[str], name: str) -> list[Actor]:
    return sentence.inside(*match.span(name)) if match.groupdict().get(name) else []


def _around(sentence: Masked, match: re.Match[str], low: int, high: int) -> tuple[Actor, ...]:
    """Who held it and with whom; of "After talks with Y, X ..." X is the first actor after the comma."""
    end = match.end("word")
    is_main = re.fullmatch(_HOLD, match["lead"].lower()) is not None
    agents = subject(sentence, low, match.start("lead"), is_main)
    others = other_side(sentence, end, high, "(?:with|to|between) " if match["word"] not in _STAYS else "in ")
    if agents and not others and match["word"] in ("visit", "trip", *_STAYS):
        host = INVITATION.search(sentence.text, end, high)
        others = tuple(sentence.inside(*host.span("group"))) if host else ()
    if not agents and others and match.start("lead") == low:
        main = re.compile(rf", (?P<group>{GROUP}) ").search(sentence.text, end, high)
        agents = tuple(sentence.inside(*main.span("group"))) if main else ()
    if not others and match["lead"].lower() in ("in", "during", "over", "at"):
        both = _BOTH_BEFORE.search(sentence.text, low, match.start("lead"))
        if both:
            return (*sentence.inside(*both.span("one")), *sentence.inside(*both.span("two")))
    return (*agents, *others)


def _joins(match: re.Match[str], actors: tuple[Actor, ...], medium: str) -> bool:
    """Whether a noun after "held", "after" or the like joins two sides; the other one may be who tells of it."""
    lead, after = match["lead"].lower(), match.string[match.end() :]
    several = len(actors) > 1 or any(len(actor.parties) > 1 or actor.kind == "group" for actor in actors)
    if re.fullmatch(_HOLD, lead) and medium != "letter":
        return several or (medium == "visit" and bool(actors))
    if lead == "in" and not re.match(r" an? ", match.string[match.end("lead") :]):
        return False
    if lead == "in" and medium == "letter":
        return len(actors) > 1
    if actors and _WITH.match(after):
        return len(actors) > 1 or lead in ("after", "following", "during")
    return several and lead not in ("for", "at", "over")
