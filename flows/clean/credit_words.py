"""What stands in credits beside names: leads, posts, and work that makes nobody an author."""

import re
from functools import lru_cache

from flows.clean.vocabulary import COLON_LEADS

# What stands before the name of an agency, at the beginning of a line or inside it.
SOURCE = re.compile(
    r"\b(?:sources?|quellen?|fuentes?|fonte|fonti|bron|źródło|kaynak|источник|джерело|agency|agencia|agence|agentur|"
    r"agencja|агентство)\s*:\s*|(?:来源|來源|稿源|出典|출처|المصدر|وكالة|स्रोत|एजेंसी)\s*[:：]\s*",
    re.I,
)
# What stands before a name, in the languages that have such a word.
_LEAD = re.compile(
    r"^[(\[–—]?\s*(?:"
    r"(?:(?:eine? )?(?:kommentar|analyse|gastbeitrag|reportage|bericht|interview|essay|kolumne|leitartikel|"
    r"rezension|glosse|porträt|protokoll|text) von|"
    r"(?:une? )?(?:analyse|chronique|enquête|reportage|entretien|critique|texte) (?:de|par)|"
    r"(?:una? )?(?:análisis|reportaje|crónica|columna|opinión|texto) (?:de|por)|"
    r"(?:un['’]?\s?)?(?:analisi|intervista) di|a cura di)|"
    r"(?:written|writing|submitted|reported|reporting|story|words|text|article|analysis|posted|published|"
    r"compiled|interview|interviewed|opinion|"
    r"review|commentary|essay|column|guest essay)\s+(?:and\s+\w+\s+)?by|as told to|by|"
    r"(?:words|text)(?: (?:and|&) (?:photos?|photographs|pictures|images|video))?|author|authors|reporters?|"
    r"text und fotos?|texte et photos?|texto (?:y|e) (?:fotos?|fotografías?)|testo e foto|текст и фото|"
    r"(?:article |texte )?rédigé par|artículo de|napisała?|tekst i zdjęcia|tekst|teksti|szerző|írta|penulis|oleh|av|af|"
    r"συντάκτης|מאת|نویسنده|"
    r"reporting|von|par|por|di|da|door|"
    r"autor(?:es|en|a)?|auteurs?|autore|texte|texto|redacción de|escrito por|entrevista de|una entrevista de|"
    r"(?:propos )?recueillis? par|entretien réalisé par|das (?:gespräch|interview) führten?|ein interview von|"
    r"беседовала?|беседовали|подготовила?|подготовили|автор(?:ы)?|текст|автори|autorzy|"
    r"opracowanie|yazan|haber|文|作者|记者|記者|来源|글|기자|كتب|كتبت|بقلم|إعداد|लेखक|द्वारा)(?:\s*[:：・]\s*|\s+)",
    re.I,
)
_NEEDS_COLON = frozenset(COLON_LEADS)
# Work that makes nobody an author, with whom it names: up to the next semicolon, bar or sentence.
_WORK = (
    r"(?:(?:additional|further|other) (?:reporting|research|writing)|edit(?:ed|ing)|translat(?:ed|ion)|"
    r"fact[- ]check(?:ed|ing)|photo(?:s|graphs?|graphed|graphy)?|pictures?|images?|illustrat(?:ed|ions?)|drawings|"
    r"graphics?|videos?|filmed|produced)\s*(?:by\b|:)|"
    r"(?:redaktion|redigiert|bearbeitet|bearbeitung|mitarbeit|übersetzt|übersetzung|aus dem \w+|fotos?|bild(?:er)?|"
    r"grafik|illustration(?:en)?)\s*(?:von\b|:)|"
    r"(?:photos?|photographies?|images?|illustrations?|infographie|vidéo|édité|traduit(?: \w+ \w+)?|"
    r"traduction)\s*(?:par\b|:)|"
    r"(?:fotos?|fotografías?|imágenes|ilustraci(?:ón|ones)|vídeos?|edición|editado|edição|traducción|traducido|tradução)"
    r"\s*(?:por\b|de\b|:)|(?:foto|fotografie|traduzione)\s*(?:di\b|:)|"
    r"(?:фото|фотографии|иллюстрации|видео|редактор\w*|перевод|корректор)\s*:|"
    r"(?:责任编辑|責任編輯|编辑|編輯|责编|摄影|攝影|图|翻译|校对|审核|撮影)\s*[:：/]"
)
_OTHER_WORK = re.compile(
    rf"(?:^|[;|·.,([–—-]|\s(?:and|und|et|y|e|и)\s|\s)\s*(?:{_WORK})(?:[^;|.]|(?<![^\W\d_]{{3}})\.|\.(?!\s|$))*", re.I
)
# All of it has one of these.
_MAY_WORK = re.compile(r"[:：/]|\b(?:by|von|par|por|de|di)\b", re.I)
_OTHER_LEAD = re.compile(rf"[(\[–—\s]*(?:{_WORK})", re.I)
# `Ann Lee Staff Writer`, `Ann Lee Local democracy reporter`
_POST = re.compile(
    r"(?<=\w)\s+(?=(?:Contributing|(?:(?:Senior|Chief) )?Staff|Correspondent|Contributor)\b|"
    r"(?:Chief|Senior|Junior|Deputy|Local|Political|Politics|Crime|Courts?|Business|Sports?|Health|Education|Transport|"
    r"Science|Environment|Climate|News|Community|Investigations?|Features|Foreign|Home|City|County|National|Data|"
    r"Digital|Technology|Economics|Religion|Arts|Culture|Defen[cs]e|Diplomatic|Farming|Agriculture|Legal|Special)\s"
    r"(?:[\w&]+\s){0,3}(?i:reporter|correspondent|editor|writer|columnist)\b)"
)
# `von unserem Korrespondenten Jan Holm`
_OUR = re.compile(
    r"\b(?:unsere[mnrs]?\s+\w*(?:korrespondent|mitarbeiter|redakteur|reporter|autor)\w*|"
    r"(?:notre|nos)\s+(?:envoyée?s?\s+spéciale?s?|spécial\w*|correspondante?s?|journalistes?)|"
    r"(?:nuestr[oa]s?)\s+(?:enviad[oa]s?\s+especial(?:es)?|corresponsal(?:es)?)|nostr[oai]\s+(?:inviat\w|corrispondente)|"
    r"our\s+(?:own\s+|special\s+|staff\s+)?(?:correspondent|reporter|staff reporter|special correspondent))\b,?",
    re.I,
)
_MAY_POST = (
    "contribut",
    "staff",
    "correspondent",
    "reporter",
    "editor",
    "writer",
    "columnist",
    "unsere",
    "notre",
    "nos ",
    "nuestr",
    "nostr",
    "our ",
)
_CAPITAL_AND = re.compile(r"\s[YEИ]\s(?!\.)")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_CHINESE_POST = re.compile(
    r"(?:本报|本網|本网|本台|新华社|特约|见习|实习|首席)?(?:记者|記者|作者|通讯员|通訊員|撰文)\s*[:：/／]?\s*(?=[\u3400-\u9fff])|"
    r"(?:^|\s)文\s*[:：/／]\s*"
)
_CHINESE_SOURCE = re.compile(r"(?:来源|來源|稿源)\s*[:：]?\s*\S+")


