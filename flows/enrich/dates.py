"""The time expressions of each article, as intervals of days."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from expectations.columns import CHAR_END, CHAR_START, DOCUMENT_ID, SENTENCE_NUMBER, SPAN_IS_FORWARD, SURFACE
from expectations.contract import Column, Table, holds, one_of
from flows.clean.articles import ARTICLES
from flows.enrich.date_reading.figures import figure_days
from flows.enrich.date_reading.reader import Dated, Reader
from flows.enrich.date_reading.values import interval, needs_anchor
from flows.enrich.date_reading.words import Lexicon, lexicons
from flows.enrich.sentences import SENTENCES
from flows.reference_rows import ReferenceRows
from flows.steps import Reference, Step

Row = tuple[Any, ...]

DATES = Table(
    "dates",
    "enrich",
    "A row a time expression of an article.",
    key=("document_id", "char_start"),
    columns=(
        DOCUMENT_ID,
        SENTENCE_NUMBER,
        CHAR_START,
        CHAR_END,
        SURFACE,
        Column("date_from", "DATE", "First day that it can mean; NULL when it can't be resolved.", nullable=True),
        Column("date_until", "DATE", "Last day that it can mean, included.", nullable=True),
        Column("anchor_on", "DATE", "The day that a relative expression was counted from.", nullable=True),
        Column(
            "date_basis",
            "VARCHAR",
            "How it is known: absolute, or relative to the publication, the dateline or another expression; "
            "`reporting` for the day on which somebody spoke to the press.",
            promises=(one_of("absolute", "publication", "dateline", "text", "reporting", "unresolved"),),
        ),
    ),
    rows_keep=(
        SPAN_IS_FORWARD,
        holds("an interval has both ends", "(date_from is null) = (date_until is null)"),
        holds("date_from is not after date_until", "date_from <= date_until"),
    ),
)

# Roles of the verbs of speech that report a statement.
_STATEMENTS = ("statement", "that")


def make(articles: pl.DataFrame, sentences: pl.DataFrame, words: pl.DataFrame, verbs: pl.DataFrame) -> pl.DataFrame:
    """The time expressions of a batch of articles."""
    lexicon_of = lexicons(ReferenceRows(words))
    said = verbs.filter(pl.col("role").is_in(_STATEMENTS)).group_by("language")
    speech_of = {language: frozenset(group["word"]) for (language,), group in said}
    rows: list[Row] = []
    for (language,), group in articles.group_by(pl.col("language").str.split("-").list.first(), maintain_order=True):
        lexicon = lexicon_of.get(language)
        if lexicon is None:
            rows += _rows_in_figures(sentences, group)
            continue
        speech = speech_of.get(language, frozenset()) - lexicon.tense["deed"]
        readers = {
            document_id: Reader(text, lexicon, speech, published_on)
            for document_id, text, published_on in group.select("document_id", "text", "published_on").iter_rows()
        }
        for document_id, number, start, end in _telling_time(sentences, readers, lexicon):
            reader = readers[document_id]
            for each in reader.read(number, start, end):
                rows.append(_row(document_id, reader.text, each))
    return DATES.frame_of(rows)


def _rows_in_figures(sentences: pl.DataFrame, articles: pl.DataFrame) -> list[Row]:
    """The days in figures of articles whose language no words are known of."""
    rows: list[Row] = []
    own = articles.select("document_id", "text", "published_on").join(sentences, on="document_id")
    fields = ("document_id", "sentence_number", "char_start", "char_end", "text", "published_on")
    for document_id, number, start, end, text, published_on in own.select(fields).iter_rows():
        for span, when in figure_days(text, start, end):
            value = interval(when, published_on, is_future=False)
            is_relative = needs_anchor(when)
            basis = "unresolved" if value is None else "publication" if is_relative else "absolute"
            dated = Dated(number, span, value, published_on if is_relative and value else None, basis)
            rows.append(_row(document_id, text, dated))
    return rows


def _telling_time(
    sentences: pl.DataFrame, readers: dict[str, Reader], lexicon: Lexicon
) -> Iterator[tuple[str, int, int, int]]:
    """The articles' sentences that hold a word which time expressions are built around."""
    own = sentences.select("document_id", "sentence_number", "char_start", "char_end")
    own = own.filter(pl.col("document_id").is_in(list(readers))).sort("document_id", "sentence_number")
    texts = [readers[document_id].text[start:end] for document_id, _, start, end in own.iter_rows()]
    lowered = pl.Series(texts, dtype=pl.String).str.to_lowercase()
    return own.filter(lowered.str.contains(lexicon.trigger_pattern)).iter_rows()


def _row(document_id: str, text: str, each: Dated) -> Row:
    start, end = each.span
    first, last = each.interval or (None, None)
    return document_id, each.sentence, start, end, text[start:end], first, last, each.anchor_on, each.basis


STEP = Step(
    makes=DATES,
    reads=(ARTICLES, SENTENCES, Reference("date_words"), Reference("speech_verbs")),
    scope="document",
    revision=6,
    make=make,
    languages=("en", "de", "es", "fr", "ru"),
)
