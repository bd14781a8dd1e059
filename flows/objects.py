"""What lies under `s3://bucket/prefix`, with the calls of a `Store`."""

import errno
import hashlib
import io
import os
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from flows.errors import WrongCall
from flows.s3 import S3Bucket
from flows.store import Counted, Found

SCHEME = "s3://"
# Bytes that one request brings: large against a request's own time, small against memory.
BLOCK = 4 * 1024 * 1024
# Blocks of one object in memory: a zip is read in two places at once.
_BLOCKS = 3
# Requests under way at once.
WORKERS = 8
T = TypeVar("T")


class Bucket(Protocol):
    """What a store of objects has to do; keys are whole ones, with their prefix."""

    def list(self, prefix: str, most: int | None = None) -> list[Found]: ...
    def head(self, key: str) -> Found | None: ...
    def get(self, key: str, span: tuple[int, int] | None = None, e_tag: str | None = None) -> bytes: ...
    def put(self, key: str, content: bytes, *, only_over: str | None) -> str: ...
    def upload(self, key: str, place: Path) -> None: ...
    def copy(self, source: str, target: str, size_bytes: int) -> None: ...
    def delete(self, keys: Sequence[str]) -> None: ...
    def purge(self, prefix: str) -> str | None: ...


def is_url(place: object) -> bool:
    """Whether this names an object store and no file."""
    return str(place).startswith(SCHEME)


@dataclass
class Objects(Counted):
    """The objects under a URL. Each is there whole or not at all; paths are relative to the URL.

    Raises `Refused` where the store can't be reached, or refuses who asks.
    """

    url: str
    workers: int = WORKERS
    bucket: Bucket = field(default=cast(Bucket, None), repr=False)
    coming: deque[Found] = field(default_factory=deque, repr=False)
    ahead: dict[str, Future[bytes]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.url = self.normal(self.url)
        name, _, prefix = self.url.removeprefix(SCHEME).partition("/")
        self.prefix = f"{prefix}/" if prefix else ""
        self.bucket = self.bucket or S3Bucket(name)

    @staticmethod
    def normal(url: str) -> str:
        """The address without slashes at its end. Raises `WrongCall` for what is none."""
        normal = SCHEME + url.removeprefix(SCHEME).rstrip("/")
        if not is_url(url) or normal.removeprefix(SCHEME).startswith("/") or normal == SCHEME:
            raise WrongCall(f"{url}: an object store's address is s3://BUCKET/PREFIX")
        return normal

    def where(self, path: str) -> str:
        """The object's address."""
        return f"{self.url}/{path}"

    def everything(self) -> list[Found]:
        """All objects, in the order of their paths; what only marks a folder is left out."""
        listed = (self._below(found) for found in self.bucket.list(self.prefix))
        return sorted((found for found in listed if not _marks_a_folder(found)), key=lambda found: found.path)

    def files(self, folder: str) -> list[Found]:
        """The objects under a folder, in the order of their paths."""
        return sorted(map(self._below, self.bucket.list(f"{self.prefix}{folder}/")), key=lambda found: found.path)

    def look(self, path: str) -> Found | None:
        """The object, or None."""
        found = self.bucket.head(self.prefix + path)
        return self._below(found) if found else None

    def is_empty(self) -> bool:
        return not self.bucket.list(self.prefix, most=1)

    def read(self, path: str) -> bytes:
        """The object's bytes. Raises `FileNotFoundError`."""
        return self.bucket.get(self.prefix + path)

    def expect(self, entries: Iterable[Found]) -> None:
        """Say which objects will be opened, in this order: the next few are asked for ahead."""
        self.coming, self.ahead = deque(entries), {}

    def open(self, entry: Found) -> io.BufferedReader:
        """The object's bytes as a file to read and seek in, of which a few blocks are in memory.

        Reading raises `OSError` when the object is gone, may not be read, or is another one than was listed.
        """
        while self.coming and len(self.ahead) < self.workers:
            coming = self.coming.popleft()
            self.ahead[coming.path] = self._pool.submit(self._block, coming, 0)
        first = self.ahead.pop(entry.path, None)
        return io.BufferedReader(_ObjectFile(entry.size_bytes, lambda number: self._block(entry, number), first))

    def sha256(self, path: str) -> str:
        """The object's SHA-256 in hex digits, of what is there now. Raises `FileNotFoundError`."""
        entry = self.look(path)
        if entry is None:
            raise FileNotFoundError(self.where(path))
        with self.open(entry) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def put(self, path: str, content: bytes, *, only_over: str | None) -> str:
        """Write an object, if the one that is there has this tag, or with None if there is none; returns its own tag.

        Raises `Overtaken` when there is another one.
        """
        self.count()
        return self.bucket.put(self.prefix + path, content, only_over=only_over)

    def upload(self, place: Path, path: str) -> None:
        self.count()
        self.bucket.upload(self.prefix + path, place)

    def copy(self, source: str, target: str, size_bytes: int) -> None:
        """Let the store itself copy an object."""
        self.count()
        self.bucket.copy(self.prefix + source, self.prefix + target, size_bytes)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete the objects; nothing happens where one is gone already."""
        if paths:
            self.count()
            self.bucket.delete([self.prefix + path for path in paths])

    def purge(self, folder: str) -> str | None:
        """Delete what the bucket keeps of objects that were overwritten or deleted; returns why it can't, if so."""
        self.count()
        return self.bucket.purge(f"{self.prefix}{folder}/")

    def side_by_side(self, act: Callable[[T], object], items: Iterable[T]) -> None:
        """Do this with each item, several at once. The first error ends it; nothing goes on after the call."""
        under_way = [self._pool.submit(act, item) for item in items]
        try:
            for each in under_way:
                each.result()
        finally:
            wait([each for each in under_way if not each.cancel()])

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.workers, thread_name_prefix="objects")

    def _below(self, found: Found) -> Found:
        return Found(found.path.removeprefix(self.prefix), found.size_bytes, found.modified_ns, e_tag=found.e_tag)

    def _block(self, entry: Found, number: int) -> bytes:
        start, end = number * BLOCK, min((number + 1) * BLOCK, entry.size_bytes)
        return self.bucket.get(self.prefix + entry.path, (start, end), entry.e_tag) if start < end else b""


class _ObjectFile(io.RawIOBase):
    """A file whose bytes come in blocks by their number."""

    def __init__(self, size: int, block: Callable[[int], bytes], first: Future[bytes] | None) -> None:
        self.size, self.block, self.first = size, block, first
        self.position = 0
        self.blocks: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self.position = start + offset
        return self.position

    def tell(self) -> int:
        return self.position

    def readinto(self, buffer: Any) -> int:
        number, start = divmod(self.position, BLOCK)
        chunk = self._held(number)[start : start + len(buffer)] if self.position < self.size else b""
        buffer[: len(chunk)] = chunk
        self.position += len(chunk)
        return len(chunk)

    def _held(self, number: int) -> bytes:
        if number not in self.blocks:
            asked, self.first = (self.first, None) if number == 0 else (None, self.first)
            self.blocks[number] = asked.result() if asked else self.block(number)
            if len(self.blocks) > _BLOCKS:
                self.blocks.popitem(last=False)
        self.blocks.move_to_end(number)
        return self.blocks[number]


def _marks_a_folder(found: Found) -> bool:
    return not found.path or (found.path.endswith("/") and found.size_bytes == 0)
