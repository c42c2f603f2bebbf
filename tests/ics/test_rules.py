"""Rules of other programs: kept where ours says the same, by dateutil too, and else named (RFC 5545 §3.3.10)."""

import datetime as dt
from itertools import islice

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from summitcal.cadence import write_repeat
from summitcal.ics import Imported, meetings
from summitcal.model import Calendar
from summitcal.notation import find_zone
from summitcal.recurrence import occurrences

ZURICH = find_zone("Europe/Zurich")
ONCE = "; the meeting stands once, on its first date; add the others"
DAY = "DTSTART:20220112"
HOUR = "DTSTART;TZID=Europe/Zurich:20220112T100000"


def imported(*lines: str, zone: str = "Europe/Zurich", before: str = "") -> Imported:
    data = "\n".join(
        (
            "BEGIN:VCALENDAR",
            *before.split(),
            "BEGIN:VEVENT",
            "UID:1",
            "SUMMARY:x",
            *lines,
            "END:VEVENT",
            "END:VCALENDAR",
        )
    )
    return meetings(data.encode(), calendar=Calendar(timezone=find_zone(zone)))


def rule(text: str, start: str = DAY) -> str:
    """Return the rule of a meeting of which nothing is left out."""
    found = imported(start, f"RRULE:{text}")
    assert found.left == ()
    assert found.meetings[0].repeat
    return write_repeat(found.meetings[0].repeat)


