"""What `copydesk show` prints of an article, a story and a contact."""

import io

import duckdb
import pytest
from rich.console import Console

from flows.errors import WrongCall
from flows.identified import identify
from flows.publish.catalog import open_catalog
from flows.show import show
from flows.side_by_side import marked, print_side_by_side
from flows.store import Store


@pytest.fixture
def corpus(sample_home):
    with open_catalog(Store(sample_home)) as connection:
        yield connection


def printed(corpus, identifier, width=100):
    file = io.StringIO()
    show(corpus, identifier, Console(file=file, width=width, highlight=False))
    return file.getvalue()


def one(corpus, query):
    return corpus.sql(query).fetchone()[0]


def test_an_article_shows_every_line_with_its_role_and_reason(corpus):
    document_id = one(corpus, "select document_id from captures where path like '%/2025-03-06-army-chiefs-speak.md'")
    text = printed(corpus, document_id)
    lines = corpus.execute("select role, reason from lines where document_id = ?", [document_id]).fetchall()
    assert lines
    for role, reason in lines:
        assert role in text
        assert reason.split()[0] in text


def test_a_revision_shows_what_the_outlet_changed(corpus):
    document_id = one(corpus, "select document_id from article_context where supersedes_document_id is not null")
    text = printed(corpus, document_id)
    assert "changed since the revision before" in text
    assert "[-" in text
    assert "{+" in text


def test_a_story_shows_each_telling_beside_its_source(corpus):
    story_id = one(corpus, "select story_id from story_articles where relation in ('edited', 'translated') order by 1")
    text = printed(corpus, story_id)
    query = "select document_id, relation, source_document_id from story_articles where story_id = ?"
    for document_id, relation, source in corpus.execute(query, [story_id]).fetchall():
        assert relation in text
        assert (f"{document_id} beside its source" in text) == (source is not None)


def test_a_contact_shows_the_sentences_that_it_rests_on(corpus):
    contact_id, number, start = corpus.sql(
        """
        select contact_id, sentence_number, articles.text[char_start + 1 : char_start + 20]
        from (select contact_id, document_id, unnest(sentence_numbers) as sentence_number from contact_reports)
        join sentences using (document_id, sentence_number)
        join articles using (document_id)
        order by contact_id, document_id, sentence_number
        """
    ).fetchone()
    assert f"{number}: {start}" in printed(corpus, contact_id, width=200)


@pytest.mark.parametrize("width", [80, 120])
def test_nothing_is_wider_than_the_terminal(corpus, width):
    story_id = one(corpus, "select story_id from stories order by article_count desc, story_id")
    assert max(map(len, printed(corpus, story_id, width).splitlines())) <= width


def test_an_id_that_is_unknown_is_a_wrong_call(corpus):
    with pytest.raises(WrongCall, match="no document, story or contact"):
        printed(corpus, "s" + "0" * 32)


def test_the_beginning_of_an_id_is_enough_where_no_other_begins_so(corpus):
    for kind, query in (
        ("document_id", "select document_id from documents order by 1"),
        ("story_id", "select story_id from stories order by 1"),
        ("contact_id", "select contact_id from contacts order by 1"),
    ):
        whole = one(corpus, query)
        text = printed(corpus, whole[:12], width=200)
        assert text == printed(corpus, whole, width=200)
        assert text.startswith(f"{kind}  ")


@pytest.fixture
def alike():
    """Twenty-four documents, a story and a contact whose ids begin with the same six characters."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table documents as select 'cab123' || printf('%02d', range) as document_id from range(24);
            create table articles as select 'cab12300' as document_id, 'Ferry runs again' as title;
            create table stories as select 'scab12300' as story_id, 'Ferry runs again' as headline;
            create table contacts as
                select 'cab12300-1' as contact_id, 'phone' as medium, date '2025-03-04' as occurred_from;
            create table versions (name varchar);
            create table story_articles (story_id varchar, document_id varchar);
            create table contact_reports (contact_id varchar, document_id varchar);
            """
        )
        yield connection


def test_a_beginning_that_several_ids_have_lists_them(alike):
    with pytest.raises(WrongCall) as refused:
        identify(alike, "cab123")
    first, *named, rest = str(refused.value).splitlines()
    assert "25 ids begin with cab123" in first
    assert named[0] == "    cab12300  Ferry runs again"
    assert (len(named), rest.strip()) == (20, "and 5 more")
    with pytest.raises(WrongCall, match="cab12300-1  phone 2025-03-04"):
        identify(alike, "cab1230")


def test_a_whole_id_is_meant_though_another_begins_with_it(alike):
    assert identify(alike, "cab12300") == ("documents", "document_id", "cab12300")


