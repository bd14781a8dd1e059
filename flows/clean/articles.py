"""The articles: what each record itself says, cleaned."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import islice, takewhile
from typing import Any, NamedTuple

import polars as pl

from expectations.columns import DOCUMENT_ID, count, share
from expectations.contract import Column, Table, holds, matches, one_of
from flows.clean.credits import Agencies, agencies_of
from flows.clean.headers import Whereabouts, credited, publication
from flows.clean.hosts import host
from flows.clean.language import languages_of
from flows.clean.lines import LINES
from flows.clean.paragraphs import word_count
from flows.clean.quality import SIGNALS, signals
from flows.clean.renderings import RENDERINGS
from flows.clean.titles import stated_title, without_slug
from flows.steps import Reference, Step

_OF_A_SITE = ("navigation", "section", "teaser", "link", "promotion", "repeated")
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
        Column(
            "authors",
            "VARCHAR[]",
            "The persons credited with the words, never an agency, nor who edited, helped or took pictures.",
        ),
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
        count("site_line_count", "Lines of a site around it: navigation, sections, teasers, links, promotion."),
        *SIGNALS,
    ),
    rows_keep=(
        holds("a day of publication has a basis", "(published_on is null) = (published_basis is null)"),
        holds("the text is not blank", "trim(text) <> ''"),
        holds("the text has no NUL", "not contains(text, chr(0))"),
    ),
)


class Labelled(NamedTuple):
    """A line with its role and words; `start` and `end` are a body line's span."""

    role: str
    text: str
    start: int | None
    end: int | None


def article(
    rendering: Mapping[str, Any],
    lines: Sequence[Labelled],
    text: str,
    language: tuple[str, float],
    agencies: Agencies,
    given_names: Collection[str],
) -> dict[str, Any]:
    """The record's article without its signals: its body is this text, in this language with this confidence."""
    evidence, outlet = rendering["evidence"], rendering["outlet"]
    outside = [(line.role, line.text) for line in lines if line.role != "body"]
    title, title_basis = _title(evidence, outside, outlet)
    header = credited(
        evidence, outside, text.split("\n\n", 1)[0], agencies, outlet, given_names, text[text.rfind("\n\n") + 1 :]
    )
    domain = host(rendering["url"])
    region = next((one["value"] for one in evidence if one["field"] == "language"), None)
    where = Whereabouts(domain, region, language[0])
    when = publication(evidence, outside, rendering["url"], _above(rendering, lines), where, header.wire_day)
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
        "language": language[0],
        "language_confidence": language[1],
        "text": text,
        "word_count": word_count(text),
        "site_line_count": sum(role in _OF_A_SITE for role, _ in outside),
    }


def body_text(lines: Sequence[Labelled]) -> str:
    """The text that the body lines' spans tile: a gap of one is a space, a gap of two a blank line."""
    pieces: list[str] = []
    position = 0
    for _, text, start, end in lines:
        if start is not None and end is not None:
            gap = start - position
            pieces.append((" " if gap == 1 else "\n" * gap) + text)
            position = end
    return "".join(pieces)


def _above(rendering: Mapping[str, Any], lines: Sequence[Labelled]) -> list[str]:
    """What stands above the body of a page; nothing for other records, whose headers are read line by line."""
    if rendering["media_type"] != "text/html":
        return []
    above = takewhile(lambda line: line.role != "body", lines)
    return [line.text for line in above if line.role not in ("title", "caption", "teaser")]


def _title(
    evidence: Sequence[Mapping[str, str]], outside: Sequence[tuple[str, str]], outlet: str | None
) -> tuple[str | None, str | None]:
    if title := stated_title(evidence, outlet):
        return title, next(one["basis"] for one in evidence if one["field"] == "title")
    for role, text in outside:
        if role == "title":
            return without_slug(text), "header"
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


def labelled(renderings: pl.DataFrame, lines: pl.DataFrame) -> dict[str, list[Labelled]]:
    """The lines of each document that have words, in order."""
    numbered = renderings.select(
        "document_id",
        line_number=pl.int_ranges(1, pl.col("lines").list.len() + 1, dtype=pl.Int32),
        text=pl.col("lines").list.eval(pl.element().struct.field("text")),
    )
    found = (
        numbered.explode("line_number", "text")
        .filter(pl.col("text") != "")
        .join(lines.select("document_id", "line_number", "role", "char_start", "char_end"), on=LINES.key)
        .sort(LINES.key)
    )
    in_order = map(Labelled, *found.select("role", "text", "char_start", "char_end").to_dict(as_series=False).values())
    counts = found.group_by("document_id", maintain_order=True).len()
    return {document_id: list(islice(in_order, count)) for document_id, count in counts.iter_rows()}


def make(
    renderings: pl.DataFrame, lines: pl.DataFrame, agencies: pl.DataFrame, given_names: pl.DataFrame
) -> pl.DataFrame:
    given = frozenset(given_names["name"])
    known = agencies_of(tuple(agencies.select("agency", "name", "aliases").rows()))
    of_documents = labelled(renderings, lines)
    texts = {document_id: body_text(its_lines) for document_id, its_lines in of_documents.items()}
    texts = {document_id: text for document_id, text in texts.items() if _WORD.search(text)}
    languages = languages_of(list(texts.values()))
    rendering_of = {row["document_id"]: row for row in renderings.drop("lines").iter_rows(named=True)}
    made = ARTICLES.frame(
        article(rendering_of[id_], of_documents[id_], text, language, known, given)
        for (id_, text), language in zip(texts.items(), languages, strict=True)
    )
    return made.with_columns(signals(list(texts.values()), [code for code, _ in languages]))


STEP = Step(
    makes=ARTICLES,
    reads=(RENDERINGS, LINES, Reference("agencies"), Reference("given_names")),
    scope="document",
    revision=6,
    make=make,
    libraries=("py3langid",),
)
