"""The outlet that a record names: its copyright line, masthead, house notices."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from flows.clean.credit_words import lead
from flows.clean.credits import Agencies, name_and_outlet
from flows.clean.hosts import cased
from flows.clean.names import is_masthead, is_outlet_like
from flows.clean.publication_dates import stamps
from flows.clean.vocabulary import NO_OUTLET, PARTICLES, words

_COPYRIGHT = re.compile(
    r"(?:©|\([cс]\)|\bcopyright\b|&copy;)(?:[\s©,.:-]|\([cс]\)|copyright\b)*"
    r"(?:(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d|present))?)?[\s,.:-]*(?:by\s+)?(?P<name>[^|•·\d]{2,80})",
    re.I,
)
_MAY_CLAIM = ("©", "(c)", "(с)", "copyright", "&copy;")
_COMPANY = re.compile(
    r"[\s,]+(?:ltd|llc|inc|gmbh|plc|corp|co|ag|s\.?a|s\.?l|llp|limited|corporation|company|all rights|"
    r"(?:and/)?or its|and its|tous droits|alle rechte|todos los|все права|\d{4})\b.*$",
    re.I,
)
_NAME = (
    r"(?P<name>(?:The |the )?(?:[^\W\d_][\w'’&-]*)"
    r"(?:\s+(?:of|and|&|de|la|le|el|der|die|das|du|des|[^\W\d_][\w'’&.-]*)){0,4})"
)
# Words with capitals, and small ones between them.
_CAPITALS = r"(?P<name>[A-ZÀ-ÞА-Я][\w'’&-]*(?:(?:\s(?:of|and|&|de|del|la|le|el|der|die|das|du|des))*\s[A-ZÀ-ÞА-Я][\w'’&.-]*){0,4})"
_BEFORE_NAME = (
    r"(?:more from|also on|advertise with|subscribe to|support|follow|connect with|join|about|contact|search|"
    r"welcome to|get|read more (?:on|at|from)|sign up for)"
)
_MEDIUM = r"newspaper|magazine|weekly|daily|quarterly|monthly|journal|newsroom|news\s?site|website"
# The same in other languages, before a name with a capital.
_ASKS_FOR = (
    r"(?:abonnez-vous (?:à|au)|soutenez|suivez|découvrez|plus d'articles de|unterstützen sie|folgen sie|mehr von|"
    r"suscríbete a|suscribirse a|hazte soci[oa] de|apoya a|síguenos en|más de|sigue a|assine|apoie|siga|mais de|"
    r"abbonati a|sostieni|segui|altro da|подписывайтесь на|поддержите|steun|volg|meer van|wspieraj|obserwuj)"
)
_ASKS = re.compile(rf"^{_BEFORE_NAME}\s+", re.I)
# `北海日日新聞社`: the company that publishes it.
_PUBLISHER = re.compile(r"(?<=[新聞报報刊])社$")
# Short house notices that say the outlet's name, by weight.
_NOTICES = [
    (2, re.compile(rf"^{_BEFORE_NAME}\s+{_NAME}(?::.*|\s+(?:on|newsletters?|today).*)?$", re.I)),
    (3, re.compile(rf"^{_NAME}\s+is\s+(?:(?:owned|produced|run|written)\s+by|published|edited|printed)\b", re.I)),
    (3, re.compile(rf"^{_NAME}(?:,?\s+(?:Ltd|Limited|Inc|LLC|GmbH|plc)\.?,?\s+(?:19|20)\d\d|[.,]?\s+ISSN\b.*)$", re.I)),
    # What a box says of the author.
    (2, re.compile(rf"^.{{3,60}}\s(?:writes|reports|covers)\s.{{0,60}}\bfor\s+{_NAME}\.$")),
    (
        3,
        re.compile(rf"^{_NAME}\s+is\s+an?\s+(?:[\w-]+\s+){{0,3}}(?:{_MEDIUM})\b"),
    ),
    (2, re.compile(rf"^{_NAME}\s+newsletters?\b", re.I)),
    # Where it was printed first.
    (
        3,
        re.compile(
            r"^(?i:this (?:article|story|piece|report) (?:was )?(?:originally|first) (?:appeared|published)|"
            r"dieser (?:artikel|text|beitrag) (?:ist |erschien )?zuerst (?:erschienen )?|"
            r"cet article (?:est|a été) (?:d'abord |initialement )?(?:paru|publié)(?: initialement)?|"
            r"este artículo (?:se publicó|fue publicado|apareció) originalmente)\s+"
            rf"(?:in|on|by|at|auf|bei|dans|sur|par|en|por)\s+{_NAME}(?:[.,:].*)?$"
        ),
    ),
    (2, re.compile(rf"^(?:[^.!?]{{2,60}}[.!?¿¡]\s*)?(?i:{_ASKS_FOR})\s+{_CAPITALS}(?:\s+[a-zà-žа-я0-9].*)?[.!]?$")),
    (2, re.compile(rf"^{_NAME}\s+[—–-]\s+(?:live|independent|since|home|news|online|on air|breaking)\b", re.I)),
]
# Every notice holds one of these words, or speaks of a newsletter.
_NOTICE_WORDS = frozenset(
    words(
        """more also advertise subscribe support follow connect join about contact search welcome get read sign
        is for ltd limited inc llc gmbh plc issn — – -
        originally first zuerst paru publié originalmente
        abonnez-vous soutenez suivez découvrez unterstützen folgen mehr suscríbete suscribirse hazte apoya síguenos más
        sigue assine apoie siga mais abbonati sostieni segui altro подписывайтесь поддержите steun volg meer wspieraj
        obserwuj"""
    )
)
# The outlet names itself where it says whom it asked.
_ASKED = re.compile(
    r"(?:^|[.!?”\"]\s+)(?P<name>(?:The )?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})\s+(?:has\s+|have\s+)?(?:also\s+)?"
    r"(?:contacted|reached out to|approached|e-?mailed|requested comment|asked)\b[^.]{0,160}?\b"
    r"(?:for (?:further |additional |more )?(?:comment|information|details)|by e-?mail|via e-?mail)",
)
_MAY_ASK = ("contacted", "reached out to", "approached", "mailed", "requested comment", "asked for comment")
# What may stand above the name at the top: ways past the menu, and what is asked about cookies.
_NO_TOP = re.compile(
    r"(?:skip|jump) to|zum inhalt|aller au|saltar|ir al? |pular|vai al|перейти|przejdź|\W*(?:menu|menü|search|close|"
    r"sign in|subscribe|advertisement)\W*$|.*\b(?:cookies?|consent|partners)\b",
    re.I,
)
_MENU_SIGN = re.compile(r"\s[|·•/›>»]\s|\s\|\s?")
_BAR = re.compile(r"\s*[|·•]\s*|\s[-–—]\s")
_MAY_BAR = re.compile(r"[|·•–—-]")
_LINK_WORD = re.compile(r"\s+(?:[-–—|:>›»]|and|und|et|y|и|mit|with|avec)\s+")
_SITE = re.compile(r"\b(?:https?://)?(?:www\.)?(?P<label>[a-z][a-z0-9-]{2,40})\.[a-z]{2,10}(?:\.[a-z]{2})?/?$")
_RIGHTS = re.compile(
    r"©|\([cс]\)|（c）|copyright|rights reserved|droits|rechte|derechos|права|جميع الحقوق|版权|版權|無断|सर्वाधिकार"
)
_IS = re.compile(r"\s*(?:[|·–—-]|(?:is|was|est|es|ist|wird|è|é|är|jest|,)\s|—)")
# What a page says of its outlet in one short sentence.
_OF_ITSELF = re.compile(
    r"^[^.]{3,40}\sis\s(?:(?:owned|published|edited|produced|printed|run|written)\sby|"
    rf"an?\s(?:[\w-]+\s){{0,3}}(?:{_MEDIUM}))\b"
)
# A longer line is prose.
LONGEST = 140


def may_claim(text: str) -> bool:
    """Whether the text may be a copyright line, or what an outlet says of itself."""
    return len(text) <= LONGEST and (_may_be_copyright(text.casefold()) or bool(_OF_ITSELF.match(text)))


def _may_be_copyright(folded: str) -> bool:
    return any(map(folded.__contains__, _MAY_CLAIM))


def outlet_in_text(
    texts: Sequence[str], agencies: Agencies, homes: Sequence[str] = (), edge: int = 8
) -> str | None:
    """The outlet that the furniture of a text names, by the weight of its kinds; NULL where none does.

    A copyright line, a masthead at the top, what is linked to the front page (`homes`), house notices, and a sentence
    in which the outlet says whom it asked.
    """
    filled = [text for text in texts if text]
    for _ in range(3):
        if len(filled) > 3 and _NO_TOP.match(filled[0]):
            del filled[0]
    votes: dict[str, float] = defaultdict(float)
    written: dict[str, str] = {}

    def vote(name: str, weight: float) -> None:
        name, key = _asked_for(name)
        if len(key) < 3 or key in NO_OUTLET or "/" in name or len(name.split()) > 6:
            return
        # `dpa-infocom, dpa:2409`
        if agencies.named(name) or agencies.named(re.split(r"[-,]", name, maxsplit=1)[0]):
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
        for name, weight in _claims(text, index < edge):
            vote(name, weight)
    top = _BAR.split(filled[0])[0] if filled else ""
    for above, text in pairwise(filled[:edge]):
        # Alone below the day.
        if text[:4] == "The " and is_outlet_like(text) and len(text.split()) <= 5 and stamps(above):
            vote(text, 2)
    if _is_top_line(top) and any(top in text for text in filled[1:]):
        if _say_again(filled[max(1, len(filled) - 2 * edge) :], top) or _works_there(filled[1:], top):
            vote(top, 3)
    if len(filled) > 3 and _heads_menu(filled[0], filled[1]):
        vote(filled[0], 2)
    for name in homes:
        vote(name, 2.5)
    if any(map("\n".join(filled).__contains__, _MAY_ASK)):
        for text in filled:
            if (found := _ASKED.search(text)) and (is_outlet_like(found["name"]) or not found["name"].endswith("s")):
                vote(found["name"], 2.5)
    return _elected(votes, written)


@lru_cache(maxsize=20_000)
def _claims(text: str, is_at_top: bool) -> list[tuple[str, float]]:
    """The names of an outlet in a short line and their weights, wherever else it stands. Kept: don't change it."""
    made: list[tuple[str, float]] = []
    folded = text.casefold()
    parts = folded.split()
    if _may_be_copyright(folded) and (found := _COPYRIGHT.search(text)):
        made.append((_COMPANY.sub("", re.split(r"[.;]\s|\s[-–—]\s", found["name"])[0]), 4))
    if len(parts) <= 16 and (not _NOTICE_WORDS.isdisjoint(parts) or "newsletter" in folded):
        for weight, pattern in _NOTICES:
            found = pattern.match(text)
            if found and found["name"].split()[-1][:1].isupper() and not _is_plain(found["name"]):
                made.append((found["name"], weight))
    if is_at_top:
        made += [(part, 2) for part in _dated_parts(text)]
    if "." in text[-25:] and text[-1].isalpha() and (site := _SITE.search(text)) and (name := _beside_site(text, site)):
        made.append((name, 3))
    if is_at_top and text.count(",") + text.count("|") == 1 and (worked := name_and_outlet(lead(text) or text)):
        # Two names without a word of newspapers: the furniture has to agree.
        made.append((worked[1], 2 if is_outlet_like(worked[1]) else 1))
    return made


