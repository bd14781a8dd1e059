"""On which days a contact happened, from the time expressions beside the words that tell of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: n for n, word in enumerate(_COUNTED.split())} | {"a": 1, "the": 1, "an": 1}  # fmt: skip
_SHIFT = re.compile(
    rf"\b(?P<count>{'|'.join(_NUMBERS)}|\d{{1,2}}) (?P<unit>day|week)s? (?P<way>after|before|earlier)\b"
)
_LENGTH = re.compile(
    rf"\b(?:ended|ends|wound up|wrapped up|concluded|completed|after) (?:an? |his |her |their |the )?"
    rf"(?P<count>{'|'.join(_NUMBERS)}|\d)(?:-day| days of) (?:\w+ )?(?:visit|stay|trip|talks|meeting|summit|session)\b"
)
_JOINED = re.compile(r"\s*(?:and|to|until|till|through|-|–|and on)\s*(?:on\s+)?")


_SAID = re.compile(r"\b(?:said|says|told|added|reported|confirmed|announced)\b[^,;.]{0,40}$")


@dataclass(frozen=True)
class Days:
    """An interval of days, the words that give it, and where they stand in the article; None when not resolved."""

    start: date | None
    until: date | None
    text: str
    place: int


def days_near(
    text: str, dates: Sequence[Mapping[str, Any]], low: int, high: int, cue: int, left_out: Sequence[tuple[int, int]]
) -> Days | None:
    """The interval that the time expression nearest to `cue` gives, among those within `low` and `high`.

    Expressions in `left_out` are passed over, and so are those that say when somebody spoke to the press. Two that
    "and" or "to" joins are one interval. All in code points.
    """
    usable = [
        row
        for row in dates
        if not any(start <= row["char_start"] < end for start, end in left_out) and not _SHIFT.search(row["surface"])
    ]
    shifted = _shifted(text, [row for row in dates if not _SHIFT.search(row["surface"])], low, high, cue)
    if shifted is not None:
        return shifted
    inside = [row for row in usable if low <= row["char_start"] and row["char_end"] <= high]
    told = [row for row in inside if row["date_basis"] not in ("reporting", "unresolved")]
    # A verb of saying that isn't right before it doesn't make it the day of a statement.
    inside = told or [row for row in inside if not _SAID.search(text[low : row["char_start"]])]
    inside = [row for row in inside if row["date_from"] is not None] or inside
    if not inside:
        return None
    nearest = min(inside, key=lambda row: (abs(row["char_start"] - cue), row["char_start"]))
    return _with_neighbours(text, nearest, inside)


def lasting(days: Days | None, words: str) -> Days | None:
    """The days up to the last one, of "ended a three-day visit on Tuesday"."""
    length = _LENGTH.search(words)
    if not days or not length or days.start is None or days.start != days.until:
        return days
    count = _NUMBERS.get(length["count"]) or int(length["count"])
    return Days(days.start - timedelta(days=max(0, count - 1)), days.until, days.text, days.place)


def _shifted(text: str, dates: Sequence[Mapping[str, Any]], low: int, high: int, cue: int) -> Days | None:
    """The day of "three days after ..." and the like, when the other event of the two has a day.

    The event left of the words has the day of the event right of them, shifted; the event right of them that of the
    left one, shifted the other way. An event that has a day beside it keeps it.
    """
    shift = _SHIFT.search(text, low, high)
    if not shift:
        return None
    known = [row for row in dates if row["date_from"] is not None and row["date_from"] == row["date_until"]]
    if shift["way"] == "earlier":
        return _earlier(shift, known)
    left = [row for row in known if row["char_end"] <= shift.start()]
    right = [row for row in known if row["char_start"] >= shift.end()]
    anchor, sign = (left[-1:], -1) if cue > shift.start() else (right[:1], 1)
    if (right if sign < 0 else left) or not anchor:
        return None
    day = anchor[0]["date_from"] + sign * _distance(shift)
    return Days(day, day, shift[0], shift.start())


def _earlier(shift: re.Match[str], known: Sequence[Mapping[str, Any]]) -> Days | None:
    """The day of "two days earlier": so long before the day that was named last."""
    before = [row["date_from"] for row in known if row["char_end"] <= shift.start()]
    day = before[-1] + _distance(shift) if before else None
    return Days(day, day, shift[0], shift.start()) if day else None


def _distance(shift: re.Match[str]) -> timedelta:
    count = _NUMBERS.get(shift["count"]) or int(shift["count"])
    days = count * (7 if shift["unit"] == "week" else 1)
    return timedelta(days=days if shift["way"] == "after" else -days)


def _with_neighbours(text: str, row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Days:
    """The expression, joined with those that stand right beside it."""
    start, end = row["char_start"], row["char_end"]
    days = [row["date_from"], row["date_until"]]
    for other in sorted(rows, key=lambda other: abs(other["char_start"] - row["char_start"])):
        if other["char_start"] >= end and _JOINED.fullmatch(text, end, other["char_start"]):
            end = other["char_end"]
        elif other["char_end"] <= start and _JOINED.fullmatch(text, other["char_end"], start):
            start = other["char_start"]
        else:
            continue
        days += [other["date_from"], other["date_until"]]
    known = [day for day in days if day is not None]
    whole = len(known) == len(days)
    return Days(min(known) if whole else None, max(known) if whole else None, text[start:end], start)


def agree(one: Days | None, other: Days | None) -> bool:
    """Whether both can be the same days: they share one, or one of them isn't known."""
    if one is None or other is None or one.start is None or other.start is None:
        return True
    return bool(one.start <= (other.until or other.start) and other.start <= (one.until or one.start))


def narrower(one: Days | None, other: Days | None) -> Days | None:
    """The one that is resolved; of two the shorter, the first of equally long ones."""
    known = [days for days in (one, other) if days is not None and days.start and days.until]
    if not known:
        return one or other
    return min(known, key=lambda days: (days.until or date.max) - (days.start or date.min))
