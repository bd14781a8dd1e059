"""What a contact was about, as its sentences say it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.enrich.contact_reading.masks import ACTOR, COUNTRY, DATE, OFFICE, ORGANISATION, PLACE, Masked

_A, _C, _D, _G, _L, _O = ACTOR, COUNTRY, DATE, ORGANISATION, PLACE, OFFICE
_ALSO = (
    r"(?:,? ?(?:also|mainly|further|then|had|has|have|again|in turn|once more|for (?:his|her|its) part|on (?:his|"
    r"her) side)"
    r",? ?)*"
)
# A topic ends where the sentence turns to something else: another source, another event, a relative clause.
_END = (
    r"(?=\.(?:\s|$)|;|  |\s*$|,\"(?! (?:including|such as))"
    r"|,? (?:according to|citing|which|who|while|whose|as well as|but|adding|in what|in which|without|amid|"
    r"announced|where|"
    r"when|as|saying|three days|a day|after|(?:in an?|during) (?:\S+ )?(?:call|meeting|talks?)|by (?:tele)?phone)\b"
    rf"| and {_A} (?:also )?[a-z]+ed\b"
    rf"|,? {_D} (?:{_A}|the)|, and with\b|, (?:and (?:{_A}|the)|the first|their first|held|with)\b"
    r"| and (?:agreed|found|said|vowed|pledged|promised|signed|thanked|took place|told|that)\b"
    r"| (?:was|were) (?:received|held|made|discussed|sent|delivered)\b)"
)
_TOPIC = rf"(?P<topic>[^;]{{3,260}}?){_END}"
_WHOM = rf"(?:{_A}|him|her|them|(?:his|her|the) (?:interlocutor|host|guest|visitor|caller)s?)"
_CONCERN = r"(?:\S+ )?(?:concerns?|worry|worries|alarm|regret|hope|support|thanks|condolences|closeness)"
_JOINT = (
    r"(?:discussed|reviewed|considered|went over|gone over|talked about|spoke about|spoken about|talked of|"
    r"deals? with|dealt with|"
    rf"focused on|centred on|centered on|covered|addressed|touched on|agree(?:d|ing) on(?! {_D})|agreed that|"
    rf"agreed(?: on {_D})?(?: in an? [^,;{_A}]{{1,40}})? to(?! meet)|signed|"
    r"initialled|talk about|discuss|review|dealing with|take up|"
    r"took up(?! (?:his|her|their)\b)|exchanged (?:\w+ ){0,2}(?:about|on)|negotiated|"
    r"debated|compared(?: notes on)?|noted|weighed|explored|looked at|turned to|went through|gone through|talked "
    r"(?:over|through)|examined|assessed|tackled|analysed|touched upon|dwelt on|concentrated on|revolved around|"
    r"cent(?:red|ered) around|devoted to|argued (?:about|over)|consulted on|conferred on|swapped views on|"
    r"(?:failed|unable) to agree on|hammered out|finali[sz]ed|compare|patch(?:ed)? up|sort(?:ed)? out|"
    r"put an end to|defused?|clear(?:ed)? up|(?:settled?|resolved?)(?! (?:in|on|by|at)\b))"
)
_RAISED = (
    rf"(?:(?:expressed|raised|voiced|conveyed) {_CONCERN} (?:over|about|at|for|that)|raised|brought up|mentioned|"
    rf"asked about|asked for|asked {_WHOM} (?:about|for|to)|informed {_WHOM} (?:of|about|that)|"
    rf"briefed {_WHOM} (?:on|about)|"
    rf"told {_WHOM} (?:that|of|about)|warned (?:{_WHOM} )?(?:in advance )?(?:of|about|that|against)|urged {_WHOM} to|"
    rf"pressed {_WHOM} (?:on|to|about|for)|protested(?: to {_WHOM})? (?:about|over|against)|"
    rf"complained(?: to {_WHOM})? (?:about|of)|"
    rf"called for|spoke of|proposed|stressed|reaffirmed|reiterated|demanded|requested|promised|offered|sought|pledged|"
    rf"suggested|outlined|repeated|renewed|vowed|wanted(?! to\b)|pushed for|pleaded for|appealed for|objected to|"
    rf"insisted(?: on| that)?|notified {_WHOM} (?:of|about|that)|"
    rf"assured {_WHOM} (?:that|of)|answered (?:on {_D} )?that|replied that|talked up|pointed to|drew attention to|"
    rf"thanked {_WHOM} for|congratulated {_WHOM} on|invited {_WHOM} to)"
)
_NOTHING = (
    r"the (?:sidelines|phone|telephone|line|first|condition|eve|margins|fringes)\b|both ends\b|"
    r"(?:the )?(?:request|initiative|wish|invitation|suggestion|insistence|behest) of\b|"
    r"(?:an? )?(?:unannounced|official|two-day|"
    r"surprise|"
    r"brief|rare|working|state)\b|(?:their|its|the) (?:\w+ )?(?:hotline|line)\b|"
    r"(?:[\w-]+ ){1,4}(?:hours?|minutes?)\b"
)
_NOISE = re.compile(
    r"^(?:the |an? )?(?:also )?(?:question|issue|matter|subject|case|topic|problem|need|situation)s? (?:of|"
    r"for) (?:the )?"
    r"|^that |^for [^,;]{1,30} (?:hours?|minutes?|days?) (?:on \S+ )?(?:about|over|on) (?:the |an? )?|^(?:the|an?) ",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:[ ,]|\d+|[{_A}{_C}{_D}{_G}{_L}{_O}]|\b(?:with|to|between|and|by|in|at|on|for|from|of|the|an?|via|"
    r"through|phone|"
    r"telephone|video|link|secure|line|briefly|again|his|her|their|its|one|two|three|four|five|six|half|several|more|than|"
    r"talks|discussions|meeting|about|almost|nearly|hours?|minutes?|days?|\w+ly)\b)*"
)
_ITSELF = re.compile(r"(?:\w+ )?(?:call|calls|meeting|talks|conversation|visit|contact|dialogue)(?:, [^,]*)?")
_ASKING = (
    r"(?:asking|urging|telling|warning|informing|pressing|offering|proposing|demanding|requesting|promising|inviting|"
    r"thanking|congratulating|complaining|protesting)"
)
_TO_ASK = r"to (?:ask|express|warn|request|thank|apologi[sz]e|complain|protest|propose|offer|demand|urge|congratulate)"
_CALLED = r"(?:called|rang|phoned|telephoned|wrote|written)(?: back| again)?"
_FORMS = (
    (
        "raised",
        rf"(?P<who>{_A})(?: thanked {_WHOM} and| [a-z][^{_A};:.,]{{1,50}} and)? {_ALSO}{_RAISED} {_TOPIC}",
    ),
    ("raised", rf"(?P<who>{_A}),? {_ASKING} {_A} (?:in advance )?(?:to|that|of|about|for|on) {_TOPIC}"),
    ("raised", rf"by (?P<who>{_A}),? and (?:told|informed|asked|warned) (?:that|of|about|for|to) {_TOPIC}"),
    ("raised", rf"(?P<who>{_A})'s (?:letter|message|note)[^.;]{{0,9}} (?:asks|called|asked) (?:for|on|to) {_TOPIC}"),
    (
        "raised",
        rf"(?P<who>{_A})(?:[^;.{_A}]{{0,60}}{_A}[^;.{_A}]{{0,40}}?,? (?:{_ASKING}|{_TO_ASK})| {_CALLED} {_TO_ASK})"
        rf" (?:{_WHOM} )?(?:to|for|of|about|that|against|over)? ?{_TOPIC}",
    ),
    ("joint", rf"{_A} (?:had |has )?{_CALLED} {_A}[^;.,{_A}]{{0,40}}? to (?!{_JOINT}){_TOPIC}"),
    (
        "joint",
        r"\b(?:(?:subject|topic|focus|theme|issue|item|point)s?|[Oo]n the (?:agenda|table))"
        r"(?: of [^;.,]{1,30})? (?:was|were|included) (?!about )"
        + _TOPIC,
    ),
    ("joint", rf"\b{_JOINT} {_TOPIC}"),
    (
        "about",
        r"\b(?:about|on|regarding|concerning|(?<!took )(?<!taken )over(?! by\b| dinner| lunch)) "
        rf"(?!{_D}|{_NOTHING}){_TOPIC}",
    ),
    ("joint", rf"\b(?:was|were|had been) about (?!to\b|half\b|\d|{_NOTHING}){_TOPIC}"),
    (
        "passive",
        r"(?:^|[,;] (?:and )?|\b(?:and|said|that) )(?:the )?(?P<topic>(?!(?:nothing|no|none|little|neither)\b)"
        r"(?:(?! that )[^,;]){3,160}?) (?:"
        r"(?:topped|dominated|led|headed) the (?:agenda|talks|meeting|call|discussions?)|"
        r"(?:was|were|had been) (?:also )?(?:discussed|raised|agreed|"
        r"(?:the|its|their) (?:\w+ )?(?:subject|topic|focus|theme|issue|item|point)"
        r"|(?:high )?on the (?:table|agenda)|(?:at the )?top of the (?:agenda|bill|list)))",
    ),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(form)) for name, form in _FORMS)


@dataclass(frozen=True)
class Subject:
    """A topic as a masked span; the masked places of the actor who raised it, of those who were told, and of the actor
    who stands before a topic that nobody in particular raised."""

    span: tuple[int, int]
    raised_by: int | None = None
    told: tuple[int, ...] = ()
    by: int | None = None


def subjects(sentence: Masked, cue_end: int | None, quoted: Sequence[tuple[int, int]] = ()) -> Iterator[Subject]:
    """The topics that the sentence gives; "about ..." counts only right of the words that tell of the contact.

    What somebody raised counts only outside of quotations, where the words are the article's.
    """
    taken: list[tuple[int, int]] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(sentence.text):
            if name == "about" and not _follows(sentence.text, cue_end, match):
                continue
            if name == "raised" and any(start <= match.start("who") < end for start, end in quoted):
                continue
            start, end = _trimmed(sentence.text, *match.span("topic"))
            if (
                end - start < 3
                or _ITSELF.fullmatch(sentence.text, start, end)
                or any(start < stop and begin < end for begin, stop in taken)
            ):
                continue
            if taken and match[0].startswith("agreed that"):
                continue
            taken.append((start, end))
            if name != "raised":
                before = sentence.text.rfind(_A, 0, match.start())
                yield Subject((start, end), by=before if name == "joint" and before >= 0 else None)
                continue
            told = [place for place in range(match.end("who"), match.start("topic")) if sentence.text[place] == _A]
            yield Subject((start, end), match.start("who"), tuple(told))


def _follows(text: str, cue_end: int | None, match: re.Match[str]) -> bool:
    """Whether "about ..." goes on what the words of contact begin; "on ..." only with nothing done in between."""
    if cue_end is None or not 0 <= match.start() - cue_end < 90:
        return False
    return not match[0].startswith("on ") or _BARE.fullmatch(text, cue_end, match.start()) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without quotation marks, leading words that say nothing, and a date at its end."""
    words = re.sub(
        rf"(?: (?:in|at) {_L})?(?: on| in| by| until| for| from| since| before| after)?,? {_D}$|[\s,.\"']+$",
        "",
        text[start:end],
    )
    lead = len(words) - len(words.lstrip(" \"'"))
    noise = _NOISE.match(words[lead:])
    return start + lead + (noise.end() if noise else 0), start + len(words)
