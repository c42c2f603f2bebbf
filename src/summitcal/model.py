"""What is true of a meeting: the words of the whole project, immutable, without input or output."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from summitcal.when import Point, When

UTC = ZoneInfo("UTC")


class Kind(StrEnum):
    """What sort of encounter a meeting is."""

    SUMMIT = "summit"
    TALKS = "talks"
    MEETING = "meeting"
    SESSION = "session"
    CALL = "call"
    VISIT = "visit"
    CONFERENCE = "conference"


class Status(StrEnum):
    """Whether a meeting stands: RFC 5545 §3.8.1.11, with ``postponed`` for one that waits for a new date."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Certainty(StrEnum):
    """How well a date is known: fixed by both sides, announced by one, or only reported."""

    CONFIRMED = "confirmed"
    ANNOUNCED = "announced"
    REPORTED = "reported"


class ParticipantKind(StrEnum):
    """What a participant is."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A state, organisation, group or person that takes part.

    ``country`` is an ISO 3166-1 alpha-2 code: of the state itself, or the state that a person stands for.
    ``office`` is what a person does there, as "Foreign Minister".
    """

    id: str
    name: str
    kind: ParticipantKind = ParticipantKind.STATE
    country: str | None = None
    office: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a meeting is: a city or a venue, the ISO code of its country, and its time zone."""

    name: str
    country: str | None = None
    timezone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing they will talk about or do, with its hour where that is known."""

    topic: str
    at: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where we know a meeting from. ``published`` is the day of publication; ``quote`` its exact words."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A dated encounter of parties.

    ``id`` is stable for ever: the feed's UID comes from it. ``start`` and ``end`` are as exact as they are
    known; a last day is included. ``timezone`` is the zone its dates and times are meant in, always set.
    ``was`` is the start it had before it was moved, ``reason`` why it was moved, postponed or cancelled.
    """

    id: str
    title: str
    start: Point
    kind: Kind = Kind.MEETING
    end: Point | None = None
    timezone: ZoneInfo = UTC
    participants: tuple[Participant, ...] = ()
    place: Place | None = None
    status: Status = Status.CONFIRMED
    certainty: Certainty = Certainty.CONFIRMED
    was: Point | None = None
    reason: str | None = None
    description: str | None = None
    url: str | None = None
    agenda: tuple[AgendaItem, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def when(self) -> When:
        """When it is, ready to be compared, counted down to and said in words."""
        return When(self.start, self.end, self.timezone)

    def resembles(self, other: "Meeting") -> bool:
        """Whether both may be one meeting: their days meet, as exactly, and mostly the same parties take part."""
        if self.when.dated is not other.when.dated or not self.when.overlaps(other.when):
            return False
        ours, theirs = self.parties, other.parties
        return bool(ours & theirs) and 2 * len(ours & theirs) > max(len(ours), len(theirs))

    @property
    def parties(self) -> frozenset[str]:
        """Return the ids of who makes a meeting this one: persons only if there is nobody else."""
        bodies = frozenset(each.id for each in self.participants if each.kind is not ParticipantKind.PERSON)
        return bodies or frozenset(each.id for each in self.participants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A titled list of meetings with the registry of those who take part.

    ``timezone`` holds for times that are written without a zone and meetings whose place has none.
    """

    title: str = "Meetings"
    description: str | None = None
    url: str | None = None
    timezone: ZoneInfo = UTC
    participants: tuple[Participant, ...] = ()
    meetings: tuple[Meeting, ...] = ()

    def meeting(self, id: str) -> Meeting | None:  # noqa: A002 - the field's own name
        """Return the meeting of that id, or None."""
        return next((meeting for meeting in self.meetings if meeting.id == id), None)

    def participant(self, name: str) -> Participant | None:
        """Return the registered participant of that id, name or alias, or the state of that country code."""
        wanted = name.casefold()
        for each in self.participants:
            if wanted in {each.id.casefold(), each.name.casefold(), *map(str.casefold, each.aliases)}:
                return each
        states = (each for each in self.participants if each.kind is ParticipantKind.STATE)
        return next((each for each in states if each.country == name), None)

    def everyone(self) -> tuple[Participant, ...]:
        """Return whoever takes part in at least one meeting, by name."""
        met = {each.id: each for meeting in self.meetings for each in meeting.participants}
        return tuple(sorted(met.values(), key=lambda each: (each.name.casefold(), each.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of an article that say a field: ``text == article[start:end]``, counted in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A meeting that the extractor proposes; never in the feed before a person takes it.

    ``quote`` is the evidence of its date. ``evidence`` holds the words behind ``kind``, ``participants``,
    ``place`` and ``status``. ``held`` says that it is over at the time of publication. ``inferred`` lists, in
    words, what the text does not say itself, as "year from the publication date".
    """

    meeting: Meeting
    quote: Evidence
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    held: bool = False
    inferred: tuple[str, ...] = ()
