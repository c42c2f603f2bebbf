"""Occurrences against a second route, day by day, and against dateutil reading the RRULE (RFC 5545 §3.3.10)."""

import datetime as dt
from dataclasses import replace
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from summitcal.cadence import read_repeat
from summitcal.model import AgendaItem, Calendar, Frequency, Meeting, Occurrence, Place, Repeat, Source, Status, Weekday
from summitcal.recurrence import (
    MOST_NEARBY,
    MOST_OCCURRENCES,
    NEARBY,
    changed_occurrences,
    expanded,
    find_meeting,
    is_on_rule,
    last_occurrence,
    nearest_day,
    occurrence_on,
    occurrences,
    rule_days,
    start_on,
    to_rrule,
    whole_id,
)
from summitcal.when import UNKNOWN
from tests.repeats import DAYS, is_day_of, meetings, rules

ZURICH = ZoneInfo("Europe/Zurich")
FIRST = dt.datetime(2022, 1, 12, 10, tzinfo=ZURICH)
COUNCIL = Meeting(
    id="council",
    title="Council",
    start=FIRST,
    end=dt.datetime(2022, 1, 12, 12, tzinfo=ZURICH),
    timezone=ZURICH,
    repeat=Repeat(every=1, unit=Frequency.WEEK),
)
DAY = dt.timedelta(days=1)
YEAR = {"first": dt.date(2022, 1, 1), "last": dt.date(2022, 12, 31)}


def council(text: str = "every week", *, start: dt.date = FIRST, **facts: object) -> Meeting:
    end = COUNCIL.end if start == FIRST else None
    repeat = replace(read_repeat(text), **facts)  # type: ignore[arg-type]
    return replace(COUNCIL, start=start, end=end, repeat=repeat)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZURICH)


def days(found: tuple[Meeting, ...]) -> list[str]:
    return [str(each.when.first_day)[5:] for each in found]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every week", "FREQ=WEEKLY"),
        ("every 2 weeks on tuesday and thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("every month on the first monday and last friday", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("every month on the 13th and last day", "FREQ=MONTHLY;BYMONTHDAY=13,-1"),
        ("every year on the second wednesday", "FREQ=YEARLY;BYMONTH=1;BYDAY=2WE"),
        ("daily, 10 times", "FREQ=DAILY;COUNT=10"),
        # The end of the day where clocks are two hours ahead of UTC.
        ("every week until 2022-06-30", "FREQ=WEEKLY;UNTIL=20220630T215959Z"),
        ("every week until 2022-02-28", "FREQ=WEEKLY;UNTIL=20220228T225959Z"),
    ],
)
def test_a_rule_is_written_as_the_rfc_has_it(text: str, rule: str):
    assert to_rrule(read_repeat(text), FIRST, ZURICH) == rule


def test_a_rule_that_counts_in_days_ends_on_a_day():
    repeat = read_repeat("every week until 2022-06-30")

    assert to_rrule(repeat, dt.date(2022, 1, 12), ZURICH) == "FREQ=WEEKLY;UNTIL=20220630"


def test_each_occurrence_is_a_meeting_of_its_own():
    first, second, *_ = occurrences(COUNCIL, **YEAR)

    assert first == replace(COUNCIL, id="council~2022-01-12", repeat=None, series=COUNCIL)
    assert second.id == "council~2022-01-19"
    assert second.when.in_words() == "Wednesday 19 January 2022, 10:00–12:00"


def test_a_meeting_that_does_not_repeat_is_its_own_only_occurrence():
    single = replace(COUNCIL, repeat=None)

    assert occurrences(single, **YEAR) == (single,)
    assert occurrences(single, first=dt.date(2023, 1, 1), last=dt.date(2023, 12, 31)) == ()
    assert changed_occurrences(single) == ()
    assert last_occurrence(single) == single
    assert nearest_day(single, dt.date(2022, 1, 12)) is None


def test_across_a_change_of_clocks_the_hour_stays():
    found = occurrences(COUNCIL, first=dt.date(2022, 3, 20), last=dt.date(2022, 3, 31))

    assert [each.when.in_words() for each in found] == [
        "Wednesday 23 March 2022, 10:00–12:00",
        "Wednesday 30 March 2022, 10:00–12:00",
    ]
    assert [f"{each.when.begins:%H:%M}" for each in found] == ["09:00", "08:00"]


