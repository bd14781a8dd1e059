"""What has the form of a person's, an outlet's, an agency's or a place's name."""

import re
from functools import lru_cache
from itertools import filterfalse, islice

from flows.clean.vocabulary import COLLECTIVE, MASTHEAD_ENDS, MASTHEAD_WORDS, OUTLET_WORDS, PARTICLES, PLACES

_NAME_WORD = re.compile(r"^(?:[^\W\d_]|['’ʼ`.-])+$")
# Scripts without capitals.
CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af·・]{2,8}")
_ARTICLES = frozenset(("the", "a", "an"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
_WORD = re.compile(r"\w+")
# What no name of an outlet, of one at the top of its page and of an agency has.
_NOT_OUTLET = re.compile(r"[.!?:;>»|/›➤→▸▶]")
_NOT_MASTHEAD = re.compile(r"[.!?:;>»|/›➤→▸▶,\d]")
_NOT_AGENCY = re.compile(r"[.!?,:\d]")
_OUTLET_WORDS = frozenset(OUTLET_WORDS)
# Some are names only with a capital, for headlines have them as words.
_MASTHEAD_WORDS = frozenset(MASTHEAD_WORDS)
_MASTHEAD_ENDS = tuple(MASTHEAD_ENDS)
_CASELESS_OUTLETS = (
    *(end for end in MASTHEAD_ENDS if not end.isascii()),
    "报",
    "報",
    "网",
    "網",
    "社",
    "电视台",
    "報導",
    "报道",
    "報道",
    "讯",
    "訊",
    "電",
    "टाइम्स",
)
_AGENCY_WORD = re.compile(
    r"(?:^|\s)(?:(?:news|press|dispatch|telegraph|information) agency|(?:news|press|wire) service|newswire|wire|agency|"
    r"press association|presse-?agentur|nachrichtenagentur|agence(?: de presse)?|agencia(?: de noticias)?|"
    r"agência(?: de notícias)?|agenzia(?: di stampa)?|агентство|информагентство|agencja(?: prasowa)?|ajansı|通讯社|"
    r"通訊社|通信社|통신)(?:\s|$)",
    re.I,
)
_JOB = re.compile(
    r"^(?:\w+\s){0,3}(?:writer|reporter|correspondent|editor|editors|columnist|photographer|journalist|staff)\b", re.I
)
_SMALL_IN_PLACES = PARTICLES | {"do", "on", "upon"}


@lru_cache(maxsize=20_000)
def is_person(name: str) -> bool:
    """Whether the text has the form of a person's full name: two to six capitalised words or particles.

    In scripts without capitals: two to eight ideographs, or two to five words of letters.
    """
    name = name.strip()
    if not name.isascii() and CASELESS.search(name):
        if name.endswith(_CASELESS_OUTLETS) or name.split()[0] in _MASTHEAD_WORDS:
            return False
        parts = name.split()
        letters = all(any(c.isalpha() for c in part) and not re.search(r"[\d:：]", part) for part in parts)
        return bool(_IDEOGRAPHS.fullmatch(name)) or (2 <= len(parts) <= 5 and letters)
    # `Robert "Bob" Ray`
    parts = [part.strip('"“”«»') or part for part in islice(filterfalse(_is_suffix, name.split()), 7)]
    if not 2 <= len(parts) <= 6 or is_collective(name) or name.casefold() in PLACES:
        return False
    if not all(part.isalpha() or _NAME_WORD.match(part) for part in parts):
        return False
    small = [part.casefold() for part in parts if not _has_capital(part)]
    articles = any(part.casefold() in _ARTICLES for part in parts)
    return len(parts) - len(small) >= 2 and not articles and all(part in PARTICLES for part in small)


def _is_suffix(word: str) -> bool:
    return word.removesuffix(",").removesuffix(".").casefold() in _SUFFIXES


def is_collective(name: str) -> bool:
    """Whether one of its words is that of a job, a desk, an outlet or a company."""
    return any(word.casefold().strip(".,'’") in COLLECTIVE for word in name.removeprefix("Professor ").split())


def _has_capital(word: str) -> bool:
    """`Lee`, `d'Arc`, `al-Assad`."""
    return word[0].isupper() or any(part[:1].isupper() for part in re.split(r"['’-]", word)[1:])


def is_outlet_like(name: str) -> bool:
    """Whether the text has the form of an outlet's name: a few words with one that newspapers bear."""
    parts = name.split()
    if not (1 <= len(parts) <= 6 and parts[0][:1].isupper()) or _NOT_OUTLET.search(name):
        return False
    return _has_outlet_word(name)


def _has_outlet_word(name: str) -> bool:
    return not _OUTLET_WORDS.isdisjoint(_WORD.findall(name.casefold()))


def is_masthead(name: str) -> bool:
    """Whether the text could be the name of an outlet at the top of its page: up to five words, one of a newspaper."""
    parts = name.split()
    if not (1 <= len(parts) <= 5 and len(name) <= 40) or _NOT_MASTHEAD.search(name):
        return False
    if not (parts[0][:1].isupper() or CASELESS.search(name)):
        return False
    return _has_outlet_word(name) or any(
        _bare(part) in _MASTHEAD_WORDS
        or _bare(part).casefold() in _MASTHEAD_WORDS
        or (part.isupper() and (_bare(part).capitalize() in _MASTHEAD_WORDS or _turkish(part) in _MASTHEAD_WORDS))
        or part.casefold().endswith(_MASTHEAD_ENDS)
        for part in parts
    )


def _bare(word: str) -> str:
    """The word without a French or an Italian article."""
    return word.replace("’", "'").removeprefix("L'").removeprefix("l'").removeprefix("D'").removeprefix("d'")


def _turkish(word: str) -> str:
    """The word in lower case, as Turkish has it."""
    return word.replace("I", "ı").replace("İ", "i").lower()


def ends_like_outlet(name: str) -> bool:
    """Whether the last word is one that newspapers bear."""
    return any(word.casefold() in _OUTLET_WORDS for word in name.split()[-1:])


def is_agency_like(name: str) -> bool:
    """Whether the name says that it is an agency's."""
    capital = name[:1].isupper() or bool(CASELESS.search(name))
    return capital and 1 < len(name.split()) <= 6 and bool(_AGENCY_WORD.search(name)) and not _NOT_AGENCY.search(name)


def is_job(name: str) -> bool:
    """Whether the text names what somebody does for an outlet."""
    return bool(_JOB.match(name))


def place_name(place: str) -> str:
    """A place without its country or state, in capitals only where names have them."""
    place = place.split(",", maxsplit=1)[0].strip()
    if not place.isupper() or len(place) <= 3:
        return place
    return " ".join(
        word.lower()
        if index and word.casefold() in _SMALL_IN_PLACES
        else "-".join(part.capitalize() for part in word.split("-"))
        for index, word in enumerate(place.split())
    )
