import datetime as dt

import pytest

from summitcal.extract import find_meetings
from summitcal.extract.times.clocks import find_clocks

TUESDAY = dt.date(2024, 6, 4)


def start(words: str) -> object:
    text = f"The foreign ministers of France and Poland will meet in Warsaw on Thursday {words}."
    [draft] = find_meetings(text, published=TUESDAY)
    return draft.meeting.start


@pytest.mark.parametrize(
    ("words", "utc"),
    [
        ("at 15:00 CEST", 13),
        ("at 3 p.m. local time", 13),
        ("at 10 a.m. Eastern", 14),
        ("at 12:00 GMT", 12),
        ("at 14:30 Moscow time", 11),
    ],
)
def test_an_hour_with_a_zone_makes_an_instant(words: str, utc: int):
    found = start(words)

    assert isinstance(found, dt.datetime)
    assert found.astimezone(dt.UTC).hour == utc


@pytest.mark.parametrize(
    ("words", "utc"),
    [
        ("at 3pm (1200 GMT)", (12, 0)),
        ("at 8:30 a.m. (0430 GMT)", (4, 30)),
        ("at 17:00 local time (14:00 GMT)", (14, 0)),
        ("at 1400 Moscow time", (11, 0)),
        ("at 15h30 Paris time", (13, 30)),
        ("at 10:00 (UTC+3)", (7, 0)),
        ("at 10:00 GMT+5:30", (4, 30)),
        ("at 3.30pm BST", (14, 30)),
        ("at half past nine GMT", (9, 30)),
        ("at quarter to ten in the evening London time", (20, 45)),
        ("at midnight GMT", (0, 0)),
        ("at noon Brussels time", (10, 0)),
        ("at 17:00Z", (17, 0)),
        ("at noon local time", (10, 0)),
    ],
)
def test_an_hour_is_read_in_every_style_and_zone(words: str, utc: tuple[int, int]):
    found = start(words)

    assert isinstance(found, dt.datetime)
    assert (found.astimezone(dt.UTC).hour, found.astimezone(dt.UTC).minute) == utc


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("from 10:00 to 11:30 CEST", "10:00", "11:30"),
        ("10-11.30am CEST", "10:00", "11:30"),
        ("9:00 – 10:30 a.m. CEST", "09:00", "10:30"),
        ("between 2 p.m. and 4 p.m. local time", "14:00", "16:00"),
        ("11-1pm CEST", "11:00", "13:00"),
        ("from 14.00 to 15.30 CET", "14:00", "15:30"),
    ],
)
def test_hours_from_one_to_another_are_a_start_and_an_end(words: str, first: str, last: str):
    [clock] = find_clocks(f"They meet {words}.")

    assert clock.until is not None
    assert (f"{clock.time:%H:%M}", f"{clock.until:%H:%M}") == (first, last)


def test_a_meeting_past_midnight_ends_the_day_after():
    text = "The foreign ministers of France and Poland will meet in Warsaw on Thursday from 22:00 to 01:00 CEST."
    [draft] = find_meetings(text, published=TUESDAY)

    assert isinstance(draft.meeting.end, dt.datetime)
    assert isinstance(draft.meeting.start, dt.datetime)
    assert draft.meeting.end - draft.meeting.start == dt.timedelta(hours=3)


@pytest.mark.parametrize(
    "words", ["the 2015 NPT conference", "a 9-12 vote", "one in the morning", "2014 local elections", "9-12 June"]
)
def test_figures_that_are_no_hours_are_none(words: str):
    assert find_clocks(f"They spoke of {words} and left.") == ()


def test_without_an_hour_there_is_only_the_day():
    assert start("after long preparations") == dt.date(2024, 6, 6)


def test_the_time_of_a_state_is_that_of_its_capital():
    [clock] = find_clocks("They start at 10:30 p.m. Japan time.")

    assert str(clock.zone) == "Asia/Tokyo"
