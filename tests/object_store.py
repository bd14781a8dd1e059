"""Object stores for tests: a real S3 server on this machine, and one in memory that does the same."""

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from flows.objects import Objects
from flows.s3 import Overtaken
from flows.store import Found


@contextmanager
def server() -> Iterator[str]:
    """A server on a free port; its address."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    started = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    try:
        host, port = started.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        started.stop()


class Memory:
    """A bucket in memory, whose tags are MD5 as those of S3 are."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def list(self, prefix: str, most: int | None = None) -> list[Found]:
        keys = [key for key in sorted(self.objects) if key.startswith(prefix)]
        return [self._found(key) for key in keys[:most]]

    def head(self, key: str) -> Found | None:
        return self._found(key) if key in self.objects else None

    def get(self, key: str, span: tuple[int, int] | None = None, e_tag: str | None = None) -> bytes:
        if key not in self.objects:
            raise FileNotFoundError(2, "it vanished meanwhile", key)
        if e_tag and self._found(key).e_tag != e_tag:
            raise OSError(116, "it was changed while it was read", key)
        content = self.objects[key]
        return content[slice(*span)] if span else content

    def put(self, key: str, content: bytes, *, only_over: str | None) -> str:
        there = self.head(key)
        if (there.e_tag if there else None) != only_over:
            raise Overtaken(key)
        self.objects[key] = content
        return str(self._found(key).e_tag)

    def upload(self, key: str, place: Path) -> None:
        self.objects[key] = place.read_bytes()

    def copy(self, source: str, target: str, size_bytes: int) -> None:
        self.objects[target] = self.objects[source]

    def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            self.objects.pop(key, None)

    def purge(self, prefix: str) -> str | None:
        return None

    def _found(self, key: str) -> Found:
        content = self.objects[key]
        return Found(key, len(content), 0, e_tag=f'"{hashlib.md5(content).hexdigest()}"')


def store(url: str, files: Mapping[str, bytes]) -> Objects:
    """Put these objects under the URL, over those that are there."""
    place = Objects(url)
    for name, content in files.items():
        there = place.look(name)
        place.put(name, content, only_over=there.e_tag if there else None)
    return place
