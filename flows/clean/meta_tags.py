"""What the meta tags of a page's head state about its article."""

import re
from dataclasses import replace
from typing import Any

from flows.clean.evidence import Evidence, stated, unmarked

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
# Of two tags of one field the one that the list above names first wins.
_ORDER = {name: number for number, name in enumerate(_META)}
# What the label of a card says where its datum is the author.
_WRITTEN = re.compile(r"written by|author|by$|verfasst von|geschrieben von|écrit par|escrito por|автор", re.I)


def meta_tags(tree: Any) -> list[Evidence]:
    """The statements of the tags that are known, by preference."""
    found: list[Evidence] = []
    for meta in tree.iter("meta"):
        value = meta.get("content")
        if not value:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().casefold()
            if field := _META.get(name):
                found += stated(field, unmarked(value), "markup", f"meta {name}")
                break
    if any(_WRITTEN.match(one.value) for one in found if one.source == "meta twitter:label1"):
        found += [replace(one, field="author") for one in found if one.source == "meta twitter:data1"]
    found = [one for one in found if one.field != "label1"]
    # Stable: of two tags of one name the first on the page wins.
    return sorted(found, key=lambda one: _ORDER[one.source.removeprefix("meta ")])
