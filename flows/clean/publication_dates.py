"""Calendar days and times as headers, markup and addresses write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from unicodedata import digit

from flows.clean.vocabulary import DATE_LABELS, MONTHS, WEEKDAYS, any_of

# Minutes east of Greenwich.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "bst": 60, "cet": 60, "cest": 120, "msk": 180, "мск": 180, "jst": 540, "kst": 540,
    "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "eat": 180, "sast": 120,
}  # fmt: skip
_NAMES = any_of(MONTHS)
# No letter follows; a boundary of words is none after the vowel signs of Indian scripts.
_END = r"(?![^\W_])"
_DAY_FIRST = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?(?:\s*[-/ ,]\s*|\s+)(?:of\s+|de\s+)?(?P<m1>{_NAMES}){_END}"
    r"\.?,?[-/ ]?\s*(?:de\s+|del\s+)?(?P<y1>(?:19|20)\d\d)"
)
# What a name of a month is followed by is looked at before the many names are.
_MONTH_FIRST = (
    rf"\b(?=[^\s\d]{{1,14}}\s*\d)(?P<m2>{_NAMES}){_END}\.?\s*"
    r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<y2>(?:19|20)\d\d)"
)
_YEAR_FIRST = r"(?<!\d)(?P<y3>(?:19|20)\d\d)(?:[-/]|\.\s?)(?P<m3>\d{1,2})(?:[-/]|\.\s?)(?P<d3>\d{1,2})(?!\d)"
_NUMBERS = r"(?<![\d/.])(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d)(?!\d)"
# Years of two digits only where a time follows: `10/25/11 06:44 PM`, `Dec-19-05 03:49 PM`.
_SHORT = (
    rf"(?<![\d/.-])(?:(?P<m7>\d{{1,2}})/(?P<d7>\d{{1,2}})/(?P<y7>\d\d)|\b(?=[^\W\d_]{{3,9}}-\d)(?P<m8>{_NAMES})-(?P<d8>\d{{1,2}})-(?P<y8>\d\d))"
    r"(?=,?\s+\d{1,2}:\d\d)"
)
_EAST = r"(?P<y5>(?:19|20)\d\d)\s*[年년]\s*(?P<m5>\d{1,2})\s*[月월]\s*(?P<d5>\d{1,2})\s*[日일]"
_COMPACT = r"(?<!\d)(?P<y6>(?:19|20)\d\d)(?P<m6>0[1-9]|1[0-2])(?P<d6>0[1-9]|[12]\d|3[01])(?=T\d|(?!\w))"
_DATE = re.compile("|".join((_EAST, _YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST, _NUMBERS, _COMPACT, _SHORT)), re.I)
_TIME = re.compile(
    r"(?:T|\b)(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.hH]|\s?h\s?|時)(?P<minute>[0-5]\d)?(?::(?P<second>[0-5]\d)(?:\.\d+)?)?\s*"
    r"(?P<half>[ap]\.?\s?m\b\.?)?\s*\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:GMT|UTC)[+-]\d{1,2}\b|[A-Za-zА-Яа-я]{2,4}\b)?\)?",
    re.I,
)
# No date is without a year, or slashes and hyphens around two digits.
_MAY_DATE = re.compile(r"\d(?:(?:(?<=1)9|(?<=2)0)\d\d|[/-]\d\d?[/-]\d\d)")
_SHORT_NAME = re.compile(r"[^\W\d_]-\d\d?-\d\d\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_IGNORED = frozenset(DATE_LABELS) | frozenset(WEEKDAYS)
_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:(?P<s>[/_.-])(?P<m>0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?P=s)"
    r"(?P<d>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)|(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d))",
    re.I,
)
_MODIFIED = re.compile(
    r"updated|modified|mis(?:e)? à jour|modifié|aktualisiert|stand:|actualizad|aggiornat|atualizad|обновлен|изменен|"
    r"оновлен|aktualiz|bijgewerkt|güncel|更新|수정|تحديث|अपडेट",
    re.I,
)
EARLIEST = date(1800, 1, 1)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day as its source writes it and, where a time and its zone stand beside it, the moment in UTC."""

    day: date
    moment: datetime | None = None
    is_modified: bool = False
    is_ambiguous: bool = False


def stamps(text: str, day_first: bool | None = None) -> list[Stamp]:
    """The full dates in a short text, in order.

    `05/12/2024` could be either: `day_first` decides, and without it the day comes first where dots or hyphens part
    the numbers, the month where slashes do; such a stamp is marked ambiguous. A date after a word that means
    "updated" is one of modification.
    """
    found = []
    matches = _dates(text)
    for number, match in enumerate(matches):
        text = match.string
        day, ambiguous = _day(match, day_first)
        if day is None or day < EARLIEST:
            continue
        before = matches[number - 1].end() if number else 0
        after = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        modified = bool(_MODIFIED.search(text, before, match.start()))
        found.append(Stamp(day, _moment(day, text[match.end() : after]), modified, ambiguous))
    return found