def test_an_hour_that_clocks_skip_is_an_hour_later_and_lasts_as_long():
    """RFC 5545 §3.3.5: a local time that does not occur is read with the offset before the gap."""
    start = dt.datetime(2022, 3, 20, 2, 30, tzinfo=ZURICH)
    night = replace(COUNCIL, start=start, end=start + dt.timedelta(minutes=45))
    [found] = occurrences(night, first=dt.date(2022, 3, 27), last=dt.date(2022, 3, 27))

    assert found.when.in_words() == "Sunday 27 March 2022, 03:30–04:15"


def test_an_hour_that_clocks_repeat_is_the_first_of_the_two():
    start = dt.datetime(2022, 10, 23, 2, 30, tzinfo=ZURICH)
    [found] = occurrences(
        replace(COUNCIL, start=start, end=None), first=dt.date(2022, 10, 30), last=dt.date(2022, 10, 30)
    )

    assert found.when.begins == dt.datetime(2022, 10, 30, 0, 30, tzinfo=dt.UTC)


def test_hours_are_those_of_the_zone_of_the_meeting_whatever_zone_its_start_is_written_in():
    written = replace(COUNCIL, start=FIRST.astimezone(ZoneInfo("Asia/Tokyo")))
    [found] = occurrences(written, first=dt.date(2022, 7, 13), last=dt.date(2022, 7, 13))

    assert found.start == dt.datetime(2022, 7, 13, 10, tzinfo=ZURICH)


def test_the_agenda_and_the_last_day_move_along():
    agenda = (AgendaItem(topic="Opening", at=dt.datetime(2022, 1, 13, 9, tzinfo=ZURICH)), AgendaItem(topic="Rest"))
    long = replace(COUNCIL, start=dt.date(2022, 1, 12), end=dt.date(2022, 1, 14), agenda=agenda)
    [found] = occurrences(long, first=dt.date(2022, 3, 30), last=dt.date(2022, 3, 30))

    assert (found.start, found.end) == (dt.date(2022, 3, 30), dt.date(2022, 4, 1))
    assert [item.at for item in found.agenda] == [dt.datetime(2022, 3, 31, 9, tzinfo=ZURICH), None]


def test_one_that_began_before_and_is_still_going_on_is_among_them():
    long = replace(COUNCIL, start=dt.date(2022, 1, 12), end=dt.date(2022, 1, 14))

    assert days(occurrences(long, first=dt.date(2022, 1, 21), last=dt.date(2022, 1, 21))) == ["01-19"]
    assert days(occurrences(long, first=dt.date(2022, 1, 22), last=dt.date(2022, 1, 22))) == []


def test_days_that_are_excepted_are_left_out_and_counted():
    meeting = council("weekly, 4 times", excepted=(dt.date(2022, 1, 19),))

    assert days(occurrences(meeting, **YEAR)) == ["01-12", "01-26", "02-02"]


def test_what_was_said_of_the_first_is_not_said_of_the_others():
    moved = replace(COUNCIL, was=dt.date(2022, 1, 11), reason="One side asked for time.")
    first, second, *_ = occurrences(moved, **YEAR)

    assert (first.was, first.reason) == (dt.date(2022, 1, 11), "One side asked for time.")
    assert (second.was, second.reason) == (None, None)
    off = occurrences(replace(moved, status=Status.CANCELLED), **YEAR)[1]
    assert off.reason == "One side asked for time."


SOURCE = Source(title="Snow")
CHANGES = (
    Occurrence(on=dt.date(2022, 1, 19), start=dt.datetime(2022, 1, 20, 11, tzinfo=ZURICH)),
    Occurrence(on=dt.date(2022, 1, 26), status=Status.CANCELLED, reason="Snow", sources=(SOURCE,)),
    Occurrence(
        on=dt.date(2022, 2, 2),
        end=dt.datetime(2022, 2, 2, 18, tzinfo=ZURICH),
        place=Place(name="Brussels"),
        title="Extraordinary session",
        description="By video.",
        agenda=(AgendaItem(topic="Budget"),),
    ),
)


