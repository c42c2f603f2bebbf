"""The feed as parsers of other hands read it, held against the facts and never against each other.

A day too short, a double escape and a lost meeting look alike to all parsers. So what they must read comes from the
YAML by a second route, or from the meetings that were made up.
"""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from summitcal import store
from summitcal.feed import to_ical
from summitcal.history import Revision, first_revision
from summitcal.model import Calendar, Meeting, Place
from summitcal.options import Client, Options
from summitcal.recurrence import occurrences
from summitcal.wording import description
from tests import repeats
from tests.calendars import IDS, REVISIONS, calendars
from tests.readers import Entry, Reader, Reading
from tests.readers.beside import COMMANDS, EXPANDING, reading_with, what_is_missing
from tests.readers.here import read_with_icalendar, read_with_vobject

ROOT = Path(__file__).parents[1]
HERE = {"icalendar": read_with_icalendar, "vobject": read_with_vobject}
WORDS = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}

# Written by hand, with what our feed may hold one day: a zone, a rule, an exception to it.
FOREIGN = (ROOT / "tests" / "readers" / "weekly.ics").read_bytes()
READ_IN_FOREIGN = Reading(
    entries=(
        Entry(
            uid="weekly@example.org",
            summary="Weekly, at nine",
            start="2022-07-01T07:00:00Z",
            end="2022-07-01T08:00:00Z",
            sequence=2,
            categories=("one", "two"),
            url="https://example.org/a,b;c",
            rrule="FREQ=WEEKLY;COUNT=3",
        ),
        Entry(
            uid="weekly@example.org",
            summary="Once at eleven, by any clock",
            start="2022-07-08T11:00:00",
            recurrence_id="2022-07-08T07:00:00Z",
        ),
    )
)


@pytest.fixture(scope="session")
def readers() -> Iterator[Mapping[str, Reader]]:
    """Every parser that is on this machine, started once; a build server must have all of them."""
    missing = [sentence for name in COMMANDS if (sentence := what_is_missing(name))]
    if missing and os.environ.get("CI") == "true":
        pytest.fail("; ".join(missing))
    with ExitStack() as stack:
        beside = {name: stack.enter_context(reading_with(name)) for name in COMMANDS if not what_is_missing(name)}
        yield {**HERE, **beside}


@pytest.fixture(params=[*HERE, *COMMANDS])
def read(request: pytest.FixtureRequest, readers: Mapping[str, Reader]) -> Reader:
    """One parser after the other; on a desk, tests of those that are not there are skipped."""
    if request.param not in readers:
        pytest.skip(what_is_missing(request.param) or "")
    return readers[request.param]


def test_the_witnesses_can_see(read: Reader):
    assert read(FOREIGN) == READ_IN_FOREIGN


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"<html><body>Bad gateway</body></html>",
        FOREIGN.removesuffix(b"END:VCALENDAR\r\n"),
        FOREIGN[: len(FOREIGN) // 2],
        FOREIGN.replace(b"Once at", b"Once\r\nat"),
    ],
    ids=["nothing", "a page", "no last line", "a half", "a broken line"],
)
def test_the_witnesses_speak_up(read: Reader, damaged: bytes):
    assert read(damaged).errors


@pytest.mark.parametrize(
    ("name", "damaged"),
    [
        ("libical", FOREIGN.replace(b"SEQUENCE:2", b"SUMMARY:Twice")),
        ("libical", FOREIGN.replace(b"SEQUENCE:2", b"LOCATION:")),
        ("vobject", FOREIGN.replace(b"DTSTAMP:20220101T000000Z\r\n", b"")),
        ("ical.js", FOREIGN.replace(b"20220708T110000", b"2022-07-08")),
        ("ical.js", FOREIGN.replace(b"Once", "É".encode("latin-1"))),
    ],
    ids=["a title twice", "an empty place", "no stamp", "no date", "no UTF-8"],
)
def test_each_witness_has_an_eye_for_something(readers: Mapping[str, Reader], name: str, damaged: bytes):
    if name not in readers:
        pytest.skip(what_is_missing(name) or "")

    assert readers[name](damaged).errors


