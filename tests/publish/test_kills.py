"""A run that is killed at any operation of the store: the old version is whole, and the next run finishes."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from flows.publish.index import read_index
from flows.publish.release import sweep
from flows.publish.verify import verify
from flows.store import Store
from tests.corpora import digests, rows
from tests.publish.house import NOON
from tests.publish.moments import moments
from tests.publish.newsroom import FERRY, FERRY_COPY, ORCHARD, run, write_raw

LATER = NOON + timedelta(minutes=1)


# The states that a kill leaves in short; each of them in the soak.
@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_a_run_that_is_killed_at_any_operation_loses_and_doubles_nothing(tmp_path: Path, every: int) -> None:
    raw = write_raw(tmp_path / "raw", ferry=FERRY, orchard=ORCHARD)
    home = Store(tmp_path / "old" / "home")
    run(home, raw)
    first = digests(home.root)
    shutil.copytree(home.root, tmp_path / "whole", symlinks=True)
    write_raw(raw, copy=FERRY_COPY)
    left = moments(tmp_path / "whole", tmp_path / "copies", lambda store: run(store, raw, LATER))
    second = digests(tmp_path / "whole")
    assert len(left) > 10
    for folder in left[::every]:
        cut = Store(folder / "home")
        assert verify(cut, "latest") == []
        assert digests(cut.root) == (first if read_index(cut).latest == "2026-11-22.01" else second)
        run(cut, raw, LATER)
        assert [version.name for version in read_index(cut).versions] == ["2026-11-22.01", "2026-11-22.02"]
        assert digests(cut.root) == second
        assert len(rows(cut.root, "captures")) == len(rows(cut.root, "documents")) == 3
        assert verify(cut, "latest") == []
        assert sweep(cut) == []
        shutil.rmtree(folder)
