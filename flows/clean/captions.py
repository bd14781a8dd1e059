"""By what a line shows that it is the caption of a picture: a credit at its end, a number in a gallery, words twice."""

import re
from collections.abc import Iterable

import polars as pl

from flows.clean.credit_words import lead

# `Image 2 of 5`, `3 von 8`, and `2of5A shopper looks ...` before a caption
_GALLERY = re.compile(
    r"(?:(?:image|photo|picture|slide|bild|foto|imagen|imagem|фото)\s+)?\d{1,3}\s?(?:of|von|de|sur|из)\s?\d{1,3}(?!\d)",
    re.I,
)
# `2 / 5`
_SLASHED = re.compile(r"\d{1,2}\s?/\s?\d{1,2}")
# `... on Tuesday. Photo: Ann Lee`, `... au port. - Photo Ann Lee/AFP`, `... у причала. Фото: Анна Ли / ТАСС`
_WORDS = r"(?:photo(?:graph)?|picture|image|foto|fot|bild|fotografía|imagen|imagem|immagine|фото|fotó|kuva)s?"
_CAPITAL = r"(?-i:(?=[A-ZÀ-ÞА-Я]))"
_PICTURED = re.compile(
    rf"(?:[.!?…\"”»)\]]\s*|\s[-–—|/]\s|\s?[(\[])\s*(?:{_WORDS}\s?[:|]|fot\.|"
    r"(?:photograph(?:ed)?|picture|photo|image)s? (?:by|courtesy of) |foto(?:s|grafías?)? (?:von|de|di) |photos? de )"
    r"\s?[^.!?:]{3,60}\.?[)\]]?$|"
    rf"\s(?:{_WORDS}:|fot\.)\s{_CAPITAL}[^.!?:]{{3,50}}$|"
    rf"[.!?…]\s(?:[-–—] )?(?:photo|foto|фото) {_CAPITAL}[^!?:]{{3,50}}$|"
    # `... on Tuesday. (Source: NASA)`, `... on Tuesday. © Ann Lee/AFP`, `... on Tuesday.(Sheriff's Office)`
    r"[.!?…]\s?\((?:source|courtesy|credit|via|quelle|fuente|fonte|источник)(?:\s?:\s?| )[^().!?]{2,50}\)$|"
    # `... at the quay. / ANN LEE`, `... at the quay. | HARBOUR DAWN`
    r"[.!?…]\s[/|]\s(?-i:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:\s[A-ZÀ-Þ'’.-]+){1,4})$|"
    rf"[.!?…]\s?©\s?[^\W\d_][^.!?©]{{2,50}}$|[.!?…]\({_CAPITAL}[^().!?]{{3,60}}\)$",
    re.I,
)
# All of these have one of the signs, and one of the others where they end in a stop, as most prose does.
_SIGNS = (
    "hoto", "icture", "mag", "oto", "ото", "fot.", "ild:", "uva", "©", ".(", ". (", "!(", "! (", "?(",
    "? (", "…(", "… (", ". /", ". |",
)  # fmt: skip
_SIGNS_BEFORE_STOP = (":", " by ", "©", "hoto ", "ото ", "oto ")
_LONGEST_CREDIT = 75


def is_numbered(text: str) -> bool:
    """Whether the line is the number of a picture in a gallery, alone or with its caption."""
    found = _GALLERY.match(text)
    if found is None:
        return bool(_SLASHED.fullmatch(text))
    return found.end() == len(text) or text[found.end()].isupper()


def may_end_in_credits(texts: pl.Series) -> pl.Series:
    """Whether each text has signs of a picture's credit at its end; few have, and together they are soon looked at."""
    tails = texts.str.tail(_LONGEST_CREDIT)
    in_stop = tails.str.ends_with(".") | tails.str.ends_with("?") | tails.str.ends_with("!")
    return has_any(tails, _SIGNS) & (~in_stop | has_any(tails, _SIGNS_BEFORE_STOP))


def has_any(texts: pl.Series, signs: Iterable[str]) -> pl.Series:
    """Whether each text holds one of these signs."""
    return texts.to_frame("text").select(pl.col("text").str.contains_any(list(signs))).to_series()


def ends_in_picture_credit(text: str) -> bool:
    """Whether the line ends in who took the picture that it describes."""
    return bool(_PICTURED.search(text[-_LONGEST_CREDIT:])) and not lead(text)


def doubled(text: str, shortest: int = 20) -> bool:
    """Whether the text says its beginning twice, as a caption does whose picture was scraped twice."""
    head = text[:shortest]
    second = text.find(head, shortest) if len(text) > 2 * shortest else -1
    return second > 0 and text[second : 2 * second].strip() == text[:second].strip()[: len(text) - second].strip()
