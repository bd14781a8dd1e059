"""Which sentence was taken from which, and what became of it."""

from dataclasses import replace

from expectations.columns import DOCUMENT_ID, SENTENCE_NUMBER, SOURCE_DOCUMENT_ID, optional, share
from expectations.contract import Column, Table, holds, one_of
from flows.enrich.alignments import ALIGNMENTS
from flows.enrich.reuse import REUSE
from flows.enrich.sentences import SENTENCES
from flows.steps import Step

PASSAGES = Table(
    "passages",
    "enrich",
    "A row a pair of aligned sentences of a reuse row, and a row a sentence that only one side has.",
    key=("document_id", "source_document_id", "sentence_number", "source_sentence_number"),
    columns=(
        DOCUMENT_ID,
        optional(SENTENCE_NUMBER, "The sentence, from 1; NULL for one that was dropped."),
        SOURCE_DOCUMENT_ID,
        replace(
            SENTENCE_NUMBER,
            name="source_sentence_number",
            nullable=True,
            description="The source's sentence, from 1; NULL for one that was added.",
        ),
        Column(
            "change",
            "VARCHAR",
            "What became of it; `merged` when several of the source's sentences went into this one, "
            "`split` when one of the source's became several.",
            promises=(one_of("same", "edited", "merged", "split", "added", "dropped"),),
        ),
        share("similarity", "Weight of the shared words, as a share of the mean weight of both.", nullable=True),
    ),
    rows_keep=(
        holds("added sentences have no source", "(change = 'added') = (source_sentence_number is null)"),
        holds("dropped sentences are the source's alone", "(change = 'dropped') = (sentence_number is null)"),
        holds("aligned sentences have a similarity", "(change in ('added', 'dropped')) = (similarity is null)"),
    ),
)

STEP = Step(makes=PASSAGES, reads=(ALIGNMENTS, REUSE, SENTENCES), scope="corpus", revision=6)
