"""Taking in what is offered: once, whatever the order and the batches."""

import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ingest.limits import Limits
from flows.store import Store
from tests.ingest.building import zipped
from tests.ingest.homes import FILES, ORCHARD, TEXTS, Home, offer


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return offer(tmp_path / "raw", FILES)


def test_every_record_is_taken_once_and_every_place_is_told(home: Home, raw: Path) -> None:
    result = home.take(raw)
    assert (result.read, result.new_documents, result.captures, result.refused) == (9, 7, 9, 3)
    assert home.texts() == TEXTS
    found = home.state()
    assert [path for _, path, *_ in sorted(found["captures"], key=lambda row: row[1]) if "warc" not in path] == [
        "raw/a.txt",
        "raw/copy.txt",
        "raw/e.tar.gz!y.txt",
        "raw/more/b.md",
        "raw/more/c.jsonl#1",
        "raw/more/c.jsonl#3",
        "raw/more/d.zip!a.txt",
        "raw/more/d.zip!x.txt",
    ]
    assert [row[:2] for row in found["refused"]] == [
        ("raw/empty.txt", "empty"),
        ("raw/g.txt.gz", "damaged_archive"),
        ("raw/more/c.jsonl#2", "bad_json"),
    ]


def test_what_was_read_is_not_opened_again(home: Home, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.take(raw)
    before = home.state()
    opened: list[str] = []
    opening = Store.open
    monkeypatch.setattr(Store, "open", lambda store, path: opened.append(path) or opening(store, path))
    again = home.take(raw)
    assert (again.read, again.unchanged, again.new_documents, opened) == (0, 9, 0, [])
    assert home.state() == before
    assert not home.pending(raw)
    offer(raw, {"new.txt": b"New."})
    assert home.pending(raw)
    assert opened == []


def test_a_file_alone_has_the_path_that_it_has_in_its_folder(home: Home, raw: Path) -> None:
    home.take(raw / "a.txt")
    assert home.look("select path from ingest.captures") == [("raw/a.txt",)]
    assert home.take(raw).unchanged == 1


@settings(max_examples=8)
@given(order=st.permutations(sorted(FILES)), cuts=st.sets(st.integers(1, 8), max_size=3), size=st.integers(1, 9))
def test_any_order_and_batching_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], cuts: set[int], size: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    home, at_once = Home(folder / "home"), Home(folder / "at-once")
    for start, end in pairwise([0, *sorted(cuts), len(order)]):
        home.take(offer(folder / "raw", {name: FILES[name] for name in order[start:end]}), batch_records=size)
    at_once.take(folder / "raw")
    assert home.state() == at_once.state()
    assert home.texts() == at_once.texts() == TEXTS


def test_a_changed_file_replaces_its_captures_and_keeps_its_documents(home: Home, raw: Path) -> None:
    home.take(raw)
    offer(raw, {"more/c.jsonl": b'{"text": "new"}\n{"text": "two"}\n', "more/d.zip": FILES["more/d.zip"] + b" "})
    result = home.take(raw)
    assert (result.read, result.new_documents) == (2, 1)
    assert home.look("select path, input_path from ingest.captures where path like '%c.jsonl%' order by all") == [
        ("raw/more/c.jsonl#1", "raw/more/c.jsonl"),
        # The first line of before is in no file any more; its last capture says where it was.
        ("raw/more/c.jsonl#1", None),
        ("raw/more/c.jsonl#2", "raw/more/c.jsonl"),
    ]
    assert home.texts() == sorted([*TEXTS, b'{"text": "new"}'])
    assert not home.look("select * from ingest.refused where path like '%c.jsonl%'")
    assert home.adds_up()
    offer(raw, {"more/c.jsonl": FILES["more/c.jsonl"]})
    home.take(raw)
    assert home.look(
        "select path, input_path is null from ingest.captures where path like '%c.jsonl%' order by all"
    ) == [
        ("raw/more/c.jsonl#1", False),
        ("raw/more/c.jsonl#1", True),
        ("raw/more/c.jsonl#3", False),
    ]


def test_documents_whose_files_are_gone_stay_unless_the_folder_is_mirrored(
    home: Home, raw: Path, tmp_path: Path
) -> None:
    home.take(raw)
    for name in ("more/b.md", "copy.txt", "empty.txt"):
        (raw / name).unlink()
    offer(raw, {"more/c.jsonl": b'{"text": "two"}\n'})
    assert home.take(raw).missing == ["raw/copy.txt", "raw/empty.txt", "raw/more/b.md"]
    assert home.texts() == TEXTS
    assert not home.pending(raw)
    assert home.pending(raw, mirror=True)
    assert home.take(raw, mirror=True).removed_documents == 2
    assert not home.pending(raw, mirror=True)
    assert home.texts() == sorted(set(TEXTS) - {FILES["more/b.md"], b'{"text": "one"}'})
    fresh = Home(tmp_path / "fresh")
    fresh.take(raw)
    assert home.state() == fresh.state()
    assert home.take(raw, mirror=True).removed_documents == 0


