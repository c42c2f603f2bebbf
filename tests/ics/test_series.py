"""Single occurrences that differ: joined to their series where `changes` can say it, and else named (§3.8.4.4)."""

import datetime as dt
from dataclasses import replace
from itertools import islice

from hypothesis import assume, given
from hypothesis import strategies as st
from tests import repeats

from summitcal import feed, store
from summitcal.check import find_problems
from summitcal.gazetteer import find_place
from summitcal.ics import Imported, meetings
from summitcal.model import AgendaItem, Calendar, Frequency, Meeting, Occurrence, Repeat, Source, Status
from summitcal.notation import find_zone
from summitcal.options import AS_IS, Client, Options
from summitcal.recurrence import rule_days, start_on
from summitcal.store.editor import added

ZURICH = find_zone("Europe/Zurich")
WHOLE = (
    "UID:1",
    "DTSTART;TZID=Europe/Zurich:20220112T100000",
    "DTEND;TZID=Europe/Zurich:20220112T120000",
    "SUMMARY:Council",
    "RRULE:FREQ=WEEKLY",
)


ON_26 = ("DTSTART;TZID=Europe/Zurich:20220126T100000", "DTEND;TZID=Europe/Zurich:20220126T120000")


def entry(*lines: str) -> str:
    return "\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def single(*lines: str, of: str = "RECURRENCE-ID;TZID=Europe/Zurich:20220119T100000") -> str:
    """Return an entry of one occurrence, as the others but for these lines."""
    own = {line.partition(":")[0].partition(";")[0] for line in lines}
    usual = {
        "DTSTART": "DTSTART;TZID=Europe/Zurich:20220119T100000",
        "DTEND": "DTEND;TZID=Europe/Zurich:20220119T120000",
        "SUMMARY": "SUMMARY:Council",
    }
    return entry("UID:1", of, *lines, *(line for name, line in usual.items() if name not in own))


def imported(*entries: str) -> Imported:
    return meetings(
        "\n".join(("BEGIN:VCALENDAR", *entries, "END:VCALENDAR")).encode(), calendar=Calendar(timezone=ZURICH)
    )


def repeat(found: Imported) -> Repeat:
    assert found.meetings[0].repeat
    return found.meetings[0].repeat


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZURICH)


def test_one_that_differs_is_a_change_wherever_its_entry_stands():
    moved = single(
        "DTSTART;TZID=Europe/Brussels:20220120T110000",
        "DTEND;TZID=Europe/Brussels:20220120T130000",
        "SUMMARY:Extraordinary council",
        "LOCATION:Brussels",
        "DESCRIPTION:By video.",
        of="RECURRENCE-ID:20220119T090000Z",
    )
    off = single("STATUS:CANCELLED", *ON_26, of="RECURRENCE-ID;VALUE=DATE:20220126")
    found = imported(moved, entry(*WHOLE), off)

    assert found.left == ()
    assert [each.id for each in found.meetings] == ["council-2022-01-12"]
    moved_to = Occurrence(
        on=dt.date(2022, 1, 19),
        start=at("2022-01-20 11:00"),
        title="Extraordinary council",
        place=find_place("Brussels"),
        description="By video.",
    )
    off_then = Occurrence(on=dt.date(2022, 1, 26), status=Status.CANCELLED)
    assert repeat(found).changes == (moved_to, off_then)


def test_one_that_ends_at_another_hour_or_is_of_whole_days_has_an_end_of_its_own():
    longer = single("DTEND;TZID=Europe/Zurich:20220119T130000")
    days = single("DTSTART:20220127", "DTEND:20220129", of="RECURRENCE-ID:20220126T090000Z")

    found = imported(entry(*WHOLE), longer, days)

    assert found.left == ()
    assert repeat(found).changes == (
        Occurrence(on=dt.date(2022, 1, 19), end=at("2022-01-19 13:00")),
        Occurrence(on=dt.date(2022, 1, 26), start=dt.date(2022, 1, 27), end=dt.date(2022, 1, 28)),
    )


