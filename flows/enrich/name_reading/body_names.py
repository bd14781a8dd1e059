"""Where the names of bodies end whose further words have no capital, or have it behind a small word."""

import re

from flows.enrich.name_reading.lexicon import Lexicon
from flows.enrich.name_reading.persons import normalised
from flows.enrich.name_reading.tokens import Tokens

# What may stand before the next word of an organisation's name.
_LINKS = frozenset((
    "pour", "les", "para", "las", "los", "la", "le", "de", "des", "du", "del", "d'", "d’", "l'", "l’", "aux", "sur",
    "по", "и", "y", "et",
))  # fmt: skip
MOST_LINKS = 2
# "Juzgado de Instrucción número 3", "Школа № 5"
_NUMBERING = frozenset(("número", "nº", "№", "n°", "no.", "nr."))
_FRENCH_LINKS = frozenset(
    ("de", "des", "du", "d'", "d’", "la", "le", "les", "l'", "l’", "pour", "contre", "sur", "aux")
)
_BARE_LINKS = frozenset(("de", "d'", "d’", "pour", "l'", "l’", "la", "le", "les"))
_LINKS_TO_PLACE = frozenset(("de", "d'", "d’", "du", "des", "la", "l'", "l’"))
_AND_OF = frozenset(("de", "du", "des", "d'", "d’"))
_NOUN_LIKE_INFINITIVE = re.compile(r"\w{3,}(?:oire|aire)")  # "histoire", "affaire"
_INFINITIVES = ("er", "ir", "oir", "dre", "tre", "ire")
_NO_TOPICS = frozenset(("function", "calendar", "peer"))
_FRENCH_ADJECTIVE = re.compile(
    r"\w{2,}(?:ique|iques|aire|aires|el|els|elle|elles|il|ils|ile|iles|al|ale|aux|ales|if|ifs|ive|ives|iers|ière|ières|eux|euse|euses"
    r"|ien|ienne|iens|iennes|ois|oise|ains|aine|aines|ins|ine|ines|çaise|çais)"
)
_ADJECTIVE_OF_PLACE = re.compile(r"[a-zà-ÿ]{2,}(?:an|ane|ais|aise|ois|oise|in|ine|ien|ienne|ard|arde|al|ale|ique)")
_LONGEST_FRENCH_PARTICLE, _MOST_WORDS_OF_TOPICS = 3, 6
_MOST_WORDS_SPELLED_OUT, _MOST_MEMBERS = 10, 2
# What goes on with the name of a Russian body: `Институт вулканологии`, `Агентство по страхованию вкладов`.
_TOPIC = re.compile(r"[а-яё-]{3,}(?:огии|ики|афии|онии)")
_TOPIC_BEHIND = re.compile(r"[а-яё-]{3,}(?:ию|ству|огии|ике|ам|ям)")
_REGION_OF_BODY = frozenset(("области", "края", "района", "округа", "республики"))
_BY_REGION = frozenset(("области", "краю", "району", "округу", "республике"))
_ADJECTIVE_OF_REGION = ("ской", "цкой", "ского", "цкого", "ного")
# "Союз рыбаков России", "Комитет ветеранов войны"
_MEMBERS = re.compile(r"[а-яё-]{3,}(?:ов|ев|ей|ий|ия|ии|ли|бы|ки|ых|их|ого|ства)")
_GENITIVE = re.compile(r"[а-яё-]{3,}(?:ов|ев|ей|ий|ия|ии|ства|ств)")


