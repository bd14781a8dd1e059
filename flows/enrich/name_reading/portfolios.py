"""Offices in English of which only the last word tells: `Rural Affairs Secretary Ann Roe`."""

from flows.enrich.name_reading.lexicon import Lexicon
from flows.enrich.name_reading.tokens import Tokens

_HEADS = frozenset(("Minister", "Secretary", "Commissioner"))
_MOST_WORDS = 4


def portfolios(tokens: Tokens, lexicon: Lexicon) -> dict[int, int]:
    """Where such an office begins, and after which word it ends: capitals before a head that a name follows."""
    if lexicon.has_adjectives_behind or lexicon.vocabulary.has_compounds or not any(h in tokens.text for h in _HEADS):
        return {}
    known, found = tokens.known, dict[int, int]()
    for head in [at for at, word in enumerate(known) if word.text in _HEADS]:
        if not known[head + 1].is_capital:
            continue
        first = head
        while first and head - first < _MOST_WORDS and _is_topic(tokens, lexicon, first - 1):
            first -= 1
        if not all(known[at].is_title_word for at in range(first, head)):
            found[first] = head + 1
    return found


def _is_topic(tokens: Tokens, lexicon: Lexicon, at: int) -> bool:
    word = tokens.known[at]
    if not word.is_capital or word.is_given or word.is_title or "calendar" in word.roles or word.is_small:
        return False
    return not (word.reach and lexicon.match(tokens.known, at))
