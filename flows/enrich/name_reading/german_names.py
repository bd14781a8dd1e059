"""Names in German that a capital adjective or a spa's first word begins, where every noun has a capital."""

import re
from functools import lru_cache

from flows.enrich.name_reading.german_places import SPAS, is_german_noun
from flows.enrich.name_reading.lexicon import Lexicon
from flows.enrich.name_reading.spans import Span
from flows.enrich.name_reading.tokens import Tokens

# Adjectives have small letters but in names: `Bayerischer Rundfunk`, `Deutsches Rotes Kreuz`.
_ADJECTIVE = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß-]+(?:isch|lich|ional|zial|entral)|Deutsch|Frei|Freiwillig|Rot|Vereinigt|Vereint|Allgemein"
    r"|Öffentlich|Neu)(?:e|en|er|es|em)"
)
_EVENT = re.compile(
    r"\w*(?:preis|preises|meisterschaft|meisterschaften|krieg|krieges|kriegs|spiele|spielen|cup|pokal|woche|tage|jahr"
    r"|revolution|reich|reiches|reichs|recht|gesetz|sprache|markt|verfassung|art|zeit|frage|konferenz|gipfel"
    r"|herbst|frühling|republik|staaten|seite|raum)"
)
# "Lindauer Festspiele": a town's adjective names with these what the town has one of.
_BODY_OF_TOWN = re.compile(
    r"\w*(?:festspiele|festspielen|börse|messe|philharmoniker|philharmonikern|symphoniker|symphonikern|sinfoniker"
    r"|sinfonikern|staatsoper|nachrichten|zeitung|anzeiger|anzeigers|tageblatt|tageblatts|rundschau|kurier|kuriers"
    r"|abendblatt|abendblatts|morgenpost|stadtwerke|stadtwerken|verkehrsbetriebe|verkehrsbetrieben|volksbank"
    r"|sparkasse|kantonalbank|flughafengesellschaft|hafengesellschaft)"
)
_LAND = re.compile(r"\w*(?:meer|meeres|see|wald|waldes|alb|alpen|schweiz|heide|inseln|bucht|ozean|ozeans|halbinsel)")
# "Tauernautobahn", "Aletschgletscher": what is so compounded and no common noun is named so.
_NAMED_WAY = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß]+-)+(?:Autobahn|Kanals?|Brücke|Tunnels?|Passes|Pass|Straße|Gebirges?|Stausees?)"
    r"|[A-ZÄÖÜ][a-zäöüß]{3,}(?:autobahn|gletschers?|gebirges?|talsperre|tunnels?|hochebene|klamm|wasserfalls?|staudamms?"
    r"|schlucht|massivs?|passes|pass|brücke|kanals?|straße)"
)
_COMMON_WAY = re.compile(
    r"(?:stadt|umgehungs|eisenbahn|bahn|straßen|auto|fußgänger|abwasser|haupt|land|bundes|schnell|reise|impf|eng|rück"
    r"|informations|fernseh|kommunikations|nachrichten|bewässerungs|neben|seiten|wohn|dorf|daten|zug|hänge|holz|stein|fuß"
    r"|luft|verbindungs|schiffs|pipeline|steil|querungs|berg|wind|eis|insel|hoch|panzer|doppel|fach|ab|durch|milch"
    r"|einkaufs|pracht|geschäfts|durchgangs|zufahrts|ring|schul|markt|kirch|bau|küsten|ufer|kanal|rhein-?main)\w*"
)
_ARTICLES = frozenset(("der", "die", "das", "des", "dem", "den", "beim", "vom", "zum", "zur", "im", "am"))
_QUOTES = frozenset('„“"»«‚')
_MOST_WORDS = 5


def german_name(tokens: Tokens, at: int, lexicon: Lexicon) -> Span | None:
    """What a capital adjective names with the nouns behind it, or the spa that `Bad` begins; None for anything else."""
    known = tokens.known
    word, following = known[at], known[at + 1]
    if not word.roles and _is_way(word.text) and not tokens.opens(at):
        return Span(at, at + 1, "place")
    if not following.is_capital:
        return None
    if word.text in SPAS[:2] and following.low not in lexicon.common_nouns:
        return Span(at, at + 2, "place")
    if word.text.endswith("er") and not word.is_title and _BODY_OF_TOWN.fullmatch(following.low):
        return Span(at, at + 2, "organisation")
    if not _ADJECTIVE.fullmatch(word.text) or _opens(tokens, at) or following.is_given:
        return None
    last = at + 1
    while known[last].is_capital and last - at < _MOST_WORDS and "calendar" not in known[last].roles:
        last += 1
    nouns = [place for place in range(at + 1, last) if not _ADJECTIVE.fullmatch(known[place].text)]
    if not nouns or (word.reach and not _is_noun(tokens, nouns[0], lexicon)):
        return None  # "Der Deutsche Xaver Huber"
    noun = known[nouns[0]].low
    if "head" in known[nouns[0]].roles:
        return None
    if _LAND.fullmatch(noun):
        return Span(at, nouns[0] + 1, "place")
    return Span(at, last, "thing" if _EVENT.fullmatch(noun) else "organisation")


@lru_cache(maxsize=1 << 12)
def _is_way(word: str) -> bool:
    return _NAMED_WAY.fullmatch(word) is not None and _COMMON_WAY.fullmatch(word.lower()) is None


def _is_noun(tokens: Tokens, at: int, lexicon: Lexicon) -> bool:
    word = tokens.known[at]
    return not word.roles.isdisjoint(("orgnoun", "organisation")) or is_german_noun(word.text, lexicon.common_nouns)


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether the word opens a sentence or a quotation; `die „Westfälischen Nachrichten“` opens none."""
    if not tokens.opens(at):
        return False
    return not (at > 1 and tokens.known[at - 1].text in _QUOTES and tokens.known[at - 2].low in _ARTICLES)
