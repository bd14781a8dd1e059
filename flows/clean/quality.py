"""Signals of a text's quality, as Gopher (Rae et al. 2021), C4 (Raffel et al. 2020), FineWeb (Penedo et al. 2024) and
RedPajama v2 (2023) define them.

Nothing is filtered by them; a column's description names its source, and the source's threshold where it has one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl

from expectations.columns import share
from expectations.contract import Column, between
from flows.clean.repetition import DUPLICATED, ngram_characters
from flows.clean.vocabulary import STOP_WORDS, words

_WORD = re.compile(r"\w+")
_ASCII = re.compile("[\x00-\x7f]+")
# Tables, where a text is ASCII: several times as fast as expressions.
_LETTERS = {n: chr(n).lower() if _WORD.match(chr(n)) else " " for n in range(128)}
_KINDS = "".join(
    " " if c.isspace() else "0" if c.isdecimal() else "$" if c in "$+<=>^`|~" else "." for c in map(chr, range(256))
).encode()
_KIND_COLUMNS = dict.fromkeys(("spaces", "digits", "symbols"), pl.Int64)
_STOPS = list(".!?…。！？।؟۔॥")
_BULLETS = list("•‣◦▪●*-–—·")
SHORT_LINE = 30
_CLOSING = "\"'”’»«›‹“‘)]」』"
# Frequent function words of each language; Gopher counts eight English ones, the rest follow it.
_KNOWN = pl.DataFrame(
    [(language, word) for language, text in STOP_WORDS.items() for word in words(text)],
    schema=["language", "word"],
    orient="row",
)


def _ratio(name: str, description: str) -> Column:
    return Column(name, "DOUBLE", description, promises=(between(0),))


# Each with its source and, where that has one, the value beyond which the source drops a document. A line is a
# paragraph: the text has no other, so that shares of lines and of paragraphs are the same.
SIGNALS = (
    share(
        "stop_word_share", "Share of the words that are function words of the language (RedPajama v2).", nullable=True
    ),
    Column(
        "mean_word_length", "DOUBLE", "Mean length of the words (Gopher: 3 to 10).", unit="code points", nullable=True
    ),
    share("alphabetic_word_share", "Share of the words with a letter in them (Gopher: at least .8)."),
    _ratio("symbol_word_ratio", "Signs `#`, or ellipses, whichever are more, over words (Gopher: at most .1)."),
    share("repeated_line_share", "Share of the paragraphs that repeat an earlier one (Gopher: at most .3)."),
    share(
        "repeated_line_character_share",
        "Share of the characters in paragraphs that repeat an earlier one (Gopher: at most .2; FineWeb: .01).",
    ),
    share(
        "repeated_ngram_share", "Share of the words' characters in the most frequent word 3-gram (Gopher: at most .18)."
    ),
    share("top_4gram_share", "Share of the words' characters in the most frequent word 4-gram (Gopher: at most .16)."),
    *(
        share(
            f"duplicated_{size}gram_share",
            f"Share of the words' characters in word {size}-grams that occurred before (Gopher: at most {most}).",
        )
        for size, most in zip(DUPLICATED, (".15", ".14", ".13", ".12", ".11", ".10"), strict=True)
    ),
    share("terminal_punctuation_share", "Share of the paragraphs that end in a stop (C4; FineWeb: at least .12)."),
    share("ellipsis_line_share", "Share of the paragraphs that end in an ellipsis (Gopher: at most .3)."),
    share("bullet_line_share", "Share of the paragraphs that begin with a bullet or a dash (Gopher: at most .9)."),
    share("short_line_share", "Share of the paragraphs of at most 30 characters (FineWeb: at most .67)."),
    _ratio("line_word_ratio", "Ends of paragraphs inside the text over words: a list has many (FineWeb: at most .3)."),
    share("symbol_share", "Share of the characters that are neither letters, digits, white space nor punctuation."),
    share("digit_share", "Share of the characters that are digits (RedPajama v2, by line)."),
)


def signals(texts: Sequence[str], languages: Sequence[str]) -> pl.DataFrame:
    """The columns of `articles` that tell how much each text looks like prose; shares are 0 where nothing is counted.

    A row a text, in their order; texts are in these languages.
    """
    given = pl.DataFrame({"text": texts, "language": languages}, schema=dict.fromkeys(("text", "language"), pl.String))
    of_characters = pl.DataFrame(list(map(_kinds, texts)), schema=_KIND_COLUMNS, orient="row")
    counted = pl.concat([given, _of_words(given), _of_lines(given), of_characters], how="horizontal")
    text, is_known = pl.col("text").str, pl.col("language").is_in(list(STOP_WORDS))
    count, lines = pl.col("words").clip(1), pl.col("lines").clip(1)
    visible, characters = (text.len_chars() - pl.col("spaces")).clip(1), pl.col("characters").clip(1)
    has_words = pl.col("words") > 0
    ellipses = text.count_matches("...", literal=True) + text.count_matches("…", literal=True)
    return counted.select(
        stop_word_share=pl.when(is_known & has_words).then(pl.col("stop_words") / count),
        mean_word_length=pl.when(has_words).then(pl.col("characters") / count),
        alphabetic_word_share=pl.when(has_words).then(1 - pl.col("bare") / count).otherwise(0.0),
        symbol_word_ratio=pl.max_horizontal(text.count_matches("#", literal=True), ellipses) / count,
        repeated_line_share=pl.col("repeated") / lines,
        repeated_line_character_share=pl.col("repeated_characters") / pl.col("line_characters").clip(1),
        repeated_ngram_share=(pl.col("3-gram") / characters).clip(0, 1),
        top_4gram_share=(pl.col("4-gram") / characters).clip(0, 1),
        **{f"duplicated_{size}gram_share": (pl.col(f"{size}-gram") / characters).clip(0, 1) for size in DUPLICATED},
        terminal_punctuation_share=pl.col("stopped") / lines,
        ellipsis_line_share=pl.col("elliptic") / lines,
        bullet_line_share=pl.col("bulleted") / lines,
        short_line_share=pl.col("short") / lines,
        line_word_ratio=(pl.col("lines") - 1) / count,
        symbol_share=pl.col("symbols") / visible,
        digit_share=pl.col("digits") / visible,
    )


def _of_words(given: pl.DataFrame) -> pl.DataFrame:
    """Each text's words, their characters, the function words among them, those without a letter, and n-grams."""
    found = words_of(given["text"])
    of_language = found.with_columns(language=given["language"].gather(found["text"]))
    known = of_language.join(_KNOWN, on=_KNOWN.columns, how="semi")
    # Most words begin with a Latin letter.
    other = found.filter((pl.col("word") < "a") | (pl.col("word") >= "{"))
    bare = other.filter(~pl.col("word").str.contains(r"\p{L}"))
    return pl.DataFrame(
        {
            "words": np.bincount(found["text"], minlength=len(given)),
            "characters": np.bincount(found["text"], found["word"].str.len_chars(), len(given)),
            "stop_words": np.bincount(known["text"], minlength=len(given)),
            "bare": np.bincount(bare["text"], minlength=len(given)),
            **{f"{size}-gram": each for size, each in ngram_characters(found, len(given)).items()},
        }
    )


