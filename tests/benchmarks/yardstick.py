"""Cleaning and reading beside trafilatura in the same minutes: `python -m tests.benchmarks.yardstick`.

A shared machine is as fast as its neighbours let it be, so that documents a second alone say little. Here each part of
ours takes turns with trafilatura (precision mode) on the 181 real pages of the evaluation kit, and what counts is how
many of our documents are done in the time of one of its pages. It needs the kit and the `bench` extra.
"""

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median

from expectations.contract import Table
from flows.clean.articles import ARTICLES
from flows.jobs import Frames
from flows.settings import Settings
from tests.benchmarks import clean_speed, inside_speed
from tests.benchmarks.speed import EVAL, Measure, measured
from tests.run_step import filled, frame_of

ROUNDS = 3
LOOSE, INSIDE = 2_000, 300
ITS_PAGES = 60
"""The pages that trafilatura did in a CPU second where the aims were set, to which the rates are carried over."""

Work = Callable[[], object]
Turn = tuple[Measure, Measure]


def turns(parts: dict[str, list[tuple[int, Work]]], its: tuple[int, Work]) -> Iterator[tuple[str, list[Turn]]]:
    """For each part, what each of its rounds cost, and what the same minutes gave trafilatura.

    A round is how many documents it does, and the work.
    """
    for name, rounds in parts.items():
        yield name, [(measured(name, *ours), measured("trafilatura", *its)) for ours in rounds]


def loose_text(raw: Path) -> list[tuple[int, Work]]:
    """Cleaning loose text, in each round files that were not read before."""
    kinds = clean_speed.FORMS["loose text"]
    files = [path for path in sorted(raw.rglob("*")) if path.suffix in kinds]
    parts = [files[start : start + LOOSE] for start in range(0, LOOSE * ROUNDS, LOOSE)]
    return [(len(part), partial(clean_speed.cleaned, in_batches(part, kinds))) for part in parts]


def in_batches(files: Sequence[Path], media_types: dict[str, str]) -> list[Frames]:
    """What the steps of cleaning read, in batches as a run has them."""
    size = Settings().batch_documents
    return [clean_speed.batch(files[start : start + size], media_types) for start in range(0, len(files), size)]


def inside(texts: Iterator[dict[str, object]], documents: int = INSIDE) -> list[tuple[int, Work]]:
    """Sentences, dates, mentions and quotations of texts of 450 words, in each round others."""
    rounds = []
    for _ in range(ROUNDS):
        rows = [{"document_id": f"{n:032x}", **row} for n, row in enumerate(islice(texts, documents))]
        rounds.append((len(rows), partial(read_inside, {ARTICLES: filled(ARTICLES, rows)})))
    return rounds


def read_inside(given: dict[Table, object]) -> None:
    frames = dict(given)
    for step in inside_speed.STEPS:
        frames[step.makes] = step.made_of(*(frame_of(read, frames) for read in step.reads))


def main() -> None:
    import trafilatura

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        maker = [sys.executable, str(EVAL / "scale" / "make_scale.py"), str(2 * LOOSE * ROUNDS), "1", str(place)]
        subprocess.run(maker, check=True, capture_output=True)
        with zipfile.ZipFile(EVAL / "pages" / "raw" / "pages.zip") as packed:
            packed.extractall(place / "pages")
        files = sorted(path for path in (place / "pages").rglob("*.html"))
        pages = [path.read_bytes() for path in files]
        web = in_batches(files, {".html": "text/html"})
        parts = {
            "clean, real web pages": [(len(files), partial(clean_speed.cleaned, web))] * ROUNDS,
            "clean, loose text": loose_text(place / "raw"),
            "inside, invented news of 450 words": inside(inside_speed.invented(place / "gold.jsonl")),
            "inside, passages of 450 words": inside(inside_speed.passages()),
        }
        # What is loaded once a process is nobody's speed.
        clean_speed.cleaned(in_batches(files[:2], {".html": "text/html"}))
        inside(inside_speed.passages(), 2)[0][1]()
        its = (len(pages), lambda: [trafilatura.extract(page, favor_precision=True) for page in pages])
        print(f"| | documents a CPU s | pages of trafilatura {version('trafilatura')} | ratio | at {ITS_PAGES} pages |")
        print("|---|---:|---:|---:|---:|")
        for name, taken in turns(parts, its):
            ours, theirs = (median(one.rate for one in side) for side in zip(*taken, strict=True))
            ratio = median(own.rate / other.rate for own, other in taken)
            print(f"| {name} | {ours:,.0f} | {theirs:,.1f} | {ratio:,.1f} | {ITS_PAGES * ratio:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