@pytest.mark.parametrize("file", ["data/events.yaml", "tests/week.yaml"])
def test_every_parser_reads_what_people_wrote(read: Reader, file: str):
    facts = dated_facts(ROOT / file)
    reading = read(to_ical(store.load(ROOT / file)))

    assert reading.errors == ()
    assert [replace(entry, description=None) for entry in reading.entries] == [entry for entry, _ in facts]
    for entry, (_, words) in zip(reading.entries, facts, strict=True):
        assert [each for each in words if each not in (entry.description or "")] == []


@settings(max_examples=150)
@given(calendar=calendars(), revisions=st.dictionaries(st.sampled_from(IDS), REVISIONS))
def test_every_parser_reads_whatever_the_store_lets_through(
    readers: Mapping[str, Reader], calendar: Calendar, revisions: dict[str, Revision]
):
    feed = to_ical(calendar, revisions=revisions)
    dated = [each for each in calendar.meetings if isinstance(each.start, dt.date)]
    facts = Reading(entries=tuple(facts_of(each, revisions.get(each.id) or first_revision(each)) for each in dated))

    assert {name: read(feed) for name, read in readers.items()} == dict.fromkeys(readers, facts)


@pytest.fixture(scope="module")
def follow(readers: Mapping[str, Reader]) -> Iterator[Reader]:
    """What follows the rules of meetings that repeat as Thunderbird does."""
    if "ical.js" not in readers:
        pytest.skip(what_is_missing("ical.js") or "")
    with reading_with("ical.js", EXPANDING) as reader:
        yield reader


REPEATS = """\
calendar: {timezone: Europe/Zurich}
meetings:
  - id: council
    title: Council
    start: 2022-03-16 10:00
    end: 2022-03-16 12:00
    repeat:
      every: week
      until: 2022-04-13
      except: [2022-03-23]
      changes:
        - {on: 2022-03-30, start: 2022-03-31 11:00, title: Council, a day late}
        - {on: 2022-04-06, status: cancelled, reason: Snow}
  - id: day
    title: Day of talks
    start: 2022-01-31
    repeat: {every: month, on: last monday, times: 3}
  - id: rabat
    title: Rabat call
    kind: call
    start: 2022-03-21 10:00 Africa/Casablanca
    repeat: {every: 2 weeks, times: 3}
"""


def test_rules_are_followed_by_the_clocks_of_the_place_with_what_differs(follow: Reader):
    """Clocks change on 27 March in Zurich, and for Ramadan on 27 March and 8 May in Rabat, which no rule can say."""
    reading = follow(to_ical(store.parse(REPEATS.replace("Council, a", "Council a"), file="events.yaml")))

    assert reading.errors == ()
    assert [(each.uid, each.summary, each.status, each.start, each.end) for each in reading.entries] == [
        ("council@summitcal", "Council", "CONFIRMED", "2022-03-16T09:00:00Z", "2022-03-16T11:00:00Z"),
        ("council@summitcal", "Council a day late", "CONFIRMED", "2022-03-31T09:00:00Z", "2022-03-31T11:00:00Z"),
        ("council@summitcal", "Cancelled: Council", "CANCELLED", "2022-04-06T08:00:00Z", "2022-04-06T10:00:00Z"),
        ("council@summitcal", "Council", "CONFIRMED", "2022-04-13T08:00:00Z", "2022-04-13T10:00:00Z"),
        ("day@summitcal", "Day of talks", "CONFIRMED", "2022-01-31", "2022-02-01"),
        ("day@summitcal", "Day of talks", "CONFIRMED", "2022-02-28", "2022-03-01"),
        ("day@summitcal", "Day of talks", "CONFIRMED", "2022-03-28", "2022-03-29"),
        ("rabat~2022-03-21@summitcal", "Rabat call", "CONFIRMED", "2022-03-21T09:00:00Z", "2022-03-21T10:00:00Z"),
        ("rabat~2022-04-04@summitcal", "Rabat call", "CONFIRMED", "2022-04-04T10:00:00Z", "2022-04-04T11:00:00Z"),
        ("rabat~2022-04-18@summitcal", "Rabat call", "CONFIRMED", "2022-04-18T10:00:00Z", "2022-04-18T11:00:00Z"),
    ]


