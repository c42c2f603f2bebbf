"""Reads feeds with libical, as Evolution, GNOME Calendar and KOrganizer do, under the Python that has its binding.

A line in is a feed in Base64; a line out is what was read, in the words of ``Reading`` and ``Entry`` in __init__.py.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402 - its version is said first

UTC = ICalGLib.Timezone.get_utc_timezone()


def reading(feed: bytes) -> dict[str, Any]:
    """Return what libical reads, and all that it finds wrong, by its parser or by the restrictions of RFC 5545."""
    try:
        calendar = ICalGLib.Component.new_from_string(feed.decode())
    except (TypeError, UnicodeDecodeError) as error:
        # A TypeError is how the binding says that there is no component.
        return {"entries": [], "errors": [str(error)]}
    ICalGLib.restriction_check(calendar)
    events = list(components(calendar, ICalGLib.ComponentKind.VEVENT_COMPONENT))
    errors = [each.get_xlicerror() for part in (calendar, *events) for each in properties(part, "XLICERROR")]
    return {"entries": [entry(event) for event in events], "errors": errors}


def entry(event: Any) -> dict[str, Any]:
    """Return what stands in a VEVENT."""

    def first(name: str, read: Callable[[Any], Any]) -> Any:
        return next(map(read, properties(event, name)), None)

    def time(name: str) -> Any:
        return first(name, lambda each: written(each.get_datetime_with_component(event)))

    return {
        "uid": event.get_uid(),
        "summary": event.get_summary(),
        "location": event.get_location(),
        "description": event.get_description(),
        "status": first("STATUS", lambda each: each.get_value_as_string()),
        "start": time("DTSTART"),
        "end": time("DTEND"),
        "all_day": event.get_dtstart().is_date(),
        "sequence": first("SEQUENCE", lambda each: each.get_sequence()),
        "categories": [each.get_categories() for each in properties(event, "CATEGORIES")],
        "url": first("URL", lambda each: each.get_url()),
        "recurrence_id": time("RECURRENCEID"),
        "rrule": first("RRULE", lambda each: each.get_rrule().to_string()),
    }


def written(time: Any) -> str | None:
    """Write a day as a date, an hour as an instant in UTC; an hour of no zone has no Z."""
    if time is None or time.is_null_time():
        return None
    if time.is_date():
        return "{:04}-{:02}-{:02}".format(*time.get_date())
    zoned = time.get_timezone() is not None
    time = time.convert_to_zone(UTC) if zoned else time
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*time.get_date(), *time.get_time()) + "Z" * zoned


def components(parent: Any, kind: Any) -> Iterator[Any]:
    """Yield the components of a kind."""
    each = parent.get_first_component(kind)
    while each is not None:
        yield each
        each = parent.get_next_component(kind)


def properties(component: Any, name: str) -> Iterator[Any]:
    """Yield the properties of a name."""
    kind = getattr(ICalGLib.PropertyKind, f"{name}_PROPERTY")
    each = component.get_first_property(kind)
    while each is not None:
        yield each
        each = component.get_next_property(kind)


for line in sys.stdin:
    sys.stdout.write(json.dumps(reading(base64.b64decode(line))) + "\n")
    sys.stdout.flush()
