import pytest
from tests.extract.times.reading_aloud import days


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("They will dine on the eve of the summit, which lasts from 8 to 9 January.", 0),
        ("They meet in Oslo on 8 January, and dine on the eve.", 1),
        ("The summit opens on 8 January. They will dine on the eve of the opening.", 1),
        ("They will dine on the eve of the summit, she said on Monday. It opens on 8 January.", 0),
        ("They will dine a day ahead of the opening, which is on 8 January.", 0),
    ],
)
def test_an_eve_is_the_day_before_the_date_of_its_event(text: str, number: int):
    assert days(text, number=number) == ("2022-01-07", "2022-01-07")


def test_the_eve_of_an_event_without_a_date_is_none():
    assert days("They will dine on the eve of the summit.") is None


def test_the_eve_of_a_feast_is_that_of_the_feast():
    assert days("They dined on Christmas Eve.") == ("2021-12-24", "2021-12-24")
