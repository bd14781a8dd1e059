"""The dataset card and the report."""

import re
from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from flows.publish import card, report
from flows.publish.facts import Facts, known
from flows.publish.manifest import Manifest
from flows.publish.owner import Owner
from flows.steps import ROOT
from tests.publish.house import House

FAILED = {"table": "articles", "check": "a < b", "severity": "warn", "success": False, "bad_rows": 1234}
PASSED = {"table": "dates", "check": "surface is filled", "severity": "stop", "success": True, "bad_rows": 0}


@pytest.fixture
def facts() -> Facts:
    tables: list[dict[str, Any]] = [
        {"name": "articles", "role": "table", "rows": 12345, "size_bytes": 6789, "title": "A row an article."},
        {"name": "changes-articles", "role": "changes", "counts": {"added": 345, "changed": 6, "removed": 0}},
    ]
    kinds = {"Articles by outlet": [("Gull & Tern", 12), (None, 3)]}
    return Facts(
        "2026-11-22.02",
        "2026-11-22T12:00:00Z",
        "2026-11-22.01",
        tables,
        [PASSED, FAILED],
        kinds,
        totals={"articles": 12345, "first day": date(2025, 3, 3), "last day": None},
        unknown=[("articles", "agency", 0.625)],
        quality=[("ferries", "precision", ".975")],
        languages={"dates": ("en", "ru")},
        owner=Owner("Ferry news", contact="The Ferry Desk"),
    )


def test_the_card_says_in_numbers_what_is_inside_what_changed_and_what_failed(facts: Facts) -> None:
    said = card.render(facts)
    for words in ("12,345", "| 345 | 6 | 0 |", "Gull & Tern 12, unknown 3", "1 of 2 expectations", "a < b: 1,234 rows"):
        assert words in said


def test_the_card_says_what_is_not_known_how_good_it_is_and_which_languages_are_spoken(facts: Facts) -> None:
    said = card.render(facts)
    for line in (
        "# Ferry news 2026-11-22.02",
        "| first day | 2025-03-03 |",
        "| last day | – |",
        "| articles | agency | 62.5% |",
        "| ferries | precision | .975 |",
        "| dates | en, ru |",
    ):
        assert line in said.splitlines()
    assert "Articles: 345 added, 6 changed, 0 removed." in said
    assert "Whom to write to: The Ferry Desk." in said


def test_the_facts_are_counted_from_the_files(grown: House, manifest: Manifest) -> None:
    said = grown.home.read(f"{manifest.folder}/README.md").decode()
    articles = (manifest.table("articles") or {})["rows"]
    days = grown.home.local(f"{manifest.folder}/articles/*.parquet")
    ((first, unknown),) = duckdb.sql(
        f"select min(published_on), avg((agency is null)::integer) from '{days}'"
    ).fetchall()
    for line in (f"| articles | {articles:,} |", f"| first day | {first} |", f"| articles | agency | {unknown:.1%} |"):
        assert line in said.splitlines()


def test_what_the_card_says_of_quality_stands_in_the_documentation() -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8").splitlines()
    for row in known()["quality"]:
        assert any(all(part in line for part in row) for line in page), row


def test_a_step_speaks_the_languages_that_its_words_are_of() -> None:
    words = {"dates": "date_words", "quotes": "speech_verbs", "mentions": "offices"}
    for table, name in words.items():
        languages = pl.read_csv(ROOT / "data" / "reference" / f"{name}.csv", infer_schema=False)["language"]
        assert set(known()["languages"][table]) == set(languages)


def test_the_report_is_one_page_that_needs_no_network(facts: Facts) -> None:
    page = report.render(facts)
    assert not re.search(r"(src|href)=|@import|url\(", page)
    assert "width=device-width" in page
    assert "color-scheme: light dark" in page


def test_the_report_shows_what_failed_first_and_escapes_what_it_is_given(facts: Facts) -> None:
    page = report.render(facts)
    assert page.index("a &lt; b") < page.index("surface is filled")
    assert "Gull &amp; Tern" in page
    assert "failed: 1,234 rows" in page
    assert "a < b" not in page


def test_bars_are_as_long_as_their_values() -> None:
    widths = [float(width) for width in re.findall(r"width='([\d.]+)' height", report.bars([("a", 10), ("b", 5)]))]
    assert widths[0] == 2 * widths[1]
    assert report.bars([]).startswith("<svg")
