"""The command that brings a corpus to an object store, and what others tell of corpora there."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands import Home, corpus_of, out, say, settings_of
from flows.errors import DataFailed, WrongCall
from flows.hints import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.publish.verify import BadFile
    from flows.store import Store


def push(
    url: Annotated[str | None, typer.Argument(metavar="URL", help="Such as s3://bucket/corpus.")] = None,
    keep: Annotated[int | None, typer.Option(help="How many of the newest versions stay there; 0: as here.")] = None,
    home: Home = None,
) -> None:
    """Bring the corpus to an object store.

    What is there afterwards is what is here: versions, latest, tags, yanks; what was pruned or retracted is deleted.
    Without URL it goes to COPYDESK_PUSH_TO.
    """
    from flows.objects import Objects
    from flows.publish.push import push as bring

    settings = settings_of(home)
    if not (address := url or settings.push_to):
        raise WrongCall(f"Say where, or set COPYDESK_PUSH_TO: {typed('push s3://BUCKET/PREFIX')}")
    kept = settings.push_keep if keep is None else keep
    if kept < 0:
        raise WrongCall(f"--keep {kept}: give a number of versions, or 0 for all that are here.")
    done = bring(corpus_of(home), Objects(address), keep=kept, keep_days=settings.keep_days, at=datetime.now(UTC))
    for line in done.as_lines():
        out.print(line, soft_wrap=True, markup=False)


def tell_of_places(store: "Store") -> None:
    """Name the addresses that the corpus was pushed to and that don't have what was done here."""
    from flows.publish.pushed import outdated_places

    for url in outdated_places(store):
        out.print(f"{url} is as it was. To change it too: {typed(f'push {url}')}", soft_wrap=True, markup=False)


def verify_there(url: str, version: str) -> None:
    """What `verify --at` does."""
    from flows.objects import Objects
    from flows.publish.place import verify_there as bad_files

    entry, bad = bad_files(Objects(url), version)
    if entry.yanked:
        say(f"{entry.name} was yanked on {entry.yanked['at'][:10]}: {entry.yanked['reason']}")
    fail_over(bad, f"{entry.name}: {{}} bad files at {url}. Delete them there and push again: {typed(f'push {url}')}")
    out.print(f"{entry.name}: every file at {url} is as its manifest says.", soft_wrap=True, markup=False)


def fail_over(bad: "Sequence[BadFile]", message: str) -> None:
    """Name each bad file. Raises `DataFailed` with the message, in which their number stands for the braces."""
    for file in bad:
        out.print(f"{file.path}: {file.problem}: {file.detail}", soft_wrap=True, markup=False)
    if bad:
        raise DataFailed(message.format(len(bad)))
