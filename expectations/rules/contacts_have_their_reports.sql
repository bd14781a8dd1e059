-- A contact counts the reports of latest revisions that it has, and every report belongs to a contact.
-- severity: stop
with reported as (
    select
        contact_id,
        count(*) filter (where is_latest_revision) as reports,
    from contact_reports
    join article_context using (document_id)
    group by contact_id
)

select
    contact_id,
    report_count,
    reports,
from contacts
full join reported using (contact_id)
where report_count is distinct from reports
