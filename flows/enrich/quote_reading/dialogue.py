"""Speech that a dash opens, as Russian, French and Spanish print it: `— Он пришёл, — сказала мать.`"""

import re
from collections.abc import Sequence

from flows.enrich.quote_reading.quotation_marks import Quoted
from flows.enrich.quote_reading.verbs import Cue

LANGUAGES = frozenset(("ru", "fr", "es"))
# At the head of a paragraph, or of a sentence where the lines were joined.
_OPENING = re.compile(r"(?:(?<=\n)|(?<=[.!?…] )|\A)[—–]\s?(?=[A-ZÀ-ÝА-ЯЁ¡¿«])")
# Leads over to who speaks.
_LEADING_OVER = re.compile(r"(?:[,.!?…]+\s?|\s)(?P<dash>[—–])\s?(?=[a-zà-ÿа-яё])")
_GOING_ON = re.compile(r"[.,]\s?(?P<dash>[—–])\s?(?=[^\W_¡¿]|[¡¿«])")
# "..., confie-t-il", "..., raconte le commissaire"
_PRONOUN_BEHIND = re.compile(r"[,?!…]\s([a-zà-ÿ’'-]+-(?:il|elle|ils|elles))\b")
_INVERTED = re.compile(r"\s(?:[A-ZÀ-Ý]|l[ea]s?\s|l['’]|une?\s|s(?:on|a)\s)")
_MOST_LETTERS_TO_CUE = 60


def dialogues(text: str, cues: Sequence[Cue], marked: Sequence[Quoted]) -> list[Quoted]:
    """What dashes open and verbs of saying attribute, in order, outside of what stands in quotation marks."""
    if "—" not in text and "–" not in text:
        return []
    found: list[Quoted] = []
    for match in _OPENING.finditer(text):
        place = match.start()
        if any(span.outer_start < place < span.outer_end for span in marked) or (found and place < found[-1].outer_end):
            continue
        stop = text.find("\n", place)
        found += _spoken(text, match, stop if stop >= 0 else len(text), cues)
    return found


def _spoken(text: str, opening: re.Match[str], stop: int, cues: Sequence[Cue]) -> list[Quoted]:
    """The words that one dash opens, in one part or, where their speaker interrupts them, two."""
    led = _led_over(text, opening.end(), stop, cues)
    if led is None:
        return []
    end, outer_end, cue = led
    spans = [Quoted(opening.end(), end, opening.start(), outer_end, True)]
    if further := _GOING_ON.search(text, cue.end, stop):
        spans.append(Quoted(further.end(), stop, further.start("dash"), stop, True))
    return spans


def _led_over(text: str, start: int, stop: int, cues: Sequence[Cue]) -> tuple[int, int, Cue] | None:
    """Where the words end, without and with the mark behind them, and the verb that says whose they are."""
    inside = [cue for cue in cues if start < cue.start < stop]
    for match in _LEADING_OVER.finditer(text, start, stop):
        near = [cue for cue in inside if 0 <= cue.start - match.end() < _MOST_LETTERS_TO_CUE]
        if near:
            is_kept = text[match.start()] in ".!?…"
            dash = match.start("dash")
            end = len(text[: dash if is_kept else match.start()].rstrip())
            return end, dash if text[match.start()].isspace() or is_kept else match.start(), near[0]
    if pronoun := _PRONOUN_BEHIND.search(text, start, stop):
        inside = [*inside, Cue(*pronoun.span(1), pronoun[1], "statement")]
    for cue in inside:
        before = len(text[: cue.start].rstrip())
        is_inverted = (cue is inside[-1] and pronoun is not None) or _INVERTED.match(text, cue.end)
        if text[before - 1] in ",?!…" and is_inverted:
            end = before - (text[before - 1] == ",")
            return end, end, cue
    return None
