"""Smaller towns: names that are a place's where nothing else tells what a capital names."""

import re
import unicodedata
from functools import lru_cache

from flows.reference_rows import ReferenceRows

# What a Russian name of a town has at its end in other cases, with the nominative's ending.
_CASES = (
    ("а", ""), ("у", ""), ("ом", ""), ("е", ""), ("ы", "а"), ("и", "а"), ("е", "а"), ("у", "а"), ("ой", "а"),
    ("а", "о"), ("у", "о"), ("ом", "о"), ("е", "о"), ("и", "ь"), ("я", "ь"), ("ю", "ь"), ("ом", "ое"), ("ого", "ое"),
    ("ому", "ое"), ("ой", "ая"), ("ую", "ая"), ("ей", "ня"), ("и", "я"), ("ю", "я"), ("ов", "ы"), ("ах", "ы"),
    ("ам", "ы"), ("ах", "и"),
)  # fmt: skip
_LEAST_LETTERS_OF_STEM = 3
_WITH_PARTICLE = re.compile(r"[^\W\d_]+ (?:de|del|do|da|du|des|sur|am|an|im|upon|on|under|super) ")


@lru_cache(maxsize=4)
def towns(table: ReferenceRows) -> frozenset[str]:
    """The names of the table, the same for every language."""
    return frozenset(table.frames[0]["form"])


@lru_cache(maxsize=4)
def particle_towns(table: ReferenceRows) -> list[str]:
    """Those whose name goes on behind a small word, as another place may have the first: `Garching an der Alz`."""
    return [form for form in table.frames[0]["form"] if _WITH_PARTICLE.match(form)]


@lru_cache(maxsize=1 << 14)
def is_town(name: str, known: frozenset[str]) -> bool:
    """Whether the table has the name, in Russian also in another case: `в Мегионе`, `из Троицкого`."""
    if name in known:
        return True
    if name < "\u0400":
        return not name.isascii() and _plain(name) in known
    name, on, river = name.partition("-на-")
    return any(
        name.endswith(ending)
        and len(name) - len(ending) >= _LEAST_LETTERS_OF_STEM
        and name[: -len(ending)] + own + on + river in known
        for ending, own in _CASES
    )


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
