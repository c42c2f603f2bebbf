"""The rules that a calendar must keep beyond being readable. Speaks in paths; knows nothing of files."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from summitcal.language import WEEKDAYS
from summitcal.model import Calendar, Kind, Meeting, ParticipantKind, Status
from summitcal.notation import write_point
from summitcal.problems import Path, Problem, guess
from summitcal.recurrence import changed_occurrences, is_on_rule, last_occurrence, nearest_day
from summitcal.when import Period, Unknown

STALE_AFTER = dt.timedelta(days=14)
"""A meeting ahead whose latest source is older than this should be looked up again."""


def find_problems(calendar: Calendar) -> list[Problem]:
    """Return every rule that must be kept and is not. ``meetings[i]`` counts the meetings of this calendar from 0."""
    return [
        *_ids_used_twice(calendar),
        *_replacing_nothing(calendar),
        *(
            problem
            for index, meeting in enumerate(calendar.meetings)
            for problem in _broken(("meetings", index), meeting)
        ),
    ]


def find_warnings(calendar: Calendar, *, now: dt.datetime) -> list[Problem]:
    """Return what is worth a second look at ``now``, an aware datetime, and can be published all the same.

    Public holidays are known where the package ``holidays`` is installed; weekends always.
    """
    meetings = tuple(enumerate(calendar.meetings))
    return [
        *(problem for index, meeting in meetings for problem in _worth_a_look(index, meeting, now)),
        *_named_alike(calendar),
        *_alike(calendar),
        *_in_two_places(calendar),
    ]


def _ids_used_twice(calendar: Calendar) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, meeting in enumerate(calendar.meetings):
        if meeting.id in first:
            yield Problem(
                rule="duplicate-id",
                path=("meetings", index, "id"),
                what=f"id {meeting.id!r} is already used",
                mend="give each meeting an id of its own",
                other=("meetings", first[meeting.id], "id"),
            )
        first.setdefault(meeting.id, index)


def _replacing_nothing(calendar: Calendar) -> Iterator[Problem]:
    ids = {meeting.id for meeting in calendar.meetings}
    for index, meeting in enumerate(calendar.meetings):
        if meeting.replaces is not None and meeting.replaces not in ids - {meeting.id}:
            mend = guess(meeting.replaces, ids - {meeting.id}) or "name the id of another meeting of this calendar"
            what = f"there is no other meeting {meeting.replaces!r}"
            yield Problem(rule="unknown-meeting", path=("meetings", index, "replaces"), what=what, mend=mend)


def _broken(path: Path, meeting: Meeting) -> Iterator[Problem]:
    end = (*path, "end")
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
        yield from _agenda_outside(path, meeting)
        yield from _repeats_badly((*path, "repeat"), meeting)


def _repeats_badly(path: Path, meeting: Meeting) -> Iterator[Problem]:
    repeat, start = meeting.repeat, meeting.when.first_day
    if repeat is None:
        return
    if start is None or not meeting.when.dated:
        what = f"the day of the first, {write_point(meeting.start)}, is not known"
        yield Problem(rule="repeat-undated", path=path, what=what, mend="give `start` a day, or leave `repeat` out")
    elif repeat.until and repeat.until < start:
        what = f"it ends on {repeat.until}, before it begins on {start}"
        mend = "`until` is the last day on which one may begin"
        yield Problem(rule="until-before-start", path=(*path, "until"), what=what, mend=mend)
    elif not is_on_rule(meeting, start):
        nearest = nearest_day(meeting, start)
        what = f"the first, {_day_words(start)}, is not on a day of this rule"
        mend = (
            f"let it begin on {_day_words(nearest)}, or change the rule" if nearest else "change the rule or the start"
        )
        yield Problem(rule="repeat-start", path=path, what=what, mend=mend)
    else:
        yield from _odd_days(path, meeting)
        for position, changed in enumerate(changed_occurrences(meeting)):
            yield from _broken((*path, "changes", position), changed)


def _odd_days(path: Path, meeting: Meeting) -> Iterator[Problem]:
    """Find days of ``except`` and ``changes`` that stand twice, or on which there is no occurrence."""
    repeat, seen = meeting.repeat, dict[dt.date, Path]()
    days = [((*path, "except", index), day) for index, day in enumerate(repeat.excepted)] if repeat else []
    days += [((*path, "changes", index, "on"), each.on) for index, each in enumerate(repeat.changes)] if repeat else []
    for where, day in days:
        if day in seen:
            what, mend = f"{_day_words(day)} is named here a second time", "keep one of the two"
            yield Problem(rule="occurrence-twice", path=where, what=what, mend=mend)
        elif not is_on_rule(meeting, day):
            nearest = nearest_day(meeting, day)
            what = f"there is none on {_day_words(day)}"
            mend = f"the nearest is on {_day_words(nearest)}" if nearest else "delete it"
            yield Problem(rule="not-an-occurrence", path=where, what=what, mend=mend)
        seen.setdefault(day, where)


def _day_words(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day}"


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


def _agenda_outside(path: Path, meeting: Meeting) -> Iterator[Problem]:
    first, last = meeting.when.first_day, meeting.when.last_day
    for position, item in enumerate(meeting.agenda):
        if not isinstance(item.at, dt.date) or first is None or last is None:
            continue
        day = item.at.astimezone(meeting.timezone).date() if isinstance(item.at, dt.datetime) else item.at
        if not first <= day <= last:
            yield Problem(
                rule="agenda-outside",
                path=(*path, "agenda", position, "at"),
                what=f"{write_point(item.at)} is not within the meeting, {meeting.when.in_words()}",
                mend="change the item's day or the meeting's",
            )


def _worth_a_look(index: int, meeting: Meeting, now: dt.datetime) -> Iterator[Problem]:
    path = ("meetings", index)
    ends = meeting.when.ends
    if ends is not None and now < ends and meeting.status is not Status.CANCELLED:
        yield from _days_off(index, meeting)
        yield from _stale(index, meeting, now)
    last = last_occurrence(meeting)
    if last and last.when.ends and now >= last.when.ends and meeting.status is Status.TENTATIVE:
        what = f"was tentative and is over since {last.when.last_day}"
        yield Problem(rule="tentative-past", path=(*path, "status"), what=what, mend="say whether it was held")
    for position, source in enumerate(meeting.sources):
        if source.published is None:
            where = (*path, "sources", position)
            yield Problem(rule="undated-source", path=where, what="the source has no date", mend="add `published:`")
    place = meeting.place
    if place and place.country and place.timezone:
        countries = _countries().get(place.timezone.key, frozenset({place.country}))
        if place.country not in countries:
            what = f"{place.timezone.key} is not a zone of {place.country}, where {place.name} is said to be"
            yield Problem(rule="zone-country", path=(*path, "place"), what=what, mend="correct the zone or the country")


def _days_off(index: int, meeting: Meeting) -> Iterator[Problem]:
    first, last = meeting.when.first_day, meeting.when.last_day
    if not meeting.when.dated or meeting.kind is Kind.CALL or first is None or last is None:
        return
    days = [first + dt.timedelta(days=number) for number in range(min((last - first).days, 31) + 1)]
    for day in days:
        name = WEEKDAYS[day.weekday()] if day.weekday() >= 5 else _holiday(day, meeting)
        if name:
            what = f"{day} is a {name}" if day.weekday() >= 5 else f"{day} is a public holiday there: {name}"
            mend = "make sure that the date is meant"
            yield Problem(rule="day-off", path=("meetings", index, "start"), what=what, mend=mend)
            return


def _stale(index: int, meeting: Meeting, now: dt.datetime) -> Iterator[Problem]:
    published = [source.published for source in meeting.sources if source.published]
    if published and now.date() - max(published) > STALE_AFTER:
        what = f"the latest source is of {max(published)}, {(now.date() - max(published)).days} days ago"
        mend = "look whether it still stands, and add the source that says so"
        yield Problem(rule="stale", path=("meetings", index, "sources"), what=what, mend=mend)


def _named_alike(calendar: Calendar) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for each in calendar.participants:
        for name in dict.fromkeys((each.id, each.name, *each.aliases)):
            owner = first.setdefault(name.casefold(), each.id)
            if owner != each.id:
                path = ("participants", each.id)
                what, mend = f"{name!r} means {owner!r} too, who is taken", "give each a name of their own"
                yield Problem(rule="ambiguous-name", path=path, what=what, mend=mend)


def _alike(calendar: Calendar) -> Iterator[Problem]:
    # Only neighbours in time can overlap: sorted by their first day, the search stops at the first that is later.
    dated = [(index, meeting) for index, meeting in enumerate(calendar.meetings) if meeting.when.last_day]
    dated.sort(key=lambda each: each[1].when.first_day or dt.date.min)
    for position, (first, one) in enumerate(dated):
        last_day, parties = one.when.last_day or dt.date.min, one.parties
        for second, other in dated[position + 1 :]:
            if (other.when.first_day or dt.date.max) > last_day:
                break
            elsewhere = one.place and other.place and one.place.name != other.place.name
            if not parties.isdisjoint(other.parties) and one.resembles(other) and one.id != other.id and not elsewhere:
                early, late = sorted((first, second))
                what = "looks like another meeting: the same days and parties"
                path, twin = ("meetings", late), ("meetings", early)
                yield Problem(rule="looks-alike", path=path, what=what, mend="join the two if they are one", other=twin)
                break


def _in_two_places(calendar: Calendar) -> Iterator[Problem]:
    # Who is on which day in which places, each with the first meeting there.
    seen: dict[tuple[str, dt.date | None], dict[str, int]] = {}
    for index, meeting in enumerate(calendar.meetings):
        if meeting.when.days != 1 or not meeting.place or meeting.status is Status.CANCELLED:
            continue
        here, day = meeting.place.name, meeting.when.first_day
        for person in meeting.participants:
            if person.kind is not ParticipantKind.PERSON:
                continue
            places = seen.setdefault((person.name, day), {})
            elsewhere = next((place for place in places if place != here), None)
            if elsewhere is not None:
                what = f"{person.name} would be in {here} and in {elsewhere} on {day}"
                path, twin = ("meetings", index, "place"), ("meetings", places[elsewhere], "place")
                mend = "make sure that both are meant"
                yield Problem(rule="two-places", path=path, what=what, mend=mend, other=twin)
            places.setdefault(here, index)


def _holiday(day: dt.date, meeting: Meeting) -> str:
    country = meeting.place.country if meeting.place else None
    try:
        import holidays  # noqa: PLC0415 - an extra; without it only weekends are known
    except ModuleNotFoundError:
        return ""
    if country not in holidays.list_supported_countries(include_aliases=False):
        return ""
    known: Any = holidays.country_holidays(country, years=day.year, language="en_US")
    return str(known.get(day) or "")


@cache
def _countries() -> dict[str, frozenset[str]]:
    """Return the countries of each zone of the IANA list (zone1970.tab, public domain)."""
    text = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {zone: frozenset(codes.split(",")) for codes, _, zone, *_ in rows}
