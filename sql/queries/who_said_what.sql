-- One row per quotation whose speaker is known, the speaker who is quoted most often first.
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
left join named_in_full using (document_id, speaker_entity_id)
left join entities on entities.entity_id = coalesce(named_in_full.entity_id, quotes.speaker_entity_id)
where quotes.speaker is not null and article_context.is_latest_revision
order by
    count(*) over (partition by coalesce(entities.entity_id, quotes.speaker)) desc,
    coalesce(entities.name, quotes.speaker),
    article_context.published_from nulls last,
    quotes.document_id,
    quotes.quote_number
