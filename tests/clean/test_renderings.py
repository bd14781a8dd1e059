"""Bytes as lines of plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.decoding import decode
from flows.clean.html_blocks import block_lines, parsed
from flows.clean.json_fields import fields_of, text_field
from flows.clean.plain_text import text_lines
from tests.clean.chain import cleaned

RUSSIAN = "Совет порта проголосовал за то, чтобы старый паром ходил ещё две зимы."


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("Élodie a déclaré que l’accord sur le bac était “signé”.", "cp1252"),
        ("Žádné další peníze nebudou, řekl starosta přístavu.", "cp1250"),
        ("港口委员会星期二投票决定，旧渡轮将再运行两个冬天。" * 3, "gb18030"),
    ],
)
def test_a_charset_that_nobody_declares_is_found(text: str, charset: str) -> None:
    assert decode(text.encode(charset)) == (text, charset)


def test_marks_and_nuls_tell_utf_16() -> None:
    assert decode("ferry stays".encode("utf-16")) == ("ferry stays", "utf-16-le")
    assert decode("ferry stays".encode("utf-16-be")) == ("ferry stays", "utf-16-be")


def test_valid_utf_8_wins_over_a_wrong_declaration() -> None:
    assert decode("паром".encode(), "iso-8859-1") == ("паром", "utf-8")


def test_the_header_decides_before_the_markup() -> None:
    page = '<html><head><meta charset="windows-1252"></head><body>паром</body></html>'.encode("cp1251")
    assert "паром" in decode(page, "windows-1251", is_html=True)[0]
    assert decode(page.replace(b"1252", b"1251"), None, is_html=True)[1] == "cp1251"


def test_a_codec_that_is_no_charset_is_not_used() -> None:
    assert decode(b"6665727279 \xe9", "hex")[1] != "hex"


def test_damaged_utf_8_keeps_its_letters() -> None:
    text, charset = decode("паром стоит у причала".encode() + b"\xd0")
    assert (text, charset) == ("паром стоит у причала\ufffd", "utf-8")


def test_what_no_text_may_hold_is_replaced() -> None:
    assert decode(b"a\0b")[0] == "a\ufffdb"


@given(st.binary(max_size=200), st.one_of(st.none(), st.text(max_size=12)))
def test_decoding_never_raises_and_leaves_nothing_that_utf_8_refuses(content: bytes, label: str | None) -> None:
    text, _ = decode(content, label, is_html=True)
    text.encode("utf-8")
    assert "\0" not in text


@given(st.text(alphabet=st.sampled_from(list("ab *_[]()#>\r\n\u2028\x0b\x85")), max_size=80))
def test_a_text_has_as_many_lines_as_line_ends_part_it(text: str) -> None:
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert len(text_lines(text)) == count


def test_markup_of_lines() -> None:
    lines = text_lines(
        "## A *small* ferry\n[Home](/) / [Tides](/t_1)\n5 * 4 < 21 &amp; a_b_c\nOld\n===\n![Gannet](g.jpg)"
    )
    assert [line.text for line in lines] == [
        "A small ferry",
        "Home / Tides",
        "5 * 4 < 21 & a_b_c",
        "Old",
        "===",
        "Gannet",
    ]
    assert [line.tag for line in lines] == ["h2", "text", "text", "h1", "rule", "image"]
    assert lines[1].link_share > 0.7
    assert lines[0].changed == "heading mark, emphasis"


def test_a_page_is_the_text_of_its_blocks() -> None:
    tree = parsed(
        "<body><nav><a href=#>Home</a></nav><div class='story-body'><p>The <b>ferry</b>\n stays.<br>For now.</p>"
        "<script>not this</script><p style='display: none'>nor this</p>"
        "<figure><figcaption>Gannet</figcaption></figure></div></body>"
    )
    lines = block_lines(tree)
    assert [(line.text, line.area) for line in lines] == [
        ("Home", "nav"),
        ("The ferry stays.", None),
        ("For now.", None),
        ("Gannet", "figure"),
    ]
    assert lines[0].link_share == 1
    assert lines[1].container == lines[2].container


def test_a_page_that_never_ends_is_cut_by_its_elements() -> None:
    tree = parsed("<body>" + "<p>The ferry stays.</p>" * 50)
    assert len(block_lines(tree, max_nodes=12)) <= 12


def test_the_text_field_of_a_record() -> None:
    assert (
        text_field({"title": "A", "summary": "short", "content": [{"value": "The whole article."}]})
        == "The whole article."
    )
    assert text_field({"content:encoded": "<p>The ferry.</p>", "description": "The"}) == "<p>The ferry.</p>"
    assert text_field({"title": "A"}) is None
    assert fields_of("[1, 2]") is None
    assert fields_of('{"a": ') is None


def test_a_field_that_holds_markup_is_read_as_blocks() -> None:
    page = cleaned(
        '{"title": "T", "body": "<p>The ferry stays for now.</p><p>It costs a lot, they said.</p>"}', "application/json"
    )
    assert page.text == "The ferry stays for now.\n\nIt costs a lot, they said."


def test_half_an_emoji_in_json_costs_no_article() -> None:
    record = rb'{"title": "A \ud83d cut", "text": "The ferry stays \ud83d\ude00 for \udc00now."}'
    assert (
        cleaned(record, "application/json").text == "The ferry stays " + chr(0x1F600) + " for " + chr(0xFFFD) + "now."
    )


def test_why_a_record_has_no_words() -> None:
    assert cleaned(b" \n").rendering["status"] == "empty"
    assert cleaned(b'{"id": 7}', "application/json").rendering["status"] == "no_text_field"
    assert cleaned(bytes(range(1, 9)) * 20).rendering["status"] == "not_text"


def test_what_a_file_is_shows_before_what_its_name_says() -> None:
    assert (
        cleaned("<!DOCTYPE html><html><body><p>Ferry</p></body></html>", "text/plain").rendering["media_type"]
        == "text/html"
    )
    assert cleaned('{"text": "The ferry stays."}', "text/plain").rendering["media_type"] == "application/json"
    assert cleaned("The ferry stays.", "text/html").rendering["media_type"] == "text/plain"
