"""The shingles by which articles that share text are found."""

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, count
from expectations.contract import Column, Table
from flows.clean.articles import ARTICLES
from flows.enrich.grouping.word_hashes import Words, sequence_hash, shingles, words_of
from flows.steps import Step

FINGERPRINTS = Table(
    "fingerprints",
    "enrich",
    "A row an article: a sample of its word shingles.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("body_hash", "BIGINT", "The hash of all its words in order."),
        Column("shingles", "BIGINT[]", "The sampled hashes of its runs of five words, each once, ascending."),
        count("word_count", "Words as they are counted here."),
    ),
    published=False,
)

# Five words in a row are rarely shared by chance; of texts with 30 % of the words changed a sixth of them remain.
SHINGLE_WORDS = 5
# Every fourth shingle, chosen by its own hash so that two articles choose the same ones.
SAMPLE_BITS = 2


def sampled(words: Words, texts: int, length: int = SHINGLE_WORDS, sample_bits: int = SAMPLE_BITS) -> pl.Series:
    """For each of the texts the sampled hashes of its shingles, each once, ascending."""
    hashes, text = shingles(words, length)
    kept = (hashes >> np.uint64(64 - sample_bits)) == 0
    held = (
        pl.DataFrame({"text": text[kept], "shingles": hashes[kept].view(np.int64)})
        .unique()
        .sort("text", "shingles")
        .group_by("text", maintain_order=True)
        .all()
    )
    everyone = pl.DataFrame({"text": np.arange(texts)})
    return everyone.join(held, on="text", how="left", maintain_order="left")["shingles"].fill_null([])


def make(articles: pl.DataFrame) -> pl.DataFrame:
    words = words_of(articles["text"].to_list())
    return pl.DataFrame(
        {
            "document_id": articles["document_id"],
            "body_hash": sequence_hash(words.whole, words.text, articles.height).view(np.int64),
            "shingles": sampled(words, articles.height),
            "word_count": np.bincount(words.text, minlength=articles.height).astype(np.int32),
        },
        schema=FINGERPRINTS.schema,
    )


STEP = Step(makes=FINGERPRINTS, reads=(ARTICLES,), scope="document", revision=6, make=make)
