"""Publishes what was staged: change feeds, card, report and manifest, an audit, then one rename."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from flows.publish import card, report
from flows.publish.between import key_in
from flows.publish.catalog import is_fresh, refresh_catalog
from flows.publish.changes import feed_query, key_of, source
from flows.publish.croissant import croissant
from flows.publish.facts import Facts, count, known
from flows.publish.index import (
    LATEST,
    Version,
    folder_of,
    read_index,
    timestamp,
    write_index,
)
from flows.publish.manifest import (
    MANIFEST,
    Manifest,
    changes_resource,
    document_resource,
    package,
    read_manifest,
    table_resource,
)
from flows.publish.owner import owner_of
from flows.publish.staging import STAGING, Staged, StagedTable, metadata
from flows.publish.verify import bad_files
from flows.store import Store
from flows.warehouse import SPILLED, memory_database

File = dict[str, Any]


class AuditFailed(Exception):
    """A staged file isn't what its manifest says; nothing was published."""


def publish(
    staged: Staged,
    home: Store,
    *,
    provenance: Mapping[str, Any],
    expectations: Sequence[Mapping[str, Any]],
    published_at: datetime,
) -> Version:
    """Make the staged version the latest one.

    A kill before the rename leaves the old version and a staging folder; one after it is finished by `sweep`.
    Raises `AuditFailed` when a file doesn't hash to what the manifest says.
    """
    write_package(staged, home, provenance=provenance, expectations=expectations, published_at=timestamp(published_at))
    home.rename(staged.folder, folder_of(staged.name))
    return finish(home, staged.name)


def write_package(
    staged: Staged,
    home: Store,
    *,
    provenance: Mapping[str, Any],
    expectations: Sequence[Mapping[str, Any]],
    published_at: str,
    revision: int = 1,
) -> None:
    """Complete what was staged by change feeds, card, report and manifest, and audit it. Raises `AuditFailed`."""
    parent = read_manifest(home, folder_of(staged.parent)) if staged.parent else None
    with memory_database() as connection:
        feeds = [_write_feed(connection, home, staged, table, parent) for table in staged.tables]
        counted = count(connection, home, staged)
    resources = [_table(table) for table in staged.tables] + feeds
    facts = Facts(
        staged.name,
        published_at,
        staged.parent,
        list(resources),
        list(expectations),
        **counted,
        **known(),
        owner=owner_of(provenance),
    )
    described_as = croissant(staged.name, published_at, facts.tables, facts.owner)
    documents = [
        ("card", "README.md", "The dataset card.", card.render(facts).encode()),
        ("report", "report/index.html", "Expectation results and charts.", report.render(facts).encode()),
        ("croissant", "croissant.json", "The same as MLCommons Croissant.", described_as),
    ]
    for name, path, title, content in documents:
        home.write(f"{staged.folder}/{path}", content)
        resources.append(document_resource(name, title, _file(home, staged, path)))
    manifest = package(
        name=staged.name,
        revision=revision,
        parent=staged.parent,
        created=published_at,
        resources=resources,
        expectations=expectations,
        provenance=provenance,
        tombstones=read_index(home).tombstones,
    )
    home.write(f"{staged.folder}/{MANIFEST}", manifest)
    if bad := bad_files(home, read_manifest(home, staged.folder)):
        raise AuditFailed(f"{bad[0].path}: {bad[0].problem}, {bad[0].detail}; {len(bad)} bad files in all")


def finish(home: Store, name: str) -> Version:
    """Enter a version whose folder is in its place into the index, and move `latest` and the catalog to it."""
    version = described(home, name)
    index = read_index(home).with_version(version)
    write_index(home, index.with_latest(name, datetime.fromisoformat(version.published_at)))
    move_latest(home)
    return version


def move_latest(home: Store) -> None:
    """Make the link and the catalog follow the index."""
    latest = read_index(home).latest
    if latest:
        home.point(LATEST, f"versions/{latest}")
    refresh_catalog(home)


