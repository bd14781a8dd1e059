"""One article, story or contact, with what its rows rest on."""

from collections import Counter
from difflib import SequenceMatcher
from typing import Any

import duckdb
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.errors import WrongCall

Row = dict[str, Any]


def show(connection: duckdb.DuckDBPyConnection, identifier: str, out: Console) -> None:
    """Print the article, story or contact of this id. Raises `WrongCall` when the corpus has none."""
    for table, key, printer in (
        ("documents", "document_id", show_document),
        ("stories", "story_id", show_story),
        ("contacts", "contact_id", show_contact),
    ):
        if found := rows(connection, f"select * from {table} where {key} = ?", identifier):
            printer(connection, found[0], out)
            return
    raise WrongCall(_what_became_of(connection, identifier))


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
            out.print(_facts({key: value for key, value in row.items() if key != "document_id"}))
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
    grid = Table("line", "role", "reason", "text", box=None, pad_edge=False)
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
        compare(connection, document_id, row["supersedes_document_id"], out)


def show_story(connection: duckdb.DuckDBPyConnection, story: Row, out: Console) -> None:
    """The story's numbers, its tellings with relation and basis, then each beside the telling it was made from."""
    out.print(_facts(story))
    tellings = rows(
        connection,
        """
        select
            story_articles.relation,
            published_from,
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
        heading = [telling["relation"], telling["published_from"] or "undated", telling["outlet"], telling["title"]]
        out.print(Text("  ".join(str(part) for part in heading if part), style="bold"))
        out.print(_facts({name: telling[name] for name in ("document_id", "source_document_id", "basis")}))
    for telling in tellings:
        if telling["source_document_id"]:
            out.print()
            out.print(Text(f"{telling['document_id']} beside its source", style="bold"))
            compare(connection, telling["document_id"], telling["source_document_id"], out)


def compare(connection: duckdb.DuckDBPyConnection, document_id: str, source_document_id: str, out: Console) -> None:
    """The two articles sentence by sentence, with the words marked that only one of them has."""
    pairs = rows(connection, "from compare(?, ?)", document_id, source_document_id)
    if not pairs:
        out.print("No sentence of one was taken from the other.")
        return
    counts = Counter(pair["change"] for pair in pairs)
    out.print(", ".join(f"{count} {_SAID[change]}" for change, count in sorted(counts.items(), key=_by_change)))
    grid = Table("change", "source", "this telling", box=None, pad_edge=False)
    grid.columns[0].no_wrap = True
    for pair in pairs:
        before, after = marked(pair["source_sentence"] or "", pair["sentence"] or "", out.is_terminal)
        style = "dim" if pair["change"] == "same" else None
        grid.add_row(_SAID[pair["change"]], before, after, style=style)
    out.print(grid)


_SAID = {
    "same": "kept",
    "edited": "changed",
    "merged": "merged",
    "split": "split",
    "added": "added",
    "dropped": "dropped",
}


def _by_change(counted: tuple[str, int]) -> int:
    return list(_SAID).index(counted[0])


def marked(before: str, after: str, in_colour: bool) -> tuple[Text, Text]:
    """Both texts with the words marked that the other lacks: in colour, or as `[-gone-]` and `{+new+}`.

    A sentence that stands alone is not marked: all of its words are only there.
    """
    if not before or not after:
        return Text(before), Text(after)
    old, new = before.split(), after.split()
    texts = Text(), Text()
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        spans = ((old[old_start:old_end], "[-{}-]", "red"), (new[new_start:new_end], "{{+{}+}}", "green"))
        for text, (words, marks, colour) in zip(texts, spans, strict=True):
            if words:
                said = " ".join(words)
                is_same = kind == "equal"
                text.append(" " if text else "")
                text.append(said if is_same or in_colour else marks.format(said), None if is_same else colour)
    return texts


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

        select document_id, sentence_number, outlet, articles.text[char_start + 1 : char_end] as sentence
        from numbered
        join sentences using (document_id, sentence_number)
        join articles using (document_id)
        order by document_id, sentence_number
        """,
        contact["contact_id"],
    )
    document_id = None
    for row in evidence:
        if row["document_id"] != document_id:
            document_id = row["document_id"]
            out.print()
            out.print(Text("  ".join(each for each in (document_id, row["outlet"]) if each), style="bold"))
        out.print(Padding(Text(f"{row['sentence_number']}: {row['sentence']}"), (0, 0, 0, 4)))


_CODES = ("entity_id", "country_code")
"""Members of a struct that say again what its names say."""


def _facts(row: Row) -> Table:
    """Names and values of what is known; what is not known is left out."""
    grid = Table(show_header=False, box=None, pad_edge=False)
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column()
    for name, value in row.items():
        if value is not None and value != []:
            grid.add_row(name, Text(_said(value)))
    return grid


def _said(value: Any) -> str:
    if isinstance(value, dict):
        known = {name: member for name, member in value.items() if member is not None and name not in _CODES}
        first, *others = known.items() or [("", "")]
        return "; ".join([_said(first[1]), *(f"{name.replace('_', ' ')} {_said(member)}" for name, member in others)])
    if isinstance(value, list):
        return "\n".join(_said(member) for member in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _what_became_of(connection: duckdb.DuckDBPyConnection, identifier: str) -> str:
    """Where the documents of a story or contact are now that an earlier version had under this id."""
    names = rows(connection, "select name from versions order by name desc")
    for table, key, kind in (("story_articles", "story_id", "story"), ("contact_reports", "contact_id", "contact")):
        for version in (row["name"] for row in names):
            now = rows(
                connection,
                f'select distinct now.{key} as id from "{version}".{table} as before join {table} as now'
                f" using (document_id) where before.{key} = ? order by 1",
                identifier,
            )
            if now:
                successors = ", ".join(row["id"] for row in now)
                return f"{identifier} was a {kind} of version {version}. Its articles are now in: {successors}"
    return (
        f"{identifier} is no document, story or contact of this corpus."
        ' Find one with: copydesk sql "select document_id, title from articles"'
    )
