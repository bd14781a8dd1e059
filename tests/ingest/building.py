"""Small real archives for the tests of ingest."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.ingest.limits import DEFAULT, Limits
from flows.ingest.reading import read_file
from flows.ingest.records import Record
from flows.ingest.refused import Refusal


def read(content: bytes, name: str = "a.txt", limits: Limits = DEFAULT) -> list[Record | Refusal]:
    """What a file of this name and content gives, offered by the source `s`."""
    return list(read_file(io.BytesIO(content), f"s/{name}", name, len(content), limits))


def outcome(content: bytes, name: str = "a.txt", limits: Limits = DEFAULT) -> dict[str, bytes | str]:
    """Path to a record's bytes or to a refusal's reason."""
    found = read(content, name, limits)
    assert len({item.path for item in found}) == len(found)
    return {item.path: item.content if isinstance(item, Record) else item.reason.value for item in found}


def zipped(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def streamed_zip(members: Mapping[str, bytes]) -> bytes:
    """A zip written to a pipe: sizes and checksums only follow the members."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.parts: list[bytes] = []

        def writable(self) -> bool:
            return True

        def write(self, part: Any) -> int:
            self.parts.append(bytes(part))
            return len(part)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return b"".join(pipe.parts)


def tarred(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], mode: str = "w") -> bytes:
    file = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, content in pairs:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def answer(body: bytes, headers: Mapping[str, str], url: str, status: str = "200 OK") -> dict[str, Any]:
    http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
    return {"uri": url, "record_type": "response", "payload": io.BytesIO(body), "http_headers": http}


def web_archive(*answers: Mapping[str, Any], packed: bool = True) -> bytes:
    """A WARC file with a `warcinfo`, and a request before each answer, all fetched on 7 May 2024 at 08:30 UTC."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "a crawler"}))
    dated = {"WARC-Date": "2024-05-07T08:30:00Z"}
    for each in answers:
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
        writer.write_record(writer.create_warc_record(each["uri"], "request", http_headers=asked))
        writer.write_record(writer.create_warc_record(**each, warc_headers_dict=dated))
    return file.getvalue()


def in_one_piece(packed: bytes) -> bytes:
    """The same file, packed as a whole instead of record by record."""
    return gzip.compress(gzip.decompress(packed), mtime=0)
