"""A person as one article tells of them, and what is known of an article's persons while it is read."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from flows.enrich.name_reading.lexicon import Entry, Lexicon
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.tokens import Tokens
from flows.enrich.name_reading.words import POSSESSIVES, Word

_CYRILLIC = frozenset(("ru", "uk", "bg", "sr", "mk", "be"))
_AFTER_ELISION = re.compile(r"\b([ldLD]['’]) ")
_UNSAID = frozenset(("new", "current", "longtime", "incumbent", "veteran", "nouveau", "nouvelle"))


@dataclass(slots=True)
class Person:
    """A person as the article tells of them; `words` is the full name, `seen` where they are named, in tokens."""

    words: tuple[str, ...]
    office: str | None = None
    head: str | None = None
    rank: str | None = None
    country: Entry | None = None
    seen: list[int] = field(default_factory=list)
    name: str = ""
    entity_id: str = ""


@lru_cache(maxsize=1 << 14)
def normalised(name: str) -> str:
    """Lower case without accents and with single spaces."""
    if name.isascii():
        return " ".join(name.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def same_word(one: str, other: str) -> bool:
    """Equal, or two cases of a word in Cyrillic: `Петров` and `Петровым`."""
    if one == other:
        return True
    if one[0] != other[0] or not "\u0400" <= one[0] <= "\u04ff":
        return False
    stem = max(3, min(len(one), len(other)) - 2)
    return abs(len(one) - len(other)) <= 3 and one[:stem] == other[:stem]


def same_words(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """The same, word by word; both have as many."""
    return ones == others or all(map(same_word, ones, others))


def distance(person: Person, at: int) -> tuple[bool, int]:
    """Whether the person is named only later, and how far away."""
    before = [place for place in person.seen if place < at]
    return (not before, at - max(before) if before else min(person.seen, default=at) - at)


class People:
    """The persons of an article so far; `of_span` holds the person of a span by its index in `spans`."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, language: str, spans: list[Span]) -> None:
        self.tokens, self.lexicon, self.spans = tokens, lexicon, spans
        self.known = tokens.known
        self.has_capital_nouns = lexicon.vocabulary.has_compounds
        self.present = frozenset([word.text for word in tokens.known])
        # How far the spans before each one reach.
        self.reached = list(accumulate([span.last for span in spans], max, initial=0))
        self.everybody: list[Person] = []
        self.of_span: dict[int, Person] = {}
        self.name_words: set[str] = set()
        self.is_cyrillic = False
        self.is_cyrillic_text = tokens.text[:1] >= "\u0400" or language in _CYRILLIC
        self.companies: set[str] = set()
        self.apposed: set[int] = set()
        self._alone: frozenset[str] | None = None

    def word(self, at: int) -> str:
        """The word at a place; nothing a few places before the first and behind the last."""
        return self.known[at].text

    def is_also_lower(self, word: Word) -> bool:
        """Whether the article has the word in lower case too."""
        return word.low in self.present and word.low.islower()

    def stands_alone(self, text: str) -> bool:
        """Whether the article has a name of this one word."""
        if self._alone is None:
            self._alone = frozenset([self.word(span.first) for span in self.spans if span.last == span.first + 1])
        return text in self._alone

    def roles_at(self, at: int) -> frozenset[str]:
        return self.known[at].roles

    def roles_of(self, word: str) -> frozenset[str]:
        return self.lexicon.vocabulary.roles_of(word)

    def remember(self, index: int, span: Span, person: Person) -> None:
        self.of_span[index] = person
        span.kind = "person"
        person.seen.append(span.first)


def office_name(tokens: Tokens, office: Span) -> str:
    """The office without its country: `Chairman of the Joint Chiefs of Staff`; plurals in the singular."""
    last = office.country_words.start if office.is_plural and office.country_words else office.last
    words = enumerate(tokens.texts(office.first, last), office.first)
    kept = [word for at, word in words if at not in office.country_words and word not in POSSESSIVES]
    while len(kept) > 1 and kept[-1] in ("of", "the", "for", "de", "du", "to", "and"):
        kept.pop()
    while len(kept) > 1 and kept[0].lower() in _UNSAID:
        kept.pop(0)
    if office.is_plural:
        kept = [word[:-1] if word.lower() == f"{office.head}s" else word for word in kept]
    name = " ".join(kept)
    return _AFTER_ELISION.sub(r"\1", name) if "'" in name or "’" in name else name
