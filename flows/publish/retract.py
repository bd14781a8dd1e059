"""Takes a document out of everything that was ever published, as if it had never been there.

What is to be done stands in a journal before anything is touched, and each step can be done twice: a retraction that
was killed is finished by the next command.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from flows.errors import WrongCall
from flows.hints import LIST_ARTICLES, typed
from flows.ingest.archive import prepare
from flows.ingest.captures import CAPTURES
from flows.ingest.retracting import addresses, remove_documents
from flows.publish.find import why_retracted
from flows.publish.index import (
    RETRACTING,
    Index,
    Version,
    as_json,
    read_index,
    timestamp,
    write_index,
)
from flows.publish.manifest import Manifest, read_manifest
from flows.publish.release import move_latest, sweep
from flows.publish.remake import bring_up_to_date, packed
from flows.publish.revise import WAREHOUSE, Judge, revise
from flows.publish.tombstones import tombstone
from flows.run import Run
from flows.settings import Settings
from flows.store import Store
from flows.validate.withheld import release
from flows.warehouse import SPILLED, Warehouse, compact, memory_database
from flows.work import Mapper, side_by_side

COPIES = ("identical", "verbatim", "edited")
"""Relations of a copy that carries a text's own words on."""


@dataclass(frozen=True)
class Retraction:
    """What a retraction did: the documents, where their records still lie in RAW, and the versions made anew.

    `notes` tell what the versions made anew lack or break besides.
    """

    document_ids: tuple[str, ...]
    raw_paths: tuple[str, ...]
    versions: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def as_lines(self) -> list[str]:
        """What was done, for the terminal."""
        lines = [f"{document_id}: retracted" for document_id in self.document_ids]
        them = "it" if len(self.document_ids) == 1 else "them"
        lines += [f"{name}: made anew without {them}" for name in self.versions]
        lines += self.notes
        if self.raw_paths:
            lines.append("RAW is never touched. The records still lie there, and are refused from now on:")
        return lines + [f"    {path}" for path in self.raw_paths]


def retract(
    home: Store,
    settings: Settings,
    document_id: str,
    reason: str,
    *,
    judge: Judge,
    copies: bool = False,
    at: datetime | None = None,
    mapper: Mapper = side_by_side,
) -> Retraction:
    """Take a document, its revisions and with `copies` its copies out of archive, warehouse and every version.

    Each version that held one of them, or follows one that did, is made anew under a new revision; `judge` gives its
    verdicts. Documents that fail meanwhile leave it, and a broken rule stands in its manifest: neither holds the
    retraction up. RAW is never touched: `raw_paths` says where the records still lie. Raises `WrongCall` for a document
    that is nowhere.
    """
    if not reason.strip():
        raise WrongCall("Say why: --reason is what readers are told who ask for the document.")
    with home.locked("copydesk retract"):
        finished = resume(home, settings, judge=judge, mapper=mapper)
        if finished and document_id in finished.document_ids:
            return finished
        if why := why_retracted(read_index(home), document_id):
            raise WrongCall(why)
        # What a killed run left may hold the document's words.
        sweep(home)
        manifests = [read_manifest(home, version.folder) for version in read_index(home).versions if not version.pruned]
        document_ids = related(home, manifests, document_id, copies)
        when = timestamp(at or datetime.now(UTC))
        journal = {
            "tombstones": _tombstones(home, manifests, document_ids, reason.strip(), when),
            "raw_paths": _raw_paths(home, settings, manifests, document_ids),
            "versions": [version.name for version in _affected(home, read_index(home), manifests, document_ids)],
        }
        home.write(RETRACTING, as_json(journal))
        return _carry_out(home, settings, journal, judge, mapper)


def resume(home: Store, settings: Settings, *, judge: Judge, mapper: Mapper = side_by_side) -> Retraction | None:
    """Finish a retraction that was killed; None when there is none. The caller holds the home's lock."""
    if not home.exists(RETRACTING):
        return None
    return _carry_out(home, settings, json.loads(home.read(RETRACTING)), judge, mapper)


def related(home: Store, manifests: Sequence[Manifest], document_id: str, copies: bool) -> list[str]:
    """The document, its revisions, and with `copies` its copies and theirs, in any of the versions.

    Raises `WrongCall` for a document that neither a version nor the raw archive holds.
    """
    relations = ["revised", *(COPIES if copies else ())]
    found, waiting = {document_id}, {document_id}
    with memory_database() as connection:
        held = any(_holds(connection, home, manifest, found) for manifest in manifests)
        if not held and document_id not in packed(home)["document_id"]:
            raise WrongCall(
                f"Neither a version nor the raw archive of {home.root} holds document {document_id}. Find its id with:"
                f" {typed(LIST_ARTICLES)}"
            )
        while waiting:
            pairs: list[tuple[str, str]] = []
            for manifest in manifests:
                pairs += connection.execute(
                    f"""
                    select document_id, source_document_id from {manifest.rows_of(home, "reuse")}
                    where list_contains($1, relation)
                        and (list_contains($2, document_id) or list_contains($2, source_document_id))
                    union all
                    select document_id, supersedes_document_id from {manifest.rows_of(home, "article_context")}
                    where list_contains($2, document_id) or list_contains($2, supersedes_document_id)
                    """,
                    [relations, sorted(waiting)],
                ).fetchall()
            waiting = {each for pair in pairs for each in pair if each} - found
            found |= waiting
    return sorted(found)


