"""A meeting from elsewhere beside the calendar: new, already there, moved, called off, or told otherwise?"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from summitcal.filling import filled
from summitcal.model import Calendar, Draft, Meeting, Source, Status
from summitcal.notation import free_id
from summitcal.recurrence import occurrences
from summitcal.registry import Registry
from summitcal.when import UNKNOWN, Point, When

_OFF = frozenset({Status.CANCELLED, Status.POSTPONED})
_NEAR = dt.timedelta(days=31)
_SURE = 0.7
"""How probable it must be that a date is that of a meeting, for a known one to be changed."""


class Verdict(StrEnum):
    """What a meeting from elsewhere is to the calendar; ``CHANGED`` is told otherwise, for a person to decide."""

    NEW = "new"
    KNOWN = "known"
    MOVED = "moved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A meeting from elsewhere, in the words of the calendar, and what it is to it.

    ``meeting`` has the participants of the registry and an id that is free. ``known`` is the meeting that the
    calendar already holds, or an occurrence of one; ``why`` says in words what is different about it:
    ``cancelled, the calendar confirmed``, or which known meeting a new one may be. ``becomes`` is the known meeting
    as the calendar should have it from now on; None where it is to be left as it is.
    """

    meeting: Meeting
    verdict: Verdict
    known: Meeting | None = None
    why: str = ""
    becomes: Meeting | None = None


def reconciled(drafts: Iterable[Draft], calendar: Calendar) -> tuple[Match, ...]:
    """Hold each draft against the calendar, in order; two drafts never get the same id.

    A draft is known by its days and parties alone: an article gives a meeting neither id nor title. The drafts are
    taken to be of one article: each sees what those before it made of the meetings that the calendar holds, and a
    meeting gets the article as its source once. An article that was reconciled before changes nothing more.
    """
    drafts = tuple(drafts)
    known = _Known(calendar, article=[source for draft in drafts for source in draft.meeting.sources])
    return tuple(_judged(draft, known) for draft in drafts)


def recognised(meetings: Iterable[Meeting], calendar: Calendar) -> tuple[Match, ...]:
    """Hold each meeting of a feed against the calendar, in order; two of them never get the same id.

    It is known by its id, by its title and start, or else as a draft is. Nothing that is known is to be changed.
    """
    known = _Known(calendar)
    matches = []
    for told in meetings:
        meeting, same = known.in_its_words(told), known.called(told)
        found = same or known.like(meeting)
        matches.append(_compared(meeting, found, named=same is not None) if found else known.new(meeting))
    return tuple(matches)


