"""IANA zone → VTIMEZONE (RFC 5545 §3.6.5) that every calendar program reads right, worked out from tzdata itself."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

SEEN_TWICE = 2
"""A change of clocks has to be seen so often, a year apart, before it counts as a yearly one."""

YEARS_AHEAD = 5
"""So many years after the last day are looked at too: they tell a month's fourth Sunday from its last."""

_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)
_SECOND = dt.timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_Onset = icalendar.TimezoneStandard | icalendar.TimezoneDaylight


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One change of a zone's clocks; ``name`` is what its time is called from then on."""

    instant: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str

    @property
    def wall(self) -> dt.datetime:
        """What the clocks show as they are changed, which is how RFC 5545 §3.6.5 wants an onset written."""
        return self.instant.replace(tzinfo=None) + self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A change that comes each year, on the ``nth`` weekday of its month; -1 is the last one."""

    month: int
    nth: int
    weekday: int
    clock: dt.time
    before: dt.timedelta
    after: dt.timedelta
    name: str

    def wall(self, year: int) -> dt.datetime:
        """Return what the clocks show as they are changed in that year."""
        edge = dt.date(year, self.month, 1)
        if self.nth < 0:
            edge = (edge + 31 * _DAY).replace(day=1) - 7 * _DAY
        day = edge + ((self.weekday - edge.weekday()) % 7 + 7 * max(self.nth - 1, 0)) * _DAY
        return dt.datetime.combine(day, self.clock)

    def instant(self, year: int) -> dt.datetime:
        """Return when that is, in UTC."""
        return (self.wall(year) - self.before).replace(tzinfo=dt.UTC)


def vtimezone(zone: ZoneInfo, *, first: dt.date, last: dt.date) -> icalendar.Timezone | None:
    """Write a zone for meetings in its local time from the first day to the last, both included.

    It has one STANDARD and, if the zone changes its clocks, one DAYLIGHT, each with a yearly RRULE of BYMONTH and one
    BYDAY: of several, Exchange reads only the newest, and it knows no other rules (MS-OXCICAL §2.1.3.1.1.19). Both
    begin before the first day. DAYLIGHT is the larger offset, also where law calls the winter the exception (Ireland).

    None if no such pair is true from the first day to the last, or if an offset has seconds, as before standard time:
    then UTC has to be written.
    """
    for begin, end in _spans(zone, first, last):
        changes = _changes(zone, begin, end)
        rules = _yearly(changes, begin, end)
        whole = not any(each % _MINUTE for each in (_offset(begin, zone), *(change.after for change in changes)))
        if whole and (rules or not changes):
            timezone = icalendar.Timezone()
            timezone.add("TZID", zone.key)
            for onset in [_recurring(rule, first) for rule in rules] or [_unchanging(zone, begin)]:
                timezone.add_component(onset)
            return timezone
    return None


def _spans(zone: ZoneInfo, first: dt.date, last: dt.date) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Return the spans in which to look for rules, from midnight to midnight: the longer one is true, the better."""
    new_year = dt.date(first.year, 1, 1)
    for begin, end in (
        (new_year, dt.date(last.year + YEARS_AHEAD, 12, 31)),
        (new_year, dt.date(max(last.year, first.year + SEEN_TWICE - 1), 12, 31)),
        (first, last),
    ):
        yield _midnight(begin, zone), _midnight(end + _DAY, zone)


def _changes(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> list[_Change]:
    """Return the changes of the offset after ``begin``, up to ``end``, in order. No zone has two in a day."""
    found = []
    offset = _offset(begin, zone)
    while begin < end:
        after = min(begin + _DAY, end)
        if (new := _offset(after, zone)) != offset:
            instant = _first_after(begin, after, offset, zone)
            name = instant.astimezone(zone).tzname() or zone.key
            found.append(_Change(instant=instant, before=offset, after=new, name=name))
        begin, offset = after, new
    return found


def _first_after(before: dt.datetime, after: dt.datetime, offset: dt.timedelta, zone: ZoneInfo) -> dt.datetime:
    """Return the first second at which an offset that holds before no longer does."""
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        before, after = (middle, after) if _offset(middle, zone) == offset else (before, middle)
    return after


def _yearly(changes: Sequence[_Change], begin: dt.datetime, end: dt.datetime) -> tuple[_Rule, ...]:
    """Return the pair of rules, to standard and to daylight time, that make just these changes; () if none do."""
    back = _rule([change for change in changes if change.after < change.before])
    ahead = _rule([change for change in changes if change.after > change.before])
    if back is None or ahead is None:
        return ()
    years = range(begin.year - 1, end.year + 2)
    made = sorted(rule.instant(year) for rule in (back, ahead) for year in years)
    same = [each for each in made if begin < each <= end] == [each.instant for each in changes]
    return (back, ahead) if same else ()


def _rule(changes: Sequence[_Change]) -> _Rule | None:
    """Return the rule for changes of one direction; of "last" and "fourth" weekday, laws say the first more often."""
    if len(changes) < SEEN_TWICE:
        return None
    one = changes[0]
    alike = {(each.wall.month, each.wall.weekday(), each.wall.time(), each.before, each.after) for each in changes}
    nths = set.intersection(*(_nths(each.wall.date()) for each in changes))
    if len(alike) > 1 or not nths:
        return None
    return _Rule(
        month=one.wall.month,
        nth=min(nths),
        weekday=one.wall.weekday(),
        clock=one.wall.time(),
        before=one.before,
        after=one.after,
        name=one.name,
    )


def _nths(day: dt.date) -> set[int]:
    """Return the numbers that a day has among the days of its month with its weekday: the 25th may be 4 and -1."""
    number = (day.day + 6) // 7
    return ({number} if number < 5 else set()) | ({-1} if (day + 7 * _DAY).month != day.month else set())


def _recurring(rule: _Rule, first: dt.date) -> _Onset:
    """Write a rule, from the last time it came before the first day."""
    onset = icalendar.TimezoneDaylight() if rule.after > rule.before else icalendar.TimezoneStandard()
    wall = rule.wall(first.year)
    onset.add("DTSTART", wall if wall.date() < first else rule.wall(first.year - 1))
    onset.add("TZOFFSETFROM", rule.before)
    onset.add("TZOFFSETTO", rule.after)
    onset.add("TZNAME", rule.name)
    onset.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": rule.month, "BYDAY": f"{rule.nth}{_WEEKDAYS[rule.weekday]}"})
    return onset


def _unchanging(zone: ZoneInfo, instant: dt.datetime) -> _Onset:
    """Write the one offset that a zone has from an instant on, as if it had had it since New Year."""
    onset = icalendar.TimezoneStandard()
    local = instant.astimezone(zone)
    onset.add("DTSTART", dt.datetime.combine(dt.date(local.year, 1, 1), dt.time()))
    for name in ("TZOFFSETFROM", "TZOFFSETTO"):
        onset.add(name, local.utcoffset())
    onset.add("TZNAME", local.tzname())
    return onset


def _midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """Return when a day begins, in UTC: Python compares and counts times of one zone by the clock on the wall."""
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _offset(instant: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return instant.astimezone(zone).utcoffset() or dt.timedelta()
