"""Taking a document out of everything that was ever published."""

import hashlib
import json
import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from flows.clean.articles import ARTICLES
from flows.commands import corpus_of
from flows.errors import WrongCall
from flows.publish.index import RETRACTING, folder_of, read_index
from flows.publish.manifest import read_manifest
from flows.publish.release import sweep
from flows.publish.reproduce import reproduce
from flows.publish.retract import Retraction, retract
from flows.publish.staging import Staged
from flows.publish.tombstones import known_again, resemblance, returned, sketch, tombstone
from flows.publish.verify import verify
from flows.publish.versions import prune, tag
from flows.quarantine import open_refused
from flows.run import Run
from flows.settings import Settings
from flows.store import Store
from flows.validate.judgement import Verdict
from flows.validate.withheld import Why
from flows.warehouse import Warehouse
from tests.publish.house import NOON
from tests.publish.moments import moments
from tests.publish.newsroom import FERRY, FERRY_COPY, ORCHARD, run, write_raw
from tests.run_step import filled

FERRY_ID = hashlib.sha256(FERRY.encode()).hexdigest()[:32]
ORCHARD_ID = hashlib.sha256(ORCHARD.encode()).hexdigest()[:32]
COPY_ID = hashlib.sha256(FERRY_COPY.encode()).hexdigest()[:32]
ONLY_IN_FERRY = "spoke with Defence Minister Otto Lind"
ONLY_THERE = [line for line in FERRY.splitlines() if line and line not in FERRY_COPY + ORCHARD]
"""Each line that no other record has."""
NAMES = ["2026-11-22.01", "2026-11-22.02"]


def nobody(*_: object) -> tuple[list[Verdict], dict[str, Why]]:
    """A judge who finds nothing wrong."""
    return [], {}


