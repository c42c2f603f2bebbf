"""The feed against the facts: read back by icalendar and by vobject, a parser by other hands."""

import datetime as dt
import os
import re
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
from summitcal.feed import MAX_ENTRIES, find_problems, id_of, read_options, recent, to_ical
from summitcal.history import Revision
from summitcal.model import (
    AgendaItem,
    Calendar,
    Certainty,
    Kind,
    Meeting,
    Participant,
    ParticipantKind,
    Place,
    Role,
    Source,
    Status,
)
from summitcal.problems import SummitcalError
from summitcal.when import UNKNOWN, Point, month_of
from tests.calendars import TEXTS

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


def entry(start: Point = dt.date(2022, 1, 9), end: Point | None = None, **facts: object) -> icalendar.Event:
    meeting = Meeting(id="geneva", title="Talks", start=start, end=end, timezone=ZURICH, **facts)  # type: ignore[arg-type]
    [event] = entries(Calendar(meetings=(meeting,)))
    return event


def entries(calendar: Calendar) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(to_ical(calendar)).walk("VEVENT"))


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


def test_a_uid_is_made_from_the_id_and_nothing_else():
    assert [str(event["UID"]) for event in entries(SEED)] == [
        "biden-putin-call@summitcal",
        "us-russia-geneva@summitcal",
        "nato-russia-session@summitcal",
        "us-russia-europe@summitcal",
    ]


def test_a_uid_of_ours_says_its_id_again_and_no_other_does():
    assert (id_of("us-russia-geneva@summitcal"), id_of("us-russia-geneva@example.org")) == ("us-russia-geneva", None)


@pytest.mark.parametrize("start", [UNKNOWN, month_of(dt.date(2021, 12, 1))])
def test_a_meeting_without_a_day_is_left_out(start: Point):
    assert entries(Calendar(meetings=(Meeting(id="geneva", title="Talks", start=start),))) == []


def test_the_end_of_days_is_the_day_after_the_last():
    event = entry(dt.date(2022, 1, 9), dt.date(2022, 1, 10))

    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt == dt.date(2022, 1, 11)


def test_hours_go_out_in_utc_and_are_told_in_local_time():
    event = entry(dt.datetime(2026, 6, 1, 9, tzinfo=ZURICH), dt.datetime(2026, 6, 1, 11, tzinfo=ZURICH))

    assert event["DTSTART"].to_ical() == b"20260601T070000Z"
    assert event["DTEND"].to_ical() == b"20260601T090000Z"
    assert "Local time: Monday 1 June 2026, 09:00–11:00 (Europe/Zurich)" in event["DESCRIPTION"]


@pytest.mark.parametrize(("kind", "hours"), [(Kind.CALL, 1), (Kind.MEETING, 1), (Kind.TALKS, 2), (Kind.SUMMIT, 4)])
def test_an_end_that_nobody_announced_is_as_usual_for_its_kind_and_says_so(kind: Kind, hours: int):
    event = entry(dt.datetime(2026, 6, 1, 9, tzinfo=ZURICH), kind=kind)

    assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(hours=hours)
    assert "End not announced" in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("status", "title", "word"),
    [
        (Status.CONFIRMED, "Talks", "CONFIRMED"),
        (Status.TENTATIVE, "Tentative: Talks", "TENTATIVE"),
        (Status.POSTPONED, "Postponed: Talks", "TENTATIVE"),
        (Status.CANCELLED, "Cancelled: Talks", "CANCELLED"),
    ],
)
def test_what_does_not_simply_stand_is_said_in_the_title(status: Status, title: str, word: str):
    event = entry(status=status)

    assert (str(event["SUMMARY"]), str(event["STATUS"])) == (title, word)


def test_nobody_is_invited_and_nobody_is_busy():
    event = entry(participants=(Participant(id="us", name="United States"),))

    assert "ORGANIZER" not in event
    assert "ATTENDEE" not in event
    assert event["TRANSP"] == "TRANSPARENT"
    assert b"mailto" not in to_ical(SEED).lower()
    assert b"METHOD" not in to_ical(SEED)


