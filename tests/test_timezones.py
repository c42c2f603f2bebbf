"""Written zones against tzdata: the bytes are read by icalendar, the rules expanded by dateutil, hour by hour."""

import datetime as dt
import io
import os
import subprocess
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from dateutil import tz
from dateutil.rrule import YEARLY, rrule, rrulestr, weekday
from hypothesis import given
from hypothesis import strategies as st

from summitcal.timezones import vtimezone

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2031, 12, 31)
HOUR, DAY, SECOND = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(seconds=1)
ZONES = sorted(available_timezones())

# Zones of which every calendar program knows the rules, and those whose last change of law is long ago.
STEADY = [
    *(name for name in ZONES if name.startswith("Europe/")),
    *("America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Beirut", "Asia/Dubai", "Asia/Kolkata"),
    *("Africa/Nairobi", "Asia/Tokyo", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Chatham"),
    *("America/St_Johns", "Atlantic/Azores", "Antarctica/Troll", "UTC"),
]


Table = tuple[tuple[dt.datetime, dt.timedelta, dt.timedelta], ...]
"""When each offset begins, in UTC; the offset before; the offset."""


def written(key: str, first: dt.date = FIRST, last: dt.date = LAST) -> bytes | None:
    zone = vtimezone(ZoneInfo(key), first=first, last=last)
    return None if zone is None else bytes(zone.to_ical(sorted=False))


def parts(text: bytes) -> dict[str, icalendar.Component]:
    """Read a written zone: one STANDARD, and at most one DAYLIGHT."""
    found = icalendar.Timezone.from_ical(text).subcomponents
    by_name = {str(part.name): part for part in found}
    assert len(by_name) == len(found)
    assert set(by_name) in ({"STANDARD"}, {"STANDARD", "DAYLIGHT"})
    return by_name


def table(text: bytes, last: dt.date = LAST) -> Table:
    """Expand a written zone."""
    found = []
    for part in parts(text).values():
        start, before, after = part["DTSTART"].dt, part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        walls = [start]
        if "RRULE" in part:
            assert sorted(part["RRULE"]) == ["BYDAY", "BYMONTH", "FREQ"]
            rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=start)
            walls = list(rule.between(start, dt.datetime.combine(dt.date(last.year + 2, 1, 1), dt.time()), inc=True))
            assert walls[0] == start, "DTSTART is the first time that its own rule gives (RFC 5545 §3.8.5.3)"
        found += [((wall - before).replace(tzinfo=dt.UTC), before, after) for wall in walls]
    return tuple(sorted(found))


def offsets_in(found: Table, instants: list[dt.datetime]) -> list[dt.timedelta]:
    starts = [start for start, _, _ in found]
    assert starts[0] <= instants[0], "every offset in use has begun before the first day"
    return [found[bisect_right(starts, instant) - 1][2] for instant in instants]


def offsets(zone: dt.tzinfo, instants: list[dt.datetime]) -> list[dt.timedelta | None]:
    return [instant.astimezone(zone).utcoffset() for instant in instants]


