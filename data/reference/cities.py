"""Rows of places.csv: cities, states and regions."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

import pycountry
from inflection import inflected
from tables import name_words, plain, source

# Countries whose counties, provinces or states international news names without more ado.
DIVIDED = (
    "GB", "US", "CA", "AU", "IN", "CN", "RU", "UA", "DE", "FR", "ES", "IT", "BR", "MX", "TR", "PL", "ZA", "NG",
    "KE", "IR", "IQ", "SY", "PK", "AT", "CO", "AR", "PE", "EC",
)  # fmt: skip
ENDINGS_OF_DIVISIONS = ("skaya oblast'", " oblast", " Oblast", " Sheng", " Shi", " Zizhiqu")
# Below this the list mostly adds names that are also words or surnames.
LEAST_POPULATION = 100_000
# Where news in a language of the project names smaller towns without a word beside them that tells.
LEAST_POPULATION_BY_COUNTRY = {
    "DE": 15_000, "AT": 15_000, "CH": 15_000, "FR": 30_000, "BE": 30_000, "ES": 30_000, "MX": 50_000, "CO": 50_000,
    "AR": 50_000, "CL": 50_000, "PE": 50_000, "RU": 50_000, "GB": 50_000, "IT": 50_000,
}  # fmt: skip
# Shorter names of small towns are mostly words too.
LEAST_LETTERS_OF_SMALL = 5
# Countries whose cities Russian news names by their Russian names, whatever their size.
RUSSIAN_NAMES = ("RU", "BY", "KZ", "UA")
# Cities so large that articles in other scripts name them too.
LEAST_POPULATION_OF_OTHER_SCRIPTS = 2_000_000
# GeoNames ids of cities that govern beside or inside what the list calls the capital.
ALSO_SEATS = {1261481: "IND", 3911925: "BOL", 2747373: "NLD"}
# A Russian name is told from the Ukrainian or Bulgarian one by its letters, romanised.
ROMAN = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    ("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
     "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"), strict=True,
))  # fmt: skip
LEAST_LIKENESS = 0.9


def places(cache: Any, known: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Entity id, form, name, country code, whether it is the country's capital, and what the row rests on."""
    of_two = {two: code for code, (two, _) in known.items()}
    not_places = {row["form"] for row in source("not_places")}
    foreign: dict[str, set[str]] = {}
    for row in source("city_forms"):
        foreign.setdefault(plain(row["name"]), set()).add(row["form"])
    regions = {row["form"] for row in source("regions")}
    words = name_words()
    seats = {geoname: code for code, geoname in capitals(cache, known).items()} | ALSO_SEATS
    taken: dict[str, tuple[bool, int, tuple[str, str, str, str, str, str]]] = {}
    for city in cache.get_cities().values():
        capital = city["geonameid"] in seats
        least = LEAST_POPULATION_BY_COUNTRY.get(city["countrycode"], LEAST_POPULATION)
        if not capital and (city["population"] < least or city["name"] in not_places):
            continue
        if city["population"] < LEAST_POPULATION and not capital and is_also_word(city["name"], words):
            continue
        code, name = of_two[city["countrycode"]], plain(city["name"])
        name = "Washington" if name.startswith("Washington") else name
        forms = {city["name"], name, *foreign.get(name, ())}
        if city["countrycode"] in ("DE", "AT"):
            # "Ludwigshafen am Rhein" is mostly named without its river.
            forms.add(re.split(" (?:am|an der|im|ob der) ", city["name"])[0])
        if capital or city["population"] >= LEAST_POPULATION_OF_OTHER_SCRIPTS:
            own = [alternate for alternate in city["alternatenames"] if in_own_script(alternate)]
            forms |= {case for alternate in own for case in inflected(alternate)}
        elif city["countrycode"] in RUSSIAN_NAMES:
            russian = russian_names(city["alternatenames"], name, not_places)
            forms |= {case for alternate in russian for case in inflected(alternate)}
        for form in sorted(forms - regions - (not_places if not capital else set())):
            row = (f"place:{city['geonameid']}", form, name, code, "yes" if capital else "no", "GeoNames")
            rank = (capital, city["population"], row)
            if rank > taken.get(form, (False, 0, row)):
                taken[form] = rank
    yield from (row for _, _, row in taken.values())
    for state in cache.get_us_states().values():
        if state["name"] not in ("Washington", "Georgia"):
            yield f"place:{state['geonameid']}", state["name"], state["name"], "USA", "no", "GeoNames"
    yield from divisions({*taken, *regions, *not_places})
    yield from (
        (f"place:{plain(row['form']).lower()}", row["form"], row["form"], row["country_code"], "no", row["rests_on"])
        for row in source("regions")
    )


def capitals(cache: Any, known: dict[str, tuple[str, str]]) -> dict[str, int]:
    """GeoNames id of each capital, to tell Moscow from its namesake in Idaho."""
    two_to_capital = {two: record["capital"] for two, record in cache.get_countries().items() if record["capital"]}
    best: dict[str, tuple[int, int]] = {}
    for city in cache.get_cities().values():
        name = two_to_capital.get(city["countrycode"])
        if name and name in (city["name"], plain(city["name"]), *city["alternatenames"]):
            best[city["countrycode"]] = max(
                best.get(city["countrycode"], (0, 0)), (city["population"], city["geonameid"])
            )
    return {code: best[two][1] for code, (two, _) in known.items() if two in best}


def in_own_script(name: str) -> bool:
    """A name in Cyrillic, Greek, Arabic, Hebrew, Han, kana or Hangul, which hides no Latin word."""
    if re.search("[\u0400-\u04ff]", name):
        # Of the names in Cyrillic only Russian ones: the cases are theirs.
        return re.fullmatch("[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)*", name) is not None
    scripts = {unicodedata.name(character, "").split(" ")[0] for character in name if character.isalpha()}
    allowed = ("CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "DEVANAGARI")
    return len(name) > 1 and bool(scripts) and scripts <= set(allowed)


def is_also_word(name: str, words: set[str]) -> bool:
    """Whether a small town's name says less than the word or the given name that is written alike."""
    return len(name) < LEAST_LETTERS_OF_SMALL or name.lower() in words or " " in name


def russian_names(alternates: Iterable[str], name: str, not_places: set[str]) -> Iterator[str]:
    """Those names in Cyrillic that are the Russian ones, as far as their letters show."""
    for alternate in alternates:
        if re.fullmatch("[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)*", alternate) and alternate not in not_places:
            if alternate.endswith(("ый", "ий", "ой")):
                continue  # Adjectives, which are surnames and words too.
            roman = "".join(ROMAN.get(character, character) for character in alternate.lower())
            if SequenceMatcher(None, roman, name.lower().replace("'", "")).ratio() >= LEAST_LIKENESS:
                yield alternate


def divisions(taken: set[str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Counties, provinces and their like, as rows of places, but those whose names are also words or given names."""
    words = name_words()
    for code in DIVIDED:
        for division in pycountry.subdivisions.get(country_code=code):
            name = division.name.split(",")[0].split(" [")[0].split(" (")[0]
            for ending in ENDINGS_OF_DIVISIONS:
                name = name.removesuffix(ending)
            if name not in taken and name.lower() not in words and len(name) > 3:
                country = pycountry.countries.get(alpha_2=code)
                yield f"place:{division.code.lower()}", name, name, country.alpha_3, "no", "ISO 3166-2"
