"""Text and Markdown as lines with the markup taken out."""

import html
import re
from dataclasses import dataclass
from itertools import pairwise

_MARKUP = re.compile(r"[*_`\[<#>&\\~|=-]")
# No link, emphasis, code, entity, tag or escape is without one of these.
_INLINE = ("*", "_", "`", "[", "<", "&", "\\", "://", "www.")
# What no heading, rule, quotation or item of a list begins without.
_BLOCK_SIGNS = frozenset("#>*+=~_-0123456789")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
# `[Harbour Dawn](/)`, `[![Harbour Dawn](logo.svg)](https://harbour.example/)`
_HOME_LINK = re.compile(
    r"\[(?:!\[(?P<image>[^\]\n]{3,40})\]\([^()\s]*\)|(?P<name>[^\[\]\n]{3,40}))\]\((?:/|https?://[^/()\s]+/?)\)"
)
_HOMES = frozenset(
    """home|homepage|front page|startseite|accueil|inicio|portada|início|главная|головна|strona główna|anasayfa|
    الرئيسية|首页|首頁|menu|logo|home page|principal|voorpagina|hem|forside""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_BARE_LINK = re.compile(r"(?:https?://|www\.)[^\s<>]+")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*\*\*|___|\*\*|__|\*|_)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"(`+)([^`\n]+)\1")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"</?(?:br|p|div|span|em|strong|i|b|u|a|figure|figcaption|img|sup|sub|small|center|blockquote)\b[^<>]*>", re.I
)
_RULE = re.compile(r"\s*(?:(?:[-*_=~#]\s*){3,}|={2,})$")
_BULLET = re.compile(r"\s{0,8}(?:[*+-]|\d{1,2}[.)])\s+(?=\S)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!~|>-])")


@dataclass(slots=True)
class Line:
    """A line of a plain rendering.

    `tag` is the markup that it stood in (`h1`, `li`, `p`, `figcaption`, ... or `text`), `area` the part of the page
    (`article`, `nav`, ... or NULL), `link_share` the share of its characters that are links, `emphasis_tail` whether
    it ends in a link or in emphasis, as the credit of a caption does, `changed` what was changed in it. HTML only:
    `container` the boxes around it, by tag and class, and `is_kept` whether trafilatura keeps it.
    """

    text: str
    tag: str = "text"
    area: str | None = None
    link_share: float = 0.0
    emphasis_tail: bool = False
    is_kept: bool | None = None
    changed: str | None = None
    container: str | None = None


def text_lines(text: str, is_markdown: bool = False) -> list[Line]:
    """The text's own lines, split at LF, CR LF and CR only, empty ones kept; as many as the text has."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    has_inline = _has_inline(text)
    lines = [
        _line(line, is_markdown) if line and (has_inline or line[0] in _BLOCK_SIGNS) else Line(line)
        for line in map(str.strip, raw)
    ]
    for above, below in pairwise(lines):
        # An underlined heading: the rule below it says so.
        if below.tag == "rule" and below.text[0] in "=-" and above.text and above.tag == "text":
            above.tag = "h1" if below.text[0] == "=" else "text"
    return lines


def home_links(text: str, most_lines: int = 3) -> list[str]:
    """What the first lines of a Markdown text link to the front page of a site, or the picture that they link to it."""
    top = [line for line in text.split("\n") if line.strip()][:most_lines]
    named = (found["image"] or found["name"] for line in top for found in _HOME_LINK.finditer(line))
    return [name.strip() for name in named if name.strip().casefold() not in _HOMES]


def _line(text: str, is_markdown: bool) -> Line:
    if not _MARKUP.search(text):
        return Line(text)
    if _RULE.match(text):
        return Line(text, tag="rule")
    tag, changed = "text", []
    if heading := _HEADING.match(text):
        tag, text = f"h{len(heading[1])}", heading[2]
        changed.append("heading mark")
    elif text.startswith(">") and is_markdown:
        tag, text = "blockquote", text.lstrip("> ")
        changed.append("quotation mark")
    elif bullet := _BULLET.match(text):
        tag = "li"
        if is_markdown:
            text = text[bullet.end() :]
            changed.append("bullet")
    return _inline(text, tag, changed)


def _has_inline(text: str) -> bool:
    return any(map(text.__contains__, _INLINE))


def _inline(text: str, tag: str, changed: list[str]) -> Line:
    """Take out links, emphasis, code, entities and inline tags."""
    if not _has_inline(text):
        return Line(text.strip(), tag=tag, changed=", ".join(changed) or None)
    linked = sum(map(len, _LINK.findall(text))) + sum(map(len, _BARE_LINK.findall(_LINK.sub("", text))))
    emphasis_tail = (text.endswith(("**", "__")) and text.rfind(text[-2:], 0, -2) > 0) or (
        text.endswith(")") and bool(_LINK.search(text, max(0, text.rfind("["))))
    )
    if _IMAGE.search(text):
        alone = not _IMAGE.sub("", text).strip()
        text, tag = _IMAGE.sub(r"\1", text), "image" if alone else tag
        changed.append("image")
    for pattern, replacement, name in (
        (_LINK, r"\1", "links"),
        (_AUTOLINK, r"\1", "links"),
        (_EMPHASIS, r"\2", "emphasis"),
        (_CODE, r"\2", "code"),
        (_TAG, "", "tags"),
        (_ESCAPE, r"\1", "escapes"),
    ):
        text, times = pattern.subn(replacement, text)
        if times and name == "emphasis":
            # Emphasis inside emphasis.
            text = pattern.sub(replacement, text)
        if times and name not in changed:
            changed.append(name)
    if _ENTITY.search(text):
        text = html.unescape(text).replace("\0", "\ufffd").replace("\r", " ").replace("\n", " ")
        changed.append("entities")
    return Line(
        text.strip(),
        tag=tag,
        link_share=min(1.0, linked / max(1, len(text.strip()))),
        emphasis_tail=emphasis_tail,
        changed=", ".join(changed) or None,
    )
