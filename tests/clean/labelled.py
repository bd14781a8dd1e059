"""Invented pages and texts with what a person reads in them: `python -m tests.clean.labelled [FILE ...] [-v]`.

A case is a header of fields, a line `---` and the record as a scraper has it; cases are parted by `=====`. What stands
between `⟦` and `⟧` is the body; what stands between `⟪` and `⟫` at a line's end is its role (`|` where several are
right; a line of text or Markdown without one isn't counted). The marks are taken out before the record is read. Each
file's first figures, taken before any rule was changed for it, stand in docs/quality.md.
"""

import argparse
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.steps import ROOT
from tests.clean.chain import Cleaned, cleaned

FOLDER = ROOT / "tests" / "clean" / "cases"
FIELDS = ("title", "authors", "agency", "outlet", "published_on", "body")
FURNITURE = {"navigation", "teaser", "promotion", "footer", "section", "link"}
_MARK = re.compile("[⟦⟧]|⟪[^⟫]*⟫")
_BODY = re.compile("⟦(.*?)⟧", re.S)
_ROLE = re.compile("⟪([^⟫]*)⟫$")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|h\d|table|tr|td|li|ul|hr|blockquote)\b[^<>]*>", re.I)
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)


@dataclass
class Case:
    """A labelled record; `fields` are what it states, as text, authors parted by `; `."""

    fields: dict[str, str]
    content: str

    @property
    def name(self) -> str:
        return self.fields["name"]

    @property
    def body(self) -> str:
        """The marked words without markup."""
        marked = "\n".join(_BODY.findall(self.content))
        if self.fields["type"] == "text/html":
            return html.unescape(_ANY_TAG.sub("", _BLOCK_TAG.sub("\n", marked)))
        return re.sub(r"\[([^\]]*)\]\([^)]*\)|[*#]", r"\1", marked)

    @property
    def record(self) -> str:
        """The record without the marks of its label."""
        return _MARK.sub("", self.content)

    @property
    def roles(self) -> dict[int, set[str]]:
        """The roles that are right for each labelled line of text, body lines among them, by number."""
        labelled: dict[int, set[str]] = {}
        if self.fields["type"] == "text/html" or "⟪" not in self.content:
            return labelled
        inside = False
        for number, line in enumerate(self.content.split("\n"), 1):
            inside = inside or "⟦" in line
            if role := _ROLE.search(line):
                labelled[number] = set(role[1].split("|"))
            elif inside and line.strip():
                labelled[number] = {"body"}
            inside = inside and "⟧" not in line
        return labelled

    def read(self) -> Cleaned:
        """The record through the whole stage."""
        return cleaned(self.record, self.fields["type"], url=self.fields.get("url"))


def cases(file: Path) -> Iterator[Case]:
    """The cases of a file, in order."""
    for part in file.read_text(encoding="utf-8").split("\n=====\n"):
        head, content = part.split("\n---\n", 1)
        pairs = (line.partition(":") for line in head.strip().splitlines())
        yield Case({name: value.strip() for name, _, value in pairs}, content)


def statements(case: Case) -> dict[str, str]:
    """What the stage reads in the record, as the labels have it."""
    article = case.read().article or {}
    read = {name: str(article.get(name) or "") for name in FIELDS if name != "body"}
    return read | {"authors": "; ".join(article.get("authors") or []), "body": article.get("text") or ""}


def wrong(case: Case) -> dict[str, str]:
    """The fields that were read differently, with what was read; the body counts whole, word by word."""
    read = statements(case)
    stated = {name: case.fields.get(name, "") for name in FIELDS} | {"body": case.body}
    found = {name: read[name] for name in FIELDS if not same_words(read[name], stated[name])}
    if "body" in found:
        found["body"] = _difference(stated["body"], read["body"])
    return found


def misread_lines(case: Case) -> dict[int, tuple[str, str]]:
    """Number, role and text of the labelled lines that were given another role; furniture may also be `repeated`."""
    accepted = {number: roles | {"repeated"} if roles & FURNITURE else roles for number, roles in case.roles.items()}
    if not accepted:
        return {}
    texts = case.record.split("\n")
    return {
        line["line_number"]: (line["role"], texts[line["line_number"] - 1])
        for line in case.read().lines
        if line["role"] not in accepted.get(line["line_number"], {line["role"]})
    }


def body_lines(case: Case) -> Counter[str]:
    """How many body lines are stated, read, and both."""
    stated = {number for number, roles in case.roles.items() if "body" in roles}
    read = {line["line_number"] for line in case.read().lines if line["role"] == "body"} & case.roles.keys()
    return Counter(stated=len(stated), read=len(read), both=len(stated & read))


def same_words(one: str, other: str) -> bool:
    """Whether the texts have the same words in the same order; case and punctuation are ignored."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return re.findall(r"\w+", folded)


def _difference(stated: str, read: str) -> str:
    wanted, got = Counter(_words(stated)), Counter(_words(read))
    return f"lacks {list((wanted - got).elements())[:12]}, has more {list((got - wanted).elements())[:12]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(FOLDER.glob("*.txt")))
    parser.add_argument("-v", "--verbose", action="store_true", help="name each field that was read differently")
    arguments = parser.parse_args()
    whole: Counter[str] = Counter()
    print("| cases |", " | ".join(FIELDS), "| body lines, F1 | roles of the others |")
    for file in arguments.files:
        faults: Counter[str] = Counter()
        listed = list(cases(file))
        for case in listed:
            found, lines = wrong(case), misread_lines(case)
            faults.update(found.keys())
            faults.update(body_lines(case))
            outside = {number for number, roles in case.roles.items() if "body" not in roles}
            faults.update(outside=len(outside), misread=len(outside & lines.keys()))
            for field, value in found.items() if arguments.verbose else ():
                print(f"    {case.name}: {field} {value!r}, not {case.fields.get(field, '')!r}")
            for number, (role, text) in lines.items() if arguments.verbose else ():
                print(f"    {case.name}: {number} {role}, not {'|'.join(case.roles[number])}: {text[:90]}")
        faults["cases"] = len(listed)
        whole.update(faults)
        print(f"| {file.stem}, {len(listed)} |", _shares(faults), "|")
    print(f"| all, {whole['cases']} |", _shares(whole), "|")


def _shares(counts: Counter[str]) -> str:
    """The fields' shares of cases, then the F1 of body lines and the share of the other lines with a right role."""
    shares = [f"{1 - counts[field] / counts['cases']:.3f}" for field in FIELDS]
    lines = [f"{2 * counts['both'] / (counts['stated'] + counts['read']):.3f}"] if counts["stated"] else ["-"]
    roles = [f"{1 - counts['misread'] / counts['outside']:.3f}"] if counts["outside"] else ["-"]
    return " | ".join(shares + lines + roles)


if __name__ == "__main__":
    main()
