"""The only code that opens files."""

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

TEMPORARY = ".tmp-"
LOCK = ".lock"
# From linux/fcntl.h and linux/fs.h.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# Bytes; a writer that fails where less is free failed for want of room.
_FULL = 64 * 1024


class Killed(BaseException):
    """The store was told to die at this operation. No `Exception`, so that nothing catches it by accident."""


class Held(Exception):
    """Somebody else is changing this folder; the message says who."""


@dataclass(frozen=True)
class Entry:
    """A file: `path` is relative to the store's root, with `/` between folders."""

    path: str
    size_bytes: int
    modified_ns: int


@dataclass(kw_only=True)
class Counted:
    """What counts its changes as operations, and raises `Killed` instead of doing the one numbered `die_at`.

    This is how a test stops a run at any moment.
    """

    operations: int = 0
    die_at: int | None = None

    def count(self) -> None:
        """Count one operation, and die when it is the one that was asked for."""
        self.operations += 1
        if self.operations == self.die_at:
            raise Killed(f"operation {self.operations} of {self}")


@dataclass(frozen=True)
class Found(Entry):
    """What lies in a folder, whatever it is. What is no `file` has no size and no time, and `words` say what it is."""

    kind: Literal["file", "special", "unreadable"] = "file"
    words: str = ""
    e_tag: str | None = None
    """What an object store calls these bytes; None of a file."""


