-- One row per telling of a story, the first one first: `from tellings('s...')`.
create or replace macro tellings(story) as table
select
    article_context.published_from,
    article_context.published_until,
    article_context.outlet,
    articles.agency,
    articles.language,
    story_articles.relation,
    story_articles.source_document_id,
    articles.title,
    articles.text,
    story_articles.document_id,
from story_articles
join articles using (document_id)
join article_context using (document_id)
where story_articles.story_id = story
order by
    article_context.published_from nulls last,
    articles.published_at nulls last,
    -- Where the day is all that is known, the original goes first, and what was made from nothing else.
    story_articles.relation <> 'original',
    story_articles.source_document_id nulls first,
    story_articles.document_id;
