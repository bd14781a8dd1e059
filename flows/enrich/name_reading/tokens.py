"""Words and marks of a text with their places, cut once and read by everything that looks for names."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.enrich.name_reading.vocabulary import Vocabulary
from flows.enrich.name_reading.words import NO_WORD, Word

# Words behind the last that those who look ahead may meet.
_MOST_LOOK_AHEAD = 9


@dataclass(frozen=True)
class Tokens:
    """`words[i]` stands at `starts[i]` of the text; `known[i]` is what the vocabulary says of it, padded at the end
    with `NO_WORD`; `sentence_starts` are offsets in increasing order."""

    text: str
    known: list[Word]
    starts: list[int]
    sentence_starts: Sequence[int]

    @cached_property
    def _openings(self) -> frozenset[int]:
        return frozenset(self.sentence_starts)

    def end(self, token: int) -> int:
        """Where the word ends in the text."""
        return self.starts[token] + len(self.known[token].text)

    def texts(self, first: int, last: int) -> tuple[str, ...]:
        """The words `first` to `last`, exclusive."""
        return tuple([word.text for word in self.known[first:last]])

    def surface(self, first: int, last: int) -> str:
        """The text of the words `first` to `last`, exclusive."""
        return self.text[self.starts[first] : self.end(last - 1)]

    def sentence_number(self, token: int) -> int:
        """The sentence that holds the token, from 1."""
        return max(1, bisect_right(self.sentence_starts, self.starts[token]))

    def opens(self, token: int) -> bool:
        """Whether the word opens a sentence or a quotation, so that its capital says nothing."""
        if token == 0 or self.starts[token] in self._openings:
            return True
        before = self.known[token - 1]
        return before.opens_next or (not before.text[0].isalnum() and self.starts[token - 1] in self._openings)


def tokenize(text: str, sentence_starts: Sequence[int], vocabulary: Vocabulary) -> Tokens:
    """Cut the text into words, marks and ends of paragraphs, as the vocabulary knows them."""
    known, starts = vocabulary.cut(text)
    known += [NO_WORD] * _MOST_LOOK_AHEAD
    return Tokens(text, known, starts, sentence_starts)
