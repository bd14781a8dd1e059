"""Calls that can't be carried out: each message says what, where and what to do, and what is there."""

import shlex
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.publish.catalog import refresh_catalog
from flows.publish.index import read_index, write_index
from flows.publish.tombstones import tombstone
from flows.publish.versions import prune, tag, yank
from tests.publish.house import DOCUMENTS, NOON, House, corpus

PRUNED, YANKED, THERE, LATEST = ("2026-11-22.01", "2026-11-22.02", "2026-11-22.03", "2026-11-22.04")
WHAT_IS_THERE = f"There are: {YANKED}, {THERE}, {LATEST}."
UNKNOWN = f"There is no version 2001-01-01.01. {WHAT_IS_THERE}"
GONE = f"Version {PRUNED} was pruned on 2026-12-22: only the newest 3 were kept. {WHAT_IS_THERE}"
TO = ("--to", "out.csv")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four versions: one pruned, one yanked, one tagged `thesis`."""
    house = House(tmp_path_factory.mktemp("home"), tables=(DOCUMENTS,))
    for count, name in enumerate((PRUNED, YANKED, THERE, LATEST), 1):
        house.run(corpus(range(count)), name, NOON + timedelta(minutes=count))
    prune(house.home, keep=3, keep_days=0, at=NOON + timedelta(days=30))
    yank(house.home, YANKED, "half of the dates are wrong", NOON)
    tag(house.home, THERE, "thesis")
    stone = tombstone("d" * 32, "A court ordered it.", "2026-11-22T12:00:00Z", None, None)
    write_index(house.home, replace(read_index(house.home), tombstones=(stone,)))
    refresh_catalog(house.home)
    return house.home.root


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["tag", "2001-01-01.01", "mine"], [UNKNOWN]),
        (["tag", PRUNED, "mine"], [GONE]),
        (["tag", LATEST, "thesis"], [f"thesis names {THERE} already", "Take another name"]),
        (["tag", LATEST, "latest"], ["latest always names the latest version", "Take another name"]),
        (["rollback", "2001-01-01.01"], [UNKNOWN]),
        (["rollback", PRUNED], [GONE]),
        (["rollback", YANKED], ["yanked: half of the dates are wrong", f"Roll back to another one: {THERE}"]),
        (["yank", "2001-01-01.01", "--reason", "why"], [UNKNOWN]),
        (["yank", LATEST, "--reason", " "], ["--reason"]),
        (["prune", "--keep", "0"], ["--keep 0: at least one version stays"]),
        (["verify", PRUNED], [GONE]),
        (["diff", PRUNED, LATEST], [GONE]),
        (["diff", LATEST, "2001-01-01.01"], [UNKNOWN]),
        (["retract", "0123", "--reason", "why"], ["holds document 0123", "copydesk sql"]),
        (["retract", "0123", "--reason", ""], ["--reason"]),
        (["export", PRUNED, "--table", "documents", "--format", "csv", *TO], [GONE]),
        (["export", "--table", "weather", "--format", "csv", *TO], ["no table weather", "There are: documents."]),
        (["export", "--table", "documents", "--format", "xlsx", *TO], ["--format xlsx", "csv, jsonl, parquet"]),
        (
            ["export", "--table", "documents", "--format", "csv", "--where", "nonsense = 1", *TO],
            ["--where", "nonsense"],
        ),
        (
            ["export", "--table", "documents", "--format", "csv", "--to", "/proc/nowhere/a.csv"],
            ["/proc/nowhere", "name another place"],
        ),
        (
            ["export", "--table", "documents", "--format", "csv", "--to", "/proc/a.csv"],
            ["/proc/a.csv", "name another place"],
        ),
        (["show", "d" * 32], [f"{'d' * 32} was retracted on 2026-11-22: A court ordered it."]),
        (
            ["export", "--table", "documents", "--format", "csv", "--to", f"{__file__}/a.csv"],
            [__file__, "A file stands where a folder has to be"],
        ),
        (["reproduce", "2001-01-01.01", "--to", "x"], [UNKNOWN]),
        (["reproduce", LATEST, "--to", str(Path(__file__).parent)], ["holds files", "empty or new folder"]),
        (["reproduce", LATEST, "--to", __file__], ["is a file", "empty or new folder"]),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong_and_what_to_do(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: list[str], told: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (home / "corpus" / "index.json").read_bytes()
    result = CliRunner().invoke(app, [*call, "--home", str(home)])
    assert result.exit_code == 2, result.output
    assert [part for part in told if part not in result.stderr] == [], result.stderr
    assert (home / "corpus" / "index.json").read_bytes() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "call",
    [
        ["retract", "0123", "--reason", "why"],
        ["tag", LATEST, "latest"],
        ["push"],
    ],
    ids=lambda call: call[0],
)
def test_a_command_that_a_message_names_is_for_the_home_of_the_call(home: Path, call: list[str]) -> None:
    told = CliRunner().invoke(app, [*call, "--home", str(home)], env={"COPYDESK_PUSH_TO": None}).stderr
    assert f"--home {shlex.quote(str(home))}" in told[told.index("copydesk ") :]


def test_a_catalog_that_is_gone_is_told_with_the_way_to_make_it_anew(home: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(home, tmp_path / "copied", symlinks=True)
    (copied / "corpus" / "corpus.duckdb").unlink()
    result = CliRunner().invoke(app, ["sql", "select 1", "--home", str(copied)])
    assert result.exit_code == 2
    assert f"copydesk catalog refresh --home {copied}" in result.stderr
    assert CliRunner().invoke(app, ["catalog", "refresh", "--home", str(copied)]).exit_code == 0
    assert CliRunner().invoke(app, ["sql", "select 1", "--home", str(copied)]).exit_code == 0


def test_pruning_says_which_version_it_kept_and_why(home: Path) -> None:
    result = CliRunner().invoke(app, ["prune", "--keep", "1", "--home", str(home)], env={"COPYDESK_KEEP_DAYS": "30000"})
    assert result.exit_code == 0
    assert f"{THERE}: kept, tagged thesis" in result.stdout
    assert f"{YANKED}: kept, was latest less than 30000 days ago" in result.stdout


def test_who_reads_a_yanked_version_is_told_why(home: Path) -> None:
    result = CliRunner().invoke(app, ["verify", YANKED, "--home", str(home)])
    assert result.exit_code == 0
    assert f"{YANKED} was yanked on 2026-11-22: half of the dates are wrong" in result.stderr


def test_who_retracts_what_a_cut_retraction_took_out_is_told_that_it_is_done(home: Path) -> None:
    result = CliRunner().invoke(app, ["retract", "d" * 32, "--reason", "A court ordered it.", "--home", str(home)])
    assert result.exit_code == 0
    assert result.stdout == f"{'d' * 32} was retracted on 2026-11-22: A court ordered it.\n"
