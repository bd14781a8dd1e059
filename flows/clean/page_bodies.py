"""Which blocks of a web page are its article, and why."""

import html
import re
from collections import Counter
from collections.abc import Sequence

from flows.clean.credits import Agencies
from flows.clean.furniture import Furniture
from flows.clean.line_kinds import Kind
from flows.clean.neighbours import PICTURED
from flows.clean.paragraphs import Paragraph
from flows.clean.prose_scores import score
from flows.clean.segments import text_kinds
from flows.clean.titles import squeezed

# Parts of a page that hold no article even where they hold prose.
_NEVER = frozenset({"nav", "footer", "comments", "form", "figure"})
# Boxes amid an article; what is no prose in them is theirs.
_BOXES = frozenset({"newsletter", "related", "share"})
_HEADING = re.compile(r"h[1-6]$")
# The innermost box is a picture's.
_PICTURE_BOX = re.compile(r"(?:^|[./ _-])(?:photo|foto|image|picture|bild|imagen|imagem|photoview)s?$", re.I)
# Fewer kept characters than this are no article: the page is then read like loose text.
LEAST_KEPT = 250


def body_reasons(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    title: str | None,
    article_body: str | None,
    furniture: Furniture,
    agencies: Agencies,
) -> list[str | None]:
    """Why each block is in the body; NULL for those that are not.

    The body is what the page's JSON-LD repeats, where it is whole; else what trafilatura keeps and the prose that
    stands in the same boxes; where that is next to nothing, the page's blocks outside its menus are read like a loose
    text. What a block's own words call furniture (its kind), links alone, repetitions and headings without a text leave
    it.
    """
    kept = [bool(paragraph.is_kept) and paragraph.words > 0 for paragraph in found]
    if stated := _stated_body(found, kept, article_body):
        reasons = ["the page's JSON-LD repeats it" if is_in else None for is_in in stated]
        _add_kept(found, kept, reasons)
    elif _is_enough(found, kept):
        reasons = ["trafilatura keeps it" if is_in else None for is_in in kept]
        _add_neighbours(found, kinds, reasons)
        _add_headings(found, kinds, reasons)
    else:
        reasons = [
            "in the run of prose with the largest score" if is_in else None
            for is_in in _loose(found, kinds, furniture, agencies)
        ]
    _prune(found, kinds, reasons, squeezed(title or ""))
    return reasons


def _is_enough(found: Sequence[Paragraph], kept: Sequence[bool], least_share: float = 0.2) -> bool:
    """Whether trafilatura keeps enough to be the article: a share of the page's prose too, for it may keep a notice."""
    prose = sum(
        len(p.text) for p in found if p.area not in _NEVER and p.ends_in_stop and p.words >= 12 and p.link_share < 0.4
    )
    size = sum(len(p.text) for p, is_kept in zip(found, kept, strict=True) if is_kept)
    return size >= max(LEAST_KEPT, least_share * prose)


def _stated_body(
    found: Sequence[Paragraph], kept: Sequence[bool], article_body: str | None, agreeing: float = 0.85
) -> list[bool] | None:
    """Which blocks the JSON-LD article body holds; NULL where it is not the whole article of this page.

    It must be found on the page again and be nearly as long as what trafilatura keeps: many sites state a summary.
    """
    if not article_body or len(article_body) < LEAST_KEPT:
        return None
    whole = squeezed(re.sub(r"<[^>]+>", " ", html.unescape(article_body)))
    held = [(words := squeezed(p.text)) != "" and len(words) >= 12 and words in whole for p in found]
    size = sum(len(squeezed(p.text)) for p, is_held in zip(found, held, strict=True) if is_held)
    kept_size = sum(len(squeezed(p.text)) for p, is_kept in zip(found, kept, strict=True) if is_kept)
    if size < agreeing * len(whole) or len(whole) < agreeing * kept_size:
        return None
    return held


def _main_boxes(found: Sequence[Paragraph], reasons: Sequence[str | None], least_share: float = 0.3) -> set[str | None]:
    """The boxes that hold much of the body."""
    boxes: Counter[str | None] = Counter()
    for p, reason in zip(found, reasons, strict=True):
        if reason and p.container and p.area not in _NEVER:
            boxes[p.container] += len(p.text)
    return {box for box, size in boxes.items() if size >= least_share * boxes.total()}


def _add_kept(found: Sequence[Paragraph], kept: Sequence[bool], reasons: list[str | None]) -> None:
    """Add what trafilatura keeps amid what JSON-LD repeats, in the same boxes: a word may differ there."""
    inside = [index for index, reason in enumerate(reasons) if reason]
    main = _main_boxes(found, reasons)
    for index in range(inside[0], inside[-1]):
        if kept[index] and not reasons[index] and found[index].container in main and found[index].ends_in_stop:
            reasons[index] = "trafilatura keeps it"


