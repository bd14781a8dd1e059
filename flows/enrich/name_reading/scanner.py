"""Finds where an article names something: countries, places, organisations, weapons, offices and runs of capitals."""

import re

from flows.enrich.name_reading.lexicon import Entry, Lexicon
from flows.enrich.name_reading.spans import POSSESSIVES, Span, span_of
from flows.enrich.name_reading.tokens import Tokens

CONNECTORS = frozenset(("of", "for", "de", "du", "des", "der", "für", "del", "di", "da", "do"))
COMPANY_ENDINGS = frozenset(("plc", "gmbh", "ltd", "llc", "inc", "corp"))
ARABIC_ARTICLE = re.compile(r"(?:[ae][ldrstnz]|ash|esh|bin|ben)-[^\W\d_]")
NONE: frozenset[str] = frozenset()
# What these head is a place: `the mayor of Port Selby`.
LOCAL_HEADS = frozenset(
    ("mayor", "governor", "bishop", "archbishop", "sheriff", "alcalde", "alcaldesa", "maire", "мэр")
)
TITLES = frozenset(("head", "rank", "heads", "ranks"))
RANKS = frozenset(("rank", "ranks"))
TITLE_WORDS = TITLES | {"modifier"}
INSTITUTION_WORDS = frozenset(("modifier", "common", "institution", "institution_end"))
TITLE_PARTS = TITLE_WORDS | INSTITUTION_WORDS
ALONE = frozenset(("modifier", "common", "function", "complement", "institution_end", "organisation", "thing", "place"))
MOST_TITLE_WORDS = 7
MOST_LOOK_AHEAD = MOST_TITLE_WORDS + 2
# What the last words of a run make it; a given name before a word of the weaker kinds is still a person's.
RUN_KINDS = ("organisation", "place", "thing", "common")


