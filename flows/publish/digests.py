"""The digest of rows: the same for the same rows, whatever their order, their files, the writer and its version."""

from collections.abc import Iterable

from expectations.contract import Table

HALF = 2**64


def row_text(columns: Iterable[str]) -> str:
    """A DuckDB expression: the row's values as one JSON array, in which no two different rows look alike."""
    return f"cast(json_array({', '.join(columns)}) as varchar)"


def digest_query(table: Table, rows: str) -> str:
    """A query over `rows`, a relation: the sums of the halves of the rows' MD5.

    The sums wrap at 2^64. Two rows swapped between files leave the total as it was, so digests of files add up to
    the digest of their table. MD5 guards against accidents, not against an attacker: the files' SHA-256 does.
    """
    return f"""
        with texts as (select {row_text(table.names)} as row_text from {rows})
        select
            coalesce(sum(md5_number_upper(row_text)), 0) % {HALF},
            coalesce(sum(md5_number_lower(row_text)), 0) % {HALF},
        from texts
    """


def hashable(value: str, kind: str) -> str:
    """A DuckDB expression whose `hash` tells values of the type `kind` apart as their JSON text does.

    DuckDB hashes NULL, an empty list and a list of one NULL alike, and so 0.0 and -0.0.
    """
    is_plain = kind in ("VARCHAR", "INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP", "BLOB")
    return value if is_plain else f"cast(to_json({value}) as varchar)"


def fast_hash_query(table: Table, rows: str, group: str) -> str:
    """A query over `rows`, a relation: `group`, number of rows, and the sum of DuckDB's own hashes, as text.

    It tells in a fraction of the time whether rows changed, for as long as DuckDB's version stays.
    """
    values = ", ".join(hashable(column.name, column.type) for column in table.columns)
    return (
        f"select {group}, count(*), cast(sum(hash({values})) as varchar) from {rows} group by {group} order by {group}"
    )


def as_text(upper: int, lower: int) -> str:
    """A digest as 32 hex digits."""
    return f"{upper:016x}{lower:016x}"


def total(digests: Iterable[str]) -> str:
    """The digest of the rows of several files together."""
    upper = lower = 0
    for digest in digests:
        upper, lower = (upper + int(digest[:16], 16)) % HALF, (lower + int(digest[16:], 16)) % HALF
    return as_text(upper, lower)
