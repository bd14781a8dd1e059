"""Finds a version by its name or tag, and says why when it isn't there."""

from flows.errors import WrongCall
from flows.hints import typed
from flows.publish.index import Index, Version, read_index
from flows.store import Store


class UnknownVersion(WrongCall):
    """There is no such version, or no longer; the message says why and which there are."""


def find_version(home: Store, name: str) -> Version:
    """The version of this name or tag; `latest` is the latest one. Raises `UnknownVersion`."""
    return found_in(read_index(home), name)


def found_in(index: Index, name: str) -> Version:
    """The same in an index."""
    wanted = index.latest if name == "latest" else name
    entry = next((v for v in index.versions if v.name == wanted or wanted in v.tags), None)
    if entry is None:
        raise UnknownVersion(f"There is no version {name}. {what_is_there(index)}")
    if entry.pruned:
        raise UnknownVersion(why_pruned(entry, index))
    return entry


def why_pruned(version: Version, index: Index) -> str:
    """Why a pruned version is gone, and what is there instead."""
    pruned = version.pruned or {}
    return f"Version {version.name} was pruned on {pruned['at'][:10]}: {pruned['reason']}. {what_is_there(index)}"


def why_retracted(index: Index, document_id: str) -> str | None:
    """When and why a document was taken out; None when it was not."""
    stone = next((stone for stone in index.tombstones if stone["document_id"] == document_id), None)
    return f"{document_id} was retracted on {stone['at'][:10]}: {stone['reason']}" if stone else None


def what_is_there(index: Index) -> str:
    kept = [version.name for version in index.versions if not version.pruned]
    return (
        f"There are: {', '.join(kept)}."
        if kept
        else f"Nothing is published yet. Make a version with: {typed('run YOUR_FOLDER')}"
    )
