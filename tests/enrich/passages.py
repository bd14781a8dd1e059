"""Labelled passages: how they are read, and how what the steps find is scored against them.

Run as `python -m tests.enrich.passages tests/enrich/cases/passages_a.txt [--errors]` for the figures of a file.
In a passage `[p:Ana Roe]` marks a person, `o` an organisation, `c` a country and `l` a place; marks may be nested.
A line `D | speaker | first words ... last words` is a direct quotation, `I` an indirect and `M` a mixed one; ` // `
stands between parts that the speaker's name interrupts. A line `P | name | office | country` gives the office and the
country that the passage gives a person, empty where it gives none.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from expectations.contract import Table
from flows.clean.articles import ARTICLES
from flows.enrich.mentions import MENTIONS
from flows.enrich.mentions import STEP as MENTIONS_STEP
from flows.enrich.name_reading.persons import normalised
from flows.enrich.quotes import STEP as QUOTES_STEP
from flows.enrich.sentences import STEP as SENTENCES_STEP
from flows.steps import Step
from tests.run_step import filled, frame_of

CASES = Path(__file__).parent / "cases"
KINDS = {"p": "person", "o": "organisation", "c": "country", "l": "place"}
FORMS = {"D": "direct", "I": "indirect", "M": "mixed"}
# Two texts are the same quotation when so many of their words agree (F1).
LEAST_AGREEMENT = 0.8


@dataclass
class Passage:
    """A text with the spans of its names, its quotations as (form, speaker, text), and (office, country) of persons."""

    name: str
    language: str
    text: str
    names: set[tuple[int, int, str]] = field(default_factory=set)
    quotes: list[tuple[str, str, str]] = field(default_factory=list)
    people: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def document_id(self) -> str:
        return self.name.rjust(32, "0").replace("_", "0")


def read(path: Path) -> list[Passage]:
    return [
        _passage(block)
        for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if block.strip()
    ]


def _passage(block: str) -> Passage:
    head, *lines = block.strip().split("\n")
    name, language = head.split()
    quotes = [line for line in lines if re.match(r"[DIM] \| ", line)]
    people = [line for line in lines if line.startswith("P | ")]
    text, names = unmarked("\n\n".join(line for line in lines if line and line not in quotes + people))
    # Adjectives in lower case (`le ministre français`) are found too, but no names.
    names = {(start, end, kind) for start, end, kind in names if text[start:end] != text[start:end].lower()}
    passage = Passage(name, language, text, names)
    for line in quotes:
        form, speaker, said = (part.strip() for part in line.split("|", 2))
        passage.quotes.append((FORMS[form], speaker, _expanded(said, text)))
    for line in people:
        _, person, office, country = (part.strip() for part in line.split("|"))
        passage.people[person] = office, country
    return passage


def unmarked(marked: str) -> tuple[str, set[tuple[int, int, str]]]:
    """The plain text and the spans that were marked in it."""
    text, opened, spans = "", list[tuple[int, str]](), set[tuple[int, int, str]]()
    place = 0
    while place < len(marked):
        if (match := re.compile(r"\[([pocl]):").match(marked, place)) is not None:
            opened.append((len(text), KINDS[match[1]]))
            place = match.end()
        elif marked[place] == "]" and opened:
            start, kind = opened.pop()
            spans.add((start, len(text), kind))
            place += 1
        else:
            text += marked[place]
            place += 1
    return text, spans


def _expanded(said: str, text: str) -> str:
    if " // " in said:
        return " ".join(_expanded(part, text) for part in said.split(" // "))
    if " ... " not in said:
        return said
    first, last = said.split(" ... ")
    start = text.index(first) if first in text else 0
    return text[start : text.index(last, start) + len(last)]


def found(passages: list[Passage]) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
    """The mentions and the quotations of each passage, by its name."""
    articles = filled(
        ARTICLES, [{"document_id": p.document_id, "text": p.text, "language": p.language} for p in passages]
    )
    frames: dict[Table, pl.DataFrame] = {ARTICLES: articles}
    for step in (SENTENCES_STEP, MENTIONS_STEP, QUOTES_STEP):
        frames[step.makes] = _run(step, frames)
    by_id = {passage.document_id: passage.name for passage in passages}
    return _grouped(frames[MENTIONS], by_id), _grouped(frames[QUOTES_STEP.makes], by_id)


def _run(step: Step, frames: dict[Table, pl.DataFrame]) -> pl.DataFrame:
    assert step.make is not None
    return step.make(*(frame_of(read, frames) for read in step.reads))


def _grouped(frame: pl.DataFrame, by_id: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in by_id.values()}
    for row in frame.iter_rows(named=True):
        rows[by_id[row["document_id"]]].append(row)
    return rows


def names_of(rows: list[dict[str, Any]]) -> set[tuple[int, int, str]]:
    """The spans of the mentions that are names: with a capital, or in a script without, and more than an office."""
    offices = {(row["char_start"], row["char_end"]) for row in rows if row["kind"] == "office"}
    return {
        (row["char_start"], row["char_end"], row["kind"])
        for row in rows
        if row["kind"] in KINDS.values()
        and row["surface"] != row["surface"].lower()
        and (row["char_start"], row["char_end"]) not in offices
    }


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def agreement(one: str, other: str) -> float:
    """F1 of the words of two texts."""
    ones, others = set(words(one)), set(words(other))
    return 2 * len(ones & others) / (len(ones) + len(others)) if ones and others else 0.0


def matched(gold: list[tuple[str, str, str]], rows: list[dict[str, Any]]) -> tuple[int, list[Any], list[Any]]:
    """How many quotations agree in text, in being indirect and in a word of the speaker; and what is left of both."""
    left, missed = list(rows), []
    for form, speaker, text in gold:
        best = max(left, key=lambda row: agreement(text, row["text"]), default=None)
        same = best is not None and agreement(text, best["text"]) >= LEAST_AGREEMENT
        if (
            same
            and best is not None
            and _same_form(form, best["form"])
            and set(words(normalised(speaker)))
            & set(words(normalised(best["speaker"] or best["speaker_entity_id"] or "")))
        ):
            left.remove(best)
        else:
            missed.append((form, speaker, text))
    return len(gold) - len(missed), missed, left


def _same_form(one: str, other: str) -> bool:
    return (one == "indirect") == (other == "indirect")


def figures(hit: int, wanted: int, given: int) -> tuple[float, float]:
    """Precision and recall."""
    return hit / given if given else 1.0, hit / wanted if wanted else 1.0


def score(passages: list[Passage]) -> Iterator[tuple[str, float, float, int]]:
    """Measure, precision, recall and the number of labels."""
    mentions, quotes = found(passages)
    for kind in (None, *KINDS.values()):
        hit = wanted = given = 0
        for passage in passages:
            gold = {name for name in passage.names if kind in (None, name[2])}
            mine = {name for name in names_of(mentions[passage.name]) if kind in (None, name[2])}
            hit, wanted, given = hit + len(gold & mine), wanted + len(gold), given + len(mine)
        yield kind or "names", *figures(hit, wanted, given), wanted
    for kinds in (("direct", "mixed", "indirect"), ("direct", "mixed"), ("indirect",)):
        hit = wanted = given = 0
        for passage in passages:
            gold_quotes = [quote for quote in passage.quotes if quote[0] in kinds]
            rows = [row for row in quotes[passage.name] if row["form"] in kinds]
            hit, wanted, given = hit + matched(gold_quotes, rows)[0], wanted + len(gold_quotes), given + len(rows)
        yield "quotations " + " ".join(kinds), *figures(hit, wanted, given), wanted


def _fields(passage: Passage, rows: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """Person, field, what was labelled and what was found, of each labelled person that was found."""
    of = {row["surface"]: row for row in rows if row["kind"] == "person"}
    for person, labelled in passage.people.items():
        for name, wanted in zip(("office", "country"), labelled, strict=True):
            if person in of:
                yield person, name, wanted, of[person][name] or ""


def _agrees(name: str, wanted: str, given: str) -> bool:
    """An office may be named at another length; a country is named alike."""
    return agreement(wanted, given) >= 0.5 if name == "office" else wanted == given


def score_fields(passages: list[Passage]) -> Iterator[tuple[str, float, float, int]]:
    """Precision and recall of the offices and countries of the labelled persons that were found."""
    mentions, _ = found(passages)
    for name in ("office", "country"):
        rows = [row for p in passages for row in _fields(p, mentions[p.name]) if row[1] == name]
        hit = sum(_agrees(*row[1:]) for row in rows if row[2])
        wanted = sum(bool(row[2]) for row in rows)
        yield f"{name} of persons", *figures(hit, wanted, sum(bool(row[3]) for row in rows)), wanted


def errors(passages: list[Passage]) -> Iterator[str]:
    mentions, quotes = found(passages)
    for passage in passages:
        mine = names_of(mentions[passage.name])
        for start, end, kind in sorted(passage.names ^ mine):
            sign = "missed" if (start, end, kind) in passage.names else "invented"
            yield f"{passage.name} {sign} {kind}: {passage.text[start:end]}"
        for person, name, wanted, given in _fields(passage, mentions[passage.name]):
            if (wanted or given) and not _agrees(name, wanted, given):
                yield f"{passage.name} {name} of {person}: {given or None} for {wanted or None}"
        _, missed, left = matched(passage.quotes, quotes[passage.name])
        yield from (f"{passage.name} missed {quote}" for quote in missed)
        yield from (f"{passage.name} invented {row['form']} | {row['speaker']} | {row['text']}" for row in left)


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    passages = [passage for path in paths for passage in read(path)]
    print(f"{len(passages)} passages")
    for measure, precision, recall, wanted in (*score(passages), *score_fields(passages)):
        print(f"{measure}: precision {precision:.3f}, recall {recall:.3f} of {wanted}")
    if "--errors" in sys.argv:
        print(*errors(passages), sep="\n")


if __name__ == "__main__":
    main()
