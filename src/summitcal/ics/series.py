"""The entries of one UID that differ from the others → the changes of the meeting that repeats (RFC 5545 §3.8.4.4)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summitcal.check import find_problems
from summitcal.ics.content import Component
from summitcal.ics.entries import Entry
from summitcal.ics.rules import Notes, instant, occurrence_day
from summitcal.ics.spans import Zones
from summitcal.ics.wording import listed
from summitcal.model import Calendar, Meeting, Occurrence
from summitcal.problems import UnreadableDate
from summitcal.recurrence import changed_occurrences
from summitcal.registry import Registry
from summitcal.when import Point

_CAN_DIFFER = {
    "title": "SUMMARY",
    "place": "LOCATION",
    "status": "STATUS",
    "reason": "its reason",
    "description": "DESCRIPTION",
    "agenda": "its agenda",
}
"""What an occurrence has of its own, if it has any: it cannot be without what the others have."""

_CANNOT_DIFFER = {
    "url": "URL",
    "conference": "CONFERENCE",
    "kind": "CATEGORIES",
    "participants": "ATTENDEE",
    "certainty": "its certainty",
}


def with_changes(
    meeting: Meeting, singles: Sequence[Component], zones: Zones, registry: Registry
) -> tuple[Meeting, dict[int, Notes]]:
    """Return a meeting that repeats with what entries of its UID say of single occurrences.

    Beside it stand the lines of the entries that it took, each with notes of what is left out of it. Those that it did
    not take are on no day of its rule, and meetings of their own.
    """
    meeting = _ended(meeting, singles, zones)
    taken: dict[int, Notes] = {}
    changes: dict[dt.date, Occurrence | None] = {}
    for event in singles:
        day = _day(meeting, event, zones)
        if day is None:
            continue
        entry = Entry(event, registry, series=meeting)
        if day in changes:
            entry.note(event.first("RECURRENCE-ID"), "RECURRENCE-ID comes again: the first is kept")
        else:
            changes[day] = _change(entry, meeting, day, zones)
        taken[event.line] = entry.notes
    return _joined(meeting, {day: change for day, change in changes.items() if change}), taken


def _ended(meeting: Meeting, singles: Sequence[Component], zones: Zones) -> Meeting:
    """Return a meeting whose rule ends before the first of its entries that holds for all that follow."""
    ranges = [each for each in singles if (stated := each.first("RECURRENCE-ID")) and "RANGE" in stated.params]
    days = [day for each in ranges if (day := _day(meeting, each, zones))]
    repeat, first = meeting.repeat, meeting.when.first_day
    if not days or repeat is None or first is None:
        return meeting
    until = max(first, min(days) - dt.timedelta(days=1))
    excepted = tuple(day for day in repeat.excepted if day <= until)
    return replace(meeting, repeat=replace(repeat, until=until, times=None, excepted=excepted))


def _day(meeting: Meeting, event: Component, zones: Zones) -> dt.date | None:
    stated = event.first("RECURRENCE-ID")
    try:
        return occurrence_day(meeting, stated, zones) if stated else None
    except UnreadableDate:
        return None


def _change(entry: Entry, meeting: Meeting, day: dt.date, zones: Zones) -> Occurrence | None:
    """Return how an occurrence differs from the others; None, with a note, if it cannot be said."""
    single = entry.read(zones)
    if single is None:
        return None
    change = Occurrence(on=day)
    plain = _made(meeting, change)
    if isinstance(single.start, dt.date) and _instant(single.start) != _instant(plain.start):
        change = replace(change, start=single.start)
    made = _made(meeting, change)
    own = {name: fact for name in _CAN_DIFFER if (fact := getattr(single, name)) != getattr(made, name) and fact}
    sources = tuple(each for each in single.sources if each not in plain.sources)
    end = single.end if isinstance(single.end, dt.date) and _instant(single.end) != _instant(made.end) else None
    change = replace(change, **own, end=end, sources=sources)
    problems = find_problems(Calendar(meetings=(_with_only(meeting, change),)))
    for problem in problems:
        entry.note(None, f"{problem.what}: left out; {problem.mend}")
    if problems:
        return None
    _note_what_is_lost(entry, _made(meeting, change), single)
    if day in (meeting.repeat.excepted if meeting.repeat else ()):
        entry.note(entry.event.first("RECURRENCE-ID"), f"EXDATE takes out {day} as well: what this one says is kept")
    return change


def _note_what_is_lost(entry: Entry, made: Meeting, single: Meeting) -> None:
    differs = [words for name, words in _CANNOT_DIFFER.items() if getattr(made, name) != getattr(single, name)]
    if differs:
        entry.note(None, f"{listed(differs)} not kept: in this, one of a series cannot differ from the others")
    lacks = [words for name, words in _CAN_DIFFER.items() if getattr(made, name) != getattr(single, name)]
    lacks += ["DTEND"] if _instant(made.end) != _instant(single.end) else []
    if lacks:
        entry.note(None, f"{listed(lacks)} missing in this one of a series: what the others have is kept")


def _made(meeting: Meeting, change: Occurrence) -> Meeting:
    [made] = changed_occurrences(_with_only(meeting, change))
    return made


def _with_only(meeting: Meeting, change: Occurrence) -> Meeting:
    repeat = meeting.repeat and replace(meeting.repeat, excepted=(), changes=(change,))
    return replace(meeting, repeat=repeat)


def _joined(meeting: Meeting, changes: Mapping[dt.date, Occurrence]) -> Meeting:
    if meeting.repeat is None:
        return meeting
    # An entry that says what the others do, as for one who takes part, changes nothing.
    said = tuple(each for day, each in changes.items() if each != Occurrence(on=day))
    excepted = tuple(day for day in meeting.repeat.excepted if day not in changes)
    return replace(meeting, repeat=replace(meeting.repeat, excepted=excepted, changes=said))


def _instant(point: Point | None) -> Point | None:
    """Return what can be compared: Python compares times of one zone by the clock on the wall."""
    return instant(point) if isinstance(point, dt.date) else point
