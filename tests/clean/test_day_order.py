"""Dates of digits are read where something tells the order of day and month, else left unread."""

from datetime import date

import pytest

from tests.clean.chain import cleaned

BODY = [
    "The harbour council of Brennick voted on Tuesday to keep the old ferry running for another two winters.",
    "The ferry carries about 900 passengers a day and loses 40,000 crowns a month, the council said.",
    "A decision on the bridge was put off until the autumn, when the new council will have been elected.",
]
APRIL, MAY = date(2024, 4, 5), date(2024, 5, 4)


def text_of(*header: str) -> str:
    return "\n\n".join(["Council keeps the Brennick ferry", *header, *BODY])


def test_nothing_tells_the_order() -> None:
    article = cleaned(text_of("Published: 05/04/2024")).article
    assert article is not None
    assert (article["published_on"], article["published_basis"]) == (None, None)
    assert article["possible_days"] == [APRIL, MAY]


@pytest.mark.parametrize(
    ("header", "url", "day", "basis"),
    [
        (["Published: 05/04/2024", "Updated: 25/04/2024"], None, APRIL, "another date of the record"),
        (["Published: 05/04/2024", "Updated: 05/25/2024"], None, MAY, "another date of the record"),
        (["Published: Fri, 05/04/2024 - 09:12"], None, APRIL, "the weekday beside it"),
        (["Saturday 05/04/2024"], None, MAY, "the weekday beside it"),
        (["Published: 05/04/2024"], "https://ferry.co.uk/council", APRIL, "the domain's country"),
        (["Published: 05/04/2024"], "https://ferry.gov/council", MAY, "the domain's country"),
    ],
)
def test_the_record_tells_the_order(header: list[str], url: str | None, day: date, basis: str) -> None:
    article = cleaned(text_of(*header), url=url).article
    assert article is not None
    assert (article["published_on"], article["day_order_basis"]) == (day, basis)
    assert article["possible_days"] == []


def test_an_address_with_the_day_tells_it() -> None:
    article = cleaned(text_of("Published: 05/04/2024"), url="https://ferry.example/2024/04/05/council").article
    assert article is not None
    assert article["published_on"] == APRIL


@pytest.mark.parametrize(("tag", "day"), [("en-US", MAY), ("en-GB", APRIL), ("de", APRIL), ("en", None)])
def test_the_language_of_a_page_tells_it(tag: str, day: date | None) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    if tag == "de":
        paragraphs = "".join(
            f"<p>{text}</p>"
            for text in (
                "Der Hafenrat von Brennick hat am Dienstag beschlossen, die alte Fähre zwei Winter zu behalten.",
                "Die Fähre befördert rund 900 Fahrgäste am Tag und verliert im Monat 40.000 Kronen, sagte der Rat.",
                "Eine Entscheidung über die Brücke wurde auf den Herbst verschoben, wenn der Rat neu gewählt ist.",
            )
        )
    page = f'<html lang="{tag}"><body><h1>Ferry</h1><div class="date">05/04/2024</div>{paragraphs}</body></html>'
    article = cleaned(page, "text/html").article
    assert article is not None
    assert article["published_on"] == day


def test_the_day_of_a_change_is_kept_without_a_time() -> None:
    article = cleaned(text_of("Published 4 May 2024", "Updated 6 May 2024")).article
    assert article is not None
    assert (article["published_on"], article["modified_on"]) == (MAY, date(2024, 5, 6))
    assert article["modified_at"] is None
