"""Lists that end a body: rows of one form below the last paragraph of prose."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from flows.clean.line_kinds import Kind
from flows.clean.paragraphs import Paragraph

# What gives a row its form: signs, and dashes with space around them; not what words have in and around them.
_SIGNS = re.compile(r"(?<=\s)[-–—]+(?=\s)|[^\w\s'’\"“”«».&-]")
_LABELS = frozenset({"navigation", "promotion", "link", "section"})


def through_list(
    found: Sequence[Paragraph], kinds: list[Kind | None], end: int, least_rows: int = 5, agreeing: float = 0.6
) -> int:
    """The body's end, below the list that follows it: dates of a tour, results, prices.

    Most of its rows have the same signs in the same order, two or more, or digits and one; headlines seldom have. One
    heading may stand above it.
    """
    for first in (end, end + 1):
        rows = list(takewhile(lambda index: _may_be_row(found[index], kinds[index]), range(first, len(found))))
        if len(rows) < least_rows:
            continue
        forms = {index: _form(found[index].text) for index in rows}
        form, times = Counter(forms.values()).most_common(1)[0]
        if len(form) >= 2 and times >= max(least_rows, agreeing * len(rows)):
            last = max(index for index in rows if forms[index] == form)
            kinds[end : last + 1] = [None] * (last + 1 - end)
            return last + 1
    return end


def _may_be_row(p: Paragraph, kind: Kind | None) -> bool:
    return 2 <= p.words <= 24 and not p.ends_in_stop and not (kind and (kind.is_end or kind.role in _LABELS))


def _form(text: str) -> tuple[str, ...]:
    signs = tuple(_SIGNS.findall(text))
    return signs if len(signs) >= 2 or not any(map(str.isdigit, text)) else ("0", *signs)
