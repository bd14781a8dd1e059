"""The only code that opens DuckDB."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

from expectations.contract import Table
from flows.errors import DataFailed, WrongCall
from flows.settings import Settings

SPILLED = "warehouse.duckdb.tmp"
"""Where DuckDB writes what does not fit; a killed command leaves it behind."""


# DuckDB reads a copy of what is inserted at once.
_ROWS_AT_A_TIME = 500_000


class Busy(WrongCall):
    """Another process has the database open."""


class WrongColumns(Exception):
    """Rows don't have the columns of their table's contract."""


def open_database(path: Path, read_only: bool = False, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to the DuckDB file. Raises `Busy` when another process holds it."""
    try:
        connection = duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise Busy(f"{path} is open in another process: {error}") from error
        raise
    connection.execute("set timezone = 'UTC'")
    # A slow query would draw over what the command says.
    connection.execute("set enable_progress_bar = false")
    if threads is not None:
        connection.execute(f"set threads = {threads}")
    return connection


def memory_database(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to a database of its own that is gone when it closes, for queries over published files."""
    return open_database(Path(":memory:"), threads=threads)


def compact(path: Path, target: Path) -> None:
    """Copy a database into a new file that has nothing of what was deleted from the old one."""
    with memory_database() as connection:
        connection.execute(f"attach '{_quoted(path)}' as old (read_only)")
        connection.execute(f"attach '{_quoted(target)}' as new")
        connection.execute("copy from database old to new")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


class Warehouse:
    """The flow's own working tables, one schema a stage. Opening raises `DataFailed` where the file is damaged."""

    def __init__(self, path: Path, threads: int | None = None, memory: str = Settings.memory) -> None:
        self.path = path
        self.memory = memory
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.connection = open_database(path, threads=threads)
            self.limit_memory(memory)
        except duckdb.Error as error:
            if "not a valid DuckDB database" in str(error) or "corrupt" in str(error).lower():
                raise DataFailed(f"{error}\nDelete {path}: the next run makes it anew from the raw archive.") from error
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def __getstate__(self) -> dict[str, Any]:
        """All but the connection: an engine sends a stage's arguments along with its batches to other processes."""
        return {"path": self.path}

    def limit_memory(self, memory: str) -> None:
        self.execute(f"set memory_limit = '{memory}'")

    def let_go(self) -> None:
        """Give the memory of cached pages back to the system: what comes next works on whole tables outside DuckDB."""
        # DuckDB evicts what it can before it finds that a limit is too low.
        with suppress(duckdb.OutOfMemoryException):
            self.limit_memory("1MB")
        self.limit_memory(self.memory)

    def execute(self, query: str, parameters: Sequence[Any] | None = None) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(query, parameters)

    def rows(self, query: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, parameters).fetchall()

    def frame(self, query: str, parameters: Sequence[Any] | None = None) -> pl.DataFrame:
        return self.connection.execute(query, parameters).pl()

    def create(self, tables: Iterable[Table]) -> None:
        """Create what isn't there; a table whose columns are no longer the contract's is made anew, empty."""
        declared = self._declared()
        for table in tables:
            if (ddl := table.ddl()) != declared.get(table.address):
                self._create(table, ddl)
                self._declare(table.address, ddl)

    def keep(self, name: str, columns: str) -> None:
        """Create a table beside those of the contract; one that was made with other columns is made anew, empty."""
        if columns != self._declared().get(address := f"main.{name}"):
            self.execute(f"create or replace table {address} ({columns})")
            self._declare(address, columns)

    def _declared(self) -> dict[str, str]:
        """What each table that is there was made by."""
        self.execute("create table if not exists declared (address varchar primary key, ddl varchar)")
        return dict(
            self.rows(
                "select address, ddl from declared"
                " join duckdb_tables() on address = schema_name || '.' || table_name and not internal"
            )
        )

    def _declare(self, address: str, ddl: str) -> None:
        self.execute("insert or replace into declared values (?, ?)", [address, ddl])

    def _create(self, table: Table, ddl: str) -> None:
        self.execute(f"create schema if not exists {table.stage}")
        present = self.rows(
            "select column_name, data_type from information_schema.columns"
            " where table_schema = ? and table_name = ? order by ordinal_position",
            [table.stage, table.name],
        )
        # DuckDB has its own way of writing a nested type.
        typed = ", ".join(f"null::{column.type} as {column.name}" for column in table.columns)
        if present and present != [(name, kind) for name, kind, *_ in self.rows(f"describe select {typed}")]:
            self.execute(f"drop table {table.address}")
        self.execute(ddl)

    def insert(self, table: Table, frame: pl.DataFrame) -> None:
        """Append the rows. Raises `WrongColumns` for columns that the contract lacks or the frame lacks."""
        if set(frame.columns) != set(table.names):
            wrong = sorted(set(frame.columns) ^ set(table.names))
            raise WrongColumns(f"{table.address}: only one of contract and rows has {', '.join(wrong)}")
        for part in frame.iter_slices(_ROWS_AT_A_TIME):
            self.connection.register("incoming", part)
            self.execute(f"insert into {table.address} by name select * from incoming")
            self.connection.unregister("incoming")

    def replace(self, table: Table, rows: pl.DataFrame | str) -> None:
        """Make these, or those of the query, the table's only rows."""
        self.execute(f"delete from {table.address}")
        if isinstance(rows, str):
            # Within DuckDB, which writes to disk what does not fit into its memory.
            self.execute(f"insert into {table.address} by name select {', '.join(table.names)} from ({rows})")
        else:
            self.insert(table, rows)
