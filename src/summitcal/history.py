"""What changed between two states of a calendar, and the revision that each meeting's feed entry carries."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from summitcal.model import UTC, Calendar, Meeting, Status
from summitcal.when import When, zone_words

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
        """Say it on one line: ``moved: NATO–Russia session, 12 → 13 January 2022``."""
        change = f"{self.before} → {self.after}" if self.before else self.after
        return f"{self.what}: {self.meeting.title}" + (f", {change}" if change else "")


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
        yield Change(meeting=after, what="added", after=after.when.in_words())
        return
    for what, was, now in (
        ("moved", *_moved_words(before.when, after.when)),
        (_status_words(after.status), str(before.status), str(after.status)),
        ("place", before.place.name if before.place else "none", after.place.name if after.place else "none"),
        ("title", before.title, after.title),
        ("kind", str(before.kind), str(after.kind)),
        ("participants", _names(before), _names(after)),
        ("agenda", _topics(before), _topics(after)),
    ):
        if was != now:
            yield Change(meeting=after, what=what, before=was, after=now)


def _moved_words(before: When, after: When) -> tuple[str, str]:
    """Say both dates; what stays the same is said once, with the second."""
    old, new = (_date_words(when).split(" ") for when in (before, after))
    while len(old) > 1 and len(new) > 1 and old[-1] == new[-1] and old != new:
        old.pop()
        new.pop()
    kept = _date_words(after).split(" ")[len(new) :]
    return " ".join(old), " ".join([*new, *kept])


def _date_words(when: When) -> str:
    date, rest = when.in_two_lines()
    _, _, hours = rest.partition(", ")
    return f"{date}, {hours} {zone_words(when.zone)}" if hours else date


def _status_words(status: Status) -> str:
    return "stands again" if status is Status.CONFIRMED else str(status)


def _names(meeting: Meeting) -> str:
    return ", ".join(each.name for each in meeting.participants) or "none"


def _topics(meeting: Meeting) -> str:
    return "; ".join(item.topic for item in meeting.agenda) or "none"
