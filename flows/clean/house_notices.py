"""What a line of a page's furniture says of its outlet: copyright, house notices, dates and addresses beside a name."""

import re
from collections.abc import Iterable
from functools import lru_cache

from flows.clean.credit_words import lead
from flows.clean.credits import name_and_outlet
from flows.clean.names import is_outlet_like
from flows.clean.publication_dates import stamps
from flows.clean.vocabulary import NO_OUTLET, words

_COPYRIGHT = re.compile(
    r"(?:©|\([cс]\)|\bcopyright\b|&copy;)(?:[\s©,.:-]|\([cс]\)|copyright\b)*"
    r"(?:(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d|present))?)?[\s,.:-]*(?:by\s+)?(?P<name>[^|•·\d]{2,80})",
    re.I,
)
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
_CAPITALS = (
    r"(?P<name>[A-ZÀ-ÞА-Я][\w'’&-]*"
    r"(?:(?:\s(?:of|and|&|de|del|la|le|el|der|die|das|du|des))*\s[A-ZÀ-ÞА-Я][\w'’&.-]*){0,4})"
)
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
# `the Harbour Dawn channel on WhatsApp`
_WHERE = re.compile(
    r"\s+(?:(?:channel|page|group|community)\s+)?(?:on|auf|sur|en|no|su)\s+"
    r"(?:whatsapp|telegram|facebook|twitter|x|instagram|youtube|google)\b.*$",
    re.I,
)
_ASKS = re.compile(rf"^{_BEFORE_NAME}\s+", re.I)
# `МАУ «Редакция газеты «Речной край»`, `ООО "Издательский дом "Речной край"`
_LEGAL_NAME = re.compile(
    r"^(?:[А-ЯЁ]{2,5}\s+)?[«\"]?(?:(?:редакция|издательский дом|издательство|сетевое издание)\s+)?"
    r"(?:(?:газет|журнал|портал|сайт)[аы]\s+)?[«\"](?P<name>[^«»\"]{3,40})[»\"]*$",
    re.I,
)
# `北海日日新聞社`: the company that publishes it.
_PUBLISHER = re.compile(r"(?<=[新聞报報刊])社$")
# Short house notices that say the outlet's name, by weight.
_NOTICES: list[tuple[float, re.Pattern[str]]] = [
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
    (2, re.compile(rf"^{_NAME}\s+[—–-]\s+(?:live|independent|since|home|news|online|on air|breaking)\b", re.I)),
]
# Those of other languages, and where it was printed first.
_OTHER_NOTICES: list[tuple[float, re.Pattern[str]]] = [
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
]
# Every notice holds one of these words, or speaks of a newsletter.
_NOTICE_WORDS = frozenset(
    words(
        """more also advertise subscribe support follow connect join about contact search welcome get read sign
        is for ltd limited inc llc gmbh plc issn — – -"""
    )
)
_OTHER_NOTICE_WORDS = frozenset(
    words(
        """originally first zuerst paru publié originalmente abonnez-vous soutenez suivez découvrez plus unterstützen
        folgen mehr suscríbete suscribirse hazte apoya síguenos más sigue assine apoie siga mais abbonati sostieni segui
        altro подписывайтесь поддержите steun volg meer wspieraj obserwuj"""
    )
)
# `来源：北海日报`
_EASTERN_SOURCE = re.compile(
    r"(?:来源|來源|稿源)\s?[:：]\s?(?P<name>[\u3400-\u9fff]{2,10}[报報网網社台刊])(?![\u3400-\u9fff])"
)
BAR = re.compile(r"\s*[|·•]\s*|\s[-–—]\s")
_MAY_BAR = re.compile(r"[|·•–—-]")
_SITE = re.compile(r"\b(?:https?://)?(?:www\.)?(?P<label>[a-z][a-z0-9-]{2,40})\.[a-z]{2,10}(?:\.[a-z]{2})?/?$")
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
    return "©" in folded or "copyright" in folded or "(c)" in folded or "(с)" in folded or "&copy;" in folded


@lru_cache(maxsize=20_000)
def claims(text: str, is_at_top: bool) -> list[tuple[str, float]]:
    """The names of an outlet in a short line and their weights, wherever else it stands. Kept: don't change it."""
    made: list[tuple[str, float]] = []
    folded = text.casefold()
    parts = folded.split()
    if _may_be_copyright(folded) and (found := _COPYRIGHT.search(text)):
        owner = _COMPANY.sub("", re.split(r"[.;]\s|\s[-–—]\s", found["name"])[0])
        legal = _LEGAL_NAME.match(owner.strip(" ,")) if "«" in owner or '"' in owner else None
        made.append((legal["name"] if legal else owner, 4))
    if len(parts) <= 16:
        if "newsletter" in folded or not _NOTICE_WORDS.isdisjoint(parts):
            made += _noticed(text, _NOTICES)
        elif not _OTHER_NOTICE_WORDS.isdisjoint(parts):
            made += _noticed(text, _OTHER_NOTICES)
    if is_at_top and not text.isascii() and (source := _EASTERN_SOURCE.search(text)):
        made.append((source["name"], 2.5))
    if is_at_top:
        made += [(part, 2) for part in _dated_parts(text)]
    if "." in text[-25:] and text[-1].isalpha() and (site := _SITE.search(text)) and (name := _beside_site(text, site)):
        made.append((name, 3))
    if is_at_top and text.count(",") + text.count("|") == 1 and (worked := name_and_outlet(lead(text) or text)):
        # Two names without a word of newspapers: the furniture has to agree.
        made.append((worked[1], 2 if is_outlet_like(worked[1]) else 1))
    return made


def _noticed(text: str, notices: Iterable[tuple[float, re.Pattern[str]]]) -> list[tuple[str, float]]:
    """The names that these notices say, where they end in a capital, with their weights."""
    return [
        (found["name"], weight)
        for weight, pattern in notices
        if (found := pattern.match(text)) and found["name"].split()[-1][:1].isupper() and not _is_plain(found["name"])
    ]


def _dated_parts(text: str) -> list[str]:
    """The outlets of a line that has a date between its bars, or behind the name at its beginning.

    `5 May 2024 | Harbour Dawn Times`, `Harbour Dawn Times, 5 May 2024, page 3`
    """
    if len(text) > 100 or not any(map(str.isdigit, text)):
        return []
    parts = BAR.split(text) if _MAY_BAR.search(text) else []
    if len(parts) < 2:
        parts = text.split(",", 1)[:-1]
    named = [part.strip() for part in parts if is_outlet_like(part.strip())]
    return named if named and stamps(text) else []


def _beside_site(text: str, site: re.Match[str]) -> str | None:
    """The name that stands before an address which spells it: `Harbour Dawn | www.harbour-dawn.example`."""
    name = text[: site.start()].strip(" |·–—-:,")
    label = re.sub(r"\W", "", site["label"])
    return name if len(text) <= 100 and name and name_key(name) in (label, label.removeprefix("the")) else None


def _is_plain(name: str) -> bool:
    """Whether the name begins with a word that begins none: `our environment newsletter`."""
    first = name.split(maxsplit=1)[0].casefold()
    return first != "the" and first in NO_OUTLET


@lru_cache(maxsize=20_000)
def asked_for(name: str) -> tuple[str, str]:
    """The name without what asks readers to follow it, as written and as the key that counts its votes."""
    trimmed = (
        _PUBLISHER.sub("", _WHERE.sub("", _ASKS.sub("", name)))
        .strip(" \t.,:;-–—|*#\"'“”()")
        .removesuffix("'s")
        .removeprefix("the ")
        .strip()
    )
    return trimmed, name_key(trimmed)


def name_key(name: str) -> str:
    return re.sub(r"\W", "", name).casefold().removeprefix("the")