def take_out(home: Store, **options: bool) -> Retraction:
    settings = Settings(home=home.root, workers=1)
    return retract(home, settings, FERRY_ID, "A court ordered it.", judge=nobody, at=NOON, **options)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two versions: the ferry and the orchard; then the copy of the ferry too."""
    folder = tmp_path_factory.mktemp("retract")
    home = Store(folder / "home")
    for number, files in enumerate([{"ferry": FERRY, "orchard": ORCHARD}, {"copy": FERRY_COPY}]):
        run(home, write_raw(folder / "raw", **files), NOON + timedelta(minutes=number))
    assert [version.name for version in read_index(home).versions] == NAMES
    return folder


def copied(published: Path, folder: Path) -> Store:
    shutil.copytree(published, folder, symlinks=True)
    return Store(folder / "home")


@pytest.fixture(scope="module")
def retracted(published: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Retraction]:
    """The same home without the ferry; its second version had a tag. Tests only read it."""
    home = copied(published, tmp_path_factory.mktemp("retracted") / "place")
    tag(home, NAMES[1], "thesis")
    return home, take_out(home)


def digests(home: Store, version: str) -> dict[str, str]:
    manifest = read_manifest(home, folder_of(version))
    return {table["name"]: table["digest"] for table in manifest.tables if table["in_digest"]}


def everything(home: Store) -> dict[str, str]:
    """What every file under the home says: its bytes, and Parquet and DuckDB as rows, blobs in them as text."""
    said = {}
    for place in sorted(home.root.rglob("*")):
        if not place.is_file():
            continue
        words = [place.read_bytes().decode("utf-8", "replace")]
        if place.suffix == ".parquet":
            words.append(as_text(duckdb.sql(f"from '{place}'").fetchall()))
        elif place.suffix == ".duckdb":
            with duckdb.connect(str(place), read_only=True) as connection:
                tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
                words += [as_text(connection.execute(f'from "{s}"."{t}"').fetchall()) for s, t in tables]
        said[place.relative_to(home.root).as_posix()] = "\n".join(words)
    return said


def as_text(value: object) -> str:
    """The value with all that is in it; strings and bytes as they read."""
    if isinstance(value, list | tuple | dict):
        return "\n".join(as_text(part) for part in (value.items() if isinstance(value, dict) else value))
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def test_every_version_is_as_if_the_document_had_never_been_there(
    retracted: tuple[Store, Retraction], tmp_path: Path
) -> None:
    home, done = retracted
    assert done.document_ids == (FERRY_ID,)
    assert done.raw_paths == ("raw/ferry.txt",)
    assert done.versions == tuple(NAMES)
    without = [{"orchard": ORCHARD}, {"orchard": ORCHARD, "copy": FERRY_COPY}]
    for name, files in zip(NAMES, without, strict=True):
        assert verify(home, name) == []
        other = Store(tmp_path / name)
        run(other, write_raw(tmp_path / f"{name}-raw", **files))
        assert digests(home, name) == digests(other, NAMES[0])
        entry = read_index(home).get(name)
        assert entry is not None
        assert (entry.revision, entry.tags) == (2, ("thesis",) if name == NAMES[1] else ())
    feed = home.local(f"{folder_of(NAMES[1])}/changes/documents.parquet")
    assert duckdb.sql(f"select document_id, change from '{feed}'").fetchall() == [(COPY_ID, "added")]


def test_no_file_under_the_home_has_a_word_of_it_and_raw_is_not_touched(
    published: Path, retracted: tuple[Store, Retraction]
) -> None:
    assert any(ONLY_IN_FERRY in said for said in everything(Store(published / "home")).values())
    home, _ = retracted
    assert len(ONLY_THERE) >= 2
    said = everything(home)
    assert [(path, line) for path in said for line in ONLY_THERE if line in said[path]] == []
    raw = home.root.parent / "raw"
    assert (raw / "ferry.txt").read_text(encoding="utf-8") == FERRY
    manifest = read_manifest(home, folder_of(NAMES[1]))
    assert manifest.content["retracted"] == [
        {"document_id": FERRY_ID, "reason": "A court ordered it.", "at": "2026-11-22T12:00:00Z"}
    ]


def test_it_is_refused_from_then_on_and_nothing_is_new(retracted: tuple[Store, Retraction], tmp_path: Path) -> None:
    home = copied(retracted[0].root.parent, tmp_path / "place")
    (home.root.parent / "raw" / "again.txt").write_text(FERRY, encoding="utf-8")
    assert run(home, home.root.parent / "raw", NOON + timedelta(hours=2)) is None
    assert not any(ONLY_IN_FERRY in said for said in everything(home).values())
    with open_refused(home) as refused:
        told = refused.execute("select path, reason, detail from refused order by path").fetchall()
    assert told == [(f"raw/{name}.txt", "retracted", f"document {FERRY_ID}") for name in ("again", "ferry")]


def test_with_copies_the_copies_leave_too(published: Path, tmp_path: Path) -> None:
    home = copied(published, tmp_path / "place")
    assert take_out(home, copies=True).document_ids == tuple(sorted([FERRY_ID, COPY_ID]))
    rows = duckdb.sql(f"select count(*) from '{home.local('corpus/latest')}/articles/*.parquet'").fetchall()
    assert rows == [(1,)]


def test_who_asks_again_is_told_when_and_why(retracted: tuple[Store, Retraction]) -> None:
    with pytest.raises(WrongCall, match=r"retracted on 2026-11-22: A court ordered it"):
        take_out(retracted[0])


def test_a_document_that_nobody_has_is_a_wrong_call(published: Path) -> None:
    home = Store(published / "home")
    with pytest.raises(WrongCall, match="Neither a version nor the raw archive"):
        retract(home, Settings(home=home.root), "0" * 32, "why", judge=nobody)


def test_what_is_left_can_be_reproduced(retracted: tuple[Store, Retraction], tmp_path: Path) -> None:
    home, _ = retracted
    assert reproduce(home, NAMES[1], Store(tmp_path / "elsewhere"), Settings(workers=1)).is_same


@pytest.fixture(scope="module")
def one_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a home of one version of three documents."""
    folder = tmp_path_factory.mktemp("three")
    run(Store(folder / "home"), write_raw(folder / "raw", ferry=FERRY, orchard=ORCHARD, copy=FERRY_COPY))
    return folder


