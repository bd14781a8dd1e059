-- One row per sentence of each telling of a story beside the one that it was made from, changed words marked as
-- [-gone-] and {+new+}: `from side_by_side('s...')`.
create or replace macro side_by_side(story) as table
select
    article_context.outlet,
    case change when 'same' then 'kept' when 'edited' then 'changed' else change end as change,
    if(change = 'same', source_sentence, marked(source_sentence, sentence, '[-', '-]')) as source_sentence,
    if(change = 'same', sentence, marked(sentence, source_sentence, '{+', '+}')) as sentence,
    source_sentence_number,
    sentence_number,
    story_articles.document_id,
    story_articles.source_document_id,
from story_articles
join article_context using (document_id)
cross join lateral compare(story_articles.document_id, story_articles.source_document_id)
where story_articles.story_id = story
order by
    published_from nulls last,
    story_articles.document_id,
    coalesce(source_sentence_number, sentence_number),
    sentence_number;
