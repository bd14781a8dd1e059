"""What to type next: commands that reach the home folder of the call at hand."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LIST_ARTICLES = 'sql "select document_id, title from articles"'
_HOME: ContextVar[Path | None] = ContextVar("_HOME", default=None)


@contextmanager
def hints_for(home: Path | None) -> Iterator[None]:
    """Meanwhile every command that a message names is for this home folder; None: the call named none."""
    before = _HOME.set(home)
    try:
        yield
    finally:
        _HOME.reset(before)


def typed(command: str) -> str:
    """What to type for the command, such as `verify`, to reach the home folder that the call at hand named."""
    home = _HOME.get()
    return f"copydesk {command}" + (f" --home {shlex.quote(str(home))}" if home else "")