def test_one_that_says_what_the_others_do_changes_nothing():
    found = imported(entry(*WHOLE), single(), single("SUMMARY:", *ON_26, of="RECURRENCE-ID:20220126T090000Z"))

    assert found.left == ()
    assert repeat(found).changes == ()


def test_what_one_cannot_have_of_its_own_is_named():
    whole = entry(*WHOLE, "LOCATION:Geneva", "DESCRIPTION:As ever.", "CATEGORIES:session")
    found = imported(whole, single("URL:https://example.org/a", "DTEND;TZID=Mars:x"))

    assert repeat(found).changes == ()
    assert [each.what for each in found.left] == [
        "URL, CATEGORIES are not kept: in this, one of a series cannot differ from the others",
        "LOCATION, DESCRIPTION, DTEND are missing in this one of a series: what the others have is kept",
        "DTEND 'x' is not a date: the end is left out",
    ]


def test_one_that_is_on_no_day_of_the_rule_or_of_no_series_is_a_meeting_of_its_own():
    odd = single("DTSTART:20220121T100000Z", "DTEND:20220121T110000Z", of="RECURRENCE-ID:20220121T100000Z")
    strange = single(of="RECURRENCE-ID:soon")
    found = imported(
        entry(*WHOLE), odd, strange, entry("UID:2", "SUMMARY:y", "DTSTART:20220101", "RECURRENCE-ID:20220101")
    )

    assert [each.id for each in found.meetings] == [
        "council-2022-01-12",
        "council-2022-01-21",
        "council-2022-01-19",
        "y-2022-01-01",
    ]
    assert [each.what.partition(":")[0] for each in found.left] == ["RECURRENCE-ID is not kept"] * 3


def test_one_whose_rule_is_not_kept_is_a_meeting_of_its_own():
    found = imported(entry(*WHOLE[:-1], "RRULE:FREQ=HOURLY"), single())

    assert [each.repeat for each in found.meetings] == [None, None]
    assert len(found.left) == 2


def test_one_that_is_taken_out_as_well_is_kept_and_one_that_comes_again_is_not():
    whole = entry(*WHOLE, "EXDATE:20220119T090000Z,20220126T090000Z")
    found = imported(whole, single("STATUS:CANCELLED"), single("SUMMARY:Other"))

    assert repeat(found).excepted == (dt.date(2022, 1, 26),)
    assert repeat(found).changes == (Occurrence(on=dt.date(2022, 1, 19), status=Status.CANCELLED),)
    assert [each.what for each in found.left] == [
        "EXDATE takes out 2022-01-19 as well: what this one says is kept",
        "RECURRENCE-ID comes again: the first is kept",
    ]


def test_one_that_cannot_be_read_leaves_the_series_as_it_is():
    found = imported(
        entry(*WHOLE), single("DTSTART:soon"), single("DTSTART:22220101", of="RECURRENCE-ID:20220126T090000Z")
    )

    assert repeat(found).changes == ()
    assert [each.what for each in found.left] == [
        "DTSTART 'soon' is not a date: left out",
        "2222 is not a year we can use: left out",
    ]


def test_a_series_ends_before_the_one_that_holds_for_all_that_follow():
    of = "RECURRENCE-ID;RANGE=THISANDFUTURE:20220202T090000Z"
    later = single("SUMMARY:Late council", "DTSTART:20220202T150000Z", "DTEND:20220202T160000Z", of=of)
    found = imported(entry(*WHOLE[:-1], "RRULE:FREQ=WEEKLY;COUNT=9", "EXDATE:20220119T090000Z,20220209T090000Z"), later)

    assert repeat(found) == replace(
        repeat(found), until=dt.date(2022, 2, 1), times=None, excepted=(dt.date(2022, 1, 19),), changes=()
    )
    assert [each.title for each in found.meetings] == ["Council", "Late council"]
    [left] = found.left
    assert left.what == (
        "RECURRENCE-ID is not kept: this one stands as a meeting of its own; write how the series goes on from there"
    )


