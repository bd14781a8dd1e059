"""Intervals of expressions that count calendar units: "last week", "two months ago", "the past three years"."""

from calendar import monthrange
from datetime import date, timedelta

from flows.enrich.date_reading.calendar_spans import UNIT_DAYS, UNIT_YEARS, Interval, part_of, unit_around
from flows.enrich.date_reading.meaning import When


def unit(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    if anchor is None or when.unit is None:
        return None
    whole = unit_around(anchor, when.unit, when.relation or 0)
    if whole is None or when.compare is None:
        return whole and part_of(whole, when.part, when.unit)
    return (whole[0], anchor) if when.compare < 0 else (anchor, whole[1])


def _shifted(when: When, anchor: date | None, sign: int) -> Interval | None:
    """So many units before or after the anchor: the calendar unit that holds that day, a day for days."""
    if anchor is None or when.unit is None or when.is_vague:
        return None
    return unit_around(anchor, when.unit, sign * (when.number or 1))


def ago(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    return None if when.number is None and when.unit in ("day", "hour") else _shifted(when, anchor, -1)


def ahead(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    return _shifted(when, anchor, 1)


def shift(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    """So many units from the anchor, or the unit that holds it: "two days later", "the same month"."""
    if anchor is None or when.unit is None:
        return None
    if when.relation is not None and when.compare is None:
        return unit_around(anchor, when.unit, when.relation)
    return _shifted(when, anchor, when.compare or 1)


def trailing(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    start = _away(when, anchor, -1)
    return (start, anchor) if start and anchor else None


def coming(when: When, anchor: date | None, _: bool | None) -> Interval | None:
    end = _away(when, anchor, 1)
    return (anchor, end) if end and anchor else None


def _away(when: When, anchor: date | None, sign: int) -> date | None:
    """The day so many units away, of which the number must be told."""
    if anchor is None or when.unit is None or when.number is None or when.is_vague:
        return None
    if when.unit in UNIT_DAYS:
        days = UNIT_DAYS[when.unit] * when.number if when.unit != "hour" else -(-when.number // 24)
        return anchor + timedelta(sign * days)
    months = sign * when.number * (1 if when.unit == "month" else 12 * UNIT_YEARS.get(when.unit, 1))
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))
