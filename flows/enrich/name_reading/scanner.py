"""Finds where an article names something: countries, places, organisations, weapons, offices and runs of capitals."""

from flows.enrich.name_reading.german_names import german_name
from flows.enrich.name_reading.known_names import KnownNames
from flows.enrich.name_reading.lexicon import Lexicon
from flows.enrich.name_reading.named_by_nouns import (
    OPENING_MARKS,
    capital_noun,
    marked_name,
    name_behind,
)
from flows.enrich.name_reading.portfolios import portfolios
from flows.enrich.name_reading.runs import REGIONS, Runs
from flows.enrich.name_reading.spans import Span, span_of
from flows.enrich.name_reading.titles import LOCAL_HEADS, Titles
from flows.enrich.name_reading.tokens import Tokens
from flows.enrich.name_reading.told_by_words import (
    behind_article,
    compound,
    end_of_purpose,
    is_club_of_letters,
    is_house,
    is_russian_plural,
    opening_nation,
    says_only_what_it_is,
)
from flows.enrich.name_reading.words import ARABIC_ARTICLE, ARTICLES_OF_NAMES, CLUBS, HULLS, Word

_NOUNS = frozenset(("orgnoun", "region", "townbody"))
_CONTRACTED = frozenset(("au", "du", "aux", "des", "al", "del"))
_LONGEST_SMALL_CAPITALS = 2
_IRISH_COUNTY = frozenset(("Co", "Co."))
_DASHES = frozenset("-–—")
_DEFINITE = frozenset(("la", "l'", "l’", "del", "du"))
_OF = frozenset(("of", "de", "d'", "d’"))


