"""Speech that a dash opens, as Russian, French and Spanish print it: `— Он пришёл, — сказала мать.`"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.enrich.quote_reading.quotation_marks import Quoted
from flows.enrich.quote_reading.verbs import Cue

LANGUAGES = frozenset(("ru", "fr", "es"))
# At the head of a paragraph, or of a sentence where the lines were joined.
_OPENING = re.compile(r"(?:(?<=\n)|(?<=[.!?…] )|\A)[—–]\s?(?=[A-ZÀ-ÝА-ЯЁ¡¿«])")
# Leads over to who speaks.
_LEADING_OVER = re.compile(r"(?:[,.!?…]+\s?|\s)(?P<dash>[—–])\s?(?=[a-zà-ÿа-яё])")
_GOING_ON = re.compile(r"(?:[.,]\s?(?P<dash>[—–])|(?P<closing>[—–])[.,]?)\s?(?=[^\W_¡¿]|[¡¿«])")
# "..., confie-t-il", "..., raconte le commissaire"
_PRONOUN_BEHIND = re.compile(r"[,?!…]\s([a-zà-ÿ’'-]+-(?:il|elle|ils|elles))\b")
_INVERTED = re.compile(r"\s(?:[A-ZÀ-Ý]|l[ea]s?\s|l['’]|une?\s|s(?:on|a)\s)")
_SENTENCE_END = re.compile(r"[.!?…] (?=[A-ZÀ-ÝА-ЯЁ])")
# What interrupts a quotation without leaving its marks: `«Мы ждали, — сказала Вера. — Никто не пришёл»`,
# `« On a perdu, a reconnu Paul Vidal, mais de peu. »`
_INSIDE = {"ru": re.compile(r"(?:(?<=[!?…])|,)\s[—–]\s"), "fr": re.compile(r",\s(?:(?:a|ont|avait|avaient)\s)?")}
INTERRUPTING_LANGUAGES = frozenset(_INSIDE)
_INVERTED_INSIDE = re.compile(r"\s(?:[А-ЯЁа-яё]+|(?:(?:l[ea]s?|une?|s(?:on|a)|leur)\s|l['’])?[\w'’-]+)")
_ON_INSIDE = {"ru": re.compile(r"[.,]\s[—–]\s"), "fr": re.compile(r",\s")}
# "..., a lancé la ministre"
_AUXILIARY = re.compile(r"\s*(?:\s(?:a|ont|avait|avaient|ha|han))?\s*\Z")
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
        dash = further.start("dash") if further["dash"] else further.start("closing")
        # Spanish closes what interrupts with a dash of its own, and may go on to tell behind the next sentence.
        sentence = _SENTENCE_END.search(text, further.end(), stop) if further["closing"] else None
        end = sentence.start() + 1 if sentence else stop
        spans.append(Quoted(further.end(), end, dash, end, True))
    return spans


def interrupted(text: str, language: str, span: Quoted, cues: Sequence[Cue]) -> list[Quoted]:
    """The parts of a quotation whose speaker stands inside its marks; the quotation itself where none does."""
    for cue in cues[bisect_left(cues, span.start, key=_start) : bisect_left(cues, span.end, key=_start)]:
        leads = [match for match in _INSIDE[language].finditer(text, span.start, cue.start) if match.end() == cue.start]
        further = _ON_INSIDE[language].search(text, cue.end, span.end) if leads else None
        if (
            further is None
            or not _INVERTED_INSIDE.match(text, cue.end)
            or further.start() - cue.end > _MOST_LETTERS_TO_CUE
        ):
            continue
        end = leads[-1].start()
        return [
            Quoted(span.start, end, span.outer_start, end, True),
            Quoted(
                further.end(),
                span.end,
                further.start() + 1 if language == "fr" else further.start() + 2,
                span.outer_end,
                True,
            ),
        ]
    return [span]


def _start(cue: Cue) -> int:
    return cue.start


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
        before = start + len(_AUXILIARY.sub("", text[start : cue.start]))
        is_inverted = (cue is inside[-1] and pronoun is not None) or _INVERTED.match(text, cue.end)
        if text[before - 1] in ",?!…" and is_inverted:
            end = before - (text[before - 1] == ",")
            return end, end, cue
    return None
