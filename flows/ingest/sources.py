"""What is offered: named sources and the files in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from flows.errors import WrongCall
from flows.ingest.paths import written
from flows.objects import Objects, is_url
from flows.store import Found, Store


class NotOffered(WrongCall):
    """What was named as RAW can't be read at all; the message says what, where and what to do."""


@dataclass(frozen=True)
class Source:
    """A folder under a name, or one file of it. `root` is its path, or the URL of a folder of an object store."""

    name: str
    root: Path | str
    file: str | None = None

    @cached_property
    def store(self) -> Store | Objects:
        return Store(self.root) if isinstance(self.root, Path) else Objects(self.root)

    def path(self, entry: Found) -> str:
        """The file's path in captures."""
        return f"{self.name}/{written(entry.path)}"

    def url(self, entry: Found) -> str | None:
        """The object's address; None for a file."""
        return self.store.where(entry.path) if isinstance(self.store, Objects) else None

    def expect(self, entries: Iterable[Found]) -> None:
        """Say which files will be opened, in this order; objects are fetched ahead."""
        if isinstance(self.store, Objects):
            self.store.expect(entries)

    def open(self, entry: Found) -> BinaryIO:
        """The file's bytes, to read and to seek in. Raises `OSError`, here or while it is read."""
        return self.store.open(entry) if isinstance(self.store, Objects) else self.store.open(entry.path)


def sources(raws: Sequence[str | Path], home: Path, name: str | None = None) -> list[Source]:
    """The sources that these folders and files are, in their order, each once; `s3://` addresses name objects.

    A folder's source has its name, and a file's that of the folder it lies in, so that a file offered alone has the
    same path as when its folder is offered; `name` takes the place of both. Raises `NotOffered` for what doesn't
    exist, for what lies in the home folder, and when one name would stand for two folders.
    """
    named: dict[str, Path | str] = {}
    made: list[Source] = []
    for raw in raws:
        source = _source(raw, home.resolve(), name)
        if named.setdefault(source.name, source.root) != source.root:
            raise NotOffered(
                f"{raw}: the name {source.name!r} stands for {named[source.name]} already;"
                " offer them in two runs, each with a name of its own: --as NAME"
            )
        made.append(source)
    whole = {source.name for source in made if source.file is None}
    return [source for source in dict.fromkeys(made) if source.file is None or source.name not in whole]


def _source(raw: str | Path, home: Path, name: str | None) -> Source:
    root, file = _object_place(str(raw)) if is_url(raw) else _place(raw, home)
    label = written(name or str(root).rpartition("/")[2])
    if not label or "/" in label:
        raise NotOffered(f"{raw}: {label!r} can't be a source's name; give one without a slash: --as NAME")
    return Source(label, root, file)


def _place(raw: str | Path, home: Path) -> tuple[Path, str | None]:
    if raw == "":
        # What a shell makes of a variable that isn't set; as a path it would be the folder where the call is made.
        raise NotOffered("RAW is empty: name a folder or a file; . is the folder where you are")
    place = Path(raw).absolute() if Path(raw).is_file() else Path(raw).resolve()
    if not place.exists():
        raise NotOffered(f"{raw}: there is no such file or folder (looked at {place}); check the path")
    if not (place.is_dir() or place.is_file()):
        raise NotOffered(f"{raw}: it is neither a folder nor a regular file; offer one of those")
    root = place if place.is_dir() else place.parent.resolve()
    if root.is_relative_to(home):
        raise NotOffered(
            f"{raw}: it lies in the home folder {home}; offer a folder outside it, or choose another --home"
        )
    return root, None if place.is_dir() else place.name


def _object_place(url: str) -> tuple[str, str | None]:
    """The URL of a folder, and the object's name where the URL is one's."""
    folder = Objects(url)
    if not folder.is_empty():
        return folder.url, None
    root, _, name = folder.url.rpartition("/")
    if folder.prefix and Objects(root).look(name):
        return root, name
    raise NotOffered(f"{url}: there is no such object, and none below it; check the address")


def offered(source: Source, home: Path) -> tuple[Iterable[Found], list[str]]:
    """Everything that the source offers, in a fixed order, and in a sentence each what is passed over in it.

    That is the home folder, and a corpus that was pushed to an object store.
    """
    store, file = source.store, source.file
    if isinstance(store, Store):
        holds_home = file is None and source.root in home.resolve().parents
        found = [store.look(file)] if file else store.everything(skip=[home.resolve()])
        return found, [f"Passed over the home folder {home}, which lies in RAW."] if holds_home else []
    if file:
        return filter(None, [store.look(file)]), []
    every = store.everything()
    corpora = _pushed(found.path for found in every)
    kept = [found for found in every if not found.path.startswith(tuple(corpora))] if corpora else every
    places = (store.where(corpus).rstrip("/") for corpus in corpora)
    return kept, [f"Passed over the corpus {place}, which lies in RAW." for place in places]


def _pushed(paths: Iterable[str]) -> list[str]:
    """The folders, each with a slash at its end, into which a corpus was pushed."""
    known = set(paths)
    folders = (path.removesuffix("latest.json") for path in known if f"/{path}".endswith("/latest.json"))
    return sorted(folder for folder in folders if f"{folder}index.json" in known)