def _dated_parts(text: str) -> list[str]:
    """The outlets of a line that has a date between its bars: `5 May 2024 | Harbour Dawn Times`."""
    if len(text) > 100 or not _MAY_BAR.search(text) or not _BAR.search(text) or not stamps(text):
        return []
    return [part.strip() for part in _BAR.split(text) if is_outlet_like(part.strip())]


def _beside_site(text: str, site: re.Match[str]) -> str | None:
    """The name that stands before an address which spells it: `Harbour Dawn | www.harbour-dawn.example`."""
    name = text[: site.start()].strip(" |·–—-:,")
    label = re.sub(r"\W", "", site["label"])
    return name if len(text) <= 100 and name and _key(name) in (label, label.removeprefix("the")) else None


def _is_top_line(text: str) -> bool:
    return len(text) >= 4 and len(text.split()) <= 5 and text[-1] not in ".!?:…"


def _heads_menu(top: str, below: str, most_words: int = 4) -> bool:
    """Whether the line at the top is a name in capitals with a row of a menu below it."""
    parts = top.split()
    if not (_is_top_line(top) and len(parts) <= most_words) or len(_MENU_SIGN.findall(below)) < 2:
        return False
    return parts[0][0].isupper() and all(part[0].isupper() or part in PARTICLES for part in parts)


