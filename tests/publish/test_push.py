"""A corpus in an object store: whole for its readers at any moment, and as it is at home after any push."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from flows.errors import DataFailed, WrongCall
from flows.publish.index import Version, folder_of
from flows.publish.manifest import read_manifest
from flows.publish.place import NoCorpus, verify_there
from flows.publish.push import push
from flows.publish.pushed import due, outdated_places
from flows.publish.versions import prune, rollback, tag, yank
from flows.store import Killed
from tests.object_store import Memory
from tests.publish.house import NOON, House, corpus
from tests.publish.places import (
    LATER,
    ONE,
    THREE,
    TWO,
    URL,
    Watched,
    bring,
    copied,
    faults,
    is_mirrored,
    publish,
    take_out,
    there,
    watched,
)


@pytest.fixture
def house(two_versions: House, tmp_path: Path) -> House:
    return two_versions.copied(tmp_path / "home")


def change(house: House, how: str) -> None:
    """What happens at home between two pushes."""
    if how == "grown":
        publish(house, 4, THREE)
    elif how == "moved":
        publish(house, 4, THREE)
        prune(house.home, keep=2, keep_days=0, at=LATER)
        tag(house.home, THREE, "thesis")
        yank(house.home, THREE, "Half of the dates are wrong.", LATER)
        rollback(house.home, TWO, LATER)
    else:
        take_out(house, 1, {ONE: [0], TWO: [0, 2]})


@pytest.mark.parametrize("how", ["first", "grown", "moved", "retracted"])
def test_killed_at_any_operation_readers_see_whole_versions_and_the_next_push_finishes(house: House, how: str) -> None:
    bucket = Memory()
    if how != "first":
        bring(house, there(bucket))
        assert is_mirrored(house, bucket)
    before = set(bucket.objects.values())
    if how != "first":
        change(house, how)
    store = watched(bucket)
    bring(house, store)
    assert is_mirrored(house, bucket)
    assert faults(bucket.objects) == []
    assert len(store.moments) > (4 if how == "moved" else 10)
    gone = before - set(bucket.objects.values())
    for left in store.moments:
        assert faults(left) == []
        pointer, index = (json.loads(left.get(f"corpus/{name}.json", b"null")) for name in ("latest", "index"))
        if how == "retracted" and index["tombstones"] and not pointer["pushing"]:
            assert not gone & set(left.values())
        again = copied(left)
        bring(house, there(again))
        assert is_mirrored(house, again)


def test_a_retraction_during_another_unfinished_push_is_finished_with_it(house: House) -> None:
    bucket = Memory()
    bring(house, there(bucket))
    take_out(house, 1, {ONE: [0], TWO: [0, 2]})
    store = watched(bucket)
    bring(house, store)
    take_out(house, 2, {TWO: [0]})
    for left in store.moments[::3]:
        again = copied(left)
        second = watched(again)
        bring(house, second)
        assert is_mirrored(house, again)
        assert [fault for moment in second.moments for fault in faults(moment)] == []


def test_pushing_again_costs_a_listing(house: House) -> None:
    bucket = Memory()
    first = bring(house, there(bucket))
    assert (first.uploaded > 10, first.deleted) == (True, 0)
    store = there(bucket)
    again = bring(house, store)
    assert store.operations == 0
    assert (again.uploaded, again.copied, again.deleted) == (0, 0, 0)


def test_what_an_earlier_version_there_holds_is_copied_there(house: House) -> None:
    bucket = Memory()
    bring(house, there(bucket))
    publish(house, 4, THREE)
    done = bring(house, there(bucket))
    old = {file["sha256"] for name in (ONE, TWO) for file in read_manifest(house.home, folder_of(name)).files()}
    files = read_manifest(house.home, folder_of(THREE)).files()
    new = [file["bytes"] for file in files if file["sha256"] not in old]
    own = house.home.size(f"{folder_of(THREE)}/datapackage.json")
    assert (done.uploaded, done.uploaded_bytes) == (len(new) + 1, sum(new) + own)
    assert (done.copied, done.copied_bytes) == (len(files) - len(new), sum(f["bytes"] for f in files) - sum(new))
    assert done.copied > 0
    assert is_mirrored(house, bucket)


def test_of_two_pushers_at_once_one_is_told_and_nothing_is_undone(house: House, tmp_path: Path) -> None:
    """The other one, from a copy of the home that has one version more, does all of its push at each operation."""
    ahead = house.copied(tmp_path / "ahead")
    publish(ahead, 4, THREE)
    told = []
    for at in range(1, 40):
        bucket = Memory()
        store = watched(bucket)
        store.act = _once(at, store, lambda bucket=bucket: bring(ahead, there(bucket)))
        try:
            bring(house, store)
        except WrongCall as error:
            told.append(str(error))
        if store.operations < at:
            break
        # A push that had ended when the other one began is no conflict.
        assert [fault for moment in store.moments for fault in faults(moment)] == []
        bring(ahead, there(bucket))
        assert is_mirrored(ahead, bucket)
    assert at > 15
    assert len(told) == at - 1
    assert all("somebody else pushed there meanwhile" in each for each in told)


def _once(at: int, store: Watched, act: Callable[[], object]) -> Callable[[], None]:
    def acting() -> None:
        if store.operations == at:
            act()

    return acting


def test_a_home_that_would_undo_something_is_refused(house: House, tmp_path: Path) -> None:
    old, other = house.copied(tmp_path / "old"), house.copied(tmp_path / "other")
    bucket = Memory()
    publish(house, 4, THREE)
    other.run(corpus([0, 1, 7]), THREE, NOON)
    bring(house, there(bucket))
    _refused(old, bucket, f"it holds version {THREE}, which this home doesn't know")
    _refused(other, bucket, f"version {THREE} is another one there")
    older = house.copied(tmp_path / "older")
    tag(house.home, ONE, "thesis")
    bring(house, there(bucket))
    _refused(older, bucket, f"version {ONE} was tagged or yanked there and not here")
    tag(older.home, ONE, "thesis")
    take_out(house, 3, {THREE: [0, 1, 2]})
    bring(house, there(bucket))
    _refused(older, bucket, f"version {THREE} is another one there \\(revision 2, here 1\\)")


def _refused(house: House, bucket: Memory, words: str) -> None:
    before = dict(bucket.objects)
    with pytest.raises(WrongCall, match=words):
        bring(house, there(bucket))
    assert bucket.objects == before


def test_another_home_s_unfinished_push_is_left_alone_until_it_is_cleared_away(house: House, tmp_path: Path) -> None:
    other = house.copied(tmp_path / "other")
    publish(house, 4, THREE)
    other.run(corpus([0, 1, 7]), THREE, NOON)
    bucket = Memory()
    with pytest.raises(Killed):
        bring(house, there(bucket, die_at=20))
    _refused(other, bucket, f"another home is pushing a {THREE} of its own: .*delete {URL}/latest.json")
    # The files that lie there then are nobody's: sizes say nothing of them.
    lying = "corpus/versions/2026-11-22.01/README.md"
    bucket.objects = {lying: bytes(len(bucket.objects[lying])), "corpus/index.json": _empty_index()}
    bring(other, there(bucket))
    assert is_mirrored(other, bucket)


def _empty_index() -> bytes:
    return json.dumps({"latest": None, "versions": [], "tombstones": []}).encode()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("corpus/versions/today/notes.txt", b"Mine."),
        ("corpus/latest.json", b"not json"),
        ("corpus/latest.json", b'{"latest": "v1.2"}'),
        ("corpus/index.json", b"[]"),
    ],
)
def test_an_address_with_something_else_is_refused_and_left_alone(house: House, path: str, content: bytes) -> None:
    bucket = copied({path: content})
    with pytest.raises(NoCorpus, match="choose another address"):
        bring(house, there(bucket))
    assert bucket.objects == {path: content}


def test_other_objects_under_the_address_stay(house: House) -> None:
    bucket = copied({"corpus/notes.txt": b"Mine.", "elsewhere": b"Mine too."})
    bring(house, there(bucket))
    bucket.objects["corpus/versions/mine/a.txt"] = b"Mine as well."
    publish(house, 4, THREE)
    bring(house, there(bucket))
    left = {"corpus/notes.txt", "elsewhere", "corpus/versions/mine/a.txt"}
    assert left <= bucket.objects.keys()


def test_fewer_versions_can_be_kept_there_than_here(house: House) -> None:
    bucket = Memory()
    publish(house, 4, THREE)
    tag(house.home, ONE, "thesis")
    bring(house, there(bucket), keep=1)
    names = {path.split("/")[2] for path in bucket.objects if path.startswith("corpus/versions/")}
    assert names == {ONE, THREE}
    store = there(bucket)
    push(house.home, store, keep=1, keep_days=30, at=LATER + timedelta(days=1))
    assert store.operations == 0
    with pytest.raises(WrongCall, match=r"was pruned on .*only the newest 1 are kept here"):
        verify_there(store, TWO)
    bring(house, there(bucket))
    assert is_mirrored(house, bucket)


def test_a_damaged_file_is_not_pushed(house: House) -> None:
    path = f"{folder_of(TWO)}/articles/0002.parquet"
    house.home.write(path, house.home.read(path)[:-1] + b"?")
    bucket = Memory()
    with pytest.raises(DataFailed, match=r"articles/0002\.parquet: SHA-256 is .*copydesk verify"):
        bring(house, there(bucket))
    assert faults(bucket.objects) == []
    assert json.loads(bucket.objects["corpus/latest.json"])["latest"] is None


def test_what_is_missing_or_cut_there_is_brought_again(house: House) -> None:
    bucket = Memory()
    bring(house, there(bucket))
    folder = f"corpus/versions/{TWO}"
    del bucket.objects[f"{folder}/README.md"]
    bucket.objects[f"{folder}/datapackage.json"] = b"{}"
    bucket.objects[f"{folder}/articles/extra.parquet"] = b"Rows that are not of this version."
    done = bring(house, there(bucket))
    assert (done.uploaded + done.copied, done.deleted) == (2, 2)
    assert is_mirrored(house, bucket)


def test_verifying_there_names_each_bad_file(house: House) -> None:
    bucket = Memory()
    bring(house, there(bucket))
    assert verify_there(there(bucket), "latest")[1] == []
    folder = f"corpus/versions/{TWO}"
    bucket.objects[f"{folder}/README.md"] = bytes(len(bucket.objects[f"{folder}/README.md"]))
    del bucket.objects[f"{folder}/croissant.json"]
    bucket.objects[f"{folder}/articles/extra.parquet"] = b"Rows."
    entry, bad = verify_there(there(bucket), TWO)
    assert isinstance(entry, Version)
    assert {(file.path.rpartition("/")[2], file.problem) for file in bad} == {
        ("README.md", "damaged"),
        ("croissant.json", "missing"),
        ("extra.parquet", "unknown"),
    }
    del bucket.objects[f"{folder}/datapackage.json"]
    assert [file.problem for file in verify_there(there(bucket), TWO)[1]] == ["damaged"]


def test_the_home_knows_where_its_corpus_is_behind(house: House) -> None:
    assert due(house.home, URL)
    assert outdated_places(house.home) == []
    bucket = Memory()
    bring(house, there(bucket))
    assert not due(house.home, f"{URL}/")
    yank(house.home, ONE, "Half of the dates are wrong.", LATER)
    assert outdated_places(house.home) == [URL]
    bring(house, there(bucket))
    assert outdated_places(house.home) == []
