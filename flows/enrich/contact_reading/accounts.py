"""Whose account a sentence gives: "..., the ministry said", "according to ...", "X said that ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.enrich.contact_reading.masks import ACTOR, COUNTRY, DATE, ORGANISATION, PLACE, Masked
from flows.enrich.contact_reading.parties import Actor

_A, _C, _D, _G, _L = ACTOR, COUNTRY, DATE, ORGANISATION, PLACE
_SAID = (
    r"(?:said|says|say|reported|reports|added|announced|confirmed|confirm|told|stated|noted|indicated|disclosed|"
    r"wrote(?! (?:to|an?|the|him|her|his)\b)|acknowledged|revealed|explained|insisted|stressed|remarked|"
    r"have said|has said|had said)"
)
_SOURCE_NOUNS = (
    r"ministry|ministries|department|office|offices|spokes\w+|embassy|presidency|presidencies|government|governments|"
    r"statement|readout|officials?|source|sources|media|agency|agencies|newspaper|sides?|palace|bank|army|military|"
    r"aides?|it|he|she|they|host|capitals|radio|television|alliance|press release|report|North|South|commission|"
    r"council|court|board|staff|people|mediators?|diplomats?|secretariat|mission"
)
_IS_SOURCE = re.compile(rf"[{_A}{_C}{_G}{_L}]|\b(?:{_SOURCE_NOUNS})\b|^[A-Z][\w'-]+(?: [A-Z][\w'-]+)*$")
_NO_SOURCE = re.compile(
    r"^(?:who|which|that|and|where|neither|no|none|nobody)\b|\b(?:would|not|had|has|was|were|is|are|could|who|"
    r"which|but|"
    r"when|that|thanked|him)\b|^[a-z]+ed\b",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"\b(?:sources?|condition of anonymity|knowledge of|familiar with|listened|people|media|newspapers?|radio|"
    r"television|"
    r"aides?|one of|reports?)\b|(?<!state )\bnews agency\b",
    re.IGNORECASE,
)
_SOURCE = r"(?P<source>[^,;\"]{1,110}?)"
# A new thought after the verb is no longer about when, where and to whom it was said.
_TURN = r"(?:after|during|following|when|where|while|before|as)"
_STOP = rf"(?=[,;.\"]|\s*$| {_TURN}\b)"
_FORMS = (
    re.compile(rf"(?P<cut>[,\"] {_SOURCE} {_SAID}\b(?! (?:to|that)\b)(?:(?! (?:{_TURN}|that)\b)[^,;\"])*?){_STOP}"),
    re.compile(rf"(?P<cut>, {_SOURCE} {_SAID}(?: (?:the )?{_A})?(?: that\b)?)(?= (?:{_A}|the|it|no)\b)"),
    re.compile(rf"(?P<cut>(?:, )?with {_SOURCE} (?:saying|stating|adding|confirming|reporting) that\b)"),
    re.compile(rf"(?P<cut>\" (?P<source>[^,;\"]{{1,80}}?(?:, {_A})?), {_SAID}(?: [^,;.\"]{{1,30}})?)(?=[,.;]|\s*$)"),
    re.compile(
        rf"(?P<cut>,? (?:as )?it was (?:said|indicated|announced|reported|confirmed) by {_SOURCE})(?=[,.;]|\s*$)"
    ),
    re.compile(rf"(?P<cut>[,\"] said {_SOURCE})(?=[,.;]|\s*$)"),
    re.compile(rf"(?P<cut>(?:^|[,;] |\()(?:[Aa]ccording to|[Cc]iting) {_SOURCE})(?=[,.;)]|\s*$)"),
    re.compile(
        rf"^(?P<source>{_A})[ ,][^{_A};:]{{1,80}}?(?P<cut> and (?:also |then )?{_SAID}\b(?! to\b)(?: that\b)?)"
        rf"(?= (?:{_A}|(?:the|it|no)\b))"
    ),
    re.compile(
        rf"^(?P<cut>(?:(?:On |In )?[{_D}{_L}{_C}],? )?{_SOURCE} {_SAID}\b(?! to\b)"
        r"(?: (?:only|also|on|in|by|from|late|early)\b[^,;]{0,60}?(?=\bthat\b))?(?: that\b)?)"
    ),
)


@dataclass(frozen=True)
class Account:
    """Who says it: the masked span of the source, and of the words to leave out when the rest is read."""

    source: tuple[int, int]
    cut: tuple[int, int]
    is_official: bool
    confirms: bool = False


def accounts(sentence: Masked) -> list[Account]:
    """The accounts that the sentence gives, in the order of the text; they don't overlap."""
    found: list[Account] = []
    for account in _accounts(sentence):
        if all(account.cut[1] <= other.cut[0] or other.cut[1] <= account.cut[0] for other in found):
            found.append(account)
    return sorted(found, key=lambda account: account.cut)


def _accounts(sentence: Masked) -> Iterator[Account]:
    for form in _FORMS:
        for match in form.finditer(sentence.text):
            words = match["source"].strip()
            if not words or not _IS_SOURCE.search(words) or _NO_SOURCE.search(words) or _tells_a_side(sentence, match):
                continue
            confirms = re.search(r"\bconfirm", match["cut"]) is not None
            yield Account(match.span("source"), match.span("cut"), _ANONYMOUS.search(words) is None, confirms)


def _tells_a_side(sentence: Masked, match: re.Match[str]) -> bool:
    """Whether somebody in office is told something: what was said in a contact, not of it."""
    told = re.search(rf" told (?P<whom>{_A})", match[0] + sentence.text[match.end() : match.end() + 2])
    whom = sentence.things.get(match.start() + told.start("whom")) if told else None
    return isinstance(whom, Actor) and (
        whom.kind in ("person", "group") or bool(whom.parties and whom.parties[0].office)
    )


def is_everybody(words: str) -> bool:
    """Whether the source is all sides of a contact: both governments, officials on both sides."""
    return re.search(r"\b(?:both|the two|each side)\b", words, re.IGNORECASE) is not None
