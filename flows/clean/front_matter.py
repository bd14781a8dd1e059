"""The fields that stand above a loose text: `title: ...`, `source: ...`, between dashes or not."""

import re
from collections.abc import Sequence

from flows.clean.evidence import Evidence
from flows.clean.json_fields import field_evidence, field_named
from flows.clean.plain_text import Line

_FIELD = re.compile(r"([^\W\d_][\w -]{1,24}?)\s?[:：]\s+(\S.*)$")
_QUOTES = "\"'“”«»"


def front_matter(lines: Sequence[Line], least: int = 2) -> list[Evidence]:
    """What the fields at the top state; their lines keep the value alone, with the field's name as their tag.

    A fence of dashes begins them, or else at least `least` of the first lines are fields, and known ones as often as
    not. They end at the second fence, or at the first line that is none.
    """
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    fenced = first < len(lines) and lines[first].tag == "rule" and lines[first].text.startswith("---")
    found: dict[int, tuple[str, str]] = {}
    for index in range(first + fenced, min(len(lines), first + 40)):
        line = lines[index]
        if match := _FIELD.match(line.text):
            found[index] = (match[1], match[2].strip(_QUOTES))
        elif line.tag == "rule" or (not fenced and (line.text or found)):
            break
    known = {index: name for index, (key, _) in found.items() if (name := field_named(key))}
    if len(known) < least or 2 * len(known) < len(found):
        return []
    for index, (key, value) in found.items():
        line = lines[index]
        line.text, line.tag = value, f"field {known.get(index, 'other')}"
        line.changed = ", ".join(filter(None, (line.changed, f"the name {key!r}")))
    return field_evidence(dict(found.values()), basis="header")
