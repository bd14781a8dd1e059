"""Labelled pages and texts are read as a person reads them."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clean.chain import cleaned
from tests.clean.labelled import FIELDS, FOLDER, cases, wrong

# What a rule cost elsewhere: a standfirst that stands like the first paragraph, or a heading, is taken for the body's.
KNOWN = {
    "page de journal avec AFP et mise à jour": {"body"},
    "magazinseite mit kürzel und agenturen als autor": {"body"},
    "сайт деловой газеты, имя автора в конце страницы": {"body"},
    "Heimatzeitung mit Kürzel des Autors und Stand": {"body"},
    # Words below the article, in the box of its prose: a request, a credit, a life of the author, initials.
    "staff author everywhere": {"body"},
    "text copied from a local paper, share bar and staff writer": {"body"},
    "районная газета, автор после текста статьи в разметке, теги": {"body"},
    "guest author named in the text under an administrator's account": {"body"},
    "weekly without a byline, only initials, day in the address": {"body"},
    # A caption whose credit is three initials.
    "quotidien régional, texte copié avec légende et partage": {"body"},
    # The outlet's name stands above the page or before the title's colon, and nothing says that it is one.
    "rdfa page of a public broadcaster without any meta tags of cards": {"outlet"},
    "blog with labels, posted by below the text and readers' remarks": {"outlet"},
    "lokaalblad in platte tekst met fotobijschrift en agentschap": {"outlet"},
    # The year stands in the dateline alone.
    "press release with contact and boilerplate": {"published_on"},
    # The outlet stands below the day, and nowhere else.
    "text of an asian daily with reporter's post and desk": {"outlet"},
}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_every_field_of_every_case_is_read_as_labelled(file) -> None:
    found = {case.name: set(wrong(case)) for case in cases(file)}
    assert {name: fields for name, fields in found.items() if fields} == {
        name: fields for name, fields in KNOWN.items() if name in found
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


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_no_bytes_raise(content: bytes) -> None:
    for media_type in ("text/html", "text/plain", "text/markdown", "application/json", None):
        page = cleaned(content, media_type)
        assert page.rendering["status"] in ("readable", "empty", "not_text", "no_text_field")
