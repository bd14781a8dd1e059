"""Which names stand for what is offered."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.paths import written
from flows.ingest.sources import NotOffered, Source, sources


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw/sub").mkdir(parents=True)
    (tmp_path / "raw/a.txt").write_bytes(b"Text.")
    (tmp_path / "raw/sub/b.txt").write_bytes(b"Text.")
    return tmp_path / "raw"


def test_a_folder_has_its_own_name_and_a_file_that_of_its_folder(tmp_path: Path, raw: Path) -> None:
    assert sources([raw], tmp_path / "home") == [Source("raw", raw)]
    assert sources([raw / "a.txt"], tmp_path / "home") == [Source("raw", raw, "a.txt")]
    assert sources([f"{raw}/sub/.."], tmp_path / "home") == [Source("raw", raw)]
    assert sources([raw], tmp_path / "home", name="wire") == [Source("wire", raw)]


def test_a_file_is_left_out_when_its_folder_is_offered_too(tmp_path: Path, raw: Path) -> None:
    assert sources([raw / "a.txt", raw, raw], tmp_path / "home") == [Source("raw", raw)]


@pytest.mark.parametrize(
    ("offer", "name", "words"),
    [
        (["raw/gone.txt"], None, "there is no such file or folder"),
        (["raw", "other/raw"], None, "stands for"),
        (["raw", "other"], "wire", "stands for"),
        (["raw"], "a/b", "can't be a source's name"),
        (["/"], None, "can't be a source's name"),
        (["home/corpus"], None, "lies in the home folder"),
        (["s3:/"], None, "there is no such file or folder"),
        (["/dev/null"], None, "neither a folder nor a regular file"),
    ],
)
def test_what_can_not_be_read_is_told_with_what_to_do(
    tmp_path: Path, raw: Path, offer: list[str], name: str | None, words: str
) -> None:
    (tmp_path / "other/raw").mkdir(parents=True)
    (tmp_path / "home/corpus").mkdir(parents=True)
    places = [place if ":" in place else str(tmp_path / place) for place in offer]
    with pytest.raises(NotOffered, match=words):
        sources(places, tmp_path / "home", name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain name #1!.txt", "plain name #1!.txt"),
        ("two\nlines", "two\nlines"),
        ("caf\udce9", r"caf\xE9"),
        (r"caf\xE9", r"caf\x5CxE9"),
        (r"back\slash", r"back\slash"),
        ("nul\0", r"nul\x00"),
        ("a.zip!b", r"a.zip\x21b"),
        ("a.jsonl#3", r"a.jsonl\x233"),
        ("half \ud83d", r"half \xED\xA0\xBD"),
    ],
)
def test_names_are_written_as_they_are_but_for_what_can_not_stand(name: str, shown: str) -> None:
    assert written(name) == shown


@given(st.lists(st.text("x!#@\\5Ccé.zip\udc85\udc5c\0", max_size=12), min_size=2, max_size=6, unique=True))
def test_two_names_are_never_written_alike(names: list[str]) -> None:
    shown = [written(name) for name in names]
    assert len(set(shown)) == len(names)
    assert "".join(shown).encode()
