"""Places in German, where every noun has a capital: told by the preposition before them and by their shape."""

import re

from flows.enrich.name_reading.vocabulary import Word

_BEFORE = frozenset(("in", "bei", "nach", "aus", "von", "um", "vor"))
# Endings of the names of towns that few other nouns share.
_TOWN = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß-]{2,}(?:hausen|heim|burg|stadt|dorf|kirchen|furt|brück|brücken|ingen|hofen|weiler|rode|stedt|"
    r"walde|haven|hagen|münde|brunn|beuren|büttel|leben|schwand|grad|bronn|stetten|lingen|felde|feld|bach|berg)"
)
_SPAS, _WORDS_OF_SPA = frozenset(("Bad", "Sankt", "St.", "Neu", "Alt", "Groß", "Klein", "Markt")), 2
_NO_TOWN = re.compile(
    r".*(?:baustadt|großstadt|innenstadt|altstadt|hauptstadt|kleinstadt|neustadt|umfeld|vorfeld|testfeld)"
)


def is_german_place(known: list[Word], first: int, last: int) -> bool:
    """`in Wolfenhausen`, `bei Bad Laar`: a bare preposition before what is shaped like a town."""
    word, before = known[first], known[first - 1].low
    if last - first > 1:
        return last - first == _WORDS_OF_SPA and before in _BEFORE and word.text in _SPAS
    return before in _BEFORE and not word.roles and bool(_TOWN.fullmatch(word.text)) and not _NO_TOWN.match(word.low)
