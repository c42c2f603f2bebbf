"""A whole .ics file → its meetings, and all that they do not carry, by line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from summitcal.ics.content import Component, read_components
from summitcal.ics.entries import LONGEST_NAME, Entry, name_of
from summitcal.ics.spans import Zones, read_span
from summitcal.model import Calendar, Meeting
from summitcal.notation import free_id, slug
from summitcal.problems import UnreadableDate, UnreadableFile
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
        zones = Zones(calendar, self.calendar.timezone)
        for part in calendar.parts:
            if part.name == "VEVENT":
                self._take(part, zones)
            elif part.name not in {"VTIMEZONE", "VCALENDAR"}:
                faults = [(part.line, f"{part.name} is no meeting: left out"), *part.all_faults()]
                self._leave(name_of(part), faults)

    def _take(self, event: Component, zones: Zones) -> None:
        entry = Entry(event, self.registry)
        try:
            meeting = entry.meeting(read_span(event, zones), zones)
        except UnreadableDate as error:
            meeting = None
            entry.note(event.first("DTSTART"), f"{error.what}: {error.mend}")
        self._leave(name_of(event), [*event.all_faults(), *entry.notes])
        if meeting is not None:
            self._keep(meeting, event)

    def _keep(self, meeting: Meeting, event: Component) -> None:
        uid = event.first("UID")
        same = (uid.text if uid else "", replace(meeting, id=""))
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
