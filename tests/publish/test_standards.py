"""The descriptions of a version, read by the libraries of their standards."""

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.publish.croissant import croissant
from flows.publish.manifest import Manifest, frictionless_schema, package
from flows.publish.owner import Owner
from flows.stages import PUBLISHED
from tests.publish.house import House

frictionless = pytest.importorskip("frictionless")
mlcroissant = pytest.importorskip("mlcroissant")


@pytest.fixture(scope="module")
def folder(grown: House, manifest: Manifest) -> Path:
    return grown.home.local(manifest.folder)


def test_frictionless_finds_no_fault_in_the_data_package(folder: Path, manifest: Manifest) -> None:
    place = str(folder / "datapackage.json")
    assert frictionless.Package.validate_descriptor(place).valid
    read = frictionless.Package(place)
    for resource in manifest.content["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert read.get_resource(resource["name"]).paths == paths == [file["path"] for file in resource["files"]]
    assert read.licenses == [{"path": "https://rightsstatements.org/vocab/CNE/1.0/"}]


def test_frictionless_names_what_is_wrong_in_a_data_package(manifest: Manifest) -> None:
    wrong = json.loads(json.dumps(manifest.content))
    wrong["resources"][0]["name"] = "Not a name"
    assert not frictionless.Package.validate_descriptor(wrong).valid


def rows_of(paths: list[str], limit: int = 300) -> list[dict[str, Any]]:
    relation = duckdb.read_parquet(paths).limit(limit)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def checked(rows: list[dict[str, Any]], schema: dict[str, Any]) -> Any:
    return frictionless.Resource(data=rows, schema=frictionless.Schema.from_descriptor(schema)).validate()


def test_rows_keep_the_schemas_that_the_data_package_has_for_tables_and_feeds(folder: Path, manifest: Manifest) -> None:
    for resource in (resource for resource in manifest.content["resources"] if "schema" in resource):
        paths = [f"{folder}/{file['path']}" for file in resource["files"]]
        if rows := rows_of(paths):
            report = checked(rows, resource["schema"])
            assert report.valid, (resource["name"], report.flatten(["fieldName", "note"])[:3])


def test_a_row_that_breaks_its_schema_is_found() -> None:
    (stories,) = [table for table in PUBLISHED if table.name == "stories"]
    row = {"story_id": "s1", "headline": "Ferry late", "first_published_on": date(2025, 3, 3), "outlets": []}
    broken = [{name: row.get(name) for name in stories.names}]
    report = checked(broken, frictionless_schema(stories))
    assert {"story_id", "article_count"} <= {name for (name,) in report.flatten(["fieldName"])}


@pytest.fixture(scope="module")
def described(folder: Path) -> Any:
    logging.getLogger("absl").setLevel(logging.ERROR)
    return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))


def test_mlcroissant_finds_neither_faults_nor_placeholders(described: Any) -> None:
    assert (described.metadata.issues.errors, described.metadata.issues.warnings) == (set(), set())
    assert described.metadata.url is None
    assert described.metadata.version == "2026.1122.2"


def test_mlcroissant_reads_the_records_of_every_table(described: Any, manifest: Manifest) -> None:
    counts = {table.name: sum(1 for _ in described.records(table.name)) for table in PUBLISHED}
    assert counts == {resource["name"]: resource["rows"] for resource in manifest.tables}


def test_mlcroissant_reads_structs_member_by_member(described: Any, folder: Path) -> None:
    persons = {
        record["contacts/contact_id"].decode(): [
            (side["contacts/participants/person"] or b"").decode() for side in record["contacts/participants"]
        ]
        for record in described.records("contacts")
    }
    query = (
        f"select contact_id, [coalesce(side.person, '') for side in participants] from '{folder}/contacts/*.parquet'"
    )
    assert persons == dict(duckdb.sql(query).fetchall())


def test_the_owner_is_named_where_the_owner_said_who(manifest: Manifest) -> None:
    said = {
        "corpus_title": "Ferries",
        "corpus_url": "https://ferries.example/",
        "corpus_license": "https://ferries.example/licence",
        "corpus_contact": "The Ferry Desk",
    }
    content = json.loads(
        package(
            name="2026-11-22.01",
            revision=1,
            parent=None,
            created="2026-11-22T12:00:00Z",
            resources=manifest.content["resources"],
            expectations=[],
            provenance={"settings": said},
        )
    )
    assert frictionless.Package.validate_descriptor(content).valid
    assert (content["title"], content["homepage"]) == ("Ferries 2026-11-22.01", "https://ferries.example/")
    assert (content["licenses"][0]["path"], content["contributors"][0]["title"]) == (
        "https://ferries.example/licence",
        "The Ferry Desk",
    )
    told = json.loads(croissant("2026-11-22.01", "2026-11-22T12:00:00Z", manifest.tables, Owner(*said.values())))
    issues = mlcroissant.Dataset(jsonld=told).metadata.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert (told["url"], told["license"], told["creator"]["name"]) == (*list(said.values())[1:3], "The Ferry Desk")
