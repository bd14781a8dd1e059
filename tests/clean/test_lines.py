"""The roles of lines, from forms that scraped articles come in."""

import json
import re
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.credits import Agencies
from flows.clean.furniture import Furniture
from flows.clean.line_kinds import kind_of
from flows.clean.paragraphs import paragraphs, wrapped
from flows.clean.plain_text import text_lines
from flows.clean.prose_scores import best_run
from flows.steps import Reference
from tests.clean.chain import cleaned
from tests.run_step import reference_frame

FURNITURE = Furniture(reference_frame(Reference("furniture")).select("role", "match", "language", "phrases").rows())
AGENCIES = Agencies(reference_frame(Reference("agencies")).select("agency", "name", "aliases").rows())

BODY = [
    "The harbour council of Brennick voted on Tuesday to keep the old ferry running for another two winters.",
    '"Nobody on the island asked for a bridge," said council member Orla Tench, who has crossed daily since 1988.',
    "The ferry carries about 900 passengers a day and loses 40,000 crowns a month.",
    "A decision on the bridge was put off.",
]


def text_of(*parts: str, gap: str = "\n\n") -> str:
    return gap.join(parts) + "\n"


def test_a_loose_text_with_its_furniture_around_it() -> None:
    page = cleaned(
        text_of(
            "Brennick Courier",
            "News | Tides | Letters | Weather",
            "Region",
            "Council keeps the Brennick ferry for two winters",
            "By Ulla Varnes",
            "Published: 4 May 2023",
            "Photo: The ferry at its berth.",
            *BODY[:2],
            "Subscribe now and read a month for nothing",
            *BODY[2:],
            "Most read",
            "Baker finds ring in loaf",
            "Ten walks along the dike...",
            "© 2023 Brennick Courier",
        )
    )
    assert page.roles == [
        "navigation", "navigation", "section", "title", "byline", "date", "caption", "body", "body", "promotion",
        "body", "body", "navigation", "teaser", "teaser", "footer",
    ]  # fmt: skip
    assert page.text == "\n\n".join(BODY)


def test_lines_without_blank_lines_between_them_are_paragraphs() -> None:
    page = cleaned(text_of("Council keeps the Brennick ferry", "By Ulla Varnes", "4 May 2023", *BODY, gap="\n"))
    assert page.roles == ["title", "byline", "date", "body", "body", "body", "body"]
    assert page.text == "\n\n".join(BODY)


def test_hard_wrapped_lines_are_joined_with_one_space() -> None:
    narrow = "\n\n".join(fill(paragraph, 48) for paragraph in BODY)
    page = cleaned(narrow)
    assert page.text == "\n\n".join(BODY)
    assert [line["char_end"] > line["char_start"] for line in page.lines if line["role"] == "body"]
    assert any("joined to the line above" in line["reason"] for line in page.lines)


def test_wrapped_ideographs_are_joined_with_nothing() -> None:
    sentence = "港口委员会星期二投票决定让旧渡轮再运行两个冬天并且推迟了关于新桥的决定因为预算不足而且居民反对"
    lines = [sentence[:32], sentence[32:], ""] * 2
    page = cleaned("\n".join([lines[0], lines[1][:14] + "。", "", lines[0], lines[1] + "。"]))
    assert "\n\n" in page.text
    assert " " not in page.text


def test_short_lines_of_different_lengths_are_not_wrapped() -> None:
    assert (
        wrapped(["One line here", "Another line that is rather longer than it", "Short", "A fourth line of words"])
        == [False] * 4
    )