def test_five_characters_are_too_few_to_name_one(alike):
    with pytest.raises(WrongCall, match="6 characters or more"):
        identify(alike, "scab1")
    assert identify(alike, "scab12").identifier == "scab12300"


@pytest.mark.parametrize(
    ("now", "successors"),
    [
        ([("s2", "a"), ("s2", "b")], "s2"),
        ([("s2", "a"), ("s3", "b")], "s2, s3"),
    ],
    ids=["merged", "split"],
)
def test_an_id_that_is_gone_names_its_successors(now, successors):
    with duckdb.connect() as connection:
        connection.execute("create table versions as select '2026-01-01.01' as name, null as pruned")
        connection.execute('create schema "2026-01-01.01"')
        for schema in ("main", '"2026-01-01.01"'):
            connection.execute(f"create table {schema}.story_articles (story_id varchar, document_id varchar)")
            connection.execute(f"create table {schema}.contact_reports (contact_id varchar, document_id varchar)")
        for name, key in (("documents", "document_id"), ("stories", "story_id"), ("contacts", "contact_id")):
            connection.execute(f"create table {name} ({key} varchar)")
        connection.execute("""insert into "2026-01-01.01".story_articles values ('s1', 'a'), ('s1', 'b')""")
        connection.executemany("insert into story_articles values (?, ?)", now)
        with pytest.raises(WrongCall, match=f"was a story of version 2026-01-01.01.*now in: {successors}$"):
            printed(connection, "s1")


def test_words_that_one_side_lacks_are_marked():
    before, after = marked("The ferry sails at nine.", "The ferry sails at ten today.", in_colour=False)
    assert before.plain == "The ferry sails at [-nine.-]"
    assert after.plain == "The ferry sails at {+ten today.+}"


def test_in_colour_the_words_are_left_as_they_are():
    before, after = marked("The ferry sails.", "The boat sails.", in_colour=True)
    assert (before.plain, after.plain) == ("The ferry sails.", "The boat sails.")
    assert [span.style for span in after.spans] == ["green"]


def test_a_sentence_that_stands_alone_is_not_marked():
    assert marked("", "New words.", in_colour=False)[1].plain == "New words."


def test_a_kept_sentence_is_not_marked_where_only_its_signs_differ():
    file = io.StringIO()
    pair = {"change": "same", "source_sentence": '"It rains," she said.', "sentence": "“It rains,” she said."}
    print_side_by_side([pair], Console(file=file, width=100))
    assert "1 kept" in file.getvalue()
    assert "[-" not in file.getvalue()


def test_nothing_is_cut_off_in_a_narrow_terminal(corpus):
    document_id, url = corpus.sql("select document_id, url from articles where length(url) > 60 order by 1").fetchone()
    text = printed(corpus, document_id, width=60)
    assert "…" not in text
    # What is folded goes on in the next line, behind the column of names.
    assert url in "".join(text.split())


def test_an_article_and_a_story_name_the_contacts_that_they_tell_of(corpus):
    contact_id, document_id, story_id = corpus.sql(
        "select contact_id, document_id, story_id from contact_reports order by all"
    ).fetchone()
    (person,) = corpus.execute(
        "select person from contact_participants where contact_id = ? and document_id is null and person is not null"
        " order by side",
        [contact_id],
    ).fetchone()
    for identifier in (document_id, story_id):
        text = printed(corpus, identifier, width=200)
        assert f"{contact_id}  " in text
        assert person in next(line for line in text.splitlines() if line.startswith(contact_id))


def test_a_telling_without_a_day_of_its_own_shows_the_days_between_which_it_lies(corpus):
    document_id, story_id, first, last = corpus.sql(
        "select document_id, story_id, published_from, published_until"
        " from article_context join story_articles using (document_id)"
        " where published_from < published_until order by 1"
    ).fetchone()
    lines = printed(corpus, story_id, width=200).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("document_id") and document_id in line)
    assert f"{first} to {last}" in lines[at - 1]


def test_each_report_of_a_contact_says_when_and_by_whom_it_was_told(corpus):
    contact_id = one(corpus, "select contact_id from contacts order by report_count desc, contact_id")
    text = printed(corpus, contact_id, width=200)
    told = corpus.execute(
        "select article_context.outlet, title, published_from, document_id from contact_reports"
        " join article_context using (document_id) join articles using (document_id)"
        " where contact_id = ? and title is not null and article_context.outlet is not null",
        [contact_id],
    )
    for outlet, title, day, document_id in told.fetchall():
        heading = next(line for line in text.splitlines() if outlet in line and title in line)
        assert str(day) in heading
        assert document_id in text
