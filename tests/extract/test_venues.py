import pytest

from summitcal.extract.parties.names import find_names
from summitcal.extract.venues import find_venues


def places(text: str) -> list[str]:
    return [each.place.name for each in find_venues(text, find_names(text))]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They will meet in Vienna on Monday.", "Vienna"),
        ("They will meet at Camp David on Monday.", "Camp David"),
        ("They will meet in the Austrian capital.", "Vienna"),
        ("The session in Geneva opens today.", "Geneva"),
    ],
)
def test_a_place_is_where_something_is_said_to_be(text: str, place: str):
    assert place in places(text)


@pytest.mark.parametrize("text", ["Vienna said it would not attend.", "They will meet on Monday."])
def test_a_capital_that_speaks_is_a_state_and_no_place(text: str):
    assert places(text) == []


def test_where_that_happens_which_is_spoken_of_is_no_place_of_a_meeting():
    assert places("They will meet on the situation in Sudan.") == []


def test_a_line_of_a_diary_begins_with_its_place():
    assert places("WARSAW: The prime minister hosts his Lithuanian counterpart") == ["Warsaw"]
