"""What a growing corpus costs: bytes a version, files a table, seconds to publish: python -m tests.benchmarks.growth.

The tables are made up, with the rows an article that real news has; their contracts are the real ones. Documents come
by day (`daily`), or from any day of three years at once (`backfill`), where every version touches old stories. With
`--push` each version is pushed too, to an object store in memory.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from expectations.contract import Table
from flows.objects import Objects
from flows.publish.diff import diff
from flows.publish.index import read_index
from flows.publish.manifest import read_manifest
from flows.publish.push import push
from flows.publish.release import publish
from flows.publish.staging import stage
from flows.publish.verify import verify
from flows.stages import PUBLISHED
from flows.store import Store
from flows.warehouse import Warehouse
from tests.object_store import Memory

DAYS = 1095
WORDS = 480
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
# Rows an article: sentences, mentions, dates, quotations, and lines beside the body.
JUDGEMENTS = {"story_articles", "reuse", "passages", "stories", "entities"}
SENTENCES, MENTIONS, DATES, QUOTES, LINES = 25, 30, 5, 3, 33


def documents(count: int, order: str, seed: int = 1) -> pl.DataFrame:
    """One row a document: number, id, day, the number of its story's first telling, and when it arrives.

    Four in ten documents tell a story of the last three hundred documents, half of those from its text.
    """
    rng = np.random.default_rng(seed)
    number = np.arange(count)
    back = rng.integers(1, 300, count)
    joins = (rng.random(count) < 0.4) & (number >= back)
    story = number.copy()
    for i in np.flatnonzero(joins):
        story[i] = story[i - back[i]]
    arrival = number if order == "daily" else rng.permutation(count)
    days = pl.Series((number * DAYS // count).astype(np.int32)).cast(pl.Duration("ms")) * 86_400_000
    frame = pl.DataFrame({"number": number, "story": story, "arrival": arrival, "copied": rng.random(count) < 0.5})
    return frame.with_columns(
        document_id=pl.col("number").map_elements(_document_id, return_dtype=pl.String),
        day=(pl.lit(date(2023, 1, 1)).cast(pl.Datetime("ms")) + days).cast(pl.Date),
    )


def _document_id(number: int) -> str:
    import hashlib

    return hashlib.sha256(str(number).encode()).hexdigest()[:32]


def texts(count: int, seed: int = 2) -> pl.Series:
    """Texts of words that are as frequent as words are, so that they compress as text does."""
    rng = np.random.default_rng(seed)
    letters = np.array(list("etaoinshrdlucmfwypvbgk"))
    vocabulary = ["".join(rng.choice(letters, rng.integers(2, 10))) for _ in range(30_000)]
    ranks = np.minimum(rng.zipf(1.25, (count, WORDS)) - 1, len(vocabulary) - 1)
    return pl.Series([" ".join([vocabulary[rank] for rank in row]) for row in ranks.tolist()])


def fill(warehouse: Warehouse, frame: pl.DataFrame, tables: Sequence[Table]) -> None:
    """Make every table a view of the documents that have arrived: those whose `arrival` is below `made_up.size`."""
    warehouse.execute("create schema made_up")
    warehouse.connection.register("incoming", frame.with_columns(text=texts(frame.height)))
    warehouse.execute("create table made_up.everything as select * from incoming")
    warehouse.connection.unregister("incoming")
    warehouse.execute("create table made_up.size (n integer)")
    warehouse.execute(
        "create view made_up.here as select *, first_value(document_id) over (partition by story order by number)"
        " as first_id from made_up.everything where arrival < (select n from made_up.size)"
    )
    warehouse.execute("insert into made_up.size values (2147483647)")
    for table in tables:
        warehouse.execute(f"create schema if not exists {table.stage}")
        if table.name not in JUDGEMENTS:
            warehouse.execute(f"create table made_up.{table.name} as {_select(table)}")
            warehouse.execute(
                f"create view {table.address} as select {', '.join(table.names)} from made_up.{table.name}"
                f" where arrival < (select n from made_up.size)"
            )


def judge(warehouse: Warehouse, tables: Sequence[Table], size: int) -> None:
    """Let the first `size` documents be there, and make anew what other documents can change."""
    warehouse.execute("update made_up.size set n = ?", [size])
    for table in tables:
        if table.name in JUDGEMENTS:
            warehouse.execute(f"create or replace table {table.address} as {_select(table)}")


def _select(table: Table) -> str:
    columns = ", ".join(f"cast({_value(table, c.name, c.type)} as {c.type}) as {c.name}" for c in table.columns)
    source = _ROWS.get(table.name, "(select *, 1 as k from made_up.here where false)")
    return f"select {columns}, arrival from {source}"


def _value(table: Table, column: str, kind: str) -> str:
    """SQL: a value of a column, as random and as long as real ones."""
    if (table.name, column) in _VALUES:
        return _VALUES[table.name, column]
    if column in _VALUES_OF_ALL:
        return _VALUES_OF_ALL[column]
    if kind == "VARCHAR":
        return f"'some ' || (hash(document_id, '{column}') % 40)"
    if kind.endswith("[]"):
        return "[]"
    return {
        "DOUBLE": "round((hash(document_id) % 1000) / 1000, 3)",
        "INTEGER": "hash(document_id, k) % 500 + 1",
        "BIGINT": "hash(document_id) % 9000",
        "BOOLEAN": "hash(document_id, k) % 20 = 0",
        "DATE": "day",
        "TIMESTAMP": "day",
    }[kind]


def _times(count: int) -> str:
    return f"made_up.here cross join range(1, {count + 1}) as numbers(k)"


_COPIES = "(select *, 1 as k from made_up.here where first_id <> document_id and copied)"
_STORIES = (
    "(select first_id, any_value(text) as text, min(day) as day, max(day) as last_day, count(*) as n,"
    " 1 as k, 0 as arrival,"
    " list_sort(list(distinct 'Outlet ' || (number % 60))) as outlets, first_id as document_id"
    " from (select first_id, first_value(text) over (partition by first_id order by number) as text, day, number"
    " from made_up.here) group by first_id)"
)
_NAMES = (
    "(select name, count(*) as n, any_value(document_id order by number) as document_id, 1 as k, min(day) as day,"
    " 0 as arrival from"
    " (select distinct number, document_id, day, unnest(list_slice(string_split(text, ' '), 1, 30)) as name"
    " from made_up.here) group by name)"
)
_ROWS = {
    "documents": "(select *, 1 as k from made_up.here)",
    "captures": "(select *, 1 as k from made_up.here)",
    "articles": "(select *, 1 as k from made_up.here)",
    "article_context": "(select *, 1 as k from made_up.here)",
    "story_articles": "(select *, 1 as k from made_up.here)",
    "lines": _times(LINES),
    "sentences": _times(SENTENCES),
    "mentions": _times(MENTIONS),
    "dates": _times(DATES),
    "quotes": _times(QUOTES),
    "reuse": _COPIES,
    "passages": f"(select * replace (numbers.k as k) from {_COPIES} cross join range(1, 21) as numbers(k))",
    "stories": _STORIES,
    "entities": _NAMES,
}
_VALUES_OF_ALL = {
    "document_id": "document_id",
    "story_id": "'s' || first_id",
    "source_document_id": "first_id",
    "sentence_number": "k",
    "line_number": "k",
    "quote_number": "k",
    "source_sentence_number": "k",
    "paragraph_number": "k // 2 + 1",
    "char_start": "k * 110 + hash(document_id, k) % 60",
    "char_end": "k * 110 + hash(document_id, k) % 60 + 50",
    "surface": "string_split(text, ' ')[k]",
    "entity_id": "'person:' || string_split(text, ' ')[k]",
    "name": "string_split(text, ' ')[k]",
    "outlet": "'Outlet ' || (number % 60)",
    "domain": "'outlet' || (number % 60) || '.example'",
    "url": "'https://outlet' || (number % 60) || '.example/' || number || '-' || replace(text[5:60], ' ', '-')",
    "title": "text[10:75]",
    "reason": "'looks like ' || (k % 12)",
}
_VALUES = {
    ("captures", "path"): "'crawl/' || day || '/' || document_id || '.html'",
    ("articles", "text"): "text",
    ("lines", "text"): "case when k > 25 then 'Read more: ' || text[k * 60 : k * 60 + 40] end",
    ("quotes", "text"): "text[k * 300 : k * 300 + 120]",
    ("story_articles", "basis"): "'terms: ' || text[20:60]",
    ("story_articles", "relation"): "case when first_id = document_id then 'original' else 'edited' end",
    ("article_context", "published_from"): "day",
    ("article_context", "published_until"): "day",
    ("article_context", "supersedes_document_id"): "null",
    ("stories", "headline"): "text[10:75]",
    ("stories", "article_count"): "n",
    ("stories", "independent_count"): "n",
    ("stories", "last_published_on"): "last_day",
    ("stories", "outlets"): "outlets",
    ("entities", "entity_id"): "'person:' || name",
    ("entities", "name"): "name",
    ("entities", "document_count"): "n",
    ("entities", "kind"): "'person'",
    ("entities", "wikidata_id"): "null",
}


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Print what the block took."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{name:<28} {time.perf_counter() - wall:8.2f} s, {time.process_time() - cpu:8.2f} CPU s", flush=True)


def grow(folder: Path, base: int, versions: int, order: str, place: Objects | None) -> list[dict[str, float]]:
    """Publish `base` documents, then one in a hundred more for each version; what each one cost, and pushing it."""
    sizes = [base]
    for _ in range(versions):
        sizes.append(sizes[-1] + max(1, sizes[-1] // 100))
    home, measured = Store(folder), []
    with Warehouse(home.local("warehouse.duckdb"), threads=2) as warehouse:
        fill(warehouse, documents(sizes[-1], order), PUBLISHED)
        for number, size in enumerate(sizes):
            judge(warehouse, PUBLISHED, size)
            start, cpu = time.perf_counter(), time.process_time()
            staged = stage(warehouse, PUBLISHED, home, f"2026-11-22.{number:02d}")
            staging = time.perf_counter() - start
            version = publish(staged, home, provenance={}, expectations=[], published_at=NOON)
            seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
            manifest = read_manifest(home, version.folder)
            parent = read_manifest(home, f"corpus/versions/{version.parent}") if version.parent else None
            measured.append(
                {
                    "documents": size,
                    "rows": sum(version.rows.values()),
                    "bytes": version.size_bytes,
                    "added": version.added_bytes,
                    "share": version.added_bytes / version.size_bytes,
                    "files": max(len(table["files"]) for table in manifest.tables),
                    "staging": staging,
                    "seconds": seconds,
                    "cpu": cpu,
                    "tables": _added(manifest, parent)
                    if parent
                    else {t["name"]: t["size_bytes"] for t in manifest.tables},
                    **(_pushed(home, place) if place else {}),
                }
            )
            print(json.dumps({k: v for k, v in measured[-1].items() if k != "tables"}), flush=True)
        *_, before, last = (version.name for version in read_index(home).versions)
        with timed("diff of the last two"):
            diff(home, before, last)
        with timed("verify"):
            assert verify(home, last) == []
    return measured


def _pushed(home: Store, place: Objects) -> dict[str, float]:
    cpu = time.process_time()
    done = push(home, place, keep=0, keep_days=0, at=NOON)
    return {
        "uploaded": done.uploaded_bytes,
        "uploaded_files": done.uploaded,
        "copied": done.copied_bytes,
        "copied_files": done.copied,
        "push_cpu": time.process_time() - cpu,
    }


def _added(manifest, parent) -> dict[str, int]:
    known = {file["sha256"] for file in parent.files()}
    return {
        resource["name"]: sum(file["bytes"] for file in resource["files"] if file["sha256"] not in known)
        for resource in manifest.content["resources"]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=25_000)
    parser.add_argument("--versions", type=int, default=30)
    parser.add_argument("--order", choices=["daily", "backfill"], default="daily")
    parser.add_argument("--push", action="store_true")
    args = parser.parse_args()
    place = Objects("s3://memory/corpus", bucket=Memory()) if args.push else None
    with TemporaryDirectory() as folder:
        measured = grow(Path(folder), args.documents, args.versions, args.order, place)
    later = measured[1:]
    if args.push:
        shares = [m["uploaded"] / m["bytes"] for m in later]
        print(f"uploaded: average share {sum(shares) / len(shares):.4f}, most {max(shares):.4f}")
    print(f"average share {sum(m['share'] for m in later) / len(later):.4f}, most {max(m['share'] for m in later):.4f}")
    full, last = measured[0]["tables"], {}
    for name in later[0]["tables"]:
        last[name] = sum(m["tables"][name] for m in later) / len(later)
    for name, size in sorted(last.items(), key=lambda pair: -pair[1]):
        print(f"{name:28} first {full.get(name, 0):>12,}  added on average {size:>12,.0f}")


if __name__ == "__main__":
    main()
