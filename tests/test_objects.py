"""Objects under a URL: a real server and the one in memory do the same, and every refusal says what to do."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import objects
from flows.errors import WrongCall
from flows.objects import Objects
from flows.s3 import Overtaken, Refused
from flows.store import Found, Killed
from tests.object_store import Memory

ODD = ["https://pier.example//a b+c%20d.html", "./dot", "tab\t", "é ü", "star*?#"]


@pytest.fixture(params=["s3", "memory"])
def place(request: pytest.FixtureRequest) -> Objects:
    """A folder of a bucket that holds other things as well."""
    if request.param == "memory":
        return Objects("s3://bucket/a folder", bucket=Memory())
    return Objects(f"{request.getfixturevalue('s3')}/a folder")


def offer(place: Objects, **contents: bytes) -> None:
    for path, content in contents.items():
        place.put(path, content, only_over=None)


def test_an_object_is_written_only_over_the_one_that_was_there(place: Objects) -> None:
    place.put("a", b"one", only_over=None)
    with pytest.raises(Overtaken):
        place.put("a", b"two", only_over=None)
    first = place.look("a")
    assert first is not None
    place.put("a", b"three", only_over=first.e_tag)
    with pytest.raises(Overtaken):
        place.put("a", b"four", only_over=first.e_tag)
    with pytest.raises(Overtaken):
        place.put("b", b"four", only_over=first.e_tag)
    assert place.read("a") == b"three"


def test_a_listing_has_what_lies_under_the_url_whatever_its_name(place: Objects, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    for name in ["b", "a", *ODD]:
        place.upload(tmp_path / "file", name)
    place.bucket.put("a folder/", b"", only_over=None)
    place.bucket.put("a folder/sub/", b"", only_over=None)
    place.bucket.put("a folder too/x", b"elsewhere", only_over=None)
    assert [found.path for found in place.everything()] == sorted(["a", "b", *ODD])
    assert {found.size_bytes for found in place.everything()} == {7}
    assert [found.path for found in place.files("https:")] == [ODD[0]]
    for found in place.everything():
        assert place.open(found).read() == b"content"
        assert place.look(found.path) == found


def test_copies_and_deletions_are_done_there(place: Objects) -> None:
    offer(place, a=b"one", b=b"zwei")
    place.copy("a", "c/ü +%.txt", 3)
    place.delete(["a", "gone"])
    place.delete([])
    assert place.read("c/ü +%.txt") == b"one"
    assert [found.path for found in place.everything()] == ["b", "c/ü +%.txt"]
    assert place.purge("c") is None
    assert place.read("c/ü +%.txt") == b"one"


def test_an_object_that_changed_or_vanished_since_it_was_listed_is_no_longer_read(place: Objects) -> None:
    offer(place, a=b"one", b=b"two")
    first, second = place.everything()
    place.put("a", b"another", only_over=first.e_tag)
    place.delete(["b"])
    with pytest.raises(OSError, match="changed while it was read"):
        place.open(first).read()
    with pytest.raises(FileNotFoundError, match="vanished"):
        place.open(second).read()
    assert place.look("b") is None
    with pytest.raises(FileNotFoundError):
        place.read("b")


def test_objects_that_are_expected_are_fetched_once_and_ahead() -> None:
    class Asked(Memory):
        def __init__(self) -> None:
            super().__init__()
            self.asked: list[str] = []

        def get(self, key: str, *rest: object) -> bytes:
            self.asked.append(key)
            return super().get(key, *rest)

    bucket = Asked()
    place = Objects("s3://bucket", workers=3, bucket=bucket)
    offer(place, **{f"{number:02}": b"x" * number for number in range(20)})
    place.expect(place.everything())
    for number, entry in enumerate(place.everything()):
        assert len(place.open(entry).read()) == number
        assert len(place.ahead) <= 3
    assert sorted(bucket.asked) == [f"{number:02}" for number in range(1, 20)]


@given(
    st.binary(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(0, 2), st.integers(0, 30)), max_size=8)
)
def test_a_file_of_blocks_reads_and_seeks_as_any_file(content: bytes, moves: list[tuple[int, int, int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects, "BLOCK", 7)
        place = Objects("s3://bucket", bucket=Memory())
        place.put("a", content, only_over=None)
        file, twin = place.open(Found("a", len(content), 0)), io.BytesIO(content)
        for offset, whence, size in moves:
            expected, found = _moved(twin, offset, whence), _moved(file, offset, whence)
            assert found == expected
            assert file.read(size) == twin.read(size)
        assert file.read() == twin.read()


def test_of_a_long_object_only_a_few_blocks_are_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "BLOCK", 10)
    place = Objects("s3://bucket", bucket=Memory())
    place.put("a", bytes(range(250)), only_over=None)
    file = place.open(Found("a", 250, 0))
    held = [len(file.raw.blocks) for _ in iter(lambda: file.raw.read(4), b"")]
    assert (max(held), len(held)) == (3, 75)


def _moved(file: io.IOBase, offset: int, whence: int) -> int | None:
    """Where the file stands then; None where it refuses. (`BytesIO` takes places before its start for its start.)"""
    end = file.seek(0, whence) + offset
    return file.seek(end) if end >= 0 else None


def test_a_change_counts_and_kills_when_it_was_asked_to() -> None:
    place = Objects("s3://bucket", bucket=Memory(), die_at=2)
    place.put("a", b"", only_over=None)
    with pytest.raises(Killed):
        place.copy("a", "b", 0)
    assert [found.path for found in place.files("")] == []
    assert [found.path for found in place.everything()] == ["a"]


def test_a_bucket_that_keeps_old_versions_loses_them_when_purged(s3: str) -> None:
    place = Objects(f"{s3}/corpus")
    place.bucket.client.put_bucket_versioning(
        Bucket=place.bucket.name,
        VersioningConfiguration={"Status": "Enabled"},
    )
    offer(place, **{"versions/a": b"secret", "versions/b": b"secret"})
    place.put("versions/a", b"clean", only_over=(place.look("versions/a") or Found("", 0, 0)).e_tag)
    place.delete(["versions/b"])
    assert place.purge("versions") is None
    kept = place.bucket.client.list_object_versions(Bucket=place.bucket.name)
    assert [(each["Key"], each["IsLatest"]) for each in kept["Versions"]] == [("corpus/versions/a", True)]
    assert "DeleteMarkers" not in kept
    assert place.read("versions/a") == b"clean"


@contextmanager
def answering(status: int, code: str) -> Iterator[str]:
    """A server that answers everything so."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<Error><Code>{code}</Code><Message>As it says.</Message></Error>".encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_GET

        def log_message(self, format: str, *args: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "AccessDenied", "refuses these credentials (AccessDenied: As it says). Set AWS_ACCESS_KEY_ID and"),
        (403, "InvalidAccessKeyId", "refuses these credentials (InvalidAccessKeyId"),
        (403, "SignatureDoesNotMatch", "refuses these credentials (SignatureDoesNotMatch"),
        (400, "ExpiredToken", "refuses these credentials (ExpiredToken"),
        (404, "NoSuchBucket", "there is no such bucket; check its name, and AWS_ENDPOINT_URL"),
        (503, "SlowDown", "the store answers SlowDown: As it says. Check the network"),
    ],
)
def test_what_a_store_refuses_is_told_in_one_line_with_what_to_do(
    s3: str, monkeypatch: pytest.MonkeyPatch, status: int, code: str, words: str
) -> None:
    with answering(status, code) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(Refused) as refused:
            Objects("s3://bucket/raw").everything()
    assert words in str(refused.value)
    assert str(refused.value).startswith("s3://bucket")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "AccessDenied", "no permission to read it"),
        (403, "InvalidObjectState", "it lies in a storage class from which it has to be restored first"),
    ],
)
def test_an_object_that_may_not_be_read_is_a_file_that_may_not_be_read(
    s3: str, monkeypatch: pytest.MonkeyPatch, status: int, code: str, words: str
) -> None:
    with answering(status, code) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(OSError, match=words):
            Objects("s3://bucket/raw").open(Found("a", 3, 0)).read()


