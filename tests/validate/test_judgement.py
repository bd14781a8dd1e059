"""Great Expectations passes rows that keep a contract, and names the rows that break each kind of check."""

import json

import duckdb
import pytest

from expectations.columns import DOCUMENT_ID, share
from expectations.contract import Check, Column, Table, between, holds, matches, one_of
from flows.validate.judgement import BrokenGate, judge
from flows.validate.suites import expectation, suite

FIRST, SECOND = "a" * 32, "b" * 32
NOTES = Table(
    "notes",
    "clean",
    "A row a note.",
    key=("document_id", "number"),
    columns=(
        DOCUMENT_ID,
        Column("number", "INTEGER", "The note.", promises=(between(1, 9),)),
        Column("kind", "VARCHAR", "What it is.", promises=(one_of("remark", "erratum"),)),
        Column("code", "VARCHAR", "Two letters.", nullable=True, promises=(matches("[a-z]{2}"),)),
        share("weight", "How much it counts."),
        Column("words", "VARCHAR", "Its words.", nullable=True),
    ),
    rows_keep=(
        holds("an erratum has words", "kind <> 'erratum' or words is not null"),
        holds("notes are short", "length(words) < 5", severity="warn", because="Long ones are read by nobody."),
    ),
)
GOOD = {"document_id": FIRST, "number": 1, "kind": "remark", "code": "ab", "weight": 0.5, "words": "yes"}
BAD = {
    "document_id, number is unique": [GOOD | {"number": 2}, GOOD | {"number": 2}],
    "number lies between 1 and 9": [GOOD | {"number": 10}],
    "kind is one of the known values": [GOOD | {"number": 3, "kind": "rumour"}],
    "code matches [a-z]{2}": [GOOD | {"number": 4, "code": "a1"}],
    "weight lies between 0 and 1": [GOOD | {"number": 5, "weight": 1.5}],
    "weight is filled": [GOOD | {"number": 6, "weight": None}],
    "an erratum has words": [GOOD | {"document_id": SECOND, "kind": "erratum", "words": None}],
    "notes are short": [GOOD | {"number": 7, "words": "far too long"}],
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """The verdicts on rows of which each but the first breaks one check."""
    place = tmp_path_factory.mktemp("staged") / "staged.duckdb"
    write(place, [GOOD, *(row for rows in BAD.values() for row in rows)])
    return {verdict.check: verdict for verdict in judge(place, [NOTES], rules=())}


def write(place, rows):
    with duckdb.connect(place) as connection:
        frame = NOTES.frame(rows)
        connection.register("frame", frame)
        connection.execute("create table notes as select * from frame")


@pytest.mark.parametrize("check", BAD)
def test_a_broken_check_names_its_rows(verdicts, check):
    verdict = verdicts[check]
    assert not verdict.success
    assert verdict.bad_rows == len(BAD[check])
    assert [row["number"] for row in verdict.rows] == [row["number"] for row in BAD[check]]


@pytest.mark.parametrize("check", BAD)
def test_a_row_that_breaks_one_check_breaks_no_other(tmp_path, check):
    write(tmp_path / "staged.duckdb", BAD[check])
    found = judge(tmp_path / "staged.duckdb", [NOTES], rules=())
    assert [verdict.check for verdict in found if not verdict.success] == [check]


def test_a_broken_check_names_its_documents(verdicts):
    assert verdicts["an erratum has words"].documents == (SECOND,)


def test_severity_is_the_contracts(verdicts):
    assert {check: verdict.severity for check, verdict in verdicts.items() if verdict.severity == "warn"} == {
        "notes are short": "warn"
    }


def test_a_check_that_holds_passes(verdicts):
    assert verdicts["document_id is filled"].success


def test_rows_that_keep_the_contract_pass(tmp_path):
    write(tmp_path / "staged.duckdb", [GOOD])
    verdicts = judge(tmp_path / "staged.duckdb", [NOTES], rules=())
    assert [(verdict.check, verdict.success) for verdict in verdicts] == [(c.name, True) for c in NOTES.checks()]


@pytest.mark.parametrize("folder", ["price in $HOME", "${none}", "50%20 #1; it's"])
def test_signs_in_the_path_of_a_home_are_nothing_but_signs(tmp_path, folder):
    (tmp_path / folder).mkdir()
    place = tmp_path / folder / "staged.duckdb"
    write(place, [GOOD])
    assert all(verdict.success for verdict in judge(place, [NOTES], rules=()))


def test_a_check_that_cannot_be_evaluated_is_a_broken_gate_and_no_bad_data(tmp_path):
    broken = Table("notes", "clean", "m", (), NOTES.columns, rows_keep=(holds("sense", "no_such_column > 1"),))
    write(tmp_path / "staged.duckdb", [GOOD])
    with pytest.raises(BrokenGate, match="notes: sense"):
        judge(tmp_path / "staged.duckdb", [broken], rules=())


def test_a_check_that_its_expectation_and_its_condition_see_differently_is_a_broken_gate(tmp_path):
    odd = Check(
        "number is small", "number > 0", "expect_column_values_to_be_between", {"column": "number", "max_value": 9}
    )
    broken = Table("notes", "clean", "m", (), NOTES.columns, rows_keep=(odd,))
    write(tmp_path / "staged.duckdb", [GOOD])
    with pytest.raises(BrokenGate, match="none of them alone"):
        judge(tmp_path / "staged.duckdb", [broken], rules=())


def test_a_rule_names_the_rows_that_break_it(tmp_path):
    write(tmp_path / "staged.duckdb", [GOOD, GOOD | {"number": 2}])
    rule = "-- There is one note.\n-- severity: stop\nselect document_id from notes where number > 1"
    (verdict,) = [
        v for v in judge(tmp_path / "staged.duckdb", [NOTES], rules=[("one_note", rule)]) if v.table == "rules"
    ]
    assert (verdict.check, verdict.bad_rows, verdict.rows) == ("one_note", 1, ({"document_id": FIRST},))


def test_a_suite_is_plain_json_with_one_expectation_a_check():
    declared = suite(NOTES)
    assert json.loads(json.dumps(declared)) == declared
    assert len(declared["expectations"]) == len(NOTES.checks())


def test_braces_of_a_condition_survive_the_placeholders_of_great_expectations():
    query = expectation(holds("two", "regexp_full_match(code, '[a-z]{2}')"))["kwargs"]["unexpected_rows_query"]
    assert query.format(batch="notes") == "select * from notes where not (regexp_full_match(code, '[a-z]{2}'))"
