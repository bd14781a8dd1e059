"""Every record as lines of plain text, with what its markup and fields state."""

import re
from collections.abc import Mapping
from dataclasses import fields
from itertools import islice, pairwise
from typing import Any

import polars as pl

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table, one_of
from flows.clean.archive_fields import archive_fields, may_have_fields
from flows.clean.credits import Agencies, agencies_of
from flows.clean.decoding import decode
from flows.clean.evidence import Evidence
from flows.clean.front_matter import front_matter
from flows.clean.hosts import host, name_in_host
from flows.clean.house_notices import may_claim
from flows.clean.html_blocks import block_lines, mark_kept, parsed
from flows.clean.html_metadata import markup_evidence
from flows.clean.json_fields import field_evidence, fields_of, text_field
from flows.clean.outlets import name_at_top, outlet_in_text
from flows.clean.plain_text import Line, home_links, text_lines
from flows.ingest.first_captures import FIRST_CAPTURES
from flows.ingest.records import CONTENTS, RECORDS
from flows.steps import Reference, Step

STATUSES = ("readable", "empty", "not_text", "no_text_field")
MEDIA_TYPES = ("text/html", "text/markdown", "text/plain", "application/json")
MEDIA_TYPE = Column(
    "media_type", "VARCHAR", "What the record is, by its capture and its bytes.", promises=(one_of(*MEDIA_TYPES),)
)
CHARSET = Column("charset", "VARCHAR", "The charset that its bytes were decoded from, by Python's name.")

RENDERINGS = Table(
    "renderings",
    "clean",
    "A row a record: its lines as plain text, and what its markup, fields and address state.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        MEDIA_TYPE,
        CHARSET,
        Column("status", "VARCHAR", "Whether it has words, or why not.", promises=(one_of(*STATUSES),)),
        Column("is_field", "BOOLEAN", "The lines are the text field of a structured record."),
        Column("outlet", "VARCHAR", "The outlet, as the record itself names it.", nullable=True),
        Column("outlet_basis", "VARCHAR", "Where it names it: markup, feed, header, text or url.", nullable=True),
        Column("url", "VARCHAR", "The address that the record or its capture gives.", nullable=True),
        Column(
            "lines",
            "STRUCT(text VARCHAR, tag VARCHAR, area VARCHAR, link_share DOUBLE, emphasis_tail BOOLEAN, "
            "is_kept BOOLEAN, changed VARCHAR, container VARCHAR)[]",
            "The lines, from the first; what their markup was, and whether trafilatura keeps them (HTML).",
        ),
        Column(
            "evidence",
            "STRUCT(field VARCHAR, value VARCHAR, basis VARCHAR, source VARCHAR)[]",
            "The statements, by preference.",
        ),
        Column("article_body", "VARCHAR", "The article's text as the page's JSON-LD has it.", nullable=True),
    ),
    published=False,
)

_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_HTML_PIECE = re.compile(r"</?(?:p|div|br|a|h[1-6]|ul|li|figure|em|strong|span)\b[^<>]*/?>", re.I)
# Control characters that no text has.
_CONTROLS = bytes((*range(9), 0x0B, *range(0x0E, 0x20)))
_ANNOUNCED = re.compile(
    r"^[^.!?]{0,30}\b(?:original|source|url|(?:perma)?link|canonical|источник|quelle|fuente)\b[^.!?]{0,15}[:：]?$",
    re.I,
)
_ADDRESS = re.compile(r"^(?:(?P<announced>[^:]{1,45}:)\s+)?<?(?P<url>https?://[^\s<>]+)>?$")
# The address of a page; that of a whole site stands in many headers.
_PAGE = re.compile(r"https?://[^/\s]+/[^\s/]\S*")


def media_type_of(text: str, stated: str | None) -> str:
    """The record's media type: what its beginning shows, else what its capture says, else plain text."""
    if _HTML.match(text[:2000]):
        return "text/html"
    if text.lstrip("\ufeff \t\r\n")[:1] == "{" and fields_of(text) is not None:
        return "application/json"
    stated = (stated or "").split(";")[0].strip().lower()
    if stated in ("text/html", "application/xhtml+xml") and len(_HTML_PIECE.findall(text[:20_000])) >= 2:
        return "text/html"
    return "text/markdown" if stated in ("text/markdown", "text/x-markdown") else "text/plain"


def rendering(document_id: str, content: bytes, capture: Mapping[str, Any], agencies: Agencies) -> dict[str, Any]:
    """The record's row."""
    stated = capture.get("media_type")
    text, charset = decode(
        content, capture.get("http_charset"), is_html=content.lstrip()[:1] == b"<" or "html" in (stated or "")
    )
    media_type = media_type_of(text, stated)
    lines, evidence, body = _rendered(text, media_type)
    texts = [line.text for line in lines]
    url = _url(evidence, texts, capture.get("url"))
    # A page says "support" and "more from" of much else; only its copyright line is the site's own.
    claims = [text for text in texts if media_type != "text/html" or may_claim(text)]
    homes = home_links(text[:3000]) if media_type == "text/markdown" else []
    outlet, basis = _outlet(evidence, claims, texts if media_type == "text/html" else [], homes, url, agencies)
    return {
        "document_id": document_id,
        "media_type": media_type,
        "charset": charset,
        "status": _status(text, lines, media_type),
        "is_field": media_type == "application/json",
        "outlet": outlet,
        "outlet_basis": basis,
        "url": url,
        "lines": lines,
        "evidence": evidence,
        "article_body": body,
    }


