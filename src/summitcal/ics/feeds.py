"""A whole .ics file → its meetings, and all that they do not carry, by line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from summitcal.ics.content import Component, read_components
from summitcal.ics.entries import Entry, name_of
from summitcal.ics.ours import is_one_by_one, own_id
from summitcal.ics.series import with_changes
from summitcal.ics.spans import Zones
from summitcal.ics.wording import LONGEST_NAME
from summitcal.model import Calendar, Meeting
from summitcal.notation import free_id, slug
from summitcal.problems import UnreadableFile
from summitcal.registry import Registry
from summitcal.store.texts import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What could not be carried as it was: the line of the .ics, the entry's title, what it was and why."""

    line: int
    entry: str
    what: str

    def __str__(self) -> str:
        """Say it behind the name of the file and a colon: ``42: "Budget talks": VALARM is not kept: …``."""
        return f'{self.line}: "{self.entry}": {self.what}' if self.entry else f"{self.line}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The meetings of an .ics file, in its order, and all that they do not carry, by line."""

    meetings: tuple[Meeting, ...]
    left: tuple[Left, ...]


_NO_CALENDAR = Calendar()


def meetings(data: bytes, *, calendar: Calendar = _NO_CALENDAR, name: str = "the feed") -> Imported:
    """Read the entries of an .ics file as meetings.

    Days include the last one; hours are in the zone of the place, the entry, the feed, or else of ``calendar``, whose
    registry also says who is known. Ids are those of our own feed, or made from title and date, so that the same file
    always gives the same. ``name`` is what the file is called in messages. Every meeting can be added to a file.

    Raises:
        UnreadableFile: it is no calendar, or has no entries.
    """
    root = read_components(data, name=name)
    calendars = [part for part in root.parts if part.name == "VCALENDAR"]
    everything = (root, *calendars)
    entries = [part for each in everything for part in each.parts if part.name not in {"VTIMEZONE", "VCALENDAR"}]
    if not entries and not any(each.faults for each in everything):
        raise UnreadableFile(f"{name}: the calendar is empty; there is nothing to import")
    reading = _Reading(calendar)
    for each in everything:
        reading.take_calendar(each)
    return Imported(meetings=tuple(reading.meetings), left=tuple(sorted(reading.left, key=lambda each: each.line)))


class _Reading:
    """Takes one entry after the other; ``meetings`` and ``left`` grow on the way."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.registry = Registry(calendar.participants)
        self.meetings: list[Meeting] = []
        self.left: list[Left] = []
        self._ids: set[str] = set()
        self._seen: dict[tuple[str, Meeting], int] = {}

    def take_calendar(self, calendar: Component) -> None:
        """Read all entries of one VCALENDAR."""
        self._leave("", calendar.faults)
        title = calendar.first("NAME") or calendar.first("X-WR-CALNAME")
        if title and plain(title.text, lines=False) != self.calendar.title:
            words = plain(title.text, lines=False)[:LONGEST_NAME]
            what = f"the calendar's name, {words!r}, is not kept; write it as `title:` below `calendar:`"
            self._leave("", [(title.line, what)])
        for part in calendar.parts:
            if part.name not in {"VEVENT", "VTIMEZONE", "VCALENDAR"}:
                faults = [(part.line, f"{part.name} is no meeting: left out"), *part.all_faults()]
                self._leave(name_of(part), faults)
        self._take_events([part for part in calendar.parts if part.name == "VEVENT"], calendar)

    def _take_events(self, events: list[Component], calendar: Component) -> None:
        """Read the entries of one VCALENDAR, each series with those that differ from it, wherever they stand."""
        zones = Zones(calendar, self.calendar.timezone)
        events = self._told_once(events)
        wholes = {each.line: self._read(each, zones) for each in events if not each.first("RECURRENCE-ID")}
        taken = self._join(events, wholes, zones)
        for event in events:
            alone = event.line not in wholes and event.line not in taken
            meeting = self._read(event, zones) if alone else wholes.get(event.line)
            if meeting is not None:
                self._keep(meeting, event)

    def _told_once(self, events: list[Component]) -> list[Component]:
        """Return entries, of a series of ours that is said one by one only the first: its rule cannot be known."""
        told: dict[str, list[Component]] = {}
        for each in events:
            if is_one_by_one(each):
                told.setdefault(own_id(each), []).append(each)
        for first, *others in told.values():
            what = f"its series stands here one by one ({1 + len(others)}), without its rule"
            self._leave(name_of(first), [(first.line, f"{what}: the first is kept; write `repeat:` for the others")])
        dropped = {each.line for first, *others in told.values() for each in others}
        return [each for each in events if each.line not in dropped]

    def _join(self, events: list[Component], wholes: dict[int, Meeting | None], zones: Zones) -> set[int]:
        """Join entries of single occurrences to their series in ``wholes``; return the lines of those that it took."""
        singles: dict[str, list[Component]] = {}
        for each in events:
            if each.line not in wholes:
                singles.setdefault(_uid(each), []).append(each)
        taken = set[int]()
        for event in events:
            meeting = wholes.get(event.line)
            own = [each for each in singles.get(_uid(event), ()) if each.line not in taken]
            if meeting and meeting.repeat and own:
                wholes[event.line], notes = with_changes(meeting, own, zones, self.registry)
                taken |= notes.keys()
                for each in own:
                    self._leave(name_of(each), [*each.all_faults(), *notes[each.line]] if each.line in notes else ())
        return taken

    def _read(self, event: Component, zones: Zones) -> Meeting | None:
        entry = Entry(event, self.registry)
        meeting = entry.read(zones)
        self._leave(name_of(event), [*event.all_faults(), *entry.notes])
        return meeting

    def _keep(self, meeting: Meeting, event: Component) -> None:
        uid = _uid(event)
        same = (uid, replace(meeting, id=""))
        if uid and same in self._seen:
            self._leave(name_of(event), [(event.line, f"it stands at line {self._seen[same]} too: kept once")])
            return
        self._seen[same] = event.line
        ours = meeting.id if meeting.id not in self._ids else ""
        made = ours or free_id(slug(f"{meeting.title} {meeting.when.first_day}"), self._ids)
        self._ids.add(made)
        self.meetings.append(replace(meeting, id=made))

    def _leave(self, entry: str, notes: Iterable[tuple[int, str]]) -> None:
        self.left += (Left(line=line, entry=entry, what=what) for line, what in notes)


def _uid(event: Component) -> str:
    uid = event.first("UID")
    return uid.text if uid else ""
