"""Who and what articles name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.articles import ARTICLES
from flows.enrich.mentions import KINDS, STEP
from flows.enrich.sentences import SENTENCES
from tests.enrich.named import mentions
from tests.enrich.passages import CASES, read, score
from tests.run_step import run_step


@pytest.mark.parametrize(
    ("text", "code"),
    [("在俄罗斯举行", "RUS"), ("في روسيا اليوم", "RUS"), ("Встреча в Киеве", "UKR"), ("東京で会談", "JPN")],
)
def test_names_in_any_script_are_found_when_a_table_holds_them(text: str, code: str) -> None:
    assert code in {row["country_code"] for row in mentions(text, "und")}


@pytest.mark.parametrize("file", [f"passages_{letter}.txt" for letter in "abcdefghijklnopq"])
def test_labelled_passages_keep_their_figures(file: str) -> None:
    measures = {measure: (precision, recall) for measure, precision, recall, _ in score(read(CASES / file))}
    precision, recall = measures["names"]
    assert precision >= 0.92
    assert recall >= 0.88
    quote_precision, quote_recall = measures["quotations direct mixed indirect"]
    assert quote_precision >= 0.92
    assert quote_recall >= 0.85


def test_the_step_keeps_documents_apart() -> None:
    articles = [
        {"document_id": digit * 32, "text": f"{name} Roe met Roe.", "language": "en"}
        for digit, name in (("a", "Ana"), ("b", "Jane"))
    ]
    rows = run_step(STEP, {ARTICLES: articles, SENTENCES: []})
    assert {(row["document_id"][0], row["entity_id"]) for row in rows} == {
        ("a", "person:ana roe"),
        ("b", "person:jane roe"),
    }


PIECES = st.sampled_from(
    [
        "President ",
        "Peru's ",
        "the general ",
        "of ",
        "Ana ",
        "Roe",
        ", ",
        ". ",
        "\n\n",
        '"',
        "“",
        "U.S.-led ",
        "Ministry ",
        "(",
        "FNU) ",
        "в Москве ",
        "北京",
        "al-Bahr ",
        "Компания «",
        "Сергеем ",
        "области ",
        "L'",
        "Papierhersteller ",
        "directrice générale ",
        "pour les ",
        "& ",
        "J. ",
        "and ",
        "'s ",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join),
    st.sampled_from(["en", "ru", "de", "fr", "es", "zh"]),
)
@settings(max_examples=60)
def test_any_text_is_read_and_spans_point_at_their_surface(text: str, language: str) -> None:
    rows = mentions(text, language)
    assert all(text[row["char_start"] : row["char_end"]] == row["surface"] != "" for row in rows)
    assert {row["kind"] for row in rows} <= set(KINDS)
    assert len({(row["char_start"], row["kind"]) for row in rows}) == len(rows)
