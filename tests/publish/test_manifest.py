"""The manifest: what it says of files and fields."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.publish.house import TABLES, House, corpus

VERSION = "2026-11-22.02"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version with two files a table."""
    house = House(tmp_path_factory.mktemp("manifest"))
    house.run(corpus([1, 2]), "2026-11-22.01")
    house.run(corpus([1, 2, 3]), VERSION)
    return house.home.local(f"corpus/versions/{VERSION}")


def test_every_file_is_named_with_its_hash_size_and_rows(folder: Path) -> None:
    content = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    files = [file for resource in content["resources"] for file in resource["files"]]
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {file["path"] for file in files} == on_disk - {"datapackage.json"}
    for file in files:
        assert (folder / file["path"]).stat().st_size == file["bytes"]
        if file["path"].endswith(".parquet"):
            assert len(pl.read_parquet(folder / file["path"])) == file["rows"]


def test_a_field_says_what_the_contract_says() -> None:
    (field,) = [f for f in frictionless_fields("story_articles") if f["name"] == "relation"]
    assert field["constraints"] == {
        "required": True,
        "enum": ["original", "identical", "verbatim", "edited", "rewritten", "translated", "revised", "independent"],
    }


def frictionless_fields(name: str) -> list[dict[str, Any]]:
    from flows.publish.manifest import frictionless_schema

    (table,) = [table for table in TABLES if table.name == name]
    fields: list[dict[str, Any]] = frictionless_schema(table)["fields"]
    return fields
