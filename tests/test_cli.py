"""The commands as a person meets them: exit codes, messages, and what is printed where."""

import io
import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import COMMANDS, app
from flows.commands import exit_code
from flows.console import summarise
from flows.errors import DataFailed, WrongCall
from flows.hints import hints_for, typed
from flows.run import Outcome
from flows.steps import ROOT
from flows.store import Store
from tests.corpora import write


def call(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", [*(function.__name__ for function in COMMANDS), "catalog"])
def test_every_command_explains_itself(name):
    code, out, _ = call(name, "--help")
    assert code == 0
    assert "Usage: " in out


def test_the_overview_cuts_no_explanation_off():
    code, out, _ = call("--help")
    assert code == 0
    _, commands = out.split("Commands:\n")
    assert "..." not in commands


def test_the_command_line_is_there_before_anything_heavy_is_imported():
    heavy = ("polars", "duckdb", "prefect", "numpy", "boto3")
    script = f"import sys, flows.cli; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_a_raw_that_is_not_there_is_refused_with_what_where_and_what_to_do(tmp_path):
    code, _, err = call("run", tmp_path / "nowhere", "--home", tmp_path / "home")
    assert code == 2
    assert f"{tmp_path / 'nowhere'}: there is no such file or folder" in err.replace("\n", "")
    assert "check the path" in err


def test_a_home_that_holds_nothing_is_refused_with_the_way_out(tmp_path):
    for command in (
        ["versions"],
        ["sql", "select 1"],
        ["show", "x"],
        ["quarantine"],
        ["verify"],
        ["push", "s3://bucket/corpus"],
        ["prune", "--keep", 1],
    ):
        code, _, err = call(*command, "--home", tmp_path)
        assert code == 2
        assert f"copydesk run YOUR_FOLDER --home {tmp_path}" in err


def test_the_command_says_which_version_it_is():
    code, out, _ = call("--version")
    assert code == 0
    assert re.fullmatch(r"copydesk \d+\.\d+\.\d+ \(contract \d+\.\d+\.\d+\)\n", out)


def test_what_to_type_next_names_the_home_of_the_call(tmp_path):
    home = tmp_path / "Ada's news"
    outcome = Outcome("2026-11-22.01", home, new_documents=1, rows=Counter(refused=1))
    console = Console(file=io.StringIO())
    with hints_for(home):
        summarise(console, outcome)
    assert typed("versions") == "copydesk versions"
    commands = re.findall(r"copydesk .*", console.file.getvalue())
    assert len(commands) == 2
    for command in commands:
        assert shlex.split(command)[-2:] == ["--home", str(home)]


def test_an_empty_raw_is_refused_and_not_taken_for_the_folder_of_the_call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in ("run", "serve"):
        code, _, err = call(command, "", "--home", tmp_path / "home")
        assert code == 2
        assert "RAW is empty" in err


def test_a_schedule_that_is_none_is_refused_with_one_that_is(tmp_path):
    code, _, err = call("serve", tmp_path, "--home", tmp_path / "home", "--cron", "at night")
    assert code == 2
    assert "--cron 'at night' is no schedule" in err
    assert "0 3 * * *" in err


def test_a_prefect_server_that_does_not_answer_is_told_with_the_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/api"
    write(tmp_path / "raw", {"a.txt": "Nothing of note."})
    for command in ("run", "serve"):
        run = subprocess.run(
            [sys.executable, "-m", "flows", command, tmp_path / "raw", "--home", tmp_path / "home"],
            env={**os.environ, "PREFECT_API_URL": url, "PREFECT_HOME": str(tmp_path / "prefect")},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 2, run.stderr
        assert f"No Prefect server answers at {url}" in run.stderr
        assert "unset PREFECT_API_URL" in run.stderr
        assert "Traceback" not in run.stderr


def test_one_name_for_several_places_is_refused(tmp_path):
    code, _, err = call("run", tmp_path, tmp_path, "--as", "x", "--home", tmp_path / "home")
    assert code == 2
    assert "--as x names one RAW, and 2 were given" in err


def test_a_home_that_somebody_works_on_says_who(tmp_path):
    raw = write(tmp_path / "raw", {"a.txt": "Words."})
    home = Store(tmp_path / "home")
    with home.locked("copydesk run"):
        # The lock knows processes, so the other one has to be one.
        home.write("corpus/index.json", json.dumps({"latest": "v", "versions": [], "tombstones": []}).encode())
        home.write("warehouse.duckdb", b"")
        command = [sys.executable, "-m", "flows", "run", str(raw), "--home", str(home.root), "--plan"]
        other = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert other.returncode == 2
    assert f"is in use by copydesk run (process {os.getpid()}" in other.stderr
    assert "Traceback" not in other.stderr


def test_who_comes_while_a_first_run_is_under_way_is_told_before_an_engine_starts(tmp_path):
    raw = write(tmp_path / "raw", {"a.txt": "Words."})
    home = Store(tmp_path / "home")
    with home.locked("copydesk run"):
        command = [sys.executable, "-m", "flows", "run", str(raw), "--home", str(home.root)]
        other = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert other.returncode == 2
    assert "is in use by copydesk run" in other.stderr
    assert "Prefect" not in other.stderr


def test_a_plan_of_new_files_names_every_step_and_makes_nothing(tmp_path):
    raw = write(tmp_path / "raw", {"a.txt": "Words.", "b.txt": "Other words."})
    code, out, _ = call("run", raw, "--home", tmp_path / "home", "--plan")
    assert code == 0
    plan = {line.split()[0]: line for line in out.splitlines()}
    assert "2" in plan["ingest"]
    assert "new or changed files" in plan["articles"]
    assert "all" in plan["stories"]
    assert not (tmp_path / "home" / "corpus").exists()


def test_versions_fit_a_narrow_terminal(sample_home):
    code, out, _ = call("versions", "--home", sample_home)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "latest" in out


def test_rows_go_to_a_pipe_as_csv(sample_home):
    code, out, _ = call("sql", "select count(*) as n, ['a', 'b'] as letters from refused", "--home", sample_home)
    assert code == 0
    header, row = out.splitlines()
    assert header == "n,letters"
    assert row.endswith(',"[""a"", ""b""]"')


def test_a_query_that_fails_says_which_tables_there_are(sample_home):
    code, _, err = call("sql", "select * from artikles", "--home", sample_home)
    assert code == 2
    assert "artikles" in err
    assert "The tables: " in err


def test_statements_from_a_pipe_give_their_rows_and_nothing_else(sample_home):
    def answered(statements: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["sql", "--home", str(sample_home)], input=statements)
        return result.exit_code, result.stdout

    assert answered("select 1 as one;\nselect\n2 as two;\n") == (0, "one\n1\ntwo\n2\n")
    assert answered("select 1 as one;\nselect nothing;\nselect 2 as two;\n") == (2, "one\n1\n")


def test_a_published_corpus_is_read_only(sample_home):
    code, _, err = call("sql", "create table mine as select 1", "--home", sample_home)
    assert code == 2
    assert "read-only" in err


def test_quarantine_shows_what_was_refused(sample_home):
    code, out, _ = call("quarantine", "--home", sample_home)
    assert code == 0
    assert "empty,raw/inbox/empty.txt" in out


def test_verify_passes_a_whole_version_and_an_unknown_one_is_a_wrong_call(sample_home):
    assert call("verify", "--home", sample_home)[0] == 0
    code, _, err = call("verify", "2001-01-01.01", "--home", sample_home)
    assert code == 2
    assert "There is no version 2001-01-01.01" in err


def test_an_export_writes_one_file_a_format(sample_home, tmp_path):
    options = ["--table", "stories", "--format", "csv,jsonl", "--to", tmp_path / "out", "--home", sample_home]
    assert call("export", *options)[0] == 0
    lines = [json.loads(line) for line in (tmp_path / "out" / "stories.jsonl").read_text("utf-8").splitlines()]
    rows = len((tmp_path / "out" / "stories.csv").read_text("utf-8").splitlines()) - 1
    assert len(lines) == rows > 0


def test_a_version_differs_in_nothing_from_itself(sample_home):
    code, out, _ = call("diff", "latest", "latest", "--home", sample_home)
    assert code == 0
    assert out == "latest and latest hold the same.\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WrongCall("x"), 2),
        (DataFailed("x"), 1),
        (KeyboardInterrupt(), 130),
        (RuntimeError("Query interrupted"), 130),
        (PermissionError(13, "Permission denied"), 2),
        (RuntimeError("a defect"), None),
        (FileNotFoundError(2, "No such file"), None),
    ],
)
def test_an_error_ends_the_command_with_its_code(error, code):
    assert exit_code(error) == code


def test_a_reader_that_leaves_the_pipe_early_gets_no_traceback(sample_home):
    command = f'"{sys.executable}" -m flows sql "from range(100000)" --home "{Path(sample_home)}" | head -1'
    piped = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert piped.stdout == "range\n"
    assert piped.stderr == ""


def test_a_warehouse_that_needs_more_memory_says_how_to_give_it(tmp_path: Path) -> None:
    from flows.commands import exit_code, message
    from flows.warehouse import Warehouse

    with Warehouse(tmp_path / "warehouse.duckdb", threads=1, memory="10MB") as small:
        small.execute("set temp_directory = ''")
        with pytest.raises(Exception, match="Out of Memory") as raised:
            small.execute("create temp table many as select md5(range::varchar) as t from range(2000000)")
    assert exit_code(raised.value) == 2
    assert message(raised.value).endswith("COPYDESK_MEMORY=4GB")
