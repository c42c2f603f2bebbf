"""When a meeting is, as exactly as it is known: an instant, a day, days, a week, a month, a quarter, unknown."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from summitcal.problems import UnreadableDate, guess

ASSUMED_LENGTH = dt.timedelta(hours=1)
"""How long a timed meeting is taken to last while its end has not been announced."""

YEARS = range(1800, 2200)
"""The years that a meeting can be in; what lies outside is a slip of the pen."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_POINT = re.compile(
    r"""(?P<year>\d{4}) (?:
        -W(?P<week>\d\d) | -?Q(?P<quarter>\d) | -(?P<month>\d\d) (?:
            -(?P<day>\d\d) (?:
                [ T]\s* (?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d)? \s* (?P<zone>Z|[+-]\d\d:?\d\d|[A-Z][\w/+-]+)?
            )?
        )?
    )""",
    re.VERBOSE | re.ASCII,
)
_DATE_MEND = "write it as 2022-01-09, 2022-01-09 15:00, 2022-01, 2022-W02, 2022-Q1 or unknown"


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

    ``zone`` is where a day begins and ends, and the zone in which hours are said.
    """

    start: Point
    end: Point | None
    zone: ZoneInfo

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
        """The first instant it can be under way."""
        if isinstance(self.start, dt.datetime):
            return self.start
        return _midnight(self.first_day, self.zone)

    @property
    def ends(self) -> dt.datetime | None:
        """The first instant after it. A timed meeting without a known end is taken to last an hour."""
        if isinstance(self.end, dt.datetime):
            return self.end
        if isinstance(self.start, dt.datetime) and self.end is None:
            return self.start + ASSUMED_LENGTH
        return _midnight(self.last_day, self.zone, days=1)

    @property
    def days(self) -> int:
        """How many days it touches, in its own zone; 0 if no day is known."""
        if not self.dated or self.first_day is None or self.last_day is None:
            return 0
        return (self.last_day - self.first_day).days + 1

    def overlaps(self, other: "When") -> bool:
        """Whether both can be under way at the same time; what is unknown overlaps nothing."""
        mine, theirs = (self.begins, self.ends), (other.begins, other.ends)
        if None in mine or None in theirs:
            return False
        return self.begins < other.ends and other.begins < self.ends  # type: ignore[operator]  # None is ruled out

    def in_words(self, zone: ZoneInfo | None = None) -> str:
        """Say it: ``9–10 January 2022``, ``Wednesday 12 January 2022, 15:00–17:00``, ``January 2022, day not set``.

        Hours are said in ``zone``, or in its own; the zone is not named.
        """
        match self.start:
            case Unknown():
                return "date not set"
            case Period():
                end = self.end if isinstance(self.end, Period) else self.start
                return f"{_period_words(self.start, end)}, day not set"
            case dt.datetime():
                return _hours_in_words(self.start, self.end, zone or self.zone)
            case dt.date():
                return days_in_words(self.start, self.last_day or self.start)


def read_point(text: str, zone: ZoneInfo) -> Point:
    """Read one end of a meeting from the text of events.yaml.

    A time without a zone of its own is meant in ``zone``.

    Raises:
        UnreadableDate: the text is no date, names a day, an hour or a zone that does not exist, or a local time
            that the change of clocks skips or repeats.
    """
    if text.strip().casefold() == UNKNOWN.value:
        return UNKNOWN
    found = _POINT.fullmatch(text.strip())
    if not found:
        raise UnreadableDate(f"{text!r} is not a date", _DATE_MEND)
    year = int(found["year"])
    if year not in YEARS:
        raise UnreadableDate(f"{year:04} is not a year we can use", f"years run from {YEARS[0]} to {YEARS[-1]}")
    if found["week"]:
        return _week(year, int(found["week"]))
    if found["quarter"]:
        return _months(year, int(found["quarter"]) * 3 - 2, 3, Unit.QUARTER, text)
    if not found["month"]:
        raise UnreadableDate(f"{text!r} is a year, too little to go by", _DATE_MEND)
    if not found["day"]:
        return _months(year, int(found["month"]), 1, Unit.MONTH, text)
    day = _day(year, int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return day
    return _instant(day, int(found["hour"]), int(found["minute"]), found["zone"], zone)


def write_point(point: Point) -> str:
    """Write one end of a meeting the canonical way of events.yaml, such that ``read_point`` reads it back."""
    if not isinstance(point, dt.datetime):
        return str(point)
    zone = f" {point.tzinfo.key}" if isinstance(point.tzinfo, ZoneInfo) else _offset(point)
    return f"{point:%Y-%m-%d %H:%M}{zone}"


def month_of(day: dt.date) -> Period:
    """Return the month that a day is in."""
    return _months(day.year, day.month, 1, Unit.MONTH, str(day))


def find_zone(name: str) -> ZoneInfo:
    """Return the IANA time zone of that exact name, the same on every file system.

    Raises:
        UnreadableDate: there is no such zone.
    """
    if name not in _zone_names():
        mend = guess(name, _zone_names()) or "use a name of the IANA list, as Europe/Zurich or UTC"
        raise UnreadableDate(f"time zone {name!r} is unknown", mend)
    return ZoneInfo(name)


def days_in_words(first: dt.date, last: dt.date) -> str:
    """Say one day with its weekday, or several as a range: ``30 June – 2 July 2022``."""
    if first >= last:
        return f"{WEEKDAYS[first.weekday()]} {day_words(first)}"
    if first.year != last.year:
        return f"{day_words(first)} – {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{first.day}–{day_words(last)}"


def day_words(day: dt.date) -> str:
    """Say a day without its weekday: ``9 January 2022``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _period_words(start: Period, end: Period) -> str:
    if start.unit is Unit.WEEK:
        return f"week of {days_in_words(start.first, end.last)}"
    first, last = (f"{MONTHS[day.month - 1]} {day.year}" for day in (start.first, end.last))
    if start.first.year == end.last.year and first != last:
        first = MONTHS[start.first.month - 1]
    return first if first == last else f"{first}–{last}"