class _Known:
    """The meetings of a calendar, to be found by what they are called and by who takes part.

    ``article`` holds the sources of the drafts; ``told`` has the ids of the meetings that have one of them already.
    """

    def __init__(self, calendar: Calendar, *, article: Collection[Source] = ()) -> None:
        self.calendar = calendar
        self.registry = Registry(calendar.participants)
        self.told = {each.id for each in calendar.meetings if len(_unknown(article, each)) < len(article)}
        self._sourced = frozenset(self.told)
        quotes = {source.quote for source in article if source.quote}
        self._read = {each.id for each in calendar.meetings if quotes & _quotes(each)}
        self._meetings = list(calendar.meetings)
        self._taken = {meeting.id for meeting in calendar.meetings}
        self._by_id = {meeting.id: meeting for meeting in reversed(calendar.meetings)}
        self._by_title = {(each.title.casefold(), each.start): each for each in reversed(calendar.meetings)}
        self._by_party: dict[str, list[int]] = {}
        for index, meeting in enumerate(calendar.meetings):
            for party in meeting.parties:
                self._by_party.setdefault(party, []).append(index)

    def called(self, meeting: Meeting) -> Meeting | None:
        """Return the meeting of that id, or else of that title and start."""
        return self._by_id.get(meeting.id) or self._by_title.get((meeting.title.casefold(), meeting.start))

    def like(self, meeting: Meeting) -> Meeting | None:
        """Return a meeting on the same days with mostly the same parties.

        Of several it is one with the same quote, else of the same kind, else the first.
        """
        found = self.those(meeting, lambda each: each.resembles(meeting))
        quotes = _quotes(meeting)
        return min(found, key=lambda each: (not quotes & _quotes(each), each.kind is not meeting.kind), default=None)

    def since_moved(self, meeting: Meeting) -> Meeting | None:
        """Return the meeting that was on the same day before it was moved.

        Or the one whose month or the like is told by an article that gave it its day when it was read before.
        """

        def fits(each: Meeting) -> bool:
            before = each.was is not None and replace(each, start=each.was, end=None).resembles(meeting)
            return before or (each.id in self._sourced and _is_within(each, meeting))

        found = self.those(meeting, fits)
        return found[0] if found else None

    def moved(self, meeting: Meeting) -> list[Meeting]:
        """Return the meetings like one that was moved, on the day that it was moved from."""
        if not isinstance(meeting.was, dt.date):
            return []
        before = replace(meeting, start=meeting.was, end=None)
        day = before.when.first_day
        return self.those(before, lambda each: each.when.first_day == day and each.resembles(before))

    def those(self, meeting: Meeting, fits: Callable[[Meeting], bool]) -> list[Meeting]:
        """Return the meetings, or occurrences of them, that share a party with a meeting and fit, in their order."""
        indexes = sorted({index for party in meeting.parties for index in self._by_party.get(party, ())})
        return [each for index in indexes for each in _held_then(self._meetings[index], meeting) if fits(each)]

    def in_its_words(self, meeting: Meeting) -> Meeting:
        """Return a meeting with the participants of the registry, in the calendar's zone where nothing says another."""
        who = tuple(self.registry.registered(each) or each for each in meeting.participants)
        has_zone = meeting.when.timed or (meeting.place and meeting.place.timezone)
        return replace(meeting, participants=who, timezone=meeting.timezone if has_zone else self.calendar.timezone)

    def new(self, meeting: Meeting) -> Match:
        """Give a meeting that is new an id that is free."""
        meeting = replace(meeting, id=free_id(meeting.id, self._taken))
        self._taken.add(meeting.id)
        return Match(meeting=meeting, verdict=Verdict.NEW)

    def may_change(self, known: Meeting) -> bool:
        """Whether an article may change a meeting: not where its words were read before, and somebody saw to them."""
        return known.id not in self._read

    def edited(self, match: Match, *, fills: bool) -> Match:
        """Let a meeting be, for the drafts to come, what this one makes of it, with its source.

        If it ``fills``, what the calendar does not say is added too, unless the article was read before.
        """
        known, becomes = match.known, match.becomes or match.known
        if known is None or becomes is None or known.series:
            return replace(match, becomes=None)
        if known.id not in self.told:
            becomes = replace(becomes, sources=(*known.sources, *_unknown(match.meeting.sources, known)))
            self.told.add(known.id)
        if fills and self.may_change(known) and len(self.those(known, known.resembles)) < 2:
            becomes = filled(becomes, match.meeting, zone=self.calendar.timezone, timed=known.when.timed)
        if match.verdict is Verdict.MOVED:
            self._read.add(known.id)
        index = next(index for index, each in enumerate(self._meetings) if each.id == known.id)
        self._meetings[index] = becomes
        return replace(match, becomes=becomes if becomes != known else None)


def _held_then(meeting: Meeting, other: Meeting) -> tuple[Meeting, ...]:
    """Return a meeting, or of one that repeats the occurrences on the days of another meeting."""
    first, last = other.when.first_day, other.when.last_day
    if meeting.repeat and first and last and other.when.dated:
        return occurrences(meeting, first=first, last=last)
    return (meeting,)


def _compared(meeting: Meeting, known: Meeting, *, named: bool) -> Match:
    """Say what a meeting of a feed tells otherwise than the known one, of which it may only be ``named`` the same."""
    why = ""
    if meeting.status in _OFF and known.status is not meeting.status:
        why = f"{meeting.status}, the calendar {known.status}"
    elif named and (meeting.start, meeting.end) != (known.start, known.end):
        why = f"{meeting.when.in_words()}, the calendar {known.when.in_words(meeting.timezone)}"
    return Match(meeting=meeting, verdict=Verdict.CHANGED if why else Verdict.KNOWN, known=known, why=why)


