"""One meeting → what stands of it in a feed: an entry, or several if it repeats (RFC 5545 §3.6.1)."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import escape

import icalendar

from summitcal.history import Revision
from summitcal.model import UTC, Meeting, Repeat, Role, Status
from summitcal.notation import slug
from summitcal.options import Client, Options
from summitcal.recurrence import changed_occurrences, occurrences, start_on, to_rrule
from summitcal.wording import description, participant_words, summary

LOOKS_AHEAD = dt.timedelta(days=3653)
"""How far a meeting that repeats without an end is followed where something must be said of all its occurrences."""

MOST_SINGLE = 520
"""So many occurrences are written one by one of a meeting whose rule no program could follow rightly."""

KEPT = 20_000
"""Of so many meetings the entries are kept ready made; after one meeting has changed, only its are made anew."""

UID_END = "@summitcal"
"""What stands behind the id of a meeting in the UID of its entries."""

_ADDRESS = re.compile(r"https?://[^\s<>&\"]+(?:&amp;[^\s<>&\"]+)*")
_NO_CATEGORY = str.maketrans("", "", ',;"')
_STATUS = {
    Status.CONFIRMED: "CONFIRMED",
    Status.TENTATIVE: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",  # RFC 5545 §3.8.1.11 has no word for it; the title and the text say it
    Status.CANCELLED: "CANCELLED",
}


def uid(meeting: Meeting) -> str:
    """Return the UID of a meeting's entry: the same for ever, made from its id (RFC 5545 §3.8.4.7)."""
    return f"{meeting.id}{UID_END}"


def id_of(uid: str) -> str | None:
    """Return the id of the meeting whose entry has that UID; None if the entry is of another program."""
    return uid.removesuffix(UID_END) if uid.endswith(UID_END) else None


@lru_cache(maxsize=KEPT)
def lines_of(meeting: Meeting, revision: Revision, options: Options, one_by_one: dt.date | None) -> bytes:
    """Return the lines of one meeting: made once, as long as nothing about it changes.

    ``one_by_one`` is None where the feed can tell the clocks by which a meeting repeats. Where it cannot, it is the day
    from which the occurrences are written one by one, in UTC: as many as there are in the next years, at the most.
    """
    first, repeat = meeting.when.first_day, meeting.repeat
    if repeat is None or first is None:
        events = [_event(meeting, revision, options)]
    elif one_by_one is None:
        events = [*_series(meeting, repeat, revision, options)]
    else:
        first = max(first, one_by_one)
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
    if text := description(meeting, revision):
        event.add("DESCRIPTION", text)
    _add_links(event, meeting)
    # A comma parts a category in two in some programs, however it is escaped; a quote or semicolon joins two into one.
    names = (each.name.translate(_NO_CATEGORY).strip() for each in meeting.participants)
    event.add("CATEGORIES", [str(meeting.kind), *filter(None, names)])
    # Nobody who reads about a summit is busy because of it (MS-OXCICAL §2.1.3.1.1.20.31 for Outlook).
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    _add_for_client(event, meeting, options)
    if options.alarm is not None and meeting.status in {Status.CONFIRMED, Status.TENTATIVE}:
        event.add_component(_alarm(meeting, options.alarm))
    return event


def _add_links(event: icalendar.Event, meeting: Meeting) -> None:
    if meeting.place and meeting.place.coordinates:
        event.add("GEO", meeting.place.coordinates)
    if meeting.url:
        event.add("URL", meeting.url)
    if meeting.conference:
        event.add("CONFERENCE", uri(meeting.conference, LABEL="Follow it here"))
    if meeting.replaces:
        event.add("RELATED-TO", f"{meeting.replaces}{UID_END}", parameters={"RELTYPE": "SIBLING"})


def _add_for_client(event: icalendar.Event, meeting: Meeting, options: Options) -> None:
    match options.client:
        case Client.OUTLOOK if "DESCRIPTION" in event:
            # Outlook shows this in place of the plain text, and its links work (MS-OXCICAL §2.1.3.1.1.20.26).
            html = _as_html(str(event["DESCRIPTION"]))
            event.add("X-ALT-DESC", html, parameters={"FMTTYPE": "text/html"})
        case Client.APPLE if meeting.place and meeting.place.coordinates:
            # Apple's programs draw a map from this, and from nothing else.
            latitude, longitude = meeting.place.coordinates
            title = meeting.place.name.replace('"', "'")
            where = uri(f"geo:{latitude},{longitude}", **{"X-APPLE-RADIUS": "100", "X-TITLE": title})
            event.add("X-APPLE-STRUCTURED-LOCATION", where)
        case Client.RFC9073:
            for part in _parts(meeting):
                event.add_component(part)


def uri(address: str, **parameters: str) -> icalendar.vUri:
    """Return a web address with the type that RFC 7986 wants to be said, and other parameters."""
    return icalendar.vUri(address, params={"VALUE": "URI", **parameters})


def _status(meeting: Meeting, options: Options) -> str:
    if not meeting.when.dated:
        return "TENTATIVE"
    # Google takes a cancelled entry out of a subscribed calendar, so that nobody hears that it is off: there it stays,
    # and its title says so.
    hidden = options.client is Client.GOOGLE and meeting.status is Status.CANCELLED
    return "CONFIRMED" if hidden else _STATUS[meeting.status]


def _parts(meeting: Meeting) -> Iterator[icalendar.Component]:
    """Go over place and participants as components of their own (RFC 9073 §7.1, §7.2), which need no addresses."""
    if meeting.place:
        place = _Location()
        place.add("UID", f"{slug(meeting.place.name)}.place{UID_END}")
        place["NAME"] = icalendar.vText(meeting.place.name)
        if meeting.place.coordinates:
            place.add("GEO", meeting.place.coordinates)
        yield place
    for each in meeting.participants:
        who = _Party()
        who.add("UID", f"{each.id}.participant{UID_END}")
        who.add("PARTICIPANT-TYPE", "INACTIVE" if each.role is Role.OBSERVER else "ACTIVE")
        who.add("SUMMARY", participant_words(each))
        yield who


class _Location(icalendar.Component):
    name = "VLOCATION"


class _Party(icalendar.Component):
    name = "PARTICIPANT"


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
