"""Reads one article for what it reports as said: direct, indirect and mixed."""

from collections.abc import Sequence
from itertools import pairwise

from flows.enrich.quote_reading.direct_speech import read_direct
from flows.enrich.quote_reading.indirect_speech import read_added, read_fragment, read_sentence
from flows.enrich.quote_reading.spoken_article import Mention, SpokenArticle
from flows.enrich.quote_reading.subjunctive import read_subjunctive
from flows.enrich.quote_reading.verbs import Verbs


def read_article(
    text: str,
    language: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    verbs: Verbs,
) -> SpokenArticle:
    """Direct speech first, as its marks bound it; then what the other sentences report."""
    article = SpokenArticle(text, language, sentences, mentions, verbs)
    number = 0
    while number < len(article.quoted):
        number = read_direct(article, number)
    covered = {article.sentence_at(quote.end - 1) for quote in article.found} | {
        article.sentence_at(quote.start) for quote in article.found
    }
    covered |= {article.sentence_at(quote.cue.start) for quote in article.found if quote.cue}
    cued = {article.sentence_at(cue.start) for cue in article.cues}
    for sentence in sorted(cued - covered):
        read_sentence(article, *article.sentences[sentence])
    if language == "de":
        for sentence in range(len(article.sentences)):
            if sentence not in covered:
                read_subjunctive(article, sentence)
    for quote in [quote for quote in article.found if quote.cue and quote.form == "direct"]:
        read_added(article, quote)
    for number in range(len(article.quoted)):
        if number not in article.used:
            read_fragment(article, number)
    article.found.sort(key=lambda quote: (quote.start, quote.end))
    for before, quote in pairwise(article.found):
        if quote.cue is None and quote.speaker is None and article.text.count("\n\n", before.end, quote.start) <= 1:
            quote.speaker, quote.carried = before.speaker, before
    return article
