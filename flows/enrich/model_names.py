"""Names that a model of the user's finds: the optional help of the rules in `mentions`."""

from functools import cache
from typing import Any

import polars as pl

from expectations.columns import CHAR_END, CHAR_START, DOCUMENT_ID, SPAN_IS_FORWARD
from expectations.contract import Column, Table, one_of
from flows.clean.articles import ARTICLES
from flows.models import NAME_MODEL
from flows.steps import Step

# The labels of OntoNotes and of WikiNER, the two schemes of spaCy's own models.
_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}

MODEL_NAMES = Table(
    "model_names",
    "enrich",
    "A row a name that the user's model finds; none without a model.",
    key=("document_id", "char_start"),
    columns=(
        DOCUMENT_ID,
        CHAR_START,
        CHAR_END,
        Column("kind", "VARCHAR", "What is named.", promises=(one_of("person", "organisation", "place"),)),
    ),
    rows_keep=(SPAN_IS_FORWARD,),
    published=False,
)


@cache
def _pipeline(folder: str) -> Any:
    # Only who sets a model needs spaCy, and it takes a second to import.
    import spacy

    return spacy.load(folder)


def model_names(articles: pl.DataFrame, model: pl.DataFrame) -> pl.DataFrame:
    """The names in articles of the model's language; a model of no one language (`xx`) reads all.

    Raises `OSError` when the folder holds no model that spaCy can read.
    """
    rows = []
    for (folder,) in model.iter_rows():
        find = _pipeline(folder)
        for document_id, text, language in articles.select("document_id", "text", "language").iter_rows():
            if find.lang in ("xx", language.partition("-")[0]):
                find.max_length = max(find.max_length, len(text))
                # One by one: in a batch an article's neighbours could move the last digits of a score.
                rows += [
                    {
                        "document_id": document_id,
                        "char_start": name.start_char,
                        "char_end": name.end_char,
                        "kind": _KINDS[name.label_],
                    }
                    for name in find(text).ents
                    if name.label_ in _KINDS
                ]
    return MODEL_NAMES.frame(rows)


STEP = Step(makes=MODEL_NAMES, reads=(ARTICLES, NAME_MODEL), scope="document", revision=4, make=model_names)
