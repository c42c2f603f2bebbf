"""RRULE and EXDATE of an entry → how its meeting repeats, kept only where both say the same days and hours."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile

from dateutil import rrule

from summitcal.cadence import MOST_UNITS, fitting, in_order, read_times
from summitcal.ics.content import Component, Property
from summitcal.ics.spans import Span, Zones, in_zone, read_value
from summitcal.model import UTC, Frequency, Meeting, Repeat, Weekday
from summitcal.problems import UnreadableDate, UnreadableRepeat
from summitcal.recurrence import is_on_rule, rule_days, start_on
from summitcal.when import YEARS

COMPARED = 50
"""So many occurrences must be the same by both rules, and all those of the first years."""

COMPARED_FOR = dt.timedelta(days=3 * 366)
"""All occurrences of this time are compared, so that every change of clocks is among them."""

_UNITS = {
    "DAILY": Frequency.DAY,
    "WEEKLY": Frequency.WEEK,
    "MONTHLY": Frequency.MONTH,
    "YEARLY": Frequency.YEAR,
}
_KNOWN = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(rf"([+-]?\d{{1,2}})?({'|'.join(_DAYS)})", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_END = dt.date(YEARS[-1], 12, 31)

Notes = list[tuple[int, str]]


def repeating(meeting: Meeting, event: Component, span: Span, zones: Zones) -> tuple[Meeting, Notes]:
    """Return a meeting that repeats as the rule of its entry says, and notes of what cannot be kept beside the rule.

    It is in its own zone, if the rule is true by the clocks there, or else in that of the entry or in UTC.

    Raises:
        UnreadableRepeat: no `repeat` says the same.
    """
    if event.first("EXRULE"):
        raise UnreadableRepeat("EXRULE takes days out of it that `repeat:` cannot name", "")
    rule = event.first("RRULE")
    parts = _parts(rule.value if rule else "")
    own, other = meeting.timezone, span.zone or UTC
    # Our feed says hours in the very zone of the meeting, whatever its place.
    for zone in dict.fromkeys((other, own) if meeting.id and span.zone else (own, other)):
        start, end = in_zone(span.start, zone), meeting.end and span.end and in_zone(span.end, zone)
        made = replace(meeting, start=start, end=end, timezone=zone)
        made = replace(made, repeat=_repeat(parts, made, span, zones))
        if _is_followed(parts, made, span, zones):
            return _with_exceptions(made, event, zones)
    is_on = made.when.first_day is not None and is_on_rule(made, made.when.first_day)
    raise UnreadableRepeat("no `repeat:` says the same days and hours" if is_on else "its first is on no day of it", "")


def occurrence_day(meeting: Meeting, stated: Property, zones: Zones) -> dt.date | None:
    """Return the day of the occurrence whose start an EXDATE or RECURRENCE-ID gives; None if there is none then.

    A time of day without a zone is taken for one by the meeting's own clocks; a day, for the one on that day.

    Raises:
        UnreadableDate: it is no date.
    """
    point = read_value(stated)
    if not isinstance(point, dt.datetime):
        return point if is_on_rule(meeting, point) else None
    tzid = stated.params.get("TZID", "")
    point = zones.placed(point, tzid) if point.tzinfo or tzid else point.replace(tzinfo=meeting.timezone)
    point = point.replace(second=0, microsecond=0).astimezone(UTC)
    if not isinstance(meeting.start, dt.datetime):
        # An entry of whole days that are written as hours from midnight.
        point = point.astimezone(meeting.timezone)
        return point.date() if is_on_rule(meeting, point.date()) else None
    day = point.astimezone(meeting.timezone).date()
    return day if is_on_rule(meeting, day) and instant(start_on(meeting, day)) == point else None


def instant(point: dt.date) -> dt.date:
    """Return a day, or an instant in UTC: Python compares times of one zone by the clock on the wall."""
    return point.astimezone(UTC) if isinstance(point, dt.datetime) else point


def _with_exceptions(meeting: Meeting, event: Component, zones: Zones) -> tuple[Meeting, Notes]:
    days, notes = dict[dt.date, None](), Notes()
    for each in event.properties:
        for value in each.value.split(",") if each.name == "EXDATE" else ():
            try:
                day = occurrence_day(meeting, replace(each, value=value.strip()), zones)
            except UnreadableDate as error:
                notes.append((each.line, f"{error.what}: {error.mend}"))
                continue
            if day is None:
                notes.append((each.line, f"EXDATE {value.strip()[:40]} is not kept: the series has none then"))
            else:
                days[day] = None
    repeat = meeting.repeat and replace(meeting.repeat, excepted=tuple(days))
    return replace(meeting, repeat=repeat), notes


def _parts(text: str) -> dict[str, str]:
    """Take a rule apart (RFC 5545 §3.3.10): ``FREQ=WEEKLY;BYDAY=TU,TH``."""
    pairs = [part.partition("=") for part in "".join(text.upper().split()).strip(";").split(";")]
    parts = {name: value for name, _, value in pairs}
    if len(parts) < len(pairs) or not all(parts.values()) or "FREQ" not in parts:
        raise UnreadableRepeat("it cannot be read", "")
    if parts.get("WKST", "MO") not in _DAYS:
        raise UnreadableRepeat(f"WKST={parts['WKST'][:40]} cannot be read", "")
    unknown = [name for name in parts if name not in _KNOWN]
    if unknown:
        raise UnreadableRepeat(f"`repeat:` has no word for {unknown[0][:40]}", "")
    if "COUNT" in parts and "UNTIL" in parts:
        raise UnreadableRepeat("it ends twice, by COUNT and by UNTIL", "")
    return parts


def _repeat(parts: dict[str, str], meeting: Meeting, span: Span, zones: Zones) -> Repeat:
    """Return what seems to be the same rule in our words; whether it is, ``_is_followed`` says."""
    [every] = _numbers(parts, "INTERVAL") or [1]
    unit, on = _UNITS.get(parts["FREQ"]), _on(parts)
    if unit is None:
        raise UnreadableRepeat(f"`repeat:` has no word for FREQ={parts['FREQ'][:40]}", "")
    if not 1 <= every <= MOST_UNITS:
        raise UnreadableRepeat(f"INTERVAL={every} is not from 1 to {MOST_UNITS}", "")
    if "BYMONTH" in parts and (unit is not Frequency.YEAR or _numbers(parts, "BYMONTH") != [span.wall.month]):
        raise UnreadableRepeat("`repeat:` cannot name months", "")
    if unit is Frequency.YEAR and on == (span.wall.day,):
        on = ()
    if every == 1 and on and all(isinstance(day, Weekday) and day.nth == 0 for day in on) and "BYMONTH" not in parts:
        # Each Monday of every month or year is each Monday.
        unit = Frequency.WEEK
    until = _until(parts["UNTIL"], meeting, span, zones) if "UNTIL" in parts else None
    times = read_times(parts["COUNT"]) if "COUNT" in parts else None
    return Repeat(every=every, unit=unit, on=fitting(on, unit), until=until, times=times)


def _on(parts: dict[str, str]) -> tuple[Weekday | int, ...]:
    weekdays = [_weekday(text) for text in parts.get("BYDAY", "").split(",") if text]
    numbers = _numbers(parts, "BYMONTHDAY")
    if "BYSETPOS" in parts:
        # The second of all Tuesdays of a month is its second Tuesday; of other days `repeat` cannot say which.
        places = _numbers(parts, "BYSETPOS")
        if parts["FREQ"] != "MONTHLY" or numbers or len(weekdays) != 1 or weekdays[0].nth or len(places) != 1:
            raise UnreadableRepeat("`repeat:` has no word for BYSETPOS", "")
        weekdays = [_weekday(f"{places[0]}{parts['BYDAY']}")]
    if any(not -1 <= number <= 31 or number == 0 for number in numbers):
        raise UnreadableRepeat("`repeat:` counts days of the month from its beginning, or says the last", "")
    return in_order([*weekdays, *numbers])


def _weekday(text: str) -> Weekday:
    found = _DAY.fullmatch(text)
    if found is None:
        raise UnreadableRepeat(f"BYDAY={text[:40]} cannot be read", "")
    nth = int(found[1] or 0)
    if not -1 <= nth <= 5 or (found[1] and not nth):
        raise UnreadableRepeat(f"`repeat:` has no word for BYDAY={text}", "")
    return Weekday(_DAYS.index(found[2]), nth)


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    texts = parts[name].split(",") if name in parts else []
    if not all(map(_NUMBER.fullmatch, texts)) or (name == "INTERVAL" and len(texts) > 1):
        raise UnreadableRepeat(f"{name}={parts[name][:40]} cannot be read", "")
    return [int(text) for text in texts]


def _until(text: str, meeting: Meeting, span: Span, zones: Zones) -> dt.date | None:
    """Return the last day on which one may begin by the meeting's own clocks; None if that is beyond all years."""
    last = _last(text, span, zones)
    if last is None or not isinstance(last, dt.datetime):
        return last
    day = last.astimezone(meeting.timezone).date()
    if isinstance(meeting.start, dt.datetime) and instant(start_on(meeting, day)) > last:
        day -= dt.timedelta(days=1)
    return day


