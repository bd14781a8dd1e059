"""Which paragraphs of a loose text are its article, and what the others are."""

import re
from collections.abc import Sequence

from flows.clean.credits import Agencies, credit
from flows.clean.furniture import Furniture
from flows.clean.line_kinds import Kind, is_label, kind_of
from flows.clean.paragraphs import Paragraph
from flows.clean.prose_scores import HEADER_ROLES, best_run, paragraph_scores
from flows.clean.titles_above import label_header

_REPORTS = re.compile(
    r"\b(?:said|says|told|announced|according to|sagte|teilte|a déclaré|a annoncé|dijo|anunció|сказал\w*|сообщил\w*|"
    r"заявил\w*)\b|"
    r"\b(?:on|am|le|el|во?|este|ce) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.I,
)


def text_kinds(
    found: Sequence[Paragraph], furniture: Furniture, agencies: Agencies, is_field: bool = False
) -> list[Kind]:
    """The role and reason of each paragraph of a text.

    The body is the run of paragraphs with the largest sum of scores; what its own words call something else is left
    out of it. `is_field` is set for the text field of a structured record, which holds nothing but the article unless
    its words say otherwise.
    """
    kinds = [kind_of(paragraph, furniture, agencies) for paragraph in found]
    _link_labels(found, kinds)
    scores = paragraph_scores(found, kinds)
    start, end = best_run(scores)
    if start == end:
        start, end = _longest(found, kinds)
    if is_field and start < end:
        start, end = _widened(kinds, start, end)
    else:
        start = _below_header(kinds, scores, start, end)
    if start >= end:
        return [kind or Kind("other", "no body was found") for kind in kinds]
    if not is_field:
        start = _below_picture(found, kinds, _below_question(found, kinds, start, end), end)
        end = _above_notices(found, kinds, start, end, furniture)
    body = Kind("body", "in the run of prose with the largest score")
    roles = [kind or body for kind in kinds]
    label_header(found, kinds, roles, start, agencies)
    _label_tail(found, kinds, roles, end, agencies)
    return roles


def _longest(found: Sequence[Paragraph], kinds: Sequence[Kind | None]) -> tuple[int, int]:
    """The longest paragraph of at least four words, where a text has no run of prose: a text of one line, say."""
    open_ = [index for index, kind in enumerate(kinds) if kind is None and found[index].words >= 4]
    best = max(open_, key=lambda index: found[index].words, default=-1)
    return (best, best + 1) if open_ else (0, 0)


def _link_labels(found: Sequence[Paragraph], kinds: list[Kind | None]) -> None:
    """`Original url:` above an address belongs to it."""
    for index in range(len(found) - 1):
        below = kinds[index + 1]
        if below and below.role == "link" and is_label(found[index].text):
            kinds[index] = Kind("link", "announces the address below it")


def _widened(kinds: Sequence[Kind | None], start: int, end: int) -> tuple[int, int]:
    plain = [index for index, kind in enumerate(kinds) if kind is None]
    return min(start, plain[0]), max(end, plain[-1] + 1)


def _below_header(
    kinds: Sequence[Kind | None], scores: Sequence[float], start: int, end: int, most: float = 0.34
) -> int:
    """The body's start, below the last byline or date of the header.

    Only where less than `most` of the run's score stands above it: a byline further down is a second author's box.
    """
    total = sum(score for score in scores[start:end] if score > 0)
    above = 0.0
    for index in range(start, end):
        kind = kinds[index]
        if kind and kind.role in HEADER_ROLES and above <= most * total and index + 1 < end:
            start = index + 1
        above += max(0.0, scores[index])
        if above > most * total:
            break
    while start < end and kinds[start] is not None:
        start += 1
    return start


def _below_question(found: Sequence[Paragraph], kinds: Sequence[Kind | None], start: int, end: int) -> int:
    """The body's start, below a headline that ends like a sentence: a short question under a menu or a section."""
    first = found[start]
    asks = first.text.rstrip("\"'”’»")[-1:] in ("?", "!", "？", "！")
    if not (
        asks and start > 0 and start + 1 < end and first.words <= 16 and found[start + 1].words >= 1.5 * first.words
    ):
        return start
    has_title = any(kind is None and found[index].words >= 4 for index, kind in enumerate(kinds[:start]))
    return start if has_title else start + 1


