"""A web page as the text of its blocks, in order."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.settings import MANUALLY_CLEANED, Extractor

from flows.clean.plain_text import Line
from flows.clean.titles import squeezed
from flows.clean.vocabulary import words

_BLOCKS = frozenset(
    words(
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody
        td tfoot th thead time title tr ul br"""
    )
)
_SKIPPED = frozenset(
    words(
        """script style noscript template svg math head iframe object embed canvas audio video select button textarea
        map area"""
    )
)
# What trafilatura drops whatever it holds; a form may hold the whole page.
_DROPPED = frozenset(MANUALLY_CLEANED) - {"form", "figure"}
_TELLING = frozenset(words("h1 h2 h3 h4 h5 h6 li p figcaption td th blockquote time pre dt dd"))
_AREAS = {
    "nav": "nav",
    "aside": "aside",
    "footer": "footer",
    "figure": "figure",
    "figcaption": "figure",
    "form": "form",
    "article": "article",
    "main": "article",
}
# Whole words of class and id attributes, cut at `-`, `_` and capitals, and the part of a page that they name.
_CLASS_AREAS = tuple(
    (area, re.compile(rf"\b(?:{pattern})\b"))
    for area, pattern in (
        ("comments", "comments?|disqus|respond|livefyre"),
        (
            "related",
            "related|recommend(?:ed|ations?)|read ?more|see also|most read|trending|popular|outbrain|taboola|"
            "teasers?|promo|more stories",
        ),
        (
            "newsletter",
            "newsletter|subscri(?:be|ption)|signup|sign up|paywall|cookies?|consent|gdpr|donate|donation",
        ),
        ("share", "share|sharing|social|addthis|sharedaddy"),
        ("byline", "byline|author|authors|dateline|pubdate|timestamp|post date|article meta"),
        (
            "standfirst",
            "stand ?first|chap(?:o|eau)|sapo|entradilla|bajada|copete|sommario|occhiello|catenaccio|anreisser|vorspann|"
            "zajawka|ingress|sous titre|untertitel|sub ?head(?:line|er)?|sub ?title|sub ?titulo|linha fina|dek|"
            "preview|anons|second title|spot",
        ),
        ("lead", "lead|lede"),
        ("figure", "caption|figcaption|credit|wp caption text|photo credit"),
        ("nav", "nav|navigation|navbar|menu|breadcrumbs?|pagination|tags|tag list"),
        ("aside", "sidebar|rail|widget|advert|advertisement|ads?|sponsored|banner"),
        ("footer", "footer|copyright"),
    )
)
# Most names are of no part.
_ANY_AREA = re.compile("|".join(pattern.pattern for _, pattern in _CLASS_AREAS))
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
MAX_NODES = 200_000
# One class for all elements: lxml's own parser asks a function in Python for the class of each element that is touched.
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
# Read from trafilatura's settings once: each call would read them anew.
_PRECISE = Extractor(output_format="python", fast=True, precision=True, comments=False, tables=True)


def parsed(text: str) -> Any | None:
    """The page as an lxml tree; NULL where there is none. Never raises."""
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def block_lines(tree: Any, max_nodes: int = MAX_NODES) -> list[Line]:
    """The text of the page's blocks; blocks beyond `max_nodes` elements are left out.

    A block ends where a block element or a line break starts or ends. White space inside is collapsed. The tree loses
    the elements that show no text.
    """
    etree.strip_elements(tree, *_SKIPPED, with_tail=False)
    lines: list[Line] = []
    pieces: list[str] = []
    areas: list[str | None] = [None]
    tags: list[str] = ["p"]
    boxes: list[str] = []
    linked = links = nodes = 0

    def flush() -> None:
        nonlocal linked
        if not pieces:
            return
        if text := " ".join("".join(pieces).split()):
            line = Line(text, tags[-1], areas[-1], min(1.0, linked / len(text)))
            line.container = "/".join(boxes[-3:-1] if tags[-1] in _TELLING else boxes[-2:])
            lines.append(line)
        pieces.clear()
        linked = 0

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            nodes += 1
            if nodes > max_nodes:
                break
            stated = dict(element.items())
            if _is_hidden(stated):
                # Its end event still comes; the mark on the stack keeps both ends of it alike.
                walk.skip_subtree()
                areas.append(areas[-1])
                tags.append("skipped")
                continue
            if tag in _BLOCKS:
                flush()
                boxes.append(f"{tag}.{stated.get('class', '')[:80]}")
            areas.append(_area(stated, tag) or areas[-1])
            tags.append(tag if tag in _TELLING else "div" if tag in _BLOCKS else tags[-1])
            links += tag == "a"
            if element.text:
                pieces.append(element.text)
                linked += len(element.text.strip()) if links else 0
        else:
            if tag in _BLOCKS and tags[-1] != "skipped":
                flush()
                boxes.pop()
            if tag == "a" and tags[-1] != "skipped":
                links -= 1
            areas.pop()
            tags.pop()
            if element.tail:
                pieces.append(element.tail)
                linked += len(element.tail.strip()) if links else 0
    flush()
    return lines


def mark_kept(lines: list[Line], tree: Any) -> int:
    """Mark the blocks that trafilatura's precision mode keeps; the number of characters kept.

    The tree is used up. Trafilatura's fallbacks to other extractors are left out: they cost a third of its time, and
    this stage has its own. A short block counts only where it is a line of trafilatura's own.
    """
    # Half of a page's elements; trafilatura asks each a hundred questions before it drops them itself.
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    try:
        found = trafilatura.bare_extraction(tree, options=_PRECISE)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        found = None
    text = str(getattr(found, "text", None) or "")
    own = {squeezed(line) for line in text.split("\n")}
    whole = squeezed(text)
    kept = 0
    for line in lines:
        letters = squeezed(line.text)
        line.is_kept = bool(letters) and (letters in own or (len(letters) >= 25 and letters in whole))
        kept += len(line.text) if line.is_kept else 0
    return kept


def _is_hidden(stated: Mapping[str, str]) -> bool:
    """Whether these attributes hide their element."""
    if not stated:
        return False
    style = stated.get("style", "")
    if "display" in style and "none" in style and re.search(r"display\s*:\s*none", style):
        return True
    return "hidden" in stated or stated.get("aria-hidden") == "true"


def _area(stated: Mapping[str, str], tag: str) -> str | None:
    """The part of the page that an element of this tag and these attributes begins."""
    if area := _AREAS.get(tag):
        return area
    if tag in ("body", "html") or not stated:
        return None
    names = f"{stated.get('class', '')} {stated.get('id', '')}"
    return _class_area(names) if len(names) > 1 else None


@lru_cache(maxsize=20_000)
def _class_area(names: str) -> str | None:
    words = _CAPITAL.sub(" ", names).replace("-", " ").replace("_", " ").lower()
    if not _ANY_AREA.search(words):
        return None
    return next(area for area, pattern in _CLASS_AREAS if pattern.search(words))