def _last(text: str, span: Span, zones: Zones) -> dt.date | None:
    """Return the day or instant in UTC with which a rule ends; a day ends with its last hour where hours count."""
    if text[:4].isdecimal() and int(text[:4]) > YEARS[-1]:
        return None
    try:
        last = read_value(Property(line=0, name="UNTIL", value=text))
    except UnreadableDate as error:
        raise UnreadableRepeat(error.what, error.mend) from None
    if not isinstance(span.wall, dt.datetime):
        return last.date() if isinstance(last, dt.datetime) else last
    if not isinstance(last, dt.datetime):
        last = dt.datetime.combine(last, dt.time(23, 59, 59))
    end = zones.placed(last if last.tzinfo else last.replace(tzinfo=span.wall.tzinfo), span.tzid).astimezone(UTC)
    hours = isinstance(span.start, dt.datetime)
    return end if hours else end.astimezone(span.zone or zones.default).date()


def _is_followed(parts: dict[str, str], meeting: Meeting, span: Span, zones: Zones) -> bool:
    """Whether the rule of a meeting puts it on the same days and hours as that of the entry, which dateutil follows."""
    repeat, first = meeting.repeat, meeting.when.first_day
    if repeat is None or first is None or not is_on_rule(meeting, first):
        return False
    ours = (instant(start_on(meeting, day)) for day in rule_days(repeat, first, first=first, last=_END))
    return _compared(ours, span.start) == _compared(_said(parts, span, zones), span.start)


