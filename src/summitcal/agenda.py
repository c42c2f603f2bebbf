"""What people see at a given moment: under way, upcoming, day not set, past; and how long until each."""

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter

from summitcal.language import ENGLISH, Language
from summitcal.model import AgendaItem, Calendar, Certainty, Kind, Meeting, Status, mostly_the_same
from summitcal.recurrence import expanded
from summitcal.search import choices, chosen, has_words, is_at, place_words, places_of, words_of
from summitcal.when import When

CLOCK_WINDOW = dt.timedelta(hours=48)
"""Nearer than this, a timed meeting is counted down to in hours and minutes; farther, in days."""
MOST_RELATED = 6
"""How many related meetings are shown beside one."""

_PHRASES = {
    "in": "in {time}",
    "tomorrow": "tomorrow",
    "today": "today",
    "under_way": "under way",
    "ends_in": "under way, ends in {time}",
    "day_of": "under way, day {day} of {days}",
    "hours": "{hours} h {minutes} min",
    "minutes": "{minutes} min",
    "moment": "less than a minute",
    "earlier": "earlier today",
    "yesterday": "yesterday",
}
_COUNTED = {
    "in_days": ("in {number} day", "in {number} days"),
    "days": ("{number} day {clock}", "{number} days {clock}"),
    "days_ago": ("{number} day ago", "{number} days ago"),
    "months_ago": ("{number} month ago", "{number} months ago"),
    "years_ago": ("{number} year ago", "{number} years ago"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The meetings of a calendar, sorted by where they stand at one moment.

    ``under_way`` and ``upcoming`` go soonest first, ``past`` latest first. ``undated`` holds every meeting
    without a day of its own, be it over or to come, and those that are postponed until a new date is set. ``until``
    is the first moment at which a meeting begins or is over, and all this is otherwise; None if nothing is ahead.
    """

    under_way: tuple[Meeting, ...]
    upcoming: tuple[Meeting, ...]
    undated: tuple[Meeting, ...]
    past: tuple[Meeting, ...]
    until: dt.datetime | None = None

    @property
    def next(self) -> Meeting | None:
        """The meeting to show on top: under way, else the soonest to come that is not called off."""
        return _first_that_stands((*self.under_way, *self.upcoming))

    @property
    def latest(self) -> Meeting | None:
        """The last meeting that was held; one that was called off only if there is no other."""
        return _first_that_stands(self.past) or next(iter(self.past), None)


def at_moment(meetings: Iterable[Meeting], *, now: dt.datetime) -> Agenda:
    """Sort meetings by where they stand at ``now``, an aware datetime.

    Those that repeat are in it as their occurrences nearby, of which ``recurrence.expanded`` says which.
    """
    groups: dict[str, list[Meeting]] = {"under_way": [], "upcoming": [], "undated": [], "past": []}
    nearby = sorted(expanded(meetings, now=now), key=_chronological)
    for meeting in nearby:
        groups[_group(meeting, now)].append(meeting)
    groups["past"].reverse()
    ends = (end for meeting in nearby if meeting.when.dated for end in (meeting.when.begins, meeting.when.ends))
    until = min((end for end in ends if end and end > now), default=None)
    return Agenda(**{name: tuple(group) for name, group in groups.items()}, until=until)


def upcoming(meetings: Iterable[Meeting], *, now: dt.datetime) -> tuple[Meeting, ...]:
    """Return what is under way at ``now``, an aware datetime, and what comes after it, soonest first."""
    agenda = at_moment(meetings, now=now)
    return agenda.under_way + agenda.upcoming


def countdown(meeting: Meeting, *, now: dt.datetime, to_the_second: bool = False, language: Language = ENGLISH) -> str:
    """Say how far away a meeting is at ``now``, an aware datetime.

    ``in 3 h 20 min``, ``tomorrow``, ``in 16 days``, ``under way, day 1 of 2``, ``3 days ago``; days are counted
    in the meeting's own zone, and an hour is never pretended where only a day is known. ``to_the_second`` counts
    a timed meeting down by the clock from any distance, and on one day also to its end, where that is known. The page's
    ``ticker.js`` says the same in the browser, in the ``phrases`` of the same language.
    """
    when = meeting.when
    if meeting.status in {Status.CANCELLED, Status.POSTPONED}:
        return language.say(str(meeting.status))
    if not when.dated or when.begins is None or when.ends is None:
        return language.say("over" if when.ends and now >= when.ends else "day not set")
    if now >= when.ends:
        return _ago(when, now, language)
    if now >= when.begins:
        return _under_way(when, now, language, to_the_second=to_the_second)
    return _ahead(when, now, language, to_the_second=to_the_second)


def until_its_day(meeting: Meeting, *, now: dt.datetime, language: Language = ENGLISH) -> tuple[str, str]:
    """Say how long it is, to the second, until the first day of a meeting whose hour is not known begins there.

    Returns the words before the clock and the clock: ``9 January begins in Geneva in`` and ``3 days 10:59:58``.
    Both are empty where there is an hour to count down to, where no day is known, and once the day has begun.
    """
    when, begins, first = meeting.when, meeting.when.begins, meeting.when.first_day
    if when.timed or not when.dated or begins is None or first is None or now >= begins:
        return "", ""
    day, clock = language.day_of_year(first), _to_the_second(begins - now, language)
    if meeting.place:
        return language.say("{day} begins in {place} in", day=day, place=meeting.place.name), clock
    return language.say("{day} begins by {zone} in", day=day, zone=language.zone(when.zone)), clock


def phrases(language: Language = ENGLISH) -> dict[str, str | dict[str, str]]:
    """Return all that a countdown can say, for ``ticker.js``: a text, or one for each category of numbers."""
    said = {name: language.say(message) for name, message in _PHRASES.items()}
    return said | {name: language.forms(*pair) for name, pair in _COUNTED.items()}


def running_item(meeting: Meeting, *, now: dt.datetime) -> AgendaItem | None:
    """Return the item of a meeting's agenda that is on at ``now``: the last that has begun, while it is under way."""
    when = meeting.when
    if when.begins is None or when.ends is None or not when.begins <= now < when.ends:
        return None
    timed = ((item.at, item) for item in meeting.agenda if isinstance(item.at, dt.datetime))
    begun = [(at, number, item) for number, (at, item) in enumerate(timed) if at <= now]
    return max(begun, key=lambda each: each[:2])[2] if begun else None


def first_source_day(calendar: Calendar) -> dt.date | None:
    """Return the day on which the first source was published: the calendar as its readers first knew it."""
    days = [source.published for meeting in calendar.meetings for source in meeting.sources if source.published]
    return min(days, default=None)


class Relatives:
    """The meetings of a calendar, ready to be asked for each of them which others are related to it."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self._meetings = tuple(meetings)
        self._days = [_numbered(each.when) for each in self._meetings]
        self._ordered = sorted(((_chronological(each), each) for each in self._meetings), key=itemgetter(0))
        self._parties = [each.parties for _, each in self._ordered]

    def of(self, meeting: Meeting) -> tuple[tuple[str, Meeting], ...]:
        """Return the meetings that whoever looks at one wants to know of, each with the reason.

        What it is held in place of, or what is in its place; the last before and the next after it of the same
        parties; and those that are on the same days. At most ``MOST_RELATED``.
        """
        own = {meeting.id, meeting.series.id if meeting.series else meeting.id}
        found: dict[str, tuple[str, Meeting]] = {}
        for why, each in (*self._in_place(meeting), *self._same_parties(meeting, own), *self._same_time(meeting)):
            if each.id not in own:
                found.setdefault(each.id, (why, each))
        return tuple(found.values())[:MOST_RELATED]

    def _in_place(self, meeting: Meeting) -> Iterator[tuple[str, Meeting]]:
        for each in self._meetings:
            if meeting.replaces == each.id:
                yield "replaced by this one", each
            elif each.replaces == meeting.id:
                yield "replaces this one", each

    def _same_parties(self, meeting: Meeting, own: Collection[str]) -> Iterator[tuple[str, Meeting]]:
        place = bisect_left(self._ordered, _chronological(meeting), key=itemgetter(0))
        parties = meeting.parties
        for numbers in (range(place - 1, -1, -1), range(place, len(self._ordered))):
            alike = (number for number in numbers if mostly_the_same(parties, self._parties[number]))
            others = (each for number in alike if (each := self._ordered[number][1]).id not in own)
            yield from (("the same parties", each) for each in islice(others, 1))

    def _same_time(self, meeting: Meeting) -> Iterator[tuple[str, Meeting]]:
        first, last = _numbered(meeting.when)
        # Hours that are the same may be on other days in other zones.
        near = (
            each
            for (begins, ends), each in zip(self._days, self._meetings, strict=True)
            if begins - 2 <= last and first <= ends + 2
        )
        same = (each for each in near if meeting.when.dated and each.when.dated and meeting.when.overlaps(each.when))
        # Some more than are shown, as some are left out or named already.
        yield from (("at the same time", each) for each in islice(same, 2 * MOST_RELATED))


def narrowed(  # noqa: PLR0913 - each is a way to narrow, named by whoever uses it
    calendar: Calendar,
    *,
    participants: Collection[str] = (),
    kinds: Collection[Kind] = (),
    certainties: Collection[Certainty] = (),
    statuses: Collection[Status] = (),
    places: Collection[str] = (),
    text: str = "",
) -> Calendar:
    """Return the calendar with only the meetings of any of these participants (ids), kinds, certainties and so on.

    A place is a name, whatever its case, or the code of a country in capitals. ``text`` leaves those in which each of
    its words is found. An empty collection or text narrows nothing. The title names what is left.
    """
    words = words_of(text)
    meetings = tuple(
        meeting
        for meeting in calendar.meetings
        if (not participants or any(each.id in participants for each in meeting.participants))
        and (not kinds or meeting.kind in kinds)
        and (not certainties or meeting.certainty in certainties)
        and (not statuses or meeting.status in statuses)
        and (not places or is_at(meeting, places))
        and has_words(meeting, words)
    )
    names = [
        *(each.name for each in (calendar.everyone() if participants else ()) if each.id in participants),
        *map(str, kinds),
        *map(str, certainties),
        *map(str, statuses),
        *_place_names(calendar, places),
        *([f"“{text}”"] if words else []),
    ]
    if not names:
        return replace(calendar, meetings=meetings)
    return replace(calendar, meetings=meetings, title=f"{calendar.title}: {', '.join(names)}", titles=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """By what the meetings of a calendar can be told apart, each with how many have it, those most often met first."""

    participants: Mapping[str, int]
    kinds: Mapping[str, int]
    places: Mapping[str, int]
    statuses: Mapping[str, int]


def facets_of(calendar: Calendar) -> Facets:
    """Count how many meetings of a calendar each participant (by id), kind, place (by name) and status has."""
    meetings = calendar.meetings
    return Facets(
        participants=_counted(each.id for meeting in meetings for each in meeting.participants),
        kinds=_counted(str(meeting.kind) for meeting in meetings),
        places=_counted(meeting.place.name for meeting in meetings if meeting.place),
        statuses=_counted(str(meeting.status) for meeting in meetings),
    )


def known_places(calendar: Calendar) -> tuple[str, ...]:
    """Return by what its places can be chosen: their names, and the codes of their countries, sorted."""
    return choices(place for meeting in calendar.meetings for place in places_of(meeting))


def _place_names(calendar: Calendar, places: Collection[str]) -> list[str]:
    known = known_places(calendar) if places else ()
    return [place_words(chosen(each, known) or each) for each in places]


def _counted(things: Iterable[str]) -> dict[str, int]:
    return dict(Counter(things).most_common())


def _numbered(when: When) -> tuple[int, int]:
    """Return the first and the last day as numbers, in the wrong order where no day is known."""
    if not when.dated or when.first_day is None or when.last_day is None:
        return dt.date.max.toordinal(), 0
    return when.first_day.toordinal(), when.last_day.toordinal()


def _first_that_stands(meetings: Iterable[Meeting]) -> Meeting | None:
    return next((meeting for meeting in meetings if meeting.status is not Status.CANCELLED), None)


def _chronological(meeting: Meeting) -> tuple[dt.date, bool, float, str]:
    when = meeting.when
    begins = when.begins.timestamp() if when.begins else 0.0
    return (when.first_day or dt.date.max, when.timed, begins, meeting.id)


def _group(meeting: Meeting, now: dt.datetime) -> str:
    when = meeting.when
    if not when.dated or meeting.status is Status.POSTPONED or when.begins is None or when.ends is None:
        return "undated"
    if now >= when.ends:
        return "past"
    return "under_way" if now >= when.begins and meeting.status is not Status.CANCELLED else "upcoming"


def _ahead(when: When, now: dt.datetime, language: Language, *, to_the_second: bool) -> str:
    left = (when.begins or now) - now
    if when.timed and (to_the_second or left < CLOCK_WINDOW):
        clock = _to_the_second(left, language) if to_the_second else _to_the_minute(left, language)
        return language.say(_PHRASES["in"], time=clock)
    days = -_days_since(when.first_day, when, now)
    return language.say(_PHRASES["tomorrow"]) if days == 1 else language.count(*_COUNTED["in_days"], days)


def _under_way(when: When, now: dt.datetime, language: Language, *, to_the_second: bool) -> str:
    if when.days > 1:
        day = _days_since(when.first_day, when, now) + 1
        return language.say(_PHRASES["day_of"], day=day, days=when.days)
    if to_the_second and isinstance(when.end, dt.datetime):
        return language.say(_PHRASES["ends_in"], time=_to_the_second(when.end - now, language))
    return language.say(_PHRASES["under_way"] if when.timed else _PHRASES["today"])


def _days_since(day: dt.date | None, when: When, now: dt.datetime) -> int:
    today = now.astimezone(when.zone).date()
    return (today - (day or today)).days


def _to_the_minute(left: dt.timedelta, language: Language) -> str:
    minutes = int(left.total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    if hours:
        return language.say(_PHRASES["hours"], hours=hours, minutes=minutes)
    return language.say(_PHRASES["minutes"], minutes=minutes) if minutes else language.say(_PHRASES["moment"])


def _to_the_second(left: dt.timedelta, language: Language) -> str:
    minutes, seconds = divmod(int(left.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    clock = f"{hours:02}:{minutes:02}:{seconds:02}"
    return language.count(*_COUNTED["days"], days, clock=clock) if days else clock


def _ago(when: When, now: dt.datetime, language: Language) -> str:
    days = _days_since(when.last_day, when, now)
    if days < 2:
        return language.say(_PHRASES["earlier" if days < 1 else "yesterday"])
    for length, unit in ((365, "years"), (30, "months")):
        if days >= 2 * length:
            return language.count(*_COUNTED[f"{unit}_ago"], days // length)
    return language.count(*_COUNTED["days_ago"], days)
