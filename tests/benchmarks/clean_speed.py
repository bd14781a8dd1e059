"""What cleaning costs by form: `python -m tests.benchmarks.clean_speed [DOCUMENTS]`; loose text and web pages apart."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flows.clean import articles, lines, renderings
from flows.clean.repeated_lines import REPEATED_LINES
from flows.ingest.first_captures import FIRST_CAPTURES
from flows.ingest.records import CONTENTS, RECORDS
from tests.benchmarks.speed import EVAL, Measure, measured
from tests.run_step import reference_frame

FORMS = {"loose text": {".txt": "text/plain", ".md": "text/markdown"}, "web pages": {".html": "text/html"}}


def measure_clean(raw: Path) -> Iterator[Measure]:
    """The row steps of clean together, on the files of one form below `raw` at a time."""
    for form, media_types in FORMS.items():
        files = [path for path in sorted(raw.rglob("*")) if path.suffix in media_types]
        ids = [f"{number:032x}" for number in range(len(files))]
        contents = CONTENTS.frame(
            {"document_id": id_, "content": path.read_bytes()} for id_, path in zip(ids, files, strict=True)
        )
        captures = FIRST_CAPTURES.frame(
            {"document_id": id_, "path": path.name, "media_type": media_types[path.suffix]}
            for id_, path in zip(ids, files, strict=True)
        )
        given = (RECORDS.frame({"document_id": id_, "size_bytes": 1} for id_ in ids), contents, captures)
        # The first documents load the model of languages and the reference tables, once a process.
        cleaned(given[0].head(2), given[1], given[2])
        yield measured(f"clean, row steps together, {form}", len(files), cleaned, *given)


def cleaned(records: object, contents: object, captures: object) -> None:
    """Rendering, lines and articles of these records."""
    agencies, furniture = (reference_frame(read) for read in lines.STEP.reads[2:])
    rendered = renderings.make(records, contents, captures, agencies)  # type: ignore[arg-type]
    read = lines.make(rendered, REPEATED_LINES.frame(), agencies, furniture)
    articles.make(rendered, read, agencies)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=600)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as folder:
        maker = [sys.executable, str(EVAL / "scale" / "make_scale.py"), str(documents), "1", folder]
        subprocess.run(maker, check=True, capture_output=True)
        for m in measure_clean(Path(folder) / "raw"):
            print(f"| {m.name} | {m.documents:,} | {m.cpu_seconds:,.1f} | {m.rate:,.0f} | {m.peak_mb:,} |")


if __name__ == "__main__":
    main()
