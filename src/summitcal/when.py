"""When a meeting is, as exactly as it is known: an instant, a day, days, a week, a month, a quarter, unknown."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, StrEnum
from zoneinfo import ZoneInfo

from summitcal.language import ENGLISH, WEEKDAYS, Language

ASSUMED_LENGTH = dt.timedelta(hours=1)
"""How long a timed meeting is taken to last while its end has not been announced."""

YEARS = range(1800, 2200)
"""The years that a meeting can be in; what lies outside is a slip of the pen."""


class Unit(StrEnum):
    """A length of time within which the day of a meeting is not known."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A week (ISO 8601), month or quarter, of which it is not known which day; ``last`` is included."""

    first: dt.date
    last: dt.date
    unit: Unit

    def __str__(self) -> str:
        """Write it the way events.yaml does: ``2022-W02``, ``2022-01``, ``2022-Q1``."""
        match self.unit:
            case Unit.WEEK:
                year, week, _ = self.first.isocalendar()
                return f"{year}-W{week:02}"
            case Unit.MONTH:
                return f"{self.first:%Y-%m}"
            case Unit.QUARTER:
                return f"{self.first.year}-Q{self.first.month // 3 + 1}"


class Unknown(Enum):
    """No date at all: ``start: unknown``."""

    UNKNOWN = "unknown"

    def __str__(self) -> str:
        """Write it the way events.yaml does."""
        return self.value


UNKNOWN = Unknown.UNKNOWN

Point = dt.datetime | dt.date | Period | Unknown
"""One end of a meeting: an instant (always with its zone), a day, a period, or unknown."""


@dataclass(frozen=True, slots=True)
class When:
    """From ``start`` to ``end``, as exactly as both are known; a last day is included.

    ``zone`` is where a day begins and ends, and the zone in which hours are said. ``length`` is how long it is taken to
    last while it has an hour and its end is not known.
    """

    start: Point
    end: Point | None
    zone: ZoneInfo
    length: dt.timedelta = ASSUMED_LENGTH

    @property
    def timed(self) -> bool:
        """Whether the hour of its start is known."""
        return isinstance(self.start, dt.datetime)

    @property
    def dated(self) -> bool:
        """Whether its day is known; only then can it stand in a calendar program."""
        return isinstance(self.start, dt.date)

    @property
    def first_day(self) -> dt.date | None:
        """The earliest day it can be on, in its own zone; None if nothing is known."""
        match self.start:
            case dt.datetime():
                return self.start.astimezone(self.zone).date()
            case dt.date():
                return self.start
            case Period():
                return self.start.first
            case Unknown():
                return None

    @property
    def last_day(self) -> dt.date | None:
        """The latest day it can be on, in its own zone, included; None if nothing is known."""
        match self.start if self.end is None else self.end:
            case dt.datetime() as end:
                return (end.astimezone(self.zone) - dt.timedelta(microseconds=self.end is not None)).date()
            case dt.date() as end:
                return end
            case Period() as end:
                return end.last
            case Unknown():
                return self.first_day

    @property
    def begins(self) -> dt.datetime | None:
        """The first instant it can be under way, in UTC."""
        if isinstance(self.start, dt.datetime):
            return self.start.astimezone(dt.UTC)
        return _midnight(self.first_day, self.zone)

    @property
    def ends(self) -> dt.datetime | None:
        """The first instant after it, in UTC; ``length`` after its start where no end is known."""
        if isinstance(self.end, dt.datetime):
            return self.end.astimezone(dt.UTC)
        if isinstance(self.start, dt.datetime) and self.end is None:
            return self.start.astimezone(dt.UTC) + self.length
        return _midnight(self.last_day, self.zone, days=1)

    @property
    def days(self) -> int:
        """How many days it touches, in its own zone; 0 if no day is known."""
        if not self.dated or self.first_day is None or self.last_day is None:
            return 0
        return (self.last_day - self.first_day).days + 1

    def overlaps(self, other: "When") -> bool:
        """Whether both can be under way at the same time; what is unknown overlaps nothing.

        Days are compared as days, each in its own zone: two neighbouring ones share hours around the world, and are
        two days all the same.
        """
        if self.timed and other.timed and self.begins and self.ends and other.begins and other.ends:
            return self.begins < other.ends and other.begins < self.ends
        if not (self.first_day and self.last_day and other.first_day and other.last_day):
            return False
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def in_words(self, zone: ZoneInfo | None = None, *, language: Language = ENGLISH) -> str:
        """Say it: ``9–10 January 2022``, ``Wednesday 12 January 2022, 15:00–17:00``, ``January 2022, day not set``.

        Hours are said in ``zone``, or in its own; the zone is not named.
        """
        date, rest = self._in_parts(zone or self.zone, language)
        return language.say("{date}, {hours}", date=date, hours=rest) if rest else date

    def in_two_lines(self, zone: ZoneInfo | None = None, *, language: Language = ENGLISH) -> tuple[str, str]:
        """Say it for a narrow column: the date, then what else is known: ``9–10 January 2022``, ``Sunday–Monday``."""
        zone = zone or self.zone
        first, last = self.days_in(zone)
        if first is None or last is None:
            return self._in_parts(zone, language)
        if first == last:
            hours = _hours(self.start, self.end, zone, language)
            weekday = language.weekday(first.weekday())
            return language.day(first), language.say("{date}, {hours}", date=weekday, hours=hours) if hours else weekday
        days = language.days(first, last)
        if isinstance(self.start, dt.datetime) and isinstance(self.end, dt.datetime):
            return days, _weekday_hours(self.start, self.end, zone, language)
        if (count := (last - first).days + 1) > len(WEEKDAYS):
            return days, language.count("{number} day", "{number} days", count)
        return days, f"{language.weekday(first.weekday())}–{language.weekday(last.weekday())}"

    def hours_elsewhere(self, zone: ZoneInfo, *, language: Language = ENGLISH, beside: ZoneInfo | None = None) -> str:
        """Say its hours by the clocks of another zone, with the day only where it is another one there.

        ``beside`` is the zone in which they are said already, left out its own. Empty where no hour is known, and
        where the clocks agree.
        """
        if not isinstance(self.start, dt.datetime):
            return ""
        here, there = self.start.astimezone(beside or self.zone), self.start.astimezone(zone)
        if here.utcoffset() == there.utcoffset():
            return ""
        if self.days > 1 and isinstance(self.end, dt.datetime):
            return _weekday_hours(self.start, self.end, zone, language)
        if here.date() == there.date():
            return _hours(self.start, self.end, zone, language)
        return self.in_words(zone, language=language)

    def days_in(self, zone: ZoneInfo) -> tuple[dt.date | None, dt.date | None]:
        """Return its first and last day by the clocks of a zone; None where no day is known."""
        if not self.dated:
            return None, None
        if zone == self.zone or not isinstance(self.start, dt.datetime):
            return self.first_day, self.last_day
        first = self.start.astimezone(zone).date()
        if isinstance(self.end, dt.datetime):
            return first, (self.end.astimezone(zone) - dt.timedelta(microseconds=1)).date()
        return first, first if self.end is None else self.last_day

    def _in_parts(self, zone: ZoneInfo, language: Language) -> tuple[str, str]:
        """Return its date, and what else is to be said of it."""
        match self.start:
            case Unknown():
                return language.say("date not set"), ""
            case Period():
                end = self.end if isinstance(self.end, Period) else self.start
                return _period_words(self.start, end, language), language.say("day not set")
            case dt.datetime():
                start = self.start.astimezone(zone)
                return language.full_day(start.date()), _hours(self.start, self.end, zone, language)
            case dt.date():
                return days_in_words(self.start, self.last_day or self.start, language=language), ""


