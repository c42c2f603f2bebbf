"""When an entry is: DTSTART, DTEND, DURATION and their zones, under all the names that programs give to zones."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import icalendar
from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from summitcal.ics.content import Component, Property
from summitcal.model import UTC
from summitcal.notation import known_zone
from summitcal.problems import UnreadableDate
from summitcal.when import YEARS

# Neither icalendar nor dateutil has one error for rules that are wrong.
_WRONG_RULES = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
_ONE_DAY = dt.timedelta(days=1)
# Rules that come once a year; others would be of no zone on earth, and take for ever to lay out.
_YEARLY = re.compile(r"(?=.*\bFREQ=YEARLY\b)(?:(?:FREQ|BYMONTH|BYDAY|BYMONTHDAY|UNTIL|WKST)=[^;=]+;?)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From ``start`` to ``end``: two days, the last included, or two instants in UTC.

    ``zone`` is the one in which hours are said, where the entry names one. ``wall`` and ``tzid`` are its start as it
    is written, by whose clocks a rule counts. ``notes`` says at which line what could not be taken as it is.
    """

    start: dt.date
    end: dt.date | None
    zone: ZoneInfo | None
    wall: dt.date
    tzid: str
    notes: tuple[tuple[int, str], ...]


class Zones:
    """The zones of one calendar: by name, by Windows's name, or by the rules of its own VTIMEZONE.

    ``named`` is the zone that the feed gives itself, ``fallback`` the one of the calendar that it comes into;
    ``default`` is the one of them in which times are meant that name none, ``default_words`` says which.
    """

    def __init__(self, calendar: Component, fallback: ZoneInfo) -> None:
        self._own = {
            tzid.text: part for part in calendar.parts if part.name == "VTIMEZONE" and (tzid := part.first("TZID"))
        }
        self._ruled: dict[str, dt.tzinfo | None] = {}
        named = calendar.first("X-WR-TIMEZONE")
        self.named = zone_called(named.text) if named else None
        self.fallback = fallback
        self.default = self.named or fallback
        self.default_words = "X-WR-TIMEZONE" if self.named else "the zone of the calendar"

    def find(self, tzid: str, at: dt.datetime) -> dt.tzinfo | None:
        """Return the zone that a TZID means at a time of day; None if nothing says which."""
        zone = zone_called(tzid)
        if zone:
            return zone
        if tzid not in self._ruled:
            self._ruled[tzid] = _zone_by_rules(self._own[tzid]) if tzid in self._own else None
        ruled = self._ruled[tzid]
        return ruled if ruled is None or isinstance(ruled, ZoneInfo) else _offset_by(ruled, at)

    def placed(self, point: dt.datetime, tzid: str) -> dt.datetime:
        """Return a time of day in the zone that its TZID names, or else in the default; an instant as it is."""
        zone = self.find(tzid, point) if tzid else None
        return point if point.tzinfo else point.replace(tzinfo=zone or self.default)


