"""What was found, made into drafts: meetings with an id, a title and the words of the article behind every field."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from summitcal.extract.findings import Finding
from summitcal.extract.times.clocks import Clock
from summitcal.extract.times.reading import Grain, Reading, shift
from summitcal.model import (
    UTC,
    Certainty,
    Draft,
    Evidence,
    Kind,
    Meeting,
    Participant,
    ParticipantKind,
    Place,
    Source,
    Status,
)
from summitcal.when import Period, Point, Unit, month_of

QUOTED = 200
"""How many characters of an article a source quotes at most."""

SURE = 0.8
"""Below this probability a person should look twice at the date, and..."""

NAMED = 0.65
"""...below this one at who or what is named near it."""

NEAR = 45
"""Within so many days another reading of a date is worth a second look; a year earlier hardly ever is."""

_UNITS = {Grain.WEEK: Unit.WEEK, Grain.MONTH: Unit.MONTH, Grain.QUARTER: Unit.QUARTER}
_ZONE = "time zone from the place"


def compose(finding: Finding, text: str) -> Draft:
    """Make a draft of a finding."""
    place = finding.venue.place if finding.venue else None
    participants = tuple(each.participant for each in (*finding.cast.sides.values(), *finding.cast.people.values()))
    start, end = _points(finding, place)
    quote = _evidence(text, finding.time.start, finding.time.end, finding.reading.reason)
    meeting = Meeting(
        id=_id(participants, finding.kind, finding.time.reading),
        title=_title(participants, finding.kind, place),
        start=start,
        end=end,
        kind=finding.kind,
        timezone=(place.timezone if place else None) or UTC,
        participants=participants,
        place=place,
        status=finding.status,
        certainty=Certainty.REPORTED if finding.status is Status.TENTATIVE else Certainty.CONFIRMED,
        sources=(Source(published=finding.published, quote=_sentence(finding, text)),),
        was=finding.was.reading.first if finding.was else None,
    )
    inferred = finding.time.reading.inferred
    if isinstance(start, dt.datetime) and finding.clock and finding.clock.zone is None:
        inferred = (*inferred, _ZONE)
    return Draft(
        meeting=meeting,
        quote=quote,
        evidence=_all_evidence(finding, text),
        held=finding.held,
        inferred=inferred,
        confidence=round(finding.confidence, 2),
        doubts=tuple(_doubts(finding)),
    )


def to_json(draft: Draft) -> dict[str, Any]:
    """Return a draft as the plain values of ``extract --format json``."""
    meeting = draft.meeting
    start, end = _written(meeting.start, meeting.end)
    return {
        "kind": meeting.kind.value,
        "start": start,
        "end": end,
        "participants": [each.name for each in meeting.participants],
        "location": meeting.place.name if meeting.place else None,
        "status": _status_word(draft),
        "quote": draft.quote.text,
        "span": [draft.quote.start, draft.quote.end],
        "title": meeting.title,
        "evidence": {
            name: [{"text": each.text, "span": [each.start, each.end], "how": each.how} for each in spans]
            for name, spans in draft.evidence.items()
        },
        "inferred": list(draft.inferred),
        "was": str(meeting.was) if meeting.was else None,
        "confidence": draft.confidence,
        "doubts": list(draft.doubts),
    }


def _status_word(draft: Draft) -> str:
    if draft.meeting.status is not Status.CONFIRMED:
        return draft.meeting.status.value
    return "past" if draft.held else "upcoming"


def _written(start: Point, end: Point | None) -> tuple[str, str]:
    first, last = _written_point(start, last=False), _written_point(start if end is None else end, last=True)
    return first, last


def _written_point(point: Point, *, last: bool) -> str:
    match point:
        case Period(unit=Unit.MONTH):
            return str(point)
        case Period(unit=Unit.QUARTER):
            return f"{point.last if last else point.first:%Y-%m}"
        case Period():
            return str(point.last if last else point.first)
        case dt.datetime():
            return point.isoformat(timespec="minutes")
        case _:
            return str(point)


def _points(finding: Finding, place: Place | None) -> tuple[Point, Point | None]:
    reading = finding.time.reading
    if reading.grain is Grain.SEASON:
        return month_of(reading.first), month_of(reading.last)
    if reading.grain in _UNITS:
        return Period(reading.first, reading.last, _UNITS[reading.grain]), None
    if reading.first != reading.last:
        return reading.first, reading.last
    clock = finding.clock
    zone = (clock.zone or (place.timezone if place else None) or finding.spot.story.zone) if clock else None
    if clock and zone:
        return _instants(reading.first, clock, zone)
    return reading.first, None


def _instants(day: dt.date, clock: Clock, zone: ZoneInfo) -> tuple[Point, Point | None]:
    """Return when a meeting starts and, if its clock says so, ends: past midnight where that hour is the earlier."""
    start = dt.datetime.combine(day, clock.time, zone)
    if clock.until is None:
        return start, None
    last_day = shift(day, 1) if clock.until < clock.time else day
    return start, dt.datetime.combine(last_day, clock.until, zone)


def _all_evidence(finding: Finding, text: str) -> Mapping[str, tuple[Evidence, ...]]:
    venue = finding.venue
    members = (*finding.cast.sides.values(), *finding.cast.people.values())
    spans: dict[str, Iterable[tuple[int, int, str]]] = {
        "start": [(finding.time.start, finding.time.end, finding.reading.reason)],
        "time": [(finding.clock.start, finding.clock.end, _zone_of(finding))] if finding.clock else [],
        "was": [(finding.was.start, finding.was.end, "the day it was moved from")] if finding.was else [],
        "kind": [(*finding.kind_span, "word of encounter")] if finding.kind_span else [],
        "participants": sorted({(each.start, each.end, each.how) for each in members}),
        "place": [(venue.start, venue.end, venue.how)] if venue else [],
        "status": [(*finding.status_span, "words that say so")] if finding.status_span else [],
    }
    found = {name: tuple(_evidence(text, *each) for each in every) for name, every in spans.items()}
    return {name: each for name, each in found.items() if each}


def _zone_of(finding: Finding) -> str:
    if finding.clock and finding.clock.zone:
        return "with its time zone"
    return "time zone from the place" if finding.venue else "time zone from the text"


def _evidence(text: str, start: int, end: int, how: str) -> Evidence:
    return Evidence(start=start, end=end, text=text[start:end], how=how)


def _doubts(finding: Finding) -> Iterator[str]:
    """Yield the reasons to look twice at a finding."""
    if finding.confidence < SURE:
        yield "perhaps not the date of a meeting"
    near = [each for each in finding.time.others if abs((each.first - finding.reading.first).days) <= NEAR]
    if near and (finding.reading.chance is None or finding.reading.chance < SURE):
        yield f"the date could also be {_in_words(near[0])} ({near[0].reason})"
    for each in (*finding.cast.sides.values(), *finding.cast.people.values()):
        if each.chance < NAMED:
            yield f"{each.participant.name} is {each.how or 'named'}, and perhaps does not take part"
    if finding.venue and finding.venue.chance < NAMED:
        yield f"{finding.venue.place.name} is {finding.venue.how or 'named'}, and perhaps not the place"


def _in_words(reading: Reading) -> str:
    return str(reading.first) if reading.first == reading.last else f"{reading.first} to {reading.last}"


def _sentence(finding: Finding, text: str) -> str:
    sentence = finding.page.sentence
    words = " ".join(text[sentence.start : sentence.end].split())
    return words if len(words) <= QUOTED else words[: QUOTED - 1].rsplit(" ", 1)[0] + "…"


def _sides(participants: Sequence[Participant]) -> list[Participant]:
    return [each for each in participants if each.kind is not ParticipantKind.PERSON] or list(participants)


def _id(participants: Sequence[Participant], kind: Kind, reading: Reading) -> str:
    who = "-".join(sorted(each.id for each in _sides(participants))[:3])
    day = (
        f"{reading.first:%Y-%m-%d}"
        if reading.grain in {Grain.DAY, Grain.WEEKEND, Grain.WEEK}
        else f"{reading.first:%Y-%m}"
    )
    return re.sub(r"[^a-z0-9-]", "", f"{who}-{kind.value}-{day}")


def _title(participants: Sequence[Participant], kind: Kind, place: Place | None) -> str:
    names = [each.name for each in _sides(participants)]
    who = "–".join(names) if len(names) <= 3 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{who} {kind.value}" + (f" in {place.name}" if place else "")
