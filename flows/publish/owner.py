"""What only the owner of a corpus can say of it: its title, address, licence and whom to write to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.settings import Settings


@dataclass(frozen=True)
class Owner:
    """Texts for the card and the descriptions; what nobody said is empty, but for the title and the licence."""

    title: str = Settings.corpus_title
    url: str = Settings.corpus_url
    license: str = Settings.corpus_license
    contact: str = Settings.corpus_contact


def owner_of(provenance: Mapping[str, Any]) -> Owner:
    """What the settings of a version's provenance say."""
    said = provenance.get("settings", {})
    return Owner(*(said.get(name, getattr(Settings, name)) for name in OWNER_SETTINGS))


OWNER_SETTINGS = ("corpus_title", "corpus_url", "corpus_license", "corpus_contact")