def month_of(day: dt.date) -> Period:
    """Return the month that a day is in."""
    first = day.replace(day=1)
    return Period(first, _month_after(first) - dt.timedelta(days=1), Unit.MONTH)


def quarter_of(day: dt.date) -> Period:
    """Return the quarter of the year that a day is in."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    last = month_of(_month_after(_month_after(first))).last
    return Period(first, last, Unit.QUARTER)


def week_of(day: dt.date) -> Period:
    """Return the week, Monday to Sunday, that a day is in (ISO 8601)."""
    first = day - dt.timedelta(days=day.weekday())
    return Period(first, first + dt.timedelta(days=6), Unit.WEEK)


def days_in_words(first: dt.date, last: dt.date, *, language: Language = ENGLISH) -> str:
    """Say one day with its weekday, or several as a range: ``30 June – 2 July 2022``."""
    return language.full_day(first) if first >= last else language.days(first, last)


def day_words(day: dt.date) -> str:
    """Say a day without its weekday, in English: ``9 January 2022``."""
    return ENGLISH.day(day)


def zone_words(zone: ZoneInfo) -> str:
    """Say in English whose clocks a zone's hours are read from: ``Zurich time``, ``UTC``."""
    return ENGLISH.zone(zone)


def _period_words(start: Period, end: Period, language: Language) -> str:
    if start.unit is Unit.WEEK:
        return language.say("week of {days}", days=days_in_words(start.first, end.last, language=language))
    return language.months(start.first, end.last)


def _hours(start: Point, end: Point | None, zone: ZoneInfo, language: Language) -> str:
    """Say the hours of a meeting; those that end on another day say which."""
    if not isinstance(start, dt.datetime):
        return ""
    start = start.astimezone(zone)
    words = language.clock(start.time())
    match end:
        case dt.datetime():
            end = end.astimezone(zone)
            if end.date() == start.date():
                return language.hours(start.time(), end.time())
            last = language.say("{date}, {hours}", date=language.full_day(end.date()), hours=language.clock(end.time()))
            return f"{words} – {last}"
        case dt.date() if end > start.date():
            return f"{words} – {language.full_day(end)}"
    return words


def _month_after(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1)


def _weekday_hours(start: dt.datetime, end: dt.datetime, zone: ZoneInfo, language: Language) -> str:
    ends = (moment.astimezone(zone) for moment in (start, end))
    return " – ".join(f"{language.weekday(each.weekday())} {language.clock(each.time())}" for each in ends)


def _midnight(day: dt.date | None, zone: ZoneInfo, days: int = 0) -> dt.datetime | None:
    if day is None:
        return None
    # In UTC, since Python compares and subtracts two times of one zone by the clock on the wall.
    return dt.datetime.combine(day + dt.timedelta(days=days), dt.time(), zone).astimezone(dt.UTC)
