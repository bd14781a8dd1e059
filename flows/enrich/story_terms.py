"""The words, names and numbers by which an article is compared with others as a report of the same event."""

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.clean.articles import ARTICLES
from flows.enrich.grouping.word_hashes import Numbers, Words, word_hash, words_of
from flows.enrich.sentence_words import BACKGROUND_WORDS, weights_of
from flows.steps import Step

STORY_TERMS = Table(
    "story_terms",
    "enrich",
    "A row an article: its terms, the heaviest first.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("terms", "BIGINT[]", "The hashes of the stems of its words."),
        Column("weights", "DOUBLE[]", "The weight of each; their squares add up to 1."),
        Column("name_weights", "DOUBLE[]", "The same among names and numbers alone; 0 for other words."),
        Column("numbers", "BIGINT[]", "Those of the terms that are numbers of two digits or more."),
        Column("surfaces", "VARCHAR[]", "How the heaviest of them stand in the text."),
    ),
    published=False,
)

# Function words say nothing of the event; a word of every second article weighs less than this.
LEAST_WEIGHT = 0.7
# News tells the event first: a term's weight falls towards a third with the place where it stands first.
LEAD_CHARACTERS, BACKGROUND_PART = 800, 0.3
# More change nothing in what is grouped but cost memory; fewer surfaces than terms serve to show why.
TERMS_KEPT, SURFACES_KEPT = 160, 25
_DIGITS = [word_hash(digit) for digit in "0123456789"]
_OPENERS, _STOPS = " \t\"“”‘’'«»„([—–-", ".!?:\n"


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` follows a stop, so that its capital says nothing."""
    before = text[max(0, start - 8) : start].rstrip(_OPENERS)
    return start == 0 or before.endswith(tuple(_STOPS)) or (not before and start <= 8)


def make(articles: pl.DataFrame, background: pl.DataFrame) -> pl.DataFrame:
    titles = articles["title"].fill_null("").to_list()
    texts = [f"{title}.\n\n{text}" for title, text in zip(titles, articles["text"], strict=True)]
    words = words_of(texts)
    opens = np.zeros(len(words.start), bool)
    for place in np.flatnonzero(words.is_capital).tolist():
        number, start = words.text[place], int(words.start[place])
        # A headline may capitalise every word.
        opens[place] = start < len(titles[number]) or opens_sentence(texts[number], start)
    weight, is_name = weights_of(words, opens, background)
    weight = np.where(weight >= LEAST_WEIGHT, weight, 0)
    terms = _terms(words, is_name, weight)
    shown = terms.group_by("text", maintain_order=True).head(SURFACES_KEPT)
    shown = shown.with_columns(surface=pl.Series(_surfaces(texts, words, shown["place"].to_list()), dtype=pl.String))
    everyone = pl.DataFrame({"text": np.arange(len(texts)), "document_id": articles["document_id"]})
    is_number = pl.col("is_number") & ~pl.col("term").is_in(_DIGITS)
    listed = terms.group_by("text").agg(
        terms="term", weights="weight", name_weights="name_weight", numbers=pl.col("term").filter(is_number)
    )
    surfaces = shown.group_by("text").agg(surfaces="surface")
    made = everyone.join(listed, on="text", how="left", maintain_order="left").join(
        surfaces, on="text", how="left", maintain_order="left"
    )
    lists = [name for name in STORY_TERMS.names if name != "document_id"]
    return made.with_columns(pl.col(lists).fill_null([])).select(STORY_TERMS.names).cast(pl.Schema(STORY_TERMS.schema))


def _terms(words: Words, is_name: Numbers, weight: Numbers) -> pl.DataFrame:
    """A row a text and term, the heaviest first: where it stands first, and its parts in the texts' vectors."""
    kept = np.flatnonzero(weight)
    part = BACKGROUND_PART + (1 - BACKGROUND_PART) * np.exp(-words.start[kept] / LEAD_CHARACTERS)
    found = pl.DataFrame(
        {
            "text": words.text[kept],
            "term": words.stem[kept].view(np.int64),
            "place": kept,
            "is_name": is_name[kept],
            "is_number": words.is_number[kept],
            "weight": weight[kept] * part,
        }
    )
    first = found.group_by("text", "term").agg(
        pl.col("place").min(),
        pl.col("weight").max(),
        pl.col("is_number").any(),
        name_weight=pl.col("weight").filter("is_name").max(),
    )
    return (
        first.with_columns(pl.col("name_weight").fill_null(0.0))
        .sort("text", pl.col("weight").round(9), "term", descending=[False, True, False])
        .group_by("text", maintain_order=True)
        .head(TERMS_KEPT)
        .with_columns(_of_unit_length("weight"), _of_unit_length("name_weight"))
    )


def _of_unit_length(column: str) -> pl.Expr:
    length = pl.col(column).pow(2).sum().over("text").sqrt()
    return pl.when(length > 0).then((pl.col(column) / length).round(9)).otherwise(0.0).alias(column)


def _surfaces(texts: list[str], words: Words, places: list[int]) -> list[str]:
    surfaces = []
    for place in places:
        text, start = texts[words.text[place]], int(words.start[place])
        end = start + 1
        while end < len(text) and text[end].isalnum():
            end += 1
        surfaces.append(text[start:end])
    return surfaces


STEP = Step(makes=STORY_TERMS, reads=(ARTICLES, BACKGROUND_WORDS), scope="document", revision=6, make=make)
