"""What a paragraph of a loose text is by what stands beside it or by standing there twice."""

import re
from collections.abc import Sequence

from flows.clean.captions import is_numbered
from flows.clean.line_kinds import Kind, is_label
from flows.clean.names import is_outlet_like, is_person
from flows.clean.paragraphs import Paragraph

_SAYS = (
    r"\b(?:said|says|told|announced|according to|sagte|teilte|a déclaré|a annoncé|dijo|anunció|сказал\w*|сообщил\w*|"
    r"заявил\w*)\b"
)
_REPORTS = re.compile(
    rf"{_SAYS}|"
    r"\b(?:on|am|le|el|во?|este|ce) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.I,
)
# A credit alone: `(Image credit: Ann Lee)`, `Photo: Ann Lee, AP`, `Ann Lee/Getty Images`.
_CREDIT = re.compile(
    r"[(\[]|(?:photo|image|picture|photograph|foto|bild|imagen|imagem|fot|фото)\w*\s?[:.]|credit|quelle:|"
    r"[^\s/]+(?: [^\s/]+){0,3}\s?/",
    re.I,
)
# Two sentences.
_SENTENCES = re.compile(r"[^\W\d_]{3,}\s?[.!?]\s+[^\W\d_a-zа-я]")
# Where the credit stands above the caption.
_CAPTION_BELOW = re.compile(r"(?:image |photo )?caption\b", re.I)
# A link alone to what the lines above it begin.
_GOES_ON = frozenset(
    f"the phrase {phrase!r}"
    for phrase in (
        "read more", "read full story", "continue reading", "weiterlesen", "mehr lesen", "lire la suite", "leer más",
        "leggi tutto", "leia mais", "lees meer", "czytaj więcej", "читать далее", "читать полностью", "阅读更多",
        "続きを読む",
    )
)  # fmt: skip
# `04.41`, `18.55 Uhr`, `3:40pm`, `21h15`
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:h][0-5]\d(?:\s?(?:uhr|h|[ap]\.?m\.?|[A-Z]{2,4}))?", re.I)
# What stands above the words of a live report's entry; it belongs to the body that it stands in.
ENTRY = Kind("other", "the time or heading of an entry")
# A caption that only the number above it tells.
PICTURED = "below the number of its picture"
_ABOUT = re.compile(r"(?:about|über|zur person|sobre|à propos de|об авторе|over)\b:?\s*", re.I)


def reports(text: str) -> bool:
    """Whether the text says who said something, or on which weekday, as an article does and a caption seldom."""
    return bool(_REPORTS.search(text))


def label_by_neighbours(found: Sequence[Paragraph], kinds: list[Kind | None]) -> None:
    """Label what only its neighbours, or the rest of the page, tell: captions, addresses' labels, author boxes."""
    _label_slashed(found, kinds)
    # A line above the first prose that has no stop may be the headline.
    prose = next((index for index, p in enumerate(found) if p.ends_in_stop and p.words >= 8), len(found))
    for index in range(len(found) - 2, -1, -1):
        if below := kinds[index + 1]:
            if below.role == "link" and is_label(found[index].text):
                # `Original url:` above an address belongs to it.
                kinds[index] = Kind("link", "announces the address below it")
            elif kinds[index] is None and (index >= prose or found[index].ends_in_stop or found[index].words >= 20):
                kinds[index] = _above(found, index, below)
        elif found[index].words <= 6 and kinds[index] is None and _is_about(found, index):
            kinds[index] = Kind("footer", "heads what is said of the author", is_end=True)
    label_numbered(found, kinds)
    _label_repeated(found, kinds)
    _label_entries(found, kinds)


def _label_slashed(found: Sequence[Paragraph], kinds: list[Kind | None], most_words: int = 9) -> None:
    """Call `Ann Lee / Harbour Post` amid prose the credit of a picture, and the line right above it its caption."""
    for index in [index for index, p in enumerate(found) if "/" in p.text and 2 <= index < len(found) - 1]:
        p, above = found[index], found[index - 1]
        if p.words > most_words or kinds[index] is not None or p.blank_above >= above.blank_above:
            continue
        person, _, outlet = p.text.partition("/")
        if is_person(person) and is_outlet_like(outlet.strip()) and kinds[index - 1] is None:
            kinds[index] = Kind("caption", "who took the picture, and for whom")
            if above.words <= 45 and not re.search(_SAYS, above.text, re.I):
                kinds[index - 1] = Kind("caption", "above the credit of its picture")


