"""Web pages: what is body, and what stands beside it."""

from flows.clean.titles import stated_title, without_site
from tests.clean.chain import Cleaned, cleaned

PARTS = [
    "The harbour council of Brennick voted on Tuesday to keep the old ferry running for another two winters.",
    "The ferry carries about 900 passengers a day and loses 40,000 crowns a month, the council said in a note.",
    "“Nobody on the island asked for a bridge,” said council member Orla Tench, who crosses twice a day.",
    "A decision on the bridge was put off until the spring, when the council will see a new estimate of its cost.",
]


def page_of(*blocks: str, head: str = "", tail: str = "") -> Cleaned:
    inner = "".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks)
    content = (
        f"<!doctype html><html lang=en><head><title>Ferry stays for two winters - Brennick Courier</title>{head}</head>"
        "<body>"
        "<header><nav><ul><li><a href=/a>Home</a></li><li><a href=/b>Tides</a></li></ul></nav></header>"
        f"<main><article><h1>Ferry stays for two winters</h1><div class=story>{inner}</div></article></main>"
        "<aside class=related><h3>Most read</h3><ul><li><a href=/c>Ten walks along the dike</a></li></ul></aside>"
        f"{tail}"
        "<footer><p>© 2023 Brennick Courier</p></footer></body></html>"
    )
    return cleaned(content, "text/html")


def roles_of(page: Cleaned) -> dict[str, str]:
    return {row["text"]: line["role"] for row, line in zip(page.rendering["lines"], page.lines, strict=True)}


def test_the_body_of_a_page_and_the_roles_around_it() -> None:
    page = page_of(*PARTS)
    assert page.text == "\n\n".join(PARTS)
    roles = roles_of(page)
    assert roles["Home"] == "navigation"
    assert roles["Ferry stays for two winters"] == "title"
    assert roles["Ten walks along the dike"] == "teaser"
    assert roles["© 2023 Brennick Courier"] == "footer"


def test_a_box_amid_the_article_is_cut() -> None:
    box = "<aside class=newsletter><p>Get the tide tables in your inbox. <a href=/n>Sign up</a></p></aside>"
    link = "<p><a href=/x>Why the bridge of Brennick was never built in ninety years of plans</a></p>"
    assert page_of(*PARTS[:2], box, link, *PARTS[2:]).text == "\n\n".join(PARTS)


def test_prose_in_the_same_box_is_kept_where_the_extractor_loses_it() -> None:
    page = page_of(*PARTS)
    lost = [{**row, "is_kept": False} if row["text"] == PARTS[1] else row for row in page.rendering["lines"]]
    assert _body({**page.rendering, "lines": lost}) == PARTS


def test_a_page_that_the_extractor_gives_up_is_read_like_a_text() -> None:
    page = page_of(*PARTS)
    lost = [{**row, "is_kept": False} for row in page.rendering["lines"]]
    assert _body({**page.rendering, "lines": lost}) == PARTS


def test_a_heading_that_the_extractor_loses_is_kept_above_prose_in_its_box() -> None:
    page = page_of(*PARTS[:2], "<h3>What the engineers say</h3>", *PARTS[2:])
    heading = "What the engineers say"
    lost = [{**row, "is_kept": row["is_kept"] and row["text"] != heading} for row in page.rendering["lines"]]
    assert _body({**page.rendering, "lines": lost}) == [*PARTS[:2], heading, *PARTS[2:]]


def test_words_alone_in_the_box_of_a_picture_are_no_body() -> None:
    picture = "<div class=photo><img src=a.jpg><i>The ferry in her winter berth</i></div>"
    assert page_of(*PARTS[:2], picture, *PARTS[2:]).text == "\n\n".join(PARTS)


def test_a_name_with_an_initial_is_the_one_that_the_page_shows_in_full() -> None:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":"U. Varnes"}</script>'
    page = page_of(f"{data}<p>By Ulla Varnes</p>", *PARTS)
    assert page.article is not None
    assert page.article["authors"] == ["Ulla Varnes"]


def test_microdata_of_another_article_dates_nothing() -> None:
    other = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="headline">A bell for Osk</span>'
        '<time itemprop="datePublished" datetime="2031-03-04">4 March</time></div>'
    )
    page = page_of(*PARTS, other)
    assert all(one["value"] not in ("A bell for Osk", "2031-03-04") for one in page.rendering["evidence"])


def test_the_body_that_json_ld_repeats_decides() -> None:
    page = page_of(*PARTS, "Our ferry correspondent has won a prize for her reports from the pier of Brennick.")
    rendering = {**page.rendering, "article_body": " ".join(PARTS)}
    assert _body(rendering)[: len(PARTS)] == PARTS
    assert _body({**page.rendering, "article_body": PARTS[0]}) == _body(page.rendering)


def test_a_second_copy_of_the_article_is_left_out() -> None:
    print_box = "<div class=print>" + "".join(f"<p>{part}</p>" for part in PARTS) + "</div>"
    assert page_of(*PARTS, tail=print_box).text == "\n\n".join(PARTS)


def _body(rendering: dict) -> list[str]:
    from flows.clean import lines
    from flows.clean.renderings import RENDERINGS
    from tests.run_step import run_step

    found = run_step(lines.STEP, {RENDERINGS: [rendering]})
    return [rendering["lines"][line["line_number"] - 1]["text"] for line in found if line["role"] == "body"]


def statements(*titles: tuple[str, str]) -> list[dict[str, str]]:
    return [{"field": "title", "value": value, "basis": "markup", "source": source} for value, source in titles]


def test_the_heading_that_is_the_sites_name_is_not_the_title() -> None:
    found = statements(
        ("Ferry stays for two winters", "meta og:title"),
        ("Brennick Courier", "h1"),
        ("Ferry stays for two winters | Brennick Courier", "title"),
    )
    assert stated_title(found) == "Ferry stays for two winters"


def test_a_title_loses_the_name_of_its_site_only() -> None:
    assert (
        without_site("Ferry stays - for now", ["Brennick Courier"], ["Ferry stays - for now"])
        == "Ferry stays - for now"
    )
    assert without_site("Ferry stays - for now | Brennick Courier", ["Brennick Courier"]) == "Ferry stays - for now"
    assert without_site("Brennick Courier: ferry stays", ["Tide Post"]) == "Brennick Courier: ferry stays"
