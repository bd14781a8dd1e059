"""Pages whose markup is gone: what stands beside a paragraph tells captions, posts, lists and teasers from the body."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.neighbours import label_by_neighbours
from flows.clean.paragraphs import paragraphs
from flows.clean.plain_text import text_lines
from tests.clean.chain import cleaned

TITLE = "The harbour of Osk gets its crane back"
PROSE = [
    "The old crane of Osk stood in a museum for forty years, and on Monday it went back to work on the quay.",
    "It lifted a boat of nine tonnes at noon, while half the town stood in the rain and counted the minutes.",
    "The harbour master, Ada Quill, said that the crane would be used twice a week until the new one arrives.",
    "Nobody had thought of the gulls, which have nested on its arm since the year of the great flood.",
]
MORE = [line.replace("crane", "winch") for line in PROSE]
CAPTION = "The crane over the quay at Osk shortly before it lifted its first boat."


def body_of(*lines: str) -> list[str]:
    """The body of a page whose blocks are these lines."""
    return cleaned("\n\n".join(lines)).text.split("\n\n")


def test_the_line_above_the_credit_of_a_picture_is_its_caption() -> None:
    for credit in ("(Image credit: Ada Quill)", "Photo: Ada Quill, Osk Wire", "Ada Quill/Osk Wire/Getty Images"):
        assert body_of(TITLE, *PROSE[:2], CAPTION, credit, *PROSE[2:]) == PROSE


def test_a_paragraph_above_a_credit_that_says_who_said_something_stays() -> None:
    assert body_of(TITLE, *PROSE[:3], "Photo: Ada Quill", PROSE[3]) == PROSE


def test_a_headline_above_the_credit_of_a_picture_stays_the_title() -> None:
    page = cleaned("\n\n".join([TITLE, "Photo: Ada Quill", *PROSE]))
    assert page.article is not None
    assert (page.article["title"], page.text) == (TITLE, "\n\n".join(PROSE))


def test_numbers_and_captions_of_a_gallery_are_left_out() -> None:
    assert body_of(TITLE, PROSE[0], "Image 1 of 4", "2of4A gull looks on. Photo: Ada Quill", *PROSE[1:]) == PROSE


def test_captions_below_numbers_and_above_who_took_them_for_whom_are_left_out() -> None:
    numbered = [part for number in (1, 2, 3) for part in (f"{number} / 3", f"Gull number {number} looks on.")]
    assert body_of(TITLE, *PROSE, *numbered) == PROSE
    captioned = f"{CAPTION}\nAda Quill / Osk Times"
    assert body_of(TITLE, *PROSE[:2], captioned, *PROSE[2:]) == PROSE


def test_an_article_goes_on_below_a_box_of_two_headlines() -> None:
    assert body_of(TITLE, *PROSE[:2], "READ ALSO", "Ferry to Osk stops", "A bell for Osk", *PROSE[2:]) == PROSE


def test_numbers_with_units_and_tags_are_no_headline() -> None:
    page = cleaned("\n".join(["+19 °C", "USD 41.2", "4 March 2031", TITLE, "", *PROSE, "", "#osk #crane"]))
    assert page.article is not None
    assert page.article["title"] == TITLE
    assert (page.roles[0], page.roles[1], page.roles[-1]) == ("navigation", "navigation", "navigation")


def test_an_outlet_and_a_name_below_the_headline_credit_the_name() -> None:
    standfirst = "The last crane on the quay will be kept for two more years."
    page = cleaned("\n\n".join(["Osk Courier", TITLE, standfirst, "Osk Courier Ada QUILL.", "4 March 2031", *PROSE]))
    assert page.article is not None
    assert (page.article["title"], page.article["authors"]) == (TITLE, ["Ada QUILL"])
    assert page.roles[:5] == ["navigation", "title", "subtitle", "byline", "date"]


def test_a_caption_ends_in_a_name_in_capitals_behind_a_stroke() -> None:
    for sign in "/|":
        assert body_of(TITLE, *PROSE[:2], f"{CAPTION} {sign} ADA QUILL", *PROSE[2:]) == PROSE


def test_a_subtitle_with_a_stop_and_a_way_to_the_page_are_no_headline() -> None:
    subtitle = "The last crane on the quay will be kept for two more years."
    captioned = f"{CAPTION[:-1]} (Photo | Osk Wire)"
    page = cleaned("\n".join(["Home ➤ News ➤ Osk", TITLE, subtitle, captioned, "4 March 2031", "", *PROSE]))
    assert page.article is not None
    assert (page.article["title"], page.article["outlet"]) == (TITLE, None)
    assert page.roles[:4] == ["navigation", "title", "subtitle", "caption"]


def test_the_days_of_teasers_below_the_article_are_not_its_own() -> None:
    below = ["Related Stories", "Ferry to Osk stops in winter", "4 March 2031"]
    page = cleaned("\n\n".join([TITLE, *PROSE, *below]))
    assert page.article is not None
    assert (page.roles[-1], page.article["published_on"]) == ("teaser", None)


def test_a_credit_below_the_last_paragraph_leaves_that_its_own() -> None:
    last = "Oil was found in its gears. Nobody knows who put it there."
    assert body_of(TITLE, *PROSE, last, "Photo: Ada Quill", "Related Stories", "A bell for Osk") == [*PROSE, last]


def test_a_source_above_the_article_is_a_byline() -> None:
    page = cleaned("\n\n".join([TITLE, "4 March 2031", "Source: Reuters", *PROSE]))
    assert page.roles[2] == "byline"
    assert page.article is not None
    assert page.article["agency"] == "Reuters"


def test_a_caption_that_was_scraped_twice_is_left_out() -> None:
    assert body_of(TITLE, *PROSE[:2], CAPTION, "Close", CAPTION, *PROSE[2:]) == PROSE


def test_headlines_below_a_heading_of_teasers_amid_the_article_are_no_body() -> None:
    related = ["Related articles", "Ferry to Osk stops in winter", "A bell for Osk"]
    page = cleaned("\n\n".join([TITLE, *PROSE, *related, *MORE]))
    assert page.text == "\n\n".join([*PROSE, *MORE])
    assert page.roles.count("teaser") == 2


def test_a_headline_in_capitals_amid_the_article_is_no_body() -> None:
    shouted = "FERRY TO OSK STOPS IN WINTER FOR THE FIRST TIME"
    assert body_of(TITLE, *PROSE[:2], shouted, *PROSE[2:]) == PROSE


def test_posts_keep_their_words_and_signatures() -> None:
    post = ["Osk has its crane back and I have my view of it back", "— Ada Quill (@adaquill) May 4, 2023"]
    assert body_of(TITLE, *PROSE[:2], *post, *PROSE[2:]) == [*PROSE[:2], *post, *PROSE[2:]]


def test_a_list_of_rows_of_one_form_belongs_to_the_article_above_it() -> None:
    rows = [
        f"{day} June – Osk Hall, {town} @ Pier {day}"
        for day, town in enumerate(("Tarn", "Pell", "Uve", "Lin", "Ro"), 3)
    ]
    assert body_of(TITLE, *PROSE, "The dates of the crane's tour", *rows, "Share", "Ferry to Osk stops") == [
        *PROSE,
        "The dates of the crane's tour",
        *rows,
    ]


def test_headlines_below_the_article_are_no_list() -> None:
    headlines = [
        "Ferry to Osk stops",
        "Who owns the quay?",
        "A bell for Osk, at last",
        "Gulls: a history",
        "Rain again",
    ]
    assert body_of(TITLE, *PROSE, *headlines) == PROSE


def test_what_is_asked_of_readers_below_the_article_is_left_out() -> None:
    asked = [
        "Want more stories like this?",
        "Sign up to get our best stories from the quay every Friday.",
        "No spam, we promise.",
    ]
    assert body_of(TITLE, "By Ada Quill", *PROSE, *asked) == PROSE


def test_what_is_said_of_the_author_is_left_out() -> None:
    said = "Ada Quill is a reporter in Osk, where she covers the harbour, the ferries and all that goes wrong on them."
    assert body_of(TITLE, "By Ada Quill", *PROSE, said) == PROSE
    assert body_of(TITLE, *PROSE, "About Ada Quill", said, "Share") == PROSE


def test_a_dateline_outweighs_the_teasers_at_the_top() -> None:
    councils = "council meets about the harbourThe councillors spoke on Tuesday night of who may fish there and when."
    teasers = [f"{place} {councils}" for place in ("Tarn", "Pell", "Uve", "Lin")]
    story = [f"OSK (AP) — {PROSE[0]}", *PROSE[1:]]
    menu = ["Weather", "Sports", "Video", "More", "News"]
    assert body_of("Menu", *teasers, *menu, TITLE, "May 4, 2023", *story, "Comments") == story


def test_prose_goes_on_below_three_headings_of_teasers() -> None:
    related = ["Related articles", "Ferry to Osk stops in winter", "A bell for Osk"]
    last = [line.replace("crane", "capstan") for line in PROSE]
    assert body_of(TITLE, *PROSE, *related, *MORE, *related, *last) == [*PROSE, *MORE, *last]


@given(
    st.lists(st.one_of(st.sampled_from([*PROSE, CAPTION, "Photo: Ada Quill", "About Ada Quill"]), st.text(max_size=40)))
)
@settings(max_examples=60, deadline=None)
def test_no_lines_raise(lines: list[str]) -> None:
    found = paragraphs(text_lines("\n\n".join(lines)))
    kinds = [None] * len(found)
    label_by_neighbours(found, kinds)
    assert len(kinds) == len(found)


@pytest.mark.parametrize("text", ["— ", "–", "1 of 2", "About"])
def test_single_lines_are_read(text: str) -> None:
    assert cleaned(text).rendering["status"] == "readable"
