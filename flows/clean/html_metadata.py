"""What a page's markup states about its article: JSON-LD, meta tags, microdata, bylines, times, links."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flows.clean.evidence import Evidence, stated
from flows.clean.titles import SEPARATOR, squeezed
from flows.clean.vocabulary import words

_ARTICLE = re.compile(r"article|blogposting|report|newsposting|liveblog", re.I)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line(?:[_-]?(?:name|author))?|authors?(?:[_-]?(?:name|link|title))?|vcard|contributor(?:[_-]name)?|"
    r"(?:post|article|entry|story)[_-]?(?:meta[_-]?)?author(?:s|[_-]name)?|c-byline__author|meta-author)(?:$|[\s_-])",
    re.I,
)
_BYLINE_TAGS = frozenset(words("span div p a address li h2 h3 h4 h5 cite strong"))
# The expression above looks at the few elements whose names could match it.
_NAMED = "//*[" + " or ".join(
    f"contains(@{attribute}, '{piece}')"
    for attribute in ("class", "id", "data-testid")
    for piece in ("uthor", "yline", "y-line", "ontributor", "vcard", "UTHOR", "YLINE")
) + "]"  # fmt: skip
_META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "sailthru.title": "title",
    "parsely-title": "title",
    "headline": "title",
    "author": "author",
    "article:author": "author",
    "article:author_name": "author",
    "og:article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "sailthru.author": "author",
    "parsely-author": "author",
    "byl": "author",
    "twitter:label1": "label1",
    "twitter:data1": "label1",
    "og:site_name": "outlet",
    "application-name": "outlet",
    "dc.publisher": "outlet",
    "article:publisher_name": "outlet",
    "og:url": "url",
    "article:section": "section",
    "parsely-section": "section",
    "og:article:section": "section",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "article:published": "published",
    "og:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
    "publish_date": "published",
    "publication_date": "published",
    "originalpublicationdate": "published",
    "article_date_original": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.date": "published",
    "dcterms.created": "published",
    "dcterms.issued": "published",
    "sailthru.date": "published",
    "parsely-pub-date": "published",
    "ptime": "published",
    "pdate": "published",
    "cxenseparse:recs:publishtime": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "og:article:modified_time": "modified",
    "last-modified": "modified",
    "lastmod": "modified",
    "datemodified": "modified",
    "dcterms.modified": "modified",
    "og:locale": "language",
    "content-language": "language",
}
# What the label of a card says where its datum is the author.
_WRITTEN = re.compile(r"written by|author|by$|verfasst von|geschrieben von|écrit par|escrito por|автор", re.I)
_ITEMPROPS = {
    "headline": "title",
    "author": "author",
    "datepublished": "published",
    "datemodified": "modified",
    "articlesection": "section",
}
_LONGEST_JSON = 2_000_000


def markup_evidence(tree: Any) -> tuple[list[Evidence], str | None]:
    """The statements of the page's markup, the most trusted form first, and its JSON-LD article body."""
    linked, body = _linked_data(tree)
    return [
        *linked,
        *_meta(tree),
        *_headings(tree),
        *_microdata(tree),
        *_bylines(tree),
        *_times(tree),
        *_links(tree),
        *_site(tree),
    ], body


def _linked_data(tree: Any) -> tuple[list[Evidence], str | None]:
    found: list[Evidence] = []
    body: str | None = None
    items = [
        item
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "")
        for item in _items(script.text)
    ]
    articles = [
        item for item in items if _ARTICLE.search(_types(item)) and (item.get("headline") or item.get("datePublished"))
    ]
    for item in articles[:1]:
        found += stated("title", _text(item.get("headline") or item.get("name")), "markup", "json-ld headline")
        for author in _many(item.get("author")) + _many(item.get("creator")):
            found += _author(author, items)
        publisher = item.get("publisher") or item.get("sourceOrganization")
        found += stated("outlet", _name(publisher, items), "markup", "json-ld publisher")
        page = item.get("mainEntityOfPage")
        found += stated(
            "url", item.get("url") or (page.get("@id") if isinstance(page, dict) else page), "markup", "json-ld url"
        )
        for section in _many(item.get("articleSection"))[:1]:
            found += stated("section", _text(section), "markup", "json-ld articleSection")
        found += stated(
            "published", item.get("datePublished") or item.get("dateCreated"), "markup", "json-ld datePublished"
        )
        found += stated("modified", item.get("dateModified"), "markup", "json-ld dateModified")
        found += stated("language", item.get("inLanguage"), "markup", "json-ld inLanguage")
        body = item.get("articleBody") if isinstance(item.get("articleBody"), str) else None
    return found, body


