-- One row per telling of the story that most articles tell, the first one first.
with most_told as (
    select
        story_id,
    from stories
    order by article_count desc, story_id
    limit 1
)

select
    article_context.published_from,
    article_context.outlet,
    articles.agency,
    articles.language,
    story_articles.relation,
    coalesce(articles.title, '(no title)') as title,
    split_part(articles.text, chr(10), 1) as opening,
    story_articles.document_id,
from story_articles
join most_told using (story_id)
join articles using (document_id)
join article_context using (document_id)
order by
    article_context.published_from nulls last,
    articles.published_at nulls last,
    -- Where the day is all that is known, the original goes first, and what was made from nothing else.
    story_articles.relation <> 'original',
    story_articles.source_document_id nulls first,
    story_articles.document_id
