"""Names in bylines, datelines, copyright lines and addresses."""

from functools import cache

import pytest

from flows.clean.credit_words import lead
from flows.clean.credits import Agencies, credit
from flows.clean.datelines import Dateline, dateline, eastern_reporters
from flows.clean.header_lines import header_line
from flows.clean.hosts import host, name_in_host
from flows.clean.names import is_person, place_name
from flows.clean.outlets import outlet_in_text
from flows.clean.sign_offs import is_sign_off, tail_credit
from flows.steps import Reference
from tests.run_step import reference_frame


@cache
def agencies() -> Agencies:
    return Agencies(reference_frame(Reference("agencies")).rows())


def test_the_table_knows_sixty_agencies_once_each() -> None:
    names = reference_frame(Reference("agencies"))["agency"].to_list()
    assert len(names) == len(set(names)) >= 60


@pytest.mark.parametrize(
    ("byline", "authors", "agency", "outlet"),
    [
        ("By Ulla Varnes", ["Ulla Varnes"], None, None),
        ("By AFP", [], "AFP", None),
        ("By Agence France-Presse", [], "AFP", None),
        ("Von Jan van der Holm und dpa", ["Jan van der Holm"], "dpa", None),
        ("Par Élise d'Arvor et Paul Brun", ["Élise d'Arvor", "Paul Brun"], None, None),
        ("Por Ana de la Vega y EFE", ["Ana de la Vega"], "EFE", None),
        ("Автор: Иван Горин", ["Иван Горин"], None, None),
        ("By Ulla Varnes (AP)", ["Ulla Varnes"], "AP", None),
        ("By Ulla Varnes, Brennick Times", ["Ulla Varnes"], None, "Brennick Times"),
        ("By Ulla E. Varnes, staff writer", ["Ulla E. Varnes"], None, None),
        ("By Ulla Varnes in Oslo", ["Ulla Varnes"], None, None),
        ("(Reporting by Ulla Varnes; editing by the night desk)", ["Ulla Varnes"], None, None),
        ("By Staff Reporter", [], None, None),
        ("By Northern Fjord News Agency", [], "Northern Fjord News Agency", None),
        ("By Ulla Varnes Monday, May 4, 2023", ["Ulla Varnes"], None, None),
        ("POR ANA RUIZ Y LUIS PAZ", ["ANA RUIZ", "LUIS PAZ"], None, None),
        ('By Rob "Bo" Varnes', ['Rob "Bo" Varnes'], None, None),
        ("By ULLA VARNES Associated Press", ["ULLA VARNES"], "AP", None),
        ("Par Luc Morel (avec AFP)", ["Luc Morel"], "AFP", None),
        ("Par Luc Morel et l'AFP", ["Luc Morel"], "AFP", None),
        ("By Ulla Varnes of The Brennick Times", ["Ulla Varnes"], None, "The Brennick Times"),
        ("By Ulla Varnes Special to The Brennick Times", ["Ulla Varnes"], None, "The Brennick Times"),
        ("By Ulla Varnes in Oslo and New York", ["Ulla Varnes"], None, None),
        ("Por Ana Souza, Serra Online — Vila Serena", ["Ana Souza"], None, None),
        ("By Ulla Varnes, Political Editor, and Bo Brun, Senior Reporter", ["Ulla Varnes", "Bo Brun"], None, None),
        ("By Ulla Varnes; photographs by Bo Brun and Ida Holm", ["Ulla Varnes"], None, None),
        ("Text von Jan Holm, Fotos von Ole Petri", ["Jan Holm"], None, None),
        ("Ein Kommentar von Jan Holm", ["Jan Holm"], None, None),
        ("Von unserem Korrespondenten Jan Holm", ["Jan Holm"], None, None),
        (
            "(Reporting by Ulla Varnes; writing by Bo Brun; editing by Ida Holm and Jan Holm)",
            ["Ulla Varnes", "Bo Brun"],
            None,
            None,
        ),
        ("Edited by Ulla Varnes", [], None, None),
        ("Text and photos: Ulla Varnes", ["Ulla Varnes"], None, None),
        ("作者:林晓雨 责任编辑:孙丽", ["林晓雨"], None, None),
    ],
)
def test_a_byline(byline: str, authors: list[str], agency: str | None, outlet: str | None) -> None:
    found = credit(lead(byline) or byline, agencies())
    assert (found.authors, found.agency, found.outlet) == (authors, agency, outlet)


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("The Associated Press contributed to this report.", [], "AP"),
        ("Associated Press writer Ulla Varnes in Oslo contributed to this report.", [], "AP"),
        ("Ulla Varnes contributed reporting.", [], None),
        ("(mit Material von dpa)", [], "dpa"),
        ("Met informatie van ANP", [], "ANP"),
        ("kra/dpa", [], "dpa"),
        ("KRA // TMK", [], None),
        ("Quelle: Radio Brennick / dpa", [], "dpa"),
        ("Źródło: PAP", [], "PAP"),
        ("uv/ih/bb", [], None),
        ("– Avec la collaboration de Luc Morel", [], None),
        ("Reporting by Ulla Varnes; editing by Bo Brun and Ida Holm", ["Ulla Varnes"], None),
        ("Additional reporting by Ulla Varnes", [], None),
    ],
)
def test_a_sign_off_credits_who_wrote_and_agencies_alone(line: str, authors: list[str], agency: str | None) -> None:
    assert is_sign_off(line, len(line.split()), agencies())
    found = tail_credit(line, agencies())
    assert (found.authors, found.agency) == (authors, agency)


