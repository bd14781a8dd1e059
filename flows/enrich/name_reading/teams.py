"""Teams in an article that tells of a game: `Velmar Rovers`, and afterwards `Velmar` alone."""

from flows.enrich.name_reading.institutions import is_whereabouts
from flows.enrich.name_reading.persons import People
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.words import CLUBS

# What stands behind a town in a team's name, besides plurals (`Tigers`).
_TEAMS = frozenset((
    "City", "Town", "United", "County", "Athletic", "Albion", "Rovers", "Wanderers", "Rangers", "Hotspur", "Thistle",
    "Academical", "Celtic", "Forest", "Wednesday", "Villa", "Orient", "Argyle", "Vale", "Alexandra", "Stanley",
))  # fmt: skip
_EVENTS = frozenset(("Accords", "Agreements", "Conventions", "Talks", "Protocols", "Olympics", "Games", "Gardens"))
_LEAST_LETTERS_OF_PLURAL = 5
_MOST_WORDS = 4


def is_team(people: People, span: Span) -> bool:
    """A town and what teams are called, in an article that tells of a game."""
    last = people.known[span.last - 1]
    if not 1 < span.last - span.first <= _MOST_WORDS:
        return False
    is_plural = last.text.endswith("s") and len(last.text) >= _LEAST_LETTERS_OF_PLURAL and not last.text.endswith("ss")
    if not (last.text in _TEAMS or (is_plural and not last.is_given and not last.roles and last.text not in _EVENTS)):
        return False
    town = people.tokens.surface(span.first, span.last - 1)
    if people.has_capital_nouns or people.known[span.first].is_given:
        return False
    entry = people.lexicon.phrases.get(tuple(town.split()))
    return people.lexicon.is_town(town) or (entry is not None and entry.kind == "place")


def is_club(people: People, span: Span) -> bool:
    """`1. FC Velmar`, `Fortuna Velmar`: a body that ends with its town."""
    if span.kind != "organisation" or span.last - span.first < 2:
        return False
    town = people.lexicon.phrases.get((people.word(span.last - 1),))
    return people.word(span.last - 2) in CLUBS or (span.entry is not None and town is not None and town.kind == "place")


def decide_towns_of_teams(people: People, teams: list[Span], clubs: list[Span]) -> None:
    """`Velmar` where it stands for `Velmar Rovers` or `FC Velmar`, and not for where somebody is."""
    towns = {people.tokens.surface(team.first, team.last - 1) for team in teams}
    of_clubs = {people.word(club.last - 1) for club in clubs}
    towns |= of_clubs | {f"{town}s" for town in of_clubs if people.has_capital_nouns}
    for index, span in enumerate(people.spans):
        if index in people.of_span or span.kind not in ("place", "thing") or is_whereabouts(people.tokens, span):
            continue
        if people.tokens.surface(span.first, span.last) in towns:
            span.kind, span.entry = "organisation", None
