"""Part of a version for a tool that can't read Parquet, or without any column that holds an article's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.errors import WrongCall
from flows.publish.changes import source
from flows.publish.find import find_version
from flows.publish.manifest import Manifest, read_manifest
from flows.store import Store
from flows.warehouse import memory_database

_OPTIONS = {
    "csv": "format csv, header true",
    "jsonl": "format json",
    "parquet": "format parquet, compression zstd",
}
_SAYS_NOTHING_OF_THE_TEXT = {
    "agency",
    "charset",
    "cameo",
    "country_code",
    "domain",
    "entity_id",
    "http_charset",
    "language",
    "media_type",
    "outlet",
    "outlets",
    "path",
    "plover",
    "url",
    "wikidata_id",
}
"""Texts that are facts about an article, not its words. A column that nobody thought of stays out."""
_WORDLESS_TYPES = ("INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP")


@dataclass(frozen=True)
class Exported:
    """A file that was written."""

    place: Path
    rows: int


def export(
    home: Store,
    version: str,
    table: str,
    formats: Sequence[str],
    to: Path,
    where: str | None = None,
    profile: str | None = None,
) -> list[Exported]:
    """Write the table's rows that make `where` true, in the order of the key, one file a format.

    `to` is the file when there is one format and no folder of that name, else the folder for `<table>.<format>`.
    CSV writes lists as JSON. Raises `WrongCall` for what there isn't, and for SQL that DuckDB doesn't take.
    """
    if unknown := [each for each in formats if each not in _OPTIONS]:
        raise WrongCall(f"--format {', '.join(unknown)}: there are {', '.join(_OPTIONS)}.")
    if profile not in (None, "no-text"):
        raise WrongCall(f"--profile {profile}: there is no-text.")
    manifest = read_manifest(home, find_version(home, version).folder)
    resource = manifest.table(table)
    if resource is None:
        raise WrongCall(f"{version} has no table {table}. There are: {', '.join(r['name'] for r in manifest.tables)}.")
    fields = [f for f in resource["schema"]["fields"] if profile is None or is_wordless(f)]
    if not fields:
        raise WrongCall(f"Every column of {table} holds an article's words, so --profile no-text leaves nothing.")
    with memory_database() as connection:
        try:
            _select(connection, home, manifest, resource, where)
        except duckdb.Error as error:
            raise WrongCall(f"--where {where}: {error}") from error
        single = len(formats) == 1 and not to.is_dir()
        places = [to if single else to / f"{table}.{each}" for each in formats]
        return [
            Exported(place, _write(connection, fields, each, place))
            for each, place in zip(formats, places, strict=True)
        ]


def is_wordless(field: dict[str, Any]) -> bool:
    """Whether a column of a manifest holds none of an article's words: ids, numbers, days, fixed vocabularies."""
    constraints = field.get("constraints", {})
    is_code = "enum" in constraints or "pattern" in constraints
    kind = field["duckdbType"].removesuffix("[]")
    return is_code or kind in _WORDLESS_TYPES or field["name"] in _SAYS_NOTHING_OF_THE_TEXT


def _select(
    connection: duckdb.DuckDBPyConnection, home: Store, manifest: Manifest, resource: dict[str, Any], where: str | None
) -> None:
    table = resource["name"]
    files = [str(home.local(f"{manifest.folder}/{file['path']}")) for file in manifest.files_of(table)]
    key = resource["schema"]["primaryKey"] or [field["name"] for field in resource["schema"]["fields"]]
    connection.execute(f"create view {table} as select * from {source(files, manifest.columns_of(table))}")
    connection.execute(
        f"create temp table selected as select * from {table} where {where or 'true'} order by {', '.join(key)}"
    )


def _write(connection: duckdb.DuckDBPyConnection, fields: Sequence[dict[str, Any]], kind: str, place: Path) -> int:
    columns = [
        f"to_json({f['name']}) as {f['name']}" if kind == "csv" and f["duckdbType"].endswith(("]", ")")) else f["name"]
        for f in fields
    ]
    try:
        with Store(place.parent.absolute()).writing(place.name) as temporary:
            target = str(temporary).replace("'", "''")
            query = f"copy (select {', '.join(columns)} from selected) to '{target}' ({_OPTIONS[kind]})"
            (rows,) = connection.execute(query).fetchall()[0]
    except (FileNotFoundError, duckdb.IOException) as error:
        # What is said of folders in which nobody may make anything.
        raise WrongCall(f"--to {place}: no file can be made there; name another place.") from error
    return int(rows)
