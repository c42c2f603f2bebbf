"""What an article adds to a meeting that the calendar holds, where the calendar says nothing: place, hour, persons."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from summitcal.model import Kind, Meeting, Participant, ParticipantKind


def filled(known: Meeting, told: Meeting, *, zone: ZoneInfo, timed: bool | None = None) -> Meeting:
    """Return a known meeting with what is told of it and not known: its place, its hour, who takes part, which persons.

    Nothing that is known changes. ``zone`` is the calendar's; ``timed`` says whether the hour was known before the
    article, where it has just been set. A meeting that repeats is left as it is, and so is one
    that may be another than the one told of: with other persons of one state, or a call where the other is none.
    """
    if known.repeat or known.series or _in_other_company(known, told) or _of_another_kind(known, told):
        return known
    # An hour stays where it is on the clock of the world, and so does a zone that somebody gave the meeting.
    keeps = (known.when.timed if timed is None else timed) or known.timezone != zone
    return _with_participants(_with_hour(_with_place(known, told, keeps=keeps), told), told)


def additions(before: Meeting, after: Meeting) -> tuple[str, ...]:
    """Say what a meeting has more than before: ``source added``, ``place added: Geneva``."""
    new = [each.name for each in after.participants if each not in before.participants]
    has_hour = after.when.timed and before.when.first_day == after.when.first_day and not before.when.timed
    words = (
        "source added" if len(after.sources) > len(before.sources) else "",
        f"place added: {after.place.name}" if after.place and before.place is None else "",
        f"hour added: {after.when.in_words().rpartition(', ')[2]} {after.timezone.key}" if has_hour else "",
        f"participants added: {', '.join(new)}" if new else "",
    )
    return tuple(filter(None, words))


def _with_place(known: Meeting, told: Meeting, *, keeps: bool) -> Meeting:
    """Add the place, and unless the meeting ``keeps`` its own the zone of that place, for its hour too."""
    place = told.place
    if known.place is not None or place is None:
        return known
    zone = known.timezone if keeps else place.timezone or known.timezone
    start = known.start.astimezone(zone) if isinstance(known.start, dt.datetime) else known.start
    return replace(known, place=place, start=start, timezone=zone)


def _with_hour(known: Meeting, told: Meeting) -> Meeting:
    hangs = known.end is not None or any(item.at is not None for item in known.agenda)
    if known.when.timed or not known.when.dated or hangs or not isinstance(told.start, dt.datetime):
        return known
    start = told.start.astimezone(known.timezone)
    return replace(known, start=start) if start.date() == known.start else known


def _with_participants(known: Meeting, told: Meeting) -> Meeting:
    more = told.participants
    if known.participants:
        more = () if _persons(known.participants) else _persons(told.participants)
    return replace(known, participants=(*known.participants, *more))


def _of_another_kind(one: Meeting, other: Meeting) -> bool:
    kinds = {one.kind, other.kind}
    return Kind.CALL in kinds and len(kinds) > 1 and Kind.MEETING not in kinds


def _in_other_company(one: Meeting, other: Meeting) -> bool:
    ours, theirs = ({each.id: each.country for each in _persons(meeting.participants)} for meeting in (one, other))
    lone = {country for id_, country in ours.items() if country and id_ not in theirs}
    return any(country in lone for id_, country in theirs.items() if id_ not in ours)


def _persons(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    return tuple(each for each in participants if each.kind is ParticipantKind.PERSON)
