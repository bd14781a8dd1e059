"""Whether 05/04 is a day of April or of May, by what the record tells."""

import re
from collections.abc import Iterable
from datetime import date

from flows.clean.publication_dates import Stamp, stamps
from flows.clean.vocabulary import any_of, words

_NUMBERS = re.compile(r"(?<![\d/.])(\d{1,2})[-/](\d{1,2})[-/](?:19|20)\d\d(?!\d)")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon montag lundi lunes lunedì понедельник",
            "tuesday tue tues dienstag mardi martes martedì вторник",
            "wednesday wed mittwoch mercredi miércoles mercoledì среда",
            "thursday thu thur thurs donnerstag jeudi jueves giovedì четверг",
            "friday fri freitag vendredi viernes venerdì пятница",
            "saturday sat samstag samedi sábado sabato суббота",
            "sunday sun sonntag dimanche domingo domenica воскресенье",
        )
    )
    for name in words(names)
}
_WEEKDAY = re.compile(rf"\b({any_of(_WEEKDAYS)})\b", re.I)
# Countries that write the month first, or either way; labels of two letters that are no country's in practice.
_NOT_DAY_FIRST = frozenset(("us", "ca", "ph", "fm", "io", "ai", "tv", "me", "co", "ly", "to", "cc", "ws", "eu"))
_NOT_DAY_FIRST_EAST = frozenset(("cn", "jp", "kr", "tw", "hk", "ir", "mn", "hu", "lt"))
_MONTH_FIRST = frozenset(("us", "gov", "mil"))
_DAY_FIRST_LANGUAGES = frozenset(words("fr de es it pt ru uk be bg pl cs sk ro nl da no nb sv fi el tr ar he hi id vi"))


def day_order(
    texts: Iterable[str], days: Iterable[date], domain: str | None, region: str | None, language: str
) -> tuple[bool | None, str | None]:
    """Whether days stand before months in dates of digits, and what tells it; NULL where nothing does.

    In this order: another such date of the record (`25/04/2024`), a day that the record also states otherwise and that
    only one reading agrees with, the weekday before the date, the country of the record's domain, the region of its
    language tag (`en-US`), a language whose countries agree. `texts` are what the record states of days, `days` those
    that it states without doubt.
    """
    texts, days = list(texts), set(days)
    pairs = [(int(found[1]), int(found[2])) for text in texts for found in _NUMBERS.finditer(text)]
    if not pairs:
        return None, None
    plain = {first > second for first, second in pairs if max(first, second) > 12}
    if len(plain) == 1:
        return plain.pop(), "another date of the record"
    agreeing = {order for order in (True, False) for text in texts if days & {s.day for s in _ambiguous(text, order)}}
    if len(agreeing) == 1:
        return agreeing.pop(), "a day that the record states otherwise"
    by_weekday = {order for order in (True, False) for text in texts if _agrees_with_weekday(text, order)}
    if len(by_weekday) == 1:
        return by_weekday.pop(), "the weekday beside it"
    if (country := (domain or "").rsplit(".", 1)[-1]) in _MONTH_FIRST:
        return False, "the domain's country"
    if len(country) == 2 and country not in _NOT_DAY_FIRST | _NOT_DAY_FIRST_EAST:
        return True, "the domain's country"
    place = re.split(r"[-_]", region or "")
    if len(place) > 1 and place[-1].casefold() not in (_NOT_DAY_FIRST - {"us"}) | _NOT_DAY_FIRST_EAST:
        return place[-1].casefold() != "us", "the region of the language"
    return (True, "the language") if language in _DAY_FIRST_LANGUAGES else (None, None)


def _agrees_with_weekday(text: str, day_first: bool) -> bool:
    """Whether a weekday stands right before a date of digits that falls on it when it is read in this order."""
    return any(
        _WEEKDAYS[found[1].casefold()] == stamp.day.weekday()
        for found in _WEEKDAY.finditer(text)
        for stamp in _ambiguous(text[found.end(1) : found.end(1) + 14], day_first)
    )


def _ambiguous(text: str, day_first: bool) -> list[Stamp]:
    return [stamp for stamp in stamps(text, day_first) if stamp.is_ambiguous]
