"""The catalog that follows the index bit by bit is the one that would be made anew."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb

from flows.publish.catalog import CATALOG, refresh_catalog
from flows.publish.versions import prune, rollback, yank
from flows.store import Store
from tests.publish.house import NOON, House, corpus


def content(home: Store) -> list[tuple[Any, ...]]:
    """All that a reader of the catalog finds: views and macros with their definitions, comments, and small tables."""
    with duckdb.connect(str(home.local(CATALOG)), read_only=True) as connection:
        queries = (
            "select schema_name, view_name, sql, comment from duckdb_views() where not internal",
            "select schema_name, table_name, column_name, comment from duckdb_columns() where not internal",
            "select schema_name, function_name, macro_definition from duckdb_functions()"
            " where function_type like '%macro%' and not internal",
            "from versions",
            "from left_out_macros",
        )
        return [row for query in queries for row in sorted(connection.execute(query).fetchall(), key=str)]


def made_anew(home: Store) -> list[tuple[Any, ...]]:
    home.delete(CATALOG)
    refresh_catalog(home)
    return content(home)


def test_a_catalog_that_followed_every_change_is_as_one_made_anew(tmp_path: Path) -> None:
    house = House(tmp_path / "home")
    names = [f"2026-11-22.0{number}" for number in range(1, 5)]
    for number, name in enumerate(names):
        house.run(corpus(range(3 + number)), name, NOON + timedelta(minutes=number))
    followed = [content(house.home)]
    anew = [made_anew(house.home)]
    later = NOON + timedelta(days=90)
    for change in (
        lambda: yank(house.home, names[1], "Wrong dates.", later),
        lambda: rollback(house.home, names[2], later),
        lambda: prune(house.home, keep=1, keep_days=0, at=later + timedelta(days=1)),
    ):
        change()
        followed.append(content(house.home))
        anew.append(made_anew(house.home))
    assert followed == anew
    assert len({str(each) for each in anew}) == len(anew)


def test_a_catalog_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    house = House(tmp_path / "home")
    house.run(corpus([1, 2]), "2026-11-22.01")
    whole = content(house.home)
    house.home.write(CATALOG, b"no database")
    refresh_catalog(house.home)
    assert content(house.home) == whole
