"""The outlet that a record names: its copyright line, masthead, house notices."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from flows.clean.credit_words import lead
from flows.clean.credits import Agencies
from flows.clean.hosts import cased
from flows.clean.house_notices import BAR, LONGEST, asked_for, claims, name_key
from flows.clean.names import is_masthead, is_outlet_like
from flows.clean.publication_dates import stamps
from flows.clean.vocabulary import NO_OUTLET, PARTICLES

# The outlet names itself where it says whom it asked.
_ASKED = re.compile(
    r"(?:^|[.!?”\"]\s+)(?P<name>(?:The )?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})\s+(?:has\s+|have\s+)?(?:also\s+)?"
    r"(?:contacted|reached out to|approached|e-?mailed|requested comment|asked)\b[^.]{0,160}?\b"
    r"(?:for (?:further |additional |more )?(?:comment|information|details)|by e-?mail|via e-?mail)",
)
_MAY_ASK = ("contacted", "reached out to", "approached", "mailed", "requested comment", "asked for comment")
# What may stand above the name at the top: ways past the menu, and what is asked about cookies.
_NO_TOP_STARTS = (
    "skip to", "jump to", "zum inhalt", "aller au", "saltar", "ir al ", "ir a ", "pular", "vai al",
    "перейти", "przejdź",
)  # fmt: skip
_NO_TOPS = frozenset(("menu", "menü", "search", "close", "sign in", "subscribe", "advertisement"))
_ABOUT_COOKIES = ("cookie", "consent", "partners")
_MENU_SIGN = re.compile(r"\s[|·•/›>»]\s|\s\|\s?|\s{2,}")
# A way to the page begins so: `Home > News`
_WAY = re.compile(
    r"(?:home|startseite|accueil|inicio|portada|início|home ?page|главная|головна|strona główna)\s[/>›»|]\s", re.I
)
_LINK_WORD = re.compile(r"\s+(?:[-–—|:>›»]|and|und|et|y|и|mit|with|avec)\s+")
_RIGHTS = re.compile(
    r"©|\([cс]\)|（c）|copyright|rights reserved|droits|rechte|derechos|права|جميع الحقوق|版权|版權|無断|सर्वाधिकार"
)
_HANDLE = re.compile(r"(?:(?<![\w.])@|t\.me/)([\w.]{4,40})")
_IS = re.compile(r"\s*(?:[|·–—-]|(?:is|was|est|es|ist|wird|è|é|är|jest|,)\s|—)")


def outlet_in_text(texts: Sequence[str], agencies: Agencies, homes: Sequence[str] = (), edge: int = 8) -> str | None:
    """The outlet that the furniture of a text names, by the weight of its kinds; NULL where none does.

    A copyright line, a masthead at the top, what is linked to the front page (`homes`), house notices, and a sentence
    in which the outlet says whom it asked.
    """
    filled = [text for text in texts if text]
    while len(filled) > 3 and _is_above_top(filled[0]):
        del filled[0]
    votes: dict[str, float] = defaultdict(float)
    written: dict[str, str] = {}

    def vote(name: str, weight: float) -> None:
        name, key = asked_for(name)
        if len(key) < 3 or key in NO_OUTLET or "/" in name or len(name.split()) > 6:
            return
        # `dpa-infocom, dpa:2409`
        head = re.split(r"[-,]", name, maxsplit=1)[0] if "-" in name or "," in name else name
        if agencies.named(name) or (head != name and agencies.named(head)):
            return
        votes[key] += weight
        if key not in written or (written[key].isupper() and not name.isupper()):
            written[key] = name

    for index, text in enumerate(filled):
        if edge <= index < len(filled) - 2 * edge or len(text) > LONGEST:
            continue
        if index < 3 and "," not in text and not lead(text):
            masthead = _LINK_WORD.split(text, maxsplit=1)[0]
            if index == 0 and len(filled) > 3 and is_masthead(masthead):
                vote(masthead, 3)
            elif len(masthead.split()) <= 5 and is_outlet_like(masthead):
                vote(masthead, 1.5)
        for name, weight in claims(text, index < edge):
            vote(name, weight)
    top = BAR.split(filled[0])[0] if filled else ""
    for above, text in pairwise(filled[:edge]):
        # Alone below the day.
        if text[:4] == "The " and len(text) <= 40 and is_outlet_like(text) and stamps(above):
            vote(text, 2)
    again = [text for text in filled[1:] if top in text] if _is_top_line(top) else []
    if again and (_say_again(filled[max(1, len(filled) - 2 * edge) :], top) or _works_there(again, top)):
        vote(top, 3)
    if _is_top_line(top) and _is_handled(filled[1:], top):
        vote(top, 3)
    if len(filled) > 3 and _heads_menu(filled[0], filled[2] if _WAY.match(filled[2]) else filled[1], agencies):
        vote(filled[0], 2)
    for name in homes:
        vote(name, 2.5)
    if any(map("\n".join(filled).__contains__, _MAY_ASK)):
        for text in filled:
            if (found := _ASKED.search(text)) and (is_outlet_like(found["name"]) or not found["name"].endswith("s")):
                vote(found["name"], 2.5)
    return _elected(votes, written)


def _is_above_top(text: str) -> bool:
    folded = text.casefold()
    if folded.startswith(_NO_TOP_STARTS) or folded.strip(" ☰≡×") in _NO_TOPS:
        return True
    return any(map(folded.__contains__, _ABOUT_COOKIES))


def _is_top_line(text: str) -> bool:
    return len(text) >= 4 and len(text.split()) <= 5 and text[-1] not in ".!?:…"


def name_at_top(texts: Sequence[str], titles: Sequence[str], edge: int = 4) -> str | None:
    """The name that stands alone at the top of a page where its foot or the title before its colon says it again."""
    filled = [text for text in texts if text]
    if len(filled) <= edge or not _is_top_line(filled[0]) or name_key(filled[0]) in NO_OUTLET:
        return None
    heads = {title.partition(":")[0] for title in titles}
    return filled[0] if filled[0] in heads or _say_again(filled[-edge:], filled[0]) else None


def _heads_menu(top: str, below: str, agencies: Agencies, most_words: int = 4) -> bool:
    """Whether the line at the top is a name in capitals with a row of a menu below it, which credits nobody."""
    parts = top.split()
    if not (_is_top_line(top) and len(parts) <= most_words) or any(map(str.isdigit, below)) or lead(below):
        return False
    items = _MENU_SIGN.split(below)
    if (
        len(items) < (2 if _WAY.match(below) else 3)
        or any(map(agencies.named, items))
        or all(part.casefold() in NO_OUTLET for part in parts)
    ):
        return False
    return parts[0][0].isupper() and all(part[0].isupper() or part in PARTICLES for part in parts)


def _works_there(texts: Sequence[str], top: str) -> bool:
    """Whether a short line ends in the name behind another: `Ann Lee/Harbour Dawn`, `Reporter, Harbour Dawn`."""
    tails = (text.rstrip(").") for text in texts if len(text) <= LONGEST)
    return any(text.endswith(top) and text[: -len(top)].rstrip()[-1:] in ("/", ",", ":", "|") for text in tails)


def _is_handled(texts: Sequence[str], top: str) -> bool:
    """Whether a short line has a channel's address that is made of the name's own words: `@harbourdawn`."""
    words = top.casefold().split()
    handles = (
        one
        for text in texts
        if ("@" in text or "t.me/" in text) and len(text) <= LONGEST
        for one in _HANDLE.findall(text)
    )
    return len(words) > 1 and any(_spells(re.sub(r"[\W_]", "", one.casefold()), words) for one in handles)


def _spells(handle: str, words: Sequence[str]) -> bool:
    """Whether the handle is two or more of the words, in their order and whole, and nothing else."""
    used = 0
    for word in words:
        if handle.startswith(word):
            handle, used = handle[len(word) :], used + 1
    return used >= 2 and handle in ("", "news", "official", "online")


def _say_again(texts: Sequence[str], top: str) -> bool:
    """Whether one of these lines speaks of what stands at the top: with a copyright, or as what it `is`."""
    name = top.casefold().removeprefix("the ")
    for folded in (text.casefold() for text in texts if len(text) <= LONGEST):
        if name in folded:
            bare = folded.removeprefix("the ")
            if _RIGHTS.search(folded) or (bare.startswith(name) and _IS.match(bare, len(name))):
                return True
    return False


def _elected(votes: dict[str, float], written: dict[str, str], least: float = 2.0) -> str | None:
    """The name with the most weight, where a shorter form (`the Sedge`) votes for the longer (`Daily Sedge`)."""
    total = {
        key: sum(
            weight
            for other, weight in votes.items()
            if other == key or (len(other) >= 4 and other in key) or (len(other) == 3 and key.startswith(other))
        )
        for key in votes
    }
    if not total:
        return None
    best = max(total, key=lambda key: (total[key], len(key), key))
    return cased(written[best]) if total[best] >= least else None