class BodyNames:
    """Reads on behind the words with capitals of a body's name, in one article."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens, self.known, self.lexicon = tokens, tokens.known, lexicon
        self.short_forms = _short_forms(tokens)

    def end(self, first: int, at: int) -> int:
        """The end of the name that begins at `first` and has its capitals before `at`."""
        at = self._tail(at)
        if self.known[at].low in _NUMBERING and self.known[at + 1].text.isdigit():
            return at + 2
        if self.known[first].text >= "\u0400":
            return self._whose(at)
        return self._topics(first, at) if self.lexicon.vocabulary.elides else at

    def spelled_out(self, first: int, at: int, kind: str) -> int:
        """Where the name ends of which the letters in brackets behind it are the short form; 0 where none are."""
        known = self.known
        for place in self.short_forms:
            if place < at or place > first + _MOST_WORDS_SPELLED_OUT:
                continue
            words = known[first:place]
            if (kind == "name" and known[first].is_given) or not all(word.text[0].isalpha() for word in words):
                return 0
            # Small words may give no letter, a German compound several.
            more = "[a-z]{0,2}" if self.lexicon.vocabulary.has_compounds else ""
            letters = [
                # "Inter-Velmian Press Union (IVPU)" may count both parts.
                "".join(f"{normalised(part[:1])}{'?' * (at > 0)}" for at, part in enumerate(word.text.split("-")))
                + (more if word.is_capital else "?")
                for word in words
            ]
            letters[-1] = letters[-1].removesuffix("?")
            return place if re.fullmatch("".join(letters), normalised(known[place + 1].text)) else 0
        return 0

    def _whose(self, at: int) -> int:
        """The end of `Прокуратура Псковской области` and `Союз рыбаков России`: whose the body is, or of whom."""
        known = self.known
        if known[at].is_capital and known[at].low.endswith(_ADJECTIVE_OF_REGION):
            return at + 2 if known[at + 1].text in _REGION_OF_BODY else at
        if known[at].text == "по" and known[at + 1].is_capital and known[at + 2].text in _BY_REGION:
            return at + 3  # "Управление по Псковской области"
        place = at
        while place - at < _MOST_MEMBERS and known[place].is_lower and _MEMBERS.fullmatch(known[place].text):
            place += 1
        matched = self.lexicon.match(known, place) if place > at else None
        is_country = matched is not None and matched[1].kind == "country" and matched[1].use == "name"
        return matched[0] if matched and is_country else at

    def _tail(self, at: int) -> int:
        """The end of `Organisation internationale pour les migrations`, of which only the first word has a capital."""
        while True:
            place = at
            while place - at < MOST_LINKS and self.known[place].text in _LINKS:
                place += 1
            word, topic = self.known[place], _TOPIC if place == at else _TOPIC_BEHIND
            is_topic = topic.fullmatch(word.text) is not None
            if word.is_capital or not ("orgtail" in word.roles or is_topic):
                return at
            # "по страхованию вкладов"
            goes_on = is_topic and place > at and _GENITIVE.fullmatch(self.known[place + 1].text)
            at = place + (2 if goes_on else 1)

    def with_adjective(self, at: int) -> int:
        """The end of `Crédit rhénan`: behind its noun French writes an adjective of place with a small letter."""
        is_adjective = self.lexicon.vocabulary.elides and _ADJECTIVE_OF_PLACE.fullmatch(self.known[at].text) is not None
        return at + (is_adjective and not self.known[at].roles)

    def _topics(self, first: int, at: int) -> int:
        """The end of `Agence de la biomédecine` and `Fédération des éleveurs bovins`, of which French writes only the
        first word with a capital; a capital that opens a sentence tells nothing."""
        known, last = self.known, at
        while not self.tokens.opens(first) and last - at < _MOST_WORDS_OF_TOPICS:
            # "Institut de recherche et de sécurité"
            place = link = last + (last > at and known[last].text == "et" and known[last + 1].text in _AND_OF)
            while place - link < MOST_LINKS and known[place].text in _FRENCH_LINKS:
                place += 1
            word = known[place]
            is_noun = place > last and len(word.text) > _LONGEST_FRENCH_PARTICLE
            if not word.is_lower or not (is_noun or _FRENCH_ADJECTIVE.fullmatch(word.text)):
                break
            if not word.roles.isdisjoint(_NO_TOPICS):
                break
            is_infinitive = word.text.endswith(_INFINITIVES) and not _NOUN_LIKE_INFINITIVE.fullmatch(word.text)
            if known[place - 1].text in _BARE_LINKS and is_infinitive:
                break  # "a demandé au Parlement d'adopter"
            last = place + 1
        if not (known[last - 1].is_lower and any(word.text in _FRENCH_LINKS for word in known[at:last])):
            return at
        return self._place_of_body(last)

    def _place_of_body(self, at: int) -> int:
        """The end of the town or region in `Chambre d'agriculture de l'Aude`."""
        place = at
        while place - at < MOST_LINKS and self.known[place].text in _LINKS_TO_PLACE:
            place += 1
        matched = self.lexicon.match(self.known, place) if place > at else None
        return matched[0] if matched and matched[1].kind == "place" else at


def _short_forms(tokens: Tokens) -> list[int]:
    """Where a bracket opens that holds a single word with a capital: `(EPA)`."""
    if "(" not in tokens.text:
        return []
    known = tokens.known
    return [
        at
        for at, word in enumerate(known)
        if word.text == "(" and known[at + 2].text == ")" and known[at + 1].is_capital and len(known[at + 1].text) > 1
    ]
