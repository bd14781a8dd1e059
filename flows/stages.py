"""Every step, stage by stage, in the order in which they run."""

from expectations.contract import Table
from flows.clean import articles, documents, furniture_outlets, lines, renderings, repeated_lines
from flows.enrich import (
    alignments,
    article_context,
    contact_claims,
    contact_participants,
    contact_reports,
    contact_topics,
    contacts,
    dates,
    entities,
    entity_links,
    fingerprints,
    mentions,
    model_names,
    office_holders,
    passages,
    quoted_terms,
    quotes,
    reuse,
    reuse_pairs,
    sentence_words,
    sentences,
    standings,
    stories,
    story_articles,
    story_blocks,
    story_candidates,
    story_keys,
    story_pairs,
    story_tellings,
    story_terms,
    takings,
)
from flows.ingest import first_captures
from flows.ingest.captures import CAPTURES
from flows.ingest.refused import REFUSED
from flows.steps import Step

INGEST = (first_captures.STEP,)
CLEAN = (renderings.STEP, repeated_lines.STEP, lines.STEP, articles.STEP, documents.STEP, furniture_outlets.STEP)
ENRICH = (
    sentences.STEP,
    dates.STEP,
    model_names.STEP,
    mentions.STEP,
    quotes.STEP,
    contact_claims.STEP,
    sentence_words.STEP,
    fingerprints.STEP,
    standings.STEP,
    story_terms.STEP,
    quoted_terms.STEP,
    story_keys.STEP,
    entities.STEP,
    reuse_pairs.STEP,
    alignments.STEP,
    takings.STEP,
    office_holders.STEP,
    story_candidates.STEP,
    story_pairs.STEP,
    story_blocks.STEP,
    story_tellings.STEP,
    reuse.STEP,
    passages.STEP,
    story_articles.STEP,
    stories.STEP,
    article_context.STEP,
    entity_links.STEP,
    contact_reports.STEP,
    contacts.STEP,
    contact_participants.STEP,
    contact_topics.STEP,
)
STEPS: dict[str, Step] = {step.name: step for step in (*INGEST, *CLEAN, *ENRICH)}
PUBLISHED: tuple[Table, ...] = tuple(
    table for table in (CAPTURES, REFUSED, *(step.makes for step in STEPS.values())) if table.published
)
