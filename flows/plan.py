"""Which documents and tables each step has to make, and why."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import groupby

from expectations.contract import Table
from flows.ingest.records import CONTENTS, RECORDS
from flows.models import model_digest
from flows.steps import ROOT, Reference, Step
from flows.store import Store
from flows.warehouse import Warehouse

BOOKS = {
    "finished_documents": ("step varchar, document_id varchar, code varchar, fingerprint varchar, rows_digest hugeint"),
    "finished_tables": "step varchar, code varchar, fingerprint varchar, rows_digest hugeint",
    "finished_blocks": "step varchar, block_number uhugeint, fingerprint ubigint",
}
"""What is finished, by the name of each table of it with its columns."""
# A record's bytes are its id, so these say nothing that the id doesn't.
_SAID_BY_THE_ID = {RECORDS.address, CONTENTS.address}


@dataclass(frozen=True)
class Group:
    """Steps that run one after the other: document steps side by side over batches, or one corpus step."""

    steps: tuple[Step, ...]

    @property
    def scope(self) -> str:
        return self.steps[0].scope

    @property
    def made(self) -> dict[str, Step]:
        return {step.makes.address: step for step in self.steps}


@dataclass(frozen=True)
class Work:
    """What a group's document steps have to do: documents by the name of the first step that they lack."""

    documents: dict[str, list[str]]
    reasons: Counter[str]

    @property
    def count(self) -> int:
        return sum(len(ids) for ids in self.documents.values())


def groups(steps: Iterable[Step]) -> list[Group]:
    """The steps as groups: neighbours of scope `document` together, each of scope `corpus` alone."""
    numbered = enumerate(steps)
    grouped = groupby(numbered, key=lambda pair: -1 if pair[1].scope == "document" else pair[0])
    return [Group(tuple(step for _, step in members)) for _, members in grouped]


@cache
def reference_digest(reference: Reference) -> str:
    """SHA-256 of the reference table's file."""
    return hashlib.sha256(Store(ROOT).read(f"data/reference/{reference.name}.csv")).hexdigest()


def code_digest(step: Step) -> str:
    """What decides a step's rows besides its input: its revision, contract, libraries, reference tables and models."""
    return _code_digest(step, tuple(f"{model.name} {model_digest(model)}" for model in step.models))


@cache
def _code_digest(step: Step, models: tuple[str, ...]) -> str:
    columns = [f"{column.name} {column.type}" for column in step.makes.columns]
    libraries = [f"{name} {version(name)}" for name in step.libraries]
    references = [f"{reference.name} {reference_digest(reference)}" for reference in step.references]
    parts = [step.name, str(step.revision), *columns, *libraries, *references, *models]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def row_hash(table: Table) -> str:
    """SQL: a hash of a row, for the warehouse's own books; it may change with DuckDB's version."""
    return f"sum(hash({', '.join(table.names)}))"


def document_work(warehouse: Warehouse, group: Group, made_by: Mapping[str, Step]) -> Work:
    """The documents that lack a step of the group at its present fingerprint.

    `made_by` tells which step makes a table. The fingerprints that are wanted stand in the temporary table `wanted`
    (step, document_id, code, fingerprint) until the next call.
    """
    warehouse.execute(
        "create or replace temp table wanted (step varchar, document_id varchar, code varchar, fingerprint varchar)"
    )
    for step in group.steps:
        warehouse.execute(_wanted(step, group, made_by))
    order = {step.name: number for number, step in enumerate(group.steps)}
    # In the order of the packs, so that a batch opens few of them.
    lacking = warehouse.rows(
        f"""
        select
            document_id,
            wanted.step,
            case when known.step is null then 'new' when known.code <> wanted.code then 'step changed'
                else 'input changed' end,
        from wanted
        left join finished_documents as known using (step, document_id)
        join {RECORDS.address} using (document_id)
        where known.fingerprint is distinct from wanted.fingerprint
        order by pack, document_id
        """
    )
    first: dict[str, tuple[int, str]] = {}
    for document_id, name, reason in lacking:
        first[document_id] = min(first.get(document_id, (len(order), "")), (order[name], reason))
    documents: dict[str, list[str]] = {}
    for document_id in first:
        documents.setdefault(group.steps[first[document_id][0]].name, []).append(document_id)
    return Work(documents, Counter(reason for _, reason in first.values()))


def _wanted(step: Step, group: Group, made_by: Mapping[str, Step]) -> str:
    code = code_digest(step)
    parts, joins = [f"'{code}'"], []
    for number, table in enumerate(step.tables):
        alias = f"input_{number}"
        if table.address in _SAID_BY_THE_ID:
            continue
        if table.address in group.made:
            source = f"select document_id, fingerprint as digest from wanted where step = '{table.name}'"
        else:
            source = document_digests(table, made_by)
        joins.append(f"left join ({source}) as {alias} using (document_id)")
        parts.append(f"coalesce({alias}.digest::varchar, '')")
    return (
        f"insert into wanted select '{step.name}', document_id, '{code}', md5(concat_ws('|', {', '.join(parts)}))"
        f" from {RECORDS.address} {' '.join(joins)}"
    )


def document_digests(table: Table, made_by: Mapping[str, Step]) -> str:
    """SQL: a row a document with a digest of its rows in the table, from the books where they have it."""
    maker = made_by.get(table.address)
    if maker and maker.scope == "document":
        return f"select document_id, rows_digest as digest from finished_documents where step = '{table.name}'"
    return f"select document_id, {row_hash(table)} as digest from {table.address} group by document_id"


def corpus_fingerprint(warehouse: Warehouse, step: Step, made_by: Mapping[str, Step]) -> str:
    """What the step's table would be made of now."""
    digests = [code_digest(step), *(table_digest(warehouse, table, made_by) for table in step.tables)]
    return hashlib.sha256("|".join(digests).encode()).hexdigest()[:32]


def table_digest(warehouse: Warehouse, table: Table, made_by: Mapping[str, Step]) -> str:
    """A digest of the table's rows, from the books where they have it."""
    maker = made_by.get(table.address)
    if maker is None:
        query = f"select {row_hash(table)} from {table.address}"
    elif maker.scope == "document":
        query = f"select sum(rows_digest) from finished_documents where step = '{table.name}'"
    else:
        query = f"select any_value(rows_digest) from finished_tables where step = '{table.name}'"
    return str(warehouse.rows(query)[0][0])


def is_finished(warehouse: Warehouse, step: Step, fingerprint: str) -> bool:
    return bool(
        warehouse.rows("select 1 from finished_tables where step = ? and fingerprint = ?", [step.name, fingerprint])
    )


def makers(steps: Sequence[Step]) -> dict[str, Step]:
    """Each table's address with the step that makes it."""
    return {step.makes.address: step for step in steps}


def all_code_digest(steps: Iterable[Step]) -> str:
    """What decides every row besides the records."""
    return hashlib.sha256("|".join(code_digest(step) for step in steps).encode()).hexdigest()[:32]


def forget_everything(warehouse: Warehouse) -> None:
    """Make every step run again for every document."""
    for book in BOOKS:
        warehouse.execute(f"delete from {book}")
