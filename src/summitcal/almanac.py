"""Meetings laid out in time: the weeks of a month, and a season of months from end to end."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from zoneinfo import ZoneInfo

from summitcal.model import Meeting, Status
from summitcal.recurrence import occurrences
from summitcal.when import month_of

SEASON = 4
"""How many months a season shows: time enough for what is announced, and narrow enough for days to be seen."""

_WEEK = dt.timedelta(days=7)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a month's weeks, with the meetings that touch it; ``outside`` if it is of a neighbouring month."""

    date: dt.date
    outside: bool
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A meeting on the line of a season: where it begins and how long it is, as parts of the whole from 0 to 1.

    ``exact`` is whether its day is known; if not, it is somewhere within the span.
    """

    meeting: Meeting
    begins: Fraction
    length: Fraction
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Some months from the ``first`` day to the ``last``, included; ``months`` says where each begins, from 0 to 1."""

    first: dt.date
    last: dt.date
    months: tuple[tuple[dt.date, Fraction], ...]
    spans: tuple[Span, ...]

    def place_of(self, day: dt.date) -> Fraction:
        """Return where a day begins on the line, from 0 to 1."""
        return Fraction((day - self.first).days, (self.last - self.first).days + 1)


def weeks_of(
    meetings: Iterable[Meeting], month: dt.date, *, first_weekday: int = 0, zone: ZoneInfo | None = None
) -> tuple[tuple[Day, ...], ...]:
    """Lay out the month of a day in whole weeks, which begin on ``first_weekday`` (Monday is 0).

    What has an hour stands on its days by the clocks of ``zone``, or of its own.
    """
    period = month_of(month)
    start = period.first - dt.timedelta(days=(period.first.weekday() - first_weekday) % 7)
    end = period.last + dt.timedelta(days=(first_weekday - 1 - period.last.weekday()) % 7)
    # By other clocks it may be the day before or after.
    dated = [each for each in _within(meetings, start - _DAY, end + _DAY) if _has_day(each)]
    days = [start + _DAY * number for number in range((end - start).days + 1)]
    laid = [
        Day(date=day, outside=not period.first <= day <= period.last, meetings=_on(dated, day, zone)) for day in days
    ]
    return tuple(tuple(laid[number : number + 7]) for number in range(0, len(laid), 7))


def undated_in(meetings: Iterable[Meeting], month: dt.date) -> tuple[Meeting, ...]:
    """Return the meetings of which it is only known that they are in a span of time that touches the month of a day.

    One that is postponed stands with them in the month for which it was planned.
    """
    period = month_of(month)
    return tuple(each for each in meetings if not _has_day(each) and _touches(each, period.first, period.last))


def season_of(meetings: Iterable[Meeting], day: dt.date) -> Season:
    """Lay out the months from that of a day on; what is postponed is nowhere in them, as its day holds no longer."""
    first = month_of(day).first
    months = [first]
    for _ in range(SEASON):
        months.append(month_after(months[-1]))
    last = months.pop() - _DAY
    season = Season(first=first, last=last, months=(), spans=())
    there = (each for each in _within(meetings, first, last) if each.status is not Status.POSTPONED)
    spans = tuple(_span(each, season) for each in there)
    return Season(first=first, last=last, months=tuple((each, season.place_of(each)) for each in months), spans=spans)


def month_after(day: dt.date, months: int = 1) -> dt.date:
    """Return the first day of a month so many months after that of a day; before it where they are negative."""
    number = day.year * 12 + day.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def _within(meetings: Iterable[Meeting], first: dt.date, last: dt.date) -> list[Meeting]:
    """Return what touches a span of days, those that repeat as their occurrences, in the order of time."""
    found: list[Meeting] = []
    for meeting in meetings:
        if meeting.repeat:
            found += occurrences(meeting, first=first, last=last)
        elif _touches(meeting, first, last):
            found.append(meeting)
    return sorted(found, key=lambda each: (each.when.first_day or first, each.when.begins, each.id))


def _has_day(meeting: Meeting) -> bool:
    return meeting.when.dated and meeting.status is not Status.POSTPONED


def _touches(meeting: Meeting, first: dt.date, last: dt.date) -> bool:
    when = meeting.when
    begins, ends = when.first_day, when.last_day
    return begins is not None and ends is not None and begins <= last and first <= ends


def _on(meetings: Iterable[Meeting], day: dt.date, zone: ZoneInfo | None) -> tuple[Meeting, ...]:
    spans = ((each, *each.when.days_in(zone or each.timezone)) for each in meetings)
    return tuple(each for each, first, last in spans if first and last and first <= day <= last)


def _span(meeting: Meeting, season: Season) -> Span:
    when = meeting.when
    begins = max(when.first_day or season.first, season.first)
    ends = min(when.last_day or season.last, season.last)
    start = season.place_of(begins)
    return Span(meeting=meeting, begins=start, length=season.place_of(ends + _DAY) - start, exact=when.dated)
