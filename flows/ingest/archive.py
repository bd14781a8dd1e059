"""The raw archive: the records' bytes in packs, and beside them the batches that say what was found where.

    archive/packs/<digest>.parquet      document_id, content; named by its records
    archive/batches/00000001.parquet    one row: the changes of each table and the packs, in lists

All of ingest's tables are the batches applied one after the other, so they can be made anew from the archive alone.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import polars as pl

from expectations.contract import Table
from flows.errors import DataFailed
from flows.ingest.captures import CAPTURES
from flows.ingest.inputs import BATCHES, INPUTS, RETRACTIONS
from flows.ingest.records import CONTENTS, RECORDS
from flows.ingest.refused import REFUSED
from flows.store import Store
from flows.warehouse import Warehouse

PACKS = "archive/packs"
LEDGER = "archive/batches"
SCRUBBING = "archive/scrubbing.json"
"""Documents whose rows are on their way out of the batches; it is there only while they are."""
TABLES = (RECORDS, CAPTURES, REFUSED, INPUTS, RETRACTIONS)
# A batch of documents reads whole row groups, so they are smaller than a batch.
ROW_GROUP = 100


class Packs(NamedTuple):
    """The packs that a batch brought, and those whose records it wrote anew elsewhere: their paths."""

    brought: list[str]
    retired: list[str]

    def as_row(self) -> dict[str, list[str]]:
        """As `BATCHES` has them."""
        return {"packs": self.brought, "retired_packs": self.retired}


class Batch:
    """Changes of the tables that belong together: rows that come, keys of rows that go, and packs."""

    def __init__(self) -> None:
        self._changes: dict[Table, list[pl.DataFrame]] = {table: [] for table in TABLES}
        self.packs = Packs([], [])

    def add(self, table: Table, rows: pl.DataFrame) -> None:
        """These rows come, in the place of those with their keys."""
        self._changes[table].append(rows.select(table.names).with_columns(is_gone=pl.lit(False)))

    def remove(self, table: Table, rows: pl.DataFrame) -> None:
        """The rows with these keys go, unless the batch brings others with the same keys."""
        blank = (pl.lit(None, kind).alias(name) for name, kind in table.schema.items() if name not in table.key)
        keys = rows.select(*table.key).with_columns(*blank).select(table.names)
        self._changes[table].append(keys.with_columns(is_gone=pl.lit(True)))

    def frames(self) -> dict[str, pl.DataFrame]:
        """The changes of each table, and whether each row goes; the row that was added last stands for its key."""
        return {table.name: self._frame(table) for table in TABLES}

    def _frame(self, table: Table) -> pl.DataFrame:
        empty = table.frame().with_columns(is_gone=pl.lit(False))
        frame = pl.concat([empty, *self._changes[table]])
        return frame.sort("is_gone", descending=True, maintain_order=True).unique(
            table.key, keep="last", maintain_order=True
        )


def write_pack(home: Store, contents: Mapping[str, bytes]) -> str:
    """Write the records into one file and return its path. The same records give the same name."""
    document_ids = sorted(contents)
    name = hashlib.sha256("\n".join(document_ids).encode()).hexdigest()[:32]
    path = f"{PACKS}/{name}.parquet"
    if not home.exists(path):
        frame = CONTENTS.frame({"document_id": each, "content": contents[each]} for each in document_ids)
        with home.writing(path) as place:
            frame.write_parquet(place, compression="zstd", row_group_size=ROW_GROUP)
    return path


def contents(records: pl.DataFrame, home: Store) -> pl.DataFrame:
    """The bytes of these records, as `CONTENTS`, sorted by id. `records` has at least `document_id` and `pack`.

    Cheapest for records that lie in few packs. Raises `DataFailed` where a pack is damaged or gone.
    """
    packs = records.group_by("pack", maintain_order=True)
    parts = [_from_pack(home, str(pack), group["document_id"]) for (pack,), group in packs]
    return pl.concat([CONTENTS.frame(), *parts]).sort("document_id")


def _from_pack(home: Store, pack: str, document_ids: pl.Series) -> pl.DataFrame:
    # The range lets row groups be passed over; the list picks the rows.
    in_range = pl.col("document_id").is_between(pl.lit(document_ids.min()), pl.lit(document_ids.max()))
    wanted = pl.col("document_id").is_in(document_ids.to_list())
    try:
        found = pl.scan_parquet(home.local(pack)).filter(in_range, wanted).collect().select(CONTENTS.names)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataFailed(_LOST.format(place=home.local(pack), what=f"can't be read ({error})")) from error
    if found.height < document_ids.n_unique():
        raise DataFailed(_LOST.format(place=home.local(pack), what="lacks records that it should hold"))
    return found


_LOST = (
    "the raw archive's file {place} {what}; restore it from a backup, or delete the home folder's archive and"
    " warehouse.duckdb and run again on the raw files"
)


def commit(home: Store, warehouse: Warehouse, batch: Batch) -> int:
    """Write the batch to the archive, then apply it to the tables; returns its number."""
    number = 1 + max(_numbers(home), default=0)
    frames = batch.frames()
    _write_batch(home, number, frames, batch.packs)
    _apply(warehouse, number, frames, batch.packs)
    return number


def _write_batch(home: Store, number: int, frames: Mapping[str, pl.DataFrame], packs: Packs) -> None:
    row = pl.DataFrame(
        [
            *(pl.Series(name, [frame.to_struct()], dtype=pl.List(_struct(frame))) for name, frame in frames.items()),
            *(pl.Series(name, [paths], dtype=pl.List(pl.String)) for name, paths in packs.as_row().items()),
        ]
    )
    with home.writing(_batch_path(number)) as place:
        row.write_parquet(place, compression="zstd")


def _read_batch(home: Store, number: int) -> tuple[dict[str, pl.DataFrame], Packs]:
    with home.open(_batch_path(number)) as file:
        row = pl.read_parquet(file)
    frames = {table.name: _unpacked(row, table) for table in TABLES}
    # Batches of older code name the packs they brought in their records alone.
    of_records = frames[RECORDS.name].filter(~pl.col("is_gone"))["pack"].unique().sort()
    brought = row["packs"][0] if "packs" in row.columns else of_records
    return frames, Packs(brought.to_list(), row["retired_packs"][0].to_list())


def scrub(home: Store, warehouse: Warehouse) -> None:
    """Take the rows of the documents that `SCRUBBING` names out of all batches: addresses, times and places.

    What stays says that they are gone. Documents whose retraction was not committed are left alone.
    """
    if not home.exists(SCRUBBING):
        return
    retracted = {document_id for (document_id,) in warehouse.rows(f"select document_id from {RETRACTIONS.address}")}
    of_them = pl.col("document_id").is_in(retracted.intersection(json.loads(home.read(SCRUBBING)))) & ~pl.col("is_gone")
    for number in _numbers(home):
        frames, packs = _read_batch(home, number)
        left = {table.name: frames[table.name].filter(~of_them) for table in (RECORDS, CAPTURES)}
        if any(frame.height < frames[name].height for name, frame in left.items()):
            _write_batch(home, number, frames | left, packs)
    home.delete(SCRUBBING)


def prepare(home: Store, warehouse: Warehouse) -> list[int]:
    """Create ingest's tables and bring them up to what the archive holds; returns the batches that they lacked.

    These are those of a run that was killed after it had written them, or all when the warehouse is new or its tables
    have changed. What a killed run left unfinished is swept away.
    """
    if _is_outdated(warehouse):
        _drop(warehouse)
        warehouse.create((*TABLES, BATCHES))
    known = {number for (number,) in warehouse.rows(f"select number from {BATCHES.address}")}
    missing = sorted(set(_numbers(home)) - known)
    for number in missing:
        _apply(warehouse, number, *_read_batch(home, number))
    scrub(home, warehouse)
    sweep(home, warehouse)
    return missing


def rebuild_from_archive(home: Store, warehouse: Warehouse) -> list[int]:
    """Make ingest's tables anew from the archive alone; returns the batches that were applied."""
    _drop(warehouse)
    return prepare(home, warehouse)


