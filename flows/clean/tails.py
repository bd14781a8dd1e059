"""What stands below the body of a loose text: credits, notices, comments, teasers."""

import re
from collections.abc import Sequence

from flows.clean.body_ends import speaks_of_masthead
from flows.clean.credits import Agencies, credit
from flows.clean.furniture import Furniture
from flows.clean.line_kinds import Kind
from flows.clean.paragraphs import Paragraph

# `(hbr)`, `mk`
_INITIALS = re.compile(r"\([^\W\d_]{2,5}\)|[a-zà-žа-я]{2,3}")


def label_tail(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    roles: list[Kind],
    end: int,
    furniture: Furniture,
    agencies: Agencies,
) -> None:
    """Name what stands below the body, which ends at this paragraph.

    What nothing else tells is a comment below a heading of comments and a teaser below any other; before one, a
    sentence is a notice of the outlet's, and words without a stop are a teaser.
    """
    below, is_signature = "", False
    for index in range(end, len(found)):
        kind = kinds[index]
        is_signature |= found[index].text == "--"
        if is_signature:
            roles[index] = Kind("footer", "below the dashes that part an e-mail from its signature")
        elif kind is None:
            roles[index] = _told(found, kinds, index, end, furniture, agencies, below)
        elif kind.role == "date" and below == "teasers":
            roles[index] = Kind("teaser", "the day of a teaser")
        elif kind.role == "byline":
            roles[index] = Kind("footer", "credit at the end")
        elif kind.role == "section":
            roles[index] = Kind("navigation", "a section's name below the body")
        below = _heading(found[index], kind, roles[index]) or below


def _heading(p: Paragraph, kind: Kind | None, role: Kind) -> str:
    """What the paragraph heads, if anything: `comments` or `teasers`."""
    if kind is None:
        return "teasers" if p.words <= 3 and not p.ends_in_stop and role.role == "navigation" else ""
    if not kind.is_end:
        return "teasers" if kind.role == "section" else ""
    return "comments" if kind.role == "other" or "comments" in kind.reason else "teasers"


def _told(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    index: int,
    end: int,
    furniture: Furniture,
    agencies: Agencies,
    below: str,
) -> Kind:
    """What a paragraph below the body is whose own words say nothing."""
    p = found[index]
    if index == end and p.words <= 4 and _is_signature(found, kinds, index, agencies):
        return Kind("byline", "a name alone at the end")
    if index == end and _INITIALS.fullmatch(p.text):
        return Kind("byline", "initials at the end")
    if speaks_of_masthead(found, index) or _names_top(found[0], p):
        return Kind("footer", "what the outlet at the top says of itself")
    if phrase := furniture.asks(p):
        return Kind("promotion", f"the phrase {phrase!r} below the body")
    if p.words > 3 and "@" in p.text and ("?" in p.text or ":" in p.text):
        return Kind("promotion", "asks to write to an address")
    if below == "comments":
        return Kind("other", "below a heading of comments")
    if p.words <= (2 if below else 3):
        return Kind("navigation", "a word or two below the body")
    if p.ends_in_stop and not p.ends_in_ellipsis and not below:
        return Kind("footer", "a notice below the body")
    return Kind("teaser", "below the body")


def _names_top(top: Paragraph, p: Paragraph, most_words: int = 5, shortest: int = 8) -> bool:
    """Whether a sentence below the body says the name that stands at the top."""
    is_name = 2 <= top.words <= most_words and len(top.text) >= shortest and not top.ends_in_stop
    return is_name and p.ends_in_stop and top.text in p.text


def _is_signature(found: Sequence[Paragraph], kinds: Sequence[Kind | None], index: int, agencies: Agencies) -> bool:
    """Whether the line is a person's name, with no byline above it.

    Below it stands furniture alone, or the name is written `Ann LEE`.
    """
    if any(kind is not None and kind.role == "byline" for kind in kinds[:index]):
        return False
    text = found[index].text
    first, *rest = text.split()
    is_written_so = bool(rest) and len(rest[-1]) > 2 and rest[-1].isupper() and not first.isupper()
    below = all(kind is not None for kind in kinds[index + 1 :])
    return (below or is_written_so) and bool(credit(text, agencies).authors)
