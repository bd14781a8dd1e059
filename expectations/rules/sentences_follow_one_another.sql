-- Sentences are numbered from 1 in the order of the text, and none overlaps the one before or leaves the text.
-- severity: stop
with texts as (
    select document_id, length(text) as letters from articles
)

select
    document_id,
    sentence_number,
from sentences
join texts using (document_id)
qualify
    sentence_number <> row_number() over (partition by document_id order by char_start)
    or char_start < lag(char_end, 1, 0) over (partition by document_id order by sentence_number)
    or char_end > letters
