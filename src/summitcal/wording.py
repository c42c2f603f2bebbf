"""What subscribers read of a meeting: its title, and all that is known of it as plain text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from summitcal import gazetteer
from summitcal.cadence import repeat_words
from summitcal.history import Revision
from summitcal.model import UTC, Meeting, Participant, ParticipantKind, Status
from summitcal.when import When, day_words

FOLLOW = "Follow it at"
"""What stands before the address at which the public can follow a meeting."""


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
        lines.append(f"Participants: {', '.join(map(participant_words, meeting.participants))}")
    return "\n".join(lines)


def participant_words(participant: Participant) -> str:
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
