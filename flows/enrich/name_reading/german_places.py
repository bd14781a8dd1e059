"""Places in German, where every noun has a capital: told by the preposition before them, and by not being a noun."""

import re
from collections.abc import Set
from functools import lru_cache

from flows.enrich.name_reading.words import Word

# What is somewhere or goes somewhere: behind them a bare word is a place, a noun of the table or one of their making.
_WHERE = frozenset(("in", "nach", "aus", "nahe"))
# Behind these stand people, companies and materials too, so that only a word like a town's name is one.
_BESIDE = frozenset(("bei", "von", "um", "vor", "bis"))
# What `von` joins to a town: `südlich von Peine`, `der Stadtrat von Peine`.
_OF_TOWNS = re.compile(
    r"(?:nord|süd|west|ost)\w*lich|unweit|abseits|\w*(?:norden|süden|osten|westen)|\w*(?:stadt|gemeinde|kreis|markt)rat"
    r"|\w*(?:stadt|zentrum|nähe|raum|hafen|bahnhof|bürgermeister|bürgermeisterin|gemeindepräsident|gemeindepräsidentin|stadtpräsident|stadtpräsidentin|ammann|vorsteher|vorsteherin|stadtteil|ortsteil|rand|toren|bucht)"
    r"|einwohner|bewohner|bürger|höhe|umgebung|umland|straßen|bischof|bischöfin|landrat|landrätin|kreis|strand|ufer"
)
# Endings of the names of towns that few other nouns share.
_TOWN = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß]+-)?[A-ZÄÖÜ]?[a-zäöüß-]{2,}(?:hausen|heim|burg|stadt|dorf|kirchen|furt|brück|brücken|ingen|hofen|weiler|rode|stedt|"
    r"walde|haven|hagen|münde|brunn|beuren|büttel|leben|schwand|grad|bronn|stetten|lingen|felde|feld|bach|berg|"
    r"hafen|reuth|roda|zell|wörth|münster|kirch|thal|horst|stein|sund|wedel|lohe|moos|itz|ow|au|ach)"
)
_NO_TOWN = re.compile(
    r".*(?:baustadt|großstadt|innenstadt|altstadt|hauptstadt|kleinstadt|neustadt|umfeld|vorfeld|testfeld|bau|frau|tau"
    r"|schau|besitz|sitz|witz|hitz|spitz|platz|schutz|gestein|museum|mitleid|fach|dach|krach|blitz|stau|grau|blau)"
)
# Nouns are made with these endings and no names of towns; so are most plurals behind a preposition.
_MADE = re.compile(
    r".*(?:heit|keit|schaft|tion|sion|tät|nis|nisse|ismus|ment|mente|enz|age|erei|elei|ling|tum|ur|ik|ie|ien|ung|ungen"
    r"|en|ern|eln|s|z|tion|or|ent|ant|ist|eur|euse|isch)"
)
SPAS, _WORDS_OF_SPA = ("Bad", "Sankt", "St.", "Neu", "Alt", "Groß", "Klein", "Markt"), 2
_SHORTEST, _SHORTEST_PART = 4, 3
_LETTERS = re.compile(r"[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]\w+)*")


def is_german_place(known: list[Word], first: int, last: int, nouns: Set[str], is_town: bool) -> bool:
    """`in Pressath`, `bei Wolfenhausen`, `nach Bad Laar`: a bare preposition before what is no noun of the table.

    `is_town`: the table of towns has the name.
    """
    word, before = known[first], known[first - 1].low
    if last - first > 1:
        is_behind = before in _WHERE or before in _BESIDE
        return last - first == _WORDS_OF_SPA and is_behind and word.text in SPAS
    if word.roles:
        return False
    if "region" in known[first - 1].roles and known[first - 1].is_capital:
        return word.low not in nouns  # "Landkreis Stade", "Anschlussstelle Wallerfangen"
    if not (before in _WHERE or before in _BESIDE):
        return False
    if is_townlike(word) or (is_town and not is_common_noun(word.text, nouns)):
        return True
    is_somewhere = before in _WHERE or (before == "von" and _OF_TOWNS.fullmatch(known[first - 2].low) is not None)
    # "In Runde 3"
    return is_somewhere and not known[last].text.isdigit() and not is_german_noun(word.text, nouns)


def is_townlike(word: Word) -> bool:
    """A known name, or a word that ends like a town's."""
    return bool(word.reach) or (_TOWN.fullmatch(word.text) is not None and not _NO_TOWN.match(word.low))


@lru_cache(maxsize=1 << 12)
def is_german_noun(word: str, nouns: Set[str]) -> bool:
    """Whether a word is a noun of the table, is compounded with one, or has an ending that makes nouns."""
    low = word.lower()
    if len(word) < _SHORTEST or not _LETTERS.fullmatch(word) or _MADE.fullmatch(low):
        return True
    return is_common_noun(word, nouns)


@lru_cache(maxsize=1 << 12)
def is_common_noun(word: str, nouns: Set[str]) -> bool:
    """Whether a word is a noun of the table or is compounded with one."""
    low = word.lower()
    return any(low[at:] in nouns for at in (0, *range(_SHORTEST_PART, len(low) - _SHORTEST_PART + 1)))
