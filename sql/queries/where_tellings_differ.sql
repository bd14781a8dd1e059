-- One row per telling of a contact that disagrees with the contact as a whole, or knows less, and in what.
select
    contacts.contact_id,
    contact_reports.document_id,
    article_context.outlet,
    contact_reports.medium <> contacts.medium as has_other_medium,
    contact_reports.occurred_from <> contacts.occurred_from as has_other_day,
    contact_reports.requested_by <> contacts.requested_by as has_other_requester,
    contact_reports.requested_by is null and contacts.requested_by is not null as leaves_out_requester,
    list_filter(contacts.confirmed_by, lambda side: not list_contains(contact_reports.confirmed_by, side)) as leaves_out_confirmed_by,
    contact_reports.occurred_text,
from contact_reports
join contacts using (contact_id)
join article_context using (document_id)
where
    contact_reports.medium <> contacts.medium
    or contact_reports.occurred_from <> contacts.occurred_from
    or contact_reports.requested_by is distinct from contacts.requested_by
    or len(contact_reports.confirmed_by) < len(contacts.confirmed_by)
order by contacts.contact_id, contact_reports.document_id
