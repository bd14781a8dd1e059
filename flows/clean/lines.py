"""The role of every line of a record's plain rendering."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Any

import polars as pl

from expectations.columns import CHAR_END, CHAR_START, DOCUMENT_ID, optional
from expectations.contract import Column, Table, between, holds, one_of
from flows.clean.credits import Agencies, agencies_of
from flows.clean.furniture import Furniture, furniture_of
from flows.clean.line_kinds import Kind
from flows.clean.page_kinds import page_kinds
from flows.clean.paragraphs import Paragraph, paragraphs, seam
from flows.clean.plain_text import Line
from flows.clean.renderings import RENDERINGS, lines_of
from flows.clean.repeated_lines import REPEATED_LINES
from flows.clean.segments import text_kinds
from flows.clean.titles import stated_title
from flows.steps import Reference, Step

ROLES = (
    "body", "title", "subtitle", "byline", "date", "dateline", "caption", "section", "link", "navigation", "teaser",
    "promotion", "footer", "repeated", "other",
)  # fmt: skip

LINES = Table(
    "lines",
    "clean",
    "A row a line of the record's plain rendering.",
    key=("document_id", "line_number"),
    columns=(
        DOCUMENT_ID,
        Column("line_number", "INTEGER", "The line, from 1; empty lines are counted.", promises=(between(1),)),
        Column("role", "VARCHAR", "What the line is for.", promises=(one_of(*ROLES),)),
        Column("reason", "VARCHAR", "Why it has this role, and what was changed in it on the way."),
        Column(
            "text", "VARCHAR", "The line's words; NULL for body lines, whose words are in the article.", nullable=True
        ),
        optional(CHAR_START, "Body lines: where the line starts in `articles.text`, in code points from 0."),
        optional(CHAR_END, "Body lines: where it ends, exclusive."),
    ),
    rows_keep=(
        holds(
            "body lines and no others have a span",
            "(role = 'body') = (char_start is not null and char_end is not null)",
        ),
        holds("body lines and no others leave their text to the article", "(role = 'body') = (text is null)"),
        holds("char_start comes before char_end", "char_start < char_end"),
    ),
)

# A row of the table, in its order.
Row = tuple[str, int, str, str, str | None, int | None, int | None]
# Repeated lines that make up more of a body than this are a text that the outlet printed again and again, no furniture.
MOST_REPEATED = 0.5


def document_lines(
    rendering: Mapping[str, Any],
    lines: Sequence[Line],
    found: list[Paragraph],
    repeated: Collection[int],
    furniture: Furniture,
    agencies: Agencies,
) -> list[Row]:
    """The rows of one record's lines, which make up these paragraphs; none for a record without words."""
    if rendering["status"] != "readable":
        return []
    document_id = rendering["document_id"]
    if rendering["media_type"] == "text/html":
        title = stated_title(rendering["evidence"], rendering["outlet"])
        kinds = page_kinds(found, title, rendering["article_body"], furniture, agencies)
    else:
        kinds = text_kinds(found, furniture, agencies, is_field=rendering["is_field"])
    kinds = without_repeated(found, kinds, repeated)
    empty = Kind("other", "empty")
    blank = (empty.role, empty.reason, "", None, None)
    # Those of lines with words are put in their places below.
    rows = [
        _row(document_id, number, line, empty, None) if line.changed else (document_id, number, *blank)
        for number, line in enumerate(lines, 1)
    ]
    position, last = 0, None
    for paragraph, kind in zip(found, kinds, strict=True):
        for number in range(paragraph.first, paragraph.last + 1):
            line, span = lines[number - 1], None
            if kind.role == "body":
                if last is not None:
                    position += len(seam(last, line.text)) if number > paragraph.first else 2
                span, last = position, line.text
                position += len(line.text)
            own = kind if number == paragraph.first else Kind(kind.role, kind.reason + JOINED)
            rows[number - 1] = _row(document_id, number, line, own, span)
    return rows


JOINED = "; joined to the line above"


def without_repeated(found: list[Paragraph], kinds: list[Kind], repeated: Collection[int]) -> list[Kind]:
    """The kinds, with the body lines that the outlet repeats taken out of the body."""
    if not repeated:
        return kinds
    again = [
        kind.role == "body" and all(n in repeated for n in range(p.first, p.last + 1))
        for p, kind in zip(found, kinds, strict=True)
    ]
    body = sum(len(p.text) for p, kind in zip(found, kinds, strict=True) if kind.role == "body")
    if sum(len(p.text) for p, is_again in zip(found, again, strict=True) if is_again) > MOST_REPEATED * body:
        return kinds
    repeats = Kind("repeated", "at least five articles of this outlet hold it")
    return [
        repeats if is_again or (kind.role == "other" and p.words and p.first in repeated) else kind
        for p, kind, is_again in zip(found, kinds, again, strict=True)
    ]


def _row(document_id: str, number: int, line: Line, kind: Kind, start: int | None) -> Row:
    reason = f"{kind.reason}; taken out: {line.changed}" if line.changed else kind.reason
    if start is None:
        return document_id, number, kind.role, reason, line.text, None, None
    return document_id, number, kind.role, reason, None, start, start + len(line.text)


def make(
    renderings: pl.DataFrame, repeated: pl.DataFrame, agencies: pl.DataFrame, furniture: pl.DataFrame
) -> pl.DataFrame:
    known = agencies_of(tuple(agencies.select("agency", "name", "aliases").rows()))
    phrases = furniture_of(tuple(furniture.select("role", "match", "language", "phrases").rows()))
    numbers = {
        document: frozenset(lines) for document, lines in repeated.select("document_id", "line_numbers").iter_rows()
    }
    lines_found = lines_of(renderings["lines"])
    found = list(map(paragraphs, lines_found))
    phrases.look_through(chain.from_iterable(found))
    rows = [
        row
        for rendering, lines, its_own in zip(
            renderings.drop("lines").iter_rows(named=True), lines_found, found, strict=True
        )
        for row in document_lines(rendering, lines, its_own, numbers.get(rendering["document_id"], ()), phrases, known)
    ]
    return LINES.frame_of(rows)


STEP = Step(
    makes=LINES,
    reads=(RENDERINGS, REPEATED_LINES, Reference("agencies"), Reference("furniture")),
    scope="document",
    revision=6,
    make=make,
)
