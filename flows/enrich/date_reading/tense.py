"""Which way a time expression looks, by the verb that it belongs to, and whether that is a verb of speech."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from flows.enrich.date_reading.tokens import NAME, QUOTATION, WORD, Tokens
from flows.enrich.date_reading.words import Lexicon

Cue = Literal["past", "participle", "future", "speech"]

# Codes of prepositions, articles and the like, which may stand between a clause's edge and the expression.
_LEADING = frozenset("poFGRf&tEPBTLX")
# Codes of words that can be verbs: words, a first word in capitals, and "killed", which also counts.
_WORDS = frozenset((WORD, NAME, "c"))
_SHORTEST_ENDED = 4
_MARKS = frozenset(",;()" + QUOTATION)
_TIMES = frozenset("MmDd")
_BACKWARD = frozenset(("past", "participle", "speech"))
# "Said the summit on Thursday ..." is about the summit: only an addressee or a place may follow these verbs.
_CLAUSE_VERBS = frozenset({"said", "says", "say", "added", "adds"})
_PLUPERFECT = ("had", "been")
_HAD = frozenset(("had", "hatte", "hatten", "avait", "avaient", "había", "habían"))
_NIGHTS = frozenset({"ночь", "ночи"})
_GERMAN_PARTICIPLE = re.compile(r"(?:\w*ge\w{2,}|(?:be|ver|er|ent|zer|miss)\w{3,}|\w+ier)(?:t|en)")


@dataclass(slots=True)
class Outlook:
    is_future: bool | None
    """None where no verb tells."""
    is_reporting: bool


def outlook(tokens: Tokens, first: int, last: int, lexicon: Lexicon, speech: frozenset[str]) -> Outlook:
    """How its sentence looks at the expression that covers the tokens from `first` to before `last`.

    A preposition that looks ahead ("until Monday") leaves only the past in doubt; "since" looks back, and so does what
    nobody plans ("Friday's crash"). Else the nearest verb to the left decides, or to the right where the expression
    opens its clause, both inside the clause; then a preposition that looks back ("from Monday"); then, unless that is
    a subordinate clause, the nearest verb of the main clause.
    """
    clause = _Clause(tokens, lexicon, speech)
    if clause.is_governed(first, last, "since") or clause.is_about(first, last, "mishap"):
        return Outlook(is_future=False, is_reporting=False)
    edges = clause.edges(first, last)
    own = next(filter(None, clause.own_verbs(first, last, edges)), None)
    looks_back = clause.is_governed(first, last, "backward") and not clause.is_governed(first, last, "forward")
    if own is None and looks_back and not clause.is_about(first, last, "planned"):
        return Outlook(is_future=False, is_reporting=False)
    found = own or next(filter(None, clause.main_verbs(first, edges)), None)
    if clause.is_governed(first, last, "forward"):
        if found and (tokens.words[found[1]] in lexicon.tense["lasting"] or clause.is_pluperfect(found)):
            return Outlook(is_future=False, is_reporting=False)
        return Outlook(None if found and found[0] in _BACKWARD else True, is_reporting=False)
    if found is None:
        return Outlook(None, is_reporting=False)
    cue, at = found
    return Outlook(cue == "future", is_reporting=cue == "speech" and _is_own_day(tokens, at, first, last))


class _Clause:
    """The verbs of a sentence as far as they tell time."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, speech: frozenset[str]) -> None:
        self.tokens, self.lexicon, self.tense, self.speech = tokens, lexicon, lexicon.tense, speech

    def is_governed(self, first: int, last: int, role: str) -> bool:
        """Whether a preposition of this role stands right before the expression, or before its articles."""
        words, at = self.tokens.words, first - 1
        while at >= 0 and self.tokens.codes[at] in "tTLX":
            at -= 1
        if at < 0 or (words[at - 1 : at] and words[at - 1] in _NIGHTS):
            return False
        is_possessive = words[last : last + 1] == ["s"]
        listed = self.tense[role]
        return (words[at] in listed and not (is_possessive and role == "forward")) or self._pair(at) in listed

    def is_pluperfect(self, found: tuple[Cue, int]) -> bool:
        """`Until Monday nobody had seen it`: that was before the other past."""
        cue, at = found
        return cue in _BACKWARD and not _HAD.isdisjoint(self.tokens.words[max(0, at - 3) : at + 1])

    def is_about(self, first: int, last: int, role: str) -> bool:
        """Whether it is the day of a noun of this role: "Friday night's collision", "the crash on Monday"."""
        words, nouns = self.tokens.words, self.tense[role]
        if words[last : last + 1] == ["s"]:
            return not nouns.isdisjoint(words[last + 1 : last + 3])
        before = first - 1
        while before >= 0 and self.tokens.codes[before] in _LEADING:
            before -= 1
        return before >= 0 and words[before] in nouns

    def edges(self, first: int, last: int) -> tuple[int, int]:
        """The positions that bound the clause of the expression."""
        return self._edge(first - 1, -1), self._edge(last, 1)

    def own_verbs(self, first: int, last: int, edges: tuple[int, int]) -> Iterator[tuple[Cue, int] | None]:
        """The verbs of the clause that the expression stands in, the likeliest first."""
        left_edge, right_edge = edges
        if not self._opens(first, left_edge):
            yield self._nearest(range(first - 1, left_edge, -1))
        yield self._nearest(range(last, right_edge))

    def main_verbs(self, first: int, edges: tuple[int, int]) -> Iterator[tuple[Cue, int] | None]:
        """The verbs of the main clause around a clause that has none of its own."""
        left_edge, right_edge = edges
        if self._is_subordinate(left_edge):
            return
        beyond = [(left_edge, -1), (right_edge, 1)]
        for edge, step in reversed(beyond) if left_edge < 0 and self._opens(first, left_edge) else beyond:
            yield self._beyond(edge, step)

    def _opens(self, first: int, left_edge: int) -> bool:
        """Whether the expression opens its clause."""
        return _LEADING.issuperset(self.tokens.codes[left_edge + 1 : first])

    def _beyond(self, edge: int, step: int) -> tuple[Cue, int] | None:
        """The nearest verb of the main clause beyond a mark; a subordinate clause on the way is skipped.

        What was said, and who said it, tell nothing of each other's time: a quotation mark ends the search.
        """
        count = len(self.tokens.words)
        while 0 <= edge < count and self.tokens.codes[edge] in _MARKS and self.tokens.codes[edge] != QUOTATION:
            end = edge + step
            while 0 <= end < count and self.tokens.codes[end] not in _MARKS:
                end += step
            found = self._nearest(range(edge + step, end, step))
            if found and not self._is_subordinate(edge if step > 0 else end):
                return found
            edge = end
        return None

    def _is_subordinate(self, edge: int) -> bool:
        """Whether the clause that begins after this edge has a verb of its own, as relative clauses have."""
        words, tense = self.tokens.words, self.tense
        if edge < 0:
            return False
        opening = words[edge + 1 : edge + 3]
        return (
            words[edge] in tense["barrier"]
            or not tense["barrier"].isdisjoint(opening[:1])
            or (self.tokens.codes[edge] == "," and not tense["relative"].isdisjoint(opening))
        )

    def _edge(self, at: int, step: int) -> int:
        """The mark or conjunction that bounds the clause, else the position before or after the sentence."""
        words, codes = self.tokens.words, self.tokens.codes
        while 0 <= at < len(words) and codes[at] not in _MARKS and words[at] not in self.tense["barrier"]:
            at += step
        return at

    def _nearest(self, positions: range) -> tuple[Cue, int] | None:
        """The nearest verb; a participle only where no verb of another kind stands beyond it."""
        participle = None
        for at in positions:
            cue = self.cue(at)
            if cue == "participle":
                participle = participle or (cue, at)
            elif cue:
                return cue, at
        return participle

    def cue(self, at: int) -> Cue | None:
        """What the word at this position tells, if it is a verb or something that tells as much."""
        word, code, tense = self.tokens.words[at], self.tokens.codes[at], self.tense
        if not word[0].isalpha() or code in _TIMES or (code == NAME and at > 0):
            return None
        if word not in self.speech and _is_silent(word, self.lexicon):
            return None
        if word in tense["future"] or self._pair(at) in tense["future"]:
            # "The board had been due to meet on Monday", "trains did not resume on Friday".
            before = self.tokens.words[max(0, at - 2) : at]
            return "past" if tuple(before) == _PLUPERFECT or "did" in before else "future"
        if word in self.speech and self.tokens.codes[at - 1 : at] != "t":  # "The issue", "the report"
            return "speech"
        if self._pair(at) in tense["past"]:
            return "past"
        is_passive = not tense["be"].isdisjoint(self.tokens.words[max(0, at - 2) : at])
        if word in tense["unchanged"] and self._is_infinitive(at):
            return None
        if word in tense["past"] or word in tense["unchanged"]:
            return None if is_passive else "past"
        if word in tense["perfect"]:
            return self._perfect(at)
        ending = _ending(word, self.lexicon) if code in _WORDS else None
        return None if is_passive and ending != "future" else ending

    def _is_infinitive(self, at: int) -> bool:
        """Whether an auxiliary that looks ahead stands shortly before a verb whose past has no form of its own."""
        before = self.tokens.words[max(0, at - 3) : at]
        return "to" in before or not self.tense["future"].isdisjoint(before)

    def _perfect(self, at: int) -> Cue | None:
        """German `ist`: past with a participle at the end of the clause, ahead where that is one of planning."""
        rest = self.tokens.words[at + 1 : self._edge(at + 1, 1)]
        if not self.tense["future"].isdisjoint(rest):
            return "future"
        return "past" if any(_GERMAN_PARTICIPLE.fullmatch(word) for word in rest) else None

    def _pair(self, at: int) -> str:
        return f"{self.tokens.words[at - 1]}_{self.tokens.words[at]}" if at else ""


