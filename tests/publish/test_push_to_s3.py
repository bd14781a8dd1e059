"""A corpus pushed to a real S3 server, as people and their readers meet it."""

import importlib
import json
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from types import SimpleNamespace

import polars as pl
import pyarrow.dataset
import pyarrow.fs
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.errors import WrongCall
from flows.objects import Objects
from flows.pending import nothing_pending
from flows.pipeline import carry_out
from flows.publish.index import read_index
from flows.publish.push import push
from flows.publish.versions import yank
from flows.settings import Settings
from flows.steps import ROOT
from flows.store import Store
from flows.work import side_by_side
from tests.object_store import store
from tests.publish.house import NOON, House
from tests.publish.newsroom import FERRY
from tests.publish.places import LATER, ONE, TWO, bring, faults, take_out


@pytest.fixture
def house(two_versions: House, tmp_path: Path) -> House:
    return two_versions.copied(tmp_path / "home")


@pytest.fixture
def pushed(house: House, s3: str) -> tuple[House, str]:
    url = f"{s3}/corpora/news"
    bring(house, Objects(url))
    return house, url


def call(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    return result.exit_code, result.stdout, result.stderr


def with_polars(url: str, endpoint: str) -> int:
    options = {"aws_endpoint_url": endpoint, "aws_allow_http": "true", "aws_region": "us-east-1"}
    return pl.scan_parquet(f"{url}/*.parquet", storage_options=options).select(pl.len()).collect().item()


def with_pyarrow(url: str, endpoint: str) -> int:
    files = pyarrow.fs.S3FileSystem(endpoint_override=endpoint, region="us-east-1")
    return pyarrow.dataset.dataset(url.removeprefix("s3://"), filesystem=files).count_rows()


def with_datafusion(url: str, endpoint: str) -> int:
    datafusion = importlib.import_module("datafusion")
    bucket = url.removeprefix("s3://").partition("/")[0]
    context = datafusion.SessionContext()
    options = {"endpoint": endpoint, "allow_http": True, "region": "us-east-1"}
    keys = {"access_key_id": "tester", "secret_access_key": "secret"}
    context.register_object_store("s3://", datafusion.object_store.AmazonS3(bucket, **options, **keys), bucket)
    return context.read_parquet(f"{url}/").count()


@pytest.mark.parametrize("reader", [with_polars, with_pyarrow, with_datafusion])
def test_any_reader_that_globs_the_address_gets_the_rows(pushed: tuple[House, str], s3_server: str, reader) -> None:
    house, url = pushed
    for entry in read_index(house.home).versions:
        for table, rows in entry.rows.items():
            assert reader(f"{url}/versions/{entry.name}/{table}", s3_server) == rows


def test_the_command_pushes_and_verifies_there(pushed: tuple[House, str], monkeypatch: pytest.MonkeyPatch) -> None:
    house, url = pushed
    home = ["--home", house.home.root]
    assert call("push", url, *home)[:2] == (
        0,
        f"{url} is as the corpus here, {TWO} its latest: 0 files (0 bytes) uploaded, 0 (0 bytes) copied there,"
        " 0 deleted.\n",
    )
    assert call("push", *home)[0] == 2
    monkeypatch.setenv("COPYDESK_PUSH_TO", f"{url}/")
    code, told, _ = call("yank", ONE, "--reason", "Half of the dates are wrong.", *home)
    assert (code, f"{url} is as it was. To change it too: copydesk push {url}" in told) == (0, True)
    assert call("push", *home)[0] == 0
    code, told, err = call("verify", ONE, "--at", url)
    assert (code, told) == (0, f"{ONE}: every file at {url} is as its manifest says.\n")
    assert "was yanked on" in err
    store(f"{url}/versions/{ONE}", {"README.md": b"Another card."})
    code, told, err = call("verify", ONE, "--at", url)
    assert code == 1
    assert f"versions/{ONE}/README.md: damaged: SHA-256 is" in told
    assert f"copydesk push {url}" in err
    assert call("verify", "2001-01-01.01", "--at", url)[0] == 2
    assert call("push", "elsewhere", *home)[0] == 2
    assert call("push", url, "--keep", "-1", *home)[0] == 2


def test_a_browser_shows_the_report_and_asks_again_for_the_latest(pushed: tuple[House, str]) -> None:
    bucket = Objects(pushed[1]).bucket
    for path, kind in {f"versions/{ONE}/report/index.html": "text/html", "latest.json": "application/json"}.items():
        about = bucket.client.head_object(Bucket=bucket.name, Key=f"corpora/news/{path}")
        assert about["ContentType"] == kind
    assert about["CacheControl"] == "no-cache"


def test_two_that_push_at_once_are_told_by_the_store_itself(pushed: tuple[House, str]) -> None:
    house, url = pushed
    yank(house.home, ONE, "Half of the dates are wrong.", LATER)
    place = Objects(url)
    first = json.loads(place.read("latest.json"))
    # Somebody writes between this push's look and its claim.
    put = place.bucket.put
    place.bucket.put = lambda key, content, *, only_over: (
        store(url, {"latest.json": json.dumps({**first, "seen": True}).encode()})
        and put(key, content, only_over=only_over)
    )
    with pytest.raises(WrongCall, match="somebody else pushed there meanwhile"):
        push(house.home, place, keep=0, keep_days=30, at=LATER)
    assert json.loads(Objects(url).read("latest.json"))["seen"]


def test_in_a_bucket_that_keeps_old_versions_nothing_retracted_lives_on(pushed: tuple[House, str]) -> None:
    house, url = pushed
    bucket = Objects(url).bucket
    versions = {"Bucket": bucket.name, "VersioningConfiguration": {"Status": "Enabled"}}
    bucket.client.put_bucket_versioning(**versions)
    take_out(house, 1, {ONE: [0], TWO: [0, 2]})
    assert bring(house, Objects(url)).notes == []
    prefix = f"{Objects(url).prefix}versions/"
    kept = bucket.client.list_object_versions(Bucket=bucket.name, Prefix=prefix)
    assert [each["Key"] for each in kept["Versions"] if not each["IsLatest"]] == []
    assert "DeleteMarkers" not in kept
    assert call("verify", TWO, "--at", url)[0] == 0


def test_a_run_reads_its_raw_from_a_store_and_brings_the_corpus_to_it(
    s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Judging takes long, and is not what this is about.
    monkeypatch.setattr("flows.pipeline.validate", SimpleNamespace(fn=lambda *_: ([], {})))
    store(f"{s3}/raw", {"ferry.txt": FERRY.encode()})
    settings = Settings(home=tmp_path / "home", workers=1, push_to=f"{s3}/raw/corpus")

    def run(changed: Settings = settings) -> list[str]:
        return list(carry_out(changed, [f"{s3}/raw"], mapper=side_by_side, now=NOON).pushed)

    assert "files (" in run()[0]
    place = Objects(settings.push_to)
    assert json.loads(place.read("latest.json"))["latest"] == ONE
    assert nothing_pending(settings, [f"{s3}/raw"], None, False)
    yank(Store(settings.home), ONE, "Half of the dates are wrong.", LATER)
    assert not nothing_pending(settings, [f"{s3}/raw"], None, False)
    with pytest.raises(WrongCall, match=r"(?s)published here, and could not be brought to s3://gone.*no such bucket"):
        run(Settings(home=settings.home, workers=1, push_to="s3://gone/corpus"))
    assert "0 files (0 bytes) uploaded" in run()[0]
    assert json.loads(place.read("index.json"))["versions"][0]["yanked"]["reason"] == "Half of the dates are wrong."
    assert nothing_pending(settings, [f"{s3}/raw"], None, False)


@pytest.mark.soak
def test_pushes_that_are_killed_at_random_moments_leave_whole_versions(house: House, s3: str) -> None:
    url, random = f"{s3}/corpus", Random(1)
    command = [sys.executable, "-m", "flows", "push", url, "--home", str(house.home.root)]

    def look() -> dict[str, bytes]:
        place = Objects(url)
        return {f"corpus/{found.path}": place.read(found.path) for found in place.everything()}

    started = time.monotonic()
    subprocess.run([*command[:-3], f"{s3}/another", *command[-2:]], cwd=ROOT, check=True)
    seconds = time.monotonic() - started
    cut = 0
    for number in range(20):
        if number == 10:
            take_out(house, 1, {ONE: [0], TWO: [0, 2]})
        pushing = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            pushing.wait(random.uniform(0.3, 1) * seconds)
        except subprocess.TimeoutExpired:
            pushing.kill()
            cut += pushing.wait() != 0
        assert faults(look()) == []
    assert cut > 3
    bring(house, Objects(url))
    assert call("verify", ONE, "--at", url)[0] == call("verify", TWO, "--at", url)[0] == 0
    assert "0 files (0 bytes) uploaded" in bring(house, Objects(url)).as_lines()[0]
