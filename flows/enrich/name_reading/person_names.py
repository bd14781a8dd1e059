"""Which runs of capitals name a person, and whom a surname alone means."""

from flows.enrich.name_reading.person_titles import learn_titles, office_after, titles_before
from flows.enrich.name_reading.persons import People, Person, distance, same_word, same_words
from flows.enrich.name_reading.spans import Span

_OWNED = frozenset(("of", "in", "at", "de", "del", "du", "von", "bei", "der"))
_INDEFINITE = frozenset(("a", "an", "the", "une", "un", "una", "ein", "eine"))
OPENING_QUOTES = frozenset("\"“„«‘'")
_CLOSING_QUOTES = frozenset("\"”»’'“")
_OF = frozenset(("of", "de", "d'", "d’", "du", "del", "von"))
MOST_NAME_WORDS = 5
NAMING = ("called", "named", "dubbed", "codenamed")


def learn_company(people: People, span: Span) -> None:
    """The first word of an organisation's name is enough later on; the name of a work in marks is none."""
    if span.kind not in ("organisation", "place"):
        return
    first = people.words[span.first]
    if "vessel" in people.roles_at(span.first - 1) and (span.entry is None or span.entry.use == "place"):
        span.kind, span.entry = "thing", None
    elif span.entry is not None:
        return
    elif _is_title_of_work(people, span):
        span.kind = "thing"
    elif span.kind == "organisation" and span.last - span.first > 1 and _is_unknown(people, first):
        people.companies.add(first)


def _is_unknown(people: People, word: str) -> bool:
    """No table holds the word, neither as a name nor as a word in names."""
    lexicon = people.lexicon
    return not people.roles_of(word) and word not in lexicon.vocabulary.reach and word not in lexicon.given_names


def decide_full_name(people: People, index: int, span: Span) -> None:
    titles, office = titles_before(people, index)
    titled = bool(titles) or (office is not None and office.last == span.first)
    if span.kind != "name" and not _overrules(people, span, titles, titled):
        return
    _drop_opening(people, span)
    after = office_after(people, index, span)
    if span.last == span.first + 1 and not titled and after is None:
        return
    words = tuple(people.words[span.first : span.last])
    if not titled and (_is_title_of_work(people, span) or not _may_be_person(people, span, words, office or after)):
        if span.kind == "name" and len(words) > 1:
            span.kind = _kind_of_unknown(people, span)
        return
    person = _same_person(people, words)
    if person is None:
        person = Person(words)
        people.everybody.append(person)
    elif len(words) > len(person.words) or (words != person.words and _is_nominative(people, words, person.words)):
        person.words = words
    learn_titles(people, index, span, person, titles, office, after)
    people.remember(index, span, person)


