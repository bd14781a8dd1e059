"""Corpus steps that are made block by block: which blocks changed, and what each batch of them reads."""

from collections.abc import Iterator, Mapping, Sequence

from expectations.contract import Table
from flows.plan import code_digest, document_digests
from flows.steps import Step
from flows.warehouse import Warehouse

MEMBERS_AT_A_TIME = 8192
"""A batch takes blocks until they name so many documents; what these hold stays below some hundred MB."""
NAMED_AGAIN = 8
"""How many times as many documents a batch of blocks may name that stand along a column: most are named again."""


def members_of(table: Table) -> list[str]:
    """The columns that name the documents of a block."""
    return [name for name in table.names if name.endswith("document_id")]


def changed_blocks(warehouse: Warehouse, step: Step, made_by: Mapping[str, Step]) -> dict[int, int]:
    """Find the blocks that are new or of which something changed; forget the rows of those that changed or left.

    They stand in the temporary table `changed_blocks` (the columns of `blocks`, block_number, fingerprint, batch)
    until the next call. Returns how many documents each batch names.
    """
    finished = f"(select block_number, fingerprint from finished_blocks where step = '{step.name}')"
    warehouse.execute(f"create or replace temp table blocks_now as {_fingerprints(step, made_by)}")
    warehouse.execute(f"create or replace temp table changed_blocks as {_in_batches(step, finished)}")
    warehouse.execute(
        "create or replace temp table outdated_blocks as"
        f" select block_number from {finished} anti join blocks_now using (block_number, fingerprint)"
    )
    outdated, known = "from outdated_blocks", f"select block_number from {finished}"
    warehouse.execute("begin")
    # Until all is done the table is made of neither the old input nor the new.
    warehouse.execute("delete from finished_tables where step = ?", [step.name])
    warehouse.execute(f"delete from finished_blocks where step = ? and block_number in ({outdated})", [step.name])
    # Rows of blocks that the books don't know go too: a rebuild empties the books alone.
    warehouse.execute(f"delete from {step.makes.address} where {_block_number(step)} not in ({known})")
    warehouse.execute("commit")
    # As large as the corpus, and what is read next needs its memory.
    warehouse.execute("drop table blocks_now")
    blocks = by_batch(step.tables[0], f"select batch, {', '.join(step.blocks)} from changed_blocks", step.blocks)
    return dict(warehouse.rows(f"select batch, count(*) from ({_members(step, blocks)}) group by batch order by batch"))


def _in_batches(step: Step, finished: str) -> str:
    """SQL: the blocks of `blocks_now` that aren't finished, by their columns, each with its batch.

    Along a column each value has the space that its blocks need, and in it each block a place by its number.
    """
    first, keys = step.tables[0], ", ".join(step.blocks)
    along, most = (f"min({step.along})", NAMED_AGAIN * MEMBERS_AT_A_TIME) if step.along else ("null", MEMBERS_AT_A_TIME)
    return f"""
        with unfinished as (from blocks_now anti join {finished} as finished using (block_number, fingerprint)),
        changed as (
            select {keys}, block_number, fingerprint, {len(members_of(first))} * count(*) as size, {along} as value
            from (select *, {_block_number(step)} as block_number from {first.address})
            join unfinished using (block_number)
            group by {keys}, block_number, fingerprint
        ),
        spaces as (
            select value, sum(size)::ubigint as space, sum(sum(size)) over (order by value) - sum(size) as start
            from changed
            group by value
        )
        select {keys}, block_number, fingerprint, ((start + hash(block_number) % space) // {most})::integer as batch
        from changed join spaces on changed.value is not distinct from spaces.value
    """


def batch_queries(step: Step, batches: Sequence[int]) -> Iterator[tuple[Table, str]]:
    """SQL for each table that these batches of `changed_blocks` read: the blocks, then the rows of their members.

    Each row has the number of its `batch` in front; a member's rows come once for every batch that names it.
    """
    first, *others = step.tables
    chosen = f"select * from changed_blocks where batch between {batches[0]} and {batches[-1]}"
    blocks = by_batch(first, chosen, step.blocks)
    yield first, blocks
    for table in others:
        yield table, by_batch(table, _members(step, blocks))


def by_batch(table: Table, chosen: str, keys: Sequence[str] = ("document_id",)) -> str:
    """SQL: the table's rows with the `batch` in front that `chosen`, a query for batches and keys, gives their keys."""
    columns = ", ".join(f"read.{name}" for name in table.names)
    return f"select batch, {columns} from {table.address} as read join ({chosen}) using ({', '.join(keys)})"


def _members(step: Step, blocks: str) -> str:
    """SQL: the documents that each batch's blocks name."""
    return f"select distinct batch, unnest([{', '.join(members_of(step.tables[0]))}]) as document_id from ({blocks})"


def note_finished(warehouse: Warehouse, step: Step, number: int) -> None:
    """Enter a batch's blocks into the books."""
    warehouse.execute(
        "insert into finished_blocks select ?, block_number, fingerprint from changed_blocks where batch = ?",
        [step.name, number],
    )


def _block_number(step: Step) -> str:
    """SQL: a block's number in the books, of its columns: a table of pairs has fifty times the rows of the corpus."""
    return f"md5_number(concat_ws('|', {', '.join(step.blocks)}))"


def _fingerprints(step: Step, made_by: Mapping[str, Step]) -> str:
    """SQL: a row a block with a digest of all that its rows are made of."""
    first, *others = step.tables
    members = f"[{', '.join(members_of(first))}]"
    parts = ["select block_number, digest from rows_of_blocks"]
    for number, table in enumerate(others):
        parts.append(
            f"select block_number, hash({number}, member, members.digest)"
            " from (select block_number, unnest(members) as member from rows_of_blocks)"
            f" join ({document_digests(table, made_by)}) as members on member = members.document_id"
        )
    return f"""
        with rows_of_blocks as (
            select {_block_number(step)} as block_number, hash({", ".join(first.names)}) as digest, {members} as members
            from {first.address}
        )
        select block_number, hash('{code_digest(step)}', sum(digest)) as fingerprint
        from ({" union all ".join(parts)})
        group by block_number
    """
