"""A small home to publish from, and one that holds every table."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.clean.articles import ARTICLES
from flows.publish.manifest import Manifest, read_manifest
from tests.publish.house import DOCUMENTS, NOON, House, corpus

ONE, TWO = "2026-11-22.01", "2026-11-22.02"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


@pytest.fixture(scope="session")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Two tables in two versions, of two and of three documents; for tests that copy it."""
    made = House(tmp_path_factory.mktemp("two") / "home", tables=(DOCUMENTS, ARTICLES))
    made.run(corpus([0, 1]), ONE)
    made.run(corpus([0, 1, 2]), TWO, NOON + timedelta(minutes=1))
    return made


@pytest.fixture(scope="session")
def grown(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """Every table of the sample in two versions, of which the second has two files for what belongs to documents."""
    # Imported here because they bring every step.
    from flows.stages import PUBLISHED
    from tests.corpora import rows

    house = House(tmp_path_factory.mktemp("grown"), tables=PUBLISHED)
    every = {table: rows(sample_home, table.name) for table in PUBLISHED}
    house.run({t: [row for row in found if (row.get("document_id") or "0") < "8"] for t, found in every.items()}, ONE)
    house.run(every, TWO)
    return house


@pytest.fixture(scope="session")
def manifest(grown: House) -> Manifest:
    """That of the second version."""
    found = read_manifest(grown.home, f"corpus/versions/{TWO}")
    assert len(found.files_of("sentences")) == 2
    return found
