"""Who said what in each article."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from expectations.columns import CHAR_END, CHAR_START, DOCUMENT_ID, SENTENCE_NUMBER, SPAN_IS_FORWARD
from expectations.contract import Column, Table, between, one_of
from flows.clean.articles import ARTICLES
from flows.enrich.mentions import MENTIONS
from flows.enrich.quote_reading.reported import read_article
from flows.enrich.quote_reading.speakers import speaker_and_entity
from flows.enrich.quote_reading.spoken_article import SPEAKING_KINDS, Mention, Quotation, SpokenArticle
from flows.enrich.quote_reading.verbs import Verbs
from flows.enrich.sentences import SENTENCES
from flows.reference_rows import ReferenceRows
from flows.steps import Reference, Step, tuples_by_document

Row = tuple[Any, ...]

QUOTES = Table(
    "quotes",
    "enrich",
    "A row a quotation of an article.",
    key=("document_id", "quote_number"),
    columns=(
        DOCUMENT_ID,
        Column("quote_number", "INTEGER", "The quotation, from 1.", promises=(between(1),)),
        SENTENCE_NUMBER,
        CHAR_START,
        CHAR_END,
        Column("text", "VARCHAR", "What was said, without the quotation marks."),
        Column("form", "VARCHAR", "In whose words.", promises=(one_of("direct", "indirect", "mixed"),)),
        Column("speaker", "VARCHAR", "Who said it, as written.", nullable=True),
        Column("speaker_entity_id", "VARCHAR", "Who said it, as an entity.", nullable=True),
        Column("cue", "VARCHAR", "The word that introduces it: said, told, ...", nullable=True),
        Column("addressee", "VARCHAR", "Whom it was said to (told AFP).", nullable=True),
    ),
    rows_keep=(SPAN_IS_FORWARD,),
)

SPEECH_VERBS = Reference("speech_verbs")


def quotes(
    articles: pl.DataFrame, sentences: pl.DataFrame, mentions: pl.DataFrame, speech_verbs: pl.DataFrame
) -> pl.DataFrame:
    """Every quotation of every article, numbered in the order of the text."""
    rows = ReferenceRows(speech_verbs)
    verbs_of = {language: verbs(rows, language) for language in articles["language"].unique()}
    spans_of = tuples_by_document(sentences, "char_start", "char_end")
    speaking = mentions.filter(pl.col("kind").is_in(SPEAKING_KINDS))
    mentions_of = tuples_by_document(speaking, "char_start", "char_end", "kind", "entity_id")
    found: list[Row] = []
    for document_id, text, language in articles.select("document_id", "text", "language").iter_rows():
        named = list(map(Mention._make, mentions_of.get(document_id, ())))
        said = article_quotes(text, language, spans_of.get(document_id, []), named, verbs_of[language])
        found += [(document_id, *row) for row in said]
    return QUOTES.frame_of(found)


@lru_cache(maxsize=16)
def verbs(table: ReferenceRows, language: str) -> Verbs:
    """The verbs of saying of a language with their roles; English stands in for languages that have none."""
    rows = table.frames[0].select("word", "language", "role").rows()
    languages = {row_language for _, row_language, _ in rows}
    own = language if language in languages else "en"
    return Verbs({word: role for word, row_language, role in rows if row_language == own})


def article_quotes(
    text: str,
    language: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    known: Verbs,
) -> list[Row]:
    """The quotations of one article: the columns of the table after `document_id`."""
    article = read_article(text, language, sentences, mentions, known)
    rows: list[Row] = []
    entities: dict[int, str | None] = {}
    for quotation in article.found:
        words = quotation.text(text)
        if words.strip():
            rows.append(_row(article, quotation, words, len(rows) + 1, entities))
    return rows


def _row(article: SpokenArticle, quotation: Quotation, words: str, number: int, entities: dict[int, str | None]) -> Row:
    speaker, entity = speaker_and_entity(article, quotation, entities)
    cue = quotation.cue
    addressee = article.addressee(cue, len(article.text)) if cue else None
    return (
        number,
        article.sentence_at(quotation.start) + 1,
        quotation.start,
        quotation.end,
        words,
        quotation.form,
        speaker,
        entity,
        cue.word if cue else None,
        addressee.of(article.text) if addressee else None,
    )


STEP = Step(
    makes=QUOTES,
    reads=(ARTICLES, SENTENCES, MENTIONS, SPEECH_VERBS),
    scope="document",
    revision=8,
    make=quotes,
    languages=("en", "de", "es", "fr", "ru"),
)
