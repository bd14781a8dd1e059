"""The language of a text is what py3langid says of it alone, whatever texts stand beside it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from flows.clean.language import SAMPLE, languages_of

TEXTS = [
    "The harbour board said on Tuesday that the night ferry will sail again before the end of the month.",
    "Der Hafenrat teilte am Dienstag mit, dass die Nachtfähre noch vor dem Ende des Monats wieder ablegen werde.",
    "Le conseil du port a annoncé mardi que le bac de nuit reprendrait la mer avant la fin du mois.",
    "Совет порта сообщил во вторник, что ночной паром снова выйдет в море до конца месяца.",
    "港口委员会星期二表示，夜间渡轮将在本月底之前恢复航行，票价保持不变，并将增加两个班次。",
    "सोमवार को बंदरगाह परिषद ने कहा कि रात की नौका महीने के अंत से पहले फिर से चलेगी और किराया वही रहेगा।",
    "Lučki odbor saopštio je u utorak da će noćni trajekt ponovo ploviti pre kraja meseca.",
    "THE HARBOUR BOARD SAID ON TUESDAY THAT THE NIGHT FERRY WILL SAIL AGAIN.",
]
PEER = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def peer(text: str) -> tuple[str, float]:
    label, probability = PEER.classify(text[:SAMPLE])
    return label, round(float(probability), 4)


def test_texts_side_by_side_get_the_languages_that_each_has_alone() -> None:
    assert languages_of(TEXTS) == [peer(text) for text in TEXTS]
    assert [code for code, _ in languages_of(TEXTS)][:5] == ["en", "de", "fr", "ru", "zh"]


def test_a_text_of_too_few_letters_has_no_language_among_others() -> None:
    assert languages_of(["Ferry.", TEXTS[0], "", "12 34 56" * 30]) == [
        ("und", 0),
        peer(TEXTS[0]),
        ("und", 0),
        ("und", 0),
    ]
    assert languages_of([]) == []


@settings(max_examples=40)
@given(st.lists(st.sampled_from(TEXTS) | st.text(min_size=40, max_size=90), max_size=5))
def test_any_texts_get_what_the_library_says_or_none(texts: list[str]) -> None:
    for text, found in zip(texts, languages_of(texts), strict=True):
        assert found in (peer(text), ("und", 0))
