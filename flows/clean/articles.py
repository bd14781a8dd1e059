"""The articles: what each record itself says, cleaned."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from expectations.columns import DOCUMENT_ID, count, share
from expectations.contract import Column, Table, holds, matches, one_of
from flows.clean.credits import Agencies, agencies_of
from flows.clean.headers import Whereabouts, credited, publication
from flows.clean.hosts import host
from flows.clean.language import language_of
from flows.clean.lines import LINES
from flows.clean.paragraphs import word_count
from flows.clean.quality import signals
from flows.clean.renderings import RENDERINGS
from flows.clean.titles import stated_title
from flows.steps import Reference, Step, rows_by_document

BASES = ("markup", "url", "header", "text", "feed", "override")


def basis(name: str) -> Column:
    """The column that says where the record states this."""
    return Column(
        f"{name}_basis", "VARCHAR", f"Where the record states `{name}`.", nullable=True, promises=(one_of(*BASES),)
    )


ARTICLES = Table(
    "articles",
    "clean",
    "A row an article: what its own record says.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("title", "VARCHAR", "The headline, without the site's name.", nullable=True),
        basis("title"),
        Column("authors", "VARCHAR[]", "The persons who are credited, never an agency."),
        basis("authors"),
        Column("agency", "VARCHAR", "The news agency that is credited: AFP, AP, Reuters, ...", nullable=True),
        basis("agency"),
        Column("outlet", "VARCHAR", "The outlet that published it, as the record names it.", nullable=True),
        basis("outlet"),
        Column("domain", "VARCHAR", "The host of `url` without `www.`.", nullable=True),
        Column("url", "VARCHAR", "The canonical address.", nullable=True, promises=(matches(r"https?://\S+"),)),
        Column("section", "VARCHAR", "The section of the outlet.", nullable=True),
        basis("section"),
        Column("dateline_place", "VARCHAR", "The place of the dateline.", nullable=True),
        Column("published_on", "DATE", "The day of publication in the source's own zone.", nullable=True),
        Column("published_at", "TIMESTAMP", "The time of publication, UTC.", nullable=True),
        Column("modified_at", "TIMESTAMP", "The time of the last change, UTC.", nullable=True),
        Column("modified_on", "DATE", "The day of the last change in the source's own zone.", nullable=True),
        Column("published_basis", "VARCHAR", "Where the day stands.", nullable=True, promises=(one_of(*BASES),)),
        Column("other_days", "DATE[]", "Other days of publication that the record states; the order of bases decided."),
        Column(
            "possible_days",
            "DATE[]",
            "What a date such as 05/04/2024 means with the day first and with the month first, where nothing in the "
            "record tells which it is.",
        ),
        Column(
            "day_order",
            "VARCHAR",
            "How the record's dates of digits are read, where they need it.",
            nullable=True,
            promises=(one_of("day first", "month first"),),
        ),
        Column("day_order_basis", "VARCHAR", "What tells the order of day and month.", nullable=True),
        Column("language", "VARCHAR", "BCP 47; `und` when the text is too short to tell."),
        share("language_confidence", "Probability of the language; 0 for `und`."),
        Column("text", "VARCHAR", "The body: paragraphs separated by one blank line."),
        count("word_count", "Words of the text.", low=1),
        share("stop_word_share", "Share of the words that are function words of the language.", nullable=True),
        Column("mean_word_length", "DOUBLE", "Mean length of the words.", unit="code points", nullable=True),
        share("repeated_line_share", "Share of the paragraphs that repeat an earlier one (Gopher)."),
        share("repeated_ngram_share", "Share of the characters in the most frequent word 3-gram (Gopher)."),
        share("terminal_punctuation_share", "Share of the paragraphs that end in a stop (C4)."),
        share("symbol_share", "Share of the characters that are neither letters, digits, white space nor punctuation."),
        share("digit_share", "Share of the characters that are digits."),
    ),
    rows_keep=(
        holds("a day of publication has a basis", "(published_on is null) = (published_basis is null)"),
        holds("the text is not blank", "trim(text) <> ''"),
        holds("the text has no NUL", "not contains(text, chr(0))"),
    ),
)


def article(
    rendering: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], agencies: Agencies
) -> dict[str, Any] | None:
    """The record's article, put together from its body lines; NULL where it has none."""
    text = body_text(rendering["lines"], lines)
    paragraphs = text.split("\n\n")
    if not _WORD.search(text):
        return None
    evidence, outlet = rendering["evidence"], rendering["outlet"]
    outside = [(line["role"], line["text"]) for line in lines if line["role"] != "body" and line["text"]]
    title, title_basis = _title(evidence, outside, outlet)
    header = credited(evidence, outside, paragraphs[0], agencies, outlet)
    language, confidence = language_of(text)
    domain = host(rendering["url"])
    region = next((one["value"] for one in evidence if one["field"] == "language"), None)
    where = Whereabouts(domain, region, language)
    when = publication(evidence, outside, rendering["url"], _above(rendering, lines), where)
    section, section_basis = _section(evidence, outside)
    return {
        "document_id": rendering["document_id"],
        "title": title,
        "title_basis": title_basis,
        "authors": header.authors,
        "authors_basis": header.authors_basis,
        "agency": header.agency,
        "agency_basis": header.agency_basis,
        "outlet": outlet,
        "outlet_basis": rendering["outlet_basis"],
        "domain": domain,
        "url": rendering["url"],
        "section": section,
        "section_basis": section_basis,
        "dateline_place": header.place,
        "published_on": when.day,
        "published_at": when.moment,
        "modified_at": when.modified,
        "modified_on": when.modified_day,
        "published_basis": when.basis,
        "other_days": when.others,
        "possible_days": when.readings,
        "day_order": None if when.order is None else "day first" if when.order else "month first",
        "day_order_basis": when.order_basis,
        "language": language,
        "language_confidence": confidence,
        "text": text,
        "word_count": word_count(text),
        **signals(text, paragraphs, language),
    }


