"""Publishing: what a version holds, what it shares with the one before, and what a kill leaves."""

import os
from pathlib import Path

import duckdb
import pytest

from flows.publish.release import sweep
from flows.publish.staging import nothing_changed
from flows.publish.verify import verify
from tests.publish.house import DOCUMENTS, TABLES, House, corpus, document_id


def glob(house: House, version: str, table: str, columns: str = "*") -> list[tuple]:
    return duckdb.sql(
        f"select {columns} from '{house.home.local('corpus/versions')}/{version}/{table}/*.parquet' order by all"
    ).fetchall()


def test_a_version_holds_exactly_its_rows(house: House) -> None:
    house.run(corpus([1, 2]), "2026-11-22.01")
    house.run(corpus([2, 3, 4], {2: "Report two"}), "2026-11-22.02")
    assert glob(house, "2026-11-22.01", "articles", "title") == [("Report 1",), ("Report 2",)]
    assert glob(house, "2026-11-22.02", "articles", "title") == [("Report 3",), ("Report 4",), ("Report two",)]
    assert house.home.target("corpus/latest") == "versions/2026-11-22.02"


def test_a_table_without_rows_keeps_its_columns(house: House) -> None:
    house.run(corpus([1]), "2026-11-22.01")
    assert glob(house, "2026-11-22.01", "reuse") == []


def test_a_file_whose_rows_stay_is_shared(house: House) -> None:
    house.run(corpus([1, 2]), "2026-11-22.01")
    house.run(corpus([1, 2, 3]), "2026-11-22.02")
    versions = house.home.local("corpus/versions")
    first = versions / "2026-11-22.01/sentences/0001.parquet"
    assert os.path.samefile(first, versions / "2026-11-22.02/sentences/0001.parquet")
    assert len(list((versions / "2026-11-22.02/sentences").iterdir())) == 2


def test_the_feed_says_what_changed_and_in_which_columns(house: House) -> None:
    house.run(corpus([1, 2, 3]), "2026-11-22.01")
    house.run(corpus([2, 3, 4], {2: "Report two"}), "2026-11-22.02")
    feed = duckdb.sql(f"from '{house.home.local('corpus/latest')}/changes/articles.parquet'").fetchall()
    assert sorted(feed) == sorted(
        [
            (document_id(1), "removed", []),
            (document_id(2), "changed", ["title"]),
            (document_id(4), "added", []),
        ]
    )


def test_the_same_rows_make_no_version(house: House) -> None:
    assert house.run(corpus([1, 2]), "2026-11-22.01")
    assert house.run(corpus([2, 1]), "2026-11-22.02") is None


def test_a_place_where_a_record_was_found_again_makes_no_version(house: House) -> None:
    house.run(corpus([1]), "2026-11-22.01")
    rows = corpus([1])
    captures = TABLES[1]
    rows[captures].append({"document_id": document_id(1), "path": "lake/1.txt"})
    assert house.run(rows, "2026-11-22.02") is None


def test_a_changed_schema_is_a_change(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.run(corpus([1]), "2026-11-22.01")
    staged = house.stage(corpus([1]), "2026-11-22.02")
    assert nothing_changed(staged, house.home)
    monkeypatch.setattr("flows.publish.staging.schema_of", lambda table: "another")
    assert not nothing_changed(staged, house.home)


def test_the_number_of_threads_does_not_change_a_byte(tmp_path: Path) -> None:
    files = []
    for threads in (1, 3):
        house = House(tmp_path / str(threads), threads)
        house.run(corpus(range(40)), "2026-11-22.01")
        house.run(corpus(range(50)), "2026-11-22.02")
        files.append({e.path: house.home.sha256(e.path) for e in house.home.files("corpus/versions")})
    assert files[0] == files[1]


def test_a_flipped_byte_is_found_and_named(house: House) -> None:
    house.run(corpus([1, 2]), "2026-11-22.01")
    assert verify(house.home, "latest") == []
    path = "corpus/versions/2026-11-22.01/articles/0001.parquet"
    content = bytearray(house.home.read(path))
    content[len(content) // 2] ^= 1
    house.home.local(path).write_bytes(content)
    house.home.delete("corpus/versions/2026-11-22.01/README.md")
    house.home.write("corpus/versions/2026-11-22.01/articles/extra.parquet", b"")
    assert {(bad.path.rsplit("/", 1)[1], bad.problem) for bad in verify(house.home, "latest")} == {
        ("0001.parquet", "damaged"),
        ("README.md", "missing"),
        ("extra.parquet", "unknown"),
    }


def test_the_catalog_reads_latest_and_every_version(house: House) -> None:
    house.run(corpus([1]), "2026-11-22.01")
    house.run(corpus([1, 2]), "2026-11-22.02")
    with duckdb.connect(str(house.home.local("corpus/corpus.duckdb")), read_only=True) as catalog:
        assert catalog.sql("select count(*) from articles").fetchall() == [(2,)]
        assert catalog.sql('select count(*) from "2026-11-22.01".articles').fetchall() == [(1,)]
        comments = dict(
            catalog.sql("select view_name, comment from duckdb_views() where comment is not null").fetchall()
        )
    assert comments["documents"] == DOCUMENTS.meaning


def test_the_sweep_says_what_it_found(house: House) -> None:
    house.run(corpus([1]), "2026-11-22.01")
    house.stage(corpus([1, 2]), "2026-11-22.02")
    house.home.local("corpus/.tmp-1-index.json").write_bytes(b"{")
    house.home.point("corpus/latest", "versions/2026-11-21.01")
    said = sweep(house.home)
    assert [any(word in line for line in said) for word in ("staged version 2026-11-22.02", ".tmp-1", "Moved latest")]
    assert len(said) == 3