def test_who_may_not_write_is_told_so(s3: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    with answering(403, "AccessDenied") as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        place = Objects("s3://bucket/corpus")
        asked = [
            lambda: place.put("a", b"", only_over=None),
            lambda: place.upload(tmp_path / "file", "a"),
            lambda: place.copy("a", "b", 3),
        ]
        for ask in asked:
            with pytest.raises(Refused, match="the store refuses these credentials \\(AccessDenied: As it says\\)"):
                ask()


def test_without_credentials_an_open_bucket_is_asked_all_the_same(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    assert Objects(s3).is_empty()
    with answering(403, "AccessDenied") as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(Refused, match="who has no credentials, and none were found"):
            Objects("s3://bucket/raw").everything()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("s3://", "s3://BUCKET/PREFIX"),
        ("s3:///raw", "s3://BUCKET/PREFIX"),
        ("s3://no bucket/raw", "Invalid bucket name"),
        ("s3://bucket/raw", "Could not connect to the endpoint URL"),
    ],
)
def test_what_can_not_be_reached_is_told_with_what_to_do(
    s3: str, monkeypatch: pytest.MonkeyPatch, url: str, words: str
) -> None:
    # Nobody listens there.
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(WrongCall, match=words) as refused:
        Objects(url).everything()
    assert str(refused.value).startswith("s3://")
