"""Whether an English verb of saying says something: `added that`, but neither `added goals` nor `suspects who`."""

import re

from flows.enrich.quote_reading.verbs import Cue

# What follows them without a conjunction is mostly no clause.
_WEAK = frozenset((
    "add", "adds", "added", "adding", "continue", "continues", "continued", "write", "writes", "wrote", "writing",
    "state", "stated", "repeat", "repeated", "note", "reveal", "reveals", "revealed",
    "report", "reported", "claim", "suspect", "suspects", "doubt", "doubts", "promise", "promised", "announce",
    "announced", "announces", "confirm", "confirmed", "confirms", "predict", "predicted", "propose", "proposed",
))  # fmt: skip
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should)\b|n['’]t\b"
    r"|\b(?:he|she|it|they|we|you|there|this|that|those|these)['’]|\b(?:he|she|it|they|we|there|[A-Z]\w+)\s\w+(?:s|ed)\b"
    r"|\b(?:came|went|took|made|said|told|knew|saw|got|gave|found|left|lost|won|led|met|began|felt|held|kept|spoke|paid)\b"
)
_NO_CLAUSE = re.compile(
    r"[\s,]*(?:to|in|on|at|of|for|with|by|and|or|from|into|as|than|about|up|out|down|over|comment)\b(?!\s+\w+,)"
)
# Behind an article or a number they are nouns.
_ALSO_NOUNS = frozenset((
    "hopes", "claims", "reports", "states", "fears", "promises", "estimates", "comments", "hints", "doubts", "protests",
    "boasts", "notes", "remarks", "pledges", "warnings", "forecasts", "demands", "promise", "report", "claim",
))  # fmt: skip
_COUNTED = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|our|my|your|any|some|no|many|most|these|those|of|several|all|new|both|\d+"
    r"|two|three|four|five|six|seven|eight|nine|ten)|['’]s)\s+(?:[a-z]+(?:al|ous|ive|ed|ic|ern|ing)\s+)?$"
)
# "Data on states where", "jokes and comments that are": nouns that look like verbs.
_PLURALS = frozenset((
    "suspects", "comments", "notes", "states", "hopes", "claims", "reports", "fears", "promises", "estimates", "hints",
    "doubts", "protests", "remarks", "pledges", "forecasts", "demands", "warns", "calls", "concerns", "answers",
))  # fmt: skip
_BEHIND_NOUN = re.compile(
    r"\s*:|\s+(?:who|where|which|when|that\s+(?:are|were|is|was|have|had|can|could|would|will))\b"
)
_BEFORE_NOUN = re.compile(r"\b(?:and|or|of|on|in|about|with|for|from|to|more|additional|some|few)\s+$")
# "It's hard to believe", "known for telling".
_NOT_SAID = re.compile(
    r"\b(?:hard|easy|difficult|impossible|tempting|fair|safe|right|able|like|want|wants|need)\s+to\s+$"
)
# "Said on its website that": what stands before the conjunction.
_BEFORE_THAT = re.compile(
    r"[\s,]+(?:(?:on|in|at|with|during|via|through|after)\s|for (?=(?:\w+ )?(?:years|months|weeks|days|decades|time)\b)"
    r"|to (?=reporters|journalists|parliament|lawmakers|members))[^;:\"“”]{1,60}?[\s,]that\s+"
)
# "Had you told me"
_IF = re.compile(r"\b(?:had|if|should)\s+(?:I|you|he|she|we|they)\s+(?:had\s+)?$", re.IGNORECASE)


def is_noun(text: str, start: int, cue: Cue) -> bool:
    """`kept alive their hopes`, `all of the 18 states`."""
    return cue.word in _ALSO_NOUNS and _COUNTED.search(text, start, cue.start) is not None


def behind_adjunct(text: str, start: int, stop: int) -> int:
    """Where begins what is said behind `on its website that`; `start` where no such words stand there."""
    adjunct = _BEFORE_THAT.match(text, start, stop)
    return adjunct.end() if adjunct and not _VERB.search(text, start, adjunct.end()) else start


def states(text: str, start: int, cue: Cue, content: tuple[int, int], has_conjunction: bool) -> bool:
    """Whether the verb has a clause in `content` (start and end in the text) for what is said."""
    if _NOT_SAID.search(text, start, cue.start) or _IF.search(text, start, cue.start):
        return False
    if cue.word in _PLURALS and (
        _BEHIND_NOUN.match(text, cue.end, content[1]) or _BEFORE_NOUN.search(text, start, cue.start)
    ):
        return False
    if has_conjunction:
        return True
    if _NO_CLAUSE.match(text, *content):
        return False
    return cue.word not in _WEAK or _VERB.search(text, *content) is not None
