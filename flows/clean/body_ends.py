"""Where the body of a loose text begins and ends, near the ends of its run of prose."""

from collections.abc import Sequence

from flows.clean.credit_words import lead
from flows.clean.credits import Agencies, credit
from flows.clean.furniture import Furniture
from flows.clean.line_kinds import Kind
from flows.clean.names import is_person
from flows.clean.neighbours import reports
from flows.clean.paragraphs import Paragraph
from flows.clean.prose_scores import HEADER_ROLES, score


def below_header(
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


def below_question(found: Sequence[Paragraph], kinds: Sequence[Kind | None], start: int, end: int) -> int:
    """The body's start, below a headline that ends like a sentence: a short question under a menu or a section."""
    first = found[start]
    asks = first.text.rstrip("\"'”’»")[-1:] in ("?", "!", "？", "！")
    if not (
        asks and start > 0 and start + 1 < end and first.words <= 16 and found[start + 1].words >= 1.5 * first.words
    ):
        return start
    has_title = any(kind is None and found[index].words >= 4 for index, kind in enumerate(kinds[:start]))
    return start if has_title else start + 1


def below_picture(
    found: Sequence[Paragraph], kinds: list[Kind | None], start: int, end: int, most_words: int = 14
) -> int:
    """The body's start, below the caption of a picture that the scraper left out.

    Two tells: a line that ends in a credit (a link or emphasis), and a short sentence below a gap that is wider than
    the gaps between the paragraphs, where the picture was, with longer paragraphs after it. A sentence that says who
    said something, or on which weekday, is the article's first.
    """
    first = found[start]
    if start == 0 or start + 1 >= end or first.words > (40 if first.ends_in_stop else 70):
        return start
    gap = max((found[i].blank_above for i in range(start + 1, end)), default=0)
    below = next((found[i] for i in range(start + 1, end) if kinds[i] is None), None)
    if below is None:
        return start
    is_short = first.words <= most_words and below.words >= 1.3 * first.words and not reports(first.text)
    if not first.ends_in_stop and first.text[-1] not in ":：" and below.ends_in_stop:
        is_long = first.words > 4
        kinds[start] = (
            Kind("caption", "a long line without a stop where the picture was")
            if is_long
            else Kind("navigation", "a few words between the header and the body")
        )
    elif first.emphasis_tail:
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


def above_notices(
    found: Sequence[Paragraph],
    kinds: list[Kind | None],
    start: int,
    end: int,
    furniture: Furniture,
    agencies: Agencies,
) -> int:
    """The body's end, above what the outlet says of itself, of the author or asks of its readers.

    What stands between such notices and is no prose leaves the body with them.
    """
    has_notice = False
    for index in range(end - 1, start, -1):
        p, kind = found[index], kinds[index]
        if kind is not None or (not p.ends_in_stop and score(p, kind) <= 0):
            continue
        notice = notice_at(found, kinds, index, start, furniture, agencies)
        if notice is None:
            break
        kinds[index], end, has_notice = notice, index, True
    # What led the run on to the notices is no prose.
    while has_notice and end > start + 1 and score(found[end - 1], kinds[end - 1]) <= 0:
        end -= 1
    return end


def notice_at(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    index: int,
    start: int,
    furniture: Furniture,
    agencies: Agencies,
) -> Kind | None:
    """What a paragraph at the end is that would be a sentence inside the body."""
    text = found[index].text
    if speaks_of_masthead(found, index):
        return Kind("footer", "what the outlet at the top says of itself")
    is_named = all(word[0].isupper() for word in text.split(maxsplit=2)[:2])
    if is_named and text.startswith(tuple(_authors(found, kinds, start, agencies))):
        return Kind("footer", "what is said of the author")
    # On pages, which have boxes, a quotation with a link is somebody's post.
    if found[index].tag == "blockquote" and found[index].link_share > 0.2 and found[index].container is None:
        return Kind("promotion", "a box with a link at the end")
    # Who said what is looked for last: it costs most.
    if (phrase := furniture.asks(found[index])) and not reports(text):
        return Kind("promotion", f"the phrase {phrase!r} at the end")
    return None


def _authors(found: Sequence[Paragraph], kinds: Sequence[Kind | None], start: int, agencies: Agencies) -> list[str]:
    """The persons whom the bylines above the body name, and those whose names stand alone right above one or a date."""
    texts = (
        found[index].text
        for index in range(start)
        if ((kind := kinds[index]) and kind.role == "byline")
        or (kind is None and found[index].words <= 4 and _is_headed(kinds, index) and is_person(found[index].text))
    )
    return [name for text in texts for name in credit(lead(text) or text, agencies).authors]


def _is_headed(kinds: Sequence[Kind | None], index: int, reach: int = 3) -> bool:
    """Whether a byline or a date stands right below the line, or within `reach` lines."""
    return any(kind is not None and kind.role in HEADER_ROLES for kind in kinds[index + 1 : index + 1 + reach])
