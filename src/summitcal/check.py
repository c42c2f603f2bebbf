"""The rules that a calendar must keep beyond being readable. Speaks in paths; knows nothing of files."""

import datetime as dt
from collections.abc import Iterator

from summitcal.model import Calendar, Meeting
from summitcal.notation import write_point
from summitcal.problems import Problem
from summitcal.when import Period, Unknown


def find_problems(calendar: Calendar) -> list[Problem]:
    """Return every broken rule, by meeting. ``meetings[i]`` counts the meetings of this calendar from 0."""
    return [
        *_ids_used_twice(calendar),
        *(problem for index, meeting in enumerate(calendar.meetings) for problem in _broken(index, meeting)),
    ]


def _ids_used_twice(calendar: Calendar) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, meeting in enumerate(calendar.meetings):
        if meeting.id in first:
            yield Problem(
                rule="duplicate-id",
                path=("meetings", index, "id"),
                what=f"id {meeting.id!r} is already used by meetings[{first[meeting.id]}]",
                mend="give each meeting an id of its own",
                other=("meetings", first[meeting.id], "id"),
            )
        first.setdefault(meeting.id, index)


def _broken(index: int, meeting: Meeting) -> Iterator[Problem]:
    end = ("meetings", index, "end")
    start_text, end_text = write_point(meeting.start), meeting.end and write_point(meeting.end)
    if not _same_exactness(meeting):
        what = f"{end_text} and the start, {start_text}, are not equally exact"
        yield Problem(rule="mixed-exactness", path=end, what=what, mend="write both as days, or both with hours")
    elif _ends_before_start(meeting):
        what = f"{end_text} is before start {start_text}"
        yield Problem(rule="end-before-start", path=end, what=what, mend="the end is the last day of the meeting")
    elif isinstance(meeting.end, dt.datetime) and meeting.end == meeting.start:
        what = f"{end_text} is also the start: it would last no time at all"
        yield Problem(rule="no-length", path=end, what=what, mend="leave the end out while it is not known")
    else:
        yield from _agenda_outside(index, meeting)


def _same_exactness(meeting: Meeting) -> bool:
    start, end = meeting.start, meeting.end
    match end:
        case None:
            return True
        case dt.datetime():
            return isinstance(start, dt.datetime)
        case dt.date():
            return isinstance(start, dt.date)
        case Period():
            return isinstance(start, Period) and start.unit is end.unit
        case Unknown():
            return False


def _ends_before_start(meeting: Meeting) -> bool:
    start, end = meeting.start, meeting.end
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        return end < start
    first, last = meeting.when.first_day, meeting.when.last_day
    return first is not None and last is not None and last < first


def _agenda_outside(index: int, meeting: Meeting) -> Iterator[Problem]:
    first, last = meeting.when.first_day, meeting.when.last_day
    for position, item in enumerate(meeting.agenda):
        if not isinstance(item.at, dt.date) or first is None or last is None:
            continue
        day = item.at.astimezone(meeting.timezone).date() if isinstance(item.at, dt.datetime) else item.at
        if not first <= day <= last:
            yield Problem(
                rule="agenda-outside",
                path=("meetings", index, "agenda", position, "at"),
                what=f"{write_point(item.at)} is not within the meeting, {meeting.when.in_words()}",
                mend="change the item's day or the meeting's",
            )
