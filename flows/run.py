"""What the stages of one run share."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from flows.jobs import Failure
from flows.settings import Settings
from flows.steps import Step
from flows.store import Store
from flows.warehouse import Warehouse
from flows.work import Mapper, run_stage


@dataclass
class Run:
    """One run of the pipeline over a home folder: `mapper` works on batches, `now` names the version."""

    warehouse: Warehouse
    home: Store
    settings: Settings
    now: datetime
    mapper: Mapper
    new_documents: int = 0

    def bring_up_to_date(self, steps: Sequence[Step]) -> list[Failure]:
        """Make the tables of a stage's steps anew where they are out of date.

        Returns the documents that a step could not work on.
        """
        # A run that finds nothing new tells so without importing every step.
        from flows.stages import STEPS

        all_steps = list(STEPS.values())
        return run_stage(self.warehouse, self.home, steps, all_steps, self.mapper, self.settings.batch_documents)

    @property
    def most_broken(self) -> int:
        """How many of the new documents may break before the run stops."""
        return max(1, int(self.settings.max_broken_share * self.new_documents))


@dataclass(frozen=True)
class Outcome:
    """What a run did: the numbers of its summary. `version` is None when nothing was new."""

    version: str | None
    folder: Path | None
    new_documents: int = 0
    new_refusals: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    expectations: int = 0
    expectations_passed: int = 0
    warnings: Sequence[str] = ()
    swept: Sequence[str] = ()
    remarks: Sequence[str] = ()
    pushed: Sequence[str] = ()

    @classmethod
    def nothing_new(
        cls,
        swept: Sequence[str] = (),
        remarks: Sequence[str] = (),
        new_refusals: int = 0,
        pushed: Sequence[str] = (),
    ) -> Self:
        return cls(None, None, swept=swept, remarks=remarks, new_refusals=new_refusals, pushed=pushed)

    def as_json(self) -> dict[str, Any]:
        """The same as JSON knows it, for Prefect."""
        return {
            **{name: getattr(self, name) for name in ("version", "new_documents", "new_refusals")},
            **{name: getattr(self, name) for name in ("expectations", "expectations_passed")},
            "folder": self.folder and str(self.folder),
            "rows": dict(self.rows),
            "warnings": list(self.warnings),
            "swept": list(self.swept),
            "remarks": list(self.remarks),
            "pushed": list(self.pushed),
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Self:
        folder = content["folder"] and Path(content["folder"])
        return cls(**{**content, "folder": folder, "rows": Counter(content["rows"])})
