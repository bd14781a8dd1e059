"""How far two labellings of the passages agree: `python -m tests.enrich.label_agreement` prints it.

`cases/second_labels.txt` was written from the bare texts, without a look at the first labels: a line a passage, its
names as kind and surface, then, after slashes, its quotations as form, speaker and first words.
"""

import re

from tests.enrich.passages import CASES, FORMS, KINDS, Passage, read, words


def second_names(line: str) -> set[tuple[str, str]]:
    parts = [part for part in line.split(" / ") if re.match(r"[pocl]:", part)]
    pairs = re.findall(r"([pocl]):(.+?)(?=\s[pocl]:|$)", " ".join(parts))
    return {(KINDS[kind], surface) for kind, surface in pairs}


def second_quotes(line: str) -> list[tuple[str, list[str]]]:
    parts = [part for part in line.split(" / ") if re.match(r"[DIM] ", part)]
    return [(FORMS[part[0]], words(part[2:])) for part in parts]


def agreeing_quotes(passage: Passage, second: list[tuple[str, list[str]]]) -> int:
    """Quotations of the first labelling that the second has: same form, a word of the speaker, the same first words."""
    left = list(second)
    for form, speaker, text in passage.quotes:
        opening = words(text)[:3]
        for mine in left:
            starts = range(len(mine[1]))
            is_there = any(mine[1][start : start + len(opening)] == opening for start in starts)
            if mine[0] == form and is_there and set(words(speaker)) & set(mine[1]):
                left.remove(mine)
                break
    return len(second) - len(left)


def main() -> None:
    lines = (CASES / "second_labels.txt").read_text(encoding="utf-8").splitlines()
    seconds = dict(line.split(" ", 1) for line in lines)
    same = firsts = others = same_quotes = first_quotes = other_quotes = 0
    passages = (passage for file in sorted(CASES.glob("passages_*.txt")) for passage in read(file))
    for passage in (passage for passage in passages if passage.name in seconds):
        mine = {(kind, passage.text[start:end]) for start, end, kind in passage.names}
        other, said = second_names(seconds[passage.name]), second_quotes(seconds[passage.name])
        same, firsts, others = same + len(mine & other), firsts + len(mine), others + len(other)
        same_quotes += agreeing_quotes(passage, said)
        first_quotes, other_quotes = first_quotes + len(passage.quotes), other_quotes + len(said)
        for name in sorted(mine ^ other):
            print(passage.name, "first" if name in mine else "second", *name)
    print(f"names: {2 * same / (firsts + others):.3f} (F1 of {firsts} and {others} distinct names)")
    print(
        f"quotations: {2 * same_quotes / (first_quotes + other_quotes):.3f} (F1 of {first_quotes} and {other_quotes})"
    )


if __name__ == "__main__":
    main()
