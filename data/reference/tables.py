"""The tables of this folder as files: those that are made are written, those by hand are read."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def source(name: str) -> list[dict[str, str]]:
    with (HERE / "sources" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(sorted(set(rows), key=lambda row: tuple(map(str, row))))


def column(table: str, name: str = "form") -> Iterator[str]:
    with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from (row[name] for row in csv.DictReader(file))


def names_of_tables() -> set[str]:
    """What places, countries and bodies are called."""
    return {form for table in ("places", "country_names", "organisations", "seats") for form in column(table)}


def name_words() -> set[str]:
    """Given names and words that stand in names, offices among them, in lower case."""
    tables = (("given_names", "name"), ("name_words", "word"), ("offices", "word"))
    return {word.lower() for table, name in tables for word in column(table, name)}


def plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
