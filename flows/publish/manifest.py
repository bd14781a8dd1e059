"""`datapackage.json`: a version's manifest, a Frictionless Data Package that says what every file and table is."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expectations.contract import Column, Table, one_of
from flows.errors import DataFailed
from flows.publish.changes import key_of, source
from flows.publish.index import as_json
from flows.publish.owner import owner_of
from flows.store import Store

MANIFEST = "datapackage.json"
CONTRACT_VERSION = "1.1.0"
"""A minor version only adds; a rename lives one version with both names."""
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TOLD_OF_RETRACTED = ("document_id", "reason", "at")
_MEDIA_TYPES = {"html": "text/html", "md": "text/markdown", "json": "application/json"}


@dataclass(frozen=True)
class Manifest:
    """A manifest that was read; `folder` is the version's folder under the home."""

    folder: str
    content: dict[str, Any]

    @property
    def tables(self) -> list[dict[str, Any]]:
        """The resources that are tables of the corpus; not the change feeds."""
        return [resource for resource in self.content["resources"] if resource.get("role") == "table"]

    def table(self, name: str) -> dict[str, Any] | None:
        return next((resource for resource in self.tables if resource["name"] == name), None)

    def feed(self, table: str) -> dict[str, Any] | None:
        """The resource of the table's change feed."""
        resources = (resource for resource in self.content["resources"] if resource.get("role") == "changes")
        return next((each for each in resources if each["name"] == _feed_name(table)), None)

    def files_of(self, table: str) -> list[dict[str, Any]]:
        return list((self.table(table) or {"files": []})["files"])

    def rows_of(self, home: Store, table: str) -> str:
        """SQL for the table's rows in this version; no rows where it has no such table."""
        files = [str(home.local(f"{self.folder}/{file['path']}")) for file in self.files_of(table)]
        return source(files, self.columns_of(table))

    def columns_of(self, table: str) -> dict[str, str]:
        """The table's columns with their DuckDB types; none when there is no such table."""
        resource = self.table(table)
        return {f["name"]: f["duckdbType"] for f in resource["schema"]["fields"]} if resource else {}

    def files(self) -> list[dict[str, Any]]:
        """Every file of the version but the manifest itself: path, sha256, bytes, and rows of Parquet files."""
        return [file for resource in self.content["resources"] for file in resource["files"]]


def read_manifest(home: Store, folder: str) -> Manifest:
    """The manifest of the version in this folder. Raises `FileNotFoundError`, and `DataFailed` when it is damaged."""
    try:
        return Manifest(folder, json.loads(home.read(f"{folder}/{MANIFEST}")))
    except ValueError as error:
        raise DataFailed(f"{home.local(folder)}/{MANIFEST} is damaged: {error}. Restore it from a backup.") from error


def schema_of(table: Table) -> str:
    """A digest of the table's columns, types and key: what a query depends on, not how it is described."""
    parts = [",".join(table.key), *(f"{column.name} {column.type} {column.nullable}" for column in table.columns)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def frictionless_schema(table: Table) -> dict[str, Any]:
    """The contract as a Frictionless Table Schema; the DuckDB type and the unit stand beside."""
    return {"fields": [_field(column) for column in table.columns], "primaryKey": list(table.key)}


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": column.frictionless_type,
        "description": column.description,
        "duckdbType": column.type,
    }
    if column.unit:
        described["unit"] = column.unit
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    for promise in column.promises:
        if promise.severity != "stop":
            continue
        if promise.kind == "one_of":
            constraints["enum"] = list(promise.values)
        elif promise.kind == "matches":
            constraints["pattern"] = promise.values[0]
        else:
            low, high = promise.values
            constraints |= {"minimum": low} if low is not None else {}
            constraints |= {"maximum": high} if high is not None else {}
    return described | ({"constraints": constraints} if constraints else {})


def _paths(files: Sequence[Mapping[str, Any]]) -> str | list[str]:
    paths = [file["path"] for file in files]
    return paths if len(paths) > 1 else paths[0]


def table_resource(
    table: Table, files: Sequence[Mapping[str, Any]], digest: str, parquet_metadata: Mapping[str, str]
) -> dict[str, Any]:
    """A table of the version: its files with SHA-256, bytes, rows and digest of rows."""
    return {
        "name": table.name,
        "type": "table",
        "role": "table",
        "title": table.meaning,
        "path": _paths(files),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": sum(file["rows"] for file in files),
        "size_bytes": sum(file["bytes"] for file in files),
        "digest": digest,
        "in_digest": table.in_digest,
        "schema_digest": schema_of(table),
        "schema": frictionless_schema(table),
        "parquet_metadata": dict(parquet_metadata),
        "files": list(files),
    }


_CHANGE = Column("change", "VARCHAR", "What became of the row.", promises=(one_of("added", "changed", "removed"),))
_CHANGED_COLUMNS = Column("changed_columns", "VARCHAR[]", "Of a changed row: the columns whose value is another.")


def _feed_name(table: str) -> str:
    return f"changes-{table.replace('_', '-')}"


def changes_resource(table: Table, file: Mapping[str, Any], counts: Mapping[str, int]) -> dict[str, Any]:
    """The change feed of a table: how many rows were added, changed and removed."""
    columns = {column.name: column for column in table.columns}
    key = [columns[name] for name in key_of(table)]
    return {
        "name": _feed_name(table.name),
        "type": "table",
        "role": "changes",
        "title": f"What changed in {table.name} since the version before.",
        "path": file["path"],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": file["rows"],
        "size_bytes": file["bytes"],
        "counts": dict(counts),
        "schema": {"fields": [_field(column) for column in (*key, _CHANGE, _CHANGED_COLUMNS)]},
        "files": [file],
    }


def document_resource(name: str, title: str, file: Mapping[str, Any]) -> dict[str, Any]:
    """A file for people: the card or the report."""
    suffix = file["path"].rsplit(".", 1)[1]
    return {
        "name": name,
        "role": "document",
        "title": title,
        "path": file["path"],
        "format": suffix,
        "mediatype": _MEDIA_TYPES[suffix],
        "bytes": file["bytes"],
        "files": [file],
    }


def package(
    *,
    name: str,
    revision: int,
    parent: str | None,
    created: str,
    resources: Sequence[Mapping[str, Any]],
    expectations: Sequence[Mapping[str, Any]],
    provenance: Mapping[str, Any],
    tombstones: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """The manifest's bytes. `created` and `name` are its only facts of when it was made."""
    owner = owner_of(provenance)
    said: dict[str, Any] = {"homepage": owner.url} if owner.url else {}
    if owner.contact:
        said["contributors"] = [{"title": owner.contact, "roles": ["contact"]}]
    return as_json(
        {
            "$schema": _PROFILE,
            "name": "copydesk-corpus",
            "title": f"{owner.title} {name}",
            "description": "Articles cut from scraped news, with who said what, who copied whom, and who met whom.",
            "licenses": [{"path": owner.license}],
            **said,
            "version": name,
            "revision": revision,
            "contract_version": CONTRACT_VERSION,
            "parent": parent,
            "created": created,
            "resources": list(resources),
            "expectations": list(expectations),
            "provenance": dict(provenance),
            "retracted": [{field: stone[field] for field in _TOLD_OF_RETRACTED} for stone in tombstones],
        }
    )
