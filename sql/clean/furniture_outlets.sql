-- One row per document without an outlet of its own whose furniture is that of one outlet.
with furniture as (
    select distinct
        document_id,
        outlet,
        md5(lower(regexp_replace(text, '\s+', ' ', 'g'))) as line,
    from clean.lines
    join clean.renderings using (document_id)
    where role in ('navigation', 'teaser', 'promotion', 'footer', 'repeated', 'other')
        -- "Share this story" is everybody's.
        and length(text) >= 25
),

lines_of_outlet as (
    select
        line,
        min(lower(outlet)) as outlet_key,
    from furniture
    where outlet is not null
    group by line
    having count(distinct lower(outlet)) = 1
        -- A count, never a share; as many as make a line a repeated one.
        and count(*) >= 5
),

names as (
    select
        lower(outlet) as outlet_key,
        mode(outlet order by outlet) as outlet,
    from clean.renderings
    where outlet is not null
    group by outlet_key
)

select
    document_id,
    min(names.outlet) as outlet,
from furniture
join lines_of_outlet using (line)
join names using (outlet_key)
where furniture.outlet is null
group by document_id
having count(distinct outlet_key) = 1
    and count(*) >= 2
