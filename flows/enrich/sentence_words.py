"""The words of every sentence as weighted hashes, from which articles are aligned."""

import math
from functools import lru_cache

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, SENTENCE_NUMBER, count
from expectations.contract import Column, Table
from flows.clean.articles import ARTICLES
from flows.enrich.grouping.word_hashes import Numbers, Words, sequence_hash, words_of
from flows.enrich.sentences import SENTENCES
from flows.steps import Reference, Step

SENTENCE_WORDS = Table(
    "sentence_words",
    "enrich",
    "A row a sentence: its words as weighted hashes.",
    key=("document_id", "sentence_number"),
    columns=(
        DOCUMENT_ID,
        SENTENCE_NUMBER,
        Column("sentence_hash", "BIGINT", "The hash of all its words in order."),
        Column(
            "words",
            "BIGINT[]",
            "Its distinct words: 56 bits of the stem's hash, then a name's bit and 7 bits of weight.",
        ),
        count("weight", "What its distinct words weigh together."),
        count("name_weight", "What the names and numbers among them weigh."),
        Column("has_quote", "BOOLEAN", "It holds a quotation mark."),
    ),
    published=False,
)

BACKGROUND_WORDS = Reference("background_words")
# A word that the background table lacks stands in fewer than one article of two hundred, a name in fewer still.
UNKNOWN_SHARE, NAME_SHARE = 0.004, 0.001
# Weights are kept in eighths, so that seven bits hold the rarest.
WEIGHT_STEPS = 8
NAME_BIT, STEM_STEP = 128, 256
# Words of more than a fifth of all articles tell nothing about which sentences belong together.
LEAST_WEIGHT = 12
QUOTATION_MARKS = '"“”«»„'


@lru_cache(maxsize=4)
def stem_weights(words: tuple[str, ...], shares: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    """Ascending stem hashes and the weight of each: minus the logarithm of the share of articles that hold it."""
    found = words_of(words)
    share = np.array(shares, np.float64)[found.text]
    order = np.lexsort((-share, found.stem))
    stems, share = found.stem[order], share[order]
    first = np.concatenate(([True], stems[1:] != stems[:-1]))[: len(stems)]
    return stems[first], -np.log(share[first])


def weights_of(words: Words, opens: Numbers, background: pl.DataFrame) -> tuple[Numbers, Numbers]:
    """The weight of every word, and whether it is taken for a name or number.

    `opens` tells the words that open a sentence: a capital there makes a name only of a word that the background lacks.
    Names and numbers that it lacks weigh most.
    """
    stems, weights = stem_weights(tuple(background["word"]), tuple(background["share"]))
    place = np.minimum(np.searchsorted(stems, words.stem), len(stems) - 1)
    known = stems[place] == words.stem
    is_name = words.is_number | (words.is_capital & ~(opens & known))
    unknown = np.where(is_name, -math.log(NAME_SHARE), -math.log(UNKNOWN_SHARE))
    return np.where(known, weights[place], unknown), is_name


def make(articles: pl.DataFrame, sentences: pl.DataFrame, background: pl.DataFrame) -> pl.DataFrame:
    sentences = sentences.sort("document_id", "char_start")
    articles = articles.sort("document_id").join(sentences, on="document_id", how="semi")
    if not articles.height:
        return SENTENCE_WORDS.frame()
    texts = articles["text"].to_list()
    lengths = np.array([len(text) + 1 for text in texts])
    offsets = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    numbers = dict(zip(articles["document_id"], range(len(texts)), strict=True))
    text_of_sentence = sentences["document_id"].replace_strict(numbers, return_dtype=pl.Int64).to_numpy()
    starts = offsets[text_of_sentence] + sentences["char_start"].to_numpy()

    words = words_of(texts)
    place = np.searchsorted(starts, offsets[words.text] + words.start, side="right") - 1
    # Words before the first sentence of a text belong to none.
    inside = (place >= 0) & (text_of_sentence[np.maximum(place, 0)] == words.text)
    words = Words(*(getattr(words, name)[inside] for name in Words.__dataclass_fields__))
    place = place[inside]
    opens = np.concatenate(([True], place[1:] != place[:-1]))[: len(place)]
    weight, is_name = weights_of(words, opens, background)
    weight = np.rint(weight * WEIGHT_STEPS).clip(0, NAME_BIT - 1).astype(np.uint64)
    codes = (words.stem & ~np.uint64(STEM_STEP - 1)) | np.where(is_name, np.uint64(NAME_BIT), np.uint64(0)) | weight
    matters = weight >= LEAST_WEIGHT
    marks = [
        any(mark in texts[text][start:end] for mark in QUOTATION_MARKS)
        for text, start, end in zip(
            text_of_sentence.tolist(), sentences["char_start"].to_list(), sentences["char_end"].to_list(), strict=True
        )
    ]
    held = _by_stem(codes[matters].view(np.int64), place[matters])
    code = pl.col("words")
    by_sentence = held.group_by("place", maintain_order=True).agg(
        "words",
        weight=(code & (NAME_BIT - 1)).sum(),
        name_weight=(code & (NAME_BIT - 1)).filter((code & NAME_BIT) > 0).sum(),
    )
    return (
        sentences.with_columns(
            place=pl.int_range(pl.len()),
            sentence_hash=pl.Series(sequence_hash(words.whole, place, sentences.height).view(np.int64)),
            has_quote=pl.Series(marks, dtype=pl.Boolean),
        )
        .join(by_sentence, on="place", how="left", maintain_order="left")
        .with_columns(pl.col("words").fill_null([]), pl.col("weight", "name_weight").fill_null(0))
        .select(SENTENCE_WORDS.names)
        .cast(pl.Schema(SENTENCE_WORDS.schema))
    )


def _by_stem(codes: Numbers, place: Numbers) -> pl.DataFrame:
    """A row a sentence's place and stem, ascending: as a name where it stands as one too."""
    order = np.lexsort((codes, place))
    codes, place = codes[order], place[order]
    stems = codes // STEM_STEP
    last = np.concatenate(((stems[1:] != stems[:-1]) | (place[1:] != place[:-1]), [True]))[: len(codes)]
    return pl.DataFrame({"place": place[last], "words": codes[last]})


STEP = Step(
    makes=SENTENCE_WORDS, reads=(ARTICLES, SENTENCES, BACKGROUND_WORDS), scope="document", revision=6, make=make
)
