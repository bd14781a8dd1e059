"""How much each paragraph of a loose text looks like the prose of its article."""

import re
from collections.abc import Collection, Sequence

from flows.clean.credits import Agencies
from flows.clean.datelines import dateline
from flows.clean.line_kinds import Kind
from flows.clean.paragraphs import Paragraph

# Below words of somebody: `— Ann Lee (@annlee) May 4, 2024`, `– A reader`
_ATTRIBUTION = re.compile(r"[—–]\s?[^\W\d_]")
# No dateline is without one, or a hyphen between spaces.
_DATELINE_SIGNS = frozenset("–—)]）】/:电電")
_HEADING = re.compile(r"h[1-6]$")
# What stands above a body as its header; a body does not begin before the last of these.
HEADER_ROLES = frozenset({"byline", "date"})
# What stands between the paragraphs of an article.
_AMID = frozenset({"promotion", "caption", "other"})
_IN_BODY = _AMID | {"date", "byline"}


def paragraph_scores(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    agencies: Agencies,
    alone: float = 0.2,
    alone_long: float = 0.6,
    long_words: int = 45,
    below_end: float = 0.5,
    below_comments: float = 0.25,
    below_header: float = 3.0,
    reach: int = 4,
) -> list[float]:
    """The score of each paragraph among its neighbours.

    A paragraph of prose between two lines that are none is what a list of teasers looks like, so it counts only
    `alone` of its score (`alone_long` from `long_words` words on). Below a heading of teasers or comments that follows
    prose, prose counts for less; right below a byline or a date, the first of several paragraphs for more. The numbers
    were tuned on news pages flattened to text.
    """
    own = [score(paragraph, kind) for paragraph, kind in zip(found, kinds, strict=True)]
    for index, p in enumerate(found):
        if p.text[0] in "—–" and own[index] <= 0 and _is_attribution(found, kinds, index):
            own[index - 1], own[index] = max(own[index - 1], 1 + min(found[index - 1].words, 60) / 10), 0.1
    is_short = [value < 0 and not (kind and kind.role in _IN_BODY) for value, kind in zip(own, kinds, strict=True)]
    last, so_far, factor, in_row = len(own) - 1, 0.0, 1.0, 0
    in_rows = _in_rows(own, kinds)
    isolated = in_rows | {i for i in range(1, last) if own[i] > 0 and is_short[i - 1] and is_short[i + 1]}
    header = -reach - 1
    made = []
    for index, kind in enumerate(kinds):
        value = own[index]
        if kind and kind.role in HEADER_ROLES:
            header = index
        elif value > 2 and index < last and own[index + 1] > 2:
            # Who wrote it and when stands right above an article, or from where in it, and two paragraphs in a row are
            # no teasers.
            is_dated = index > 0 >= own[index - 1] and _is_dated(found[index].text, agencies)
            if signs := (index - header <= reach) + is_dated:
                value, header, factor = value + signs * below_header, -reach - 1, 1.0
        if index in isolated:
            is_long = found[index].words >= long_words and index not in in_rows
            value *= alone_long if is_long else alone
        in_row = in_row + 1 if own[index] > 2 and index not in isolated else 0
        if in_row >= 3 and factor == below_end:
            factor = 1.0
        if value > 0:
            value *= factor
            so_far += value
        # So much prose above it is an article, even a short one.
        elif kind and kind.is_end and so_far > 6:
            factor = min(factor, below_comments if kind.role == "other" or "comments" in kind.reason else below_end)
        made.append(value)
    _lighten_amid(own, kinds, isolated, made)
    return made


def _lighten_amid(
    own: Sequence[float],
    kinds: Sequence[Kind | None],
    isolated: Collection[int],
    made: list[float],
    most: int = 4,
    light: float = -0.4,
) -> None:
    """Let a heading of teasers with a few headlines weigh little where paragraphs of prose stand on both of its sides.

    Two paragraphs in a row are no teasers.
    """

    def is_prose(index: int) -> bool:
        return 0 <= index < len(own) and own[index] > 2 and index not in isolated

    for index, kind in enumerate(kinds):
        if not (kind and kind.is_end and kind.role == "navigation" and "comments" not in kind.reason):
            continue
        below = next((i for i in range(index + 1, min(index + most + 2, len(own))) if own[i] > 0), index + 1)
        if is_prose(below) and is_prose(below + 1) and is_prose(index - 1) and below > index + 1:
            made[index:below] = [light] * (below - index)
            made[below : below + 2] = own[below : below + 2]


def _is_dated(text: str, agencies: Agencies) -> bool:
    """Whether the paragraph begins with a dateline."""
    head = text[:70]
    return (" - " in head or not _DATELINE_SIGNS.isdisjoint(head)) and dateline(text, agencies) is not None


def _is_attribution(
    found: Sequence[Paragraph], kinds: Sequence[Kind | None], index: int, most_words: int = 10, least_words: int = 8
) -> bool:
    """Whether the line that begins with a dash says whose words stand above it."""
    is_name = found[index].words <= most_words and bool(_ATTRIBUTION.match(found[index].text))
    return is_name and index > 0 and kinds[index - 1] is None and found[index - 1].words >= least_words


def _in_rows(
    own: Sequence[float], kinds: Sequence[Kind | None], least: int = 3, nearest: int = 2, furthest: int = 6
) -> set[int]:
    """The paragraphs of prose that stand alone, one after another at least `least` times, below two lines or more each.

    A headline and who wrote it, or when, stand above each teaser of a list; above a paragraph of an article a heading.
    """
    last = len(own) - 1
    is_short = [value < 0 and not (kind and kind.role in _AMID) for value, kind in zip(own, kinds, strict=True)]
    rows: list[list[int]] = [[]]
    for index in range(1, last):
        if own[index] <= 0 or not (is_short[index - 1] and is_short[index + 1]):
            continue
        before = rows[-1][-1] if rows[-1] else -furthest - 1
        if not (nearest <= index - before <= furthest and all(is_short[before + 1 : index])):
            rows.append([])
        rows[-1].append(index)
    return {index for row in rows if len(row) >= least for index in row}


def score(paragraph: Paragraph, kind: Kind | None) -> float:
    """How much a paragraph looks like prose: above 0 for sentences, more for longer ones, below 0 for the rest.

    What an article may have between its paragraphs weighs little, furniture as much as a long sentence.
    """
    if kind is not None:
        return -3.5 if kind.is_end else -0.4 if kind.role in _IN_BODY or kind.role == "dateline" else -3.0
    words = paragraph.words
    if paragraph.link_share > 0.6 or paragraph.ends_in_ellipsis:
        return -1.5
    if paragraph.ends_in_stop:
        return 1 + min(words, 60) / 10 if words >= 4 else 0.3
    if _HEADING.match(paragraph.tag):
        return -0.3 if paragraph.tag != "h1" else -1.5
    return 1 + min(words, 60) / 20 if words >= 25 else -0.6


def best_run(scores: Sequence[float]) -> tuple[int, int]:
    """The run with the largest sum, as start and end (exclusive); the first of equals; empty if none is above 0."""
    best, span, run, start = 0.0, (0, 0), 0.0, 0
    for index, value in enumerate(scores):
        if run <= 0:
            run, start = 0.0, index
        run += value
        if run > best:
            best, span = run, (start, index + 1)
    return span
