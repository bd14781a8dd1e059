"""Countries that only the headline gives: "Norland's Ivara", "Sudrian premier"."""

import re
from collections.abc import Iterable
from functools import cache

from flows.enrich.contact_reading.names import folded

Forms = tuple[tuple[str, str, str | None], ...]


@cache
def _pattern(forms: Forms) -> tuple[re.Pattern[str], dict[str, tuple[str, str | None]]]:
    known = {form: (country, code) for form, country, code in forms}
    words = "|".join(re.escape(form) for form in sorted(known, key=lambda form: (-len(form), form))) or r"(?!)"
    return re.compile(rf"(?<!\w)(?P<form>{words})(?:['’]s?)? (?P<next>\w[\w-]*(?: \w[\w-]*)?)"), known


def countries_by_word(title: str, forms: Forms) -> dict[str, tuple[str, str | None]]:
    """The country and its code for the one or two words that follow a country's name or adjective, folded."""
    pattern, known = _pattern(forms)
    found: dict[str, tuple[str, str | None]] = {}
    for match in pattern.finditer(title):
        for word in folded(match["next"]).split():
            found.setdefault(word, known[match["form"]])
    return found


def countries_in(text: str, forms: Forms) -> list[str]:
    """The countries whose names or adjectives stand in the text, in its order."""
    pattern, known = _pattern(forms)
    found = [known[match["form"]][0] for match in pattern.finditer(text + " x")]
    return list(dict.fromkeys(found))


def country_forms(
    names: Iterable[tuple[str, str, str, str]], countries: Iterable[tuple[str, str]], alike: Iterable[tuple[str, str]]
) -> Forms:
    """English forms of countries and of organisations of states, from the reference tables.

    Rows are form, language, code, use; code, name; and form, name.
    """
    short = dict(countries)
    forms = {form: (short[code], code) for form, language, code, _ in names if language == "en" and code in short}
    return tuple(sorted((form, name, code) for form, (name, code) in forms.items())) + tuple(
        sorted((form, name, None) for form, name in alike if form not in forms)
    )
