"""What is true of a meeting: the words of the whole project, immutable, without input or output."""

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from summitcal.language import ENGLISH, Language
from summitcal.when import UNKNOWN, Point, When, day_words

UTC = ZoneInfo("UTC")

Translations = tuple[tuple[str, str], ...]
"""One text by the tags of its languages (BCP 47), that of the plain text first; empty where no language is named."""


def key(about: str, example: object, *, name: str = "", translated: bool = False) -> dict[str, object]:
    """Say what a key of events.yaml holds, with an example, for the schema and the docs.

    That it is required, or which words it takes, needs no saying: the default and the type do. ``name`` is the key
    where it is a word that Python keeps for itself. ``translated`` says that it may hold a text in several languages.
    """
    return {"about": about, "example": example, "name": name, "translated": translated}


def file_keys(declaration: type) -> dict[str, Field[Any]]:
    """Return the fields of a declaration that stand in events.yaml, by their key there."""
    return {each.metadata["name"] or each.name: each for each in fields(declaration) if each.metadata}


def mostly_the_same(ours: Set[str], theirs: Set[str]) -> bool:
    """Whether more than half of either of two sets of parties is in the other too."""
    return 2 * len(ours & theirs) > max(len(ours), len(theirs))


def _in_language(language: str, plain: str | None, translations: Translations) -> str | None:
    """Return a text in a language, or in the one that its tag narrows, or else the plain one: RFC 4647 §3.4."""
    if not translations:
        return plain
    own, *others = translations
    known = {tag.casefold(): text for tag, text in others} | {own[0].casefold(): plain}
    wanted = language.casefold()
    while wanted and wanted not in known:
        wanted = wanted.rpartition("-")[0]
    return known.get(wanted, plain)


class Kind(StrEnum):
    """What sort of encounter a meeting is."""

    SUMMIT = "summit"
    TALKS = "talks"
    MEETING = "meeting"
    SESSION = "session"
    CALL = "call"
    VISIT = "visit"
    CONFERENCE = "conference"

    @property
    def usual_length(self) -> dt.timedelta:
        """How long one with an hour is taken to last while its end has not been announced."""
        return _USUAL_LENGTHS.get(self, _HOUR)


_HOUR = dt.timedelta(hours=1)
_USUAL_LENGTHS = {
    Kind.SUMMIT: 4 * _HOUR,
    Kind.TALKS: 2 * _HOUR,
    Kind.SESSION: 2 * _HOUR,
    Kind.VISIT: 3 * _HOUR,
    Kind.CONFERENCE: 8 * _HOUR,
}


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

    def in_words(self) -> str:
        """Say what a reader must know; empty where the date is certain."""
        return {"announced": "Announced by one side", "reported": "Only reported, not announced"}.get(self, "")


