"""The README's outputs: `python -m tests.readme` writes them anew from a run on the sample; a test compares them."""

import contextlib
import io
import re
import tempfile
from pathlib import Path

from rich.console import Console

from flows.console import SUMMARISED
from flows.publish.catalog import open_catalog
from flows.publish.index import LATEST
from flows.publish.manifest import read_manifest
from flows.shell import print_rows
from flows.steps import ROOT
from flows.store import Store
from tests.golden_rows import publish_sample

README = ROOT / "README.md"
_QUERY = re.compile(r"```sql\n(.*?)```\n\n```\n(.*?)```\n", re.DOTALL)


def answer(home: Path, query: str) -> str:
    """What `copydesk sql` prints on a terminal of 100 columns."""
    printed = io.StringIO()
    with open_catalog(Store(home)) as connection, contextlib.redirect_stdout(printed):
        print_rows(connection.sql(query), Console(force_terminal=True, width=100), limit=50)
    return printed.getvalue().rstrip() + "\n"


def numbers(home: Path) -> dict[str, str]:
    """What a run's summary counts: rows of tables, and expectations."""
    with open_catalog(Store(home)) as connection:
        rows = {name: str(len(connection.sql(f"from {name}"))) for name in SUMMARISED}
    verdicts = read_manifest(Store(home), LATEST).content["expectations"]
    passed = sum(verdict["success"] for verdict in verdicts)
    return {**rows, "expectations passed": f"{passed} of {len(verdicts)}"}


def renewed(readme: str, home: Path) -> str:
    """The README with the counts and the answers to its queries as this home's corpus has them."""
    for name, count in numbers(home).items():
        readme = re.sub(rf"^{name} +\d[\d of]*$", f"{name}{count:>{31 - len(name)}}", readme, flags=re.MULTILINE)
    return _QUERY.sub(lambda found: f"```sql\n{found[1]}```\n\n```\n{answer(home, found[1])}```\n", readme)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        README.write_text(renewed(README.read_text(encoding="utf-8"), publish_sample(Path(home))), encoding="utf-8")


if __name__ == "__main__":
    main()
