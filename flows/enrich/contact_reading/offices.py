"""Words for offices: which are none in particular, and the office of one of several people."""

import re
from collections.abc import Mapping
from typing import Any

_HEADS = (
    r"presidents?|premiers?|ministers?|chancellors?|taoiseach|secretar(?:y|ies)(?: general| of [a-z]+)?|sultans?"
    r"|chiefs?(?: of (?:the )?(?:general |defence |defense )?staffs?)?|commanders?|commandants?|chair(?:man|men|"
    r"woman|person)"
    r"|directors?(?: general)?|directors general|governors?|ambassadors?|envoys?|emirs?|kings?|queens?|princes?|popes?"
    r"|patriarchs?|commissioners?|generals?|admirals?|marshals?|officials?|leaders?|diplomats?|administrators?"
    r"|negotiators?|spokes(?:man|woman|person|people|men)|chief executives?|officers?|coordinators?|princess(?:es)?"
)
OFFICE_WORDS = re.compile(
    r"\b(?:(?:deputy|vice|acting|foreign|defen[cs]e|interior|trade|finance|army|navy|naval|military|border|police|"
    r"crown|"
    r"air force|coast guard|central bank|security|intelligence|senior|state|field|special|national|chief|prime|"
    r"transport|"
    r"oil|energy|health|environment|agriculture|economy|aviation|lieutenant|major|rear) )*"
    rf"(?:(?:{_HEADS})|(?<=[Tt]he )heads?)(?: of military operations)?\b",
    re.IGNORECASE,
)
_WEAK = frozenset(
    [
        "general",
        "lieutenant",
        "major",
        "rear",
        "vice",
        "admiral",
        "colonel",
        "commodore",
        "marshal",
        "brigadier",
        "captain",
        "officer",
        "official",
        "leader",
        "officials",
        "officers",
        "leaders",
        "generals",
        "chief",
        "head",
        "sir",
    ]
)


def is_weak(office: str | None) -> bool:
    """Whether the words are a rank or name no office in particular."""
    return not set((office or "").casefold().split()) - _WEAK


def with_body(office: str | None, body: Mapping[str, Any] | None) -> str | None:
    """The office with the organisation that stands before it: `FAA Administrator`."""
    if office and body and body["kind"] == "organisation" and body["surface"].casefold() not in office.casefold():
        return f"{body['surface']} {office}"
    return office


def is_plural(office: str) -> bool:
    """Whether the office is said of several people."""
    return singular(office) != office


def singular(office: str) -> str:
    """The office of one of several people: `chiefs of staff` becomes `chief of staff`."""
    head, joint, rest = office.partition(" of ")
    words = head.split(" ")
    place = len(words) - 2 if words[-1].lower() == "general" and words[-2:-1] and words[-2].endswith("s") else -1
    words[place] = _singular_word(words[place])
    return " ".join(words) + joint + rest


def _singular_word(word: str) -> str:
    if re.search("[^aeiou]ies$", word):
        return word[:-3] + "y"
    if re.search("[a-z]men$", word):
        return word[:-3] + "man"
    return word[:-1] if re.search("[^su]s$", word) else word
