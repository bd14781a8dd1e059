"""German reports without a verb of saying: the subjunctive alone tells that somebody else said so."""

import re

from flows.enrich.quote_reading.sources import indirect
from flows.enrich.quote_reading.speech import Stretch
from flows.enrich.quote_reading.spoken_article import Quotation, SpokenArticle, trimmed_content

# Forms of the third person that are neither indicative nor, in lower case, another word.
_FORMS = (
    "sei|seien|habe|werde|könne|müsse|solle|dürfe|wolle|gebe|liege|komme|gehe|stehe|bleibe|fehle|brauche|wisse|lasse"
    "|nehme|halte|sehe|mache|zeige|führe|bringe|trage|gelte|laufe|spreche|zahle|drohe|handle|bestehe|enthalte|erhalte"
    "|verstehe|entspreche|beginne|koste|dauere|helfe|treffe|verliere|steige|sinke|wachse|prüfe|rechne|erwarte|hoffe"
    "|fordere|verletze|verstoße|gefährde|widerspreche|widerlege|beruhe|betreffe|gehöre|reiche|verfüge|übernehme"
    "|unterstütze|verdiene|vertrete|ziehe|kenne|denke|glaube|scheine|schade|schütze|leide|führe|gefalle"
)
# Of the main clause: before its first comma, and behind what is no `ich`, wish or condition.
_MAIN_CLAUSE = re.compile(rf"(?!Es lebe|Möge|Sei |Seien |Man nehme)[^,;:–—\"„“»«]{{1,90}}?\s(?:{_FORMS})\b")
_FIRST_PERSON = re.compile(r"\b(?:ich|Ich)\b")
_MOST_SENTENCES_BETWEEN = 1


def read_subjunctive(article: SpokenArticle, sentence: int) -> None:
    """`Der Fund widerlege die Annahme` behind a quotation, and `Sie verwies auf die Kosten: Dort zahle man ...`."""
    text = article.text
    start, end = article.sentences[sentence]
    if any(quote.start < end and start < quote.end for quote in article.found):
        return
    stop = end - 1 if text[end - 1 : end] in ".!?" else end
    colon = text.find(": ", start, stop)
    if colon >= 0 and _is_reported(text, colon + 2, stop):
        speaker = article.first_named(start, colon)
        quote = indirect(article, trimmed_content(text, colon + 1, stop), speaker, None) if speaker else None
    elif _is_reported(text, start, stop) and (before := _speaking_before(article, sentence)) is not None:
        quote = indirect(article, trimmed_content(text, start, stop), before.speaker, None)
        if quote is not None and before in article.found:
            quote.carried = before
    else:
        return
    if quote is not None:
        article.found.append(quote)


def _announced(article: SpokenArticle, start: int, end: int) -> Quotation | None:
    """Who is the subject of a sentence that quotes nobody: `Verteidiger Jan Roth kündigte Revision an.`"""
    if any(quote.start < end and start < quote.end for quote in article.found):
        return None
    speaker = article.first_person(start, end)
    is_subject = speaker is not None and article.first_named(start, end) == speaker
    return Quotation([Stretch(start, end)], "indirect", speaker, None) if is_subject else None


def _is_reported(text: str, start: int, stop: int) -> bool:
    return _MAIN_CLAUSE.match(text, start, stop) is not None and not _FIRST_PERSON.search(text, start, stop)


def _speaking_before(article: SpokenArticle, sentence: int) -> Quotation | None:
    """The quotation that ends last before the sentence, not further away than a sentence."""
    start = article.sentences[sentence][0]
    if sentence and (said := _announced(article, *article.sentences[sentence - 1])) is not None:
        return said
    before = [quote for quote in article.found if quote.end <= start and quote.speaker is not None]
    last = max(before, key=lambda quote: quote.end, default=None)
    if last is None or sentence - article.sentence_at(last.end - 1) > 1 + _MOST_SENTENCES_BETWEEN:
        return None
    return last
