"""Home folders for the tests of ingest, and files to offer."""

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.ingest.archive import contents
from flows.ingest.offers import IngestResult, ingest, nothing_new
from flows.ingest.retracting import remove_documents
from flows.ingest.sources import sources
from flows.store import Store
from flows.warehouse import Warehouse
from tests.ingest.building import answer, tarred, web_archive, zipped

ORCHARD = b"The orchard at Lower Penn opened."
FILES: dict[str, bytes] = {
    "a.txt": ORCHARD,
    "copy.txt": ORCHARD,
    "empty.txt": b"",
    "more/b.md": b"# Ferry\n\nThe ferry sank.",
    "more/c.jsonl": b'{"text": "one"}\nnot json\n{"text": "two"}\n',
    "more/d.zip": zipped({"x.txt": b"A member.", "a.txt": ORCHARD}),
    "e.tar.gz": tarred({"y.txt": b"Another member."}, "w:gz"),
    "f.warc.gz": web_archive(answer(b"<p>Fetched.</p>", {"Content-Type": "text/html"}, "http://a.example/")),
    "g.txt.gz": gzip.compress(b"Cut off in the middle.", mtime=0)[:-5],
}
TEXTS = [
    b"# Ferry\n\nThe ferry sank.",
    b"<p>Fetched.</p>",
    b"A member.",
    b"Another member.",
    ORCHARD,
    b'{"text": "one"}',
    b'{"text": "two"}',
]
Rows = list[tuple[Any, ...]]


def offer(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


class Home:
    """A home folder whose warehouse is new each time that it is opened, as after a loss."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder)
        self.warehouse = Warehouse(Path(":memory:"), threads=1)

    def take(self, *raws: Path | str, die_at: int | None = None, **options: Any) -> IngestResult:
        self.store = Store(self.folder, die_at=die_at)
        return ingest(sources(raws, self.folder), self.store, self.warehouse, **options)

    def pending(self, *raws: Path | str, mirror: bool = False) -> bool:
        return nothing_new(sources(raws, self.folder), self.store, self.warehouse, mirror=mirror) is None

    def retract(self, document_id: str, die_at: int | None = None) -> int:
        self.store = Store(self.folder, die_at=die_at)
        return remove_documents([document_id], self.store, self.warehouse)

    def look(self, query: str) -> Rows:
        return self.warehouse.rows(query)

    def state(self) -> dict[str, Rows]:
        """The tables as they must be whatever the history."""
        assert self.adds_up()
        return {
            "records": self.look("select document_id, size_bytes from ingest.records order by all"),
            "captures": self.look("select * from ingest.captures order by all"),
            "refused": self.look("select * from ingest.refused order by all"),
            "inputs": self.look("select * exclude (modified_ns) from ingest.inputs order by all"),
            "retractions": self.look("select * from ingest.retractions order by all"),
        }

    def adds_up(self) -> bool:
        """Whether captures and refusals are all that was offered, and records and captures need each other."""
        offered = self.look("select coalesce(sum(record_count), 0), coalesce(sum(refused_count), 0) from ingest.inputs")
        captures = self.look("select count(*) from ingest.captures where input_path is not null")
        refused = self.look("select count(*) from ingest.refused where input_path is not null")
        orphans = self.look(
            "select document_id from ingest.captures full join ingest.records using (document_id)"
            " where path is null or pack is null"
        )
        return (offered, orphans) == ([(*captures[0], *refused[0])], [])

    def texts(self) -> list[bytes]:
        """The bytes of every record, out of the raw archive."""
        records = self.warehouse.frame("select * from ingest.records")
        found = contents(records, self.store)
        assert found["document_id"].to_list() == sorted(records["document_id"])
        return sorted(found["content"].to_list())

    def is_swept(self) -> bool:
        """Whether the archive holds the packs of its batches, and nothing unfinished."""
        brought, retired = (
            {pack for (pack,) in self.look(f"select unnest({column}) from ingest.batches")}
            for column in ("packs", "retired_packs")
        )
        packs = {path.relative_to(self.folder).as_posix() for path in self.folder.glob("archive/packs/*")}
        return packs == brought - retired and not list(self.folder.rglob(".tmp-*"))
