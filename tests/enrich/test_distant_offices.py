"""Offices of persons with more between the office and the name than a comma."""

import pytest

from tests.enrich.named import people


@pytest.mark.parametrize(
    ("text", "language", "person", "office"),
    [
        ("Суд оправдал директора театра «Заря» Степана Громова.", "ru", "Степан Громов", "директора театра"),
        ("Пожар увидел владелец одного из складов Пётр Лунин.", "ru", "Пётр Лунин", "владелец"),
        ("Против выступил депутат от ЛДПР Пётр Лунин.", "ru", "Пётр Лунин", "депутат"),
        ("L'ailier toulonnais Luc Ferrand a marqué.", "fr", "Luc Ferrand", "ailier"),
        ("« Rien », a répondu son avocate, Me Jeanne Tessier.", "fr", "Jeanne Tessier", "avocate"),
        ("« Il neige », raconte un guide, Luc Ferrand.", "fr", "Luc Ferrand", "guide"),
        ("El portero visitante, Ramón Ochandiano, calló.", "es", "Ramón Ochandiano", "portero"),
        ("Der frühere Chef der Stadtwerke, Jens Ahlers, schwieg.", "de", "Jens Ahlers", "Chef der Stadtwerke"),
    ],
)
def test_what_says_whose_an_office_is_may_stand_before_its_holder(
    text: str, language: str, person: str, office: str
) -> None:
    assert people(text, language)[person][0] == office


@pytest.mark.parametrize(
    ("text", "language", "person"),
    [
        ("Директор завода встретил Степана Громова.", "ru", "Степан Громов"),
        ("Выступил адвокат одного из подозреваемых Степана Громова.", "ru", "Степан Громов"),
        ("Le président a reçu Luc Ferrand.", "fr", "Luc Ferrand"),
        ("La ministre de la culture félicite Luc Ferrand.", "fr", "Luc Ferrand"),
        ("El portero saludó a Ramón Ochandiano.", "es", "Ramón Ochandiano"),
    ],
)
def test_an_office_across_a_verb_is_somebody_elses(text: str, language: str, person: str) -> None:
    assert people(text, language)[person][0] is None
