"""A draft beside the calendar: is it new, already there, or a known meeting that is now called off or postponed?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from summitcal.model import Calendar, Draft, Meeting, Status
from summitcal.notation import free_id
from summitcal.registry import Registry


class Verdict(StrEnum):
    """What a draft is to the calendar."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A draft's meeting, in the words of the calendar, and what it is to it.

    ``meeting`` has the participants of the registry and an id that is free. ``known`` is the meeting that the
    calendar already holds, ``why`` says in words what is different about it.
    """

    draft: Draft
    meeting: Meeting
    verdict: Verdict
    known: Meeting | None = None
    why: str = ""


def reconciled(drafts: Iterable[Draft], calendar: Calendar) -> tuple[Match, ...]:
    """Hold each draft against the calendar, in order; two drafts never get the same id."""
    registry, taken = Registry(calendar.participants), {meeting.id for meeting in calendar.meetings}
    matches = []
    for draft in drafts:
        meeting = _in_words_of(calendar, registry, draft.meeting)
        known = next((each for each in calendar.meetings if each.resembles(meeting)), None)
        if known is None:
            meeting = replace(meeting, id=free_id(meeting.id, taken))
            taken.add(meeting.id)
        matches.append(_match(draft, meeting, known))
    return tuple(matches)


def _in_words_of(calendar: Calendar, registry: Registry, meeting: Meeting) -> Meeting:
    """Return a meeting with the participants of the registry, and in the calendar's zone where nothing says another."""
    who = tuple(registry.registered(each) or each for each in meeting.participants)
    has_zone = meeting.when.timed or (meeting.place and meeting.place.timezone)
    return replace(meeting, participants=who, timezone=meeting.timezone if has_zone else calendar.timezone)


def _match(draft: Draft, meeting: Meeting, known: Meeting | None) -> Match:
    if known is None:
        return Match(draft=draft, meeting=meeting, verdict=Verdict.NEW)
    off = meeting.status in {Status.CANCELLED, Status.POSTPONED}
    if off and known.status is not meeting.status:
        why = f"the article says {meeting.status}, the calendar {known.status}"
        return Match(draft=draft, meeting=meeting, verdict=Verdict.CHANGED, known=known, why=why)
    return Match(draft=draft, meeting=meeting, verdict=Verdict.KNOWN, known=known)
