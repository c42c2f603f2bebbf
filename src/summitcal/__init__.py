"""summitcal: from news text about diplomatic meetings to a calendar that people subscribe to.

>>> drafts = find_meetings(text, published=date)      an article's meetings, with the words that say so
>>> add("data/events.yaml", [draft.meeting for draft in drafts])
>>> calendar = load("data/events.yaml")               all of it, or InvalidCalendar with every mistake
>>> feed = to_ical(calendar)                          what calendar programs subscribe to
>>> for meeting in upcoming(calendar.meetings, now=now):
...     print(meeting.title, countdown(meeting, now=now))
"""

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
