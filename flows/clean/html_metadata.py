"""What a page's markup states about its article: JSON-LD, meta tags, microdata, bylines, times, links."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from flows.clean.evidence import Evidence, stated
from flows.clean.linked_data import linked_data
from flows.clean.meta_tags import meta_tags
from flows.clean.titles import SEPARATOR, squeezed
from flows.clean.vocabulary import words

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line(?:[_-]?(?:name|author))?|authors?(?:[_-]?(?:name|link|title))?|vcard|"
    r"autor(?:en|es|a)?|auteurs?|autore|firma|writer|contributor(?:[_-]name)?|"
    r"(?:post|article|entry|story)[_-]?(?:meta[_-]?)?author(?:s|[_-]name)?|c-byline__author|meta-author)(?:$|[\s_-])",
    re.I,
)
_BYLINE_TAGS = words("span div p a address li h2 h3 h4 h5 cite strong")
# Words above the headline that stand inside its heading.
_KICKER = re.compile(
    r"kicker|overline|eyebrow|topline|dachzeile|spitzmarke|sur-?tit|antetitulo|cintillo|occhiello|rubri|(?:^|[\s_-])(?:"
    r"label|flag|category|section)(?:$|[\s_-])",
    re.I,
)
_ITEMPROPS = {
    "headline": "title",
    "publisher": "outlet",
    "author": "author",
    "datepublished": "published",
    "datemodified": "modified",
    "articlesection": "section",
}


def markup_evidence(tree: Any) -> tuple[list[Evidence], str | None]:
    """The statements of the page's markup, the most trusted form first, and its JSON-LD article body."""
    linked, body = linked_data(tree)
    others = _of_others(tree)
    return [
        *linked,
        *meta_tags(tree),
        *_headings(tree),
        *_microdata(tree, others),
        *_bylines(tree),
        *_times(tree, others),
        *_links(tree),
        *_site(tree),
    ], body


def _headings(tree: Any) -> list[Evidence]:
    found: list[Evidence] = []
    for heading in list(tree.iter("h1"))[:5]:
        place = "h1 in the article" if any(_is_main(box) for box in heading.iterancestors()) else "h1"
        found += stated("title", _headline(heading), "markup", place)
    for title in list(tree.iter("title"))[:1]:
        found += stated("title", title.text_content(), "markup", "title")
    root = tree.getroottree().getroot()
    return found + stated(
        "language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "markup", "html lang"
    )


def _is_main(box: Any) -> bool:
    return box.tag in ("article", "main") or box.get("role") == "main"


def _headline(heading: Any) -> str:
    """The heading's words without a kicker that stands in it."""
    whole = heading.text_content()
    for part in heading:
        if isinstance(part.tag, str) and _KICKER.search(part.get("class") or ""):
            rest = whole.replace(part.text_content(), " ", 1).strip(" \t\n:|–—-")
            return rest or whole
    return whole


def _site(tree: Any, most_words: int = 5) -> list[Evidence]:
    """The outlet: what the page's title says beside its visible headline (`Ferry stays | Harbour Dawn`)."""
    heads = {squeezed(heading.text_content()) for heading in list(tree.iter("h1"))[:5]} - {""}
    for title in list(tree.iter("title"))[:1]:
        text = " ".join(title.text_content().split())
        for cut in SEPARATOR.finditer(text):
            before, after = text[: cut.start()], text[cut.end() :]
            name = (
                SEPARATOR.split(after)[-1] if squeezed(before) in heads
                else SEPARATOR.split(before)[0] if squeezed(after) in heads
                else ""
            )  # fmt: skip
            if name and len(name.split()) <= most_words:
                return stated("outlet", name, "markup", "title beside h1")
    return []


def _of_others(tree: Any) -> list[Any]:
    """The boxes of other articles: their microdata has a headline, and no heading of the first level is in them."""
    boxes: list[Any] = []
    for headline in tree.xpath("//*[@itemprop='headline'][not(self::meta)]")[:50]:
        box = next((box for box in headline.iterancestors() if box.get("itemscope") is not None), None)
        if box is not None and headline.tag != "h1" and next(box.iter("h1"), None) is None:
            boxes.append(box)
    return boxes if next(tree.iter("h1"), None) is not None else []


def _microdata(tree: Any, others: Collection[Any] = ()) -> list[Evidence]:
    found: list[Evidence] = []
    for element in tree.xpath("//*[@itemprop]")[:400]:
        if others and any(box in others for box in element.iterancestors()):
            continue
        for name in element.get("itemprop").casefold().split():
            if element.tag != "meta" and (field := _ITEMPROPS.get(name)):
                inner = next(iter(element.xpath(".//*[@itemprop='name']")), element)
                value = (
                    element.get("content") or element.get("datetime") or inner.get("content") or inner.text_content()
                )
                found += stated(field, value[:300] if value else None, "markup", f"itemprop {name}")
    return found


def _bylines(tree: Any) -> list[Evidence]:
    """What links to authors and elements named for bylines say; those that stand side by side are one statement.

    Further ones are a teaser's as often.
    """
    links = _beside(tree.xpath("//a[contains(@rel, 'author')]")[:5])
    found = [one for text in links for one in stated("author", text[:200], "markup", "rel author")]
    named: list[Any] = []
    # A page has a thousand elements with a few hundred names: this is ten times as fast as asking XPath for them.
    for element in tree.iter(*_BYLINE_TAGS):
        if _is_byline(element.get("class"), element.get("id"), element.get("data-testid")):
            named.append(element)
        if len(named) >= 12:
            break
    for text in _beside(named):
        found += stated("author", text, "markup", "class byline")
    return found


def _beside(elements: list[Any], longest: int = 150) -> list[str]:
    """The words of the elements, those of one tag in one box together.

    A text above `longest` characters is the author's box with a biography, or the whole article's wrapper.
    """
    boxes: list[tuple[Any, str, list[str]]] = []
    for element in elements:
        if not 2 < len(text := _parted(element)) <= longest:
            continue
        if boxes and boxes[-1][0] is element.getparent() and boxes[-1][1] == element.tag:
            boxes[-1][2].append(text)
        else:
            boxes.append((element.getparent(), element.tag, [text]))
    return ["; ".join(texts) for _, _, texts in boxes]


def _parted(element: Any) -> str:
    """The element's words, with a bar where nothing but a tag parts them: `Ann Lee | Health correspondent`."""
    made = ""
    for piece in element.xpath(".//text()"):
        # A single letter is an initial that is set apart.
        made += " | " if made[-2:].isalpha() and len(made) > 1 and piece[:1].isalpha() else ""
        made += piece
    return " ".join(made.split())


@lru_cache(maxsize=20_000)
def _is_byline(*names: str | None) -> bool:
    return bool(_BYLINE.search(" ".join(name or "" for name in names)))


def _times(tree: Any, others: Collection[Any] = ()) -> list[Evidence]:
    found: list[Evidence] = []
    # The article's own times first: the others belong to teasers.
    inside = tree.xpath("//article//time | //main//time")
    for element in [*inside, *(time for time in tree.iter("time") if time not in inside)][:20]:
        if others and any(box in others for box in element.iterancestors()):
            continue
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".casefold()
        field = "modified" if re.search(r"updat|modif", names) else "published"
        found += stated(field, element.get("datetime") or element.text_content()[:100], "markup", "time")
    return found


def _links(tree: Any) -> list[Evidence]:
    found: list[Evidence] = []
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split():
            found += stated("url", link.get("href"), "markup", "link canonical")
    return found[:1]