def _judged(draft: Draft, known: _Known) -> Match:
    """Say what a draft is to the calendar; what is doubtful is only told."""
    meeting = known.in_its_words(draft.meeting)
    match = _compared_as_draft(meeting, known)
    if match is None:
        return replace(known.new(meeting), why=_perhaps_moved(meeting, known))
    if match.verdict is Verdict.CHANGED:
        return match
    if match.verdict is not Verdict.KNOWN and match.known and (doubt := _doubt(draft, match.known, known)):
        return replace(match, verdict=Verdict.CHANGED, becomes=None, why=f"{match.why}; but {doubt}")
    return known.edited(match, fills=not draft.doubts)


def _doubt(draft: Draft, meeting: Meeting, known: _Known) -> str:
    """Say why a change that a draft tells of a known meeting is for a person to make; empty if it is not.

    What else its date could be, and who perhaps does not take part, is settled by what the calendar has; only not
    where that has no date at all.
    """
    if not known.may_change(meeting):
        return "the article said more of it, or was read before"
    if draft.doubts and (draft.confidence < _SURE or meeting.start is UNKNOWN):
        return draft.doubts[0]
    return ""


def _compared_as_draft(meeting: Meeting, known: _Known) -> Match | None:
    """Compare a draft with the known meetings that it may be; None if it is none of them."""
    here, before = known.like(meeting) or known.since_moved(meeting), known.moved(meeting)
    if here:
        alike = len(known.those(meeting, lambda each: each.resembles(meeting)))
        return _on_its_day(meeting, here, alike, [each for each in before if each.id != here.id])
    if before:
        return _moved(meeting, before)
    if found := known.those(meeting, lambda each: _leaves_open(each, meeting)):
        return _day_set(meeting, found)
    # Put off from one day to another, or called off on a day that the calendar has wrong: it is hardly a new meeting.
    found = known.those(meeting, lambda each: _is_near(each, meeting)) if meeting.status in _OFF else []
    return _doubtful(meeting, found[0], f"{meeting.when.in_words()}, {meeting.status}") if found else None


def _on_its_day(meeting: Meeting, here: Meeting, alike: int, before: list[Meeting]) -> Match:
    """Judge a draft of which the calendar has the like on the same days, perhaps several, perhaps before a move too."""
    if before and here.was != meeting.was:
        return _doubtful(meeting, before[0], f"moved to {meeting.when.in_words()}, where the calendar has {here.id}")
    if meeting.status not in _OFF or meeting.status is here.status:
        return Match(meeting=meeting, verdict=Verdict.KNOWN, known=here)
    why = f"{meeting.status}, the calendar {here.status}"
    begins_then = here.when.first_day == meeting.when.first_day
    # "Postponed from 12 to 19 January": put off, and on that day all the same.
    is_moved = meeting.was is not None and (meeting.status is Status.POSTPONED or meeting.was == here.was)
    if alike > 1 or is_moved or not begins_then or here.status in _OFF or here.series or here.repeat:
        return Match(meeting=meeting, verdict=Verdict.CHANGED, known=here, why=why)
    becomes = replace(here, status=meeting.status)
    return Match(meeting=meeting, verdict=Verdict(meeting.status), known=here, why=why, becomes=becomes)


def _moved(meeting: Meeting, before: list[Meeting]) -> Match:
    """Judge a draft that was moved from a day on which the calendar has the like; put off until then, it stands."""
    known, stands = before[0], before[0].status if before[0].status not in _OFF else Status.CONFIRMED
    off = Status.CANCELLED in {meeting.status, known.status}
    span = _span(meeting, known)
    told = f"moved to {meeting.when.in_words()}"
    if len(before) > 1 or off or known.repeat or known.series or span is None:
        return _doubtful(meeting, known, f"{told}, {meeting.status}" if off else told)
    return _with_span(meeting, replace(known, was=known.start, status=stands), span, known)


