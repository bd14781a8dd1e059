"""The fields by which press archives tell an article's data: named ones around the text, or codes of two letters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from flows.clean.evidence import Evidence
from flows.clean.json_fields import field_evidence, field_named
from flows.clean.plain_text import Line
from flows.clean.publication_dates import is_date_line

_NAMES = (
    "BYLINE|SECTION|LENGTH|HEADLINE|TITLE|DATELINE|SOURCE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|DOCUMENT-TYPE|GRAPHIC|"
    "HIGHLIGHT|SUBJECT|INDUSTRY|GEOGRAPHIC|PERSON|ORGANIZATION|COMPANY|STATE|CITY|COUNTRY|JOURNAL-CODE|SERIES|NOTES|"
    "CATEGORY|CORRECTION|UPDATE|ACC-NO|EDITION"
)
_NAMED = re.compile(rf"({_NAMES})\s?:\s*(\S.*)", re.I)
# One of these tells that an archive wrote the record.
_SIGNS = re.compile(r"(?:LENGTH\s?:\s*[\d.,]+ \w+|(?:LOAD-DATE|PUBLICATION-TYPE|ACC-NO)\s?:\s*\S.*)", re.I)
_COUNTED = re.compile(r"(?:document\s+)?\d+ (?:of|von|de|sur) \d+(?: (?:documents?|articles?|records?))?", re.I)
# Lines that stand alone above the text and around what is told below it.
_MARKS = frozenset(("body", "body:", "classification", "end of document"))
# What the codes state, under the names that fields have.
_CODES = {
    "HD": "headline", "BY": "byline", "PD": "date", "SN": "source", "SE": "section", "CR": "credit", "LA": "language",
}  # fmt: skip
_OTHER_CODES = "CLM|CT|RF|WC|ET|SC|ED|PG|VOL|ART|CY|LP|TD|AN|CO|IN|NS|RE|IPC|IPD|PUB"
_CODED = re.compile(rf"({'|'.join(_CODES)}|{_OTHER_CODES})(?:\s{{2,}}(\S.*)|)")
_LEAST_CODES = 5


# What no such record is without; it is soon looked for.
_MAY_BE = (
    "LENGTH:",
    "Length:",
    "LENGTH :",
    "LOAD-DATE",
    "Load-Date",
    "PUBLICATION-TYPE",
    "ACC-NO",
    "HD ",
    "HD\n",
    "LP\n",
    "TD\n",
)


def may_have_fields(text: str) -> bool:
    """Whether an archive may have written this text; most have nothing of its fields."""
    return any(map(text.__contains__, _MAY_BE))


def archive_fields(lines: Sequence[Line]) -> list[Evidence]:
    """What an archive's fields state, wherever they stand; their lines keep the value alone, with a tag of their own.

    Codes count where there are five of them, a headline's or a text's among them; names where a length in words, the
    day of loading or the type of publication is told.
    """
    coded = {index: found for index, line in enumerate(lines) if (found := _coded(line.text))}
    codes = {code for code, _ in coded.values()}
    if len(codes) >= _LEAST_CODES and not codes.isdisjoint(("HD", "LP", "TD")):
        return _stated(lines, dict(_values_of_codes(lines, coded)))
    if any(":" in line.text[:18] and _SIGNS.fullmatch(line.text) for line in lines):
        return _stated(lines, dict(_values_of_names(lines)))
    return []


def _coded(text: str) -> tuple[str, str] | None:
    found = _CODED.fullmatch(text) if text[:2].isupper() else None
    return (found[1], found[2] or "") if found else None


def _values_of_codes(
    lines: Sequence[Line], coded: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each line's field and value; below a code that stands alone the next line has its value, but the text's own."""
    for index, (code, value) in coded.items():
        yield index, (_CODES.get(code, "of the archive"), value) if value else ("of the archive", code)
        if code in ("LP", "TD") or value:
            continue
        below = next((i for i in range(index + 1, len(lines)) if lines[i].text), None)
        if below is not None and below not in coded:
            yield below, (_CODES.get(code, "of the archive"), lines[below].text)


def _values_of_names(lines: Sequence[Line], most_above: int = 4) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each line's field and value; the outlet's name stands alone above the day, behind what counts the records."""
    top = [index for index, line in enumerate(lines) if line.text][:most_above]
    for index in top:
        if _COUNTED.fullmatch(lines[index].text):
            yield index, ("of the archive", lines[index].text)
    for above, index in pairwise(top):
        text = lines[above].text
        if is_date_line(lines[index].text) and len(text.split()) <= 6 and not _COUNTED.fullmatch(text):
            yield above, ("outlet", text)
            break
    is_classified = False
    for index, line in enumerate(lines):
        folded = line.text.casefold()
        is_classified |= folded == "classification"
        if found := _NAMED.fullmatch(line.text):
            name = found[1].casefold()
            value = found[2].split(";")[0] if name == "section" else found[2]
            yield index, ("of the archive" if name in ("title", "update") else name, value)
        elif folded in _MARKS or (is_classified and line.text):
            yield index, ("of the archive", line.text)


def _stated(lines: Sequence[Line], fields: Mapping[int, tuple[str, str]]) -> list[Evidence]:
    """The evidence of these fields of lines, whose lines are marked."""
    values: dict[str, list[str]] = {}
    for index, (name, value) in fields.items():
        line = lines[index]
        if value != line.text:
            line.changed = ", ".join(filter(None, (line.changed, f"the name {line.text.split()[0]!r}")))
        line.text, line.tag = value, f"field {field_named(name) or 'other'}"
        values.setdefault(name, []).append(value)
    return field_evidence({name: listed for name, listed in values.items() if field_named(name)}, basis="header")
