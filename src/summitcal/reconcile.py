"""A meeting from elsewhere beside the calendar: is it new, already there, or a known one that is now told otherwise?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from summitcal.model import Calendar, Draft, Meeting, Status
from summitcal.notation import free_id
from summitcal.recurrence import occurrences
from summitcal.registry import Registry


class Verdict(StrEnum):
    """What a meeting from elsewhere is to the calendar."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A meeting from elsewhere, in the words of the calendar, and what it is to it.

    ``meeting`` has the participants of the registry and an id that is free. ``known`` is the meeting that the
    calendar already holds, or an occurrence of one; ``why`` says in words what is different about it:
    ``cancelled, the calendar confirmed``.
    """

    meeting: Meeting
    verdict: Verdict
    known: Meeting | None = None
    why: str = ""


def reconciled(drafts: Iterable[Draft], calendar: Calendar) -> tuple[Match, ...]:
    """Hold each draft against the calendar, in order; two drafts never get the same id.

    A draft is known by its days and parties alone: an article gives a meeting neither id nor title.
    """
    known = _Known(calendar)
    return _matched(((draft.meeting, None) for draft in drafts), known)


def recognised(meetings: Iterable[Meeting], calendar: Calendar) -> tuple[Match, ...]:
    """Hold each meeting of a feed against the calendar, in order; two of them never get the same id.

    It is known by its id, by its title and start, or else as a draft is.
    """
    known = _Known(calendar)
    return _matched(((meeting, known.called(meeting)) for meeting in meetings), known)


class _Known:
    """The meetings of a calendar, to be found by what they are called and by who takes part."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.registry = Registry(calendar.participants)
        self._by_id = {meeting.id: meeting for meeting in reversed(calendar.meetings)}
        self._by_title = {(each.title.casefold(), each.start): each for each in reversed(calendar.meetings)}
        self._by_party: dict[str, list[int]] = {}
        for index, meeting in enumerate(calendar.meetings):
            for party in meeting.parties:
                self._by_party.setdefault(party, []).append(index)

    def called(self, meeting: Meeting) -> Meeting | None:
        """Return the meeting of that id, or else of that title and start."""
        return self._by_id.get(meeting.id) or self._by_title.get((meeting.title.casefold(), meeting.start))

    def like(self, meeting: Meeting) -> Meeting | None:
        """Return the first meeting on the same days with mostly the same parties."""
        indexes = sorted({index for party in meeting.parties for index in self._by_party.get(party, ())})
        candidates = (each for index in indexes for each in _held_then(self.calendar.meetings[index], meeting))
        return next((each for each in candidates if each.resembles(meeting)), None)


def _matched(meetings: Iterable[tuple[Meeting, Meeting | None]], known: _Known) -> tuple[Match, ...]:
    """Match meetings, each with the one that it is known to be by what it is called."""
    taken = {meeting.id for meeting in known.calendar.meetings}
    matches = []
    for told, same in meetings:
        meeting = _in_words_of(known, told)
        found = same or known.like(meeting)
        if found is None:
            meeting = replace(meeting, id=free_id(meeting.id, taken))
            taken.add(meeting.id)
        matches.append(_match(meeting, found, named=same is not None))
    return tuple(matches)


def _held_then(meeting: Meeting, other: Meeting) -> tuple[Meeting, ...]:
    """Return a meeting, or of one that repeats the occurrences on the days of another meeting."""
    first, last = other.when.first_day, other.when.last_day
    if meeting.repeat and first and last and other.when.dated:
        return occurrences(meeting, first=first, last=last)
    return (meeting,)


def _in_words_of(known: _Known, meeting: Meeting) -> Meeting:
    """Return a meeting with the participants of the registry, and in the calendar's zone where nothing says another."""
    who = tuple(known.registry.registered(each) or each for each in meeting.participants)
    has_zone = meeting.when.timed or (meeting.place and meeting.place.timezone)
    return replace(meeting, participants=who, timezone=meeting.timezone if has_zone else known.calendar.timezone)


def _match(meeting: Meeting, known: Meeting | None, *, named: bool) -> Match:
    if known is None:
        return Match(meeting=meeting, verdict=Verdict.NEW)
    why = ""
    if meeting.status in {Status.CANCELLED, Status.POSTPONED} and known.status is not meeting.status:
        why = f"{meeting.status}, the calendar {known.status}"
    elif named and (meeting.start, meeting.end) != (known.start, known.end):
        why = f"{meeting.when.in_words()}, the calendar {known.when.in_words(meeting.timezone)}"
    return Match(meeting=meeting, verdict=Verdict.CHANGED if why else Verdict.KNOWN, known=known, why=why)