def zone_called(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name, also behind a maker's prefix (RFC 5545 §3.2.19), or of a Windows name."""
    name = name.strip().strip('"')
    parts = name.strip("/").split("/")
    endings = ("/".join(parts[-length:]) for length in (3, 2, 1)) if name.startswith("/") else ()
    names = (name, WINDOWS_TO_OLSON.get(name, ""), *endings)
    return next(filter(None, map(known_zone, names)), None)


def read_span(event: Component, zones: Zones) -> Span:
    """Read when an entry is.

    Raises:
        UnreadableDate: it does not say when it begins, or not in a way that can be read.
    """
    return _Reading(event, zones).span


def in_zone(point: dt.date, zone: ZoneInfo) -> dt.date:
    """Return an instant by the clocks of a zone, or in UTC where they show that hour twice or not to the minute."""
    if not isinstance(point, dt.datetime):
        return point
    local = point.astimezone(zone).replace(fold=0)
    if local.second or local.utcoffset() != local.replace(fold=1).utcoffset():
        return point.astimezone(UTC)
    return local


class _Reading:
    """One entry being read; ``notes`` grows on the way."""

    def __init__(self, event: Component, zones: Zones) -> None:
        self.event = event
        self.zones = zones
        self.zone: ZoneInfo | None = None
        self.notes: list[tuple[int, str]] = []

    @cached_property
    def span(self) -> Span:
        begin = self.event.first("DTSTART")
        if begin is None:
            raise UnreadableDate("it has no DTSTART", "left out, as a meeting needs a date")
        start = self._point(begin)
        zone = self.zone
        end = self._end(start)
        if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and self._is_all_day(start, end, zone):
            local = zone or self.zones.default
            start = start.astimezone(local).date()
            end = end.astimezone(local).date() - _ONE_DAY
        if isinstance(end, dt.date) and not isinstance(end, dt.datetime) and end <= start:
            end = None
        wall, tzid = _to_the_minute(read_value(begin)), begin.params.get("TZID", "")
        return Span(start=start, end=end, zone=zone, wall=wall, tzid=tzid, notes=tuple(self.notes))

    def _end(self, start: dt.date) -> dt.date | None:
        """Return the last day, or the instant after it; None where nothing can be said of it."""
        stated = self.event.first("DTEND") or self.event.first("DURATION")
        if stated is None:
            return None
        try:
            end = start + _length(stated, start) if stated.name == "DURATION" else self._point(stated)
        except UnreadableDate as error:
            self._note(stated, f"{error.what}: the end is left out")
            return None
        except OverflowError:
            self._note(stated, "its end is beyond all years: left out")
            return None
        return self._after(start, end, stated)

    def _after(self, start: dt.date, end: dt.date, stated: Property) -> dt.date | None:
        if isinstance(start, dt.datetime) is not isinstance(end, dt.datetime):
            self._note(stated, f"{stated.name} is not as exact as DTSTART: the end is left out")
            return None
        if end.year not in YEARS:
            self._note(stated, f"{end.year:04} is not a year we can use: the end is left out")
            return None
        if end < start:
            self._note(stated, f"{stated.name} is before the start: the end is left out")
            return None
        if isinstance(end, dt.datetime):
            if end == start:
                self._note(stated, "it would last no time at all: the end is left out")
            return end if end > start else None
        # RFC 5545 §3.6.1: DTEND is the day after. Some programs write the day itself, which is one day all the same.
        return max(start, end - _ONE_DAY)

    def _is_all_day(self, start: dt.datetime, end: dt.datetime, zone: ZoneInfo | None) -> bool:
        flag = self.event.first("X-MICROSOFT-CDO-ALLDAYEVENT")
        local = zone or self.zones.default
        clocks = {each.astimezone(local).time() for each in (start, end)}
        return flag is not None and flag.value.upper() == "TRUE" and clocks == {dt.time()}

    def _point(self, stated: Property) -> dt.date:
        """Return a day, or an instant in UTC.

        Raises:
            UnreadableDate: it is neither.
        """
        point = read_value(stated)
        if not isinstance(point, dt.datetime):
            return point
        if point.second or point.microsecond:
            self._note(stated, f"the seconds of {stated.name} are left out")
            point = point.replace(second=0, microsecond=0)
        if point.tzinfo is None:
            point = self._placed(point, stated)
        return point.astimezone(UTC)

    def _placed(self, point: dt.datetime, stated: Property) -> dt.datetime:
        """Return a time of day in the zone that its TZID names, or in the one that is meant where none is named."""
        tzid = stated.params.get("TZID", "")
        zone = self.zones.find(tzid, point) if tzid else None
        if zone is None:
            zone = self.zones.default
            why = f"TZID {tzid[:40]!r} is unknown" if tzid else "it names no time zone"
            if tzid or self.zones.named is None:
                self._note(stated, f"{why}: taken for {zone.key}, {self.zones.default_words}")
        self.zone = zone if isinstance(zone, ZoneInfo) else None
        early, late = point.replace(tzinfo=zone), point.replace(tzinfo=zone, fold=1)
        if early.utcoffset() != late.utcoffset():
            # RFC 5545 §3.3.5: the first of two, and as if clocks had not changed yet; so does fold=0.
            what = f"{point:%H:%M} on {point.date()} comes twice or not at all, as clocks change"
            self._note(stated, f"{what}: taken for {early.astimezone(UTC):%H:%M} UTC")
        return early

    def _note(self, stated: Property, what: str) -> None:
        # What holds for both ends is said once.
        if what not in (said for _, said in self.notes):
            self.notes.append((stated.line, what))


def read_value(stated: Property) -> dt.date:
    """Read a DATE or DATE-TIME as it is written (RFC 5545 §3.3.4, §3.3.5): it has a zone only if it is in UTC.

    Raises:
        UnreadableDate: it is neither, or in a year that we cannot use.
    """
    text = stated.value.strip().upper()
    try:
        is_day = stated.params.get("VALUE", "").upper() == "DATE" or len(text) in {8, 10}
        point = dt.date.fromisoformat(text.partition("T")[0]) if is_day else dt.datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableDate(f"{stated.name} {stated.value[:40]!r} is not a date", "left out") from None
    if point.year not in YEARS:
        raise UnreadableDate(f"{point.year:04} is not a year we can use", "left out")
    return point


def _to_the_minute(point: dt.date) -> dt.date:
    return point.replace(second=0, microsecond=0) if isinstance(point, dt.datetime) else point


def _length(stated: Property, start: dt.date) -> dt.timedelta:
    try:
        length: dt.timedelta = vDuration.from_ical(stated.value.strip().upper())  # type: ignore[no-untyped-call]  # icalendar's
    except ValueError:
        raise UnreadableDate(f"DURATION {stated.value[:40]!r} cannot be read", "left out") from None
    if not isinstance(start, dt.datetime) and length % _ONE_DAY:
        raise UnreadableDate(f"DURATION {stated.value[:40]!r} is not one of days", "left out")
    return dt.timedelta(seconds=length // dt.timedelta(minutes=1) * 60)


def _zone_by_rules(zone: Component) -> dt.tzinfo | None:
    """Return the zone that a VTIMEZONE describes (RFC 5545 §3.6.5), by the name that it bears beside if it has one."""
    named = zone.first("X-LIC-LOCATION")
    if named and (known := zone_called(named.text)):
        return known
    rules = [each for part in zone.parts for each in part.properties if each.name == "RRULE"]
    if not all(_YEARLY.fullmatch(each.value) for each in rules):
        return None
    try:
        read = icalendar.Timezone.from_ical("\r\n".join(_written(zone)))
        return read.to_tz(lookup_tzid=False) if isinstance(read, icalendar.Timezone) else None
    except _WRONG_RULES:
        return None


def _offset_by(zone: dt.tzinfo, at: dt.datetime) -> dt.timezone | None:
    """Return how far a clock is from UTC by rules, which are laid out as late as here; None if they do not say."""
    try:
        offset = zone.utcoffset(at.replace(tzinfo=zone))
    except _WRONG_RULES:
        return None
    return None if offset is None or offset % dt.timedelta(minutes=1) else dt.timezone(offset)


def _written(component: Component) -> Iterator[str]:
    yield f"BEGIN:{component.name}"
    yield from _lines(component.properties)
    for part in component.parts:
        yield from _written(part)
    yield f"END:{component.name}"


def _lines(properties: Iterable[Property]) -> Iterator[str]:
    kept = ("TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "TZNAME")
    return (f"{each.name}:{each.value}" for each in properties if each.name in kept)
