"""The headline, by what markup and fields state."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")
# Of ASCII, where a table is three times as fast as an expression.
_SQUEEZED = {number: chr(number).lower() if _WORD.match(chr(number)) else None for number in range(128)}
SEPARATOR = re.compile(r"\s+(?:[·•»«–—‹›/-]|::|\|\|?)\s+|\s*[|·•»]\s*|(?<=[^\x00-\x7f])[_-](?=[^\x00-\x7f]+$)")
_MAY_SEPARATE = re.compile(r"[·•»«–—‹›/|:_-]")

# What agencies put before the headline of a story that they send again: `UPDATE 2-`, `WRAPUP 1-`.
_SLUG = re.compile(r"(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|RECAST)(?: ?\d+)?-)+(?=[^\W_])")


def without_slug(title: str) -> str:
    """The headline without what an agency's desk put before it."""
    return _SLUG.sub("", title, count=1) if "-" in title else title


def stated_title(evidence: Sequence[Mapping[str, str]], outlet: str | None = None) -> str | None:
    """The headline that the markup or the fields state, without the site's name.

    The visible heading of the first level that agrees best with another statement; else the statement of the most
    trusted form, the page's title last.
    """
    stated = [one for one in evidence if one["field"] == "title"]
    if not stated:
        return None
    names = [one["value"] for one in evidence if one["field"] == "outlet"] + ([outlet] if outlet else [])
    heads = [one["value"] for one in stated if one["source"].startswith("h1")]
    inside = {one["value"] for one in stated if one["source"] == "h1 in the article"}
    whole = [one["value"] for one in stated if not one["source"].startswith(("h1", "title", "itemprop headline"))]
    # Microdata also stands on teasers.
    microdata = [one["value"] for one in stated if one["source"] == "itemprop headline"]
    whole = whole or microdata
    others = [without_site(title, names, heads) for title in whole]
    others += [without_site(one["value"], names, [*heads, *whole]) for one in stated if one["source"] == "title"]
    keys = {_key(name) for name in names}
    agreeing = [
        (max(likeness(head, other) for other in others), head) for head in heads if others and _key(head) not in keys
    ]
    best = max(agreeing, key=lambda pair: pair[0], default=(0.0, ""))
    if best[0] >= 0.6:
        return _without_kicker(without_site(best[1], names, heads), others)
    if len(set(heads)) == 1 and _key(heads[0]) not in keys and heads[0] in microdata:
        return heads[0]
    if len(set(heads)) == 1 and heads[0] in inside and len(heads[0].split()) >= 4:
        # What is stated elsewhere is written for search engines.
        return heads[0]
    if others:
        return others[0]
    return heads[0] if len(heads) == 1 else None


def _without_kicker(head: str, others: Sequence[str], most_words: int = 3) -> str:
    """The heading, or another statement of it that lacks but the one to three words at its beginning."""
    words = squeezed(head)
    for other in others:
        lacking = len(_WORD.findall(head)) - len(_WORD.findall(other))
        if words.endswith(squeezed(other)) and 0 < lacking <= most_words and len(_WORD.findall(other)) >= 3:
            return other
    return head


def likeness(a: str, b: str, closest: float = 0.4) -> float:
    """Share of the shorter text's words that the longer one has too; 0 where one is much longer than the other."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (a, b))
    few, many = sorted((len(first), len(second)))
    return len(first & second) / few if few and few >= closest * many else 0.0


def without_site(title: str, names: Iterable[str], whole: Sequence[str] = ()) -> str:
    """The title without the site's name at either end, after or before a bar or a dash.

    A part is the site's name when it is one of `names`, or when another statement of the title (`whole`) stops short
    of it; without other statements a short last part is taken to be one where what stands before it is not short.
    """
    keys = {_key(name) for name in names} - {""}
    shorter = {_key(other) for other in whole if other != title}
    while (cut := _last_separator(title)) and (
        _key(title[cut.end() :]) in keys
        or _key(title[: cut.start()]) in shorter
        or (not whole and len(title[cut.end() :].split()) <= 4 <= len(title[: cut.start()].split()))
    ):
        title = title[: cut.start()]
    while (cuts := _separators(title)) and _key(title[: cuts[0].start()]) in keys and title[cuts[0].end() :].strip():
        title = title[cuts[0].end() :]
    name, colon, rest = title.partition(": ")
    # `Harbour Dawn online: The ferry stays`
    is_site = colon and not keys.isdisjoint((_key(name), _key(name.rpartition(" ")[0])))
    return without_slug((rest if is_site else title).strip())


def _last_separator(title: str) -> re.Match[str] | None:
    found = [match for match in _separators(title) if match.start() > 0 and match.end() < len(title)]
    return found[-1] if found else None


@lru_cache(maxsize=20_000)
def _separators(title: str) -> tuple[re.Match[str], ...]:
    return tuple(SEPARATOR.finditer(title)) if _MAY_SEPARATE.search(title) else ()


def _key(name: str) -> str:
    return re.sub(r"\W|^the\s", "", name.casefold())


def squeezed(text: str) -> str:
    """Letters and digits only, in lower case: equal for texts that differ in spacing and punctuation."""
    return text.translate(_SQUEEZED) if text.isascii() else "".join(_WORD.findall(text)).casefold()