def words_of(texts: Iterable[str]) -> pl.DataFrame:
    """Every word of the texts in order: the number of its `text`, from 0, and the `word` in lower case."""
    parted = [t.translate(_LETTERS) if t.isascii() else " ".join(_WORD.findall(t.casefold())) for t in texts]
    spaced = pl.DataFrame({"word": parted}, schema={"word": pl.String}).with_row_index("text")
    return spaced.with_columns(pl.col("word").str.split(" ")).explode("word").filter(pl.col("word") != "")


def _of_lines(given: pl.DataFrame) -> pl.DataFrame:
    """Each text's lines, those of each kind, and the characters of all and of those that repeat an earlier one."""
    lines = given.select(line=pl.col("text").str.split("\n\n")).with_row_index("text").explode("line")
    line, is_again = pl.col("line").str, ~pl.struct("text", "line").is_first_distinct()
    ends = line.tail(8).str.strip_chars_end(_CLOSING).str.tail(1)
    kinds = lines.select(
        "text",
        length=line.len_chars(),
        repeated=is_again,
        stopped=ends.is_in(_STOPS),
        elliptic=line.ends_with("...") | line.ends_with("…"),
        bulleted=line.head(1).is_in(_BULLETS),
        short=line.len_chars() <= SHORT_LINE,
    )
    of_texts = kinds.group_by("text", maintain_order=True).agg(
        lines=pl.len(),
        line_characters=pl.col("length").sum(),
        repeated_characters=pl.col("length").filter(pl.col("repeated")).sum(),
        **{kind: pl.col(kind).sum() for kind in ("repeated", "stopped", "elliptic", "bulleted", "short")},
    )
    return of_texts.drop("text")


def _kinds(text: str) -> tuple[int, int, int]:
    """How many characters are white space, digits, and symbols.

    Symbols are Unicode's symbol and private classes: neither letters, marks, digits, space nor punctuation.
    """
    kinds = text.encode("ascii", "ignore").translate(_KINDS)
    spaces, digits, symbols = map(kinds.count, (b" ", b"0", b"$"))
    for character, times in () if text.isascii() else Counter(_ASCII.sub("", text)).items():
        category = unicodedata.category(character)
        spaces += times * character.isspace()
        digits += times * (category == "Nd")
        symbols += times * (category[0] == "S" or category in ("Co", "Cn"))
    return spaces, digits, symbols