def test_the_description_holds_what_other_properties_would_hide():
    event = entry(
        participants=(Participant(id="lavrov", name="Sergei Lavrov", office="Foreign Minister"),),
        url="https://example.org/talks",
        sources=(Source(title="Talks agreed", outlet="Example News", published=dt.date(2021, 12, 31)),),
    )

    assert str(event["DESCRIPTION"]) == (
        "Participants: Sergei Lavrov (Foreign Minister)\n\n"
        "Sources:\n- Talks agreed, Example News, 31 December 2021\n\n"
        "https://example.org/talks"
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"status": Status.POSTPONED, "reason": "Snow."}, "Postponed: Snow."),
        ({"status": Status.CANCELLED}, "Cancelled"),
        ({"was": dt.date(2022, 1, 8), "reason": "Snow."}, "Was: Saturday 8 January 2022\nReason: Snow."),
        (
            {"was": dt.date(2022, 1, 8), "end": dt.date(2022, 1, 11)},
            "Was: Saturday 8 January 2022",
        ),
        (
            {
                "end": dt.date(2022, 1, 10),
                "agenda": (AgendaItem(topic="Opening", at=dt.datetime(2022, 1, 10, 9, 30, tzinfo=ZURICH)),),
            },
            "Agenda:\n- Monday 10 January 2022, 09:30: Opening",
        ),
        (
            {"agenda": (AgendaItem(topic="Opening", at=dt.datetime(2022, 1, 9, 9, 30, tzinfo=ZURICH)),)},
            "Agenda:\n- 09:30: Opening",
        ),
        ({"certainty": Certainty.ANNOUNCED}, "Announced by one side"),
        ({"certainty": Certainty.REPORTED}, "Only reported, not announced"),
    ],
)
def test_the_description_says_how_far_to_trust_it_and_why_it_changed(facts: dict[str, object], said: str):
    assert str(entry(**facts)["DESCRIPTION"]) == said


OFF = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9), status=Status.CANCELLED)
HOUR = Meeting(
    id="geneva",
    title="Talks",
    start=dt.datetime(2022, 1, 12, 15, tzinfo=ZURICH),
    timezone=ZURICH,
    participants=(
        Participant(id="us", name="United States", country="US"),
        Participant(id="russia", name="Russia, Federation of", country="RU"),
        Participant(id="ch", name="Switzerland", country="CH"),
    ),
    url="https://example.org/a?b=1&c=2",
)


def wanted(meeting: Meeting, **options: str) -> icalendar.Event:
    data = to_ical(Calendar(meetings=(meeting,)), options=read_options(**options))
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return event


def test_google_shows_what_is_off_since_it_would_hide_what_is_cancelled():
    event = wanted(OFF, client="google")

    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CONFIRMED", "Cancelled: Talks")
    assert str(wanted(OFF, client="apple")["STATUS"]) == "CANCELLED"


def test_outlook_gets_a_text_whose_links_work():
    html = wanted(replace(HOUR, description="One & <all>"), client="outlook")["X-ALT-DESC"]

    assert html.params["FMTTYPE"] == "text/html"
    assert "<html><body>One &amp; &lt;all&gt;<br><br>Local time: " in str(html)
    assert '<a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>' in str(html)
    assert "X-ALT-DESC" not in wanted(HOUR)


def test_an_alarm_is_set_only_for_who_asks_and_only_for_what_stands():
    [alarm] = wanted(HOUR, alarm="PT30M").walk("VALARM")

    assert (str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) == ("DISPLAY", "Talks")
    assert alarm["TRIGGER"].dt == -dt.timedelta(minutes=30)
    assert not wanted(HOUR).walk("VALARM")
    assert not wanted(OFF, alarm="PT30M").walk("VALARM")


def test_what_has_no_day_spans_the_days_it_can_be_on_for_who_asks():
    event = wanted(replace(OFF, start=month_of(dt.date(2022, 2, 1)), status=Status.CONFIRMED), undated="span")

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2022, 2, 1), dt.date(2022, 3, 1))
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == ("Talks (day not set)", "TENTATIVE")
    assert str(event["DESCRIPTION"]) == "When: February 2022, day not set"


def test_hours_are_told_in_the_capitals_of_who_takes_part():
    assert str(wanted(HOUR)["DESCRIPTION"]).split("\n")[:5] == [
        "Local time: Wednesday 12 January 2022, 15:00 (Europe/Zurich)",
        "UTC: 14:00",
        "Washington: 09:00",
        "Moscow: 17:00",
        "End not announced",
    ]


def test_categories_are_the_kind_and_who_takes_part():
    assert wanted(HOUR)["CATEGORIES"].cats == ["meeting", "United States", "Russia Federation of", "Switzerland"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"client": "notes"}, "there is no client 'notes'; use one of google, outlook, apple"),
        ({"alarm": "30 minutes"}, "alarm cannot be '30 minutes'; write it as PT30M, PT2H or P1D"),
        ({"alarm": "-PT30M"}, "alarm cannot be"),
        ({"alarm": "P900D"}, "alarm cannot be"),
        ({"undated": "yes"}, "undated cannot be 'yes'; say undated=span, or leave it out"),
    ],
)
def test_wishes_that_mean_nothing_are_refused(options: dict[str, str], message: str):
    with pytest.raises(SummitcalError, match=re.escape(message)):
        read_options(**options)


