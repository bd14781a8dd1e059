"""Organisations that no reference table knows, as one article names them, and capitals as places."""

from itertools import pairwise

from flows.enrich.name_reading.lexicon import Entry
from flows.enrich.name_reading.persons import normalised
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.tokens import Tokens
from flows.enrich.name_reading.words import POSSESSIVES

_SMALL = frozenset(("of", "the", "for", "and", "'s", "’s"))
_SPELLED = {"defense": "defence", "labor": "labour", "center": "centre", "organization": "organisation"}
# A word of an institution's kind, so that "Ministry of Defence" and "defence ministry" are one.
_KINDS = frozenset((
    "ministry", "army", "navy", "military", "government", "parliament", "embassy", "presidency", "department",
    "police", "bank", "court", "forces", "force", "guard", "agency", "service", "office", "treasury",
))  # fmt: skip
_WHEREABOUTS = frozenset((
    "in", "at", "near", "from", "around", "outside", "inside", "to", "into", "towards", "toward", "via",
    "capital", "of", "a", "au", "aux", "zu", "zum", "im", "на", "en", "dans", "в", "во", "из", "под", "к", "до",
    "à", "vers", "depuis", "nach", "aus", "bei", "desde", "hacia", "через",
    "visit", "visits", "visited", "visiting", "toured",
    "посетит", "посетил", "посетила", "посещает", "visita", "visitó", "visitará", "visite", "visitera",
    "besucht", "besuchte",
))  # fmt: skip
_LEAVING = frozenset(
    ("leaves", "leave", "left", "leaving", "heads", "headed", "bound", "departs", "departed", "flight", "flew")
)
# Behind these a capital is whom somebody addresses.
_TO = frozenset(("a", "à", "to"))
_ADDRESSING = frozenset((
    "pidió", "pide", "piden", "pidieron", "exigió", "exige", "exigen", "instó", "insta", "urgió", "acusó", "acusa",
    "acusaron", "advirtió", "advierte", "solicitó", "solicita", "reclamó", "reclama", "reprochó", "agradeció",
    "ofreció", "recordó", "propuso", "propone", "respondió", "responde", "reprocha", "reproché", "demande", "demandé",
    "demandent", "ordonne", "ordonné", "répond", "répondu", "rappelle", "rappelé", "propose", "proposé", "interdit",
    "offert", "appeal", "appealed", "appeals", "respond", "responded", "protest", "protested", "complained",
    "apologised", "apologized", "according",
))  # fmt: skip
_DASHES = frozenset("—–")
_ANDS = frozenset(("and", "to", "и", "et", "und", "y"))
_LISTING = frozenset(("and", "or", ",", "и", "et", "und", "y"))
# Kind, id and name of an entity, and whose it is.
Named = tuple[str, str, str, Entry | None]


class Institutions:
    """The organisations met so far in an article, for `the ministry` and for acronyms in brackets."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.by_head: dict[str, Named] = {}
        self.by_form: dict[str, Named] = {}

    def entity(self, span: Span) -> Named | None:
        """The organisation; None for a bare `ministry` before any ministry was named."""
        surface = self.tokens.surface(span.first, span.last)
        if known := self.by_form.get(surface):
            return known
        words = self.tokens.texts(span.first, span.last)
        head = next((word.lower() for word in words if word.lower() in _KINDS), words[-1].lower())
        if len(words) == 1 and span.head and span.country is None:
            return self.by_head.get(head)
        entity = ("organisation", self._id(words, span), self._name(surface, span), span.country)
        self.by_head[head] = self.by_form[surface] = entity
        if len(words) > 1 and words[0] not in self.by_form and not span.country:
            self.by_form[words[0]] = entity
        opening, acronym, closing = self.tokens.texts(span.last, span.last + 3)
        if opening == "(" and closing == ")":
            self.by_form[acronym] = entity
        return entity

    def _id(self, words: tuple[str, ...], span: Span) -> str:
        """One id for the orders of words in which an institution of a country is named."""
        lower = [_SPELLED.get(word.lower(), word.lower()) for word in words]
        country = span.country
        kind = [word for word in lower if word in _KINDS]
        if country is None or not kind:
            return "organisation:" + normalised(" ".join(lower))
        at_country = self._country_words(span)
        topic = [
            word
            for at, word in enumerate(lower, span.first)
            if word not in _SMALL and word not in kind and at not in at_country
        ]
        return "organisation:" + normalised(f"{country.name} {' '.join(sorted(topic))} {kind[-1]}")

    def _country_words(self, span: Span) -> frozenset[int]:
        """Where words of the span name its country: they differ between `Russian Navy` and `Navy of Russia`."""
        name = span.country.name.lower() if span.country else ""
        return frozenset(
            at
            for at in range(span.first, span.last)
            if at in span.country_words or self.tokens.known[at].low[:4] == name[:4]
        )

    def _name(self, surface: str, span: Span) -> str:
        """The surface, with `Peru's` where that stands before it."""
        before = span.first - 1
        if before > 0 and self.tokens.known[before].text in POSSESSIVES and span.country:
            return f"{surface} of {span.country.name}"
        return surface


def is_whereabouts(tokens: Tokens, span: Span) -> bool:
    """Somebody is in the place that the span names, or goes there; `in Paris and London` counts for both."""
    known, at = tokens.known, span.first - 1
    while at > 1 and known[at].text in _LISTING and known[at - 1].is_capital:
        at -= 2
    if known[at].text == "for" and known[at - 1].text in _LEAVING:
        return True
    # "Pidió a Quito que ...", "demande à Paris de ..."
    return known[at].low in _WHEREABOUTS and not (known[at].text in _TO and known[at - 1].low in _ADDRESSING)


def beside_places(tokens: Tokens, spans: list[Span]) -> set[int]:
    """First words of the capitals that `and` joins to a place that is none: `between Lima and Arequipa`."""
    found: set[int] = set()
    for one, other in pairwise(spans):
        if one.kind == "organisation" and one.last == other.first and tokens.known[other.first].text >= "\u0400":
            found.add(other.first)  # "Городской суд Москвы"
        if one.kind == other.kind == "place" and other.first - one.last == 1:
            link = tokens.known[one.last].text
            if link in _DASHES or (link in _ANDS and {_use(one), _use(other)} == {"capital", "place"}):
                found |= {one.first, other.first}
    return found


def _use(span: Span) -> str:
    return span.entry.use if span.entry else "place"