def hours(zone: ZoneInfo, first: dt.date = FIRST, last: dt.date = LAST) -> list[dt.datetime]:
    """Return every hour from the first day to the last, by the days of the zone."""
    begin = dt.datetime.combine(first, dt.time(), zone).astimezone(dt.UTC)
    end = dt.datetime.combine(last + DAY, dt.time(), zone).astimezone(dt.UTC)
    return [begin + number * HOUR for number in range((end - begin) // HOUR)]


def alike() -> Iterator[list[str]]:
    """Gather the zones whose clocks show the same throughout: at the start, and in each hour of a day of change."""
    groups = defaultdict(list)
    days = [dt.datetime(2021, 12, 30, tzinfo=dt.UTC) + number * DAY for number in range(3660)]
    for key in ZONES:
        daily = offsets(ZoneInfo(key), days)
        changes = [day for day, (before, after) in zip(days, pairwise(daily), strict=False) if before != after]
        hourly = [day + number * HOUR for day in changes for number in range(25)]
        groups[daily[0], *hourly, *offsets(ZoneInfo(key), hourly)].append(key)
    yield from groups.values()


def follows_one_pair(instants: list[dt.datetime], shown: list[dt.timedelta]) -> bool:
    """Whether the changes come each year on one nth weekday, in each direction; by a route of its own."""
    walls = defaultdict(list)
    for (_, before), (instant, after) in pairwise(zip(instants, shown, strict=True)):
        if before != after:
            walls[before < after].append((instant + before).replace(tzinfo=None))
    return len(walls) == 2 and all(
        any(
            list(rrule(YEARLY, dtstart=found[0], count=10, bymonth=found[0].month, byweekday=weekday(day, nth)))
            == found
            for nth in (1, 2, 3, 4, -1)
            for day in [found[0].weekday()]
        )
        for found in walls.values()
    )


def test_every_zone_shows_the_time_of_tzdata_in_each_hour_of_ten_years_or_is_not_written():
    fallen = []
    for keys in alike():
        instants = hours(ZoneInfo(keys[0]))
        shown = offsets(ZoneInfo(keys[0]), instants)
        texts = {key: text for key in keys if (text := written(key)) is not None}
        tables = {table(text) for text in texts.values()}

        assert all(offsets_in(each, instants) == shown for each in tables), keys
        assert all(f"\r\nTZID:{key}\r\n" in text.decode() for key, text in texts.items())
        if len(texts) < len(keys):
            assert not texts
            assert not follows_one_pair(instants, shown)
            assert len(set(shown)) > 1
            fallen += keys

    assert not set(fallen) & set(STEADY)
    assert len(fallen) < 60, fallen


@pytest.mark.parametrize("key", ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin"])
def test_a_change_is_written_to_the_second(key: str):
    text = written(key)
    assert text is not None

    for instant, before, after in table(text):
        assert offsets(ZoneInfo(key), [instant - SECOND, instant]) == [before, after]


THIRD_PARTY = [
    *("Europe/Zurich", "America/New_York", "Australia/Sydney", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Tehran"),
    *("Africa/Cairo", "Asia/Kathmandu", "Antarctica/Troll", "America/St_Johns"),
]


@pytest.mark.parametrize("key", THIRD_PARTY)
def test_another_parser_reads_the_same_times(key: str):
    first, last = dt.date(2025, 1, 1), dt.date(2026, 12, 31)
    text = written(key, first, last)
    assert text is not None
    instants = hours(ZoneInfo(key), first, last)

    assert offsets(tz.tzical(io.StringIO(text.decode())).get(), instants) == offsets(ZoneInfo(key), instants)


@given(
    key=st.sampled_from(ZONES),
    first=st.dates(dt.date(1900, 1, 1), dt.date(2150, 1, 1)),
    days=st.integers(min_value=0, max_value=1200),
)
def test_whatever_the_days_of_use_a_written_zone_shows_the_time_of_tzdata(key: str, first: dt.date, days: int):
    last = first + days * DAY
    text = written(key, first, last)
    if text is not None:
        instants = hours(ZoneInfo(key), first, last)
        assert offsets_in(table(text, last), instants) == offsets(ZoneInfo(key), instants)


def test_a_zone_is_written_with_one_yearly_rule_for_each_change():
    assert written("Europe/Zurich", dt.date(2026, 8, 20), dt.date(2026, 12, 1)) == (
        b"BEGIN:VTIMEZONE\r\nTZID:Europe/Zurich\r\n"
        b"BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
        b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        b"BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
        b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
    )


def test_a_zone_whose_clocks_stand_has_one_offset_and_no_rule():
    assert written("Asia/Kolkata", dt.date(2026, 8, 20), dt.date(2026, 12, 1)) == (
        b"BEGIN:VTIMEZONE\r\nTZID:Asia/Kolkata\r\n"
        b"BEGIN:STANDARD\r\nDTSTART:20260101T000000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nTZNAME:IST\r\n"
        b"END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )


@pytest.mark.parametrize(
    ("key", "standard", "daylight"),
    [
        ("Europe/Dublin", "GMT", "IST"),  # Irish law has it the other way round, and so has tzdata
        ("Australia/Sydney", "AEST", "AEDT"),
        ("Australia/Lord_Howe", "+1030", "+11"),
        ("Antarctica/Troll", "+00", "+02"),
    ],
)
def test_daylight_is_the_larger_offset_everywhere(key: str, standard: str, daylight: str):
    text = written(key)
    assert text is not None

    assert {name: str(part["TZNAME"]) for name, part in parts(text).items()} == {
        "STANDARD": standard,
        "DAYLIGHT": daylight,
    }


def test_both_offsets_begin_before_a_first_day_on_which_the_clocks_change():
    text = written("Europe/Zurich", dt.date(2026, 3, 29), dt.date(2026, 3, 29))
    assert text is not None

    assert [part["DTSTART"].to_ical() for part in parts(text).values()] == [b"20251026T030000", b"20250330T020000"]


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        pytest.param("Africa/Casablanca", dt.date(2023, 1, 1), dt.date(2023, 12, 31), id="Ramadan"),
        pytest.param("America/Mexico_City", dt.date(2022, 1, 1), dt.date(2023, 12, 31), id="a change of law"),
        pytest.param("Asia/Almaty", dt.date(2024, 1, 1), dt.date(2024, 12, 31), id="another zone for good"),
        pytest.param("Asia/Jerusalem", FIRST, LAST, id="the Friday before the last Sunday"),
        pytest.param("Africa/Cairo", dt.date(2024, 1, 1), dt.date(2025, 12, 31), id="24:00, in the next month"),
        pytest.param("America/Scoresbysund", dt.date(2023, 1, 1), dt.date(2025, 12, 31), id="zone and rule together"),
        pytest.param("Africa/Monrovia", dt.date(1970, 1, 1), dt.date(1970, 12, 31), id="an offset with seconds"),
    ],
)
def test_what_one_pair_of_yearly_rules_cannot_say_is_not_written(key: str, first: dt.date, last: dt.date):
    assert written(key, first, last) is None


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        pytest.param("Africa/Casablanca", dt.date(2023, 6, 1), dt.date(2023, 12, 31), id="after Ramadan"),
        pytest.param("America/Mexico_City", dt.date(2022, 11, 15), dt.date(2022, 12, 31), id="after the last change"),
    ],
)
def test_days_between_irregular_changes_have_one_offset(key: str, first: dt.date, last: dt.date):
    text = written(key, first, last)
    assert text is not None

    assert list(parts(text)) == ["STANDARD"]


def test_a_rule_that_is_true_for_the_days_of_use_is_taken_though_it_breaks_later():
    text = written("Africa/Cairo", dt.date(2025, 1, 1), dt.date(2026, 12, 31))
    assert text is not None

    assert text.count(b"BYDAY=-1FR") == 2


def test_the_same_zone_makes_the_same_bytes_in_every_process():
    code = (
        "import datetime as dt, sys, zoneinfo; from summitcal.timezones import vtimezone;"
        "zone = vtimezone(zoneinfo.ZoneInfo('Europe/Zurich'), first=dt.date(2022, 1, 1), last=dt.date(2031, 12, 31));"
        "sys.stdout.buffer.write(zone.to_ical(sorted=False))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert outputs == {written("Europe/Zurich")}
