"""Throughput and peak memory of each step, beside a plain copy and peers measured in the same run.

`python -m tests.benchmarks.speed [DOCUMENTS ...]` writes docs/speed.md. It needs the evaluation kit beside the project
and the `bench` extra.
"""

import argparse
import contextlib
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import polars as pl

from flows.steps import ROOT

EVAL = ROOT.parent / "shared" / "eval"
PAGE = ROOT / "docs" / "speed.md"
GROWING = "## A corpus that grows"
"""The page's last section, which `tests.benchmarks.large` writes."""


@dataclass(frozen=True)
class Measure:
    """One thing that was done to `documents` documents: CPU seconds, and the highest memory meanwhile in MB."""

    name: str
    documents: int
    cpu_seconds: float
    peak_mb: int

    @property
    def rate(self) -> float:
        return self.documents / max(self.cpu_seconds, 1e-9)


def measured(name: str, documents: int, work: Callable[..., object], *given: object) -> Measure:
    """Do the work, and return what it cost this process."""
    # 5 sets the kernel's high-water mark back to the present size.
    Path("/proc/self/clear_refs").write_text("5")
    start = time.process_time()
    work(*given)
    return Measure(name, documents, time.process_time() - start, _high_water_mark())


def _high_water_mark() -> int:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def measure_pipeline(documents: int, place: Path) -> Iterator[Measure]:
    """Every step of a first run on a corpus of this size, then one document more, then nothing new."""
    from flows.ingest.archive import prepare as prepare_archive
    from flows.ingest.offers import ingest
    from flows.ingest.sources import sources
    from flows.publish.release import publish
    from flows.publish.staging import stage
    from flows.stages import PUBLISHED, STEPS
    from flows.store import Store
    from flows.warehouse import Warehouse
    from flows.work import prepare, run_stage, side_by_side

    home, steps = Store(place / "home"), list(STEPS.values())
    offered = sources([place / "scale" / "raw"], home.root)
    with Warehouse(home.local("warehouse.duckdb")) as warehouse:
        prepare_archive(home, warehouse)
        prepare(warehouse, steps)
        yield measured("ingest", documents, ingest, offered, home, warehouse)
        for step in steps:
            given = (warehouse, home, [step], steps, side_by_side, 500)
            yield measured(f"{step.makes.stage}.{step.name}", documents, run_stage, *given)
        name = "2000-01-01.01"
        yield measured("publish.staging", documents, stage, warehouse, PUBLISHED, home, name)
        staged = stage(warehouse, PUBLISHED, home, name)
        when = datetime(2000, 1, 1, tzinfo=UTC)
        release = partial(publish, provenance={}, expectations=[], published_at=when)
        yield measured("publish.release", documents, release, staged, home)
        yield measured("plain copy by DuckDB", documents, plain_copy, warehouse, place)


def plain_copy(warehouse: object, place: Path) -> None:
    """The same rows as Parquet, by DuckDB's `copy` and nothing else."""
    from flows.stages import PUBLISHED
    from flows.warehouse import Warehouse

    assert isinstance(warehouse, Warehouse)
    for table in PUBLISHED:
        warehouse.execute(f"copy {table.address} to '{place / table.name}.parquet' (format parquet, compression zstd)")


def measure_peers(documents: int, place: Path) -> Iterator[Measure]:
    """trafilatura on the HTML pages; and finding the pairs that share text, by this project's steps and by MinHash."""
    import trafilatura

    pages = [path.read_text(encoding="utf-8") for path in (place / "scale" / "raw").rglob("*.html")]
    yield measured(
        f"trafilatura {version('trafilatura')}, precision mode, HTML only",
        len(pages),
        lambda: [trafilatura.extract(each, favor_precision=True) for each in pages],
    )
    texts = [json.loads(line)["body"] for line in (place / "scale" / "gold.jsonl").read_text().splitlines()]
    # What is imported is nobody's speed.
    # Terms and standings are made for stories anyway.
    articles = articles_of(texts)
    given = articles, standings_of(articles), keys_of(articles)
    pairs_of_this_project(*(table[:9] for table in given))
    name = "pairs: fingerprints and reuse_pairs, terms and standings given"
    yield measured(name, len(texts), pairs_of_this_project, *given)
    for name, find in (("datatrove", datatrove), ("datasketch", datasketch), ("rensa", rensa)):
        try:
            yield measured(f"pairs: {name} {version(name)}, MinHash", len(texts), find, texts, place)
        except Exception as error:
            # The other rows are worth having without this one.
            print(f"{name} could not be measured: {error}", file=sys.stderr)


def articles_of(texts: list[str]) -> pl.DataFrame:
    """Every text as an undated article of its own."""
    from flows.clean.articles import ARTICLES

    return ARTICLES.frame({"document_id": f"{number:032x}", "text": text} for number, text in enumerate(texts))


