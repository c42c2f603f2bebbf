"""Calendar → iCalendar bytes (RFC 5545, RFC 7986) that the common calendar programs read alike."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import icalendar

from summitcal.entries import LOOKS_AHEAD, lines_of, uri
from summitcal.history import Revision, first_revision
from summitcal.lint import find_faults
from summitcal.model import Calendar, Meeting
from summitcal.options import AS_IS, Options
from summitcal.problems import Problem, SummitcalError
from summitcal.recurrence import last_day_of
from summitcal.timezones import vtimezone

PRODID = "-//summitcal//summitcal//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"
MAX_BYTES = 900_000
"""A feed beyond this is cut without a word by some calendar programs."""

MAX_ENTRIES = 1_000
"""So are more entries than this."""

LOOKS_BACK = dt.timedelta(days=60)
"""How much of the past a feed keeps that would else be too big."""

REFRESH = dt.timedelta(hours=6)
"""How often subscribers are asked to look again."""


class UnfitFeed(SummitcalError):
    """A feed that was made has faults, and nobody may see it."""


def to_ical(
    calendar: Calendar,
    *,
    revisions: Mapping[str, Revision] | None = None,
    options: Options = AS_IS,
    source: str = "",
) -> bytes:
    """Write the feed: every meeting whose day is known, in the order of the calendar.

    ``revisions`` gives the published state of each meeting by its id; a meeting without one is dated by its sources.
    ``source`` is the address at which the feed can be had. The same arguments always make the same bytes.

    Days are ``DATE`` values with the exclusive DTEND of RFC 5545 §3.6.1; hours are written in UTC, which every calendar
    program reads right without a VTIMEZONE, and told in local time in the description; only what repeats by the clocks
    of a place is written in its zone. There is no METHOD, ORGANIZER or ATTENDEE: nobody is invited.

    Raises:
        UnfitFeed: what was written is not what RFC 5545 asks for, which is a fault of ours.
    """
    written = _written(calendar, revisions or {}, options, source)
    if faults := find_faults(written):
        raise UnfitFeed(f"the feed has faults and is not used: {'; '.join(faults[:3])}; please report it")
    return written


def _written(
    calendar: Calendar, revisions: Mapping[str, Revision], options: Options = AS_IS, source: str = ""
) -> bytes:
    feed = icalendar.Calendar()
    feed.add("VERSION", "2.0")
    feed.add("PRODID", PRODID)
    # RFC 7986 §5.1 and §5.7, and the older names that Apple's and Microsoft's programs read.
    for name in ("NAME", "X-WR-CALNAME"):
        feed[name] = icalendar.vText(calendar.title)
    if calendar.description:
        for name in ("DESCRIPTION", "X-WR-CALDESC"):
            feed[name] = icalendar.vText(calendar.description)
    if calendar.url:
        feed.add("URL", calendar.url)
    # RFC 7986 §5.8 to §5.10, which want the type of each to be said.
    if calendar.color:
        feed.add("COLOR", calendar.color)
    for name, address in (("SOURCE", source), ("IMAGE", calendar.image)):
        if address:
            feed.add(name, uri(address))
    refresh = icalendar.vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    feed["REFRESH-INTERVAL"] = refresh
    feed["X-PUBLISHED-TTL"] = icalendar.vDuration(REFRESH)
    frame = bytes(feed.to_ical(sorted=False))
    meetings = [meeting for meeting in calendar.meetings if has_entry(meeting, options)]
    zones = _zones(meetings)
    entries = (
        lines_of(meeting, revisions.get(meeting.id) or first_revision(meeting), options, meeting.timezone in zones)
        for meeting in meetings
    )
    end = frame.rindex(b"END:VCALENDAR")
    return b"".join((frame[:end], *zones.values(), *entries, frame[end:]))


def _zones(meetings: Iterable[Meeting]) -> dict[ZoneInfo, bytes]:
    """Return the VTIMEZONE of each zone in which hours repeat, as far as programs can be told it rightly."""
    spans: dict[ZoneInfo, list[dt.date]] = {}
    for meeting in meetings:
        first = meeting.when.first_day
        if meeting.repeat and meeting.when.timed and first:
            last = last_day_of(meeting, endless=first + LOOKS_AHEAD)
            spans.setdefault(meeting.timezone, []).extend((first, last or first))
    written = {zone: vtimezone(zone, first=min(days), last=max(days)) for zone, days in spans.items()}
    return {zone: bytes(component.to_ical(sorted=False)) for zone, component in written.items() if component}


def has_entry(meeting: Meeting, options: Options = AS_IS) -> bool:
    """Whether a meeting stands in the feed."""
    return meeting.when.dated or (options.undated and meeting.when.first_day is not None)


def recent(calendar: Calendar, *, today: dt.date, revisions: Mapping[str, Revision] | None = None) -> Calendar:
    """Return a calendar whose feed every calendar program reads whole: if it is too big, what is over is left out.

    What was over 60 days before ``today`` goes; what is ahead stays in any case. If nothing would be left, all stays: a
    feed that is suddenly empty would take everything from its subscribers.
    """
    if not _excess(calendar, revisions or {}):
        return calendar
    since = today - LOOKS_BACK
    kept = tuple(each for each in calendar.meetings if (last_day_of(each, endless=today) or today) >= since)
    return replace(calendar, meetings=kept) if any(map(has_entry, kept)) else calendar


def find_problems(calendar: Calendar, *, file: str) -> list[Problem]:
    """Say whether the feed of a calendar is larger than every calendar program reads; ``file`` is where it is kept."""
    excess = _excess(calendar, {})
    if not excess:
        return []
    mend = f"it keeps the last {LOOKS_BACK.days} days and what is ahead; older meetings stand in /feeds/year/"
    return [Problem(rule="feed-too-big", path=("meetings",), what=excess, mend=mend, file=file, line=1, column=1)]


def _excess(calendar: Calendar, revisions: Mapping[str, Revision]) -> str:
    entries = sum(has_entry(each) + len(each.repeat.changes if each.repeat else ()) for each in calendar.meetings)
    if entries > MAX_ENTRIES:
        return f"the feed has {entries:,} entries; some calendar programs drop all after {MAX_ENTRIES:,}"
    size = len(_written(calendar, revisions))
    if size > MAX_BYTES:
        return f"the feed has {size:,} bytes; some calendar programs drop what comes after {MAX_BYTES:,}"
    return ""
