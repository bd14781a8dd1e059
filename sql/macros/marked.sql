-- The words with those marked that the other text lacks, whatever their place: `marked(before, after, '[-', '-]')`.
create or replace macro marked(words, others, opening, closing) as replace(
    array_to_string(
        list_transform(
            string_split(words, ' '),
            lambda word: if(others is null or list_contains(string_split(others, ' '), word), word, opening || word || closing)
        ),
        ' '
    ),
    closing || ' ' || opening,
    ' '
);
