"""Models that a user has on this machine; without one, every table is made by the rules alone."""

import hashlib
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import polars as pl

from flows.errors import WrongCall
from flows.settings import settings_from
from flows.steps import Model
from flows.store import Store

NAME_MODEL = Model("name_model", "spacy")
MODELS = (NAME_MODEL,)


def model_frame(model: Model) -> pl.DataFrame:
    """One row with the model's `folder`, or none where no setting names one."""
    folder = _folder(model)
    return pl.DataFrame({"folder": [str(folder)] if folder else []}, schema={"folder": pl.String})


def model_digest(model: Model) -> str:
    """SHA-256 of all files of the model and of its library's version, or an empty text where there is none.

    Raises `WrongCall` when the library is not installed.
    """
    folder = _folder(model)
    return _digest(folder, model.library) if folder else ""


def _folder(model: Model) -> Path | None:
    # Not of a run's own settings: batches are worked on in other processes, which share only the environment.
    folder: Path | None = getattr(settings_from(os.environ), model.name)
    return folder and folder.absolute()


@cache
def _digest(folder: Path, library: str) -> str:
    try:
        sha256 = hashlib.sha256(f"{library} {version(library)}\n".encode())
    except PackageNotFoundError:
        raise WrongCall(
            f"{folder}: this model is read by {library}, which is not here: pip install {library}"
        ) from None
    files = Store(folder)
    for entry in files.files():
        sha256.update(f"{entry.path} {files.sha256(entry.path)}\n".encode())
    return sha256.hexdigest()
