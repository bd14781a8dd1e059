"""The participants of contacts, flat."""

from dataclasses import replace

from expectations.columns import CONTACT_ID, DOCUMENT_ID, ENTITY_ID, optional
from expectations.contract import Column, Table, between, holds, matches
from flows.enrich.contact_reading.columns import TELLING
from flows.enrich.contact_reports import CONTACT_REPORTS
from flows.enrich.contacts import CONTACTS
from flows.steps import Step

CONTACT_PARTICIPANTS = Table(
    "contact_participants",
    "enrich",
    "A row a side of a contact, in one telling or merged.",
    key=("contact_id", "telling", "side"),
    columns=(
        CONTACT_ID,
        TELLING,
        optional(DOCUMENT_ID, "The telling; NULL for the merged contact."),
        Column("side", "INTEGER", "The side, from 1, in the order of `participants`.", promises=(between(1),)),
        optional(replace(ENTITY_ID, description="The person, as in `entities`."), None),
        Column("person", "VARCHAR", "The person's name; NULL where nobody is named.", nullable=True),
        Column("office", "VARCHAR", "The person's office, as written.", nullable=True),
        Column("country", "VARCHAR", "The country or organisation of states, in English.", nullable=True),
        Column("country_code", "VARCHAR", "ISO 3166 alpha-3.", nullable=True, promises=(matches("[A-Z]{3}"),)),
    ),
    rows_keep=(
        holds("the merged contact has no document", "(document_id is null) = (telling = 'merged')"),
        holds("a side is somebody", "person is not null or office is not null or country is not null"),
    ),
)

STEP = Step(makes=CONTACT_PARTICIPANTS, reads=(CONTACTS, CONTACT_REPORTS), scope="corpus", revision=6)
