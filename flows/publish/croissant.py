"""`croissant.json`: the version described for machine-learning tools, after MLCommons Croissant 1.1."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flows.publish.index import as_json
from flows.publish.owner import Owner

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "arrayShape": "cr:arrayShape",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "VARCHAR": "sc:Text",
    "INTEGER": "sc:Integer",
    "BIGINT": "sc:Integer",
    "DOUBLE": "sc:Float",
    "BOOLEAN": "sc:Boolean",
    "DATE": "sc:Date",
    "TIMESTAMP": "sc:DateTime",
}
_PARQUET = "application/x-parquet"


def croissant(name: str, published_at: str, tables: Sequence[Mapping[str, Any]], owner: Owner) -> bytes:
    """The description's bytes: `tables` are resources as in the manifest."""
    year, month, day, number = (int(part) for part in re.findall(r"\d+", name))
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "copydesk-corpus",
        "description": f"{owner.title} {name}: cleaned articles with sentences, mentions, quotations and stories.",
        # Semantic versioning, which the standard asks for, takes three numbers without leading zeros.
        "version": f"{year}.{month * 100 + day}.{number}",
        "datePublished": published_at,
        "license": owner.license,
        "citeAs": f"{owner.title}, version {name}" + (f", {owner.url}" if owner.url else ""),
        "isLiveDataset": True,
        "distribution": [entry for table in tables for entry in _distribution(table)],
        "recordSet": [_record_set(table) for table in tables],
    }
    if owner.url:
        described["url"] = owner.url
    if owner.contact:
        described["creator"] = {"@type": "sc:Organization", "name": owner.contact}
    return as_json(described)


def _distribution(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    files = [
        {
            "@type": "cr:FileObject",
            "@id": file["path"],
            "name": file["path"],
            "contentUrl": file["path"],
            "contentSize": f"{file['bytes']} B",
            "encodingFormat": _PARQUET,
            "sha256": file["sha256"],
        }
        for file in table["files"]
    ]
    # Without `containedIn` it is a glob below the folder in which this description lies.
    together = {
        "@type": "cr:FileSet",
        "@id": f"{table['name']}-files",
        "encodingFormat": _PARQUET,
        "includes": f"{table['name']}/*.parquet",
    }
    return [*files, together]


def _record_set(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table["name"],
        "name": table["name"],
        "description": table["title"],
        "field": [_field(table["name"], field) for field in table["schema"]["fields"]],
    }


def _field(table: str, field: Mapping[str, Any]) -> dict[str, Any]:
    kind, column = field["duckdbType"].removesuffix("[]"), field["name"]
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{column}",
        "name": column,
        "description": field["description"],
    }
    if members := re.fullmatch(r"STRUCT\((.*)\)", kind):
        pairs = (member.split(" ") for member in members[1].split(", "))
        parts = [
            {
                "@type": "cr:Field",
                "@id": f"{table}/{column}/{name}",
                "name": name,
                "dataType": _TYPES[member],
                "source": _source(table, column) | {"transform": {"jsonPath": name}},
            }
            for name, member in pairs
        ]
        return described | {"repeated": True, "subField": parts}
    described |= {"dataType": _TYPES[kind], "source": _source(table, column)}
    return described | ({"isArray": True, "arrayShape": "-1"} if field["duckdbType"].endswith("[]") else {})


def _source(table: str, column: str) -> dict[str, Any]:
    return {"fileSet": {"@id": f"{table}-files"}, "extract": {"column": column}}
