"""A draft beside the calendar: is it new, already there, or a known meeting that is now called off or postponed?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from summitcal.model import Calendar, Draft, Meeting, Participant, ParticipantKind, Status
from summitcal.notation import free_id


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
    taken = {meeting.id for meeting in calendar.meetings}
    matches = []
    for draft in drafts:
        meeting = _in_words_of(calendar, draft.meeting)
        known = next((each for each in calendar.meetings if each.resembles(meeting)), None)
        if known is None:
            meeting = replace(meeting, id=free_id(meeting.id, taken))
            taken.add(meeting.id)
        matches.append(_match(draft, meeting, known))
    return tuple(matches)


def _match(draft: Draft, meeting: Meeting, known: Meeting | None) -> Match:
    if known is None:
        return Match(draft=draft, meeting=meeting, verdict=Verdict.NEW)
    off = meeting.status in {Status.CANCELLED, Status.POSTPONED}
    if off and known.status is not meeting.status:
        why = f"the article says {meeting.status}, the calendar {known.status}"
        return Match(draft=draft, meeting=meeting, verdict=Verdict.CHANGED, known=known, why=why)
    return Match(draft=draft, meeting=meeting, verdict=Verdict.KNOWN, known=known)


def _in_words_of(calendar: Calendar, meeting: Meeting) -> Meeting:
    return replace(meeting, participants=tuple(_registered(calendar, each) for each in meeting.participants))


def _registered(calendar: Calendar, participant: Participant) -> Participant:
    by_name = calendar.participant(participant.name)
    if by_name is None and participant.kind is ParticipantKind.STATE and participant.country:
        by_name = calendar.participant(participant.country)
    return by_name or participant
