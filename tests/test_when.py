import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal.when import (
    ASSUMED_LENGTH,
    UNKNOWN,
    Point,
    When,
    days_in_words,
    month_of,
    quarter_of,
    week_of,
    zone_words,
)

ZURICH = ZoneInfo("Europe/Zurich")
KYIV = ZoneInfo("Europe/Kyiv")
NEW_YORK = ZoneInfo("America/New_York")
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 1))


def when(start: Point, end: Point | None = None) -> When:
    return When(start, end, ZURICH)


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2022, 1, day, hour, tzinfo=ZURICH)


def test_a_single_day_lasts_from_midnight_to_midnight_at_the_place():
    geneva = when(dt.date(2022, 1, 12))

    assert geneva.begins == dt.datetime(2022, 1, 11, 23, tzinfo=dt.UTC)
    assert geneva.ends == dt.datetime(2022, 1, 12, 23, tzinfo=dt.UTC)


def test_the_last_day_is_included():
    geneva = when(dt.date(2022, 1, 9), dt.date(2022, 1, 10))

    assert geneva.days == 2
    assert geneva.last_day == dt.date(2022, 1, 10)
    assert geneva.ends == dt.datetime(2022, 1, 11, tzinfo=ZURICH)


def test_a_day_on_which_clocks_change_lasts_as_long_as_it_does():
    spring = when(dt.date(2022, 3, 27))

    assert spring.begins is not None
    assert spring.ends is not None
    assert spring.ends.timestamp() - spring.begins.timestamp() == 23 * 3600


def test_a_timed_meeting_without_an_end_is_taken_to_last_an_hour():
    assert when(at(9, 15)).ends == at(9, 15) + ASSUMED_LENGTH


def test_a_meeting_that_ends_at_midnight_does_not_touch_the_next_day():
    assert when(at(9, 20), at(10, 0)).last_day == dt.date(2022, 1, 9)


def test_hours_with_only_a_last_day_run_to_the_end_of_that_day():
    assert when(at(9, 15), dt.date(2022, 1, 10)).ends == at(11, 0)


def test_a_month_is_known_from_its_first_day_to_its_last_but_has_no_day():
    december = when(month_of(dt.date(2021, 12, 30)))

    assert (december.first_day, december.last_day) == (dt.date(2021, 12, 1), dt.date(2021, 12, 31))
    assert not december.dated
    assert december.days == 0


def test_what_is_unknown_has_neither_beginning_nor_end():
    unknown = when(UNKNOWN)

    assert (unknown.begins, unknown.ends, unknown.first_day, unknown.last_day) == (None, None, None, None)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (dt.date(2022, 1, 12), None, "Wednesday 12 January 2022"),
        (dt.date(2022, 1, 9), dt.date(2022, 1, 10), "9–10 January 2022"),
        (dt.date(2022, 6, 30), dt.date(2022, 7, 2), "30 June – 2 July 2022"),
        (dt.date(2021, 12, 31), dt.date(2022, 1, 1), "31 December 2021 – 1 January 2022"),
        (at(12, 15), None, "Wednesday 12 January 2022, 15:00"),
        (at(12, 15), at(12, 17), "Wednesday 12 January 2022, 15:00–17:00"),
        (at(12, 15), at(13, 1), "Wednesday 12 January 2022, 15:00 – Thursday 13 January 2022, 01:00"),
        (at(12, 15), dt.date(2022, 1, 12), "Wednesday 12 January 2022, 15:00"),
        (at(12, 15), dt.date(2022, 1, 13), "Wednesday 12 January 2022, 15:00 – Thursday 13 January 2022"),
        (month_of(dt.date(2021, 12, 1)), None, "December 2021, day not set"),
        (month_of(dt.date(2025, 3, 1)), month_of(dt.date(2025, 5, 1)), "March–May 2025, day not set"),
        (month_of(dt.date(2021, 12, 1)), month_of(dt.date(2022, 2, 1)), "December 2021–February 2022, day not set"),
        (quarter_of(dt.date(2022, 2, 1)), None, "January–March 2022, day not set"),
        (week_of(dt.date(2022, 1, 12)), None, "week of 10–16 January 2022, day not set"),
        (UNKNOWN, None, "date not set"),
    ],
)
def test_it_is_said_in_words(start: Point, end: Point | None, words: str):
    assert when(start, end).in_words() == words


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        (dt.date(2022, 1, 12), None, ("12 January 2022", "Wednesday")),
        (dt.date(2022, 1, 9), dt.date(2022, 1, 10), ("9–10 January 2022", "Sunday–Monday")),
        (dt.date(2022, 1, 10), dt.date(2022, 1, 16), ("10–16 January 2022", "Monday–Sunday")),
        (dt.date(2022, 1, 10), dt.date(2022, 1, 17), ("10–17 January 2022", "8 days")),
        (at(12, 15), at(12, 17), ("12 January 2022", "Wednesday, 15:00–17:00")),
        (at(12, 15), at(14, 9), ("12–14 January 2022", "Wednesday 15:00 – Friday 09:00")),
        (month_of(dt.date(2022, 3, 1)), None, ("March 2022", "day not set")),
        (UNKNOWN, None, ("date not set", "")),
    ],
)
def test_it_is_said_in_two_lines(start: Point, end: Point | None, lines: tuple[str, str]):
    assert when(start, end).in_two_lines() == lines


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Europe/Zurich", "Zurich time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_a_zone_is_named_by_whose_clocks_it_is(name: str, words: str):
    assert zone_words(ZoneInfo(name)) == words


def test_hours_are_said_in_the_zone_that_is_asked_for():
    assert when(at(12, 23)).in_words(KYIV) == "Thursday 13 January 2022, 00:00"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (when(dt.date(2022, 1, 9), dt.date(2022, 1, 10)), when(dt.date(2022, 1, 10)), True),
        (when(dt.date(2022, 1, 9)), when(dt.date(2022, 1, 10)), False),
        (when(month_of(dt.date(2022, 1, 1))), when(dt.date(2022, 1, 31)), True),
        (when(at(9, 15), at(9, 17)), when(at(9, 17)), False),
        (When(dt.date(2022, 1, 9), None, NEW_YORK), when(dt.date(2022, 1, 10)), False),
        (When(dt.date(2022, 1, 9), None, NEW_YORK), when(dt.date(2022, 1, 9)), True),
        (When(dt.date(2022, 1, 9), None, NEW_YORK), when(at(9, 15)), True),
        (when(UNKNOWN), when(UNKNOWN), False),
    ],
)
def test_two_overlap_when_both_can_be_under_way_at_once(one: When, other: When, expected: bool):  # noqa: FBT001
    assert one.overlaps(other) is expected
    assert other.overlaps(one) is expected


@given(DAYS)
def test_every_day_lies_in_its_week_month_and_quarter(day: dt.date):
    for period in (week_of(day), month_of(day), quarter_of(day)):
        assert period.first <= day <= period.last
    assert week_of(day).first.weekday() == 0
    assert month_of(day).last + dt.timedelta(days=1) == month_of(month_of(day).last + dt.timedelta(days=1)).first


@given(DAYS, st.integers(0, 400))
def test_a_range_in_words_names_its_last_day(first: dt.date, length: int):
    last = min(first + dt.timedelta(days=length), dt.date(2199, 12, 31))

    assert f"{last.day}" in days_in_words(first, last)
    assert f"{last.year}" in days_in_words(first, last)
