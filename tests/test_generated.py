"""What is generated and committed is what the code makes."""

from pathlib import Path

import pytest

from flows.stages import STEPS
from flows.steps import ROOT
from tests import generated


@pytest.fixture(scope="module")
def files() -> dict[Path, str]:
    return generated.files()


def test_every_generated_file_is_up_to_date(files):
    old = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    assert old == [], "out of date: run `make docs`"


def test_no_suite_is_left_over(files):
    suites = {path.name for path in (ROOT / "expectations" / "suites").glob("*.json")}
    assert suites == {path.name for path in files if path.parent.name == "suites"}


def test_every_step_has_a_query_or_a_function():
    for step in STEPS.values():
        assert (step.make is None) == step.query_path.is_file(), step.name


def test_every_query_makes_a_table():
    queries = {path for stage in ("ingest", "clean", "enrich", "publish") for path in (ROOT / "sql" / stage).glob("*")}
    assert queries == {step.query_path for step in STEPS.values() if step.make is None}


def test_a_step_reads_only_what_earlier_steps_make():
    made = {"ingest.captures", "ingest.records", "ingest.contents"}
    for step in STEPS.values():
        assert {table.address for table in step.tables} <= made, step.name
        made.add(step.makes.address)
