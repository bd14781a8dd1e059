-- One row per sentence that names this person, organisation or country: `from mentions_of('karasek')`. A surname alone
-- counts for whom the story's other tellings give in full.
create or replace macro mentions_of(person) as table
select distinct
    article_context.published_from,
    article_context.outlet,
    entities.name,
    articles.text[sentences.char_start + 1 : sentences.char_end] as sentence,
    mentions.document_id,
    mentions.sentence_number,
from mentions
left join full_names() as full_names using (document_id, entity_id)
join entities on entities.entity_id = coalesce(full_names.full_entity_id, mentions.entity_id)
join articles on articles.document_id = mentions.document_id
join article_context on article_context.document_id = mentions.document_id
join sentences
    on sentences.document_id = mentions.document_id and sentences.sentence_number = mentions.sentence_number
where contains(lower(concat_ws(chr(10), entities.name, array_to_string(entities.aliases, chr(10)))), lower(person))
order by article_context.published_from nulls last, mentions.document_id, mentions.sentence_number;