def test_markup_of_a_markdown_article_is_taken_out_and_said() -> None:
    page = cleaned(
        text_of(
            "# Council keeps the Brennick ferry",
            "By [AFP](#)",
            "May 04, 2023",
            "\n\nThe ferry *Gannet* at its berth. [Harbour office](#)",
            BODY[0].replace("voted", "[voted](https://harbour.example/vote)"),
            "**Related article:** [Why the bridge was never built](#)",
            *BODY[1:],
            "Original url:",
            "<https://brennickcourier.example/2023/05/04/ferry>",
        ),
        "text/markdown",
    )
    assert page.roles == [
        "title",
        "byline",
        "date",
        "caption",
        "body",
        "promotion",
        "body",
        "body",
        "body",
        "link",
        "link",
    ]
    assert page.text == "\n\n".join(BODY)
    assert "taken out: links" in next(line["reason"] for line in page.lines if line["role"] == "body")


def test_a_short_sentence_where_a_picture_was_is_a_caption() -> None:
    header = ("# Council keeps the ferry", "By Ulla Varnes", "May 4, 2023")
    with_gap = text_of(*header, "\n\nThe ferry leaves Brennick.", *BODY)
    without = text_of(*header, "The ferry leaves Brennick.", *BODY)
    assert cleaned(with_gap).roles[3] == "caption"
    assert cleaned(without).roles[3] == "body"


def test_a_caption_that_was_scraped_twice_leaves_the_body() -> None:
    caption = "Orla Tench on the ferry in May."
    page = cleaned(text_of(BODY[0], f"{caption} {caption} Getty Images", *BODY[1:]))
    assert page.roles == ["body", "caption", "body", "body", "body"]


def test_an_article_without_any_furniture_is_all_body() -> None:
    page = cleaned(text_of(*BODY))
    assert page.roles == ["body"] * 4
    assert page.article is not None
    assert page.article["title"] is None


def test_prose_that_begins_like_furniture_stays() -> None:
    said = [
        "Listen to the gulls long enough, the ferryman said, and they tell the weather.",
        "Copyright lawyers from three countries met on the pier on Monday to talk about songs of the sea.",
        "Related costs were not counted by the council, which met behind closed doors.",
    ]
    assert cleaned(text_of(BODY[0], *said, BODY[1])).roles == ["body"] * 5


