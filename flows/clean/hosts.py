"""What an address says of its site: the host, and a readable name."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from flows.clean.vocabulary import SITE_WORDS, words

# Second-level labels that countries sell names under.
_SECOND_LEVEL = frozenset(words("co com org net gov ac edu or ne go gob in info"))


def host(url: str | None) -> str | None:
    """The address's host in lower case, without `www.`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def name_in_host(domain: str, texts: Iterable[str] = ()) -> str | None:
    """A readable name of the site: as one of the texts writes it, else its label cut into known words.

    `themoscowtimes.com` is The Moscow Times. A label that can't be cut is one capitalised word.
    """
    labels = domain.removeprefix("www.").split(".")
    if len(labels) < 2:
        return None
    label = labels[-3] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else labels[-2]
    squeezed = label.replace("-", "")
    for text in texts:
        for candidate in _names_in(text):
            if candidate.casefold().replace(" ", "").replace("'", "") in (
                squeezed,
                "the" + squeezed,
                squeezed.removeprefix("the"),
            ):
                return cased(candidate)
    words = label.split("-") if "-" in label else _cut(squeezed)
    return " ".join(
        word.upper()
        if len(word) <= 3 and word not in ("the", "new", "sun", "los", "san", "fox", "sky")
        else word.capitalize()
        for word in words
    )


def _names_in(text: str, longest: int = 5) -> Iterable[str]:
    words = re.findall(r"[^\W\d_][\w'’]*", text)[:40]
    for size in range(longest, 0, -1):
        for start in range(len(words) - size + 1):
            if words[start][0].isupper():
                yield " ".join(words[start : start + size])


def _cut(label: str) -> list[str]:
    """The label as known words around at most one unknown one, longest known words first."""
    head: list[str] = []
    tail: list[str] = []
    rest = label
    known = sorted(SITE_WORDS, key=lambda word: (-len(word), word))
    if rest.startswith("the") and len(rest) > 6:
        head, rest = ["the"], rest[3:]
    while word := next((w for w in known if len(w) > 2 and rest.endswith(w) and rest != w), None):
        tail.insert(0, word)
        rest = rest[: -len(word)]
    while word := next((w for w in known if len(w) > 3 and rest.startswith(w) and rest != w), None):
        head.append(word)
        rest = rest[len(word) :]
    return [*head, rest, *tail]


def cased(name: str) -> str:
    """A name in capitals as a title, a short one left alone: BBC stays."""
    if not name.isupper() or len(name) <= 4:
        return name
    return " ".join(word.capitalize() for word in name.split())
