"""Settings come from the environment, and one that can't be read is named."""

from pathlib import Path

import pytest

from flows.settings import BadSetting, Settings, settings_from


def test_without_variables_every_setting_has_its_default():
    assert settings_from({}) == Settings()


def test_a_variable_sets_its_setting_by_the_settings_type():
    given = {"COPYDESK_HOME": "/corpora/a", "COPYDESK_WORKERS": "3", "COPYDESK_MAX_BROKEN_SHARE": "0.5"}
    assert settings_from(given) == Settings(home=Path("/corpora/a"), workers=3, max_broken_share=0.5)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("COPYDESK_WORKERS", "many"),
        ("COPYDESK_RUNNER", "a farm"),
        ("COPYDESK_KEEP_DAYS", ""),
        ("COPYDESK_BATCH_DOCUMENTS", "0"),
        ("COPYDESK_BATCH_DOCUMENTS", "-500"),
        ("COPYDESK_WORKERS", "0"),
        ("COPYDESK_MAX_BROKEN_SHARE", "nan"),
        ("COPYDESK_MAX_BROKEN_SHARE", "1.5"),
        ("COPYDESK_KEEP_DAYS", "-1"),
        ("COPYDESK_MEMORY", "much"),
        ("COPYDESK_PUSH_TO", "/corpora"),
        ("COPYDESK_PUSH_TO", "s3://"),
        ("COPYDESK_PUSH_KEEP", "-1"),
        ("COPYDESK_CORPUS_TITLE", " "),
        ("COPYDESK_CORPUS_URL", "corpus.example"),
        ("COPYDESK_CORPUS_LICENSE", ""),
        ("COPYDESK_HOME", "/corpora/[old]/home"),
    ],
)
def test_a_value_that_cannot_be_is_named(variable, value):
    with pytest.raises(BadSetting, match=variable):
        settings_from({variable: value})