def body_text(rendered: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]]) -> str:
    """The text that the body lines' spans tile: a gap of one is a space, a gap of two a blank line."""
    pieces: list[str] = []
    position = 0
    for line in lines:
        if line["role"] == "body":
            gap = line["char_start"] - position
            pieces.append((" " if gap == 1 else "\n" * gap) + rendered[line["line_number"] - 1]["text"])
            position = line["char_end"]
    return "".join(pieces)


def _above(rendering: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """What stands above the body of a page; nothing for other records, whose headers are read line by line."""
    if rendering["media_type"] != "text/html":
        return []
    first = next(index for index, line in enumerate(lines) if line["role"] == "body")
    return [
        line["text"] for line in lines[:first] if line["text"] and line["role"] not in ("title", "caption", "teaser")
    ]


def _title(
    evidence: Sequence[Mapping[str, str]], outside: Sequence[tuple[str, str]], outlet: str | None
) -> tuple[str | None, str | None]:
    if title := stated_title(evidence, outlet):
        return title, next(one["basis"] for one in evidence if one["field"] == "title")
    for role, text in outside:
        if role == "title":
            return text, "header"
    return None, None


def _section(
    evidence: Sequence[Mapping[str, str]], outside: Sequence[tuple[str, str]]
) -> tuple[str | None, str | None]:
    for one in evidence:
        if one["field"] == "section" and not one["value"].startswith("http"):
            return one["value"], one["basis"]
    for role, text in outside:
        if role == "section":
            return re.sub(r"[\s:>»|]+$", "", text), "header"
    return None, None


_WORD = re.compile(r"\w")
_READ = ("document_id", "line_number", "role", "text", "char_start", "char_end")


def make(renderings: pl.DataFrame, lines: pl.DataFrame, agencies: pl.DataFrame) -> pl.DataFrame:
    known = agencies_of(tuple(agencies.select("agency", "name", "aliases").rows()))
    grouped = rows_by_document(lines.select(_READ).sort("document_id", "line_number"))
    made = (
        article(rendering, grouped.get(rendering["document_id"], []), known)
        for rendering in renderings.iter_rows(named=True)
    )
    return ARTICLES.frame(row for row in made if row)


STEP = Step(
    makes=ARTICLES,
    reads=(RENDERINGS, LINES, Reference("agencies")),
    scope="document",
    revision=3,
    make=make,
    libraries=("py3langid",),
)
