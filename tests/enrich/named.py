"""What one text names, for tests: its mentions as rows."""

from functools import cache
from typing import Any

from flows.enrich.mentions import MENTIONS, article_mentions
from flows.enrich.name_reading.lexicon import REFERENCES, Lexicon, lexicon
from flows.reference_rows import ReferenceRows
from tests.run_step import reference_frame

Row = dict[str, Any]


@cache
def known(language: str) -> Lexicon:
    return lexicon(ReferenceRows(*map(reference_frame, REFERENCES)), language)


def mentions(text: str, language: str = "en") -> list[Row]:
    return [
        dict(zip(MENTIONS.names[1:], row, strict=True))
        for row in article_mentions(text, language, [0], known(language))
    ]


def of(text: str, surface: str, language: str = "en", kind: str | None = None) -> Row:
    return next(row for row in mentions(text, language) if row["surface"] == surface and kind in (None, row["kind"]))


def people(text: str, language: str = "en") -> dict[str, tuple[str | None, str | None]]:
    """Office and country of each person."""
    return {row["name"]: (row["office"], row["country"]) for row in mentions(text, language) if row["kind"] == "person"}
