-- One row per sentence of each telling of a story beside the one that it was made from, changed words marked as
-- [-gone-] and {+new+}: `from side_by_side('s...')`.
create or replace macro side_by_side(story) as table
with sided as (
    select
        passages.*,
        article_context.outlet,
        article_context.published_from,
        earlier.text[earlier_sentence.char_start + 1 : earlier_sentence.char_end] as before,
        article.text[sentence.char_start + 1 : sentence.char_end] as after,
    from passages
    join story_articles using (document_id, source_document_id)
    join article_context using (document_id)
    join articles as article using (document_id)
    join articles as earlier on earlier.document_id = passages.source_document_id
    left join sentences as sentence
        on sentence.document_id = passages.document_id and sentence.sentence_number = passages.sentence_number
    left join sentences as earlier_sentence
        on earlier_sentence.document_id = passages.source_document_id
        and earlier_sentence.sentence_number = passages.source_sentence_number
    where story_articles.story_id = story
)

select
    outlet,
    case change when 'same' then 'kept' when 'edited' then 'changed' else change end as change,
    if(change = 'same', before, marked(before, after, '[-', '-]')) as source_sentence,
    if(change = 'same', after, marked(after, before, '{+', '+}')) as sentence,
    source_sentence_number,
    sentence_number,
    document_id,
    source_document_id,
from sided
order by
    published_from nulls last,
    document_id,
    coalesce(source_sentence_number, sentence_number),
    sentence_number;
