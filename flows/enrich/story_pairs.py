"""How alike the articles are that may report the same event."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, share
from expectations.contract import Column, Table
from flows.enrich.grouping.word_hashes import Numbers
from flows.enrich.story_candidates import STORY_CANDIDATES
from flows.enrich.story_terms import STORY_TERMS
from flows.steps import Step

STORY_PAIRS = Table(
    "story_pairs",
    "enrich",
    "A row two articles that resemble each other and whose days allow one event.",
    key=("document_id", "earlier_document_id"),
    columns=(
        DOCUMENT_ID,
        Column("earlier_document_id", "VARCHAR", "The article that was told earlier."),
        share("similarity", "How alike they are: the cosine of names and of all words, and shared text."),
        share("word_similarity", "Cosine of all terms."),
        share("name_similarity", "Cosine of names and numbers."),
        Column("is_copy", "BOOLEAN", "One took its text from the other."),
        Column("shared_terms", "VARCHAR[]", "The terms that weigh most in both."),
    ),
    published=False,
)

# An article with fewer names and numbers than this is compared by all of its words; else these have a small part.
LEAST_NAMES, WORDS_PART = 5, 0.1
LEAST_SIMILARITY = 0.1
PAIRS_AT_A_TIME = 20_000
SHOWN_TERMS = 5


def similarities(pairs: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """How alike the two of each pair are (later, earlier: `number` of `documents`, which has the terms' lists)."""
    names = documents.select("number", names=pl.col("name_weights").list.eval(pl.element() > 0).list.sum())
    cosines = _cosines(pairs.select("later", "earlier").sort("later", "earlier"), documents)
    mixed = (1 - WORDS_PART) * pl.col("name_similarity") + WORDS_PART * pl.col("word_similarity")
    by_names = pl.min_horizontal("names", "names_of_earlier") >= LEAST_NAMES
    return (
        cosines.join(names, left_on="later", right_on="number")
        .join(names, left_on="earlier", right_on="number", suffix="_of_earlier")
        .with_columns(similarity=pl.when(by_names).then(mixed).otherwise("word_similarity").round(9))
    )


def _cosines(pairs: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The cosines of those pairs that have a term in common; `pairs` ascend."""
    documents = documents.filter(pl.col("terms").list.len() > 0)
    place = documents.select("number", place=pl.int_range(pl.len()))
    for side in ("later", "earlier"):
        pairs = pairs.join(place.rename({"number": side, "place": f"{side}_place"}), on=side, maintain_order="left")
    held = documents.select("terms", "weights", "name_weights").explode("terms", "weights", "name_weights")
    known, term = np.unique(held["terms"].to_numpy(), return_inverse=True)
    weights = held.select("weights", "name_weights").to_numpy()
    ends = np.cumsum(documents["terms"].list.len().to_numpy().astype(np.int64))
    starts = np.concatenate(([0], ends[:-1]))
    later, earlier = pairs["later_place"].to_numpy(), pairs["earlier_place"].to_numpy()
    bounds = np.concatenate(([0], np.cumsum((ends - starts)[earlier])))
    rows = np.arange(bounds[-1]) + np.repeat(starts[earlier] - bounds[:-1], (ends - starts)[earlier])
    theirs, products = term[rows], weights[rows]
    of_later = np.zeros((len(known), 2))
    for first, last in _runs(later):
        own = slice(starts[later[first]], ends[later[first]])
        of_later[term[own]] = weights[own]
        others = slice(bounds[first], bounds[last])
        products[others] *= of_later[theirs[others]]
        of_later[term[own]] = 0
    found = np.add.reduceat(products, bounds[:-1]) if len(later) else products
    # Rounding makes sums of one set of numbers equal, in whatever order they were added.
    similarity = np.round(np.clip(found, 0, 1), 9)
    shown = pairs.select("later", "earlier").with_columns(
        word_similarity=pl.Series(similarity[:, 0]), name_similarity=pl.Series(similarity[:, 1])
    )
    return shown.filter(pl.Series(found[:, 0] > 0))


def _runs(numbers: Numbers) -> Iterator[tuple[int, int]]:
    """Where each run of equal numbers begins and ends."""
    cuts = np.flatnonzero(np.diff(numbers)) + 1
    return zip([0, *cuts.tolist()], [*cuts.tolist(), len(numbers)], strict=True) if len(numbers) else iter(())


def shared_terms(pairs: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The first of the surfaces that both of each pair show, in the order of the later one's weights."""
    shown = documents.select("number", "surfaces", terms=pl.col("terms").list.head(pl.col("surfaces").list.len()))
    long = shown.explode("surfaces", "terms").with_row_index("place")
    return (
        pairs.select("later", "earlier")
        .join(long, left_on="later", right_on="number")
        .join(long.drop("place"), left_on=["earlier", "terms"], right_on=["number", "terms"], suffix="_of_earlier")
        .sort("later", "earlier", "place")
        .group_by("later", "earlier", maintain_order=True)
        .agg(shared_terms=pl.col("surfaces").head(SHOWN_TERMS))
    )


def make(story_candidates: pl.DataFrame, story_terms: pl.DataFrame) -> pl.DataFrame:
    documents = story_terms.sort("document_id").with_row_index("number")
    numbers = documents.select("document_id", "number")
    pairs = story_candidates.join(numbers.rename({"number": "later"}), on="document_id").join(
        numbers.rename({"document_id": "earlier_document_id", "number": "earlier"}), on="earlier_document_id"
    )
    scored = [_scored(chunk, documents) for chunk in _chunks(pairs.sort("later", "earlier"))]
    if not scored:
        return STORY_PAIRS.frame()
    found = pl.concat(scored).with_columns(pl.col("shared_terms").fill_null([]))
    return found.select(STORY_PAIRS.names).cast(pl.Schema(STORY_PAIRS.schema)).sort(STORY_PAIRS.key)


def _scored(pairs: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The pairs that are alike enough, with what shows it."""
    wanted = pl.concat([pairs["later"], pairs["earlier"]]).unique()
    documents = documents.filter(pl.col("number").is_in(wanted.implode()))
    found = pairs.join(similarities(pairs, documents), on=["later", "earlier"])
    found = found.with_columns(similarity=(pl.col("similarity") + pl.col("shared_text")).clip(0, 1))
    found = found.filter(pl.col("is_copy") | (pl.col("similarity") >= LEAST_SIMILARITY))
    return found.join(shared_terms(found, documents), on=["later", "earlier"], how="left")


def _chunks(pairs: pl.DataFrame) -> Iterator[pl.DataFrame]:
    return (pairs.slice(start, PAIRS_AT_A_TIME) for start in range(0, pairs.height, PAIRS_AT_A_TIME))


STEP = Step(
    makes=STORY_PAIRS,
    reads=(STORY_CANDIDATES, STORY_TERMS),
    scope="corpus",
    revision=7,
    make=make,
    blocks=("document_id", "earlier_document_id"),
    along="published_on",
)
