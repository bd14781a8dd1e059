"""Seconds to publish, diff and verify N articles of 1 kB, and a version in which one in a hundred differs.

    python -m tests.benchmarks.rows 1000000 [--spread]

The articles that change arrived last, as in news; with `--spread` they lie anywhere, so that every file is rewritten.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.clean.articles import ARTICLES
from flows.clean.documents import DOCUMENTS
from flows.publish.diff import diff
from flows.publish.release import publish
from flows.publish.staging import stage
from flows.publish.verify import verify
from flows.store import Store
from flows.warehouse import Warehouse
from tests.benchmarks.growth import NOON, timed

ONE, TWO = "2026-11-22.01", "2026-11-22.02"


def fill(warehouse: Warehouse, rows: int) -> None:
    """Articles of words that hardly repeat, in the order of their days."""
    warehouse.create([DOCUMENTS, ARTICLES])
    warehouse.execute(
        f"create table made_up as select i, md5(i::varchar) as document_id, repeat(md5(i::varchar) || ' '"
        f" || md5((i + 7)::varchar) || ' ', 4) || sha256(i::varchar) || (select string_agg(md5((i * 31 + k)::varchar),"
        f" ' ') from range(22) as words(k)) as text from range({rows}) as numbers(i)"
    )
    warehouse.execute(
        f"insert into {DOCUMENTS.address} by name select document_id, 'text' as media_type, 'utf_8' as charset,"
        f" length(text) as size_bytes, 'article' as status from made_up"
    )
    filled = {
        "document_id": "document_id",
        "title": "text[1:60]",
        "text": "text",
        "published_on": "date '2000-01-01' + (i // 100)::integer",
    }
    blank = {"VARCHAR": "'x'", "VARCHAR[]": "[]", "INTEGER": "1", "DOUBLE": "0.5", "BOOLEAN": "false"}
    values = ", ".join(f"{filled.get(c.name, blank.get(c.type, 'null'))} as {c.name}" for c in ARTICLES.columns)
    warehouse.execute(f"insert into {ARTICLES.address} by name select {values} from made_up")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("--spread", action="store_true")
    args = parser.parse_args()
    touched = "i % 100 = 0" if args.spread else f"i >= {args.rows * 99 // 100}"
    with TemporaryDirectory() as folder, Warehouse(Path(folder) / "warehouse.duckdb", threads=2) as warehouse:
        home, tables = Store(Path(folder)), (DOCUMENTS, ARTICLES)
        fill(warehouse, args.rows)
        for name in (ONE, TWO):
            with timed(f"stage {name}"):
                staged = stage(warehouse, tables, home, name)
            with timed(f"publish {name}"):
                version = publish(staged, home, provenance={}, expectations=[], published_at=NOON)
            print(f"{version.size_bytes:,} bytes, of which {version.added_bytes:,} new", flush=True)
            warehouse.execute(
                f"update {ARTICLES.address} set title = 'another'"
                f" where document_id in (select document_id from made_up where {touched})"
            )
        with timed("diff, counts and 20 rows"):
            (found,) = diff(home, ONE, TWO, table="articles", rows=True)
        print(f"{found.changed:,} rows changed")
        with timed("verify"):
            assert verify(home, TWO) == []


if __name__ == "__main__":
    main()