@pytest.mark.parametrize("start", ["2005-01-10 10:00 America/New_York", "2013-01-07 10:00 Europe/Moscow"])
def test_what_has_repeated_for_long_goes_on(follow: Reader, start: str):
    """The clocks of New York changed their rule in 2007, those of Moscow in 2014."""
    text = f"meetings:\n  - {{id: long, title: Long, start: {start}, repeat: every week}}\n"
    calendar = store.parse(text, file="events.yaml")
    feed = to_ical(calendar, today=dt.date(2026, 6, 1))

    assert b"\nRRULE:FREQ=WEEKLY\r" in feed
    assert feed.count(b"BEGIN:VEVENT") == 1
    assert follow(feed).errors == ()


def test_where_no_rule_can_be_told_the_next_years_are_there(follow: Reader):
    text = "meetings:\n  - {id: long, title: Long, start: 2015-01-05 10:00 Africa/Casablanca, repeat: every day}\n"
    reading = follow(to_ical(store.parse(text, file="events.yaml"), today=dt.date(2026, 6, 1)))

    starts = [each.start or "" for each in reading.entries]
    assert len(starts) == 520
    # At ten there, which is nine in UTC, and ten while Ramadan lasts.
    assert starts[0] == "2026-01-01T09:00:00Z"
    assert "2026-02-20T10:00:00Z" in starts


def test_another_meeting_does_not_change_how_one_repeats():
    one = "  - {id: a, title: A, start: 2022-01-10 10:00 America/New_York, repeat: every week}\n"
    other = "  - {id: b, title: B, start: 2006-01-10 10:00 America/New_York, repeat: every month until 2008-01-31}\n"
    feeds = [to_ical(store.parse(f"meetings:\n{text}", file="events.yaml")) for text in (one, one + other, other + one)]

    assert all(feed.count(b"UID:a@summitcal") == 1 for feed in feeds)


def test_every_parser_reads_meetings_that_repeat(read: Reader):
    reading = read(to_ical(store.parse(REPEATS.replace("Council, a", "Council a"), file="events.yaml")))

    assert reading.errors == ()
    assert [(each.start, each.recurrence_id) for each in reading.entries] == [
        ("2022-03-16T09:00:00Z", None),
        ("2022-03-31T09:00:00Z", "2022-03-30T08:00:00Z"),
        ("2022-04-06T08:00:00Z", "2022-04-06T08:00:00Z"),
        ("2022-01-31", None),
        ("2022-03-21T09:00:00Z", None),
        ("2022-04-04T10:00:00Z", None),
        ("2022-04-18T10:00:00Z", None),
    ]


@pytest.mark.parametrize("client", Client)
def test_every_parser_reads_the_feed_that_is_made_for_a_client(read: Reader, client: Client):
    calendar = store.load(ROOT / "tests" / "week.yaml")
    place = Place(name="Brussels", coordinates=(50.84, 4.38))
    calendar = replace(calendar, meetings=tuple(replace(each, place=place) for each in calendar.meetings))

    plain = read(to_ical(calendar))
    made = read(to_ical(calendar, options=Options(client=client)))

    assert made.errors == ()
    assert [replace(entry, status=None) for entry in made.entries] == [
        replace(entry, status=None) for entry in plain.entries
    ]


