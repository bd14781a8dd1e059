"""Who a byline or a credit names: persons, agencies, the outlet."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from flows.clean.names import ends_like_outlet, is_agency_like, is_job, is_outlet_like, is_person
from flows.clean.vocabulary import COLON_LEADS

AgencyRows = tuple[tuple[str, str, str], ...]

# What stands before a name, in the languages that have such a word.
_LEAD = re.compile(
    r"^[(\[]?\s*(?:(?:written|submitted|reported|reporting|edited|editing|story|words|text|article|analysis|posted|published|"
    r"compiled|translated)\s+(?:and\s+\w+\s+)?by|by|words|text|author|authors|reporting|von|par|por|di|da|door|"
    r"autor(?:es|en|a)?|auteurs?|autore|texte|texto|redacción de|escrito por|автор(?:ы)?|текст|автори|autorzy|"
    r"opracowanie|yazan|haber|文|作者|记者|記者|来源|글|기자|كتب|كتبت|بقلم|إعداد|लेखक|द्वारा)(?:\s*[:：・]\s*|\s+)",
    re.I,
)
_NEEDS_COLON = frozenset(COLON_LEADS)
# Single letters join names only in lower case and without a point: `E.` is an initial.
_PARTS = re.compile(
    r"\s*(?:[;&/|·•、，]|,(?!\s*(?:Jr|Sr|II|III|PhD|MD)\b)|(?<=[^\W\d_]{3})\.\s+|"
    r"\b(?:and|And|AND|und|et|oraz|with|ve|mit|avec|con|com)\b|\b[yeисз]\b(?!\.)|\bта\b|(?<=\s)[-–—](?=\s))\s*"
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
_PREPOSITION = re.compile(r"\s(?:in|for|at|à|aus|für|из|в)\s")
_BEFORE_NAME = re.compile(r"^(?:by|von|par|por|di|from|in|for|with|mit|avec|con|com)\s+", re.I)
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


def lead(text: str) -> str | None:
    """What follows `By`, `Von`, `Автор:` and the like; NULL where the text doesn't start so."""
    found = _LEAD.match(text)
    if not found:
        return None
    word = found[0].strip(" :：([").casefold()
    if word in _NEEDS_COLON and not re.search(r"[:：・]\s*$", found[0]):
        return None
    rest = text[found.end() :].strip()
    return rest.rstrip(")]").strip() if text[0] in "([" else rest


@lru_cache(maxsize=20_000)
def credit(text: str, agencies: Agencies) -> Credit:
    """The persons, the agency and the outlet that a byline without its lead names; what is neither is left out.

    Kept: don't change it.
    """
    if agency := agencies.named(text):
        return Credit(agency=agency)
    made = Credit()
    if _MAY_HANDLE.search(text):
        for bracket in re.findall(r"\(([^()]{2,40})\)", text):
            made.agency = made.agency or agencies.named_or_formed(bracket)
        text = _HANDLE.sub(" ", text)
    if _MAY_CUT.search(text):
        text = _CUT.sub("", text)
    for part in _PARTS.split(text):
        _take(
            made,
            _BEFORE_NAME.sub("", part).strip(_EDGES),
            agencies,
        )
    return made


def _take(made: Credit, name: str, agencies: Agencies) -> None:
    """Add one part of a byline to the credit."""
    if agency := agencies.named(name):
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


@lru_cache(maxsize=20_000)
def name_and_outlet(text: str) -> tuple[str, str] | None:
    """The person and the outlet of a byline without a lead: `Ann Lee | Harbour Post`, `Ann Lee, Harbour Dawn`."""
    parts = [part.strip() for part in re.split(r"\s*[|,]\s*", text)]
    if len(parts) != 2 or not is_person(parts[0]):
        return None
    return (parts[0], parts[1]) if is_outlet_like(parts[1]) or is_person(parts[1]) else None
