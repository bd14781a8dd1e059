"""One push, operation by operation.

Readers go by `latest.json` and `index.json` there: a version is whole before they name it, and they have left it
before it is changed or deleted. The first thing that a push writes is its claim, in `latest.json`, and every writing
of that file asks whether it still is the one that was read: of two pushers one is told. Whatever a kill leaves, the
next push finishes.
"""

import os
import socket
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.publish.index import Index, Version, as_json
from flows.publish.manifest import MANIFEST, read_manifest
from flows.publish.place import (
    INDEX,
    LATEST,
    REVISIONS,
    VERSIONS,
    Place,
    damaged,
    final_folder,
    manifest_there,
    written_index,
    written_pointer,
)
from flows.store import Store


@dataclass
class Pushed:
    """What a push did: files and bytes that went there, those that were copied there, and objects deleted there."""

    url: str
    latest: str | None = None
    uploaded: int = 0
    uploaded_bytes: int = 0
    copied: int = 0
    copied_bytes: int = 0
    deleted: int = 0
    notes: list[str] = field(default_factory=list)

    def as_lines(self) -> list[str]:
        """What was done, for the terminal."""
        done = (
            f"{self.uploaded:,} files ({self.uploaded_bytes:,} bytes) uploaded,"
            f" {self.copied:,} ({self.copied_bytes:,} bytes) copied there, {self.deleted:,} deleted."
        )
        return [f"{self.url} is as the corpus here, {self.latest} its latest: {done}", *self.notes]


@dataclass(frozen=True)
class _File:
    """A file of a version: its path in the version's folder, and where it lies at home."""

    path: str
    sha256: str
    size_bytes: int
    home_path: str


