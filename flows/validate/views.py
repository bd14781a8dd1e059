"""The DuckDB file on which Great Expectations judges what is staged."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from expectations.contract import Table
from flows.warehouse import open_database


def write_views(
    place: Path,
    folder: Path,
    tables: Sequence[Table],
    offered: Sequence[tuple[str, int, int]],
    counts: Mapping[str, tuple[int, int]],
) -> None:
    """Fill the file with one view a table over `folder/<table>/*.parquet`, and two tables that rules read.

    `offered` has the path, records and refusals of each input; `counts` the rows of each table and of the same table
    in the version before.
    """
    with open_database(place) as connection:
        for table in tables:
            files = str(folder / table.name / "*.parquet").replace("'", "''")
            connection.execute(f"create view {table.name} as select * from read_parquet('{files}')")
        connection.execute("create table offered (path varchar, record_count bigint, refused_count bigint)")
        # Row by row, a statement each, it took longer than all expectations.
        given = pl.DataFrame(offered, schema=["path", "record_count", "refused_count"], orient="row")
        connection.register(
            "given", given.cast({"path": pl.String, "record_count": pl.Int64, "refused_count": pl.Int64})
        )
        connection.execute("insert into offered select * from given")
        connection.unregister("given")
        connection.execute("create table row_counts (table_name varchar, row_count bigint, previous_row_count bigint)")
        for name, (rows, previous) in sorted(counts.items()):
            connection.execute("insert into row_counts values (?, ?, ?)", [name, rows, previous])
