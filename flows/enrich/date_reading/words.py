"""The words that time expressions are made of, in each language."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from flows.reference_rows import ReferenceRows

# One character for each role of `data/reference/date_words.csv`, so that grammar is a regular expression over codes.
# A word that has two roles takes the one that stands later here.
ROLE_CODES = {
    "counted": "c",
    "preposition": "p",
    "of": "o",
    "article": "t",
    "from": "f",
    "to": "R",
    "between": "b",
    "and": "&",
    "every": "Q",
    "vague": "v",
    "about": "~",
    "one": "a",
    "number": "n",
    "ordinal": "O",
    "same": "V",
    "this": "T",
    "last": "L",
    "last_plural": "l",
    "text_last": "j",
    "next": "X",
    "text_next": "i",
    "part": "E",
    "compare": "C",
    "ahead": "F",
    "ago": "G",
    "time_of_day": "P",
    "night": "B",
    "morrow": "z",
    "day_word": "Z",
    "text_day": "J",
    "unit": "U",
    "year_unit": "y",
    "units": "u",
    "hours": "e",
    "quarter": "H",
    "half_year": "K",
    "half": "h",
    "quarter_name": "q",
    "season": "S",
    "season_adverb": "s",
    "weekend": "W",
    "first_day": "N",
    "month": "M",
    "month_short": "m",
    "weekday": "D",
    "weekday_short": "d",
    "habit": "*",
    "namer": "^",
    "named": "$",
}

# A sentence without any of these has no time expression.
TRIGGERS = frozenset("PBZzJUyueHKqSsWMmDd*")
# Roles of tense words, read by the lexicon beside the codes.
_TENSES = (
    "past", "past_ending", "participle_ending", "not_past", "not_past_ending", "perfect", "future", "future_ending",
    "not_future", "be", "forward", "backward", "barrier", "relative", "unchanged",
    "governing", "pointer", "since", "deed", "mishap", "planned", "lasting", "counting", "doubtful_season",
)  # fmt: skip


class Entry(NamedTuple):
    code: str
    value: int | str | None
    case: str | None


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language, lower-cased, with `ё` as `е`."""

    language: str
    words: dict[str, Entry]
    phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], Entry]]]
    """By their first two words what follows the first, the longest first."""
    triggers: frozenset[str]
    doubtful_months: frozenset[str]
    """Months that are also names of persons or other words."""
    named_days: dict[tuple[int, int], tuple[int, frozenset[str]]]
    """Days known by what happened on them: by month and day the year, and the words for it."""
    tense: dict[str, frozenset[str]]

    @cached_property
    def phrase_openers(self) -> frozenset[str]:
        return frozenset(first for first, _ in self.phrases)

    @cached_property
    def tellers(self) -> frozenset[str]:
        """Words that can tell which way a clause looks, alone or at the end of a phrase."""
        listed = (item for role in ("future", "past", "unchanged", "perfect") for item in self.tense[role])
        return frozenset(item[at:] for item in listed for at in range(len(item)) if at == 0 or item[at - 1] == "_")

    @cached_property
    def trigger_pattern(self) -> str:
        """A regular expression of Polars; lower-cased sentences that it doesn't match hold no time expression."""
        words = "|".join(sorted(self.triggers)).replace("е", "[её]")
        return rf"(?:^|[^\p{{L}}])(?:{words})(?:$|[^\p{{L}}])|(?:1[5-9]|20)\d\d|\d[./]\d"


def normal(text: str) -> str:
    """Lower case with `ё` as `е`, as long as the text itself."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lowered.replace("ё", "е")


@lru_cache(maxsize=4)
def lexicons(words: ReferenceRows) -> dict[str, Lexicon]:
    """The lexicons by language, of the reference table of words for time."""
    rows = words.frames[0].select("language", "role", "value", "case", "words").rows()
    languages = dict.fromkeys(language for language, *_ in rows if language)
    return {language: _lexicon(language, [row for row in rows if row[0] == language]) for language in languages}


def _lexicon(language: str, rows: list[tuple[str | None, ...]]) -> Lexicon:
    priority = {role: number for number, role in enumerate(ROLE_CODES)}
    words: dict[str, Entry] = {}
    phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], Entry]]] = {}
    tense: dict[str, set[str]] = {role: set() for role in _TENSES}
    doubtful: set[str] = set()
    named_days: dict[tuple[int, int], tuple[int, frozenset[str]]] = {}
    for _, role, value, case, listed in sorted(rows, key=lambda row: priority.get(row[1] or "", -1)):
        for item in (listed or "").split():
            spelling, _, own_value = item.partition("=")
            parts = tuple(normal(spelling).split("_"))
            if role in tense:
                tense[role].add("_".join(parts))
            elif role == "named_day" and value:
                year, month, day = map(int, value.split("-"))
                named_days[month, day] = year, named_days.get((month, day), (0, frozenset()))[1] | {parts[0]}
            elif role == "doubtful_month":
                doubtful.add(parts[0])
            elif role in ROLE_CODES:
                entry = Entry(ROLE_CODES[role], _value(own_value or value), case)
                if len(parts) == 1:
                    words[parts[0]] = entry
                else:
                    phrases.setdefault((parts[0], parts[1]), []).append((parts[1:], entry))
    triggers = {word for word, entry in words.items() if entry.code in TRIGGERS}
    for (first, _), choices in phrases.items():
        tellers = ((first, *tail) for tail, entry in choices if entry.code in TRIGGERS)
        triggers.update(max(parts, key=len) for parts in tellers if triggers.isdisjoint(parts))
        choices.sort(key=lambda choice: (-len(choice[0]), choice[0]))
    frozen = {role: frozenset(listed) for role, listed in tense.items()}
    return Lexicon(language, words, phrases, frozenset(triggers), frozenset(doubtful), named_days, frozen)


def _value(text: str | None) -> int | str | None:
    return int(text) if text and re.fullmatch(r"-?\d+", text) else text
