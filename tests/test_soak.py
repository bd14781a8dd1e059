"""Runs that are killed at random moments, through Prefect, in processes of their own: `make soak`.

Prints a line for each kill: which command, after how many seconds, and what it had told of last.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flows.ingest.records import document_id
from flows.publish.index import RETRACTING, read_index
from flows.publish.verify import verify
from flows.steps import ROOT
from flows.store import Store
from tests.corpora import digests, rows, write

KILLS = 40
SEED = 20260105
RETRACTED_EVERY = 8
"""Attempts from one retraction to the next."""
PLACES = ["weir", "lock", "mill", "quay", "bridge", "sluice", "ferry", "orchard", "tannery", "granary", "chapel"]
DEEDS = ["repaired", "sold", "flooded", "painted", "reopened", "measured", "searched", "insured", "cleared", "fenced"]
THINGS = ["timber", "copper", "barley", "gravel", "wool", "salt", "lantern", "ledger", "anchor", "ladder", "barrel"]


def article(number: int) -> str:
    """An invented article that shares hardly a five-word run with those of other numbers."""
    rng = random.Random(number)

    def sentence() -> str:
        where, what, thing = (rng.choice(words) for words in (PLACES, DEEDS, THINGS))
        count = rng.randrange(20, 9_000)
        return f"{rng.choice(THINGS).title()} {count} from the {where} was {what} with {thing} {rng.randrange(99)}."

    paragraphs = "\n\n".join(" ".join(sentence() for _ in range(3)) for _ in range(4))
    title = f"{rng.choice(PLACES).title()} number {number} {rng.choice(DEEDS)} after {rng.randrange(3, 90)} days"
    return f"{title}\n\nBy Ada Quill\n\nMarch {number % 28 + 1}, 2025\n\n{paragraphs}\n"


@dataclass
class Soak:
    """A corpus that grows, shrinks and is killed. `say` gets a line for each thing that happens."""

    folder: Path
    server: str
    say: Callable[[str], None]
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))
    offered: dict[str, str] = field(default_factory=dict)
    retracted: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    killed: list[str] = field(default_factory=list)

    @property
    def raw(self) -> Path:
        return self.folder / "gazette"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def offer(self, count: int) -> None:
        new = {f"{n}.txt": article(n) for n in range(len(self.offered), len(self.offered) + count)}
        self.offered |= new
        write(self.raw, new)

    def start(self, *arguments: object, home: Path | None = None) -> subprocess.Popen[bytes]:
        """A command in a process group of its own, so that a kill reaches its workers."""
        with (self.folder / "said").open("wb") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "flows", *map(str, arguments), "--home", str(home or self.home)],
                cwd=ROOT,
                env={**os.environ, "PREFECT_API_URL": self.server, "COPYDESK_BATCH_DOCUMENTS": "4"},
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def said(self) -> str:
        return (self.folder / "said").read_text("utf-8", "replace")

    def finish(self, *arguments: object, home: Path | None = None) -> float:
        """Let a command end, which it must without an error; returns its seconds."""
        began = time.monotonic()
        assert self.start(*arguments, home=home).wait() == 0, self.said()
        return time.monotonic() - began

    def kill(self, seconds: float, *arguments: object) -> bool:
        """Kill a command after these seconds; returns whether it was still running."""
        command = self.start(*arguments)
        try:
            assert command.wait(timeout=seconds) == 0, self.said()
        except subprocess.TimeoutExpired:
            os.killpg(command.pid, signal.SIGKILL)
            command.wait()
            last = (self.said().splitlines() or ["nothing yet"])[-1]
            self.killed.append(re.split(r"[:(]", last)[0])
            self.say(f"{len(self.killed):3} killed after {seconds:5.1f} s: {arguments[0]}, which had said: {last}")
            return True
        return False

    def check(self) -> None:
        """What must hold at any moment: latest is whole, and no document is lost or doubled."""
        if not read_index(Store(self.home)).latest:
            return
        assert verify(Store(self.home), "latest") == []
        ids = [str(row["document_id"]) for row in rows(self.home, "documents", "document_id")]
        assert len(ids) == len(set(ids))
        assert self.seen - self.retracted <= set(ids)
        assert set(ids) <= {document_id(text.encode()) for text in self.offered.values()}
        self.seen |= set(ids)

    def retract_one(self, longest: float) -> None:
        """Kill the retraction of a published document; the next command finishes it."""
        chosen = self.rng.choice(sorted(self.seen - self.retracted))
        self.retracted.add(chosen)
        call = ("retract", chosen, "--reason", "A court ordered it.")
        if self.kill(self.rng.uniform(0, longest), *call):
            began = Store(self.home).exists(RETRACTING)
            self.finish(*call)
            self.say(f"    {'finished' if began else 'done'} by the next command")

    def words_of(self, retracted: Mapping[str, str]) -> list[str]:
        """The files below the home that hold a retracted article as it was."""
        texts = [text.encode() for text in retracted.values()]
        places = [place for place in self.home.rglob("*") if place.is_file()]
        return [str(place) for place in places if any(text in place.read_bytes() for text in texts)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prefect server that all runs share, as starting one takes longer than most of them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        environment.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        from prefect.settings import PREFECT_API_URL

        from flows.temporary_server import prefect_server

        with prefect_server():
            yield str(PREFECT_API_URL.value())


@pytest.mark.soak
def test_commands_that_are_killed_at_any_moment_lose_and_double_nothing(tmp_path, server, capsys):
    def say(line: str) -> None:
        with capsys.disabled():
            print(line, flush=True)

    soak = Soak(tmp_path, server, say)
    soak.offer(8)
    soak.finish("run", soak.raw, home=tmp_path / "first")
    soak.offer(1)
    usual = soak.finish("run", soak.raw, home=tmp_path / "first")
    say(f"\nA run that nobody kills takes {usual:.0f} s.")
    attempts = 0
    while len(soak.killed) < KILLS:
        attempts += 1
        soak.offer(1)
        if attempts % RETRACTED_EVERY == 0 and len(soak.seen - soak.retracted) > 3:
            soak.retract_one(usual)
        elif not soak.kill(soak.rng.uniform(0, 1.1 * usual), "run", soak.raw):
            told = next((line for line in soak.said().splitlines() if line.startswith("Published")), "nothing was new")
            say(f"    a run ended: {told}")
        soak.check()
    soak.finish("run", soak.raw)
    soak.check()
    stayed = {name: t for name, t in soak.offered.items() if document_id(t.encode()) not in soak.retracted}
    write(tmp_path / "fresh" / "gazette", stayed)
    soak.finish("run", tmp_path / "fresh" / "gazette", home=tmp_path / "whole")
    assert digests(soak.home) == digests(tmp_path / "whole")
    assert list((soak.home / "corpus" / "staging").iterdir()) == []
    assert soak.words_of({k: t for k, t in soak.offered.items() if k not in stayed}) == []
    stages = ", ".join(f"{stage} {soak.killed.count(stage)}" for stage in sorted(set(soak.killed)))
    say(f"{len(soak.killed)} kills in {attempts} attempts, by what was said last: {stages}.")
    say(f"{len(stayed)} documents as in one run of them all; {len(soak.retracted)} retracted.")


@pytest.mark.soak
def test_of_two_runs_at_once_one_works_and_the_other_says_who_holds_the_home(tmp_path, server):
    soak = Soak(tmp_path, server, print)
    soak.offer(4)
    first = soak.start("run", soak.raw)
    second = subprocess.run(
        [sys.executable, "-m", "flows", "run", str(soak.raw), "--home", str(soak.home)],
        cwd=ROOT,
        env={**os.environ, "PREFECT_API_URL": server},
        capture_output=True,
        text=True,
        check=False,
    )
    assert sorted([first.wait(), second.returncode]) == [0, 2], soak.said() + second.stderr
    told = second.stderr if second.returncode == 2 else soak.said()
    assert re.search(
        r"home is in use by copydesk run \(process \d+ on .*\)\. Wait until it is done, or stop it\.", told
    )
    assert verify(Store(soak.home), "latest") == []