def _carry_out(home: Store, settings: Settings, journal: Mapping[str, Any], judge: Judge, mapper: Mapper) -> Retraction:
    """Do what the journal says. Whatever was done already is done again and gives the same."""
    document_ids = [stone["document_id"] for stone in journal["tombstones"]]
    index = read_index(home)
    new = [stone for stone in journal["tombstones"] if stone not in index.tombstones]
    write_index(home, replace(index, tombstones=(*index.tombstones, *new)))
    with Warehouse(home.local(WAREHOUSE), threads=settings.workers, memory=settings.memory) as warehouse:
        prepare(home, warehouse)
        # The records of documents that are withheld lie in the same packs, and may be among these.
        release(warehouse)
        remove_documents(document_ids, home, warehouse)
    notes: list[str] = []
    for name in journal["versions"]:
        notes += revise(home, settings, name, document_ids, judge, mapper)
    _clean_warehouse(home, settings, mapper)
    home.delete("work")
    # A file that a killed command was writing may hold the documents' words.
    for path in (*home.unfinished(), SPILLED):
        home.delete(path)
    move_latest(home)
    home.delete(RETRACTING)
    return Retraction(tuple(document_ids), tuple(journal["raw_paths"]), tuple(journal["versions"]), tuple(notes))


def _clean_warehouse(home: Store, settings: Settings, mapper: Mapper) -> None:
    """Bring the warehouse up to date without the documents, and leave their rows in no block of its file."""
    with Warehouse(home.local(WAREHOUSE), threads=settings.workers, memory=settings.memory) as warehouse:
        bring_up_to_date(Run(warehouse, home, settings, datetime.now(UTC), mapper))
    with home.writing(WAREHOUSE) as place:
        compact(home.local(WAREHOUSE), place)


def _affected(home: Store, index: Index, manifests: Sequence[Manifest], document_ids: Collection[str]) -> list[Version]:
    """The versions that hold one of the documents, and those whose feed counts from such a one, oldest first."""
    with memory_database() as connection:
        holding = {m.content["version"] for m in manifests if _holds(connection, home, m, document_ids)}
    there = [version for version in index.versions if not version.pruned]
    return [version for version in there if version.name in holding or version.parent in holding]


def _holds(connection: Any, home: Store, manifest: Manifest, document_ids: Collection[str]) -> bool:
    query = f"select count(*) from {manifest.rows_of(home, 'documents')} where document_id in (select unnest(?))"
    return bool(connection.execute(query, [sorted(document_ids)]).fetchone()[0])


def _tombstones(
    home: Store, manifests: Sequence[Manifest], document_ids: Sequence[str], reason: str, at: str
) -> list[dict[str, Any]]:
    """The documents' tombstones, with hashes of the address and words that the newest version gives them."""
    texts: dict[str, tuple[str | None, str | None]] = {}
    with memory_database() as connection:
        for manifest in manifests:
            rows = connection.execute(
                f"select document_id, url, text from {manifest.rows_of(home, 'articles')}"
                " where document_id in (select unnest(?))",
                [list(document_ids)],
            ).fetchall()
            texts |= {document_id: (url, text) for document_id, url, text in rows}
    return [tombstone(each, reason, at, *texts.get(each, (None, None))) for each in document_ids]


def _raw_paths(
    home: Store, settings: Settings, manifests: Sequence[Manifest], document_ids: Sequence[str]
) -> list[str]:
    """Where the records were found, as any version or the warehouse knows: a place found later makes no version."""
    paths: set[str] = set()
    with memory_database() as connection:
        for manifest in manifests:
            query = f"select path from {manifest.rows_of(home, 'captures')} where document_id in (select unnest(?))"
            paths |= {path for (path,) in connection.execute(query, [list(document_ids)]).fetchall()}
    with Warehouse(home.local(WAREHOUSE), threads=settings.workers, memory=settings.memory) as warehouse:
        prepare(home, warehouse)
        release(warehouse)
        query = f"select path from {CAPTURES.address} where document_id in (select unnest(?))"
        paths |= {path for (path,) in warehouse.rows(query, [list(document_ids)])}
        return addresses(paths, warehouse)
