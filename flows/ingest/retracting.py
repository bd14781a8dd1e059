"""Taking records out of the raw archive for good."""

import json
from collections.abc import Collection

import polars as pl

from flows.ingest.archive import PACKS, SCRUBBING, Batch, commit, prepare, scrub, sweep, write_pack
from flows.ingest.captures import CAPTURES
from flows.ingest.inputs import INPUTS, RETRACTIONS
from flows.ingest.records import RECORDS
from flows.ingest.refused import REFUSED, Reason
from flows.store import Store
from flows.warehouse import Warehouse


def remove_documents(document_ids: Collection[str], home: Store, warehouse: Warehouse) -> int:
    """Take these records' bytes out of the archive, and refuse them from now on; returns how many were there.

    Their captures become refusals (`retracted`), which keep the paths and nothing else. Packs and batches that held
    them are written anew without them. Killed before its batch is written, nothing has happened; after it, the next
    `prepare` finishes the work.
    """
    prepare(home, warehouse)
    home.write(SCRUBBING, json.dumps(sorted(set(document_ids))).encode())
    wanted = pl.DataFrame({"document_id": sorted(set(document_ids))}, schema={"document_id": pl.String})
    records = warehouse.frame(f"select * from {RECORDS.address}")
    removed = records.join(wanted, on="document_id", how="semi")
    captures = warehouse.frame(f"select * from {CAPTURES.address}").join(removed, on="document_id", how="inner")
    batch = Batch()
    batch.add(RETRACTIONS, wanted)
    batch.remove(RECORDS, removed)
    batch.remove(CAPTURES, captures)
    batch.add(REFUSED, _refusals(captures))
    batch.add(INPUTS, _recounted(warehouse, captures))
    _rewrite_packs(home, batch, records, set(wanted["document_id"]))
    commit(home, warehouse, batch)
    scrub(home, warehouse)
    sweep(home, warehouse)
    return removed.height


def addresses(paths: Collection[str], warehouse: Warehouse) -> list[str]:
    """Where these captures lie, sorted: of an object its URL, with what names a part of it, else the path."""
    inputs = {path: _possible_inputs(path) for path in paths}
    query = f"select path, url from {INPUTS.address} where url is not null and path in (select unnest(?))"
    urls = dict(warehouse.rows(query, [sorted({each for found in inputs.values() for each in found})]))
    return sorted(
        next((urls[each] + path[len(each) :] for each in possible if each in urls), path)
        for path, possible in inputs.items()
    )


def _possible_inputs(path: str) -> list[str]:
    """The input itself, or what stands before a member, an offset or a line."""
    return [path, *(path[:place] for place, character in enumerate(path) if character in "!@#")]


def _refusals(captures: pl.DataFrame) -> pl.DataFrame:
    return captures.select(
        "path",
        pl.lit(Reason.RETRACTED.value).alias("reason"),
        pl.format("document {}", "document_id").alias("detail"),
        "size_bytes",
        "input_path",
    )


def _recounted(warehouse: Warehouse, captures: pl.DataFrame) -> pl.DataFrame:
    """The inputs of these captures, each of which is a refusal now."""
    moved = captures.group_by("input_path").agg(pl.len().cast(pl.Int32).alias("moved"))
    inputs = warehouse.frame(f"select * from {INPUTS.address}")
    return inputs.join(moved, left_on="path", right_on="input_path").with_columns(
        record_count=pl.col("record_count") - pl.col("moved"),
        refused_count=pl.col("refused_count") + pl.col("moved"),
    )


def _rewrite_packs(home: Store, batch: Batch, records: pl.DataFrame, document_ids: set[str]) -> None:
    """Write every pack that holds one of the documents anew without them, and point its records to the new file.

    Records that left the corpus are in no table, yet versions that are kept are made anew from their bytes.
    """
    for entry in list(home.files(PACKS)):
        held = pl.read_parquet(home.local(entry.path), columns=["document_id"])["document_id"]
        if document_ids.isdisjoint(held):
            continue
        batch.packs.retired.append(entry.path)
        pack = pl.read_parquet(home.local(entry.path))
        left = {key: content for key, content in pack.iter_rows() if key not in document_ids}
        if left:
            written = write_pack(home, left)
            batch.packs.brought.append(written)
            moved = records.filter((pl.col("pack") == entry.path) & pl.col("document_id").is_in(list(left)))
            batch.add(RECORDS, moved.with_columns(pack=pl.lit(written)))
