"""The feed against the facts: read back by icalendar and by vobject, a parser by other hands."""

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from summitcal import store
from summitcal.feed import MAX_ENTRIES, find_problems, recent, to_ical
from summitcal.model import (
    Calendar,
    Meeting,
    Place,
)
from summitcal.when import UNKNOWN, Point, month_of
from tests.calendars import TEXTS
from tests.read_back import OFF, entries

ROOT = Path(__file__).parents[1]
SEED = store.load(ROOT / "data" / "events.yaml")
ZURICH = ZoneInfo("Europe/Zurich")

# What calendar programs show of the seed: last days included, the call without a day left out.
SEED_DAYS = {
    "Biden–Putin call": (dt.date(2021, 12, 30), dt.date(2021, 12, 31)),
    "US–Russia security meeting": (dt.date(2022, 1, 9), dt.date(2022, 1, 11)),
    "NATO–Russia session": (dt.date(2022, 1, 12), dt.date(2022, 1, 13)),
    "Meeting of the US, Russia and European countries": (dt.date(2022, 1, 13), dt.date(2022, 1, 14)),
}

# Other people's machines: the order of sets, the zone and the language are not ours.
ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "3", "TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.ISO-8859-1", "LANG": "ar_EG.UTF-8"},
)


def test_icalendar_reads_the_meetings_of_the_seed():
    found = {str(event["SUMMARY"]): (event["DTSTART"].dt, event["DTEND"].dt) for event in entries(SEED)}

    assert found == SEED_DAYS


def test_vobject_reads_the_meetings_of_the_seed():
    calendar = vobject.readOne(to_ical(SEED).decode())

    assert {event.summary.value: (event.dtstart.value, event.dtend.value) for event in calendar.vevent_list} == (
        SEED_DAYS
    )


def test_every_line_ends_in_crlf_and_has_at_most_75_octets():
    lines = to_ical(SEED).split(b"\r\n")

    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)


def test_the_same_calendar_makes_the_same_bytes_in_every_process():
    code = "import sys, summitcal as s; [sys.stdout.buffer.write(s.to_ical(s.load(each))) for each in sys.argv[1:]]"
    files = [ROOT / "data" / "events.yaml", ROOT / "tests" / "week.yaml"]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, *map(str, files)],
            check=True,
            capture_output=True,
            # Otherwise Python takes UTF-8 wherever the locale is plain C.
            env={**os.environ, **elsewhere, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        ).stdout
        for elsewhere in ELSEWHERE
    }

    assert outputs == {b"".join(to_ical(store.load(file)) for file in files)}


@pytest.mark.parametrize("start", [UNKNOWN, month_of(dt.date(2021, 12, 1))])
def test_a_meeting_without_a_day_is_left_out(start: Point):
    assert entries(Calendar(meetings=(Meeting(id="geneva", title="Talks", start=start),))) == []


def test_a_feed_that_would_be_too_big_is_without_what_is_long_over():
    old, new = (replace(OFF, id=f"{day}", start=day) for day in (dt.date(2022, 1, 9), dt.date(2022, 3, 20)))
    many = tuple(replace(new, id=f"new-{number}") for number in range(MAX_ENTRIES))
    today = dt.date(2022, 3, 20)

    assert recent(Calendar(meetings=(old, *many)), today=today).meetings == many
    assert recent(Calendar(meetings=(old, *many[1:])), today=today).meetings == (old, *many[1:])


def test_a_meeting_without_a_day_is_no_entry_and_makes_no_feed_too_big():
    undated = replace(OFF, id="undated", start=UNKNOWN)
    many = tuple(replace(OFF, id=f"m-{number}") for number in range(MAX_ENTRIES))

    assert find_problems(Calendar(meetings=(undated, *many)), file="events.yaml", today=dt.date(2022, 1, 1)) == []
    [problem] = find_problems(Calendar(meetings=(OFF, *many)), file="events.yaml", today=dt.date(2022, 1, 1))
    assert problem.what == "the feed has 1,001 entries; some calendar programs drop all after 1,000"


def test_a_feed_that_would_be_too_big_is_never_emptied():
    many = tuple(replace(OFF, id=f"old-{number}") for number in range(MAX_ENTRIES + 1))

    assert recent(Calendar(meetings=many), today=dt.date(2023, 1, 1)).meetings == many


def test_what_the_calendar_is_about_is_said_in_both_ways():
    feed = icalendar.Calendar.from_ical(to_ical(Calendar(description="The talks of this winter.")))

    assert [str(feed[name]) for name in ("DESCRIPTION", "X-WR-CALDESC")] == ["The talks of this winter."] * 2


def test_the_calendar_says_what_it_is_and_where_it_can_be_had():
    calendar = Calendar(url="https://example.org", color="steelblue", image="https://example.org/a,b.png")
    feed = icalendar.Calendar.from_ical(to_ical(calendar, source="https://example.org/calendar.ics"))

    assert {
        name: (str(feed[name]), feed[name].params.get("VALUE")) for name in ("URL", "COLOR", "SOURCE", "IMAGE")
    } == {
        "URL": ("https://example.org", None),
        "COLOR": ("steelblue", None),
        "SOURCE": ("https://example.org/calendar.ics", "URI"),
        "IMAGE": ("https://example.org/a,b.png", "URI"),
    }


def test_the_name_of_the_calendar_is_escaped():
    data = to_ical(Calendar(title="Talks; and, more"))

    assert b"\r\nNAME:Talks\\; and\\, more\r\n" in data
    assert b"\r\nX-WR-CALNAME:Talks\\; and\\, more\r\n" in data


@given(title=TEXTS, place=TEXTS, description=st.lists(TEXTS, min_size=1, max_size=3).map("\n".join))
def test_texts_come_back_as_they_went_in(title: str, place: str, description: str):
    """RFC 5545 §3.1 and §3.3.11: what is folded and escaped is the same when unfolded and unescaped."""
    meeting = Meeting(
        id="geneva", title=title, start=dt.date(2022, 1, 9), place=Place(name=place), description=description
    )
    data = to_ical(Calendar(meetings=(meeting,)))
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    other = vobject.readOne(data.decode()).vevent

    assert (str(event["SUMMARY"]), str(event["LOCATION"]), str(event["DESCRIPTION"])) == (title, place, description)
    assert (other.summary.value, other.location.value, other.description.value) == (title, place, description)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
