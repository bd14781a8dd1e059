"""A step that is made in blocks runs for the blocks that changed, and its table is as if it were made anew."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.columns import DOCUMENT_ID
from expectations.contract import Column, Table
from flows import blocks, stages, work
from flows.ingest.archive import prepare as prepare_archive
from flows.steps import Step
from flows.store import Store
from flows.warehouse import Warehouse
from flows.work import prepare, run_stage, side_by_side

CREW = Column("crew", "VARCHAR", "d")
MOODS = Table("moods", "enrich", "m", ("document_id",), (DOCUMENT_ID, Column("mood", "VARCHAR", "d")), published=False)
CREWS = Table("crews", "enrich", "m", ("document_id",), (CREW, DOCUMENT_ID), published=False)
SONGS = Table(
    "songs", "enrich", "m", ("crew", "document_id"), (CREW, DOCUMENT_ID, Column("song", "VARCHAR", "d")),
    published=False,
)  # fmt: skip
SUNG: list[str] = []


def sing(crews: pl.DataFrame, moods: pl.DataFrame) -> pl.DataFrame:
    """Everybody sings of the moods of the crew; a crew in a foul mood is silent."""
    assert set(moods["document_id"]) <= set(crews["document_id"])
    SUNG.extend(crews["crew"].unique())
    known = crews.join(moods, on="document_id").sort("document_id")
    songs = known.group_by("crew").agg(song=pl.col("mood").str.join(" "))
    return crews.join(songs, on="crew").filter(~pl.col("song").str.contains("foul"))


STEP = Step(makes=SONGS, reads=(CREWS, MOODS), scope="corpus", revision=1, make=sing, blocks=("crew",))

Sailors = dict[int, tuple[str, str]]
sailors = st.dictionaries(
    st.integers(0, 7), st.tuples(st.sampled_from("abc"), st.sampled_from(["calm", "merry", "foul"])), max_size=8
)


def name(number: int) -> str:
    return f"{number:032x}"


def crews_of(aboard: Mapping[int, tuple[str, str]]) -> dict[str, list[tuple[int, str]]]:
    return {
        crew: sorted((number, mood) for number, (own, mood) in aboard.items() if own == crew)
        for crew in {crew for crew, _ in aboard.values()}
    }


def songs(aboard: Sailors) -> list[tuple[str, str, str]]:
    rows = []
    for crew, members in crews_of(aboard).items():
        song = " ".join(mood for _, mood in members)
        rows += [(crew, name(number), song) for number, _ in members if "foul" not in song]
    return sorted(rows)


def sail(home: Store, warehouse: Warehouse, aboard: Sailors, step: Step = STEP) -> None:
    SUNG.clear()
    warehouse.replace(CREWS, CREWS.frame({"crew": c, "document_id": name(n)} for n, (c, _) in aboard.items()))
    warehouse.replace(MOODS, MOODS.frame({"document_id": name(n), "mood": m} for n, (_, m) in aboard.items()))
    run_stage(warehouse, home, [step], [step], side_by_side, 500)


@pytest.mark.parametrize("along", [None, "crew"])
@pytest.mark.parametrize("at_a_time", [1, 3, 100])
def test_any_history_gives_the_rows_of_one_run_and_works_on_what_changed_alone(
    tmp_path_factory, monkeypatch, at_a_time, along
):
    step = replace(STEP, along=along)
    monkeypatch.setitem(stages.STEPS, "songs", step)
    monkeypatch.setattr(blocks, "MEMBERS_AT_A_TIME", at_a_time)
    monkeypatch.setattr(work, "DOCUMENTS_READ_AT_ONCE", at_a_time)

    @settings(max_examples=15)
    @given(st.lists(sailors, min_size=1, max_size=5))
    def any_history(history: list[Sailors]) -> None:
        home = Store(tmp_path_factory.mktemp("home"))
        with Warehouse(home.local("warehouse.duckdb")) as warehouse:
            prepare_archive(home, warehouse)
            prepare(warehouse, [step])
            warehouse.create([CREWS, MOODS])
            before: Sailors = {}
            for aboard in history:
                sail(home, warehouse, aboard, step)
                assert warehouse.rows("select * from enrich.songs order by all") == songs(aboard)
                now, then = crews_of(aboard), crews_of(before)
                assert sorted(SUNG) == sorted(crew for crew in now if now[crew] != then.get(crew))
                before = aboard

    any_history()


def test_a_run_that_was_killed_between_batches_is_finished_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setitem(stages.STEPS, "songs", STEP)
    monkeypatch.setattr(blocks, "MEMBERS_AT_A_TIME", 1)
    home = Store(tmp_path)
    ashore, aboard = {1: ("a", "calm")}, {1: ("a", "merry"), 2: ("b", "merry"), 3: ("c", "calm")}

    def killed(function, jobs):
        yield function(jobs[0])
        raise KeyboardInterrupt

    with Warehouse(tmp_path / "warehouse.duckdb") as warehouse:
        prepare_archive(home, warehouse)
        prepare(warehouse, [STEP])
        warehouse.create([CREWS, MOODS])
        sail(home, warehouse, ashore)
        warehouse.replace(CREWS, CREWS.frame({"crew": c, "document_id": name(n)} for n, (c, _) in aboard.items()))
        warehouse.replace(MOODS, MOODS.frame({"document_id": name(n), "mood": m} for n, (_, m) in aboard.items()))
        SUNG.clear()
        with pytest.raises(KeyboardInterrupt):
            run_stage(warehouse, home, [STEP], [STEP], killed, 500)
        done = list(SUNG)
        sail(home, warehouse, aboard)
        assert {*done} < {"a", "b", "c"}
        assert sorted(done + SUNG) == ["a", "b", "c"]
        assert warehouse.rows("select * from enrich.songs order by all") == songs(aboard)
        sail(home, warehouse, ashore)
        assert warehouse.rows("select * from enrich.songs order by all") == songs(ashore)
