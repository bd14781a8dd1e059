"""The topics of contacts, flat."""

from expectations.columns import CONTACT_ID, DOCUMENT_ID, optional
from expectations.contract import Column, Table, between, holds
from flows.enrich.contact_reading.columns import TELLING
from flows.enrich.contact_reports import CONTACT_REPORTS
from flows.enrich.contacts import CONTACTS
from flows.steps import Step

CONTACT_TOPICS = Table(
    "contact_topics",
    "enrich",
    "A row a topic of a contact, in one telling or merged.",
    key=("contact_id", "telling", "topic_number"),
    columns=(
        CONTACT_ID,
        TELLING,
        optional(DOCUMENT_ID, "The telling; NULL for the merged contact."),
        Column("topic_number", "INTEGER", "The topic, from 1, in the order of `topics`.", promises=(between(1),)),
        Column("topic", "VARCHAR", "What they talked about, in the article's words."),
        Column("attributed_to", "VARCHAR", "Whose account says so, as written.", nullable=True),
        Column("raised_by", "VARCHAR", "Who brought it up, as written.", nullable=True),
    ),
    rows_keep=(holds("the merged contact has no document", "(document_id is null) = (telling = 'merged')"),),
)

STEP = Step(makes=CONTACT_TOPICS, reads=(CONTACTS, CONTACT_REPORTS), scope="corpus", revision=6)