@lru_cache(maxsize=1 << 16)
def _is_silent(word: str, lexicon: Lexicon) -> bool:
    """Whether the word tells nothing of time whatever stands beside it, as most do."""
    return word not in lexicon.tellers and _ending(word, lexicon) is None


@lru_cache(maxsize=1 << 16)
def _ending(word: str, lexicon: Lexicon) -> Cue | None:
    """What its ending tells of a word that no list has."""
    tense = lexicon.tense
    if len(word) < _SHORTEST_ENDED:
        return None
    if word not in tense["not_future"] and word.endswith(tuple(tense["future_ending"])):
        return "future"
    if word in tense["not_past"] or word.endswith(tuple(tense["not_past_ending"])):
        return None
    if word.endswith(tuple(tense["past_ending"])):
        return "past"
    return "participle" if word.endswith(tuple(tense["participle_ending"])) else None


def _is_own_day(tokens: Tokens, verb: int, first: int, last: int) -> bool:
    """Whether the expression tells when the verb of speech was spoken, not when that was of which it speaks."""
    if verb >= last:
        return tokens.codes[first - 1 : first] not in ("o", "f") and tokens.words[last : last + 1] != ["s"]
    between = [code for code in tokens.codes[verb + 1 : first] if code not in _LEADING]
    if not between:
        return True
    if "," in between or ";" in between:
        return False
    if tokens.words[verb] not in _CLAUSE_VERBS:
        return True
    is_inverted = verb > 0 and tokens.codes[verb - 1] in _MARKS
    return is_inverted or tokens.codes[verb + 1] in "pFRf" or set(between) == {NAME}
