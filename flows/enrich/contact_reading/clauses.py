"""Clauses of masked sentences: where they begin and end, who acts in them, and on whom."""

import re
from dataclasses import dataclass

from flows.enrich.contact_reading.cues import GROUP
from flows.enrich.contact_reading.masks import ACTOR, DATE, PLACE, Masked
from flows.enrich.contact_reading.parties import Actor

_A, _D, _L = ACTOR, DATE, PLACE
_BREAK = re.compile(rf"[;:]|,? \b(?:while|whereas|but)\b|(?<!{_A}), and (?=[^\s,]+ (?:\w+ )?(?:was|were|had)\b)")
_NEW_THOUGHT = re.compile(
    r"\b(?:about|that|after|before|since|amid|because|where|who|which|whose|while|when|asking|saying|if|whether|during|"
    r"following|despite|against|as)\b"
    rf"|\b(?:on|over) (?!\W*(?:the (?:phone|telephone|sidelines|weekend)|{_D}))"
)
_GOVERNED = re.compile(r"\b(?:of|in|from|by|for|with|between|than|at|against|on|to|about) (?:the )?$")
INVITATION = re.compile(rf"\b(?:invitation of|talks with|guests? of|hosted by|received by|to meet) (?P<group>{GROUP})")
DIRECT = "(?:with |up )?(?:both )?"
_DIRECT_GAP = re.compile(
    rf"[ ,]*(?:{_D},? |(?:on|in|at) [{_D}{_L}],? |for talks |(?:briefly|separately|secretly|privately|again) |"
    r"[A-Z]\w+ (?:and )?)*(?:with )?"
)


@dataclass(frozen=True)
class Event:
    """Words that tell of a contact, with the actors that they join.

    `is_anaphor`: the words point to a contact that was told of before ("the call"). `is_list`: they say who took part
    in it. `caller` is the actor who placed the call. `span` is that of the cue and `extent` that of its clause, both in
    the masked sentence.
    """

    medium: str
    span: tuple[int, int]
    extent: tuple[int, int]
    actors: tuple[Actor, ...] = ()
    caller: Actor | None = None
    is_anaphor: bool = False
    is_denied: bool = False
    is_list: bool = False


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence between the breaks around the span."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    low = max((stop for _, stop in breaks if stop <= start), default=0)
    high = min((begin for begin, _ in breaks if begin >= end), default=len(text))
    return low, high


def subject(sentence: Masked, low: int, cue: int, is_main: bool = True) -> tuple[Actor, ...]:
    """The actors who did it: the last group from `low` to the cue that no preposition governs and that owns nothing.

    Unless the cue `is_main`, the state that somebody left or entered before it isn't who did it.
    """
    found = []
    for match in re.finditer(GROUP, sentence.text[low:cue]):
        start, end = low + match.start(), low + match.end()
        if not _GOVERNED.search(sentence.text[low:start]) and not re.match(r"'s? ", sentence.text[end:cue]):
            found.append(tuple(sentence.inside(start, end)))
    if not is_main and len(found) > 1 and all(actor.kind == "state" for actor in found[-1]):
        found.pop()
    return found[-1] if found else ()


def other_side(sentence: Masked, start: int, end: int, joint: str) -> tuple[Actor, ...]:
    """The actors on the other side: the first group after `joint`, unless a new thought begins before it."""
    match = re.match(rf"(?P<gap>[^{_A};:]{{0,110}}?)(?<=[ ,]){joint}(?P<group>{GROUP})", sentence.text[start:end])
    if not match or _NEW_THOUGHT.search(match["gap"]):
        return ()
    if joint == DIRECT and not _DIRECT_GAP.fullmatch(match["gap"]):
        return ()
    return tuple(sentence.inside(start + match.start("group"), start + match.end("group")))
