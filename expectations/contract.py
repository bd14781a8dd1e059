"""A table's contract: its columns, key and checks, from which everything that describes the table is made."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import polars as pl

from expectations.frames import column

Severity = Literal["stop", "warn"]
Stage = Literal["ingest", "clean", "enrich", "publish"]

_SCALARS: dict[str, Any] = {
    "VARCHAR": pl.String,
    "INTEGER": pl.Int32,
    "BIGINT": pl.Int64,
    "DOUBLE": pl.Float64,
    "BOOLEAN": pl.Boolean,
    "DATE": pl.Date,
    "TIMESTAMP": pl.Datetime("us"),
    "BLOB": pl.Binary,
}
_FRICTIONLESS = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BLOB": "string",
}


@dataclass(frozen=True)
class Check:
    """A promise that each row keeps: no row makes `failing`, a DuckDB condition, true.

    `expectation` names the Great Expectations type that tests it and `arguments` are its arguments; for
    `unexpected_rows_expectation` the condition itself is the test.
    """

    name: str
    failing: str
    expectation: str = "unexpected_rows_expectation"
    arguments: Mapping[str, Any] = field(default_factory=dict, hash=False)
    severity: Severity = "stop"
    because: str = ""


@dataclass(frozen=True)
class Promise:
    """A check as a column states it, before it knows the column's name."""

    kind: Literal["one_of", "between", "matches"]
    values: tuple[Any, ...]
    severity: Severity = "stop"

    def on(self, column: str) -> Check:
        if self.kind == "one_of":
            members = ", ".join(_literal(value) for value in self.values)
            return Check(
                f"{column} is one of the known values",
                f"{column} not in ({members})",
                "expect_column_values_to_be_in_set",
                {"column": column, "value_set": list(self.values)},
                self.severity,
            )
        if self.kind == "between":
            low, high = self.values
            bounds = [f"{column} < {low}"] * (low is not None) + [f"{column} > {high}"] * (high is not None)
            return Check(
                f"{column} lies between {low} and {high}",
                " or ".join(bounds),
                "expect_column_values_to_be_between",
                {"column": column, "min_value": low, "max_value": high},
                self.severity,
            )
        (pattern,) = self.values
        return Check(
            f"{column} matches {pattern}",
            f"not regexp_full_match({column}, {_literal(pattern)})",
            severity=self.severity,
        )


def one_of(*values: str, severity: Severity = "stop") -> Promise:
    """The column holds NULL or one of these."""
    return Promise("one_of", values, severity)


def between(low: float | None = None, high: float | None = None, severity: Severity = "stop") -> Promise:
    """The column holds NULL or a number from `low` to `high`, both included."""
    return Promise("between", (low, high), severity)


def matches(pattern: str, severity: Severity = "stop") -> Promise:
    """The column holds NULL or text that this regular expression matches as a whole."""
    return Promise("matches", (pattern,), severity)


def holds(name: str, condition: str, severity: Severity = "stop", because: str = "") -> Check:
    """Every row makes this DuckDB condition true; NULL counts as true. `name` is a short sentence."""
    return Check(name, f"not ({condition})", severity=severity, because=because)


@dataclass(frozen=True)
class Column:
    """A column: `type` is a DuckDB type in capitals, lists as `VARCHAR[]`, structs as `STRUCT(a VARCHAR)[]`."""

    name: str
    type: str
    description: str
    nullable: bool = False
    unit: str | None = None
    promises: tuple[Promise, ...] = ()

    @cached_property
    def polars_type(self) -> Any:
        return _polars_type(self.type)

    @property
    def frictionless_type(self) -> str:
        if self.type.endswith("[]"):
            return "array"
        return "object" if self.type.startswith("STRUCT") else _FRICTIONLESS[self.type]

    def checks(self) -> list[Check]:
        present = Check(
            f"{self.name} is filled",
            f"{self.name} is null",
            "expect_column_values_to_not_be_null",
            {"column": self.name},
        )
        return ([] if self.nullable else [present]) + [promise.on(self.name) for promise in self.promises]


