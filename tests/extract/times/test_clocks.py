import datetime as dt

import pytest

from summitcal.extract import find_meetings

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


def test_without_an_hour_there_is_only_the_day():
    assert start("after long preparations") == dt.date(2024, 6, 6)
