import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.times.reading_aloud import days

from summitcal.language import WEEKDAYS


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The ministers met on Thursday.", "2021-12-30"),
        ("The ministers will meet on Thursday.", "2022-01-06"),
        ("The ministers will meet next Thursday.", "2022-01-06"),
        ("The ministers met last Thursday.", "2021-12-30"),
        ("The ministers are to meet this coming Monday.", "2022-01-03"),
        ("The ministers will meet on Monday week.", "2022-01-10"),
        ("The ministers met on Friday.", "2021-12-31"),
        ("The ministers will meet later on Friday.", "2021-12-31"),
        ("The ministers will meet on Thursday next.", "2022-01-06"),
        ("The ministers met overnight on Thursday.", "2021-12-30"),
        ("The talks start Monday in Rome.", "2022-01-03"),
    ],
)
def test_a_weekday_looks_the_way_of_its_verb(sentence: str, day: str):
    assert days(sentence) == (day, day)


def test_several_weekdays_are_a_range():
    assert days("The ministers will meet on Monday and Tuesday.") == ("2022-01-03", "2022-01-04")


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_within_a_week_of_publication_on_the_side_of_its_tense(published: dt.date, weekday: int):
    name = WEEKDAYS[weekday]
    [past, _], [future, _] = (
        days(f"The ministers {verb} on {name}.", published=published) or ("", "") for verb in ("met", "will meet")
    )

    assert dt.timedelta(days=0) <= published - dt.date.fromisoformat(past) < dt.timedelta(days=7)
    assert dt.timedelta(days=0) < dt.date.fromisoformat(future) - published <= dt.timedelta(days=7)
    assert {dt.date.fromisoformat(day).weekday() for day in (past, future)} == {weekday}


@pytest.mark.parametrize(
    ("line", "day"), [("MON 10", "2022-01-10"), ("Tue 4:", "2022-01-04"), ("FRI 31", "2021-12-31")]
)
def test_a_weekday_and_a_figure_are_the_nearest_day_that_fits_both(line: str, day: str):
    assert days(f"{line}\nOSLO - Talks") == (day, day)


def test_a_weekday_and_a_figure_that_never_fit_are_the_weekday():
    assert days("They will meet on Tuesday 45 times.") == ("2022-01-04", "2022-01-04")


def test_the_friday_is_the_first_from_the_date_before():
    assert days("They meet from 10 to 15 January. On the Friday they dine.", number=1) == ("2022-01-14",) * 2
