"""Made-up rules of meetings that repeat, for tests that hold for all of them."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from summitcal.cadence import in_order
from summitcal.model import Frequency, Meeting, Occurrence, Repeat, Weekday
from summitcal.when import Point

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
ZONES = st.sampled_from([ZoneInfo("UTC"), ZoneInfo("Europe/Zurich"), ZoneInfo("America/New_York")])
WEEKDAYS = st.builds(Weekday, st.integers(0, 6))
COUNTED = st.builds(Weekday, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, 5, -1]))


@st.composite
def rules(draw: st.DrawFn, days: st.SearchStrategy[dt.date] = DAYS) -> Repeat:
    """Make up a rule that can be written, if not one that a given start is on."""
    unit = draw(st.sampled_from(Frequency))
    on: st.SearchStrategy[list[Weekday | int]] = st.just([])
    if unit is Frequency.WEEK:
        on = st.lists(WEEKDAYS, max_size=3)
    elif unit is Frequency.MONTH:
        on = st.lists(COUNTED, max_size=3) | st.lists(st.sampled_from([*range(1, 32), -1]), max_size=3)
    elif unit is Frequency.YEAR:
        on = st.lists(COUNTED, max_size=2)
    until, times = draw(st.just((None, None)) | st.tuples(days, st.none()) | st.tuples(st.none(), st.integers(1, 60)))
    return Repeat(every=draw(st.integers(1, 13)), unit=unit, on=in_order(draw(on)), until=until, times=times)


@st.composite
def repeats(draw: st.DrawFn, occurrences: st.SearchStrategy[Occurrence]) -> Repeat:
    """Make up a rule with days that differ, be they occurrences of it or not."""
    changes = draw(st.lists(occurrences, max_size=2).map(tuple))
    return replace(draw(rules()), excepted=tuple(draw(st.lists(DAYS, max_size=2))), changes=changes)


def is_day_of(repeat: Repeat, start: dt.date, day: dt.date) -> bool:
    """Say by the words of RFC 5545 §3.3.10 whether a rule is followed on a day; of counts it knows nothing."""
    if day < start or (repeat.until and day > repeat.until):
        return False
    months = (day.year - start.year) * 12 + day.month - start.month
    weeks = ((day - dt.timedelta(day.weekday())) - (start - dt.timedelta(start.weekday()))).days // 7
    spans = {
        Frequency.DAY: (day - start).days,
        Frequency.WEEK: weeks,
        Frequency.MONTH: months,
        Frequency.YEAR: day.year - start.year,
    }
    in_month = day.month == start.month or repeat.unit is not Frequency.YEAR
    return spans[repeat.unit] % repeat.every == 0 and in_month and _is_named(repeat, start, day)


def _is_named(repeat: Repeat, start: dt.date, day: dt.date) -> bool:
    tomorrow, week = dt.timedelta(days=1), dt.timedelta(days=7)
    nths = {0, (day.day - 1) // 7 + 1, -1 if (day + week).month != day.month else 0}
    numbers = {day.day, -1 if (day + tomorrow).month != day.month else 0}
    if repeat.on:
        return any(
            each.number == day.weekday() and each.nth in nths if isinstance(each, Weekday) else each in numbers
            for each in repeat.on
        )
    match repeat.unit:
        case Frequency.DAY:
            return True
        case Frequency.WEEK:
            return day.weekday() == start.weekday()
    return day.day == start.day


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Make up a meeting that repeats and whose first is on a day of its rule."""
    repeat, zone, day = draw(rules()), draw(ZONES), draw(DAYS)
    if repeat.until:
        day = min(day, repeat.until)
    found = next((each for each in _days_from(day) if is_day_of(repeat, each, each)), None)
    if found is None or (repeat.until and found > repeat.until):
        repeat, found = Repeat(every=repeat.every, unit=repeat.unit), day
    start: Point = found
    if draw(st.booleans()):
        # Not in the small hours, which clocks skip or repeat.
        clock = dt.time(draw(st.integers(4, 23)), draw(st.sampled_from([0, 30])))
        start = dt.datetime.combine(found, clock, zone)
    longer = dt.timedelta(days=draw(st.integers(0, 2)), minutes=30)
    return Meeting(id="m", title="M", start=start, end=start + longer, timezone=zone, repeat=repeat)


def _days_from(day: dt.date) -> list[dt.date]:
    return [day + dt.timedelta(days=number) for number in range(800)]
