-- One row per quotation of the persons and offices whose name holds these words: `from quotes_of('wilk')`.
create or replace macro quotes_of(person) as table
with named_in_full as (
    -- A surname alone, with whom the story's other tellings give in full.
    select distinct
        entity_links.document_id,
        mentions.entity_id as speaker_entity_id,
        entity_links.entity_id,
    from entity_links
    join mentions using (document_id, char_start)
    where mentions.kind = 'person'
)

select
    article_context.published_from,
    coalesce(entities.name, quotes.speaker) as speaker,
    quotes.form,
    quotes.text,
    quotes.addressee,
    article_context.outlet,
    quotes.document_id,
    quotes.quote_number,
from quotes
join article_context using (document_id)
left join named_in_full using (document_id, speaker_entity_id)
left join entities on entities.entity_id = coalesce(named_in_full.entity_id, quotes.speaker_entity_id)
where contains(
    lower(concat_ws(chr(10), quotes.speaker, entities.name, array_to_string(entities.aliases, chr(10)))), lower(person)
)
order by article_context.published_from nulls last, quotes.document_id, quotes.quote_number;
