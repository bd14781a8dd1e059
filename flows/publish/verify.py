"""Re-hashes every file of a version against its manifest."""

from dataclasses import dataclass
from typing import Literal

from rich.table import Table as Grid

from flows.objects import Objects
from flows.publish.find import find_version
from flows.publish.manifest import MANIFEST, Manifest, read_manifest
from flows.store import Store


@dataclass(frozen=True)
class BadFile:
    """A file that isn't what the manifest says; `path` is relative to the home folder."""

    path: str
    problem: Literal["missing", "damaged", "unknown"]
    detail: str


def verify(home: Store, version: str) -> list[BadFile]:
    """The files of the version that are missing, damaged or not in its manifest; none when it is whole.

    Raises `UnknownVersion` when there is no such version.
    """
    entry = find_version(home, version)
    path = f"{entry.folder}/{MANIFEST}"
    if not home.exists(path):
        return [BadFile(path, "missing", "the manifest is gone")]
    if (found := home.sha256(path)) != entry.manifest_sha256:
        return [BadFile(path, "damaged", f"SHA-256 is {found}, {entry.manifest_sha256} in the index")]
    return bad_files(home, read_manifest(home, entry.folder))


def bad_files(home: Store | Objects, manifest: Manifest) -> list[BadFile]:
    """The files of the manifest's folder that aren't what it says."""
    expected = {f"{manifest.folder}/{file['path']}": file["sha256"] for file in manifest.files()}
    present = {entry.path for entry in home.files(manifest.folder)} - {f"{manifest.folder}/{MANIFEST}"}
    bad = [BadFile(path, "unknown", "the manifest doesn't name it") for path in sorted(present - expected.keys())]
    for path, sha256 in expected.items():
        if path not in present:
            bad.append(BadFile(path, "missing", "the manifest names it"))
        elif (found := home.sha256(path)) != sha256:
            bad.append(BadFile(path, "damaged", f"SHA-256 is {found}, {sha256} in the manifest"))
    return bad


def as_grid(bad: list[BadFile]) -> Grid:
    """The bad files as a table for the terminal."""
    grid = Grid("file", "problem", "detail")
    for file in bad:
        grid.add_row(file.path, file.problem, file.detail)
    return grid
