import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.language import ENGLISH

SUNDAY = dt.date(2022, 1, 9)


def test_a_message_is_said_with_its_values():
    assert ENGLISH.say("today") == "today"
    assert ENGLISH.say("week of {days}", days="10–16 January 2022") == "week of 10–16 January 2022"


def test_what_is_said_without_values_may_hold_braces():
    assert ENGLISH.say("{}") == "{}"


def test_a_value_with_braces_is_said_as_it_is():
    assert ENGLISH.say("{place}, {country}", place="{country}", country="Norway") == "{country}, Norway"


@pytest.mark.parametrize(("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (101, "101 days")])
def test_things_are_counted(number: int, words: str):
    assert ENGLISH.count("{number} day", "{number} days", number) == words


def test_a_day_is_said_with_or_without_its_weekday_and_year():
    assert ENGLISH.day(SUNDAY) == "9 January 2022"
    assert ENGLISH.full_day(SUNDAY) == "Sunday 9 January 2022"
    assert ENGLISH.day_of_year(SUNDAY) == "9 January"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (dt.date(2022, 1, 10), "9–10 January 2022"),
        (dt.date(2022, 2, 1), "9 January – 1 February 2022"),
        (dt.date(2023, 1, 9), "9 January 2022 – 9 January 2023"),
    ],
)
def test_days_are_said_as_a_range_that_says_nothing_twice(last: dt.date, words: str):
    assert ENGLISH.days(SUNDAY, last) == words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (dt.date(2022, 1, 31), "January 2022"),
        (dt.date(2022, 3, 31), "January–March 2022"),
        (dt.date(2023, 1, 31), "January 2022–January 2023"),
    ],
)
def test_months_are_said_as_a_range_that_says_nothing_twice(last: dt.date, words: str):
    assert ENGLISH.months(SUNDAY, last) == words


def test_months_and_weekdays_have_names():
    assert (ENGLISH.month(SUNDAY), ENGLISH.month_name(1), ENGLISH.month_name(12)) == (
        "January 2022", "January", "December",
    )  # fmt: skip
    assert (ENGLISH.weekday(0), ENGLISH.weekday(6), ENGLISH.short_weekday(6)) == ("Monday", "Sunday", "Sun")


def test_hours_are_those_of_a_clock_of_24():
    assert ENGLISH.clock(dt.time(9, 5)) == "09:05"
    assert ENGLISH.hours(dt.time(9, 5), dt.time(17, 30)) == "09:05–17:30"


@pytest.mark.parametrize(
    ("zone", "city", "words"),
    [
        ("Europe/Zurich", "Zurich", "Zurich time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires time"),
        ("UTC", "", "UTC"),
        ("Etc/UTC", "", "UTC"),
    ],
)
def test_a_zone_is_named_for_its_city(zone: str, city: str, words: str):
    assert ENGLISH.city(ZoneInfo(zone)) == city
    assert ENGLISH.zone(ZoneInfo(zone)) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["Monday"], "Monday"),
        (["Monday", "Tuesday"], "Monday and Tuesday"),
        (["Monday", "Tuesday", "Friday"], "Monday, Tuesday and Friday"),
    ],
)
def test_several_things_are_listed_as_one(words: list[str], said: str):
    assert ENGLISH.listed(words) == said


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (31, "31st"),
    ],
)
def test_days_of_a_month_have_their_ending(number: int, words: str):
    assert ENGLISH.ordinal(number) == words


@given(st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)), st.integers(0, 800))
def test_a_range_ends_with_its_last_day_in_full(first: dt.date, length: int):
    last = min(first + dt.timedelta(days=length), dt.date(2199, 12, 31))

    assert ENGLISH.days(first, last).endswith(ENGLISH.day(last))
    assert ENGLISH.months(first, last).endswith(ENGLISH.month(last))
