"""The sentences of each article."""

import polars as pl

from expectations.columns import CHAR_END, CHAR_START, DOCUMENT_ID, SENTENCE_NUMBER, SPAN_IS_FORWARD
from expectations.contract import Column, Table, between
from flows.clean.articles import ARTICLES
from flows.enrich.sentence_reading.cutting import sentences_of
from flows.steps import Step

SENTENCES = Table(
    "sentences",
    "enrich",
    "A row a sentence of an article.",
    key=("document_id", "sentence_number"),
    columns=(
        DOCUMENT_ID,
        SENTENCE_NUMBER,
        Column("paragraph_number", "INTEGER", "The paragraph, from 1.", promises=(between(1),)),
        CHAR_START,
        CHAR_END,
        Column("is_suspect", "BOOLEAN", "It looks like a fragment that machine translation left."),
    ),
    rows_keep=(SPAN_IS_FORWARD,),
)


def make(articles: pl.DataFrame) -> pl.DataFrame:
    """The sentences of a batch of articles."""
    rows = [
        (document_id, number, *sentence)
        for document_id, text in articles.select("document_id", "text").iter_rows()
        for number, sentence in enumerate(sentences_of(text), 1)
    ]
    return SENTENCES.frame_of(rows)


STEP = Step(makes=SENTENCES, reads=(ARTICLES,), scope="document", revision=6, make=make)
