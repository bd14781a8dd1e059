-- One row per person, organisation and country: in how many articles and stories it is named, and beside whom most often.
with named as (
    select distinct
        mentions.document_id,
        -- A surname alone counts for whom the story's other tellings give in full.
        coalesce(full_names.full_entity_id, mentions.entity_id) as entity_id,
        story_articles.story_id,
    from mentions
    join story_articles using (document_id)
    left join full_names() as full_names using (document_id, entity_id)
    where mentions.kind in ('person', 'organisation', 'country')
),

companions as (
    select
        one.entity_id,
        other.entity_id as other_entity_id,
        count(distinct one.story_id) as shared_story_count,
    from named as one
    join named as other using (document_id)
    where one.entity_id <> other.entity_id
    group by one.entity_id, other.entity_id
    qualify row_number() over (partition by one.entity_id order by shared_story_count desc, other.entity_id) = 1
)

select
    entities.name,
    entities.kind,
    count(distinct named.document_id) as article_count,
    count(distinct named.story_id) as story_count,
    companion.name as named_beside,
    entities.entity_id,
from named
join entities using (entity_id)
left join companions using (entity_id)
left join entities as companion on companion.entity_id = companions.other_entity_id
group by entities.name, entities.kind, companion.name, entities.entity_id
order by story_count desc, article_count desc, entities.entity_id
