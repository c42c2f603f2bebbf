"""RFC 5545 §3.3.4, §3.3.5, §3.6.1 and §3.8.2: when an entry is, under every name that a zone has."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from summitcal.ics.content import Component, read_components
from summitcal.ics.spans import Span, Zones, in_zone, read_span, zone_called
from summitcal.model import UTC
from summitcal.problems import UnreadableDate

ZURICH = ZoneInfo("Europe/Zurich")

RULES = """BEGIN:VTIMEZONE
TZID:Our own
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0400
TZOFFSETTO:+0300
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0300
TZOFFSETTO:+0400
END:DAYLIGHT
END:VTIMEZONE
"""


def span(*lines: str, head: str = "") -> Span:
    """Return when an entry is, which comes into a calendar of Zurich time."""
    data = "\n".join(("BEGIN:VCALENDAR", *head.splitlines(), "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"))
    calendar: Component = read_components(data.encode(), name="feed.ics").parts[0]
    return read_span(calendar.parts[-1], Zones(calendar, ZURICH))


def notes(found: Span) -> list[str]:
    return [what for _, what in found.notes]


def utc(*numbers: int) -> dt.datetime:
    return dt.datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type]  # a year, a month, a day, an hour, a minute


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("DTSTART;VALUE=DATE:20220109", "DTEND;VALUE=DATE:20220111"), dt.date(2022, 1, 10)),
        (("DTSTART:20220109", "DTEND:20220111"), dt.date(2022, 1, 10)),
        (("DTSTART;VALUE=DATE:20220109", "DURATION:P2D"), dt.date(2022, 1, 10)),
        (("DTSTART;VALUE=DATE:20220109", "DURATION:P1W"), dt.date(2022, 1, 15)),
        (("DTSTART;VALUE=DATE:20220109", "DTEND;VALUE=DATE:20220110"), None),
        (("DTSTART;VALUE=DATE:20220109", "DTEND;VALUE=DATE:20220109"), None),
        (("DTSTART;VALUE=DATE:20220109",), None),
        (("DTSTART;VALUE=DATE:20220109T000000", "DTEND;VALUE=DATE:20220111T000000"), dt.date(2022, 1, 10)),
        (("DTSTART:2022-01-09", "DTEND:2022-01-11"), dt.date(2022, 1, 10)),
    ],
)
def test_the_last_day_is_the_one_before_the_end(lines: tuple[str, ...], last: dt.date | None):
    found = span(*lines)

    assert (found.start, found.end, found.notes) == (dt.date(2022, 1, 9), last, ())


@pytest.mark.parametrize(
    ("line", "head", "zone"),
    [
        ("DTSTART:20220704T080000Z", "", None),
        ("DTSTART:2022-07-04T10:00:00+02:00", "", None),
        ("DTSTART;TZID=Europe/Vienna:20220704T100000", "", "Europe/Vienna"),
        ("DTSTART;TZID=W. Europe Standard Time:20220704T100000", "", "Europe/Berlin"),
        ("DTSTART;TZID=/example.org/20220101_1/Europe/Vienna:20220704T100000", "", "Europe/Vienna"),
        ("DTSTART;TZID=Our own:20220704T120000", RULES, None),
        ("DTSTART;TZID=Mine:20220704T100000", "BEGIN:VTIMEZONE\nTZID:Mine\nX-LIC-LOCATION:Europe/Rome\nEND:VTIMEZONE",
         "Europe/Rome"),
        ("DTSTART:20220704T100000", "X-WR-TIMEZONE:Europe/Paris", "Europe/Paris"),
    ],
)  # fmt: skip
def test_an_hour_is_in_the_zone_that_it_names(line: str, head: str, zone: str | None):
    found = span(line, head=head)

    assert (found.start, found.end, found.notes) == (utc(2022, 7, 4, 8), None, ())
    assert (found.zone and found.zone.key) == zone


def test_rules_of_a_zone_hold_for_winter_too():
    assert span("DTSTART;TZID=Our own:20221204T120000", head=RULES).start == utc(2022, 12, 4, 9)


def test_an_hour_without_a_zone_is_in_that_of_the_calendar_and_that_is_said_once():
    found = span("DTSTART:20220704T100000", "DTEND:20220704T110000")

    assert (found.start, found.end) == (utc(2022, 7, 4, 8), utc(2022, 7, 4, 9))
    assert notes(found) == ["it names no time zone: taken for Europe/Zurich, the zone of the calendar"]


@pytest.mark.parametrize(
    "head",
    [
        "",
        "BEGIN:VTIMEZONE\nTZID:Mars\nEND:VTIMEZONE",
        RULES.replace("Our own", "Mars").replace("FREQ=YEARLY", "FREQ=SECONDLY"),
        RULES.replace("Our own", "Mars").replace("TZOFFSETTO:+0300", "TZOFFSETTO:+9900"),
        RULES.replace("Our own", "Mars").replace("TZOFFSETTO:+0400", "TZOFFSETTO:+040028"),
        RULES.replace("Our own", "Mars").replace("TZOFFSETFROM", "X-NONE"),
    ],
)
def test_a_zone_that_nothing_tells_is_taken_for_that_of_the_calendar(head: str):
    found = span("DTSTART;TZID=Mars:20220704T100000", head=head)

    assert found.start == utc(2022, 7, 4, 8)
    assert notes(found) == ["TZID 'Mars' is unknown: taken for Europe/Zurich, the zone of the calendar"]


@pytest.mark.parametrize(
    ("clock", "hour"), [("20220327T023000", utc(2022, 3, 27, 1, 30)), ("20221030T023000", utc(2022, 10, 30, 0, 30))]
)
def test_an_hour_that_clocks_skip_or_repeat_is_read_as_the_rfc_says(clock: str, hour: dt.datetime):
    found = span(f"DTSTART;TZID=Europe/Zurich:{clock}")

    assert found.start == hour
    assert "comes twice or not at all, as clocks change: taken for" in notes(found)[0]


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("DTEND:20220704T093000Z", utc(2022, 7, 4, 9, 30)),
        ("DURATION:PT1H30M", utc(2022, 7, 4, 9, 30)),
        ("DURATION:P1DT1H", utc(2022, 7, 5, 9)),
        ("DURATION:PT90M10S", utc(2022, 7, 4, 9, 30)),
    ],
)
def test_an_end_is_told_or_counted(end: str, last: dt.datetime):
    found = span("DTSTART:20220704T080000Z", end)

    assert (found.end, found.notes) == (last, ())


@pytest.mark.parametrize(
    ("start", "end", "note"),
    [
        ("20220704T080000Z", "DTEND:20220704T080000Z", "it would last no time at all: the end is left out"),
        ("20220704T080000Z", "DURATION:PT0S", "it would last no time at all: the end is left out"),
        ("20220704T080000Z", "DTEND:20220704T070000Z", "DTEND is before the start: the end is left out"),
        ("20220704T080000Z", "DURATION:-PT1H", "DURATION is before the start: the end is left out"),
        ("20220704T080000Z", "DTEND:20220705", "DTEND is not as exact as DTSTART: the end is left out"),
        ("20220704", "DTEND:20220704T080000Z", "DTEND is not as exact as DTSTART: the end is left out"),
        ("20220704", "DURATION:PT5H", "DURATION 'PT5H' is not one of days: the end is left out"),
        ("20220704", "DTEND:20220703", "DTEND is before the start: the end is left out"),
        ("20220704", "DTEND:soon", "DTEND 'soon' is not a date: the end is left out"),
        ("20220704", "DURATION:long", "DURATION 'long' cannot be read: the end is left out"),
        ("20220704", "DURATION:P99999999W", "its end is beyond all years: left out"),
        ("20220704", "DURATION:P70000D", "2214 is not a year we can use: the end is left out"),
    ],
)
def test_an_end_that_cannot_be_is_left_out_and_said(start: str, end: str, note: str):
    assert notes(span(f"DTSTART:{start}", end)) == [note]


def test_seconds_are_left_out_and_said():
    found = span("DTSTART:20220704T080030Z")

    assert found.start == utc(2022, 7, 4, 8)
    assert notes(found) == ["the seconds of DTSTART are left out"]


def test_whole_days_that_outlook_writes_with_hours_are_days():
    found = span(
        "DTSTART;TZID=Europe/Vienna:20220710T000000",
        "DTEND;TZID=Europe/Vienna:20220712T000000",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    )

    assert (found.start, found.end) == (dt.date(2022, 7, 10), dt.date(2022, 7, 11))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((), "it has no DTSTART; left out, as a meeting needs a date"),
        (("DTSTART:20220230",), "DTSTART '20220230' is not a date; left out"),
        (("DTSTART:20220704T250000Z",), "DTSTART '20220704T250000Z' is not a date; left out"),
        (("DTSTART:17000101",), "1700 is not a year we can use; left out"),
    ],
)
def test_without_a_start_there_is_no_meeting(lines: tuple[str, ...], message: str):
    with pytest.raises(UnreadableDate) as refused:
        span(*lines)

    assert str(refused.value) == message


def test_an_hour_that_a_file_could_not_say_by_the_clocks_there_stays_in_utc():
    assert in_zone(utc(2022, 7, 4, 8), ZURICH) == dt.datetime(2022, 7, 4, 10, tzinfo=ZURICH)
    assert in_zone(utc(2022, 10, 30, 1, 30), ZURICH).tzinfo is UTC  # type: ignore[attr-defined]  # an instant
    assert in_zone(utc(1840, 1, 1, 12), ZURICH).tzinfo is UTC  # type: ignore[attr-defined]  # by the sun, to the second
    assert in_zone(dt.date(2022, 7, 4), ZURICH) == dt.date(2022, 7, 4)


def test_a_name_that_no_zone_has_is_none():
    assert zone_called("Atlantis") is None
    assert zone_called("/example.org/Atlantis") is None
