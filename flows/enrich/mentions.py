"""Who and what each article names."""

from bisect import bisect
from typing import Any

import polars as pl

from expectations.columns import (
    CHAR_END,
    CHAR_START,
    DOCUMENT_ID,
    ENTITY_ID,
    SENTENCE_NUMBER,
    SPAN_IS_FORWARD,
    SURFACE,
)  # fmt: skip
from expectations.contract import Column, Table, matches, one_of
from flows.clean.articles import ARTICLES
from flows.enrich.model_names import MODEL_NAMES
from flows.enrich.name_reading.institutions import Institutions, Named, beside_places, is_whereabouts
from flows.enrich.name_reading.lexicon import REFERENCES, Entry, Lexicon, lexicon
from flows.enrich.name_reading.people import find_people
from flows.enrich.name_reading.persons import normalised, office_name
from flows.enrich.name_reading.scanner import Scanner
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.tokens import Tokens, tokenize
from flows.enrich.sentences import SENTENCES
from flows.reference_rows import ReferenceRows, first_read
from flows.steps import Step, tuples_by_document

Row = tuple[Any, ...]

KINDS = ("person", "organisation", "country", "place", "office", "weapon")
# Kinds of spans that are a mention only of the person that they are found to be.
_UNMENTIONED = frozenset(("name", "common", "thing", "title", "person"))

MENTIONS = Table(
    "mentions",
    "enrich",
    "A row a mention of a person, organisation, country, place, office or weapon.",
    key=("document_id", "char_start", "kind"),
    columns=(
        DOCUMENT_ID,
        SENTENCE_NUMBER,
        CHAR_START,
        CHAR_END,
        SURFACE,
        Column("kind", "VARCHAR", "What is mentioned.", promises=(one_of(*KINDS),)),
        ENTITY_ID,
        Column("name", "VARCHAR", "The full name, as this article has it or as the reference table gives it."),
        Column("office", "VARCHAR", "Persons: the office that this article gives them anywhere.", nullable=True),
        Column(
            "country",
            "VARCHAR",
            "Persons, offices, organisations: whose, as an English short name; not of a town or province.",
            nullable=True,
        ),
        Column(
            "country_code", "VARCHAR", "The same, ISO 3166 alpha-3.", nullable=True, promises=(matches("[A-Z]{3}"),)
        ),
    ),
    rows_keep=(SPAN_IS_FORWARD,),
)


def mentions(
    articles: pl.DataFrame, sentences: pl.DataFrame, model_names: pl.DataFrame, *references: pl.DataFrame
) -> pl.DataFrame:
    """Every mention of every article, short forms resolved inside the article.

    A model's names are taken where the rules find nothing.
    """
    tables, of_language = first_read(ReferenceRows(*references)), dict[str, Lexicon]()
    starts_of = tuples_by_document(sentences, "char_start")
    of_model = tuples_by_document(model_names, *MODEL_NAMES.names[1:])
    found: list[Row] = []
    for document_id, text, language in articles.select("document_id", "text", "language").iter_rows():
        if language not in of_language:
            of_language[language] = lexicon(tables, language)
        starts = [start for (start,) in starts_of.get(document_id, [])]
        rows_of_article = article_mentions(text, language, starts, of_language[language])
        if document_id in of_model:
            rows_of_article += _unseen(rows_of_article, of_model[document_id], text, starts)
        found += [(document_id, *row) for row in rows_of_article]
    return MENTIONS.frame_of(found)


def _unseen(seen: list[Row], named: list[tuple[Any, ...]], text: str, starts: list[int]) -> list[Row]:
    """The names of a model that touch no mention that the rules found."""
    return [
        (
            max(1, bisect(starts, start)),
            start,
            end,
            text[start:end],
            kind,
            f"{kind}:{normalised(name)}",
            name,
            None,
            None,
            None,
        )
        for start, end, kind in named
        if (name := " ".join(text[start:end].split())) and not any(row[1] < end and start < row[2] for row in seen)
    ]


def article_mentions(text: str, language: str, sentence_starts: list[int], known: Lexicon) -> list[Row]:
    """The mentions of one article in the order of its text: the columns of the table after `document_id`."""
    tokens = tokenize(text, sentence_starts, known.vocabulary)
    people = find_people(tokens, known, language, Scanner(tokens, known).scan())
    institutions, beside = Institutions(tokens), beside_places(tokens, people.spans)
    found: dict[tuple[int, str], Row] = {}
    for index, span in enumerate(people.spans):
        if person := people.of_span.get(index):
            named: Named = ("person", person.entity_id, person.name, person.country)
            row = _row(tokens, span, named, person.office or person.rank)
            found.setdefault((row[1], row[4]), row)
        if span.kind not in _UNMENTIONED and (other := _named(tokens, span, institutions, beside)):
            row = _row(tokens, span, other)
            found.setdefault((row[1], row[4]), row)
    return [found[key] for key in sorted(found)]


def _named(tokens: Tokens, span: Span, institutions: Institutions, beside: set[int]) -> Named | None:
    """What else than a person the span names."""
    if span.kind == "office":
        if span.is_plural:
            return None
        name = office_name(tokens, span)
        return "office", "office:" + normalised(name), name, span.country
    if span.entry is not None:
        return _of_entry(tokens, span, span.entry, beside)
    if span.kind == "organisation":
        return institutions.entity(span)
    if span.kind in ("place", "weapon"):
        name = tokens.surface(span.first, span.last)
        return span.kind, f"{span.kind}:{normalised(name)}", name, span.country
    return None


def _of_entry(tokens: Tokens, span: Span, entry: Entry, beside: set[int]) -> Named:
    """A capital stands for its country unless somebody is there or goes there, or it stands beside another place."""
    is_place = span.first in beside or is_whereabouts(tokens, span)
    if entry.use == "capital" and entry.country and entry.country_id and not is_place:
        return "country", entry.country_id, entry.country, entry
    return span.kind, entry.entity_id, entry.name, span.country


def _row(tokens: Tokens, span: Span, named: Named, office: str | None = None) -> Row:
    kind, entity_id, name, country = named
    start, end = tokens.starts[span.first], tokens.end(span.last - 1)
    if span.cut is not None:
        end = start + span.cut
    return (
        tokens.sentence_number(span.first),
        start,
        end,
        tokens.text[start:end],
        kind,
        entity_id,
        name,
        office,
        country.country if country else None,
        country.country_code if country else None,
    )


STEP = Step(
    makes=MENTIONS,
    reads=(ARTICLES, SENTENCES, MODEL_NAMES, *REFERENCES),
    scope="document",
    revision=10,
    make=mentions,
    languages=("en", "de", "es", "fr", "ru"),
)
