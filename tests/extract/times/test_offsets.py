import pytest
from tests.extract.times.reading_aloud import days


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("They meet today.", "2021-12-31"),
        ("They will meet tomorrow.", "2022-01-01"),
        ("They met yesterday.", "2021-12-30"),
        ("They will meet in three days.", "2022-01-03"),
        ("They will meet in a fortnight.", "2022-01-14"),
        ("They met two days ago.", "2021-12-29"),
        ("They met a week ago.", "2021-12-24"),
    ],
)
def test_days_are_counted_from_publication(sentence: str, day: str):
    assert days(sentence) == (day, day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The following day they go on to Bergen", "2022-01-13"),
        ("A day later they go on to Bergen", "2022-01-13"),
        ("Two days later they go on to Bergen", "2022-01-14"),
        ("The day before, they dine in Bergen", "2022-01-11"),
        ("On the same day they dine in Bergen", "2022-01-12"),
    ],
)
def test_days_that_follow_are_counted_from_the_date_before(words: str, day: str):
    assert days(f"They meet in Oslo on 12 January. {words}.", number=1) == (day, day)


def test_the_last_day_is_that_of_the_range_before():
    assert days("They meet from 9 to 12 January. On the final day they sign.", number=1) == ("2022-01-12", "2022-01-12")


def test_a_following_day_without_a_date_before_is_none():
    assert days("The following day they go on to Bergen.") is None