def test_one_that_would_make_a_mistake_is_left_out():
    agenda = (AgendaItem(topic="Late", at=at("2022-01-13 10:00")),)
    weekly = Repeat(every=1, unit=Frequency.WEEK)
    series = Meeting(id="m", title="M", start=at("2022-01-12 10:00"), end=at("2022-01-13 12:00"), timezone=ZURICH)
    series = replace(
        series, agenda=agenda, repeat=replace(weekly, changes=(Occurrence(on=dt.date(2022, 1, 19), title="N"),))
    )
    data = feed.to_ical(Calendar(meetings=(series,))).replace(b"DTEND:20220120", b"DTEND:20220119")

    found = meetings(data)
    assert repeat(found) == weekly
    assert "is not within the meeting" in found.left[-1].what


@st.composite
def series_of_ours(draw: st.DrawFn) -> Meeting:
    """Make up a meeting that repeats, with days without one and single ones that differ in anything."""
    meeting = draw(repeats.meetings())
    rule, first = meeting.repeat, meeting.when.first_day
    assert rule
    assert first
    days = list(islice(rule_days(rule, first, first=first, last=dt.date(2190, 1, 1)), 8))
    some = draw(st.lists(st.sampled_from(days), unique=True, max_size=4))
    parted = draw(st.integers(0, len(some)))
    changes = tuple(draw(changes_on(meeting, day)) for day in some[parted:])
    return replace(meeting, repeat=replace(rule, excepted=tuple(some[:parted]), changes=changes))


@st.composite
def changes_on(draw: st.DrawFn, meeting: Meeting, day: dt.date) -> Occurrence:
    far, longer = draw(st.integers(0, 3)), draw(st.booleans())
    plain = start_on(meeting, day)
    start = plain + dt.timedelta(days=far)
    return Occurrence(
        on=day,
        start=start if far else None,
        end=start + dt.timedelta(days=7) if longer else None,
        title=draw(st.sampled_from(["Other", None] if far or longer else ["Other"])),
        place=draw(st.sampled_from([None, find_place("Brussels")])),
        status=draw(st.sampled_from([None, Status.TENTATIVE, Status.POSTPONED, Status.CANCELLED])),
        reason=draw(st.none() | st.just("Snow.")),
        description=draw(st.none() | st.just("By video.")),
        agenda=draw(st.just(()) | st.just((AgendaItem(topic="Budget"),))),
        sources=draw(st.just(()) | st.just((Source(title="Snow", published=dt.date(2022, 1, 1)),))),
    )


@given(series_of_ours(), st.sampled_from([AS_IS, *(Options(client=client) for client in Client)]))
def test_a_series_comes_back_whole_from_our_own_feed(meeting: Meeting, options: Options):
    assert not find_problems(Calendar(meetings=(meeting,)))
    data = feed.to_ical(Calendar(meetings=(meeting,)), options=options)
    assume(b"~" not in data)

    found = meetings(data)
    zone = meeting.timezone if meeting.when.timed else find_zone("UTC")
    end = meeting.end if meeting.end != meeting.start else None
    assert found.meetings == (replace(meeting, timezone=zone, end=end),)
    assert [each.what for each in found.left if "calendar's name" not in each.what] == []
    again = store.parse(added("meetings: []\n", found.meetings, file="x"), file="x")
    assert again.meetings == found.meetings


def test_a_series_that_our_feed_says_one_by_one_is_its_first_with_a_word_of_the_others():
    zone = find_zone("Africa/Casablanca")
    start = dt.datetime(2022, 1, 12, 10, tzinfo=zone)
    weekly = Repeat(every=1, unit=Frequency.WEEK, times=12)
    series = Meeting(id="m", title="M", start=start, timezone=zone, repeat=weekly)

    found = meetings(feed.to_ical(Calendar(meetings=(series,))), calendar=Calendar())
    assert found.meetings == (replace(series, repeat=None),)
    [left] = found.left
    what = "its series stands here one by one (12), without its rule"
    assert str(left) == f'8: "M": {what}: the first is kept; write `repeat:` for the others'
