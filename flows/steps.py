"""A step: the table it makes, the tables it reads, and the function or query that makes it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl

from expectations.contract import Table

ROOT = Path(__file__).parent.parent
SQL = ROOT / "sql"


@dataclass(frozen=True)
class Reference:
    """A table of `data/reference`: a CSV file whose columns are all read as text, empty cells as NULL.

    In SQL it is `reference.<name>`.
    """

    name: str

    @property
    def address(self) -> str:
        return f"reference.{self.name}"


@dataclass(frozen=True)
class Model:
    """A model in the folder that a setting names: a frame with its `folder`, empty where none is set.

    `name` is the setting's, `library` the distribution that reads the model.
    """

    name: str
    library: str

    @property
    def address(self) -> str:
        return f"model.{self.name}"


Readable = Table | Reference | Model


@dataclass(frozen=True)
class Step:
    """How one table is made.

    `make` takes one frame for each of `reads`, in their order, and returns a frame of the table. A step without it
    is the query `sql/<stage>/<table>.sql`. A step of scope `document` looks at one document at a time: every table it
    reads and makes has a `document_id`, and it is called with batches of documents; its rows depend on nothing else.
    A step of scope `corpus` sees whole tables, unless `blocks` names columns of the first table that it reads: rows of
    that table that agree in them are a block (a pair of documents, a connected component), and every column of it
    whose name ends in `document_id` names members. Such a step is called with batches of whole blocks, with the rows
    of their members from the other tables, and only for blocks of which something changed; its table has the columns
    of `blocks`, and a block's rows depend on nothing else. `along` names a column of the first table, such as a day:
    blocks with near values name the same documents, and come in one batch.

    `revision` is raised with every change of what the step returns. `libraries` are the distributions whose version
    can change the rows. `languages` are those whose words the step knows; none where all are alike to it.
    """

    makes: Table
    reads: tuple[Readable, ...]
    scope: Literal["document", "corpus"]
    revision: int
    make: Callable[..., pl.DataFrame] | None = None
    libraries: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    along: str | None = None
    languages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.makes.name

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(read for read in self.reads if isinstance(read, Table))

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(read for read in self.reads if isinstance(read, Reference))

    @property
    def models(self) -> tuple[Model, ...]:
        return tuple(read for read in self.reads if isinstance(read, Model))

    def made_of(self, *frames: pl.DataFrame) -> pl.DataFrame:
        """What the function makes of these frames, in the contract's columns and types.

        Raises `TypeError` for a step that is a query.
        """
        if self.make is None:
            raise TypeError(f"{self.name} is a query; the warehouse runs it")
        return self.make(*frames).select(self.makes.names).cast(self.makes.schema)

    @property
    def query_path(self) -> Path:
        return SQL / self.makes.stage / f"{self.makes.name}.sql"


def rows_by_document(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The frame's rows as dictionaries, grouped by `document_id`, groups and rows in the frame's order."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        groups[row["document_id"]].append(row)
    return groups


def tuples_by_document(frame: pl.DataFrame, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    """These columns' values as tuples, grouped by `document_id`, in the frame's order inside each group."""
    ordered = frame.select("document_id", *columns).sort("document_id", maintain_order=True)
    tuples = list(zip(*(ordered[column].to_list() for column in columns), strict=True))
    groups: dict[str, list[tuple[Any, ...]]] = {}
    done = 0
    for length, document_id in ordered["document_id"].rle().struct.unnest().iter_rows():
        groups[document_id] = tuples[done : done + length]
        done += length
    return groups
