"""Days, and the calendar units, seasons and parts of them that hold or follow a day."""

from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date, date]

_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
UNIT_DAYS = {"hour": 0, "day": 1, "week": 7}
UNIT_YEARS = {"year": 1, "decade": 10, "century": 100}
_PARTS = ("early", "mid", "late")


def day_of(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def month_of(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def part_of(whole: Interval, part: str | None, unit: str) -> Interval:
    """The early, middle or late part: days 1-10, 11-20 and the rest of a month; thirds of a year or a decade."""
    first, last = whole
    if part is None:
        return whole
    third = _PARTS.index(part)
    if unit == "month":
        return first + timedelta(10 * third), last if third == 2 else first + timedelta(10 * third + 9)
    if unit == "week":
        return first + timedelta((0, 2, 4)[third]), first + timedelta((1, 3, 6)[third])
    if unit == "year":
        return date(first.year, 1 + 4 * third, 1), month_of(first.year, 4 + 4 * third)[1]
    if unit == "decade":
        return date(first.year + (0, 4, 7)[third], 1, 1), date(first.year + (3, 6, 9)[third], 12, 31)
    days = (last - first).days + 1
    return first + timedelta(days * third // 3), first + timedelta(days * (third + 1) // 3 - 1)


def season_of(year: int, season: str) -> Interval:
    month = _SEASON_STARTS[season]
    return date(year, month, 1), month_of(year + (month == 12), (month + 2) % 12 or 12)[1]


def unit_around(day: date, unit: str, shift: int) -> Interval | None:
    """The calendar unit that lies `shift` units after the one that holds the day."""
    if unit in ("day", "week"):
        first = day - timedelta(day.weekday() if unit == "week" else 0) + timedelta(shift * UNIT_DAYS[unit])
        return first, first + timedelta(UNIT_DAYS[unit] - 1)
    if unit in ("month", "quarter"):
        months = 1 if unit == "month" else 3
        index = (day.year * 12 + day.month - 1) // months + shift
        first_month, last_month = index * months, index * months + months - 1
        return date(first_month // 12, first_month % 12 + 1, 1), month_of(last_month // 12, last_month % 12 + 1)[1]
    if years := UNIT_YEARS.get(unit):
        first_year = (day.year // years + shift) * years
        return date(first_year, 1, 1), date(first_year + years - 1, 12, 31)
    return None


def years_later(span: Interval, years: int) -> Interval:
    """The same days of another year; a last day of February stays one."""
    first, last = (_in_year(day, day.year + years) for day in span)
    return first, last


def _in_year(day: date, year: int) -> date:
    is_last = day.month == 2 and day.day == monthrange(day.year, 2)[1]
    return date(year, 2, monthrange(year, 2)[1]) if is_last else day.replace(year=year)
