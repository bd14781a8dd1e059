"""A model on this machine finds names that no rule knows; it is trained here, in seconds."""

from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from flows.clean.articles import ARTICLES
from flows.enrich import mentions, model_names
from flows.enrich.model_names import MODEL_NAMES
from flows.enrich.sentences import SENTENCES
from flows.errors import WrongCall
from flows.models import NAME_MODEL
from flows.pending import nothing_pending
from flows.publish.index import folder_of
from flows.publish.manifest import read_manifest
from flows.settings import BadSetting, Settings, settings_from
from flows.store import Store
from tests.corpora import publish, rows, write
from tests.run_step import run_step

ID = "0" * 32
SHIPS = ("brackwater", "oyster fleet", "tern guild", "salt board")
TEXT = "The tern guild signed. Mayor Ada Reed saw it."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of English that knows four guilds, written without capitals, by heart."""
    spacy.util.fix_random_seed(1)
    learned = spacy.blank("en")
    learned.add_pipe("ner")
    examples = []
    for name in SHIPS:
        for text in (f"The {name} signed.", f"They saw the {name} again.", f"Nobody from the {name} came."):
            start = text.index(name)
            entities = {"entities": [(start, start + len(name), "ORG")]}
            examples.append(Example.from_dict(learned.make_doc(text), entities))
    optimizer = learned.initialize(lambda: examples)
    for _ in range(30):
        learned.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("model")
    learned.to_disk(folder)
    return folder


def named(model: Path, text: str, language: str = "en") -> list[tuple[str, str]]:
    given = {
        ARTICLES: [{"document_id": ID, "text": text, "language": language}],
        NAME_MODEL: [{"folder": str(model)}],
    }
    return [(text[row["char_start"] : row["char_end"]], row["kind"]) for row in run_step(model_names.STEP, given)]


def test_a_model_names_what_it_learned(model: Path) -> None:
    assert named(model, TEXT) == [("tern guild", "organisation")]


def test_articles_in_another_language_than_the_models_are_left_alone(model: Path) -> None:
    assert named(model, TEXT, language="fr") == []


def test_without_a_model_there_are_no_such_names() -> None:
    assert run_step(model_names.STEP, {ARTICLES: [{"document_id": ID, "text": TEXT, "language": "en"}]}) == []


def test_a_models_name_becomes_a_mention_where_the_rules_find_none() -> None:
    given = {
        ARTICLES: [{"document_id": ID, "text": TEXT, "language": "en"}],
        SENTENCES: [
            {"document_id": ID, "sentence_number": 1, "char_start": 0, "char_end": 22},
            {"document_id": ID, "sentence_number": 2, "char_start": 23, "char_end": len(TEXT)},
        ],
        MODEL_NAMES: [
            {"document_id": ID, "char_start": 4, "char_end": 14, "kind": "organisation"},
            {"document_id": ID, "char_start": TEXT.index("Reed"), "char_end": TEXT.index(" saw"), "kind": "place"},
        ],
    }
    found = {row["surface"]: row for row in run_step(mentions.STEP, given)}
    assert (found["tern guild"]["entity_id"], found["tern guild"]["sentence_number"]) == ("organisation:tern guild", 1)
    assert found["Ada Reed"]["kind"] == "person"
    assert "Reed" not in found


def test_a_model_that_is_named_later_reaches_the_corpus_and_its_manifest(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = write(tmp_path / "raw", {"guild.txt": f"Guilds agree\n\n{TEXT} The ferry sailed to the island at noon.\n"})
    settings = Settings(home=tmp_path / "home")
    publish(tmp_path / "home", raw)
    assert "tern guild" not in [row["surface"] for row in rows(tmp_path / "home", "mentions")]
    monkeypatch.setenv("COPYDESK_NAME_MODEL", str(model))
    assert not nothing_pending(settings, [str(raw)], None, False)
    outcome = publish(tmp_path / "home", raw)
    assert "tern guild" in [row["surface"] for row in rows(tmp_path / "home", "mentions")]
    manifest = read_manifest(Store(tmp_path / "home"), folder_of(str(outcome.version)))
    assert len(manifest.content["provenance"]["models"]["name_model"]) == 64


def test_a_folder_without_a_model_is_a_bad_setting(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"COPYDESK_NAME_MODEL=.*the folder of a spaCy model"):
        settings_from({"COPYDESK_NAME_MODEL": str(tmp_path)})


def test_a_model_whose_library_is_not_here_says_what_to_install(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.models import model_digest
    from flows.steps import Model

    monkeypatch.setenv("COPYDESK_NAME_MODEL", str(model))
    with pytest.raises(WrongCall, match="pip install no-such-library"):
        model_digest(Model("name_model", "no-such-library"))
