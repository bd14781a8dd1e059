"""Any reader that globs a table's folder gets the version's rows: all of them, and nothing else."""

import importlib
import json
import os
import shutil
import subprocess
import venv
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset
import pytest

from expectations.contract import Table
from flows.publish.catalog import open_catalog
from flows.publish.digests import as_text, digest_query
from flows.publish.manifest import Manifest
from flows.stages import PUBLISHED
from flows.steps import ROOT
from tests.publish.conftest import ONE, TWO
from tests.publish.house import House

NEXT_DUCKDB = "2.0.0"
QUERIES = sorted((ROOT / "sql" / "queries").glob("*.sql"))


def with_duckdb(folder: Path) -> pl.DataFrame:
    return duckdb.sql(f"select * from '{folder}/*.parquet'").pl()


def with_polars(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(f"{folder}/*.parquet")


def with_pandas(folder: Path) -> pl.DataFrame:
    # pyarrow makes the types; pandas' own turn counts with gaps into floats.
    return pl.from_pandas(pd.read_parquet(folder, dtype_backend="pyarrow"))


def with_pyarrow(folder: Path) -> pl.DataFrame:
    table = pl.from_arrow(pyarrow.dataset.dataset(folder).to_table())
    assert isinstance(table, pl.DataFrame)
    return table


def with_datafusion(folder: Path) -> pl.DataFrame:
    context = importlib.import_module("datafusion").SessionContext()
    table = pl.from_arrow(context.read_parquet(f"{folder}/").to_arrow_table())
    assert isinstance(table, pl.DataFrame)
    return table


READERS = {
    "duckdb": with_duckdb,
    "polars": with_polars,
    "pandas": with_pandas,
    "pyarrow": with_pyarrow,
    "datafusion": with_datafusion,
}


@pytest.mark.parametrize("reader", READERS)
def test_any_reader_that_globs_a_folder_gets_the_rows_of_the_manifest(
    grown: House, manifest: Manifest, reader: str
) -> None:
    for table in PUBLISHED:
        found = READERS[reader](grown.home.local(f"{manifest.folder}/{table.name}")).cast(table.schema)
        resource = manifest.table(table.name) or {}
        assert (table.name, len(found), digest(table, found)) == (table.name, resource["rows"], resource["digest"])


def digest(table: Table, frame: pl.DataFrame) -> str:
    with duckdb.connect() as connection:
        connection.register("found", frame)
        return as_text(*connection.execute(digest_query(table, "found")).fetchall()[0])


READ = """
import json, sys
import duckdb

asked = json.load(sys.stdin)
catalog = duckdb.connect(asked["catalog"], read_only=True)
json.dump({
    "version": duckdb.__version__,
    "digests": {name: catalog.execute(query).fetchone() for name, query in asked["digests"].items()},
    "counts": {name: catalog.execute(query).fetchone()[0] for name, query in asked["counts"].items()},
}, sys.stdout)
"""


def counts_of(catalog: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Queries for the number of rows of every view, worked query and macro."""
    macros = catalog.execute(
        "select function_name, parameters from duckdb_functions() where function_type = 'table_macro' and not internal"
    ).fetchall()
    assert len(macros) > 5
    asked = {f"{name} {table.name}": f'from "{name}".{table.name}' for name in (ONE, TWO) for table in PUBLISHED}
    asked |= {path.stem: path.read_text(encoding="utf-8") for path in QUERIES}
    for name, parameters in macros:
        arguments = ", ".join("'2025-03-06'" for _ in parameters)
        asked[f"macro {name}"] = f"from {name}({arguments})"
    return {name: f"select count(*) from ({query})" for name, query in asked.items()}


def test_the_next_duckdb_reads_the_files_the_catalog_and_every_query(grown: House, manifest: Manifest) -> None:
    python = next_duckdb()
    folders = {table: grown.home.local(f"{manifest.folder}/{table.name}/*.parquet") for table in PUBLISHED}
    with open_catalog(grown.home) as catalog:
        counts = counts_of(catalog)
        expected = {name: catalog.execute(query).fetchall()[0][0] for name, query in counts.items()}
    asked = {
        "catalog": str(grown.home.local("corpus/corpus.duckdb")),
        "digests": {table.name: digest_query(table, f"'{folder}'") for table, folder in folders.items()}
        | {f"catalog {table.name}": digest_query(table, table.name) for table in PUBLISHED},
        "counts": counts,
    }
    done = subprocess.run([python, "-c", READ], input=json.dumps(asked), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["version"] == NEXT_DUCKDB
    assert told["counts"] == expected
    for table in PUBLISHED:
        for name in (table.name, f"catalog {table.name}"):
            assert as_text(*told["digests"][name]) == (manifest.table(table.name) or {})["digest"], name


def next_duckdb() -> Path:
    """A Python that has the next DuckDB and nothing else: of `.tools`, where it is made once from the package index."""
    folder = ROOT / ".tools" / f"duckdb-{NEXT_DUCKDB}"
    python = folder / "bin" / "python"
    if not python.exists():
        unfinished = folder.with_name(f"{folder.name}-{os.getpid()}")
        venv.create(unfinished, with_pip=True)
        command = [unfinished / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*command, f"duckdb=={NEXT_DUCKDB}"], capture_output=True, text=True, check=False)
        if done.returncode:
            shutil.rmtree(unfinished)
            pytest.skip(f"the package index can't be reached: {done.stderr.strip().splitlines()[-1]}")
        unfinished.rename(folder)
    return python