def _said(parts: dict[str, str], span: Span, zones: Zones) -> Iterator[dt.date]:
    """Yield when an entry's own rule says that it begins: days, or instants in UTC."""
    endless = {name: value for name, value in parts.items() if name not in {"COUNT", "UNTIL"}}
    text = ";".join(f"{name}={value}" for name, value in {**endless, "UNTIL": f"{_END:%Y%m%d}T235959"}.items())
    wall = span.wall if isinstance(span.wall, dt.datetime) else dt.datetime.combine(span.wall, dt.time())
    offset = wall.tzinfo
    walls: Iterable[dt.datetime] = rrule.rrulestr(text, dtstart=wall.replace(tzinfo=None))
    last = _last(parts["UNTIL"], span, zones) if "UNTIL" in parts else None
    hours = isinstance(span.start, dt.datetime)
    each = (zones.placed(at.replace(tzinfo=offset), span.tzid).astimezone(UTC) if hours else at.date() for at in walls)
    counted = islice(each, int(parts["COUNT"])) if "COUNT" in parts else each
    yield from takewhile(lambda point: last is None or point <= last, counted)


def _compared(points: Iterable[dt.date], start: dt.date) -> list[dt.date]:
    numbered = enumerate(points)
    return [each for _, each in takewhile(lambda at: at[0] < COMPARED or at[1] - start < COMPARED_FOR, numbered)]