def sweep(home: Store) -> list[str]:
    """Finish or remove what a killed run left, and say what; the folder is clean afterwards."""
    said = []
    index = read_index(home)
    known = {version.name: version for version in index.versions}
    for name in home.folders("corpus/versions"):
        if name not in known:
            finish(home, name)
            said.append(f"Published version {name}, which a run had left complete but for its entry in the index.")
        elif known[name].pruned:
            home.delete(folder_of(name))
            said.append(f"Removed the rest of version {name}, whose pruning had been cut short.")
    for name in home.folders(STAGING):
        home.delete(f"{STAGING}/{name}")
        said.append(f"Removed the staged version {name} of a run that did not end.")
    if home.exists(SPILLED):
        home.delete(SPILLED)
        said.append("Removed what a query of a run that did not end had written beside the warehouse.")
    if next(home.files("work"), None):
        home.delete("work")
        said.append("Removed the batches of a run that did not end.")
    for path in home.unfinished():
        home.delete(path)
        said.append(f"Removed {path}, a file that was not written to its end.")
    latest = read_index(home).latest
    if latest and home.target(LATEST) != f"versions/{latest}":
        move_latest(home)
        said.append(f"Moved latest to {latest}, where the index has it.")
    if not is_fresh(home):
        refresh_catalog(home)
        said.append("Made the catalog anew, which did not follow the index.")
    return said


def _table(staged: StagedTable) -> dict[str, Any]:
    files = [
        {
            "path": file.path,
            "sha256": file.sha256,
            "bytes": file.size_bytes,
            "rows": file.rows,
            "digest": file.digest,
            "mark": file.mark,
        }
        for file in staged.files
    ]
    return table_resource(staged.table, files, staged.digest, metadata(staged.table))


def _write_feed(
    connection: duckdb.DuckDBPyConnection, home: Store, staged: Staged, new: StagedTable, parent: Manifest | None
) -> dict[str, Any]:
    """Write `changes/<table>.parquet`, reading only the files in which the two versions differ.

    To the feed, a table whose key is another now is a new table.
    """
    table, path = new.table, f"changes/{new.table.name}.parquet"
    before = parent if parent and key_in(parent, table.name) == list(key_of(table)) else None
    old = {f["sha256"]: f"{before.folder}/{f['path']}" for f in before.files_of(table.name)} if before else {}
    here = {f.sha256: f"{staged.folder}/{f.path}" for f in new.files}
    new_columns = {column.name: column.type for column in table.columns}
    old_columns = before.columns_of(table.name) if before else new_columns
    query = feed_query(
        key_of(table),
        old_columns,
        new_columns,
        source([str(home.local(old[s])) for s in old if s not in here], old_columns),
        source([str(home.local(here[s])) for s in here if s not in old], new_columns),
    )
    connection.execute(f"create or replace temp table feed as {query}")
    with home.writing(f"{staged.folder}/{path}") as place:
        target = str(place).replace("'", "''")
        connection.execute(f"copy feed to '{target}' (format parquet, compression zstd)")
    counts = dict(connection.execute("select change, count(*) from feed group by change").fetchall())
    file = _file(home, staged, path) | {"rows": sum(counts.values())}
    return changes_resource(table, file, {kind: counts.get(kind, 0) for kind in ("added", "changed", "removed")})


def _file(home: Store, staged: Staged, path: str) -> File:
    full = f"{staged.folder}/{path}"
    return {"path": path, "sha256": home.sha256(full), "bytes": home.size(full)}


def described(home: Store, name: str) -> Version:
    """What the index says of a version whose folder is in its place."""
    manifest = read_manifest(home, folder_of(name))
    content = manifest.content
    shared = set()
    if content["parent"] and home.exists(f"{folder_of(content['parent'])}/{MANIFEST}"):
        shared = {file["sha256"] for file in read_manifest(home, folder_of(content["parent"])).files()}
    files = manifest.files()
    return Version(
        name=content["version"],
        published_at=content["created"],
        parent=content["parent"],
        manifest_sha256=home.sha256(f"{manifest.folder}/{MANIFEST}"),
        size_bytes=sum(file["bytes"] for file in files),
        added_bytes=sum(file["bytes"] for file in files if file["sha256"] not in shared),
        rows={resource["name"]: resource["rows"] for resource in manifest.tables},
        changes={
            resource["name"].removeprefix("changes-").replace("-", "_"): resource["counts"]
            for resource in content["resources"]
            if resource.get("role") == "changes"
        },
        revision=content["revision"],
    )
