"""Which paragraphs of a loose text are its article, and what the others are."""

from collections.abc import Sequence

from flows.clean.body_ends import above_notices, below_header, below_picture, below_question
from flows.clean.body_lists import through_list
from flows.clean.credits import Agencies
from flows.clean.furniture import Furniture
from flows.clean.line_kinds import Kind, kind_of
from flows.clean.neighbours import ENTRY, label_by_neighbours, reports
from flows.clean.paragraphs import Paragraph
from flows.clean.prose_scores import best_run, paragraph_scores
from flows.clean.tails import label_tail
from flows.clean.titles_above import label_header

# Of a request's characters so many are the link's.
LEAST_LINKED = 0.12


def text_kinds(
    found: Sequence[Paragraph], furniture: Furniture, agencies: Agencies, is_field: bool = False
) -> list[Kind]:
    """The role and reason of each paragraph of a text.

    The body is the run of paragraphs with the largest sum of scores; what its own words call something else is left
    out of it. `is_field` is set for the text field of a structured record, which holds nothing but the article unless
    its words say otherwise.
    """
    kinds = [kind_of(paragraph, furniture, agencies) for paragraph in found]
    label_by_neighbours(found, kinds)
    scores = paragraph_scores(found, kinds, agencies)
    start, end = best_run(scores)
    if start == end:
        start, end = _longest(found, kinds)
    if is_field and start < end:
        start, end = _widened(kinds, start, end)
    else:
        start = below_header(kinds, scores, start, end)
    while 0 < start < end and kinds[start - 1] is ENTRY:
        start -= 1
    for index in range(start, end):
        if kinds[index] is ENTRY:
            kinds[index] = None
    if start >= end:
        return [kind or Kind("other", "no body was found") for kind in kinds]
    if not is_field:
        start = below_picture(found, kinds, below_question(found, kinds, start, end), end)
        end = above_notices(found, kinds, start, end, furniture, agencies)
        _label_amid(found, kinds, start, end, furniture)
        end = through_list(found, kinds, end)
    body = Kind("body", "in the run of prose with the largest score")
    roles = [kind or body for kind in kinds]
    label_header(found, kinds, roles, start, agencies)
    label_tail(found, kinds, roles, end, furniture, agencies)
    return roles


def _longest(found: Sequence[Paragraph], kinds: Sequence[Kind | None]) -> tuple[int, int]:
    """The longest paragraph of at least four words, where a text has no run of prose: a text of one line, say."""
    open_ = [index for index, kind in enumerate(kinds) if kind is None and found[index].words >= 4]
    best = max(open_, key=lambda index: found[index].words, default=-1)
    return (best, best + 1) if open_ else (0, 0)


def _widened(kinds: Sequence[Kind | None], start: int, end: int) -> tuple[int, int]:
    plain = [index for index, kind in enumerate(kinds) if kind is None]
    return min(start, plain[0]), max(end, plain[-1] + 1)


def _label_amid(
    found: Sequence[Paragraph], kinds: list[Kind | None], start: int, end: int, furniture: Furniture
) -> None:
    """Label what is none of it inside the body: headlines of other articles, and requests that hold a link."""
    headed = False
    for index in range(start, end):
        p, kind = found[index], kinds[index]
        if kind is not None:
            headed = (headed or kind.is_end) and "comment" not in kind.reason
        elif p.link_share > LEAST_LINKED and p.has_phrase and (phrase := furniture.asks(p)) and not reports(p.text):
            kinds[index] = Kind("promotion", f"the phrase {phrase!r} and a link amid the article")
        elif p.ends_in_stop and not p.ends_in_ellipsis and not (headed and p.words <= 16 and p.text[-1] == "?"):
            headed = False
        elif headed:
            kinds[index] = Kind("teaser", "below a heading of teasers")
        elif p.words >= 7 and p.text.isupper():
            kinds[index] = Kind("teaser", "a headline in capitals amid the article")