def _day_set(meeting: Meeting, found: list[Meeting]) -> Match:
    """Judge a draft on a day within what the calendar leaves open."""
    known, span = found[0], _span(meeting, found[0])
    if len(found) > 1 or span is None or {meeting.status, known.status} & _OFF:
        return _doubtful(meeting, known, f"{meeting.when.in_words()}, {meeting.status}")
    return _with_span(meeting, known, span, known)


def _with_span(meeting: Meeting, becomes: Meeting, span: tuple[Point, Point | None], known: Meeting) -> Match:
    becomes = replace(becomes, start=span[0], end=span[1])
    why = f"{becomes.when.in_words()}, the calendar {known.when.in_words()}"
    return Match(meeting=meeting, verdict=Verdict.MOVED, known=known, why=why, becomes=becomes)


def _doubtful(meeting: Meeting, known: Meeting, told: str) -> Match:
    why = f"{told}, the calendar {known.when.in_words()}, {known.status}"
    return Match(meeting=meeting, verdict=Verdict.CHANGED, known=known, why=why)


def _span(meeting: Meeting, known: Meeting) -> tuple[Point, Point | None] | None:
    """Return start and end of a known meeting where a draft has it; None if the draft does not say enough.

    Days without a last one are as many as they were.
    """
    start, end = (_in_zone_of(known, point) for point in (meeting.start, meeting.end))
    if start is None or (known.when.timed and not meeting.when.timed):
        return None
    if known.end is None or end is not None:
        return start, end
    first, last = known.when.first_day, known.when.last_day
    if isinstance(start, dt.datetime) or not isinstance(start, dt.date) or not (known.when.dated and first and last):
        return None
    return start, start + (last - first)


def _in_zone_of(known: Meeting, point: Point | None) -> Point | None:
    return point.astimezone(known.timezone) if isinstance(point, dt.datetime) else point


def _leaves_open(known: Meeting, meeting: Meeting) -> bool:
    """Whether the calendar has such a meeting without its day, and that of the other one is possible."""
    if known.when.dated or not meeting.when.dated or known.kind is not meeting.kind:
        return False
    if known.start is UNKNOWN:
        return known.parties == meeting.parties
    return known.has_parties_of(meeting) and _holds(known.when, meeting.when)


def _is_within(known: Meeting, meeting: Meeting) -> bool:
    """Whether a known meeting is on a day within the period that is all that is told of the other one."""
    return not meeting.when.dated and known.has_parties_of(meeting) and _holds(meeting.when, known.when)


def _is_near(known: Meeting, meeting: Meeting) -> bool:
    """Whether a known meeting of like parties is within the period of the other one, or in the weeks around its day."""
    here, there = known.when.first_day, meeting.when.first_day
    if not meeting.when.dated or here is None or there is None:
        return _is_within(known, meeting)
    return known.kind is meeting.kind and known.has_parties_of(meeting) and abs(here - there) <= _NEAR


def _perhaps_moved(meeting: Meeting, known: _Known) -> str:
    """Say which meeting of the same parties in the weeks around may be a new one, moved; empty if there is none."""
    found = known.those(meeting, lambda each: _is_near(each, meeting) and each.when.dated and not each.repeat)
    near = [each for each in found if each.parties == meeting.parties and each.status not in _OFF]
    return f"perhaps {near[0].id}, {near[0].when.in_words()}, moved" if near and meeting.when.dated else ""


def _holds(outer: When, inner: When) -> bool:
    if not (outer.first_day and outer.last_day and inner.first_day and inner.last_day):
        return False
    return outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


def _unknown(sources: Iterable[Source], known: Meeting) -> tuple[Source, ...]:
    """Return the sources that a known meeting does not have yet."""
    return tuple(each for each in sources if not any(_is_same(each, there) for there in known.sources))


def _is_same(source: Source, other: Source) -> bool:
    """Whether two sources are one article: of one address, of one title, or with the same quote."""
    same_title = (source.outlet, source.title, source.published) == (other.outlet, other.title, other.published)
    return (
        (source.url is not None and source.url == other.url)
        or (source.title is not None and same_title)
        or (source.quote is not None and source.quote == other.quote)
        or source == other
    )


def _quotes(meeting: Meeting) -> set[str]:
    return {source.quote for source in meeting.sources if source.quote}
