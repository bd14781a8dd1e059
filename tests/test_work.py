"""Steps run for what lacks them, and for nothing else."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows import stages
from flows.ingest.archive import prepare as prepare_archive
from flows.ingest.records import RECORDS
from flows.plan import code_digest, document_work, groups, makers
from flows.steps import Step
from flows.store import Store
from flows.warehouse import Warehouse
from flows.work import prepare, run_stage, side_by_side

CALLS: list[str] = []

SIZES = Table("sizes", "clean", "m", ("document_id",), (DOCUMENT_ID, Column("size", "BIGINT", "d")), published=False)
MOODS = Table("moods", "clean", "m", ("document_id",), (DOCUMENT_ID, Column("mood", "VARCHAR", "d")), published=False)
SUMS = Table("sums", "clean", "m", ("total",), (Column("total", "BIGINT", "d"),), published=False)


def measure(records: pl.DataFrame) -> pl.DataFrame:
    CALLS.extend(records["document_id"])
    if (records["size_bytes"] == 13).any():
        raise ValueError("thirteen")
    return SIZES.frame({"document_id": row[0], "size": row[1]} for row in records.iter_rows())


def feel(sizes: pl.DataFrame, moods: pl.DataFrame) -> pl.DataFrame:
    CALLS.extend(sizes["document_id"])
    return sizes.select("document_id", mood=pl.lit("fine"))


def add(sizes: pl.DataFrame) -> pl.DataFrame:
    CALLS.append("sum")
    return SUMS.frame([{"total": sizes["size"].sum()}])


MEASURE = Step(makes=SIZES, reads=(RECORDS,), scope="document", revision=1, make=measure)
ADD = Step(makes=SUMS, reads=(SIZES,), scope="corpus", revision=1, make=add)


def name(number: int) -> str:
    return f"{number:032x}"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A home with a warehouse that has the toy steps' tables."""
    CALLS.clear()
    monkeypatch.setitem(stages.STEPS, "sizes", MEASURE)
    home = Store(tmp_path)
    with Warehouse(tmp_path / "warehouse.duckdb") as warehouse:
        prepare_archive(home, warehouse)
        prepare(warehouse, [MEASURE, ADD])
        yield home, warehouse


def records(warehouse: Warehouse, *numbers: int) -> None:
    rows = ({"document_id": name(number), "size_bytes": number, "pack": "p"} for number in numbers)
    warehouse.insert(RECORDS, RECORDS.frame(rows))


def run(place, *steps: Step, batch: int = 2):
    home, warehouse = place
    CALLS.clear()
    return run_stage(warehouse, home, steps, steps, side_by_side, batch)


def test_a_document_step_runs_for_new_documents_only(place):
    records(place[1], 1, 2, 3)
    run(place, MEASURE)
    records(place[1], 4)
    run(place, MEASURE)
    assert [name(4)] == CALLS
    assert place[1].rows("select count(*), sum(size) from clean.sizes") == [(4, 10)]


def test_nothing_runs_when_nothing_is_new(place):
    records(place[1], 1, 2)
    run(place, MEASURE, ADD)
    run(place, MEASURE, ADD)
    assert CALLS == []


def test_a_new_revision_runs_for_every_document(place, monkeypatch):
    records(place[1], 1, 2)
    run(place, MEASURE)
    revised = replace(MEASURE, revision=2)
    work = document_work(place[1], groups([revised])[0], makers([revised]))
    assert (work.count, dict(work.reasons)) == (2, {"step changed": 2})
    monkeypatch.setitem(stages.STEPS, "sizes", revised)
    run(place, revised)
    assert sorted(CALLS) == [name(1), name(2)]
    assert place[1].rows("select count(*) from clean.sizes") == [(2,)]


def test_a_corpus_step_runs_again_when_its_input_changed(place):
    records(place[1], 1)
    run(place, MEASURE, ADD)
    records(place[1], 2)
    run(place, MEASURE, ADD)
    assert [name(2), "sum"] == CALLS
    assert place[1].rows("select total from clean.sums") == [(3,)]


def test_rows_of_documents_that_left_leave(place):
    records(place[1], 1, 2)
    run(place, MEASURE, ADD)
    place[1].execute("delete from ingest.records where size_bytes = 2")
    run(place, MEASURE, ADD)
    assert place[1].rows("select document_id from clean.sizes") == [(name(1),)]
    assert place[1].rows("select total from clean.sums") == [(1,)]


def test_a_document_on_which_a_step_raises_is_told_and_the_others_are_kept(place):
    records(place[1], 1, 13, 3)
    (failure,) = run(place, MEASURE, batch=10)
    assert (failure.document_id, failure.step, failure.error) == (name(13), "sizes", "ValueError: thirteen")
    assert place[1].rows("select size from clean.sizes order by 1") == [(1,), (3,)]


def test_a_documents_row_of_a_corpus_table_decides_for_that_document_only(place, monkeypatch):
    step = Step(makes=replace(MOODS, name="feelings"), reads=(SIZES, MOODS), scope="document", revision=1, make=feel)
    monkeypatch.setitem(stages.STEPS, "feelings", step)
    warehouse = place[1]
    prepare(warehouse, [step])
    warehouse.create([MOODS])
    records(warehouse, 1, 2)
    warehouse.insert(MOODS, MOODS.frame([{"document_id": name(1), "mood": "calm"}]))
    run(place, MEASURE)
    run_stage(warehouse, place[0], [step], [MEASURE, step], side_by_side, 5)
    warehouse.execute("update clean.moods set mood = 'merry'")
    CALLS.clear()
    run_stage(warehouse, place[0], [step], [MEASURE, step], side_by_side, 5)
    assert [name(1)] == CALLS


def test_reference_tables_and_libraries_are_part_of_a_steps_code():
    assert code_digest(replace(MEASURE, libraries=("polars",))) != code_digest(MEASURE)


@settings(max_examples=15)
@given(st.lists(st.integers(20, 60), unique=True, min_size=1, max_size=8), st.integers(1, 9), st.integers(0, 8))
def test_batches_and_runs_make_no_difference(tmp_path_factory, numbers, batch, cut):
    stages.STEPS["sizes"] = MEASURE
    home = Store(tmp_path_factory.mktemp("home"))
    with Warehouse(home.local("warehouse.duckdb")) as warehouse:
        prepare_archive(home, warehouse)
        prepare(warehouse, [MEASURE, ADD])
        for part in (numbers[:cut], numbers[cut:]):
            records(warehouse, *part)
            run_stage(warehouse, home, [MEASURE, ADD], [MEASURE, ADD], side_by_side, batch)
        expected = [(name(number), number) for number in sorted(numbers)]
        assert warehouse.rows("select * from clean.sizes order by size") == expected
        assert warehouse.rows("select total from clean.sums") == [(sum(numbers),)]
    del stages.STEPS["sizes"]
