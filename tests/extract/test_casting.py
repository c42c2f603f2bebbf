import datetime as dt

import pytest

from summitcal.extract import find_meetings


def who(text: str, index: int = -1) -> set[str]:
    return {each.name for each in find_meetings(text, published=dt.date(2022, 1, 3))[index].meeting.participants}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chile and Peru met in Lima on 28 December and will reconvene in Arica on 12 January.", {"Chile", "Peru"}),
        (
            "Omani envoys hold talks in Doha on Thursday with Qatari officials and in Kuwait on Friday with Kuwaitis.",
            {"Oman", "Kuwait"},
        ),
        (
            (
                "Chile's foreign minister, Rosa Fuentes, starts a tour of the region. "
                "She will be in Lima on Thursday for talks with Peruvian officials."
            ),
            {"Chile", "Peru", "Rosa Fuentes"},
        ),
        (
            "Chile and Peru are at odds over fishing. Their foreign ministers will meet on 12 January.",
            {"Chile", "Peru"},
        ),
        (
            "Chile and Peru met in Lima on 28 December. A second round is due on 12 January.",
            {"Chile", "Peru"},
        ),
    ],
)
def test_those_who_are_pointed_back_to_take_part(text: str, names: set[str]):
    assert who(text) == names


def test_whoever_only_hosts_a_meeting_between_others_takes_no_part():
    assert who("Oman will host talks between Chile and Peru in Muscat on 12 January.") == {"Chile", "Peru"}


def test_a_body_that_meets_needs_no_second_side():
    assert who("OSCE ambassadors will hold a special session in Vienna on 12 January.") == {"OSCE"}


@pytest.mark.parametrize(
    "text",
    [
        "Chile's president flies to Lima on 12 January.",
        "Cabinet ministers will hold a special session in Lima on 12 January.",
        "A treaty is to be signed in Lima on 12 January.",
        "The International Criminal Court holds a session on Chile on 12 January.",
    ],
)
def test_an_encounter_of_one_side_is_no_meeting(text: str):
    assert find_meetings(text, published=dt.date(2022, 1, 3)) == ()
