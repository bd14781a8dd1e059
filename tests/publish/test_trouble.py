"""A disk that is full or read-only, files that are gone or damaged: a clear error, and the old version as it was."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.commands import exit_code, message
from flows.errors import DataFailed
from flows.publish.index import read_index
from flows.publish.verify import verify
from flows.steps import ROOT
from flows.store import Store
from flows.warehouse import Warehouse
from tests.corpora import digests
from tests.publish.house import House, corpus
from tests.publish.newsroom import FERRY, FERRY_COPY, ORCHARD, run, write_raw
from tests.publish.small_disk import FREE

# In namespaces of its own anybody may mount a file system, where the system allows that at all.
MOUNTED = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
ON_A_DISK = 'mount -t tmpfs -o size=24m tmpfs "$1" && exec "$2" -m tests.publish.small_disk "$1" "$3"'


def can_mount(place: Path) -> bool:
    call = [*MOUNTED, 'mount -t tmpfs tmpfs "$1"', "sh", str(place)]
    try:
        return subprocess.run(call, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was said on a small disk by each attempt at a second version, and the digests of what came out."""
    folder = tmp_path_factory.mktemp("disk")
    (folder / "disk").mkdir()
    if not can_mount(folder / "disk"):
        pytest.skip("this system lets nobody mount a file system in a namespace")
    call = [*MOUNTED, ON_A_DISK, "sh", str(folder / "disk"), sys.executable, str(folder / "raw")]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("free", FREE)
def test_a_full_disk_is_told_with_the_way_out_and_the_old_version_is_whole(disk: dict[str, Any], free: int) -> None:
    told = disk["told"][str(free)]
    assert told["code"] == 2
    assert "/disk/home/" in told["said"]
    assert "The disk is full." in told["said"]
    assert "Free some room" in told["said"]
    assert told["bad_files"] == []
    assert {"Ferry strike ends after nine days", "Orchard blossom three weeks early"} <= set(told["titles"])


def test_with_room_again_the_next_run_finishes(disk: dict[str, Any], tmp_path: Path) -> None:
    told = disk["told"]["enough"]
    assert (told["code"], told["bad_files"], told["latest"]) == (0, [], "2026-11-22.02")
    run(Store(tmp_path / "home"), write_raw(tmp_path / "raw", ferry=FERRY, orchard=ORCHARD, copy=FERRY_COPY))
    assert disk["digests"] == digests(tmp_path / "home")


def test_a_read_only_home_can_be_read_and_a_run_says_that_it_may_not_write(disk: dict[str, Any]) -> None:
    told = disk["told"]["read-only"]
    assert told["code"] == 2
    assert "Read-only file system" in told["said"]
    assert "name another place" in told["said"]
    assert disk["told"]["reading"]["code"] == 0


def test_a_published_file_that_is_gone_is_named_and_the_index_stays(house: House) -> None:
    house.run(corpus([1, 2]), "2026-11-22.01")
    home = house.home
    home.delete("corpus/versions/2026-11-22.01/articles/0001.parquet")
    with pytest.raises(Exception, match=r"articles/0001\.parquet") as failed:
        house.run(corpus([1, 2, 3], {2: "Report two"}), "2026-11-22.02")
    assert exit_code(failed.value) == 1
    assert "copydesk verify" in message(failed.value)
    assert read_index(home).latest == "2026-11-22.01"
    assert [file.problem for file in verify(home, "latest")] == ["missing"]


@pytest.mark.parametrize("name", ["corpus/index.json", "corpus/versions/2026-11-22.01/datapackage.json"])
def test_a_damaged_json_file_is_named_with_the_way_out(house: House, name: str) -> None:
    house.run(corpus([1]), "2026-11-22.01")
    house.home.write(name, b'{"latest": "2026')
    with pytest.raises(DataFailed, match=f"{name} is damaged: .*backup"):
        house.run(corpus([1, 2]), "2026-11-22.02")


def test_a_damaged_warehouse_is_made_anew_when_it_is_deleted(tmp_path: Path) -> None:
    home, raw = Store(tmp_path / "home"), write_raw(tmp_path / "raw", orchard=ORCHARD)
    run(home, raw)
    home.write("warehouse.duckdb", b"Not a database." * 1000)
    with pytest.raises(DataFailed, match=r"Delete .*warehouse.duckdb: the next run makes it anew"):
        Warehouse(home.local("warehouse.duckdb"))
    home.delete("warehouse.duckdb")
    assert run(home, raw) is None