def _overrules(people: People, span: Span, titles: list[Span], titled: bool) -> bool:
    """A title, or a given name before, makes a person of what looks like a place or a company."""
    first = people.words[span.first]
    if span.entry is not None and span.kind != "place":
        return False
    if span.kind == "place" and span.entry is not None:
        return bool(titles) or (titled and span.last == span.first + 1 and span.entry.use != "capital")
    if any(title.head in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir") for title in titles):
        return True
    given = first in people.lexicon.given_names and span.last - span.first in (2, 3)
    return given and (titled or span.kind in ("thing", "common"))


def _drop_opening(people: People, span: Span) -> None:
    """Take a word from the front that is only capital because it opens a sentence."""
    if people.has_capital_nouns:
        given = [at for at in range(span.first, span.last - 1) if _is_given(people, people.words[at])]
        span.first = given[0] if given else span.first
        return
    word, size = people.words[span.first], span.last - span.first
    if size == 1 or not people.tokens.opens(span.first) or word in people.lexicon.given_names:
        return
    is_common = people.is_also_lower(word) or not people.roles_at(span.first).isdisjoint(("common", "modifier"))
    if is_common or (size > 2 and _is_given(people, people.words[span.first + 1])):
        span.first += 1


def _is_title_of_work(people: People, span: Span) -> bool:
    if people.word(span.last) not in _CLOSING_QUOTES:
        return False
    before = people.word(span.first - 1)
    if before == "The":
        before = people.word(span.first - 2)
    return before in OPENING_QUOTES and "orgnoun" not in people.roles_at(span.first - 2)


def _may_be_person(people: People, span: Span, words: tuple[str, ...], office: Span | None) -> bool:
    if len(words) > MOST_NAME_WORDS or any(word.isupper() and len(word) > 2 and "." not in word for word in words):
        return False
    if any("." in word for word in words) or _is_given(people, words[0]):
        return True
    if office is not None:
        return True
    if is_company(people, span):
        return False
    if people.has_capital_nouns or people.word(span.first - 1) in ("the", "The", "a", "an", "this"):
        return False
    if any(people.is_also_lower(word) for word in words if len(word) > 3):
        return False
    if any(not people.roles_of(word) <= {"particle", "head", "rank", "honorific"} for word in words):
        return False
    before = people.word(span.first - 1)
    if before == "as" and people.word(span.first - 2) == "known":
        return False
    if before == "name" or (before in NAMING and "vessel" in people.roles_at(span.first - 2)):
        return False
    return not _is_located(people, span) and people.roles_at(span.first - 1).isdisjoint(("orgnoun", "vessel"))


def _is_given(people: People, word: str) -> bool:
    given = people.lexicon.given_names
    if word in given or word.partition("-")[0] in given:
        return True
    return "\u0400" <= word[0] <= "\u04ff" and any(
        word[:-cut] + end in given for cut in (1, 2) for end in ("", "й", "а", "я", "ь")
    )


def _is_located(people: People, span: Span) -> bool:
    before, after = people.known[span.first - 1], people.known[span.last]
    if "locative" in before.roles or before.text == "on" or "region" in after.roles:
        return True
    if before.text in _OF:
        further = people.roles_at(span.first - 2)
        if "region" in further or (before.text != "of" and "locative" in further):
            return True
    return people.is_cyrillic_text and not before.is_title and "region" in before.roles


def _kind_of_unknown(people: People, span: Span) -> str:
    if "weapon" in people.roles_at(span.last):
        return "weapon"
    if "vessel" in people.roles_at(span.first - 1):
        return "thing"
    if "orgnoun" in people.roles_at(span.first - 1) or is_company(people, span):
        return "organisation"
    return "place" if _is_located(people, span) and not people.has_capital_nouns else "thing"


def _is_nominative(people: People, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Of two cases of one name the one whose given name the table holds."""
    given = people.lexicon.given_names
    return len(words) == len(others) and words[0] in given and others[0] not in given


def _same_person(people: People, words: tuple[str, ...]) -> Person | None:
    for person in reversed(people.everybody):
        mine = person.words
        if len(words) == 1 or len(mine) == 1:
            if same_word(mine[-1], words[-1]):
                return person
        elif same_word(mine[0], words[0]) and same_word(mine[-1], words[-1]):
            return person
    return None


def decide_short_name(people: People, index: int, span: Span) -> None:
    """A surname, or what else a single word with a capital can be told to be."""
    words = tuple(people.words[span.first : span.last])
    lowered = words[0][:1].lower() + words[0][1:]
    if lowered in people.name_words and people.tokens.opens(span.first):
        words = (lowered, *words[1:])  # "Al-Saadi" at the head of a sentence.
    person = _meant(people, span.first, words) if not _is_title_of_work(people, span) else None
    if person is not None:
        people.remember(index, span, person)
        titles, office = titles_before(people, index)
        learn_titles(people, index, span, person, titles, office, None)
    elif span.kind != "place":
        span.kind = _single(people, span, words[0])
        if span.kind == "person":
            people.everybody.append(Person(words))
            people.name_words.update(words)
            people.remember(index, span, people.everybody[-1])


def _single(people: People, span: Span, word: str) -> str:
    before, following = people.known[span.first - 1], people.known[span.last]
    after = following.text
    if "weapon" in following.roles:
        return "weapon"
    if before.text == "(" and after == ")" and _is_acronym(people, span, word):
        people.companies.add(word)
        return "organisation"
    if word in people.companies or "orgnoun" in before.roles:
        return "organisation"
    if after == "," and people.word(span.last + 1) in ("based", "headquartered"):
        people.companies.add(word)
        return "organisation"
    if span.last - span.first > 1 or _is_title_of_work(people, span):
        return "thing"
    if word.isupper() and len(word) > 2 and word.isalpha() and word[0] < "\u0250":
        return "organisation"
    if people.has_capital_nouns:
        return "thing"
    if people.roles_at(span.first):
        return "thing"
    opens = people.tokens.opens(span.first)
    if not opens and _is_located(people, span):
        return "place"
    is_acting = after == "administration" or (not opens and "speech" in following.roles)
    return "person" if is_acting and not people.is_also_lower(word) else "thing"


def is_company(people: People, span: Span) -> bool:
    """What stands around tells: `shares in Foss Larke`, `Foss Larke, a furniture maker,`."""
    if "corporate" in people.roles_at(span.first - 2) and people.word(span.first - 1) in _OWNED:
        return True
    if people.word(span.last) != "," or people.word(span.last + 1) not in _INDEFINITE:
        return False
    return any("orgnoun" in people.roles_at(at) for at in range(span.last + 2, span.last + 5))


def _is_acronym(people: People, span: Span, word: str) -> bool:
    """`(AfDB)` behind an organisation's name, where the word stands in brackets."""
    is_named = any(s.kind == "organisation" and s.last == span.first - 1 for s in people.spans)
    return is_named and sum(map(str.isupper, word)) > 1


def _meant(people: People, at: int, words: tuple[str, ...]) -> Person | None:
    """The person of whom these are the last words, or the first; the one named last before this place."""
    if not people.is_cyrillic and words[-1] not in people.name_words:
        return None
    size = len(words)
    candidates = [p for p in people.everybody if len(p.words) >= size and same_words(p.words[-size:], words)]
    candidates = candidates or [
        p for p in people.everybody if len(p.words) > size and same_words(p.words[:size], words)
    ]
    return min(candidates, key=lambda person: distance(person, at), default=None)
