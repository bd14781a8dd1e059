"""The nominative of Russian names of persons, where the ending of the given name tells the case."""

# Masculine given names that end like feminine ones.
_MASCULINE = frozenset(("Никита", "Илья", "Лука", "Фома", "Кузьма", "Савва", "Данила", "Гаврила", "Миша", "Саша"))
# Case endings of given names with what the nominative has in their place.
_GIVEN = (
    ("ием", "ий"), ("ием", "ия"), ("ией", "ия"), ("ом", ""), ("ем", "й"), ("ем", "ь"), ("ой", "а"), ("ей", "я"),
    ("ей", "а"), ("ею", "я"), ("я", "й"), ("я", "ь"), ("ю", "й"), ("ю", "ь"), ("ю", "я"), ("а", ""), ("у", ""),
    ("у", "а"), ("ы", "а"), ("и", "я"), ("и", "а"), ("е", ""), ("е", "й"), ("е", "а"), ("е", "я"), ("ии", "ия"),
    ("ии", "ий"),
)  # fmt: skip
_MALE_SURNAMES = (
    ("ским", "ский"), ("ского", "ский"), ("скому", "ский"), ("ском", "ский"), ("цким", "цкий"), ("цкого", "цкий"),
    ("цкому", "цкий"), ("ым", ""), ("ом", ""), ("ем", ""), ("а", ""), ("у", ""), ("е", ""), ("я", "ь"), ("ю", "ь"),
)  # fmt: skip
_FEMALE_SURNAMES = (
    ("ской", "ская"), ("скую", "ская"), ("цкой", "цкая"), ("цкую", "цкая"), ("овой", "ова"), ("евой", "ева"),
    ("иной", "ина"), ("ыной", "ына"), ("ову", "ова"), ("еву", "ева"), ("ину", "ина"), ("ыну", "ына"),
)  # fmt: skip
_SOFT = frozenset("ая")


def nominative(words: tuple[str, ...], given_names: frozenset[str]) -> tuple[str, ...]:
    """The name in the nominative; unchanged where its first word is no known given name in another case.

    `Сергеем Лапиным` becomes `Сергей Лапин`, `Анной Дюваль` becomes `Анна Дюваль`. A surname alone tells no case.
    """
    first = words[0]
    if len(words) < 2 or not "\u0400" <= first[0] <= "\u04ff" or first in given_names:
        return words
    for ending, own in _GIVEN:
        given = first[: -len(ending)] + own
        if first.endswith(ending) and given in given_names:
            is_female = given[-1] in _SOFT and given not in _MASCULINE
            return given, *words[1:-1], _surname(words[-1], is_female)
    return words


def _surname(word: str, is_female: bool) -> str:
    for ending, own in _FEMALE_SURNAMES if is_female else _MALE_SURNAMES:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)] + own
    return word
