"""Which articles may report the same event, and how alike they are."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, share
from expectations.contract import Column, Table
from flows.enrich.grouping.word_hashes import Numbers
from flows.enrich.reuse import REUSE
from flows.enrich.reuse_pairs import REUSE_PAIRS
from flows.enrich.standings import STANDINGS, ordered
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
        share(
            "similarity", "How alike they are: the cosine of names, of all words where one has few, and shared text."
        ),
        share("word_similarity", "Cosine of all terms."),
        share("name_similarity", "Cosine of names and numbers."),
        Column("is_copy", "BOOLEAN", "One took its text from the other."),
        Column("shared_terms", "VARCHAR[]", "The terms that weigh most in both."),
    ),
    published=False,
)

# Tellings of one event come within days; what comes later is the next development.
WINDOW_DAYS = 5
# Articles that have less than two of their heaviest terms in common are never one story.
KEY_TERMS = 14
NEIGHBOURS = 60
# An article with fewer names and numbers than this is compared by all of its words.
LEAST_NAMES = 5
LEAST_SIMILARITY = 0.1
# The same words are the same news whenever they are printed; changed ones are within a month. A rewritten telling may
# be about the next day's news: there the names decide.
COPIED, CHANGED, CHANGED_DAYS = ("identical", "verbatim", "revised"), ("edited", "translated"), 30
# A quotation or a line that two tellings have word for word counts for more than its names.
SHARED_TEXT_WEIGHT, SHARED_TEXT_MOST = 3.0, 0.3
PAIRS_AT_A_TIME = 20_000
SHOWN_TERMS = 5


def candidates(terms: list[Numbers], days: Numbers, window: int = WINDOW_DAYS) -> tuple[Numbers, Numbers]:
    """Pairs (later, earlier) of documents that share two of their first terms and lie inside the window.

    `terms` holds the documents' first terms, heaviest first, in the documents' order; `days` is NaN for undated ones.
    A pair of terms that many documents share links each to its nearest neighbours in that order.
    """
    keys, holders = [], []
    for number, own in enumerate(terms):
        first, second = np.triu_indices(len(own), 1)
        # Addition doesn't care which of the two is heavier.
        keys.append(own[first] + own[second])
        holders.append(np.full(len(first), number))
    key = np.concatenate([*keys, np.empty(0, np.int64)])
    holder = np.concatenate([*holders, np.empty(0, np.int64)])
    order = np.lexsort((holder, key))
    key, holder = key[order], holder[order]
    found = [np.empty(0, np.int64)]
    for distance in range(1, NEIGHBOURS + 1):
        later, earlier = holder[distance:], holder[:-distance]
        near = ~(np.abs(days[later] - days[earlier]) > window)
        here = (key[distance:] == key[:-distance]) & near & (later != earlier)
        if not (key[distance:] == key[:-distance]).any():
            break
        found.append(later[here] * len(terms) + earlier[here])
    pairs = np.unique(np.concatenate(found))
    return pairs // max(1, len(terms)), pairs % max(1, len(terms))


def similarities(pairs: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """How alike the two of each pair are (later, earlier: `number` of `documents`, which has the terms' lists)."""
    lists = documents.select("number", "terms", "weights", "name_weights")
    long = lists.lazy().explode("terms", "weights", "name_weights")
    names = documents.select("number", names=pl.col("name_weights").list.eval(pl.element() > 0).list.sum())
    # Rounding makes sums of one set of numbers equal, in whatever order they were added.
    cosines = (
        pairs.lazy()
        .join(long, left_on="later", right_on="number")
        .join(long, left_on=["earlier", "terms"], right_on=["number", "terms"], suffix="_of_earlier")
        .group_by("later", "earlier")
        .agg(
            word_similarity=(pl.col("weights") * pl.col("weights_of_earlier")).sum().clip(0, 1).round(9),
            name_similarity=(pl.col("name_weights") * pl.col("name_weights_of_earlier")).sum().clip(0, 1).round(9),
        )
        .collect()
    )
    by_names = pl.min_horizontal("names", "names_of_earlier") >= LEAST_NAMES
    return (
        cosines.join(names, left_on="later", right_on="number")
        .join(names, left_on="earlier", right_on="number", suffix="_of_earlier")
        .with_columns(similarity=pl.when(by_names).then("name_similarity").otherwise("word_similarity"))
    )


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


def numbered(pairs: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The pairs of documents and sources as numbers (later, earlier)."""
    number = documents.select("document_id", "number")
    return pairs.join(number.rename({"number": "later"}), on="document_id").join(
        number.rename({"document_id": "source_document_id", "number": "earlier"}), on="source_document_id"
    )


def copies(reuse: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The pairs (later, earlier) of which one took so much text from the other that both tell one story."""
    day = documents.select("number", "published_on")
    apart = (pl.col("published_on") - pl.col("published_on_of_earlier")).dt.total_days().abs().fill_null(0)
    relation = pl.col("relation")
    return (
        numbered(reuse, documents)
        .join(day, left_on="later", right_on="number")
        .join(day, left_on="earlier", right_on="number", suffix="_of_earlier")
        .filter(relation.is_in(COPIED) | (relation.is_in(CHANGED) & (apart <= CHANGED_DAYS)))
        .select("later", "earlier", is_copy=True)
    )


def make(
    standings: pl.DataFrame, story_terms: pl.DataFrame, reuse_pairs: pl.DataFrame, reuse: pl.DataFrame
) -> pl.DataFrame:
    documents = ordered(standings).join(story_terms, on="document_id", how="inner", maintain_order="left")
    documents = documents.with_row_index("number").with_columns(pl.col("number").cast(pl.Int64))
    days = documents["published_on"].to_physical().cast(pl.Float64).fill_null(float("nan")).to_numpy()
    later, earlier = candidates([own.to_numpy() for own in documents["terms"].list.head(KEY_TERMS)], days)
    pairs = pl.DataFrame({"later": later, "earlier": earlier}).cast(pl.Int64)
    text = (SHARED_TEXT_WEIGHT * pl.max_horizontal("containment", "source_containment")).clip(0, SHARED_TEXT_MOST)
    sharing = numbered(reuse_pairs, documents).select("later", "earlier", shared_text=text)
    pairs = (
        pairs.join(copies(reuse, documents), on=["later", "earlier"], how="full", coalesce=True)
        .join(sharing, on=["later", "earlier"], how="left")
        .with_columns(pl.col("is_copy").fill_null(value=False), pl.col("shared_text").fill_null(0.0))
        .sort("later", "earlier")
    )
    scored = [_scored(chunk, documents) for chunk in _chunks(pairs)]
    if not scored:
        return STORY_PAIRS.frame()
    found = pl.concat(scored)
    ids = documents["document_id"]
    found = found.with_columns(
        pl.col("shared_terms").fill_null([]),
        document_id=ids.gather(found["later"]),
        earlier_document_id=ids.gather(found["earlier"]),
    )
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
    makes=STORY_PAIRS, reads=(STANDINGS, STORY_TERMS, REUSE_PAIRS, REUSE), scope="corpus", revision=2, make=make
)
