"""The outlet that only its furniture reveals."""

from typing import Any

from flows.clean.furniture_outlets import STEP
from flows.clean.lines import LINES
from flows.clean.renderings import RENDERINGS
from tests.clean.chain import identifier
from tests.run_step import run_step

HOUSE = ["Tides of the week are printed on page four", "Letters to the harbour desk are welcome"]
EVERYBODYS = "Share this story"


def given(outlets: list[str | None], furniture: list[list[str]]) -> list[dict[str, Any]]:
    """What the step makes of documents of these outlets that carry these lines."""
    renderings = [{"document_id": identifier(n), "outlet": outlet} for n, outlet in enumerate(outlets)]
    lines = [
        {"document_id": identifier(n), "line_number": number, "role": "footer", "text": text}
        for n, texts in enumerate(furniture)
        for number, text in enumerate(texts, 1)
    ]
    return run_step(STEP, {RENDERINGS: renderings, LINES: lines})


def test_two_lines_that_one_outlet_repeats_name_it() -> None:
    made = given(["Dike Post"] * 5 + [None], [HOUSE] * 6)
    assert made == [{"document_id": identifier(5), "outlet": "Dike Post"}]


def test_one_line_is_not_enough() -> None:
    assert given(["Dike Post"] * 5 + [None], [HOUSE] * 5 + [HOUSE[:1]]) == []


def test_lines_that_two_outlets_print_name_neither() -> None:
    assert given([*["Dike Post"] * 5, "Dune Post", None], [HOUSE] * 7) == []


def test_short_lines_are_everybody_s() -> None:
    short = [EVERYBODYS, "Most read today"]
    assert given(["Dike Post"] * 5 + [None], [short] * 6) == []


def test_four_documents_do_not_repeat_a_line() -> None:
    assert given(["Dike Post"] * 4 + [None], [HOUSE] * 5) == []
