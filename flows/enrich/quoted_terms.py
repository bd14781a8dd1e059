"""The terms of what an article quotes: words that another telling can't have made up."""

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table, between
from flows.enrich.grouping.word_hashes import words_of
from flows.enrich.quotes import QUOTES
from flows.enrich.story_terms import STORY_TERMS
from flows.steps import Step

QUOTED_TERMS = Table(
    "quoted_terms",
    "enrich",
    "A row a quotation in the speaker's words, with the terms of its article that stand in it.",
    key=("document_id", "quote_number"),
    columns=(
        DOCUMENT_ID,
        Column("quote_number", "INTEGER", "The quotation, from 1.", promises=(between(1),)),
        Column("terms", "BIGINT[]", "Those of the article's `story_terms` that stand in it, ascending."),
    ),
    published=False,
)

# A word or two may be anybody's.
LEAST_TERMS = 3


def make(quotes: pl.DataFrame, story_terms: pl.DataFrame) -> pl.DataFrame:
    direct = quotes.filter(pl.col("form") == "direct")
    words = words_of(direct["text"].to_list())
    said = pl.DataFrame({"place": words.text, "terms": words.stem.view(np.int64)}).unique()
    kept = story_terms.select("document_id", "terms").explode("terms", empty_as_null=False)
    return (
        said.join(
            direct.select("document_id", "quote_number").with_row_index("place").cast({"place": pl.Int64}), on="place"
        )
        .join(kept, on=["document_id", "terms"])
        .sort("document_id", "quote_number", "terms")
        .group_by("document_id", "quote_number", maintain_order=True)
        .agg("terms")
        .filter(pl.col("terms").list.len() >= LEAST_TERMS)
    )


STEP = Step(makes=QUOTED_TERMS, reads=(QUOTES, STORY_TERMS), scope="document", revision=2, make=make)