class Pushing:
    """One push: `target` is the index that shall be there."""

    def __init__(self, home: Store, place: Place, target: Index, at: str) -> None:
        self.home, self.place, self.target = home, place, target
        self.objects = place.objects
        self.done = Pushed(self.objects.url, target.latest)
        self.tags = {path: place.tag(path) for path in (LATEST, INDEX)}
        self.written = dict(place.written)
        self.wanted = [version for version in target.versions if not version.pruned]
        self.folders = {version.name: self._folder(version) for version in self.wanted}
        self.files = {version.name: self._files(version) for version in self.wanted}
        self.known = self._known()
        claim = place.claim or {}
        there = {stone["document_id"] for stone in place.index.tombstones}
        retracts = any(stone["document_id"] not in there for stone in target.tombstones)
        self.purges = bool(claim.get("purges")) or (retracts and bool(place.index.versions))
        self.claim: dict[str, Any] = {
            "by": f"copydesk push on {socket.gethostname()} (process {os.getpid()})",
            "at": at,
            "purges": self.purges,
            "is_clean": True,
            "versions": {version.name: _as_claimed(version, self.folders[version.name]) for version in self.wanted},
        }

    def carry_out(self) -> Pushed:
        moved = [version for version in self.wanted if self.folders[version.name] != final_folder(version.name)]
        lacking = [version for version in self.wanted if self._lacking(version, self.folders[version.name])]
        finals = {version.name: final_folder(version.name) for version in self.wanted}
        left = self._left_over({*finals.values(), *self.folders.values()})
        is_same = self.written[INDEX] == written_index(self.target, finals)
        if is_same and self.written[LATEST] == written_pointer(self.target, finals, None) and not (lacking or left):
            return self.done
        self._claim_it(lacking)
        for version in lacking:
            self._fill(version, self.folders[version.name])
        self._say(self.folders, is_done=not (moved or left or self.purges))
        for version in moved:
            self._replace(version)
        self._delete(left)
        if self.purges:
            self._purge()
        self._say(finals, is_done=True)
        beside = {f"{self.folders[v.name]}/{file.path}" for v in moved for file in self.files[v.name]}
        self._delete(sorted(beside))
        return self.done

    def _folder(self, version: Version) -> str:
        """Where the version is brought to first: beside the one that is there, where that is an earlier revision."""
        old = self.place.index.get(version.name)
        if old is None or old.pruned:
            return final_folder(version.name)
        if old.manifest_sha256 == version.manifest_sha256:
            return self.place.folders[version.name]
        return f"{REVISIONS}/{version.name}.{version.revision}"

    def _files(self, version: Version) -> list[_File]:
        """The version's files, its manifest last. Raises `DataFailed` where that is damaged."""
        own = f"{version.folder}/{MANIFEST}"
        if (found := self.home.sha256(own)) != version.manifest_sha256:
            raise damaged(str(self.home.local(own)), found, version.manifest_sha256)
        files = [
            _File(file["path"], file["sha256"], file["bytes"], f"{version.folder}/{file['path']}")
            for file in read_manifest(self.home, version.folder).files()
        ]
        return [*files, _File(MANIFEST, version.manifest_sha256, self.home.size(own), own)]

    def _known(self) -> dict[str, str]:
        """The SHA-256 of the objects of which it is known: those of versions that are whole there, or were claimed."""
        known: dict[str, str] = {}
        claim = self.place.claim or {}
        claimed = claim.get("versions", {}) if claim.get("is_clean") else {}
        for version in self.wanted:
            folder, old = self.folders[version.name], self.place.index.get(version.name)
            is_there = old and not old.pruned and old.manifest_sha256 == version.manifest_sha256
            if is_there or claimed.get(version.name) == _as_claimed(version, folder):
                files = self.files[version.name]
                known |= self._present({f"{folder}/{file.path}": (file.sha256, file.size_bytes) for file in files})
            if old and not old.pruned and not is_there and (manifest := manifest_there(self.place, version.name)):
                there = {f"{manifest.folder}/{f['path']}": (f["sha256"], f["bytes"]) for f in manifest.files()}
                known |= self._present(there)
        return known

    def _present(self, files: Mapping[str, tuple[str, int]]) -> dict[str, str]:
        found = self.place.found
        return {p: sha256 for p, (sha256, size) in files.items() if p in found and found[p].size_bytes == size}

    def _lacking(self, version: Version, folder: str) -> bool:
        """Whether the folder holds anything but the version's files."""
        paths = {f"{folder}/{file.path}": file.sha256 for file in self.files[version.name]}
        there = set(self.place.by_folder.get(folder, ()))
        return bool(there - paths.keys()) or any(self.known.get(path) != sha256 for path, sha256 in paths.items())

    def _left_over(self, used: set[str]) -> list[str]:
        """What lies in folders of versions that shall not be there, and of pushes that were cut short."""
        claimed = (self.place.claim or {}).get("versions", {})
        names = {*(version.name for version in (*self.place.index.versions, *self.target.versions)), *claimed}
        ours = {folder for folder in self.place.by_folder if folder.startswith(f"{REVISIONS}/")}
        return self._below((ours | {final_folder(name) for name in names}) - used)

    def _below(self, folders: Iterable[str]) -> list[str]:
        return [path for folder in sorted(folders) for path in self.place.by_folder.get(folder, ())]

    def _claim_it(self, lacking: Sequence[Version]) -> None:
        """Say in `latest.json` what will be brought, and clear away what unknown objects lie in the way of it."""
        folders = [self.folders[version.name] for version in lacking]
        strange = [path for path in self._below(folders) if path not in self.known]
        pointer = {**dict.fromkeys(("latest", "folder", "revision", "manifest_sha256")), **self.place.pointer}
        if strange:
            self._write(LATEST, as_json({**pointer, "pushing": {**self.claim, "is_clean": False}}))
            self._delete(strange)
        self._write(LATEST, as_json({**pointer, "pushing": self.claim}))

    def _fill(self, version: Version, folder: str) -> None:
        """Bring the version's files to the folder, its manifest last."""
        *files, manifest = self.files[version.name]
        sources = {sha256: path for path, sha256 in self.known.items()}
        lacking = [file for file in files if self.known.get(f"{folder}/{file.path}") != file.sha256]
        self.objects.side_by_side(lambda file: self._bring(file, folder, sources.get(file.sha256)), lacking)
        for file in lacking:
            source = sources.get(file.sha256)
            self.done.copied += bool(source)
            self.done.copied_bytes += file.size_bytes if source else 0
            self._count_upload([] if source else [file])
            self.known[f"{folder}/{file.path}"] = file.sha256
        if self.known.get(f"{folder}/{manifest.path}") != manifest.sha256:
            self._bring(manifest, folder, None)
            self._count_upload([manifest])
            self.known[f"{folder}/{manifest.path}"] = manifest.sha256

    def _count_upload(self, files: Sequence[_File]) -> None:
        self.done.uploaded += len(files)
        self.done.uploaded_bytes += sum(file.size_bytes for file in files)

    def _bring(self, file: _File, folder: str, source: str | None) -> None:
        if source:
            self.objects.copy(source, f"{folder}/{file.path}", file.size_bytes)
            return
        if (found := self.home.sha256(file.home_path)) != file.sha256:
            raise damaged(str(self.home.local(file.home_path)), found, file.sha256)
        self.objects.upload(self.home.local(file.home_path), f"{folder}/{file.path}")

    def _replace(self, version: Version) -> None:
        """Put the version, which lies beside and is what readers get by now, into its own folder."""
        folder = final_folder(version.name)
        there = self.place.by_folder.get(folder, [])
        wanted = {f"{folder}/{file.path}" for file in self.files[version.name]}
        self._delete([path for path in there if path not in wanted or path.endswith(f"/{MANIFEST}")])
        self.known = {path: sha256 for path, sha256 in self.known.items() if not path.startswith(f"{folder}/")}
        self._fill(version, folder)

    def _delete(self, paths: Sequence[str]) -> None:
        """Delete objects, manifests before what they name."""
        manifests = [path for path in paths if path.endswith(f"/{MANIFEST}")]
        for chosen in (manifests, [path for path in paths if path not in set(manifests)]):
            self.objects.delete(chosen)
        self.done.deleted += len(paths)

    def _purge(self) -> None:
        """A retracted document must not live on in what a bucket keeps of objects that were deleted."""
        if why := self.objects.purge(VERSIONS) or self.objects.purge(REVISIONS):
            self.done.notes.append(
                f"Whether the bucket keeps old versions of objects, and retracted words in them, can't be seen ({why})."
                " If it does, delete them there."
            )

    def _say(self, folders: Mapping[str, str], is_done: bool) -> None:
        """Let readers go to these folders."""
        self._write(INDEX, written_index(self.target, folders))
        self._write(LATEST, written_pointer(self.target, folders, None if is_done else self.claim))

    def _write(self, path: str, content: bytes) -> None:
        """Write the object over the one that was read or written last. Raises `Overtaken`."""
        if self.written[path] != content:
            self.tags[path] = self.objects.put(path, content, only_over=self.tags[path])
            self.written[path] = content


def _as_claimed(version: Version, folder: str) -> dict[str, Any]:
    return {"revision": version.revision, "manifest_sha256": version.manifest_sha256, "folder": folder}
