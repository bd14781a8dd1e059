"""What was refused and why, as of the last run: a run that only refuses makes no version."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from flows.ingest.refused import REFUSED
from flows.publish.catalog import open_catalog
from flows.store import Store
from flows.warehouse import Busy, open_database


@contextmanager
def open_refused(home: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only session with the table `refused`: the flow's own, or the latest version's while a run holds it."""
    try:
        connection = open_database(home.local("warehouse.duckdb"), read_only=True)
        connection.execute(f"create temp view refused as select * from {REFUSED.address}")
    except (Busy, duckdb.Error):
        connection = open_catalog(home)
    with connection:
        yield connection