def test_mirroring_one_folder_leaves_the_others_alone(home: Home, raw: Path, tmp_path: Path) -> None:
    home.take(raw, offer(tmp_path / "raw2", {"z.txt": b"Elsewhere."}))
    shutil.rmtree(raw / "more")
    home.take(raw, mirror=True)
    home.take(raw / "a.txt", mirror=True)
    assert home.look("select path from ingest.inputs order by path") == [
        ("raw/a.txt",),
        ("raw/copy.txt",),
        ("raw/e.tar.gz",),
        ("raw/empty.txt",),
        ("raw/f.warc.gz",),
        ("raw/g.txt.gz",),
        ("raw2/z.txt",),
    ]


def test_a_home_folder_in_the_source_is_passed_over_and_that_is_told(raw: Path) -> None:
    home = Home(raw / "home")
    result = home.take(raw)
    assert (result.remarks, result.read) == ([f"Passed over the home folder {raw / 'home'}, which lies in RAW."], 9)
    assert home.take(raw).read == 0


def test_what_is_no_regular_file_is_refused(home: Home, raw: Path) -> None:
    os.mkfifo(raw / "pipe")
    for name, target in [
        ("nowhere", "gone.txt"),
        ("loop", "loop"),
        ("out", "/etc/hostname"),
        ("folder", "more"),
        ("inside", "more/b.md"),
    ]:
        (raw / name).symlink_to(target)
    home.take(raw)
    assert home.look("select path, detail from ingest.refused where reason = 'special_file' order by all") == [
        ("raw/folder", "a link to a folder"),
        ("raw/loop", "a link that leads nowhere"),
        ("raw/nowhere", "a link that leads nowhere"),
        ("raw/out", "a link that leads out of the folder"),
        ("raw/pipe", "a pipe"),
    ]
    assert home.look("select count(*) from ingest.captures where path = 'raw/inside'") == [(1,)]
    assert home.take(raw).read == 0
    assert home.adds_up()


def test_a_file_that_vanishes_before_it_is_read_is_refused_and_looked_for_again(
    home: Home, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Store.everything

    def listing(self: Store, skip: Any = ()) -> Iterator[Any]:
        yield from list(listed(self, skip))
        (raw / "a.txt").unlink(missing_ok=True)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "everything", listing)
        home.take(raw)
    refused = "select reason, detail from ingest.refused where path = 'raw/a.txt'"
    assert home.look(refused) == [("unreadable", "No such file or directory")]
    offer(raw, {"a.txt": ORCHARD})
    assert home.take(raw).read == 1
    assert home.look(refused) == []


def test_a_file_without_permission_is_refused_until_it_can_be_read(
    home: Home, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda place, mode: Path(place).name != "a.txt")
        home.take(raw)
        assert home.take(raw).read == 0
        assert home.look("select reason from ingest.refused where path = 'raw/a.txt'") == [("unreadable",)]
    assert home.take(raw).read == 1


def test_what_lies_in_a_folder_that_can_not_be_read_is_not_gone(
    home: Home, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.take(raw)
    scan = os.scandir

    def scandir(place: str) -> Any:
        if Path(place).name == "more":
            raise PermissionError(13, "Permission denied")
        return scan(place)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        assert home.take(raw, mirror=True).missing == []
        assert home.take(raw, mirror=True).missing == []
        assert home.look("select reason, detail from ingest.refused where path = 'raw/more'") == [
            ("unreadable", "Permission denied")
        ]
    assert home.texts() == TEXTS
    assert home.pending(raw)
    assert home.take(raw).read == 0
    assert not home.pending(raw)
    assert home.look("select * from ingest.refused where path = 'raw/more'") == []


def test_strange_file_names_survive(home: Home, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    names = [b"two\nlines.txt", b"a b#1!c@d.txt", b"caf\xe9.txt", b"caf\\xe9.txt", "снег.txt".encode()]
    for name in names:
        Path(os.fsdecode(os.fsencode(raw) + b"/" + name)).write_bytes(b"Text of " + name)
    (raw / "a.zip").write_bytes(zipped({"b.txt": b"same"}))
    (raw / "a.zip!b.txt").write_bytes(b"same")
    home.take(raw)
    assert sorted(row[1] for row in home.state()["captures"]) == sorted(
        [
            "raw/two\nlines.txt",
            "raw/a b#1!c@d.txt",
            r"raw/caf\xE9.txt",
            r"raw/caf\x5Cxe9.txt",
            "raw/снег.txt",
            "raw/a.zip!b.txt",
            r"raw/a.zip\x21b.txt",
        ]
    )


def test_raw_is_never_written_to(home: Home, raw: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in [raw, *raw.rglob("*")]}
    home.take(raw)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in [raw, *raw.rglob("*")]} == before


def test_a_file_that_fills_many_batches_is_taken_whole(home: Home, tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "line %d"}\n' % (number % 70) for number in range(100))
    result = home.take(offer(tmp_path / "raw", {"a.jsonl": lines}), batch_records=7)
    assert (result.captures, result.new_documents) == (100, 70)
    assert home.look("select record_count, is_complete from ingest.inputs") == [(100, True)]
    assert home.adds_up()


def test_limits_are_counted_in_the_run_too(home: Home, raw: Path) -> None:
    home.take(raw, limits=Limits(record_bytes=20))
    assert ("raw/a.txt", "too_large") in home.look("select path, reason from ingest.refused")
