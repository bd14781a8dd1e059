"""The reference tables as dictionaries that are looked up word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import polars as pl

from flows.enrich.name_reading.names_of_people import names_of_people
from flows.enrich.name_reading.towns import is_town, particle_towns, towns
from flows.enrich.name_reading.vocabulary import TOKEN, Vocabulary
from flows.enrich.name_reading.words import Word
from flows.reference_rows import ReferenceRows
from flows.steps import Reference

# The reference tables and the columns of theirs that are read.
_COLUMNS = {
    "countries": ("country_code", "entity_id", "name"),
    "country_names": ("form", "language", "country_code", "use"),
    "seats": ("form", "country_code"),
    "places": ("entity_id", "form", "name", "country_code", "is_capital"),
    "organisations": ("entity_id", "form", "name", "country_code", "acts_for"),
    "weapons": ("entity_id", "form", "name"),
    "offices": ("word", "language", "role"),
    "name_words": ("word", "role"),
    "common_nouns": ("word", "language"),
    "given_names": ("name",),
    "more_given_names": ("name",),
    "surnames": ("name",),
    "common_words": ("word", "language"),
    "towns": ("form",),
}
REFERENCES = tuple(Reference(name) for name in _COLUMNS)
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
# Languages in which an article or a pronoun that loses its vowel stands before a name: `L'Algérie`.
_ELIDING = frozenset(("fr",))
_ADJECTIVES_BEHIND = frozenset(("fr", "es", "it", "pt", "ca", "ro"))
# They write every noun with a capital, so that a run of capitals alone says nothing, and nouns in one word.
CAPITAL_NOUNS = frozenset(("de", "lb"))
_LEAST_LETTERS_OF_GENITIVE = 6
Use = Literal["name", "demonym", "capital", "seat", "place", "organisation", "weapon"]
Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form of a reference table stands for."""

    kind: str
    use: Use
    entity_id: str
    name: str
    country: str | None = None
    country_code: str | None = None
    country_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`phrases` by their words; `regions`: those that are also a company's name (`the Amazon`).

    `vocabulary`: what is known of single words, among it the roles that the tables of offices and of words in names
    give them (and `heads` and `ranks` for plurals); whether adjectives stand behind their noun; nouns that are no names
    for all that they stand where one would, in lower case.
    """

    phrases: dict[tuple[str, ...], Entry]
    regions: dict[tuple[str, ...], Entry]
    vocabulary: Vocabulary
    given_names: frozenset[str]
    has_adjectives_behind: bool
    common_nouns: frozenset[str]
    towns: frozenset[str]

    def is_town(self, name: str) -> bool:
        """Whether a smaller town is so named, which tells only where nothing else does."""
        return is_town(name, self.towns)

    def match(self, known: list[Word], at: int) -> tuple[int, Entry] | None:
        """The longest phrase that begins at a word, and the index after it."""
        first = known[at]
        if not first.reach:
            return None
        if known[at + 1].text in first.following:
            words = tuple([word.text for word in known[at : at + first.reach]])
            for length in range(len(words), 1, -1):
                entry = self.phrases.get(words[:length])
                if entry is not None:
                    return at + length, entry
        return (at + 1, self.phrases[(first.text,)]) if "" in first.following else None


def town_entry(form: str) -> Entry:
    return Entry("place", "place", f"place:{form.lower()}", form)


@lru_cache(maxsize=64)
def lexicon(tables: ReferenceRows, language: str) -> Lexicon:
    """The lexicon of one language from the tables of `REFERENCES`, in their order.

    Forms in another script than Latin are known in every language; of the Latin forms of countries those of the
    language itself, English standing in for languages that have none.
    """
    *frames, given_names, more_given_names, surnames, common_words, town_names = tables.frames
    countries, country_names, seats, places, organisations, weapons, offices, name_words, common_nouns = (
        _rows(frame, columns) for frame, columns in zip(frames, _COLUMNS.values(), strict=False)
    )
    short = {code: (entity_id, name) for code, entity_id, name in countries}
    phrases: dict[tuple[str, ...], Entry] = {}
    regions: dict[tuple[str, ...], Entry] = {}

    def add(form: str, entry: Entry) -> None:
        phrases[tuple(TOKEN.findall(form))] = entry
        if "’" in form:
            phrases[tuple(TOKEN.findall(form.replace("’", "'")))] = entry  # "Côte d'Ivoire"

    def of(code: str) -> tuple[str | None, str | None, str | None]:
        entity_id, name = short.get(code, (None, None))
        return name, code if name else None, entity_id

    for entity_id, form, name in weapons:
        add(form, Entry("weapon", "weapon", entity_id, name))
    for entity_id, form, name, code, is_capital in places:
        place = Entry("place", "capital" if is_capital == "yes" else "place", entity_id, name, *of(code))
        add(form, place)
        if language in CAPITAL_NOUNS and len(form) >= _LEAST_LETTERS_OF_GENITIVE and form[-1] not in "sxzß":
            phrases.setdefault(tuple(TOKEN.findall(f"{form}s")), place)  # "Brandenburgs Landtag"
    for form, code in seats:
        add(form, Entry("organisation", "seat", f"organisation:{form}".lower(), form, *of(code)))
    for entity_id, form, name, code, acts_for in organisations:
        # Bodies that sign, call and meet like countries; their officials have no other country.
        country = (acts_for, None, None) if acts_for else of(code)
        named = tuple(TOKEN.findall(form))
        if named in phrases and phrases[named].kind == "place" and phrases[named].country is None:
            regions[named] = phrases[named]
        add(form, Entry("organisation", "organisation", entity_id, name, *country))
    spoken = {row_language for _, row_language, *_ in country_names}
    own = language if language in spoken else "en"
    for form, row_language, code, use in country_names:
        country_name, known_code, country_id = of(code)
        if country_name and country_id and (row_language == own or not _is_latin(form)):
            kind: Use = "name" if use == "name" else "demonym"
            add(form, Entry("country", kind, country_id, country_name, country_name, known_code, country_id))
    small_towns = towns(ReferenceRows(town_names))
    for form in particle_towns(ReferenceRows(town_names)):
        if (form.split(" ", 1)[0],) in phrases:
            phrases.setdefault(tuple(TOKEN.findall(form)), town_entry(form))
    longest: dict[str, int] = {}
    following: dict[str, set[str]] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
        following.setdefault(words[0], set()).add(words[1] if len(words) > 1 else "")
    titled = {row_language for _, row_language, _ in offices}
    roles = _roles(offices, name_words, language if language in titled else "en")
    tables_of_names = ReferenceRows(given_names, more_given_names, surnames, common_words)
    of_people = names_of_people(tables_of_names, "es" if language == "es" else "en")
    second = {word: frozenset(others) for word, others in following.items()}
    elides, has_compounds = language in _ELIDING, language in CAPITAL_NOUNS
    vocabulary = Vocabulary(roles, longest, second, of_people, _unspaced(longest), elides, has_compounds)
    nouns = frozenset(word for word, noun_language in common_nouns if noun_language == language)
    return Lexicon(phrases, regions, vocabulary, of_people.given, language in _ADJECTIVES_BEHIND, nouns, small_towns)


def _unspaced(words: Iterable[str]) -> re.Pattern[str] | None:
    """Han, kana, Hangul and Thai names, the longest first where one begins another."""
    names = sorted((word for word in words if _UNSPACED.match(word)), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, names))) if names else None


def _is_latin(form: str) -> bool:
    return any(character < "\u0250" and character.isalpha() for character in form)


def _roles(offices: Rows, name_words: Rows, language: str) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for word, word_language, role in offices:
        if word_language == language:
            roles.setdefault(word, set()).add(role)
    for word, role in name_words:
        roles.setdefault(word, set()).add(role)
    for word, found in list(roles.items()):
        for singular, plural in (("head", "heads"), ("rank", "ranks")):
            if singular in found and "head" not in roles.get(f"{word}s", ()):
                roles.setdefault(f"{word}s", set()).add(plural)
    return {word: frozenset(found) for word, found in roles.items()}


def _rows(frame: pl.DataFrame, columns: Sequence[str]) -> Rows:
    return list(frame.select(columns).fill_null("").iter_rows())