class ParticipantKind(StrEnum):
    """What a participant is."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"


class Role(StrEnum):
    """What part somebody has in one meeting."""

    HOST = "host"
    GUEST = "guest"
    MEDIATOR = "mediator"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How a participant stands in a meeting of the file where more than the name is said."""

    who: str = field(metadata=key("an id, a name, an alias or a country code", "switzerland"))
    role: Role | None = field(default=None, metadata=key("what part they have in it", "host"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A state, organisation, group or person that takes part.

    ``country`` is an ISO 3166-1 alpha-2 code: of the state itself, or the state that a person stands for.
    ``office`` is what a person does there, as "Foreign Minister". ``role`` is set where they take part in a meeting,
    and is what the meeting says of them.
    """

    id: str
    name: str = field(metadata=key("what they are called", "Joe Biden"))
    kind: ParticipantKind = field(default=ParticipantKind.STATE, metadata=key("what they are", "person"))
    country: str | None = field(
        default=None, metadata=key("two-letter code: of the state, or of the state a person stands for", "US")
    )
    office: str | None = field(default=None, metadata=key("what a person does there", "President"))
    aliases: tuple[str, ...] = field(default=(), metadata=key("other names that meetings may use", ["Biden", "POTUS"]))
    role: Role | None = None

    def in_words(self) -> str:
        """Say who it is: ``Sergei Lavrov (Foreign Minister)``, ``Switzerland (host)``."""
        more = "; ".join(filter(None, (self.office, self.role)))
        return f"{self.name} ({more})" if more else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a meeting is: a city or a venue, the ISO code of its country, and its time zone."""

    name: str = field(metadata=key("a city or a venue", "Geneva"))
    country: str | None = field(default=None, metadata=key("two-letter code of its country", "CH"))
    timezone: ZoneInfo | None = field(default=None, metadata=key("its time zone", "Europe/Zurich"))
    coordinates: tuple[float, float] | None = field(
        default=None, metadata=key("latitude and longitude, in degrees", [46.2266, 6.1404])
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing they will talk about or do, with its hour where that is known."""

    topic: str = field(metadata=key("what they will talk about or do", "Opening statements"))
    at: Point | None = field(
        default=None, metadata=key("its hour or day; an hour alone is on the day of the meeting", "2022-01-10 09:30")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where we know a meeting from. ``published`` is the day of publication; ``quote`` its exact words."""

    title: str | None = field(default=None, metadata=key("what the article is called", "Talks agreed"))
    outlet: str | None = field(default=None, metadata=key("who published it", "Example News"))
    url: str | None = field(default=None, metadata=key("where it can be read", "https://example.org/talks"))
    published: dt.date | None = field(default=None, metadata=key("the day it was published", "2021-12-31"))
    quote: str | None = field(default=None, metadata=key("its exact words", "They will meet on 9 January."))

    def in_words(self) -> str:
        """Say where to look: ``Talks agreed, Example News, 31 December 2021``, and the address."""
        published = day_words(self.published) if self.published else None
        return ", ".join(filter(None, (self.title, self.outlet, published, self.url)))


class Frequency(StrEnum):
    """The unit in which a meeting that repeats is counted on: RFC 5545 §3.3.10, FREQ."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, counted from Monday, 0; ``nth`` of its month, -1 for the last and 0 for each of them."""

    number: int
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One occurrence of a meeting that repeats, as far as it differs from the others; ``on`` says which.

    Days and hours are meant in the meeting's zone, wherever this one is held. ``titles`` and ``descriptions`` are as
    those of a meeting.
    """

    on: dt.date = field(metadata=key("the day on which it would have been", "2022-01-19"))
    start: dt.datetime | dt.date | None = field(
        default=None, metadata=key("when it begins instead; an hour alone is on that day", "2022-01-20 11:00")
    )
    end: dt.datetime | dt.date | None = field(
        default=None, metadata=key("when it ends; left out, it lasts as long as the others", "2022-01-20 13:00")
    )
    title: str | None = field(
        default=None, metadata=key("what this one is called", "Extraordinary session", translated=True)
    )
    place: Place | None = field(default=None, metadata=key("where this one is", "Brussels"))
    status: Status | None = field(default=None, metadata=key("whether this one stands", "cancelled"))
    reason: str | None = field(default=None, metadata=key("why it was moved, postponed or cancelled", "Snow."))
    description: str | None = field(
        default=None, metadata=key("what else there is to say of it", "By video.", translated=True)
    )
    agenda: tuple[AgendaItem, ...] = field(default=(), metadata=key("what this one is about", ["Budget"]))
    sources: tuple[Source, ...] = field(
        default=(), metadata=key("where the change is known from", [{"title": "Snow", "published": "2022-01-18"}])
    )
    titles: Translations = ()
    descriptions: Translations = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """How a meeting repeats: every so many units, on which days, until when, and what is different when.

    ``on`` holds days of the week, or for a month also days of it from 1 to 31, -1 for the last; empty, it is on
    days like that of the first. ``until`` is the last day on which one may begin, ``times`` how many there are,
    those on the days ``excepted`` counted; never both. Days are those of the meeting's own zone.
    """

    every: int = field(metadata=key("how often: `day`, `week`, `month`, `year`, or so many of them", "2 weeks"))
    unit: Frequency
    on: tuple[Weekday | int, ...] = field(
        default=(),
        metadata=key(
            "days of the week, or for months `first monday`, `last friday` or days of the month; "
            "left out, days like that of `start`",
            ["wednesday", "sunday"],
        ),
    )
    until: dt.date | None = field(
        default=None, metadata=key("the last day on which one may begin, included", "2022-06-30")
    )
    times: int | None = field(
        default=None, metadata=key("or how many there are, those on days of `except` counted", 10)
    )
    excepted: tuple[dt.date, ...] = field(
        default=(), metadata=key("days on which there is none", ["2022-01-26"], name="except")
    )
    changes: tuple[Occurrence, ...] = field(
        default=(), metadata=key("single ones that differ", [{"on": "2022-01-19", "status": "cancelled"}])
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A dated encounter of parties.

    ``id`` is stable for ever: the feed's UID comes from it. ``start`` and ``end`` are as exact as they are
    known; a last day is included. ``timezone`` is the zone its dates and times are meant in, always set.
    ``was`` is the start it had before it was moved, ``reason`` why it was moved, postponed or cancelled.
    Where it repeats, ``start`` and ``end`` are those of the first. ``titles`` and ``descriptions`` hold ``title`` and
    ``description`` in each language that the file names, the first of them as ``title`` and ``description`` have it.
    ``series`` is the meeting of which this one is a single occurrence; no file says it, ``recurrence`` does.
    """

    id: str = field(metadata=key("stable for ever, as entries in calendar programs hang on it", "us-russia-geneva"))
    title: str = field(metadata=key("what subscribers see", "US–Russia security meeting", translated=True))
    start: Point = field(metadata=key("when it begins: a day, an hour, or what is known of it", "2022-01-09"))
    kind: Kind = field(default=Kind.MEETING, metadata=key("what sort of encounter", "talks"))
    end: Point | None = field(default=None, metadata=key("the last day, included, or the hour it ends", "2022-01-10"))
    timezone: ZoneInfo = field(
        default=UTC,
        metadata=key("its own zone; left out, the one of its place, of `start`, or of the calendar", "Europe/Zurich"),
    )
    repeat: Repeat | None = field(
        default=None,
        metadata=key("how it repeats, in words or as `{every, on, until, times, except, changes}`", "every week"),
    )
    participants: tuple[Participant, ...] = field(
        default=(),
        metadata=key(
            "one or a list: ids, names, aliases or country codes; `{who, role}` for a host, guest, mediator, observer",
            ["us", "Russia"],
        ),
    )
    place: Place | None = field(
        default=None, metadata=key("a name, or `{name, country, timezone, coordinates}`", "Geneva")
    )
    status: Status = field(default=Status.CONFIRMED, metadata=key("whether it stands", "tentative"))
    certainty: Certainty = field(default=Certainty.CONFIRMED, metadata=key("how well the date is known", "reported"))
    was: Point | None = field(default=None, metadata=key("the start it had before it was moved", "2022-01-08"))
    reason: str | None = field(
        default=None, metadata=key("why it was moved, postponed or cancelled", "One side asked for time.")
    )
    description: str | None = field(
        default=None, metadata=key("what else there is to say", "Asked for by Moscow.", translated=True)
    )
    url: str | None = field(default=None, metadata=key("its own page", "https://example.org/talks"))
    conference: str | None = field(
        default=None, metadata=key("where the public can follow it", "https://example.org/live")
    )
    replaces: str | None = field(
        default=None, metadata=key("the id of the meeting that this one is held in place of", "us-russia-vienna")
    )
    agenda: tuple[AgendaItem, ...] = field(
        default=(), metadata=key("topics, or `{topic, at}` with an hour", [{"topic": "Opening", "at": "09:30"}])
    )
    sources: tuple[Source, ...] = field(
        default=(), metadata=key("where it is known from", [{"title": "Talks agreed", "published": "2021-12-31"}])
    )
    titles: Translations = ()
    descriptions: Translations = ()
    series: "Meeting | None" = field(default=None, repr=False)

    @property
    def when(self) -> When:
        """When it is, ready to be compared, counted down to and said in words."""
        return When(self.start, self.end, self.timezone, self.kind.usual_length)

    def title_in(self, language: str) -> str:
        """Return the title in a language, by its tag (BCP 47): ``fr-CH`` finds ``fr`` too, an unknown one the plain."""
        return _in_language(language, self.title, self.titles) or self.title

    def description_in(self, language: str) -> str | None:
        """Return the description in a language, as ``title_in`` does the title; None if there is none."""
        return _in_language(language, self.description, self.descriptions)

    def when_of(self, item: AgendaItem) -> When:
        """Return when an item of its agenda is."""
        return When(UNKNOWN if item.at is None else item.at, None, self.timezone)

    def hour_of(self, item: AgendaItem, *, zone: ZoneInfo | None = None, language: Language = ENGLISH) -> str:
        """Say when an item of its agenda is: the hour alone on a meeting of one day; empty where it is not known.

        It is said by the clocks of ``zone``, or of the meeting's own.
        """
        if item.at is None:
            return ""
        if isinstance(item.at, dt.datetime) and self.when.days == 1:
            return language.clock(item.at.astimezone(zone or self.timezone).time())
        return self.when_of(item).in_words(zone, language=language)

    def agenda_in_words(self) -> tuple[str, ...]:
        """Say each item of its agenda on a line: ``09:30: Opening statements``."""
        return tuple(": ".join(filter(None, (self.hour_of(item), item.topic))) for item in self.agenda)

    def resembles(self, other: "Meeting") -> bool:
        """Whether both may be one meeting: their days meet, as exactly, and mostly the same parties take part."""
        return self.when.dated is other.when.dated and self.when.overlaps(other.when) and self.has_parties_of(other)

    def has_parties_of(self, other: "Meeting") -> bool:
        """Whether mostly the same parties take part in both."""
        return mostly_the_same(self.parties, other.parties)

    @property
    def parties(self) -> frozenset[str]:
        """Return the ids of who makes a meeting this one: persons only if there is nobody else."""
        bodies = frozenset(each.id for each in self.participants if each.kind is not ParticipantKind.PERSON)
        return bodies or frozenset(each.id for each in self.participants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A titled list of meetings with the registry of those who take part.

    ``timezone`` holds for times that are written without a zone and meetings whose place has none. ``titles`` and
    ``descriptions`` are as those of a meeting.
    """

    title: str = field(
        default="Meetings",
        metadata=key("its name in calendar programs", "European security talks", translated=True),
    )
    description: str | None = field(
        default=None, metadata=key("a sentence about it", "The talks of this winter.", translated=True)
    )
    url: str | None = field(
        default=None,
        metadata=key("its public address, with which those of its feeds and pages begin", "https://example.org/talks"),
    )
    timezone: ZoneInfo = field(
        default=UTC, metadata=key("for times written without a zone; UTC if left out", "Europe/Zurich")
    )
    color: str | None = field(
        default=None, metadata=key("in which programs may show it, by its name in CSS", "steelblue")
    )
    image: str | None = field(default=None, metadata=key("a picture for it", "https://example.org/badge.png"))
    participants: tuple[Participant, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    titles: Translations = ()
    descriptions: Translations = ()

    def title_in(self, language: str) -> str:
        """Return the title in a language, as that of a meeting."""
        return _in_language(language, self.title, self.titles) or self.title

    def description_in(self, language: str) -> str | None:
        """Return the description in a language, as that of a meeting."""
        return _in_language(language, self.description, self.descriptions)

    def meeting(self, id: str) -> Meeting | None:  # noqa: A002 - the field's own name
        """Return the meeting of that id, or None."""
        return next((meeting for meeting in self.meetings if meeting.id == id), None)

    def everyone(self) -> tuple[Participant, ...]:
        """Return whoever takes part in at least one meeting, by name."""
        met = {each.id: each for meeting in self.meetings for each in meeting.participants}
        return tuple(sorted(met.values(), key=lambda each: (each.name.casefold(), each.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of an article that say a field: ``text == article[start:end]``, counted in characters.

    ``how`` says in words how they were read: "named in the sentence before".
    """

    start: int
    end: int
    text: str
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A meeting that the extractor proposes; never in the feed before a person takes it.

    ``quote`` is the evidence of its date. ``evidence`` holds the words behind ``kind``, ``participants``,
    ``place`` and ``status``. ``held`` says that it is over at the time of publication. ``inferred`` lists, in
    words, what the text does not say itself, as "year from the publication date". ``confidence`` is how probable it
    is, from 0 to 1, that the date is that of a meeting; ``doubts`` are reasons to look twice.
    """

    meeting: Meeting
    quote: Evidence
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    held: bool = False
    inferred: tuple[str, ...] = ()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
