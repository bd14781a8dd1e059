"""Words and marks of a text with their places, cut once and read by everything that looks for names and quotations."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Abbreviations that keep their stop, so that the stop doesn't part a title from a name; by their length.
_SHORT = {
    3: "Lt|Mr|Ms|Dr|St|Jr|Sr|Co|им",
    4: "Gen|Col|Maj|Adm|Sgt|Mrs|Sen|Rep|Gov|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Inc|Ltd|Cpl|Sir",
    5: "Capt|Cmdr|Brig|Prof|Supt|Insp|Sept|Corp",
}
_SHORT_WITH_STOP = "|".join(rf"(?<=(?:{words.replace('|', '[.]|')}[.]))" for words in _SHORT.values())
TOKEN = re.compile(
    # Most words are followed by nothing that could belong to them: the quick way.
    r"\w++(?![-.\u2010\u2011'’ʼ])"
    # French elisions, which are words of their own.
    r"|(?:[ldsncjmt]|qu)['’](?=\w{2})"
    # A word, with its apostrophes and hyphens; what ends in a possessive is cut before it.
    rf"|\w(?!\.)\w*+(?:[-\u2010\u2011'’ʼ](?![sS]\b)\w++)*+(?:\.(?=\s)(?:{_SHORT_WITH_STOP}))?"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[^\W\d_]\.(?=[ \u00a0][^\W\d_])"  # The initial in John F. Kennedy.
    r"|['’][sS]\b|\w|\n+|[^\w\s]"
)
# At the head of a sentence only French has them: elsewhere it may be L'Aquila.
_ELISION = re.compile(r"[LDCJNSQ]u?['’](?=\w{2})")
_SCRIPT_WITHOUT_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# A word after one of these opens a sentence or a quotation.
_OPENING = frozenset('\n"“„«‘‹.!?…:;')


@dataclass(frozen=True, slots=True)
class Tokens:
    """`words[i]` is `text[starts[i]:ends[i]]`; `sentence_starts` are offsets in increasing order."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentence_starts: Sequence[int]
    openings: frozenset[int]

    def surface(self, first: int, last: int) -> str:
        """The text of the words `first` to `last`, exclusive."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_number(self, token: int) -> int:
        """The sentence that holds the token, from 1."""
        return max(1, bisect_right(self.sentence_starts, self.starts[token]))

    def opens(self, token: int) -> bool:
        """Whether the word opens a sentence or a quotation, so that its capital says nothing."""
        if token == 0 or self.starts[token] in self.openings:
            return True
        before = self.words[token - 1][0]
        return before in _OPENING or (not before.isalnum() and self.starts[token - 1] in self.openings)


def tokenize(
    text: str, sentence_starts: Sequence[int], unspaced: re.Pattern[str] | None = None, elides: bool = False
) -> Tokens:
    """Cut the text into words, marks and ends of paragraphs.

    Words without spaces are cut at the names that `unspaced` finds; where the language `elides`, `L'Algérie` is two.
    """
    spans = [match.span() for match in TOKEN.finditer(text)]
    if elides:
        spans = [piece for span in spans for piece in _elided(text, *span)]
    if unspaced is not None and _SCRIPT_WITHOUT_SPACES.search(text):
        spans = [piece for span in spans for piece in _pieces(text, *span, unspaced)]
    words = [text[start:end] for start, end in spans]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    return Tokens(text, words, starts, ends, sentence_starts, frozenset(sentence_starts))


def _elided(text: str, start: int, end: int) -> list[tuple[int, int]]:
    match = _ELISION.match(text, start, end)
    return [(start, match.end()), (match.end(), end)] if match else [(start, end)]


def _pieces(text: str, start: int, end: int, unspaced: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in unspaced.finditer(text, start, end):
        if start < match.start():
            yield start, match.start()
        yield match.span()
        start = match.end()
    if start < end:
        yield start, end
