"""RAW in an object store: the same rows as from a folder, and the same that is new, changed and gone."""

import hashlib
import threading
from pathlib import Path

import pytest

from flows.commands import exit_code
from flows.ingest.retracting import addresses
from flows.ingest.sources import NotOffered, Source, sources
from flows.objects import Objects
from flows.s3 import Refused
from flows.store import Found
from tests.ingest.building import zipped
from tests.ingest.homes import FILES, ORCHARD, TEXTS, Home, offer
from tests.object_store import store


@pytest.fixture
def raw(s3: str) -> Objects:
    return store(f"{s3}/scraped/raw", FILES)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_objects_give_the_same_rows_as_files(raw: Objects, home: Home, tmp_path: Path) -> None:
    result = home.take(raw.url)
    assert (result.read, result.unchanged) == (len(FILES), 0)
    assert home.texts() == sorted(TEXTS)
    twin = Home(tmp_path / "twin")
    twin.take(offer(tmp_path / "raw", FILES))
    found, expected = home.state(), twin.state()
    assert {name: rows for name, rows in found.items() if name != "inputs"} == {
        name: rows for name, rows in expected.items() if name != "inputs"
    }
    query = "select * exclude (modified_ns, e_tag, url) from ingest.inputs order by all"
    assert home.look(query) == twin.look(query)
    assert home.look("select url from ingest.inputs where path = 'raw/more/d.zip'") == [(f"{raw.url}/more/d.zip",)]


def test_an_object_alone_has_the_same_path_as_in_its_folder(raw: Objects, home: Home) -> None:
    assert sources([f"{raw.url}/more/d.zip"], home.folder) == [Source("more", f"{raw.url}/more", "d.zip")]
    assert sources([f"{raw.url}/"], home.folder, "wire") == [Source("wire", raw.url)]
    bucket, _, _ = raw.url.removeprefix("s3://").partition("/")
    assert sources([f"s3://{bucket}"], home.folder) == [Source(bucket, f"s3://{bucket}")]
    home.take(f"{raw.url}/more/d.zip")
    paths = home.look("select path from ingest.captures order by all")
    assert paths == [("more/d.zip!a.txt",), ("more/d.zip!x.txt",)]


def test_only_what_is_new_or_has_changed_is_read_again(raw: Objects, home: Home) -> None:
    home.take(raw.url)
    assert not home.pending(raw.url)
    # The same size, and as a rule the same second: only the tag tells.
    store(raw.url, {"copy.txt": ORCHARD.replace(b"Lower", b"Upper"), "new.txt": b"A new one."})
    assert home.pending(raw.url)
    result = home.take(raw.url)
    assert (result.read, result.unchanged, result.new_documents) == (2, len(FILES) - 1, 2)
    assert home.adds_up()


def test_what_is_gone_leaves_only_with_mirror(raw: Objects, home: Home) -> None:
    home.take(raw.url)
    raw.delete(["f.warc.gz"])
    assert home.take(raw.url).missing == ["raw/f.warc.gz"]
    assert b"<p>Fetched.</p>" in home.texts()
    assert home.take(raw.url, mirror=True).removed_documents == 1
    assert b"<p>Fetched.</p>" not in home.texts()


def test_keys_that_are_no_file_names_are_read_too(s3: str, home: Home) -> None:
    store(f"{s3}/crawl", {"https://pier.example//index.html": b"<p>One.</p>", "a!b #1%20.txt": b"Two."})
    home.take(f"{s3}/crawl")
    paths = home.look("select path from ingest.captures order by all")
    assert paths == [("crawl/a!b #1%20.txt",), ("crawl/https://pier.example//index.html",)]


