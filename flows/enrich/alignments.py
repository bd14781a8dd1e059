"""How much each pair of articles has in common, and which of their sentences say the same."""

from collections.abc import Iterator

import polars as pl

from expectations.columns import DOCUMENT_ID, SOURCE_DOCUMENT_ID, count, share
from expectations.contract import Column, Table
from flows.enrich.reuse_pairs import REUSE_PAIRS
from flows.enrich.sentence_words import NAME_BIT, SENTENCE_WORDS, STEM_STEP
from flows.steps import Step

ALIGNMENTS = Table(
    "alignments",
    "enrich",
    "A row a pair of articles with sentences that resemble each other.",
    key=("document_id", "source_document_id"),
    columns=(
        DOCUMENT_ID,
        SOURCE_DOCUMENT_ID,
        count("sentence_count", "Sentences of this article.", low=1),
        count("source_sentence_count", "Sentences of the source.", low=1),
        count("aligned_count", "Sentences of this article that are aligned.", low=1),
        count("source_aligned_count", "Sentences of the source that are aligned.", low=1),
        count("same_count", "Sentences of this article that the source has word for word."),
        share("order_agreement", "Share of the aligned sentences that don't step back in the source's order."),
        count("shared_words", "Words that aligned sentences share, function words left out."),
        share("mean_similarity", "Mean similarity of the aligned sentences."),
        share("quote_similarity", "The same for those with quotation marks.", nullable=True),
        share(
            "names_agreement", "Weight of the names and numbers that aligned sentences share, of all that they hold."
        ),
        share(
            "names_found", "Weight of the names and numbers of one article that stand in the other, the larger of both."
        ),
        share("words_found", "The same for all other words."),
        Column(
            "sentences",
            "STRUCT(sentence_number INTEGER, source_sentence_number INTEGER, similarity DOUBLE, is_same BOOLEAN)[]",
            "The aligned sentences, in this article's order.",
        ),
    ),
    published=False,
)

# Below a third, two sentences of one event share little more than its names.
LEAST_SIMILARITY = 0.35
# A sentence that was split or merged lies in the longer one with most of its weight.
LEAST_CONTAINED, LEAST_CONTAINED_WORDS = 0.6, 3
# One word that two sentences share means something only when it is a rare one.
LEAST_ALONE = 32
# So many pairs at a time keep the joined words below 200 MB.
PAIRS_AT_A_TIME = 4096

_SIDES = ("later", "earlier")
# No article has as many sentences, and the number of a pair's cell stays below 2^63.
_SENTENCES = 1 << 24