def _above(found: Sequence[Paragraph], index: int, below: Kind) -> Kind | None:
    """What the paragraph is above another of this kind."""
    if below.role == "caption" and not is_numbered(found[index + 1].text) and _is_captioned(found, index):
        return Kind("caption", "above the credit of its picture")
    if below.reason in _GOES_ON and found[index].words >= 4 and not found[index].ends_in_stop:
        return Kind("teaser", "above a link to the whole of it")
    return None


def _is_captioned(found: Sequence[Paragraph], index: int, most_words: int = 45) -> bool:
    """Whether a credit alone stands below the paragraph and no caption of its own below that, or another wording."""
    p, credit = found[index], found[index + 1]
    if p.text[:40] == credit.text[:40] and (p.words >= 12 or (p.words >= 4 and credit.text.startswith(p.text))):
        return True
    if p.words > most_words or credit.words > 8 or not _CREDIT.match(credit.text) or reports(p.text):
        return False
    if _SENTENCES.search(p.text) and not any(below.ends_in_stop and below.words >= 8 for below in found[index + 2 :]):
        # The picture of the whole is credited below the article.
        return False
    return not (index + 2 < len(found) and _CAPTION_BELOW.match(found[index + 2].text))


def _is_about(found: Sequence[Paragraph], index: int) -> bool:
    """Whether the line is `About Ann Lee`, and the next paragraph speaks of that person."""
    text = found[index].text
    start = _ABOUT.match(text)
    return bool(start and is_person(name := text[start.end() :]) and name.split()[-1] in found[index + 1].text)


def label_numbered(found: Sequence[Paragraph], kinds: list[Kind | None], least: int = 3, most_words: int = 30) -> None:
    """Call what stands right below the numbers of pictures their captions, where there are three or more."""
    numbers = [i for i, p in enumerate(found) if (kind := kinds[i]) and kind.role == "caption" and is_numbered(p.text)]
    alone = [index for index in numbers if found[index].words <= 4 and index + 1 < len(found)]
    if len(alone) >= least:
        for index in alone:
            if kinds[index + 1] is None and found[index + 1].words <= most_words:
                kinds[index + 1] = Kind("caption", PICTURED)


def _label_entries(found: Sequence[Paragraph], kinds: list[Kind | None], least: int = 2) -> None:
    """Mark the times of a live report's entries, and the headings right below them, where there are two or more."""
    times = [i for i, p in enumerate(found) if p.words <= 2 and p.text[0].isdigit() and _CLOCK.fullmatch(p.text)]
    if len(times) < least:
        return
    for index in times:
        kinds[index] = ENTRY
        below = index + 1
        if below < len(found) and kinds[below] is None and found[below].words <= 14 and not found[below].ends_in_stop:
            kinds[below] = ENTRY


def _label_repeated(
    found: Sequence[Paragraph], kinds: list[Kind | None], least_words: int = 12, reach: int = 6, most_share: float = 0.3
) -> None:
    """Call prose that stands there twice within `reach` paragraphs the caption of a picture that was scraped twice.

    A page that holds its article twice keeps it.
    """
    long = [index for index, p in enumerate(found) if p.words >= (least_words if p.ends_in_stop else 20)]
    if len({found[index].text for index in long}) == len(long):
        return
    last: dict[str, int] = {}
    again: set[int] = set()
    for index in long:
        before = last.get(found[index].text)
        if before is not None and index - before <= reach:
            again |= {before, index}
        last[found[index].text] = index
    if sum(found[index].words for index in again) <= most_share * sum(found[index].words for index in long):
        for index in again:
            kinds[index] = kinds[index] or Kind("caption", "the same words twice, as captions are scraped")