def _below_picture(
    found: Sequence[Paragraph], kinds: list[Kind | None], start: int, end: int, most_words: int = 14
) -> int:
    """The body's start, below the caption of a picture that the scraper left out.

    Two tells: a line that ends in a credit (a link or emphasis), and a short sentence below a gap that is wider than
    the gaps between the paragraphs, where the picture was, with longer paragraphs after it. A sentence that says who
    said something, or on which weekday, is the article's first.
    """
    first = found[start]
    if start == 0 or start + 1 >= end or first.words > 40:
        return start
    gap = max((found[i].blank_above for i in range(start + 1, end)), default=0)
    below = next((found[i] for i in range(start + 1, end) if kinds[i] is None), None)
    if below is None:
        return start
    is_short = first.words <= most_words and below.words >= 1.3 * first.words and not _REPORTS.search(first.text)
    if first.emphasis_tail:
        kinds[start] = Kind("caption", "ends in a credit")
    elif first.blank_above > gap and is_short:
        kinds[start] = Kind("caption", "a short sentence where the picture was")
    else:
        return start
    return start + 1


def speaks_of_masthead(found: Sequence[Paragraph], index: int, most_words: int = 20) -> bool:
    """Whether the paragraph begins with the short line at the top, an outlet's name: `Harbour Dawn is printed ...`."""
    top, text = found[0], found[index].text
    return (
        index > 0
        and top.words <= 5
        and len(top.text) >= 4
        and not top.ends_in_stop
        and found[index].words <= most_words
        and text.casefold().removeprefix("the ").startswith(top.text.casefold().removeprefix("the "))
    )


def _above_notices(
    found: Sequence[Paragraph], kinds: list[Kind | None], start: int, end: int, furniture: Furniture
) -> int:
    """The body's end, above what the outlet says of itself or asks of its readers."""
    while end - 1 > start:
        p, kind = found[end - 1], kinds[end - 1]
        if kind is None and start > 0 and speaks_of_masthead(found, end - 1):
            kind = Kind("footer", "what the outlet at the top says of itself")
        elif kind is None and p.words <= 14 and not _REPORTS.search(p.text):
            # What would be a sentence inside the body asks for something below it.
            asked = furniture.role(p.text, p.words)
            kind = (
                Kind("promotion", f"the phrase {asked[1]!r} at the end") if asked and asked[0] == "promotion" else None
            )
        if kind is None:
            break
        kinds[end - 1] = kind
        end -= 1
    return end


def _is_signature(found: Sequence[Paragraph], kinds: Sequence[Kind | None], index: int, agencies: Agencies) -> bool:
    """Whether the line is a person's name, with furniture below it alone and no byline above."""
    above = any(kind is not None and kind.role == "byline" for kind in kinds[:index])
    below = all(kind is not None for kind in kinds[index + 1 :])
    return not above and below and bool(credit(found[index].text, agencies).authors)


def _label_tail(
    found: Sequence[Paragraph], kinds: Sequence[Kind | None], roles: list[Kind], end: int, agencies: Agencies
) -> None:
    """Name what stands below the body: teasers, and the short words above them."""
    for index in range(end, len(found)):
        kind = kinds[index]
        if kind and kind.role == "byline":
            roles[index] = Kind("footer", "credit at the end")
        elif kind and kind.role == "section":
            roles[index] = Kind("navigation", "a section's name below the body")
        elif kind is None:
            if index == end and found[index].words <= 4 and _is_signature(found, kinds, index, agencies):
                roles[index] = Kind("byline", "a name alone at the end")
            elif speaks_of_masthead(found, index):
                roles[index] = Kind("footer", "what the outlet at the top says of itself")
            elif found[index].words <= 3:
                roles[index] = Kind("navigation", "a word or two below the body")
            else:
                roles[index] = Kind("teaser", "below the body")
