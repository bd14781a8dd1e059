"""Rows of more_given_names.csv and surnames.csv: what Faker's locales call people."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import faker.providers.person as locales
from common_words import common_words
from tables import column, name_words, names_of_tables

NAME = re.compile(r"[^\W\d_a-zà-ÿа-яё][^\W\d_A-ZÀ-Þ]+(?:['’-][^\W\d_]+)*")
LEAST_LETTERS = 3


def people_names(kind: str) -> Iterator[str]:
    """The names of one kind (`first_name`, `last_name`) that any locale has, in Latin or Cyrillic letters."""
    for locale in iter_modules(locales.__path__):
        provider = import_module(f"{locales.__name__}.{locale.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(kind) and isinstance(names := getattr(provider, attribute), tuple | list | dict):
                yield from (name for name in names if isinstance(name, str) and is_name(name))


def is_name(name: str) -> bool:
    is_read = name < "\u0250" or "\u0400" <= name[0] <= "\u04ff"
    return is_read and len(name) >= LEAST_LETTERS and NAME.fullmatch(name) is not None


def names_of_people(kind: str, languages: Iterable[str]) -> Iterator[tuple[str]]:
    """Those names that say nothing else: no common word of these languages, no place, none in a table by hand."""
    others = names_of_tables()
    words = name_words().union(*map(common_words, languages), column("common_nouns", "word"))
    for name in set(people_names(kind)):
        if name not in others and name.lower() not in words:
            yield (name,)
