"""What changed between two states of a calendar, and the revision that each meeting's feed entry carries."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from summitcal.model import UTC, Calendar, Meeting, Status
from summitcal.notation import write_point

BEFORE_RECORDS = dt.datetime(2000, 1, 1, tzinfo=UTC)
"""The moment of a revision that nothing dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A published state of a meeting: RFC 5545 §3.8.7, SEQUENCE, CREATED and LAST-MODIFIED (in UTC)."""

    sequence: int
    created: dt.datetime
    modified: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different about a meeting: what, from what, to what, all in words."""

    meeting: Meeting
    what: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Say it on one line."""
        change = f": {self.before} → {self.after}" if self.before or self.after else ""
        return f"{self.meeting.id}: {self.what}{change}"


def first_revision(meeting: Meeting) -> Revision:
    """Return the revision of a meeting that has not changed since its sources said it.

    It is dated by them, from the first to the last, so that the same file always makes the same feed.
    """
    days = sorted(source.published for source in meeting.sources if source.published)
    moments = [dt.datetime.combine(day, dt.time(), UTC) for day in days] or [BEFORE_RECORDS]
    return Revision(sequence=0, created=moments[0], modified=moments[-1])


def changes(old: Calendar, new: Calendar) -> tuple[Change, ...]:
    """Return what is different between two states: what is gone first, then by the order of ``new``."""
    gone = (Change(meeting=meeting, what="removed") for meeting in old.meetings if not new.meeting(meeting.id))
    kept = (change for meeting in new.meetings for change in _changes_of(old.meeting(meeting.id), meeting))
    return (*gone, *kept)


def _changes_of(before: Meeting | None, after: Meeting) -> Iterator[Change]:
    if before is None:
        yield Change(meeting=after, what="added", after=f"{after.title}, {after.when.in_words()}")
        return
    for what, was, now in (
        ("moved", _when_words(before), _when_words(after)),
        (_status_words(after.status), str(before.status), str(after.status)),
        ("place", before.place.name if before.place else "none", after.place.name if after.place else "none"),
        ("title", before.title, after.title),
        ("kind", str(before.kind), str(after.kind)),
        ("participants", _names(before), _names(after)),
        ("agenda", _topics(before), _topics(after)),
    ):
        if was != now:
            yield Change(meeting=after, what=what, before=was, after=now)


def _when_words(meeting: Meeting) -> str:
    end = meeting.end
    return write_point(meeting.start) if end is None else f"{write_point(meeting.start)} to {write_point(end)}"


def _status_words(status: Status) -> str:
    return "stands again" if status is Status.CONFIRMED else str(status)


def _names(meeting: Meeting) -> str:
    return ", ".join(each.name for each in meeting.participants) or "none"


def _topics(meeting: Meeting) -> str:
    return "; ".join(item.topic for item in meeting.agenda) or "none"
