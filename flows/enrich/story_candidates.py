"""Which articles may report the same event: the pairs worth comparing."""

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, share
from expectations.contract import Column, Table
from flows.enrich.grouping.vetoes import Times, are_close
from flows.enrich.grouping.word_hashes import Numbers
from flows.enrich.reuse import REUSE, SOURCES_KEPT
from flows.enrich.reuse_pairs import REUSE_PAIRS
from flows.enrich.standings import STANDINGS, ordered
from flows.enrich.story_keys import STORY_KEYS
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
    ),
    published=False,
)

NEIGHBOURS = 60
# The same words are the same news whenever they are printed; changed ones are within a month. A rewritten telling may
# be about the next day's news: there the names decide.
COPIED, CHANGED, CHANGED_DAYS = ("identical", "verbatim", "revised"), ("edited", "translated"), 30
# A quotation or a line that two tellings have word for word counts for more than its names.
SHARED_TEXT_WEIGHT, SHARED_TEXT_MOST = 3.0, 0.3
# Two that have so much word for word and yet took nothing from each other are notices of one template.
TEMPLATE_CONTAINMENT = 0.3
# Bounds the memory that comparing days takes.
_AT_A_TIME = 500_000


def candidates(terms: list[Numbers], times: Times) -> tuple[Numbers, Numbers]:
    """Pairs (later, earlier) of documents that share two of their first terms and are close in time.

    Two weeks instead of one gave as good stories of three times as many pairs.

    `terms` holds the documents' first terms, heaviest first, in the documents' order.
    A pair of terms that many documents share links each to its nearest neighbours in that order.
    """
    key, holder = _holders(terms)
    found = [np.empty(0, np.int64)]
    for distance in range(1, NEIGHBOURS + 1):
        same = np.flatnonzero(key[distance:] == key[:-distance])
        if not len(same):
            break
        for some in np.array_split(same, len(same) // _AT_A_TIME + 1):
            later, earlier = holder[some + distance].astype(np.int64), holder[some]
            near = are_close(times.at(later), times.at(earlier)) & (later != earlier)
            found.append(later[near] * len(terms) + earlier[near])
    del key, holder
    pairs = np.concatenate(found)
    del found
    # In place, unlike numpy's `unique`: a large corpus has most of its pairs several times.
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return pairs // max(1, len(terms)), pairs % max(1, len(terms))


def _holders(terms: list[Numbers]) -> tuple[Numbers, Numbers]:
    """The keys of all pairs of terms that documents hold, ascending, and who holds each, in the documents' order."""
    keys = []
    for own in terms:
        first, second = np.triu_indices(len(own), 1)
        # Addition doesn't care which of the two is heavier.
        keys.append(own[first] + own[second])
    holder = np.repeat(np.arange(len(keys), dtype=np.int32), [len(own) for own in keys])
    key = np.concatenate([np.empty(0, np.int64), *keys])
    del keys
    # Holders stand in their order already.
    order = np.argsort(key, kind="stable")
    return key[order], holder[order]


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
    standings: pl.DataFrame, story_keys: pl.DataFrame, reuse_pairs: pl.DataFrame, reuse: pl.DataFrame
) -> pl.DataFrame:
    documents = ordered(standings).join(story_keys, on="document_id", how="inner", maintain_order="left")
    times = Times(*(_days(documents[name]) for name in ("published_on", "looks_back_from", "looks_back_until")))
    later, earlier = candidates([own.to_numpy() for own in documents["terms"]], times)
    # One ascending array of numbers, in which the few pairs that share text find their places: joins take three times
    # the memory, and ids six times that of numbers.
    ids = documents["document_id"].sort()
    place = documents["document_id"].rank("ordinal").cast(pl.Int64).to_numpy() - 1
    pairs = place[later] * len(ids) + place[earlier]
    del later, earlier
    pairs.sort()
    told = pl.col("document_id").is_in(ids.implode()) & pl.col("source_document_id").is_in(ids.implode())
    reuse_pairs, reuse = reuse_pairs.filter(told), reuse.filter(told)
    containment = pl.max_horizontal("containment", "source_containment")
    templates = numbered(_taken_by_none(reuse_pairs.filter(containment >= TEMPLATE_CONTAINMENT), reuse), ids)
    copied = numbered(copies(reuse, documents.select("document_id", "published_on")), ids)
    pairs = np.union1d(np.delete(pairs, _places(pairs, templates)[0]), copied)
    shared_text, is_copy = np.zeros(len(pairs)), np.zeros(len(pairs), bool)
    is_copy[_places(pairs, copied)[0]] = True
    places, are_there = _places(pairs, numbered(reuse_pairs, ids))
    text = reuse_pairs.select((SHARED_TEXT_WEIGHT * containment).clip(0, SHARED_TEXT_MOST)).to_series()
    shared_text[places] = text.to_numpy()[are_there]
    return pl.DataFrame(
        {
            "document_id": ids.gather(pairs // max(1, len(ids))),
            "earlier_document_id": ids.gather(pairs % max(1, len(ids))),
            "shared_text": shared_text,
            "is_copy": is_copy,
        }
    )


def _places(pairs: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """The places in the ascending pairs of those wanted that are among them, and which these are."""
    places = np.searchsorted(pairs, wanted)
    are_there = np.append(pairs, -1)[places] == wanted
    return places[are_there], are_there


def _days(dates: pl.Series) -> Numbers:
    return dates.to_physical().cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _taken_by_none(pairs: pl.DataFrame, reuse: pl.DataFrame) -> pl.DataFrame:
    """The pairs of which nothing was found to be taken, though the later article has room for more sources."""
    full = reuse.group_by("document_id").len().filter(pl.col("len") >= SOURCES_KEPT)
    return pairs.join(reuse, on=["document_id", "source_document_id"], how="anti").join(
        full, on="document_id", how="anti"
    )


STEP = Step(
    makes=STORY_CANDIDATES, reads=(STANDINGS, STORY_KEYS, REUSE_PAIRS, REUSE), scope="corpus", revision=3, make=make
)
