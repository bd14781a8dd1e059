"""`README.md` of a version: the dataset card, in numbers."""

from typing import Any

from flows.publish.facts import Facts


def render(facts: Facts) -> str:
    """The card as Markdown."""
    parts = (_head, _inside, _changes, _tables, _kinds, _unknown, _quality, _languages, _terms)
    return "\n".join(line for part in parts for line in part(facts)) + "\n"


def _head(facts: Facts) -> list[str]:
    since = f"It follows {facts.parent}." if facts.parent else "It is the first version."
    return [
        f"# {facts.owner.title} {facts.name}",
        "",
        f"Published {facts.published_at}. {since} Plain Parquet: any reader that globs a table's folder has its rows,",
        "for example `select * from 'articles/*.parquet'` in DuckDB.",
        "",
    ]


def _inside(facts: Facts) -> list[str]:
    rows = [f"| {title} | {shown(value)} |" for title, value in facts.totals.items()]
    return ["## What is inside", "", "| | |", "|---|---:|", *rows, ""] if rows else []


def shown(value: Any) -> str:
    """A number or a day; a dash for what isn't known."""
    return f"{value:,}" if isinstance(value, int) else str(value or "–")


def _changes(facts: Facts) -> list[str]:
    counts = facts.changes.get("articles", {})
    if not facts.parent or not any(any(each.values()) for each in facts.changes.values()):
        return []
    words = ", ".join(f"{counts.get(kind, 0):,} {kind}" for kind in ("added", "changed", "removed"))
    others = sum(sum(each.values()) for name, each in facts.changes.items() if name != "articles")
    return [
        f"## What changed since {facts.parent}",
        "",
        f"Articles: {words}. Rows of other tables that were added, changed or removed: {others:,}. The table below has",
        "each; which rows they are stands in `changes/<table>.parquet`.",
        "",
    ]


def _tables(facts: Facts) -> list[str]:
    lines = [
        "## Tables",
        "",
        "| table | rows | bytes | added | changed | removed | |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for table in facts.tables:
        counts = facts.changes.get(table["name"], {})
        changed = " | ".join(f"{counts.get(kind, 0):,}" for kind in ("added", "changed", "removed"))
        name = f"[{table['name']}]({table['name']}/)"
        lines.append(f"| {name} | {table['rows']:,} | {table['size_bytes']:,} | {changed} | {table['title']} |")
    return [*lines, ""]


def _kinds(facts: Facts) -> list[str]:
    lines: list[str] = []
    for title, counts in facts.kinds.items():
        listed = ", ".join(f"{kind or 'unknown'} {count:,}" for kind, count in counts)
        lines += [f"**{title}**: {listed or 'none'}.", ""]
    return lines


def _unknown(facts: Facts) -> list[str]:
    if not facts.unknown:
        return []
    rows = [f"| {table} | {column} | {share:.1%} |" for table, column, share in facts.unknown]
    return [
        "## What isn't known",
        "",
        "The share of rows in which a column is NULL, or an empty list: what no record says is never guessed.",
        "",
        "| table | column | unknown |",
        "|---|---|---:|",
        *rows,
        "",
    ]


def _quality(facts: Facts) -> list[str]:
    failed = [result for result in facts.expectations if not result["success"]]
    passed = len(facts.expectations) - len(failed)
    lines = [
        "## How good it is",
        "",
        f"{passed} of {len(facts.expectations)} expectations passed; [the report](report/index.html) has each.",
        "",
    ]
    lines += [f"- {result['table']}: {result['check']}: {result['bad_rows']:,} rows" for result in failed]
    lines += [""] if failed else []
    if facts.quality:
        lines += [
            "How often the code that made it is right, measured on labelled sets (not on this corpus):",
            "",
            "| set | measures | figures |",
            "|---|---|---|",
            *(f"| {name} | {measures} | {figures} |" for name, measures, figures in facts.quality),
            "",
        ]
    return lines


def _languages(facts: Facts) -> list[str]:
    if not facts.languages:
        return []
    rows = [f"| {table} | {', '.join(languages)} |" for table, languages in facts.languages.items()]
    return [
        "## Which languages each step speaks",
        "",
        "| table | languages whose words its step knows |",
        "|---|---|",
        *rows,
        "",
        "Every other table is made alike for all languages. Where a step doesn't speak an article's language, its rows",
        "may be few or none: that there is no contact in a Japanese article says nothing.",
        "",
    ]


def _terms(facts: Facts) -> list[str]:
    contact = f" Whom to write to: {facts.owner.contact}." if facts.owner.contact else ""
    return [
        "## Terms",
        "",
        f"Rights: <{facts.owner.license}>. The texts belong to their publishers; what may be done with them is for",
        f"whoever uses them to find out.{contact}",
    ]
