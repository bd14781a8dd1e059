"""The `copydesk` command."""

import os
from pathlib import Path
from typing import Annotated

import typer

from flows import push_commands, version_commands
from flows.commands import INTERRUPTED, Home, corpus_of, err, guarded, out, settings_of
from flows.errors import WrongCall

SAMPLE = Path(__file__).parent.parent / "data" / "raw"
# Prefect sends nothing, leaves the talking to us, and gets the time that a cold start needs on a busy machine. Python
# needn't tell that it tidied up behind workers that Ctrl-C ended.
_PREFECT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PYTHONWARNINGS": "ignore:resource_tracker:UserWarning",
}

Raw = Annotated[list[str] | None, typer.Argument(metavar="RAW", help="Files, folders, archives or s3://...")]


def run(
    raw: Raw = None,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="The source's name, for one RAW.")] = None,
    home: Home = None,
    plan: Annotated[bool, typer.Option("--plan", help="Say what each step would redo and why, and stop.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make everything anew from the raw archive.")] = False,
    mirror: Annotated[bool, typer.Option("--mirror", help="Let documents leave whose files are gone.")] = False,
) -> None:
    """Take in what is new, and publish a version.

    The whole pipeline: ingest, clean, enrich, validate, and publish if anything changed. Without RAW it reads the
    sample in data/raw.
    """
    from flows.console import Display, print_plan, summarise
    from flows.progress import Progress, told_to

    _prepare_prefect()
    places = raw or [str(SAMPLE)]
    if name and len(places) > 1:
        raise WrongCall(f"--as {name} names one RAW, and {len(places)} were given. Run them one by one.")
    with Display(err) as display, told_to(display):
        display(Progress("start", "looking for what is new", 0, None))
        from flows.pending import nothing_pending
        from flows.run import Outcome

        settings = settings_of(home)
        if plan:
            from flows.forecast import planned

            planned_work, remarks = planned(settings, places, name)
        elif not rebuild and (found := nothing_pending(settings, places, name, mirror)):
            outcome = found
        else:
            display(Progress("start", "waking Prefect", 0, None))
            from flows.temporary_server import prefect_server

            with prefect_server():
                from flows.pipeline import pipeline

                done = pipeline(places, str(settings.home.absolute()), name=name, mirror=mirror, rebuild=rebuild)
            outcome = Outcome.from_json(done)
    if plan:
        print_plan(out, planned_work, remarks)
    else:
        summarise(out, outcome)


def quarantine(
    limit: Annotated[int, typer.Option(help="Rows to show; every row goes to a pipe.")] = 100,
    home: Home = None,
) -> None:
    """Show what was refused, and why."""
    from flows.quarantine import open_refused
    from flows.shell import print_rows

    with open_refused(corpus_of(home)) as connection:
        query = "select reason, path, detail, size_bytes from refused order by reason, path"
        print_rows(connection.sql(query), out, limit)


def sql(
    query: Annotated[str | None, typer.Argument(metavar='["SELECT ..."]', help="A query; none opens a shell.")] = None,
    limit: Annotated[int, typer.Option(help="Rows to show; every row goes to a pipe.")] = 50,
    home: Home = None,
) -> None:
    """Ask the published corpus in SQL.

    One query, or a shell without an argument.
    """
    from flows.publish.catalog import open_catalog
    from flows.shell import ask, shell

    with open_catalog(corpus_of(home)) as connection:
        if query:
            ask(connection, query, out, limit)
        else:
            shell(connection, out, limit)


def show(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="A document_id, story_id or contact_id, or the first six characters.")
    ],
    home: Home = None,
) -> None:
    """Show an article, a story or a contact.

    An article line by line, a story with its tellings side by side, a contact with its evidence.
    """
    from flows.publish.catalog import open_catalog
    from flows.publish.find import why_retracted
    from flows.publish.index import read_index
    from flows.show import show as printed

    store = corpus_of(home)
    if why := why_retracted(read_index(store), identifier):
        raise WrongCall(why)
    with open_catalog(store) as connection:
        printed(connection, identifier, out)


def serve(
    raw: Raw = None,
    cron: Annotated[str, typer.Option(help="When to run, as cron writes it, in UTC.")] = "0 3 * * *",
    home: Home = None,
) -> None:
    """Run on a schedule.

    The flow becomes a deployment of the Prefect server that PREFECT_API_URL names: prefect server start.
    """
    # Who serves a flow wants to see that it runs.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    _prepare_prefect()
    from flows.ingest.sources import sources
    from flows.objects import is_url
    from flows.serving import serve as serve_flow

    folder = settings_of(home).home.absolute()
    named = raw or [str(SAMPLE)]
    sources(named, folder)  # raises now, and not at night, for what can't be read
    places = [place if is_url(place) else str(Path(place).absolute()) for place in named]
    serve_flow(places, folder, cron, out)


def _prepare_prefect() -> None:
    for name, value in _PREFECT.items():
        os.environ.setdefault(name, value)


COMMANDS = (
    run,
    sql,
    show,
    quarantine,
    version_commands.versions,
    version_commands.diff,
    version_commands.verify,
    version_commands.export,
    push_commands.push,
    version_commands.tag,
    version_commands.rollback,
    version_commands.yank,
    version_commands.prune,
    version_commands.retract,
    version_commands.reproduce,
    serve,
)

app = typer.Typer(
    help="Turn scraped news into a versioned Parquet corpus.",
    epilog="Start with: copydesk run. Then look around with: copydesk sql, copydesk show, copydesk versions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        from flows.publish.manifest import CONTRACT_VERSION

        out.print(f"copydesk {version('copydesk')} (contract {CONTRACT_VERSION})")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """What can stand before a command."""


for function in COMMANDS:
    app.command()(guarded(function))
catalog = typer.Typer(help="The views over the published Parquet, in corpus.duckdb.", no_args_is_help=True)
catalog.command()(guarded(version_commands.refresh))
app.add_typer(catalog, name="catalog")


def main() -> None:
    """Run the command line."""
    try:
        app(prog_name="copydesk")
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            # Everything is closed. Threads of Prefect that still wait for workers that are gone would keep the process
            # for seconds, or abort it while the interpreter takes itself down.
            out.file.flush()
            os._exit(INTERRUPTED)
        raise
