"""Which articles have to be looked at together to tell their stories."""

import polars as pl

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.enrich.grouping.story_blocks import TOGETHER, blocks
from flows.enrich.standings import STANDINGS
from flows.enrich.story_pairs import STORY_PAIRS
from flows.steps import Step

STORY_BLOCKS = Table(
    "story_blocks",
    "enrich",
    "A row an article: its block of articles that chains of similar ones connect. No story reaches beyond a block.",
    key=("document_id",),
    columns=(Column("block", "VARCHAR", "The smallest document_id of the block."), DOCUMENT_ID),
    published=False,
)


# What two articles share in words is the largest column of all, and not asked here.
PAIRS = STORY_PAIRS.only("document_id", "earlier_document_id", "similarity", "is_copy")


def make(standings: pl.DataFrame, story_pairs: pl.DataFrame) -> pl.DataFrame:
    ids = standings["document_id"].sort().to_list()
    number = {document_id: place for place, document_id in enumerate(ids)}
    pairs, copies = {}, []
    # Most pairs connect nothing, and each takes memory here.
    connecting = story_pairs.filter(pl.col("is_copy") | (pl.col("similarity") >= TOGETHER))
    columns = ("earlier_document_id", "document_id", "similarity", "is_copy")
    for earlier, later, similarity, is_copy in connecting.select(columns).iter_rows():
        pair = number[earlier], number[later]
        pairs[pair] = similarity
        if is_copy:
            copies.append(pair)
    return STORY_BLOCKS.frame(
        {"block": ids[block[0]], "document_id": ids[member]}
        for block in blocks(len(ids), pairs, copies)
        for member in block
    )


STEP = Step(makes=STORY_BLOCKS, reads=(STANDINGS, PAIRS), scope="corpus", revision=5, make=make)