class Scanner:
    """Reads an article's words from the front and keeps the spans that it has found."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens, self.lexicon, self.known = tokens, lexicon, tokens.known
        self.found: list[Span] = []
        self.runs = Runs(tokens, lexicon)
        self.has_compounds = lexicon.vocabulary.has_compounds
        self.titles = Titles(tokens, lexicon, self.runs, self.found)
        self.names = KnownNames(tokens, lexicon, self.runs, self.titles)
        self.portfolios = portfolios(tokens, lexicon)

    def scan(self) -> list[Span]:
        """Every span in the order of the text; only an organisation may hold another (`Russian` in `Russian Navy`)."""
        known, done = self.known, 0
        for at in [at for at, word in enumerate(known) if word.begins]:
            if at < done:
                continue
            word = known[at]
            if word.begins == "capital":
                if not (word.is_small and self._is_small(at)):
                    done = self._upper(at)
            elif word.begins == "opener":
                # Most words that could belong to a title stand before none: a quick no saves a third of the time.
                after = known[at + 1]
                if not word.is_alone or after.is_title_part or after.text in word.following:
                    done = self._lower(at)
            elif matched := self.lexicon.match(known, at):
                done = self._keep(span_of(at, *matched))
        return self.found

    def _is_small(self, at: int) -> bool:
        """Whether a small word with a capital, as the first of a sentence is, begins no name."""
        known = self.known
        return (
            not self._is_no_small_word(at)
            and known[at + 1].text not in known[at].following
            and "orgnoun" not in known[at - 1].roles
            and "orgnoun" not in known[at - 2].roles
        )

    def _is_no_small_word(self, at: int) -> bool:
        """`BEI`, and the first word of `Much Wenlock`."""
        word, following = self.known[at], self.known[at + 1]
        if word.text.isupper() and len(word.text) > _LONGEST_SMALL_CAPITALS:
            return self.known[at - 1].text == "("
        is_pair = following.is_capital and not self.tokens.opens(at)
        return is_pair and self.lexicon.is_town(self.tokens.surface(at, at + 2))

    def _keep(self, span: Span) -> int:
        self.found.append(span)
        return span.last

    def _keep_office(self, office: Span) -> int:
        """Keep the office and after it what its complement names: the bank in `governor of the Bank of Peru`."""
        self.found.append(office)
        at = office.first
        if self.has_compounds and "-" in self.known[at].text and (party := compound(self.tokens, self.lexicon, at)):
            self.found.append(party)  # "SPD-Chefin"
        while at < office.last:
            inner = [span for span in self._named_in(at, office) if span.last <= office.last]
            self.found += inner
            at = max([at + 1, *(span.last for span in inner)])
        return office.last

    def _named_in(self, at: int, office: Span) -> list[Span]:
        """What a word of an office's complement begins: a known name, an organisation, a place that has a mayor."""
        if matched := self.lexicon.match(self.known, at):
            return [span for span in self.names.spans(at, *matched) if span.kind != "name"]
        if at == office.first or not self.known[at].is_capital or "function" in self.known[at].roles:
            return []
        run = self.runs.run(at, at)
        before = self.known[at - 1]
        is_of_town = before.text >= "\u0400" and "region" in before.roles
        is_local = before.text in _OF and (
            office.head in LOCAL_HEADS or self.lexicon.is_town(self.tokens.surface(at, run.last))
        )
        if self.known[run.last].text in REGIONS:
            return [Span(at, run.last + 1, "place")] if run.last == at + 1 and run.last < office.last else []
        if run.kind == "name" and (is_of_town or is_local):
            run.kind, run.last = "place", min(run.last, office.last)
        elif (
            run.kind == "name"
            and before.low in _DEFINITE
            and office.head not in LOCAL_HEADS
            and not self.known[at].roles
        ):
            return [Span(at, self.runs.bodies.with_adjective(run.last), "organisation")]  # "president de la Fedevelma"
        return [run] if run.kind in ("organisation", "place") and (run.last > at + 1 or run.kind == "place") else []

    def _lower(self, at: int) -> int:
        """An office, an institution or a name in lower case (kyiv, `le ministre russe`)."""
        if matched := self.lexicon.match(self.known, at):
            return self._keep(span_of(at, *matched))
        span = self.titles.institution(at) or self.titles.office(at)
        if span is not None and span.kind in ("office", "title"):
            return self._keep_office(span)
        if span is None and ARABIC_ARTICLE.match(self.known[at].text):
            span = Span(at, at + 1, "name")
        return self._keep(span) if span else at + 1

    def _upper(self, at: int) -> int:
        """A capital: what stands in marks, what the tables or the word itself tell, else a run of capitals."""
        word = self.known[at]
        if last := self.portfolios.get(at):
            whose = self.titles.country_before(at)
            return self._keep(Span(at, last, "office", country=whose, head=self.known[last - 1].low))
        if word.text >= "\u0400" and (nation := opening_nation(self.tokens, self.lexicon, at)):
            return self._keep(nation)
        if self.known[at - 1].text in OPENING_MARKS and (named := marked_name(at, self.runs, self.titles)):
            return self._keep(named)
        is_contracted = self.lexicon.has_adjectives_behind and self.known[at - 1].text in _CONTRACTED
        if is_contracted and (named := behind_article(self.tokens, self.lexicon, at)):
            return self._keep(named)
        if not word.is_bare and (done := self._told(at, word)):
            return done
        if self.has_compounds and (named := german_name(self.tokens, at, self.lexicon)):
            return self._keep(named)
        if self.has_compounds and self.known[at + 1].text == "für" and (end := end_of_purpose(self.tokens, at)):
            return self._keep(Span(at, end, "organisation"))
        run = self.runs.run(at, at)
        if self.has_compounds and run.last > at + 1 and is_house(self.tokens, self.lexicon, at, run.last - 1):
            run.kind = "organisation"
        return self._keep(run) if word.is_bare and run.kind == "name" else self._weigh(at, run)

    def _told(self, at: int, word: Word) -> int:
        """Where ends what the tables or the word itself tell; 0 where its run has to."""
        following = self.known[at + 1]
        matched = self.lexicon.match(self.known, at) if word.reach else None
        if "calendar" in word.roles and self.runs.is_day_or_month(at) and not (matched and matched[0] > at + 1):
            return at + 1
        if matched:
            spans = self.names.spans(at, *matched)
            self.found += spans
            return max([span.last for span in spans])
        if word.text in CLUBS and is_club_of_letters(self.tokens, at):
            is_numbered = self.known[at - 1].text == "." and self.known[at - 2].text.isdigit()  # "1. FC Velmar"
            return self._keep(Span(at - 2 * is_numbered, at + 2, "organisation"))
        if word.text in _IRISH_COUNTY and following.is_capital and following.roles <= {"calendar"}:
            return self._keep(Span(at, at + 2, "place"))
        if word.text in HULLS and following.is_capital:
            return self._keep(Span(at, self.runs.run(at + 1, at + 1).last, "thing"))
        if "orgnoun" in word.roles and (named := name_behind(at, self.runs)):
            return self._keep_organisation(named)
        if "orgnoun" in word.roles and following.reach and self.tokens.opens(at) and self._is_body(at + 1):
            return at + 1  # "Rivals Airbus and Boeing"
        if "orgnoun" in word.roles and word.text.isupper() and len(word.text) > 1:
            return at + 1  # "ONG", "ООО": the name stands behind it.
        if word.text in ARTICLES_OF_NAMES and following.is_capital and not self._opens_behind_dash(at):
            return self._keep(self._with_article(at))
        if "function" in word.roles and (self.tokens.opens(at) or "orgnoun" not in self.known[at - 1].roles):
            return 0 if self._is_no_small_word(at) else at + 1
        if word.is_title_word and following.is_capital and following.low == "university":
            run = self.runs.run(at + 1, at + 1)
            if run.kind == "organisation" and run.last == at + 2:
                return self._keep(Span(at, run.last, "organisation"))  # "Duke University"
        if word.is_title and self.found and self.found[-1].last == at and self.titles.is_given_name(at):
            return 0  # "Sergeant Dean Roe"
        if word.is_title_word and (title := self.titles.office(at)):
            return self._keep_office(title)
        if "honorific" in word.roles:
            return self._keep(Span(at, at + 1, "title", head=word.low))
        inner = compound(self.tokens, self.lexicon, at) if "-" in word.text else None
        return self._keep(inner) if inner else 0

    def _weigh(self, at: int, run: Span) -> int:
        """Keep what a run of capitals names, without its first word where that says only what it is."""
        word, is_single = self.known[at], run.last == at + 1
        if self.has_compounds and not is_single and not _NOUNS.isdisjoint(word.roles):
            named = capital_noun(at, run, self.runs, self.titles)
            return self._keep(named) if named else at + 1
        if is_single and "orgnoun" in word.roles and self.has_compounds:
            return at + 1  # "Die Bank", "der Verlag"
        if run.kind != "name" and is_single and (self.tokens.opens(at) or run.kind != "organisation"):
            return at + 1
        if run.kind == "organisation" and is_single and says_only_what_it_is(self.tokens, at):
            return at + 1
        if not is_single and is_russian_plural(self.tokens, at):
            run = self.runs.run(at + 1, at + 1)
        if run.kind == "common" and self.tokens.opens(at) and run.last == at + 2:
            run = self.runs.run(at + 1, at + 1)
        return self._keep_organisation(run) if run.kind == "organisation" else self._keep(run)

    def _is_body(self, at: int) -> bool:
        matched = self.lexicon.match(self.known, at)
        return matched is not None and matched[1].kind == "organisation"

    def _with_article(self, at: int) -> Span:
        """`El Arish`, `La Rinconada`; what its words make it, behind the article."""
        run = self.runs.run(at + 1, at + 1)
        run.first = at
        return run

    def _opens_behind_dash(self, at: int) -> bool:
        """Whether the word opens a sentence, also one behind a dateline: `(EFE).- El`."""
        return self.tokens.opens(at) or self.known[at - 1].text in _DASHES

    def _keep_organisation(self, run: Span) -> int:
        """Keep the organisation, with whose it is, and after it the countries that its name holds."""
        run.country = run.country or self.titles.country_before(run.first)
        self.found.append(run)
        for at in range(run.first + 1, run.last):
            matched = self.lexicon.match(self.known, at) if self.known[at].reach else None
            if matched and matched[1].kind == "country" and matched[0] <= run.last:
                self.found.append(span_of(at, *matched))
        return max(self.found[-1].last, run.last)
