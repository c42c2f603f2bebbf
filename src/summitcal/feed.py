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
    today: dt.date | None = None,
) -> bytes:
    """Write the feed: every meeting whose day is known, in the order of the calendar.

    ``revisions`` gives the published state of each meeting by its id; a meeting without one is dated by its sources.
    ``source`` is the address at which the feed can be had. ``today`` is the day from which what repeats is looked at:
    what the clocks of a place did years before need not be said rightly. The same arguments always make the same bytes.

    Days are ``DATE`` values with the exclusive DTEND of RFC 5545 §3.6.1; hours are written in UTC, which every calendar
    program reads right without a VTIMEZONE, and told in local time in the description; only what repeats by the clocks
    of a place is written in its zone. There is no METHOD, ORGANIZER or ATTENDEE: nobody is invited.

    Raises:
        UnfitFeed: what was written is not what RFC 5545 asks for, which is a fault of ours.
    """
    written = _written(calendar, revisions or {}, options, source, today)
    if faults := find_faults(written):
        raise UnfitFeed(f"the feed has faults and is not used: {'; '.join(faults[:3])}; please report it")
    return written


def _written(
    calendar: Calendar,
    revisions: Mapping[str, Revision],
    options: Options,
    source: str = "",
    today: dt.date | None = None,
) -> bytes:
    meetings = [meeting for meeting in calendar.meetings if has_entry(meeting, options)]
    # Looked at from the first of a year, so that the feed stays the same until the next.
    since = dt.date((today - LOOKS_BACK).year, 1, 1) if today else dt.date.min
    zones, told = _zones(meetings, since)
    entries = (
        lines_of(
            meeting,
            revisions.get(meeting.id) or first_revision(meeting),
            options,
            None if meeting.id in told or meeting.repeat is None else since,
        )
        for meeting in meetings
    )
    frame = _frame(calendar, source)
    end = frame.rindex(b"END:VCALENDAR")
    return b"".join((frame[:end], *zones, *entries, frame[end:]))


def _frame(calendar: Calendar, source: str) -> bytes:
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
    return bytes(feed.to_ical(sorted=False))


def _zones(meetings: Iterable[Meeting], since: dt.date) -> tuple[list[bytes], set[str]]:
    """Return the VTIMEZONEs by whose clocks meetings repeat, and the ids of the meetings for which they hold.

    A zone whose rules have changed cannot be told rightly to all: the meetings that go on longest come first.
    """
    spans: dict[ZoneInfo, list[tuple[dt.date, dt.date, str]]] = {}
    told = set()
    for meeting in meetings:
        first = meeting.when.first_day
        if meeting.repeat is None or first is None:
            continue
        if not meeting.when.timed:
            told.add(meeting.id)
            continue
        first = max(first, since)
        last = max(first, last_day_of(meeting, endless=first + LOOKS_AHEAD) or first)
        spans.setdefault(meeting.timezone, []).append((last, first, meeting.id))
    zones = []
    for zone, each in spans.items():
        written, ids = _zone(zone, sorted(each, reverse=True))
        zones += [written] if written else []
        told |= ids
    return zones, told


def _zone(zone: ZoneInfo, spans: Iterable[tuple[dt.date, dt.date, str]]) -> tuple[bytes, set[str]]:
    component, ids, first, last = None, set(), dt.date.max, dt.date.min
    for ends, begins, id_ in spans:
        wider = vtimezone(zone, first=min(first, begins), last=max(last, ends))
        if wider:
            component, first, last = wider, min(first, begins), max(last, ends)
            ids.add(id_)
    return bytes(component.to_ical(sorted=False)) if component else b"", ids


def has_entry(meeting: Meeting, options: Options = AS_IS) -> bool:
    """Whether a meeting stands in the feed."""
    return meeting.when.dated or (options.undated and meeting.when.first_day is not None)


def recent(
    calendar: Calendar,
    *,
    today: dt.date,
    revisions: Mapping[str, Revision] | None = None,
    options: Options = AS_IS,
) -> Calendar:
    """Return a calendar whose feed every calendar program reads whole: if it is too big, what is over is left out.

    What was over 60 days before ``today`` goes; what is ahead stays in any case. If nothing would be left, all stays: a
    feed that is suddenly empty would take everything from its subscribers.
    """
    if not _excess(calendar, revisions or {}, options, today):
        return calendar
    since = today - LOOKS_BACK
    kept = tuple(each for each in calendar.meetings if (last_day_of(each, endless=today) or today) >= since)
    return replace(calendar, meetings=kept) if any(map(has_entry, kept)) else calendar


def find_problems(
    calendar: Calendar, *, file: str, today: dt.date, revisions: Mapping[str, Revision] | None = None
) -> list[Problem]:
    """Say whether the feed of a calendar is larger than every calendar program reads; ``file`` is where it is kept."""
    excess = _excess(calendar, revisions or {}, AS_IS, today)
    if not excess:
        return []
    mend = f"it keeps the last {LOOKS_BACK.days} days and what is ahead; older meetings stand in /feeds/year/"
    return [Problem(rule="feed-too-big", path=("meetings",), what=excess, mend=mend, file=file, line=1, column=1)]


def _excess(calendar: Calendar, revisions: Mapping[str, Revision], options: Options, today: dt.date) -> str:
    written = _written(calendar, revisions, options, today=today)
    entries = written.count(b"\nBEGIN:VEVENT\r")
    if entries > MAX_ENTRIES:
        return f"the feed has {entries:,} entries; some calendar programs drop all after {MAX_ENTRIES:,}"
    if len(written) > MAX_BYTES:
        return f"the feed has {len(written):,} bytes; some calendar programs drop what comes after {MAX_BYTES:,}"
    return ""
