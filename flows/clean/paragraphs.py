"""The paragraphs of a plain rendering: lines that a narrow column broke are joined again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.clean.plain_text import Line

_WORD = re.compile(r"\w")
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_STOP = re.compile(r"[.!?…。！？।؟۔॥][\"'”’»«›‹“‘」』)\]\s]*$")
# Who sent it stands behind the last stop: `... ten rupees. PTI KRS ANB`, `... he said. (AFP)`, `... (with PTI)`
_SIGNED = re.compile(
    r"[.!?।][\"'”’»]?\s+(?:\(?[A-ZА-Я]{2,6}(?:[ /][A-ZА-Я]{2,6}){0,3}\)?|"
    r"\((?:[Ww]ith|mit|avec|con|com|по|с|за)\s[^()]{2,30}\))$"
)
_ELLIPSIS = re.compile(r"(?:\.\s?\.(?:\s?\.)?|…|\[(?:\.\.\.|…|&hellip;)\])[\"'”’»)\]]*$")


@dataclass(slots=True)
class Paragraph:
    """A paragraph: `first` and `last` are line numbers from 1, `words` its words (two ideographs count as one).

    `has_phrase` is whether a phrase of furniture that may stand anywhere is in it, `may_be_caption`
    whether it has signs of one; TRUE, too, where nobody has looked.
    """

    first: int
    last: int
    text: str
    tag: str
    area: str | None
    link_share: float
    emphasis_tail: bool
    is_kept: bool | None
    container: str | None
    blank_above: int
    words: int
    ends_in_stop: bool
    ends_in_ellipsis: bool
    has_phrase: bool = True
    may_be_caption: bool = True


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of these lines, in order; lines without any letter or digit stand alone."""
    joined = wrapped([line.text if line.tag == "text" else "" for line in lines])
    made: list[Paragraph] = []
    blank = 0
    for number, line in enumerate(lines, 1):
        text = line.text
        if not text:
            blank += 1
            continue
        if joined[number - 1]:
            made[-1].text += seam(made[-1].text, text) + text
            made[-1].last = number
            continue
        made.append(
            Paragraph(
                number, number, text, line.tag, line.area, line.link_share, line.emphasis_tail, line.is_kept,
                line.container, blank, 0, False, False,
            )
        )  # fmt: skip
        blank = 0
    for paragraph in made:
        paragraph.words = word_count(paragraph.text)
        paragraph.ends_in_stop, paragraph.ends_in_ellipsis = _ends(paragraph.text)
    return made


def _ends(text: str) -> tuple[bool, bool]:
    """Whether the text ends in a stop, and in an ellipsis."""
    last = text[-1]
    # Nearly all do so, or else in a letter.
    if last in ".!?" and text[-2:-1].isalnum():
        return True, False
    if last.isalnum():
        return last.isupper() and bool(_SIGNED.search(text[-36:])), False
    tail = text[-12:]
    return bool(_STOP.search(tail) or _SIGNED.search(text[-36:])), bool(_ELLIPSIS.search(tail))


def word_count(text: str) -> int:
    """Words between white space; in scripts without spaces two characters count as one."""
    if text.isascii() or not _DENSE.search(text):
        return len(text.split())
    rest, dense = _DENSE.subn(" ", text)
    return sum(_WORD.search(word) is not None for word in rest.split()) + (dense + 1) // 2


def wrapped(texts: Sequence[str], narrowest: int = 30, widest: int = 130, agreeing: float = 0.6) -> list[bool]:
    """For each line whether it goes on with the sentence of the line above, which a narrow column broke.

    A column that is filled greedily breaks a line only where the next word doesn't fit. Where `agreeing` of the pairs
    of neighbouring lines keep that rule, the text is wrapped, and the pairs that keep it are joined.
    """
    none = [False] * len(texts)
    pairs = [number for number in range(1, len(texts)) if texts[number] and texts[number - 1]]
    if len(pairs) < 2:
        return none
    width = max(max(len(texts[number]), len(texts[number - 1])) for number in pairs)
    if not narrowest <= width <= widest:
        return none
    # No line of a column is wider than the column.
    if 2 * sum(len(text) > 1.2 * width and " " in text for text in texts) > len(pairs):
        return none
    full = [number for number in pairs if _is_broken(texts[number - 1], texts[number], width)]
    return none if len(full) < agreeing * len(pairs) else [number in set(full) for number in range(len(texts))]


def _is_broken(above: str, below: str, width: int, slack: float = 0.1) -> bool:
    word = 1 if _DENSE.match(below) else len(below.split(" ", 1)[0])
    # A line that ends in a stop may end its paragraph unless the column was really full.
    room = width * (1 - (slack if not _STOP.search(above[-4:]) else 0.0))
    return len(above) + 1 + word > room


def seam(above: str, below: str) -> str:
    """What joins two lines of a paragraph: one space; nothing between ideographs or after a hyphen."""
    if _DENSE.match(above[-1:]) and _DENSE.match(below[:1]):
        return ""
    return "" if above[-1:] == "-" and above[-2:-1].isalpha() and below[:1].isalpha() else " "
