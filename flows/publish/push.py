"""Brings the corpus to an object store, so that what is here is there, and what is gone here is gone there."""

import json
from dataclasses import replace
from datetime import datetime

from flows.errors import WrongCall
from flows.objects import Objects
from flows.publish.index import INDEX, Index, as_json, read_index, timestamp
from flows.publish.place import check_descent, look
from flows.publish.pushing import Pushed, Pushing
from flows.publish.versions import old_versions
from flows.s3 import Overtaken
from flows.store import Store

PUSHED = "corpus/pushed.json"
"""The addresses that the corpus was pushed to, each with the SHA-256 of the index that is there."""


def push(home: Store, objects: Objects, *, keep: int, keep_days: float, at: datetime) -> Pushed:
    """Bring the corpus there. With `keep`, only that many of the newest versions, and those that `prune` would spare.

    Raises `WrongCall` where this home's corpus doesn't go on from what is there, and `DataFailed` for a damaged file.
    """
    with home.locked("copydesk push"):
        return push_held(home, objects, keep=keep, keep_days=keep_days, at=at)


def push_held(home: Store, objects: Objects, *, keep: int, keep_days: float, at: datetime) -> Pushed:
    """The same for a caller who holds the home's lock."""
    index = read_index(home)
    if index.latest is None:
        raise WrongCall(f"{home.root} holds no version yet. Make one with: copydesk run --home {home.root}")
    try:
        place = look(objects)
        check_descent(place, index)
        pushed = Pushing(home, place, _kept(index, place.index, keep, keep_days, at), timestamp(at)).carry_out()
    except Overtaken as error:
        raise WrongCall(f"{error}: somebody else pushed there meanwhile. Push again when they are done.") from error
    _note_place(home, objects.url)
    return pushed


def due(home: Store, url: str) -> bool:
    """Whether the corpus has changed since it was pushed there; asks nobody."""
    return places(home).get(Objects.normal(url)) != home.sha256(INDEX)


def places(home: Store) -> dict[str, str]:
    """The addresses that the corpus was pushed to."""
    return dict(json.loads(home.read(PUSHED))) if home.exists(PUSHED) else {}


def outdated_places(home: Store) -> list[str]:
    """The addresses whose corpus isn't as it is here now."""
    return [url for url in places(home) if due(home, url)]


def _note_place(home: Store, url: str) -> None:
    known = places(home)
    noted = {**known, url: home.sha256(INDEX)}
    if noted != known:
        home.write(PUSHED, as_json(noted))


def _kept(index: Index, there: Index, keep: int, keep_days: float, at: datetime) -> Index:
    """The index as it shall be there: all but the newest `keep` versions are gone, as if they had been pruned."""
    if not keep:
        return index
    gone, _ = old_versions(index, keep, keep_days, at)
    note = {"reason": f"only the newest {keep} are kept here", "at": timestamp(at)}
    for version in gone:
        before = there.get(version.name)
        index = index.with_version(replace(version, pruned=(before and before.pruned) or note))
    return index
