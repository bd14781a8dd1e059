"""Whatever came and went before, stories are those of a corpus made at once, and only blocks that changed are made."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.contract import Table
from flows.enrich import story_articles, story_blocks, story_candidates, story_pairs, story_tellings
from flows.enrich.office_holders import OFFICE_HOLDERS
from flows.enrich.quoted_terms import QUOTED_TERMS
from flows.enrich.reuse_pairs import REUSE_PAIRS
from flows.enrich.standings import STANDINGS
from flows.enrich.story_articles import STORY_ARTICLES
from flows.enrich.story_keys import STORY_KEYS
from flows.enrich.story_terms import STORY_TERMS
from flows.enrich.takings import TAKINGS
from flows.jobs import Job, work_on
from flows.stages import STEPS
from flows.store import Store
from flows.warehouse import Warehouse
from flows.work import prepare, run_stage
from tests.enrich.telling_chain import OTHER, WIRE, article, document_id, tell
from tests.enrich.test_story_articles import INDEPENDENT
from tests.run_step import filled

MADE = [
    module.STEP for module in (story_candidates, story_pairs, story_blocks, story_tellings, story_articles)
]  # fmt: skip
GIVEN = (STANDINGS, STORY_TERMS, STORY_KEYS, REUSE_PAIRS, TAKINGS, OFFICE_HOLDERS, QUOTED_TERMS)
BRIDGE, COURT = WIRE.split("\n\n"), OTHER.split("\n\n")
ARTICLES = {
    "wire": article("wire", agency="Tarn Press", published_on=date(2031, 5, 6)),
    "cut": article("cut", "\n\n".join(BRIDGE[:5]), outlet="Velmouth Echo"),
    "own": article("own", INDEPENDENT, outlet="Osterley Post"),
    "undated": article("undated", "\n\n".join(BRIDGE[::2]), published_on=None),
    "before": article("before", WIRE.replace("4,210", "3,900"), published_on=date(2029, 2, 3)),
    "court": article("court", OTHER, published_on=date(2031, 5, 8)),
    "court, cut": article("court, cut", "\n\n".join(COURT[:4]), outlet="Karsund Post"),
}


class History:
    """A warehouse that sees one corpus after the other, and the numbers of articles that each made blocks of."""

    def __init__(self, home: Path) -> None:
        self.home, self.warehouse = Store(home), Warehouse(home / "warehouse.duckdb")
        prepare(self.warehouse, [STEPS[table.name] for table in GIVEN])
        prepare(self.warehouse, MADE)
        self.retold: list[str] = []

    def see(self, rows: dict[Table, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        for table in GIVEN:
            self.warehouse.replace(table, filled(table, rows[table]))
        self.retold = []
        run_stage(self.warehouse, self.home, MADE, MADE, self._work, batch=100)
        order = ", ".join(STORY_ARTICLES.key)
        return self.warehouse.frame(f"select * from {STORY_ARTICLES.address} order by {order}").to_dicts()

    def _work(self, function: Any, jobs: Any) -> Any:
        assert function is work_on
        for job in jobs:
            yield self._noted(job)

    def _noted(self, job: Job) -> Any:
        failures = work_on(job)
        if job.steps == (story_tellings.STEP.name,):
            made = self.warehouse.frame(f"select document_id from read_parquet('{self.home.root}/{job.folder}/out/*')")
            self.retold += made["document_id"].to_list()
        return failures


@settings(max_examples=3)
@given(st.lists(st.sets(st.sampled_from(sorted(ARTICLES)), min_size=1), min_size=2, max_size=3))
def test_any_history_gives_the_stories_of_its_last_corpus(corpora: list[set[str]]) -> None:
    with TemporaryDirectory() as folder:
        history = History(Path(folder))
        for names in corpora:
            rows = tell([ARTICLES[name] for name in sorted(names)])
            assert history.see(rows) == rows[STORY_ARTICLES]


def test_only_blocks_that_changed_are_told_again(tmp_path: Path) -> None:
    history = History(tmp_path)
    first = ["wire", "own", "court"]
    history.see(tell([ARTICLES[name] for name in first]))
    assert sorted(history.retold) == sorted(document_id(name) for name in first)
    history.see(tell([ARTICLES[name] for name in [*first, "court, cut"]]))
    assert sorted(history.retold) == sorted(document_id(name) for name in ("court", "court, cut"))
    history.see(tell([ARTICLES[name] for name in first]))
    assert history.retold == [document_id("court")]
