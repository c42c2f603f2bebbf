"""Calendar → iCalendar bytes (RFC 5545, RFC 7986) that the common calendar programs read alike."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

import icalendar

from summitcal import gazetteer
from summitcal.cadence import repeat_words
from summitcal.history import Revision, first_revision
from summitcal.lint import find_faults
from summitcal.model import UTC, Calendar, Meeting, Participant, ParticipantKind, Place, Repeat, Status
from summitcal.problems import Problem, SummitcalError
from summitcal.recurrence import changed_occurrences, last_day_of, occurrences, start_on, to_rrule
from summitcal.timezones import vtimezone
from summitcal.when import When, day_words

PRODID = "-//summitcal//summitcal//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"
MAX_BYTES = 900_000
"""A feed beyond this is cut without a word by some calendar programs."""

MAX_ENTRIES = 1_000
"""So are more entries than this."""

FOLLOW = "Follow it at"
"""What stands before the address at which the public can follow a meeting."""

LOOKS_BACK = dt.timedelta(days=60)
"""How much of the past a feed keeps that would else be too big."""

LOOKS_AHEAD = dt.timedelta(days=3653)
"""How far a meeting that repeats without an end is followed where something must be said of all its occurrences."""

MOST_SINGLE = 520
"""So many occurrences are written one by one of a meeting whose rule no program could follow rightly."""

ENTRIES_KEPT = 20_000
"""So many entries are kept ready made; after one meeting has changed, only that one is made anew."""

REFRESH = dt.timedelta(hours=6)
"""How often subscribers are asked to look again."""

_ADDRESS = re.compile(r"https?://[^\s<>&\"]+(?:&amp;[^\s<>&\"]+)*")
_UID_END = "@summitcal"
_NO_CATEGORY = str.maketrans("", "", ',;"')
_STATUS = {
    Status.CONFIRMED: "CONFIRMED",
    Status.TENTATIVE: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",  # RFC 5545 §3.8.1.11 has no word for it; the title and the text say it
    Status.CANCELLED: "CANCELLED",
}


class Client(StrEnum):
    """A calendar program that wants something of its own."""

    GOOGLE = "google"
    OUTLOOK = "outlook"
    APPLE = "apple"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How somebody wants a feed.

    ``client`` is the program that will read it; ``alarm`` how long before each meeting it should ring; ``undated``
    asks for meetings without a day, too, as entries that last as long as it is not known on which day they are.
    """

    client: Client | None = None
    alarm: dt.timedelta | None = None
    undated: bool = False


AS_IS = Options()
LONGEST_ALARM = dt.timedelta(days=28)


def read_options(*, client: str = "", alarm: str = "", undated: str = "") -> Options:
    """Read how somebody wants a feed, as addresses and commands say it; an empty text wants nothing of its own.

    ``client`` is one of ``Client``, ``alarm`` a duration as ``PT30M`` (RFC 5545 §3.3.6), ``undated`` is ``span``.

    Raises:
        SummitcalError: one of them means nothing.
    """
    if client and client not in set(Client):
        raise SummitcalError(f"there is no client {client!r}; use one of {', '.join(Client)}")
    if undated not in {"", "span"}:
        raise SummitcalError(f"undated cannot be {undated!r}; say undated=span, or leave it out")
    return Options(
        client=Client(client) if client else None, alarm=_duration(alarm) if alarm else None, undated=bool(undated)
    )


