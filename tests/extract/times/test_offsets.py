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
        ("On the very same day they dine in Bergen", "2022-01-12"),
        ("The dinner was pushed back by a week", "2022-01-19"),
        ("The dinner has been put back by two days, it says", "2022-01-14"),
    ],
)
def test_days_that_follow_are_counted_from_the_date_before(words: str, day: str):
    assert days(f"They meet in Oslo on 12 January. {words}.", number=1) == (day, day)


def test_the_last_day_is_that_of_the_range_before():
    assert days("They meet from 9 to 12 January. On the final day they sign.", number=1) == ("2022-01-12", "2022-01-12")


def test_a_following_day_without_a_date_before_is_none():
    assert days("The following day they go on to Bergen.") is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The next morning they go on", "2022-01-15"),
        ("On the penultimate day they go on", "2022-01-13"),
        ("On day two they go on", "2022-01-13"),
        ("On the opening day they dine", "2022-01-12"),
        ("Exactly two weeks to the day after, they go on", "2022-01-28"),
    ],
)
def test_days_within_and_after_a_range_are_counted_from_its_edges(words: str, day: str):
    text = f"They meet in Oslo from 12 to 14 January. {words}."
    if day == "2022-01-28":
        text = text.replace(", they go on", "")

    assert days(text, number=1) == (day, day)


def test_the_day_after_a_two_day_summit_opens_is_its_second():
    text = "The two-day summit opens on 12 January. The following day they sign."

    assert days(text, number=1) == ("2022-01-13", "2022-01-13")


@pytest.mark.parametrize("words", ["their second call in three days", "for the fifth time in two weeks"])
def test_what_happened_so_often_in_so_many_days_is_no_day(words: str):
    assert days(f"It was {words}.") is None


def test_day_forty_two_of_a_day_is_none():
    assert days("It starts on 12 January. It ends on day 42.", number=1) is None


def test_earlier_in_the_day_is_the_day_of_publication_where_none_near_it_is_named():
    assert days("He took office on 1 June 2021. Earlier in the day he met them.", number=1) == ("2021-12-31",) * 2


def test_what_grows_by_a_week_is_moved_nowhere():
    assert days("They meet on 12 January. The ceasefire grew by a week.", number=1) is None
