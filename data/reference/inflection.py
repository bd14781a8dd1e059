"""The cases of Russian, Ukrainian and German names of countries and cities."""

import re
from collections.abc import Iterator

NOUN_ENDINGS = {
    "ия": ("ия", "ии", "ию", "ией"),
    "а": ("а", "ы", "е", "у", "ой"),
    "я": ("я", "и", "е", "ю", "ей"),
    "ь": ("ь", "я", "ю", "ем", "е", "и", "ью"),
    **{f"{hard}а": (f"{hard}а", f"{hard}и", f"{hard}е", f"{hard}у", f"{hard}ой") for hard in "кгх"},
    # "Польша"
    **{f"{soft}а": (f"{soft}а", f"{soft}и", f"{soft}е", f"{soft}у", f"{soft}ей") for soft in "жшчщ"},
    "ца": ("ца", "цы", "це", "цу", "цей"),
}
NOUN_ENDINGS_IN_ER = ("", "s", "n", "in", "innen")
CONSONANT_ENDINGS = ("", "а", "у", "ом", "е")
ADJECTIVE_ENDINGS = {
    "ru": ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"),
    "de": ("", "e", "er", "en", "es", "em"),
}


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
    if inflection == "person":
        yield from russian_nation(form)
        return
    endings = ADJECTIVE_ENDINGS[language] if inflection == "adjective" else ("",)
    yield from (form + ending for ending in endings)
    if language == "fr":
        yield form[0].upper() + form[1:]


def russian_nation(form: str) -> Iterator[str]:
    """`канадец`, `россиянин` and `грек` in all cases of both numbers."""
    stem, singular, plural = form, CONSONANT_ENDINGS[1:], ("ы", "ов", "ам", "ами", "ах")
    yield form
    if form.endswith(("анин", "янин")):
        yield from (form + ending for ending in singular)
        yield from (form[:-2] + ending for ending in ("е", "", "ам", "ами", "ах"))
        return
    if form.endswith("ец"):
        softened = "й" if form[-3] in "аеиоуыэюя" else "ь" if form[-3] == "л" else ""
        stem, singular, plural = f"{form[:-2]}{softened}ц", ("а", "у", "ем", "е"), ("ы", "ев", "ам", "ами", "ах")
    elif form[-1] in "кгх":
        plural = ("и", "ов", "ам", "ами", "ах")
    yield from (stem + ending for ending in (*singular, *plural))
