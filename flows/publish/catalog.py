"""`corpus.duckdb`: a small read-only database of views over the published Parquet, and macros."""

import json
import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from flows.errors import WrongCall
from flows.hints import typed
from flows.publish.find import why_pruned
from flows.publish.index import INDEX, Index, Version, folder_of, read_index
from flows.publish.manifest import Manifest, read_manifest
from flows.steps import ROOT, SQL
from flows.store import Store
from flows.warehouse import open_database

CATALOG = "corpus/corpus.duckdb"
ROOT_VARIABLE = "corpus_root"
"""`set variable corpus_root = '...'` makes the views read a corpus that was moved."""


def refresh_catalog(home: Store) -> None:
    """Bring the catalog up to the index: the latest tables in `main`, each version's in a schema of its name.

    Only what the index says otherwise of than before is made anew, on a copy of the old catalog. The copy takes the old
    one's place by rename, so an open session keeps the versions that it sees. The views of `main` name the version, not
    the link, for the same reason.
    """
    index = read_index(home)
    root = home.local("corpus").resolve()
    with home.writing(CATALOG) as place:
        for copied in (home.exists(CATALOG), False):
            if copied:
                shutil.copyfile(home.local(CATALOG), place)
            try:
                with open_database(place) as connection:
                    _fill(connection, home, index, root)
                return
            except duckdb.Error:
                if not copied:
                    raise
                place.unlink()


def is_fresh(home: Store) -> bool:
    """Whether the catalog was made from this index at this place."""
    if not home.exists(CATALOG):
        return not home.exists(INDEX)
    with open_database(home.local(CATALOG), read_only=True) as connection:
        made_from = connection.execute("select index_sha256, root from made_from").fetchone()
    return made_from == (home.sha256(INDEX), str(home.local("corpus").resolve()))


def _fill(connection: duckdb.DuckDBPyConnection, home: Store, index: Index, root: Path) -> None:
    connection.execute("begin")
    connection.execute("create table if not exists schemas_made (name varchar primary key, made_from varchar)")
    made = dict(connection.execute("select name, made_from from schemas_made").fetchall())
    connection.execute("create or replace table made_from (index_sha256 varchar, root varchar)")
    connection.execute("insert into made_from values (?, ?)", [home.sha256(INDEX), str(root)])
    connection.execute(
        "create or replace table versions"
        " (name text, published_at timestamp, is_latest boolean, yanked text, pruned text)"
    )
    connection.execute("comment on table versions is 'The versions of this corpus; what was pruned is gone.'")
    for version in index.versions:
        yanked, pruned = ((note or {}).get("reason") for note in (version.yanked, version.pruned))
        connection.execute(
            "insert into versions values (?, ?::timestamptz at time zone 'UTC', ?, ?, ?)",
            [version.name, version.published_at, version.name == index.latest, yanked, pruned],
        )
        why = why_pruned(version, index) if pruned else None
        source = json.dumps([_form(), str(root), version.manifest_sha256, yanked, why])
        if made.get(version.name) == source:
            continue
        connection.execute(f'drop schema if exists "{version.name}" cascade')
        if why:
            _graves(connection, version, why)
        else:
            _views(connection, f'"{version.name}"', read_manifest(home, version.folder), root, yanked)
        connection.execute("insert or replace into schemas_made values (?, ?)", [version.name, source])
    _empty_main(connection)
    if index.latest:
        latest = read_manifest(home, folder_of(index.latest))
        _views(connection, "main", latest, root, None)
        _macros(connection)
    connection.execute("commit")


@cache
def _form() -> str:
    """A digest of what decides the form of a schema: this module."""
    return Store(ROOT).sha256("flows/publish/catalog.py")


def _empty_main(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the views and macros of the version that was the latest."""
    found = connection.execute(
        "select 'view', view_name from duckdb_views() where schema_name = 'main' and not internal union"
        " select if(function_type = 'table_macro', 'macro table', 'macro'), function_name from duckdb_functions()"
        " where schema_name = 'main' and not internal and function_type in ('macro', 'table_macro')"
    )
    for kind, name in found.fetchall():
        connection.execute(f'drop {kind} "{name}"')


def _views(
    connection: duckdb.DuckDBPyConnection, schema: str, manifest: Manifest, root: Path, warning: str | None
) -> None:
    connection.execute(f"create schema if not exists {schema}")
    for resource in manifest.tables:
        view = f"{schema}.{resource['name']}"
        connection.execute(f"create view {view} as select * from {_source(manifest, resource, root)}")
        meaning = f"{resource['title']} Yanked: {warning}" if warning else resource["title"]
        connection.execute(f"comment on view {view} is {_quoted(meaning)}")
        for field in resource["schema"]["fields"]:
            connection.execute(f"comment on column {view}.{field['name']} is {_quoted(field['description'])}")


def _graves(connection: duckdb.DuckDBPyConnection, version: Version, why: str) -> None:
    """Views that fail with the reason why the version is gone, whatever is asked of them."""
    connection.execute(f'create schema "{version.name}"')
    for name in version.rows:
        connection.execute(
            f'create view "{version.name}".{name} as'
            f' select null as "this version was pruned" where cast(error({_quoted(why)}) as boolean)'
        )


def _source(manifest: Manifest, resource: Mapping[str, Any], root: Path) -> str:
    folder = manifest.folder.removeprefix("corpus/")
    pattern = _quoted(f"/{folder}/{resource['name']}/*.parquet")
    return f"read_parquet(coalesce(getvariable('{ROOT_VARIABLE}'), {_quoted(str(root))}) || {pattern})"


def _macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Define the macros; one that needs a table or column that the latest version lacks stands in `left_out_macros`."""
    connection.execute("create or replace table left_out_macros (file varchar, reason varchar)")
    for file, statements in macros():
        try:
            connection.execute(statements)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            connection.execute("insert into left_out_macros values (?, ?)", [file, str(error)])


def macros() -> Iterable[tuple[str, str]]:
    """The files of `sql/macros` with their statements, in the order of their names.

    A macro may use those before it: DuckDB wants them to be there.
    """
    folder = Store(SQL / "macros")
    for entry in folder.files():
        if entry.path.endswith(".sql"):
            yield entry.path, folder.read(entry.path).decode()


def open_catalog(home: Store) -> duckdb.DuckDBPyConnection:
    """A read-only session on the published corpus. Raises `WrongCall` when its catalog is gone."""
    place = home.local(CATALOG)
    if not home.exists(CATALOG):
        raise WrongCall(f"{place} is not there. Make it anew with: {typed('catalog refresh')}")
    connection = open_database(place, read_only=True)
    connection.execute(f"set variable {ROOT_VARIABLE} = {_quoted(str(home.local('corpus').resolve()))}")
    return connection


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
