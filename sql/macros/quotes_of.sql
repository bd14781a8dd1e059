-- One row per quotation of the persons and offices whose name holds these words: `from quotes_of('wilk')`.
create or replace macro quotes_of(person) as table
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
left join full_names() as full_names
    on full_names.document_id = quotes.document_id and full_names.entity_id = quotes.speaker_entity_id
left join entities on entities.entity_id = coalesce(full_names.full_entity_id, quotes.speaker_entity_id)
where contains(
    lower(concat_ws(chr(10), quotes.speaker, entities.name, array_to_string(entities.aliases, chr(10)))), lower(person)
)
order by article_context.published_from nulls last, quotes.document_id, quotes.quote_number;
