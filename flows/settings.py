"""Every setting: its default, its meaning and the environment variable that sets it."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from flows.errors import WrongCall
from flows.steps import ROOT


class BadSetting(WrongCall):
    """An environment variable holds what its setting can't be."""


@dataclass(frozen=True)
class Settings:
    """What a user turns; `COPYDESK_<NAME>` sets each. Only `name_model` changes published rows."""

    home: Path = ROOT / "data" / "home"
    """The home folder: warehouse, archive and corpus."""
    batch_documents: int = 500
    """Documents that one task works on."""
    runner: str = "processes"
    """Where several batches run side by side: `processes` or `threads`. A single batch runs where the flow does."""
    workers: int = os.cpu_count() or 1
    """Tasks that run side by side."""
    memory: str = "512MB"
    """Memory that DuckDB takes for the warehouse, and for the expectations; what needs more goes to disk."""
    max_broken_share: float = 0.001
    """Share of the new documents that may break a contract before the run stops; one always may."""
    keep_days: int = 30
    """Days for which `prune` spares a version that stopped being latest."""
    name_model: Path | None = None
    """Folder of a spaCy model that finds names where the rules find none; by default there is none."""
    push_to: str = ""
    """Where every run brings the corpus, such as `s3://bucket/corpus`; by default nowhere."""
    push_keep: int = 0
    """The newest versions that are kept there; 0: those that are kept here."""
    corpus_title: str = "News corpus"
    """What the corpus is called in its card and descriptions."""
    corpus_url: str = ""
    """Where it is published; by default nothing is said."""
    corpus_license: str = "https://rightsstatements.org/vocab/CNE/1.0/"
    """The address of its licence or statement of rights; by default the one for "copyright not evaluated"."""
    corpus_contact: str = ""
    """Whom to write to about it, as when a text should be taken out; by default nobody is named."""


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings, each from its environment variable where that is set.

    Raises `BadSetting` naming the variable when its text can't be read as the setting's type, or is out of bounds.
    """
    given: dict[str, Any] = {}
    for name in (setting.name for setting in fields(Settings)):
        variable = f"COPYDESK_{name.upper()}"
        if variable in environment:
            kind = Path if name in ("home", "name_model") else type(getattr(Settings, name))
            try:
                given[name] = kind(environment[variable])
            except ValueError as error:
                raise BadSetting(f"{variable}={environment[variable]!r}: {kind.__name__} expected") from error
    settings = Settings(**given)
    for name, (holds, expected) in _LIMITS.items():
        if not holds(getattr(settings, name)):
            raise BadSetting(f"COPYDESK_{name.upper()}={getattr(settings, name)}: {expected} expected")
    return settings


def is_address(text: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>\"]+", text) is not None


def is_bucket(text: str) -> bool:
    return re.fullmatch(r"s3://[^/\s]+(/.*)?", text) is not None


_LIMITS: dict[str, tuple[Callable[[Any], bool], str]] = {
    # DuckDB takes such a path for a pattern.
    "home": (lambda home: not set(str(home)) & set("*?["), "a folder without *, ? and [ in its path"),
    "name_model": (
        lambda folder: folder is None or (folder / "meta.json").is_file(),
        "the folder of a spaCy model, with its meta.json,",
    ),
    "batch_documents": (lambda number: number >= 1, "a number of documents, at least 1,"),
    "runner": (lambda name: name in ("threads", "processes"), "threads or processes"),
    "workers": (lambda number: number >= 1, "a number of tasks, at least 1,"),
    "memory": (
        lambda size: re.fullmatch(r"\d+(\.\d+)? ?[KMGT]i?B", size) is not None,
        "a size such as 2GB",
    ),
    "max_broken_share": (lambda share: 0 <= share <= 1, "a share between 0 and 1"),
    "corpus_title": (lambda title: bool(title.strip()), "a title"),
    "corpus_url": (lambda url: not url or is_address(url), "an address that starts with https:// or http://"),
    "corpus_license": (is_address, "an address that starts with https:// or http://"),
    "keep_days": (lambda days: days >= 0, "a number of days, at least 0,"),
    "push_to": (lambda url: not url or is_bucket(url), "an address such as s3://bucket/corpus"),
    "push_keep": (lambda number: number >= 0, "a number of versions, 0 for all,"),
}
