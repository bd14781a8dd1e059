-- One row per taking that its texts alone show, or that the story shows of which both articles are tellings.
select
    document_id,
    source_document_id,
    taking.relation,
    coverage,
    source_coverage,
    order_agreement,
    shared_words,
    direction_basis,
from enrich.takings as taking
left join enrich.story_tellings as telling using (document_id, source_document_id)
where is_certain or telling.document_id is not null
