"""What an article tells of one meeting, gathered sentence by sentence; and what of it is the same meeting told again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitcal.extract.cast import Cast
from summitcal.extract.linking import Encounter
from summitcal.extract.pages import Page, Spot
from summitcal.extract.times import TimeExpression
from summitcal.extract.times.clocks import Clock
from summitcal.extract.times.reading import Grain, Reading
from summitcal.extract.venues import Venue
from summitcal.model import Kind, Status


@dataclass(slots=True, kw_only=True)
class Finding:
    """An encounter with all that the article says of it, while the article is still being read.

    All that is kept of it counts from the start of the text, as its hour can stand in another sentence.
    """

    spot: Spot
    time: TimeExpression
    cast: Cast
    kind: Kind
    held: bool
    confidence: float
    kind_span: tuple[int, int] | None = None
    venue: Venue | None = None
    clock: Clock | None = None
    status: Status = Status.CONFIRMED
    status_span: tuple[int, int] | None = None
    was: TimeExpression | None = None

    @property
    def page(self) -> Page:
        """The sentence that tells of it first."""
        return self.spot.page

    @property
    def encounter(self) -> Encounter:
        """Its date and its words of encounter, as its sentence has them."""
        return self.spot.encounter

    @property
    def words(self) -> str:
        """The part of its sentence that speaks of it."""
        return self.spot.words

    @property
    def published(self) -> dt.date:
        """The day of publication."""
        return self.spot.story.published

    @property
    def reading(self) -> Reading:
        """The days it is on."""
        return self.time.reading

    def widen(self, last: dt.date) -> None:
        """Let it last until a day, if only its first is known so far."""
        if self.reading.grain is Grain.DAY and self.reading.first == self.reading.last:
            self.time = replace(self.time, reading=replace(self.reading, last=last))
            self.held = self.held and last < self.published

    def take_in(self, other: "Finding") -> None:
        """Add what the article says of it in another place."""
        self.cast.add(other.cast)
        self.venue = self.venue or other.venue
        self.clock = self.clock or other.clock
        self.was = self.was or other.was
        self.confidence = max(self.confidence, other.confidence)
        if other.reading.last > self.reading.last:
            self.widen(other.reading.last)
        if self.status is Status.CONFIRMED and other.status in {Status.CANCELLED, Status.POSTPONED}:
            self.status, self.status_span = other.status, other.status_span
        if self.kind in {Kind.MEETING, Kind.VISIT} and other.kind is not Kind.VISIT:
            self.kind, self.kind_span = other.kind, other.kind_span or self.kind_span


def last_of(cast: Cast, before: Sequence[Finding]) -> Finding | None:
    """Return the meeting told of last that had the same sides."""
    ids = cast.ids
    return next((each for each in reversed(before) if each.cast.ids == ids), None)


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """Tell each meeting once, however often a text comes back to it, and never on a day it was moved away from."""
    kept: dict[tuple[dt.date, Grain], list[Finding]] = {}
    for each in _without_old(findings):
        rivals = kept.setdefault((each.reading.first, each.reading.grain), [])
        same = next((other for other in rivals if _is_same(other, each)), None)
        if same:
            same.take_in(each)
        else:
            rivals.append(each)
    told = {id(each) for rivals in kept.values() for each in rivals}
    return [each for each in findings if id(each) in told]


def _without_old(findings: Sequence[Finding]) -> list[Finding]:
    return [
        each for each in findings if not each.encounter.old or not any(_replaces(other, each) for other in findings)
    ]


def _replaces(other: Finding, old: Finding) -> bool:
    """Whether a meeting is the one with the old date, told of with its new one."""
    near = abs(other.page.index - old.page.index) <= 1
    return near and not other.encounter.old and bool(other.cast.ids & old.cast.ids)


def _is_same(one: Finding, other: Finding) -> bool:
    ids, others = one.cast.ids, other.cast.ids
    if one.kind is not other.kind and (one.kind in _OF_ONE_CAST or other.kind in _OF_ONE_CAST):
        same = ids == others
    else:
        common = len(ids & others)
        same = common == min(len(ids), len(others)) or 2 * common >= len(ids | others)
    return same and not _in_other_company(one.cast, other.cast)


_OF_ONE_CAST = (Kind.SUMMIT, Kind.CONFERENCE)
"""What is another meeting where others take part."""


def _in_other_company(one: Cast, other: Cast) -> bool:
    """Whether two people of one side show that two meetings are meant: a minister first sees one, then the other."""
    first, second = one.people.keys() - other.people.keys(), other.people.keys() - one.people.keys()
    return any(
        one.people[left].participant.country == other.people[right].participant.country
        and one.people[left].participant.country is not None
        for left in first
        for right in second
    )
