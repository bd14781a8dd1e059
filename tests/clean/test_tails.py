"""What stands around the body of a loose text is told by its own words and by what heads it."""

import pytest

from tests.clean.chain import cleaned

BODY = """The mill at Sorrel Bridge will grind again in May, forty years after it stopped.

Its wheel was found under nettles by two children, who asked whether they might keep it.

"They may keep the nettles," said the miller, Odile Vance, on Tuesday.
"""
TEXT = f"Old mill at Sorrel Bridge to grind again\n\nBy Rhys Oduya\n\n4 March 2024\n\n{BODY}\n"


def role_of(below: str) -> str:
    """The role of the last line of the text with these lines below it."""
    return cleaned(TEXT + below).roles[-1]


@pytest.mark.parametrize(
    ("below", "role"),
    [
        ("Tags: mills, rivers\n\nPrint\n\nA trust has paid for three paintings.", "footer"),
        ("Most read\n\nThe baker who whistles has a new tune.", "teaser"),
        ("3 comments\n\nMy aunt milled there and never got a word in.", "other"),
        ("Something to add? Write to desk@mill.example", "promotion"),
        ("(rho)", "byline"),
        ("Tags: mills, rivers", "navigation"),
    ],
)
def test_a_line_below_the_body_is_what_its_words_or_its_heading_say(below: str, role: str) -> None:
    assert role_of(below) == role


@pytest.mark.parametrize(
    "caption",
    [
        "The wheel before its repair. Photo: Ida Munro",
        "Колесо до ремонта. Фото: Ида Мунро / ТАСС",
        "La roue avant sa réparation. - Photo Ida Munro/AFP",
        "The wheel before its repair.(Sorrel Bridge Trust)",
    ],
)
def test_a_line_that_ends_in_who_took_the_picture_is_a_caption(caption: str) -> None:
    page = cleaned(TEXT.replace(BODY, f"{caption}\n\n{BODY}"))
    assert page.roles[3] == "caption"
    assert page.text.startswith("The mill at")


def test_prose_that_speaks_of_a_picture_is_none() -> None:
    page = cleaned(TEXT + "She was moved by a picture by her brother and sold the mill.")
    assert page.text.endswith("sold the mill.")


def test_times_and_headings_of_entries_belong_to_a_live_report() -> None:
    entries = "\n\n".join(
        f"{hour}.15\n\nThe wheel turns once more\n\nA crowd of some {hour} people has come to the bridge to watch it."
        for hour in (12, 11, 10)
    )
    page = cleaned(
        f"Sorrel Bridge mill: the day it turned\n\nBy Rhys Oduya\n\n4 March 2024\n\n{entries}\n\nMost read\n"
    )
    assert page.text.split("\n\n") == entries.split("\n\n")


def test_an_e_mail_states_its_sender_and_its_subject() -> None:
    head = "From: Harbour Mill Gazette <news@mill.example>\nTo: readers\nSubject: Old mill to grind again\n"
    page = cleaned(f"{head}Date: Mon, 4 Mar 2024 09:00:00 +0000\n\n{BODY}")
    assert page.article is not None
    assert (page.article["title"], page.article["outlet"]) == ("Old mill to grind again", "Harbour Mill Gazette")


def test_an_agency_in_brackets_behind_the_last_words_is_credited() -> None:
    page = cleaned(TEXT.rstrip() + " (PAP)\n")
    assert page.article is not None
    assert page.article["agency"] == "PAP"


@pytest.mark.parametrize(
    ("top", "outlet"),
    [
        ("Skip to content\nSorrel Valley\nNews | Sport | Jobs\n\n", "Sorrel Valley"),
        ("Breaking\nNews | Sport | Jobs\n\n", None),
    ],
)
def test_a_name_above_a_row_of_a_menu_is_the_outlets(top: str, outlet: str | None) -> None:
    page = cleaned(top + TEXT)
    assert page.article is not None
    assert page.article["outlet"] == outlet


def test_what_is_linked_to_the_front_page_is_the_outlet() -> None:
    page = cleaned(f"[Rundweg](/) [Politik](/politik)\n\n# {TEXT}", "text/markdown")
    assert page.article is not None
    assert page.article["outlet"] == "Rundweg"