@lru_cache(maxsize=20_000)
def lead(text: str) -> str | None:
    """What follows `By`, `Von`, `Автор:` and the like; NULL where the text doesn't start so."""
    found = _LEAD.match(text)
    if not found:
        return None
    word = found[0].strip(" :：([").casefold()
    if word in _NEEDS_COLON and not re.search(r"[:：・]\s*$", found[0]):
        return None
    rest = text[found.end() :].strip()
    return rest.rstrip(")]").strip() if text[0] in "([" else rest


def other_work(text: str) -> str | None:
    """Whom the text credits with other work than writing, where it begins so: `Edited by ...`, `Фото: ...`."""
    found = _OTHER_LEAD.match(text)
    return text[found.end() :].strip(" .,:;()[]–—-*") if found else None


def without_other_work(text: str) -> str:
    """The credit without who edited, translated, took the pictures or added to the reporting."""
    return _OTHER_WORK.sub("", text) if _MAY_WORK.search(text) else text


def plain(text: str) -> str:
    """The credit with a bar between its names and what stands beside them without a sign."""
    if not text.isascii() and _IDEOGRAPH.search(text):
        text = _CHINESE_POST.sub("、", _CHINESE_SOURCE.sub(" ", text))
        if all(re.fullmatch(r"[\u3400-\u9fff·]{2,4}", name) for name in re.split(r"[\s、]+", text.strip(" 、"))):
            text = re.sub(r"\s+", "、", text)
    if any(map(text.casefold().__contains__, _MAY_POST)):
        text = _POST.sub(" | ", _OUR.sub(" ", text))
    return _CAPITAL_AND.sub(" | ", text) if text.isupper() else text