def test_changes_are_applied_and_all_else_stays():
    agenda = (AgendaItem(topic="Opening", at=FIRST),)
    sources = (Source(title="Agreed"),)
    meeting = replace(council(changes=CHANGES), agenda=agenda, sources=sources)
    moved, off, elsewhere = changed_occurrences(meeting)

    assert moved.when.in_words() == "Thursday 20 January 2022, 11:00–13:00"
    assert moved.id == "council~2022-01-19"
    assert moved.was == dt.datetime(2022, 1, 19, 10, tzinfo=ZURICH)
    assert moved.agenda[0].at == dt.datetime(2022, 1, 20, 11, tzinfo=ZURICH)
    assert (off.status, off.reason, off.sources) == (Status.CANCELLED, "Snow", (*sources, SOURCE))
    assert (off.start, off.was) == (dt.datetime(2022, 1, 26, 10, tzinfo=ZURICH), None)
    assert elsewhere.when.in_words() == "Wednesday 2 February 2022, 10:00–18:00"
    assert (elsewhere.title, elsewhere.description) == ("Extraordinary session", "By video.")
    assert elsewhere.place == Place(name="Brussels")
    assert elsewhere.agenda == (AgendaItem(topic="Budget"),)
    assert moved.place is None
    assert days(occurrences(meeting, first=dt.date(2022, 1, 12), last=dt.date(2022, 2, 9))) == [
        "01-12", "01-20", "01-26", "02-02", "02-09",
    ]  # fmt: skip


def test_one_that_moved_is_found_where_it_is_and_not_where_it_was():
    moved = Occurrence(on=dt.date(2022, 1, 19), start=dt.datetime(2022, 3, 1, 10, tzinfo=ZURICH))
    meeting = council(changes=(moved,))

    assert days(occurrences(meeting, first=dt.date(2022, 1, 13), last=dt.date(2022, 1, 25))) == []
    assert days(occurrences(meeting, first=dt.date(2022, 2, 28), last=dt.date(2022, 3, 1))) == ["03-01"]


def test_an_hour_for_one_of_many_days_leaves_its_end_open():
    meeting = replace(council(changes=CHANGES[:1]), start=dt.date(2022, 1, 12), end=dt.date(2022, 1, 13))
    [moved] = changed_occurrences(meeting)

    assert moved.end is None


def test_one_is_found_by_its_id_and_by_no_other_spelling_of_it():
    calendar = Calendar(meetings=(council(changes=CHANGES, excepted=(dt.date(2022, 2, 9),)),))

    assert find_meeting(calendar, "council") == calendar.meetings[0]
    assert find_meeting(calendar, "council~2022-01-12") == occurrences(calendar.meetings[0], **YEAR)[0]
    assert find_meeting(calendar, "council~2022-01-19") == changed_occurrences(calendar.meetings[0])[0]
    for id_ in (
        "council~2022-01-13",
        "council~2022-02-09",
        "council~20220112",
        "council~",
        "council~x",
        "x~2022-01-12",
    ):
        assert find_meeting(calendar, id_) is None
    assert whole_id("council~2022-01-12") == whole_id("council") == "council"


def test_the_last_one_ends_it():
    assert last_occurrence(COUNCIL) is None
    assert last_occurrence(council("weekly, 3 times")) == occurrence_on(
        council("weekly, 3 times"), dt.date(2022, 1, 26)
    )
    until = council("weekly until 2022-02-01")
    assert last_occurrence(until) == occurrence_on(until, dt.date(2022, 1, 26))
    moved = Occurrence(on=dt.date(2022, 1, 12), start=dt.datetime(2022, 3, 1, 10, tzinfo=ZURICH))
    last = last_occurrence(council("weekly, 3 times", changes=(moved,)))
    assert last is not None
    assert last.id == "council~2022-01-12"


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        ("2022-01-01", "2022-01-12"),
        ("2022-01-13", "2022-01-12"),
        ("2022-01-18", "2022-01-19"),
        ("2023-01-01", "2022-06-29"),
    ],
)
def test_the_nearest_day_of_a_rule_is_before_or_after(day: str, nearest: str):
    assert str(nearest_day(council("weekly until 2022-06-30"), dt.date.fromisoformat(day))) == nearest


