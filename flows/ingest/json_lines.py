"""JSON Lines: every line that is an object with text is a record."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from flows.ingest.limits import Limits
from flows.ingest.records import Record
from flows.ingest.refused import Reason, Refusal
from flows.ingest.streams import CHUNK, Stream

_BLANKS = b" \t\r\n"


def read_lines(stream: Stream, path: str, limits: Limits) -> Iterator[Record | Refusal]:
    """A record or a refusal for each line that isn't blank; the record is the line without its LF or CR LF."""
    lines = io.BufferedReader(stream, CHUNK)
    number = 0
    while line := lines.readline(limits.record_bytes + 2):
        number += 1
        place = f"{path}#{number}"
        if len(line) >= limits.record_bytes + 2 and not line.endswith(b"\n"):
            size = len(line) + _skip_line(lines)
            yield Refusal(place, Reason.TOO_LARGE, f"a line of more than {limits.record_bytes:,} bytes", size)
        elif line.strip(_BLANKS):
            content = line.removesuffix(b"\n").removesuffix(b"\r")
            yield _refusal(place, content) or Record(place, content, media_type="application/json")


def _skip_line(lines: io.BufferedReader[Stream]) -> int:
    """Pass the rest of the line, and say how long it was."""
    size = 0
    while part := lines.readline(CHUNK):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _refusal(place: str, content: bytes) -> Refusal | None:
    try:
        # JSON is UTF-8; where an older encoding was written, its structure is the same and the text is told later.
        value = json.loads(content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape"), strict=False)
    except ValueError as error:
        return Refusal(place, Reason.BAD_JSON, str(error), len(content))
    except RecursionError:
        return Refusal(place, Reason.BAD_JSON, "nested too deeply", len(content))
    if not isinstance(value, dict):
        return Refusal(place, Reason.NOT_AN_OBJECT, f"its value is of type {type(value).__name__}", len(content))
    if not _has_text(value):
        return Refusal(place, Reason.NO_TEXT, "no field holds text", len(content))
    return None


def _has_text(value: Any) -> bool:
    """Whether any value of the object, at any depth, is a string that isn't blank."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str) and item.strip():
            return True
        waiting.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    return False