def standings_of(articles: pl.DataFrame) -> pl.DataFrame:
    """Every article without a day and a revision of none."""
    from flows.enrich.standings import STANDINGS

    ids = articles["document_id"]
    return STANDINGS.frame({"document_id": i, "article_key": i, "is_wire": False, "word_count": 500} for i in ids)


def keys_of(articles: pl.DataFrame) -> pl.DataFrame:
    """The terms that weigh most in each article."""
    from flows.enrich import story_keys, story_terms
    from tests.run_step import reference_frame

    background = [reference_frame(one) for one in story_terms.STEP.references]
    parts = (articles[start : start + 500] for start in range(0, len(articles), 500))
    return pl.concat(story_keys.STEP.made_of(story_terms.STEP.made_of(part, *background)) for part in parts)


def pairs_of_this_project(articles: pl.DataFrame, standings: pl.DataFrame, keys: pl.DataFrame) -> None:
    """The pairs worth aligning."""
    from flows.enrich import fingerprints, reuse_pairs

    held = [fingerprints.STEP.made_of(articles[start : start + 500]) for start in range(0, len(articles), 500)]
    reuse_pairs.STEP.made_of(standings, pl.concat(held), keys)


def datatrove(texts: list[str], place: Path) -> None:
    """Signatures alone, without the buckets and clusters that would follow."""
    from datatrove.data import Document
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature

    signer = MinhashDedupSignature(output_folder=str(place / "signatures"), config=MinhashConfig())
    signer.run((Document(text=text, id=str(n)) for n, text in enumerate(texts)), 0, 1)


def shingles(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]


def datasketch(texts: list[str], place: Path) -> None:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.7, num_perm=128)
    for number, text in enumerate(texts):
        found = MinHash(num_perm=128)
        found.update_batch([shingle.encode() for shingle in shingles(text)])
        index.query(found)
        index.insert(str(number), found)


def rensa(texts: list[str], place: Path) -> None:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16)
    for number, text in enumerate(texts):
        found = RMinHash(num_perm=128, seed=42)
        found.update(shingles(text))
        index.query(found)
        index.insert(number, found)


def run_one(documents: int) -> list[Measure]:
    """All measures for a corpus of this size."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        scale = [sys.executable, str(EVAL / "scale" / "make_scale.py"), str(documents), "1", str(place / "scale")]
        subprocess.run(scale, check=True, capture_output=True)
        measures = list(measure_pipeline(documents, place))
        whole = [m for m in measures if not m.name.startswith("plain")]
        cpu, peak = sum(m.cpu_seconds for m in whole), max(m.peak_mb for m in whole)
        measures.append(Measure("the whole run", documents, cpu, peak))
        from tests.benchmarks.clean_speed import measure_clean
        from tests.benchmarks.inside_speed import measure_inside

        measures += list(measure_clean(place / "scale" / "raw"))
        measures += list(measure_inside(place / "scale" / "gold.jsonl"))
        with contextlib.redirect_stdout(sys.stderr):
            measures += list(measure_peers(documents, place))
    return measures


def in_a_process_of_its_own(documents: int) -> list[Measure]:
    """The measures, taken where no earlier run has left its memory."""
    command = [sys.executable, "-m", "tests.benchmarks.speed", "--one", str(documents)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return [Measure(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def beside_trafilatura() -> str:
    """The table of `tests.benchmarks.yardstick`, taken in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.yardstick"]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()


def page(runs: dict[int, list[Measure]], beside: str) -> str:
    """docs/speed.md."""
    parts = [
        "# Speed",
        "Documents a CPU second of each step, on invented news of about 280 words a document"
        " (`make bench` writes this page). The machine is noisy: compare rows of one table, not runs.",
        f"Python {platform.python_version()}, DuckDB {version('duckdb')}, Polars {version('polars')},"
        f" {platform.machine()}.",
        "## Beside trafilatura\n\n"
        "Each in turn with trafilatura in precision mode on 181 real pages (`python -m tests.benchmarks.yardstick`)"
        ": the medians of both, how many of our documents are done in the time of one of its pages, and what that comes"
        " to where it does 60 pages a CPU second, the rate by which the aims were set.\n\n" + beside,
    ]
    for documents, measures in runs.items():
        rows = "\n".join(
            f"| {m.name} | {m.documents:,} | {m.cpu_seconds:,.1f} | {m.rate:,.0f} | {m.peak_mb:,} |" for m in measures
        )
        head = "| step | documents | CPU s | documents a CPU s | peak MB |\n|---|---:|---:|---:|---:|"
        parts.append(f"## {documents:,} documents\n\n{head}\n{rows}")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps([asdict(m) for m in run_one(arguments.one)]))
        return
    _, heading, growing = PAGE.read_text(encoding="utf-8").partition(f"\n{GROWING}")
    measured = page({n: in_a_process_of_its_own(n) for n in arguments.documents}, beside_trafilatura())
    PAGE.write_text(measured + heading + growing, encoding="utf-8")
    print(measured)


if __name__ == "__main__":
    main()
