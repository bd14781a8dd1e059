"""What the pipeline makes of five scraped articles, as the evaluation kit scores it."""

import re
import subprocess
import sys
from pathlib import Path

import pandas
import polars as pl
import pyarrow.dataset
import pytest

from flows.publish.verify import verify
from flows.store import Store
from tests.corpora import EVAL, digests, publish, rows

SEEDS = EVAL / "seeds" / "raw"
pytestmark = [
    pytest.mark.eval,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the evaluation kit is not beside the project"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("seeds") / "home"
    outcome = publish(place, SEEDS)
    assert (outcome.new_documents, outcome.rows["refused"]) == (5, 0)
    return place


@pytest.fixture(scope="module")
def scores(home) -> dict[str, str]:
    command = [sys.executable, str(EVAL / "score.py"), "seeds", str(home)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(re.findall(r"^(.+?): (\S+(?: of \d+)?)", printed, re.M))


def test_every_table_has_rows(home):
    empty = {folder.name for folder in (home / "corpus" / "latest").iterdir() if list(folder.glob("*.parquet"))}
    assert {name for name in empty if name != "changes" and not rows(home, name, "1")} <= {"refused", "entity_links"}


@pytest.mark.parametrize(
    ("metric", "floor"),
    [
        ("body line F1", 1.0),
        ("role accuracy (lines outside the body)", 1.0),
        ("metadata exactness", 1.0),
        ("story pair F1", 1.0),
        ("contact F1", 1.0),
    ],
)
def test_a_score_is_at_least(scores, metric, floor):
    assert float(scores[metric]) >= floor


def test_nothing_is_missing_or_invented(scores):
    assert scores["metadata missing values"].startswith("0 of")
    assert scores["metadata invented values"].startswith("0 of")


def test_readers_without_a_catalog_agree(home):
    files = home / "corpus" / "latest" / "articles"
    expected = {row["document_id"]: row["text"] for row in rows(home, "articles", "document_id, text")}
    frames = [
        pl.read_parquet(files / "*.parquet").to_dicts(),
        pandas.read_parquet(files).to_dict("records"),
        pyarrow.dataset.dataset(files).to_table().to_pylist(),
    ]
    for found in frames:
        assert {row["document_id"]: row["text"] for row in found} == expected


@pytest.mark.soak
def test_five_runs_in_reverse_order_give_equal_digests(home, tmp_path):
    for path in sorted(SEEDS.iterdir(), reverse=True):
        publish(tmp_path / "home", path)
    assert digests(tmp_path / "home") == digests(home)


def test_verify_names_the_file_in_which_one_byte_was_flipped(tmp_path):
    publish(tmp_path / "home", SEEDS)
    store = Store(tmp_path / "home")
    assert verify(store, "latest") == []
    (path,) = (tmp_path / "home" / "corpus" / "latest" / "articles").resolve().glob("*.parquet")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (bad,) = verify(store, "latest")
    assert (bad.problem, Path(bad.path).name, Path(bad.path).parent.name) == ("damaged", path.name, "articles")
