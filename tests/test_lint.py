"""The lint against good feeds, which pass, and against each way of breaking one, which is named."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.feed import to_ical
from summitcal.lint import find_faults
from summitcal.model import Calendar, Certainty, Meeting, Participant, Place, Source, Status
from summitcal.timezones import vtimezone
from tests.calendars import TEXTS

ZURICH = ZoneInfo("Europe/Zurich")
WEEKDAYS = "\r\n".join(
    (
        "BEGIN:VEVENT",
        "UID:weekly@summitcal",
        "DTSTAMP:20260101T000000Z",
        "DTSTART;TZID=Europe/Zurich:20260601T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T230000Z",
        "EXDATE;TZID=Europe/Zurich:20260603T090000,20260608T090000",
        "SUMMARY:Round of talks",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:weekly@summitcal",
        "RECURRENCE-ID;TZID=Europe/Zurich:20260610T090000",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260610T090000Z",
        "DTEND;TZID=Europe/Zurich:20260610T120000",
        "SUMMARY:Round of talks\\, later",
        "END:VEVENT",
        "",
    )
)


def good() -> str:
    """Write a feed with one of each kind of thing in it: days, hours, a zone, a series and an exception."""
    meetings = (
        Meeting(id="days", title="Days, in Genève", start=dt.date(2026, 6, 1), end=dt.date(2026, 6, 3)),
        Meeting(
            id="hours",
            title="Hours",
            start=dt.datetime(2026, 6, 1, 9, tzinfo=ZURICH),
            timezone=ZURICH,
            description="A long text of talks; it is folded, " * 4,
        ),
    )
    zone = vtimezone(ZURICH, first=dt.date(2026, 6, 1), last=dt.date(2026, 12, 31))
    assert zone is not None
    media = "SOURCE;VALUE=URI:https://example.org/x.ics\r\nIMAGE;VALUE=URI:https://example.org/x.png\r\n"
    text = to_ical(Calendar(meetings=meetings)).decode()
    head, events, rest = text.partition("BEGIN:VEVENT")
    return head + media + zone.to_ical().decode() + WEEKDAYS + events + rest


GOOD = good()


PLACES = {
    "zone": GOOD.partition("BEGIN:VTIMEZONE")[0].count("\n") + 1,
    "standard": GOOD.partition("BEGIN:STANDARD")[0].count("\n") + 1,
    "weekly": GOOD.partition("UID:weekly@")[0].count("\n"),
    "once": GOOD.partition("RECURRENCE-ID")[0].count("\n") - 1,
    "days": GOOD.partition("UID:days@")[0].count("\n"),
    "hours": GOOD.partition("UID:hours@")[0].count("\n"),
}
"""The lines on which components begin."""


def faults(text: str) -> tuple[str, ...]:
    return find_faults(text.encode())


def test_a_good_feed_has_no_faults():
    assert faults(GOOD) == ()


@pytest.mark.parametrize("path", ["data/events.yaml", "tests/week.yaml"])
def test_our_own_feeds_have_no_faults(path: str):
    assert find_faults(to_ical(store.load(Path(__file__).parents[1] / path))) == ()


# A text of the good feed, what is put in its place, and what is said; {} is the line on which that text stands, and
# {weekly} and its like are the lines of PLACES.
BROKEN = {
    "one line ends in LF": ("PRODID:", "X-A:\nPRODID:", "line {} does not end in CRLF"),
    "one line ends in CR": ("PRODID:", "X-A:\rPRODID:", "line {} does not end in CRLF"),
    "a line is too long": ("PRODID:", f"X-A:{'é' * 36}\r\nPRODID:", "line {} has more than 75 octets"),
    "a null": ("SUMMARY:Hours", "SUMMARY:Ho\0urs", "line {} has a control character"),
    "a delete": ("SUMMARY:Hours", "SUMMARY:Ho\x7furs", "line {} has a control character"),
    "an empty line": ("PRODID:", "\r\nPRODID:", "line {}: not of the form NAME:value"),
    "a line without a colon": ("PRODID:", "X-A\r\nPRODID:", "line {}: not of the form NAME:value"),
    "a mark of byte order": ("BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR", "line {}: not of the form NAME:value"),
    "an end too few": ("END:VEVENT\r\n", "", "line {weekly}: BEGIN:VEVENT without its END"),
    "an end too many": ("END:VEVENT", "END:VALARM\r\nEND:VEVENT", "line {}: END:VALARM without its BEGIN"),
    "two calendars": (
        "END:VCALENDAR",
        "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR",
        "line 1: a feed is one VCALENDAR, with nothing before and nothing after it",
    ),
    "something before it": (
        "BEGIN:VCALENDAR",
        "X-A:b\r\nBEGIN:VCALENDAR",
        "line 1: a feed is one VCALENDAR, with nothing before and nothing after it",
    ),
    "no version": ("VERSION:2.0\r\n", "", "line 1: the VCALENDAR needs one VERSION:2.0"),
    "another version": ("VERSION:2.0", "VERSION:1.0", "line 1: the VCALENDAR needs one VERSION:2.0"),
    "no product": ("PRODID:", "X-PRODID:", "line 1: the VCALENDAR needs one PRODID"),
    "a method": ("PRODID:", "METHOD:PUBLISH\r\nPRODID:", "line {}: METHOD, but this is no invitation"),
    "a refresh without type": (
        "REFRESH-INTERVAL;VALUE=DURATION",
        "REFRESH-INTERVAL",
        "line {}: REFRESH-INTERVAL without VALUE=DURATION",
    ),
    "a refresh of no length": (
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "REFRESH-INTERVAL;VALUE=DURATION:6 hours",
        "line {}: REFRESH-INTERVAL is '6 hours', which is no length of time",
    ),
    "a source without type": ("SOURCE;VALUE=URI", "SOURCE", "line {}: SOURCE without VALUE=URI"),
    "an image without type": ("IMAGE;VALUE=URI", "IMAGE;VALUE=TEXT", "line {}: IMAGE without VALUE=URI"),
    "a conference without type": (
        "SUMMARY:Hours",
        "CONFERENCE:tel:+1\r\nSUMMARY:Hours",
        "line {}: CONFERENCE without VALUE=URI",
    ),
    "an organizer": (
        "SUMMARY:Hours",
        "ORGANIZER:mailto:a@b.c\r\nSUMMARY:Hours",
        "line {}: ORGANIZER, but nobody is invited",
    ),
    "an attendee": (
        "SUMMARY:Hours",
        'ATTENDEE;CN="A; B":mailto:a@b.c\r\nSUMMARY:Hours',
        "line {}: ATTENDEE, but nobody is invited",
    ),
    "a comma in a title": (
        "SUMMARY:Hours",
        "SUMMARY:Hours, or days",
        "line {}: SUMMARY has a comma, semicolon or backslash that is not escaped",
    ),
    "a backslash in a name": (
        "NAME:",
        "NAME:a\\b",
        "line {}: NAME has a comma, semicolon or backslash that is not escaped",
    ),
    "no UID": ("UID:hours@summitcal\r\n", "", "line {hours}: VEVENT: has 0 UID instead of one"),
    "an empty UID": ("UID:hours@summitcal", "UID:", "line {hours}: VEVENT: UID is empty"),
    "two UIDs": ("UID:hours", "UID:x\r\nUID:hours", "line {hours}: VEVENT: has 2 UID instead of one"),
    "a UID twice": (
        "UID:hours@",
        "UID:days@",
        "entry 'days@summitcal' stands at line {days} and again at line {hours}",
    ),
    "a series twice": (
        "RECURRENCE-ID;TZID=Europe/Zurich:20260610T090000\r\n",
        "",
        "entry 'weekly@summitcal' stands at line {weekly} and again at line {once}",
    ),
    "no stamp": (
        "DTSTAMP:20260101T000000Z\r\nDTSTART;",
        "DTSTART;",
        "entry 'weekly@summitcal': has 0 DTSTAMP instead of one",
    ),
    "a local stamp": (
        "DTSTAMP:20260101T000000Z",
        "DTSTAMP:20260101T000000",
        "line {}: DTSTAMP is 20260101T000000 in no zone",
    ),
    "a stamp in a zone": (
        "DTSTAMP:20260101T000000Z",
        "DTSTAMP;TZID=Europe/Zurich:20260101T000000",
        "line {}: DTSTAMP is 20260101T000000, which is not in UTC",
    ),
    "a stamp that is no time": (
        "DTSTAMP:20260101T000000Z",
        "DTSTAMP:today",
        "line {}: DTSTAMP is 'today', which is no date",
    ),
    "no title": ("SUMMARY:Hours\r\n", "", "entry 'hours@summitcal': has 0 SUMMARY instead of one"),
    "two titles": (
        "SUMMARY:Hours",
        "SUMMARY:Hours\r\nSUMMARY:Hours",
        "entry 'hours@summitcal': has 2 SUMMARY instead of one",
    ),
    "no start": ("DTSTART:20260601T070000Z\r\n", "", "entry 'hours@summitcal': has 0 DTSTART instead of one"),
    "two ends": (
        "DTEND:20260601T080000Z",
        "DTEND:20260601T080000Z\r\nDTEND:20260601T080000Z",
        "entry 'hours@summitcal': has several DTEND",
    ),
    "an end and a length": (
        "DTEND:20260601T080000Z",
        "DTEND:20260601T080000Z\r\nDURATION:PT1H",
        "entry 'hours@summitcal': has both DTEND and DURATION",
    ),
    "a length that is none": (
        "DURATION:PT1H",
        "DURATION:P",
        "entry 'weekly@summitcal': DURATION is 'P', which is no length of time",
    ),
    "a day that lasts hours": (
        "DTEND;VALUE=DATE:20260604",
        "DURATION:PT1H",
        "entry 'days@summitcal': DTSTART is a date, but DURATION has hours",
    ),
    "an end before the start": (
        "DTEND:20260601T080000Z",
        "DTEND:20260601T060000Z",
        "entry 'hours@summitcal': DTEND is not after DTSTART",
    ),
    "an end at the start": (
        "DTEND;VALUE=DATE:20260604",
        "DTEND;VALUE=DATE:20260601",
        "entry 'days@summitcal': DTEND is not after DTSTART",
    ),
    "an end at the start, in another zone": (
        "DTEND;TZID=Europe/Zurich:20260610T120000",
        "DTEND;TZID=Europe/Zurich:20260610T110000",
        "entry 'weekly@summitcal': DTEND is not after DTSTART",
    ),
    "an end of another type": (
        "DTEND:20260601T080000Z",
        "DTEND;VALUE=DATE:20260602",
        "entry 'hours@summitcal': one of DTSTART and DTEND is a date, the other a date-time",
    ),
    "an exception of another type": (
        "EXDATE;TZID=Europe/Zurich:20260603T090000,20260608T090000",
        "EXDATE;VALUE=DATE:20260603,20260608",
        "entry 'weekly@summitcal': one of DTSTART and EXDATE is a date, the other a date-time",
    ),
    "a date without type": (
        "DTSTART;VALUE=DATE:20260601",
        "DTSTART:20260601",
        "entry 'days@summitcal': DTSTART is 20260601: VALUE=DATE belongs to a date, and to nothing else",
    ),
    "an hour as a date": (
        "DTSTART:20260601T070000Z",
        "DTSTART;VALUE=DATE:20260601T070000Z",
        "entry 'hours@summitcal': DTSTART is 20260601T070000Z: VALUE=DATE belongs to a date, and to nothing else",
    ),
    "a day that does not exist": (
        "DTSTART;VALUE=DATE:20260601",
        "DTSTART;VALUE=DATE:20260631",
        "entry 'days@summitcal': DTSTART is 20260631, a day that does not exist",
    ),
    "an hour that does not exist": (
        "DTSTART:20260601T070000Z",
        "DTSTART:20260601T240000Z",
        "entry 'hours@summitcal': DTSTART is '20260601T240000Z', which is no date",
    ),
    "a floating time": (
        "DTEND:20260601T080000Z",
        "DTEND:20260601T080000",
        "entry 'hours@summitcal': DTEND is 20260601T080000 in no zone",
    ),
    "UTC in a zone": (
        "DTEND:20260601T080000Z",
        "DTEND;TZID=Europe/Zurich:20260601T080000Z",
        "entry 'hours@summitcal': DTEND is 20260601T080000 in UTC and has a TZID",
    ),
    "a zone that is not in the feed": (
        "EXDATE;TZID=Europe/Zurich",
        "EXDATE;TZID=Europe/Paris",
        "entry 'weekly@summitcal': EXDATE is in Europe/Paris, which has no VTIMEZONE in the feed",
    ),
    "a zone of nobody": (
        "DTEND;TZID=Europe/Zurich",
        'DTEND;TZID="Mars/Olympus"',
        "entry 'weekly@summitcal': DTEND is 20260610T120000 in Mars/Olympus, which is no IANA zone",
    ),
    "a zone that is a folder": (
        "DTEND;TZID=Europe/Zurich",
        "DTEND;TZID=Europe",
        "entry 'weekly@summitcal': DTEND is 20260610T120000 in Europe, which is no IANA zone",
    ),
    "a status of nobody": (
        "STATUS:CONFIRMED",
        "STATUS:POSTPONED",
        "entry 'days@summitcal': STATUS is 'POSTPONED', which is none of CANCELLED, CONFIRMED, TENTATIVE",
    ),
    "a negative sequence": (
        "SEQUENCE:0",
        "SEQUENCE:-1",
        "entry 'days@summitcal': SEQUENCE is '-1', which is no whole number",
    ),
    "a rule with both ends": (
        "UNTIL=20261231T230000Z",
        "UNTIL=20261231T230000Z;COUNT=3",
        "entry 'weekly@summitcal': RRULE has both UNTIL and COUNT",
    ),
    "a rule that ends on a date": (
        "UNTIL=20261231T230000Z",
        "UNTIL=20261231",
        "entry 'weekly@summitcal': RRULE has UNTIL=20261231, but DTSTART is a date-time",
    ),
    "a rule of an unknown day": (
        "BYDAY=MO,WE",
        "BYDAY=MO,WED",
        "entry 'weekly@summitcal': RRULE has BYDAY=MO,WED, which means nothing",
    ),
    "a rule of an unknown part": (
        "BYDAY=MO,WE",
        "ON=MO",
        "entry 'weekly@summitcal': RRULE has ON=MO, which means nothing",
    ),
    "a rule of month 13": (
        "BYDAY=MO,WE",
        "BYMONTH=13",
        "entry 'weekly@summitcal': RRULE has BYMONTH=13, which means nothing",
    ),
    "a rule without frequency": (
        "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T230000Z",
        "BYDAY=MO",
        "entry 'weekly@summitcal': RRULE is BYDAY=MO; it needs FREQ, and each part once at most",
    ),
    "a rule with a part twice": (
        "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T230000Z",
        "FREQ=WEEKLY;BYDAY=MO;BYDAY=WE",
        "entry 'weekly@summitcal': RRULE is FREQ=WEEKLY;BYDAY=MO;BYDAY=WE; it needs FREQ, and each part once at most",
    ),
    "two standard times": (
        "BEGIN:DAYLIGHT",
        "BEGIN:STANDARD\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT",
        "line {zone}: VTIMEZONE has STANDARD, STANDARD, DAYLIGHT; it may have one STANDARD and one DAYLIGHT",
    ),
    "a zone without a name": ("TZID:Europe/Zurich\r\n", "", "line {zone}: VTIMEZONE needs one TZID"),
    "a zone without an offset": ("TZOFFSETTO:+0100\r\n", "", "line {standard}: STANDARD needs one TZOFFSETTO as +0100"),
    "an onset in UTC": (
        "DTSTART:20251026T030000",
        "DTSTART:20251026T030000Z",
        "line {standard}: STANDARD needs one DTSTART in local time",
    ),
    "a zone of an unknown rule": (
        "BYDAY=-1SU;BYMONTH=10",
        "BYDAY=-1SU;BYMONTH=0",
        "line {standard}: STANDARD: RRULE has BYMONTH=0, which means nothing",
    ),
    "a zone twice": (
        "BEGIN:VTIMEZONE",
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Zurich\r\nEND:VTIMEZONE\r\nBEGIN:VTIMEZONE",
        "line 1: Europe/Zurich has several VTIMEZONEs",
    ),
    "an empty zone": (
        "BEGIN:VTIMEZONE",
        "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nEND:VTIMEZONE\r\nBEGIN:VTIMEZONE",
        "line {zone}: VTIMEZONE has nothing; it may have one STANDARD and one DAYLIGHT",
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=list(BROKEN))
def test_each_way_of_breaking_a_feed_is_named(old: str, new: str, said: str):
    before, found, after = GOOD.partition(old)
    assert found

    assert said.format(before.count("\n") + 1, **PLACES) in faults(before + new + after)


def test_a_feed_that_stops_is_told_from_a_whole_one():
    assert faults(GOOD.removesuffix("\r\n")) == (f"line {GOOD.count(chr(10))} does not end in CRLF",)
    assert find_faults(b"") == ("line 1: a feed is one VCALENDAR, with nothing before and nothing after it",)


def test_what_is_wrong_with_many_lines_is_said_once():
    assert faults(GOOD.replace("\r\n", "\n")) == (f"line 1 does not end in CRLF (and {GOOD.count(chr(10)) - 1} more)",)


def test_a_fold_within_a_character_is_named_and_the_text_is_read_all_the_same():
    """RFC 5545 §3.1: readers unfold before they decode, but many do not."""
    data = GOOD.encode().replace("è".encode(), b"\xc3\r\n \xa8")
    line = GOOD.partition("Genève")[0].count("\n") + 2

    assert find_faults(data) == (f"line {line} begins within a UTF-8 character",)


def test_what_is_no_utf_8_is_named():
    data = GOOD.encode().replace("è".encode(), b"\xe8")
    line = GOOD.partition("Genève")[0].count("\n") + 1

    assert find_faults(data) == (f"line {line}: not UTF-8",)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=1,12;BYDAY=1MO,-1FR;WKST=SU",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1,15;COUNT=10",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;BYYEARDAY=1,-366;BYHOUR=9,23",
    ],
)
def test_rules_of_the_rfc_pass(rule: str):
    assert faults(GOOD.replace("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T230000Z", rule)) == ()


INSTANTS = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2199, 1, 1)).map(lambda each: each.replace(tzinfo=ZURICH))  # noqa: DTZ001 - the zone is put in
MEETINGS = st.builds(
    Meeting,
    id=st.uuids().map(str),
    title=TEXTS,
    start=st.one_of(st.dates(dt.date(1800, 1, 1), dt.date(2199, 1, 1)), INSTANTS),
    timezone=st.just(ZURICH),
    status=st.sampled_from(Status),
    certainty=st.sampled_from(Certainty),
    reason=TEXTS,
    place=st.builds(Place, name=TEXTS),
    description=st.lists(TEXTS, min_size=1, max_size=3).map("\n".join),
    participants=st.lists(st.builds(Participant, id=st.just("us"), name=TEXTS), max_size=2).map(tuple),
    sources=st.lists(st.builds(Source, title=TEXTS, published=st.dates(min_value=dt.date(1900, 1, 1))), max_size=2).map(
        tuple
    ),
)


@given(st.builds(Calendar, title=TEXTS, description=TEXTS, meetings=st.lists(MEETINGS, max_size=3).map(tuple)))
def test_whatever_the_meetings_their_feed_has_no_faults(calendar: Calendar):
    assert find_faults(to_ical(calendar)) == ()


@given(st.data())
def test_no_bytes_whatever_make_it_fail(data: st.DataObject):
    feed = GOOD.encode()
    begin = data.draw(st.integers(0, len(feed)))
    length = data.draw(st.integers(0, 30))

    find_faults(feed[:begin] + data.draw(st.binary(max_size=30)) + feed[begin + length :])