def _apply(warehouse: Warehouse, number: int, frames: Mapping[str, pl.DataFrame], packs: Packs) -> None:
    warehouse.execute("begin")
    try:
        for table in TABLES:
            _change(warehouse, table, frames[table.name])
        warehouse.insert(BATCHES, BATCHES.frame([{"number": number, **packs.as_row()}]))
        warehouse.execute("commit")
    except BaseException:
        warehouse.execute("rollback")
        raise


def _change(warehouse: Warehouse, table: Table, changes: pl.DataFrame) -> None:
    """Take out the rows whose keys the changes name, and put in those that are not gone."""
    if changes.is_empty():
        return
    key = ", ".join(table.key)
    warehouse.connection.register("changes", changes)
    warehouse.execute(f"delete from {table.address} where ({key}) in (select ({key}) from changes)")
    warehouse.execute(f"insert into {table.address} by name select * exclude (is_gone) from changes where not is_gone")
    warehouse.connection.unregister("changes")


def sweep(home: Store, warehouse: Warehouse) -> None:
    """Delete unfinished files, packs that no batch brought, and packs that were replaced."""
    for path in home.unfinished("archive"):
        home.delete(path)
    brought = _listed(warehouse, "packs") - _listed(warehouse, "retired_packs")
    for entry in list(home.files(PACKS)):
        if entry.path not in brought:
            home.delete(entry.path)


def _listed(warehouse: Warehouse, column: str) -> set[str]:
    return {pack for (pack,) in warehouse.rows(f"select distinct unnest({column}) from {BATCHES.address}")}


def _is_outdated(warehouse: Warehouse) -> bool:
    """Whether a table is missing or has other columns than its contract."""
    present = warehouse.rows(
        "select table_schema || '.' || table_name, column_name, data_type from information_schema.columns"
        " where table_schema = 'ingest' order by ordinal_position"
    )
    return any(
        [(name, kind) for address, name, kind in present if address == table.address]
        != [(column.name, column.type) for column in table.columns]
        for table in (*TABLES, BATCHES)
    )


def _drop(warehouse: Warehouse) -> None:
    for table in (*TABLES, BATCHES):
        warehouse.execute(f"drop table if exists {table.address}")


def _unpacked(row: pl.DataFrame, table: Table) -> pl.DataFrame:
    """One table's changes; a column that the batch doesn't know yet is NULL."""
    frame = row[table.name][0].struct.unnest() if table.name in row.columns else table.frame()
    known: Iterable[str] = frame.columns
    return frame.select(
        *(
            (pl.col(name) if name in known else pl.lit(None)).cast(kind).alias(name)
            for name, kind in table.schema.items()
        ),
        (pl.col("is_gone") if "is_gone" in known else pl.lit(False)).alias("is_gone"),
    )


def _struct(frame: pl.DataFrame) -> pl.Struct:
    return pl.Struct(dict(frame.schema))


def _numbers(home: Store) -> list[int]:
    return [int(entry.path.removesuffix(".parquet").rpartition("/")[2]) for entry in home.files(LEDGER)]


def _batch_path(number: int) -> str:
    return f"{LEDGER}/{number:08}.parquet"
