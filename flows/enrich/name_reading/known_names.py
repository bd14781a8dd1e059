"""What a phrase of the tables names where it stands: itself, or the longer name that it begins."""

from flows.enrich.name_reading.german_names import german_name
from flows.enrich.name_reading.german_places import is_german_noun
from flows.enrich.name_reading.lexicon import Entry, Lexicon
from flows.enrich.name_reading.runs import Runs
from flows.enrich.name_reading.spans import Span, span_of
from flows.enrich.name_reading.titles import Titles
from flows.enrich.name_reading.tokens import Tokens

_SAINTS = frozenset(("San", "Santa", "Santo", "Saint", "Sainte"))
_PARTS_OF_MEDIA = frozenset(("noticias", "news", "radio", "sport", "sports", "deportes", "info"))
_MOST_WORDS_OF_RUSSIAN_PLACE = 2


class KnownNames:
    """Reads on behind the phrases of the lexicon in one article."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, runs: Runs, titles: Titles) -> None:
        self.tokens, self.known, self.lexicon, self.runs, self.titles = tokens, tokens.known, lexicon, runs, titles
        # "L'Américain Whitby Foods": there a demonym with a capital is a noun of its own.
        self.has_compounds = lexicon.vocabulary.has_compounds
        self.has_nouns_of_nations = lexicon.has_adjectives_behind or self.has_compounds

    def spans(self, at: int, last: int, entry: Entry) -> list[Span]:
        """A phrase of the lexicon, or the longer name that it begins."""
        if (region := self.lexicon.regions.get(self.tokens.texts(at, last))) and self._has_article(at, last):
            entry = region
        span = span_of(at, last, entry)
        is_country = entry.kind == "country"
        if entry.kind == "organisation" and (whose := self.titles.country_before(at)) and whose.kind == "country":
            span.country = whose
        if is_country and self.has_compounds and (named := german_name(self.tokens, at, self.lexicon)):
            named.country = entry
            return [named]
        if entry.kind == "place" and (end := self._end_of_saint(at, last)) > last:
            return [Span(at, end, "place")]
        if entry.kind == "organisation" and (branch := self._branch(at, last, span)):
            return branch
        following = self.known[last].text
        if is_country and entry.use == "name" and self.known[at].is_given:
            run = self.runs.run(at, last)
            if run.kind == "name" and run.last > last and not self.known[last].reach and following < "\u0400":
                return [run]  # "Mauricio Ospina"
        institution = self.titles.institution(last, entry) if is_country else None
        if institution and self.runs.run(at, last).last <= institution.last:
            institution.first, institution.country_words = at, range(at, last)
            return [span, institution]
        if is_country and self.titles.office(last):
            return [span]
        if is_country and entry.use == "demonym" and self.has_nouns_of_nations:
            return [span]
        run = self.runs.run(at, last)
        if run.last == last:
            return [span]
        if self.has_compounds and entry.kind == "place" and self._is_noun(last):
            return [span]  # "Dass in Peine Stellen wegfallen"
        if entry.kind == "place" and run.kind == "thing":
            return [span]  # "the Rotterdam Marathon"
        if run.kind in ("organisation", "place", "thing"):
            run.country, run.country_words = span.country, range(at, last)
            if is_country:
                return {"organisation": [span, run], "place": [run]}.get(run.kind, [span])
            return [run]
        if self.known[at].text >= "\u0400" and run.last - at > _MOST_WORDS_OF_RUSSIAN_PLACE:
            return [span]  # "Мэр Москвы Сергей Петров"
        return [run] if entry.kind == "place" and last == at + 1 and not self.known[last].is_title else [span]

    def _has_article(self, at: int, last: int) -> bool:
        """`in the Amazon`, but `the Amazon warehouse`."""
        following = self.known[last]
        is_noun = following.is_lower and following.roles.isdisjoint(("function", "region", "place"))
        return self.known[at - 1].low == "the" and not is_noun

    def _branch(self, at: int, last: int, body: Span) -> list[Span]:
        """`BBC Scotland`, `Greenpeace Deutschland`, `TVN Noticias`: a body's part, and the country in its name."""
        known = self.known
        if known[at].text >= "\u0400" or not known[last].is_capital:
            return []
        first = last + (known[last].low in _PARTS_OF_MEDIA)
        end, inner = self.lexicon.match(known, first) or (first, None)
        if inner and (inner.kind not in ("country", "place") or inner.use == "demonym" or known[end].is_capital):
            end, inner = first, None
        if end == last or self.tokens.opens(last):
            return []
        branch = Span(at, end, "organisation", body.entry, body.country)
        return [branch, span_of(first, end, inner)] if inner and inner.kind == "country" else [branch]

    def _end_of_saint(self, at: int, last: int) -> int:
        """Where `San Pedro Pochutla` and `San Fernando de Henares` end, of which the table has the beginning."""
        if self.known[at].text not in _SAINTS or last == at + 1:
            return last
        if self.known[last].is_plain and not self.known[last].is_title:
            return last + 1
        behind = last + 1 + (self.known[last + 1].text in ("la", "los", "las"))
        return behind + 1 if self.known[last].text in ("de", "del") and self.known[behind].is_capital else last

    def _is_noun(self, at: int) -> bool:
        """A German noun that is no part of a name."""
        word = self.known[at]
        return not word.roles and is_german_noun(word.text, self.lexicon.common_nouns)
