"""What cleaning costs by form: `python -m tests.benchmarks.clean_speed [DOCUMENTS]`; loose text and web pages apart."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from flows.clean import articles, lines, renderings
from flows.clean.repeated_lines import REPEATED_LINES
from flows.ingest.first_captures import FIRST_CAPTURES
from flows.ingest.records import CONTENTS, RECORDS
from flows.jobs import Frames, make_tables
from flows.settings import Settings
from tests.benchmarks.speed import EVAL, Measure, measured
from tests.run_step import reference_frame

FORMS = {"loose text": {".txt": "text/plain", ".md": "text/markdown"}, "web pages": {".html": "text/html"}}
STEPS = (renderings.STEP, lines.STEP, articles.STEP)


def measure_clean(raw: Path) -> Iterator[Measure]:
    """The row steps of clean together, on the files of one form below `raw` at a time, in batches as a run has them."""
    for form, media_types in FORMS.items():
        files = [path for path in sorted(raw.rglob("*")) if path.suffix in media_types]
        size = Settings().batch_documents
        batches = [batch(files[start : start + size], media_types) for start in range(0, len(files), size)]
        # The first documents load the model of languages and the reference tables, once a process.
        cleaned([batch(files[:2], media_types)])
        yield measured(f"clean, row steps together, {form}", len(files), cleaned, batches)


def batch(files: Sequence[Path], media_types: Mapping[str, str]) -> Frames:
    """What the steps read of these files, where no line is known to be repeated."""
    ids = [f"{number:032x}" for number in range(len(files))]
    contents = ({"document_id": id_, "content": path.read_bytes()} for id_, path in zip(ids, files, strict=True))
    captures = (
        {"document_id": id_, "path": path.name, "media_type": media_types[path.suffix]}
        for id_, path in zip(ids, files, strict=True)
    )
    records = RECORDS.frame({"document_id": id_, "size_bytes": 1} for id_ in ids)
    return {
        RECORDS.address: records,
        CONTENTS.address: CONTENTS.frame(contents),
        FIRST_CAPTURES.address: FIRST_CAPTURES.frame(captures),
        REPEATED_LINES.address: REPEATED_LINES.frame(),
        **{one.address: reference_frame(one) for step in STEPS for one in step.references},
    }


def cleaned(batches: Sequence[Frames]) -> None:
    """Rendering, lines and articles of these records, as a run makes them."""
    for frames in batches:
        _, failures = make_tables(STEPS, frames)
        assert not failures


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
