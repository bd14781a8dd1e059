"""Columns that the tables of contacts share."""

from expectations.contract import Check, Column, holds, one_of

MEDIA = ("phone", "video", "meeting", "visit", "letter", "other")

SIDES = "STRUCT(person VARCHAR, office VARCHAR, country VARCHAR, country_code VARCHAR, entity_id VARCHAR)[]"
TOPICS = "STRUCT(topic VARCHAR, attributed_to VARCHAR, raised_by VARCHAR)[]"

SENTENCE_NUMBERS = Column("sentence_numbers", "INTEGER[]", "The sentences that tell of it, ascending, from 1.")
MEDIUM = Column("medium", "VARCHAR", "How they were in touch.", promises=(one_of(*MEDIA),))
OCCURRED_FROM = Column("occurred_from", "DATE", "First day on which it can have happened.", nullable=True)
OCCURRED_UNTIL = Column("occurred_until", "DATE", "Last day on which it can have happened, included.", nullable=True)
OCCURRED_TEXT = Column("occurred_text", "VARCHAR", "The article's own words for when it happened.", nullable=True)
OCCURRED_BASIS = Column(
    "occurred_basis",
    "VARCHAR",
    "`article` where a telling's own words give the days, `story` where the other tellings supplied them.",
    nullable=True,
    promises=(one_of("article", "story"),),
)
PARTICIPANTS = Column(
    "participants",
    SIDES,
    "The sides: person (NULL where not named), office, country (English short name) or organisation of states, its "
    "ISO 3166 alpha-3 code, and the person's entity.",
)
REQUESTED_BY = Column(
    "requested_by", "VARCHAR", "Whose call or invitation it was: a country or organisation of states.", nullable=True
)
FIRST_SINCE = Column("first_since", "VARCHAR", "What it is said to be the first contact since.", nullable=True)
FIRST_SINCE_ON = Column(
    "first_since_on", "DATE", "The first day that the time expression in `first_since` can mean.", nullable=True
)
TOPIC_LIST = Column(
    "topics", TOPICS, "What they talked about: the topic, whose account says so, and who brought it up, as written."
)
CONFIRMED_BY = Column(
    "confirmed_by", "VARCHAR[]", "Countries or organisations whose officials speak of it as having taken place."
)
# What is told of a contact beside its medium and its days.
TOLD = (PARTICIPANTS, REQUESTED_BY, FIRST_SINCE, FIRST_SINCE_ON, TOPIC_LIST, CONFIRMED_BY)

OCCURRED_HAS_BASIS = holds("an interval has a basis", "(occurred_from is null) = (occurred_basis is null)")
OCCURRED_IS_WHOLE: tuple[Check, ...] = (
    holds("an interval has both ends", "(occurred_from is null) = (occurred_until is null)"),
    holds("occurred_from is not after occurred_until", "occurred_from <= occurred_until"),
)

TELLING = Column(
    "telling", "VARCHAR", "The document_id of the telling, or `merged` for the contact that all tellings make up."
)


def same_medium(one: str, other: str) -> bool:
    """Whether two media can be of one contact: who visits meets, and an unknown medium may be any."""
    return one == other or "other" in (one, other) or {one, other} == {"meeting", "visit"}
