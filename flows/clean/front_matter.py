"""The fields that stand above a loose text: `title: ...`, `source: ...`, between dashes or not, and those of e-mail."""

import re
from collections.abc import Sequence

from flows.clean.evidence import Evidence
from flows.clean.json_fields import field_evidence, field_named
from flows.clean.names import is_person
from flows.clean.plain_text import Line

_FIELD = re.compile(r"([^\W\d_][\w -]{1,24}?)\s?[:：]\s+(\S.*)$")
# `authors:` above the lines of a list, `- Ann Lee`, `- name: Ann Lee`
_HEAD = re.compile(r"([^\W\d_][\w-]{1,24}):")
_ITEM = re.compile(r"(?:-\s+)?(?:name:\s+)?(?P<value>\S.*)$")
_INNER = frozenset(("url", "link", "email", "slug", "id", "image", "twitter", "bio", "title", "role"))
# Who sent an e-mail: `From: Harbour Dawn <news@harbour.example>`
_SENDER = re.compile(r"\"?([^<>\"@]+?)\"?\s+<?\S+@\S+>?$")
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?$")
# What stands before the subject: `Re: `, `[List] `
_BEFORE_SUBJECT = re.compile(r"(?:(?:re|fwd?|fw|aw|wg|tr|rv|rif)\s?:\s*|\[[^\[\]]{2,30}\]\s*)+", re.I)
_SUBJECTS = frozenset(("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "тема"))
_INLINE = re.compile(r"\[(.*)\]")
_QUOTES = "\"'“”«» "


def front_matter(lines: Sequence[Line], least: int = 2) -> list[Evidence]:
    """What the fields at the top state; their lines keep the value alone, with the field's name as their tag.

    A fence of dashes begins them and another ends them, or else at least `least` of the first lines are fields, and
    known ones as often as not; these end at the first line that is none. Between fences a field may be a list.
    """
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    fenced = first < len(lines) and lines[first].tag == "rule" and lines[first].text.startswith("---")
    found, is_closed = _fields(lines[: first + 40], first + fenced, fenced)
    known = {index: name for index, (key, _) in found.items() if (name := field_named(key))}
    if len(known) < (1 if is_closed else least) or (2 * len(known) < len(found) and not is_closed):
        return []
    values: dict[str, list[str]] = {}
    for index, (key, value) in found.items():
        line = lines[index]
        if not key:
            line.tag = lines[index - 1].tag
            continue
        written = _FIELD.match(line.text)
        line.text, line.tag = value, f"field {known.get(index, 'other')}"
        line.changed = ", ".join(filter(None, (line.changed, f"the name {(written[1] if written else key)!r}")))
        inline = _INLINE.fullmatch(value)
        values.setdefault(key, []).extend(
            one.strip(_QUOTES) for one in (inline[1].split(",") if inline else [value]) if one.strip(_QUOTES)
        )
    return field_evidence(values, basis="header")


def _fields(lines: Sequence[Line], first: int, fenced: bool) -> tuple[dict[int, tuple[str, str]], bool]:
    """The name and value of each field, by its line's index, and whether a fence or the text of an e-mail ends them."""
    found: dict[int, tuple[str, str]] = {}
    listed, is_mail = "", False
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.text and found and not fenced and _goes_on(lines[index + 1 : index + 2]):
            continue
        match = _FIELD.match(line.text)
        if match and (mail := _mail_field(match[1].casefold(), match[2], is_mail)):
            found[index], is_mail = mail, True
        elif listed and (line.tag == "li" or (match and match[1] == "name")):
            item = _ITEM.match(line.text)
            found[index] = (listed, item["value"].strip(_QUOTES) if item else line.text)
        elif match and not (listed and match[1] in _INNER):
            listed = ""
            found[index] = (match[1], match[2].strip(_QUOTES))
        elif fenced and (head := _HEAD.fullmatch(line.text)):
            listed = head[1]
            found[index] = ("heading", line.text)
        elif match and fenced:
            found[index] = ("of an item", line.text)
        elif is_mail and line.text and index - 1 in found and _FIELD.match(_text_at(lines, index + 1)):
            # A long subject goes on in the line below.
            name, value = found[index - 1]
            found[index - 1], found[index] = (name, f"{value} {line.text}"), ("", line.text)
        elif line.tag == "rule":
            return found, fenced
        elif not fenced and (line.text or found):
            break
    return found, is_mail


def _text_at(lines: Sequence[Line], index: int) -> str:
    return lines[index].text if index < len(lines) else ""


def _goes_on(below: Sequence[Line]) -> bool:
    """Whether one more known field stands below the blank line."""
    return any((found := _FIELD.match(line.text)) and field_named(found[1]) for line in below)


def _mail_field(name: str, value: str, is_mail: bool) -> tuple[str, str] | None:
    """What a field of an e-mail's header states; a subject is a title only where somebody with an address sent it."""
    if name in ("from", "von", "de", "от"):
        if sender := _SENDER.match(value):
            return "author" if is_person(sender[1]) else "outlet", sender[1].strip()
        return ("of the mail", value) if _ADDRESS.match(value) else None
    if is_mail and name in _SUBJECTS:
        return "title", _BEFORE_SUBJECT.sub("", value, count=1)
    return ("sent", value) if is_mail and name == "date" else None