def _duration(text: str) -> dt.timedelta:
    try:
        length = icalendar.vDuration.from_ical(text)  # type: ignore[no-untyped-call]  # the library's own
    except ValueError:
        length = None
    if not isinstance(length, dt.timedelta) or not dt.timedelta() <= length <= LONGEST_ALARM:
        raise SummitcalError(f"alarm cannot be {text!r}; write it as PT30M, PT2H or P1D")
    return length


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
            feed.add(name, _uri(address))
    refresh = icalendar.vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    feed["REFRESH-INTERVAL"] = refresh
    feed["X-PUBLISHED-TTL"] = icalendar.vDuration(REFRESH)
    frame = bytes(feed.to_ical(sorted=False))
    meetings = [meeting for meeting in calendar.meetings if has_entry(meeting, options)]
    zones = _zones(meetings)
    entries = (
        _entries(meeting, revisions.get(meeting.id) or first_revision(meeting), options, meeting.timezone in zones)
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


def uid(meeting: Meeting) -> str:
    """Return the UID of a meeting's entry: the same for ever, made from its id (RFC 5545 §3.8.4.7)."""
    return f"{meeting.id}{_UID_END}"


def id_of(uid: str) -> str | None:
    """Return the id of the meeting whose entry has that UID; None if the entry is of another program."""
    return uid.removesuffix(_UID_END) if uid.endswith(_UID_END) else None


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
        f"{FOLLOW} {meeting.conference}" if meeting.conference else None,
        meeting.url,
        _changed(meeting, revision),
    )
    return "\n\n".join(filter(None, paragraphs))


@lru_cache(maxsize=ENTRIES_KEPT)
def _entries(meeting: Meeting, revision: Revision, options: Options, in_zone: bool) -> bytes:  # noqa: FBT001 - cached
    """Return the lines of one meeting: made once, as long as nothing about it changes.

    ``in_zone`` says that the feed holds its zone, so that a rule can be followed by the clocks there. Where it cannot,
    the occurrences are written one by one, in UTC: as many as there are in the next years, at the most.
    """
    events = [_event(meeting, revision, options)]
    if meeting.repeat and (in_zone or not meeting.when.timed):
        events = [*_series(meeting, meeting.repeat, revision, options)]
    elif meeting.repeat and (first := meeting.when.first_day):
        single = occurrences(meeting, first=first, last=first + LOOKS_AHEAD)[:MOST_SINGLE]
        events = [_event(each, revision, options) for each in single]
    return b"".join(bytes(event.to_ical(sorted=False)) for event in events)


def _series(meeting: Meeting, repeat: Repeat, revision: Revision, options: Options) -> Iterator[icalendar.Event]:
    """Go over the entries of a meeting that repeats: its rule, then what differs from it (RFC 5545 §3.8.4.4)."""
    whole = _event(meeting, revision, options)
    whole.add("RRULE", icalendar.vRecur.from_ical(to_rrule(repeat, meeting.start, meeting.timezone)))
    for day in repeat.excepted:
        whole.add("EXDATE", start_on(meeting, day))
    yield whole
    for change, single in zip(repeat.changes, changed_occurrences(meeting), strict=True):
        event = _event(replace(single, id=meeting.id), revision, options)
        event.add("RECURRENCE-ID", start_on(meeting, change.on))
        yield event


def _event(meeting: Meeting, revision: Revision, options: Options) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", uid(meeting))
    event.add("DTSTAMP", revision.modified)
    event.add("CREATED", revision.created)
    event.add("LAST-MODIFIED", revision.modified)
    event.add("SEQUENCE", revision.sequence)
    start, end = _span(meeting)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SUMMARY", summary(meeting) if meeting.when.dated else f"{summary(meeting)} (day not set)")
    event.add("STATUS", _status(meeting, options))
    if meeting.place:
        event.add("LOCATION", meeting.place.name)
        _add_coordinates(event, meeting.place, options)
    if text := description(meeting, revision):
        event.add("DESCRIPTION", text)
        if options.client is Client.OUTLOOK:
            # Outlook shows this in place of the plain text, and its links work (MS-OXCICAL §2.1.3.1.1.20.26).
            event.add("X-ALT-DESC", _as_html(text), parameters={"FMTTYPE": "text/html"})
    if meeting.url:
        event.add("URL", meeting.url)
    if meeting.conference:
        event.add("CONFERENCE", _uri(meeting.conference, LABEL="Follow it here"))
    if meeting.replaces:
        event.add("RELATED-TO", f"{meeting.replaces}{_UID_END}", parameters={"RELTYPE": "SIBLING"})
    # A comma parts a category in two in some programs, however it is escaped; a quote or semicolon joins two into one.
    names = (each.name.translate(_NO_CATEGORY).strip() for each in meeting.participants)
    event.add("CATEGORIES", [str(meeting.kind), *filter(None, names)])
    # Nobody who reads about a summit is busy because of it (MS-OXCICAL §2.1.3.1.1.20.31 for Outlook).
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    if options.alarm is not None and meeting.status in {Status.CONFIRMED, Status.TENTATIVE}:
        event.add_component(_alarm(meeting, options.alarm))
    return event


