import datetime as dt

import pytest
from tests.extract.times.reading_aloud import days

MAY = dt.date(2024, 5, 15)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("will meet on New Year's Eve", "2024-12-31"),
        ("met on New Year's Day", "2024-01-01"),
        ("met on Good Friday", "2024-03-29"),
        ("met on Easter Sunday", "2024-03-31"),
        ("met on Easter Monday", "2024-04-01"),
        ("will meet on Whit Monday", "2024-05-20"),
        ("will meet on Easter Monday next year", "2025-04-21"),
        ("met on Christmas Eve 2021", "2021-12-24"),
    ],
)
def test_a_feast_is_the_day_it_falls_on(words: str, day: str):
    assert days(f"The envoys {words}.", published=MAY) == (day, day)


@pytest.mark.parametrize("words", ["before Christmas", "at Easter", "on a good day"])
def test_a_season_of_feasts_has_no_day(words: str):
    assert days(f"The envoys will meet {words}.", published=MAY) is None