@dataclass
class Store(Counted):
    """A folder. Writes are atomic: a reader sees a file whole or not at all."""

    root: Path

    def local(self, path: str = "") -> Path:
        """The file's place on this machine, for DuckDB and Polars."""
        return self.root / path

    def files(self, folder: str = "") -> Iterator[Entry]:
        """Every file under the folder, in the order of the paths' bytes; files of unfinished writes are left out."""
        for path in sorted(_files_under(self.local(folder)), key=os.fsencode):
            if not path.name.startswith(TEMPORARY):
                found = path.stat()
                yield Entry(path.relative_to(self.root).as_posix(), found.st_size, found.st_mtime_ns)

    def everything(self, skip: Collection[Path] = ()) -> Iterator[Found]:
        """All that lies under the root, in a fixed order, but for the folders to skip; nothing raises.

        A link to a file inside the root is that file; links are followed no further.
        """
        root = str(self.root.resolve())
        skipped = {str(place) for place in skip}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(os.path.join(root, folder)) as listing:
                    entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
            except OSError as error:
                yield Found(folder.rstrip("/"), 0, 0, "unreadable", error.strerror or str(error))
                continue
            kept = [entry for entry in entries if entry.path not in skipped]
            folders = [f"{folder}{entry.name}/" for entry in kept if entry.is_dir(follow_symlinks=False)]
            for entry in kept:
                if not entry.is_dir(follow_symlinks=False):
                    yield _found(root, f"{folder}{entry.name}", skipped)
            waiting += reversed(folders)

    def look(self, path: str) -> Found:
        """What lies at this path, as `everything` tells it."""
        return _found(str(self.root.resolve()), path, ())

    def unfinished(self, folder: str = "") -> list[str]:
        """The files of unfinished writes under the folder: those of a process that was killed."""
        found = (path for path in _files_under(self.local(folder)) if path.name.startswith(TEMPORARY))
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def unique_sizes(self, folder: str = "") -> list[int]:
        """The size of each file under the folder; one that has several names counts once."""
        places = (self.local(entry.path).stat() for entry in self.files(folder))
        return list({(found.st_dev, found.st_ino): found.st_size for found in places}.values())

    @contextmanager
    def locked(self, holder: str) -> Iterator[None]:
        """Be the only one who changes the folder until the block ends; a process that dies lets go.

        Raises `Held`, which says who has it.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with self.local(LOCK).open("a+", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                who = lock.read().strip() or "another process"
                raise Held(f"{self.root} is in use by {who}. Wait until it is done, or stop it.") from error
            lock.truncate(0)
            lock.write(f"{holder} (process {os.getpid()} on {socket.gethostname()})")
            lock.flush()
            yield

    def folders(self, folder: str = "") -> list[str]:
        """The names of the folders right under this one, sorted."""
        place = self.local(folder)
        return sorted(entry.name for entry in place.iterdir() if entry.is_dir()) if place.is_dir() else []

    def exists(self, path: str) -> bool:
        return os.path.lexists(self.local(path))

    def open(self, path: str) -> BinaryIO:
        """The file's bytes as a stream. Raises `FileNotFoundError`."""
        return self.local(path).open("rb")

    def read(self, path: str) -> bytes:
        """The file's bytes. Raises `FileNotFoundError`."""
        return self.local(path).read_bytes()

    def sha256(self, path: str) -> str:
        """The file's SHA-256 in hex digits. Raises `FileNotFoundError`."""
        with self.local(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def size(self, path: str) -> int:
        """The file's size in bytes. Raises `FileNotFoundError`."""
        return self.local(path).stat().st_size

    def write(self, path: str, content: bytes) -> None:
        with self.writing(path) as place:
            place.write_bytes(content)

    @contextmanager
    def writing(self, path: str) -> Iterator[Path]:
        """A local file to fill; it takes its place when the block ends and is gone when the block fails.

        Whatever the block raises because the disk is full becomes an `OSError` of `ENOSPC` that names the file.
        """
        self.count()
        target = self.local(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f"{TEMPORARY}{os.getpid()}-{target.name}")
        # In a container every process can have the number of one that was killed.
        temporary.unlink(missing_ok=True)
        try:
            yield temporary
            with temporary.open("rb+") as written:
                os.fsync(written.fileno())
            self.count()
            temporary.replace(target)
        except OSError as error:
            # What writes through an open file doesn't know its name.
            if error.errno and not error.filename:
                raise OSError(error.errno, os.strerror(error.errno), str(target)) from error
            raise
        except Exception as error:
            # Of a full disk some writers only say that the transport broke.
            room = shutil.disk_usage(target.parent)
            if room.free < min(_FULL, room.total):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target)) from error
            raise
        finally:
            temporary.unlink(missing_ok=True)

    def make_folder(self, path: str) -> Path:
        place = self.local(path)
        place.mkdir(parents=True, exist_ok=True)
        return place

    def link(self, source: str, target: str) -> None:
        """Give a file a second name; a copy where the file system has no hard links."""
        self.count()
        place = self.local(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        try:
            os.link(self.local(source), place)
        except OSError:
            shutil.copyfile(self.local(source), place)

    def rename(self, source: str, target: str) -> None:
        """Move a file or folder. A folder that is there already and not empty raises `OSError`."""
        self.count()
        self.local(target).parent.mkdir(parents=True, exist_ok=True)
        self.local(source).rename(self.local(target))

    def exchange(self, first: str, second: str) -> None:
        """Let two files or folders of one file system change places in one step; both must be there.

        Where the system can't, it takes three renames, and a kill between them leaves `second` away for a moment.
        """
        self.count()
        places = [os.fsencode(self.local(path)) for path in (first, second)]
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if rename is None or rename(_AT_FDCWD, places[0], _AT_FDCWD, places[1], _RENAME_EXCHANGE):
            aside = self.local(second).with_name(f"{TEMPORARY}{os.getpid()}-{self.local(second).name}")
            self.local(second).rename(aside)
            self.local(first).rename(self.local(second))
            aside.rename(self.local(first))

    def copy(self, source: str, target: str) -> None:
        """Copy a file; the copy shares nothing with it."""
        with self.writing(target) as place:
            shutil.copyfile(self.local(source), place)

    def point(self, name: str, target: str) -> None:
        """Make `name` a symbolic link to `target`, a path relative to the link's folder, in one step."""
        self.count()
        link = self.local(name)
        temporary = link.with_name(f"{TEMPORARY}{os.getpid()}-{link.name}")
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(target)
        temporary.replace(link)

    def target(self, name: str) -> str | None:
        """Where the symbolic link points, or None when it isn't there."""
        link = self.local(name)
        return os.readlink(link) if link.is_symlink() else None

    def delete(self, path: str) -> None:
        """Delete a file or a folder with all that it holds; nothing happens when it is gone already."""
        self.count()
        place = self.local(path)
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def _files_under(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in names)


def spool() -> BinaryIO:
    """A nameless file to write and read again; it stays in memory while it is small, and is gone when it is closed."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024))


def _found(root: str, path: str, skipped: Collection[str]) -> Found:
    place = os.path.join(root, path)
    is_link = False
    try:
        about = os.lstat(place)
        if is_link := stat.S_ISLNK(about.st_mode):
            place = os.path.realpath(place, strict=True)
            if not _lies_in(place, root) or any(_lies_in(place, folder) for folder in skipped):
                return Found(path, 0, 0, "special", "a link that leads out of the folder")
            about = os.lstat(place)
    except OSError as error:
        if is_link:
            return Found(path, 0, 0, "special", "a link that leads nowhere")
        return Found(path, 0, 0, "unreadable", error.strerror or str(error))
    if not stat.S_ISREG(about.st_mode):
        return Found(path, 0, 0, "special", _SPECIAL.get(stat.S_IFMT(about.st_mode), "a special file"))
    if not os.access(place, os.R_OK):
        return Found(path, 0, 0, "unreadable", "no permission to read it")
    return Found(path, about.st_size, about.st_mtime_ns)


def _lies_in(place: str, folder: str) -> bool:
    return place == folder or place.startswith(os.path.join(folder, ""))


_SPECIAL = {
    stat.S_IFDIR: "a link to a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
