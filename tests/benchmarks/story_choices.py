"""What two choices of the story steps cost: `python -m tests.benchmarks.story_choices [stories] [scale]`.

Prints for each set of the evaluation kit the B-cubed F1 of stories as the product makes them, with weights of words
counted in the set itself instead of the fixed ones, and without any day, as if no article said when it was published.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from expectations.contract import Table
from flows.clean.articles import ARTICLES
from flows.enrich import story_blocks, story_candidates, story_keys, story_pairs, story_tellings, story_terms
from flows.enrich.grouping.word_hashes import words_of
from flows.enrich.office_holders import OFFICE_HOLDERS
from flows.enrich.quoted_terms import QUOTED_TERMS
from flows.enrich.reuse_pairs import REUSE_PAIRS
from flows.enrich.sentence_words import BACKGROUND_WORDS
from flows.enrich.standings import STANDINGS
from flows.enrich.takings import TAKINGS
from flows.jobs import read_reference
from flows.steps import Step
from flows.warehouse import Warehouse
from tests.benchmarks.quality import SCALE_DOCUMENTS, _kit
from tests.benchmarks.speed import EVAL
from tests.corpora import publish

STEPS: tuple[Step, ...] = tuple(
    module.STEP for module in (story_keys, story_candidates, story_pairs, story_blocks, story_tellings)
)
GIVEN = (ARTICLES, STANDINGS, REUSE_PAIRS, TAKINGS, OFFICE_HOLDERS, QUOTED_TERMS)
Frames = dict[Table, pl.DataFrame]


def stories(frames: Frames, background: pl.DataFrame) -> dict[str, str]:
    """The story of each document."""
    made = {table.name: frame for table, frame in frames.items()}
    made[story_terms.STORY_TERMS.name] = story_terms.make(frames[ARTICLES], background)
    for step in STEPS:
        made[step.makes.name] = step.made_of(*(made[read.name].select(read.names) for read in step.tables))
    tellings = made[story_tellings.STORY_TELLINGS.name]
    return dict(tellings.select("document_id", "story_id").iter_rows())


def own_weights(articles: pl.DataFrame) -> pl.DataFrame:
    """The table of background words as these articles alone would make it."""
    texts = articles["text"].to_list()
    words = words_of(texts)
    held = pl.DataFrame({"text": words.text, "start": words.start, "stem": words.stem}).unique(
        ["text", "stem"], keep="first", maintain_order=True
    )
    first = held.sort("text", "start").group_by("stem", maintain_order=True).agg(pl.len(), pl.all().first())
    rows = []
    for holders, text, start in first.select("len", "text", "start").iter_rows():
        end = next((at for at in range(start, len(texts[text])) if not texts[text][at].isalnum()), len(texts[text]))
        rows.append({"word": texts[text][start:end], "share": str(holders / articles.height)})
    return pl.DataFrame(rows)


def without_days(frames: Frames) -> Frames:
    days = {"published_on": pl.Date, "looks_back_from": pl.Date, "looks_back_until": pl.Date, "ordered_at": pl.Datetime}
    nothing = [pl.lit(None, dtype).alias(name) for name, dtype in days.items()]
    nothing.append(pl.lit([], pl.List(pl.Date)).alias("lead_days"))
    return {**frames, STANDINGS: frames[STANDINGS].with_columns(nothing)}


def measured(name: str, place: Path) -> Iterator[tuple[str, float]]:
    folder = EVAL / name
    if name == "scale":
        folder = place / "scale"
        maker = [sys.executable, str(EVAL / "scale" / "make_scale.py"), str(SCALE_DOCUMENTS), "1", str(folder)]
        subprocess.run(maker, check=True, capture_output=True)
    publish(place / "home", folder / "raw")
    with Warehouse(place / "home" / "warehouse.duckdb") as warehouse:
        frames = {table: warehouse.frame(f"from {table.address}") for table in GIVEN}
    gold = {row["document_id"]: row["story"] for row in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    fixed = read_reference(BACKGROUND_WORDS)
    for choice, given, background in (
        ("as it is", frames, fixed),
        ("weights of the set itself", frames, own_weights(frames[ARTICLES])),
        ("without days", without_days(frames), fixed),
    ):
        found = stories(given, background)
        labels = {document: story for document, story in gold.items() if document in found}
        yield choice, _kit().bcubed(labels, found)[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=("stories", "scale"))
    for name in parser.parse_args().sets:
        with tempfile.TemporaryDirectory() as folder:
            for choice, value in measured(name, Path(folder)):
                print(f"{name}, {choice}: B-cubed F1 {value:.3f}", flush=True)


if __name__ == "__main__":
    main()
