"""The files that were offered, and what came of each."""

from expectations.columns import DOCUMENT_ID, count
from expectations.contract import Column, Table, between

INPUTS = Table(
    "inputs",
    "ingest",
    "A row an offered file: how it looked when it was read, and what it gave.",
    key=("path",),
    columns=(
        Column("path", "VARCHAR", "Source name, `/`, path below it."),
        Column("size_bytes", "BIGINT", "Size of the file.", unit="bytes", promises=(between(0),)),
        Column("modified_ns", "BIGINT", "When it was last changed, since 1970; 0: read it again.", unit="ns"),
        Column("e_tag", "VARCHAR", "What the object store called its bytes.", nullable=True),
        Column("url", "VARCHAR", "The object's address; NULL for a file.", nullable=True),
        Column("reader_revision", "INTEGER", "The revision of the code that read it."),
        Column("is_complete", "BOOLEAN", "It was read to its end."),
        count("record_count", "Captures that it gave: the rows of `ingest.captures` with this `input_path`."),
        count("refused_count", "Refusals that it gave: the rows of `ingest.refused` with this `input_path`."),
    ),
    published=False,
)

BATCHES = Table(
    "batches",
    "ingest",
    "A row a batch of the raw archive that the tables hold already.",
    key=("number",),
    columns=(
        Column("number", "INTEGER", "The batch's number, from 1.", promises=(between(1),)),
        Column("packs", "VARCHAR[]", "The packs that it brought."),
        Column("retired_packs", "VARCHAR[]", "The packs whose records it wrote anew elsewhere."),
    ),
    published=False,
)

RETRACTIONS = Table(
    "retractions",
    "ingest",
    "A row a record that was retracted and is refused from then on.",
    key=("document_id",),
    columns=(DOCUMENT_ID,),
    published=False,
)
