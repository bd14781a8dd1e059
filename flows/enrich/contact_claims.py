"""What each article by itself says of the contacts that it tells of."""

from functools import lru_cache
from typing import Any

import polars as pl

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table, between
from flows.clean.articles import ARTICLES
from flows.enrich.contact_reading.article import Article
from flows.enrich.contact_reading.columns import (
    MEDIUM,
    OCCURRED_FROM,
    OCCURRED_IS_WHOLE,
    OCCURRED_TEXT,
    OCCURRED_UNTIL,
    SENTENCE_NUMBERS,
    TOLD,
)
from flows.enrich.contact_reading.cues import Lexicon, lexicon
from flows.enrich.contact_reading.plain import plain_contacts
from flows.enrich.contact_reading.readings import contacts_of
from flows.enrich.contact_reading.titles import Forms, country_forms
from flows.enrich.contact_reading.tongues import PLAIN_ENGLISH, TONGUES
from flows.enrich.dates import DATES
from flows.enrich.mentions import MENTIONS
from flows.enrich.quotes import QUOTES
from flows.enrich.sentences import SENTENCES
from flows.reference_rows import ReferenceRows
from flows.steps import Reference, Step, rows_by_document

CONTACT_CUES, COUNTRIES, COUNTRY_NAMES, ORGANISATIONS, PLACES = (
    Reference(name) for name in ("contact_cues", "countries", "country_names", "organisations", "places")
)

CONTACT_CLAIMS = Table(
    "contact_claims",
    "enrich",
    "A row a contact that an article tells of, as this article alone has it.",
    key=("document_id", "claim_number"),
    columns=(
        DOCUMENT_ID,
        Column("claim_number", "INTEGER", "The contact in its article, from 1.", promises=(between(1),)),
        Column(
            "is_certain",
            "BOOLEAN",
            "The article itself shows sides of two countries; otherwise it takes a telling that does to believe it.",
        ),
        SENTENCE_NUMBERS,
        MEDIUM,
        OCCURRED_FROM,
        OCCURRED_UNTIL,
        OCCURRED_TEXT,
        *TOLD,
    ),
    rows_keep=OCCURRED_IS_WHOLE,
    published=False,
)


def contact_claims(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    dates: pl.DataFrame,
    mentions: pl.DataFrame,
    quotes: pl.DataFrame,
    cues: pl.DataFrame,
    countries: pl.DataFrame,
    country_names: pl.DataFrame,
    organisations: pl.DataFrame,
    places: pl.DataFrame,
) -> pl.DataFrame:
    """The contacts of each article, numbered in the order in which it tells of them."""
    words, forms = _known(ReferenceRows(cues, countries, country_names, organisations, places))
    of_sentences, of_dates, of_mentions, of_quotes = map(rows_by_document, (sentences, dates, mentions, quotes))
    rows: list[dict[str, Any]] = []
    for document_id, title, text, language in articles.select("document_id", "title", "text", "language").iter_rows():
        article = Article(
            title or "", text, of_sentences.get(document_id, []), of_dates.get(document_id, []),
            of_mentions.get(document_id, []), of_quotes.get(document_id, []), forms,
        )  # fmt: skip
        if language in TONGUES:
            found = list(plain_contacts(article, TONGUES[language]))
        else:
            found = list(contacts_of(article, words)) or list(plain_contacts(article, PLAIN_ENGLISH))
        rows += [{"document_id": document_id, "claim_number": number, **row} for number, row in enumerate(found, 1)]
    return CONTACT_CLAIMS.frame(rows)


@lru_cache(maxsize=4)
def _known(tables: ReferenceRows) -> tuple[Lexicon, Forms]:
    cues, countries, country_names, organisations, places = tables.frames
    of_states = organisations.filter(pl.col("country_code").is_null()).select("form", "acts_for").drop_nulls()
    forms = country_forms(
        country_names.select("form", "language", "country_code", "use").iter_rows(),
        countries.select("country_code", "name").iter_rows(),
        of_states.iter_rows(),
        places.filter(pl.col("is_capital") == "yes")
        .select("entity_id", "country_code")
        .unique(maintain_order=True)
        .iter_rows(),
    )
    return lexicon(cues.rows()), forms


STEP = Step(
    makes=CONTACT_CLAIMS,
    reads=(ARTICLES, SENTENCES, DATES, MENTIONS, QUOTES, CONTACT_CUES, COUNTRIES, COUNTRY_NAMES, ORGANISATIONS, PLACES),
    scope="document",
    revision=6,
    make=contact_claims,
    languages=("en", *TONGUES),
)
