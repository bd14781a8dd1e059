"""Who asked for a contact, and what it is said to be the first since."""

import re
from collections.abc import Iterator

from flows.enrich.contact_reading.masks import ACTOR, COUNTRY, DATE, PLACE, Masked

_WHO = rf"[{ACTOR}{COUNTRY}{PLACE}]"
_NOUN = r"(?:call|meeting|talks?|conversation|contact|exchange|visit|video conference|videoconference|session|summit)"
_OWN = r"(?:its|his|her|their) own"
_NOUNS = rf"(?:(?:the|that|this|a|for the|for a) )?(?:[a-z]+ ){{0,2}}?{_NOUN}"
_REQUESTS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?:request|initiative|behest|invitation|insistence|urging|suggestion|proposal|wish|prompting) (?:of|from|"
        rf"by) (?:the )?(?P<who>{_WHO})",
        rf"\bat (?:the )?(?P<who>{_WHO})(?:'s)? (?:[a-z]+ )?(?:request|initiative|behest|invitation|insistence|"
        rf"suggestion|wish|prompting)",
        rf"\b(?P<own>at {_OWN} (?:request|initiative|invitation))",
        rf"(?P<who>{_WHO})(?:'s)?(?:,)? (?:(?:who|which) )?(?:had |has )?(?:asked for|requested|sought|initiated|"
        rf"proposed|suggested|called|arranged|placed|made) "
        rf"{_NOUNS}\b",
        rf"\b{_NOUN},? (?:which|that) (?P<who>{_WHO}) (?:had |has )?(?:asked for|requested|sought|initiated|proposed)",
        rf"\b(?:initiated|requested|called|arranged|convened|sought|asked for|proposed|placed|"
        rf"organi[sz]ed) by (?:the )?(?P<who>{_WHO})",
        rf"\binitiative (?:came|had come|was) from (?:the )?(?P<who>{_WHO})",
        rf"\b(?:invited by|guests? of) (?:the )?(?P<who>{_WHO})",
    )
)
_FIRST = re.compile(
    r"\b(?:first|last)\b(?P<words>[^.;]{0,90}?)\b(?P<joint>since|in|for)\b (?P<since>[^.;]+)", re.IGNORECASE
)
_LENGTH = re.compile(
    r"^(?:more than |almost |nearly |over |about |some )?(?:the |a |an )?(?:[a-z]+-?[a-z]*|\d+) (?:years?|months?|"
    r"decades?|weeks?)\b",
    re.I,
)
_SOONER = re.compile(
    r"\b(?:(?:had|have) not (?:spoken|met|talked|been in touch)(?: before)?"
    r" (?:since|in|for)|(?:[Nn]either|[Nn]o) [^,.;]{1,40} (?:had|has) (?:spoken|met|talked|been|visited|"
    r"set foot)\b[^,.;]{0,40}? since"
    r"|(?:had|have) last (?:met|spoken|talked|seen each other|been in (?:touch|contact))\b[^,.;]{0,40}? (?:in|on))"
    r" (?P<since>[^.;]+)"
)


def requests(sentence: Masked) -> Iterator[tuple[int, int]]:
    """The masked spans of those who asked for a contact; of `its own` the words themselves."""
    for pattern in _REQUESTS:
        for match in pattern.finditer(sentence.text):
            yield match.span("who" if "who" in pattern.groupindex else "own")


def first_since(sentence: Masked) -> tuple[int, int] | None:
    """The masked span of what a contact is the first since: an event, a time, or a number of years."""
    for match in _FIRST.finditer(sentence.text):
        start, end = match.span("since")
        if match["joint"].lower() != "since":
            length = _LENGTH.match(match["since"])
            if not length:
                continue
            end = start + length.end()
        return start, start + len(_until_account(sentence.text[start:end]))
    sooner = _SOONER.search(sentence.text)
    return (sooner.start("since"), sooner.start("since") + len(_until_account(sooner["since"]))) if sooner else None


def _until_account(words: str) -> str:
    """The words up to a comma, to the blanks that an account left, or to who did it since that day."""
    return re.split(rf",|  | that |\s*$|(?<={DATE}) (?=(?:the )?{ACTOR})", words, maxsplit=1)[0].rstrip()
