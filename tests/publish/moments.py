"""What a kill leaves at each operation of the store: the disk as it was at that moment."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flows.store import TEMPORARY, Store

SCRATCH = ("corpus/staging/", "work/")
"""Folders that every command deletes before it goes on: what lies in them makes no difference."""


@dataclass
class Watched(Store):
    """A store that keeps a copy of the folder as it is before each operation, where it differs outside of scratch.

    A copy is what `kill -9` at that operation leaves; of operations that leave the same the last is kept, whose scratch
    is the fullest.
    """

    copies: Path = Path()
    seen: dict[str, Path] = field(default_factory=dict)

    def count(self) -> None:
        super().count()
        state = state_of(self.root)
        if state in self.seen:
            shutil.rmtree(self.seen[state])
        self.seen[state] = self.copies / str(self.operations)
        shutil.copytree(self.root, self.seen[state] / "home", symlinks=True)
        self.bury(Store(self.seen[state] / "home"))

    def bury(self, left: Store) -> None:
        """Let what was unfinished be another process's, as the next command finds it, or one's of the same number."""
        if self.operations % 2:
            for path in left.unfinished():
                place = left.local(path)
                place.rename(place.with_name(place.name.replace(f"{TEMPORARY}{os.getpid()}-", f"{TEMPORARY}1-", 1)))


def moments(home: Path, copies: Path, act: Callable[[Store], object]) -> list[Path]:
    """Copies of the folder, each holding `home`, for all that a kill of the act can leave."""
    store = Watched(home, copies=copies)
    act(store)
    assert store.operations > 20
    return list(store.seen.values())


def state_of(folder: Path) -> str:
    """A digest of all files and links under the folder, but for scratch."""
    found = hashlib.sha256()
    for place in sorted(folder.rglob("*")):
        path = place.relative_to(folder).as_posix()
        if not path.startswith(SCRATCH) and (place.is_symlink() or place.is_file()):
            content = str(place.readlink()).encode() if place.is_symlink() else place.read_bytes()
            found.update(f"{path} {hashlib.sha256(content).hexdigest()}\n".encode())
    return found.hexdigest()
