import datetime as dt

import pytest

from summitcal.extract import find_meetings


def place(text: str, index: int = -1) -> str | None:
    where = find_meetings(text, published=dt.date(2022, 1, 3))[index].meeting.place
    return where.name if where else None


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Chile and Peru will meet in Geneva on 12 January.", "Geneva"),
        ("Chile and Peru will meet on 12 January in the Austrian capital.", "Vienna"),
        ("Chile and Peru will meet at the Peace Palace on 12 January.", "The Hague"),
        ("Chile and Peru will meet in Little Hope on 12 January.", "Little Hope"),
        ("GENEVA - Chile and Peru, who have no embassies in each other's capitals, open talks here today.", "Geneva"),
        (
            "The G20 meets in Bali from 11 to 13 January. On the margins, Chile and Peru will meet on 12 January.",
            "Bali",
        ),
        ("Place: Lima\nDate: 12 January 2022\nTalks of the delegations of Chile and Peru.", "Lima"),
    ],
)
def test_a_meeting_is_where_the_text_says_it_is(text: str, city: str):
    assert place(text) == city


def test_the_nearest_place_is_that_of_the_meeting():
    text = "Chile and Peru met in Lima on 28 December, and will meet again in Quito on 12 January."

    assert (place(text, 0), place(text, 1)) == ("Lima", "Quito")


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru will meet on 12 January.",
        "The leaders of Chile and Peru will speak by phone on 12 January.",
        "Chile and Peru will hold talks by video link on 12 January, officials in Lima said.",
    ],
)
def test_a_call_and_an_unsaid_place_are_nowhere(text: str):
    assert place(text) is None
