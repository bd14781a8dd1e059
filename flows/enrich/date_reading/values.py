"""From what a time expression says to an interval of days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from flows.enrich.date_reading import units
from flows.enrich.date_reading.calendar_spans import Interval, day_of, month_of, part_of, season_of, years_later
from flows.enrich.date_reading.meaning import When

# A future day without a year that would lie further ahead than this is one of the past, told in advance.
_FARTHEST_AHEAD_DAYS = 274


def interval(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    """The first and the last day that the expression can mean; None when nothing tells.

    `anchor` is the day that relative expressions count from. `is_future` says which way an expression looks that
    names a day, a month or a season without its year. Where it is None a weekday lies ahead, because a past one has a
    verb in the past; of days and months the nearest is meant. Weeks begin on Monday, winter lasts from December to
    February, quarters and seasons are those of the northern hemisphere's calendar year.
    """
    try:
        if when.until is not None:
            return _span(when, anchor, is_future)
        found = _READERS[when.rule](when, anchor, is_future)
    except (ValueError, OverflowError):
        return None  # There is no such day: 31 June, or a year that no calendar reaches.
    # "After last week" has no days between the one that it counts from and the end of the week that it names.
    return found if found and found[0] <= found[1] else None


def needs_anchor(when: When) -> bool:
    """Whether its value depends on the day that it is counted from."""
    if when.until is not None:
        return needs_anchor(replace(when, until=None)) or needs_anchor(when.until)
    return when.figures is None and (when.year is None or when.rule == "shift")


def _span(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    assert when.until is not None
    last = interval(_as_point(when.until), anchor, is_future)
    first = interval(_as_point(replace(when, until=None)), anchor, is_future)
    if first is None or last is None:
        return None
    if first[0] > last[1]:
        if when.weekday is not None and when.day is None and anchor:
            # "From Friday to Monday": the end leads when they look back, the beginning when they look ahead.
            week = timedelta(7)
            first, last = (first, (last[0] + week, last[1] + week)) if is_future else ((first[0] - week,) * 2, last)
        else:
            first = years_later(first, -1)
    return (first[0], last[1]) if first[0] <= last[1] else None


def _as_point(when: When) -> When:
    rule = "date" if when.day else "weekday" if when.weekday is not None else "month" if when.month else "year"
    return replace(when, rule=rule)


def _date(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    if when.figures is not None:
        return _figures(when.figures, anchor)
    if when.month is None or when.day is None:
        return None
    if year := _year_of(when, anchor):
        return (date(year, when.month, when.day),) * 2
    if anchor is None:
        return None
    # A leap day can be eight years away, and so can the year in which a day falls on its weekday.
    reach = 8 if when.weekday is not None or (when.month, when.day) == (2, 29) else 1
    years = range(max(1, anchor.year - reach), anchor.year + reach + 1)
    days = [day for year in years if (day := day_of(year, when.month, when.day)) is not None]
    if when.weekday is not None and (fits := [day for day in days if day.weekday() == when.weekday]):
        nearest = min(fits, key=lambda day: abs((day - anchor).days))
        if abs((nearest - anchor).days) < 366:
            return nearest, nearest
    past, coming = max(day for day in days if day <= anchor), min(day for day in days if day >= anchor)
    if is_future is None:
        is_ahead = coming - anchor < anchor - past
    else:
        is_ahead = is_future and (coming - anchor).days <= _FARTHEST_AHEAD_DAYS
    return (coming, coming) if is_ahead else (past, past)


def _figures(figures: str, anchor: date | None) -> Interval | None:
    """Days in figures: year first with hyphens, else day first; None where day and month could be exchanged.

    Full stops always mean day first. With slashes the order differs between countries.
    """
    if "-" in figures:
        day = date.fromisoformat(figures)
        return day, day
    first, second, *rest = (int(part) for part in figures.replace("/", ".").split(".") if part)
    if not rest:
        return _date(When("date", month=second, day=first), anchor, False)
    year = rest[0] if rest[0] > 99 else 2000 + rest[0]
    if "/" in figures and first <= 12 and second <= 12 and first != second:
        return None
    day = date(year, second, first) if second <= 12 else date(year, first, second)
    return day, day


def _year_of(when: When, anchor: date | None) -> int | None:
    if when.year is not None:
        return when.year
    if anchor is not None and when.unit in ("year", "quarter") and when.relation is not None:
        return anchor.year + when.relation
    return None


def _weekday(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    if anchor is None or when.weekday is None:
        return None
    if when.unit == "week":
        monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * (when.relation or 0))
        day = monday + timedelta(when.weekday)
    elif when.relation == 1 or (when.relation != -1 and is_future is not False):
        ahead = (when.weekday - anchor.weekday()) % 7
        day = anchor + timedelta(ahead or 7 * (when.relation == 1))
    else:
        back = (anchor.weekday() - when.weekday) % 7
        day = anchor - timedelta(back or 7 * (when.relation == -1))
    return day, day


def _weekend(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    if anchor is None:
        return None
    saturday = anchor - timedelta((anchor.weekday() - 5) % 7)
    is_weekend = anchor.weekday() >= 5
    if when.relation == 1 or (when.relation != -1 and is_future is not False and not is_weekend):
        saturday += timedelta(7)
    elif when.relation == -1 and is_weekend:
        saturday -= timedelta(7)
    return saturday, saturday + timedelta(1)


def _month(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    if when.month is None:
        return None
    if year := _year_of(when, anchor):
        return part_of(month_of(year, when.month), when.part, "month")
    if anchor is None:
        return None
    year = anchor.year
    if when.relation == -1:
        year -= when.month >= anchor.month
    elif when.relation == 1:
        year += when.month <= anchor.month
    elif when.relation is None and (is_future or (is_future is None and 0 < (when.month - anchor.month) % 12 < 6)):
        year += when.month < anchor.month
    elif when.relation is None:
        year -= when.month > anchor.month
    return part_of(month_of(year, when.month), when.part, "month")


def _part_of_year(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    if not when.number or not when.shares or when.number > when.shares:
        return None
    months = 12 // when.shares
    first_month, last_month = (when.number - 1) * months + 1, when.number * months
    year = _year_of(when, anchor)
    if year is None:
        if anchor is None:
            return None
        year = anchor.year
        if when.relation is None and not is_future:
            year -= first_month > anchor.month
        elif when.relation is None:
            year += last_month < anchor.month
    return date(year, first_month, 1), month_of(year, last_month)[1]


def _part_of_month(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    """A half of a month, or one of its weeks, of which the first begins on its first day."""
    is_last_week = when.unit == "week" and when.number is None and when.relation == -1
    whole = _month(_without_part(when, is_last_week), anchor, is_future)
    if whole is None:
        return None
    first, last = whole
    if is_last_week:
        return last - timedelta(6), last
    if when.unit == "week" and when.number in (1, 2, 3, 4):
        return first + timedelta(7 * when.number - 7), first + timedelta(7 * when.number - 1)
    if when.unit != "quarter" or when.number not in (1, 2):
        return None
    return (first, first.replace(day=15)) if when.number == 1 else (first.replace(day=16), last)


def _without_part(when: When, is_last_week: bool) -> When:
    is_relative = when.relation is not None and not is_last_week
    return replace(when, unit="year" if is_relative else None, relation=when.relation if is_relative else None)


def _season(when: When, anchor: date | None, is_future: bool | None) -> Interval | None:
    if when.season is None:
        return None
    if year := _year_of(replace(when, relation=when.relation if when.unit else None), anchor):
        return part_of(season_of(year, when.season), when.part, "season")
    if anchor is None:
        return None
    seasons = [season_of(year, when.season) for year in range(anchor.year - 2, anchor.year + 3)]
    if when.relation == -1:
        chosen = max(season for season in seasons if season[1] < anchor)
    elif when.relation == 1:
        chosen = min(season for season in seasons if season[0] > anchor)
    elif when.relation == 0:
        holding = [season for season in seasons if season[0] <= anchor <= season[1]]
        # "This winter", written in March, is over where its verb is in the past.
        over = [season for season in seasons if season[1] < anchor]
        coming = [season for season in seasons if season[0] > anchor]
        chosen = holding[0] if holding else over[-1] if is_future is False else coming[0]
    elif is_future is None:
        chosen = min(seasons, key=lambda season: abs((season[0] - anchor).days))
    elif is_future:
        chosen = min(season for season in seasons if season[1] >= anchor)
    else:
        chosen = max(season for season in seasons if season[0] <= anchor)
    return part_of(chosen, when.part, "season")


def _day_word(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    if anchor is None:
        return None
    day = anchor + timedelta(when.relation or 0)
    return day, day


def _year(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    if when.year is None:
        return None
    return part_of((date(when.year, 1, 1), date(when.year, 12, 31)), when.part, "year")


def _decade(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    if when.year is None or when.year % 10:
        return _year(when, anchor, None)  # "The years 2021 and 2022" are no decades.
    return part_of((date(when.year, 1, 1), date(when.year + 9, 12, 31)), when.part, "decade")


def _never(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    return None


_READERS: dict[str, Callable[[When, date | None, bool | None], Interval | None]] = {
    "date": _date,
    "part_of_year": _part_of_year,
    "part_of_month": _part_of_month,
    "weekday": _weekday,
    "habit": _never,
    "weekend": _weekend,
    "month": _month,
    "season": _season,
    "trailing": units.trailing,
    "coming": units.coming,
    "ago": units.ago,
    "ahead": units.ahead,
    "shift": units.shift,
    "unit": units.unit,
    "day_word": _day_word,
    "text_day": _day_word,
    "decade": _decade,
    "year": _year,
}
