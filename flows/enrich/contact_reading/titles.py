"""Countries that only the headline gives: "Norland's Ivara", "Sudrian premier"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flows.enrich.contact_reading.names import folded


@dataclass(frozen=True)
class Forms:
    """Forms of countries: the `pattern` finds one before another word; country and code of each are `known`.

    `capitals` are those of capitals by their entities.
    """

    pattern: re.Pattern[str]
    known: Mapping[str, tuple[str, str | None]]
    capitals: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def countries_by_word(title: str, forms: Forms) -> dict[str, tuple[str, str | None]]:
    """The country and its code for the one or two words that follow a country's name or adjective, folded."""
    found: dict[str, tuple[str, str | None]] = {}
    for match in forms.pattern.finditer(title):
        for word in folded(match["next"]).split():
            found.setdefault(word, forms.known[match["form"]])
    return found


def countries_in(text: str, forms: Forms) -> list[str]:
    """The countries whose names or adjectives stand in the text, in its order."""
    found = [forms.known[match["form"]][0] for match in forms.pattern.finditer(text + " x")]
    return list(dict.fromkeys(found))


def country_forms(
    names: Iterable[tuple[str, str, str, str]],
    countries: Iterable[tuple[str, str]],
    alike: Iterable[tuple[str, str]],
    capitals: Iterable[tuple[str, str]] = (),
) -> Forms:
    """English forms of countries and of organisations of states, from the reference tables.

    Rows are form, language, code, use; code, name; form, name; and entity, code.
    """
    short = dict(countries)
    known: dict[str, tuple[str, str | None]] = {
        form: (short[code], code) for form, language, code, _ in names if language == "en" and code in short
    }
    known |= {form: (name, None) for form, name in sorted(alike) if form not in known}
    words = "|".join(re.escape(form) for form in sorted(known, key=lambda form: (-len(form), form))) or r"(?!)"
    # Most words begin with a letter that no form begins with: one look instead of trying every form.
    letters = re.escape("".join(sorted({form[0] for form in known}))) or r"\w"
    return Forms(
        re.compile(rf"(?<!\w)(?=[{letters}])(?P<form>{words})(?:['’]s?)? (?P<next>\w[\w-]*(?: \w[\w-]*)?)"),
        known,
        {entity: (short[code], code) for entity, code in capitals if code in short},
    )
