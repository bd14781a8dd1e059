"""A line of a header that says several things: who wrote, for whom, when, where."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from flows.clean.credit_words import SOURCE, lead
from flows.clean.credits import Agencies, Credit, credit
from flows.clean.names import CASELESS, ends_like_outlet, is_collective, is_masthead, is_outlet_like
from flows.clean.publication_dates import Stamp, date_words, stamps, without_dates

# `4 min read`, `Lesezeit: 3 Minuten`, `Temps de lecture : 3 min`, `12 comments`, `3 комментария`
_READING = re.compile(
    r"(?:\b(?:lesezeit|temps de lecture|tiempo de lectura|tempo d[ei] lett?ura|"
    r"время чтения|leestijd|reading time|وقت القراءة|czas czytania|okuma süresi)\s*:?\s*)?\b\d+\s*[- ]?"
    r"(?:min(?:ute[ns]?|utos?|uti|uut)?|мин(?:ут[аы]?)?|comments?|commentaires?|comentarios?|kommentare?|комментари\w+)\b"
    r"(?:\s+(?:read|de lecture|de lectura|de leitura|di lettura|чтения|leestijd))?",
    re.I,
)
# `412 views`, `Просмотров: 412`
_COUNTED = r"(?:views?|shares?|likes?|aufrufe|vues|visitas|vistas|letture|просмотр\w*|перегляд\w*|odsłon\w*)"
_COUNTER = re.compile(rf"\b{_COUNTED}\s*:\s*\d[\d.,]*|\b\d[\d.,]*\s+{_COUNTED}\b", re.I)
_SEPARATOR = re.compile(r"[|·•/／\u3000\n]|(?:^|\s)[-–—]+(?=\s|$)|[,;]\s|،|、")
# `Ann Lee with AP`, `mit dpa`, `avec AFP`
_WITH = re.compile(r"(?:^|\s)(?:with|and|mit|und|avec|et|con|y|com|e|с|и|з|та|z|i|van|en)\s+", re.I)
# `Ann Lee, Harbour Online — Vila Serena`: a place stands behind a dash after where somebody works.
_PLACED = re.compile(r",\s*(?P<employer>[^,—–]{3,40}?)\s[—–]\s[^,—–|\d]{3,40}$")
LONGEST = 140
MOST_WORDS = 24
MOST_WORDS_OF_POST = 5


@dataclass(slots=True)
class HeaderLine:
    """What the line says; `rest` are the parts that were not understood, a place as a rule."""

    credit: Credit = field(default_factory=Credit)
    stamps: list[Stamp] = field(default_factory=list)
    has_lead: bool = False
    rest: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether all of it was understood but for one part of at most three words."""
        return len(self.rest) <= 1 and all(len(part.split()) <= 3 for part in self.rest)


@lru_cache(maxsize=20_000)
def header_line(text: str, agencies: Agencies) -> HeaderLine | None:
    """The line read part by part; NULL for what is too long, or no credit and no date. Kept: don't change it."""
    # A dash at the start is the signature of a quoted post.
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS or text[0] in "—–-":
        return None
    made = HeaderLine()
    bare = text
    if any(map(str.isdigit, text)):
        made.stamps = stamps(text)
        bare = without_dates(_COUNTER.sub("|", _READING.sub("|", text)))
    if ("—" in bare or "–" in bare) and (placed := _PLACED.search(bare)) and _is_employer(placed["employer"]):
        bare = bare[: placed.end("employer")]
    if ":" in bare or "：" in bare:
        bare = SOURCE.sub(r"|\g<0>", bare)
    for part in _SEPARATOR.split(bare):
        bracketed = part.count("(") != part.count(")") or part.strip()[:1] == "("
        _read_part(made, part.strip(" .:*()[]" if bracketed else " .:*"), agencies)
    # A name in a script without capitals looks like any other words: something has to stand beside it.
    if made.credit.authors and CASELESS.search(text) and not (made.has_lead or made.stamps or _SEPARATOR.search(text)):
        return None
    return made if made.credit or made.stamps else None


def is_reading_time(text: str) -> bool:
    """Whether the line says how long it takes to read, or how often it was read, and nothing else."""
    rest = _COUNTER.sub("", _READING.sub("", text))
    return rest != text and not any(map(str.isalnum, rest))


def _is_employer(name: str) -> bool:
    return is_masthead(name) or is_outlet_like(name) or is_collective(name)


def _without_labels(part: str) -> str:
    """The part without the words at its end that belong to a date beside it: `Ann Lee on Tue`."""
    words = part.split()
    while len(words) > 1 and date_words(words[-1]):
        words.pop()
    return " ".join(words)


def _read_part(made: HeaderLine, part: str, agencies: Agencies) -> None:
    if not part or not any(map(str.isalpha, part)) or date_words(part):
        return
    part = _without_labels(part)
    if labelled := SOURCE.match(part):
        made.credit.agency = made.credit.agency or agencies.named(part[labelled.end() :])
        if made.credit.agency:
            return
    rest = lead(part)
    made.has_lead |= rest is not None
    if made.credit.authors and rest is None and ends_like_outlet(part) and not agencies.named(part):
        made.credit.outlet = made.credit.outlet or part
        return
    found = credit(rest or part, agencies)
    if not found and (wired := _WITH.split(part)[-1]) != part:
        found = Credit(agency=agencies.named(wired))
    is_post = bool(made.credit.authors) and is_collective(part) and len(part.split()) <= MOST_WORDS_OF_POST
    if not found and ("@" in part or is_post):
        return
    if not found or (found.authors and len(part.split()) > 12):
        made.rest.append(part)
        return
    made.credit.authors += [name for name in found.authors if name not in made.credit.authors]
    made.credit.agency = made.credit.agency or found.agency
    made.credit.outlet = made.credit.outlet or found.outlet
