"""Runs on a disk of its own that is filled and made read-only; prints as JSON what each attempt said.

    python -m tests.publish.small_disk DISK RAW      DISK: an empty file system of 24 MB

`tests/publish/test_trouble.py` starts it where it may mount one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from flows.commands import exit_code, message
from flows.publish.export import export
from flows.publish.index import read_index
from flows.publish.verify import verify
from flows.store import Store
from tests.corpora import digests, rows
from tests.publish.house import NOON
from tests.publish.newsroom import FERRY, FERRY_COPY, ORCHARD, run, write_raw

FREE = (0, 40_000, 200_000, 500_000)
"""Bytes that are left for a run that needs about a million: it fails in ingest, enrich, publish, or at the very end."""


@contextmanager
def filled_up(disk: Path, free: int) -> Iterator[None]:
    """Leave this much of the disk."""
    about = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(b"x" * max(0, about.f_bavail * about.f_frsize - free))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def attempt(home: Store, act: Callable[[], object]) -> dict[str, Any]:
    """What a command would say and end with, and what is there afterwards."""
    code, said = 0, ""
    try:
        act()
    except Exception as error:
        code, said = exit_code(error), message(error)
    bad = [file.path for file in verify(home, "latest")]
    titles = [row["title"] for row in rows(home.root, "articles", "title")]
    return {"code": code, "said": said, "bad_files": bad, "titles": titles, "latest": read_index(home).latest}


def main(disk: Path, raw: Path) -> None:
    home = Store(disk / "home")
    run(home, write_raw(raw, ferry=FERRY, orchard=ORCHARD))
    write_raw(raw, copy=FERRY_COPY)

    def again() -> object:
        return run(home, raw, NOON + timedelta(minutes=1))

    told = {}
    for free in FREE:
        with filled_up(disk, free):
            told[str(free)] = attempt(home, again)
    told["enough"] = attempt(home, again)
    with read_only(disk):
        told["read-only"] = attempt(home, lambda: run(home, write_raw(raw, late=ORCHARD.replace("pear", "plum"))))
        told["reading"] = attempt(home, lambda: export(home, "latest", "articles", ["csv"], raw.parent / "a.csv"))
    print(json.dumps({"told": told, "digests": digests(home.root)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
