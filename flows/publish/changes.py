"""The change feed: which rows a version added, changed and removed since the version before."""

from collections.abc import Mapping, Sequence

from expectations.contract import Table
from flows.publish.digests import hashable

_SHORT = ("INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP")
"""Types whose values take no more room than a hash."""


def feed_query(
    key: Sequence[str], before: Mapping[str, str], after: Mapping[str, str], old_rows: str, new_rows: str
) -> str:
    """A query that gives the key, `change` and `changed_columns` of every row that differs, in the key's order.

    `before` and `after` are the columns of the two relations with their DuckDB types. A column that one side lacks is
    NULL there, so an added column changes the rows that fill it. Long values are compared by their 64-bit hash: of
    a million pairs of unlike values one is taken for alike once in 2^44 times.
    """
    columns = [name for name in dict.fromkeys([*after, *before]) if name not in key]
    pairs = " and ".join(f"o.{name} is not distinct from n.{name}" for name in key)
    keys = ", ".join(f"case when n.is_here then n.{name} else o.{name} end as {name}" for name in key)
    tests = [f"case when o.{name} is distinct from n.{name} then '{name}' end" for name in columns]
    changed = f"list_filter([{', '.join(tests)}], lambda name: name is not null)" if tests else "[]::varchar[]"
    old, new = (
        ", ".join([*key, *(f"{_comparable(name, here, there)} as {name}" for name in columns), "true as is_here"])
        for here, there in ((before, after), (after, before))
    )
    return f"""
        with compared as (
            select
                {keys},
                case
                    when o.is_here is null then 'added' when n.is_here is null then 'removed' else 'changed'
                end as change,
                case when o.is_here and n.is_here then {changed} else []::varchar[] end as changed_columns,
            from (select {old} from {old_rows}) as o
            full join (select {new} from {new_rows}) as n on {pairs}
        )
        select {", ".join(key)}, change, changed_columns from compared
        where change <> 'changed' or len(changed_columns) > 0
        order by {", ".join(key)}
    """


def _comparable(name: str, here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """SQL: what stands for the column's value in a comparison, NULL for NULL and for a column that isn't here.

    A value of another type on the other side is compared as JSON text.
    """
    if name not in here:
        return "null"
    kind = here[name] if there.get(name, here[name]) == here[name] else "JSON"
    return name if kind in _SHORT else f"case when {name} is not null then hash({hashable(name, kind)}) end"


def source(files: Sequence[str], columns: Mapping[str, str]) -> str:
    """SQL for the rows of the files; without files no rows, with these columns (name and DuckDB type)."""
    if not files:
        nulls = ", ".join(f"null::{kind} as {name}" for name, kind in columns.items()) or "null as nothing"
        return f"(select {nulls} where false)"
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    return f"read_parquet([{listed}])"


def key_of(table: Table) -> tuple[str, ...]:
    """The columns that tell rows apart: the key, or all of them where there is none."""
    return table.key or tuple(table.names)
