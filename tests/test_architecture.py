"""What may import what: code that decides never opens anything."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.steps import ROOT

MODULES = sorted([*ROOT.glob("flows/**/*.py"), *ROOT.glob("expectations/**/*.py")])
STAGES = ("ingest", "clean", "enrich", "validate", "publish")
OPENERS = {
    # the import: the modules that may have it
    "prefect": {
        *("flows/pipeline.py", "flows/serving.py", "flows/temporary_server.py"),
        *(f"flows/{stage}/flow.py" for stage in STAGES),
    },
    "great_expectations": {"flows/validate/judgement.py"},
    "boto3": {"flows/s3.py"},
    "botocore": {"flows/s3.py"},
}
SLOW = {"great_expectations": "six seconds", "boto3": "a second"}
# Modules that only name DuckDB's types and errors.
CONNECTS = {"flows/warehouse.py"}
OPENS = {"flows/store.py"}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").split(".")[0]


def top_level_imports(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= set(imports(node))
    return found


def calls(tree: ast.AST) -> Iterator[str]:
    """Names of what is called, such as `open` or `duckdb.connect`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def offences(path: str, tree: ast.Module) -> list[str]:
    """The rules that the module breaks, each as a sentence."""
    found = []
    for library, allowed in OPENERS.items():
        if library in set(imports(tree)) and path not in allowed:
            found.append(f"{path} imports {library}")
    for library, seconds in SLOW.items():
        if library in top_level_imports(tree):
            found.append(f"{path} imports {library} at its top, which costs every command {seconds}")
    called = set(calls(tree))
    if "duckdb.connect" in called and path not in CONNECTS:
        found.append(f"{path} opens DuckDB")
    opened = {
        name
        for name in called
        if name == "open" or name.endswith((".read_bytes", ".read_text", ".write_text", ".write_bytes"))
    }
    if opened and path not in OPENS:
        found.append(f"{path} opens files: {sorted(opened)}")
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_a_module_opens_only_what_it_may(module: Path) -> None:
    path = module.relative_to(ROOT).as_posix()
    assert offences(path, ast.parse(module.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("path", "source", "offence"),
    [
        ("flows/clean/lines.py", "import prefect", "flows/clean/lines.py imports prefect"),
        ("flows/clean/lines.py", "def f():\n    from great_expectations import x", "imports great_expectations"),
        ("flows/validate/judgement.py", "import great_expectations", "at its top"),
        ("flows/s3.py", "import boto3", "at its top"),
        ("flows/publish/push.py", "def f():\n    from boto3 import x", "imports boto3"),
        ("flows/enrich/reuse.py", "import duckdb\nduckdb.connect()", "opens DuckDB"),
        ("flows/enrich/reuse.py", "open('x')", "opens files: ['open']"),
        ("flows/enrich/reuse.py", "from pathlib import Path\nPath('x').read_text()", "opens files"),
    ],
)
def test_each_rule_can_be_broken(path: str, source: str, offence: str) -> None:
    assert any(offence in found for found in offences(path, ast.parse(source)))


def test_finding_out_whether_anything_is_new_imports_no_step() -> None:
    code = "import sys, flows.pending; sys.exit('flows.stages' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
