"""What an article's own record says: text, header, dates, language and signals."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clean.chain import Cleaned, cleaned

LEAD = "The harbour council of Brennick voted on Tuesday to keep the old ferry running for another two winters."
MORE = "The ferry carries about 900 passengers a day and loses 40,000 crowns a month, the council said."


def article_of(page: Cleaned) -> dict:
    assert page.article is not None
    return page.article


def text_of(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def test_a_person_an_agency_and_a_dateline_are_kept_apart() -> None:
    header = ["Ferry stays", "By Ulla Varnes", "May 4, 2023"]
    found = article_of(
        cleaned(text_of(*header, f"BRENNICK, May 4 (Reuters) - {LEAD}", MORE, "(Reporting by Ulla Varnes)"))
    )
    assert found["authors"] == ["Ulla Varnes"]
    assert (found["agency"], found["agency_basis"]) == ("Reuters", "text")
    assert found["dateline_place"] == "Brennick"
    assert found["text"].startswith("BRENNICK, May 4 (Reuters) - ")
    assert found["published_on"] == date(2023, 5, 4)


@pytest.mark.parametrize(
    ("dateline", "last", "day"),
    [
        ("BRENNICK, May 4 (Reuters)", "© Reuters 2023", date(2023, 5, 4)),
        ("Brennick, 4 May (dpa)", "dpa 2023. All rights reserved.", date(2023, 5, 4)),
        ("BRENNICK, May 4 (AFP)", "Copyright 2023 Agence France-Presse", date(2023, 5, 4)),
        ("BRENNICK, May 4, 2023 (Reuters)", "© Reuters 2024", date(2023, 5, 4)),
        # Another owner's line is as old as the site; two years may be any, and two days of a month none.
        ("BRENNICK, May 4 (Reuters)", "© Brennick Post 2023", None),
        ("BRENNICK, May 4 (Reuters)", "© Reuters 2019-2023", None),
        ("BRENNICK, May 34 (Reuters)", "© Reuters 2023", None),
        ("BRENNICK (Reuters)", "© Reuters 2023", None),
    ],
)
def test_a_wire_without_a_date_is_of_its_datelines_day_in_the_year_of_its_copyright(
    dateline: str, last: str, day: date | None
) -> None:
    found = article_of(cleaned(text_of("Ferry stays", f"{dateline} - {LEAD}", MORE, last)))
    assert (found["published_on"], found["published_basis"]) == (day, "text" if day else None)


def test_an_agency_in_the_byline_is_no_author() -> None:
    found = article_of(
        cleaned(text_of("# Ferry stays", "By [AFP](#)", "May 04, 2023 (updated May 05, 2023 10:00 GMT)", LEAD, MORE))
    )
    assert (found["authors"], found["agency"], found["agency_basis"]) == ([], "AFP", "header")
    assert found["published_on"] == date(2023, 5, 4)
    assert found["modified_at"] == datetime(2023, 5, 5, 10)


def test_an_agency_that_only_its_name_gives_away() -> None:
    assert (
        article_of(cleaned(text_of("Ferry stays", "By Northern Fjord Wire", "May 4, 2023", LEAD, MORE)))["agency"]
        == "Northern Fjord Wire"
    )


def test_an_agency_that_is_told_something_is_not_credited() -> None:
    assert (
        article_of(cleaned(text_of(LEAD, "“We will not sell the ferry,” its captain told AFP by telephone.")))["agency"]
        is None
    )


def test_nothing_is_invented_for_a_bare_text() -> None:
    found = article_of(cleaned(text_of(LEAD, MORE)))
    unknown = (
        "title",
        "agency",
        "outlet",
        "url",
        "domain",
        "section",
        "dateline_place",
        "published_on",
        "published_at",
        "modified_at",
    )
    assert {name: found[name] for name in unknown} == dict.fromkeys(unknown)
    assert found["authors"] == []


def test_a_header_line_of_the_scraper_dates_a_text() -> None:
    found = article_of(cleaned(" date 2023-05-04 \n\n\n" + text_of(LEAD, MORE)))
    assert (found["published_on"], found["published_basis"]) == (date(2023, 5, 4), "header")


def test_the_outlet_names_itself_in_its_copyright_line() -> None:
    found = article_of(
        cleaned(text_of("Ferry stays", "May 4, 2023", LEAD, MORE, "© 2023 Brennick Courier Ltd. All rights reserved."))
    )
    assert (found["outlet"], found["outlet_basis"]) == ("Brennick Courier", "text")


def test_the_outlet_names_itself_where_it_asked_for_comment() -> None:
    found = article_of(
        cleaned(text_of(LEAD, MORE, "Saltmarsh contacted the ferry company by email for more information."))
    )
    assert found["outlet"] == "Saltmarsh"


def test_whoever_else_asked_is_no_outlet() -> None:
    assert (
        article_of(cleaned(text_of(LEAD, MORE, "Lawyers contacted the ferry company by email for more information.")))[
            "outlet"
        ]
        is None
    )


def test_an_address_alone_above_the_title_is_the_pages() -> None:
    url = "https://www.thebrennicktimes.example/2023/05/04/ferry-stays"
    parts = ["# Ferry stays for two winters", LEAD, MORE]
    assert article_of(cleaned(text_of(f"[{url}]({url})", *parts)))["url"] == url
    assert article_of(cleaned(text_of("HARBOUR NEWS", url, *parts)))["url"] == url
    # A site's own address, and one further down or beside words, may be of anything.
    assert article_of(cleaned(text_of("https://www.thebrennicktimes.example/", *parts)))["url"] is None
    assert article_of(cleaned(text_of(*parts, url)))["url"] is None
    assert article_of(cleaned(text_of(f"Photo: {url}", *parts)))["url"] is None


@pytest.mark.parametrize("announced", ["Original url:\n\n", "Permalink: ", "Source link: "])
def test_an_address_below_the_text_gives_outlet_and_day(announced: str) -> None:
    url = "https://www.thebrennicktimes.example/2023/05/04/ferry-stays"
    found = article_of(cleaned(text_of("# Ferry stays for two winters", LEAD, MORE, f"{announced}<{url}>")))
    assert (found["url"], found["domain"]) == (url, "thebrennicktimes.example")
    assert (found["outlet"], found["outlet_basis"]) == ("The Brennick Times", "url")
    assert (found["published_on"], found["published_basis"]) == (date(2023, 5, 4), "url")


def test_fields_of_a_structured_record() -> None:
    record = {
        "url": "https://brennick.example/ferry", "site_name": "Brennick Courier", "title": "Ferry stays",
        "author": "AFP", "category": "Region", "date_published": "2023-05-04T23:30:00+02:00",
        "date_modified": None, "content": f"{LEAD}\n\n{MORE}",
    }  # fmt: skip
    found = article_of(cleaned(json.dumps(record), "application/json"))
    assert (found["title"], found["outlet"], found["section"]) == ("Ferry stays", "Brennick Courier", "Region")
    assert (found["authors"], found["agency"]) == ([], "AFP")
    # The day is the source's own, the moment is in UTC.
    assert (found["published_on"], found["published_at"]) == (date(2023, 5, 4), datetime(2023, 5, 4, 21, 30))
    assert (found["published_basis"], found["text"]) == ("feed", f"{LEAD}\n\n{MORE}")


def test_conflicting_days_are_decided_by_order_and_kept() -> None:
    page = (
        "<html><head><title>Ferry stays for two winters | Brennick Courier</title>"
        '<meta property="og:site_name" content="Brennick Courier">'
        '<meta property="article:published_time" content="2023-05-04T09:00:00Z">'
        '<link rel="canonical" href="https://brennick.example/2023/05/03/ferry"></head><body>'
        "<nav><a href=/>Home</a></nav><article><h1>Ferry stays for two winters</h1>"
        f"<p class=byline>By Ulla Varnes and Per Oxholm</p><p>{LEAD}</p><p>{MORE}</p>"
        "<p>A decision on the bridge was put off until the spring, when the council will see a new estimate.</p>"
        "</article></body></html>"
    )
    found = article_of(cleaned(page, "text/html"))
    assert (found["published_on"], found["published_basis"], found["other_days"]) == (
        date(2023, 5, 4),
        "markup",
        [date(2023, 5, 3)],
    )
    assert (found["title"], found["title_basis"]) == ("Ferry stays for two winters", "markup")
    assert found["authors"] == ["Ulla Varnes", "Per Oxholm"]
    assert found["outlet"] == "Brennick Courier"


def test_the_language_of_a_short_text_is_not_told() -> None:
    found = article_of(cleaned("The ferry stays.\n"))
    assert (found["language"], found["language_confidence"]) == ("und", 0)
    assert article_of(cleaned(text_of(LEAD, MORE)))["language"] == "en"


def test_signals_count_what_they_say() -> None:
    found = article_of(
        cleaned(
            text_of(
                "The boat is at the pier today.",
                "The boat is at the pier today.",
                "It costs 40 €, they said on Monday night.",
            )
        )
    )
    assert found["repeated_line_share"] == 1 / 3
    assert found["terminal_punctuation_share"] == 1
    assert found["digit_share"] == 2 / len("Theboatisatthepiertoday." * 2 + "Itcosts40€,theysaidonMondaynight.")
    assert found["symbol_share"] == found["digit_share"] / 2
    assert 0.4 < found["stop_word_share"] < 0.8


def test_a_record_without_words_has_no_article() -> None:
    assert cleaned("\n \n***\n").article is None
    assert cleaned(b"").article is None


@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html", "text/markdown", "application/json", None]))
@settings(max_examples=80)
def test_no_bytes_raise(content: bytes, media_type: str | None) -> None:
    page = cleaned(content, media_type)
    assert page.article is None or page.article["text"].strip()


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=related>",
                "</div>",
                "<h1>",
                "</h1>",
                "<br>",
                "<a href=#>",
                "</a>",
                "Words of a ferry.",
                "<script>x",
                "</script>",
                '<script type="application/ld+json">{"@graph":',
                "&#0;",
                "\ud800",
            ]
        ),
        max_size=25,
    )
)
@settings(max_examples=40)
def test_no_tag_soup_raises(pieces: list[str]) -> None:
    cleaned(("<!doctype html><html><body>" + "".join(pieces)).encode("utf-8", "surrogatepass"), "text/html")


def test_a_headline_is_read_without_its_kicker() -> None:
    page = cleaned(
        "<html><head><title>Traffic: The ferry nobody pays for | Marsh Post</title></head><body><main>"
        "<h1><span class='kicker'>Traffic</span> <span>The ferry nobody pays for</span></h1>"
        f"<p>{LEAD}</p><p>{MORE}</p></main></body></html>",
        "text/html",
    )
    assert article_of(page)["title"] == "The ferry nobody pays for"


def test_the_visible_headline_of_the_article_comes_before_one_for_search_engines() -> None:
    page = cleaned(
        "<html><head><title>Why people move to the salt flats</title><meta property='og:title' "
        "content='Why people move to the salt flats'></head><body><article><h1>They came for the silence of Urra</h1>"
        f"<p>{LEAD}</p><p>{MORE}</p></article></body></html>",
        "text/html",
    )
    assert article_of(page)["title"] == "They came for the silence of Urra"


@pytest.mark.parametrize(
    ("stated", "shown", "day"),
    [
        ("2024-05-22T03:48:00Z", "May 21, 2024", date(2024, 5, 21)),
        ("2024-05-22T03:48:00+02:00", "May 21, 2024", date(2024, 5, 22)),
        ("2024-05-22T15:48:00Z", "May 21, 2024", date(2024, 5, 22)),
    ],
)
def test_a_time_in_utc_gives_way_to_the_day_that_readers_see(stated: str, shown: str, day: date) -> None:
    page = cleaned(
        f"<html><head><meta property='article:published_time' content='{stated}'></head><body><main>"
        f"<h1>The ferry stays in town</h1><p>By Ulla Varnes</p><p>{shown}</p><p>{LEAD}</p><p>{MORE}</p></main>"
        "</body></html>",
        "text/html",
    )
    assert article_of(page)["published_on"] == day


def test_names_in_one_box_are_authors_together_and_those_of_teasers_are_none() -> None:
    page = cleaned(
        "<html><body><main><h1>The ferry stays in town</h1><div><span class='author'>Ulla Varnes</span>"
        "<span class='author'>Bo Brun</span></div>"
        f"<p>{LEAD}</p><p>{MORE}</p></main><aside><div><span class='author'>Ida Holm</span></div></aside>"
        "</body></html>",
        "text/html",
    )
    assert article_of(page)["authors"] == ["Ulla Varnes", "Bo Brun"]


def test_lists_between_fences_are_fields() -> None:
    page = cleaned(
        "---\ntitle: The ferry stays\nslug: ferry\nauthors:\n  - Ulla Varnes\n  - name: Bo Brun\n    url: /bo\n"
        f"tags: [sea]\n---\n\n{LEAD}\n\n{MORE}",
        "text/markdown",
    )
    found = article_of(page)
    assert (found["title"], found["authors"]) == ("The ferry stays", ["Ulla Varnes", "Bo Brun"])


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ulla Varnes, Jean-Luc Morel", ["Ulla Varnes", "Jean-Luc Morel"]),
        ("Ulla Varnes, Harbour Dawn", ["Ulla Varnes"]),
    ],
)
def test_two_names_are_two_authors_where_both_begin_as_persons_names_do(byline: str, authors: list[str]) -> None:
    found = article_of(cleaned(text_of("The ferry stays in town", f"{byline}\nMay 4, 2023", LEAD, MORE)))
    assert found["authors"] == authors


def test_each_name_with_a_post_below_it_is_an_author() -> None:
    header = "Ulla Varnes\nSenior Reporter\nBo Brun\nCity Editor\n\nMay 4, 2023"
    found = article_of(cleaned(text_of("The ferry stays in town", header, LEAD, MORE)))
    assert found["authors"] == ["Ulla Varnes", "Bo Brun"]
