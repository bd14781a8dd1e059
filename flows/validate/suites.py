"""The Great Expectations suites that contracts and rules make."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from expectations.contract import Check, Table
from flows.steps import ROOT
from flows.store import Store

RULES = ROOT / "expectations" / "rules"
# Great Expectations' own words for the two severities.
_SEVERITY = {"stop": "critical", "warn": "warning"}


def expectation(check: Check) -> dict[str, Any]:
    """The check as Great Expectations reads it from JSON."""
    arguments = dict(check.arguments)
    if check.expectation == "unexpected_rows_expectation":
        arguments = {"unexpected_rows_query": f"select * from {{batch}} where {_quoted(check.failing)}"}
    return {
        "type": check.expectation,
        "kwargs": arguments,
        "severity": _SEVERITY[check.severity],
        "meta": {"check": check.name, "severity": check.severity, "because": check.because},
    }


def suite(table: Table) -> dict[str, Any]:
    """The table's suite: one expectation a check."""
    return {"name": table.name, "expectations": [expectation(check) for check in table.checks()]}


def suite_at_once(table: Table) -> dict[str, Any]:
    """One expectation for all checks of the table: no row breaks any of them.

    Great Expectations takes ten milliseconds an expectation, however few rows there are.
    """
    broken = " or ".join(f"({check.failing.replace('{table}', table.name)})" for check in table.checks())
    check = Check("no row breaks any check", broken or "false")
    return {"name": f"{table.name} at once", "expectations": [expectation(check)]}


def rules() -> list[tuple[str, str]]:
    """The rules between tables, as name and query: a query returns the rows that break its rule.

    The first line says what must hold, the second `-- severity: stop` or `-- severity: warn`.
    """
    folder = Store(RULES)
    return [(Path(entry.path).stem, folder.read(entry.path).decode()) for entry in folder.files()]


def rule_suite(declared: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The suite of the rules between tables."""
    return {"name": "rules", "expectations": [_rule(name, query) for name, query in declared]}


def _rule(name: str, query: str) -> dict[str, Any]:
    first, second = query.splitlines()[:2]
    severity = second.removeprefix("-- severity: ").strip()
    if severity not in _SEVERITY:
        raise ValueError(f"expectations/rules/{name}.sql: the second line must be `-- severity: stop` or `warn`")
    return {
        "type": "unexpected_rows_expectation",
        # It insists on the name of its batch, which a rule between tables has no use for.
        "kwargs": {"unexpected_rows_query": f"/* {{batch}} */ {_quoted(query)}"},
        "severity": _SEVERITY[severity],
        "meta": {"check": name, "severity": severity, "because": first.removeprefix("-- ")},
    }


def _quoted(query: str) -> str:
    """Braces doubled, because Great Expectations fills its own placeholders with `str.format`."""
    return query.replace("{", "{{").replace("}", "}}")


def suite_files(tables: Iterable[Table]) -> dict[str, str]:
    """File names and texts of all suites, as they are committed under `expectations/suites`."""
    suites = [*(suite(table) for table in tables), rule_suite(rules())]
    return {f"{s['name']}.json": json.dumps(s, indent=2, ensure_ascii=False) + "\n" for s in suites}
