"""The worked queries and the catalog's macros answer on the published sample, and the documentation shows them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.publish.catalog import open_catalog
from flows.steps import ROOT, SQL
from flows.store import Store

QUERIES = sorted((SQL / "queries").glob("*.sql"))
MACROS = sorted((SQL / "macros").glob("*.sql"))
PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def catalog(sample_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader's session on a version of the sample."""
    with open_catalog(Store(sample_home)) as connection:
        yield connection


def rows(catalog: duckdb.DuckDBPyConnection, query: str, *parameters: Any) -> list[dict[str, Any]]:
    return catalog.execute(query, parameters).pl().to_dicts()


def document(catalog: duckdb.DuckDBPyConnection, path: str) -> str:
    """The document that was found at this path of the sample."""
    (found,) = rows(catalog, "select document_id from captures where ends_with(path, ?)", path)
    return str(found["document_id"])


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_every_query_finds_something_in_the_sample(query: Path, catalog: duckdb.DuckDBPyConnection) -> None:
    assert rows(catalog, query.read_text(encoding="utf-8"))


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_every_query_says_first_what_a_row_is_and_is_one_select(query: Path) -> None:
    text = query.read_text(encoding="utf-8")
    assert text.startswith("-- One row per ")
    assert len(duckdb.extract_statements(text)) == 1
    assert not text.rstrip().endswith(";")


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_the_documentation_shows_every_query_as_it_is(query: Path) -> None:
    assert query.read_text(encoding="utf-8").strip() in PAGE


@pytest.mark.parametrize("macro", MACROS, ids=lambda path: path.stem)
def test_every_macro_bears_its_files_name_and_is_documented(macro: Path) -> None:
    assert f"create or replace macro {macro.stem}(" in macro.read_text(encoding="utf-8")
    assert f"| `{macro.stem}(" in PAGE


def test_no_macro_is_left_out_for_want_of_another_one(catalog: duckdb.DuckDBPyConnection) -> None:
    assert rows(catalog, "from left_out_macros") == []


def test_tellings_are_all_articles_of_a_story_the_first_one_first(catalog: duckdb.DuckDBPyConnection) -> None:
    wire = document(catalog, "feeds/ticker.jsonl#1")
    (story,) = rows(catalog, "from story_of(?)", wire)
    tellings = rows(catalog, "from tellings(?)", story["story_id"])
    assert len(tellings) == story["article_count"]
    assert tellings[0]["published_from"] == story["first_published_on"]
    assert wire in {telling["document_id"] for telling in tellings}


def test_copies_name_those_who_printed_a_wire(catalog: duckdb.DuckDBPyConnection) -> None:
    wire = document(catalog, "feeds/ticker.jsonl#1")
    copies = {copy["document_id"] for copy in rows(catalog, "from copies_of(?)", wire)}
    assert document(catalog, "feeds/aggregator.jsonl#3") in copies
    assert document(catalog, "danube-examiner/0115.txt") in copies
    assert wire not in copies


def test_tellings_stand_side_by_side_with_their_changed_words_marked(catalog: duckdb.DuckDBPyConnection) -> None:
    wire = document(catalog, "feeds/ticker.jsonl#1")
    (story,) = rows(catalog, "from story_of(?)", wire)
    sided = rows(catalog, "from side_by_side(?)", story["story_id"])
    derived = rows(catalog, "from tellings(?) where source_document_id is not null", story["story_id"])
    assert {row["document_id"] for row in sided} == {row["document_id"] for row in derived}
    assert {row["change"] for row in sided} <= {"kept", "changed", "merged", "split", "dropped", "added"}
    assert all("[-" not in row["source_sentence"] for row in sided if row["change"] == "kept")
    changed = [row for row in sided if row["change"] == "changed"]
    assert any("[-" in row["source_sentence"] and "{+" in row["sentence"] for row in changed)


def test_a_comparison_puts_each_sentence_beside_the_one_that_it_was_made_from(
    catalog: duckdb.DuckDBPyConnection,
) -> None:
    copy, wire = document(catalog, "danube-examiner/0520.txt"), document(catalog, "kupa-online.example/most-1905.html")
    compared = rows(catalog, "from compare(?, ?)", copy, wire)
    assert {
        "sentence": "Nobody was injured, police said.",
        "source_sentence": "Nobody was hurt, police said.",
        "change": "edited",
    }.items() <= next(row for row in compared if "police said" in (row["sentence"] or "")).items()


def test_revisions_stand_in_their_order(catalog: duckdb.DuckDBPyConnection) -> None:
    first, second = rows(catalog, "from revisions_of('https://www.pampa-standard.example/politics/river-toll-talks')")
    assert second["supersedes_document_id"] == first["document_id"]
    assert (first["is_latest_revision"], second["is_latest_revision"]) == (False, True)


def test_quotations_are_found_by_a_part_of_the_speakers_name(catalog: duckdb.DuckDBPyConnection) -> None:
    assert any("eighteenth century" in quote["text"] for quote in rows(catalog, "from quotes_of('toomsalu')"))


