"""Names behind the noun that says what they name: `компания «Северный лес»`, `Chipmaker Velmar`, `Stadt Bremen`."""

import re

from flows.enrich.name_reading.german_places import is_german_noun, is_townlike
from flows.enrich.name_reading.runs import Runs
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.titles import Titles
from flows.enrich.name_reading.tokens import Tokens
from flows.enrich.name_reading.words import NO_ROLES

OPENING_MARKS = frozenset('«„“"')
_CLOSING_MARKS = frozenset('»“”"')
_MOST_WORDS, _MOST_WORDS_OF_BARE_NAME = 7, 3
_ANDS = frozenset(("и", ",", "et", "y", "und", "and"))
_LEADING_OVER = frozenset((",", "—", "–", "-"))
_ADJECTIVE_OR_VERB = ("ешь", "ть", "ться")
# "Sparkasse Bremen", "Oberlandesgericht Celle": their town belongs to their name.
_BODY_OF_PLACE = re.compile(
    r"\w*(?:bank|kasse|gericht|universität|hochschule|klinikum|messe|kammer|stadtwerke|institut)"
)
BODY_OF_MEMBERS = re.compile(
    r"\w*(?:verband|verbands|bund|bundes|verein|vereins|gesellschaft|vereinigung|union|kammer|rat|klub|zentrum"
    r"|zentrums|stiftung|institut|instituts|akademie|netzwerk|netzwerks|initiative|forum|arbeitsgemeinschaft)"
)
_OF_NATION = re.compile(
    r"(?:Deutsch|Europäisch|Österreichisch|Schweizerisch|Bayerisch|Sächsisch|Hessisch|Katholisch|Evangelisch"
    r"|Freiberuflich|Kommunal|Selbstständig|Unabhängig)er"
)
_RIVALS = ("konkurrent", "rival")
_REGIONAL = ("isches", "ische", "ischer")


def marked_name(at: int, runs: Runs, titles: Titles) -> Span | None:
    """`компания «Северный лес»`: behind such a noun the whole of what stands in marks is a name.

    Russian writes every such name in marks, but also those of works and things, which their noun tells. `at` is the
    first word in the marks.
    """
    tokens = runs.tokens
    before = _roles_before(tokens, at - 2, titles.found)
    is_russian = tokens.known[at].text >= "\u0400" and "vessel" not in before and "thing" not in before
    if "orgnoun" not in before and not is_russian:
        return None
    most = _MOST_WORDS if "orgnoun" in before else _MOST_WORDS_OF_BARE_NAME
    for last in range(at + 1, min(at + most + 1, len(tokens.starts))):
        word = tokens.known[last]
        if word.text in _CLOSING_MARKS:
            if "orgnoun" not in before and not _is_bare_name(tokens, at, last):
                return None
            return Span(at, last, "organisation", country=titles.country_before(at - 2))
        if word.text in ",.!?…:;—":
            return None
    return None


def _roles_before(tokens: Tokens, at: int, found: list[Span]) -> frozenset[str]:
    """What the noun before the marks says, also of the second name: `авиакомпании «Аврора» и «Якутия»`."""
    known = tokens.known
    if known[at].text in _ANDS and known[at - 1].text in _CLOSING_MARKS and found and found[-1].last == at - 1:
        return frozenset(("orgnoun",)) if found[-1].kind == "organisation" else NO_ROLES
    return known[at].roles


def _is_bare_name(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a Russian phrase in marks is a name and no remark: what follows would lead over to its speaker."""
    known = tokens.known
    if known[last + 1].text in _LEADING_OVER and tokens.opens(at - 1):
        return False
    return (
        len(known[at].text) > 1
        and "function" not in known[at].roles
        and not known[at].text.endswith(_ADJECTIVE_OR_VERB)
    ) or (last > at + 1 and known[last - 1].is_capital)


def name_behind(at: int, runs: Runs) -> Span | None:
    """`Grupo Velmar`, of which the noun is a part; `Chipmaker Velmar`, where it only opens its sentence."""
    word, following = runs.known[at], runs.known[at + 1]
    if not following.is_capital or following.reach or following.roles or word.text.isupper():
        return None
    if following.is_given or word.is_title or word.text >= "\u0400":
        return None
    run = runs.run(at, at)
    if run.kind not in ("name", "common"):
        return None
    if runs.lexicon.has_adjectives_behind:
        return Span(at, run.last, "organisation")
    is_opening = runs.tokens.opens(at) and not runs.lexicon.vocabulary.has_compounds
    return Span(at + 1, run.last, "organisation") if is_opening and "organisation" not in word.roles else None


def capital_noun(at: int, run: Span, runs: Runs, titles: Titles) -> Span | None:
    """`Stadt Bremen`, `Gewerkschaft IG Metall`: where nouns have capitals the name begins behind the noun."""
    noun = runs.known[at]
    following = runs.known[at + 1]
    if "townbody" in noun.roles:
        # "Polizei Gifhorn", but "hat die Polizei Anzeige erstattet"
        is_noun = not is_townlike(following) and is_german_noun(following.text, runs.lexicon.common_nouns)
        return None if is_noun else Span(at, run.last, "organisation")
    if BODY_OF_MEMBERS.fullmatch(noun.low) and _OF_NATION.fullmatch(following.text):
        return Span(at, run.last, "organisation")  # "Bundesverband Deutscher Bestatter"
    if "orgnoun" not in noun.roles or (following.is_given and noun.low.startswith(_RIVALS)):
        return None
    matched = runs.lexicon.match(runs.known, at + 1)
    if matched and matched[1].kind == "country" and matched[0] == run.last:
        return None  # "Die Unternehmen Deutschlands"
    is_of_place = runs.known[at + 1].text.endswith(_REGIONAL) or (matched is not None and matched[1].kind == "place")
    if following.text == "für":
        return Span(at, run.last, "organisation", country=titles.country_before(at))
    first = at if is_of_place and _BODY_OF_PLACE.fullmatch(noun.low) else at + 1
    return Span(first, run.last, "organisation", country=titles.country_before(at))
