"""What changed, as readers are told of it: the records of the history that matter to them, newest first, in words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from summitcal.history import BACK, TAKEN_OUT_OF, History, Record, telling
from summitcal.model import Meeting


class What(StrEnum):
    """What became of a meeting; of several things at once, the one that whoever plans by it must know first."""

    ADDED = "added"
    TAKEN_OUT = "taken out"
    BACK = "back in the calendar"
    CALLED_OFF = "called off"
    POSTPONED = "postponed"
    STANDS_AGAIN = "stands again"
    MOVED = "moved"
    CHANGED = "changed"


# The first word of a change decides; the earlier a line stands here, the more it matters.
_BY_WORD = {
    TAKEN_OUT_OF: What.TAKEN_OUT,
    BACK: What.BACK,
    "cancelled": What.CALLED_OFF,
    "postponed": What.POSTPONED,
    "stands again": What.STANDS_AGAIN,
    "moved": What.MOVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Something that subscribers must know of a meeting, and since when (in UTC, to the second).

    ``changes`` say in words what was different then; empty where it was new. ``meeting`` is as it then became, or as
    it last was if it was taken out. ``number`` counts the updates of one meeting in one second, from 0.
    """

    at: dt.datetime
    what: What
    meeting: Meeting
    changes: tuple[str, ...] = ()
    number: int = 0

    @property
    def title(self) -> str:
        """Say it in a line: ``Moved: US–Russia security meeting, now 9–10 January 2022``."""
        return f"{str(self.what).capitalize()}: {self.meeting.title}, {self._said}"

    @property
    def _said(self) -> str:
        date, words = self.meeting.when.in_words(), [change.partition(":")[0] for change in self.changes]
        if self.what is What.CHANGED:
            return ", ".join(words)
        if "moved" in words:
            return f"now {date}"
        # The day of what is off stays in the file; it must not be read as another one.
        off = self.what in {What.CALLED_OFF, What.POSTPONED, What.TAKEN_OUT}
        return f"planned for {date}" if off and self.meeting.when.first_day else date


def updates(history: History, *, since: dt.datetime | None = None, most: int | None = None) -> tuple[Update, ...]:
    """Return what readers must know of what was published from a moment on, the newest first.

    ``since`` is an aware datetime; without it all is told, as far as the history reaches back. ``most`` is how many
    there are at the most. What is for editors alone, as another source, is left out.
    """
    return tuple(islice(_told(history, since), most))


def _told(history: History, since: dt.datetime | None) -> Iterator[Update]:
    for record in reversed(tuple(history)):
        if since is not None and record.at < since:
            return
        update = _update(record, history.of(record.id))
        if update:
            yield update


def _update(record: Record, records: tuple[Record, ...]) -> Update | None:
    index = next(number for number, each in enumerate(records) if each is record)
    changes = telling(record.changes)
    meeting = record.meeting or (records[index - 1].meeting if index else None)
    if meeting is None or (index and not changes):
        return None
    number = sum(each.at == record.at for each in records[:index])
    return Update(at=record.at, what=_what(changes), meeting=meeting, changes=changes, number=number)


def _what(changes: Iterable[str]) -> What:
    words = {change.partition(":")[0] for change in changes}
    if not words:
        return What.ADDED
    return next((what for word, what in _BY_WORD.items() if word in words), What.CHANGED)
