"""The people, offices, states and bodies that a sentence speaks of, as one actor each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from flows.enrich.contact_reading.masks import ACTOR, COUNTRY, OFFICE, ORGANISATION, PERSON, PLACE, Masked
from flows.enrich.contact_reading.offices import OFFICE_WORDS, is_plural, is_weak, singular, with_body

Kind = Literal["person", "office", "state", "body", "group", "single", "half"]


@dataclass(frozen=True)
class Party:
    """One side: what the article tells of it here, None for what it doesn't."""

    person: str | None = None
    office: str | None = None
    country: str | None = None
    country_code: str | None = None
    entity_id: str | None = None


@dataclass(frozen=True)
class Actor:
    """A noun phrase that can take part in a contact or speak of one.

    `group` are "they" and "the two", `single` are "he" and "the minister", `half` is "the North": they stand for
    somebody named elsewhere.
    `at` is where it stands in the article. `is_owned`: "its minister". `is_local`: the phrase itself names the country.
    `gender`: "he", or whose counterpart it is. `office` is that of each person of a list ("foreign ministers A of X and
    B of Y"), or of a `single` or a `group`.
    """

    kind: Kind
    parties: tuple[Party, ...] = ()
    is_counterpart: bool = False
    office: str | None = None
    at: int = 0
    is_owned: bool = False
    gender: str | None = None
    is_local: bool = True


_POSSESSIVE = r"(?:his|her|its|their)"
GENDER = {"he": "m", "his": "m", "she": "f", "her": "f"}
_COUNTERPART = r"(?:counterparts?|colleagues?|opposite numbers?|peers?)"
_C, _G, _O, _P, _L = COUNTRY, ORGANISATION, OFFICE, PERSON, PLACE
_LIST = rf"(?:the )?[{_C}{_G}](?:'s)?(?:(?:, (?:and )?| and |/)(?:the )?[{_C}{_G}](?:'s)?)*"
_PAIR = rf"(?:the )?[{_C}{_G}](?:(?:, (?:and )?| and |/)(?:the )?[{_C}{_G}])+"

