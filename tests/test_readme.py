"""What the README and its companions promise, on the sample."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polars

from flows.cli import COMMANDS
from flows.steps import ROOT
from tests.readme import README, renewed

TEXT = README.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_readme_shows_what_a_run_on_the_sample_gives(sample_home):
    assert renewed(TEXT, sample_home) == TEXT, "python -m tests.readme writes it anew"


def test_every_reader_of_the_readme_reads_the_articles(sample_home, monkeypatch):
    monkeypatch.chdir(sample_home)
    (block,) = blocks(README, "python")
    calls = block.replace("data/home/", "").splitlines()
    expected = polars.read_parquet("corpus/latest/articles/*.parquet").height
    for call in calls:
        script = f"import duckdb, pandas, polars; print(len({call}))"
        read = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert int(read.stdout) == expected, call


def test_commands_in_the_documents_exist():
    known = {function.__name__ for function in COMMANDS}
    for page in (README, ROOT / "docs" / "schedule.md"):
        named = set(re.findall(r"(?:`|bin/|and |with: )copydesk ([a-z]+)", page.read_text(encoding="utf-8")))
        assert named
        assert named <= known, page


def test_the_example_enrichment_passes_its_test(tmp_path):
    module, test = blocks(ROOT / "docs" / "enrichment.md", "python")
    # A module of that name beside the real ones, without a file in the project.
    (tmp_path / "questions.py").write_text(module, encoding="utf-8")
    (tmp_path / "test_questions.py").write_text(test.replace("flows.enrich.questions", "questions"), encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            str(tmp_path),
            "test_questions.py",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
