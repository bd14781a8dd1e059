"""Digests of the source that each step is made of, so that no step changes without a new revision."""

import ast
import hashlib
from functools import cache
from pathlib import Path

from flows.steps import ROOT, Step

# What describes a step rather than decides its rows.
_FRAMEWORK = {"flows/steps.py", "flows/store.py", "flows/warehouse.py", "expectations/contract.py", "flows/errors.py"}


def module_of(step: Step) -> Path:
    """The module that declares the step."""
    return ROOT / "flows" / step.makes.stage / f"{step.makes.name}.py"


def sources(module: Path) -> set[Path]:
    """The module with all that it imports from the project, by however many steps, but for the framework."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        here = waiting.pop()
        if here not in found and here.relative_to(ROOT).as_posix() not in _FRAMEWORK:
            found.add(here)
            waiting += _imported(here)
    return found


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def _code(module: Path) -> bytes:
    """The module as the parser reads it."""
    return ast.dump(_tree(module)).encode()


@cache
def _imported(module: Path) -> tuple[Path, ...]:
    found = []
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("flows", "expectations"):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            paths = [ROOT / f"{name.replace('.', '/')}.py" for name in names]
            found += [path for path in paths if path.is_file()]
    return tuple(found)


def source_digest(step: Step) -> str:
    """SHA-256 of the code that the step is made of, as the parser reads it: comments and layout don't count."""
    sha256 = hashlib.sha256()
    for path in sorted(sources(module_of(step))):
        sha256.update(path.relative_to(ROOT).as_posix().encode() + _code(path))
    if step.make is None:
        sha256.update(step.query_path.read_bytes())
    return sha256.hexdigest()[:32]
