"""The warehouse keeps rows between runs, and makes a table anew when its contract changed."""

import shutil
from dataclasses import replace

import pytest

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows.publish.release import sweep
from flows.store import Store
from flows.warehouse import SPILLED, Busy, Warehouse, WrongColumns, open_database

NOTES = Table(
    "notes",
    "clean",
    "m",
    ("document_id",),
    (DOCUMENT_ID, Column("parts", "STRUCT(place VARCHAR, numbers INTEGER[])[]", "d", nullable=True)),
)
ROW = {"document_id": "0" * 32, "parts": [{"place": "Tern Point", "numbers": [1, 2]}]}


@pytest.fixture
def warehouse(tmp_path):
    with Warehouse(tmp_path / "warehouse.duckdb") as opened:
        opened.create([NOTES])
        opened.insert(NOTES, NOTES.frame([ROW]))
        yield opened


def test_a_table_with_nested_columns_keeps_its_rows_when_it_is_asked_for_again(warehouse):
    warehouse.create([NOTES])
    assert warehouse.frame("select * from clean.notes").to_dicts() == [ROW]
    warehouse.create([replace(NOTES, meaning="in other words")])
    assert warehouse.frame("select * from clean.notes").to_dicts() == [ROW]
    assert warehouse.rows("select comment from duckdb_tables() where table_name = 'notes'") == [("in other words",)]


def test_a_table_that_somebody_dropped_is_made_again(warehouse):
    warehouse.execute("drop table clean.notes")
    warehouse.create([NOTES])
    assert warehouse.rows("select count(*) from clean.notes") == [(0,)]


def test_a_table_whose_contract_changed_is_made_anew(warehouse):
    changed = replace(NOTES, columns=(DOCUMENT_ID,))
    warehouse.create([changed])
    assert warehouse.rows("select count(*) from clean.notes") == [(0,)]
    assert warehouse.frame("select * from clean.notes").columns == ["document_id"]


def test_books_keep_their_rows_until_they_have_other_columns(warehouse):
    warehouse.keep("finished", "step varchar")
    warehouse.execute("insert into finished values ('lines')")
    warehouse.keep("finished", "step varchar")
    assert warehouse.rows("from finished") == [("lines",)]
    warehouse.keep("finished", "step varchar, block integer")
    assert warehouse.frame("from finished").columns == ["step", "block"]
    assert warehouse.rows("from finished") == []


@pytest.mark.parametrize(("columns", "wrong"), [(["document_id"], "parts"), (["document_id", "parts", "more"], "more")])
def test_missing_and_extra_columns_are_refused(warehouse, columns, wrong):
    frame = NOTES.frame([ROW]).with_columns(more="document_id").select(columns)
    with pytest.raises(WrongColumns, match=f"has {wrong}"):
        warehouse.insert(NOTES, frame)


def test_a_second_process_is_told_who_holds_the_file(tmp_path, warehouse):
    import subprocess
    import sys

    code = f"from flows.warehouse import Warehouse; from pathlib import Path; Warehouse(Path({str(warehouse.path)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert Busy.__name__ in done.stderr
    assert "PID" in done.stderr


def test_a_database_that_nobody_holds_opens(tmp_path):
    with open_database(tmp_path / "new.duckdb") as connection:
        assert connection.sql("select current_setting('timezone')").fetchall() == [("UTC",)]


def test_what_does_not_fit_into_memory_goes_beside_the_warehouse_and_is_swept_after_a_kill(tmp_path):
    with Warehouse(tmp_path / "warehouse.duckdb", threads=1, memory="40MB") as small:
        texts = "select range as n, repeat(md5(range::varchar), 4) as text from range(400000)"
        small.execute(f"create temp table many as {texts}")
        left = shutil.copytree(tmp_path / SPILLED, tmp_path / "killed" / SPILLED)
        assert list(left.iterdir())
        assert small.rows("select count(*) from many") == [(400000,)]
    assert not (tmp_path / SPILLED).exists()
    assert sweep(Store(tmp_path / "killed")) != []
    assert not left.exists()


def test_pages_that_were_read_are_let_go_and_the_limit_of_memory_stays(warehouse):
    warehouse.execute("create table texts as select md5(range::varchar) as text from range(500_000)")
    warehouse.execute("checkpoint")
    assert warehouse.rows("select max(text) from texts")

    def cached() -> int:
        return warehouse.rows("select sum(memory_usage_bytes) from duckdb_memory()")[0][0]

    before, limit = cached(), warehouse.rows("select current_setting('memory_limit')")
    warehouse.let_go()
    assert cached() < before / 2
    assert warehouse.rows("select current_setting('memory_limit')") == limit