SCRIPTS = {
    "chinese": """首页|布伦尼克渡轮再运行两个冬天|港口委员会星期二投票决定，旧渡轮将再运行两个冬天。|
        “岛上没有人要求建桥，”委员奥拉说。|关于新桥的决定被推迟到明年春天。|相关新闻""",
    "arabic": """القائمة|المجلس يبقي العبارة شتاءين آخرين|
        صوت مجلس الميناء يوم الثلاثاء لصالح إبقاء العبارة القديمة شتاءين آخرين.|
        وقالت عضو المجلس إن أحدا في الجزيرة لم يطلب جسرا.|وتم تأجيل القرار بشأن الجسر إلى الربيع المقبل.|
        أخبار ذات صلة""",
    "russian": """Меню|Совет оставил паром ещё на две зимы|
        Совет порта во вторник проголосовал за то, чтобы старый паром ходил ещё две зимы.|
        «Никто на острове не просил моста», — сказала член совета Орла Тенч.|Решение о мосте отложили до весны.|
        Читайте также""",
    "hindi": """मेनू|परिषद ने नौका को दो और सर्दियों तक रखा|
        बंदरगाह परिषद ने मंगलवार को पुरानी नौका को दो और सर्दियों तक चलाने के लिए मतदान किया।|
        परिषद की सदस्य ने कहा कि द्वीप पर किसी ने पुल नहीं मांगा था।|पुल पर निर्णय अगले वसंत तक टाल दिया गया।|
        यह भी पढ़ें""",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_other_scripts_are_read_alike(script: str) -> None:
    furniture, title, *body, tail = (part.strip() for part in SCRIPTS[script].split("|"))
    page = cleaned(text_of(furniture, title, "2023-05-04", *body, tail, body[0][:40] + "…"))
    assert page.roles == ["navigation", "title", "date", *["body"] * 3, "navigation", "teaser"]
    assert page.text == "\n\n".join(body)


def test_what_the_outlet_repeats_leaves_the_body() -> None:
    notice = "This newspaper has printed the tide tables of Brennick every day since the flood of 1904."
    page = cleaned(text_of(*BODY, notice), repeated=[9])
    assert page.roles == ["body"] * 4 + ["repeated"]


def test_a_body_that_is_mostly_repeated_is_a_text_printed_again() -> None:
    assert cleaned(text_of(*BODY), repeated=[1, 3, 5, 7]).roles == ["body"] * 4


def test_a_structured_record_keeps_short_lines_of_its_text_field() -> None:
    record = json.dumps({"title": "Ferry stays", "text": "\n\n".join([BODY[0], "The vote", "Nine to four", BODY[2]])})
    assert cleaned(record, "application/json").roles == ["body"] * 4


def test_the_largest_sum_decides_the_run() -> None:
    assert best_run([-1, 2, -0.5, 3, -5, 4]) == (1, 4)
    assert best_run([-1, -2]) == (0, 0)


def spans_tile(text: str, spans: list[tuple[int, int]]) -> bool:
    position = 0
    for start, end in spans:
        if start < position or text[position:start].strip():
            return False
        position = end
    return position == len(text)


@given(
    st.lists(
        st.one_of(st.text(max_size=60), st.sampled_from([*BODY, "", "Menu", "By AFP", "# A", "* b", "1."])), max_size=12
    )
)
@settings(max_examples=60)
def test_no_text_raises_and_body_lines_tile_the_article(parts: list[str]) -> None:
    content = "\n".join(parts).encode("utf-8", "surrogatepass")
    page = cleaned(content)
    spans = [(line["char_start"], line["char_end"]) for line in page.lines if line["role"] == "body"]
    assert (page.article is None) or spans_tile(page.text, spans)
    if page.article is None:
        assert not any(
            re.search(r"\w", page.rendering["lines"][line["line_number"] - 1]["text"])
            for line in page.lines
            if line["role"] == "body"
        )
    else:
        for line in page.lines:
            if line["role"] == "body":
                rendered = page.rendering["lines"][line["line_number"] - 1]["text"]
                assert page.text[line["char_start"] : line["char_end"]] == rendered


def test_a_question_under_a_section_is_the_headline() -> None:
    page = cleaned(text_of("Menu", "Region", "Who wants a bridge to Brennick?", *BODY))
    assert page.roles == ["navigation", "section", "title", *["body"] * 4]


def test_a_short_first_sentence_that_reports_is_no_caption() -> None:
    header = ("# Council keeps the ferry", "By Ulla Varnes", "May 4, 2023")
    assert cleaned(text_of(*header, "\n\nThe ferry stays, the council said.", *BODY)).roles[3] == "body"


def test_a_headline_with_a_subtitle_and_a_row_of_menu_words() -> None:
    page = cleaned(
        text_of("Latest news Opinion Lifestyle Video", "Ferry stays two winters", "Bridge has to wait", *BODY)
    )
    assert page.roles == ["navigation", "title", "subtitle", *["body"] * 4]


def test_a_text_of_one_line_is_its_own_body() -> None:
    page = cleaned(text_of("Friday, June 5, 2013", "Ferry of Brennick stays for two more winters"))
    assert page.roles == ["date", "body"]


PHRASES = [phrase for match in ("contain", "notice", "ask") for phrase, _ in FURNITURE.others[match]]


@given(st.lists(st.sampled_from([*PHRASES, "The boat’s crew", "stayed in the harbour of Osk", "40 NEW", "Ünal."])))
@settings(deadline=None)
def test_phrases_of_furniture_are_found_alike_in_one_paragraph_and_in_many_at_once(words: list[str]) -> None:
    alone, together = (paragraphs(text_lines("\n\n".join([" ".join(words), *words, "ſ"]))) for _ in range(2))
    FURNITURE.look_through(together)
    for one, other in zip(alone, together, strict=True):
        assert FURNITURE.asks(one) == FURNITURE.asks(other)
        assert kind_of(one, FURNITURE, AGENCIES) == kind_of(other, FURNITURE, AGENCIES)
