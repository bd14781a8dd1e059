"""What commands share: where their home is, and how they end when something is wrong."""

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from flows.errors import DataFailed, WrongCall
from flows.hints import hints_for, typed

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.store import Store

DATA_FAILED, WRONG_CALL, INTERRUPTED, READER_LEFT = 1, 2, 130, 141

STOPPED = "Stopped. What was published is as it was; the next run goes on from here."
# What DuckDB makes of a KeyboardInterrupt.
_INTERRUPTED_QUERY = "Query interrupted"

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Home = Annotated[Path | None, typer.Option("--home", help="The home folder; else COPYDESK_HOME, else data/home.")]
Version = Annotated[str, typer.Argument(metavar="VERSION", help="A version's name, a tag, or latest.")]


def guarded(function: Callable[..., None]) -> Callable[..., None]:
    """The function as a command: what a person can do something about becomes a message and an exit code."""

    @wraps(function)
    def command(*args: Any, **kwargs: Any) -> None:
        with hints_for(kwargs.get("home")):
            _carry_out(function, args, kwargs)

    return command


def _carry_out(function: Callable[..., None], args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    try:
        function(*args, **kwargs)
        out.file.flush()
    except BrokenPipeError:
        # The reader of the pipe has seen enough; Python would complain about it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.file.fileno())
        raise typer.Exit(READER_LEFT) from None
    except (Exception, KeyboardInterrupt) as error:
        if (code := exit_code(error)) is None:
            raise
        say(message(error))
        raise typer.Exit(code) from None


def say(message: str) -> None:
    """Print a message for the person at the terminal, as it is."""
    err.print(message, markup=False, soft_wrap=True)


def exit_code(error: BaseException) -> int | None:
    """What the command ends with; None for what is a defect of ours, whose traceback has to be seen."""
    from flows.store import Held

    if isinstance(error, KeyboardInterrupt) or (isinstance(error, RuntimeError) and str(error) == _INTERRUPTED_QUERY):
        return INTERRUPTED
    if isinstance(error, WrongCall | Held):
        return WRONG_CALL
    if isinstance(error, DataFailed) or _is_damage(error):
        return DATA_FAILED
    return WRONG_CALL if _refusal(error) else None


def message(error: BaseException) -> str:
    """What, where, and what to do."""
    if exit_code(error) == INTERRUPTED:
        return STOPPED
    if _is_damage(error):
        return f"{error}\nA published file is gone or damaged; this names each: {typed('verify')}"
    return "\n".join(filter(None, [str(error), _refusal(error)]))


_ROOM = (
    "The disk is full. What was published is as it was. Free some room and call again: it goes on from here. Old"
    " versions can go: {prune}"
)
_PERMISSION = "What was published is as it was. Give the permission, or name another place."
_IN_THE_WAY = "A file stands where a folder has to be. Move it away, or name another place."
_ADVICE = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _ROOM),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _PERMISSION),
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST), _IN_THE_WAY),
}


def _refusal(error: BaseException) -> str | None:
    """What to do when the system refused to write or read; None for other errors."""
    if isinstance(error, OSError):
        return _advice(error.errno or 0)
    if type(error).__name__ == "OutOfMemoryException":
        return "What was published is as it was. Let DuckDB take more memory than it has: COPYDESK_MEMORY=4GB"
    if _is_of_a_library(error):
        # They hand on what the system said as text.
        return next((_advice(number) for number in _ADVICE if os.strerror(number) in str(error)), None)
    return None


def _advice(number: int) -> str | None:
    advice = _ADVICE.get(number)
    return advice and advice.format(prune=typed("prune --keep N"))


def _is_damage(error: BaseException) -> bool:
    """Whether a file of a published version could not be read."""
    names_one = "/corpus/versions/" in str(error)
    return names_one and (isinstance(error, FileNotFoundError) or (_is_of_a_library(error) and not _refusal(error)))


def _is_of_a_library(error: BaseException) -> bool:
    return type(error).__module__.split(".")[0] in ("duckdb", "_duckdb", "polars")


def settings_of(home: Path | None) -> "Settings":
    """The settings, with the home folder that the call names."""
    from flows.settings import settings_from

    return settings_from({**os.environ, **({"COPYDESK_HOME": str(home)} if home else {})})


def corpus_of(home: Path | None) -> "Store":
    """The home folder with a published corpus in it. Raises `WrongCall` when nothing is published there.

    A retraction that was killed is finished first.
    """
    from flows.publish.index import INDEX, RETRACTING
    from flows.store import Store

    settings = settings_of(home)
    store = Store(settings.home.absolute())
    if store.exists(RETRACTING):
        _finish_retraction(store, settings)
    if not store.exists(INDEX):
        # Without a folder it would be the sample's, which nobody wants in a home of their own.
        way = typed("run YOUR_FOLDER") if home or "COPYDESK_HOME" in os.environ else "copydesk run"
        raise WrongCall(f"{store.root} holds no corpus yet. Make one with: {way}")
    return store


def _finish_retraction(store: "Store", settings: "Settings") -> None:
    from flows.pipeline import judged
    from flows.publish.retract import resume
    from flows.store import Held

    try:
        with store.locked("copydesk retract"):
            say("A retraction was cut short; finishing it first.")
            done = resume(store, settings, judge=judged)
    except Held:
        # Who reads meanwhile needn't wait.
        return
    for line in done.as_lines() if done else ():
        say(line)