class Scanner:
    """Reads an article's words from the front and keeps the spans that it has found."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.words, self.end = tokens.words, len(tokens.words)
        self.found: list[Span] = []
        get = lexicon.roles.get
        self.lower = [word.lower() for word in tokens.words]
        self.roles_of = [get(word, NONE) for word in self.lower]
        self.roles_of += [NONE] * MOST_LOOK_AHEAD

    def roles(self, at: int) -> frozenset[str]:
        return self.roles_of[at]

    def scan(self) -> list[Span]:
        """Every span in the order of the text; only an organisation may hold another (`Russian` in `Russian Navy`)."""
        words, openers, longest, done = self.words, self.lexicon.openers, self.lexicon.longest, 0
        for at, (word, low) in enumerate(zip(words, self.lower, strict=True)):
            if at < done:
                continue
            if word != low and word[0].isupper():
                done = self._upper(at)
            elif word in openers or "-" in word:
                # Most words that could belong to a title stand before none: a quick no saves a third of the time.
                if word in longest or not (
                    self.roles_of[at] <= ALONE and self.roles_of[at + 1].isdisjoint(TITLE_PARTS)
                ):
                    done = self._lower(at)
            elif word in longest and (matched := self.lexicon.match(words, at)):
                done = self._keep(span_of(at, *matched))
        return self.found

    def _keep(self, *spans: Span) -> int:
        self.found += spans
        return max(span.last for span in spans)

    def _keep_office(self, office: Span) -> int:
        """Keep the office and after it what its complement names: the bank in `governor of the Bank of Peru`."""
        self.found.append(office)
        at = office.first
        while at < office.last:
            inner = [span for span in self._named_in(at, office) if span.last <= office.last]
            self.found += inner
            at = max([at + 1, *(span.last for span in inner)])
        return office.last

    def _named_in(self, at: int, office: Span) -> list[Span]:
        """What a word of an office's complement begins: a known name, an organisation, a place that has a mayor."""
        if matched := self.lexicon.match(self.words, at):
            return [span for span in self._known(at, *matched) if span.kind != "name"]
        if at == office.first or not self.words[at][0].isupper() or "function" in self.roles_of[at]:
            return []
        run = self._run(at, at)
        if run.kind == "name" and office.head in LOCAL_HEADS and self.words[at - 1] == "of":
            run.kind = "place"
        return [run] if run.kind in ("organisation", "place") and (run.last > at + 1 or run.kind == "place") else []

    def _lower(self, at: int) -> int:
        """An office, an institution or a name in lower case (kyiv, `le ministre russe`)."""
        if matched := self.lexicon.match(self.words, at):
            return self._keep(span_of(at, *matched))
        span = self._institution(at) or self._office(at)
        if span is not None and span.kind in ("office", "title"):
            return self._keep_office(span)
        if span is None and ARABIC_ARTICLE.match(self.words[at]):
            span = Span(at, at + 1, "name")
        return self._keep(span) if span else at + 1

    def _upper(self, at: int) -> int:
        roles = self.roles(at)
        matched = self.lexicon.match(self.words, at)
        if "calendar" in roles and self._is_day_or_month(at) and not (matched and matched[0] > at + 1):
            return at + 1
        if matched:
            return self._keep(*self._known(at, *matched))
        if "function" in roles and (self.tokens.opens(at) or "orgnoun" not in self.roles(at - 1)):
            return at + 1
        if title := self._office(at):
            return self._keep_office(title)
        if "honorific" in roles:
            return self._keep(Span(at, at + 1, "title", head=self.words[at].lower()))
        if compound := self._compound(at):
            return self._keep(compound)
        run = self._run(at, at)
        if run.kind != "name" and run.last == at + 1 and (self.tokens.opens(at) or run.kind != "organisation"):
            return at + 1
        if run.kind == "common" and self.tokens.opens(at) and run.last == at + 2:
            run = self._run(at + 1, at + 1)
        return self._keep(*self._with_country(run))

    def _is_day_or_month(self, at: int) -> bool:
        """A month before another capital is somebody's name: `Jan Visser`, `April Jones`."""
        is_given = self.words[at] in self.lexicon.given_names and at + 1 < self.end
        return not (is_given and self.words[at + 1][0].isupper() and "calendar" not in self.roles_of[at + 1])

    def _compound(self, at: int) -> Span | None:
        """`U.S.-supplied` has the country as a word of its own; `Russian-backed` and `US-led` have not."""
        place = self.words[at].find("-")
        partial = self.lexicon.match([self.words[at][:place]], 0) if place > 0 else None
        if partial and partial[1].kind == "country":
            return Span(at, at + 1, "country", partial[1], partial[1], cut=place)
        return None

    def _known(self, at: int, last: int, entry: Entry) -> list[Span]:
        """A phrase of the lexicon, or the longer name that it begins."""
        span = span_of(at, last, entry)
        if entry.kind == "organisation" and (whose := self._country_before(at)) and whose.kind == "country":
            span.country = whose
        if entry.kind == "country":
            institution = self._institution(last, entry)
            if institution and self._run(at, last).last <= institution.last:
                institution.first, institution.country_words = at, range(at, last)
                return [span, institution]
            if self._office(last):
                return [span]
        run = self._run(at, last)
        if run.last == last:
            return [span]
        if run.kind in ("organisation", "place", "thing"):
            run.country, run.country_words = span.country, range(at, last)
            if entry.kind == "country":
                return {"organisation": [span, run], "place": [run]}.get(run.kind, [span])
            return [run]
        return [run] if entry.kind == "place" and last == at + 1 and not self._is_title(last) else [span]

    def _is_title(self, at: int) -> bool:
        return not self.roles_of[at].isdisjoint(TITLES)

    def _with_country(self, run: Span) -> list[Span]:
        if run.kind == "organisation" and run.country is None:
            run.country = self._country_before(run.first)
        if run.kind != "organisation":
            return [run]
        matches = ((at, self.lexicon.match(self.words, at)) for at in range(run.first + 1, run.last))
        return [run, *(span_of(at, *m) for at, m in matches if m and m[1].kind == "country" and m[0] <= run.last)]

    def _country_before(self, at: int) -> Entry | None:
        """The country that stands right before a word: `Peru's`, `Peruvian`."""
        before = at
        if before and self.words[before - 1] in POSSESSIVES:
            before -= 1
        if self.found and self.found[-1].last == before:
            return self.found[-1].country
        return None

    def _institution(self, at: int, country: Entry | None = None) -> Span | None:
        """`defence ministry`, `Supreme Court`, `central bank`; without a country only a ministry is one."""
        last, words = at, self.words
        while last - at < 4 and not self.roles(last).isdisjoint(
            ("modifier", "common", "institution", "institution_end")
        ):
            last += 1
        while last > at and "institution" not in (roles := self.roles(last - 1)):
            if "institution_end" in roles and last - at > 1:
                break
            last -= 1
        if last == at or (self._is_title(last) and words[last][0].islower() == words[last - 1][0].islower()):
            return None
        whose = country or self._country_before(at)
        head = words[last - 1].lower()
        if whose is None and head != "ministry":
            return None
        return Span(at, last, "organisation", country=whose, head=head)

    def _office(self, at: int) -> Span | None:
        """An office that begins at a word, with its complement: `chief of staff of the army`."""
        last, head, ranks, plural = at, None, True, False
        while (
            not plural and last - at < MOST_TITLE_WORDS and not (roles := self.roles_of[last]).isdisjoint(TITLE_WORDS)
        ):
            if "modifier" not in roles or not roles.isdisjoint(TITLES):
                head, plural = last, "head" not in roles and "rank" not in roles
            ranks = ranks and not roles.isdisjoint(RANKS)
            last += 1
        if head is None:
            return None
        noun = self.words[head].lower()
        country = self._country_before(at)
        if ranks:
            return Span(
                at,
                head + 1,
                "title",
                country=country,
                head=noun.removesuffix("s") if plural else noun,
                is_plural=plural,
            )
        last, inner, words = self._complement(head + 1)
        noun = noun.removesuffix("s") if plural else noun
        # "Chairman of the Joint Chiefs of Staff" is American unless South Korea's is meant.
        whose = inner if inner and inner.kind == "country" else country or inner
        return Span(at, last, "office", country=whose, country_words=words, head=noun, is_plural=plural)

    def _complement(self, at: int) -> tuple[int, Entry | None, range]:
        """The end of `of the General Staff` after a title, and the country in it with its words."""
        words, place, last = self.words, at, at
        country: Entry | None = None
        where = range(0)
        opener = words[at] if at < self.end else ""
        if opener in ("of", "for", "at", "to", "de", "du", "des", "del", "della", "für", "der"):
            place += 1
        elif "genitive" not in self.roles(at):
            after = self.lexicon.match(words, at) if opener[:1].islower() or opener[:1] > "\u0400" else None
            if after and after[1].kind == "country":
                deeper = self._complement(after[0])
                return (max(after[0], deeper[0]), after[1], range(at, after[0]))
            return at, None, where
        while place < self.end:
            word, roles = words[place], self.roles(place)
            if matched := self.lexicon.match(words, place):
                if matched[1].country and country is None:
                    country = matched[1]
                    where = range(place, matched[0]) if country.kind == "country" else where
                run = self._run(place, matched[0])
                place = last = run.last if run.kind == "organisation" else matched[0]
            elif word[0].isupper() and last == at and (run := self._run(place, place)).kind == "place":
                return run.last, country, where
            elif word in ("of", "the", "and", "for", "la", "de", "des", "l") or (word in POSSESSIVES and last == place):
                place += 1
            elif "rank" in roles and not {"complement", "institution_end"} & self.roles(place + 1):
                break
            elif roles & {"complement", "genitive", "organisation"} or (
                word[0].isupper() and roles & {"modifier", "common"}
            ):
                place += 1
                last = place
            elif word[0].isupper() and last == at and "function" not in roles and not self._is_serving(at - 1):
                last = self._run(place, place).last
                break
            else:
                break
        return (last, country, where) if last > at else (at, None, range(0))

    def _is_serving(self, at: int) -> bool:
        """A spokesman or an aide serves a person: what follows `for` is no institution."""
        return "serving" in self.roles(at)

    def _run(self, first: int, at: int) -> Span:
        """The run of capitals from `first`, of which the words before `at` are known, and what its words make it."""
        words, kind = self.words, "name"
        country: Entry | None = None
        while at < self.end:
            word, roles = words[at], self.roles(at)
            if word[0].isupper() or (at > first and ARABIC_ARTICLE.match(word)):
                if ("calendar" in roles and self._is_day_or_month(at)) or (at > first and self._ends_before(at, kind)):
                    break
                if at > first and kind == "organisation" and (inner := self.lexicon.match(words, at)):
                    country = country or (inner[1].country and inner[1]) or None
                alone = at == first and not self._goes_on(at + 1)
                after_of = any(word in CONNECTORS for word in words[first:at])
                kind = _kind_with(kind, roles, at == first, alone, after_of)
                at += 1
            elif word in COMPANY_ENDINGS and at > first:
                kind, at = "organisation", at + 1
                break
            elif at > first and at + 1 < self.end and words[at + 1][0].isupper() and self._joins(first, at, kind):
                at += 1
            else:
                break
        return Span(first, max(at, first + 1), kind, country=country)

    def _goes_on(self, at: int) -> bool:
        return at < self.end and (self.words[at][0].isupper() or self.words[at] == "of")

    def _joins(self, first: int, at: int, kind: str) -> bool:
        """A small word that goes on with a name: `Bank of Ghana`, `Saskia van Oord`."""
        word = self.words[at]
        if word in POSSESSIVES:
            return (
                self.words[first] in ("St.", "St", "Saint", "People", "Women", "Children", "King", "Queen")
                and kind == "name"
            )
        if kind == "place":
            return word == "of" and at == first + 1
        if kind == "organisation":
            if word == "and":
                return any(connector in CONNECTORS for connector in self.words[first:at])
            return word in CONNECTORS or (word == "the" and self.words[at - 1] in CONNECTORS)
        if kind != "name" or "particle" not in self.roles(at) or not self.words[at + 1][0].isalpha():
            return False
        matched = self.lexicon.match(self.words, at + 1)
        return matched is None or matched[1].kind not in ("organisation", "country")

    def _ends_before(self, at: int, kind: str) -> bool:
        """A title ends a run unless it is its last word, a surname: `Martin King`; so does another country."""
        more = at + 1 < self.end and self.words[at + 1][0].isupper()
        if self._is_title(at) and more and kind != "organisation":
            return True
        matched = self.lexicon.match(self.words, at)
        return bool(matched and matched[1].kind == "country" and matched[1].use == "demonym" and kind == "name")


def _kind_with(kind: str, roles: frozenset[str], is_first: bool, is_alone: bool, is_after_of: bool) -> str:
    """The kind of a run with one more word: the last word that tells decides (`Bank Street`), but not behind an `of`.

    A first word counts for a place only when more follows (`Mount Kenya`), and for a thing never.
    """
    if is_after_of and kind != "name":
        return kind
    for candidate in RUN_KINDS:
        if candidate not in roles or (is_first and candidate == "thing") or (is_alone and candidate == "place"):
            continue
        return kind if candidate == "common" and kind != "name" else candidate
    return kind
