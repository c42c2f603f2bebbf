"""What was found, made into drafts: meetings with an id, a title and the words of the article behind every field."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
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

_UNITS = {Grain.WEEK: Unit.WEEK, Grain.MONTH: Unit.MONTH, Grain.QUARTER: Unit.QUARTER}
_ZONE = "time zone from the place"


def compose(finding: Finding, text: str, published: dt.date) -> Draft:
    """Make a draft of a finding."""
    place = finding.venue.place if finding.venue else None
    participants = tuple(each.participant for each in (*finding.cast.sides.values(), *finding.cast.people.values()))
    start, end = _points(finding, place)
    quote = _evidence(text, finding.encounter.time.start, finding.encounter.time.end)
    meeting = Meeting(
        id=_id(participants, finding.kind, finding.encounter.time.reading),
        title=_title(participants, finding.kind, place),
        start=start,
        end=end,
        kind=finding.kind,
        timezone=(place.timezone if place else None) or UTC,
        participants=participants,
        place=place,
        status=finding.status,
        certainty=Certainty.REPORTED if finding.status is Status.TENTATIVE else Certainty.CONFIRMED,
        sources=(Source(published=published, quote=_sentence(finding, text)),),
    )
    inferred = finding.encounter.time.reading.inferred
    if isinstance(start, dt.datetime) and finding.clock and finding.clock.zone is None:
        inferred = (*inferred, _ZONE)
    return Draft(
        meeting=meeting, quote=quote, evidence=_all_evidence(finding, text), held=finding.held, inferred=inferred
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
            name: [{"text": each.text, "span": [each.start, each.end]} for each in spans]
            for name, spans in draft.evidence.items()
        },
        "inferred": list(draft.inferred),
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
    reading = finding.encounter.time.reading
    if reading.grain is Grain.SEASON:
        return month_of(reading.first), month_of(reading.last)
    if reading.grain in _UNITS:
        return Period(reading.first, reading.last, _UNITS[reading.grain]), None
    if reading.first != reading.last:
        return reading.first, reading.last
    clock = finding.clock
    zone = (clock.zone or (place.timezone if place else None) or finding.zone) if clock else None
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
    offset = finding.page.sentence.start
    triggers = finding.encounter.triggers[:1]
    members = (*finding.cast.sides.values(), *finding.cast.people.values())
    spans: dict[str, Iterable[tuple[int, int]]] = {
        "kind": [(offset + each.start, offset + each.end) for each in triggers],
        "participants": sorted({(each.start, each.end) for each in members if each.start >= 0}),
        "place": [(offset + finding.venue.start, offset + finding.venue.end)]
        if finding.venue and finding.venue.start >= 0
        else [],
        "status": [finding.status_span] if finding.status_span else [],
    }
    found = {name: tuple(_evidence(text, *span) for span in each) for name, each in spans.items()}
    return {name: each for name, each in found.items() if each}


def _evidence(text: str, start: int, end: int) -> Evidence:
    return Evidence(start=start, end=end, text=text[start:end])


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