@dataclass(frozen=True)
class Table:
    """A table's contract. `published` tables are part of every version; the others stay in the warehouse."""

    name: str
    stage: Stage
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows_keep: tuple[Check, ...] = ()
    published: bool = True
    in_digest: bool = True

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if missing := set(self.key) - set(names):
            raise ValueError(f"table {self.name}: key columns {sorted(missing)} are not among its columns")
        if len(names) != len(set(names)):
            raise ValueError(f"table {self.name}: a column is declared twice")

    def __hash__(self) -> int:
        return hash((self.stage, self.name))

    @property
    def address(self) -> str:
        """The table's name in the warehouse, such as `clean.articles`."""
        return f"{self.stage}.{self.name}"

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def only(self, *names: str) -> "Table":
        """The same table for a step that reads these columns alone; its key is among them."""
        chosen = tuple(column for column in self.columns if column.name in names)
        return replace(self, columns=chosen, rows_keep=())

    @cached_property
    def schema(self) -> pl.Schema:
        return pl.Schema({column.name: column.polars_type for column in self.columns})

    def checks(self) -> list[Check]:
        """Every check of the table: its key, its columns', and those that rows keep as a whole."""
        columns = ", ".join(self.key)
        unique = Check(
            f"{columns} is unique",
            f"({columns}) in (select ({columns}) from {{table}} group by {columns} having count(*) > 1)",
            "expect_column_values_to_be_unique" if len(self.key) == 1 else "expect_compound_columns_to_be_unique",
            {"column": self.key[0]} if len(self.key) == 1 else {"column_list": list(self.key)},
        )
        keyed = [unique] if self.key else []
        return [*keyed, *(check for column in self.columns for check in column.checks()), *self.rows_keep]

    def frame(self, rows: Iterable[Mapping[str, Any]] = ()) -> pl.DataFrame:
        """Rows as a frame in the contract's column order; a column that no row has becomes NULL.

        Raises `KeyError` when a row has a column that the contract doesn't know.
        """
        columns: dict[str, list[Any]] = {name: [] for name in self.schema}
        known = columns.keys()
        appends = [(name, values.append) for name, values in columns.items()]
        for row in rows:
            if not row.keys() <= known:
                raise KeyError(f"table {self.name} has no column {sorted(row.keys() - known)}")
            get = row.get
            for name, append in appends:
                append(get(name))
        return pl.DataFrame({name: column(values, self.schema[name]) for name, values in columns.items()})

    def frame_of(self, rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
        """The same of rows that are values in the contract's column order, which costs less."""
        columns = zip(*rows, strict=True) if rows else ((),) * len(self.columns)
        values_of = zip(self.schema.items(), columns, strict=True)
        return pl.DataFrame({name: column(values, kind) for (name, kind), values in values_of})

    def ddl(self) -> str:
        """`create table` with the columns' types and comments. Keys are proved by validation, not indexed."""
        body = ",\n".join(f"    {column.name} {column.type}" for column in self.columns)
        comments = [f"comment on table {self.address} is {_literal(self.meaning)};"]
        comments += [
            f"comment on column {self.address}.{column.name} is {_literal(column.description)};"
            for column in self.columns
        ]
        return f"create table if not exists {self.address} (\n{body}\n);\n" + "\n".join(comments)


def _literal(value: object) -> str:
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def _polars_type(duckdb_type: str) -> Any:
    if duckdb_type.endswith("[]"):
        return pl.List(_polars_type(duckdb_type[:-2]))
    if members := re.fullmatch(r"STRUCT\((.*)\)", duckdb_type):
        pairs = (member.strip().split(" ", 1) for member in _split(members[1]))
        return pl.Struct({name: _polars_type(kind) for name, kind in pairs})
    return _SCALARS[duckdb_type]


def _split(members: str) -> list[str]:
    """Split at the commas that stand outside brackets."""
    parts, depth = [""], 0
    for character in members:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts
