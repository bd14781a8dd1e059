"""Who a line credits with other work than writing, and whom a line below the body credits."""

import re

from flows.clean.credit_words import SOURCE, lead, other_work, without_other_work
from flows.clean.credits import Agencies, Credit, credit

# `Source: BNS`, `© Agence France-Presse`, `Copyright 2024 ANSA`, `(mit Material von dpa)`
_TAIL = re.compile(
    r"^(?:source|sources|quelle|fuente|fonte|bron|źródło|kaynak|источник|джерело|来源|來源|出典|출처|المصدر|स्रोत)\s*[:：]\s*|"
    r"^[(\[–—-]{0,2}\s*(?:with (?:reporting|inputs?|material|information|files|agencies,?) (?:by|from)|with|"
    r"con (?:información|informaciones|informazioni|datos) d[aei]l?|"
    r"mit (?:material|informationen|agenturmaterial) (?:von|der)|"
    r"met (?:informatie|medewerking) van|avec (?=[A-Z])|avec l['’](?=[A-Z])|"
    r"по (?:материалам|сообщению|информации)|с использованием материалов|за матеріалами|com informações d[aeo])\s+|"
    r"^.{0,30}?(?:©|\([cс]\)|copyright)[\s©]*(?:(?:19|20)\d\d)?\s*",
    re.I,
)
# `... contributed to this report`: agencies are credited so, and persons who helped the author.
_CONTRIBUTED = re.compile(
    r"\s*(?:also\s+)?(?:(?:has |have )?contributed (?:to|reporting)(?: (?:for|to))? (?:this|the) "
    r"(?:report|story|article)|contributed reporting|(?:a|ont) contribué à cet article|"
    r"contribuy(?:ó|eron) a este (?:reportaje|artículo)|"
    r"contribu(?:iu|íram) para esta reportagem|hanno? contribuito a questo articolo)\b.*$",
    re.I,
)
_HELPED = re.compile(
    r"[(\[–—\s-]*(?:avec la (?:collaboration|contribution|participation) d|con la colaboración de|com a colaboração de|"
    r"mitarbeit\s*:|при участии)",
    re.I,
)
# What stands before the first name, near the beginning of all that says more than an agency.
_MAY_NAME = re.compile(r"[:：/]|\b(?:by|von|par|por|de|di|при)\b", re.I)
_EMPLOYED = re.compile(r"\s+(?:staff\s+)?(?:writers?|journalists?|reporters?|correspondents?)\b.*$", re.I)
# `kra/dpa`, `(dpa/tmk)`, `afp, dpa`: the desk's initials beside the agency.
_INITIALS = re.compile(r"[(\[]?([^\W\d_-]{2,5})\s?[/,]\s?([^\W\d_-]{2,5})(?:\s?[/,]\s?([^\W\d_-]{2,5}))?[)\]]?")
# `... on Monday. (AFP)`, `... am Montag. (mit Material von dpa).`
_CLOSING = re.compile(r"[.!?।…][\"'”’»]?\s*\(([^()]{2,40})\)\.?\s*$")
# `Quelle: Radio Hafen / dpa`
_BETWEEN = re.compile(r"\s*[/,;+&|]\s*|\s(?:and|und|et|y|e|и|i|ve)\s")
# `tj/mas`, `bow/ mark/`, `ABC // DEF`, where no desk is known.
_DESK = re.compile(
    r"[A-Z]{2,4}(?: ?// ?[A-Z]{2,4}){1,2}|"
    r"(?!and/or$)[a-zà-ž]{2,3}(?:/[a-zà-ž]{2,3}){1,3}|[a-zà-ž]{2,4}/(?: ?[a-zà-ž]{2,4}/){0,3}"
)


def is_sign_off(text: str, words: int, agencies: Agencies, longest: int = 60) -> bool:
    """Whether the line says nothing but who wrote, edited or helped, or which agency did."""
    if words > longest:
        return False
    if "ontribu" in text and _CONTRIBUTED.search(text):
        return True
    # What begins a line is soon looked at; most long ones are prose.
    if words > 12 and not _MAY_NAME.search(text, 0, 40):
        return False
    helped, others = _HELPED.match(text), other_work(text)
    if words > 12 and not (helped or others or ";" in text):
        return False
    if helped or (others and credit(others, agencies)):
        return True
    if ";" in text and (rest := lead(text)) and credit(rest, agencies).authors:
        # `Reporting by Ann Lee; writing by ...; editing by ...`
        return without_other_work(text) != text
    return words <= 12 and bool(_DESK.fullmatch(text) or _tail_agency(text, agencies))


def tail_credit(text: str, agencies: Agencies) -> Credit:
    """Whom a line below the body credits: a byline, an agency alone, or behind `Source:` or a copyright sign.

    Who edited, translated, took the pictures or `contributed` is no author; an agency that contributed is credited.
    """
    if "ontribu" in text and (helped := _CONTRIBUTED.search(text)):
        named = re.split(r",\s|\s(?:and|et|y|e)\s", text[: helped.start()])
        return Credit(agency=next(filter(None, (agencies.named(_EMPLOYED.sub("", one)) for one in named)), None))
    if rest := lead(text):
        return credit(rest, agencies)
    if _has_colon(text) and (others := SOURCE.search(text)):
        return Credit(agency=_tail_agency(text, agencies) or agencies.named(re.split(r"[|;]", text[others.end() :])[0]))
    return Credit(agency=_tail_agency(text, agencies))


def closing_agency(text: str, agencies: Agencies) -> str | None:
    """The agency in brackets behind the last sentence of a paragraph: `... on Monday. (AFP)`."""
    found = _CLOSING.search(text, max(0, len(text) - 60)) if ")" in text[-3:] else None
    return agencies.named(found[1]) or _tail_agency(f"({found[1]})", agencies) if found else None


def _has_colon(text: str) -> bool:
    return ":" in text or "：" in text


def _tail_agency(text: str, agencies: Agencies) -> str | None:
    if (found := _TAIL.match(text)) and (agency := agencies.named(text[found.end() :])):
        return agency
    if _has_colon(text) and len(text) <= 80 and (source := SOURCE.match(text)):
        return next(filter(None, map(agencies.named, _BETWEEN.split(text[source.end() :]))), None)
    if signed := _INITIALS.fullmatch(text):
        return next(filter(None, map(agencies.named, filter(None, signed.groups()))), None)
    return agencies.named(text)
