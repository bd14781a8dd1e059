"""The persons of one article: who is named, in which office and of which country."""

from flows.enrich.name_reading.datelines import read_dateline
from flows.enrich.name_reading.lexicon import Lexicon
from flows.enrich.name_reading.person_descriptions import complete_from_titles, resolve_description, share_out
from flows.enrich.name_reading.person_names import decide_full_name
from flows.enrich.name_reading.persons import People, normalised
from flows.enrich.name_reading.russian_cases import nominative
from flows.enrich.name_reading.short_names import decide_short_name
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.surroundings import GAMES, country_of_body, learn_company
from flows.enrich.name_reading.teams import decide_towns_of_teams, is_club, is_team
from flows.enrich.name_reading.tokens import Tokens

_MAYBE_TEAMS = frozenset(("name", "place", "common", "thing", "organisation"))


def find_people(tokens: Tokens, lexicon: Lexicon, language: str, spans: list[Span]) -> People:
    """Decide the `name` spans: full names first, so that a surname that stands earlier is understood too.

    Then surnames, then what plural offices share out, then descriptions (`the general`).
    """
    people = People(tokens, lexicon, language, spans)
    read_dateline(people)
    teams: list[Span] = []
    is_game = not GAMES.isdisjoint(people.present)
    for index, span in enumerate(people.spans):
        if is_game and span.kind in _MAYBE_TEAMS and is_team(people, span):
            span.kind, span.entry = "organisation", None
            teams.append(span)
        elif span.kind in ("name", "common") or (
            span.kind in ("organisation", "place", "thing") and span.last - span.first < 4
        ):
            decide_full_name(people, index, span)
    people.name_words = {word for person in people.everybody for word in person.words}
    people.is_cyrillic = any("\u0400" <= word[0] <= "\u04ff" for word in people.name_words)
    for span in people.spans:
        if span.kind in ("organisation", "place"):
            learn_company(people, span)
    for index, span in enumerate(people.spans):
        if index not in people.of_span and (
            span.kind == "name" or (span.kind == "place" and span.last == span.first + 1)
        ):
            decide_short_name(people, index, span)
    clubs = [span for span in people.spans if is_club(people, span)] if is_game else []
    if teams or clubs:
        decide_towns_of_teams(people, teams, clubs)
    titles = [(index, span) for index, span in enumerate(people.spans) if span.kind in ("office", "title")]
    for index, span in titles:
        if span.kind == "office" and span.is_plural:
            share_out(people, index, span)
    complete_from_titles(people)
    for index, span in titles:
        if not span.is_plural:
            resolve_description(people, index, span)
    for person in people.everybody:
        person.name = " ".join(nominative(person.words, lexicon.given_names))
        person.entity_id = "person:" + normalised(person.name)
    bodies = [span for span in people.spans if span.kind == "organisation" and span.entry is None]
    people.spans += [inner for body in bodies if (inner := country_of_body(people, body))]
    return people
