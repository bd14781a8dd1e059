"""What each block of a web page is for: its article, and what the others are."""

import re
from collections.abc import Sequence

from flows.clean.body_ends import notice_at
from flows.clean.credits import Agencies
from flows.clean.furniture import Furniture
from flows.clean.line_kinds import Kind, kind_of
from flows.clean.neighbours import label_numbered
from flows.clean.page_bodies import body_reasons
from flows.clean.paragraphs import Paragraph
from flows.clean.titles import squeezed
from flows.clean.titles_above import names_somebody

_AREA_ROLES = {
    "nav": "navigation", "footer": "footer", "aside": "teaser", "related": "teaser", "figure": "caption",
    "newsletter": "promotion", "share": "navigation", "comments": "other", "form": "navigation", "byline": "byline",
}  # fmt: skip
_MENUS = frozenset({"nav", "footer", "comments", "form"})
# Classes of what stands above an article; `teaser` names it as often as a box of other articles.
_STANDFIRSTS = frozenset({"standfirst", "lead", "related"})
_HEADING = re.compile(r"h[1-6]$")


def page_kinds(
    found: Sequence[Paragraph], title: str | None, article_body: str | None, furniture: Furniture, agencies: Agencies
) -> list[Kind]:
    """The role and reason of each block of a page whose markup states this title and this article's text."""
    # What its place on the page says is not asked of a block's words.
    kinds = [None if p.area in _MENUS and not p.is_kept else kind_of(p, furniture, agencies) for p in found]
    label_numbered(found, kinds)
    reasons = body_reasons(found, kinds, title, article_body, furniture, agencies)
    made = [
        Kind("body", reason) if reason else _outside(p, k) for p, k, reason in zip(found, kinds, reasons, strict=True)
    ]
    made = _titled(found, made, title)
    _label_standfirst(found, made)
    _label_notices(found, made, furniture, agencies)
    _label_header(found, kinds, made, agencies)
    _label_teasers(found, made)
    return made


def _titled(found: Sequence[Paragraph], kinds: list[Kind], title: str | None) -> list[Kind]:
    heading = squeezed(title or "")
    for index, paragraph in enumerate(found):
        is_long = len(paragraph.text) > 2 * len(title or "")
        if heading and not is_long and kinds[index].role != "body" and squeezed(paragraph.text) == heading:
            kinds[index] = Kind("title", "the page's own title")
        elif heading and paragraph.tag in ("h1", "h2") and _is_kicked(squeezed(paragraph.text), heading):
            kinds[index] = Kind("title", "a kicker and the page's own title")
    return kinds


def _is_kicked(text: str, title: str, longest: int = 30) -> bool:
    """Whether the squeezed heading is the title with a few words before it."""
    return text.endswith(title) and 0 < len(text) - len(title) <= min(longest, len(title))


def _label_standfirst(found: Sequence[Paragraph], kinds: list[Kind], least_below: int = 2) -> None:
    """Call what is marked as a standfirst so where it stands above all other prose of the body."""
    body = [i for i, p in enumerate(found) if kinds[i].role == "body" and p.words >= 3]
    marked = [i for i in body if found[i].area in _STANDFIRSTS]
    others = [i for i in body if found[i].area not in _STANDFIRSTS and found[i].words >= 8]
    if marked and len(others) >= least_below:
        header = [i for i in range(others[0]) if kinds[i].role in ("byline", "date")]
        for index in marked:
            # A lead, or what stands below the byline, is as often the first paragraph: then the next follows closely.
            may_begin = found[index].area == "lead" or (
                bool(header) and index > header[-1] and found[index].words >= 16
            )
            if index < others[0] and not (may_begin and index + 1 in others):
                kinds[index] = Kind("subtitle", "the page's standfirst")


def _label_notices(
    found: Sequence[Paragraph], kinds: list[Kind], furniture: Furniture, agencies: Agencies, most: int = 3
) -> None:
    """Take what the last blocks of the body say of the author, or ask of readers, out of it."""
    body = [index for index, kind in enumerate(kinds) if kind.role == "body"]
    for index in body[:0:-1][:most]:
        if found[index].words > 60 or not (notice := notice_at(found, kinds, index, body[0], furniture, agencies)):
            return
        kinds[index] = notice


def _label_header(
    found: Sequence[Paragraph], own: Sequence[Kind | None], kinds: list[Kind], agencies: Agencies
) -> None:
    """Name what stands above the article's first sentences: kickers, subtitles, and who wrote it when."""
    prose = (i for i, p in enumerate(found) if kinds[i].role == "body" and p.ends_in_stop and p.words >= 8)
    start = next(prose, len(found))
    title = max((i for i in range(start) if kinds[i].role == "title"), default=None)
    if title is None:
        return
    credited = any(kinds[i].role in ("byline", "date") for i in range(title + 2, start))
    if title + 1 < start and credited and _is_standfirst(found[title + 1]) and kinds[title + 1].role == "body":
        kinds[title + 1] = Kind("subtitle", "no sentence, between the headline and who wrote it")
    for index in range(start):
        p, kind = found[index], kinds[index]
        if p.ends_in_stop or p.words > 14 or not p.words or _HEADING.match(p.tag) or kind.role not in ("body", "other"):
            continue
        if (by_words := own[index]) and by_words.role == "caption":
            kinds[index] = by_words
        elif index < title:
            kinds[index] = _above_title(p, kind, is_next=index == title - 1)
        elif names_somebody(p.text, agencies):
            kinds[index] = Kind("byline", "a name between the headline and the body")
        elif kind.role == "other" and p.words > 3:
            kinds[index] = Kind("subtitle", "between the headline and the body")
    for index in range(title + 1, start):
        if kinds[index].role == "other" and found[index].words > 3 and found[index].link_share < 0.5:
            kinds[index] = Kind("subtitle", "between the headline and the body")


def _is_standfirst(p: Paragraph, least_words: int = 4) -> bool:
    return bool(_HEADING.match(p.tag)) or (not p.ends_in_stop and p.words >= least_words)


def _above_title(p: Paragraph, kind: Kind, is_next: bool) -> Kind:
    if kind.role == "body":
        return (
            Kind("section", "a word or two above the headline")
            if is_next and p.words <= 3
            else Kind("other", "above the headline")
        )
    return Kind("navigation", "a word or two above the headline") if p.words <= 3 else kind


def _label_teasers(found: Sequence[Paragraph], kinds: list[Kind]) -> None:
    """Call the headlines below a heading of teasers what they are."""
    last = max((index for index, kind in enumerate(kinds) if kind.role == "body"), default=len(found))
    headed = False
    for index in range(last + 1, len(found)):
        if kinds[index].is_end:
            headed = "comments" not in kinds[index].reason and kinds[index].role == "navigation"
        elif kinds[index].role == "other" and headed and found[index].words >= 3:
            kinds[index] = Kind("teaser", "below a heading of teasers")


def _outside(paragraph: Paragraph, kind: Kind | None) -> Kind:
    if kind and kind.role in ("byline", "date", "caption", "dateline"):
        return kind
    if role := _AREA_ROLES.get(paragraph.area or ""):
        return Kind(role, f"in the page's {paragraph.area}")
    if kind:
        return kind
    return (
        Kind("title", "a heading of the first level") if paragraph.tag == "h1" else Kind("other", "outside the article")
    )
