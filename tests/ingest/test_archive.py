"""The raw archive: whole after a kill at any moment, and enough to make everything anew."""

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from flows.errors import DataFailed
from flows.ingest.archive import rebuild_from_archive, write_pack
from flows.ingest.records import CONTENTS, document_id
from flows.publish.remake import packed
from flows.store import Killed, Store
from tests.ingest.homes import FILES, ORCHARD, TEXTS, Home, offer

FEW = {name: FILES[name] for name in ("a.txt", "copy.txt", "more/c.jsonl")}
CORRECTED = {"more/c.jsonl": b'{"text": "new"}\n{"text": "two"}\n', "a.txt": b"Corrected."}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return offer(tmp_path / "raw", FILES)


def check_every_kill(folder: Path, act: Callable[[Home, int | None], object], start: Path | None = None) -> int:
    """Kill the act at each of its operations in turn, and run it again: it must end as if nothing had happened.

    Each time once with the warehouse that was left, and once with a new one. Returns the number of operations.
    """
    whole = Home(folder / "whole")
    if start:
        shutil.copytree(start, whole.folder)
    act(whole, None)
    for moment in itertools.count(1):
        home = Home(folder / f"home-{moment}")
        if start:
            shutil.copytree(start, home.folder)
        try:
            act(home, moment)
        except Killed:
            if moment % 2:
                home = Home(home.folder)
            act(home, None)
            assert home.state() == whole.state()
            assert home.texts() == whole.texts()
            assert home.is_swept()
        else:
            return moment - 1
    raise AssertionError


def test_killed_while_it_reads_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    raw = offer(tmp_path / "raw", FEW)
    operations = check_every_kill(tmp_path, lambda home, die_at: home.take(raw, batch_records=2, die_at=die_at))
    assert operations >= 8


def test_killed_while_it_reads_changed_files_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    raw = offer(tmp_path / "raw", FEW)
    Home(tmp_path / "start").take(raw)
    offer(raw, CORRECTED)
    assert (
        check_every_kill(
            tmp_path, lambda home, die_at: home.take(raw, batch_records=2, die_at=die_at), tmp_path / "start"
        )
        >= 8
    )


def test_killed_while_it_mirrors_it_is_finished_by_the_next_run(tmp_path: Path) -> None:
    raw = offer(tmp_path / "raw", FEW)
    Home(tmp_path / "start").take(raw)
    offer(raw, CORRECTED)
    (raw / "copy.txt").unlink()
    assert (
        check_every_kill(tmp_path, lambda home, die_at: home.take(raw, mirror=True, die_at=die_at), tmp_path / "start")
        >= 6
    )


def test_killed_while_it_retracts_it_is_finished_by_the_next_run(tmp_path: Path) -> None:
    raw = offer(tmp_path / "raw", FEW)
    Home(tmp_path / "start").take(raw)
    assert (
        check_every_kill(
            tmp_path, lambda home, die_at: home.retract(document_id(ORCHARD), die_at=die_at), tmp_path / "start"
        )
        >= 5
    )


def test_a_killed_run_leaves_counts_that_add_up(tmp_path: Path) -> None:
    raw = offer(tmp_path / "raw", FEW)
    for moment in range(1, 9, 2):
        home = Home(tmp_path / f"home-{moment}")
        with pytest.raises(Killed):
            home.take(raw, batch_records=1, die_at=moment)
        # Another source comes first after the kill.
        home.take(offer(tmp_path / "other", {"o.txt": b"Other."}))
        assert home.adds_up()


def test_the_warehouse_can_be_made_anew_from_the_archive_alone(home: Home, raw: Path) -> None:
    home.take(raw)
    offer(raw, CORRECTED)
    (raw / "more/b.md").unlink()
    home.take(raw, mirror=True)
    state, texts = home.state(), home.texts()
    shutil.rmtree(raw)
    rebuild_from_archive(home.store, home.warehouse)
    assert (home.state(), home.texts()) == (state, texts)
    anew = Home(home.folder)
    assert anew.take(offer(raw, {"o.txt": b"Other."})).adopted >= 3
    assert anew.texts() == sorted([*texts, b"Other."])


def test_a_warehouse_of_another_form_is_made_anew_from_the_archive(home: Home, raw: Path) -> None:
    home.take(raw)
    state = home.state()
    home.look("alter table ingest.refused drop column detail")
    home.take(raw)
    assert home.state() == state


def test_the_same_records_make_a_pack_of_the_same_name(tmp_path: Path) -> None:
    contents = {document_id(text): text for text in TEXTS}
    one, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    assert write_pack(one, contents) == write_pack(other, dict(reversed(contents.items())))
    assert [(file.path, file.size_bytes) for file in one.files()] == [
        (file.path, file.size_bytes) for file in other.files()
    ]


def test_retracted_documents_leave_the_archive_and_stay_out(home: Home, raw: Path) -> None:
    home.take(raw)
    assert home.retract(document_id(ORCHARD)) == 1
    left = sorted(set(TEXTS) - {ORCHARD})
    assert home.texts() == left
    assert home.look("select path from ingest.refused where reason = 'retracted' order by all") == [
        ("raw/a.txt",),
        ("raw/copy.txt",),
        ("raw/more/d.zip!a.txt",),
    ]
    assert home.adds_up()
    offer(raw, {"again.txt": ORCHARD})
    assert home.take(raw).new_documents == 0
    assert home.look("select reason from ingest.refused where path = 'raw/again.txt'") == [("retracted",)]
    rebuild_from_archive(home.store, home.warehouse)
    assert home.texts() == left
    assert home.is_swept()
    assert home.retract(document_id(ORCHARD)) == 0


def test_what_left_before_its_pack_lost_a_retracted_document_stays_in_the_archive(tmp_path: Path) -> None:
    raw, home = tmp_path / "raw", Home(tmp_path / "home")
    offer(raw, {"stays.txt": b"The pears are ripe.", "goes.txt": b"The quinces are not."})
    home.take(raw)
    (raw / "goes.txt").unlink()
    home.take(raw, mirror=True)
    home.retract(document_id(b"The pears are ripe."))
    rebuild_from_archive(home.store, home.warehouse)
    assert packed(home.store)["document_id"].to_list() == [document_id(b"The quinces are not.")]
    assert home.is_swept()


def test_of_a_retracted_document_no_batch_keeps_the_address(home: Home, raw: Path) -> None:
    def batches() -> str:
        return "".join(str(pl.read_parquet(place).to_dicts()) for place in home.folder.glob("archive/batches/*"))

    home.take(raw)
    assert "http://a.example/" in batches()
    home.retract(document_id(b"<p>Fetched.</p>"))
    assert "http://a.example/" not in batches()
    state = home.state()
    rebuild_from_archive(home.store, home.warehouse)
    assert home.state() == state


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda pack: pack.unlink(), "can't be read"),
        (lambda pack: pack.write_bytes(pack.read_bytes()[:-20]), "can't be read"),
        (lambda pack: CONTENTS.frame().write_parquet(pack), "lacks records"),
    ],
)
def test_a_pack_that_was_harmed_is_named(home: Home, raw: Path, harm: Callable[[Path], object], words: str) -> None:
    home.take(raw)
    (pack,) = home.folder.glob("archive/packs/*")
    harm(pack)
    with pytest.raises(DataFailed, match=f"{pack.name} {words}"):
        home.texts()
