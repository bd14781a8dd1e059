"""The addresses that a corpus was pushed to, as its home notes them; asks nobody."""

import json

from flows.objects import Objects
from flows.publish.index import INDEX, as_json
from flows.store import Store

PUSHED = "corpus/pushed.json"
"""The addresses that the corpus was pushed to, each with the SHA-256 of the index that is there."""


def due(home: Store, url: str) -> bool:
    """Whether the corpus has changed since it was pushed there."""
    return places(home).get(Objects.normal(url)) != home.sha256(INDEX)


def places(home: Store) -> dict[str, str]:
    """The addresses that the corpus was pushed to."""
    return dict(json.loads(home.read(PUSHED))) if home.exists(PUSHED) else {}


def outdated_places(home: Store) -> list[str]:
    """The addresses whose corpus isn't as it is here now."""
    return [url for url in places(home) if due(home, url)]


def note_place(home: Store, url: str) -> None:
    """Note that what is there is what is here."""
    known = places(home)
    noted = {**known, url: home.sha256(INDEX)}
    if noted != known:
        home.write(PUSHED, as_json(noted))
