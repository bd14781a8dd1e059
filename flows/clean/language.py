"""The language of a text."""

import re
from functools import lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_LETTER = re.compile(r"[^\W\d_]")
# As many characters settle it: on 374 articles of 20 languages 400 said nothing else, at half the speed.
SAMPLE = 240


@lru_cache(maxsize=1)
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, least_letters: int = 40) -> tuple[str, float]:
    """The language's code and its probability; `und` and 0 for a text of fewer letters.

    Below 40 letters the classifier is wrong about one text in five, so it isn't asked.
    """
    sample = text[:SAMPLE]
    if (
        len(_LETTER.findall(sample)) < least_letters
        and len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", sample)) < least_letters // 3
    ):
        return "und", 0.0
    code, probability = _identifier().classify(sample)
    return code, round(float(probability), 4)