def _add_neighbours(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    reasons: list[str | None],
    most_links: float = 0.4,
    reach: int = 3,
) -> None:
    """Add the prose that trafilatura lost: in a box that holds much of what it keeps, or amid it.

    Below the last block that it keeps, prose must follow the body within `reach` blocks.
    """
    inside = [index for index, reason in enumerate(reasons) if reason and found[index].area not in _NEVER] or [0]
    main = _main_boxes(found, reasons)
    first, last = inside[0], inside[-1]
    for index, p in enumerate(found):
        if reasons[index] or kinds[index] or p.area in _NEVER or p.link_share > most_links or not p.ends_in_stop:
            continue
        is_amid = first < index < last
        if (
            p.container in main
            and p.words >= (4 if is_amid else 8)
            and p.tag in ("p", "blockquote", "div")
            and index <= last + reach
        ):
            reasons[index] = "prose in the box of what trafilatura keeps"
            last = max(last, index)
        elif (
            first < index < last
            and p.words >= 20
            and p.tag in ("p", "div", "blockquote")
            and p.area not in ("related", "newsletter", "aside", "share")
        ):
            reasons[index] = "prose amid what trafilatura keeps"


def _add_headings(
    found: Sequence[Paragraph], kinds: Sequence[Kind | None], reasons: list[str | None], most_words: int = 14
) -> None:
    """Add the headings that trafilatura lost: right above a block of the body, in its box."""
    inside = [index for index, reason in enumerate(reasons) if reason]
    main = _main_boxes(found, reasons)
    for index in range(inside[0] + 1, inside[-1]) if inside else ():
        p, below = found[index], found[index + 1]
        is_heading = p.tag in ("h2", "h3", "h4") and p.words <= most_words and p.link_share < 0.5
        is_lost = not reasons[index] and not kinds[index] and p.area not in _NEVER and p.container in main
        if is_heading and is_lost and reasons[index + 1] and below.container == p.container:
            reasons[index] = "a heading in the box of what trafilatura keeps"


def _is_tag(p: Paragraph, most_words: int = 2) -> bool:
    return p.words <= most_words and not p.ends_in_stop and p.tag == "li"


def _is_credit(p: Paragraph, kind: Kind | None, most_words: int = 8) -> bool:
    """Whether the block says who took the pictures."""
    return kind is not None and kind.role == "caption" and p.words <= most_words and ":" in p.text


def _prune(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    reasons: list[str | None],
    title: str,
    reach: int = 6,
) -> None:
    """Take furniture, links alone, repetitions and headings without a text out of the body."""
    seen: dict[str, str | None] = {}
    inside = [index for index, reason in enumerate(reasons) if reason]
    prose = [index for index, p in enumerate(found) if reasons[index] and p.ends_in_stop and p.words >= 8]
    main = _main_boxes(found, reasons)
    first, last = (prose[0], prose[-1]) if prose else (0, len(found) - 1)
    teasers = next((i for i in range(last + 1, len(found)) if (kind := kinds[i]) and kind.is_end), len(found))
    for index, p in enumerate(found):
        if not reasons[index]:
            continue
        kind, words = kinds[index], squeezed(p.text)
        is_amid = inside[0] < index <= inside[-1]
        furniture = (kind is not None and kind.reason == "no words" and p.tag != "td" and not p.text.isalnum()) or (
            kind is not None
            and kind.role not in ("section", "other", "caption")
            and not (kind.role == "link" and is_amid)
        )
        links = (
            not (kind and kind.role == "link") and p.link_share > 0.85 and (p.link_share > 0.95 or not p.ends_in_stop)
        )
        # Below the last prose a heading heads nothing, items of a word or two are tags, and headed lines are teasers.
        headless = index > last and (
            bool(_HEADING.match(p.tag)) or _is_credit(p, kind) or _is_tag(p) or teasers < index <= teasers + reach
        )
        # The same paragraph in another box is a second copy of the article, behind a paywall or for print.
        again = len(words) >= 60 and seen.setdefault(words, p.container) != p.container
        is_title = bool(title) and words == title and index <= first
        boxed = p.area in _BOXES and not p.ends_in_stop and is_amid and p.container not in main
        pictured = (kind is not None and kind.reason == PICTURED) or (
            not p.ends_in_stop and p.words <= 20 and bool(_PICTURE_BOX.search(p.container or ""))
        )
        if furniture or links or headless or again or is_title or boxed or pictured:
            reasons[index] = None


def _loose(
    found: Sequence[Paragraph], kinds: Sequence[Kind | None], furniture: Furniture, agencies: Agencies
) -> list[bool]:
    """Which blocks are the body where the page is read as a loose text, from the first block of its article on."""
    article = [index for index, p in enumerate(found) if p.area == "article" and score(p, kinds[index]) > 1]
    start = article[0] if article else 0
    inside = [
        i for i, p in enumerate(found)
        if i >= start and p.area not in _NEVER and (p.area in (None, "article") or score(p, kinds[i]) > 1)
    ]  # fmt: skip
    body = set()
    for index, kind in zip(inside, text_kinds([found[index] for index in inside], furniture, agencies), strict=True):
        if kind.role == "body":
            body.add(index)
    return [index in body for index in range(len(found))]
