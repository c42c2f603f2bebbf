import pytest

from summitcal.extract.parties.candidates import find_candidates
from summitcal.extract.parties.names import find_names
from summitcal.extract.parties.register import Register
from summitcal.extract.parties.words import words_of


def accepted(text: str) -> list[str]:
    return [each.name for each in find_candidates(words_of(text, find_names(text)), Register()) if each.accepted]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Adenauer Foundation met", []),
        ("Prime Minister Ana Blau met Li Tan there", ["Ana Blau", "Li Tan"]),
        ("Ana Blau-led talks", []),
        ("in Ana Blau", []),
        ("Blau met them", []),
        ("Mr Blau met them", ["Blau"]),
    ],
)
def test_a_capitalised_name_is_a_persons_where_the_words_around_say_so(text: str, names: list[str]):
    assert accepted(text) == names


def test_those_of_one_list_stand_together():
    assert accepted("talks with Ana Blau, Li Tan and Ole Moe") == ["Ana Blau", "Li Tan", "Ole Moe"]
