"""What stands between quotation marks, whatever the marks, and although a mark may be lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile("[\"“”„‟«»‘’'‚‹›]")
# Those that may open a quotation, or close one between double marks.
_OUTER_MARKS = re.compile("[\"“”„‟«»‘'‚‹›]")
# What closes what each mark opened: straight, curly, low-high (German, Polish), angle, reversed angle, Swedish, single.
_CLOSING = {
    '"': '"”“',
    "“": '”"',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«»",
    "”": "”",
    "‘": "’'",
    "'": "'’",
    "‚": "‘'",
    "‹": "›",
    "›": "‹",
}
_SINGLE = frozenset("‘'‚‹›’")
# 5'10" is a height.
_INCHES = re.compile(r"\d['’]\d{1,2}\Z")


@dataclass(slots=True)
class Quoted:
    """Words between marks: `start` and `end` are their own offsets; `outer_start` and `outer_end` hold the marks too.

    `is_closed`: the closing mark was found. `continues`: it is left out because the next paragraph goes on.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_closed: bool
    continues: bool = False


def quoted(text: str) -> list[Quoted]:
    """Every outermost quotation of the text, in order."""
    found: list[Quoted] = []
    end = 0
    while mark := _OUTER_MARKS.search(text, end):
        start, end = text.rfind("\n", 0, mark.start()) + 1, text.find("\n", mark.start())
        end = end if end >= 0 else len(text)
        spans = list(_in_paragraph(text, start, end, mark.start()))
        if spans and not spans[-1].is_closed:
            last, following = spans[-1], text[end:].lstrip("\n")[:1]
            last.continues = following != "" and following in text[last.outer_start] + '“"«»„'
        found += spans
    return found


def _in_paragraph(text: str, start: int, end: int, at: int) -> Iterator[Quoted]:
    """The quotations of the paragraph `text[start:end]`, whose first mark stands at `at`."""
    opened: int | None = None
    while match := _OUTER_MARKS.search(text, at, end):
        place, mark = match.start(), match[0]
        at = place + 1
        if mark == '"' and _INCHES.search(text, max(start, place - 5), place):
            continue
        if opened is None:
            if _opens(text, place, start, end):
                if mark in _SINGLE:
                    closing = _single_end(text, place, end)
                    if closing is not None:
                        yield _quoted(text, place, closing, True)
                        at = closing + 1
                else:
                    opened = place
        elif mark in _CLOSING[text[opened]] and not _opens_anew(text, place, opened, end):
            yield _quoted(text, opened, place, True)
            opened = None
        elif mark not in _SINGLE and _opens_anew(text, place, opened, end):
            yield _quoted(text, opened, place, False)
            opened = place
    if opened is not None:
        yield _quoted(text, opened, end, False)


def _quoted(text: str, opening: int, closing: int, is_closed: bool) -> Quoted:
    inner = text[opening + 1 : closing]
    start = opening + 1 + len(inner) - len(inner.lstrip())
    end = closing - (len(inner) - len(inner.rstrip()))
    return Quoted(start, max(start, end), opening, closing + 1 if is_closed else closing, is_closed)


def _opens(text: str, place: int, start: int, end: int) -> bool:
    """Nothing is open: the mark stands before a word and after none."""
    mark = text[place]
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    if mark in "“„«‟‚‹":
        return True
    if mark in {"«", "»"}:
        return (before.isspace() or before in "(:") and not after.isspace()
    return not before.isalnum() and before not in ".,!?…;:%)" and not after.isspace()


def _opens_anew(text: str, place: int, opened: int, end: int) -> bool:
    """A quotation is open, yet the mark opens one: the closing mark of the first was lost."""
    mark = text[place]
    if mark not in '"“„«' or (mark == "“" and text[opened] == "„"):
        return False
    before = text[place - 1]
    after = text[place + 1] if place + 1 < end else " "
    return before.isspace() and (after.isalnum() or after in "‘'") and mark in ('"', text[opened])


def _single_end(text: str, opening: int, end: int) -> int | None:
    """The mark that closes a single quotation; an apostrophe in a word or of a plural (`workers' rights`) doesn't."""
    closing = [
        match.start()
        for match in _MARKS.finditer(text, opening + 1, end)
        if match[0] in _CLOSING[text[opening]]
        and not text[match.start() - 1].isspace()
        and not text[match.start() + 1 : match.start() + 2].isalnum()
    ]
    for number, place in enumerate(closing):
        plural = text[place - 1] == "s" and text[place + 1 : place + 2] == " " and text[place + 2 : place + 3].islower()
        if not plural or number + 1 == len(closing):
            return place
    return None
