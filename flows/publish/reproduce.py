"""Makes a version anew from the raw archive, elsewhere, and tells whether it says the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rich.table import Table as Grid

from flows.errors import DataFailed, WrongCall
from flows.publish.find import find_version
from flows.publish.manifest import Manifest, read_manifest
from flows.publish.provenance import provenance
from flows.publish.release import publish
from flows.publish.remake import remake
from flows.publish.staging import stage
from flows.run import Run
from flows.settings import Settings
from flows.stages import PUBLISHED
from flows.store import Store
from flows.warehouse import Warehouse
from flows.work import Mapper, side_by_side


@dataclass(frozen=True)
class Compared:
    """A table's digest of rows in the version and in what was made anew; None where it isn't there."""

    table: str
    then: str | None
    now: str | None

    @property
    def is_same(self) -> bool:
        return self.then == self.now


@dataclass(frozen=True)
class Reproduction:
    """How what was made anew compares; `differing` names the parts of the provenance that are not as they were."""

    version: str
    place: Store
    tables: tuple[Compared, ...]
    differing: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return all(table.is_same for table in self.tables)


def reproduce(home: Store, version: str, to: Store, settings: Settings, mapper: Mapper = side_by_side) -> Reproduction:
    """Publish the version's documents, made anew from the archive of `home`, in the home `to`, which must be empty.

    Equal digests prove that every table has the same rows. Where they differ, the parts of the provenance that
    changed since tell why. Raises `WrongCall` when `to` is no empty folder, and `DataFailed` when the archive lacks a
    record or a step can't work on one.
    """
    entry = find_version(home, version)
    manifest = read_manifest(home, entry.folder)
    if to.root.is_file() or next(to.files(), None):
        raise WrongCall(
            f"{to.root} {'is a file' if to.root.is_file() else 'holds files'}. Name an empty or new folder."
        )
    with Warehouse(to.local("warehouse.duckdb"), threads=settings.workers, memory=settings.memory) as warehouse:
        run = Run(warehouse, to, settings, datetime.now(UTC), mapper)
        if lost := remake(run, home, manifest):
            raise DataFailed(
                f"{entry.name} can't be made anew by this code, on which {len(lost)} of its documents fail."
                f" {lost[0].document_id} is the first: {lost[0].step} raised {lost[0].error}"
            )
        staged = stage(warehouse, PUBLISHED, to, entry.name)
        made_from = provenance(warehouse, settings)
        publish(staged, to, provenance=made_from, expectations=[], published_at=run.now)
    then = {resource["name"]: resource["digest"] for resource in manifest.tables if resource["in_digest"]}
    now = {part.table.name: part.digest for part in staged.tables if part.table.in_digest}
    tables = tuple(Compared(name, then.get(name), now.get(name)) for name in dict.fromkeys([*then, *now]))
    return Reproduction(entry.name, to, tables, tuple(differences(manifest, made_from)))


def differences(manifest: Manifest, made_from: Mapping[str, Any]) -> list[str]:
    """The parts of the version's provenance that differ, such as `libraries.polars: 2.1.0, now 2.2.0`."""
    found: list[str] = []
    _compare("", manifest.content["provenance"], made_from, found)
    return found


def _compare(place: str, then: Any, now: Any, found: list[str]) -> None:
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys([*then, *now]):
            _compare(f"{place}.{name}" if place else str(name), then.get(name), now.get(name), found)
    elif then != now:
        found.append(f"{place}: {then}, now {now}")


def as_grid(reproduction: Reproduction) -> Grid:
    """Table by table, for the terminal."""
    grid = Grid("table", "digest of the version", "made anew", "")
    for table in reproduction.tables:
        grid.add_row(
            table.table, (table.then or "")[:12], (table.now or "")[:12], "same" if table.is_same else "differs"
        )
    return grid
