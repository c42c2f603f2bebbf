"""One VEVENT → one meeting, and a note for each thing of it that a meeting cannot carry."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from icalendar.parser.property import split_on_unescaped_comma

from summitcal import gazetteer
from summitcal.check import find_problems
from summitcal.ics.content import Component, Property
from summitcal.ics.ours import (
    has_open_end,
    is_called_off,
    local_zone,
    own_id,
    periods,
    strangers,
    taken_apart,
    without_day,
)
from summitcal.ics.rules import repeating
from summitcal.ics.spans import Span, Zones, in_zone, read_span
from summitcal.ics.wording import LONGEST_NAME, is_html, listed, without_addresses, without_tags
from summitcal.model import Calendar, Kind, Meeting, Participant, Place, Status
from summitcal.problems import UnreadableDate, UnreadableRepeat
from summitcal.registry import Registry
from summitcal.store.texts import mended, plain, web_address

_READ = frozenset(
    {"SUMMARY", "DTSTART", "DTEND", "DURATION", "LOCATION", "DESCRIPTION", "URL", "STATUS", "UID", "X-WR-TIMEZONE"}
    | {"CONFERENCE", "GEO"}
)
"""What a meeting takes from an entry; of each, one."""

_WITHOUT_MENTION = frozenset(
    {
        "ATTENDEE",
        "CATEGORIES",
        "CLASS",
        "CREATED",
        "DTSTAMP",
        "LAST-MODIFIED",
        "ORGANIZER",
        "PRIORITY",
        "REQUEST-STATUS",
        "SEQUENCE",
        "TRANSP",
        "X-MICROSOFT-CDO-ALLDAYEVENT",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    }
)
"""What is read elsewhere, and what a feed says about itself and its readers, as ours does in its own way."""

_MADE_FOR_CLIENTS = frozenset({"X-ALT-DESC"})
"""What our feed says once more, for one program."""

_WHY = {
    "ATTACH": "link to it in `url:` or in a source",
    "EXDATE": "the meeting stands once, on its first date",
    "EXRULE": "the meeting stands once, on its first date",
    "RDATE": "the meeting stands once, on its first date; add the others",
    "RECURRENCE-ID": "this one of the series stands as a meeting of its own",
    "RRULE": "the meeting stands once, on its first date; add the others",
    "VALARM": "subscribers set their own",
    "X-ALT-DESC": "its plain DESCRIPTION is",
}
_FROM_HERE_ON = "this one stands as a meeting of its own; write how the series goes on from there"
_STATUS = {"CONFIRMED": Status.CONFIRMED, "TENTATIVE": Status.TENTATIVE, "CANCELLED": Status.CANCELLED}
_COORDINATES = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?);([+-]?\d{1,3}(?:\.\d+)?)", re.ASCII)
_PREFIX = re.compile(r"(cancell?ed|postponed|tentative):\s+(?=\S)", re.IGNORECASE)


class Entry:
    """One VEVENT; ``notes`` says at which line what is left out of it. ``id`` is empty unless it is of our feed.

    ``series`` is the meeting of which it is one occurrence that differs.
    """

    def __init__(self, event: Component, registry: Registry, *, series: Meeting | None = None) -> None:
        self.event = event
        self.registry = registry
        self.series = series
        self.id = series.id if series else own_id(event)
        self.notes: list[tuple[int, str]] = []
        self._read = _READ | ({"RECURRENCE-ID"} if series else set())
        stated = event.first("RECURRENCE-ID")
        self._why = _WHY | ({"RECURRENCE-ID": _FROM_HERE_ON} if stated and "RANGE" in stated.params else {})

    def note(self, of: Property | None, what: str) -> None:
        """Note what is left out, at the line of a property or else of the entry."""
        self.notes.append((of.line if of else self.event.line, what))

    def read(self, zones: Zones) -> Meeting | None:
        """Return the meeting, its id empty unless it is ours; None, with a note, if there can be none."""
        try:
            return self._meeting(read_span(self.event, zones), zones)
        except UnreadableDate as error:
            self.note(self.event.first("DTSTART"), f"{error.what}: {error.mend}")
            return None

    def _meeting(self, span: Span, zones: Zones) -> Meeting | None:
        self.notes += span.notes
        text = self._text("DESCRIPTION", lines=True)
        title, status = self._title_and_status(text)
        title = title or (self.series.title if self.series else "")
        if not title:
            self._note_the_rest()
            self.note(self.event.first("SUMMARY"), "it has no SUMMARY: left out, as a meeting needs a title")
            return None
        place = self._place()
        zone = self._zone(span, place, zones, text)
        open_ended = self.id and has_open_end(text)
        meeting = Meeting(
            id=self.id,
            title=title,
            start=in_zone(span.start, zone),
            end=in_zone(span.end, zone) if span.end and not open_ended else None,
            timezone=zone,
            kind=self._kind(),
            participants=self._participants(),
            place=place,
            status=status,
            url=self._url("URL"),
            conference=self._url("CONFERENCE"),
        )
        meeting = self._without_day(meeting, span, text) if self.id and not self.series else meeting
        meeting = self._repeating(meeting, span, zones)
        self._note_the_rest()
        return self._checked(self._described(meeting, text))

    def _repeating(self, meeting: Meeting, span: Span, zones: Zones) -> Meeting:
        """Return a meeting with the rule of its entry, and note why if it has one that cannot be kept."""
        if not self.event.first("RRULE") or self.event.first("RECURRENCE-ID"):
            return meeting
        try:
            repeated, notes = repeating(meeting, self.event, span, zones)
        except UnreadableRepeat as error:
            self._why = self._why | {"RRULE": f"{error.what}; {_WHY['RRULE']}"}
            return meeting
        self.notes += notes
        self._read |= {"RRULE"}
        self._why = self._why | {"RDATE": "beside a rule there are no single days; add them as meetings"}
        return repeated

    def _without_day(self, meeting: Meeting, span: Span, text: str) -> Meeting:
        """Return a meeting of ours with what is known of its date, where the feed shows all days on which it can be."""
        title = without_day(meeting.title, text)
        found = periods(span.start, span.end or span.start) if title else None
        if not title or not found:
            return meeting
        # Its status in the feed is tentative in any case; another than confirmed stands before its title.
        summary = self.event.first("SUMMARY")
        status = meeting.status if summary and _PREFIX.match(summary.text) else Status.CONFIRMED
        return replace(meeting, title=title, start=found[0], end=found[1], status=status)

    def _described(self, meeting: Meeting, text: str) -> Meeting:
        if not text:
            return meeting
        apart = taken_apart(text, meeting, self.registry) if self.id else None
        if apart is None or find_problems(Calendar(meetings=(apart,))):
            return replace(meeting, description=text)
        for each in strangers(apart, self.registry):
            self.note(self.event.first("DESCRIPTION"), f"participant {each!r} is unknown: taken for a group")
        return apart

    def _checked(self, meeting: Meeting) -> Meeting | None:
        problems = find_problems(Calendar(meetings=(meeting,)))
        for problem in problems:
            self.note(None, f"{problem.what}: left out; {problem.mend}")
        return None if problems else meeting

    def _title_and_status(self, text: str) -> tuple[str, Status]:
        stated = self.event.first("STATUS")
        word = stated.value.strip().upper().replace("CANCELED", "CANCELLED") if stated else ""
        if word and word not in _STATUS:
            self.note(stated, f"STATUS {word[:40]} is not kept: taken for confirmed")
        status = _STATUS.get(word, Status.CONFIRMED)
        title = self._text("SUMMARY", lines=False)
        found = _PREFIX.match(title)
        # Our feed puts a prefix before what does not simply stand; what stands has one only as part of its title.
        if found is None or (self.id and status is Status.CONFIRMED and not is_called_off(text)):
            return title, status
        prefixed = Status(found[1].casefold().replace("canceled", "cancelled"))
        return title[found.end() :], status if status is Status.CANCELLED else prefixed

    def _text(self, name: str, *, lines: bool) -> str:
        stated = self.event.first(name)
        if stated is None:
            return ""
        # Apple's programs write an address below the name of a place.
        text = stated.text.strip().replace("\n", ", ") if name == "LOCATION" else stated.text
        if not self.id:
            text = self._plain_words(text, stated, lines=lines)
        clean = mended(text, lines=lines)
        if text.strip() and not clean:
            self.note(stated, f"{name} is left out: nothing of it can be seen")
        elif clean != plain(text, lines=lines):
            self.note(stated, f"{name} has signs that calendar programs mangle: they are taken out")
        elif not lines and "\n" in text.strip():
            self.note(stated, f"{name} has several lines: they are made one")
        return clean

    def _plain_words(self, text: str, stated: Property, *, lines: bool) -> str:
        if lines and is_html(text):
            self.note(stated, f"{stated.name} is HTML: its text is kept, its tags are taken off")
            text = without_tags(text)
        text, number = without_addresses(text)
        if number:
            self.note(stated, f"e-mail addresses in {stated.name} are left out: the file is for everyone")
        return text

    def _place(self) -> Place | None:
        name, where = self._text("LOCATION", lines=False), self.event.first("GEO")
        if not name:
            if where:
                self.note(where, "GEO is not kept: the place has no name")
            return None
        return replace(self._place_called(name), coordinates=self._coordinates())

    def _coordinates(self) -> tuple[float, float] | None:
        stated = self.event.first("GEO")
        found = _COORDINATES.fullmatch(stated.value) if stated else None
        latitude, longitude = (float(found[1]), float(found[2])) if found else (99.0, 0.0)
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        if stated:
            self.note(stated, "GEO is not kept: it is no place on earth")
        return None

    def _place_called(self, name: str) -> Place:
        known = gazetteer.find_place(name)
        if known:
            return replace(known, name=name) if self.id else known
        # "Palais des Nations, Geneva, Switzerland": two parts must agree, or "Paris, Texas" would be in France.
        parts = [part.strip() for part in name.split(",")[:10]]
        places = [place for place in map(gazetteer.find_place, parts) if place]
        states = [who.country for who in map(gazetteer.find_participant, parts) if who and who.country]
        countries = {*states, *(place.country for place in places)}
        if places and len(countries) == 1 and len(places) + len(states) > 1:
            return replace(places[0], name=name)
        return Place(name=name)

    def _zone(self, span: Span, place: Place | None, zones: Zones, text: str) -> ZoneInfo:
        if self.series:
            return self.series.timezone
        timed = isinstance(span.start, dt.datetime)
        said = (span.zone or (local_zone(text) if self.id else None) or zones.named) if timed else None
        return (place.timezone if place else None) or said or zones.fallback

    def _kind(self) -> Kind:
        stated = [each for each in self.event.properties if each.name == "CATEGORIES"]
        words = [word.strip() for each in stated for word in split_on_unescaped_comma(each.value) if word.strip()]
        kinds = [Kind(word.casefold()) for word in words if word.casefold() in set(Kind)]
        other = [word for word in words if word.casefold() not in set(Kind)] + [str(kind) for kind in kinds[1:]]
        if other and not self.id:
            self.note(stated[0], f"CATEGORIES {listed(other)} not kept: a meeting has one of {', '.join(Kind)}")
        return kinds[0] if kinds else Kind.MEETING

    def _participants(self) -> tuple[Participant, ...]:
        stated = [each for each in self.event.properties if each.name in {"ATTENDEE", "ORGANIZER"}]
        names = [each.params.get("CN", "").strip().strip('"') for each in stated]
        found = [self.registry.find(name) if name and "@" not in name else None for name in names]
        missing = [each for each, who in zip(stated, found, strict=True) if who is None]
        for name in dict.fromkeys(each.name for each in missing):
            number = sum(each.name == name for each in missing)
            what = f"{name}{f' ({number})' if number > 1 else ''} is not kept"
            first = next(each for each in missing if each.name == name)
            self.note(first, f"{what}: the calendar knows nobody of that name, and takes no addresses")
        return tuple(dict.fromkeys(filter(None, found)))

    def _url(self, name: str) -> str | None:
        stated = self.event.first(name)
        address = web_address(mended(stated.value, lines=False)) if stated and stated.value else None
        if stated and stated.value and address is None:
            self.note(stated, f"{name} is not kept: it is no web address that everyone can open")
        return address

    def _note_the_rest(self) -> None:
        """Note what a meeting has no key for: once for each name, and once for all that one program invented."""
        private = self.event.first("CLASS")
        if private and private.value.upper() not in {"", "PUBLIC"}:
            self.note(private, f"it is marked {private.value.upper()[:40]}, and the file is for everyone")
        lines: dict[str, list[int]] = {}
        for name, line in self._unused():
            lines.setdefault(name, []).append(line)
        invented = [name for name in lines if name.startswith("X-") and name not in _WHY]
        if invented:
            what = f"{listed(invented)} not kept: nothing but the program that wrote it reads it"
            self.notes.append((lines[invented[0]][0], what))
        for name in (each for each in lines if each not in invented):
            times = f" ({len(lines[name])})" if len(lines[name]) > 1 else ""
            what = f"{name}{times} is not kept: {self._why.get(name, 'a meeting has no key for it')}"
            self.notes.append(
                (lines[name][0], f"{name} comes again: the first is kept" if name in self._read else what)
            )

    def _unused(self) -> Iterator[tuple[str, int]]:
        used = set()
        for each in self.event.properties:
            if each.name in self._read and each.name not in used:
                used.add(each.name)
            elif each.name == "EXDATE" and "RRULE" in self._read:
                continue
            elif each.name not in _WITHOUT_MENTION and not (self.id and each.name in _MADE_FOR_CLIENTS):
                yield each.name, each.line
        yield from ((part.name, part.line) for part in self.event.parts if not self.id)


def name_of(component: Component) -> str:
    """Return what an entry is called in messages: its title, else its UID, on one line."""
    for name in ("SUMMARY", "UID"):
        stated = component.first(name)
        words = mended(stated.text, lines=False) if stated else ""
        if words:
            return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME]}…"
    return "an entry without a title"
