"""The dateline at the start of an article: where from, when, and which agency reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.clean.credits import Agencies
from flows.clean.names import CASELESS, place_name
from flows.clean.publication_dates import stamps
from flows.clean.vocabulary import ALARMS

# `PARIS, Dec 5 (AFP) -`, `PORTO NOVO (Northern Wire) —`, `МОСКВА, 5 дек - РИА Новости.`, `MADRID —`, `OSLO: ...`
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][^()\[\]—–:;\"“”!?]{1,58}?)"
    r"(?:\s*,\s*(?P<date>(?:[^\W\d_]{3,12}\.?\s*\d{1,2}|\d{1,2}\.?\s*[^\W\d_]{3,12}\.?)(?:,?\s*(?:19|20)\d\d)?))?"
    r"\s*(?:\.?\s*[(/\[]\s*(?P<agency>[^()\[\]]{2,50}?)\s*[)/\]]\s*[.:]?[-–—:]?|\s[-–—]{1,2}|:)\s+\S"
)
# `(Reuters) - The bank ...`
_BRACKET = re.compile(r"^[(\[](?P<agency>[^()\[\]]{2,50})[)\]]\s*[-–—]\s+\S")
# `AP/ The court ...`
_SLASH = re.compile(r"^(?P<agency>[A-ZÀ-Я][\w-]{1,12})\s?/\s+\S")
# `МОСКВА, 5 дек - РИА Новости. ...`
_AFTER_DASH = re.compile(r".*?[-–—]{1,2}\s+(?P<agency>[^.]{2,30})\.\s")
# `Москва. 12 февраля. INTERFAX.RU - ...`
_POINTS = re.compile(
    r"^(?P<place>[^\W\d_][\w -]{1,40})\.\s(?P<date>\d{1,2}\s[^\W\d_]{3,12})\.\s(?P<agency>[^-–—]{2,30}?)\s[-–—]\s+\S"
)
# `新华社北京12月5日电`
_CHINESE = re.compile(
    r"^\(?(?P<agency>[\u4e00-\u9fff]{2,5}?社)(?P<place>[\u4e00-\u9fff]{2,6}?)(?P<date>\d{1,2}月\d{1,2}日)[电電]"
)
# `〔記者王大明／台南報導〕`, `本报讯（记者 李明 王芳）`
_REPORTERS = re.compile(
    r"^\s*(?:本[报報网網台][讯訊电電]\s*)?[〔［\[（(【]\s*(?:本[报報网網台])?[记記]者[\s:：]*(?P<names>[\u4e00-\u9fff、\s]{2,20}?)\s*"
    r"(?:[／/]?[\u4e00-\u9fff]{2,6}[报報][导導道])?\s*[〕］\])）】]"
)
_TRAILING_DAY = re.compile(r",?\s+[^\W\d_]{3,12}\.?\s*\d{1,2}$")
# What no dateline is without.
_SIGN = re.compile(r"[(\[/:电電]|\s[–—-]")
# What an agency's own line of copyright has beside its name and the year.
_OWNED = re.compile(r"©|\([cс]\)|\bcopyright\b|\ball rights reserved\b|(?:19|20)\d\d", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FULL_WIDTH = str.maketrans("（）【】", "()[]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; each part may be missing."""

    place: str | None
    agency: str | None
    date: str | None


def dateline(text: str, agencies: Agencies) -> Dateline | None:
    """The dateline at the start of a paragraph.

    Either it credits an agency, or its place is in capitals; a dash alone after an ordinary word is none.
    """
    head = text[:160].translate(_FULL_WIDTH)
    if not _SIGN.search(head):
        return None
    if wired := _CHINESE.match(head):
        return Dateline(wired["place"], agencies.named(wired["agency"]), wired["date"])
    if (pointed := _POINTS.match(head)) and (agency := agencies.named(pointed["agency"])):
        return Dateline(place_name(pointed["place"]), agency, pointed["date"])
    found = _DATELINE.match(head)
    if not found:
        bare = _BRACKET.match(head) or _SLASH.match(head)
        agency = agencies.named_or_formed(bare["agency"]) if bare else None
        return Dateline(None, agency, None) if agency else None
    place, credited = found["place"].strip(" ,."), found["agency"]
    if credited:
        # `dpa/lno`: the agency and its regional service.
        agency = agencies.named(credited.split("/")[0]) or agencies.named_or_formed(credited)
    else:
        named = _AFTER_DASH.match(head)
        agency = agencies.named(named["agency"]) if named else None
    in_capitals = not credited and place.isupper() and len(place) > 2 and place.casefold() not in ALARMS
    if not (agency or in_capitals):
        return None
    if len(place.split(",", maxsplit=1)[0].split()) > 5 or not (place[:1].isupper() or CASELESS.search(place)):
        return None
    if wire := agencies.named(place):
        return Dateline(None, wire, found["date"])
    return Dateline(place_name(_TRAILING_DAY.sub("", place)), agency, found["date"])


def eastern_reporters(text: str) -> list[str]:
    """The reporters that stand in brackets before the first words of a Chinese article."""
    found = _REPORTERS.match(text[:60])
    names = re.split(r"[、\s]+", found["names"].strip()) if found else []
    return names if all(2 <= len(name) <= 4 for name in names) else []


def wire_day(found: Dateline | None, lines: Iterable[str], agencies: Agencies) -> date | None:
    """The day of a dateline. Most have no year: then an agency's has that of the agency's own line of copyright."""
    if not found or not found.date:
        return None
    years = set(_YEAR.findall(found.date))
    if not years and found.agency:
        owned = [
            line for line in lines if _OWNED.search(line) and agencies.named(_OWNED.sub(" ", line)) == found.agency
        ]
        years = {year for line in owned for year in _YEAR.findall(line)}
    day = stamps(f"{_YEAR.sub('', found.date).strip(' ,')} {min(years)}") if len(years) == 1 else []
    return day[0].day if day else None
