-- One row per person whom an article names by surname alone, with whom its story names in full: `from full_names()`.
create or replace macro full_names() as table
select
    entity_links.document_id,
    mentions.entity_id,
    min(entity_links.entity_id) as full_entity_id,
from entity_links
join mentions using (document_id, char_start)
where mentions.kind = 'person'
group by entity_links.document_id, mentions.entity_id;
