"""How codes of words make time expressions: one regular expression over the codes for each word order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from flows.enrich.date_reading.meaning import When, meaning
from flows.enrich.date_reading.tokens import NAME, Tokens
from flows.enrich.date_reading.words import Lexicon


@dataclass(slots=True)
class Expression:
    first: int
    """Token where it begins."""
    last: int
    """Token after its last."""
    when: When


# Fragments: any unit; a unit with last, this or next; the year behind a day, a month, a quarter or a season.
_UNIT = "[Uy]"
# "In a single week last autumn": a word between two that it can belong to belongs to the second.
_REL_UNIT = "(?:[LTXVji]{1,2}[UyH]|[UyH][LXji](?![SsMDUyu]))"
_YEAR = r"(?:,?[of]?[tF]?y?Yy?(?!c)|,?[ofFp]?t?(?:[LTX]y|y[LX]))"
_PREFIX = "(?:[Dd],?t?)?"
_BEFORE_MONTH = "[poFGRf&CN]"
_PART = "E[-otpF]*"

# What lies between other words and marks and holds a code that expressions are built around.
_STRETCH = re.compile('[^wA;"]*[JKqSsWMmDd*#0YZzUyueHPB][^wA;"]*')
# Codes of which one makes an expression alone, or of which one of each of a pair is needed.
_ENOUGH = frozenset("JKqSsWMmDd*#0YZz")
_UNITS, _BESIDE_UNITS = frozenset("UyueH"), frozenset("LTXljiVGFCEQO")
_JOINTS = ("&", ",", ",&")
_TIMES, _BESIDE_TIMES = frozenset("PB"), frozenset("LT")


def _between(left: str, right: str) -> str:
    return f"(?:[ofp]t?)?{left}[R-]t?{right}|bt?{left}&t?{right}"


def _rules(language: str) -> list[tuple[str, str]]:
    """The rules of a language, of which the first that matches at a place is taken."""
    month_first = language == "en"
    day_month = r"N\.?[of]?[tF]?[Mm]"
    month_day = "[Mm]t?N(?![c0])"
    full = f"{_PREFIX}(?:{day_month}{f'|{month_day}' if month_first else ''}){_YEAR}?"
    month_and_days = [("range", _between(f"{_PREFIX}[Mm]t?N", f"N(?![c0]){_YEAR}?"))] if month_first else []
    weekday = "t?[LTX]?D[LX]?P?"
    # "She turned 90 last week": where plurals have a form of their own, a number needs one.
    plural = "[ue]" if language in ("en", "de") else "[Uyue]"
    return [
        ("name", r"\^D|D\$|M\$"),
        ("range", _between(full, full)),
        ("range", _between(rf"{_PREFIX}N\.?", f"{_PREFIX}{day_month}{_YEAR}?")),
        *month_and_days,
        ("range", _between(f"M{_YEAR}?", f"M{_YEAR}?")),
        ("range", "(?:[ofp]t?)?Y[R-]t?Yy?(?!c)|bt?Y&Yy?(?!c)"),
        ("range", _between(weekday, weekday)),
        ("list", r"N\.?(?=&N\.?[of]?[Mm])" + (r"|(?<=[Mm]N&)N(?![\w%])" if month_first else "")),
        ("date", f"{full}|#" + (f"|[tT]?OoM{_YEAR}?" if month_first else "")),
        ("part_of_year", f"[tT]?[ON][HK]{_YEAR}?|q{_YEAR}?|[tT]?[ON]h(?:{_YEAR}|[oft]*y)"),
        ("part_of_month", f"[tT]?(?:[ON]h|[ONL]Up?)[oft]*M{_YEAR}?"),
        ("weekday", f"D,?[poFt]*{_REL_UNIT}|{_REL_UNIT},?[pFt]*D"),
        ("habit", r"Qt?[DSW]|\*"),
        ("weekday", f"(?:{_PART})?(?:[PB]p?t?)?(?:[LTXjil]{{1,2}}t?)?D[LXji]?(?:[poFt]*[PBz]|E)?"),
        ("weekend", f"(?:{_PART})?t?(?:[LTXjil]{{1,2}}t?)?W[LXji]?"),
        ("month", f"{_PART}M{_YEAR}?|[Mm]{_YEAR}|(?:{_PART})?[LTX]M|M[LX](?!{_UNIT})"),
        ("month", f"(?<={_BEFORE_MONTH})M|(?<={_BEFORE_MONTH}t)M|(?<=t)M(?=[wA])|(?<=M[&,])M|(?:^|(?<=w))M(?=w)"),
        ("season", f"(?:{_PART})?(?:[LTX]t?[Ss]|t?S[LX]|t?S{_YEAR}|s{_YEAR}?)|{_PART}t?S|(?<=[pFRf])t?S"),
        ("trailing", f"[tT]?~?[lL][nNxv]?[ue]|[tT]?l[nN]?[Uyu]|[tT]?[nNxv][lL]{plural}|[tT]?[lL][nNxv][Uy]"),
        ("coming", f"[tT]?X[nNxv][ue]|[tT]?Xu|[tT]?[nNxv]X{plural}"),
        ("ago", "~?[nNxav]?[Uyu]G|G~?[nNxav][Uyu]"),
        ("ahead", "F~?[nNxa][Uyu]"),
        (
            "shift",
            f"V{{1,2}}[Uy](?:~?[nNxav][Uyu]C|[oft]*(?:jy|yj))|~?[nNxav]?[Uyu]C(?!T)|t?[ji]{_UNIT}|{_UNIT}[ji]|V{{1,2}}{_UNIT}",
        ),
        ("unit", f"(?:{_PART})?(?:C[pF]?)?[LTX]{{1,2}}[UyH]|(?:{_PART})?t?[UyH][LX](?![SsMDUyu])|E[-ot]*[UyH]"),
        ("day_word", "Z(?:[poFt]*[PBz])?|(?<!t)zP?|T[PB]|LB"),
        ("text_day", "J"),
        ("decade", "(?:E[-ot]*)?0|uY"),
        # German begins sentences with a bare year.
        *([("year", "^Y(?=w)")] if language == "de" else []),
        ("year", f"{_PART}y?Yy?(?!c)|(?<=[pFoRfCG~y])Yy?(?!c)|Yy(?!c)|(?<=Y[&,])Y|(?<=t)Y(?=[wA])|(?<=\\()Y(?=\\))"),
    ]


@cache
def _grammar(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    rules = _rules(language)
    pattern = "|".join(f"(?P<r{number}>{pattern})" for number, (_, pattern) in enumerate(rules))
    return re.compile(pattern), tuple(name for name, _ in rules)


def expressions(tokens: Tokens, lexicon: Lexicon) -> list[Expression]:
    """The time expressions of a sentence, from left to right."""
    found: list[Expression] = []
    for rule, first, last in _matches(lexicon.language, tokens.codes):
        if rule == "name" or _is_person(tokens, first, last, lexicon):
            continue
        if rule == "season" and _is_other_word(tokens, first, last, lexicon):
            continue
        when = meaning("date" if rule == "list" else rule, tokens, first, last)
        if rule == "date":
            when = _in_named_year(when, tokens, first, last, lexicon)
        if rule != "trailing" or when.unit != "hour" or when.number:  # "At the last hour" is no time.
            found.append(Expression(first, last, when))
    return _completed(found, tokens)


def _completed(found: list[Expression], tokens: Tokens) -> list[Expression]:
    """In a list each gets what only its neighbour says: "Nov. 3 and 4", "in April and May 2022"."""
    for at in range(len(found) - 1, 0, -1):
        left, right = found[at - 1], found[at]
        is_list = left.when.rule == right.when.rule and tokens.codes[left.last : right.first] in _JOINTS
        if is_list and not (left.when.until or right.when.until or right.when.relation):
            year = left.when.year or right.when.year
            month = left.when.month or right.when.month
            found[at - 1] = replace(left, when=replace(left.when, month=month, year=year))
            if right.when.rule == "date" and right.when.month is None:
                found[at] = replace(right, when=replace(right.when, month=month, year=year))
    return found


def _is_person(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a month alone is rather a name: "the plan of May's", "a speech by April Jones"."""
    if last - first > 1 or tokens.words[first] not in lexicon.doubtful_months:
        return False
    is_owned = tokens.words[last : last + 1] == ["s"] or tokens.codes[last : last + 1] == NAME
    return first == 0 or is_owned or tokens.codes[first - 1] in "otCw"


