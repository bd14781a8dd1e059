"""What reading inside articles costs: `python -m tests.benchmarks.inside_speed [DOCUMENTS]`.

Sentences, dates, mentions and quotations of documents of about 450 words: invented news of the evaluation kit, which
names little but often, and the labelled passages of the tests, which are written as news is, in five languages.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path
from random import Random

import polars as pl

from expectations.contract import Table
from flows.clean.articles import ARTICLES
from flows.enrich import dates, mentions, quotes, sentences
from tests.benchmarks.speed import EVAL, Measure, measured
from tests.enrich.passages import CASES, read
from tests.run_step import filled, frame_of

STEPS = (sentences.STEP, dates.STEP, mentions.STEP, quotes.STEP)
WORDS = 450
PUBLISHED_ON = date(2023, 5, 17)
# The machine is shared: the quickest round is the least disturbed.
ROUNDS = 3


def measure_inside(gold: Path, documents: int = 300) -> Iterator[Measure]:
    """Each row step that looks inside articles, and all four together, on both kinds of text.

    `gold` is the `gold.jsonl` of invented news.
    """
    for kind, texts in (("invented news", invented(gold)), ("passages", passages())):
        rows = [{"document_id": f"{n:032x}", **row} for n, row in enumerate(islice(texts, documents))]
        frames: dict[Table, pl.DataFrame] = {ARTICLES: filled(ARTICLES, rows)}
        together = []
        for step in STEPS:
            given = [frame_of(read, frames) for read in step.reads]
            # The first round reads the reference tables, once a process.
            frames[step.makes] = step.made_of(*given)
            name = f"inside, {step.name}, {WORDS} words of {kind}"
            rounds = [measured(name, len(rows), step.made_of, *given) for _ in range(ROUNDS)]
            together.append(min(rounds, key=lambda m: m.cpu_seconds))
        yield from together
        cpu, peak = sum(m.cpu_seconds for m in together), max(m.peak_mb for m in together)
        yield Measure(f"inside, all four, {WORDS} words of {kind}", len(rows), cpu, peak)


def invented(gold: Path) -> Iterator[dict[str, object]]:
    """English articles of the paragraphs of the evaluation kit, in their order."""
    with gold.open(encoding="utf-8") as lines:
        paragraphs = (paragraph for line in lines for paragraph in json.loads(line)["body"].split("\n\n"))
        while text := _article(paragraphs):
            yield {"text": text, "language": "en", "published_on": PUBLISHED_ON}


def passages() -> Iterator[dict[str, object]]:
    """Without an end, articles of labelled passages of one language, drawn in an order that is always the same."""
    by_language: dict[str, list[str]] = {}
    for path in sorted(CASES.glob("passages_*.txt")):
        for passage in read(path):
            by_language.setdefault(passage.language, []).extend(passage.text.split("\n\n"))
    languages = [language for language, paragraphs in by_language.items() for _ in paragraphs]
    random = Random(1)
    while True:
        language = random.choice(languages)
        text = _article(random.choice(by_language[language]) for _ in count())
        yield {"text": text, "language": language, "published_on": PUBLISHED_ON}


def _article(paragraphs: Iterator[str]) -> str:
    """As many of the paragraphs as come to 450 words; empty where none is left."""
    taken, words = list[str](), 0
    for paragraph in paragraphs:
        taken.append(paragraph)
        words += len(paragraph.split())
        if words >= WORDS:
            break
    return "\n\n".join(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("documents", nargs="?", type=int, default=300)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as folder:
        maker = [sys.executable, str(EVAL / "scale" / "make_scale.py"), str(2 * documents), "1", folder]
        subprocess.run(maker, check=True, capture_output=True)
        for m in measure_inside(Path(folder) / "gold.jsonl", documents):
            print(f"| {m.name} | {m.documents:,} | {m.cpu_seconds:,.2f} | {m.rate:,.0f} | {m.peak_mb:,} |")


if __name__ == "__main__":
    main()
