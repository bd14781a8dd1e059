"""Comparing two versions."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from expectations.contract import Column
from flows.clean.articles import ARTICLES
from flows.errors import WrongCall
from flows.publish.between import way
from flows.publish.diff import RowDiff, TableDiff, as_grid, diff, rows_as_grid
from flows.publish.index import folder_of
from flows.publish.manifest import read_manifest
from flows.publish.versions import prune, rollback, tag
from tests.publish.house import DOCUMENTS, NOON, House, corpus, document_id

ONE, TWO, THREE, FOUR = "2026-11-22.01", "2026-11-22.02", "2026-11-22.03", "2026-11-22.04"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("diff"), tables=(DOCUMENTS, ARTICLES))
    house.run(corpus([1, 2, 3]), ONE)
    house.run(corpus([2, 3, 4], {2: "Ferry late"}), TWO)
    house.run(corpus([1, 2, 3, 5]), THREE)
    return house


def counts(found: TableDiff) -> tuple[int, int, int]:
    return found.added, found.changed, found.removed


def test_a_diff_counts_what_was_added_changed_and_removed(house: House) -> None:
    documents, articles = diff(house.home, ONE, TWO)
    assert counts(documents) == (1, 0, 1)
    assert counts(articles) == (1, 1, 1)
    assert articles.changed_columns == {"title": 1}
    assert (articles.rows_before, articles.rows_after) == (3, 3)


def test_a_diff_is_net_of_what_lies_between(house: House) -> None:
    (articles,) = diff(house.home, ONE, THREE, table="articles")
    assert counts(articles) == (1, 0, 0)
    assert all(found.is_empty for found in diff(house.home, TWO, TWO))


def test_a_diff_shows_both_values_of_what_changed(house: House) -> None:
    (articles,) = diff(house.home, ONE, TWO, table="articles", rows=True)
    changed = [row for row in articles.rows if row.change == "changed"]
    assert changed == [RowDiff({"document_id": document_id(2)}, "changed", {"title": ("Report 2", "Ferry late")})]
    (added,) = [row for row in articles.rows if row.change == "added"]
    assert added.values["title"] == (None, "Report 4")
    said = io.StringIO()
    Console(file=said, width=200).print(rows_as_grid(articles))
    assert "articles: 3 of 3 rows that differ" in said.getvalue()
    assert "Ferry late" in said.getvalue()


def test_words_in_brackets_are_shown_as_they_are() -> None:
    row = RowDiff({"id": "[red]"}, "changed", {"title": ("[bold]Ferry[/bold]", None), "agency": (None, None)})
    said = io.StringIO()
    Console(file=said, width=200).print(rows_as_grid(TableDiff("boats", (), (), 1, 1, 0, 1, 0, {"title": 1}, (row,))))
    for words in ("[red]", "[bold]Ferry[/bold]", "NULL"):
        assert words in said.getvalue()
    assert "agency" not in said.getvalue()


def test_a_diff_the_other_way_round_is_the_opposite(house: House) -> None:
    (articles,) = diff(house.home, TWO, ONE, table="articles")
    assert counts(articles) == (1, 1, 1)


def test_a_table_that_neither_version_has_is_a_wrong_call(house: House) -> None:
    with pytest.raises(WrongCall, match="documents, articles"):
        diff(house.home, ONE, TWO, table="weather")


def test_an_added_column_and_a_removed_table_are_told(tmp_path: Path) -> None:
    wider = replace(DOCUMENTS, columns=(*DOCUMENTS.columns, Column("note", "VARCHAR", "A note.", nullable=True)))
    old = House(tmp_path / "home", tables=(DOCUMENTS, ARTICLES))
    old.run(corpus([1, 2]), ONE)
    new = House(tmp_path / "home", tables=(wider,))
    rows = corpus([1, 2])
    new.run({wider: [{"note": "checked"} | rows[DOCUMENTS][0], rows[DOCUMENTS][1]]}, TWO)
    documents, articles = diff(new.home, ONE, TWO)
    assert (documents.columns_added, documents.columns_removed) == (("note VARCHAR",), ())
    assert counts(documents) == (0, 1, 0)
    assert documents.changed_columns == {"note": 1}
    assert counts(articles) == (0, 0, 2)
    assert as_grid([documents, articles]).row_count == 2


def test_a_narrow_terminal_cuts_no_name_and_no_key_off(house: House) -> None:
    (articles,) = diff(house.home, ONE, TWO, table="articles", rows=True)
    renamed = replace(articles, table="articles_of_the_evening", changed_columns={"duplicated_5gram_share": 1})
    for grid in (as_grid([renamed]), rows_as_grid(articles)):
        said = io.StringIO()
        Console(file=said, width=60).print(grid)
        assert "…" not in said.getvalue()


def test_a_table_with_another_key_is_a_new_table(tmp_path: Path) -> None:
    lettered = Column("letter", "VARCHAR", "A part of the key.")
    keyed = replace(DOCUMENTS, columns=(*DOCUMENTS.columns, lettered), key=("document_id", "letter"))
    House(tmp_path / "home", tables=(DOCUMENTS,)).run(corpus([1, 2]), ONE)
    house = House(tmp_path / "home", tables=(keyed,))
    house.run({keyed: corpus([1, 2, 3])[DOCUMENTS]}, TWO)
    feed = read_manifest(house.home, folder_of(TWO)).feed("documents")
    assert feed is not None
    assert feed["counts"] == {"added": 3, "changed": 0, "removed": 0}
    for ends, expected in (((ONE, TWO), (3, 0, 2)), ((TWO, ONE), (2, 0, 3))):
        (documents,) = diff(house.home, *ends, rows=True)
        assert counts(documents) == expected


def test_what_the_feeds_tell_is_not_read_again(tmp_path: Path, house: House) -> None:
    other = house.copied(tmp_path / "home")
    for entry in list(other.home.files("corpus/versions")):
        if "/documents/" in entry.path:
            other.home.delete(entry.path)
    (documents,) = diff(other.home, THREE, TWO, table="documents")
    assert counts(documents) == (1, 0, 2)


def test_versions_are_compared_by_their_files_when_one_between_them_is_gone(tmp_path: Path, house: House) -> None:
    other = house.copied(tmp_path / "home")
    tag(other.home, ONE, "first")
    assert prune(other.home, 1, 0, NOON).removed == (TWO,)
    (articles,) = diff(other.home, "first", THREE, table="articles", rows=True)
    assert counts(articles) == (1, 0, 0)
    assert [row.values["title"] for row in articles.rows] == [(None, "Report 5")]


def test_no_feed_is_trusted_beside_a_version_that_is_gone(tmp_path: Path, house: House) -> None:
    other = house.copied(tmp_path / "home")
    rollback(other.home, TWO, NOON)
    other.run(corpus([2, 9]), FOUR)
    assert [(step.manifest.content["version"], step.is_forward) for step in way(other.home, THREE, FOUR)] == [
        (THREE, False),
        (FOUR, True),
    ]
    tag(other.home, THREE, "kept")
    assert TWO in prune(other.home, 1, 0, NOON).removed
    assert way(other.home, THREE, FOUR) == []


def test_versions_of_two_branches_are_compared(tmp_path: Path, house: House) -> None:
    other = house.copied(tmp_path / "home")
    rollback(other.home, ONE, NOON)
    other.run(corpus([1, 9]), FOUR)
    (documents,) = diff(other.home, THREE, FOUR, table="documents")
    assert counts(documents) == (1, 0, 3)
