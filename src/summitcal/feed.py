"""Calendar → iCalendar bytes (RFC 5545, RFC 7986) that the common calendar programs read alike."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache

import icalendar

from summitcal.history import Revision, first_revision
from summitcal.model import Calendar, Meeting, Status
from summitcal.problems import Problem
from summitcal.when import When, day_words

PRODID = "-//summitcal//summitcal//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"
MAX_BYTES = 900_000
"""A feed beyond this is cut without a word by some calendar programs."""

ENTRIES_KEPT = 20_000
"""So many entries are kept ready made; after one meeting has changed, only that one is made anew."""

REFRESH = dt.timedelta(hours=6)
"""How often subscribers are asked to look again."""

_STATUS = {
    Status.CONFIRMED: "CONFIRMED",
    Status.TENTATIVE: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",  # RFC 5545 §3.8.1.11 has no word for it; the title and the text say it
    Status.CANCELLED: "CANCELLED",
}


def to_ical(calendar: Calendar, *, revisions: Mapping[str, Revision] | None = None) -> bytes:
    """Write the feed: every meeting whose day is known, in the order of the calendar.

    ``revisions`` gives the published state of each meeting by its id; a meeting without one is dated by its sources.
    The same arguments always make the same bytes. Days are ``DATE`` values with the exclusive DTEND of RFC 5545
    §3.6.1; hours are written in UTC, which every calendar program reads right without a VTIMEZONE, and told in
    local time in the description. There is no METHOD, ORGANIZER or ATTENDEE: nobody is invited.
    """
    feed = icalendar.Calendar()
    feed.add("VERSION", "2.0")
    feed.add("PRODID", PRODID)
    # RFC 7986 §5.1 and §5.7, and the older names that Apple's and Microsoft's programs read.
    for name in ("NAME", "X-WR-CALNAME"):
        feed[name] = icalendar.vText(calendar.title)
    if calendar.description:
        for name in ("DESCRIPTION", "X-WR-CALDESC"):
            feed[name] = icalendar.vText(calendar.description)
    refresh = icalendar.vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    feed["REFRESH-INTERVAL"] = refresh
    feed["X-PUBLISHED-TTL"] = icalendar.vDuration(REFRESH)
    frame = bytes(feed.to_ical(sorted=False))
    known, dated = revisions or {}, (meeting for meeting in calendar.meetings if meeting.when.dated)
    entries = b"".join(_entry(meeting, known.get(meeting.id) or first_revision(meeting)) for meeting in dated)
    end = frame.rindex(b"END:VCALENDAR")
    return frame[:end] + entries + frame[end:]


def find_problems(calendar: Calendar, *, file: str) -> list[Problem]:
    """Say whether the feed of a calendar is larger than every calendar program reads; ``file`` is where it is kept."""
    size = len(to_ical(calendar))
    if size <= MAX_BYTES:
        return []
    what = f"the feed has {size:,} bytes; some calendar programs drop what comes after {MAX_BYTES:,}"
    mend = "move old years to a file of their own"
    return [Problem(rule="feed-too-big", path=("meetings",), what=what, mend=mend, file=file, line=1, column=1)]


def uid(meeting: Meeting) -> str:
    """Return the UID of a meeting's entry: the same for ever, made from its id (RFC 5545 §3.8.4.7)."""
    return f"{meeting.id}@summitcal"


def summary(meeting: Meeting) -> str:
    """Return the title as subscribers see it: what does not simply stand is said first."""
    if meeting.status is Status.CONFIRMED:
        return meeting.title
    return f"{str(meeting.status).capitalize()}: {meeting.title}"


def description(meeting: Meeting, revision: Revision) -> str:
    """Return all that is known of a meeting as plain text, since many programs show nothing else.

    Its last line says what changed, and when.
    """
    paragraphs = (
        meeting.description,
        _facts(meeting),
        _listed("Agenda:", meeting.agenda_in_words()),
        _listed("Sources:", (source.in_words() for source in meeting.sources)),
        meeting.url,
        _changed(meeting, revision),
    )
    return "\n\n".join(filter(None, paragraphs))


@lru_cache(maxsize=ENTRIES_KEPT)
def _entry(meeting: Meeting, revision: Revision) -> bytes:
    """Return the lines of one meeting: made once, as long as nothing about it changes."""
    return bytes(_event(meeting, revision).to_ical(sorted=False))


def _event(meeting: Meeting, revision: Revision) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", uid(meeting))
    event.add("DTSTAMP", revision.modified)
    event.add("CREATED", revision.created)
    event.add("LAST-MODIFIED", revision.modified)
    event.add("SEQUENCE", revision.sequence)
    start, end = _span(meeting.when)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SUMMARY", summary(meeting))
    event.add("STATUS", _STATUS[meeting.status])
    if meeting.place:
        event.add("LOCATION", meeting.place.name)
    if text := description(meeting, revision):
        event.add("DESCRIPTION", text)
    if meeting.url:
        event.add("URL", meeting.url)
    event.add("CATEGORIES", [str(meeting.kind)])
    # Nobody who reads about a summit is busy because of it (MS-OXCICAL §2.1.3.1.1.20.31 for Outlook).
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    return event


def _span(when: When) -> tuple[dt.date, dt.date]:
    if when.timed and when.begins and when.ends:
        return when.begins, when.ends
    if when.first_day is None or when.last_day is None:
        raise ValueError("a meeting without a day has no entry in the feed")
    return when.first_day, when.last_day + dt.timedelta(days=1)


def _facts(meeting: Meeting) -> str:
    lines = []
    if meeting.when.timed:
        lines.append(f"Local time: {meeting.when.in_words()} ({meeting.when.zone.key})")
        if meeting.end is None:
            lines.append("End not announced")
    stands = meeting.status is Status.CONFIRMED
    if not stands:
        lines.append(str(meeting.status).capitalize() + (f": {meeting.reason}" if meeting.reason else ""))
    if meeting.was is not None:
        lines.append(f"Was: {When(meeting.was, None, meeting.timezone).in_words()}")
    if stands and meeting.reason:
        lines.append(f"Reason: {meeting.reason}")
    if meeting.certainty.in_words():
        lines.append(meeting.certainty.in_words())
    if meeting.participants:
        lines.append(f"Participants: {', '.join(each.in_words() for each in meeting.participants)}")
    return "\n".join(lines)


def _changed(meeting: Meeting, revision: Revision) -> str:
    if revision.changed_at is None:
        return ""
    day = revision.changed_at.astimezone(meeting.timezone).date()
    words = "; ".join(change.replace(": ", " ", 1) for change in revision.changed)
    return f"Changed {day_words(day)}: {words}"


def _listed(heading: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join((heading, *lines)) if lines else ""
