"""What Great Expectations says of the staged tables."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from expectations.contract import Table
from flows.errors import DataFailed
from flows.settings import Settings
from flows.validate.suites import rule_suite, suite, suite_at_once
from flows.warehouse import open_database

SHOWN_ROWS = 5


class BrokenGate(DataFailed):
    """An expectation raised instead of judging: the gate is broken, which says nothing of the data."""


@dataclass(frozen=True)
class Verdict:
    """One expectation's result: how many rows break the check, and the first of them."""

    table: str
    check: str
    severity: str
    success: bool
    bad_rows: int
    rows: tuple[dict[str, Any], ...]
    documents: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """What the manifest keeps of it."""
        return {name: value for name, value in asdict(self).items() if name not in ("rows", "documents")}


def judge(
    staged: Path, tables: Sequence[Table], rules: Sequence[tuple[str, str]], memory: str = Settings.memory
) -> list[Verdict]:
    """Every check of the tables and every rule (name and query), tested by Great Expectations.

    A table is first asked for rows that break any of its checks, which takes one scan; only one that has such rows is
    asked check by check. `staged` is a DuckDB file with views of the tables' names.
    Checks hold `memory` at a time; DuckDB writes the rest beside that file.
    Raises `BrokenGate` when an expectation can't be evaluated.
    """
    of_tables, of_rules = _run(staged, tables, rules, memory)
    with open_database(staged, read_only=True) as connection:
        verdicts = [
            verdict
            for table, results in zip(tables, of_tables, strict=True)
            for verdict in (_of_a_table(connection, table, results) if results else _all_hold(table))
        ]
        return verdicts + [_verdict(connection, None, result) for result in of_rules]


def _all_hold(table: Table) -> list[Verdict]:
    return [Verdict(table.name, check.name, check.severity, True, 0, (), ()) for check in table.checks()]


def _of_a_table(
    connection: duckdb.DuckDBPyConnection, table: Table, results: Sequence[Mapping[str, Any]]
) -> list[Verdict]:
    verdicts = [_verdict(connection, table, result) for result in results]
    if all(verdict.success for verdict in verdicts):
        raise BrokenGate(f"{table.name}: rows break its checks when all are asked at once, and none of them alone")
    return verdicts


def _run(
    staged: Path, tables: Sequence[Table], rules: Sequence[tuple[str, str]], memory: str
) -> tuple[list[list[dict[str, Any]]], list[dict[str, Any]]]:
    """For each table what its suite said, or nothing when no row breaks any check; and what the rules' suite said."""
    # Importing it costs seconds of CPU.
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    for name in [name for name in logging.root.manager.loggerDict if name.startswith("great_expectations")]:
        logging.getLogger(name).setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    options: dict[str, Any] = {
        "create_temp_table": False,
        "kwargs": {
            "isolation_level": "AUTOCOMMIT",
            "skip_autocommit_rollback": True,
            "pool_reset_on_return": None,
            # The path stands here, as Great Expectations takes what follows a $ in a connection string for a variable.
            "connect_args": {"database": str(staged), "read_only": True, "config": {"memory_limit": memory}},
        },
    }
    source = context.data_sources.add_sql("staged", connection_string="duckdb:///staged", **options)

    def asked(name: str, table: str, *suites: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What the last suite says, or nothing when an earlier one finds nothing to say."""
        asset = source.add_table_asset(name, table_name=table)
        batch = asset.get_batch(asset.build_batch_request())
        for number, each in enumerate(suites, start=1):
            expectations = gx.ExpectationSuite(name=each["name"], expectations=list(each["expectations"]))
            outcome = batch.validate(expectations, result_format="BOOLEAN_ONLY")
            if outcome.success and number < len(suites):
                return []
        return [result.to_json_dict() for result in outcome.results]

    of_tables = [asked(table.name, table.name, suite_at_once(table), suite(table)) for table in tables]
    of_rules = asked("rules", tables[0].name, rule_suite(rules)) if rules else []
    # DuckDB opens a file once in a process with one set of options, and the failing rows are asked for with others.
    source.get_execution_engine().close()
    source.get_engine().dispose()
    return of_tables, of_rules


def _verdict(connection: duckdb.DuckDBPyConnection, table: Table | None, result: Mapping[str, Any]) -> Verdict:
    meta = result["expectation_config"]["meta"]
    name = table.name if table else "rules"
    if raised := _raised(result["exception_info"]):
        raise BrokenGate(f"{name}: {meta['check']}: the expectation could not be evaluated: {raised}")
    if result["success"]:
        return Verdict(name, meta["check"], meta["severity"], True, 0, (), ())
    query = _failing(table, meta["check"], result["expectation_config"]["kwargs"])
    relation = connection.sql(query)
    rows = tuple(dict(zip(relation.columns, row, strict=True)) for row in relation.limit(SHOWN_ROWS).fetchall())
    (bad_rows,) = connection.sql(f"select count(*) from ({query})").fetchall()[0]
    documents: tuple[str, ...] = ()
    if "document_id" in relation.columns:
        found = connection.sql(f"select distinct document_id from ({query}) where document_id is not null order by 1")
        documents = tuple(document_id for (document_id,) in found.fetchall())
    return Verdict(name, meta["check"], meta["severity"], False, bad_rows, rows, documents)


def _failing(table: Table | None, check: str, arguments: Mapping[str, Any]) -> str:
    """The query for the rows that break the check: the rule itself, or the contract's condition."""
    if table is None:
        return (
            str(arguments["unexpected_rows_query"]).removeprefix("/* {batch} */ ").replace("{{", "{").replace("}}", "}")
        )
    failing = next(declared.failing for declared in table.checks() if declared.name == check)
    return f"select * from {table.name} where {failing.replace('{table}', table.name)}"


def _raised(info: Mapping[str, Any]) -> str | None:
    """The message of the exception inside an expectation, which otherwise reads like a failed check."""
    nested = [value for value in info.values() if isinstance(value, Mapping)]
    for each in nested or [info]:
        if each.get("raised_exception"):
            return str(each.get("exception_message"))
    return None
