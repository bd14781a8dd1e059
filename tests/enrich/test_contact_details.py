"""What stands around the words of a contact: names that come later, datelines, delegations, background, denials."""

from datetime import date
from typing import Any

import pytest

from tests.enrich.test_contact_claims import read, sides

NAMED_LATER = (
    "Estonia's interior minister telephoned his Maltese counterpart on Monday to discuss forged visas. Tarmo Lepp told "
    "Rita Camenzuli that forty people had been held. Malta's interior ministry called the talk useful and said "
    "Camenzuli had raised ferry checks."
)
NAMED_IN_TURN = (
    "Canada's army chief spoke by phone with his Peruvian counterpart on Tuesday. General Guy Lemay asked for a list "
    "of spare parts. General Hugo Quispe briefed him on the floods."
)
LISTED = (
    "The presidents of Kenya, Uganda and Rwanda met in Kigali on Monday. Uganda's Moses Kato, Kenya's Amina Otieno and "
    "Jean Mugisha of Rwanda sat at one table for an hour."
)
AT_HOME = (
    "Oslo, March 11 (NRB) - Foreign Minister Sigrid Haug telephoned Ghana's foreign minister, Yaw Boateng, on Monday. "
    "They spoke for an hour about cocoa, a ministry spokeswoman, Mona Lie, said in Oslo."
)
DELEGATIONS = (
    "Delegations from Chad and Niger wound up talks in Cotonou on Monday. The Chadian team was led by Defence Minister "
    "Abakar Saleh; General Issa Maman led the Nigerien side."
)
PURPOSE = (
    "Serbian Foreign Minister Goran Ilic called his Hungarian colleague Zita Barta on Tuesday to coordinate the "
    "dredging of the Tisza, Belgrade said. Barta rang back to apologise for a late reply."
)
DISMISSED = (
    "Serbian Foreign Minister Goran Ilic met Hungarian Foreign Minister Zita Barta on Tuesday. Belgrade dismissed a "
    "report in a weekly that Ilic had spoken by telephone with Albanian Prime Minister Besnik Dode."
)
BACKGROUND = (
    "Georgian Prime Minister Zurab Lomia met Turkish President Orhan Deniz in Ankara on Monday, a week after the two "
    "leaders discussed a tunnel in a telephone call. Monday's meeting centred on hazelnuts."
)
LAST_MET = (
    "Russian President Arkady Vetrov had a telephone conversation on Tuesday with Bulgarian President Dobri Stanev. "
    "The two had last been in contact in 2028."
)
TAKING_PART = (
    "Three Pacific foreign ministers got together by video link on Monday to compare plans for storms. Taking part "
    "were Sina Leava of Samoa, Josefa Caku of Fiji and Tomasi Vete of Tonga."
)
SETTLED_BEFORE = (
    "Philippine President Ana Reyes and Vietnamese Prime Minister Tran Quoc Vinh will meet in May. The date was "
    "settled in a telephone conversation between the two leaders on Monday."
)
AFTER_MONDAY = (
    "The ferries sailed again on Tuesday after talks in Nuuk on Monday between Danish Prime Minister Rikke Lund and "
    "Icelandic Prime Minister Jon Palsson."
)
MEETING_OF = (
    "A meeting in Piran on Monday of the foreign ministers of Croatia and Slovenia, Vedra Juric and Blaz Kolen, was "
    "about fines for fishermen, both ministries announced."
)
GUEST = (
    "General Danladi Usman, Nigeria's army chief, ended a three-day visit to Niamey on Tuesday as the guest of General "
    "Moussa Hamid, who commands the army of Niger."
)
FIRST_TIME = (
    "For the first time since 2028 the coast guards of Japan and the Philippines used their hotline on Monday, to sort "
    "out a collision, Manila said."
)
LONG_AGO = (
    "The letters that the presidents of Brazil and Portugal wrote to each other in the 1990s were sold on Monday."
)
ALL = [
    MEETING_OF, GUEST, FIRST_TIME, LONG_AGO,
    NAMED_LATER, NAMED_IN_TURN, LISTED, AT_HOME, DELEGATIONS, PURPOSE, DISMISSED, BACKGROUND, LAST_MET, TAKING_PART,
    SETTLED_BEFORE, AFTER_MONDAY,
]  # fmt: skip


@pytest.fixture(scope="module")
def claims() -> dict[str, list[dict[str, Any]]]:
    return read(ALL)


def topics(claim: dict[str, Any]) -> list[str]:
    return [topic["topic"] for topic in claim["topics"]]


