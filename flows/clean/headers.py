"""What an article's header says: who wrote it, for whom, when and where, from markup first, then from its lines."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from flows.clean.credit_words import lead
from flows.clean.credits import Agencies, Credit, credit, name_and_outlet
from flows.clean.datelines import dateline, eastern_reporters, wire_day
from flows.clean.day_order import day_order
from flows.clean.header_lines import header_line
from flows.clean.names import is_collective, is_outlet_like, place_name
from flows.clean.publication_dates import Stamp, day_in_address, stamp_in_markup, stamps
from flows.clean.sign_offs import closing_agency, tail_credit


@dataclass
class Header:
    """The article's metadata so far; each is known by its basis."""

    authors: list[str] = field(default_factory=list)
    authors_basis: str | None = None
    agency: str | None = None
    agency_basis: str | None = None
    place: str | None = None
    wire_day: date | None = None


@dataclass
class Publication:
    """When it was published: the first of the documented order, and the other days that the record states."""

    day: date | None = None
    moment: datetime | None = None
    basis: str | None = None
    modified: datetime | None = None
    others: list[date] = field(default_factory=list)
    modified_day: date | None = None
    order: bool | None = None
    order_basis: str | None = None
    readings: list[date] = field(default_factory=list)


_INITIAL = re.compile(r"[^\W\d_]\.")
Statements = Sequence[Mapping[str, str]]
RoleLines = Sequence[tuple[str, str]]


def credited(
    evidence: Statements,
    lines: RoleLines,
    first_paragraph: str,
    agencies: Agencies,
    outlet: str | None,
    given_names: Collection[str] = (),
    last_paragraph: str = "",
) -> Header:
    """Authors, agency and dateline place.

    Fields and markup come before the byline's line, the byline before the credit at the end, that before the dateline.
    Last comes an agency in brackets behind the last words.
    """
    made = Header()
    stated = [one for one in evidence if one["field"] in ("agency", "author")]
    for source, group in groupby(stated, key=itemgetter("field", "source")):
        _take_statements(made, source, list(group), agencies, outlet)
    last = len(lines)
    for index, (role, text) in enumerate(lines):
        if role == "byline":
            # `Harbour Dawn Ann LEE.`
            named = _byline(text.removeprefix(f"{outlet} ") if outlet else text, agencies, given_names)
            names = [name for name in named.authors if _key(name) != _key(outlet)]
            _add(made, names, named.agency, "header")
            if made.authors_basis == "header" and last < index and _goes_on(lines[last + 1 : index], names, text):
                made.authors += [name for name in names if name not in made.authors]
            last = index
        elif role == "footer":
            named = tail_credit(text, agencies)
            _add(made, named.authors, named.agency, "text")
    if not made.authors and not first_paragraph[:20].isascii():
        _add(made, eastern_reporters(first_paragraph), None, "text")
    if found := dateline(first_paragraph, agencies):
        made.place = found.place
        _add(made, [], found.agency, "text")
        made.wire_day = wire_day(found, (text for _, text in lines), agencies)
    if made.agency is None and (agency := closing_agency(last_paragraph, agencies)):
        _add(made, [], agency, "text")
    for one in evidence:
        if one["field"] == "dateline" and made.place is None:
            made.place = place_name(one["value"])
        # `source: Reuters` of a record's fields; a page's site may be an agency's own.
        if one["field"] == "outlet" and one["source"].startswith("field ") and (agency := agencies.named(one["value"])):
            _add(made, [], agency, one["basis"])
    return made


def _goes_on(between: RoleLines, names: list[str], text: str) -> bool:
    """Whether the line is one more name below a byline, with what that person does between them at most."""
    posts = all(is_collective(post) and len(post.split()) <= 5 for _, post in between)
    return posts and _key("".join(names)) == _key(lead(text) or text)


def _take_statements(
    made: Header, source: tuple[str, str], group: Statements, agencies: Agencies, outlet: str | None
) -> None:
    """Add what one place of the markup or of the fields states of agency or authors."""
    if source[0] == "agency":
        for one in group:
            _add(made, [], agencies.named_or_formed(one["value"]), one["basis"])
        return
    authors: list[str] = []
    # Elsewhere a second name may be a teaser's.
    several = source[1].startswith(("json-ld", "field ", "meta "))
    for one in group:
        if not one["value"].startswith("http") and (several or not authors):
            named = credit(lead(one["value"]) or one["value"], agencies)
            authors += [name for name in named.authors if _key(name) != _key(outlet)]
            _add(made, [], named.agency if _key(named.agency) != _key(outlet) else None, one["basis"])
    _add(made, authors, None, group[0]["basis"])


def _byline(text: str, agencies: Agencies, given_names: Collection[str] = ()) -> Credit:
    rest = lead(text)
    if rest is None and (pair := name_and_outlet(text)):
        first = [re.split(r"[\s-]", name)[0].capitalize() for name in pair]
        if all(name in given_names for name in first) and not is_outlet_like(pair[1]):
            return Credit(list(pair))
        # Without a lead the second of two names is where the first works, unless both begin as persons' names do.
        return Credit([pair[0]], credit(text, agencies).agency)
    read = header_line(text, agencies)
    return read.credit if read and read.credit else credit(rest or text, agencies)


def _key(name: str | None) -> str:
    return "".join((name or "").casefold().split()).removeprefix("the")


def _add(made: Header, authors: list[str], agency: str | None, basis: str) -> None:
    """Take what is not yet known; authors come from one basis and source only."""
    if authors and not made.authors:
        made.authors, made.authors_basis = list(dict.fromkeys(authors)), basis
    elif authors:
        made.authors = [_fuller(name, authors) for name in made.authors]
    if agency and not made.agency:
        made.agency, made.agency_basis = agency, basis


