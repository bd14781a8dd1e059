"""What the words of a time expression say together, before it is anchored to a day."""

from dataclasses import dataclass, replace
from typing import Any

from flows.enrich.date_reading.tokens import Tokens


@dataclass(slots=True)
class When:
    """What a time expression says, before it is anchored to a day. Everything that it doesn't say is None."""

    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    figures: str | None = None
    unit: str | None = None
    number: int | None = None
    """How many units, or which quarter or half."""
    season: str | None = None
    part: str | None = None
    """early, mid or late"""
    relation: int | None = None
    """-1 last, 0 this, 1 next; of days the number of days from the anchor."""
    compare: int | None = None
    """-1 earlier or before, 1 later or after"""
    shares: int | None = None
    """How many parts `number` counts: 4 for quarters, 2 for halves."""
    is_in_text: bool = False
    """Counted from another expression of the text."""
    is_vague: bool = False
    until: "When | None" = None


def meaning(rule: str, tokens: Tokens, first: int, last: int) -> When:
    """What the tokens say together; the order of the words doesn't matter any more."""
    if rule == "range":
        return _range(tokens, first, last)
    said: dict[str, Any] = {"is_in_text": rule in ("shift", "text_day")}
    codes, is_plural = tokens.codes, False
    for position in range(first, last):
        code, value = codes[position], tokens.value(position)
        if code in "Mm":
            said["month"] = value
        elif code in "Dd":
            said["weekday"] = value
        elif code in "Y0":
            said["year"] = value
        elif code == "#":
            said["figures"] = value
        elif code == "E":
            said.setdefault("part", value)
        elif code in "LlXTV":
            is_plural = is_plural or value == "plural"
            said["relation"] = {"L": -1, "l": -1, "X": 1, "T": 0, "V": 0}[code]
            said["is_in_text"] = code == "V" or said.get("is_in_text", False)
        elif code in "ji":
            said |= {"relation": -1 if code == "j" else 1, "is_in_text": True}
        elif code == "C" or (code == "F" and value):
            said["compare"] = value
        elif code in "Uyue":
            said["unit"] = value
            if rule == "shift" and code == "y" and {"V", "j"} <= set(codes[first:last]):
                # "The same month of the previous year" is that of a year earlier.
                said |= {"compare": -1, "number": 1}
            if rule == "trailing" and code in "Uy" and not is_plural:
                said.setdefault("number", 1)
        elif code in "HKhq":
            said |= {"unit": "quarter", "shares": 4 if code in "Hq" else 2}
            if code == "q":
                said["number"] = value
        elif code in "Ss":
            said["season"] = value
        elif code in "ZzJ" and rule in ("day_word", "text_day"):
            said.setdefault("relation", value)
        elif code == "W":
            said["unit"] = "weekend"
        elif code in "NO" and rule == "date":
            said["day"] = value
        elif code in "nNxaO":
            said["number"] = value if isinstance(value, int) else 1 if code == "a" else None
            said["is_vague"] = said["number"] is None
        elif code == "v":
            said["is_vague"] = True
        elif code == "B" and "L" in codes[first:position] and rule == "day_word":
            said["relation"] = -1
        elif code in "PB" and rule == "day_word":
            said.setdefault("relation", 0)
    return When(rule, **said)


def _range(tokens: Tokens, first: int, last: int) -> When:
    """Both ends; what one end leaves out, the other supplies."""
    codes = tokens.codes
    begin = first + (codes[first] in "ofpb")
    joint = next(at for at in range(last - 1, begin, -1) if codes[at] in ("&" if codes[first] == "b" else "R-"))
    sides = []
    for low, high in ((begin, joint), (joint + 1, last)):
        side = meaning("date", tokens, low, high)
        sides.append(side)
    left, right = sides
    if left.weekday is None or left.day is not None or right.day is not None:
        left = replace(left, month=left.month or right.month, year=left.year or right.year)
        right = replace(right, month=right.month or left.month)
    else:
        left, right = replace(left, rule="weekday"), replace(right, rule="weekday")
    return replace(left, until=right)
