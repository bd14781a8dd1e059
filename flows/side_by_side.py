"""Two texts side by side, sentence by sentence, with what differs marked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text


def print_side_by_side(pairs: Sequence[Mapping[str, Any]], out: Console) -> None:
    """Print the sentences of an article and its source, with the words marked that only one of them has.

    A pair has `change`, `source_sentence` and `sentence`, as the macro `compare` gives them.
    """
    if not pairs:
        out.print("No sentence of one was taken from the other.")
        return
    counts = Counter(pair["change"] for pair in pairs)
    out.print(", ".join(f"{count} {_SAID[change]}" for change, count in sorted(counts.items(), key=_by_change)))
    grid = grid_of("change", "source", "this telling")
    grid.columns[0].no_wrap = True
    for pair in pairs:
        before, after = pair["source_sentence"] or "", pair["sentence"] or ""
        if pair["change"] == "same":
            # What differs are signs that say the same, such as other quotation marks.
            grid.add_row(_SAID["same"], Text(before), Text(after), style="dim")
        else:
            grid.add_row(_SAID[pair["change"]], *marked(before, after, out.is_terminal))
    out.print(grid)


_SAID = {
    "same": "kept",
    "edited": "changed",
    "merged": "merged",
    "split": "split",
    "added": "added",
    "dropped": "dropped",
}


def _by_change(counted: tuple[str, int]) -> int:
    return list(_SAID).index(counted[0])


def marked(before: str, after: str, in_colour: bool) -> tuple[Text, Text]:
    """Both texts with the words marked that the other lacks: in colour, or as `[-gone-]` and `{+new+}`.

    A sentence that stands alone is not marked: all of its words are only there.
    """
    if not before or not after:
        return Text(before), Text(after)
    old, new = before.split(), after.split()
    texts = Text(), Text()
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        spans = ((old[old_start:old_end], "[-{}-]", "red"), (new[new_start:new_end], "{{+{}+}}", "green"))
        for text, (words, marks, colour) in zip(texts, spans, strict=True):
            if words:
                said = " ".join(words)
                is_same = kind == "equal"
                text.append(" " if text else "")
                text.append(said if is_same or in_colour else marks.format(said), None if is_same else colour)
    return texts


def grid_of(*names: str) -> Table:
    """A table that cuts nothing off: a word that is longer than its column goes on in the next line."""
    grid = Table(*names, box=None, pad_edge=False)
    for column in grid.columns:
        column.overflow = "fold"
    return grid
