"""What press archives, mail programs and reading services write around an article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.archive_fields import archive_fields, may_have_fields
from flows.clean.plain_text import text_lines
from tests.clean.chain import cleaned

BODY = """The lock at Pell Weir will be shut for nine weeks from Monday while its gates are hung anew.

Boats of less than two metres in height can go by the mill stream, said harbour master Una Breck.

The work costs 300,000 crowns and was put off twice for want of oak."""


def test_named_fields_of_an_archive_are_no_part_of_the_article() -> None:
    page = cleaned(
        f"""3 of 17 DOCUMENTS

The Pell Gazette

June 9, 2014 Monday

Lock shut for nine weeks

BYLINE: Hugh Sallow, River Correspondent

SECTION: NEWS; Pg. 2

LENGTH: 61 words

{BODY}

LOAD-DATE: June 10, 2014

LANGUAGE: ENGLISH"""
    )
    assert page.text == BODY
    assert page.article is not None
    stated = {name: page.article[name] for name in ("title", "authors", "outlet", "section", "published_on")}
    assert stated == {
        "title": "Lock shut for nine weeks",
        "authors": ["Hugh Sallow"],
        "outlet": "The Pell Gazette",
        "section": "NEWS",
        "published_on": date(2014, 6, 9),
    }


@pytest.mark.parametrize("gap", ["  ", "\n"])
def test_codes_of_two_letters_state_the_same_on_their_own_line_and_above_it(gap: str) -> None:
    page = cleaned(
        f"HD{gap}Lock shut for nine weeks\nBY{gap}Hugh Sallow\nWC{gap}61 words\nPD{gap}9 June 2014\n"
        f"SN{gap}The Pell Gazette\nPG{gap}2\nLA{gap}English\n\nLP\n{BODY}\n\nAN{gap}Document PELL000020140609"
    )
    assert page.text == BODY
    assert page.article is not None
    assert (page.article["title"], page.article["authors"]) == ("Lock shut for nine weeks", ["Hugh Sallow"])
    assert (page.article["outlet"], page.article["published_on"]) == ("The Pell Gazette", date(2014, 6, 9))


def test_prose_that_holds_the_names_of_fields_has_none() -> None:
    lines = text_lines(
        "LENGTH: a boat of nine metres\n\nHD and LP are what the crew call them.\n\nAN old joke, TD said."
    )
    assert archive_fields(lines) == []
    assert [line.tag for line in lines if line.text] == ["text"] * 3


@given(st.text())
def test_no_text_raises_and_what_is_no_archive_s_keeps_its_lines(text: str) -> None:
    lines = text_lines(text)
    before = [line.text for line in lines]
    found = archive_fields(lines)
    assert found or may_have_fields(text) or [line.text for line in lines] == before


def test_a_long_subject_and_the_day_that_the_article_in_a_mail_was_printed() -> None:
    page = cleaned(
        f"""From: clippings@pell-society.example
Subject: [Clippings] Lock at Pell Weir shut for nine weeks while its gates
 are hung anew
Date: Wed, 11 Jun 2014 07:02:11 +0100

The Pell Gazette, 9 June 2014, page 2

Lock at Pell Weir shut for nine weeks while its gates are hung anew

{BODY}

--
Pell Society | Mill Lane 4 | Pell"""
    )
    assert page.article is not None
    assert page.article["title"] == "Lock at Pell Weir shut for nine weeks while its gates are hung anew"
    assert page.article["outlet"] == "The Pell Gazette"
    assert page.article["published_on"] == date(2014, 6, 9)
    assert page.roles[-2:] == ["footer", "footer"]


def test_fields_with_blank_lines_between_them() -> None:
    page = cleaned(
        f"Title: Lock shut - The Pell Gazette\n\nURL Source: https://pellgazette.example/lock\n\n"
        f"Published Time: 2014-06-09T05:00:00Z\n\nMarkdown Content:\n# Lock shut\n\n{BODY}",
        "text/markdown",
    )
    assert page.article is not None
    assert page.article["url"] == "https://pellgazette.example/lock"
    assert (page.roles[0], page.article["published_on"]) == ("title", date(2014, 6, 9))
