"""The same history gives the same bytes, however the work was spread; the same records give the same rows."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given
from hypothesis import settings as of
from hypothesis import strategies as st

from flows.ingest.records import document_id
from flows.jobs import Failure, Job
from flows.publish.retract import retract
from flows.settings import Settings
from flows.steps import ROOT
from flows.store import Store
from flows.work import Mapper, side_by_side
from tests.corpora import digests
from tests.publish.house import NOON
from tests.publish.newsroom import FERRY, FERRY_COPY, ORCHARD, run, write_raw
from tests.publish.test_retract import nobody

BRIDGE = """Gull Harbour Post

Ministers inspect the new bridge at Teal Valley

By Tom Sedge

April 14, 2025

TEAL VALLEY - Defence Minister Otto Lind of Sweden met Mayor Ines Falk of Norway at the bridge on Saturday.

"It will carry twelve lorries at once," Lind said, while schoolchildren waved from both banks of the river.
"""
TEXTS = {"ferry": FERRY, "copy": FERRY_COPY, "orchard": ORCHARD, "bridge": BRIDGE}
NAME = r"2026-11-\d\d\.\d\d|2026\.11\d\d\.\d+"
TIME = r"2026-11-\d\d([T ]\d\d:\d\d(:\d\d)?(Z| UTC)?)?"
versions = st.lists(st.sets(st.sampled_from(sorted(TEXTS)), min_size=1), min_size=1, max_size=2)


def drawn(examples: int) -> of:
    """The example that is written down, and as many others; none is made smaller, as each takes seconds."""
    phases = (Phase.explicit, *((Phase.generate,) if examples else ()))
    silent = list(HealthCheck)
    return of(max_examples=max(1, examples), derandomize=True, suppress_health_check=silent, phases=phases)


EXAMPLES = pytest.mark.parametrize("examples", [0, pytest.param(15, marks=pytest.mark.soak)])


def in_threads(function: Callable[[Job], list[Failure]], jobs: Sequence[Job]) -> Iterable[list[Failure]]:
    """Batches side by side, the last one first."""
    with ThreadPoolExecutor(3) as pool:
        return reversed(list(pool.map(function, reversed(jobs))))


def files_of(home: Path) -> dict[str, bytes | str]:
    """Every file of every version, named without the version's day: Parquet as it is, others without names and times.

    The manifest's digests of files for people are masked too, because those files say the version's name.
    """
    found: dict[str, bytes | str] = {}
    for place in sorted(home.glob("corpus/versions/*/**/*")):
        if place.is_file():
            path = re.sub(NAME, lambda name: name[0][-2:], place.relative_to(home).as_posix())
            found[path] = place.read_bytes() if place.suffix == ".parquet" else masked(place)
    return found


def masked(place: Path) -> str:
    text = place.read_text("utf-8")
    if place.name == "datapackage.json":
        content = json.loads(text)
        for resource in content["resources"]:
            if resource["role"] == "document":
                resource["bytes"] = resource["files"] = None
        text = json.dumps(content)
    return re.sub(TIME, "TIME", re.sub(NAME, "NAME", text))


def publish_all(
    home: Path, raw: Path, history: Sequence[Iterable[str]], days: int, spread: Settings, by: Mapper
) -> None:
    for number, names in enumerate(history):
        write_raw(raw, **{name: TEXTS[name] for name in names})
        run(Store(home), raw, NOON + timedelta(days=days, minutes=number), spread, by)


@EXAMPLES
def test_batches_threads_and_homes_change_no_byte(tmp_path_factory: pytest.TempPathFactory, examples: int) -> None:
    @drawn(examples)
    @given(history=versions, batch=st.integers(1, 3), workers=st.integers(2, 4))
    @example(history=[{"ferry", "orchard"}, {"copy", "bridge"}], batch=1, workers=3)
    def holds(history: list[set[str]], batch: int, workers: int) -> None:
        folder = tmp_path_factory.mktemp("bytes")
        plain, other = folder / "home", folder / "Ines' other home, ü"
        publish_all(plain, folder / "a" / "raw", history, 0, Settings(batch_documents=500, workers=1), side_by_side)
        spread = Settings(batch_documents=batch, workers=workers)
        publish_all(other, folder / "b" / "raw", history, 3, spread, in_threads)
        one, two = files_of(plain), files_of(other)
        assert [path for path in one | two if one.get(path) != two.get(path)] == []

    holds()


def test_the_seed_of_hashes_and_the_number_of_threads_change_no_byte(tmp_path: Path) -> None:
    """In processes of their own, because both are settled when Python starts."""
    script = (
        "import sys; from pathlib import Path; from flows.settings import Settings; from flows.store import Store;"
        "from tests.publish.newsroom import run;"
        "settings = Settings(batch_documents=int(sys.argv[2]), workers=int(sys.argv[3]));"
        "[run(Store(Path(sys.argv[1])), Path(raw), settings=settings) for raw in sys.argv[4:]]"
    )
    sample = ROOT / "data" / "raw"
    for name, seed, batch, threads in (("one", "1", 500, 1), ("other", "2", 7, 4)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "POLARS_MAX_THREADS": str(threads)}
        offered = (sample / "vistula-courier", sample / "worldbrief")
        call = [sys.executable, "-c", script, tmp_path / name, batch, threads, *offered]
        subprocess.run([str(part) for part in call], cwd=ROOT, env=environment, check=True)
    one, other = files_of(tmp_path / "one"), files_of(tmp_path / "other")
    assert len(one) > 50
    assert [path for path in one | other if one.get(path) != other.get(path)] == []


Step = tuple[str, AbstractSet[str]]
steps = st.lists(
    st.tuples(
        st.sampled_from(["offer", "offer", "leave", "retract", "rebuild"]),
        st.frozensets(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=2),
    ),
    min_size=2,
    max_size=4,
)


def play(home: Store, raw: Path, history: Sequence[Step]) -> Mapping[str, str]:
    """Live through the history; returns the records that are in the corpus at its end, by file."""
    write_raw(raw)
    retracted: set[str] = set()
    for number, (kind, names) in enumerate(history):
        there = {place.stem for place in raw.iterdir()}
        at = NOON + timedelta(minutes=number)
        if kind == "offer":
            write_raw(raw, **{name: TEXTS[name] for name in names})
        elif kind == "leave":
            for name in names & there:
                (raw / f"{name}.txt").unlink()
        elif kind == "retract":
            for name in sorted(names & there - retracted):
                call = (document_id(TEXTS[name].encode()), "A court ordered it.")
                done = retract(home, Settings(home=home.root, workers=1), *call, judge=nobody, at=at)
                retracted |= {each for each in TEXTS if document_id(TEXTS[each].encode()) in done.document_ids}
        if kind != "retract":
            run(home, raw, at, mirror=True, rebuild=kind == "rebuild")
    return {place.stem: TEXTS[place.stem] for place in raw.iterdir() if place.stem not in retracted}


@EXAMPLES
def test_any_history_of_the_same_records_gives_equal_digests(
    tmp_path_factory: pytest.TempPathFactory, examples: int
) -> None:
    @drawn(examples)
    @given(history=steps)
    @example(
        history=[("leave", {"bridge"}), ("offer", {"copy", "orchard"}), ("retract", {"copy"}), ("rebuild", {"ferry"})]
    )
    def holds(history: list[Step]) -> None:
        folder = tmp_path_factory.mktemp("histories")
        begun = [("offer", {"ferry", "bridge"}), *history]
        left = play(Store(folder / "home"), folder / "raw", begun)
        run(Store(folder / "fresh"), write_raw(folder / "other", **left))
        assert digests(folder / "home") == digests(folder / "fresh")

    holds()