def _rendered(text: str, media_type: str) -> tuple[list[Line], list[Evidence], str | None]:
    if media_type == "text/html":
        tree = parsed(text)
        if tree is None:
            return [], [], None
        evidence, body = markup_evidence(tree)
        lines = block_lines(tree)
        mark_kept(lines, tree)
        return lines, evidence, body
    if media_type == "application/json":
        fields = fields_of(text) or {}
        return _field_lines(text_field(fields) or ""), field_evidence(fields), None
    lines = text_lines(text, media_type == "text/markdown")
    return lines, front_matter(lines) or (archive_fields(lines) if may_have_fields(text) else []), None


def _field_lines(text: str) -> list[Line]:
    """The lines of a text field, which may hold HTML."""
    if (
        len(_HTML_PIECE.findall(text[:20_000])) >= 2
        and (tree := parsed(f"<html><body>{text}</body></html>")) is not None
    ):
        return block_lines(tree)
    return text_lines(text) if text.strip() else []


def _status(text: str, lines: list[Line], media_type: str, most_broken: float = 0.1) -> str:
    if not any(line.text for line in lines):
        return "no_text_field" if media_type == "application/json" else "empty"
    sample = text[:20_000]
    letters = sample.encode()
    # U+FFFD stands for bytes that couldn't be decoded.
    broken = sample.count("\ufffd") + len(letters) - len(letters.translate(None, _CONTROLS))
    return "not_text" if broken > most_broken * len(sample) else "readable"


def _url(evidence: list[Evidence], texts: list[str], captured: str | None) -> str | None:
    """The record's address: as markup or a field states it, else where a line announces it or it stands on top, else
    the capture's."""
    stated = [one.value for one in evidence if one.field == "url" and re.fullmatch(r"https?://\S+", one.value)]
    if stated:
        return stated[0]
    filled = [text for text in texts if text]
    for above, text in pairwise(["", *filled]):
        if "http" in text and (found := _ADDRESS.match(text)) and _ANNOUNCED.match(found["announced"] or above):
            return found["url"]
    # Above the title a scraper writes the address of what follows.
    for text in filled[:2]:
        if _PAGE.fullmatch(text):
            return text
    return captured if captured and re.fullmatch(r"https?://\S+", captured) else None


def _outlet(
    evidence: list[Evidence],
    texts: list[str],
    texts_of_page: list[str],
    homes: list[str],
    url: str | None,
    agencies: Agencies,
) -> tuple[str | None, str | None]:
    for one in evidence:
        if one.field == "outlet" and not agencies.named(one.value) and not one.value.startswith("http"):
            return one.value, one.basis
    if name := outlet_in_text(texts, agencies, homes):
        return name, "text"
    # An agency's own site, where nobody else claims the page.
    if site := next((e.value for e in evidence if e.source == "meta og:site_name" and agencies.named(e.value)), None):
        return site, "markup"
    if site := name_at_top(texts_of_page, [e.value for e in evidence if e.source == "title"]):
        return site, "text"
    domain = host(url)
    if domain and (name := name_in_host(domain, [text for text in texts if len(text) < 80])):
        return name, "url"
    return None, None


def lines_of(column: pl.Series) -> list[list[Line]]:
    """The lines of each rendering, from the column of the table."""
    flat = column.filter(column.list.len() > 0).explode()
    lines = map(Line, *(flat.struct.field(member.name).to_list() for member in fields(Line)))
    return [list(islice(lines, count)) for count in column.list.len().to_list()]


def make(records: pl.DataFrame, contents: pl.DataFrame, captures: pl.DataFrame, agencies: pl.DataFrame) -> pl.DataFrame:
    known = agencies_of(tuple(agencies.select("agency", "name", "aliases").rows()))
    first = {row["document_id"]: row for row in captures.iter_rows(named=True)}
    bytes_of = dict(contents.select("document_id", "content").iter_rows())
    return RENDERINGS.frame(
        rendering(document_id, bytes_of[document_id], first.get(document_id, {}), known)
        for document_id in records["document_id"]
        if document_id in bytes_of
    )


STEP = Step(
    makes=RENDERINGS,
    reads=(RECORDS, CONTENTS, FIRST_CAPTURES, Reference("agencies")),
    scope="document",
    revision=6,
    make=make,
    libraries=("trafilatura", "lxml", "charset-normalizer", "courlan", "htmldate", "justext"),
)