def _fuller(name: str, others: Sequence[str]) -> str:
    """The name as another statement has it where this one has an initial: `A. Lee` and `Ann Lee`."""
    first, _, rest = name.partition(" ")
    if not (rest and _INITIAL.fullmatch(first)):
        return name
    return next((other for other in others if other[0] == first[0] and other.partition(" ")[2] == rest), name)


@dataclass(frozen=True)
class Whereabouts:
    """What tells how the record's outlet writes dates of digits."""

    domain: str | None = None
    region: str | None = None
    language: str = "und"


def publication(
    evidence: Statements,
    lines: RoleLines,
    url: str | None,
    above: Sequence[str] = (),
    whereabouts: Whereabouts = Whereabouts(),
    wire_day: date | None = None,
) -> Publication:
    """When the record says that it was published.

    In this order: the record's fields, its markup, the date line of its header, its address, a short line with one
    date among those `above` the body, the `wire_day` of a dateline. The first decides the day; a time comes
    from the first statement of that day that has one. Days of the others are kept. A date such as 05/04/2024 counts
    only where something tells its order.
    """
    texts = [one["value"] for one in evidence if one["field"] in ("published", "modified")]
    texts += [text for role, text in lines if role in ("date", "byline")]
    stated, modified = _stated(evidence, lines, url, above, day_first=True)
    days = [stamp for _, stamp in stated] + modified
    readings: list[date] = []
    if any(stamp.is_ambiguous for stamp in days):
        sure = [stamp.day for stamp in days if not stamp.is_ambiguous]
        order, why = day_order([*texts, *above], sure, whereabouts.domain, whereabouts.region, whereabouts.language)
        other_way = _stated(evidence, lines, url, above, day_first=False)
        if order is False:
            stated, modified = other_way
        elif order is None:
            readings = [*_first_ambiguous(stated), *_first_ambiguous(other_way[0])]
            stated = [pair for pair in stated if not pair[1].is_ambiguous]
            modified = [stamp for stamp in modified if not stamp.is_ambiguous]
    else:
        order, why = day_order(texts, (), None, None, "und")
    made = Publication(
        modified=next((stamp.moment for stamp in modified if stamp.moment), None),
        modified_day=next((stamp.day for stamp in modified), None),
        order=order,
        order_basis=why,
    )
    if stated:
        stated = _printed_first(stated, evidence)
        made.basis, first = stated[0]
        made.day = _own_day(stated, evidence)
        made.moment = next(
            (stamp.moment for _, stamp in stated if stamp.moment and stamp.day in (first.day, made.day)), None
        )
        made.others = sorted({stamp.day for _, stamp in stated} - {made.day})
    elif wire_day and not readings:
        made.day, made.basis = wire_day, "text"
    else:
        made.readings = readings
    return made


def _printed_first(
    stated: list[tuple[str, Stamp]], evidence: Statements, most: timedelta = timedelta(days=7)
) -> list[tuple[str, Stamp]]:
    """The statements, where an e-mail brings an article of the week before with the article's own day first."""
    sent = stated[0][1].day
    if not any(one["source"] == "field sent" for one in evidence):
        return stated
    return sorted(stated, key=lambda pair: not sent - most <= pair[1].day < sent)


def _first_ambiguous(stated: Sequence[tuple[str, Stamp]]) -> list[date]:
    """The first day that could be another in the other order, if there is one."""
    return [stamp.day for _, stamp in stated if stamp.is_ambiguous][:1]


# A time that a site's software writes in UTC, wherever the site is.
_UTC = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC|^\d{10,13})$")


def _own_day(stated: Sequence[tuple[str, Stamp]], evidence: Statements) -> date:
    """The day of the first statement, in the source's own zone.

    Where a time in UTC stands first, the header's day decides that another zone has at this moment.
    """
    first = stated[0][1]
    value = next((one["value"] for one in evidence if one["field"] == "published"), "")
    if stated[0][0] != "markup" or first.moment is None or not _UTC.search(value):
        return first.day
    near = {(first.moment + timedelta(hours=hours)).date() for hours in (-11, 13)}
    shown = [stamp.day for basis, stamp in stated if basis == "header"]
    zoned = [stamp.day for basis, stamp in stated if basis == "markup" and stamp.moment == first.moment]
    return next((day for day in (*zoned, *shown[:1]) if day in near and day != first.day), first.day)


def _stated(
    evidence: Statements,
    lines: RoleLines,
    url: str | None,
    above: Sequence[str],
    day_first: bool,
    latest: date = date(2100, 1, 1),
) -> tuple[list[tuple[str, Stamp]], list[Stamp]]:
    """The statements of publication with their basis, the one that decides first, and those of modification."""
    stated: list[tuple[str, Stamp]] = []
    modified: list[Stamp] = []
    for one in evidence:
        if (
            one["field"] in ("published", "modified")
            and (stamp := stamp_in_markup(one["value"], day_first))
            and stamp.day <= latest
        ):
            if one["field"] == "modified":
                modified.append(stamp)
            else:
                stated.append((one["basis"], stamp))
    for role, text in lines:
        if role in ("date", "byline"):
            for stamp in stamps(text, day_first):
                if stamp.is_modified:
                    modified.append(stamp)
                else:
                    stated.append(("header", stamp))
    if url and (day := day_in_address(url)):
        stated.append(("url", Stamp(day)))
    if not stated:
        short = [found for text in above if len(text.split()) <= 10 and len(found := stamps(text, day_first)) == 1]
        stated += [("header", found[0]) for found in short[-1:] if not found[0].is_modified]
    return stated, modified