def _works_there(texts: Sequence[str], top: str) -> bool:
    """Whether a short line ends in the name, as what follows a person's: `Ann Lee/Harbour Dawn`, `Reporter, Harbour Dawn`."""
    tails = (text.rstrip(").") for text in texts if top in text and len(text) <= LONGEST)
    return any(text.endswith(top) and text[: -len(top)].rstrip()[-1:] in ("/", ",", ":", "|") for text in tails)


def _say_again(texts: Sequence[str], top: str) -> bool:
    """Whether one of these lines speaks of what stands at the top: with a copyright, or as what it `is`."""
    name = top.casefold().removeprefix("the ")
    for folded in (text.casefold() for text in texts if len(text) <= LONGEST):
        if name in folded:
            bare = folded.removeprefix("the ")
            if _RIGHTS.search(folded) or (bare.startswith(name) and _IS.match(bare, len(name))):
                return True
    return False


def _is_plain(name: str) -> bool:
    """Whether the name begins with a word that begins none: `our environment newsletter`."""
    first = name.split(maxsplit=1)[0].casefold()
    return first != "the" and first in NO_OUTLET


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


@lru_cache(maxsize=20_000)
def _asked_for(name: str) -> tuple[str, str]:
    """The name without what asks readers to follow it, as written and as the key that counts its votes."""
    trimmed = _PUBLISHER.sub("", _ASKS.sub("", name)).strip(" \t.,:;-–—|*#\"'“”()").removesuffix("'s").removeprefix("the ").strip()
    return trimmed, _key(trimmed)


def _key(name: str) -> str:
    return re.sub(r"\W", "", name).casefold().removeprefix("the")
