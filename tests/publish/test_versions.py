"""Going back, naming, warning off and deleting versions."""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.errors import WrongCall
from flows.publish.catalog import open_catalog
from flows.publish.find import UnknownVersion, find_version
from flows.publish.index import next_name, read_index
from flows.publish.release import sweep
from flows.publish.verify import verify
from flows.publish.versions import prune, rollback, tag, versions, yank
from flows.store import Held, Killed, Store
from tests.publish.house import DOCUMENTS, NOON, House, corpus

TABLES = (DOCUMENTS,)
NAMES = ("2026-11-22.01", "2026-11-22.02", "2026-11-22.03", "2026-11-22.04")
LATER = NOON + timedelta(days=40)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Four versions, published a minute apart, each with a document more."""
    house = House(tmp_path_factory.mktemp("template"), tables=TABLES)
    for count, name in enumerate(NAMES, 1):
        house.run(corpus(range(count)), name, NOON + timedelta(minutes=count))
    return house


@pytest.fixture
def grown(template: House, tmp_path: Path) -> House:
    return template.copied(tmp_path / "home")


def test_a_rollback_moves_latest_and_the_next_version_follows_it(grown: House) -> None:
    rollback(grown.home, NAMES[1], LATER)
    assert grown.home.target("corpus/latest") == f"versions/{NAMES[1]}"
    with open_catalog(grown.home) as catalog:
        assert catalog.sql("select count(*) from documents").fetchall() == [(2,)]
    version = grown.run(corpus([0, 1, 9]), "2026-11-22.05")
    assert version
    assert version.parent == NAMES[1]
    assert version.changes["documents"] == {"added": 1, "changed": 0, "removed": 0}


def test_a_tag_finds_its_version_and_stays_there(grown: House) -> None:
    tag(grown.home, NAMES[0], "thesis")
    assert find_version(grown.home, "thesis").name == NAMES[0]
    with pytest.raises(WrongCall, match=NAMES[0]):
        tag(grown.home, NAMES[1], "thesis")


@pytest.mark.parametrize("label", ["latest", "2026-11-22.01", "", "a b", "../x"])
def test_a_label_that_could_be_something_else_is_refused(grown: House, label: str) -> None:
    with pytest.raises(WrongCall):
        tag(grown.home, NAMES[0], label)


def test_a_yanked_version_says_why_in_the_catalog_and_cannot_be_rolled_back_to(grown: House) -> None:
    yank(grown.home, NAMES[1], "half of the dates are wrong", LATER)
    with open_catalog(grown.home) as catalog:
        comments = catalog.sql(
            f"select comment from duckdb_views() where schema_name = '{NAMES[1]}' and view_name = 'documents'"
        ).fetchall()
        assert "half of the dates are wrong" in comments[0][0]
        assert catalog.sql(f'select count(*) from "{NAMES[1]}".documents').fetchall() == [(2,)]
    with pytest.raises(WrongCall, match="half of the dates"):
        rollback(grown.home, NAMES[1], LATER)


def test_pruning_keeps_what_is_tagged_latest_or_was_latest_lately(grown: House) -> None:
    tag(grown.home, NAMES[0], "thesis")
    rollback(grown.home, NAMES[1], LATER - timedelta(days=1))
    pruned = prune(grown.home, keep=1, keep_days=30, at=LATER)
    assert pruned.removed == (NAMES[2],)
    assert [name for name, _ in pruned.kept] == [NAMES[0], NAMES[1]]
    assert pruned.freed_bytes > 0
    # The newest is kept by number, and stopped being latest a day ago.
    assert prune(grown.home, keep=1, keep_days=0, at=LATER).removed == ()
    assert all(verify(grown.home, name) == [] for name in (NAMES[0], NAMES[1], NAMES[3]))


def test_who_asks_for_a_pruned_version_is_told_why_and_what_is_there(grown: House) -> None:
    prune(grown.home, keep=2, keep_days=0, at=LATER)
    with pytest.raises(UnknownVersion, match=rf"pruned on {LATER.date()}.*There are: {NAMES[2]}, {NAMES[3]}"):
        find_version(grown.home, NAMES[0])
    with open_catalog(grown.home) as catalog:
        for query in ("select count(*)", "select *", "select status"):
            with pytest.raises(duckdb.Error, match="was pruned"):
                catalog.sql(f'{query} from "{NAMES[0]}".documents').fetchall()
    assert next_name(grown.home, NOON.date()) == "2026-11-22.05"


def test_a_reader_who_has_a_version_open_is_not_disturbed(grown: House) -> None:
    place = grown.home.local(f"corpus/versions/{NAMES[3]}/documents/0004.parquet")
    content = place.read_bytes()
    with open_catalog(grown.home) as catalog, place.open("rb") as file:
        begun = file.read(20)
        before = catalog.sql("select * from documents order by all").fetchall()
        grown.run(corpus(range(9)), "2026-11-22.05")
        rollback(grown.home, NAMES[2], LATER)
        yank(grown.home, NAMES[1], "half of the dates are wrong", LATER)
        assert prune(grown.home, keep=2, keep_days=0, at=LATER).removed == NAMES[:2]
        assert catalog.sql("select * from documents order by all").fetchall() == before
        assert begun + file.read() == content
        # Who has the file open can read on even when its version goes.
        file.seek(20)
        assert prune(grown.home, keep=1, keep_days=0, at=LATER).removed == (NAMES[3],)
        assert begun + file.read() == content


def test_a_pruning_that_is_killed_is_finished_by_the_next_sweep(template: House, tmp_path: Path) -> None:
    whole = template.copied(tmp_path / "whole").home
    prune(whole, keep=1, keep_days=0, at=LATER)
    for operation in range(1, whole.operations + 1):
        home = template.copied(tmp_path / str(operation)).home
        home.die_at = operation
        with pytest.raises(Killed):
            prune(home, keep=1, keep_days=0, at=LATER)
        home.die_at = None
        sweep(home)
        assert sweep(home) == []
        gone = [version.name for version in read_index(home).versions if version.pruned]
        assert gone in ([], list(NAMES[:3]))
        assert home.folders("corpus/versions") == [name for name in NAMES if name not in gone]
        assert verify(home, "latest") == []


def test_two_at_once_on_one_home_are_told_of_each_other(grown: House) -> None:
    with Store(grown.home.root).locked("copydesk run"), pytest.raises(Held, match=r"copydesk run \(process"):
        rollback(grown.home, NAMES[0], LATER)


def test_the_listing_marks_latest(grown: House) -> None:
    rollback(grown.home, NAMES[0], LATER)
    assert [listed.version.name for listed in versions(grown.home) if listed.is_latest] == [NAMES[0]]


@pytest.mark.parametrize("at", [NOON, datetime.fromisoformat("2026-11-23T01:30:00+02:00")])
def test_a_version_is_named_by_its_utc_date(house: House, at: datetime) -> None:
    assert next_name(house.home, at.astimezone(NOON.tzinfo).date()) == "2026-11-22.01"