def _uri(address: str, **parameters: str) -> icalendar.vUri:
    return icalendar.vUri(address, params={"VALUE": "URI", **parameters})


def _add_coordinates(event: icalendar.Event, place: Place, options: Options) -> None:
    if place.coordinates is None:
        return
    event.add("GEO", place.coordinates)
    if options.client is Client.APPLE:
        # Apple's programs draw a map from this, and from nothing else.
        latitude, longitude = place.coordinates
        title = place.name.replace('"', "'")
        where = _uri(f"geo:{latitude},{longitude}", **{"X-APPLE-RADIUS": "100", "X-TITLE": title})
        event.add("X-APPLE-STRUCTURED-LOCATION", where)


def _status(meeting: Meeting, options: Options) -> str:
    if not meeting.when.dated:
        return "TENTATIVE"
    # Google takes a cancelled entry out of a subscribed calendar, so that nobody hears that it is off: there it stays,
    # and its title says so.
    hidden = options.client is Client.GOOGLE and meeting.status is Status.CANCELLED
    return "CONFIRMED" if hidden else _STATUS[meeting.status]


def _alarm(meeting: Meeting, before: dt.timedelta) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary(meeting))
    alarm.add("TRIGGER", -before)
    return alarm


def _as_html(text: str) -> str:
    html = _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', escape(text)).replace("\n", "<br>")
    return f"<html><body>{html}</body></html>"


def _span(meeting: Meeting) -> tuple[dt.date, dt.date]:
    when = meeting.when
    if when.timed and when.begins and when.ends:
        # Only a rule needs the clocks of a zone; all else is the same instant in UTC.
        zone = when.zone if meeting.repeat else UTC
        return when.begins.astimezone(zone), when.ends.astimezone(zone)
    if when.first_day is None or when.last_day is None:
        raise ValueError("a meeting without a day has no entry in the feed")
    return when.first_day, when.last_day + dt.timedelta(days=1)


def _facts(meeting: Meeting) -> str:
    lines = [*_times(meeting)]
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
        lines.append(f"Participants: {', '.join(map(_participant_words, meeting.participants))}")
    return "\n".join(lines)


def _participant_words(participant: Participant) -> str:
    """Say who it is, and of a person also which state they stand for."""
    state = gazetteer.find_participant(participant.country or "")
    if participant.kind is not ParticipantKind.PERSON or state is None:
        return participant.in_words()
    return replace(participant, office="; ".join(filter(None, (participant.office, state.name)))).in_words()


def _times(meeting: Meeting) -> Iterator[str]:
    """Say its hours there, in UTC, and in the capitals of those who take part, where clocks show another hour."""
    when = meeting.when
    if not when.dated:
        yield f"When: {when.in_words()}"
    if meeting.repeat and when.first_day:
        yield f"Repeats: {repeat_words(meeting.repeat, when.first_day)}"
    if not when.timed:
        return
    yield f"Local time: {when.in_words()} ({when.zone.key})"
    capitals = {place.name: place.timezone for place in map(gazetteer.capital, meeting.participants) if place}
    # What is another hour in summer cannot be said of all occurrences at once.
    for name, zone in {"UTC": UTC, **capitals}.items() if meeting.repeat is None else ():
        words = zone and when.hours_elsewhere(zone)
        if words:
            yield f"{name}: {words}"
    if meeting.end is None:
        yield "End not announced"


def _changed(meeting: Meeting, revision: Revision) -> str:
    if revision.changed_at is None:
        return ""
    day = revision.changed_at.astimezone(meeting.timezone).date()
    words = "; ".join(change.replace(": ", " ", 1) for change in revision.changed)
    return f"Changed {day_words(day)}: {words}"


def _listed(heading: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join((heading, *lines)) if lines else ""
