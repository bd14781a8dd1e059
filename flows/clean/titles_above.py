"""What stands above the body of a loose text: the headline, and what belongs to it."""

import re
from collections.abc import Sequence

from flows.clean.credits import Agencies, name_and_outlet
from flows.clean.header_lines import header_line
from flows.clean.line_kinds import Kind
from flows.clean.names import is_collective, is_masthead, is_outlet_like, is_person
from flows.clean.paragraphs import Paragraph
from flows.clean.prose_scores import HEADER_ROLES

_CAPITALISED = re.compile(r"[A-Z][A-Za-z-]*")
_IN_HEADLINES = frozenset(("The", "A", "Of", "In", "To"))


def label_header(
    found: Sequence[Paragraph], kinds: Sequence[Kind | None], roles: list[Kind], start: int, agencies: Agencies
) -> None:
    """Name what stands above the body: the title, its section, a subtitle; the rest is navigation."""
    open_ = [index for index in range(start) if kinds[index] is None]
    title = title_index(found, kinds, open_, start, agencies)
    header = max(
        (index for index in range(start) if (kind := kinds[index]) and kind.role in HEADER_ROLES), default=start
    )
    for index in range(start):
        kind = kinds[index]
        if kind is None or title is None:
            continue
        if kind.role == "footer" and index > title and names_somebody(found[index].text, agencies):
            roles[index] = Kind("byline", "a name between the headline and the body")
        if kind.role == "section" and index != title - 1 and found[index].tag != "field section":
            roles[index] = Kind("navigation", "a section's name among others")
    for index in open_:
        text, words = found[index].text, found[index].words
        if index == title:
            roles[index] = Kind("title", "the headline above the body")
        elif title is not None and index > title:
            if found[index].emphasis_tail and words > 3:
                roles[index] = Kind("caption", "ends in a credit")
            elif words <= 12 and _names_below(found[0], text):
                roles[index] = Kind("byline", "the outlet at the top and a name")
            elif words <= 12 and not found[index].ends_in_stop and names_somebody(text, agencies):
                roles[index] = Kind("byline", "a name between the headline and the body")
            elif words <= 8 and is_collective(text) and roles[index - 1].role == "byline":
                roles[index] = Kind("byline", "what the one above does")
            elif words <= 4 and not found[index].ends_in_stop and index > header:
                roles[index] = Kind("navigation", "a few words below the header")
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


def _names_below(top: Paragraph, text: str) -> bool:
    """Whether the line is the outlet's name, as it stands at the top, and a person's: `Harbour Dawn Ann LEE.`"""
    rest = text.removeprefix(top.text) if top.words <= 5 else text
    return rest != text and is_person(rest.strip(" .,-–—|"))


def title_index(
    found: Sequence[Paragraph],
    kinds: Sequence[Kind | None],
    open_: Sequence[int],
    start: int,
    agencies: Agencies,
    least_words: int = 4,
) -> int | None:
    """Which of the paragraphs above the body is the headline.

    A heading of the first level, else the last line of at least `least_words` words above the byline; a longer line
    right below a headline is its subtitle.
    """
    bylines = [i for i in range(start) if (kind := kinds[i]) and kind.role in HEADER_ROLES and i > 0]
    # An outlet's name at the top with the day below it is none, where another line follows.
    is_headed = len(open_) > 1 and open_[0] == 0 and is_masthead(found[0].text)
    above = [i for i in open_[is_headed:] if not bylines or i < bylines[-1]] or list(open_[is_headed:])
    below = [
        i for i in open_ if bylines and i > bylines[-1] and found[i].words >= least_words and not found[i].ends_in_stop
    ]
    if below and all(i == 0 and found[i].words < least_words for i in above):
        # The name of the site alone stands above who wrote it and when.
        above = below[:2]
    while len(above) > 1 and _is_name_line(found, above[-2], above[-1], agencies):
        above.pop()
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
        is_top = long[-2] == 0 and is_outlet_like(re.split(r"\s[-–—|]\s", above_it.text)[0])
        # `Home / World / The ferry stays`: the way to the page ends in its headline.
        is_top |= above_it.text.endswith(below_it.text)
        # Headlines in a row under one another are teasers; what stands apart below them is the title.
        in_row = len(long) > 2 and long[-3] == long[-2] - 1
        is_apart = below_it.blank_above > above_it.blank_above and (in_row or _heads_teasers(kinds, long[-2] - 1))
        if in_row and above_it.ends_in_stop and not found[long[-3]].ends_in_stop and len(long) == 3:
            # A headline, its subtitle and one line more.
            return long[0]
        is_subtitle = not is_top and not above_it.ends_in_ellipsis and not is_apart
        is_byline = (
            not is_apart and below_it.words <= 6 and last + 1 in bylines and name_and_outlet(below_it.text) is not None
        )
        if is_subtitle or is_byline:
            return long[-2]
    return last


def _is_name_line(found: Sequence[Paragraph], above: int, index: int, agencies: Agencies, most_words: int = 8) -> bool:
    """Whether the last line above the date says who wrote, or below a name what that person does."""
    p = found[index]
    if _names_below(found[0], p.text):
        return True
    if p.words > most_words or p.tag != "text" or p.ends_in_stop:
        return False
    if above == index - 1 and is_collective(p.text) and is_person(found[above].text):
        return True
    if above != index - 1 or sum(word[0].islower() for word in p.text.split()) > 2:
        return False
    read = header_line(p.text, agencies)
    return bool(read and read.credit.authors and read.is_whole)


def _heads_teasers(kinds: Sequence[Kind | None], index: int) -> bool:
    return index >= 0 and (kind := kinds[index]) is not None and kind.is_end


def _is_section(text: str, words: int) -> bool:
    return words <= 3 and not is_menu(text) and not is_outlet_like(text)


def is_menu(text: str) -> bool:
    """Whether the text is a row of single capitalised words, as menus are scraped."""
    words = text.split()
    return 3 <= len(words) <= 12 and all(map(_CAPITALISED.fullmatch, words)) and _IN_HEADLINES.isdisjoint(words)