def align(pairs: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """One row for each of `pairs` (later, earlier: documents' numbers) that has aligned sentences.

    `sentences` is the frame of `sentence_words` with the documents' numbers. Two sentences are aligned when one is the
    other's closest and they share enough of their weight.
    """
    pairs = pairs.with_row_index("pair").with_columns(pl.col("pair").cast(pl.Int64))
    words = _words(sentences)
    edges = _edges(pairs, sentences, _cells(pairs, words))
    return (
        pairs.join(_by_pair(edges), on="pair")
        .join(_found(pairs, words), on="pair")
        .join(_counts(sentences).rename({"count": "sentence_count"}), left_on="later", right_on="number")
        .join(_counts(sentences).rename({"count": "source_sentence_count"}), left_on="earlier", right_on="number")
        .sort("later", "earlier")
    )


def _words(sentences: pl.DataFrame) -> pl.DataFrame:
    """A row a sentence and stem."""
    code = pl.col("words")
    return (
        sentences.select("number", "sentence_number", "words")
        .explode("words", empty_as_null=False)
        .select(
            "number",
            sentence=pl.col("sentence_number").cast(pl.Int64),
            stem=code // STEM_STEP,
            weight=(code & (NAME_BIT - 1)).cast(pl.Int32),
            is_name=(code & NAME_BIT) > 0,
        )
    )


def _cells(pairs: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """A row a pair and two sentences with stems in common, and what these weigh."""
    # One column is joined and grouped several times faster than three.
    stem_of_pair = pl.col("stem") * PAIRS_AT_A_TIME + pl.col("pair")
    cell = (pl.col("pair") * _SENTENCES + pl.col("sentence")) * _SENTENCES
    left = pairs.select("pair", "later").join(words, left_on="later", right_on="number")
    right = pairs.select("pair", "earlier").join(words, left_on="earlier", right_on="number")
    return (
        left.select("weight", "is_name", key=stem_of_pair, cell=cell)
        .join(right.select("weight", "is_name", "sentence", key=stem_of_pair), on="key", suffix="_of_source")
        .select(
            cell=pl.col("cell") + pl.col("sentence"),
            weight=pl.min_horizontal("weight", "weight_of_source"),
            is_name=pl.col("is_name") | pl.col("is_name_of_source"),
        )
        .with_columns(names=pl.col("weight") * pl.col("is_name"))
        .group_by("cell")
        .agg(pl.col("weight").sum(), shared_words=pl.len(), shared_names=pl.col("names").sum())
        .filter((pl.col("shared_words") > 1) | (pl.col("weight") >= LEAST_ALONE))
        .select(
            "weight",
            "shared_words",
            "shared_names",
            pair=pl.col("cell") // _SENTENCES**2,
            sentence=pl.col("cell") // _SENTENCES % _SENTENCES,
            source_sentence=pl.col("cell") % _SENTENCES,
        )
    )


def _edges(pairs: pl.DataFrame, sentences: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The aligned sentences: similar enough, and the closest of one of them."""
    totals = sentences.select(
        "number",
        "sentence_hash",
        "has_quote",
        sentence=pl.col("sentence_number").cast(pl.Int64),
        total="weight",
        names="name_weight",
    )
    return (
        cells.join(pairs, on="pair")
        .join(totals, left_on=["later", "sentence"], right_on=["number", "sentence"])
        .join(
            totals.rename({"sentence": "source_sentence"}),
            left_on=["earlier", "source_sentence"],
            right_on=["number", "source_sentence"],
            suffix="_of_source",
        )
        .with_columns(
            similarity=(2 * pl.col("weight") / (pl.col("total") + pl.col("total_of_source"))).clip(0, 1),
            contained=pl.col("weight") / pl.min_horizontal("total", "total_of_source"),
            is_same=pl.col("sentence_hash") == pl.col("sentence_hash_of_source"),
        )
        .filter(
            (pl.col("similarity") >= LEAST_SIMILARITY)
            | ((pl.col("contained") >= LEAST_CONTAINED) & (pl.col("shared_words") >= LEAST_CONTAINED_WORDS))
        )
        .sort("pair", "sentence", "source_sentence")
        .with_columns(is_best=_is_closest("sentence"), is_best_of_source=_is_closest("source_sentence"))
        .filter(pl.col("is_best") | pl.col("is_best_of_source"))
    )


def _is_closest(side: str) -> pl.Expr:
    """Whether no other sentence is closer; of equally close ones the first."""
    closeness = pl.col("similarity").round(9)
    return closeness.arg_max().over("pair", side) == pl.int_range(pl.len()).over("pair", side)


def _by_pair(edges: pl.DataFrame) -> pl.DataFrame:
    best = edges.filter("is_best")
    steps_back = pl.col("source_sentence").diff() < 0
    names = pl.col("names").sum() + pl.col("names_of_source").sum()
    measured = best.group_by("pair").agg(
        aligned_count=pl.len(),
        same_count=pl.col("is_same").sum(),
        order_agreement=1 - steps_back.sum() / pl.len(),
        shared_words=pl.col("shared_words").sum(),
        mean_similarity=pl.col("similarity").mean().round(9),
        quote_similarity=pl.col("similarity").filter("has_quote").mean().round(9),
        names_agreement=pl.when(names > 0).then((2 * pl.col("shared_names").sum() / names).clip(0, 1)).otherwise(1.0),
    )
    listed = edges.group_by("pair", maintain_order=True).agg(
        source_aligned_count=pl.col("source_sentence").n_unique(),
        sentences=pl.struct(
            sentence_number="sentence",
            source_sentence_number="source_sentence",
            similarity="similarity",
            is_same="is_same",
        ),
    )
    return measured.join(listed, on="pair")


def _found(pairs: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """For each pair which share of the words of either document stands anywhere in the other, the larger of both."""
    held = words.group_by("number", "stem").agg(pl.col("weight").max(), pl.col("is_name").any())
    totals = _names_and_words(held, "number")
    left, right = (pairs.select("pair", side).join(held, left_on=side, right_on="number") for side in _SIDES)
    both = left.join(right, on=["pair", "stem"], suffix="_of_earlier").with_columns(
        weight=pl.min_horizontal("weight", "weight_of_earlier"),
        is_name=pl.col("is_name") & pl.col("is_name_of_earlier"),
    )
    joined = _names_and_words(both, "pair").join(pairs, on="pair")
    for side in _SIDES:
        joined = joined.join(totals, left_on=side, right_on="number", suffix=f"_of_{side}")
    return joined.select(
        "pair",
        *(
            (pl.col(kind) / pl.min_horizontal(*(f"{kind}_of_{side}" for side in _SIDES)).clip(1))
            .clip(0, 1)
            .alias(f"{kind}_found")
            for kind in ("names", "words")
        ),
    )


def _names_and_words(words: pl.DataFrame, group: str) -> pl.DataFrame:
    return words.group_by(group).agg(
        names=pl.col("weight").filter("is_name").sum(), words=pl.col("weight").filter(~pl.col("is_name")).sum()
    )


def _counts(sentences: pl.DataFrame) -> pl.DataFrame:
    return sentences.group_by("number").agg(count=pl.len())


def make(reuse_pairs: pl.DataFrame, sentence_words: pl.DataFrame) -> pl.DataFrame:
    ids = pl.concat([reuse_pairs["document_id"], reuse_pairs["source_document_id"]]).unique().sort()
    numbers = pl.DataFrame({"document_id": ids}).with_row_index("number")
    sentences = sentence_words.join(numbers, on="document_id").sort("number", "sentence_number")
    pairs = (
        reuse_pairs.select("document_id", "source_document_id")
        .join(numbers.rename({"number": "later"}), on="document_id")
        .join(numbers.rename({"document_id": "source_document_id", "number": "earlier"}), on="source_document_id")
        .select(_SIDES)
        .sort(_SIDES)
    )
    aligned = [align(chunk, _of(chunk, sentences)) for chunk in _chunks(pairs)]
    if not aligned:
        return ALIGNMENTS.frame()
    found = pl.concat(aligned)
    found = found.with_columns(document_id=ids.gather(found["later"]), source_document_id=ids.gather(found["earlier"]))
    return found.select(ALIGNMENTS.names).cast(pl.Schema(ALIGNMENTS.schema)).sort(ALIGNMENTS.key)


def _chunks(pairs: pl.DataFrame) -> Iterator[pl.DataFrame]:
    return (pairs.slice(start, PAIRS_AT_A_TIME) for start in range(0, pairs.height, PAIRS_AT_A_TIME))


def _of(pairs: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    wanted = pl.concat([pairs["later"], pairs["earlier"]]).unique()
    return sentences.filter(pl.col("number").is_in(wanted.implode()))


STEP = Step(
    makes=ALIGNMENTS,
    reads=(REUSE_PAIRS, SENTENCE_WORDS),
    scope="corpus",
    revision=6,
    make=make,
    blocks=("document_id", "source_document_id"),
)
