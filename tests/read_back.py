"""Meetings, and what icalendar reads of them in a feed."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar

from summitcal.feed import to_ical
from summitcal.model import Calendar, Meeting, Participant, Place, Status
from summitcal.options import read_options
from summitcal.when import Point

ZURICH = ZoneInfo("Europe/Zurich")
OFF = Meeting(id="geneva", title="Talks", start=dt.date(2022, 1, 9), status=Status.CANCELLED)
HOUR = Meeting(
    id="geneva",
    title="Talks",
    start=dt.datetime(2022, 1, 12, 15, tzinfo=ZURICH),
    timezone=ZURICH,
    participants=(
        Participant(id="us", name="United States", country="US"),
        Participant(id="russia", name="Russia, Federation of", country="RU"),
        Participant(id="ch", name="Switzerland", country="CH"),
    ),
    url="https://example.org/a?b=1&c=2",
)
VILLA = Place(name='Villa "La Grange", Geneva', coordinates=(46.2077, 6.1653))


def entry(start: Point = dt.date(2022, 1, 9), end: Point | None = None, **facts: object) -> icalendar.Event:
    meeting = Meeting(id="geneva", title="Talks", start=start, end=end, timezone=ZURICH, **facts)  # type: ignore[arg-type]
    [event] = entries(Calendar(meetings=(meeting,)))
    return event


def entries(calendar: Calendar) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(to_ical(calendar)).walk("VEVENT"))


def wanted(meeting: Meeting, **options: str) -> icalendar.Event:
    data = to_ical(Calendar(meetings=(meeting,)), options=read_options(**options))
    [event] = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return event
