"""What a large corpus costs, and one that grows: python -m tests.benchmarks.large [DOCUMENTS].

A whole run, one with a document more, and one with a hundredth more, each in a process of its own, without an engine.
It writes the last section of docs/speed.md, and needs the evaluation kit beside the project; 100,000 documents take an
hour and 10 GB of disk.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.steps import ROOT
from tests.benchmarks.speed import EVAL, GROWING, PAGE

_RUN = """
import sys
from pathlib import Path
from flows.pipeline import carry_out
from flows.settings import Settings
from flows.work import side_by_side
carry_out(Settings(home=Path(sys.argv[1])), [sys.argv[2]], mapper=side_by_side)
"""


def run(home: Path, raw: Path) -> tuple[float, int]:
    """CPU seconds and the highest memory in MB of a run in a process of its own."""
    process = subprocess.Popen([sys.executable, "-c", _RUN, str(home), str(raw)], cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def held_back(raw: Path, aside: Path, count: int) -> Sequence[Path]:
    """Files of one document each, spread over the corpus, moved aside; their paths there."""
    single = sorted(place for place in raw.rglob("*") if place.suffix in (".txt", ".md", ".html"))
    moved = []
    for place in single[:: max(1, len(single) // count)][:count]:
        target = aside / place.relative_to(raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        moved.append(place.rename(target))
    return moved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("documents", nargs="?", type=int, default=100_000)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as folder:
        place, more = Path(folder), max(1, documents // 100)
        scale = [sys.executable, str(EVAL / "scale" / "make_scale.py"), str(documents + 1 + more), "1", str(place)]
        subprocess.run(scale, check=True, capture_output=True)
        raw, aside = place / "raw", place / "aside"
        one, *others = held_back(raw, aside, 1 + more)
        measured = []
        for name, added in (("the whole", []), ("one document more", [one]), (f"{more:,} more", others)):
            for each in added:
                shutil.move(each, raw / each.relative_to(aside))
            seconds, peak = run(place / "home", raw)
            measured.append((name, seconds, peak))
            print(*measured[-1], flush=True)
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(f"\n{GROWING}")
    PAGE.write_text(f"{before}\n{section(documents, measured)}", encoding="utf-8")


def section(documents: int, measured: Sequence[tuple[str, float, int]]) -> str:
    """The runs as a table, and what the growth alone costs of the whole."""
    (_, whole, _), (_, one, _), (_, grown, _) = measured
    rows = "\n".join(f"| {name} | {seconds:,.0f} | {peak:,} |" for name, seconds, peak in measured)
    return (
        f"{GROWING}\n\nA run on {documents:,} documents, one with a document more and one with a hundredth more"
        f" (`python -m tests.benchmarks.large {documents}`). The hundredth costs {(grown - one) / whole:.1%} of the"
        " whole, less what one document costs.\n\n"
        f"| run | CPU s | peak MB |\n|---|---:|---:|\n{rows}\n"
    )


if __name__ == "__main__":
    main()
