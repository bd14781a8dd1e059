"""The flow under Prefect: with a server of its own, with a real one, served on a schedule, deployed for a worker."""

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.steps import ROOT
from tests.corpora import publish, write

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("prefect")]
PREFECT = [sys.executable, "-m", "prefect"]
PATIENCE = 240.0
"""Seconds; a machine that is busy with other tests takes long to start a server."""
ARTICLE = """Ferry {name} is back at its pier

By Ada Quill

March {day}, 2025

The ferry {name} returned to Tern Point on the evening of March {day}, its captain told the harbour office by radio.

Nobody was hurt. The crew of {day} had waited for the fog to lift, and slept in their bunks until noon.
"""


@dataclass
class Server:
    """A running server: the environment that points to it, and its address."""

    environment: dict[str, str]
    url: str

    def flow_runs(self) -> list[dict[str, Any]]:
        request = urllib.request.Request(
            f"{self.url}/flow_runs/filter", b"{}", headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            found: list[dict[str, Any]] = json.load(answer)
        return found


def wait_for(condition: Callable[[], Any], what: str) -> Any:
    """What the condition returns once it is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.3)
    pytest.fail(f"{what} did not happen within {PATIENCE:.0f} s")


def stop(process: subprocess.Popen[Any], number: int = signal.SIGINT) -> None:
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def copydesk(*arguments: object, environment: dict[str, str], **options: Any) -> subprocess.Popen[str]:
    """Start a command the way a shell does: Ctrl-C is not ignored, and reaches the whole group."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows", *map(str, arguments)],
        env=environment,
        cwd=ROOT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,  # noqa: PLW1509  # no threads yet
        **options,
    )


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which Prefect keeps everything in a folder of the tests, and knows no server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "COPYDESK_"))}
    home = tmp_path_factory.mktemp("prefect")
    return {**kept, "PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    settings = {"PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2", "PREFECT_SERVER_UI_ENABLED": "false"}
    running = subprocess.Popen(
        command, env={**environment, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}/api"

    def listens() -> bool:
        try:
            with urllib.request.urlopen(f"{url}/health") as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    try:
        wait_for(listens, "the server's start")
        yield Server({**environment, "PREFECT_API_URL": url}, url)
    finally:
        stop(running)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = {f"{name}.txt": ARTICLE.format(name=name, day=day) for day, name in enumerate(("Auk", "Tern", "Gannet"), 3)}
    return write(tmp_path_factory.mktemp("raw") / "gazette", texts)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that the tests of this module work on, one after the other."""
    return tmp_path_factory.mktemp("homes") / "home"


def test_ctrl_c_ends_a_run_and_the_next_one_goes_on_in_several_processes(server, raw, home, tmp_path):
    environment = {**server.environment, "COPYDESK_BATCH_DOCUMENTS": "1", "COPYDESK_WORKERS": "2"}
    said = tmp_path / "said"
    with said.open("w") as file:
        run = copydesk("run", raw, "--home", home, environment=environment, stderr=file, stdout=file)
        wait_for(lambda: "clean: " in said.read_text() or run.poll() is not None, "the stage clean")
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(PATIENCE) == 130, said.read_text()
    assert "the next run goes on from here" in said.read_text()
    assert "Traceback" not in said.read_text()
    again = copydesk(
        "run", raw, "--home", home, environment=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, err = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, err
    assert "Published" in out
    assert all(": " in line for line in err.splitlines()), f"only progress is told: {err}"
    assert "COMPLETED" in {run["state_type"] for run in server.flow_runs()}


def test_a_run_with_nothing_new_starts_no_engine(raw, tmp_path, environment):
    home = tmp_path / "home"
    publish(home, raw)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    unreachable = {**environment, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    run = copydesk("run", raw, "--home", home, environment=unreachable, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, out) == (0, "Nothing is new: no version was made.\n"), err
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Five seconds is the promise, and how long they take depends on what else the machine does.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 15


def test_a_schedule_that_is_served_runs(server, raw, home):
    command = ["serve", raw, "--home", home, "--cron", "* * * * *"]
    served = copydesk(*command, environment=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: _scheduled_and_completed(server), "a scheduled run")
    finally:
        stop(served)


def _scheduled_and_completed(server: Server) -> bool:
    return any(run["auto_scheduled"] and run["state_type"] == "COMPLETED" for run in server.flow_runs())


def test_the_nightly_deployment_runs_with_a_worker(server, raw, home, tmp_path):
    # Deploying writes into the folder it is called in.
    for name in ("flows", "expectations", "sql", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "prefect.yaml", tmp_path)

    def prefect(*arguments: str) -> str:
        done = subprocess.run(
            [*PREFECT, "--no-prompt", *arguments],
            env=server.environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    prefect("work-pool", "create", "copydesk", "--type", "process")
    prefect("deploy", "--name", "nightly")
    parameters = {"raw": json.dumps([str(raw)]), "home": json.dumps(str(home))}
    asked = [part for name, value in parameters.items() for part in ("--param", f"{name}={value}")]
    prefect("deployment", "run", "copydesk/nightly", *asked)
    prefect("worker", "start", "--pool", "copydesk", "--run-once")
    runs = [run for run in server.flow_runs() if run["work_pool_name"] == "copydesk" and not run["auto_scheduled"]]
    assert [run["state_type"] for run in runs] == ["COMPLETED"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_a_run_that_is_killed_takes_its_temporary_server_along(raw, environment, tmp_path):
    said = tmp_path / "said"
    with said.open("w") as file:
        run = copydesk("run", raw, "--home", tmp_path / "home", environment=environment, stderr=file, stdout=file)
        servers = wait_for(lambda: _servers_of(run.pid) or run.poll() is not None, "the temporary server's start")
        run.kill()
        run.wait()
    assert isinstance(servers, list), said.read_text()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in servers), "the end of the server")


def _servers_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    pids = [int(each) for each in children.read_text().split()] if children.exists() else []
    return [each for each in pids if "flows.temporary_server" in Path(f"/proc/{each}/cmdline").read_text()]


def test_every_thread_of_a_run_knows_its_temporary_server(environment, tmp_path):
    script = (
        "import threading\n"
        "from prefect.settings import get_current_settings\n"
        "from flows.temporary_server import prefect_server\n"
        "def tell(): print(str(get_current_settings().api.url).startswith('http://127.0.0.1:'))\n"
        "with prefect_server():\n"
        "    for _ in range(2):\n"
        "        thread = threading.Thread(target=tell); thread.start(); thread.join()\n"
        "print(get_current_settings().api.url)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "True", "None"]
