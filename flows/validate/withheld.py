"""Documents that leave as a whole because a step can't work on them or their rows break a contract.

What is known of such a document stands in `unworkable`; its rows of ingest lie in `withheld` meanwhile. A run takes
all of them back before it looks at what is offered, so that files that changed or are gone count for them too, and
withholds again those that its code is known to fail on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.ingest.captures import CAPTURES
from flows.ingest.records import RECORDS
from flows.ingest.refused import REFUSED
from flows.jobs import Failure
from flows.warehouse import Warehouse

WITHHELD = replace(
    CAPTURES,
    name="withheld",
    stage="publish",
    meaning="A row a capture of a document that was taken out of the corpus, until the code changes.",
    columns=(
        *CAPTURES.columns,
        Column("size_bytes", "BIGINT", "Size of the record.", unit="bytes"),
        Column("pack", "VARCHAR", "The file of the raw archive that holds the record's bytes."),
    ),
    published=False,
)
UNWORKABLE = Table(
    "unworkable",
    "publish",
    "A row a document that can't be published, as far as this code knows.",
    key=("document_id",),
    columns=(
        DOCUMENT_ID,
        Column("reason", "VARCHAR", "The reason of the refusal."),
        Column("detail", "VARCHAR", "What exactly went wrong."),
        Column("code", "VARCHAR", "Digest of the steps that could not work on it."),
    ),
    published=False,
)


@dataclass(frozen=True)
class Why:
    """Why a document is withheld: the reason of the refusal and its detail."""

    reason: str
    detail: str


def reasons(failures: Iterable[Failure]) -> dict[str, Why]:
    """Why each document leaves on which a step raised."""
    return {f.document_id: Why("broke_contract", f"{f.step} raised {f.error}") for f in failures}


def withhold(warehouse: Warehouse, why: Mapping[str, Why], code: str) -> None:
    """Move the documents' captures to the refused, and the documents out of the records."""
    known = ({"document_id": d, "reason": w.reason, "detail": w.detail, "code": code} for d, w in sorted(why.items()))
    warehouse.create([WITHHELD, UNWORKABLE, REFUSED])
    warehouse.execute("begin")
    warehouse.execute(f"delete from {UNWORKABLE.address} where document_id in (select unnest(?))", [list(why)])
    warehouse.insert(UNWORKABLE, UNWORKABLE.frame(known))
    _move_out(warehouse)
    warehouse.execute("commit")


def withhold_again(warehouse: Warehouse, code: str) -> None:
    """Withhold the documents that this code is known to fail on, and forget what other code failed on."""
    warehouse.create([WITHHELD, UNWORKABLE, REFUSED])
    warehouse.execute("begin")
    warehouse.execute(f"delete from {UNWORKABLE.address} where code <> ?", [code])
    _move_out(warehouse)
    warehouse.execute("commit")


def release(warehouse: Warehouse) -> int:
    """Take back what is withheld; returns how many captures came back."""
    warehouse.create([WITHHELD])
    ((count,),) = warehouse.rows(f"select count(*) from {WITHHELD.address}")
    warehouse.execute("begin")
    for table in (CAPTURES, RECORDS):
        key = ", ".join(table.key)
        warehouse.execute(
            f"insert into {table.address} by name select distinct {', '.join(table.names)} from {WITHHELD.address}"
            f" where ({key}) not in (select ({key}) from {table.address})"
        )
    warehouse.execute(
        f"delete from {REFUSED.address}"
        f" where reason = 'broke_contract' and path in (select path from {WITHHELD.address})"
    )
    warehouse.execute(f"delete from {WITHHELD.address}")
    warehouse.execute("commit")
    return int(count)


def _move_out(warehouse: Warehouse) -> None:
    """Move what the records have of unworkable documents."""
    warehouse.execute(
        f"create or replace temp table leaving as select captures.*, size_bytes, pack, reason, detail"
        f" from {CAPTURES.address} as captures join {RECORDS.address} using (document_id)"
        f" join {UNWORKABLE.address} using (document_id)"
    )
    warehouse.execute(f"delete from {WITHHELD.address} where document_id in (select document_id from leaving)")
    for table in (WITHHELD, REFUSED):
        warehouse.execute(
            f"insert into {table.address} by name select {', '.join(table.names)} from leaving order by path"
        )
    for table in (CAPTURES, RECORDS):
        warehouse.execute(f"delete from {table.address} where document_id in (select document_id from leaving)")
