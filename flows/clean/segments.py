"""Which paragraphs of a loose text are its article, and what the others are."""

import re
from collections.abc import Sequence

from flows.clean.credits import Agencies, credit, name_and_outlet
from flows.clean.furniture import Furniture
from flows.clean.header_lines import header_line
from flows.clean.line_kinds import Kind, is_label, kind_of
from flows.clean.names import is_outlet_like
from flows.clean.paragraphs import Paragraph

_HEADING = re.compile(r"h[1-6]$")
_REPORTS = re.compile(
    r"\b(?:said|says|told|announced|according to|sagte|teilte|a déclaré|a annoncé|dijo|anunció|сказал\w*|сообщил\w*|"
    r"заявил\w*)\b|"
    r"\b(?:on|am|le|el|во?|este|ce) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.I,
)
# What stands above a body as its header; a body doesn't begin before the last of these.
_HEADER_ROLES = frozenset({"byline", "date"})
# What stands between the paragraphs of an article.
_AMID = frozenset({"promotion", "caption", "other"})
_IN_BODY = _AMID | {"date", "byline"}


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
    roles = [kind or Kind("body", "in the run of prose with the largest score") for kind in kinds]
    _label_header(found, kinds, roles, start, agencies)
    _label_tail(found, kinds, roles, end, agencies)
    return roles


def paragraph_scores(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
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
    is_short = [value < 0 and not (kind and kind.role in _IN_BODY) for value, kind in zip(own, kinds, strict=True)]
    last, so_far, factor = len(own) - 1, 0.0, 1.0
    in_rows = _in_rows(own, kinds)
    isolated = in_rows | {i for i in range(1, last) if own[i] > 0 and is_short[i - 1] and is_short[i + 1]}
    header = -reach - 1
    made = []
    for index, kind in enumerate(kinds):
        value = own[index]
        if kind and kind.role in _HEADER_ROLES:
            header = index
        elif value > 2 and index - header <= reach and index < last and own[index + 1] > 2:
            # Who wrote it and when stands right above an article, and two paragraphs in a row are no teasers.
            value, header, factor = value + below_header, -reach - 1, 1.0
        if index in isolated:
            is_long = found[index].words >= long_words and index not in in_rows
            value *= alone_long if is_long else alone
        if value > 0:
            value *= factor
            so_far += value
        # So much prose above it is an article, even a short one.
        elif kind and kind.is_end and so_far > 6:
            factor = min(factor, below_comments if kind.role == "other" or "comments" in kind.reason else below_end)
        made.append(value)
    return made


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
        if kind and kind.role in _HEADER_ROLES and above <= most * total and index + 1 < end:
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


def _label_header(
    found: Sequence[Paragraph], kinds: Sequence[Kind | None], roles: list[Kind], start: int, agencies: Agencies
) -> None:
    """Name what stands above the body: the title, its section, a subtitle; the rest is navigation."""
    open_ = [index for index in range(start) if kinds[index] is None]
    title = title_index(found, kinds, open_, start)
    for index in range(start):
        kind = kinds[index]
        if kind and kind.role == "section" and title is not None and index != title - 1:
            roles[index] = Kind("navigation", "a section's name among others")
    for index in open_:
        text, words = found[index].text, found[index].words
        if index == title:
            roles[index] = Kind("title", "the headline above the body")
        elif title is not None and index > title:
            if found[index].emphasis_tail and words > 3:
                roles[index] = Kind("caption", "ends in a credit")
            elif words <= 12 and not found[index].ends_in_stop and names_somebody(text, agencies):
                roles[index] = Kind("byline", "a name between the headline and the body")
            else:
                roles[index] = Kind("subtitle", "between the headline and the body")
        elif title is not None and index == title - 1 and index > 0 and _is_section(text, words):
            roles[index] = Kind("section", "a word or two above the headline")
        else:
            roles[index] = Kind("navigation", "above the headline")


def names_somebody(text: str, agencies: Agencies) -> bool:
    """Whether the line is a person's or an agency's name, with at most a place or a job beside it."""
    read = header_line(text, agencies)
    return bool(read and (read.credit.authors or read.credit.agency) and read.is_whole)


def title_index(
    found: Sequence[Paragraph], kinds: Sequence[Kind | None], open_: Sequence[int], start: int, least_words: int = 4
) -> int | None:
    """Which of the paragraphs above the body is the headline.

    A heading of the first level, else the last line of at least `least_words` words above the byline; a longer line
    right below a headline is its subtitle.
    """
    bylines = [i for i in range(start) if (kind := kinds[i]) and kind.role in _HEADER_ROLES and i > 0]
    above = [i for i in open_ if not bylines or i < bylines[-1]] or list(open_)
    headings = [i for i in above if found[i].tag == "h1" and not (found[i].text.isupper() and len(above) > 1)]
    if headings:
        return headings[-1]
    long = [i for i in above if found[i].words >= least_words and not is_menu(found[i].text)] or [
        i for i in above if found[i].words >= least_words or (found[i].words >= 2 and i == above[-1] and bool(bylines))
    ]
    if not long:
        return None
    last = long[-1]
    if len(long) > 1 and long[-2] == last - 1:
        above_it, below_it = found[long[-2]], found[last]
        is_masthead = long[-2] == 0 and is_outlet_like(re.split(r"\s[-–—|]\s", above_it.text)[0])
        # Headlines in a row under one another are teasers; what stands apart below them is the title.
        in_row = len(long) > 2 and long[-3] == long[-2] - 1
        is_apart = below_it.blank_above > above_it.blank_above and (in_row or _heads_teasers(kinds, long[-2] - 1))
        is_subtitle = not is_masthead and not above_it.ends_in_ellipsis and not is_apart
        is_byline = (
            not is_apart and below_it.words <= 6 and last + 1 in bylines and name_and_outlet(below_it.text) is not None
        )
        if is_subtitle or is_byline:
            return long[-2]
    return last


def _heads_teasers(kinds: Sequence[Kind | None], index: int) -> bool:
    return index >= 0 and (kind := kinds[index]) is not None and kind.is_end


def _is_section(text: str, words: int) -> bool:
    return words <= 3 and not is_menu(text) and not is_outlet_like(text)


def is_menu(text: str) -> bool:
    """Whether the text is a row of single capitalised words, as menus are scraped."""
    words = text.split()
    return (
        len(words) >= 3
        and text.isascii()
        and all(re.fullmatch(r"[A-Z][A-Za-z-]*", word) for word in words)
        and len(words) <= 12
        and len({*words} & {"The", "A", "Of", "In", "To"}) == 0
    )


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