def refused(text: str, start: str = DAY) -> str:
    """Return why a rule is not kept."""
    found = imported(start, f"RRULE:{text}")
    assert found.meetings[0].repeat is None
    [left] = found.left
    assert left.what.startswith("RRULE is not kept: ")
    assert left.what.endswith(ONCE)
    return left.what.removeprefix("RRULE is not kept: ").removesuffix(ONCE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=10", "every 3 days, 10 times"),
        ("freq=weekly; wkst=su", "every week"),
        ("FREQ=WEEKLY;BYDAY=TH,WE;", "every week on wednesday and thursday"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every week on monday, tuesday, wednesday, thursday and friday"),
        ("FREQ=MONTHLY;BYDAY=WE", "every week on wednesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR;WKST=SU", "every 2 weeks on wednesday and friday"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=MONTHLY;BYDAY=2WE", "every month on the second wednesday"),
        ("FREQ=MONTHLY;BYDAY=+2WE,-1FR", "every month on the second wednesday and the last friday"),
        ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2", "every month on the second wednesday"),
        ("FREQ=MONTHLY;BYMONTHDAY=12,-1", "every month on the 12th and the last day"),
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=12", "every year"),
        ("FREQ=YEARLY;BYMONTH=01;BYDAY=2WE", "every year on the second wednesday"),
        ("FREQ=WEEKLY;UNTIL=20220630", "every week until 2022-06-30"),
        ("FREQ=WEEKLY;UNTIL=20220630T120000Z", "every week until 2022-06-30"),
        ("FREQ=WEEKLY;UNTIL=99991231T235959Z", "every week"),
    ],
)
def test_a_rule_that_ours_can_say_is_kept(text: str, words: str):
    assert rule(text) == words


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("20220302", "2022-03-02"),
        ("20220302T085959Z", "2022-03-01"),
        ("20220302T090000Z", "2022-03-02"),
        ("20220301T230000Z", "2022-03-01"),
        ("20220302T225959Z", "2022-03-02"),
        ("20220302T100000", "2022-03-02"),
        ("20220302T095900", "2022-03-01"),
    ],
)
def test_it_ends_with_the_last_day_on_which_one_may_begin(until: str, day: str):
    assert rule(f"FREQ=WEEKLY;UNTIL={until}", HOUR) == f"every week until {day}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=HOURLY", "`repeat:` has no word for FREQ=HOURLY"),
        ("FREQ=DAILY;BYHOUR=9,17", "`repeat:` has no word for BYHOUR"),
        ("FREQ=YEARLY;BYWEEKNO=2", "`repeat:` has no word for BYWEEKNO"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "`repeat:` has no word for BYSETPOS"),
        ("FREQ=MONTHLY;BYDAY=-2WE", "`repeat:` has no word for BYDAY=-2WE"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "`repeat:` counts days of the month from its beginning, or says the last"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=WE", "it does not say which of them in the month"),
        ("FREQ=MONTHLY;BYDAY=2WE;BYMONTHDAY=12", "it has days of the week and of the month"),
        ("FREQ=WEEKLY;BYDAY=1WE", "a week has one of each day"),
        ("FREQ=DAILY;BYMONTH=1", "`repeat:` cannot name months"),
        ("FREQ=YEARLY;BYMONTH=1,7", "`repeat:` cannot name months"),
        ("FREQ=YEARLY;BYMONTHDAY=12", "no `repeat:` says the same days and hours"),
        ("FREQ=YEARLY;BYDAY=20WE", "`repeat:` has no word for BYDAY=20WE"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SU;WKST=SU", "no `repeat:` says the same days and hours"),
        ("FREQ=WEEKLY;BYDAY=MO", "its first is on no day of it"),
        ("FREQ=WEEKLY;UNTIL=20220111", "its first is on no day of it"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20220701", "it ends twice, by COUNT and by UNTIL"),
        ("FREQ=WEEKLY;COUNT=5000", "'5000' is no number of meetings"),
        ("FREQ=WEEKLY;UNTIL=soon", "UNTIL 'SOON' is not a date"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0 is not from 1 to 999"),
        ("FREQ=WEEKLY;INTERVAL=1,2", "INTERVAL=1,2 cannot be read"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX cannot be read"),
        ("FREQ=WEEKLY;WKST=XX", "WKST=XX cannot be read"),
        ("FREQ=WEEKLY;FREQ=DAILY", "it cannot be read"),
        ("FREQ", "it cannot be read"),
        ("", "it cannot be read"),
    ],
)
def test_a_rule_that_ours_cannot_say_is_named_and_the_first_stands(text: str, why: str):
    assert refused(text) == why


def test_hours_repeat_by_the_clocks_of_the_entry_where_those_of_the_place_differ():
    weekly = "RRULE:FREQ=WEEKLY"
    york = "DTSTART;TZID=America/New_York:20220112T100000"
    [abroad] = imported(york, weekly, "LOCATION:Geneva").meetings
    [alike] = imported("DTSTART;TZID=W. Europe Standard Time:20220112T100000", weekly, "LOCATION:Geneva").meetings
    [in_utc] = imported("DTSTART:20220112T090000Z", weekly).meetings
    [in_winter] = imported("DTSTART:20220112T090000Z", f"{weekly};COUNT=5").meetings

    found = [each.timezone.key for each in (abroad, alike, in_utc, in_winter)]
    assert found == ["America/New_York", "Europe/Zurich", "UTC", "Europe/Zurich"]
    assert all(each.repeat for each in (abroad, alike, in_utc, in_winter))


def test_a_zone_of_rules_of_its_own_is_that_of_the_calendar_if_its_clocks_are_the_same():
    zone = """BEGIN:VTIMEZONE TZID:Ours BEGIN:STANDARD DTSTART:16010101T030000 RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
    TZOFFSETFROM:+0200 TZOFFSETTO:+0100 END:STANDARD BEGIN:DAYLIGHT DTSTART:16010101T020000
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3 TZOFFSETFROM:+0100 TZOFFSETTO:+0200 END:DAYLIGHT END:VTIMEZONE"""
    lines = ("DTSTART;TZID=Ours:20220112T100000", "RRULE:FREQ=WEEKLY;UNTIL=20220301T085959Z")

    [here] = imported(*lines, before=zone).meetings
    assert (here.timezone.key, here.repeat and write_repeat(here.repeat)) == (
        "Europe/Zurich",
        "every week until 2022-02-28",
    )
    abroad = imported("DTSTART;TZID=Ours:20220112T100000", "RRULE:FREQ=WEEKLY", zone="Asia/Tokyo", before=zone)
    assert abroad.meetings[0].repeat is None
    assert abroad.left[0].what == f"RRULE is not kept: no `repeat:` says the same days and hours{ONCE}"


def test_a_first_in_an_hour_that_clocks_skip_does_not_move_the_others():
    found = imported("DTSTART;TZID=Europe/Zurich:20220327T023000", "RRULE:FREQ=DAILY")

    assert found.meetings[0].repeat is None


def test_whole_days_that_are_written_as_hours_repeat_as_days():
    lines = (
        "DTSTART;TZID=Europe/Zurich:20220112T000000",
        "DTEND;TZID=Europe/Zurich:20220113T000000",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "RRULE:FREQ=WEEKLY;UNTIL=20220208T230000Z",
        "EXDATE;TZID=Europe/Zurich:20220119T000000",
        "EXDATE:20220125T230000Z",
    )
    found = imported(*lines)

    assert found.left == ()
    repeat = found.meetings[0].repeat
    assert repeat is not None
    assert (repeat.until, repeat.excepted) == (dt.date(2022, 2, 9), (dt.date(2022, 1, 19), dt.date(2022, 1, 26)))


@pytest.mark.parametrize(
    "exdate",
    [
        "EXDATE;TZID=Europe/Zurich:20220119T100000",
        "EXDATE:20220119T090000Z",
        "EXDATE:20220119T100000",
        "EXDATE;VALUE=DATE:20220119",
        "EXDATE;TZID=America/New_York:20220119T040000,20220119T040000",
    ],
)
def test_days_without_one_are_excepted_however_they_are_written(exdate: str):
    found = imported(HOUR, "RRULE:FREQ=WEEKLY", exdate)

    assert found.left == ()
    assert found.meetings[0].repeat
    assert found.meetings[0].repeat.excepted == (dt.date(2022, 1, 19),)


def test_what_takes_no_day_out_is_named():
    found = imported(HOUR, "RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Zurich:20220119T110000,20220120T100000,soon")

    assert [each.what for each in found.left] == [
        "EXDATE 20220119T110000 is not kept: the series has none then",
        "EXDATE 20220120T100000 is not kept: the series has none then",
        "EXDATE 'soon' is not a date: left out",
    ]


def test_days_beside_a_rule_are_named_and_without_one_the_first_stands():
    beside = imported(HOUR, "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY", "RDATE:20220113T090000Z", "RDATE:20220114T090000Z")
    alone = imported(HOUR, "RDATE:20220113T090000Z", "EXDATE:20220113T090000Z")
    less = imported(HOUR, "RRULE:FREQ=WEEKLY", "EXRULE:FREQ=MONTHLY")

    assert beside.meetings[0].repeat is not None
    assert [each.what for each in beside.left] == [
        "RRULE comes again: the first is kept",
        "RDATE (2) is not kept: beside a rule there are no single days; add them as meetings",
    ]
    assert alone.meetings[0].repeat is None
    assert [each.what.partition(":")[0] for each in alone.left] == ["RDATE is not kept", "EXDATE is not kept"]
    assert less.meetings[0].repeat is None
    assert less.left[0].what == f"RRULE is not kept: EXRULE takes days out of it that `repeat:` cannot name{ONCE}"


NUMBERS = st.lists(st.sampled_from(["1", "2", "12", "29", "31", "-1", "-2"]), min_size=1, max_size=2).map(",".join)
WEEKDAYS = st.lists(
    st.builds(
        "{}{}".format, st.sampled_from(["", "", "1", "2", "+4", "5", "-1"]), st.sampled_from(["MO", "WE", "SA", "SU"])
    ),
    min_size=1,
    max_size=3,
).map(",".join)


# Days that are the first, second, fifth or last of their name, or of their month: many rules begin on them.
FIRSTS = st.sampled_from(["2022-01-01", "2022-01-02", "2022-01-12", "2022-01-31", "2023-12-31", "2024-02-29"]).map(
    lambda day: dt.datetime.fromisoformat(f"{day}T10:00")
)


@st.composite
def written_rules(draw: st.DrawFn) -> str:
    """Make up a rule of any program, be it one that ours can say or not."""
    parts = {"FREQ": draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))}
    others = {
        "INTERVAL": st.sampled_from(["1", "2", "3"]),
        "BYDAY": WEEKDAYS,
        "BYMONTHDAY": NUMBERS,
        "BYMONTH": st.sampled_from(["1", "1", "1,2", "12"]),
        "BYSETPOS": st.sampled_from(["1", "2", "5", "-1"]),
        "WKST": st.sampled_from(["MO", "SU"]),
        "COUNT": st.sampled_from(["1", "3", "70"]),
    }
    for name in sorted(draw(st.sets(st.sampled_from(tuple(others)), max_size=4)), key=tuple(others).index):
        parts[name] = draw(others[name])
    return ";".join(f"{name}={value}" for name, value in parts.items())


@given(written_rules(), FIRSTS)
def test_a_rule_that_is_kept_says_what_dateutil_reads_in_it(text: str, first: dt.datetime):
    """RFC 5545 §3.3.10, also far beyond what was compared as it was read."""
    found = imported(f"DTSTART;TZID=Europe/Zurich:{first:%Y%m%dT%H%M%S}", f"RRULE:{text}").meetings[0]
    if found.repeat is None:
        return
    endless, _, count = text.partition(";COUNT=")
    walls = islice(rrule.rrulestr(f"{endless};UNTIL=20511231T235959", dtstart=first), int(count or 1000))
    ours = occurrences(found, first=first.date(), last=dt.date(2051, 12, 31))
    assert [each.when.begins for each in ours] == [at.replace(tzinfo=ZURICH).astimezone(dt.UTC) for at in walls]
