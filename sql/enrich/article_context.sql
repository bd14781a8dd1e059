-- One row per article, with the days between which it was published, its outlet and its place among its revisions.
with day_orders as (
    select
        lower(outlet) as outlet_key,
        min(day_order) as day_order,
    from clean.articles
    -- Only what a record itself shows; what a country or a language tells of its own days tells no other's.
    where day_order_basis in (
        'another date of the record',
        'a day that the record states otherwise',
        'the weekday beside it'
    )
    group by outlet_key
    having count(distinct day_order) = 1
),

read_by_outlet as (
    select
        document_id,
        possible_days[if(day_orders.day_order = 'day first', 1, 2)] as published_on,
    from clean.articles
    join day_orders on outlet_key = lower(outlet)
    where len(possible_days) = 2
)

select
    document_id,
    coalesce(standings.published_on, read_by_outlet.published_on, first_published_on) as published_from,
    -- An undated telling is taken to follow its event within a week.
    coalesce(standings.published_on, read_by_outlet.published_on, first_published_on + 7) as published_until,
    case
        when standings.published_on is not null then 'record'
        when read_by_outlet.published_on is not null then 'outlet'
        when first_published_on is not null then 'story'
    end as published_basis,
    coalesce(standings.outlet, furniture_outlets.outlet) as outlet,
    case
        when standings.outlet is not null then 'record'
        when furniture_outlets.outlet is not null then 'furniture'
    end as outlet_basis,
    lag(document_id) over revisions as supersedes_document_id,
    lead(document_id) over revisions is null as is_latest_revision,
from enrich.standings
left join read_by_outlet using (document_id)
left join clean.furniture_outlets using (document_id)
left join enrich.story_articles using (document_id)
left join enrich.stories using (story_id)
window revisions as (
    partition by article_key
    order by ordered_at nulls last, modified_at nulls first, word_count, document_id
)
