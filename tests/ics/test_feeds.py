"""Whole files: what programs export, what our own feed says, and what a bad day makes of either.

A sample is an .ics with a .txt of what comes of it: its meetings as they stand in a calendar file, and what is left.
"""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.calendars import calendars

from summitcal import feed, store
from summitcal.gazetteer import find_place
from summitcal.history import Revision
from summitcal.ics import Imported, meetings
from summitcal.model import UTC, Calendar, Kind, Meeting, Status
from summitcal.notation import find_zone
from summitcal.options import AS_IS, Client, Options
from summitcal.problems import SummitcalError, UnreadableFile
from summitcal.store.editor import added
from summitcal.store.texts import mended
from summitcal.when import month_of, quarter_of, week_of

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.ics"))
SEED = store.load(ROOT / "data" / "events.yaml")
WEEK = store.load(ROOT / "tests" / "week.yaml")

FACTS = ("id", "title", "start", "end", "place", "status", "url", "kind", "description", "timezone")
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "M"), exclude_characters="\\"),
    min_size=1,
    max_size=30,
).filter(lambda text: mended(text, lines=False) == text)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
HOURS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made UTC on the next line
    lambda hour: hour.replace(second=0, microsecond=0, tzinfo=UTC)
)
ZONES = st.sampled_from(["UTC", "Europe/Zurich", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]).map(find_zone)


def in_words(found: Imported) -> str:
    written = [store.to_yaml(meeting, Calendar()) for meeting in found.meetings]
    return "\n".join([*written, *map(str, found.left), ""])