def _hours_in_words(start: dt.datetime, end: Point | None, zone: ZoneInfo) -> str:
    start = start.astimezone(zone)
    words = f"{days_in_words(start.date(), start.date())}, {start:%H:%M}"
    match end:
        case dt.datetime():
            end = end.astimezone(zone)
            if end.date() == start.date():
                return f"{words}–{end:%H:%M}"
            return f"{words} – {days_in_words(end.date(), end.date())}, {end:%H:%M}"
        case dt.date() if end > start.date():
            return f"{words} – {days_in_words(end, end)}"
    return words


def _midnight(day: dt.date | None, zone: ZoneInfo, days: int = 0) -> dt.datetime | None:
    if day is None:
        return None
    return dt.datetime.combine(day + dt.timedelta(days=days), dt.time(), zone)


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        if not 1 <= month <= len(MONTHS):
            raise UnreadableDate(f"there is no month {month:02}", "months run from 01 to 12") from None
        last = _months(year, month, 1, Unit.MONTH, "").last.day
        what = f"there is no {day} {MONTHS[month - 1]} {year}"
        raise UnreadableDate(what, f"{MONTHS[month - 1]} {year} has {last} days") from None


def _week(year: int, week: int) -> Period:
    try:
        first = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        raise UnreadableDate(f"{year} has no week {week:02}", "weeks are counted as in ISO 8601") from None
    return Period(first, first + dt.timedelta(days=6), Unit.WEEK)


def _months(year: int, month: int, count: int, unit: Unit, text: str) -> Period:  # noqa: PLR0913 - private
    if not 1 <= month <= len(MONTHS):
        raise UnreadableDate(f"{text!r} is no {unit}", _DATE_MEND)
    beyond = month + count
    last = dt.date(year + (beyond > len(MONTHS)), (beyond - 1) % len(MONTHS) + 1, 1) - dt.timedelta(days=1)
    return Period(dt.date(year, month, 1), last, unit)


def _instant(day: dt.date, hour: int, minute: int, zone_text: str | None, zone: ZoneInfo) -> dt.datetime:
    try:
        clock = dt.time(hour, minute)
    except ValueError:
        raise UnreadableDate(f"there is no time {hour:02}:{minute:02}", "times run from 00:00 to 23:59") from None
    if zone_text == "Z":
        return dt.datetime.combine(day, clock, ZoneInfo("UTC"))
    if zone_text and zone_text[0] in "+-":
        return _with_offset(day, clock, zone_text)
    return _with_zone(day, clock, find_zone(zone_text) if zone_text else zone)


def _with_offset(day: dt.date, clock: dt.time, offset: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(f"{day}T{clock}{offset}")
    except ValueError:
        raise UnreadableDate(f"{offset!r} is not an offset from UTC", "write it as +02:00") from None


def _with_zone(day: dt.date, clock: dt.time, zone: ZoneInfo) -> dt.datetime:
    early = dt.datetime.combine(day, clock, zone)
    late = early.replace(fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    readings = " or ".join(f"{each:%Y-%m-%d %H:%M}{_offset(each)}" for each in (early, late))
    # The offset falls when clocks go back and an hour is lived twice; it rises when they skip one.
    twice = (early.utcoffset() or dt.timedelta()) > (late.utcoffset() or dt.timedelta())
    what = f"{clock:%H:%M} on {day} {'comes twice' if twice else 'does not exist'} in {zone.key}, as clocks change"
    raise UnreadableDate(what, f"write {readings}")


def _offset(instant: dt.datetime) -> str:
    text = instant.strftime("%z")
    return f"{text[:3]}:{text[3:]}"


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())
