"""Meetings that repeat: from the rule to its single occurrences, and to the RRULE of a feed (RFC 5545 §3.3.10, §3.8.5).

A rule counts in days, by the calendar of the meeting's own zone: what is at 10:00 there stays at 10:00 when clocks
change.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule

from summitcal.model import AgendaItem, Calendar, Frequency, Meeting, Occurrence, Repeat, Status, Weekday
from summitcal.when import YEARS, Point

MOST_OCCURRENCES = 1_000
"""No call returns more occurrences of one meeting than these, the earliest first."""

NEARBY = dt.timedelta(days=60)
"""What is farther from now than this is not shown, but for the next occurrence and the latest."""

MOST_NEARBY = 5
"""So many occurrences are shown ahead, and so many of the past."""

_MARK = "~"  # no id of the file has it, and no address needs it quoted
_END = dt.date(YEARS[-1], 12, 31)
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQ = {Frequency.DAY: "DAILY", Frequency.WEEK: "WEEKLY", Frequency.MONTH: "MONTHLY", Frequency.YEAR: "YEARLY"}
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})


def to_rrule(repeat: Repeat, start: Point, zone: ZoneInfo) -> str:
    """Write a rule as the value of an RRULE (RFC 5545 §3.3.10): ``FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH``.

    ``start`` is that of the first, ``zone`` the meeting's own. UNTIL is a day where ``start`` is one. Else it is the
    last second of that day in ``zone``, said in UTC, as the RFC wants it beside a DTSTART with a TZID.
    """
    parts = [f"FREQ={_FREQ[repeat.unit]}"]
    if repeat.every > 1:
        parts.append(f"INTERVAL={repeat.every}")
    if weekdays := [f"{day.nth or ''}{_NAMES[day.number]}" for day in repeat.on if isinstance(day, Weekday)]:
        if repeat.unit is Frequency.YEAR and isinstance(start, dt.date):
            parts.append(f"BYMONTH={_day_of(start, zone).month}")
        parts.append(f"BYDAY={','.join(weekdays)}")
    if days := [str(day) for day in repeat.on if isinstance(day, int)]:
        parts.append(f"BYMONTHDAY={','.join(days)}")
    if repeat.until and isinstance(start, dt.datetime):
        last = dt.datetime.combine(repeat.until, dt.time(23, 59, 59), zone).astimezone(dt.UTC)
        parts.append(f"UNTIL={last:%Y%m%dT%H%M%SZ}")
    elif repeat.until:
        parts.append(f"UNTIL={repeat.until:%Y%m%d}")
    if repeat.times:
        parts.append(f"COUNT={repeat.times}")
    return ";".join(parts)


def occurrences(meeting: Meeting, *, first: dt.date, last: dt.date) -> tuple[Meeting, ...]:
    """Return the single meetings of one that repeats which touch the days from ``first`` to ``last``, in their order.

    Each begins at the hour of the first by the clocks of its zone and lasts as long by them. Where clocks skip that
    hour, it begins an hour later, and where they repeat it, the first time (RFC 5545 §3.3.5). Changes are applied:
    one that was moved into these days is among them, and one that is called off is, with that status. Days that are
    excepted are not. A meeting that does not repeat is its own only occurrence.

    The id is ``ID~2022-03-02``, with the day on which it would have been: it stays when the occurrence is moved, and
    is no id that a file can have. Addresses hold ``/meetings/ID`` for all of them, which ``series`` names; only the
    page, which knows the hour, shows one by itself (``find_meeting``). Bounded by ``MOST_OCCURRENCES``.
    """
    found: list[Meeting] = [meeting]
    if meeting.repeat is not None and meeting.when.first_day is not None:
        lead = dt.timedelta(days=meeting.when.days)
        days = _plain_days(meeting, first=max(first, meeting.when.first_day) - lead, last=last)
        found = [_occurrence(meeting, day) for day in islice(days, MOST_OCCURRENCES + meeting.when.days)]
        found += changed_occurrences(meeting)
    within = (each for each in found if _touches(each, first, last))
    return tuple(sorted(within, key=_begins)[:MOST_OCCURRENCES])


def changed_occurrences(meeting: Meeting) -> tuple[Meeting, ...]:
    """Return the occurrences that differ from the others, in the order of ``repeat.changes``."""
    changes = meeting.repeat.changes if meeting.repeat and meeting.when.dated else ()
    return tuple(_changed(_occurrence(meeting, change.on), change) for change in changes)


def expanded(meetings: Iterable[Meeting], *, now: dt.datetime) -> tuple[Meeting, ...]:
    """Return meetings as people want to see them listed at ``now``, an aware datetime.

    Single meetings are listed as they are. Of one that repeats, the occurrence under way or next is always there,
    however far, since it is what readers ask for; with it come those of the next ``NEARBY`` days, at most
    ``MOST_NEARBY``, since a daily meeting must not hide all others. The latest that is over is always there too, as
    a single meeting would be; with it those of the last ``NEARBY`` days, at most as many. Of one that is called off
    or postponed as a whole, only the next and the latest are.
    """
    return tuple(each for meeting in meetings for each in (_near(meeting, now) if meeting.repeat else (meeting,)))


def find_meeting(calendar: Calendar, id: str) -> Meeting | None:  # noqa: A002 - the field's own name
    """Return the meeting of that id, be it one of the file or a single occurrence; or None."""
    whole, mark, text = id.partition(_MARK)
    meeting = calendar.meeting(whole)
    if not mark or meeting is None:
        return meeting
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    found = occurrence_on(meeting, day)
    return found if found and found.id == id else None


def whole_id(id: str) -> str:  # noqa: A002 - the field's own name
    """Return the id of the meeting of which that is an occurrence; an id of the file is its own."""
    return id.partition(_MARK)[0]


def occurrence_on(meeting: Meeting, day: dt.date) -> Meeting | None:
    """Return the occurrence that the rule puts on a day, changed or not; None if it puts none there."""
    if not is_on_rule(meeting, day) or (meeting.repeat and day in meeting.repeat.excepted):
        return None
    changed = (each for each in changed_occurrences(meeting) if each.id == _id_of(meeting, day))
    return next(changed, _occurrence(meeting, day))


def last_occurrence(meeting: Meeting) -> Meeting | None:
    """Return the occurrence that ends a meeting; None if it goes on without an end."""
    if meeting.repeat is None:
        return meeting
    if meeting.repeat.until is None and meeting.repeat.times is None:
        return None
    plain = (_occurrence(meeting, day) for day in _days_back(meeting, _END) if _is_plain(meeting.repeat, day))
    return max((*islice(plain, 1), *changed_occurrences(meeting)), key=_begins, default=meeting)


def last_day_of(meeting: Meeting, *, endless: dt.date) -> dt.date | None:
    """Return the last day on which a meeting is, the last of its occurrences if it repeats; None if no day is known.

    ``endless`` is returned for one that repeats without an end.
    """
    if meeting.when.last_day is None:
        return None
    last = last_occurrence(meeting)
    return last.when.last_day if last else endless


def start_on(meeting: Meeting, day: dt.date) -> dt.date:
    """Return the start that the rule gives an occurrence on a day: the day, or its hour in the meeting's zone.

    That is its RECURRENCE-ID or EXDATE (RFC 5545 §3.8.4.4, §3.8.5.1).
    """
    start, zone = meeting.start, meeting.timezone
    if not isinstance(start, dt.datetime):
        return day
    return (
        start
        if day == _day_of(start, zone)
        else _by_the_clock(dt.datetime.combine(day, _wall(start, zone).time()), zone)
    )


def is_on_rule(meeting: Meeting, day: dt.date) -> bool:
    """Whether the rule of a meeting puts an occurrence on a day, excepted or not."""
    repeat, start = meeting.repeat, meeting.when.first_day
    return bool(repeat and start and any(rule_days(repeat, start, first=day, last=day)))


def nearest_day(meeting: Meeting, day: dt.date) -> dt.date | None:
    """Return the day nearest to one on which the rule of a meeting puts an occurrence; None if it puts none at all."""
    repeat, start = meeting.repeat, meeting.when.first_day
    if repeat is None or start is None:
        return None
    after = islice(rule_days(repeat, start, first=day, last=_END), 1)
    before = islice(_days_back(meeting, day), 1)
    return min((*before, *after), key=lambda each: abs(each - day), default=None)


def rule_days(repeat: Repeat, start: dt.date, *, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from ``first`` to ``last`` on which a rule puts an occurrence, excepted or not.

    ``start`` is the day of the first one; it is among them only if the rule says so. The search begins at ``first``,
    however long before it the rule did.
    """
    last = min(last, repeat.until or _END, _END)
    if repeat.times:
        last = min(last, _last_counted(replace(repeat, until=None, excepted=(), changes=()), start))
    first = max(first, start)
    if first > last:
        return
    begin, until = (dt.datetime.combine(day, dt.time()) for day in (_span_with(first, repeat, start), last))
    frequency = getattr(rrule, _FREQ[repeat.unit])
    # dateutil stops at `until` when it finds a day past it, and looks for one until the year 9999: the first of each
    # month is one, wanted or not.
    wanted = _days_of_month(repeat, start)
    for moment in rrule.rrule(frequency, dtstart=begin, interval=repeat.every, until=until, **_parts(repeat, start)):
        if moment.date() >= first and (moment.day > 1 or not wanted or 1 in wanted):
            yield moment.date()


