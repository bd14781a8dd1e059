"""What the evaluation kit says of the product: `python -m tests.benchmarks.quality [SET ...] [--to PAGE]`.

Each set is published in a home of its own and scored by the kit's own script. Peers read the same pages in the same
run, where the `bench` extra is installed.
"""

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from flows.clean.decoding import decode
from flows.clean.html_blocks import block_lines, parsed
from tests.benchmarks.extractors import Extract, extracts, installed
from tests.benchmarks.speed import EVAL
from tests.clean.labelled import FOLDER, Case, cases, same_words, statements
from tests.corpora import publish

# Tellings written and labelled by somebody who knew neither the rules nor the kit's set; of the third the rules.
CASES = Path(__file__).parents[1] / "enrich" / "cases"
# Sets that the kit's script finds only where it is told, and of which kind they are.
FORMS = {"tellings": EVAL / "tellings"} | {
    f"own_{name}": CASES / name for name in ("tellings", "tellings2", "tellings3")
}
CONTACTS = {f"own_{name}": CASES / name for name in ("contacts", "contacts2", "contacts3", "contacts4", "contacts5")}
SETS = ("seeds", *FORMS, "pages", "flattened", "reuse", "stories", "contacts", *CONTACTS, "scale")
SCALE_DOCUMENTS = 5_000


def scored(name: str, place: Path) -> list[tuple[str, str, str]]:
    """Publish the set and return (metric, value, anchor) as the kit prints them."""
    if name == "flattened":
        return flattened(place)
    gold = (FORMS | CONTACTS).get(name)
    kind = "forms" if name in FORMS else "contacts" if name in CONTACTS else name
    raw = (gold or EVAL / name) / "raw"
    if name == "scale":
        maker = [sys.executable, str(EVAL / "scale" / "make_scale.py"), str(SCALE_DOCUMENTS), "1", str(place / "scale")]
        subprocess.run(maker, check=True, capture_output=True)
        raw, gold = place / "scale" / "raw", place / "scale"
    publish(place / "home", raw)
    return _score([kind, str(place / "home"), *(["--gold", str(gold)] if gold else [])])


def _score(arguments: list[str]) -> list[tuple[str, str, str]]:
    command = [sys.executable, str(EVAL / "score.py"), *arguments]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.findall(r"^(.+?): (\S+(?: of \d+)?)(?: \(anchor: (.*)\))?$", printed, re.M)


def flattened(place: Path) -> list[tuple[str, str, str]]:
    """The pages without their markup, every block a paragraph: what a scraper that keeps only text leaves."""
    raw = place / "flattened" / "raw"
    raw.mkdir(parents=True)
    rows = []
    for file, (body, content) in _pages().items():
        tree = parsed(decode(content, is_html=True)[0])
        text = "\n\n".join(line.text for line in block_lines(tree)) if tree is not None else ""
        name = file.replace(".html", ".txt")
        (raw / name).write_text(text, encoding="utf-8")
        document_id = sha256(text.encode()).hexdigest()[:32]
        rows.append(json.dumps({"file": name, "document_id": document_id, "body": body}))
    (raw.parent / "gold.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    publish(place / "home", raw)
    return _score(["pages", str(place / "home"), "--gold", str(raw.parent)])


def peers() -> Iterator[tuple[str, str]]:
    """F1 of other extractors on the same pages, by the kit's own measure."""
    kit, wanted = _kit(), list(_pages().values())
    pages = [decode(content, is_html=True)[0] for _, content in wanted]
    for name, number in installed():
        pairs = [(body, found.text) for (body, _), found in zip(wanted, extracts(name, pages), strict=True)]
        yield f"{name} {number}", f"{kit.shingles(pairs)[2]:.3f}"


def metadata() -> Iterator[tuple[str, str, str, str]]:
    """Name, and the share of the labelled pages (HTML) whose title, authors and day are read exactly as labelled."""
    listed = [
        case for file in sorted(FOLDER.glob("*.txt")) for case in cases(file) if case.fields["type"] == "text/html"
    ]
    own = [
        Extract("", read["title"], read["authors"].split("; "), read["published_on"])
        for read in map(statements, listed)
    ]
    yield "copydesk", *_exact(listed, own)
    for name, number in installed():
        yield f"{name} {number}", *_exact(listed, extracts(name, [case.record for case in listed]))


def _exact(listed: list[Case], read: list[Extract]) -> tuple[str, str, str]:
    title = authors = day = 0
    for case, found in zip(listed, read, strict=True):
        title += same_words(case.fields["title"], found.title)
        authors += same_words(case.fields["authors"], "; ".join(found.authors))
        day += case.fields["published_on"] == found.published_on
    return f"{title / len(listed):.3f}", f"{authors / len(listed):.3f}", f"{day / len(listed):.3f}"


def _pages() -> dict[str, tuple[str, bytes]]:
    """The gold body and the bytes of each page."""
    gold = {row["file"]: row["body"] for row in map(json.loads, (EVAL / "pages" / "gold.jsonl").open(encoding="utf-8"))}
    with zipfile.ZipFile(EVAL / "pages" / "raw" / "pages.zip") as archive:
        names = {Path(name).name: name for name in archive.namelist()}
        return {file: (body, archive.read(names[Path(file).name])) for file, body in gold.items()}


def _kit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(
    results: dict[str, list[tuple[str, str, str]]],
    others: list[tuple[str, str]],
    labelled: list[tuple[str, str, str, str]],
) -> str:
    """The measured part of docs/quality.md."""
    parts = ["Written by `python -m tests.benchmarks.quality`; what each measure means stands in the evaluation kit."]
    for name, rows in results.items():
        lines = "\n".join(f"| {metric} | {value} | {anchor} |" for metric, value, anchor in rows)
        parts.append(f"### {name}\n\n| measure | copydesk | others |\n|---|---|---|\n{lines}")
        if name == "pages" and others:
            lines = "\n".join(f"| {peer} | {value} |" for peer, value in others)
            parts.append(
                f"Others on the same pages, measured in the same run:\n\n| | 4-shingle F1 |\n|---|---|\n{lines}"
            )
    if labelled:
        lines = "\n".join(f"| {' | '.join(row)} |" for row in labelled)
        parts.append(f"### labelled pages, exact\n\n| | title | authors | day |\n|---|---|---|---|\n{lines}")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--to", type=Path, help="write the page here; else it is only printed")
    arguments = parser.parse_args()
    results = {}
    for name in arguments.sets:
        with tempfile.TemporaryDirectory() as folder:
            results[name] = scored(name, Path(folder))
    with_pages = "pages" in results
    text = page(results, list(peers()) if with_pages else [], list(metadata()) if with_pages else [])
    if arguments.to:
        arguments.to.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
