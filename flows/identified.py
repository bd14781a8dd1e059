"""Which article, story or contact an id names, or its beginning, and what became of one that is gone."""

from typing import NamedTuple

import duckdb

from flows.errors import WrongCall
from flows.hints import LIST_ARTICLES, typed

SHORTEST, MOST_LISTED = 6, 20


class Identified(NamedTuple):
    """A row of a table, by its key."""

    table: str
    key: str
    identifier: str


_KEYS = (("documents", "document_id"), ("stories", "story_id"), ("contacts", "contact_id"))
_WORDS = {
    "documents": "select any_value(title) from articles where document_id = ?",
    "stories": "select any_value(headline) from stories where story_id = ?",
    "contacts": "select any_value(concat_ws(' ', medium, occurred_from)) from contacts where contact_id = ?",
}


def identify(connection: duckdb.DuckDBPyConnection, identifier: str) -> Identified:
    """The document, story or contact that has this id, or the only one whose id begins with it.

    Raises `WrongCall`: where several begin so it names them, and where none does what became of the one that an
    earlier version had under this id.
    """
    for table, key in _KEYS:
        if connection.execute(f"select 1 from {table} where {key} = ?", [identifier]).fetchone():
            return Identified(table, key, identifier)
    # A shorter beginning would soon name another one, as the corpus grows.
    found = _beginning_with(connection, identifier) if len(identifier) >= SHORTEST else []
    if len(found) == 1:
        return found[0]
    raise WrongCall(_candidates(connection, identifier, found) if found else _what_became_of(connection, identifier))


def _beginning_with(connection: duckdb.DuckDBPyConnection, beginning: str) -> list[Identified]:
    return [
        Identified(table, key, identifier)
        for table, key in _KEYS
        for (identifier,) in connection.execute(
            f"select {key} from {table} where starts_with({key}, ?) order by 1", [beginning]
        ).fetchall()
    ]


def _candidates(connection: duckdb.DuckDBPyConnection, beginning: str, found: list[Identified]) -> str:
    lines = [f"{len(found)} ids begin with {beginning}. Give more of the one that is meant:"]
    for table, _, identifier in found[:MOST_LISTED]:
        (words,) = connection.execute(_WORDS[table], [identifier]).fetchone() or (None,)
        lines.append(f"    {identifier}  {words or ''}".rstrip())
    if len(found) > MOST_LISTED:
        lines.append(f"    and {len(found) - MOST_LISTED} more")
    return "\n".join(lines)


def _what_became_of(connection: duckdb.DuckDBPyConnection, identifier: str) -> str:
    """Where the documents of a story or contact are now that an earlier version had under this id."""
    names = connection.execute("select name from versions order by name desc").fetchall()
    for table, key, kind in (("story_articles", "story_id", "story"), ("contact_reports", "contact_id", "contact")):
        for (version,) in names:
            now = connection.execute(
                f'select distinct now.{key} from "{version}".{table} as before join {table} as now'
                f" using (document_id) where before.{key} = ? order by 1",
                [identifier],
            ).fetchall()
            if now:
                successors = ", ".join(successor for (successor,) in now)
                return f"{identifier} was a {kind} of version {version}. Its articles are now in: {successors}"
    return (
        f"{identifier} is no document, story or contact of this corpus, nor the beginning of the id of one"
        f" ({SHORTEST} characters or more). Find one with: {typed(LIST_ARTICLES)}"
    )