def test_a_feed_that_would_be_too_big_is_without_what_is_long_over():
    old, new = (replace(OFF, id=f"{day}", start=day) for day in (dt.date(2022, 1, 9), dt.date(2022, 3, 20)))
    many = tuple(replace(new, id=f"new-{number}") for number in range(MAX_ENTRIES))
    today = dt.date(2022, 3, 20)

    assert recent(Calendar(meetings=(old, *many)), today=today).meetings == many
    assert recent(Calendar(meetings=(old, *many[1:])), today=today).meetings == (old, *many[1:])


def test_a_meeting_without_a_day_is_no_entry_and_makes_no_feed_too_big():
    undated = replace(OFF, id="undated", start=UNKNOWN)
    many = tuple(replace(OFF, id=f"m-{number}") for number in range(MAX_ENTRIES))

    assert find_problems(Calendar(meetings=(undated, *many)), file="events.yaml") == []
    [problem] = find_problems(Calendar(meetings=(OFF, *many)), file="events.yaml")
    assert problem.what == "the feed has 1,001 entries; some calendar programs drop all after 1,000"


def test_a_feed_that_would_be_too_big_is_never_emptied():
    many = tuple(replace(OFF, id=f"old-{number}") for number in range(MAX_ENTRIES + 1))

    assert recent(Calendar(meetings=many), today=dt.date(2023, 1, 1)).meetings == many


def test_the_last_line_says_what_changed_and_when():
    revision = Revision(
        sequence=1,
        created=dt.datetime(2021, 12, 31, tzinfo=dt.UTC),
        modified=dt.datetime(2022, 1, 4, tzinfo=dt.UTC),
        changed=("place: Geneva → Lausanne", "moved: 9 → 12 January 2022"),
        changed_at=dt.datetime(2022, 1, 3, 23, 30, tzinfo=dt.UTC),
    )
    [event] = icalendar.Calendar.from_ical(to_ical(Calendar(meetings=(HOUR,)), revisions={"geneva": revision})).walk(
        "VEVENT"
    )

    assert str(event["DESCRIPTION"]).endswith(
        "\n\nChanged 4 January 2022: place Geneva → Lausanne; moved 9 → 12 January 2022"
    )
    assert (event["SEQUENCE"], event["CREATED"].dt, event["LAST-MODIFIED"].dt, event["DTSTAMP"].dt) == (
        1,
        revision.created,
        revision.modified,
        revision.modified,
    )


def test_an_entry_is_as_old_as_its_first_source_and_as_new_as_its_last():
    event = entry(sources=tuple(Source(published=dt.date(2022, 1, day)) for day in (3, 1, 2)))

    assert {name: event[name].to_ical() for name in ("CREATED", "LAST-MODIFIED", "DTSTAMP")} == {
        "CREATED": b"20220101T000000Z",
        "LAST-MODIFIED": b"20220103T000000Z",
        "DTSTAMP": b"20220103T000000Z",
    }


def test_what_the_calendar_is_about_is_said_in_both_ways():
    feed = icalendar.Calendar.from_ical(to_ical(Calendar(description="The talks of this winter.")))

    assert [str(feed[name]) for name in ("DESCRIPTION", "X-WR-CALDESC")] == ["The talks of this winter."] * 2


VILLA = Place(name='Villa "La Grange", Geneva', coordinates=(46.2077, 6.1653))


def test_a_place_with_coordinates_is_on_the_map():
    meeting = replace(HOUR, place=VILLA)

    assert wanted(meeting)["GEO"].to_ical() == "46.2077;6.1653"
    assert "X-APPLE-STRUCTURED-LOCATION" not in wanted(meeting)
    apple = wanted(meeting, client="apple")["X-APPLE-STRUCTURED-LOCATION"]
    assert str(apple) == "geo:46.2077,6.1653"
    assert apple.params["X-TITLE"] == "Villa 'La Grange', Geneva"


def test_where_the_public_can_follow_is_a_link_in_the_text_too():
    event = wanted(replace(OFF, conference="https://example.org/live?a=1;b=2"))

    assert (str(event["CONFERENCE"]), event["CONFERENCE"].params["VALUE"]) == (
        "https://example.org/live?a=1;b=2",
        "URI",
    )
    assert "Follow it at https://example.org/live?a=1;b=2" in str(event["DESCRIPTION"])


def test_a_meeting_is_tied_to_the_one_that_it_replaces():
    event = wanted(replace(OFF, replaces="vienna"))

    assert (str(event["RELATED-TO"]), event["RELATED-TO"].params["RELTYPE"]) == ("vienna@summitcal", "SIBLING")


def test_participants_are_told_with_what_they_do_and_stand_for():
    lavrov = Participant(id="x", name="Ada", kind=ParticipantKind.PERSON, office="Minister", country="NO")
    host = Participant(id="ch", name="Switzerland", country="CH", role=Role.HOST)

    said = str(wanted(replace(OFF, participants=(lavrov, host)))["DESCRIPTION"])

    assert said.endswith("Participants: Ada (Minister; Norway), Switzerland (host)")


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