def _is_other_word(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a season is rather a verb, "likely to fall", or part of a name, "the Winter Palace"."""
    at = next(at for at in range(first, last) if tokens.codes[at] in "Ss")
    if tokens.codes[at - 1 : at] == "R" and tokens.words[at] in lexicon.tense["doubtful_season"]:
        return True
    is_capital = tokens.sentence[tokens.span(at, at + 1)[0] - tokens.start].isupper()
    return lexicon.language != "de" and at > 0 and is_capital and tokens.codes[last : last + 1] == NAME


def _in_named_year(when: When, tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> When:
    """The year of a day that names an event beside it: "the Sept. 11 attacks", "les attentats du 13 novembre"."""
    if when.year is not None or when.month is None or when.day is None:
        return when
    year, events = lexicon.named_days.get((when.month, when.day), (0, frozenset()))
    before = first - 1
    while before >= 0 and tokens.codes[before] in "oft":
        before -= 1
    beside = {*tokens.words[last : last + 1], *tokens.words[max(before, 0) : max(before, 0) + 1]}
    return when if events.isdisjoint(beside) else replace(when, year=year)


def _matches(language: str, codes: str) -> Iterator[tuple[str, int, int]]:
    """The rules that match, each with its first token and the one after its last; most of the sentence is skipped."""
    for stretch in _STRETCH.finditer(codes):
        if _is_promising(stretch[0]):
            # One code before and one beyond, because what stands around an expression can tell that it is none.
            begin = max(0, stretch.start() - 1)
            inside = codes[begin : stretch.end() + 1]
            for rule, first, last in _matches_inside(language, inside, stretch.start() - begin):
                yield rule, begin + first, begin + last


@lru_cache(maxsize=1 << 16)
def _matches_inside(language: str, codes: str, start: int) -> tuple[tuple[str, int, int], ...]:
    """The matches from `start`. News tells time with the same few orders of words: most stretches were seen before."""
    pattern, names = _grammar(language)
    rules = [(names[int(str(match.lastgroup)[1:])], *match.span()) for match in pattern.finditer(codes, start)]
    return tuple((rule, *_trimmed(codes, first, last, rule)) for rule, first, last in rules)


def _is_promising(codes: str) -> bool:
    if not _ENOUGH.isdisjoint(codes):
        return True
    if not _UNITS.isdisjoint(codes) and not _BESIDE_UNITS.isdisjoint(codes):
        return True
    return not _TIMES.isdisjoint(codes) and not _BESIDE_TIMES.isdisjoint(codes)


def _trimmed(codes: str, first: int, last: int, rule: str) -> tuple[int, int]:
    """Without the prepositions and articles at the edges; a range keeps the word that opens it."""
    loose = "" if rule == "range" else "op,t" if rule in ("weekday", "unit") else "o,"
    while codes[first] in loose:
        first += 1
    while codes[last - 1] in ",o":
        last -= 1
    return first, last