def test_who_tells_and_who_is_told_are_the_sides_that_had_no_names(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[NAMED_LATER]
    assert sides(claim) == [
        ("Tarmo Lepp", "interior minister", "Estonia"), ("Rita Camenzuli", "interior minister", "Malta"),
    ]  # fmt: skip


def test_who_called_it_useful_also_says_what_follows(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[NAMED_LATER]
    assert claim["topics"][-1] == {
        "topic": "ferry checks", "attributed_to": "Malta's interior ministry", "raised_by": "Rita Camenzuli",
    }  # fmt: skip
    assert claim["confirmed_by"] == ["Malta"]


def test_two_people_who_speak_in_turn_are_the_two_sides(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[NAMED_IN_TURN]
    assert [side[0] for side in sides(claim)] == ["Guy Lemay", "Hugo Quispe"]
    assert topics(claim) == ["list of spare parts", "floods"]


def test_a_list_of_persons_of_their_countries_names_the_sides(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[LISTED]
    assert {(side[0], side[2]) for side in sides(claim)} == {
        ("Moses Kato", "Uganda"), ("Amina Otieno", "Kenya"), ("Jean Mugisha", "Rwanda"),
    }  # fmt: skip


def test_an_office_without_a_country_is_that_of_the_datelines(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[AT_HOME]
    assert [side[2] for side in sides(claim)] == ["Norway", "Ghana"]
    assert claim["confirmed_by"] == ["Norway"]
    assert claim["occurred_from"] == date(2031, 3, 10)


def test_delegations_have_the_sides_of_their_leaders(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[DELEGATIONS]
    assert [(side[0], side[2]) for side in sides(claim)] == [("Abakar Saleh", "Chad"), ("Issa Maman", "Niger")]


def test_what_a_call_was_for_is_its_topic(claims: dict[str, list[dict[str, Any]]]) -> None:
    claim = claims[PURPOSE][0]
    assert topics(claim) == ["coordinate the dredging of the Tisza", "late reply"]


def test_a_report_that_somebody_dismisses_tells_of_no_contact(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert [[side[2] for side in sides(claim)] for claim in claims[DISMISSED]] == [["Serbia", "Hungary"]]


def test_a_topic_is_of_the_contact_whose_words_stand_beside_it(claims: dict[str, list[dict[str, Any]]]) -> None:
    meeting, call = claims[BACKGROUND]
    assert (meeting["medium"], topics(meeting)) == ("meeting", ["hazelnuts"])
    assert (call["medium"], topics(call)) == ("phone", ["tunnel"])


def test_when_they_last_spoke_is_no_contact_of_its_own(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[LAST_MET]
    assert (claim["first_since"], claim["occurred_from"]) == ("2028", date(2031, 3, 11))


def test_who_took_part_may_come_in_the_next_sentence(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[TAKING_PART]
    assert [(side[1], side[2]) for side in sides(claim)] == [
        ("foreign minister", "Samoa"), ("foreign minister", "Fiji"), ("foreign minister", "Tonga"),
    ]  # fmt: skip
    assert (claim["medium"], topics(claim)) == ("video", ["plans for storms"])


def test_the_two_leaders_are_those_of_the_sentence_before(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[SETTLED_BEFORE]
    assert [side[0] for side in sides(claim)] == ["Ana Reyes", "Tran Quoc Vinh"]
    assert (claim["medium"], claim["occurred_from"]) == ("phone", date(2031, 3, 10))


def test_the_day_behind_the_talks_is_theirs(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[AFTER_MONDAY]
    assert claim["occurred_from"] == date(2031, 3, 10)


def test_a_meeting_of_ministers_is_one_between_them(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[MEETING_OF]
    assert [(side[0], side[2]) for side in sides(claim)] == [("Vedra Juric", "Croatia"), ("Blaz Kolen", "Slovenia")]
    assert topics(claim) == ["fines for fishermen"]


def test_a_visit_that_ended_began_as_many_days_before(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[GUEST]
    assert [(side[0], side[2]) for side in sides(claim)] == [("Danladi Usman", "Nigeria"), ("Moussa Hamid", "Niger")]
    assert (claim["occurred_from"], claim["occurred_until"]) == (date(2031, 3, 9), date(2031, 3, 11))


def test_what_it_is_the_first_since_ends_where_somebody_acts(claims: dict[str, list[dict[str, Any]]]) -> None:
    (claim,) = claims[FIRST_TIME]
    assert (claim["first_since"], claim["occurred_from"]) == ("2028", date(2031, 3, 10))
    assert [side[2] for side in sides(claim)] == ["Japan", "Philippines"]


def test_what_a_whole_age_saw_is_no_contact(claims: dict[str, list[dict[str, Any]]]) -> None:
    assert claims[LONG_AGO] == []