_RANK = (
    r"(?:(?:Mr|Ms|Mrs|Dr|Gen|Lt|Maj|Col|Adm)\.?|(?:Rear|Vice|Lieutenant|Major|General|Admiral|Commodore|Commander|"
    r"Colonel|"
    r"Captain|Brigadier|Field|Marshal|Air|Chief|Sheikh|Sir|Lord|Dame|Cardinal|Archbishop|Bishop|Justice|Judge|"
    r"Professor))"
)
_PERSON_PHRASE = re.compile(
    rf"(?<!\w)(?:(?:the|a|an) )?(?:(?P<c1>[{_C}{_G}{_L}])(?:'s (?P<field>(?:(?!and|or|the)[a-z]+ ){{1,2}})(?={_O})|"
    rf"(?:'s,|'s?)? ))?(?:(?:outgoing|acting|visiting|new|former|late) )?"
    rf"(?:(?P<owned>its|their) (?!{_COUNTERPART}|"
    rf"[{_C}{_L}] {_COUNTERPART}))?"
    rf"(?:(?:(?P<possessive>{_POSSESSIVE}) )?(?:(?P<c2>[{_C}{_L}]) )?(?P<counterpart>{_COUNTERPART}),? )?"
    rf"(?P<o1>(?:{_O}(?: (?:of|to|for) (?:the )?(?P<c3>[{_C}{_G}]))?,? )*)(?:{_RANK} |"
    rf"(?<={_O} )(?-i:[A-Z])\w+ )*(?P<person>{_P})"
    rf"(?: of (?:the )?(?P<c4>{_C}))?"
    rf"(?:, (?:the |a |an )?(?:(?P<c5>[{_C}{_G}{_L}])(?:'s?)? )?(?P<o2>{_O})(?: (?:of|to|"
    rf"for) (?:the )?(?P<c6>[{_C}{_G}]))?(?:,|(?=[.;)]|\s*$)))?"
    rf"(?:, who (?:commands|heads|leads|runs|represents) (?:the )?(?:[a-z]+ ){{0,3}}?(?:of )?(?:the )?"
    rf"(?P<c7>[{_C}{_G}]))?",
    re.IGNORECASE,
)
_OFFICES_OF = re.compile(
    rf"(?:(?:the|top|three|two|four|several) )*(?P<office>{_O}) (?:of|from) (?:the )?"
    rf"(?:(?P<bodies>[a-z]+(?: [a-z]+)?) of (?:the )?)?(?P<countries>{_PAIR})(?P<rest>(?: (?:coast guards?|navies|"
    rf"armies|"
    r"armed forces|militar(?:y|ies)|air forces?|aviation regulators?|[a-z]+ (?:regulators|agencies|authorities|"
    r"ministries)|"
    rf"{_G}))?)",
    re.IGNORECASE,
)
_SHARED_OFFICE = re.compile(rf"(?:(?:the|top|senior) )*(?P<countries>{_PAIR}) (?P<office>{_O})", re.IGNORECASE)
_OFFICE_PHRASE = re.compile(
    rf"(?:(?:the|a|an|both) )?(?:(?P<c1>[{_C}{_G}{_L}])(?:'s (?P<field>(?:(?!and|or|the)[a-z]+ ){{1,2}})|"
    rf"(?:'s?)? ))?(?P<office>{_O})"
    rf"(?: (?:of|from|to) (?:the )?(?P<c2>[{_C}{_G}])(?: [a-z]+ (?:authority|agency|regulator|council))?)?",
    re.IGNORECASE,
)
_TWINS = re.compile(rf"\b(?P<first>North|South|East|West) and (?P<second>{_C})")
_HALF = re.compile(r"\b[Tt]he (?P<half>North|South|East|West)\b(?! (?:of|[A-Z]))")
_COUNTERPARTS = re.compile(rf"{_POSSESSIVE} (?P<countries>{_PAIR}) {_COUNTERPART}", re.IGNORECASE)
_BARE_COUNTERPART = re.compile(rf"{_POSSESSIVE} (?:(?P<c>[{_C}{_L}]) )?{_COUNTERPART}", re.IGNORECASE)
_BODY = re.compile(
    rf"(?:the )?(?P<c>[{_C}])(?:'s)? (?:side|army|military|government|forces|armed forces|presidency|chancellery"
    r"|(?:[a-z]+ )?(?:ministry|department)|delegation|team|one|embassy|authorities)\b",
    re.IGNORECASE,
)
_BODY_OF = re.compile(rf"(?:the )?(?P<c>[{_C}{_L}])(?:'s)? (?P<body>{_G})", re.IGNORECASE)
_BODIES_OF = re.compile(
    r"\b(?:delegations|teams|negotiators|experts|mediators|coast guards|navies|armies|armed forces|militaries|"
    r"air forces|border guards|central banks|governments|foreign ministries|regulators) (?:from|of) (?:the )?"
    rf"(?P<countries>{_PAIR})",
    re.IGNORECASE,
)
_STATE = re.compile(rf"[{_C}{_G}]")
_PEOPLE = (
    r"men|women|leaders|ministers|sides|officials|parties|generals|presidents|chiefs|governors|delegations|commanders|"
    r"diplomats|countries|governments|officers|militaries|armies|premiers"
)
_GROUP = re.compile(
    rf"\b(?:they|them|each other|one another|both (?:{_PEOPLE}|{_O})"
    rf"|the (?:two|pair|three|four|five)(?: (?:foreign |military |top )?(?:{_PEOPLE}|{_O}))?(?! (?!of\b)[a-z]+s\b)"
    rf"|(?:the |both )(?:{_PEOPLE})|the {_O})(?!')",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


def with_offices(sentence: Masked) -> Masked:
    """The sentence where office words that no mention covers are offices too."""

    def office(found: Masked, match: re.Match[str]) -> dict[str, Any]:
        return {"kind": "office", "surface": match[0], "country": None, "country_code": None}

    return sentence.replaced(OFFICE_WORDS, OFFICE, office)


def with_actors(sentence: Masked) -> Masked:
    """The sentence where every phrase that names or points to somebody is one actor."""
    for pattern, needs, read in _PHRASES:
        # Searching for a letter is a hundred times faster than trying its phrase everywhere.
        if any(word in sentence.text for word in needs):
            sentence = sentence.replaced(pattern, ACTOR, placed(read))
    return sentence


def placed(read: Callable[[Masked, re.Match[str]], Actor | None]) -> Callable[[Masked, re.Match[str]], Actor | None]:
    """The same reading, with the actor's place in the article."""

    def reading(found: Masked, match: re.Match[str]) -> Actor | None:
        actor = read(found, match)
        return actor and replace(actor, at=found.origin(match.start(), match.end())[0])

    return reading


def _thing(found: Masked, match: re.Match[str], *names: str) -> Mapping[str, Any] | None:
    """The thing of the first of these groups that matched."""
    for name in names:
        if match[name]:
            return next(iter(found.inside(*match.span(name))), None)
    return None


def _of(thing: Mapping[str, Any] | None, **known: Any) -> Party:
    """A party of the country of this mention."""
    row = thing or {}
    country, code = row.get("country"), row.get("country_code")
    if row.get("kind") == "country" and not country:
        country = row.get("name")
    return Party(country=country, country_code=code, **known)


def _person_phrase(found: Masked, match: re.Match[str]) -> Actor:
    row = _thing(found, match, "person") or {}
    written = _office_words(found, match, "o1") or _office_words(found, match, "o2")
    place = _of(_thing(found, match, "c4", "c1", "c2", "c3", "c5", "c6", "c7"))
    office = _thing(found, match, "o1", "o2") or {}
    country = place.country or row.get("country") or office.get("country")
    code = place.country_code if place.country else row.get("country_code") or office.get("country_code")
    field = match["field"] or ""
    held = with_body(field + (row.get("office") or written or ""), _thing(found, match, "c1")) or None
    listed = singular(written) if written and is_plural(written) else None
    party = Party(row.get("name"), listed or held, country, code, row.get("entity_id"))
    counterpart = bool(match["counterpart"]) and is_weak(held)
    gender = GENDER.get((match["possessive"] or "").lower())
    return Actor(
        "person",
        (party,),
        counterpart,
        listed,
        is_owned=bool(match["owned"]),
        gender=gender,
        is_local=bool(place.country),
    )


def _office_words(found: Masked, match: re.Match[str], name: str) -> str | None:
    things = (
        [thing for thing in found.inside(*match.span(name)) if thing.get("kind") == "office"] if match[name] else []
    )
    return " ".join(thing["surface"] for thing in things) or None


def _twins(found: Masked, match: re.Match[str]) -> Actor | None:
    """Both countries of "North and South Korea"."""
    row = _thing(found, match, "second") or {}
    half, _, rest = str(row.get("country") or "").partition(" ")
    if not rest or half not in ("North", "South", "East", "West"):
        return None
    return Actor("state", (Party(country=f"{match['first']} {rest}"), _of(row)))


def _offices_of(found: Masked, match: re.Match[str]) -> Actor:
    office = singular((_thing(found, match, "office") or {})["surface"])
    rest = next(iter(found.inside(*match.span("rest"))), None) if match["rest"] else None
    body = singular((match["bodies"] or (rest or {}).get("surface") or match["rest"] or "").strip())
    office = f"{office} of the {body}" if body else office
    return _shared(found.inside(*match.span("countries")), office)


def _shared_office(found: Masked, match: re.Match[str]) -> Actor:
    return _shared(found.inside(*match.span("countries")), singular((_thing(found, match, "office") or {})["surface"]))


def _shared(countries: list[Mapping[str, Any]], office: str | None) -> Actor:
    return Actor("office", tuple(replace(_of(country), office=office) for country in countries))


def _office_phrase(found: Masked, match: re.Match[str]) -> Actor:
    row = _thing(found, match, "office") or {}
    place = _of(_thing(found, match, "c1", "c2"))
    holder = row.get("holder")
    if holder:
        known = Party(holder["name"], holder["office"], holder["country"], holder["country_code"], holder["entity_id"])
        return Actor("person", (replace(known, country=known.country or place.country),))
    if not place.country and row.get("country"):
        place = _of(row)
    if not place.country:
        return Actor("single", (Party(office=row["surface"]),), office=row["surface"])
    held = with_body((match["field"] or "") + singular(row["surface"]), _thing(found, match, "c1"))
    return Actor("office", (replace(place, office=held),))


def _bare_counterpart(found: Masked, match: re.Match[str]) -> Actor:
    return Actor("office", (_of(_thing(found, match, "c")),), is_counterpart=True)


def _body(found: Masked, match: re.Match[str]) -> Actor:
    return Actor("body", (_of(_thing(found, match, "c")),))


def _state(found: Masked, match: re.Match[str]) -> Actor | None:
    row = found.things[match.start()]
    if row["kind"] == "organisation":
        return Actor("body", (_of(row),))
    is_name = str(row["surface"]).casefold().removeprefix("the ") in (str(row["name"]).casefold(), "uk", "us", "u.s.")
    return Actor("state", (_of(row),)) if is_name else None


def _group(found: Masked, match: re.Match[str]) -> Actor | None:
    offices = [thing for thing in found.inside(match.start(), match.end()) if thing.get("kind") == "office"]
    if offices and not is_plural(offices[0]["surface"]):
        return None
    return Actor("group", office=offices[0]["surface"] if offices else None)


_STANDING = ("counterpart", "colleague", "opposite number", "peer")
# Each phrase, of which words no match of it lacks one, and its reading. What an earlier one reads no later one sees.
_PHRASES: tuple[tuple[re.Pattern[str], tuple[str, ...], Callable[[Masked, re.Match[str]], Actor | None]], ...] = (
    (_TWINS, (f" and {_C}",), _twins),
    (_HALF, ("North", "South", "East", "West"), lambda found, match: Actor("half", office=match["half"])),
    (_OFFICES_OF, (f"{_O} of ", f"{_O} from "), _offices_of),
    (_SHARED_OFFICE, (f"{_C} {_O}", f"{_G} {_O}"), _shared_office),
    (_PERSON_PHRASE, (_P,), _person_phrase),
    (
        _COUNTERPARTS,
        _STANDING,
        lambda found, match: replace(_shared(found.inside(*match.span()), None), is_counterpart=True),
    ),
    (_BARE_COUNTERPART, _STANDING, _bare_counterpart),
    (_GROUP, ("",), _group),
    (_OFFICE_PHRASE, (_O,), _office_phrase),
    (
        _BODIES_OF,
        (f" from {_C}", f" of {_C}", " from the ", " of the "),
        lambda found, match: Actor("body", _shared(found.inside(*match.span()), None).parties),
    ),
    (_BODY, (_C,), _body),
    (_BODY_OF, (_G,), _body),
    (_STATE, (_C, _G), _state),
    (_SINGLE, ("",), lambda found, match: Actor("single", gender=GENDER[match[0].lower()])),
)