@st.composite
def plain_meetings(draw: st.DrawFn) -> Meeting:
    """A meeting of facts that the feed has properties for."""
    start = draw(DAYS | HOURS)
    length = draw(st.none() | st.integers(1, 5))
    unit = dt.timedelta(hours=7) if isinstance(start, dt.datetime) else dt.timedelta(days=1)
    place = draw(st.none() | st.sampled_from(["Geneva", "Kyiv", "Washington"]).map(find_place))
    zone = place.timezone if place and place.timezone else draw(ZONES) if isinstance(start, dt.datetime) else UTC
    return Meeting(
        id=draw(st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}[a-z]", fullmatch=True).filter(lambda id_: ".ics" not in id_)),
        title=draw(WORDS),
        start=start,
        end=start + length * unit if length else None,
        kind=draw(st.sampled_from(Kind)),
        timezone=zone,
        place=place,
        status=draw(st.sampled_from(Status)),
        description=draw(st.none() | WORDS),
        url=draw(st.none() | st.just("https://example.org/talks")),
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_what_programs_export_comes_in_and_what_does_not_is_named(sample: Path):
    found = meetings(sample.read_bytes())

    assert in_words(found) == sample.with_suffix(".txt").read_text(encoding="utf-8")


@given(st.lists(plain_meetings(), max_size=5, unique_by=lambda meeting: meeting.id))
def test_plain_facts_come_back_from_our_own_feed(some: list[Meeting]):
    calendar = Calendar(meetings=tuple(some))
    if not some:
        return
    found = meetings(feed.to_ical(calendar))

    assert [[getattr(each, fact) for fact in FACTS] for each in found.meetings] == [
        [getattr(each, fact) for fact in FACTS] for each in some
    ]
    assert [each.what for each in found.left if "calendar's name" not in each.what] == []


@given(calendars(), st.sampled_from([AS_IS, *(Options(client=client) for client in Client)]))
def test_whatever_stands_in_our_own_feed_comes_back_as_a_meeting(calendar: Calendar, options: Options):
    dated = [meeting for meeting in calendar.meetings if meeting.when.dated]
    assume(dated)

    found = meetings(feed.to_ical(calendar, options=options))
    assert [seen(each) for each in found.meetings] == [seen(each) for each in dated]


def test_what_was_published_when_is_for_the_history_to_say():
    when = dt.datetime(2022, 1, 5, 12, tzinfo=UTC)
    revision = Revision(
        sequence=1, created=when, modified=when, changed=("moved: 8 → 9 January 2022",), changed_at=when
    )
    data = feed.to_ical(SEED, revisions={meeting.id: revision for meeting in SEED.meetings})

    assert meetings(data, calendar=SEED).meetings == tuple(each for each in SEED.meetings if each.when.dated)


def test_meetings_without_a_day_come_back_without_one():
    starts = (month_of(dt.date(2022, 3, 1)), week_of(dt.date(2022, 3, 1)), quarter_of(dt.date(2022, 3, 1)))
    some = [Meeting(id=f"m{number}", title="Talks", start=start) for number, start in enumerate(starts)]
    some += [replace(some[0], id=f"s{status}", status=status) for status in Status]
    some += [replace(some[0], id="two", end=month_of(dt.date(2022, 4, 1)), description="Two months.")]
    calendar = Calendar(meetings=tuple(some))

    assert meetings(feed.to_ical(calendar, options=Options(undated=True))).meetings == calendar.meetings


def test_a_cancelled_meeting_of_the_feed_for_google_is_cancelled():
    off = Meeting(id="off", title="Talks", start=dt.date(2022, 1, 9), status=Status.CANCELLED, reason="Snow.")
    data = feed.to_ical(Calendar(meetings=(off,)), options=Options(client=Client.GOOGLE))

    assert meetings(data).meetings == (off,)


def test_alarms_of_our_own_feed_need_no_mention():
    data = feed.to_ical(SEED, options=Options(alarm=dt.timedelta(minutes=30), client=Client.OUTLOOK))

    assert meetings(data, calendar=SEED).left == ()


def test_the_seed_comes_back_whole_from_its_feed():
    found = meetings(feed.to_ical(SEED), calendar=SEED)

    assert found.meetings == tuple(each for each in SEED.meetings if each.when.dated)
    assert found.left == ()


def test_all_but_outlets_and_quotes_of_sources_comes_back_from_the_feed_of_a_week():
    found = meetings(feed.to_ical(WEEK), calendar=WEEK)

    dated = [replace(each, sources=()) for each in WEEK.meetings if each.when.dated]
    assert [replace(each, sources=()) for each in found.meetings] == dated
    assert [source.in_words() for each in found.meetings for source in each.sources] == [
        source.in_words() for each in WEEK.meetings for source in each.sources
    ]


def test_a_second_way_through_the_feed_changes_nothing():
    once = replace(WEEK, meetings=meetings(feed.to_ical(WEEK), calendar=WEEK).meetings)

    assert feed.to_ical(once) == feed.to_ical(WEEK)


def test_an_entry_that_stands_twice_is_kept_once_and_two_of_one_uid_are_two():
    entry = "BEGIN:VEVENT\nUID:{uid}\nDTSTART:20220109\nSUMMARY:{title}\nEND:VEVENT\n"
    pairs = [("a@summitcal", "One"), ("a@summitcal", "One"), ("a@summitcal", "Two"), ("1", "Two"), ("2", "Two")]
    data = "".join(entry.format(uid=uid, title=title) for uid, title in pairs)

    found = meetings(f"BEGIN:VCALENDAR\n{data}END:VCALENDAR".encode())

    assert [each.id for each in found.meetings] == ["a", "two-2022-01-09", "two-2022-01-09-2", "two-2022-01-09-3"]
    assert [str(each) for each in found.left] == ['7: "One": it stands at line 2 too: kept once']


def test_entries_of_several_calendars_and_of_none_are_read():
    entry = "BEGIN:VEVENT\nDTSTART:{start}\nSUMMARY:Talks\nEND:VEVENT\n"
    east, west = (f"BEGIN:VCALENDAR\nX-WR-TIMEZONE:{zone}\n" for zone in ("Asia/Tokyo", "America/New_York"))
    hour = entry.format(start="20220109T100000")

    found = meetings(f"{entry.format(start='20220108')}{east}{hour}END:VCALENDAR\n{west}{hour}END:VCALENDAR".encode())

    assert [each.timezone.key for each in found.meetings] == ["UTC", "Asia/Tokyo", "America/New_York"]


@pytest.mark.parametrize("inside", [b"", b"BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n"])
def test_a_calendar_without_entries_is_refused_in_words(inside: bytes):
    with pytest.raises(UnreadableFile) as refused:
        meetings(b"BEGIN:VCALENDAR\n" + inside + b"END:VCALENDAR\n", name="feed.ics")

    assert str(refused.value) == "feed.ics: the calendar is empty; there is nothing to import"


def test_what_is_no_meeting_is_named():
    parts = "".join(f"BEGIN:{name}\nSUMMARY:x\nEND:{name}\n" for name in ("VTODO", "VJOURNAL", "VFREEBUSY"))

    found = meetings(f"BEGIN:VCALENDAR\n{parts}END:VCALENDAR".encode())

    assert [str(each) for each in found.left] == [
        '2: "x": VTODO is no meeting: left out',
        '5: "x": VJOURNAL is no meeting: left out',
        '8: "x": VFREEBUSY is no meeting: left out',
    ]


def test_ten_thousand_entries_are_ten_thousand_meetings():
    entry = (
        "BEGIN:VEVENT\nUID:{0}\nDTSTART;TZID=Central Europe Standard Time:20220109T100000\nSUMMARY:{0}\nEND:VEVENT\n"
    )
    data = "".join(entry.format(number) for number in range(10_000))

    found = meetings(f"BEGIN:VCALENDAR\n{data}END:VCALENDAR".encode())

    assert len({each.id for each in found.meetings}) == 10_000
    assert found.left == ()


@given(st.integers(0, 2**32), st.sampled_from([*SAMPLES, SEED, WEEK]))
def test_a_damaged_feed_is_read_or_refused_in_words_and_what_comes_of_it_can_stand_in_a_file(
    chance: int, source: Path | Calendar
):
    data = source.read_bytes() if isinstance(source, Path) else feed.to_ical(source)
    try:
        found = meetings(damaged(data, random.Random(chance)))
    except SummitcalError:
        return
    if found.meetings:
        text = added("meetings: []\n", found.meetings, file="x")
        again = store.parse(text, file="x").meetings
        facts = (*FACTS, "repeat", "reason", "was", "agenda", "sources")
        assert [[getattr(each, fact) for fact in facts] for each in again] == [
            [getattr(each, fact) for fact in facts] for each in found.meetings
        ]


def seen(meeting: Meeting) -> tuple[object, ...]:
    """Return what a calendar program sees of a meeting, to the minute: clocks by the sun were at odd seconds."""
    when = meeting.when
    hours = tuple(hour and hour.replace(second=0) for hour in (when.begins, when.ends))
    span = hours if when.timed else (when.first_day, when.last_day)
    place = meeting.place and meeting.place.name
    return (meeting.id, meeting.title, meeting.kind, meeting.status, place, meeting.url, *span)


def damaged(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    bits = (b"\\", b"\0", b"\xff", b"\xe2\x80\xa8", b'"', b";", b":", b"=", b"\\n", b"-", b"9999", b"\r", b"# ", b"'")
    for _ in range(chance.randint(1, 5)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(4):
            case 0:
                lines.pop(at)
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                start = chance.randint(0, len(lines[at]))
                lines[at] = lines[at][:start] + chance.choice(bits) + lines[at][start + chance.randint(0, 3) :]
        lines = lines or [b""]
    return b"\n".join(lines)
