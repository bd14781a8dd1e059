"""What of the sources has to be read: the files that are new or have changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.ingest.inputs import INPUTS
from flows.ingest.limits import DEFAULT, Limits
from flows.ingest.reading import READER_REVISION, read_file
from flows.ingest.records import Record
from flows.ingest.refused import Reason, Refusal
from flows.ingest.sources import Source, offered
from flows.store import Found, Store
from flows.warehouse import Warehouse


@dataclass(frozen=True)
class Offer:
    """A file of a source. `is_known`: an earlier look at it left rows."""

    source: Source
    entry: Found
    path: str
    is_known: bool


@dataclass(frozen=True)
class Survey:
    """What a look at the sources' file lists tells, before any file is opened.

    `to_read` are the files that are new or have changed by size, time or an object store's tag, `missing` the paths
    that were offered once and are gone, `never_read` those of them that could not even be opened then. `remarks` are
    sentences for who offers them: what lies in a source and is passed over, and which source offers nothing.
    """

    to_read: list[Offer]
    unchanged: int
    missing: list[str]
    never_read: list[str]
    remarks: list[str]


def survey(sources: Sequence[Source], home: Store, warehouse: Warehouse) -> Survey:
    """Compare the sources' file lists with what was read before. Opens no file."""
    known = {row[0]: row[1:] for row in warehouse.rows(_KNOWN, [[source.name for source in sources]])}
    seen: set[str] = set()
    hidden: list[str] = []
    remarks: list[str] = []
    to_read, unchanged = [], 0
    for source in sources:
        entries, passed_over = offered(source, home.root)
        remarks += passed_over
        is_empty = True
        for entry in entries:
            is_empty = False
            path = source.path(entry)
            seen.add(path)
            if entry.kind == "unreadable":
                # When it is a folder, what lies in it is not gone.
                hidden.append(f"{path.rstrip('/')}/")
            if known.get(path) == (entry.size_bytes, entry.modified_ns, entry.e_tag, READER_REVISION, True):
                unchanged += 1
            else:
                to_read.append(Offer(source, entry, path, path in known))
        if is_empty:
            remarks.append(f"{source.root} holds no file. Is it the right folder?")
    whole = tuple(f"{source.name}/" for source in sources if source.file is None)
    gone = (path for path in known.keys() - seen if path.startswith(whole) and not path.startswith(tuple(hidden)))
    missing = sorted(gone)
    never_read = [path for path in missing if known[path][:2] == (0, 0)]
    return Survey(to_read, unchanged, missing, never_read, remarks)


_KNOWN = f"""
select path, size_bytes, modified_ns, e_tag, reader_revision, is_complete
from {INPUTS.address}
where split_part(path, '/', 1) in (select unnest(?))
"""


def expect(offers: Sequence[Offer]) -> None:
    """Say which files will be read, in this order, so that those of an object store can be fetched ahead."""
    for source in dict.fromkeys(offer.source for offer in offers):
        source.expect([offer.entry for offer in offers if offer.source == source])


def read_offer(offer: Offer, limits: Limits = DEFAULT) -> Iterator[Record | Refusal]:
    """The file's records and refusals, in its order."""
    entry = offer.entry
    if entry.kind == "special":
        yield Refusal(offer.path, Reason.SPECIAL_FILE, entry.words, None)
        return
    if entry.kind == "unreadable":
        yield Refusal(offer.path, Reason.UNREADABLE, entry.words, None)
        return
    try:
        file = offer.source.open(entry)
    except OSError as error:
        yield Refusal(offer.path, Reason.UNREADABLE, error.strerror or str(error), entry.size_bytes)
        return
    with file:
        yield from read_file(file, offer.path, entry.path.rpartition("/")[2], entry.size_bytes, limits)