def has_date(text: str) -> bool:
    """Whether a full date is written in the text, be it a day of the calendar or not."""
    return bool(_dates(text))


def is_date_line(text: str, extra_words: int = 0) -> bool:
    """Whether the text is a date and nothing but words that go with one, or `extra_words` others."""
    if not (found := _dates(text)):
        return False
    words = _WORD.findall(_TIME.sub(" ", _around(found, " ")).lower())
    return sum(word not in _IGNORED and word not in MONTHS for word in words) <= extra_words


def without_dates(text: str) -> str:
    """The text with a bar in the place of each full date and each time beside one."""
    found = _dates(text)
    return _TIME.sub("|", _around(found, "|")) if found else text


@lru_cache(maxsize=20_000)
def date_words(text: str) -> bool:
    """Whether the text is nothing but words that stand beside dates: `Publié le`, `Stand`, weekdays."""
    found = _WORD.findall(text.lower())
    return bool(found) and all(word in _IGNORED or word in MONTHS for word in found)


def day_in_address(url: str) -> date | None:
    """The day that an address has in its path, such as `/2024/12/05/`."""
    match = _ADDRESS.search(url)
    if not match:
        return None
    name = (match["m"] or match["m2"]).lower()
    return _checked(int(match["y"]), int(name) if name.isdigit() else MONTHS[name], int(match["d"] or match["d2"]))


def stamp_in_markup(value: str, day_first: bool | None = None) -> Stamp | None:
    """The first date of a markup value (ISO 8601, RFC 822, or as a header has it); Unix time in digits counts too."""
    if re.fullmatch(r"1\d{9}(?:\d{3})?", value.strip()):
        moment = datetime.fromtimestamp(int(value.strip()[:10]), UTC).replace(tzinfo=None)
        return Stamp(moment.date(), moment)
    found = stamps(value, day_first)
    return found[0] if found else None


@lru_cache(maxsize=20_000)
def _dates(text: str) -> tuple[re.Match[str], ...]:
    """The full dates of the text, written with European digits."""
    text = _western(text)
    return tuple(_DATE.finditer(text)) if _MAY_DATE.search(text) or ("-" in text and _SHORT_NAME.search(text)) else ()


def _around(found: Sequence[re.Match[str]], mark: str) -> str:
    """The text with the mark in the place of each of these dates in it."""
    starts = [match.start() for match in found]
    ends = [match.end() for match in found]
    text = found[0].string
    return mark.join(text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True))


def _western(text: str) -> str:
    """Digits of other scripts as the European ones; the length stays."""
    if text.isascii():
        return text
    return "".join(str(digit(c)) if c > "\x7f" and c.isdecimal() else c for c in text)


def _day(match: re.Match[str], day_first: bool | None) -> tuple[date | None, bool]:
    if match["a4"]:
        first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
        either = first <= 12 and second <= 12 and first != second and match["s4"] != "."
        day_leads = first > 12 or (second <= 12 and (match["s4"] != "/" if day_first is None else day_first))
        month, day = (second, first) if day_leads else (first, second)
        return _checked(year, month, day), either
    for form in "5312678":
        if match["y" + form]:
            name = match["m" + form].lower()
            number = MONTHS[name] if name in MONTHS else int(name)
            year = int(match["y" + form])
            return _checked(year + 2000 if year < 100 else year, number, int(match["d" + form])), False
    return None, False


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(day: date, after: str) -> datetime | None:
    """The moment in UTC, where a time and a known zone follow the date closely."""
    match = _TIME.search(after[:40])
    if not match or not match["zone"] or match["minute"] is None:
        return None
    hour, minutes = int(match["hour"]), _offset(match["zone"])
    if minutes is None:
        return None
    if half := match["half"]:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    local = datetime(day.year, day.month, day.day, hour, int(match["minute"]), int(match["second"] or 0))
    return local.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC).replace(tzinfo=None)


def _offset(zone: str) -> int | None:
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        minutes = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if zone[0] == "-" else 1)
    elif signed := re.fullmatch(r"(?:GMT|UTC)([+-]\d{1,2})", zone, re.I):
        minutes = int(signed[1]) * 60
    else:
        return _ZONES.get(zone.lower())
    return minutes if abs(minutes) < 24 * 60 else None
