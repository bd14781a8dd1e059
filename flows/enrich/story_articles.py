"""The story of each article, and what it is to its story."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from expectations.columns import DOCUMENT_ID, SOURCE_DOCUMENT_ID, STORY_ID, optional
from expectations.contract import Column, Table, holds, one_of
from flows.enrich.grouping.lineage import Taking, original, sources
from flows.enrich.grouping.story_blocks import Telling, stories
from flows.enrich.reuse import REUSE
from flows.enrich.standings import STANDINGS, ordered
from flows.enrich.story_pairs import STORY_PAIRS
from flows.enrich.story_terms import STORY_TERMS
from flows.steps import Step

RELATIONS = ("original", "identical", "verbatim", "edited", "rewritten", "translated", "revised", "independent")

STORY_ARTICLES = Table(
    "story_articles",
    "enrich",
    "A row an article, which is in exactly one story.",
    key=("document_id",),
    columns=(
        STORY_ID,
        DOCUMENT_ID,
        Column("relation", "VARCHAR", "What it is to its story.", promises=(one_of(*RELATIONS),)),
        optional(SOURCE_DOCUMENT_ID, "The telling that it was made from."),
        Column("basis", "VARCHAR", "The terms or the veto that decided."),
    ),
    rows_keep=(
        holds(
            "originals and independent tellings, and no others, have no source",
            "(relation in ('original', 'independent')) = (source_document_id is null)",
        ),
    ),
)

_Pair = tuple[str, str]


def make(
    standings: pl.DataFrame, story_terms: pl.DataFrame, story_pairs: pl.DataFrame, reuse: pl.DataFrame
) -> pl.DataFrame:
    documents = ordered(standings).join(
        story_terms.select("document_id", "terms", "name_weights"), on="document_id", how="left", maintain_order="left"
    )
    ids = documents["document_id"].to_list()
    number = {document_id: place for place, document_id in enumerate(ids)}
    in_pair = set(story_pairs["document_id"]) | set(story_pairs["earlier_document_id"])
    tellings = [_telling(row, in_pair) for row in documents.iter_rows(named=True)]
    pairs: dict[tuple[int, int], float] = {}
    copies: list[tuple[int, int]] = []
    shared: dict[_Pair, list[str]] = {}
    for row in story_pairs.iter_rows(named=True):
        earlier, later = row["earlier_document_id"], row["document_id"]
        pairs[number[earlier], number[later]] = row["similarity"]
        shared[earlier, later] = row["shared_terms"]
        if row["is_copy"]:
            copies.append((number[earlier], number[later]))
    takings: dict[str, list[Taking]] = defaultdict(list)
    for row in reuse.iter_rows(named=True):
        takings[row["document_id"]].append(
            Taking(row["source_document_id"], row["relation"], row["shared_words"], row["direction_basis"])
        )
    earliest = documents.sort("published_on", "document_id", nulls_last=True)["document_id"].to_list()
    age = {document_id: place for place, document_id in enumerate(earliest)}
    days = dict(documents.select("document_id", "published_on").iter_rows())
    rows = []
    for group in stories(tellings, pairs, copies):
        members = [ids[place] for place in group]
        rows += story_rows(f"s{min(members, key=age.__getitem__)}", members, days, takings, shared)
    return STORY_ARTICLES.frame(rows)


def _telling(row: Mapping[str, Any], in_pair: Collection[str]) -> Telling:
    names = {}
    if row["document_id"] in in_pair:
        names = {term: weight for term, weight in zip(row["terms"], row["name_weights"], strict=True) if weight > 0}
    return Telling(row["published_on"], row["event_on"], names)


def story_rows(
    story_id: str,
    members: Sequence[str],
    days: Mapping[str, date | None],
    takings: Mapping[str, Sequence[Taking]],
    shared: Mapping[_Pair, list[str]],
) -> list[dict[str, Any]]:
    """The rows of one story, whose members stand from the earliest told to the latest."""
    chosen = sources(members, takings)
    first = original([member for member in members if member not in chosen], chosen, days)
    rows = []
    for member in members:
        taking = chosen.get(member)
        if taking:
            relation, basis = taking.relation, f"took text: {taking.basis}"
        else:
            relation = "original" if member == first else "independent"
            found = next((shared[pair] for other in members if (pair := (other, member)) in shared), None)
            basis = f"shared terms: {', '.join(found)}" if found else "no other telling resembles it"
        rows.append(
            {
                "story_id": story_id,
                "document_id": member,
                "relation": relation,
                "source_document_id": taking.source if taking else None,
                "basis": basis,
            }
        )
    return rows


STEP = Step(
    makes=STORY_ARTICLES, reads=(STANDINGS, STORY_TERMS, STORY_PAIRS, REUSE), scope="corpus", revision=2, make=make
)
