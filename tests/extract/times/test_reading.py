import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from summitcal.extract.times.reading import count, day_of, month_number, month_span, shift, week_span, weekday_number


def test_numbers_and_names_are_read_as_people_write_them():
    assert [count(word) for word in ("a", "two", "12")] == [1, 2, 12]
    assert [month_number(word) for word in ("Jan.", "Sept", "December")] == [1, 9, 12]
    assert [weekday_number(word) for word in ("Mon", "thurs", "Sunday")] == [0, 3, 6]


def test_a_day_that_there_is_not_is_none():
    assert day_of(2023, 2, 29) is None
    assert day_of(2024, 2, 29) == dt.date(2024, 2, 29)


def test_months_run_over_the_end_of_the_year():
    assert month_span(2021, 12, 3) == (dt.date(2021, 12, 1), dt.date(2022, 2, 28))
    assert month_span(2021, 13) == (dt.date(2022, 1, 1), dt.date(2022, 1, 31))


@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_no_shift_leaves_the_calendar(day: dt.date, days: int):
    assert dt.date.min <= shift(day, days) <= dt.date.max


@given(st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 31)))
def test_a_week_runs_from_monday_to_sunday(day: dt.date):
    monday, sunday = week_span(day)

    assert monday <= day <= sunday
    assert (monday.weekday(), sunday.weekday()) == (0, 6)
