"""A document that has to leave goes to the refused as a whole, and comes back when the code changes."""

import pytest

from flows.ingest.archive import prepare
from flows.ingest.captures import CAPTURES
from flows.ingest.records import RECORDS
from flows.store import Store
from flows.validate.withheld import Why, release, withhold, withhold_again
from flows.warehouse import Warehouse
from tests.run_step import filled

BAD, GOOD = "a" * 32, "b" * 32
WHY = {BAD: Why("broke_contract", "articles: text is filled")}


@pytest.fixture
def warehouse(tmp_path):
    with Warehouse(tmp_path / "warehouse.duckdb") as opened:
        prepare(Store(tmp_path), opened)
        opened.insert(RECORDS, filled(RECORDS, [{"document_id": d, "size_bytes": 9} for d in (BAD, GOOD)]))
        places = [(BAD, "gazette/a.txt"), (BAD, "mirror/a.txt"), (GOOD, "gazette/b.txt")]
        captures = [{"document_id": d, "path": path, "input_path": path} for d, path in places]
        opened.insert(CAPTURES, filled(CAPTURES, captures))
        yield opened


def test_a_withheld_document_leaves_and_each_of_its_captures_is_refused(warehouse):
    withhold(warehouse, WHY, "code one")
    assert warehouse.rows("select document_id from ingest.records") == [(GOOD,)]
    assert warehouse.rows("select path, reason, detail, size_bytes from ingest.refused order by path") == [
        ("gazette/a.txt", "broke_contract", "articles: text is filled", 9),
        ("mirror/a.txt", "broke_contract", "articles: text is filled", 9),
    ]


def test_the_same_code_does_not_try_it_again(warehouse):
    withhold(warehouse, WHY, "code one")
    refused = warehouse.rows("select * from ingest.refused order by path")
    assert release(warehouse) == 2
    withhold_again(warehouse, "code one")
    assert warehouse.rows("select document_id from ingest.captures") == [(GOOD,)]
    assert warehouse.rows("select document_id from ingest.records") == [(GOOD,)]
    assert warehouse.rows("select * from ingest.refused order by path") == refused


def test_other_code_tries_it_again(warehouse):
    before = warehouse.rows("select * from ingest.captures order by path")
    withhold(warehouse, WHY, "code one")
    release(warehouse)
    withhold_again(warehouse, "code two")
    assert warehouse.rows("select * from ingest.captures order by path") == before
    assert warehouse.rows("select count(*) from ingest.refused") == [(0,)]
    assert warehouse.rows("select count(*) from ingest.records") == [(2,)]


def test_what_left_meanwhile_stays_away(warehouse):
    withhold(warehouse, WHY, "code one")
    release(warehouse)
    for table in (RECORDS, CAPTURES):
        warehouse.execute(f"delete from {table.address} where document_id = ?", [BAD])
    withhold_again(warehouse, "code one")
    assert warehouse.rows("select count(*) from ingest.refused") == [(0,)]
    assert release(warehouse) == 0


def test_what_came_back_in_another_way_is_not_doubled(warehouse):
    before = warehouse.rows("select * from ingest.captures order by path")
    kept = [
        warehouse.frame(f"select * from {table.address} where document_id = '{BAD}'") for table in (RECORDS, CAPTURES)
    ]
    withhold(warehouse, WHY, "code one")
    for table, frame in zip((RECORDS, CAPTURES), kept, strict=True):
        warehouse.insert(table, frame)
    release(warehouse)
    assert warehouse.rows("select * from ingest.captures order by path") == before