def test_a_caption_with_a_day_is_no_header_line() -> None:
    read = header_line("A collapsed pier in Brennick, Monday, April 28, 2025.", agencies())
    assert read is not None
    assert read.rest == ["A collapsed pier in Brennick"]


@pytest.mark.parametrize(
    "line", ["Rain contributed to the flood.", "Editing by hand takes eight hours.", "and/or", "With the ferry gone"]
)
def test_prose_is_no_sign_off(line: str) -> None:
    assert not is_sign_off(line, len(line.split()), agencies())


@pytest.mark.parametrize("text", ["Written By", "Text messages cost more now", "Bystanders saw it", "Di sore", ""])
def test_no_byline(text: str) -> None:
    assert not credit(lead(text) or "", agencies()).authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PARIS, Dec 5 (AFP) - The", Dateline("Paris", "AFP", "Dec 5")),
        ("PORTO NOVO DO MAR (Northern Wire) — A", Dateline("Porto Novo do Mar", "Northern Wire", None)),
        ("(Reuters) - The bank", Dateline(None, "Reuters", None)),
        ("AP/ The court", Dateline(None, "AP", None)),
        ("МОСКВА, 5 дек - РИА Новости. Глава", Dateline("Москва", "RIA Novosti", "5 дек")),
        ("MADRID — The club", Dateline("Madrid", None, None)),
        ("OSLO: The minister", Dateline("Oslo", None, None)),
        ("NEW YORK, N.Y. (AP) — The", Dateline("New York", "AP", None)),
        ("新华社北京12月5日电 外交部", Dateline("北京", "Xinhua", "12月5日")),
        ("BREAKING: The ferry sank", None),
        ("The alliance (NATO) - it said", None),
        ("Well - that was it", None),
    ],
)
def test_a_dateline(text: str, expected: Dateline | None) -> None:
    assert dateline(text, agencies()) == expected


def test_persons_and_others() -> None:
    assert all(
        is_person(name)
        for name in ("Ann Lee", "Bashar al-Samir", "Jean-Luc O'Dell", "李小明", "ليلى حداد", "JAN DE WIT")
    )
    assert not any(
        is_person(name) for name in ("Ann", "News Desk", "the mayor of Oslo", "Ann Lee 3", "The Ferryman Song", "")
    )


def test_places_have_capitals_where_names_do() -> None:
    assert [place_name(p) for p in ("VILA DO MAR, Portugal", "N'DJAMENA", "BAD-REICHEN", "Oslo", "LA")] == [
        "Vila do Mar",
        "N'djamena",
        "Bad-Reichen",
        "Oslo",
        "LA",
    ]


def test_a_site_is_named_as_the_page_writes_it() -> None:
    assert name_in_host("brennickcourier.example", ["© 2023 Brennick Courier"]) == "Brennick Courier"
    assert name_in_host("thebrennicktimes.co.uk") == "The Brennick Times"
    assert name_in_host("tide-post.example") == "Tide Post"
    assert host("https://www.Example.org:80/a") == "example.org"
    assert host("not an address") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("〔記者陳海／白沙報導〕渡船昨天停航。", ["陳海"]),
        ("本报讯（记者 陈海 林小雨）渡船昨天停航。", ["陈海", "林小雨"]),
        ("（记者将于明天前往白沙镇采访）渡船停航。", []),
        ("渡船昨天停航，记者陈海在场。", []),
    ],
)
def test_reporters_in_brackets_before_a_chinese_article(text: str, names: list[str]) -> None:
    assert eastern_reporters(text) == names


def test_furniture_votes_for_the_outlet() -> None:
    assert (
        outlet_in_text(["BRENNICK TIMES", "Home", "The ferry stays.", "Advertise with the Brennick Times"], agencies())
        == "Brennick Times"
    )
    assert (
        outlet_in_text(["Radio Brennick - live", "The ferry stays.", "Also on Radio Brennick: Ten walks"], agencies())
        == "Radio Brennick"
    )
    assert outlet_in_text(["The ferry stays.", "More from World", "Support us"], agencies()) is None
    assert outlet_in_text(["The ferry stays.", "Tide Letter Ltd 2031"], agencies()) == "Tide Letter"
    assert outlet_in_text(["The ferry stays.", "Skerry Monthly. ISSN 1234-5678"], agencies()) == "Skerry Monthly"
    assert outlet_in_text(["The ferry stays.", "Gull Review is printed twice a year."], agencies()) == "Gull Review"
    assert outlet_in_text(["The ferry stays.", "Ann Lee writes of docks for The Skerry."], agencies()) == "The Skerry"
    assert outlet_in_text(["© 2023 AFP"], agencies()) is None
    owned = ["Паром не вышел в рейс.", "© МАУ «Редакция газеты «Речной край», 2031"]
    assert outlet_in_text(owned, agencies()) == "Речной край"
    followed = ["The ferry stays.", "Follow The Skerry Express channel on WhatsApp"]
    assert outlet_in_text(followed, agencies()) == "The Skerry Express"
    post = ["Skerry Harbour Alerts", "The ferry stays.", "It will sail at six.", "Join: @skerryalerts"]
    assert outlet_in_text(post, agencies()) == "Skerry Harbour Alerts"
    assert outlet_in_text([*post[:3], "Join: @ferryfriends"], agencies()) is None
    assert outlet_in_text(["渡口停航 来源：海湾日报", "渡船今日停航。"], agencies()) == "海湾日报"
    assert outlet_in_text(["Skerry Post, 4 March 2031, page 2", "The ferry stays."], agencies()) == "Skerry Post"
