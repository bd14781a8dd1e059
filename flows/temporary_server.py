"""The Prefect server of a run: the configured one, else one that ends with the run, even when that is killed."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from prefect.client.orchestration import get_client
from prefect.context import refresh_global_settings_context
from prefect.settings import get_current_settings

from flows.errors import WrongCall

_CALL = [sys.executable, "-m", "flows.temporary_server"]


def configured_server() -> str | None:
    """The address of the server that is configured, if one is. Raises `WrongCall` when it doesn't answer."""
    url = get_current_settings().api.url
    if not url:
        return None
    with get_client(sync_client=True) as client:
        if trouble := client.api_healthcheck():
            raise WrongCall(
                f"No Prefect server answers at {url} ({trouble}). Start it (prefect server start), or do without:"
                " unset PREFECT_API_URL"
            )
    return url


@contextmanager
def prefect_server() -> Iterator[None]:
    """Inside the block flows talk to the server that is configured, else to one of this process alone.

    Its own starts while the caller goes on: who calls it earlier than it listens waits. Raises `WrongCall` when the
    configured one doesn't answer.
    """
    if configured_server():
        yield
        return
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        port = listener.getsockname()[1]
        # A session of its own, as Ctrl-C must not reach it before it knows that the run was stopped.
        server = subprocess.Popen(
            [*_CALL, str(listener.fileno())],
            stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()],
            start_new_session=True,
            env={**os.environ, "PREFECT_API_BLOCKS_REGISTER_ON_START": "false"},
        )
    with server, _known_to_every_thread(f"http://127.0.0.1:{port}/api"):
        try:
            yield
        finally:
            server.kill()


@contextmanager
def _known_to_every_thread(url: str) -> Iterator[None]:
    """Meanwhile the server at this address is the configured one.

    Settings of a context wouldn't do: threads that Prefect starts don't see them, and would start servers of their own.
    """
    os.environ["PREFECT_API_URL"] = url
    refresh_global_settings_context()
    try:
        yield
    finally:
        del os.environ["PREFECT_API_URL"]
        refresh_global_settings_context()


def serve(listener: int) -> None:
    """Serve Prefect's API on the socket of this file descriptor until the standard input ends."""
    import uvicorn
    from prefect.server.api.server import create_app

    threading.Thread(target=_end_with_the_input, daemon=True).start()
    uvicorn.run(create_app(ephemeral=True, final=True), fd=listener, log_level="critical", lifespan="on")


def _end_with_the_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
