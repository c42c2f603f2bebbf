"""summitcal: from news text about diplomatic meetings to a calendar that people subscribe to.

>>> drafts = find_meetings(text, published=date)      an article's meetings, with the words that say so
>>> add("data/events.yaml", [draft.meeting for draft in drafts])
>>> calendar = load("data/events.yaml")               all of it, or InvalidCalendar with every mistake
>>> feed = to_ical(calendar)                          what calendar programs subscribe to
>>> for meeting in upcoming(calendar.meetings, now=now):
...     print(meeting.title, countdown(meeting, now=now))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitcal.agenda import countdown, upcoming
    from summitcal.extract import find_meetings
    from summitcal.feed import to_ical
    from summitcal.model import (
        AgendaItem,
        Calendar,
        Draft,
        Evidence,
        Kind,
        Meeting,
        Participant,
        Place,
        Source,
        Status,
    )
    from summitcal.problems import InvalidCalendar, Problem, SummitcalError, UnreadableFile
    from summitcal.store import add, load

__all__ = [
    "AgendaItem",
    "Calendar",
    "Draft",
    "Evidence",
    "InvalidCalendar",
    "Kind",
    "Meeting",
    "Participant",
    "Place",
    "Problem",
    "Source",
    "Status",
    "SummitcalError",
    "UnreadableFile",
    "add",
    "countdown",
    "find_meetings",
    "load",
    "to_ical",
    "upcoming",
]

_HOMES = {
    "agenda": ("countdown", "upcoming"),
    "extract": ("find_meetings",),
    "feed": ("to_ical",),
    "model": (
        *("AgendaItem", "Calendar", "Draft", "Evidence", "Kind", "Meeting", "Participant", "Place", "Source"),
        "Status",
    ),
    "problems": ("InvalidCalendar", "Problem", "SummitcalError", "UnreadableFile"),
    "store": ("add", "load"),
}


def __getattr__(name: str) -> object:
    """Return a public name from the room it lives in, which is loaded now: the feed is heavy."""
    home = next((room for room, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
