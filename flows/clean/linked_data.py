"""What a page's JSON-LD states about its article."""

import re
from collections.abc import Iterator
from typing import Any

from flows.clean.decoding import json_value
from flows.clean.evidence import Evidence, stated, unmarked

_ARTICLE = re.compile(r"article|blogposting|report|newsposting|liveblog", re.I)
_LONGEST_JSON = 2_000_000


def linked_data(tree: Any) -> tuple[list[Evidence], str | None]:
    """The statements of the page's first article in JSON-LD, and its article body."""
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
        found += stated("title", unmarked(item.get("headline") or item.get("name")), "markup", "json-ld headline")
        for author in _many(item.get("author")) + _many(item.get("creator")):
            found += _author(author, items)
        publisher = item.get("publisher") or item.get("sourceOrganization")
        found += stated("outlet", _name(publisher, items), "markup", "json-ld publisher")
        page = item.get("mainEntityOfPage")
        found += stated(
            "url", item.get("url") or (page.get("@id") if isinstance(page, dict) else page), "markup", "json-ld url"
        )
        for section in _many(item.get("articleSection"))[:1]:
            found += stated("section", unmarked(section), "markup", "json-ld articleSection")
        found += stated(
            "published", item.get("datePublished") or item.get("dateCreated"), "markup", "json-ld datePublished"
        )
        found += stated("modified", item.get("dateModified"), "markup", "json-ld dateModified")
        found += stated("language", item.get("inLanguage"), "markup", "json-ld inLanguage")
        body = item.get("articleBody") if isinstance(item.get("articleBody"), str) else None
    return found, body


def _author(author: Any, items: list[dict[str, Any]]) -> list[Evidence]:
    if isinstance(author, dict) and isinstance(author.get("@list"), list):
        return [one for member in author["@list"][:20] for one in _author(member, items)]
    if isinstance(author, dict) and isinstance(author.get("name"), list):
        return [one for name in author["name"][:20] for one in _author({**author, "name": name}, items)]
    if isinstance(author, dict) and not author.get("name") and author.get("familyName"):
        author = {**author, "name": f"{author.get('givenName') or ''} {author['familyName']}"}
    name = _name(author, items)
    kind = _types(author) if isinstance(author, dict) else ""
    field = "agency" if re.search("organization|corporation", kind, re.I) else "author"
    return stated(field, name, "markup", "json-ld author")


def _items(text: str | None) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD script, nested graphs too; nothing where it is broken."""
    if not text or len(text) > _LONGEST_JSON:
        return
    try:
        loaded = json_value(
            re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";")
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
            return unmarked(one)
        if isinstance(one, dict):
            if isinstance(one.get("name"), str):
                return unmarked(one["name"])
            if isinstance(one.get("name"), list) and one["name"]:
                return unmarked(one["name"][0])
            named = next((item for item in items if item.get("@id") == one.get("@id") and item.get("name")), None)
            return unmarked(named["name"]) if named and isinstance(named["name"], str) else None
    return None
