"""Validate: Great Expectations judges what is staged."""

from collections.abc import Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE

from expectations.contract import Table
from flows.errors import DataFailed
from flows.ingest.captures import CAPTURES
from flows.ingest.inputs import INPUTS
from flows.ingest.refused import REFUSED
from flows.progress import tell
from flows.publish.index import folder_of
from flows.publish.manifest import read_manifest
from flows.publish.staging import Staged
from flows.run import Run
from flows.validate.judgement import SHOWN_ROWS, Verdict, judge
from flows.validate.suites import rules
from flows.validate.views import write_views
from flows.validate.withheld import Why

VIEWS = "work/staged.duckdb"


@task(cache_policy=NO_CACHE)
def validate(run: Run, staged: Staged, tables: Sequence[Table]) -> tuple[list[Verdict], dict[str, Why]]:
    """Judge what is staged: the verdicts, and the documents that have to leave because their rows break a contract.

    Raises `DataFailed` when a rule between tables is broken, or when more documents would have to leave than the
    settings allow; one always may.
    """
    tell("validate", "expectations", 0, None)
    verdicts, leaving = judged(run, staged, tables)
    stopped = [verdict for verdict in verdicts if verdict.severity == "stop" and not verdict.success]
    hopeless = [v for v in stopped if v.table == "rules" or len(v.documents) == 0]
    if hopeless or len(leaving) > run.most_broken:
        raise DataFailed(explain(hopeless or stopped))
    return verdicts, leaving


def judged(run: Run, staged: Staged, tables: Sequence[Table]) -> tuple[list[Verdict], dict[str, Why]]:
    """The verdicts, and the documents whose rows break a contract, whatever follows from that."""
    run.home.delete(VIEWS)
    run.home.make_folder("work")
    offered = run.warehouse.rows(
        f"select path, record_count, refused_count from {INPUTS.address}"
        f" union all select path, 1, 0 from {CAPTURES.address} where input_path is null"
        f" union all select path, 0, 1 from {REFUSED.address} where input_path is null order by 1"
    )
    write_views(run.home.local(VIEWS), run.home.local(staged.folder), tables, offered, _row_counts(run, staged))
    # The judges have a database of their own.
    run.warehouse.let_go()
    verdicts = judge(run.home.local(VIEWS), tables, rules(), run.settings.memory)
    run.home.delete(VIEWS)
    leaving = {
        document_id: Why("broke_contract", f"{verdict.table}: {verdict.check}")
        for verdict in reversed(verdicts)
        if verdict.severity == "stop" and not verdict.success and verdict.table != "rules"
        for document_id in verdict.documents
    }
    return verdicts, leaving


def _row_counts(run: Run, staged: Staged) -> dict[str, tuple[int, int]]:
    known = read_manifest(run.home, folder_of(staged.parent)).tables if staged.parent else []
    before = {resource["name"]: resource["rows"] for resource in known}
    return {part.table.name: (part.rows, before.get(part.table.name, 0)) for part in staged.tables}


def explain(stopped: Sequence[Verdict]) -> str:
    """Each broken check with its table, the number of bad rows and the first of them."""
    lines = ["The data failed, so nothing was published and the corpus is as it was."]
    for verdict in stopped:
        lines.append(f"{verdict.table}: {verdict.check}: {verdict.bad_rows} bad rows, the first {SHOWN_ROWS} of them:")
        lines += [f"    {row}" for row in verdict.rows]
    return "\n".join(lines)
