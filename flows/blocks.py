"""Corpus steps that are made block by block: which blocks changed, and what each batch of them reads."""

from collections.abc import Iterator, Mapping

from expectations.contract import Table
from flows.plan import code_digest, document_digests
from flows.steps import Step
from flows.warehouse import Warehouse

MEMBERS_AT_A_TIME = 8192
"""A batch takes blocks until they name so many documents; what these hold stays below some hundred MB."""


def members_of(table: Table) -> list[str]:
    """The columns that name the documents of a block."""
    return [name for name in table.names if name.endswith("document_id")]


def changed_blocks(warehouse: Warehouse, step: Step, made_by: Mapping[str, Step]) -> int:
    """Find the blocks that are new or of which something changed; forget the rows of those that changed or left.

    They stand in the temporary table `changed_blocks` (the columns of `blocks`, block, fingerprint, size, batch) until
    the next call. Returns the number of batches.
    """
    warehouse.execute(f"create or replace temp table blocks_now as {_fingerprints(step, made_by)}")
    warehouse.execute(
        f"""
        create or replace temp table changed_blocks as
        with placed as (
            select *, (sum(size) over (order by block) - size) // {MEMBERS_AT_A_TIME} as place
            from blocks_now
            anti join (from finished_blocks where step = '{step.name}') as finished using (block, fingerprint)
        )
        select * exclude (place), (dense_rank() over (order by place) - 1)::integer as batch from placed
        """
    )
    warehouse.execute(
        f"""
        create or replace temp table outdated_blocks as
        select block from finished_blocks anti join blocks_now using (block, fingerprint) where step = '{step.name}'
        """
    )
    outdated = "(select block from outdated_blocks)"
    warehouse.execute("begin")
    # Until all is done the table is made of neither the old input nor the new.
    warehouse.execute("delete from finished_tables where step = ?", [step.name])
    warehouse.execute(f"delete from finished_blocks where step = ? and block in {outdated}", [step.name])
    # Rows of blocks that the books don't know go too: a rebuild empties the books alone.
    warehouse.execute(
        f"delete from {step.makes.address}"
        f" where {_block(step)} not in (select block from finished_blocks where step = '{step.name}')"
    )
    warehouse.execute("commit")
    # As large as the corpus, and what is read next needs its memory.
    warehouse.execute("drop table blocks_now")
    return int(warehouse.rows("select coalesce(max(batch) + 1, 0) from changed_blocks")[0][0])


def batch_queries(step: Step, batches: range) -> Iterator[tuple[Table, str]]:
    """SQL for each table that these batches of `changed_blocks` read: the blocks, then the rows of their members.

    Each row has the number of its `batch` in front; a member's rows come once for every batch that names it.
    """
    first, *others = step.tables
    keys = ", ".join(step.blocks)
    chosen = f"select batch, {keys} from changed_blocks where batch between {batches[0]} and {batches[-1]}"
    blocks = by_batch(first, chosen, keys)
    yield first, blocks
    members = f"select distinct batch, unnest([{', '.join(members_of(first))}]) as document_id from ({blocks})"
    for table in others:
        yield table, by_batch(table, members)


def by_batch(table: Table, chosen: str, keys: str = "document_id") -> str:
    """SQL: the table's rows with the `batch` in front that `chosen`, a query for batches and keys, gives their keys."""
    columns = ", ".join(f"read.{name}" for name in table.names)
    return (
        f"select batch, {columns} from {table.address} as read join ({chosen}) using ({keys})"
        f" order by batch, {', '.join(table.key)}"
    )


def note_finished(warehouse: Warehouse, step: Step, number: int) -> None:
    """Enter a batch's blocks into the books."""
    warehouse.execute(
        "insert into finished_blocks select ?, block, fingerprint from changed_blocks where batch = ?",
        [step.name, number],
    )


def _block(step: Step) -> str:
    return f"concat_ws('|', {', '.join(step.blocks)})"


def _fingerprints(step: Step, made_by: Mapping[str, Step]) -> str:
    """SQL: a row a block with a digest of all that its rows are made of, and how often it names a document."""
    first, *others = step.tables
    blocks, members = ", ".join(step.blocks), members_of(first)
    parts = [f"select {blocks}, hash({', '.join(first.names)}) as digest, {len(members)} as size from {first.address}"]
    for number, table in enumerate(others):
        parts.append(
            f"select {blocks}, hash({number}, member, digest) as digest, 0 as size from named"
            f" join (select document_id as member, digest from ({document_digests(table, made_by)})) using (member)"
        )
    return f"""
        with named as (select distinct {blocks}, unnest([{", ".join(members)}]) as member from {first.address}),
        parts as ({" union all ".join(parts)})
        select {blocks}, {_block(step)} as block, hash('{code_digest(step)}', sum(digest)) as fingerprint,
            sum(size) as size
        from parts
        group by {blocks}
    """