def test_an_object_that_vanishes_or_changes_meanwhile_is_refused_and_read_the_next_time(
    raw: Objects, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = raw.everything()

    def late(self: Objects) -> list[Found]:
        store(raw.url, {"a.txt": b"Changed after the listing."})
        raw.delete(["copy.txt"])
        return listed

    with monkeypatch.context() as patch:
        patch.setattr(Objects, "everything", late)
        home.take(raw.url)
    refused = home.look("select path, detail from ingest.refused where reason = 'unreadable' order by all")
    assert refused == [("raw/a.txt", "it was changed while it was read"), ("raw/copy.txt", "it vanished meanwhile")]
    home.take(raw.url)
    assert b"Changed after the listing." in home.texts()
    assert home.look("select path from ingest.refused where reason = 'unreadable'") == [("raw/copy.txt",)]
    assert home.adds_up()


def test_a_store_that_goes_away_stops_the_run_and_the_next_one_goes_on(
    raw: Objects, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch, asked = Objects._block, []
    lock = threading.Lock()

    def failing(self: Objects, entry: Found, number: int) -> bytes:
        with lock:
            asked.append(entry.path)
        if len(asked) > 4:
            raise Refused("s3://bucket: the store answers SlowDown.")
        return fetch(self, entry, number)

    with monkeypatch.context() as patch:
        patch.setattr(Objects, "_block", failing)
        with pytest.raises(Refused) as stopped:
            home.take(raw.url, batch_records=1)
    assert exit_code(stopped.value) == 2
    assert home.look("select count(*) from ingest.refused where reason = 'unreadable'") == [(0,)]
    home.take(raw.url)
    assert home.texts() == sorted(TEXTS)
    assert home.adds_up()


def test_a_corpus_that_was_pushed_under_raw_is_passed_over(raw: Objects, home: Home) -> None:
    corpus = {"latest.json": b"{}", "index.json": b"{}", "versions/2026-11-22.01/README.md": b"A card."}
    store(f"{raw.url}/corpora/news", corpus)
    store(f"{raw.url}/pages", {"latest.json": b'{"text": "Not one."}'})
    result = home.take(raw.url)
    assert result.remarks == [f"Passed over the corpus {raw.url}/corpora/news, which lies in RAW."]
    assert result.read == len(FILES) + 1
    # And when it is itself what is offered.
    assert home.take(f"{raw.url}/corpora/news").read == 0


def test_what_is_not_there_is_told_with_what_to_do(s3: str, raw: Objects, home: Home) -> None:
    for url, words in {
        f"{s3}/scrapped/raw": "there is no such object, and none below it; check the address",
        f"{raw.url}/gone.txt": "there is no such object",
        s3.replace("bucket", "other"): "there is no such bucket",
    }.items():
        with pytest.raises((NotOffered, Refused), match=words) as refused:
            home.take(url)
        assert exit_code(refused.value) == 2


def test_who_retracts_is_told_the_addresses_of_objects(raw: Objects, home: Home, tmp_path: Path) -> None:
    store(raw.url, {"b!c.zip": zipped({"one.txt": ORCHARD, "two#.txt": ORCHARD})})
    home.take(raw.url)
    home.take(offer(tmp_path / "files", {"d.zip": b"Not a zip.", "a.txt": ORCHARD}))
    document = hashlib.sha256(ORCHARD).hexdigest()[:32]
    paths = [path for (path,) in home.look(f"select path from ingest.captures where document_id = '{document}'")]
    assert addresses(paths, home.warehouse) == sorted(
        [
            "files/a.txt",
            *(f"{raw.url}/{path}" for path in ("a.txt", "copy.txt", "more/d.zip!a.txt")),
            *(f"{raw.url}/b!c.zip!{member}" for member in ("one.txt", "two#.txt")),
        ]
    )
    before = [(found.path, found.e_tag) for found in raw.everything()]
    home.retract(document)
    assert [(found.path, found.e_tag) for found in raw.everything()] == before
    refused = [path for (path,) in home.look("select path from ingest.refused where reason = 'retracted'")]
    assert addresses(refused, home.warehouse) == addresses(paths, home.warehouse)
