"""What an object store holds of a corpus that was pushed there.

    latest.json                 the version that readers get, its folder, and a push that isn't finished
    index.json                  every version, as at home, with its folder
    versions/2026-11-22.01/     a version's files, byte for byte
    revisions/2026-11-22.01.2/  a version made anew after a retraction, until it has taken the old one's place

An object store can't rename a folder, so `latest.json` and `index.json` say where a version is whole: they move to a
folder that is complete, and only then what they left is changed or deleted.
"""

import errno
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from flows.errors import DataFailed, WrongCall
from flows.hints import typed
from flows.objects import Objects
from flows.publish.find import found_in
from flows.publish.index import Index, Version, as_json, index_of
from flows.publish.manifest import MANIFEST, Manifest
from flows.publish.verify import BadFile, bad_files
from flows.s3 import Overtaken
from flows.store import Found

LATEST, INDEX = "latest.json", "index.json"
VERSIONS, REVISIONS = "versions", "revisions"
Json = dict[str, Any]


class NoCorpus(WrongCall):
    """The address holds no corpus, or something else; the message says what to do."""


@dataclass(frozen=True)
class Place:
    """What was found at an address: the objects by their path, and what `latest.json` and `index.json` say."""

    objects: Objects
    found: dict[str, Found]
    written: dict[str, bytes | None]
    pointer: Json
    index: Index
    folders: dict[str, str]

    @property
    def claim(self) -> Json | None:
        """What the push that isn't finished is about to bring: who, and its versions."""
        claim: Json | None = self.pointer.get("pushing")
        return claim

    def tag(self, path: str) -> str | None:
        return self.found[path].e_tag if path in self.found else None

    @cached_property
    def by_folder(self) -> dict[str, list[str]]:
        """The paths of the objects by their folder, such as `versions/2026-11-22.01`."""
        folders: dict[str, list[str]] = {}
        for path in self.found:
            parts = path.split("/", 2)
            if parts[0] in (VERSIONS, REVISIONS) and len(parts) == 3:
                folders.setdefault(f"{parts[0]}/{parts[1]}", []).append(path)
        return folders


def look(objects: Objects) -> Place:
    """List the address and read what it says of itself. Raises `NoCorpus` where other things lie."""
    found = {each.path: each for each in objects.everything()}
    written = {path: _read(objects, found.get(path)) for path in (LATEST, INDEX)}
    pointer, listed = (_parsed(objects, path, content) for path, content in written.items())
    strange = any(path.startswith((f"{VERSIONS}/", f"{REVISIONS}/")) for path in found)
    if pointer is None and listed is None and strange:
        raise NoCorpus(
            f"{objects.url}: there are a folder {VERSIONS} or {REVISIONS} and no {LATEST}, so they are not a corpus's;"
            " choose another address, or delete them"
        )
    listed = listed or {"latest": None, "versions": [], "tombstones": []}
    folders = {each["name"]: each.pop("folder") for each in listed["versions"]}
    return Place(objects, found, written, pointer or {}, index_of(listed), folders)


def _read(objects: Objects, entry: Found | None) -> bytes | None:
    """The object that was listed. Raises `Overtaken` when it is another one by now."""
    try:
        return objects.open(entry).read() if entry else None
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ESTALE):
            raise Overtaken(objects.url) from error
        raise


def _parsed(objects: Objects, path: str, content: bytes | None) -> Json | None:
    if content is None:
        return None
    try:
        parsed = json.loads(content)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict) or not _KEYS[path] <= parsed.keys():
        raise NoCorpus(f"{objects.where(path)} is damaged, or not a corpus's: delete it, or choose another address")
    return parsed


_KEYS = {LATEST: {"latest", "folder"}, INDEX: {"latest", "versions", "tombstones"}}


def final_folder(name: str) -> str:
    return f"{VERSIONS}/{name}"


def written_index(index: Index, folders: Mapping[str, str]) -> bytes:
    """`index.json` of a place: that of the home, with the folder of each version that is there."""
    versions = [{**asdict(version), "folder": folders.get(version.name)} for version in index.versions]
    return as_json({**asdict(index), "versions": versions})


def written_pointer(index: Index, folders: Mapping[str, str], claim: Json | None) -> bytes:
    """`latest.json` of a place."""
    version = index.get(index.latest) if index.latest else None
    return as_json(
        {
            "latest": version and version.name,
            "folder": version and folders[version.name],
            "revision": version and version.revision,
            "manifest_sha256": version and version.manifest_sha256,
            "pushing": claim,
        }
    )


def manifest_there(place: Place, name: str) -> Manifest | None:
    """The manifest of a version that the index of the place knows; None where it isn't what the index says."""
    version, folder = place.index.get(name), place.folders[name]
    try:
        content = place.objects.read(f"{folder}/{MANIFEST}")
    except FileNotFoundError:
        return None
    is_whole = version is not None and sha256(content).hexdigest() == version.manifest_sha256
    return Manifest(folder, json.loads(content)) if is_whole else None


def verify_there(objects: Objects, name: str) -> tuple[Version, list[BadFile]]:
    """The version at the address, and its files that are missing, damaged or unknown there.

    Each is fetched and hashed. Raises `WrongCall` where there is no such version.
    """
    place = look(objects)
    version = found_in(place.index, name)
    manifest = manifest_there(place, version.name)
    if manifest is None:
        path = f"{place.folders[version.name]}/{MANIFEST}"
        return version, [BadFile(path, "damaged", "it is gone, or not the manifest that index.json means")]
    return version, bad_files(objects, manifest)


def check_descent(place: Place, index: Index) -> None:
    """See that this home's index goes on from what is there. Raises `WrongCall` where it would undo something."""
    url = place.objects.url
    for old in place.index.versions:
        if lost := _lost(old, index.get(old.name)):
            raise WrongCall(f"{url}: {lost}. Push from the home that pushed there last, or to another address.")
    if {stone["document_id"] for stone in place.index.tombstones} - {s["document_id"] for s in index.tombstones}:
        raise WrongCall(
            f"{url}: documents were retracted there of which this home knows nothing, so it is an older one."
            " Push from the home that pushed there last, or to another address."
        )
    for name, claimed in (place.claim or {"versions": {}})["versions"].items():
        mine = index.get(name)
        if mine is None or _is_another(claimed["revision"], claimed["manifest_sha256"], mine):
            who = f"{(place.claim or {})['by']} since {(place.claim or {})['at']}"
            raise WrongCall(
                f"{url}: another home is pushing a {name} of its own: {who}. Wait until it is done. If it never will"
                f" be, delete {place.objects.where(LATEST)} and push again."
            )


def _lost(old: Version, mine: Version | None) -> str | None:
    """What of a version there would be lost."""
    if mine is None:
        return f"it holds version {old.name}, which this home doesn't know"
    if _is_another(old.revision, old.manifest_sha256, mine):
        return f"version {old.name} is another one there (revision {old.revision}, here {mine.revision})"
    if set(old.tags) - set(mine.tags) or (old.yanked and not mine.yanked):
        return f"version {old.name} was tagged or yanked there and not here, so this home is an older one"
    return None


def _is_another(revision: int, manifest_sha256: str, mine: Version) -> bool:
    """Whether a version is neither this one nor an earlier revision of it."""
    return revision > mine.revision or (revision == mine.revision and manifest_sha256 != mine.manifest_sha256)


def damaged(place: str, found: str, expected: str) -> DataFailed:
    return DataFailed(
        f"{place}: SHA-256 is {found}, {expected} in the manifest. Nothing of it was pushed. This names each bad"
        f" file: {typed('verify')}"
    )
