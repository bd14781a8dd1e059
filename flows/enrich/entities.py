"""Everybody and everything that the articles name, once."""

from expectations.columns import ENTITY_ID, count
from expectations.contract import Column, Table, one_of
from flows.enrich.mentions import KINDS, MENTIONS
from flows.steps import Reference, Step

ENTITIES = Table(
    "entities",
    "enrich",
    "A row a person, organisation, country, place, office or weapon that articles mention.",
    key=("entity_id",),
    columns=(
        ENTITY_ID,
        Column("kind", "VARCHAR", "What it is.", promises=(one_of(*KINDS),)),
        Column("name", "VARCHAR", "The name that most articles use; of equals the longest, then the first in order."),
        Column("aliases", "VARCHAR[]", "Its other names and the words that mention it by name, in order."),
        Column("wikidata_id", "VARCHAR", "Its item in Wikidata, from the reference tables.", nullable=True),
        count("document_count", "Articles that mention it.", low=1),
    ),
)

STEP = Step(
    makes=ENTITIES, reads=(MENTIONS, Reference("countries"), Reference("organisations")), scope="corpus", revision=6
)
