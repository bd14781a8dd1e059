"""The stories that the articles of a block tell, and what each article is to its story."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import polars as pl

from expectations.columns import DOCUMENT_ID, SOURCE_DOCUMENT_ID, STORY_ID, optional
from expectations.contract import Column, Table, holds, one_of
from flows.enrich.grouping.cutting import Terms
from flows.enrich.grouping.lineage import Taking, Teller, original, retold, sources
from flows.enrich.grouping.story_blocks import SETTLED, TOGETHER, Telling, stories
from flows.enrich.grouping.vetoes import Evidence, veto
from flows.enrich.office_holders import OFFICE_HOLDERS
from flows.enrich.quoted_terms import QUOTED_TERMS
from flows.enrich.standings import STANDINGS, ordered
from flows.enrich.story_blocks import STORY_BLOCKS
from flows.enrich.story_pairs import STORY_PAIRS
from flows.enrich.story_terms import STORY_TERMS
from flows.enrich.takings import TAKINGS
from flows.steps import Step

RELATIONS = ("original", "identical", "verbatim", "edited", "rewritten", "translated", "revised", "independent")

TELLING = (
    STORY_ID,
    DOCUMENT_ID,
    Column("relation", "VARCHAR", "What it is to its story.", promises=(one_of(*RELATIONS),)),
    optional(SOURCE_DOCUMENT_ID, "The telling that it was made from."),
    Column("basis", "VARCHAR", "The terms or the veto that decided."),
)
ORIGINS_HAVE_NO_SOURCE = holds(
    "originals and independent tellings, and no others, have no source",
    "(relation in ('original', 'independent')) = (source_document_id is null)",
)

STORY_TELLINGS = Table(
    "story_tellings",
    "enrich",
    "A row an article: its story, with the block that decided.",
    key=("document_id",),
    columns=(Column("block", "VARCHAR", "The smallest document_id of the block."), *TELLING),
    rows_keep=(ORIGINS_HAVE_NO_SOURCE,),
    published=False,
)


@dataclass
class Block:
    """The articles of a block from the earliest told to the latest, and what is known of their pairs (earlier, later).

    `age` orders them as ids of stories do: by the day of publication, undated ones last, then by id. `tellers` has what
    is known of each but for its names, which stand with its terms.
    """

    ids: list[str] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    age: dict[str, tuple[bool, str, str]] = field(default_factory=dict)
    takings: dict[str, list[Taking]] = field(default_factory=lambda: defaultdict(list))
    similarity: dict[tuple[int, int], float] = field(default_factory=dict)
    shared: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    copies: list[tuple[int, int]] = field(default_factory=list)
    credits: list[tuple[str | None, bool]] = field(default_factory=list)
    tellers: list[Teller] = field(default_factory=list)

    def teller(self, place: int) -> Teller:
        names, _, weights = self.tellings[place].terms
        held = weights > 0
        return replace(self.tellers[place], names=dict(zip(names[held].tolist(), weights[held].tolist(), strict=True)))


def make(
    story_blocks: pl.DataFrame,
    standings: pl.DataFrame,
    story_terms: pl.DataFrame,
    story_pairs: pl.DataFrame,
    takings: pl.DataFrame,
    office_holders: pl.DataFrame,
    quoted_terms: pl.DataFrame,
) -> pl.DataFrame:
    found = _blocks(story_blocks, standings, story_terms, _offices(office_holders))
    _add_tellers(found, story_terms, quoted_terms)
    block_of = dict(story_blocks.select("document_id", "block").iter_rows())
    _add_pairs(found, block_of, story_pairs)
    for row in takings.iter_rows(named=True):
        found[block_of[row["document_id"]]].takings[row["document_id"]].append(
            Taking(
                row["source_document_id"],
                row["relation"],
                row["shared_words"],
                f"took text: {row['direction_basis']}",
                row["is_certain"],
            )
        )
    return STORY_TELLINGS.frame({"block": name, **row} for name in sorted(found) for row in told(found[name]))


def _blocks(
    story_blocks: pl.DataFrame,
    standings: pl.DataFrame,
    story_terms: pl.DataFrame,
    offices: Mapping[str, Mapping[tuple[str, str], frozenset[str]]],
) -> dict[str, Block]:
    documents = ordered(standings.join(story_blocks, on="document_id"), within=("block",))
    found: dict[str, Block] = defaultdict(Block)
    terms = _terms(documents, story_terms)
    no_terms = np.empty(0, np.int64), np.empty(0), np.empty(0)
    for row in documents.iter_rows(named=True):
        block, document_id, published_on = found[row["block"]], row["document_id"], row["published_on"]
        block.ids.append(document_id)
        block.age[document_id] = published_on is None, str(published_on), document_id
        looks_back = (row["looks_back_from"], row["looks_back_until"]) if row["looks_back_from"] else None
        evidence = Evidence(published_on, row["lead_days"], looks_back, offices.get(document_id, {}))
        block.tellings.append(Telling(evidence, terms.get(document_id, no_terms)))
        block.credits.append((row["agency"], row["is_wire"]))
    return found


def _add_tellers(found: Mapping[str, Block], story_terms: pl.DataFrame, quoted_terms: pl.DataFrame) -> None:
    """What is known of the tellings of blocks that have more than one."""
    held = {row[0]: row[1:] for row in story_terms.select("document_id", "numbers", "terms").iter_rows()}
    quoted: dict[str, list[frozenset[int]]] = defaultdict(list)
    for document_id, terms in quoted_terms.select("document_id", "terms").iter_rows():
        quoted[document_id].append(frozenset(terms))
    for block in found.values():
        for document_id, (agency, is_wire) in zip(block.ids, block.credits, strict=True) if len(block.ids) > 1 else ():
            numbers, terms = held.get(document_id, ((), ()))
            every = frozenset(terms if agency else ())
            block.tellers.append(Teller(agency, is_wire, {}, frozenset(numbers), quoted[document_id], every))


def _terms(documents: pl.DataFrame, story_terms: pl.DataFrame) -> dict[str, Terms]:
    """The terms of each article that isn't alone."""
    sizes = documents.select("document_id", size=pl.len().over("block")).filter(pl.col("size") > 1)
    found = {}
    columns = ("document_id", "size", "terms", "weights", "name_weights")
    for document_id, size, *lists in story_terms.join(sizes, on="document_id").select(columns).iter_rows():
        terms, weights, name_weights = (
            np.array(lists[0], np.int64),
            np.array(lists[1], float),
            np.array(lists[2], float),
        )
        # In smaller blocks nothing is parted, and no story can gain a straggler: there names alone are asked for.
        kept = slice(None) if size > SETTLED else name_weights > 0
        found[document_id] = terms[kept], weights[kept], name_weights[kept]
    return found


