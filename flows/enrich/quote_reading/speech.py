"""Who speaks: the words that name the speaker, and where what they say begins and ends."""

import re
from dataclasses import dataclass

from flows.enrich.quote_reading.verbs import Cue

# Stands between a speaker and the verb without being either: auxiliaries, adverbs, days.
_BETWEEN = frozenset((
    "also", "later", "then", "earlier", "previously", "repeatedly", "has", "had", "have", "having", "again",
    "further", "publicly", "reportedly", "separately", "however", "already", "often", "once", "first", "even", "only",
    "himself", "herself", "simply", "recently", "never", "would", "will", "can", "could", "must", "may", "is", "are",
    "was", "were", "been", "be", "so", "et", "a", "ont", "aurait", "avait", "y", "ha", "han", "había", "hat", "haben",
    "hatte", "habe", "также", "ранее", "позже", "ещё", "еще", "meanwhile", "today", "yesterday", "morning",
    "afternoon", "evening", "night", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "fait", "faire", "ainsi", "aussi", "encore", "donc", "se", "s'", "s’", "veut", "pas", "également", "también",
    "luego", "después", "sich", "тоже", "затем", "потом", "вновь", "прямо", "auch", "dann", "zuvor", "später",
    "aussitôt", "immédiatement", "déjà", "ensuite", "finalement", "notamment", "toutefois", "cependant", "pourtant",
    "publiquement", "inmediatamente", "finalmente", "además", "asimismo", "сразу", "вскоре", "тогда", "bereits",
    "daraufhin", "unterdessen", "jedoch", "hingegen",
    "anschließend", "zudem", "außerdem", "n'a", "n’a", "l'a", "l’a", "s'est", "s’est", "s'était", "s’était",
))  # fmt: skip
# A clause, and with it a subject, begins after one of these.
_CLAUSE = re.compile(
    r"[,;:()\n\"“”«»„—–]|\s-\s|\b(?:and|und|et|y|but|that|as|while|because|what|when|if|after|before|although|though|whereas|where|which|since|"
    r"until|mais|que|lorsque|und|aber|dass|während|pero|porque|и|но|что|а|когда)\b"
)
_AND = frozenset(("and", "und", "et", "y", "и"))
_VERB = re.compile(
    r"\b(?:is|was|were|are|has|had|have|will|would|could|can|may|might|did|does|do|met|said|told|made|took|went|came|got|gave|"
    r"spoke|broke|brought|built|bought|caught|chose|drew|drove|fought|flew|found|grew|heard|hit|kept|knew|led|lay|meant|paid|put|ran|"
    r"sat|saw|sold|sent|shot|shut|sank|stood|stole|struck|swore|swept|thought|threw|wore|wrote|left|forgot|became|felt|hid|rode|sang|"
    r"rose|fell|began|held|left|won|lost|a|ont|est|hat|ist|ha|fue|[a-z]{2,}ed)\b"
)
# "The bank, which employs 1,900 people in Peru, Chile and Bolivia, said"
_RELATIVE = re.compile(
    r",\s(?:who|whose|which|qui|dont|que|cuy[oa]s?|quien|котор\w+)\s|,\s(?:al|à|del?|of|to|for|in|в|о|с|para)\s(?:la\s)?"
    r"(?:which|whom|que|cual|laquelle|котор\w+)\s"
)
_GERMAN_AUXILIARY = re.compile(r"\s(?:hat|hatte|haben|hatten)\s(?=[^,;:]*\Z)")
_QUOTED_AS = re.compile(r"\b(?:quoted|cited|quoting|citing)\s+([^,.;:]{1,60}?)\s+as\s*$")
_AFTER_END = re.compile(
    r"[,;:!?()\n\"“”«»„—–]"
    # "Said Gen. Ann Roe"
    r"|(?<!\bDr|\bMr|\bMs|\bLt|\bSt)(?<!\bGen|\bSen|\bRep|\bGov|\bRev|\bSgt|\bCol|\bMaj|\bMrs)(?<!\bCapt|\bProf)"
    r"\.(?=\s+[^\W\d_a-z]|\s*$)|\b(?:on|in|at|as|after|before|during|when|while|who|which|that|and|but|with|by|"
    r"late|early|yesterday|through|via|upon|from|outside|inside|adding|referring|speaking|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"lors|dans|après|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|devant|am|im|bei|nach|vor|dem|"
    r"der Nachrichtenagentur|"
    r"este|durante|ante|tras|al|в|во|на|по|при|журналистам|агентству)\b"
)
_TOLD = re.compile(
    r"\s+(?:журналистам|репортёрам|репортерам|изданию|агентству|телеканалу|на это|aux journalistes|den Journalisten"
    r"|a los periodistas|a la prensa)(?=\s)"
)
# "уточнили в министерстве", "передаёт агентство со ссылкой на штаб": who says it stands behind these words.
_REFERRING = re.compile(r"(?<=[лю][ит])\s+(?:в|во)\s+(?=[^\W\d_])|\s+[^,.;:]{0,50}?\bсо ссылкой на\s+")
# "Explicó en una rueda de prensa": nobody is named behind the verb.
_ON_OCCASION = re.compile(r"\s+(?:en|ante|tras|durante|con|desde|sobre|por|para|mientras|cuando)\s")
# "Рассказал «Вечернему вестнику» житель села"
_MARKED_ADDRESSEE = re.compile(r"\s[«„\"][^»“\"\n]{2,40}[ую][»“\"](?=\s\w)")
# Spanish marks whom it is said to.
_DATIVE = re.compile(
    r"\s+(?:a|al)\s+(?:El |La |los |las |la )?"
    r"(?:[^\W\d_a-z]|(?:emisora|cadena|agencia|diario|periódico|radio|televisión|canal|prensa|periodistas|medios|revista)\b)"
)
_LEADING = re.compile(
    r"(?:(?:and|but|et|und|y|mais|aber|pero|и|но|а|with|to|for|of|in|by|from|despite|unlike|then|so|yet|mr|also|meanwhile|however|separately|where|who|there|here|additionally|"
    r"earlier|later|moreover|le|auch|también|wie|comme|como|как)\s+)+",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"(?:\s+(?:mit|hinzu|an|ein|de|en|damit|davon|darauf|daran|zu|auf|fest))?[\s,]*\b(?:that|whether|if|how|why|what|where|who|when|que|dass|daß|ob|что|чтобы|como)\b\s*|[\s,]*\bqu['’]|\s*:\s*(?!$)",
)
_DAY = (
    r"(?:on\s+|late\s+(?:on\s+)?|early\s+(?:on\s+)?)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|yesterday|today"
    r"|(?:earlier |later |late |early )?(?:last|this|next) (?:week|month|year|night|weekend)|"
    r"(?:le\s+)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|am\s+\w+(?:tag|woch)|"
    r"(?:el|este)\s+(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)|ayer|hoy|hier|(?:ce|cette)\s+(?:matin|semaine)|esta\s+(?:mañana|tarde|noche|semana)|"
    r"(?:в|во)\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
)
# "On Monday the bank said"
_OPENING_DAY = re.compile(rf"(?:{_DAY})\s+", re.IGNORECASE)
_OCCASION = (
    r"(?:in|at|during|on|via|through|by|after|before|from|outside|lors|dans|sur|bei|nach|en|durante|в|на|после)\s+"
    r"(?:(?:an?|the|his|her|its|their|une?|la|le|der|dem|einer|el)\s+)?(?:[\w.'’-]+\s+){0,3}?"
    r"(?:statement|interview|visit|trip|tour|summit|forum|rally|report|letter|speech|address|message|post|article|readout|note|release|briefing|conference|bulletin|"
    r"tweet|podcast|memo|telegram|telephone|phone|radio|television|tv|email|e-mail|testimony|hearing|meeting|event|ceremony|video|"
    r"broadcast|blog|filing|document|brief|communiqué|entretien|interview|discours|erklärung|gespräch|comunicado|entrevista|"
    r"rueda de prensa|заявлении|интервью|брифинге|выступлении|telegram|website|site|x|facebook|\d{1,2}(?:\s+\w+)?)"
    r"(?:\s+(?:on|to|with|in|of|from)\s+"
    r"(?:the\s+)?[\w.'’-]+(?:\s+[A-Z][\w.'’-]+)*)?"
)
_ADJUNCTS = re.compile(rf"(?:[\s,]*(?:{_DAY}|{_OCCASION})(?![\w-]))+", re.IGNORECASE)
_ENDS = re.compile(r"[\s,]*[.!?…]*[\"”»“]?\s*$")
PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "one",
        "him",
        "her",
        "il",
        "elle",
        "ils",
        "er",
        "sie",
        "es",
        "él",
        "ella",
        "он",
        "она",
        "его",
        "её",
        "их",
    ]
)
_SMALL = frozenset(
    (
        "the",
        "a",
        "an",
        "le",
        "la",
        "el",
        "der",
        "die",
        "and",
        "but",
        "or",
        "so",
        "then",
        "et",
        "und",
        "y",
        "и",
        "а",
        "но",
        "also",
        "yet",
    )
)
MOST_SPEAKER_WORDS = 14