@lru_cache(maxsize=1_000)
def _last_counted(repeat: Repeat, start: dt.date) -> dt.date:
    """Return the day on which a rule has been followed as many times as it says."""
    days = rule_days(replace(repeat, times=None), start, first=start, last=_END)
    return next(islice(days, (repeat.times or 1) - 1, None), _END)


def _span_with(day: dt.date, repeat: Repeat, start: dt.date) -> dt.date:
    """Return the first day of the last of the rule's spans (so many days, weeks, months or years) begun by a day."""
    every = repeat.every
    match repeat.unit:
        case Frequency.DAY:
            return start + dt.timedelta(days=(day - start).days // every * every)
        case Frequency.WEEK:
            monday = start - dt.timedelta(days=start.weekday())
            return monday + dt.timedelta(weeks=(day - monday).days // 7 // every * every)
        case Frequency.MONTH:
            months = (day.year - start.year) * 12 + day.month - start.month
            years, month = divmod(start.month - 1 + months // every * every, 12)
            return dt.date(start.year + years, month + 1, 1)
        case Frequency.YEAR:
            return dt.date(start.year + (day.year - start.year) // every * every, 1, 1)


def _parts(repeat: Repeat, start: dt.date) -> dict[str, Any]:
    """Say in dateutil's words on which days of its spans a meeting is; what the rule leaves out, ``start`` says."""
    parts: dict[str, Any] = {"bymonth": start.month} if repeat.unit is Frequency.YEAR else {}
    weekdays = [rrule.weekday(day.number, day.nth or None) for day in repeat.on if isinstance(day, Weekday)]
    if repeat.unit is Frequency.WEEK:
        parts["byweekday"] = weekdays or start.weekday()
    elif weekdays:
        parts["byweekday"] = weekdays
    elif days := _days_of_month(repeat, start):
        parts["bymonthday"] = [*days, 1]
    elif repeat.unit is Frequency.YEAR:
        parts["bymonthday"] = start.day
    return parts


def _days_of_month(repeat: Repeat, start: dt.date) -> list[int]:
    """Return the days of the month that a rule counts by; none where it does not."""
    if repeat.unit is not Frequency.MONTH or any(isinstance(day, Weekday) for day in repeat.on):
        return []
    return [day for day in repeat.on if isinstance(day, int)] or [start.day]


def _days_back(meeting: Meeting, day: dt.date) -> Iterator[dt.date]:
    """Yield the days of a rule from a day on backwards, searched in spans that grow."""
    repeat, start = meeting.repeat, meeting.when.first_day
    if repeat is None or start is None:
        return
    span = NEARBY
    while day >= start:
        first = max(start, day - span)
        yield from reversed(list(rule_days(repeat, start, first=first, last=day)))
        if first == start:
            return
        day, span = first - dt.timedelta(days=1), 2 * span


def _plain_days(meeting: Meeting, *, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    repeat, start = meeting.repeat, meeting.when.first_day
    if repeat and start:
        yield from (day for day in rule_days(repeat, start, first=first, last=last) if _is_plain(repeat, day))


def _is_plain(repeat: Repeat, day: dt.date) -> bool:
    return day not in repeat.excepted and all(change.on != day for change in repeat.changes)


def _near(meeting: Meeting, now: dt.datetime) -> Iterator[Meeting]:
    today, most = now.astimezone(meeting.timezone).date(), 1 if meeting.status in _OFF else MOST_NEARBY
    repeat, changed = meeting.repeat, changed_occurrences(meeting)
    if repeat is None or not meeting.when.dated:
        yield meeting
        return
    forth = _plain_days(meeting, first=today - dt.timedelta(days=meeting.when.days), last=_END)
    ahead = islice((each for each in _each(meeting, forth) if not _is_over(each, now)), most)
    coming = sorted((*ahead, *(each for each in changed if not _is_over(each, now))), key=_begins)
    # One that is called off is not the next one that people can count on.
    sure = next((number for number, each in enumerate(coming) if each.status not in _OFF), 0)
    yield from (
        each for number, each in enumerate(coming[: max(most, sure + 1)]) if number <= sure or _is_near(each, now)
    )
    back = (day for day in _days_back(meeting, today) if _is_plain(repeat, day))
    behind = islice((each for each in _each(meeting, back) if _is_over(each, now)), most)
    past = sorted((*behind, *(each for each in changed if _is_over(each, now))), key=_begins, reverse=True)
    yield from (each for number, each in enumerate(past[:most]) if number == 0 or _is_near(each, now))


def _each(meeting: Meeting, days: Iterable[dt.date]) -> Iterator[Meeting]:
    return (_occurrence(meeting, day) for day in days)


def _occurrence(meeting: Meeting, day: dt.date) -> Meeting:
    start, zone = start_on(meeting, day), meeting.timezone
    is_first = day == meeting.when.first_day
    return replace(
        meeting,
        id=_id_of(meeting, day),
        start=start,
        end=meeting.end and _moved_along(meeting.end, meeting.start, start, zone),
        # It was the first that was moved, and why a meeting is off holds for all.
        was=meeting.was if is_first else None,
        reason=meeting.reason if is_first or meeting.status is not Status.CONFIRMED else None,
        agenda=_agenda_along(meeting.agenda, meeting.start, start, zone),
        repeat=None,
        series=meeting,
    )


def _changed(plain: Meeting, change: Occurrence) -> Meeting:
    start, zone = change.start or plain.start, plain.timezone
    end = change.end or (plain.end and _moved_along(plain.end, plain.start, start, zone))
    if change.end is None and isinstance(end, dt.datetime) is not isinstance(start, dt.datetime):
        end = None  # an hour has been set where only days were known, or the other way round
    return replace(
        plain,
        start=start,
        end=end,
        title=change.title or plain.title,
        titles=change.titles if change.title else plain.titles,
        place=change.place or plain.place,
        status=change.status or plain.status,
        was=plain.start if start != plain.start else plain.was,
        reason=change.reason or plain.reason,
        description=change.description or plain.description,
        descriptions=change.descriptions if change.description else plain.descriptions,
        agenda=change.agenda or _agenda_along(plain.agenda, plain.start, start, zone),
        sources=(*plain.sources, *change.sources),
    )


def _agenda_along(
    agenda: tuple[AgendaItem, ...], before: Point, after: Point, zone: ZoneInfo
) -> tuple[AgendaItem, ...]:
    return tuple(replace(item, at=item.at and _moved_along(item.at, before, after, zone)) for item in agenda)


def _moved_along(point: Point, before: Point, after: Point, zone: ZoneInfo) -> Point:
    """Move a day or an hour as far as a start was moved, by the calendar and the clocks of a zone."""
    if not (isinstance(point, dt.date) and isinstance(before, dt.date) and isinstance(after, dt.date)):
        return point
    far = _day_of(after, zone) - _day_of(before, zone)
    if not isinstance(point, dt.datetime):
        return point + far
    if isinstance(before, dt.datetime) and isinstance(after, dt.datetime):
        far = _wall(after, zone) - _wall(before, zone)
    return _by_the_clock(_wall(point, zone) + far, zone)


def _day_of(start: dt.date, zone: ZoneInfo) -> dt.date:
    return _wall(start, zone).date() if isinstance(start, dt.datetime) else start


def _wall(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return what the clocks of a zone show at a moment."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _by_the_clock(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    # By way of UTC, since an hour that clocks skip is not one that they ever show.
    return wall.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)


def _id_of(meeting: Meeting, day: dt.date) -> str:
    return f"{meeting.id}{_MARK}{day}"


def _touches(meeting: Meeting, first: dt.date, last: dt.date) -> bool:
    begins, ends = meeting.when.first_day, meeting.when.last_day
    return begins is not None and ends is not None and begins <= last and first <= ends


def _begins(meeting: Meeting) -> dt.datetime:
    return meeting.when.begins or dt.datetime.max.replace(tzinfo=dt.UTC)


def _is_over(meeting: Meeting, now: dt.datetime) -> bool:
    return meeting.when.ends is not None and meeting.when.ends <= now


def _is_near(meeting: Meeting, now: dt.datetime) -> bool:
    return abs(_begins(meeting) - now) <= NEARBY
