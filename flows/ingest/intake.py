"""What is read, gathered into batches of the raw archive."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from expectations.contract import Table
from flows.ingest.archive import Batch, commit, write_pack
from flows.ingest.captures import CAPTURES
from flows.ingest.inputs import INPUTS, RETRACTIONS
from flows.ingest.reading import READER_REVISION
from flows.ingest.records import RECORDS, Record
from flows.ingest.refused import REFUSED, Reason, Refusal
from flows.ingest.survey import Offer
from flows.store import Store
from flows.warehouse import Warehouse


@dataclass
class IngestResult:
    """What one ingest did. `captures` and `refused` are what the files read now gave.

    `adopted` counts the batches that a killed run had written to the archive, and that the tables lacked.
    """

    read: int = 0
    unchanged: int = 0
    captures: int = 0
    refused: int = 0
    new_documents: int = 0
    removed_documents: int = 0
    missing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    adopted: int = 0


class Intake:
    """Gathers what is read into batches, and writes each when it is full."""

    def __init__(self, home: Store, warehouse: Warehouse, result: IngestResult, records: int, size: int) -> None:
        self.home = home
        self.warehouse = warehouse
        self.result = result
        self.most_records, self.most_bytes = records, size
        rows = warehouse.rows(f"select document_id from {RETRACTIONS.address}")
        self.retracted = {document_id for (document_id,) in rows}
        self._clear()

    def _clear(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.rows: dict[Table, list[dict[str, Any]]] = {CAPTURES: [], REFUSED: [], INPUTS: []}
        self.bytes = 0

    def take(self, offer: Offer, found: Iterable[Record | Refusal]) -> None:
        """Read a file to its end. Full batches are written meanwhile, with the file marked as incomplete."""
        tally = {CAPTURES: 0, REFUSED: 0}
        modified_ns = offer.entry.modified_ns
        for item in found:
            table = self._add(offer, item)
            tally[table] += 1
            if isinstance(item, Refusal) and item.reason is Reason.UNREADABLE:
                # It may be readable the next time though it hasn't changed.
                modified_ns = 0
            if self._is_full():
                self._note(offer, modified_ns, tally, is_complete=False)
                self.flush()
        self._note(offer, modified_ns, tally, is_complete=True)
        self.result.read += 1

    def flush(self) -> None:
        """Write the batch: first the bytes of records that are new, then what was found where."""
        if not self.rows[INPUTS]:
            return
        known = self.warehouse.rows(
            f"select document_id from {RECORDS.address} where document_id in (select unnest(?))", [list(self.contents)]
        )
        new = {
            document_id: self.contents[document_id] for document_id in self.contents.keys() - {row[0] for row in known}
        }
        batch = Batch()
        if new:
            pack = write_pack(self.home, new)
            rows = ({"document_id": each, "size_bytes": len(new[each]), "pack": pack} for each in sorted(new))
            batch.add(RECORDS, RECORDS.frame(rows))
            batch.packs.brought.append(pack)
        for table, rows_of in self.rows.items():
            batch.add(table, table.frame(rows_of))
        commit(self.home, self.warehouse, batch)
        self.result.new_documents += len(new)
        self.result.captures += len(self.rows[CAPTURES])
        self.result.refused += len(self.rows[REFUSED])
        self._clear()

    def _add(self, offer: Offer, item: Record | Refusal) -> Table:
        if isinstance(item, Record):
            document_id = item.document_id
            if document_id not in self.retracted:
                self._capture(offer, document_id, item)
                return CAPTURES
            item = Refusal(item.path, Reason.RETRACTED, f"document {document_id}", len(item.content))
        self.rows[REFUSED].append(
            {
                "path": item.path,
                "reason": item.reason.value,
                "detail": item.detail or None,
                "size_bytes": item.size_bytes,
                "input_path": offer.path,
            }
        )
        return REFUSED

    def _capture(self, offer: Offer, document_id: str, found: Record) -> None:
        if document_id not in self.contents:
            self.contents[document_id] = found.content
            self.bytes += len(found.content)
        self.rows[CAPTURES].append(
            {
                "document_id": document_id,
                "path": found.path,
                "url": found.url,
                "retrieved_at": found.retrieved_at,
                "http_charset": found.http_charset,
                "media_type": found.media_type,
                "input_path": offer.path,
            }
        )

    def _note(self, offer: Offer, modified_ns: int, tally: dict[Table, int], is_complete: bool) -> None:
        self.rows[INPUTS].append(
            {
                "path": offer.path,
                "size_bytes": offer.entry.size_bytes,
                "modified_ns": modified_ns,
                "e_tag": offer.entry.e_tag,
                "url": offer.source.url(offer.entry),
                "reader_revision": READER_REVISION,
                "is_complete": is_complete,
                "record_count": tally[CAPTURES],
                "refused_count": tally[REFUSED],
            }
        )

    def _is_full(self) -> bool:
        rows = sum(map(len, self.rows.values()))
        return len(self.contents) >= self.most_records or self.bytes >= self.most_bytes or rows >= 5 * self.most_records
