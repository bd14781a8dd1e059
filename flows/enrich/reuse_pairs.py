"""Which articles may have taken text from which: the pairs worth aligning."""

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, SOURCE_DOCUMENT_ID, count, share
from expectations.contract import Column, Table
from flows.enrich.fingerprints import FINGERPRINTS
from flows.enrich.grouping.shared_terms import sharing
from flows.enrich.grouping.word_hashes import Numbers
from flows.enrich.standings import STANDINGS, ordered
from flows.enrich.story_keys import STORY_KEYS
from flows.steps import Step

REUSE_PAIRS = Table(
    "reuse_pairs",
    "enrich",
    "A row a document and an earlier one that it shares shingles, most of its terms, all its words, or its address "
    "with.",
    key=("document_id", "source_document_id"),
    columns=(
        DOCUMENT_ID,
        SOURCE_DOCUMENT_ID,
        count("shared_shingles", "Sampled shingles that both hold."),
        share("containment", "Share of this document's sampled shingles that the source holds."),
        share("source_containment", "Share of the source's sampled shingles that this document holds."),
        Column("is_identical", "BOOLEAN", "Both have the same words in the same order."),
        Column("is_revision", "BOOLEAN", "The source is the revision before of the same article."),
    ),
    published=False,
)

# A shingle of more holders than this (a syndicated wire, a template) links each holder to the earliest only, so that
# pairs grow with documents and not with their square.
HOLDER_CAP = 12
# One sampled shingle stands for four; a single one is mostly a stock phrase.
LEAST_SHARED = 2
# A text that was reworded throughout, as by a translator, keeps no shingle, but of the fourteen terms that weigh most,
# names and numbers mostly, at least these.
LEAST_TERMS = 4
# Aligning more would not change which five sources are kept.
SOURCES_CAP = 8


def shared_shingles(shingles: list[Numbers], cap: int = HOLDER_CAP) -> tuple[Numbers, Numbers, Numbers]:
    """Pairs (later, earlier) of documents, numbered in their order, and how many shingles link them."""
    sizes = np.array([len(held) for held in shingles], np.int64)
    hashes = np.concatenate([*shingles, np.empty(0, np.int64)])
    order = np.argsort(hashes, kind="stable")
    hashes, holder = hashes[order], np.repeat(np.arange(len(shingles)), sizes)[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))[: len(hashes)]
    lengths = np.diff(np.append(starts, len(hashes)))
    shared = np.repeat(lengths > 1, lengths)
    hashes, holder, lengths = hashes[shared], holder[shared], lengths[lengths > 1]
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1].astype(np.int64)
    rank = np.arange(len(hashes)) - np.repeat(starts, lengths)
    length = np.repeat(lengths, lengths)
    later, earlier = [], []
    for distance in range(1, cap):
        here = np.flatnonzero((rank >= distance) & (length <= cap))
        later.append(holder[here])
        earlier.append(holder[here - distance])
    crowded = np.flatnonzero((rank > 0) & (length > cap))
    later.append(holder[crowded])
    earlier.append(holder[crowded - rank[crowded]])
    pairs, counts = np.unique(np.concatenate(later) * len(shingles) + np.concatenate(earlier), return_counts=True)
    return pairs // max(1, len(shingles)), pairs % max(1, len(shingles)), counts


def make(standings: pl.DataFrame, fingerprints: pl.DataFrame, story_keys: pl.DataFrame) -> pl.DataFrame:
    documents = ordered(standings).join(fingerprints, on="document_id", how="inner", maintain_order="left")
    documents = documents.join(story_keys, on="document_id", how="inner", maintain_order="left")
    documents = documents.with_row_index("number").with_columns(pl.col("number").cast(pl.Int64))
    first = documents.group_by("body_hash", maintain_order=True).agg(pl.col("number").first().alias("first"))
    documents = documents.join(first, on="body_hash", maintain_order="left")
    copies = documents.filter(pl.col("number") != pl.col("first"))
    bodies = documents.filter(pl.col("number") == pl.col("first"))

    later, earlier, counts = shared_shingles([held.to_numpy() for held in bodies["shingles"]])
    numbers, sizes = bodies["number"].to_numpy(), bodies["shingles"].list.len().to_numpy()
    found = pl.DataFrame(
        {
            "later": numbers[later],
            "earlier": numbers[earlier],
            "shared_shingles": counts,
            "containment": counts / np.maximum(1, sizes[later]),
            "source_containment": counts / np.maximum(1, sizes[earlier]),
        }
    ).filter(pl.col("shared_shingles") >= LEAST_SHARED)
    found = found.filter(pl.struct(-pl.col("shared_shingles"), "earlier").rank("ordinal").over("later") <= SOURCES_CAP)
    same = copies.select(
        later="number", earlier="first", shared_shingles=pl.col("shingles").list.len(),
        containment=1.0, source_containment=1.0, is_identical=True,
    )  # fmt: skip
    alike = sharing(documents, LEAST_TERMS)
    reworded = pl.DataFrame({"later": alike // max(1, len(documents)), "earlier": alike % max(1, len(documents))})
    # The earliest are those that the others were made from.
    reworded = reworded.filter(pl.col("earlier").rank("ordinal").over("later") <= SOURCES_CAP)
    revised = documents.select(later="number", earlier=pl.col("number").shift().over("article_key"), is_revision=True)
    pairs = (
        pl.concat([found, same, reworded, revised.drop_nulls()], how="diagonal_relaxed")
        .group_by("later", "earlier")
        .agg(pl.col("*").max())
        .with_columns(
            pl.col("shared_shingles", "containment", "source_containment").fill_null(0),
            pl.col("is_identical", "is_revision").fill_null(value=False),
        )
    )
    ids = documents["document_id"]
    pairs = pairs.with_columns(document_id=ids.gather(pairs["later"]), source_document_id=ids.gather(pairs["earlier"]))
    return pairs.select(REUSE_PAIRS.names).cast(pl.Schema(REUSE_PAIRS.schema)).sort(REUSE_PAIRS.key)


STEP = Step(makes=REUSE_PAIRS, reads=(STANDINGS, FINGERPRINTS, STORY_KEYS), scope="corpus", revision=6, make=make)
