"""The whole pipeline on a few articles: what comes out, what happens again, and what stops it."""

import pytest

from flows import pipeline
from flows.errors import DataFailed, WrongCall
from flows.pending import nothing_pending
from flows.publish.index import read_index
from flows.publish.verify import verify
from flows.settings import Settings
from flows.store import Killed, Store
from tests.corpora import digests, publish, rows, write

FERRY = """Ferry to Brannholm runs again after two weeks

By Ada Quill

March 4, 2025

The car ferry between Tern Point and Brannholm resumed its service on Tuesday, two weeks after its rudder broke, the
harbour office said.

"We carried six hundred people before noon and nobody had to wait for more than an hour," harbour master Piet Lomond
told reporters at the quay.

The ferry is the only link to the island in winter. Its operator, Sound Lines, has promised to buy a second ship by next
year, and the county has set aside four million crowns for it.
"""
MARKET = """Covered market in Old Varn gets a new roof

By Ilse Brandt

March 6, 2025

Workers began to take down the glass roof of the covered market in Old Varn on Thursday, a job that the town council
says will take until the autumn.

The stalls have moved to the bus depot. "I miss the light already," said cheese seller Marta Olin, who has had her stall
by the north door for thirty years.

The council chose a design with solar panels after a vote in which one in three townspeople took part.
"""


@pytest.fixture
def raw(tmp_path):
    return write(tmp_path / "gazette", {"ferry.txt": FERRY, "market.txt": MARKET, "empty.txt": ""})


def test_a_run_publishes_what_was_offered(tmp_path, raw):
    outcome = publish(tmp_path / "home", raw)
    assert outcome.version == "2026-01-05.01"
    assert outcome.expectations_passed == outcome.expectations
    titles = [row["title"] for row in rows(tmp_path / "home", "articles", "title")]
    assert titles == ["Covered market in Old Varn gets a new roof", "Ferry to Brannholm runs again after two weeks"]
    assert rows(tmp_path / "home", "refused", "path, reason") == [{"path": "gazette/empty.txt", "reason": "empty"}]
    assert verify(Store(tmp_path / "home"), "latest") == []


def test_a_second_run_makes_no_version(tmp_path, raw):
    publish(tmp_path / "home", raw)
    assert publish(tmp_path / "home", raw).version is None


def test_a_folder_without_files_is_told_of_and_publishes_nothing(tmp_path):
    home, raw = tmp_path / "home", tmp_path / "gazette"
    (raw / "2025").mkdir(parents=True)
    told = [f"{raw} holds no file. Is it the right folder?"]
    first = publish(home, raw)
    assert (first.version, first.remarks) == (None, told)
    assert not (home / "corpus" / "versions").exists()
    write(raw, {"2025/ferry.txt": FERRY})
    assert publish(home, raw).version == "2026-01-05.01"
    (raw / "2025" / "ferry.txt").unlink()
    later = publish(home, raw)
    assert (later.version, later.remarks) == (None, told)
    assert nothing_pending(Settings(home=home), [str(raw)], None, False).remarks == told


def test_a_run_that_was_cut_short_is_pending_though_every_file_was_read(tmp_path, raw):
    home = Settings(home=tmp_path / "home")
    publish(home.home, raw)
    assert nothing_pending(home, [str(raw)], None, False)
    write(raw, {"late.txt": FERRY.replace("six hundred", "seven hundred")})
    with pytest.raises(Killed):
        publish(home.home, raw, Store(home.home, die_at=30))
    assert not nothing_pending(home, [str(raw)], None, False)


def test_new_files_make_a_version_that_says_what_changed(tmp_path, raw):
    publish(tmp_path / "home", raw)
    write(raw, {"late.txt": FERRY.replace("six hundred", "seven hundred").replace("March 4", "March 5")})
    assert publish(tmp_path / "home", raw).version == "2026-01-05.02"
    feed = rows(tmp_path / "home", "changes", "document_id, change", file="articles")
    assert [row["change"] for row in feed] == ["added"]


def test_one_run_and_many_runs_in_another_order_give_equal_digests(tmp_path, raw):
    publish(tmp_path / "one", raw)
    for name in ("market.txt", "empty.txt", "ferry.txt"):
        publish(tmp_path / "many", raw / name)
    assert digests(tmp_path / "one") == digests(tmp_path / "many")


def test_a_rebuild_from_the_archive_gives_equal_digests_when_raw_is_gone(tmp_path, raw):
    publish(tmp_path / "home", raw)
    before = digests(tmp_path / "home")
    (tmp_path / "home" / "warehouse.duckdb").unlink()
    write(tmp_path / "other", {"more.txt": MARKET.replace("Thursday", "Friday")})
    publish(tmp_path / "home", tmp_path / "other", rebuild=True)
    assert {row["title"] for row in rows(tmp_path / "home", "articles", "title")} >= {
        "Ferry to Brannholm runs again after two weeks"
    }
    assert digests(tmp_path / "home") != before


def test_with_mirror_a_document_leaves_with_its_file(tmp_path, raw):
    publish(tmp_path / "home", raw)
    (raw / "market.txt").unlink()
    publish(tmp_path / "home", raw, mirror=True)
    assert len(rows(tmp_path / "home", "articles", "title")) == 1


def test_a_raw_that_is_not_there_is_a_wrong_call(tmp_path):
    with pytest.raises(WrongCall, match="no such file or folder"):
        publish(tmp_path / "home", tmp_path / "nowhere")


def test_a_broken_rule_stops_the_run_and_leaves_the_corpus_as_it_was(tmp_path, raw, monkeypatch):
    publish(tmp_path / "home", raw)
    before = digests(tmp_path / "home")
    rule = (
        "-- Nobody writes of ferries.\n-- severity: stop\nselect document_id, title from articles where title like 'F%'"
    )
    monkeypatch.setattr("flows.validate.flow.rules", lambda: [("no_ferries", rule)])
    write(raw, {"more.txt": MARKET.replace("Thursday", "Friday")})
    with pytest.raises(DataFailed) as failed:
        publish(tmp_path / "home", raw)
    assert "rules: no_ferries: 1 bad rows" in str(failed.value)
    assert "Ferry to Brannholm" in str(failed.value)
    assert digests(tmp_path / "home") == before
    assert read_index(Store(tmp_path / "home")).latest == "2026-01-05.01"


def test_a_document_that_breaks_a_contract_leaves_as_a_whole_and_the_run_goes_on(tmp_path, raw, monkeypatch):
    from dataclasses import replace

    from expectations.contract import holds
    from flows.clean.articles import ARTICLES

    strict = replace(ARTICLES, rows_keep=(*ARTICLES.rows_keep, holds("no ferries", "title not like 'Ferry%'")))
    tables = tuple(strict if table == ARTICLES else table for table in pipeline.PUBLISHED)
    monkeypatch.setattr(pipeline, "PUBLISHED", tables)
    outcome = publish(tmp_path / "home", raw)
    assert outcome.version is not None
    assert [row["title"] for row in rows(tmp_path / "home", "articles", "title")] == [
        "Covered market in Old Varn gets a new roof"
    ]
    assert {"path": "gazette/ferry.txt", "reason": "broke_contract", "detail": "articles: no ferries"} in rows(
        tmp_path / "home", "refused", "path, reason, detail"
    )
