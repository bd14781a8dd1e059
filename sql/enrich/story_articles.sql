-- One row per article, with its story and what it is to it.
select
    story_id,
    document_id,
    relation,
    source_document_id,
    basis,
from enrich.story_tellings
