"""From articles that a test writes to their stories, through the steps themselves."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import polars as pl

from expectations.contract import Table
from flows.clean.articles import ARTICLES
from flows.clean.furniture_outlets import FURNITURE_OUTLETS
from flows.enrich.dates import DATES
from flows.enrich.mentions import MENTIONS
from flows.enrich.quotes import QUOTES
from flows.stages import ENRICH
from flows.steps import Step
from tests.run_step import filled, reference_frame

# Dates, mentions and quotations are the tests' own; no story is made of the others.
_APART = {
    "dates", "model_names", "mentions", "quotes", "entities", "entity_links", "contact_claims", "contact_reports",
    "contacts", "contact_participants", "contact_topics",
}  # fmt: skip
STEPS = [step for step in ENRICH if step.name not in _APART]

LEAD = "The harbour council of Velmouth closed the Anselm bridge on Tuesday after engineer Tilda Brask found a crack."
WIRE = "\n\n".join(
    [
        LEAD,
        '"We could put a hand into the gap and feel the wind," Brask told reporters at the customs house.',
        "Some 4,210 lorries cross the bridge every day on their way to the grain terminal at Osterley.",
        "The ferry company Norrland Lines offered two extra sailings and said fares would stay at 17 crowns.",
        "Mayor Piers Aldane asked the province for 36 million crowns to replace the eastern span.",
        "A report from 1987 had already warned of rust under the deck, but no repair was ever ordered.",
        "Fishermen fear that the works will keep them from the herring grounds off Sker Point until spring.",
        "The council meets again in the town hall to decide how long the detour over Lammas Hill will last.",
    ]
)
OTHER = "\n\n".join(
    [
        "Judges in Karsund freed the former treasurer Ottilie Venn after a trial that had lasted eleven months.",
        "Prosecutor Hamo Drees had asked for six years because 912 invoices of the port were missing.",
        '"My client never touched those papers," lawyer Runa Falk said on the steps of the court.',
        "The state bank of Ostmark, which lost 58 million crowns, said it would study the ruling.",
        "Venn led the treasury of Karsund from its opening until the audit by Pell and Grandison.",
    ]
)


def article(name: str, text: str = WIRE, **columns: Any) -> dict[str, Any]:
    """An article whose id is made from `name`; dated unless `published_on` is None."""
    published_on = columns.pop("published_on", date(2031, 5, 7))
    return {
        "document_id": document_id(name),
        "text": text,
        "word_count": len(text.split()),
        "published_on": published_on,
        "published_basis": "text" if published_on else None,
        "language": "en",
        **columns,
    }


def document_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def tell(
    articles: Sequence[dict[str, Any]],
    dates: Sequence[dict[str, Any]] = (),
    mentions: Sequence[dict[str, Any]] = (),
    quotes: Sequence[dict[str, Any]] = (),
) -> dict[Table, list[dict[str, Any]]]:
    """The rows of every table that the steps make of these articles, in the order of their keys."""
    frames = {
        ARTICLES.address: filled(ARTICLES, articles),
        DATES.address: filled(DATES, dates),
        MENTIONS.address: filled(MENTIONS, mentions),
        QUOTES.address: filled(QUOTES, quotes),
        FURNITURE_OUTLETS.address: filled(FURNITURE_OUTLETS, []),
    }
    for step in STEPS:
        made = _run(step, frames).cast(pl.Schema(step.makes.schema))
        assert made.columns == step.makes.names
        frames[step.makes.address] = made.sort(step.makes.key)
    return {step.makes: frames[step.makes.address].to_dicts() for step in STEPS}


def _run(step: Step, frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    given = [frames[read.address] if isinstance(read, Table) else reference_frame(read) for read in step.reads]
    if step.make:
        return step.make(*given)
    with duckdb.connect() as connection:
        for read, frame in zip(step.reads, given, strict=True):
            connection.execute(f"create schema if not exists {read.address.split('.')[0]}")
            connection.register("given", frame)
            connection.execute(f"create table {read.address} as select * from given")
            connection.unregister("given")
        return connection.sql(step.query_path.read_text(encoding="utf-8")).pl()