def _author(author: Any, items: list[dict[str, Any]]) -> list[Evidence]:
    name = _name(author, items)
    kind = _types(author) if isinstance(author, dict) else ""
    return stated("agency" if "organization" in kind.casefold() else "author", name, "markup", "json-ld author")


def _items(text: str | None) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD script, nested graphs too; nothing where it is broken."""
    if not text or len(text) > _LONGEST_JSON:
        return
    try:
        loaded = json.loads(
            re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";"),
            strict=False,
        )
    except (ValueError, RecursionError):
        return
    queue = [loaded]
    while queue:
        item = queue.pop(0)
        if isinstance(item, list):
            queue[:0] = item[:200]
        elif isinstance(item, dict):
            yield item
            queue += [
                item[key]
                for key in ("@graph", "mainEntity", "itemListElement", "mainEntityOfPage")
                if isinstance(item.get(key), list | dict)
            ]


def _types(item: dict[str, Any]) -> str:
    return " ".join(kind for kind in _many(item.get("@type")) if isinstance(kind, str))


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any, items: list[dict[str, Any]]) -> str | None:
    for one in _many(value)[:1]:
        if isinstance(one, str):
            return _text(one)
        if isinstance(one, dict):
            if isinstance(one.get("name"), str):
                return _text(one["name"])
            if isinstance(one.get("name"), list) and one["name"]:
                return _text(one["name"][0])
            named = next((item for item in items if item.get("@id") == one.get("@id") and item.get("name")), None)
            return _text(named["name"]) if named and isinstance(named["name"], str) else None
    return None


def _text(value: Any) -> str | None:
    return re.sub(r"<[^>]+>", "", html.unescape(value)) if isinstance(value, str) else None


def _meta(tree: Any) -> list[Evidence]:
    found: list[Evidence] = []
    for meta in tree.iter("meta"):
        value = meta.get("content")
        if not value:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().casefold()
            if field := _META.get(name):
                found += stated(field, _text(value), "markup", f"meta {name}")
                break
    # Stable, so that of two tags of one field the one that the list above names first wins.
    if any(_WRITTEN.match(one.value) for one in found if one.source == "meta twitter:label1"):
        found += [replace(one, field="author") for one in found if one.source == "meta twitter:data1"]
    found = [one for one in found if one.field != "label1"]
    order = list(_META)
    return sorted(found, key=lambda one: order.index(one.source.removeprefix("meta ")))


def _headings(tree: Any) -> list[Evidence]:
    found: list[Evidence] = []
    for heading in list(tree.iter("h1"))[:5]:
        found += stated("title", heading.text_content(), "markup", "h1")
    for title in list(tree.iter("title"))[:1]:
        found += stated("title", title.text_content(), "markup", "title")
    root = tree.getroottree().getroot()
    return found + stated(
        "language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "markup", "html lang"
    )


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


def _microdata(tree: Any) -> list[Evidence]:
    found: list[Evidence] = []
    for element in tree.xpath("//*[@itemprop]")[:400]:
        for name in element.get("itemprop").casefold().split():
            if element.tag != "meta" and (field := _ITEMPROPS.get(name)):
                inner = element.xpath(".//*[@itemprop='name']")
                value = (
                    element.get("content")
                    or element.get("datetime")
                    or (inner[0].text_content() if inner else element.text_content())
                )
                found += stated(field, value[:300] if value else None, "markup", f"itemprop {name}")
    return found


def _bylines(tree: Any) -> list[Evidence]:
    found: list[Evidence] = []
    for element in tree.xpath("//a[contains(@rel, 'author')]")[:5]:
        found += stated("author", element.text_content()[:200], "markup", "rel author")
    for element in tree.xpath(_NAMED):
        if element.tag not in _BYLINE_TAGS:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
        if len(names) > 3 and _BYLINE.search(names):
            text = " ".join(element.text_content().split())
            # A longer one is the author's box with a biography, or the whole article's wrapper.
            if 2 < len(text) <= 150:
                found += stated("author", text, "markup", "class byline")
        if len(found) >= 12:
            break
    return found


def _times(tree: Any) -> list[Evidence]:
    found: list[Evidence] = []
    # The article's own times first: the others belong to teasers.
    inside = tree.xpath("//article//time | //main//time")
    for element in [*inside, *(time for time in tree.iter("time") if time not in inside)][:20]:
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
