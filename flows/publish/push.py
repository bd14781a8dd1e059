"""Brings the corpus to an object store, so that what is here is there, and what is gone here is gone there."""

from dataclasses import replace
from datetime import datetime

from flows.errors import WrongCall
from flows.hints import typed
from flows.objects import Objects
from flows.publish.index import Index, read_index, timestamp
from flows.publish.place import check_descent, look
from flows.publish.pushed import note_place
from flows.publish.pushing import Pushed, Pushing
from flows.publish.versions import old_versions
from flows.s3 import Overtaken
from flows.store import Store


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
        raise WrongCall(f"{home.root} holds no version yet. Make one with: {typed('run YOUR_FOLDER')}")
    try:
        place = look(objects)
        check_descent(place, index)
        pushed = Pushing(home, place, _kept(index, place.index, keep, keep_days, at), timestamp(at)).carry_out()
    except Overtaken as error:
        raise WrongCall(f"{error}: somebody else pushed there meanwhile. Push again when they are done.") from error
    note_place(home, objects.url)
    return pushed


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
