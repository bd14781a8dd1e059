"""The scheduled flow, as a Prefect deployment that this process serves."""

from collections.abc import Sequence
from pathlib import Path

from prefect.client.schemas.schedules import CronSchedule
from rich.console import Console

from flows.errors import WrongCall
from flows.pipeline import pipeline
from flows.temporary_server import configured_server

NAME = "scheduled"


def serve(raw: Sequence[str], home: Path, cron: str, out: Console) -> None:
    """Run the flow at the times of `cron`, in UTC, until it is interrupted.

    Raises `WrongCall` when `cron` is no schedule, and when no Prefect server is configured, as a temporary one doesn't
    schedule.
    """
    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        raise WrongCall(
            f"--cron {cron!r} is no schedule. Give minute, hour, day, month and weekday, such as '0 3 * * *'"
        ) from error
    if not (url := configured_server()):
        raise WrongCall(
            "serve needs a Prefect server, and none is configured. In another terminal: prefect server start."
            " Then: export PREFECT_API_URL=http://127.0.0.1:4200/api"
        )
    out.print(f"Serving {pipeline.name}/{NAME} at {url}: {cron} (UTC). Ctrl-C ends it.", soft_wrap=True)
    pipeline.serve(name=NAME, cron=cron, parameters={"raw": list(raw), "home": str(home)}, print_starting_message=False)
