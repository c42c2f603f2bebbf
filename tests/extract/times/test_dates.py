import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.times.reading_aloud import NEW_YEAR, days

from summitcal.language import MONTHS, WEEKDAYS

ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 9 January", "2022-01-09", "2022-01-09"),
        ("on January 9", "2022-01-09", "2022-01-09"),
        ("on the 9th of January", "2022-01-09", "2022-01-09"),
        ("on Sunday, January 9", "2022-01-09", "2022-01-09"),
        ("on January 9 and 10", "2022-01-09", "2022-01-10"),
        ("from 9 to 12 January", "2022-01-09", "2022-01-12"),
        ("on 9–12 January", "2022-01-09", "2022-01-12"),
        ("from 30 January to 2 February", "2022-01-30", "2022-02-02"),
        ("from December 30 to January 2", "2021-12-30", "2022-01-02"),
        ("on 14.01.2022", "2022-01-14", "2022-01-14"),
        ("on 2022-01-14", "2022-01-14", "2022-01-14"),
        ("on Wednesday the 12th", "2022-01-12", "2022-01-12"),
        ("on the 3rd of next month", "2022-01-03", "2022-01-03"),
        ("on 9 January 2023", "2023-01-09", "2023-01-09"),
        ("on the ninth of January", "2022-01-09", "2022-01-09"),
        ("on January the ninth", "2022-01-09", "2022-01-09"),
        ("on January 9/10", "2022-01-09", "2022-01-10"),
        ("on 9/10 January", "2022-01-09", "2022-01-10"),
        ("on 9-Jan-2023", "2023-01-09", "2023-01-09"),
        ("on 9 January '23", "2023-01-09", "2023-01-09"),
        ("Monday to Wednesday, 10-12 January", "2022-01-10", "2022-01-12"),
        ("next Tuesday, January 11", "2022-01-11", "2022-01-11"),
        ("on 9 January for three days", "2022-01-09", "2022-01-11"),
        ("on the last day of January", "2022-01-31", "2022-01-31"),
        ("on 9 June last year", "2020-06-09", "2020-06-09"),
    ],
)
def test_a_date_is_read_in_every_style(words: str, first: str, last: str):
    assert days(f"The ministers will meet {words}.") == (first, last)


@pytest.mark.parametrize("words", ["on 31 February", "in 45 minutes", "the 5th round", "by 9 to 12 votes"])
def test_what_only_looks_like_a_date_is_none(words: str):
    assert days(f"The ministers will meet {words}.") is None


def test_two_days_in_two_clauses_are_two_dates():
    text = "They meet in Oslo on January 12, and on January 13 they go to Bergen."

    assert days(text) == ("2022-01-12", "2022-01-12")
    assert days(text, number=1) == ("2022-01-13", "2022-01-13")


STYLES = (
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day}{ORDINALS.get(day.day, 'th')} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{MONTHS[day.month - 1][:3]}. {day.day}, {day.year}" if len(MONTHS[day.month - 1]) > 5 else f"{day}",
    lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    lambda day: f"{day}",
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


@given(DAYS, st.sampled_from(STYLES), DAYS)
def test_a_whole_date_means_that_day_whenever_it_was_published(day: dt.date, style, published: dt.date):
    assert days(f"The ministers meet on {style(day)} in Oslo.", published=published) == (str(day), str(day))


@given(DAYS, st.integers(-100, 100))
def test_a_date_without_a_year_is_the_one_nearest_to_publication(published: dt.date, distance: int):
    day = published + dt.timedelta(days=distance)
    tense = "will meet" if distance > 0 else "met"
    words = f"{day.day} {MONTHS[day.month - 1]}"

    assert days(f"The ministers {tense} on {words} in Oslo.", published=published) == (str(day), str(day))


def test_a_date_in_january_is_next_year_s_when_read_in_december():
    assert days("They will meet on 3 January.", published=NEW_YEAR) == ("2022-01-03", "2022-01-03")
    assert days("They met on 30 December.", published=dt.date(2022, 1, 2)) == ("2021-12-30", "2021-12-30")


def test_what_is_to_come_was_not_months_ago():
    text = "The summit, scheduled for 13 December, will be held in Tirana."

    assert days(text, published=dt.date(2024, 3, 4)) == ("2024-12-13", "2024-12-13")


@pytest.mark.parametrize(
    ("before", "day"), [("They vote on 4 October.", "2022-01-30"), ("They meet on 20 October 2022.", "2022-10-30")]
)
def test_a_bare_ordinal_goes_on_from_the_date_before_where_it_follows_soon(before: str, day: str):
    text = f"{before} The summit will open on the 30th."

    assert days(text, published=dt.date(2022, 1, 3), number=1) == (day, day)