def test_every_day_for_ever_is_no_attack():
    daily = council("daily", start=dt.date(1900, 1, 1))

    assert len(occurrences(daily, first=dt.date.min, last=dt.date.max)) == MOST_OCCURRENCES
    assert days(occurrences(daily, first=dt.date(2150, 6, 1), last=dt.date(2150, 6, 2))) == ["06-01", "06-02"]
    assert len(expanded([daily], now=at("2100-01-01T12:00"))) == 2 * MOST_NEARBY


def test_a_rule_that_never_comes_true_has_no_occurrences():
    never = council("every 12 months on the 31st", start=dt.date(2022, 2, 1))

    assert occurrences(never, first=dt.date.min, last=dt.date.max) == ()
    assert list(expanded([never], now=at("2022-01-01T12:00"))) == []


def test_the_one_under_way_is_listed_with_a_handful_before_and_after():
    found = expanded([COUNCIL], now=at("2022-06-15T11:00"))

    assert sorted(days(found)) == [
        "05-11", "05-18", "05-25", "06-01", "06-08", "06-15", "06-22", "06-29", "07-06", "07-13",
    ]  # fmt: skip


def test_the_next_and_the_latest_are_listed_however_far():
    assert [each.id for each in expanded([council("yearly")], now=at("2025-06-15T11:00"))] == [
        "council~2026-01-12",
        "council~2025-01-12",
    ]


def test_of_one_that_is_over_the_latest_is_listed():
    assert [each.id for each in expanded([council("weekly, 20 times")], now=at("2040-06-15T11:00"))] == [
        "council~2022-05-25"
    ]


def test_behind_a_next_one_that_is_called_off_comes_one_that_stands():
    off = Occurrence(on=dt.date(2023, 1, 12), status=Status.CANCELLED)
    found = expanded([council("yearly", changes=(off,))], now=at("2022-06-15T11:00"))

    assert [each.id for each in found] == ["council~2023-01-12", "council~2024-01-12", "council~2022-01-12"]


def test_of_one_that_is_off_as_a_whole_only_the_next_and_the_latest_are_listed():
    off = replace(COUNCIL, status=Status.CANCELLED)

    assert days(expanded([off], now=at("2022-06-15T09:00"))) == ["06-15", "06-08"]


def test_single_meetings_are_listed_as_they_are_and_so_is_one_without_a_day():
    meetings = [replace(COUNCIL, repeat=None), replace(COUNCIL, start=UNKNOWN, end=None)]

    assert list(expanded(meetings, now=at("2040-01-01T12:00"))) == meetings


@given(meetings(), st.dates(dt.date(1990, 1, 1), dt.date(2101, 12, 31)), st.integers(0, 400))
def test_occurrences_are_on_the_days_that_a_look_at_each_day_finds(meeting: Meeting, first: dt.date, length: int):
    repeat, start = meeting.repeat, meeting.when.first_day
    assert repeat is not None
    assert start is not None
    last = first + dt.timedelta(days=length)
    found = list(rule_days(repeat, start, first=first, last=last))

    window = [first + dt.timedelta(days=number) for number in range(length + 1)]
    expected = [day for day in window if is_day_of(repeat, start, day)]
    if repeat.times is None:
        assert found == expected
    else:
        assert found == expected[: len(found)]
        whole = list(rule_days(repeat, start, first=start, last=dt.date.max))
        assert len(whole) <= repeat.times
        assert found == [day for day in whole if first <= day <= last]


@given(meetings())
def test_the_first_ones_are_those_that_dateutil_makes_of_the_written_rule(meeting: Meeting):
    """By RFC 5545 §3.8.5.3 the set begins with DTSTART; dateutil reads DTSTART and RRULE as text, by another way in."""
    repeat = meeting.repeat
    assert repeat is not None
    assert isinstance(meeting.start, dt.date)
    rule = to_rrule(repeat, meeting.start, meeting.timezone)
    theirs = rrule.rrulestr(rule, dtstart=meeting.start if isinstance(meeting.start, dt.datetime)
                            else dt.datetime.combine(meeting.start, dt.time()))  # fmt: skip
    assert isinstance(theirs, rrule.rrule)

    start = meeting.when.first_day
    assert start is not None
    ours = islice(rule_days(repeat, start, first=start, last=dt.date.max), 30)
    # dateutil goes on beyond the years that a meeting can be in.
    expected = [each.date() for each in islice(theirs, 30) if each.year < 2200]
    assert list(ours) == expected


