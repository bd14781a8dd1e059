"""`report/index.html`: expectation results and charts in one file that needs no network."""

from collections.abc import Mapping
from html import escape
from typing import Any

from flows.publish.card import shown
from flows.publish.facts import Facts

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --good: #2a7d46; --bad: #b3261e; --bar: #4a7ab5 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: auto; padding: 1rem }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
td, th { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
table.narrow { width: min(100%, 36rem) } svg { display: block; max-width: 46rem }
.bad { color: var(--bad) } .good { color: var(--good) }
rect { fill: var(--bar) } svg text { fill: currentColor; font-size: 13px }
"""


def render(facts: Facts) -> str:
    """The report as one HTML page."""
    kinds = "".join(
        _chart(title, [(kind or "unknown", count) for kind, count in counts]) for title, counts in facts.kinds.items()
    )
    changed = [(name, sum(counts.values())) for name, counts in facts.changes.items() if any(counts.values())]
    failed_first = sorted(facts.expectations, key=lambda result: bool(result["success"]))
    title = escape(f"{facts.owner.title} {facts.name}")
    passed = sum(bool(result["success"]) for result in facts.expectations)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta name='viewport' content='width=device-width, initial-scale=1'><style>{_STYLE}</style></head><body>"
        f"<h1>{title}</h1><p>Published {escape(facts.published_at)}."
        f" {passed} of {len(facts.expectations)} expectations passed.</p>{_inside(facts)}"
        f"{_chart('Rows', [(table['name'], table['rows']) for table in facts.tables])}"
        f"{_chart(f'Rows added, changed or removed since {facts.parent}', changed if facts.parent else [])}{kinds}"
        f"<h2>Expectations</h2><div class='wide'><table><tr><th>table<th>expectation<th>severity<th>result</tr>"
        f"{''.join(_row(result) for result in failed_first)}</table></div></body></html>\n"
    )


def _inside(facts: Facts) -> str:
    rows = "".join(
        f"<tr><td>{escape(title)}<td class='number'>{shown(value)}</tr>" for title, value in facts.totals.items()
    )
    unknown = [(f"{table}.{column}", share) for table, column, share in facts.unknown]
    lines = "".join(f"<tr><td>{escape(name)}<td class='number'>{share:.1%}</tr>" for name, share in unknown)
    return (
        f"<h2>What is inside</h2><table class='narrow'>{rows}</table><h2>What isn't known</h2>"
        f"<p>The share of rows in which a column is NULL, or an empty list.</p><table class='narrow'>{lines}</table>"
        if rows
        else ""
    )


def bars(values: list[tuple[str, int]]) -> str:
    """A bar chart as SVG: a row a value, the longest bar for the largest."""
    largest = max([value for _, value in values], default=0) or 1
    rows = "".join(
        f"<text x='0' y='{y + 14}'><title>{escape(name)}</title>{escape(_cut(name))}</text>"
        f"<rect x='170' y='{y + 3}' width='{value / largest * 330:.1f}' height='14'/>"
        f"<text x='{175 + value / largest * 330:.1f}' y='{y + 14}'>{value:,}</text>"
        for y, (name, value) in zip(range(0, 22 * len(values), 22), values, strict=True)
    )
    return f"<svg viewBox='0 0 600 {22 * len(values)}' width='100%' role='img' aria-label='bar chart'>{rows}</svg>"


def _chart(title: str, values: list[tuple[str, int]]) -> str:
    return f"<h2>{escape(title)}</h2>{bars(values)}" if values else ""


def _cut(name: str, length: int = 24) -> str:
    return name if len(name) <= length else name[: length - 1] + "…"


def _row(result: Mapping[str, Any]) -> str:
    cells = "".join(f"<td>{escape(str(result[name]))}" for name in ("table", "check", "severity"))
    if result["success"]:
        return f"<tr>{cells}<td class='good'>passed</tr>"
    return f"<tr>{cells}<td class='bad'>failed: {result['bad_rows']:,} rows</tr>"
