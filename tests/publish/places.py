"""Object stores in memory for tests of pushing, and what readers find there at any moment."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from flows.objects import Objects
from flows.publish.index import read_index, write_index
from flows.publish.manifest import read_manifest
from flows.publish.push import Pushed, push
from flows.publish.release import described, write_package
from flows.publish.staging import STAGING, stage_beside
from flows.publish.tombstones import tombstone
from tests.object_store import Memory
from tests.publish.house import NOON, House, corpus, document_id

URL = "s3://bucket/corpus"
ONE, TWO, THREE = "2026-11-22.01", "2026-11-22.02", "2026-11-22.03"
LATER = NOON + timedelta(days=40)


def bring(house: House, objects: Objects, keep: int = 0) -> Pushed:
    return push(house.home, objects, keep=keep, keep_days=30, at=LATER)


def there(bucket: Memory, **options: Any) -> Objects:
    return Objects(URL, workers=1, bucket=bucket, **options)


def publish(house: House, count: int, name: str) -> None:
    house.run(corpus(range(count)), name, NOON + timedelta(minutes=count))


def take_out(house: House, number: int, versions: dict[str, Sequence[int]]) -> None:
    """Put a revision of each version in its place that has only these documents, as a retraction of one does."""
    home = house.home
    stone = tombstone(document_id(number), "A court ordered it.", "2026-11-23T12:00:00Z", None, None)
    index = read_index(home)
    write_index(home, replace(index, tombstones=(*index.tombstones, stone)))
    for name, left in versions.items():
        entry = read_index(home).get(name)
        assert entry is not None
        with house.fill(corpus(left)) as warehouse:
            known = [read_manifest(home, entry.folder)]
            staged = stage_beside(warehouse, house.tables, home, name, entry.parent, known)
        at, revision = entry.published_at, entry.revision + 1
        write_package(staged, home, provenance={}, expectations=[], published_at=at, revision=revision)
        home.exchange(f"{STAGING}/{name}", entry.folder)
        kept = {name: getattr(entry, name) for name in ("tags", "yanked", "superseded_at")}
        write_index(home, read_index(home).with_version(replace(described(home, name), **kept)))
        home.delete(f"{STAGING}/{name}")


def is_mirrored(house: House, bucket: Memory) -> bool:
    """Whether every version's files are there byte for byte, with what points to them and nothing else."""
    home, index = house.home, read_index(house.home)
    expected = {
        f"corpus/versions/{version.name}/{entry.path.removeprefix(version.folder + '/')}": home.read(entry.path)
        for version in index.versions
        if not version.pruned
        for entry in home.files(version.folder)
    }
    found = dict(bucket.objects)
    pointer, listed = (json.loads(found.pop(f"corpus/{name}.json")) for name in ("latest", "index"))
    latest = index.get(str(index.latest))
    assert latest is not None
    assert pointer == {
        "latest": latest.name,
        "folder": f"versions/{latest.name}",
        "revision": latest.revision,
        "manifest_sha256": latest.manifest_sha256,
        "pushing": None,
    }
    known = {version["name"]: version.pop("folder") for version in listed["versions"]}
    assert known == {v.name: None if v.pruned else f"versions/{v.name}" for v in index.versions}
    assert listed == json.loads(home.read("corpus/index.json"))
    return found == expected


def faults(objects: dict[str, bytes]) -> list[str]:
    """What is wrong for a reader who goes by `latest.json` or `index.json`."""
    pointer, index = (json.loads(objects.get(f"corpus/{name}.json", b"null")) for name in ("latest", "index"))
    named = [pointer] if pointer and pointer["latest"] else []
    named += [version for version in (index or {"versions": []})["versions"] if not version["pruned"]]
    return [fault for each in named for fault in _faults_of(objects, f"corpus/{each['folder']}", each)]


def _faults_of(objects: dict[str, bytes], folder: str, entry: dict[str, Any]) -> list[str]:
    manifest = objects.get(f"{folder}/datapackage.json", b"")
    if hashlib.sha256(manifest).hexdigest() != entry["manifest_sha256"]:
        return [f"{folder} has another manifest"]
    content = json.loads(manifest)
    expected = {f"{folder}/{f['path']}": f["sha256"] for r in content["resources"] for f in r["files"]}
    found = {
        path: hashlib.sha256(objects[path]).hexdigest()
        for path in objects
        if path.startswith(f"{folder}/") and not path.endswith("/datapackage.json")
    }
    return [] if found == expected else [f"{folder} holds other files"]


@dataclass
class Watched(Objects):
    """Objects of which a copy is kept as they are before each change: what a kill there leaves."""

    moments: list[dict[str, bytes]] = field(default_factory=list, repr=False)
    act: Callable[[], object] = field(default=lambda: None, repr=False)

    def count(self) -> None:
        super().count()
        assert isinstance(self.bucket, Memory)
        self.moments.append(dict(self.bucket.objects))
        self.act()


def watched(bucket: Memory) -> Watched:
    return Watched(URL, workers=1, bucket=bucket)


def copied(objects: dict[str, bytes]) -> Memory:
    bucket = Memory()
    bucket.objects = dict(objects)
    return bucket
