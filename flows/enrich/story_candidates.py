"""Which articles may report the same event: the pairs worth comparing."""

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, share
from expectations.contract import Column, Table
from flows.enrich.grouping.shared_terms import sharing
from flows.enrich.grouping.word_hashes import Numbers
from flows.enrich.reuse_pairs import REUSE_PAIRS
from flows.enrich.standings import STANDINGS, ordered
from flows.enrich.story_keys import STORY_KEYS
from flows.enrich.takings import SOURCES_KEPT, TAKINGS
from flows.steps import Step

STORY_CANDIDATES = Table(
    "story_candidates",
    "enrich",
    "A row two articles that share rare terms inside a window of days, or of which one took text from the other.",
    key=("document_id", "earlier_document_id"),
    columns=(
        DOCUMENT_ID,
        Column("earlier_document_id", "VARCHAR", "The article that was told earlier."),
        share("shared_text", "What text that both have word for word adds to how alike they are."),
        Column("is_copy", "BOOLEAN", "One took its text from the other."),
        Column("published_on", "DATE", "The later article's day, or the earlier's where it has none.", nullable=True),
    ),
    published=False,
)

# The same words are the same news whenever they are printed; changed ones are within a month. A rewritten telling may
# be about the next day's news: there the names decide.
COPIED, CHANGED, CHANGED_DAYS = ("identical", "verbatim", "revised"), ("edited", "translated"), 30
# A quotation or a line that two tellings have word for word counts for more than its names.
SHARED_TEXT_WEIGHT, SHARED_TEXT_MOST = 3.0, 0.3
# Two that have so much word for word and yet took nothing from each other are notices of one template.
TEMPLATE_CONTAINMENT = 0.3
# Two weeks between two articles instead of one gave as good stories of three times as many pairs.
LEAST_TERMS = 2


def numbered(pairs: pl.DataFrame, ids: pl.Series) -> Numbers:
    """Each pair of documents and sources as one number: the place of its document in the ids, and of its source."""
    places = pl.DataFrame({"id": ids}).with_row_index("place").select("id", pl.col("place").cast(pl.Int64))
    later, earlier = (
        pairs.select(name).join(places, left_on=name, right_on="id", how="left", maintain_order="left")["place"]
        for name in ("document_id", "source_document_id")
    )
    return (later * len(ids) + earlier).to_numpy()


def copies(reuse: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The rows of which the document took so much text from the source that both tell one story."""
    apart = (pl.col("published_on") - pl.col("published_on_of_source")).dt.total_days().abs().fill_null(0)
    relation = pl.col("relation")
    return (
        reuse.join(days, on="document_id")
        .join(days, left_on="source_document_id", right_on="document_id", suffix="_of_source")
        .filter(relation.is_in(COPIED) | (relation.is_in(CHANGED) & (apart <= CHANGED_DAYS)))
    )


def make(
    standings: pl.DataFrame, story_keys: pl.DataFrame, reuse_pairs: pl.DataFrame, takings: pl.DataFrame
) -> pl.DataFrame:
    documents = ordered(standings).join(story_keys, on="document_id", how="inner", maintain_order="left")
    pairs = sharing(documents, LEAST_TERMS)
    # One ascending array of numbers, in which the few pairs that share text find their places: joins take three times
    # the memory, and ids six times that of numbers.
    ids = documents["document_id"].sort()
    place = documents["document_id"].rank("ordinal").cast(pl.Int64).to_numpy() - 1
    pairs = place[pairs // max(1, len(ids))] * len(ids) + place[pairs % max(1, len(ids))]
    pairs.sort()
    told = pl.col("document_id").is_in(ids.implode()) & pl.col("source_document_id").is_in(ids.implode())
    reuse_pairs, reuse = reuse_pairs.filter(told), takings.filter(told, "is_certain")
    containment = pl.max_horizontal("containment", "source_containment")
    templates = numbered(_taken_by_none(reuse_pairs.filter(containment >= TEMPLATE_CONTAINMENT), reuse), ids)
    copied = numbered(copies(reuse, documents.select("document_id", "published_on")), ids)
    pairs = np.union1d(np.delete(pairs, _places(pairs, templates)[0]), copied)
    shared_text, is_copy = np.zeros(len(pairs)), np.zeros(len(pairs), bool)
    is_copy[_places(pairs, copied)[0]] = True
    places, are_there = _places(pairs, numbered(reuse_pairs, ids))
    text = reuse_pairs.select((SHARED_TEXT_WEIGHT * containment).clip(0, SHARED_TEXT_MOST)).to_series()
    shared_text[places] = text.to_numpy()[are_there]
    later, earlier = pairs // max(1, len(ids)), pairs % max(1, len(ids))
    days = documents.sort("document_id")["published_on"]
    return pl.DataFrame(
        {
            "document_id": ids.gather(later),
            "earlier_document_id": ids.gather(earlier),
            "shared_text": shared_text,
            "is_copy": is_copy,
            "published_on": days.gather(later).zip_with(days.gather(later).is_not_null(), days.gather(earlier)),
        }
    )


def _places(pairs: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """The places in the ascending pairs of those wanted that are among them, and which these are."""
    places = np.searchsorted(pairs, wanted)
    are_there = np.append(pairs, -1)[places] == wanted
    return places[are_there], are_there


def _taken_by_none(pairs: pl.DataFrame, reuse: pl.DataFrame) -> pl.DataFrame:
    """The pairs of which nothing was found to be taken, though the later article has room for more sources."""
    full = reuse.group_by("document_id").len().filter(pl.col("len") >= SOURCES_KEPT)
    return pairs.join(reuse, on=["document_id", "source_document_id"], how="anti").join(
        full, on="document_id", how="anti"
    )


STEP = Step(
    makes=STORY_CANDIDATES, reads=(STANDINGS, STORY_KEYS, REUSE_PAIRS, TAKINGS), scope="corpus", revision=5, make=make
)
