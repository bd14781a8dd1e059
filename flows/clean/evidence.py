"""What a record's markup, fields or address state about its article."""

import html
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement about `field`; `basis` says where it stands (markup, feed, url), `source` the exact place."""

    field: str
    value: str
    basis: str
    source: str


FIELDS = ("title", "author", "agency", "outlet", "url", "section", "published", "modified", "language", "dateline")
LONGEST_VALUE = 1000


def stated(field: str, value: object, basis: str, source: str) -> list[Evidence]:
    """The statement as a list of one, or nothing where the value is no text or blank."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return []
    text = " ".join(str(value).split())
    return (
        [Evidence(field, text[:LONGEST_VALUE], basis, source)]
        if text and text.casefold() not in ("none", "null", "undefined")
        else []
    )


def unmarked(value: Any) -> str | None:
    """The text without tags and entities; NULL for what is no text."""
    return re.sub(r"<[^>]+>", "", html.unescape(value)) if isinstance(value, str) else None