def test_mentions_give_the_sentences_that_name_somebody(catalog: duckdb.DuckDBPyConnection) -> None:
    mentions = rows(catalog, "from mentions_of('toomsalu')")
    assert mentions
    assert all("Toomsalu" in mention["sentence"] or "director" in mention["sentence"] for mention in mentions)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("Poland", "BLR", [date(2025, 2, 26), date(2026, 3, 17)]),
        ("belarus", "poland", [date(2025, 2, 26), date(2026, 3, 17)]),
        ("Paraguay", "Uruguay", [date(2025, 4, 8)]),
        ("Poland", "Poland", []),
    ],
)
def test_contacts_between_countries_are_found_by_name_and_code(
    one: str, other: str, days: list[date], catalog: duckdb.DuckDBPyConnection
) -> None:
    contacts = rows(catalog, "select occurred_from from contacts_between(?, ?)", one, other)
    assert [contact["occurred_from"] for contact in contacts] == days


def test_a_contact_shows_the_sentences_that_tell_of_it(catalog: duckdb.DuckDBPyConnection) -> None:
    (contact,) = rows(catalog, "from contacts_of('Brum')")
    evidence = rows(catalog, "from evidence_of(?)", contact["contact_id"])
    tellings = rows(catalog, "select document_id from contact_reports where contact_id = ?", contact["contact_id"])
    assert {row["document_id"] for row in evidence} == {row["document_id"] for row in tellings}


def test_a_day_has_the_articles_that_appeared_on_it(catalog: duckdb.DuckDBPyConnection) -> None:
    on_the_day = {row["document_id"] for row in rows(catalog, "from articles_on('2025-03-21')")}
    assert document(catalog, "vistula-courier/2025-03-21-warsaw-denies.md") in on_the_day
    assert document(catalog, "feeds/ticker.jsonl#1") not in on_the_day


def test_a_span_counts_as_the_tables_do(catalog: duckdb.DuckDBPyConnection) -> None:
    spans = "select count(*) as wrong from mentions join articles using (document_id)"
    assert rows(catalog, f"{spans} where span(text, char_start, char_end) <> surface") == [{"wrong": 0}]


@pytest.fixture
def shortened() -> Iterator[duckdb.DuckDBPyConnection]:
    """The macros on two articles of one story: the first has `Ilsa Brandt`, the other only `Brandt`."""
    connection = duckdb.connect()
    connection.execute(
        """
        create table articles as
            from (values ('a', 'Ilsa Brandt waved.'), ('b', 'Brandt said it rains.')) _(document_id, text);
        create table article_context as
            select document_id, null::date as published_from, null as outlet, true as is_latest_revision
            from articles;
        create table story_articles as select document_id, 's' as story_id from articles;
        create table sentences as
            select document_id, 1 as sentence_number, 0 as char_start, length(text) as char_end from articles;
        create table mentions as
            from (values ('a', 1, 0, 'person', 'person:ilsa brandt'), ('b', 1, 0, 'person', 'person:brandt'))
            _(document_id, sentence_number, char_start, kind, entity_id);
        create table entity_links as select 'b' as document_id, 0 as char_start, 'person:ilsa brandt' as entity_id;
        create table entities as
            from (
                values
                ('person:ilsa brandt', 'person', 'Ilsa Brandt', ['the Iron Gardener']),
                ('person:brandt', 'person', 'Brandt', []::varchar[])
            )
            _(entity_id, kind, name, aliases);
        create table quotes as
            select
                'b' as document_id,
                1 as quote_number,
                'Brandt' as speaker,
                'person:brandt' as speaker_entity_id,
                'indirect' as form,
                'it rains' as text,
                'said' as cue,
                null as addressee;
        """
    )
    for macro in ("full_names", "mentions_of", "quotes_of"):
        connection.execute((SQL / "macros" / f"{macro}.sql").read_text(encoding="utf-8"))
    with connection:
        yield connection


@pytest.mark.parametrize("name", ["Ilsa Brandt", "brandt", "iron gardener"])
def test_a_surname_alone_counts_for_whom_the_story_names_in_full(
    name: str, shortened: duckdb.DuckDBPyConnection
) -> None:
    assert [row["document_id"] for row in rows(shortened, "from mentions_of(?)", name)] == ["a", "b"]
    assert [row["speaker"] for row in rows(shortened, "from quotes_of(?)", name)] == ["Ilsa Brandt"]


def test_a_person_whom_one_telling_names_by_surname_alone_is_counted_once(
    shortened: duckdb.DuckDBPyConnection,
) -> None:
    (named,) = rows(shortened, (SQL / "queries" / "who_is_named.sql").read_text(encoding="utf-8"))
    assert (named["name"], named["article_count"]) == ("Ilsa Brandt", 2)
    (said,) = rows(shortened, (SQL / "queries" / "who_said_what.sql").read_text(encoding="utf-8"))
    assert said["speaker"] == "Ilsa Brandt"
