"""Bytes to text: which charset a record is in."""

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup
from typing import Any

from charset_normalizer import from_bytes

_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG Encoding Standard reads these labels as their Windows supersets, as browsers do.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]+)", re.I
)
# Letters that are frequent in running text of the languages that a single-byte charset serves.
_FREQUENT = {
    "cp1251": frozenset("оеаинтсрвлкмдпуяыьгзбчйхжі"),
    "koi8-r": frozenset("оеаинтсрвлкмдпуяыьгзбчйхж"),
    "cp866": frozenset("оеаинтсрвлкмдпуяыьгзбчйхж"),
    "cp1252": frozenset("éèàùâêîôûçäöüßÄÖÜáíóúñÉãõåøæ’‘“”–—…«»€° "),
    "cp1250": frozenset("ąćęłńśźżěščřžýáíéúůťďňőűçăşţ’“”„–"),
    "cp1253": frozenset("αοιετσνηυρπκμλςάόέίήύώ"),
    "cp1254": frozenset("çğıöşüİÇÖŞÜâ’“”"),
    "cp1255": frozenset("יוהלאתרבשמנדחקפםגצעןטסך"),
    "cp1256": frozenset("الينمترهبدسعفكقحجشصطخةى"),
}
_TRUSTED_BYTES = 200_000


def decode(content: bytes, http_charset: str | None = None, is_html: bool = False) -> tuple[str, str]:
    """The text and the Python name of its charset.

    In this order: a byte order mark; NULs where UTF-16 has them; UTF-8 that is valid and not plain ASCII; the charset
    of the HTTP header, then of the markup, where it decodes without a fault; UTF-8 with few faults; the single-byte
    charset whose frequent letters it holds; what charset-normalizer thinks; cp1252. Bytes that can't be decoded, NUL
    and lone surrogates become U+FFFD. Never raises.
    """
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _cleaned(content[len(mark) :].decode(charset, "replace")), charset
    if wide := _wide(content):
        return _cleaned(content.decode(wide, "replace")), wide
    declared = [http_charset, _declared(content) if is_html else None]
    if not content.isascii() and (text := _strict(content, "utf-8")) is not None:
        return _cleaned(text), "utf-8"
    for label in declared:
        codec = _codec(label)
        if codec and (text := _strict(content, codec)) is not None:
            return _cleaned(text), codec
    if content.isascii():
        return _cleaned(content.decode("ascii")), "utf-8"
    return _guessed(content)


def _guessed(content: bytes, faults: float = 0.1) -> tuple[str, str]:
    lenient = content.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    # A cut or damaged UTF-8 text still has most of its letters; any other charset read as UTF-8 has almost none.
    if wrong <= faults * sum(character > "\x7f" for character in lenient):
        return _cleaned(lenient), "utf-8"
    sample = content[:_TRUSTED_BYTES]
    share, charset = max((_fit(sample, name), name) for name in _FREQUENT)
    if share < 0.7:
        best = from_bytes(sample).best()
        charset = best.encoding if best else charset if share > 0.5 else "cp1252"
    return _cleaned(content.decode(charset, "replace")), charset


def _fit(content: bytes, charset: str) -> float:
    """Share of the characters beyond ASCII that are frequent letters where this charset is used."""
    letters = [character for character in content.decode(charset, "replace") if character > "\x7f"]
    return sum(letter in _FREQUENT[charset] for letter in letters) / max(1, len(letters))


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = content[:400]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and even <= odd // 8:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 5 and odd <= even // 8 else None


def _declared(content: bytes) -> str | None:
    found = _META.search(content[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # Only codecs from bytes to text: Python also looks up `hex` and the like.
    return _SUPERSETS.get(name, name) if lookup(name)._is_text_encoding else None


def _strict(content: bytes, charset: str) -> str | None:
    try:
        return content.decode(charset)
    except (UnicodeError, ValueError):
        return None


def json_value(text: str) -> Any:
    """What the JSON says; lone surrogates, which `\\ud83d` writes where an emoji was cut, become U+FFFD.

    Raises `ValueError` and `RecursionError`.
    """
    value = json.loads(text, strict=False)
    if "\\ud" in text.casefold():
        whole = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return json.loads(whole)
    return value


def _cleaned(text: str) -> str:
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text
