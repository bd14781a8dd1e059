-- One row per document and earlier document that it took text from, or may have, at most five for a document.
with measured as (
    select
        document_id,
        source_document_id,
        shared_shingles,
        containment,
        is_identical,
        is_revision,
        least(1, aligned_count / sentence_count) as coverage,
        least(1, source_aligned_count / source_sentence_count) as source_coverage,
        least(1, same_count / sentence_count) as same_share,
        least(1, same_count / source_sentence_count) as source_same_share,
        order_agreement,
        shared_words,
        mean_similarity,
        names_agreement,
        -- Notices made from one template share its words but not the names and numbers in its gaps, so what other
        -- words have in common counts against a pair. The weights separate planted edits from such notices, and
        -- rewritten tellings from independent ones; 0 is the boundary.
        8 * names_agreement + 8 * names_found - 2.5 * words_found + 2.8 * ln(1 + shared_words) + 5 * order_agreement
            - 24.5 as evidence,
        -- A translator keeps names, numbers and the order and rewords the rest; an editor changes some sentences and
        -- keeps others. Where most words are others, fewer sentences are known again.
        order_agreement >= 0.9 and mean_similarity < 0.92 and coalesce(quote_similarity, 0) < 0.97 as is_reworded,
        names_found,
        words_found,
        -- An agency's own wire and a copy on a site that isn't named are of two.
        own.outlet is not distinct from source.outlet and own.is_wire = source.is_wire as is_same_outlet,
        coalesce(own.agency = source.agency, source.agency is not null) as is_of_an_agency,
        own.outlet,
        own.order_basis,
        source.order_basis as source_order_basis,
        source.ordered_at < own.ordered_at as is_earlier,
        abs(date_diff('day', source.published_on, own.published_on)) as days_apart,
    from enrich.reuse_pairs
    join enrich.alignments using (document_id, source_document_id)
    join enrich.standings as own using (document_id)
    join enrich.standings as source on source_document_id = source.document_id
),

named as (
    select
        *,
        case
            when is_identical then if(is_same_outlet, 'identical', 'verbatim')
            when is_revision then 'revised'
            -- What an outlet prints again within days, most of it word for word and something new, is its own article
            -- carried on.
            when outlet is not null
                and is_same_outlet
                and days_apart <= 3
                and source_same_share >= 0.6
                and same_share < 1 then 'revised'
            when same_share >= 0.85 and order_agreement >= 0.9 then 'verbatim'
            when same_share >= 0.35 then 'edited'
            when is_reworded
                and least(coverage, source_coverage) >= 0.8
                and names_agreement >= 0.86
                and names_found >= words_found + 0.02 then 'translated'
            when is_reworded
                and least(coverage, source_coverage) >= 0.5
                and greatest(coverage, source_coverage) >= 0.55
                and names_agreement >= 0.7
                and words_found < 0.55
                and same_share < 0.1 then 'translated'
            when containment >= 0.3 then 'edited'
            else 'rewritten'
        end as relation,
        is_identical
            or (is_revision and coverage >= 0.3)
            -- A quotation or a line of background that two tellings share makes neither from the other; nor do the same
            -- names in another order, where no words in a row are the same.
            or (
                evidence >= 0
                and shared_words >= 17
                and greatest(coverage, source_coverage) >= 0.22
                and (shared_shingles > 0 or order_agreement >= 0.8)
            ) as is_certain,
    from measured
    where is_certain
        -- What an outlet tells in its own words has most names of the wire that it was made from, and few of its words;
        -- it credits no other agency.
        or (
            evidence >= -2.6
            and shared_words >= 18
            and greatest(coverage, source_coverage) >= 0.2
            and names_found >= 0.57
            and words_found < 0.5
            and is_of_an_agency
        )
)

select
    document_id,
    source_document_id,
    relation,
    coverage,
    source_coverage,
    order_agreement,
    shared_words,
    case
        when is_revision then 'a later revision of the same article'
        when source_order_basis = 'wire' and not coalesce(is_earlier, false) then 'the agency''s own wire comes first'
        when is_earlier then 'told later (' || order_basis || ', source ' || source_order_basis || ')'
        when order_basis = 'undated' and source_order_basis <> 'undated' then 'undated: placed after dated tellings'
        else 'no times tell them apart: the smaller id comes first'
    end as direction_basis,
    is_certain,
from named
-- Another day's words about the same persons are another event; text that was copied stays copied.
where relation not in ('rewritten', 'translated') or coalesce(days_apart, 0) <= 10
qualify row_number() over (
    partition by document_id
    order by is_revision desc, is_identical desc, is_certain desc, shared_words desc, source_document_id
) <= 5