# The states that a kill leaves in short; each of them in the soak.
@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.soak)])
def test_a_retraction_that_is_killed_at_any_operation_is_finished_by_the_next_command(
    one_version: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    monkeypatch.setattr("flows.pipeline.judged", nobody)
    home = copied(one_version, tmp_path / "whole")
    left = moments(home.root, tmp_path / "copies", take_out)
    assert len(left) > 15
    wanted = digests(home, NAMES[0])
    for folder in left[::every]:
        cut = Store(folder / "home")
        had_begun = cut.exists(RETRACTING)
        if not any(stone["document_id"] == FERRY_ID for stone in read_index(cut).tombstones) and not had_begun:
            take_out(cut)
        elif had_begun:
            # Any command finishes it, one that only reads too.
            corpus_of(cut.root)
        assert not cut.exists(RETRACTING)
        assert digests(cut, NAMES[0]) == wanted
        assert verify(cut, NAMES[0]) == []
        assert [path for path, said in everything(cut).items() for line in ONLY_THERE if line in said] == []
        assert sweep(cut) == []
        shutil.rmtree(folder)


def test_a_retraction_outlives_the_pruning_of_the_version_before(published: Path, tmp_path: Path) -> None:
    home = copied(published, tmp_path / "place")
    prune(home, keep=1, keep_days=0, at=NOON + timedelta(days=1))
    assert take_out(home).versions == (NAMES[1],)
    assert verify(home, NAMES[1]) == []
    manifest = read_manifest(home, folder_of(NAMES[1]))
    assert manifest.content["parent"] is None
    feed = home.local(f"{folder_of(NAMES[1])}/changes/documents.parquet")
    assert duckdb.sql(f"select change, count(*) from '{feed}' group by 1").fetchall() == [("added", 2)]


def test_documents_that_fail_meanwhile_leave_and_do_not_hold_it_up(one_version: Path, tmp_path: Path) -> None:
    home = copied(one_version, tmp_path / "place")

    def strict(run: Run, staged: Staged) -> tuple[list[Verdict], dict[str, Why]]:
        """A judge to whom the orchard breaks a contract, and a rule is broken whatever leaves."""
        rule = Verdict("rules", "no_orchards", "stop", False, 1, (), ())
        there = run.warehouse.rows("select 1 from ingest.records where document_id = ?", [ORCHARD_ID])
        return [rule], {ORCHARD_ID: Why("broke_contract", "articles: no orchards")} if there else {}

    done = retract(home, Settings(home=home.root, workers=1), FERRY_ID, "A court ordered it.", judge=strict, at=NOON)
    assert f"{NAMES[0]}: {ORCHARD_ID} left it too: articles: no orchards" in done.notes
    assert f"{NAMES[0]}: breaks rules: no_orchards: 1 rows, as its report says" in done.notes
    ids = duckdb.sql(f"select document_id from '{home.local('corpus/latest')}/documents/*.parquet'").fetchall()
    assert ids == [(COPY_ID,)]
    assert not home.exists(RETRACTING)


def test_a_document_that_only_the_archive_holds_can_be_retracted(one_version: Path, tmp_path: Path) -> None:
    home = copied(one_version, tmp_path / "place")
    raw = home.root.parent / "raw"
    (raw / "ferry.txt").unlink()
    run(home, raw, NOON + timedelta(minutes=5), mirror=True)
    prune(home, keep=1, keep_days=0, at=NOON + timedelta(days=1))
    assert any(ONLY_IN_FERRY in said for said in everything(home).values())
    assert take_out(home).document_ids == (FERRY_ID,)
    assert not any(ONLY_IN_FERRY in said for said in everything(home).values())


def test_what_a_killed_run_left_is_swept_before(one_version: Path, tmp_path: Path) -> None:
    home = copied(one_version, tmp_path / "place")
    home.write("corpus/staging/2026-11-22.03/articles/0001.parquet", ONLY_IN_FERRY.encode())
    home.write("work/batches/0001/in/lines.parquet", ONLY_IN_FERRY.encode())
    home.local(".tmp-1-warehouse.duckdb").write_bytes(ONLY_IN_FERRY.encode())
    take_out(home)
    assert not any(ONLY_IN_FERRY.encode() in place.read_bytes() for place in home.root.rglob("*") if place.is_file())


def test_a_tombstone_knows_the_address_and_nearly_the_words_and_says_neither() -> None:
    stone = tombstone(FERRY_ID, "why", "2026-11-22T12:00:00Z", "https://gull.example/ferry", FERRY)
    assert not any(word in json.dumps(stone) for word in ("gull", "ferry", "Ferry", "Lind"))
    articles = [
        {"document_id": "1", "url": "https://gull.example/ferry", "text": "Other words."},
        {"document_id": "2", "url": None, "text": FERRY.replace("nine days of strike", "ten days of strike")},
        {"document_id": "3", "url": "https://lantern.example/orchard", "text": ORCHARD},
    ]
    assert sorted(known_again(articles, [stone])) == ["1", "2"]
    assert known_again(articles, []) == {}


def test_an_article_that_came_back_under_another_record_is_found(
    retracted: tuple[Store, Retraction], tmp_path: Path
) -> None:
    home = copied(retracted[0].root.parent, tmp_path / "place")
    again = {"document_id": "f" * 32, "url": None, "text": " ".join(FERRY.splitlines()[6:])}
    old = {"document_id": ORCHARD_ID, "url": None, "text": ORCHARD}
    with Warehouse(home.local("made_up.duckdb")) as warehouse:
        warehouse.create([ARTICLES])
        warehouse.insert(ARTICLES, filled(ARTICLES, [again, old]))
        assert list(returned(warehouse, home)) == ["f" * 32]


def test_resemblance_is_one_for_the_same_text_and_none_for_another() -> None:
    assert resemblance(sketch(FERRY), sketch(FERRY.upper())) == 1
    assert resemblance(sketch(FERRY), sketch(ORCHARD)) == 0
    assert resemblance([], []) == 0