@dataclass(slots=True)
class Stretch:
    """The part `start` to `end` of the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def subject(text: str, start: int, cue: Cue) -> Stretch | None:
    """The words that name the speaker before the verb, back to where the clause begins, at `start` or later."""
    end = _before_adverbs(text, start, cue.start)
    if quoted := _QUOTED_AS.search(text, start, cue.start):
        return Stretch(*quoted.span(1))
    if text.find(" ha", start, end) >= 0 and (auxiliary := _GERMAN_AUXILIARY.search(text, start, end)):
        end = auxiliary.start()  # "Die Ministerin hatte noch im Mai erklärt, ..."
    if end > start and text[end - 1] == ")" and (bracket := text.rfind("(", start, end)) > start:
        end = bracket
    if end > start and text[end - 1] == ",":
        # In "Jane Roe, the finance minister, said" the subject stands before the apposition.
        comma = _apposition_start(text, start, end - 1)
        if comma < 0:
            return None
        end = comma
        if _VERB.search(text, _clause_start(text, start, end), end):
            return None
    found = trimmed(text, _clause_start(text, start, end), end)
    if found and found.of(text).isdigit():
        # In "Jane Roe, 71, who keeps bees, said" an age stands between.
        return trimmed(text, _clause_start(text, start, found.start - 2), found.start)
    return found


def _apposition_start(text: str, start: int, end: int) -> int:
    """The comma before what describes the subject up to `end`: before the `who` of a clause that has commas itself."""
    relatives = [match.start() for match in _RELATIVE.finditer(text, start, end)]
    if relatives:
        return relatives[-1]
    comma = text.rfind(",", start, end)
    while comma > start and text[comma - 1].isdigit() and text[comma + 1].isdigit():
        comma = text.rfind(",", start, comma)
    return comma


def is_inverted(text: str, start: int, cue: Cue) -> bool:
    """Whether nothing but an auxiliary or an adverb stands between `start` and the verb: `, a indiqué la police`."""
    return not text[start : _before_adverbs(text, start, cue.start)].strip()


def _before_adverbs(text: str, start: int, end: int) -> int:
    """The end of the words before an auxiliary, an adverb or a day that stands right before the verb."""
    last = ""
    while end > start:
        while end > start and text[end - 1] in " \n\u00a0":
            end -= 1
        inner = end - 1 if end > start and text[end - 1] == "," and last else end
        begin = inner
        while begin > start and text[begin - 1] not in " \n\u00a0,":
            begin -= 1
        word = text[begin:inner].lower()
        if word not in _BETWEEN and not (word == "on" and last.endswith("day")):
            break
        last, end = word, begin
    return end


def _clause_start(text: str, start: int, end: int) -> int:
    first = passed = start
    for match in _CLAUSE.finditer(text, start, end):
        if match.start() < passed:
            continue
        if match[0] == "(" and (closing := text.find(")", match.end(), end)) > 0 and closing + 1 < end:
            passed = closing + 1  # "The bank (BEI) with its seat in Lima said"
            continue
        # Without a verb before it "and" joins two subjects: "Moscow and Washington said".
        joins = match[0] in _AND and not _VERB.search(text, first, match.start())
        if not joins and (match.end() < end or match[0].isalpha()):
            first = match.end()
    return first


def inverted_subject(text: str, cue: Cue, end: int, is_spanish: bool) -> Stretch | None:
    """The words after the verb, and after those to whom it is said: `said Jane Roe, who ...`."""
    told = _TOLD.match(text, cue.end, end)
    start = told.end() if told else cue.end
    if cue.word >= "\u0400" and (behind := _REFERRING.match(text, start, end)):
        start = behind.end()
        return trimmed(text, start, min([end, *(at for mark in ",.;:\n" if (at := text.find(mark, start, end)) > 0)]))
    if cue.word >= "\u0400" and (paper := _MARKED_ADDRESSEE.match(text, start, end)):
        start = paper.end()
    start = after_adjuncts(text, start, end)
    if is_spanish and _DATIVE.match(text, start, end):
        return None
    if is_spanish and _ON_OCCASION.match(text, start, end):
        return None
    # "сообщает «Вечерняя газета»"
    is_marked = text.startswith((" «", " „", " “"), start) and text[start + 2 : start + 3].isupper()
    first = start + 1 + is_marked
    match = _AFTER_END.search(text, first, end) if first < end else None
    return trimmed(text, start, match.start() if match else end)


def trimmed(text: str, start: int, end: int) -> Stretch | None:
    """The stretch without marks and small words at its ends; None when nothing or a whole clause is left."""
    while start < end and not text[start].isalnum():
        start += 1
    for opening in (_LEADING, _OPENING_DAY):
        leading = opening.match(text, start, end)
        if leading and leading.end() < end:
            start = leading.end()
    while end > start and not text[end - 1].isalnum():
        if text[end - 1] == "." and text[end - 2 : end - 1].isupper():
            break
        end -= 1
    if start >= end or text[start:end].lower() in _SMALL or len(text[start:end].split()) > MOST_SPEAKER_WORDS:
        return None
    return Stretch(start, end)


def after_adjuncts(text: str, start: int, end: int) -> int:
    """The place after `on Tuesday`, `in a statement` and their like."""
    match = _ADJUNCTS.match(text, start, end)
    return match.end() if match else start


def after_that(text: str, start: int, end: int) -> tuple[int, bool]:
    """The place after a conjunction that opens what is said, and whether there is one."""
    match = _THAT.match(text, start, end)
    return (match.end(), True) if match else (start, False)


def has_verb(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds a word that is most likely a verb in a finite form."""
    return _VERB.search(text, start, end) is not None


def closes(text: str, start: int, end: int) -> bool:
    """Nothing but marks is left."""
    return _ENDS.match(text, start, end) is not None
