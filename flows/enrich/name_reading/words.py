"""A word with what can be told of it without its neighbours."""

import re
from dataclasses import dataclass

from flows.enrich.name_reading.names_of_people import NamesOfPeople

NO_ROLES: frozenset[str] = frozenset()
NO_WORDS: frozenset[str] = frozenset()
TITLES = frozenset(("head", "rank", "heads", "ranks"))
TITLE_WORDS = TITLES | {"modifier"}
INSTITUTION_WORDS = frozenset(("modifier", "common", "institution", "institution_end"))
# What the last words of a run of capitals make it.
RUN_KINDS = ("organisation", "place", "thing", "common")
_TITLE_PARTS = TITLE_WORDS | INSTITUTION_WORDS
OPENERS = TITLES | {"modifier", "institution", "institution_end"}
_ALONE = frozenset(
    ("modifier", "common", "function", "complement", "institution_end", "organisation", "thing", "place")
)
# A capital with one of these may end a run or tell what it is.
_WEIGHED = TITLES | {"calendar", *RUN_KINDS}
# A word after one of these opens a sentence or a quotation.
_OPENING = frozenset('\n"“„«‘‹.!?…:;')
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
CONNECTORS = frozenset(("of", "for", "de", "du", "des", "der", "für", "del", "di", "da", "do"))
COMPANY_ENDINGS = frozenset(("plc", "gmbh", "ltd", "llc", "inc", "corp"))
ARABIC_ARTICLE = re.compile(r"(?:[ae][ldrstnz]|ash|esh|bin|ben)-[^\W\d_]")
_LINKS = POSSESSIVES | CONNECTORS | COMPANY_ENDINGS | {"&", "and", "the"}
# Articles that belong to the names of places, and letters before those of clubs, for all that they are small words.
ARTICLES_OF_NAMES = frozenset(("El", "La", "Las", "Los"))
CLUBS = frozenset((
    "AS", "AC", "AJ", "RC", "FC", "SC", "SV", "CD", "UD", "SD", "CA", "CF", "VfL", "VfB", "TSV", "FSV", "BSC", "SSV",
    "FK", "NK", "IF", "BK", "KV", "OGC", "USL", "ФК", "ХК", "БК", "ВК", "TuS", "TSG", "VfR", "ASV", "ESV", "DJK",
    "SpVgg", "Energie", "Preußen", "Wacker", "Viktoria", "Rapid", "Talleres", "Gimnasia",
    "Alemannia", "Arminia", "Borussia", "Eintracht", "Fortuna", "Germania", "Concordia", "Teutonia", "Dynamo",
    "Lokomotive", "Hansa", "Hertha", "Kickers", "Deportivo", "Atlético", "Olympique", "Girondins", "Dinamo", "Slavia",
    "Juventus", "Racing", "Sporting", "Independiente", "Rot-Weiß", "Schwarz-Weiß", "Blau-Weiß",
))  # fmt: skip
# They stand before the names of ships.
HULLS = frozenset(("MV", "HMS", "USS", "RMS", "RV", "MT", "MS"))
_OPENING_NAMES = ARTICLES_OF_NAMES | CLUBS
_NAMING = CLUBS | HULLS


# "R-TX", "AC1200": a senator's party and state, and what is counted on.
_CODE = re.compile(r"^[A-Z]-[A-Z]{2}$|\d")
_LONGEST_PARTY = 3


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word or mark, with what can be told of it without its neighbours.

    `roles`: what the tables say of it in lower case. `reach`: the words of the longest phrase of the lexicon that
    begins with it. `following`: the words that come second in those phrases, empty for itself as a phrase. `begins`: it
    may begin something by itself, as a capital does, or by what follows it. `is_alone`: it is nothing unless one of
    `following` comes, or a part of a title. `is_plain`: a capital that says nothing of the run that it stands in.
    `is_bare`: one that says nothing at all. `goes_on`: in lower case it may stand inside a run. `is_small`: no name by
    itself. `opens_next`: a capital behind it says nothing. `is_given`: a given name; `may_be_given`: also one that a
    hyphen goes on from, one that is less common, or one in another case of Russian.
    `is_surname`: nothing else; `is_common`: mostly written with a small letter; `is_of_people`: Latin, and somebody's
    given name or surname; `is_thing`: a code, letters for a thing, or a common word in capitals.
    """

    text: str
    low: str = ""
    roles: frozenset[str] = NO_ROLES
    reach: int = 0
    following: frozenset[str] = NO_WORDS
    begins: str = ""
    is_capital: bool = False
    is_lower: bool = False
    is_title: bool = False
    is_title_word: bool = False
    is_title_part: bool = False
    is_alone: bool = False
    is_plain: bool = False
    is_bare: bool = False
    goes_on: bool = False
    is_small: bool = False
    opens_next: bool = False
    is_given: bool = False
    may_be_given: bool = False
    is_surname: bool = False
    is_common: bool = False
    is_of_people: bool = False
    is_thing: bool = False


NO_WORD = Word("")


def word_of(
    text: str,
    roles: frozenset[str],
    reach: int,
    following: frozenset[str],
    may_open: bool,
    of_people: NamesOfPeople,
) -> Word:
    """The word as it is written; `may_open`: so written, in lower case, the tables know it to open a title."""
    low, is_capital = text.lower(), text[0].isupper()
    begins = ""
    if text != low and is_capital:
        begins = "capital"
    elif "-" in text or (reach and text[0].islower()) or may_open:
        begins = "opener"
    elif reach:
        begins = "phrase"
    may_be_given, is_surname, is_common = (
        _may_be_given(text, of_people),
        text in of_people.surnames,
        low in of_people.words,
    )
    is_plain = is_capital and not reach and text < "\u0400" and roles.isdisjoint(_WEIGHED)
    return Word(
        text=text,
        low=low,
        roles=roles,
        reach=reach,
        following=following,
        begins=begins,
        is_capital=is_capital,
        is_lower=text.islower(),
        is_title=not roles.isdisjoint(TITLES),
        is_title_word=not roles.isdisjoint(TITLE_WORDS),
        is_title_part=not roles.isdisjoint(_TITLE_PARTS),
        is_alone="" not in following and not (reach and "-" in text) and roles <= _ALONE,
        is_plain=is_plain,
        is_bare=is_plain and not roles and "-" not in text and text not in _NAMING,
        goes_on="particle" in roles or text in _LINKS or ARABIC_ARTICLE.match(text) is not None,
        is_small="function" in roles and "calendar" not in roles and "" not in following and text not in _OPENING_NAMES,
        opens_next=text[0] in _OPENING,
        is_given=text in of_people.given,
        may_be_given=may_be_given,
        is_surname=is_surname,
        is_common=is_common,
        is_of_people=text < "\u0400" and (may_be_given or is_surname),
        is_thing="term" in roles or _CODE.search(text) is not None or (is_common and _is_shouted(text)),
    )


def _is_shouted(text: str) -> bool:
    """`VOTE on Sunday`; common words of three letters are as often parties."""
    return text.isupper() and len(text) > _LONGEST_PARTY


def _may_be_given(text: str, of_people: NamesOfPeople) -> bool:
    first = text.partition("-")[0]
    if text in of_people.given or first in of_people.given or first in of_people.less_common:
        return True
    return "\u0400" <= text[0] <= "\u04ff" and any(
        text[:-cut] + end in of_people.given for cut in (1, 2) for end in ("", "й", "а", "я", "ь")
    )
