"""What a run shows on the terminal: live progress, and the summary at its end."""

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows.hints import typed
from flows.progress import Progress as Told

if TYPE_CHECKING:
    from flows.forecast import Planned
    from flows.run import Outcome

SUMMARISED = ("documents", "refused", "articles", "stories", "contacts")


class Display:
    """Live progress on a terminal, one plain line a step elsewhere."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.bars: dict[str, TaskID] = {}
        self.stage: str | None = None
        """The stage that was told of last; only a terminal has its bar."""
        self.said: set[tuple[str, str]] = set()
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<9}"),
            BarColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[step]}"),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish(self.stage)
        self.progress.stop()

    def __call__(self, told: Told) -> None:
        if not self.console.is_terminal:
            self._say(told)
            return
        if told.stage not in self.bars:
            self.bars[told.stage] = self.progress.add_task(told.stage, step="", total=None)
        if told.stage != self.stage:
            self._finish(self.stage)
            self.stage = told.stage
        of = f" {told.done:,} of {told.total:,}" if told.total else ""
        self.progress.update(self.bars[told.stage], completed=told.done, total=told.total, step=f"{told.step}{of}")

    def _finish(self, stage: str | None) -> None:
        if stage is not None:
            self.progress.update(self.bars[stage], total=1, completed=1, step="")

    def _say(self, told: Told) -> None:
        if (told.stage, told.step) not in self.said:
            self.said.add((told.stage, told.step))
            of = f" ({told.total} {'files' if told.stage == 'ingest' else 'documents'})" if told.total else ""
            self.console.print(f"{told.stage}: {told.step}{of}")


def summarise(console: Console, outcome: "Outcome") -> None:
    """The numbers of the run, where its version is, and what to type next."""
    quarantine = typed("quarantine")
    _print_each(console, [*outcome.swept, *outcome.remarks])
    if outcome.version is None:
        console.print("Nothing is new: no version was made.")
        _print_each(console, outcome.pushed)
        if outcome.new_refusals:
            console.print(
                f"Refused of what was read: {outcome.new_refusals:,}. Why: {quarantine}", markup=False, soft_wrap=True
            )
        return
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_row("new documents", f"{outcome.new_documents:,}")
    for name in SUMMARISED:
        table.add_row(name, f"{outcome.rows[name]:,}")
    table.add_row("expectations passed", f"{outcome.expectations_passed:,} of {outcome.expectations:,}")
    console.print(table)
    for warning in outcome.warnings:
        console.print(f"warning: {warning}", markup=False, soft_wrap=True)
    console.print(f"Published {outcome.version} in {outcome.folder}", markup=False, soft_wrap=True)
    _print_each(console, outcome.pushed)
    if outcome.rows["refused"]:
        console.print(f"What was refused and why: {quarantine}", markup=False, soft_wrap=True)
    question = 'sql "select headline, article_count, outlets from stories order by 2 desc"'
    console.print(f"Next: {typed(question)}", markup=False, soft_wrap=True)


def _print_each(console: Console, lines: Sequence[str]) -> None:
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def print_plan(console: Console, plan: Sequence["Planned"], remarks: Sequence[str] = ()) -> None:
    """What each step would redo, and why."""
    _print_each(console, remarks)
    if not plan:
        console.print("Nothing to do: the corpus is up to date.")
        return
    table = Table("step", "documents", "why", box=None, pad_edge=False)
    for planned in plan:
        table.add_row(planned.step, "all" if planned.documents is None else f"{planned.documents:,}", planned.reason)
    console.print(table)