def _offices(office_holders: pl.DataFrame) -> dict[str, dict[tuple[str, str], frozenset[str]]]:
    found: dict[str, dict[tuple[str, str], frozenset[str]]] = defaultdict(dict)
    for document_id, country_code, office, person in office_holders.iter_rows():
        of_article = found[document_id]
        of_article[country_code, office] = of_article.get((country_code, office), frozenset()) | {person}
    return found


def _add_pairs(found: Mapping[str, Block], block_of: Mapping[str, str], story_pairs: pl.DataFrame) -> None:
    places = {document_id: place for block in found.values() for place, document_id in enumerate(block.ids)}
    for row in story_pairs.iter_rows(named=True):
        one, other = row["earlier_document_id"], row["document_id"]
        # Weak pairs connect no blocks.
        if block_of[other] != block_of.get(one):
            continue
        pair = min(places[one], places[other]), max(places[one], places[other])
        block = found[block_of[other]]
        block.similarity[pair], block.shared[pair] = row["similarity"], row["shared_terms"]
        if row["is_copy"]:
            block.copies.append(pair)


def told(block: Block) -> Iterator[dict[str, Any]]:
    """The rows of the block's articles, story by story."""
    for group in stories(block.tellings, block.similarity, block.copies):
        yield from story_rows(block, group, basis_of(block, group))


def story_rows(block: Block, group: Sequence[int], basis: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The rows of one story, whose tellings stand from the earliest told to the latest."""
    members = [block.ids[place] for place in group]
    days = {block.ids[place]: block.tellings[place].evidence.published_on for place in group}
    chosen = sources(members, block.takings)
    own = [place for place in group if block.ids[place] not in chosen]
    if len(own) > 1 and any(block.tellers[place].agency for place in own):
        chosen |= retold({block.ids[place]: block.teller(place) for place in own})
    first = original([member for member in members if member not in chosen], chosen, days)
    story_id = f"s{min(members, key=block.age.__getitem__)}"
    for member in members:
        taking = chosen.get(member)
        yield {
            "story_id": story_id,
            "document_id": member,
            "relation": taking.relation if taking else "original" if member == first else "independent",
            "source_document_id": taking.source if taking else None,
            "basis": taking.basis if taking else basis[member],
        }


def basis_of(block: Block, group: Sequence[int]) -> dict[str, str]:
    """For each article of a story the terms that it shares with the telling closest to it, and what keeps it from the
    closest one of another story, where that is a veto."""
    inside = set(group)
    closest: dict[tuple[int, bool], tuple[float, int]] = {}
    for pair, similarity in block.similarity.items():
        for one, other in (pair, pair[::-1]):
            if one in inside:
                key = one, other in inside
                closest[key] = max(closest.get(key, (0.0, 0)), (similarity, -other))
    found = {}
    for one in group:
        parts = []
        if (one, True) in closest:
            other = -closest[one, True][1]
            parts.append(f"shared terms: {', '.join(block.shared[min(one, other), max(one, other)])}")
        elif len(inside) > 1:
            parts.append("names of the whole story, though no other telling resembles it")
        if (one, False) in closest and closest[one, False][0] >= TOGETHER:
            other = -closest[one, False][1]
            reason = veto(block.tellings[one].evidence, block.tellings[other].evidence)
            parts += [f"apart from {block.ids[other]}: {reason}"] if reason else []
        found[block.ids[one]] = "; ".join(parts) or "no other telling resembles it"
    return found


STEP = Step(
    makes=STORY_TELLINGS,
    reads=(STORY_BLOCKS, STANDINGS, STORY_TERMS, STORY_PAIRS, TAKINGS, OFFICE_HOLDERS, QUOTED_TERMS),
    scope="corpus",
    revision=5,
    make=make,
    blocks=("block",),
)
