"""Who a byline or a credit names: persons, agencies, the outlet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from flows.clean.credit_words import plain, without_other_work
from flows.clean.names import (
    ends_like_outlet,
    is_agency_like,
    is_collective,
    is_job,
    is_masthead,
    is_outlet_like,
    is_person,
)

AgencyRows = tuple[tuple[str, str, str], ...]

# Single letters join names only in lower case and without a point: `E.` is an initial.
_PARTS = re.compile(
    r"\s*(?:[;&/／|·•、，]|,(?!\s*(?:Jr|Sr|II|III|PhD|MD)\b)|(?<=[^\W\d_]{3})\.\s+|"
    r"\b(?:and|And|AND|und|UND|et|ET|oraz|with|ve|mit|avec|con|com|og|och)\b|\b[yeiисз]\b(?!\.)|\bта\b|\+|"
    r"(?<=\s)[-–—](?=\s))\s*"
)
# What follows the names in a byline's box.
_CUT = re.compile(
    r"(?:\b|(?<=[a-z]))(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|(?i:published|updated|posted)|\d).*$",
    re.S,
)
# Most names have nothing of either kind.
_MAY_CUT = re.compile(r"\d|day|ed", re.I)
_MAY_HANDLE = re.compile(r"[@(<]|://")
_HANDLE = re.compile(r"@\w+|\S+@\S+|https?://\S+|\([^()]*\)|<[^<>]*>")
_PREPOSITION = re.compile(r"\s(?:Special to|Special for|in|for|at|of|from|à|aus|für|en|em|desde|из|в)\s")
_BEFORE_NAME = re.compile(
    r"^(?:(?:reporting|reported|writing|written) by|by|von|par|por|di|from|in|for|with|mit|avec|con|com|met)\s+", re.I
)
_ACCOUNT = re.compile(r"(?<=\s)@\w+")
_IN_BRACKETS = re.compile(r"\s*\S+@\S+\s*\(([^()]+)\)\s*")
_EDGES = " .,:;()[]–—-*"


@dataclass(slots=True)
class Credit:
    """What a credit names, in its order."""

    authors: list[str] = field(default_factory=list)
    agency: str | None = None
    outlet: str | None = None

    def __bool__(self) -> bool:
        return bool(self.authors or self.agency or self.outlet)


class Agencies:
    """The news agencies of the reference table, by every form in which they are credited."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self.exact: dict[str, str] = {}
        self.folded: dict[str, str] = {}
        for agency, name, aliases in rows:
            for form in (agency, name, *(aliases or "").split("|")):
                self.exact.setdefault(form, agency)
                # Short forms are words of other languages too, so their capitals count.
                if len(form) > 4:
                    self.folded.setdefault(form.casefold(), agency)

    def named(self, text: str) -> str | None:
        """The agency that this text names and nothing else."""
        text = text.strip(_EDGES)
        if not text or len(text) > 60:
            return None
        if text[:2] in ("l'", "L'", "l’", "L’"):
            text = text[2:]
        folded = text.casefold()
        return self.exact.get(text) or self.folded.get(folded) or self.folded.get(folded.removeprefix("the "))

    def named_or_formed(self, text: str) -> str | None:
        """The same; a name that says that it is an agency's counts too, as written."""
        text = text.strip(_EDGES)
        return self.named(text) or (text if is_agency_like(text) else None)


@lru_cache(maxsize=4)
def agencies_of(rows: AgencyRows) -> Agencies:
    """The agencies of these rows of the reference table; kept, because batches share them."""
    return Agencies(rows)


@lru_cache(maxsize=20_000)
def credit(text: str, agencies: Agencies) -> Credit:
    """The persons, the agency and the outlet that a byline without its lead names; what is neither is left out.

    Kept: don't change it.
    """
    if agency := agencies.named(text):
        return Credit(agency=agency)
    made = Credit()
    text = plain(text)
    if _MAY_HANDLE.search(text):
        if only := _IN_BRACKETS.fullmatch(text):
            # `ann@paper.example (Ann Lee)`, as feeds have it
            text = only[1]
        for bracket in re.findall(r"\(([^()]{2,40})\)", text):
            made.agency = made.agency or agencies.named_or_formed(_BEFORE_NAME.sub("", bracket))
        text = _HANDLE.sub(" ", _ACCOUNT.sub(" | ", text))
    text = without_other_work(text)
    if _MAY_CUT.search(text):
        text = _CUT.sub("", text)
    parts = _PARTS.split(text)
    for number, part in enumerate(parts):
        # `Ann Lee, Harbour Online — Vila Serena`: a place stands behind a dash after where somebody works.
        if number > 1 and made.authors and _is_employer(parts[number - 1]) and _dashed(text, part):
            continue
        _take(made, _BEFORE_NAME.sub("", part).strip(_EDGES), agencies)
    return made


def _is_employer(name: str) -> bool:
    return is_collective(name) or is_masthead(name)


def _dashed(text: str, part: str) -> bool:
    return text[: text.rfind(part)].rstrip()[-1:] in ("-", "–", "—")


def _take(made: Credit, name: str, agencies: Agencies) -> None:
    """Add one part of a byline to the credit."""
    if agency := agencies.named(name):
        made.agency = made.agency or agency
        return
    if wired := _before_agency(name, agencies):
        person, agency = wired
        made.authors += [person] if person not in made.authors else []
        made.agency = made.agency or agency
        return
    # `Ann Lee in Oslo`, `Ann Lee for The Post`.
    person, *rest = _PREPOSITION.split(name, maxsplit=1)
    if made.authors and ends_like_outlet(name):
        # `Ann Lee, Harbour Post`: what follows the name and ends like a newspaper's is where the person works.
        made.outlet = made.outlet or name
    elif is_person(person):
        if person not in made.authors:
            made.authors.append(person)
        if rest and is_outlet_like(rest[0]):
            made.outlet = made.outlet or rest[0]
    elif is_agency_like(name) and not made.authors:
        made.agency = made.agency or name
    elif not is_job(name) and (is_outlet_like(name) or is_agency_like(name)):
        # After a person's name an agency-like name is where the person works, which is the outlet as often.
        made.outlet = made.outlet or name


def _before_agency(text: str, agencies: Agencies) -> tuple[str, str] | None:
    """The person and the agency of `ANN LEE Associated Press`, `Ann Lee AFP`, which nothing parts.

    An agency of one word counts only in capitals of its own or where it is no person's name.
    """
    words = text.split()
    for size in range(min(4, len(words) - 2), 0, -1):
        person, last = " ".join(words[:-size]), " ".join(words[-size:])
        if (agency := agencies.named(last)) and is_person(person):
            is_plain = size > 1 or last == "Reuters" or (last.isupper() and not person.isupper())
            return (person, agency) if is_plain else None
    return None


@lru_cache(maxsize=20_000)
def name_and_outlet(text: str) -> tuple[str, str] | None:
    """The person and the outlet of a byline without a lead: `Ann Lee | Harbour Post`, `Ann Lee, Harbour Dawn`."""
    parts = [part.strip() for part in text.replace("|", ",").split(",")]
    if len(parts) != 2 or not is_person(parts[0]):
        return None
    return (parts[0], parts[1]) if is_outlet_like(parts[1]) or is_person(parts[1]) else None
