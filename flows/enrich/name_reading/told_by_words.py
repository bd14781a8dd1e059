"""What a word with a capital tells by how it is made and by its neighbours, before its run is read."""

import re
from dataclasses import replace

from flows.enrich.name_reading.german_places import is_german_noun
from flows.enrich.name_reading.lexicon import Lexicon
from flows.enrich.name_reading.named_by_nouns import BODY_OF_MEMBERS
from flows.enrich.name_reading.spans import Span, span_of
from flows.enrich.name_reading.surroundings import ARTICLES
from flows.enrich.name_reading.tokens import Tokens

_MOST_WORDS_BEHIND_ARTICLE = 3
_OF_TOWNS = frozenset(("based", "born", "bound", "bred", "raised", "headquartered", "registered", "trained", "area"))
_RUSSIAN_PLURAL = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:ые|ие|чи|ки|ти|ты|ры|цы|ны|не|ели|исты|ане|яне)")


def compound(tokens: Tokens, lexicon: Lexicon, at: int) -> Span | None:
    """`Russian-backed`, `Hull-based`, `SPD-Chefin`; `U.S.-supplied` has the country as a word of its own."""
    first, _, second = tokens.known[at].text.partition("-")
    if not first:
        return None
    entry = lexicon.phrases.get((first,))
    if entry is None:
        is_town = second in _OF_TOWNS and lexicon.is_town(first)
        return Span(at, at + 1, "place", cut=len(first)) if is_town else None
    is_meant = second.islower() or (tokens.known[at].is_title and first.isupper())
    if entry.kind == "country" or (entry.kind in ("organisation", "place") and is_meant):
        use = replace(entry, use="place") if entry.use == "capital" else entry
        return Span(at, at + 1, entry.kind, use, use if entry.country else None, cut=len(first))
    return None


def is_house(tokens: Tokens, lexicon: Lexicon, at: int, last: int) -> bool:
    """`Rosental Verlag`: German names houses so, and writes what is a noun alone in one word."""
    word = tokens.known[at]
    if "orgnoun" not in tokens.known[last].roles or word.is_given or word.roles or tokens.opens(at):
        return False
    return not is_german_noun(word.text, lexicon.common_nouns)


def end_of_purpose(tokens: Tokens, at: int) -> int:
    """Where `Bund für Umwelt und Naturschutz` ends; 0 where no body begins."""
    known, last = tokens.known, at + 2
    if not (BODY_OF_MEMBERS.fullmatch(known[at].low) and known[last].is_capital):
        return 0
    while known[last].is_capital or (known[last].text == "und" and known[last + 1].is_capital):
        last += 1
    return last


def behind_article(tokens: Tokens, lexicon: Lexicon, at: int) -> Span | None:
    """`Monde` of `un entretien au Monde`, whose article the preposition has swallowed."""
    for last in range(at + _MOST_WORDS_BEHIND_ARTICLE, at, -1):
        words = tokens.texts(at, last)
        for article in ("Le", "Les", "El"):
            entry = lexicon.phrases.get((article, *words))
            if entry is not None and entry.kind == "organisation":
                return span_of(at, last, entry)
    return None


def is_club_of_letters(tokens: Tokens, at: int) -> bool:
    """`AS Valmont`: letters before a name that says nothing else."""
    following = tokens.known[at + 1]
    is_name = following.text != following.text.upper() and not following.is_given
    return following.is_capital and is_name and not following.roles


def is_russian_plural(tokens: Tokens, at: int) -> bool:
    """`Врачи` and `Учёные` at the head of a sentence, before the body that they are of."""
    word = tokens.known[at]
    is_plural = _RUSSIAN_PLURAL.fullmatch(word.text) is not None and not word.is_given
    return is_plural and tokens.opens(at) and tokens.known[at + 1].is_capital


def opening_nation(tokens: Tokens, lexicon: Lexicon, at: int) -> Span | None:
    """`Российский` of `Российский критик Антон Лапин`, which has its capital from the sentence."""
    if not (tokens.known[at + 1].is_lower and tokens.opens(at)):
        return None
    entry = lexicon.phrases.get((tokens.known[at].low,))
    return span_of(at, at + 1, entry) if entry and entry.use == "demonym" else None


def says_only_what_it_is(tokens: Tokens, at: int) -> bool:
    """`Services`, `Company` in a heading: a common word alone, which no article makes the one that is known."""
    word, following = tokens.known[at], tokens.known[at + 1]
    return word.is_common and not following.is_capital and tokens.known[at - 1].low not in ARTICLES
