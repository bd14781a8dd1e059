"""What a paragraph says that it is, whatever stands around it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.clean.captions import doubled, ends_in_picture_credit, is_numbered
from flows.clean.credit_words import SOURCE, lead
from flows.clean.credits import Agencies, credit, name_and_outlet
from flows.clean.datelines import dateline
from flows.clean.furniture import Furniture
from flows.clean.header_lines import header_line, is_reading_time
from flows.clean.names import is_collective, is_outlet_like, is_person
from flows.clean.paragraphs import Paragraph
from flows.clean.publication_dates import date_words, has_date, is_date_line
from flows.clean.sign_offs import is_sign_off

_URL = re.compile(r"[<(\[]?(?:https?://|www\.)\S+$")
_HAS_DIGIT = re.compile(r"\d")
_SEPARATED = re.compile(r"\s(?:[|·•›»>➤→▸▶/–—-]|\|\|)\s|\s*\|\s*|\s*·\s*|\s*•\s*")
_MAY_SEPARATE = re.compile(r"[|·•›»>➤→▸▶/–—-]")
_LETTERS = re.compile(r"[^\W\d_]")
# `12 comments`, `Leave a reply`; `Ann says:`, `Ann on May 4, 2024 at 4:47 pm said:`, `2 hours ago`
_COMMENTS = re.compile(
    r"^\W*(?:(?:\d+|no|leave|add|post|write|view|show|all|top(?: rated)?|join the|your|deja un|deixe um|deixe seu|"
    r"laisser un|schreibe einen|оставить)\s+)?(?:an?\s+)?(?:comments?|responses?|repl(?:y|ies)|thoughts on|"
    r"conversation|discussion|comentarios?|comentários?|comentarii|kommentar(?:e|er|it)?|commenti|komentarz\w*|komentář\w*|hozzászólás\w*|σχόλια|commentaires?|комментари\w+|коментар\w*|reacties|yorum\w*|评论|"
    r"コメント|댓글|تعليق\w*|टिप्पणि\w*)(?:\s+(?:on|to|zu|sur|к)\s.*)?\W*\d*\W*$",
    re.I,
)
_COMMENTER = re.compile(
    r"\S+(?:\s\S+){0,3}\s+(?:says|said|wrote|writes|schrieb|sagt|dit|dice|disse|пишет|написал)\s*:$", re.I
)
_COMMENTED_AT = re.compile(r"\d{4}\s+at\s+\d{1,2}:\d\d\s*(?:[ap]m)?\s*(?:said|says|wrote)\s*:?$", re.I)
_AGO = re.compile(
    r"(?:about\s+)?(?:an?|\d+)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago\b|rating:\s|"
    r"vor \d+ (?:minuten|stunden|tagen)$|hace \d+ (?:minutos|horas|días)$|il y a \d+ (?:minutes|heures|jours)$",
    re.I,
)
# What the lines of a front matter are.
_FIELD_ROLES = {
    "title": "title", "author": "byline", "agency": "byline", "outlet": "other", "url": "link", "section": "section",
    "published": "date", "modified": "date", "dateline": "dateline",
}  # fmt: skip
_DATE_LABEL = re.compile(
    r"^(?:(?:first |last )?(?:published|posted|updated|modified)|publié|mis à jour|modifié|veröffentlicht|aktualisiert|"
    r"stand|erstellt|publicado|publicada|actualizado|pubblicato|aggiornato|atualizado|опубликовано|обновлено|"
    r"дата публикации|опубліковано|оновлено)\b",
    re.I,
)
# `Updated 3 hours ago`, `Aktualisiert vor 3 Stunden`
_SINCE = re.compile(
    r"(?:(?:last )?(?:updated|published|posted)|aktualisiert|mis à jour|publié|actualizado|publicado|atualizado|"
    r"aggiornato|обновлено|опубликовано)\W+(?:"
    r"(?:about )?(?:an?|\d+) (?:second|minute|min|hour|hr|day|week|month)s? ago|vor \d+ \w+|il y a \d+ \w+|"
    r"h(?:ace|á) \d+ \w+|\d+ \w+ (?:fa|назад))$",
    re.I,
)
# `M. K.`, `Y. L. F.`
_INITIALS = re.compile(r"[(—–-]?\s?(?:[A-ZÀ-ÞА-Я]\.[ -]?){2,4}\)?")
# `Redazione ANSA`, `dpa-Redaktion`
_DESK_OF = re.compile(
    r"^(?:redazione|redacci[óo]n|r[ée]daction|redaktion|redação|redakcja|редакция)\s(?:de |da |di )?|"
    r"(?:[ -]redaktion|\s(?:desk|staff|newsroom))$",
    re.I,
)
# `+19 °C`, `$ 91,24`, `€1.09`, `USD 41.2`; `#harbour #ferry`
_READING_OF = re.compile(
    r"[^\w\s]{0,2}\s?[+−–-]?\d[\d.,]*\s?(?:°\s?[CFС]?|%|[$€£₽₴₺₹¥])|(?:[$€£₽₴₺₹¥]|[A-Z]{3})\s?\d[\d.,]*"
)
_TAGS = re.compile(r"#\w+(?:\s+#\w+)*")
_LABEL = re.compile(r"^[^.!?]{2,40}[:：]$")


@dataclass(frozen=True, slots=True)
class Kind:
    """The role that a paragraph has by itself, and why; `is_end` where an article seldom goes on below it."""

    role: str
    reason: str
    is_end: bool = False


def kind_of(paragraph: Paragraph, furniture: Furniture, agencies: Agencies) -> Kind | None:
    """The role that the paragraph's own words give it; NULL where they say nothing.

    Long prose is looked at only for phrases that it begins with.
    """
    text, words = paragraph.text, paragraph.words
    if paragraph.tag == "rule":
        return Kind("other", "no words")
    if paragraph.tag[:6] == "field ":
        return Kind(_FIELD_ROLES.get(paragraph.tag[6:], "other"), "a field above the text")
    read = _kind_of_short if words <= SHORT_WORDS else _kind_of_words
    return read(
        text, words, paragraph.ends_in_stop, paragraph.has_phrase, paragraph.may_be_caption, furniture, agencies
    )


def _kind_of_words(
    text: str,
    words: int,
    ends_in_stop: bool,
    has_phrase: bool,
    may_be_caption: bool,
    furniture: Furniture,
    agencies: Agencies,
) -> Kind | None:
    if not (text[0].isalpha() or _LETTERS.search(text)):
        if is_numbered(text):
            return Kind("caption", "the number of a picture")
        # A lone number or year is a counter of comments or pages.
        return Kind("date", "a date alone") if words and is_date_line(text) else Kind("other", "no words")
    if (words <= 4 and _READING_OF.fullmatch(text)) or (text[0] == "#" and _TAGS.fullmatch(text)):
        return Kind("navigation", "a number with its unit, or tags")
    if text[0] in "<([hw" and _URL.match(text):
        return Kind("link", "an address")
    if (words <= 5 or text[0].isdigit()) and is_numbered(text):
        return Kind("caption", "the number of a picture")
    if words <= SHORT_WORDS:
        if words <= 12 and _COMMENTS.match(text):
            return Kind("navigation", "heads the comments", is_end=True)
        if _is_commenter(text):
            return Kind("other", "who comments and when", is_end=True)
        if phrase := furniture.begins_caption(text):
            return Kind("caption", f"the phrase {phrase!r}")
        if may_be_caption and words >= 4 and ends_in_picture_credit(text):
            return Kind("caption", "ends in the credit of its picture")
        if kind := _short_kind(text, words, agencies):
            return kind
    elif words <= 24 and _HAS_DIGIT.search(text) and not ends_in_stop:
        if is_date_line(text):
            return Kind("date", "dates alone")
        if (rest := lead(text)) and (read := header_line(text, agencies)) and read.stamps and read.is_whole:
            return Kind("byline" if credit(rest, agencies) else "date", "a long line of names and days")
    if "|" in text and text.count(" | ") >= 4:
        return Kind("navigation", "items between bars")
    if may_be_caption and SHORT_WORDS < words <= 60 and ends_in_picture_credit(text):
        return Kind("caption", "ends in the credit of its picture")
    if words > 16 and doubled(text):
        return Kind("caption", "the same words twice, as captions are scraped")
    if 3 <= words <= 12 and not ends_in_stop and furniture.is_menu(text):
        return Kind("navigation", "a row of words that menus have")
    if found := furniture.role(text, words, ends_in_stop, has_phrase):
        role, phrase = found
        # A phrase of this kind stands above the teasers and is none.
        heads = role == "teaser"
        return Kind("navigation" if heads else role, f"the phrase {phrase!r}", is_end=heads)
    if is_sign_off(text, words, agencies):
        return Kind("footer", "says who wrote, edited or helped")
    if words <= 16 and doubled(text):
        return Kind("caption", "the same words twice, as captions are scraped")
    return None


def _is_commenter(text: str) -> bool:
    """Whether the line says who comments and when."""
    return bool(
        (text[-1] == ":" and _COMMENTER.match(text))
        or _AGO.match(text)
        or (_HAS_DIGIT.search(text) and _COMMENTED_AT.search(text))
    )


# Short lines are what an outlet prints on page after page.
SHORT_WORDS = 16
_kind_of_short = lru_cache(maxsize=20_000)(_kind_of_words)


def _short_kind(text: str, words: int, agencies: Agencies) -> Kind | None:
    if _HAS_DIGIT.search(text):
        if is_date_line(text, extra_words=1 if words <= 8 else 0):
            return Kind("date", "a date alone")
        if words <= 6 and _SINCE.match(text):
            return Kind("date", "how long ago")
        if words <= 5 and is_date_label(text) and date_words(text):
            return Kind("date", "announces a day")
        if words <= 6 and is_reading_time(text):
            return Kind("navigation", "how long it takes to read, or how many did")
        if has_date(text) and (read := header_line(text, agencies)) and read.stamps and read.is_whole:
            is_byline = read.credit.authors or read.credit.agency
            return Kind("byline", "names who wrote it, and the day") if is_byline else Kind("date", "a date and where")
    elif words <= 6 and is_date_label(text) and date_words(text):
        return Kind("date", "announces a date")
    if text.startswith(("http", "www.")):
        return None
    if (rest := lead(text)) and words <= 14 and not (text.endswith(".") and words > 8):
        named = credit(rest, agencies)
        if named:
            return Kind("byline", "names who wrote it")
        if words <= 6 and _is_desk(rest):
            return Kind("byline", "a desk or a correspondent without a name")
    if agencies.named(text):
        return Kind("byline", "an agency alone")
    if words <= 3 and "." in text and _INITIALS.fullmatch(text):
        return Kind("byline", "initials alone")
    if words <= 10 and ("," in text or "|" in text) and (pair := name_and_outlet(text)) and is_outlet_like(pair[1]):
        return Kind("byline", "a person's name and an outlet")
    if (
        words <= 8
        and ("(" in text or "," in text)
        and not text.endswith(".")
        and (found := dateline(text + " - x", agencies))
        and (found.agency or found.date)
    ):
        return Kind("dateline", "a place and who reports from it")
    if (
        ":" in text
        and not SOURCE.match(text)
        and SOURCE.search(text)
        and (read := header_line(text, agencies))
        and read.credit.agency
        and read.is_whole
    ):
        return Kind("byline", "an agency as the source, and who wrote it or when")
    if words <= 4 and (desk := _DESK_OF.search(text)) and agencies.named(text.replace(desk[0], "")):
        return Kind("byline", "an agency's desk")
    if "@" in text and (read := header_line(text, agencies)) and read.credit.authors and read.is_whole:
        return Kind("byline", "a name and an address")
    if SOURCE.match(text) and is_sign_off(text, words, agencies):
        return Kind("footer", "says who wrote, edited or helped")
    return _separated(text, agencies)


def _is_desk(text: str) -> bool:
    """Whether the words are those of a credit without a name: `Our Staff Correspondent`, `unserer Redaktion`."""
    return is_collective(text) and any(word[0].isupper() for word in text.split()) and text[-1].isalpha()


def _separated(text: str, agencies: Agencies) -> Kind | None:
    """Short items between bars, dots or slashes: a menu, unless a person's name is among them."""
    if not _MAY_SEPARATE.search(text):
        return None
    items = [item for item in _SEPARATED.split(text) if item.strip()]
    if len(items) < 2 or any(len(item.split()) > 4 for item in items) or text.endswith((".", "!", "?")):
        return None
    if any(is_person(item) for item in items[:2]) and len(items) == 2:
        return None
    if is_person(items[0]):
        persons = sum(map(is_person, items))
        if persons == 1 and any(map(is_collective, items)):
            return Kind("byline", "a person, and where or as what the person works")
        if any(map(agencies.named, items)) and persons + 1 == len(items):
            return Kind("byline", "persons and an agency")
    dashes = len(re.findall(r"\s[–—-]\s", text))
    if len(items) >= 3 or dashes == 0:
        return Kind("navigation", "short items side by side")
    return None


def is_date_label(text: str) -> bool:
    """Whether the words announce a day: `Published on`, `Publié le :`, `Stand:`."""
    return bool(_DATE_LABEL.match(text))


def is_label(text: str) -> bool:
    """Whether the text announces what the next line holds: a few words and a colon."""
    return bool(_LABEL.match(text)) and len(text.split()) <= 5
