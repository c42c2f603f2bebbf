import pytest

from summitcal.extract.parties import find_parties
from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.people import Register, find_people


def sides(text: str) -> list[str]:
    names = find_names(text)
    parties = find_parties(text, names, find_people(text, names, Register(), None))
    return [each.participant.name for each in parties if each.participant and not each.aside]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("France and Germany will meet in Spain.", ["France", "Germany"]),
        ("A NATO – Russia session follows.", ["NATO", "Russia"]),
        ("This is followed by a US-China dialogue.", ["United States", "China"]),
        ("The Turkish and Greek ministers met.", ["Turkey", "Greece"]),
        ("Talks between Egypt and Sudan resume.", ["Egypt", "Sudan"]),
        ("Egypt met Sudan without Ethiopia.", ["Egypt", "Sudan"]),
    ],
)
def test_those_at_the_table_are_told_from_those_who_are_only_named(text: str, names: list[str]):
    assert sides(text) == names


def test_who_is_only_quoted_is_not_at_the_table():
    assert sides("France and Germany will meet on Friday, the Kremlin said.") == ["France", "Germany"]


def test_a_state_that_owns_a_thing_is_not_at_the_table():
    assert sides("Egypt and Sudan discussed Russian gas.") == ["Egypt", "Sudan"]
