"""One article, story or contact, with what its rows rest on."""

from typing import Any

import duckdb
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.identified import identify
from flows.side_by_side import grid_of, print_side_by_side

Row = dict[str, Any]


def show(connection: duckdb.DuckDBPyConnection, identifier: str, out: Console) -> None:
    """Print the article, story or contact that this id names, or its beginning. Raises `WrongCall` for any other."""
    named = identify(connection, identifier)
    (found,) = rows(connection, f"select * from {named.table} where {named.key} = ?", named.identifier)
    printers = {"documents": show_document, "stories": show_story, "contacts": show_contact}
    printers[named.table](connection, found, out)


def rows(connection: duckdb.DuckDBPyConnection, query: str, *parameters: Any) -> list[Row]:
    result = connection.execute(query, list(parameters))
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def show_document(connection: duckdb.DuckDBPyConnection, document: Row, out: Console) -> None:
    """What is known of the document, then each of its lines with its role and the reason."""
    document_id = document["document_id"]
    own = rows(connection, "select * exclude (text) from articles where document_id = ?", document_id)
    context = rows(connection, "select * from article_context where document_id = ?", document_id)
    story = rows(connection, "select * from story_articles where document_id = ?", document_id)
    paths = rows(connection, "select path from captures where document_id = ? order by path", document_id)
    out.print(_facts({**document, "found at": [row["path"] for row in paths]}))
    for title, found in (("article", own), ("context", context), ("story", story)):
        for row in found:
            out.print(Text(title, style="bold"))
            out.print(_facts(_measures_together({key: value for key, value in row.items() if key != "document_id"})))
    _show_contacts(connection, "document_id", document_id, out)
    lines = rows(
        connection,
        """
        select line_number, role, reason, coalesce(lines.text, articles.text[char_start + 1 : char_end]) as text
        from lines
        left join articles using (document_id)
        where document_id = ?
        order by line_number
        """,
        document_id,
    )
    grid = grid_of("line", "role", "reason", "text")
    for line in lines:
        style = None if line["role"] == "body" else "dim"
        grid.add_row(str(line["line_number"]), line["role"], line["reason"], Text(line["text"] or ""), style=style)
    out.print(grid)
    _show_revisions(connection, document_id, out)


def _show_revisions(connection: duckdb.DuckDBPyConnection, document_id: str, out: Console) -> None:
    """What the outlet changed since the revision that this one takes the place of."""
    superseded = rows(
        connection,
        "select supersedes_document_id from article_context"
        " where document_id = ? and supersedes_document_id is not null",
        document_id,
    )
    for row in superseded:
        out.print(Text(f"changed since the revision before, {row['supersedes_document_id']}", style="bold"))
        _show_beside(connection, document_id, row["supersedes_document_id"], out)


def show_story(connection: duckdb.DuckDBPyConnection, story: Row, out: Console) -> None:
    """The story's numbers, its tellings with relation and basis, then each beside the telling it was made from."""
    out.print(_facts(story))
    _show_contacts(connection, "story_id", story["story_id"], out)
    tellings = rows(
        connection,
        """
        select
            story_articles.relation,
            published_from,
            published_until,
            outlet,
            title,
            document_id,
            story_articles.source_document_id,
            basis,
        from tellings($1)
        join story_articles using (document_id)
        order by
            published_from nulls last,
            story_articles.relation <> 'original',
            story_articles.source_document_id nulls first,
            document_id
        """,
        story["story_id"],
    )
    for telling in tellings:
        out.print()
        out.print(_heading(telling["relation"], _when(telling), telling["outlet"], telling["title"]))
        out.print(_facts({name: telling[name] for name in ("document_id", "source_document_id", "basis")}))
    for telling in tellings:
        if telling["source_document_id"]:
            out.print()
            out.print(Text(f"{telling['document_id']} beside its source", style="bold"))
            _show_beside(connection, telling["document_id"], telling["source_document_id"], out)


def _show_beside(connection: duckdb.DuckDBPyConnection, document_id: str, source: str, out: Console) -> None:
    print_side_by_side(rows(connection, "from compare(?, ?)", document_id, source), out)


def show_contact(connection: duckdb.DuckDBPyConnection, contact: Row, out: Console) -> None:
    """The contact's fields, then each report with the sentences that it rests on."""
    out.print(_facts(contact))
    evidence = rows(
        connection,
        """
        with numbered as (
            select document_id, unnest(sentence_numbers) as sentence_number
            from contact_reports
            where contact_id = ?
        )

        select
            document_id,
            sentence_number,
            relation,
            published_from,
            published_until,
            article_context.outlet,
            title,
            articles.text[char_start + 1 : char_end] as sentence,
        from numbered
        join sentences using (document_id, sentence_number)
        join articles using (document_id)
        join article_context using (document_id)
        join story_articles using (document_id)
        order by published_from nulls last, published_until, document_id, sentence_number
        """,
        contact["contact_id"],
    )
    document_id = None
    for row in evidence:
        if row["document_id"] != document_id:
            document_id = row["document_id"]
            out.print()
            out.print(_heading(row["relation"], _when(row), row["outlet"], row["title"]))
            out.print(_facts({"document_id": document_id}))
        out.print(Padding(Text(f"{row['sentence_number']}: {row['sentence']}"), (0, 0, 0, 4)))


def _show_contacts(connection: duckdb.DuckDBPyConnection, key: str, identifier: str, out: Console) -> None:
    """The contacts that the article or story tells of."""
    contacts = rows(
        connection,
        f"""
        select
            contact_id,
            concat_ws(' ', medium, occurred_from) as what,
            list_transform(participants, lambda p: concat_ws(', ', coalesce(p.person, p.office), p.country)) as who,
        from contacts
        where contact_id in (select contact_id from contact_reports where {key} = ?)
        order by occurred_from nulls last, contact_id
        """,
        identifier,
    )
    if contacts:
        out.print(Text("contacts", style="bold"))
        out.print(_facts({row["contact_id"]: f"{row['what']}: {'; '.join(row['who'])}" for row in contacts}))


def _heading(*parts: str | None) -> Text:
    return Text("  ".join(part for part in parts if part), style="bold")


def _when(row: Row) -> str:
    """The day of publication, or the days between which it lies."""
    first, last = row["published_from"], row["published_until"]
    return "undated" if first is None else str(first) if first == last else f"{first} to {last}"


_CODES = ("entity_id", "country_code")
"""Members of a struct that say again what its names say."""


def _facts(row: Row) -> Table:
    """Names and values of what is known; what is not known is left out."""
    grid = grid_of("name", "value")
    grid.show_header = False
    grid.columns[0].style, grid.columns[0].no_wrap = "cyan", True
    for name, value in row.items():
        if value is not None and value != []:
            grid.add_row(name, Text(_said(value)))
    return grid


def _measures_together(row: Row) -> Row:
    """The row with its shares and means in one place at its end, as there are dozens."""
    measures = {name: value for name, value in row.items() if isinstance(value, float)}
    others = {name: value for name, value in row.items() if name not in measures}
    return {**others, "measures": ", ".join(f"{name} {_said(value)}" for name, value in measures.items()) or None}


def _said(value: Any) -> str:
    if isinstance(value, dict):
        known = {name: member for name, member in value.items() if member is not None and name not in _CODES}
        first, *others = known.items() or [("", "")]
        return "; ".join([_said(first[1]), *(f"{name.replace('_', ' ')} {_said(member)}" for name, member in others)])
    if isinstance(value, list):
        return "\n".join(_said(member) for member in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)
