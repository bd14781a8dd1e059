"""Ad hoc SQL on the published corpus."""

import csv
import json
import sys
from typing import Any

import duckdb
from rich.console import Console

from flows.errors import WrongCall

PROMPT, CONTINUED = "copydesk> ", "     ...> "
HELP = "SQL ending in `;`. `show tables;` lists the tables, `describe articles;` the columns of one. `.quit` leaves."


def ask(connection: duckdb.DuckDBPyConnection, query: str, out: Console, limit: int) -> None:
    """Print the query's rows: at most `limit` in a box on a terminal, all of them as CSV elsewhere.

    Raises `WrongCall` with DuckDB's message when the query can't be run.
    """
    try:
        print_rows(connection.sql(query), out, limit)
    except duckdb.Error as error:
        raise WrongCall(f"{error}\nThe tables: {', '.join(_tables(connection))}") from error


def print_rows(relation: duckdb.DuckDBPyRelation | None, out: Console, limit: int) -> None:
    """Print the rows; nothing for a statement that has none."""
    if relation is None:
        return
    if out.is_terminal:
        relation.show(max_rows=limit, max_width=max(out.width, 60))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(relation.columns)
    while rows := relation.fetchmany(1000):
        writer.writerows([_cell(value) for value in row] for row in rows)


def shell(connection: duckdb.DuckDBPyConnection, out: Console, limit: int) -> None:
    """Ask for statements, each ended by a semicolon, until the input ends.

    Where they come from a file or pipe nobody is asked, and the first that can't be run raises `WrongCall`.
    """
    is_asked = sys.stdin.isatty()
    if is_asked:
        out.print(HELP)
    while (statement := _statement(is_asked)) is not None:
        try:
            ask(connection, statement, out, limit)
        except WrongCall as error:
            if not is_asked:
                raise
            out.print(str(error), markup=False)


def _statement(is_asked: bool) -> str | None:
    """The next statement, or None at the end of the input or at `.quit`."""
    lines: list[str] = []
    while True:
        try:
            line = input((CONTINUED if lines else PROMPT) if is_asked else "")
        except EOFError:
            return "\n".join(lines) if any(line.strip() for line in lines) else None
        if not lines and line.strip() in (".quit", ".exit", "quit", "exit"):
            return None
        lines.append(line)
        if line.rstrip().endswith(";"):
            return "\n".join(lines)


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "select view_name from duckdb_views() where schema_name = 'main' and not internal order by 1"
    return [name for (name,) in connection.execute(query).fetchall()]


def _cell(value: Any) -> Any:
    """Lists and structs as JSON, everything else as it is."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value