@given(meetings())
def test_every_occurrence_keeps_its_hour_and_its_length_by_the_clocks_of_its_zone(meeting: Meeting):
    start = meeting.when.first_day
    assert start is not None
    found = occurrences(meeting, first=start, last=start + dt.timedelta(days=500))

    assert found
    assert found[0].start == meeting.start
    for each in found:
        assert is_on_rule(meeting, each.when.first_day or dt.date.min)
        if isinstance(each.start, dt.datetime) and isinstance(meeting.start, dt.datetime):
            assert each.start.time() == meeting.start.time()
            assert isinstance(each.end, dt.datetime)
            assert each.end.replace(tzinfo=None) - each.start.replace(tzinfo=None) == meeting.end - meeting.start  # type: ignore[operator]
        elif isinstance(each.start, dt.date) and isinstance(each.end, dt.date):
            assert each.end - each.start == meeting.end - meeting.start  # type: ignore[operator]


@given(meetings())
def test_none_begins_after_the_last_day_and_no_more_than_so_many(meeting: Meeting):
    repeat, start = meeting.repeat, meeting.when.first_day
    assert repeat is not None
    assert start is not None
    found = list(islice(rule_days(repeat, start, first=start, last=dt.date.max), 70))

    assert len(found) <= (repeat.times or 70)
    assert all(day <= repeat.until for day in found if repeat.until)
    assert found == sorted(set(found))


@given(meetings(), DAYS)
def test_what_is_listed_is_what_occurs(meeting: Meeting, today: dt.date):
    now = dt.datetime.combine(today, dt.time(12), dt.UTC)
    found = expanded([meeting], now=now)

    assert found
    assert len(found) <= 2 * MOST_NEARBY
    assert len({each.id for each in found}) == len(found)
    for each in found:
        day = dt.date.fromisoformat(each.id.partition("~")[2])
        assert each == occurrence_on(meeting, day)
        assert each.start == start_on(meeting, day)
    near = [each for each in found if each.when.begins and abs(each.when.begins - now) <= NEARBY]
    assert len(found) - len(near) <= 2
    # Whatever happens now or next is among them.
    soon = occurrences(meeting, first=today - dt.timedelta(days=1), last=today + dt.timedelta(days=1))
    under_way = [each for each in soon if each.when.begins <= now < each.when.ends]  # type: ignore[operator]
    assert set(under_way[:MOST_NEARBY]) <= set(found)


@given(rules(), DAYS, DAYS)
def test_the_nearest_day_is_one_of_the_rule(repeat: Repeat, start: dt.date, day: dt.date):
    meeting = Meeting(id="m", title="M", start=start, repeat=repeat)
    found = nearest_day(meeting, day)

    if found is not None:
        assert is_on_rule(meeting, found)
        assert found == day or not is_on_rule(meeting, day)
        between = {"first": min(found, day) + DAY, "last": max(found, day) - DAY}
        assert not any(rule_days(repeat, start, **between))


def test_a_weekday_counts_from_monday():
    assert read_repeat("every monday").on == (Weekday(0),)


def test_a_changed_occurrence_has_the_titles_of_its_own_or_else_those_of_all():
    on = FIRST.date() + dt.timedelta(days=7)
    known = replace(COUNCIL, titles=(("en", "Council"), ("fr", "Conseil")))

    def title_of(**facts: str | tuple[tuple[str, str], ...]) -> str:
        change = Occurrence(on=on, **facts)  # type: ignore[arg-type]
        [only] = changed_occurrences(replace(known, repeat=Repeat(every=1, unit=Frequency.WEEK, changes=(change,))))
        return only.title_in("fr")

    assert title_of() == "Conseil"
    assert title_of(title="Last") == "Last"
    assert title_of(title="Last", titles=(("en", "Last"), ("fr", "Dernier"))) == "Dernier"
