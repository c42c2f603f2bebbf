"""An entry of our own feed: its generated description is taken apart again, the way `feed` put it together."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from summitcal import gazetteer
from summitcal.entries import id_of
from summitcal.history import first_revision
from summitcal.ics.content import Component
from summitcal.language import WEEKDAYS
from summitcal.model import AgendaItem, Certainty, Meeting, Participant, ParticipantKind, Role, Source, Status
from summitcal.notation import known_zone, read_point, slug
from summitcal.problems import UnreadableDate
from summitcal.recurrence import whole_id
from summitcal.registry import Registry
from summitcal.store.texts import id_fault, mended, web_address
from summitcal.when import UNKNOWN, Period, Point, month_of, quarter_of, week_of
from summitcal.wording import FOLLOW, description

_LOCAL_TIME = re.compile(r"Local time: .* \(([\w/+-]+)\)", re.ASCII)
_CHANGED = re.compile(r"Changed \d\d? [A-Z][a-z]+ \d{4}: .*", re.ASCII)
_DAY_NOT_SET = " (day not set)"
_OPEN_END = "End not announced"
_HOUR = re.compile(r"\d\d:\d\d", re.ASCII)
_ITEM = re.compile(
    r"(?P<at>(?:(?:\w+ )?\d\d? \w+ \d{4}, )?\d\d:\d\d|(?:\w+ )?\d\d? \w+ \d{4}): (?P<topic>.+)", re.ASCII
)
_SOURCE = re.compile(r"(?P<title>.*?)(?:(?:^|, )(?P<day>\d\d? [A-Z][a-z]+ \d{4}))?(?:(?:^|, )(?P<url>https?://\S+))?")
_WITH_OFFICE = re.compile(r"(?P<name>.+?) \((?P<more>.+)\)")


@dataclass(slots=True, kw_only=True)
class _Facts:
    """What the lines of one paragraph say."""

    was: Point | None = None
    reason: str | None = None
    certainty: Certainty = Certainty.CONFIRMED
    who: list[str] = field(default_factory=list)


def own_id(event: Component) -> str:
    """Return the id that our feed gave the meeting of an entry, or the series of which it is one; empty if none."""
    uid = event.first("UID")
    found = id_of(uid.text) if uid and not event.first("RECURRENCE-ID") else None
    return whole_id(found) if found and id_fault(whole_id(found)) is None else ""


def is_one_by_one(event: Component) -> bool:
    """Whether an entry is an occurrence of a series of ours that our feed could not say by its rule."""
    uid = event.first("UID")
    return own_id(event) != "" and uid is not None and id_of(uid.text) != own_id(event)


def local_zone(text: str) -> ZoneInfo | None:
    """Return the zone in which a description of ours says the hours."""
    found = next(filter(None, map(_LOCAL_TIME.fullmatch, text.split("\n"))), None)
    return known_zone(found[1]) if found else None


def has_open_end(text: str) -> bool:
    """Return whether a description of ours says that the end in the feed is made up."""
    return _OPEN_END in text.split("\n")


def without_day(title: str, text: str) -> str | None:
    """Return the title of an entry of ours that lasts as long as its day is not known; None if it is no such entry."""
    said = title.endswith(_DAY_NOT_SET) and any(line.startswith("When: ") for line in text.split("\n"))
    return title.removesuffix(_DAY_NOT_SET) if said else None


def periods(first: dt.date, last: dt.date) -> tuple[Period, Period | None] | None:
    """Return the week, month or quarter from one day to another, or the first and last of several; None if of none."""
    single = (period(first) for period in (week_of, month_of, quarter_of))
    several = ((period(first), period(last)) for period in (month_of, week_of))
    found = ((start, end) for start, end in several if (start.first, end.last) == (first, last))
    one = next((period for period in single if (period.first, period.last) == (first, last)), None)
    return (one, None) if one else next(found, None)


def is_called_off(text: str) -> bool:
    """Return whether a description of ours says so; in the feed for Google, the status does not."""
    return any(line == "Cancelled" or line.startswith("Cancelled: ") for line in text.split("\n"))


def taken_apart(text: str, meeting: Meeting, registry: Registry) -> Meeting | None:
    """Return the meeting with the facts of its description; None unless they make the very same text again.

    ``meeting`` has all that the other properties of the entry say. The outlet of a source stays in its title, and
    quotes are not in the feed.
    """
    paragraphs = text.split("\n\n")
    if _CHANGED.fullmatch(paragraphs[-1]):
        # The history of what was published says it, not the calendar file.
        paragraphs.pop()
    said = "\n\n".join(paragraphs)
    found = _read(paragraphs, meeting, registry)
    if found is None or not all(map(_is_fit, _texts(found))):
        return None
    if _without_hours_elsewhere(description(found, first_revision(found))) != _without_hours_elsewhere(said):
        return None
    who = (_participant(each, registry) for each in found.participants)
    sources = (source for source in found.sources if source.in_words())
    return replace(found, participants=tuple(dict.fromkeys(who)), sources=tuple(sources))


def strangers(meeting: Meeting, registry: Registry) -> tuple[str, ...]:
    """Return the participants of whom nothing but the name is known."""
    groups = (each for each in meeting.participants if each.kind is ParticipantKind.GROUP)
    return tuple(each.name for each in groups if registry.find(each.name) is None)


def _read(paragraphs: list[str], meeting: Meeting, registry: Registry) -> Meeting | None:
    if meeting.url and paragraphs and paragraphs[-1] == meeting.url:
        paragraphs.pop()
    if meeting.conference and paragraphs and paragraphs[-1] == f"{FOLLOW} {meeting.conference}":
        paragraphs.pop()
    sources = _items(paragraphs, "Sources:")
    agenda = _items(paragraphs, "Agenda:")
    try:
        facts = _facts(paragraphs, meeting)
        return replace(
            meeting,
            description="\n\n".join(paragraphs) or None,
            was=facts.was,
            reason=facts.reason,
            certainty=facts.certainty,
            participants=tuple(_by_words(words, registry) for words in facts.who),
            agenda=tuple(_agenda_item(line, meeting) for line in agenda),
            sources=tuple(map(_source, sources)),
        )
    except UnreadableDate:
        return None


def _items(paragraphs: list[str], heading: str) -> Sequence[str]:
    """Take the list under a heading off the end of a description."""
    first, *lines = paragraphs[-1].split("\n") if paragraphs else [""]
    if first != heading or not lines or not all(line.startswith("- ") for line in lines):
        return ()
    paragraphs.pop()
    return [line.removeprefix("- ") for line in lines]


def _facts(paragraphs: list[str], meeting: Meeting) -> _Facts:
    """Take the paragraph of facts off the end of a description; there is none if one of its lines is no fact."""
    facts = _Facts()
    lines = paragraphs[-1].split("\n") if paragraphs else []
    timed = any(map(_LOCAL_TIME.fullmatch, lines[:1]))
    if not all((timed and _is_hours_elsewhere(line)) or _take_fact(line, facts, meeting) for line in lines):
        return _Facts()
    paragraphs[-1:] = []
    return facts


def _take_fact(line: str, facts: _Facts, meeting: Meeting) -> bool:
    label, _, words = line.partition(": ")
    certainty = next((each for each in Certainty if each.in_words() == line), Certainty.CONFIRMED)
    why = "Reason" if meeting.status is Status.CONFIRMED else str(meeting.status).capitalize()
    if label == why:
        facts.reason = words or None
    elif label == "Was":
        facts.was = _point(words, meeting.timezone)
    elif label == "Participants":
        facts.who = words.split(", ")
    elif certainty is not Certainty.CONFIRMED:
        facts.certainty = certainty
    else:
        repeats = label == "Repeats" and meeting.repeat is not None
        return repeats or line == _OPEN_END or label == "When" or bool(_LOCAL_TIME.fullmatch(line))
    return True


def _is_hours_elsewhere(line: str) -> bool:
    place, _, hours = line.partition(": ")
    return bool(_HOUR.search(hours)) and (place == "UTC" or gazetteer.find_place(place) is not None)


def _without_hours_elsewhere(text: str) -> str:
    """Return a description without the hours in capitals: whose they are, only a whole registry knows."""
    return "\n".join(line for line in text.split("\n") if not _is_hours_elsewhere(line))


def _point(words: str, zone: ZoneInfo) -> Point:
    if words == "date not set":
        return UNKNOWN
    weekday, _, rest = words.partition(" ")
    return read_point((rest if weekday in WEEKDAYS else words).removesuffix(", day not set"), zone)


def _agenda_item(line: str, meeting: Meeting) -> AgendaItem:
    found = _ITEM.fullmatch(line)
    if found is None:
        return AgendaItem(topic=line)
    at = found["at"] if " " in found["at"] else f"{meeting.when.first_day} {found['at']}"
    return AgendaItem(topic=found["topic"], at=_point(at, meeting.timezone))


def _source(line: str) -> Source:
    found = _SOURCE.fullmatch(line)
    if found is None or (found["url"] and web_address(found["url"]) != found["url"]):
        return Source(title=line)
    day = read_point(found["day"], ZoneInfo("UTC")) if found["day"] else None
    published = day if isinstance(day, dt.date) else None
    return Source(title=found["title"] or None, published=published, url=found["url"])


def _by_words(words: str, registry: Registry) -> Participant:
    """Return somebody who is called and does what the words say, whoever that is."""
    known = registry.find(words)
    found = _WITH_OFFICE.fullmatch(words) if known is None else None
    if found is None:
        return Participant(id=slug(words), name=words, kind=known.kind if known else ParticipantKind.GROUP)
    name, parts = found["name"], found["more"].split("; ")
    role = Role(parts.pop()) if parts[-1] in set(Role) else None
    state = gazetteer.find_participant(parts[-1]) if parts else None
    country = state.country if state and state.kind is ParticipantKind.STATE and state.name == parts.pop() else None
    alone = registry.find(name)
    kind = ParticipantKind.PERSON if parts or country else alone.kind if alone else ParticipantKind.GROUP
    office = "; ".join(parts) or None
    return Participant(id=slug(name), name=name, kind=kind, country=country, office=office, role=role)


def _texts(meeting: Meeting) -> Iterator[str | None]:
    yield from (meeting.description, meeting.reason)
    yield from (each.name for each in meeting.participants)
    yield from (item.topic for item in meeting.agenda)
    yield from (source.title for source in meeting.sources)


def _is_fit(text: str | None) -> bool:
    """Return whether a text can stand in a calendar file as it is."""
    return text is None or (text != "" and mended(text, lines=True) == text)


def _participant(named: Participant, registry: Registry) -> Participant:
    person, _ = gazetteer.known_people().get(named.name, (None, None))
    return replace(registry.find(named.name) or person or named, role=named.role)
