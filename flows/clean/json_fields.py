"""A structured record (JSON line, feed entry, table row): its text field and what its other fields state."""

import re
from typing import Any

from flows.clean.decoding import json_value
from flows.clean.evidence import Evidence, stated
from flows.clean.vocabulary import words

# By preference, compared in lower case without `_`, `-` and what stands before a colon.
_TEXT = words(
    """text body articlebody content contenthtml contenttext fulltext maintext bodytext bodyhtml articletext article
    html encoded rawtext plaintext cleantext story value summary description abstract"""
)
_FIELDS = {
    "title": words(
        "title headline name articletitle heading titre titel título titulo titolo заголовок 标题 العنوان शीर्षक"
    ),
    "author": words(
        """author authors byline creator dccreator writer reporter auteur autor autora autore автор автори 作者 记者
        الكاتب"""
    ),
    "agency": words("agency newsagency wire wireservice credit"),
    "outlet": words(
        """outlet sitename site publisher publication newspaper sourcename source media website feedtitle
        quelle fuente fonte источник джерело 来源 المصدر"""
    ),
    "url": words("canonicalurl canonical url link permalink articleurl sourceurl urlsource originalurl pageurl"),
    "section": words(
        "section category categories articlesection rubric channel topic rubrique rubrik sección раздел рубрика"
    ),
    "published": words(
        """datepublished published publishedat publishedon publisheddate publicationdate pubdate publishdate publishtime
        publishedtime datepublish issued sent date created createdat datecreated timestamp datetime time
        datum fecha дата 日期 时间 التاريخ"""
    ),
    "modified": words("datemodified modified modifiedat updated updatedat lastmodified datemodify dateupdated"),
    "language": words("language lang inlanguage locale"),
    "dateline": words("dateline datelineplace place locationcreated"),
}
_SQUEEZE = re.compile(r"^.*[:}]|[_\W]")


def fields_of(text: str) -> dict[str, Any] | None:
    """The record's fields where the text is one JSON object."""
    if text[:1] not in "{ \t\r\n\ufeff":
        return None
    try:
        loaded = json_value(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, dict) else None


def text_field(fields: dict[str, Any]) -> str | None:
    """The article's text: the first of the known fields that holds words; `content` may be a list or hold a `value`."""
    known = _squeezed(fields)
    values = [value for name in _TEXT for value in [_words(known.get(name))] if value]
    if not values:
        return None
    # A feed's `content` may be a teaser of its `description`, or the other way round: the longest of the full-text
    # fields is the text.
    return values[0] if len(values[0]) >= 0.5 * max(map(len, values)) else max(values, key=len)


def field_named(name: str) -> str | None:
    """What a field of this name states: `headline` a title; NULL for names that aren't known."""
    squeezed = _SQUEEZE.sub("", name).casefold()
    return next((field for field, names in _FIELDS.items() if squeezed in names), None)


def field_evidence(fields: dict[str, Any], basis: str = "feed") -> list[Evidence]:
    """What the record's other fields state, each field's preferred names first."""
    known = _squeezed(fields)
    found: list[Evidence] = []
    for field, names in _FIELDS.items():
        for name in names:
            for value in _values(known.get(name)):
                found += stated(field, value, basis, f"field {name}")
    return found


def _squeezed(fields: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for name, value in fields.items():
        known.setdefault(_SQUEEZE.sub("", str(name)).casefold(), value)
    return known


def _words(value: Any) -> str | None:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dict):
        return next(
            (
                found
                for key in ("rendered", "value", "html", "text", "#text", "body", "content")
                if (found := _words(value.get(key)))
            ),
            None,
        )
    if isinstance(value, list):
        parts = [part for item in value if (part := _words(item))]
        return "\n\n".join(parts) or None
    return None


def _values(value: Any) -> list[Any]:
    """The texts of a field: of a list its items, of an object its name."""
    if isinstance(value, list):
        return [text for item in value[:20] for text in _values(item)]
    if isinstance(value, dict):
        return [
            value[key]
            for key in ("name", "title", "term", "label", "value", "#text", "@value")
            if isinstance(value.get(key), str)
        ][:1]
    return [value] if isinstance(value, str | int) and not isinstance(value, bool) else []
