"""Makes the tables of a published version anew, from the raw archive."""

from collections.abc import Collection

import polars as pl

from flows.errors import DataFailed
from flows.ingest.archive import PACKS
from flows.ingest.captures import CAPTURES
from flows.ingest.inputs import INPUTS
from flows.ingest.records import RECORDS
from flows.ingest.refused import REFUSED
from flows.jobs import Failure
from flows.plan import all_code_digest
from flows.publish.manifest import Manifest
from flows.run import Run
from flows.stages import CLEAN, ENRICH, INGEST, STEPS
from flows.store import Store
from flows.validate.withheld import WITHHELD, reasons, withhold, withhold_again
from flows.warehouse import Warehouse
from flows.work import prepare


def remake(run: Run, archive: Store, manifest: Manifest, without: Collection[str] = ()) -> list[Failure]:
    """Fill the run's warehouse with the tables of the version, as if `without` had never been in it.

    `archive` is the home that holds the version and the records' bytes. What the warehouse has of its documents already
    is kept where the code, the settings and the input are still the same. Returns the failures of the documents that
    left because a step can't work on them. Raises `DataFailed` when the archive lacks a record.
    """
    take_records(run.warehouse, archive, manifest, without)
    return bring_up_to_date(run)


def bring_up_to_date(run: Run) -> list[Failure]:
    """Make every table of the warehouse from its records; documents on which a step raises leave and are returned."""
    steps = list(STEPS.values())
    code = all_code_digest(steps)
    prepare(run.warehouse, steps)
    withhold_again(run.warehouse, code)
    lost: list[Failure] = []
    while True:
        failures: list[Failure] = []
        for stage in (INGEST, CLEAN, ENRICH):
            failures += run.bring_up_to_date(stage)
        if not failures:
            return lost
        withhold(run.warehouse, reasons(failures), code)
        lost += failures


def take_records(warehouse: Warehouse, archive: Store, manifest: Manifest, without: Collection[str]) -> None:
    """Make ingest's tables those of the version: its records, captures and refusals, but for these documents."""
    warehouse.create((RECORDS, CAPTURES, REFUSED, INPUTS, WITHHELD))
    left_out = pl.DataFrame({"document_id": sorted(without)}, schema={"document_id": pl.String})
    warehouse.connection.register("left_out", left_out)
    warehouse.connection.register("packed", packed(archive))
    warehouse.execute("begin")
    documents = manifest.rows_of(archive, "documents")
    for table in (RECORDS, WITHHELD):
        warehouse.execute(f"delete from {table.address}")
    warehouse.execute(
        f"insert into {RECORDS.address} by name select document_id, size_bytes, pack"
        f" from {documents} anti join left_out using (document_id) left join packed using (document_id)"
    )
    for table, condition in ((CAPTURES, "anti join left_out using (document_id)"), (REFUSED, "")):
        known = [name for name in manifest.columns_of(table.name) if name in table.names]
        warehouse.execute(f"delete from {table.address}")
        warehouse.execute(
            f"insert into {table.address} by name"
            f" select {', '.join(known)} from {manifest.rows_of(archive, table.name)} {condition}"
        )
    warehouse.execute(f"delete from {INPUTS.address}")
    warehouse.execute(_INPUTS)
    warehouse.execute("commit")
    lost = warehouse.rows(f"select document_id from {RECORDS.address} where pack is null order by 1 limit 5")
    warehouse.connection.unregister("left_out")
    warehouse.connection.unregister("packed")
    if lost:
        raise DataFailed(f"The archive {archive.local(PACKS)} lacks documents: {', '.join(row[0] for row in lost)}")


_INPUTS = f"""
insert into {INPUTS.address} by name
select
    input_path as path,
    0 as size_bytes,
    0 as modified_ns,
    0 as reader_revision,
    true as is_complete,
    count(*) filter (where is_record) as record_count,
    count(*) filter (where not is_record) as refused_count,
from (
    select input_path, true as is_record from {CAPTURES.address}
    union all
    select input_path, false from {REFUSED.address}
)
where input_path is not null
group by input_path
"""


def packed(archive: Store) -> pl.DataFrame:
    """Where the archive holds each record: `document_id` and `pack`, the file's whole path."""
    frames = [pl.DataFrame(schema={"document_id": pl.String, "pack": pl.String})]
    for entry in archive.files(PACKS):
        place = archive.local(entry.path).absolute()
        ids = pl.read_parquet(place, columns=["document_id"])
        frames.append(ids.with_columns(pack=pl.lit(str(place))))
    return pl.concat(frames).unique("document_id", keep="first", maintain_order=True)
