-- Body lines follow one another through the text with nothing but white space between, before and after.
-- severity: stop
with steps as (
    select
        document_id,
        line_number,
        coalesce(lag(char_end) over (partition by document_id order by line_number), 0) as gap_start,
        char_start as gap_end,
    from lines
    where role = 'body'
    union all
    select
        document_id,
        max(line_number) + 1,
        max(char_end),
        any_value(letters),
    from lines
    join (select document_id, length(text) as letters from articles) as texts using (document_id)
    where role = 'body'
    group by document_id
)

select
    document_id,
    line_number,
    gap_start,
    gap_end,
from articles
left join steps using (document_id)
where gap_start is null
    or gap_end < gap_start
    or regexp_matches(articles.text[gap_start + 1 : gap_end], '[^\s\p{Z}]')
