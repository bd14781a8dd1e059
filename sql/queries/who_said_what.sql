-- One row per quotation whose speaker is known, the speaker who is quoted most often first.
select
    coalesce(entities.name, quotes.speaker) as speaker,
    quotes.form,
    quotes.text,
    quotes.cue,
    quotes.addressee,
    article_context.published_from,
    article_context.outlet,
    quotes.document_id,
    quotes.quote_number,
from quotes
join article_context using (document_id)
left join full_names() as full_names
    on full_names.document_id = quotes.document_id and full_names.entity_id = quotes.speaker_entity_id
left join entities on entities.entity_id = coalesce(full_names.full_entity_id, quotes.speaker_entity_id)
where quotes.speaker is not null and article_context.is_latest_revision
order by
    count(*) over (partition by coalesce(entities.entity_id, quotes.speaker)) desc,
    coalesce(entities.name, quotes.speaker),
    article_context.published_from nulls last,
    quotes.document_id,
    quotes.quote_number
