"""The parsers that are Python's: vobject, and icalendar, which also writes the feed and so is a weak witness."""

import datetime as dt
from typing import Any

import icalendar
import vobject

from tests.readers import Entry, Reading


def read_with_icalendar(feed: bytes) -> Reading:
    """Return what icalendar reads, or what it notes against it."""
    try:
        calendar = icalendar.Calendar.from_ical(feed)
    except ValueError as error:
        return Reading(errors=(str(error),))
    events = calendar.walk("VEVENT")
    if errors := tuple(f"{name}: {what}" for part in (calendar, *events) for name, what in part.errors):
        return Reading(errors=errors)
    return Reading(entries=tuple(map(_icalendars, events)))


def _icalendars(event: Any) -> Entry:
    def text(name: str) -> str | None:
        return str(event[name]) if name in event else None

    def time(name: str) -> str | None:
        return _written(event[name].dt) if name in event else None

    return Entry(
        uid=text("UID"),
        summary=text("SUMMARY"),
        location=text("LOCATION"),
        description=text("DESCRIPTION"),
        status=text("STATUS"),
        start=time("DTSTART"),
        end=time("DTEND"),
        all_day="DTSTART" in event and not isinstance(event["DTSTART"].dt, dt.datetime),
        sequence=event.get("SEQUENCE"),
        categories=tuple(map(str, event["CATEGORIES"].cats)) if "CATEGORIES" in event else (),
        url=text("URL"),
        recurrence_id=time("RECURRENCE-ID"),
        rrule=event["RRULE"].to_ical().decode() if "RRULE" in event else None,
    )


def read_with_vobject(feed: bytes) -> Reading:
    """Return what vobject reads, and what it says when asked to validate."""
    try:
        calendar = vobject.readOne(feed.decode())
        calendar.validate(raiseException=True)
    except (vobject.base.ParseError, vobject.base.ValidateError, ValueError, StopIteration) as error:
        return Reading(errors=(str(error) or "nothing was found",))
    return Reading(entries=tuple(_vobjects(event.contents) for event in calendar.contents.get("vevent", ())))


def _vobjects(event: dict[str, Any]) -> Entry:
    def value(name: str) -> Any:
        return event[name][0].value if name in event else None

    start, end, replaced = value("dtstart"), value("dtend"), value("recurrence-id")
    return Entry(
        uid=value("uid"),
        summary=value("summary"),
        location=value("location"),
        description=value("description"),
        status=value("status"),
        start=start and _written(start),
        end=end and _written(end),
        all_day=start is not None and not isinstance(start, dt.datetime),
        sequence=int(value("sequence")) if "sequence" in event else None,
        categories=tuple(each for line in event.get("categories", ()) for each in line.value),
        url=value("url"),
        recurrence_id=replaced and _written(replaced),
        rrule=value("rrule"),
    )


def _written(time: dt.date) -> str:
    if not isinstance(time, dt.datetime) or time.tzinfo is None:
        return time.isoformat()
    return time.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
