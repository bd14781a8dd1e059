-- One row per article, office of a country, and person whom the article names in it.
with named as (
    select
        document_id,
        country_code,
        trim(regexp_replace(strip_accents(lower(office)), '[^\p{L}\p{N}]+', ' ', 'g')) as office,
        trim(regexp_replace(strip_accents(lower(name)), '[^\p{L}\p{N}]+', ' ', 'g')) as person,
    from enrich.mentions
    where kind = 'person' and office is not null and country_code is not null
)

select distinct
    document_id,
    country_code,
    office,
    person,
from named
where
    person <> ''
    -- "Chief" or "director" alone doesn't say of what; heads of state and government are what one word names.
    and (contains(office, ' ') or regexp_matches(office, '^(presid|prezid|президент|premier|премьер|chancel|kanzler|bundeskanz|канцлер)'))
