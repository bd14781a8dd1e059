"""Labelled pages and texts are read as a person reads them."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clean.chain import cleaned
from tests.clean.labelled import FIELDS, FOLDER, cases, misread_lines, wrong

KNOWN = {
    # A box of facts amid the article, in its words, which is as often a part of it.
    "a Russian business portal, author as a link, the news of a company quoted and a block to share": {"body"},
    # A name in a script without capitals beside the day, in a line that also has the hour.
    "新聞社のページ、見出しと会員向けの注記": {"authors"},
    # Buttons for the size of the letters, `AA`, are an agency's short name too.
    "asian daily with agency, reporters' posts and an update in local time": {"agency"},
}
# Lines whose role isn't told: captions that nothing marks, what is an agency's short name or the form of a person's.
KNOWN_LINES = {
    "broadcaster's page as text with key points and share counters": {14, 15},
    "asian daily with agency, reporters' posts and an update in local time": {8},
    "interior wire story with byline below and an advisory at the end": {9},
    'crónica en markdown con sumario, "lea también" intercalado y biografía': {9},
}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_every_field_of_every_case_is_read_as_labelled(file) -> None:
    found = {case.name: set(wrong(case)) for case in cases(file)}
    assert {name: fields for name, fields in found.items() if fields} == {
        name: fields for name, fields in KNOWN.items() if name in found
    }


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_every_labelled_line_has_its_role(file) -> None:
    found = {case.name: set(misread_lines(case)) for case in cases(file) if case.roles}
    assert {name: lines for name, lines in found.items() if lines} == {
        name: lines for name, lines in KNOWN_LINES.items() if name in found
    }


def test_the_cases_speak_of_every_field_and_form() -> None:
    listed = [case for file in FOLDER.glob("*.txt") for case in cases(file)]
    kinds = Counter(case.fields["type"] for case in listed)
    assert min(kinds[kind] for kind in ("text/html", "text/plain", "text/markdown")) >= 5
    assert all(any(case.fields.get(field) for case in listed) for field in FIELDS if field != "body")


TAGS = ["<p>", "</p>", "<div class='byline'>", "</div>", "<h1>", "</h1>", "<script>", "<table><tr><td>", "<!--", "&#0;"]


@given(
    st.lists(st.one_of(st.sampled_from([*TAGS, "By Ann Lee", "05/04/2024", "A ferry sails."]), st.text(max_size=30)))
)
@settings(max_examples=60)
def test_no_page_raises_and_its_body_lines_tile_the_text(parts: list[str]) -> None:
    page = cleaned(("<html><body>" + " ".join(parts)).encode("utf-8", "replace"), "text/html")
    position = 0
    for line in page.lines:
        if line["role"] == "body" and page.article:
            assert not page.text[position : line["char_start"]].strip()
            assert page.text[line["char_start"] : line["char_end"]].strip() != "" or not page.text.strip()
            position = line["char_end"]
    assert page.article is None or position == len(page.text)


@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "text/markdown", "application/json", None]))
def test_no_bytes_raise(content: bytes, media_type: str | None) -> None:
    page = cleaned(content, media_type)
    assert page.rendering["status"] in ("readable", "empty", "not_text", "no_text_field")
