"""What the card and the report say of a version, counted from its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from expectations.contract import Table
from flows.publish.changes import source
from flows.publish.owner import Owner
from flows.publish.staging import Staged
from flows.stages import STEPS
from flows.steps import ROOT
from flows.store import Store
from flows.warehouse import memory_database

_KINDS = {
    "Articles by language": ("articles", "language"),
    "Articles by outlet": ("article_context", "outlet"),
    "Articles by what they are to their story": ("story_articles", "relation"),
    "Mentions by kind": ("mentions", "kind"),
    "Dates by basis": ("dates", "date_basis"),
    "Contacts by medium": ("contacts", "medium"),
    "Refused by reason": ("refused", "reason"),
}
SHOWN_KINDS = 12
_TOTALS = {
    "records": ("documents", "count(*)"),
    "articles": ("articles", "count(*)"),
    "articles that a later revision replaced": ("article_context", "count(*) filter (not is_latest_revision)"),
    "languages": ("articles", "count(distinct language) filter (language <> 'und')"),
    "outlets": ("article_context", "count(distinct outlet)"),
    "first day": ("articles", "min(published_on)"),
    "last day": ("articles", "max(published_on)"),
    "stories": ("stories", "count(*)"),
    "articles made from another's text": ("reuse", "count(distinct document_id)"),
    "persons, organisations, countries, places, offices, weapons": ("entities", "count(*)"),
    "quotations": ("quotes", "count(*)"),
    "contacts": ("contacts", "count(*)"),
    "inputs refused": ("refused", "count(*)"),
}
"""What the card counts: the table and what is asked of it."""
_TOLD = {
    "articles": ("title", "authors", "agency", "published_on"),
    "article_context": ("outlet", "published_from"),
    "dates": ("date_from",),
    "quotes": ("speaker", "speaker_entity_id"),
    "contacts": ("occurred_from", "requested_by"),
    "contact_participants": ("person", "country"),
}
"""The columns of which the card says how often they are known."""
_QUALITY = ROOT / "data" / "quality.csv"


@dataclass(frozen=True)
class Facts:
    """What the card and the report say: resources as in the manifest, expectations as validation records them."""

    name: str
    published_at: str
    parent: str | None
    resources: Sequence[Mapping[str, Any]]
    expectations: Sequence[Mapping[str, Any]]
    kinds: Mapping[str, Sequence[tuple[str | None, int]]] = field(default_factory=dict)
    """Titles with the numbers of rows by kind, most frequent first."""
    totals: Mapping[str, Any] = field(default_factory=dict)
    """Numbers and days by what they count; None for a day that no article has."""
    unknown: Sequence[tuple[str, str, float]] = ()
    """Table, column and the share of its rows in which it is NULL or an empty list."""
    quality: Sequence[tuple[str, str, str]] = ()
    """Set, measures and figures, as docs/quality.md has them."""
    languages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Published tables with the languages whose words the step knows that reads them from texts."""
    owner: Owner = field(default_factory=Owner)

    @property
    def tables(self) -> list[Mapping[str, Any]]:
        return [resource for resource in self.resources if resource["role"] == "table"]

    @property
    def changes(self) -> dict[str, Mapping[str, int]]:
        return {
            resource["name"].removeprefix("changes-").replace("-", "_"): resource["counts"]
            for resource in self.resources
            if resource["role"] == "changes"
        }


def count(connection: duckdb.DuckDBPyConnection, home: Store, staged: Staged) -> dict[str, Any]:
    """The parts of `Facts` that are counted: `kinds`, `totals` and `unknown`, of the tables that there are."""
    columns = {part.table.name: part.table.names for part in staged.tables}
    for part in staged.tables:
        files = [str(home.local(f"{staged.folder}/{file.path}")) for file in part.files]
        connection.execute(f"create or replace temp view {part.table.name} as select * from {source(files, {})}")
    return {
        "kinds": {
            title: connection.execute(
                f"select {column}, count(*) from {table} group by 1 order by 2 desc, 1 limit {SHOWN_KINDS}"
            ).fetchall()
            for title, (table, column) in _KINDS.items()
            if column in columns.get(table, ())
        },
        "totals": {
            title: connection.execute(f"select {counted} from {table}").fetchall()[0][0]
            for title, (table, counted) in _TOTALS.items()
            if table in columns
        },
        "unknown": [
            (table, column, share)
            for table, wanted in _TOLD.items()
            for column in wanted
            if column in columns.get(table, ())
            for (share,) in connection.execute(_unknown(table, column)).fetchall()
            if share is not None
        ],
    }


def _unknown(table: str, column: str) -> str:
    return f"select avg(({column} is null or cast({column} as varchar) = '[]')::integer) from {table}"


def known() -> dict[str, Any]:
    """The parts of `Facts` that no version changes: `quality` and `languages`."""
    with memory_database() as connection:
        place = str(_QUALITY).replace("'", "''")
        quality = connection.execute(f"from read_csv('{place}', all_varchar = true)").fetchall()
    languages = {table: step.languages for step in STEPS.values() if step.languages for table in _published(step.makes)}
    return {"quality": quality, "languages": languages}


def _published(table: Table) -> list[str]:
    """The table, or the published ones that are made from it where it isn't published itself."""
    readers = [step.makes for step in STEPS.values() if table in step.tables]
    return [table.name] if table.published else [name for reader in readers for name in _published(reader)]