@settings(max_examples=150)
@given(meeting=repeats.meetings())
def test_whatever_repeats_is_on_the_days_that_the_agenda_shows(follow: Reader, meeting: Meeting):
    reading = follow(to_ical(Calendar(meetings=(meeting,))))
    first = meeting.when.first_day
    assert first
    # Where the feed cannot tell a rule, it holds the occurrences of ten years.
    last = first + dt.timedelta(days=3_600)
    ours = occurrences(meeting, first=first, last=last)[:60]
    theirs = [each.start for each in reading.entries if (each.start or "")[:10] <= str(last)][:60]

    assert reading.errors == ()
    assert theirs == [in_utc(each.start) if isinstance(each.start, dt.datetime) else str(each.start) for each in ours]


# How long a meeting is shown whose end is not known, in hours.
HOURS = {"summit": 4, "talks": 2, "meeting": 1, "session": 2, "call": 1, "visit": 3, "conference": 8}


def facts_of(meeting: Meeting, revision: Revision) -> Entry:
    """Return what subscribers must see of a meeting that was made up."""
    start, end = meeting.start, meeting.end
    assert isinstance(start, dt.date)
    timed = isinstance(start, dt.datetime)
    if end is None:
        end = start + dt.timedelta(hours=HOURS[meeting.kind]) if timed else start
    assert isinstance(end, dt.date)
    if not isinstance(end, dt.datetime):
        end += dt.timedelta(days=1)
        end = dt.datetime.combine(end, dt.time(), meeting.timezone) if timed else end
    return Entry(
        uid=f"{meeting.id}@summitcal",
        summary=titled(meeting.title, meeting.status),
        location=meeting.place.name if meeting.place else None,
        description=description(meeting, revision) or None,
        status=WORDS[meeting.status],
        start=in_utc(start),
        end=in_utc(end),
        all_day=not timed,
        sequence=revision.sequence,
        categories=(
            str(meeting.kind),
            *filter(None, (re.sub('[,;"]', "", each.name).strip() for each in meeting.participants)),
        ),
        url=meeting.url,
    )


def dated_facts(file: Path) -> list[tuple[Entry, list[str]]]:
    """Return what subscribers must see of a file, and which words the description must hold, from the bare YAML."""
    content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    dated = [each for each in content["meetings"] if re.fullmatch(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", each["start"])]
    zone, registry = content["calendar"]["timezone"], content["participants"]
    return [(_entry(each, zone, registry), _words(each, registry)) for each in dated]


def _entry(meeting: dict[str, Any], zone: str, registry: dict[str, Any]) -> Entry:
    place = meeting.get("place")
    start, end = meeting["start"], meeting.get("end", meeting["start"])
    status = meeting.get("status", "confirmed")
    hours = ":" in start
    last = dt.date.fromisoformat(end[:10])
    clock = ZoneInfo(meeting.get("timezone", zone))
    return Entry(
        uid=f"{meeting['id']}@summitcal",
        summary=titled(meeting["title"], status),
        location=place["name"] if isinstance(place, dict) else place,
        status=WORDS[status],
        start=in_utc(dt.datetime.fromisoformat(start).replace(tzinfo=clock)) if hours else start,
        end=in_utc(dt.datetime.fromisoformat(end).replace(tzinfo=clock)) if hours else str(last + dt.timedelta(days=1)),
        all_day=not hours,
        sequence=0,
        categories=(meeting.get("kind", "meeting"), *_names(meeting, registry)),
        url=meeting.get("url"),
    )


def _words(meeting: dict[str, Any], registry: dict[str, Any]) -> list[str]:
    topics = [each["topic"] for each in meeting.get("agenda", ())]
    said = [each[key] for each in meeting.get("sources", ()) for key in ("title", "outlet", "url") if key in each]
    return [
        *_names(meeting, registry),
        *topics,
        *said,
        *(meeting[key] for key in ("description", "reason", "url") if key in meeting),
    ]


def _names(meeting: dict[str, Any], registry: dict[str, Any]) -> list[str]:
    return [registry[each]["name"] for each in meeting.get("participants", ())]


def titled(title: str, status: str) -> str:
    return title if status == "confirmed" else f"{status.capitalize()}: {title}"


def in_utc(point: dt.date) -> str:
    if not isinstance(point, dt.datetime):
        return point.isoformat()
    return point.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
