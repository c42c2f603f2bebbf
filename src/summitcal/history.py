"""What was published when: the revisions of each meeting, kept line by line in a file beside the calendar."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from summitcal.changes import of_a_translation, since
from summitcal.files import append, locked, read_lines
from summitcal.model import UTC, Calendar, Frequency, Meeting, Participant, Place, Repeat, Status, Weekday
from summitcal.plain import from_plain, to_plain
from summitcal.problems import Problem, UnreadableDate
from summitcal.recurrence import last_occurrence

BEFORE_RECORDS = dt.datetime(2000, 1, 1, tzinfo=UTC)
"""The moment of a revision that nothing dates."""

TOMBSTONE = dt.timedelta(days=30)
"""How long a meeting that was taken out of the calendar while still ahead stays in the feed, as cancelled."""

TAKEN_OUT = "Taken out of the calendar."
"""The reason that is given for it."""

NO_DAY = "A new date is not set."
"""The reason that is given for one that has lost its day, unless the file gives one."""

TAKEN_OUT_OF = "taken out"
"""The change of a meeting that is no longer in the calendar."""

BACK = "back in the calendar"
"""The change of one that is in it again."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SECOND = dt.timedelta(seconds=1)
_MOST_REVISIONS = 2**31 - 1  # RFC 5545 §3.3.8
# Such changes are for editors; a subscriber sees the new words anyhow.
_UNSAID = ("sources", "description", "url", "reason", "was", "time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A published state of a meeting: RFC 5545 §3.8.7, SEQUENCE, CREATED and LAST-MODIFIED (in UTC).

    ``changed`` says what was different the last time that a subscriber had to know, and when; both empty before.
    """

    sequence: int
    created: dt.datetime
    modified: dt.datetime
    changed: tuple[str, ...] = ()
    changed_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A line of the history: what a meeting became, and when (in UTC, to the second).

    ``facts`` are those of the meeting as plain values, None once it is no longer in the calendar; ``changes`` say in
    words what is different from the record before.
    """

    at: dt.datetime
    id: str
    sequence: int
    changes: tuple[str, ...] = ()
    facts: Mapping[str, object] | None = None

    def line(self) -> str:
        """Write it as a line of JSON, the same way every time."""
        values = {"at": f"{self.at:%Y-%m-%dT%H:%M:%SZ}", "id": self.id, "sequence": self.sequence}
        return json.dumps({**values, "changes": self.changes, "meeting": self.facts}, ensure_ascii=False)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting as it was, without the other names of its participants."""
        return None if self.facts is None else from_plain(Meeting, {"id": self.id, **self.facts})


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A calendar as its subscribers are to see it.

    ``removed`` are the meetings that are no longer in it and must still be said to be off; ``until`` is when the
    first of them need not be said any more. ``today`` is the day from which a feed that would be too big looks back, in
    UTC; None if it is to be whole in any case. ``former`` are those who take part in no meeting any more and whose
    feeds may still be subscribed to, and ``former_places`` are the places where no meeting is any more; ``changed`` is
    when what subscribers see last became another, None if never.
    """

    calendar: Calendar
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    removed: tuple[Meeting, ...] = ()
    until: dt.datetime | None = None
    today: dt.date | None = None
    former: tuple[Participant, ...] = ()
    former_places: tuple[Place, ...] = ()
    changed: dt.datetime | None = None
    history: "History | None" = None

    @property
    def whole(self) -> Calendar:
        """The calendar with what was taken out of it: what its feeds hold."""
        gone = {meeting.id for meeting in self.removed}
        kept = (meeting for meeting in self.calendar.meetings if meeting.id not in gone)
        return replace(self.calendar, meetings=(*kept, *self.removed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A calendar as it was known at some moment.

    ``later`` is how many of its meetings were published only afterwards, and are not in it. ``recorded`` is whether
    the history reaches back to that moment; if not, the calendar is what is known today.
    """

    calendar: Calendar
    later: int = 0
    recorded: bool = False


class History:
    """The records of a calendar, in the order of time; the same for every order in which they were read.

    That is how the histories of two machines are joined: as one file with the lines of both. ``faults`` says which
    lines could not be read; ``stamp`` tells the state of the file that it was read from.
    """

    def __init__(self, records: Iterable[Record] = (), *, faults: Sequence[str] = ()) -> None:
        self.faults = tuple(faults)
        self.stamp: tuple[int, int] | None = None
        self._of: dict[str, list[Record]] = {}
        # Meetings that were found to be as recorded, and those that will be once their records are taken up.
        self._seen: dict[str, Meeting] = {}
        self._offered: dict[str, tuple[Record, Meeting]] = {}
        for record in sorted(records, key=lambda each: (each.at, each.sequence, each.line())):
            self._take(record)

    def __iter__(self) -> Iterator[Record]:
        """Go over the records, the oldest first."""
        every = (record for records in self._of.values() for record in records)
        return iter(sorted(every, key=lambda each: (each.at, each.sequence, each.id)))

    def __len__(self) -> int:
        """Count the records."""
        return sum(map(len, self._of.values()))

    def pending(self, calendar: Calendar, *, now: dt.datetime | None) -> tuple[Record, ...]:
        """Return what there is to record of a calendar: nothing if it means what it meant.

        ``now`` is the moment of the record, aware. Without it each is dated by the meeting's sources, or by the
        second after the record before: the same calendar then makes the same records on every machine.
        """
        found = []
        for meeting in calendar.meetings:
            if self._seen.get(meeting.id) is not meeting:
                record = self._next(meeting, now)
                if record is None:
                    self._seen[meeting.id] = meeting
                else:
                    found.append(record)
                    self._offered[meeting.id] = (record, meeting)
        ids = {meeting.id for meeting in calendar.meetings}
        gone = (records[-1] for id_, records in self._of.items() if id_ not in ids and records[-1].facts is not None)
        found += [self._later(last, now, changes=(TAKEN_OUT_OF,), facts=None, sequence=1) for last in gone]
        return tuple(found)

    def plus(self, records: Iterable[Record]) -> "History":
        """Return the history with more records, which come after those of the same meetings in it."""
        joined = History(faults=self.faults)
        joined._of, joined._seen = {id_: [*each] for id_, each in self._of.items()}, {**self._seen}
        for each in records:
            joined._take(each)
            record, meeting = self._offered.get(each.id, (None, None))
            if record is each and meeting is not None:
                joined._seen[each.id] = meeting
        return joined

    def lacking(self, records: Iterable[Record]) -> list[Record]:
        """Return those of some records that are not in this history."""
        have = {each.line() for each in self}
        return [each for each in records if each.line() not in have]

    def joined(self, records: Sequence[Record]) -> "History":
        """Return the history with the records of another, be they before or after its own."""
        if not records:
            return self
        both = History((*self, *records), faults=self.faults)
        both.stamp = self.stamp
        return both

    def published(self, calendar: Calendar, *, now: dt.datetime) -> Published:
        """Return a calendar as its subscribers are to see it at ``now``, an aware datetime."""
        ends = {id_: end for id_, records in self._of.items() if (end := _stone_until(records))}
        stones = [id_ for id_, end in ends.items() if now < end]
        kept = [meeting.id for meeting in calendar.meetings if meeting.id in self._of]
        moments = [records[-1].at for records in self._of.values()] + [end for end in ends.values() if end <= now]
        return Published(
            calendar=calendar,
            revisions={id_: _revision(self._of[id_]) for id_ in (*kept, *stones)},
            removed=tuple(filter(None, (_stone(self._of[id_]) for id_ in stones))),
            former=self._former(calendar),
            former_places=self._former_places(calendar),
            today=now.astimezone(dt.UTC).date(),
            until=min((ends[id_] for id_ in stones), default=None),
            changed=max(moments, default=None),
            history=self,
        )

    def of(self, id: str) -> tuple[Record, ...]:  # noqa: A002 - the field's own name
        """Return the records of one meeting, the oldest first."""
        return tuple(self._of.get(id, ()))

    def known_at(self, calendar: Calendar, moment: dt.datetime) -> Known:
        """Return a calendar with the facts that were published at ``moment``, an aware datetime.

        Before the first record of all nothing is known of what was known: the calendar is then as it is.
        """
        first = min((records[0].at for records in self._of.values()), default=None)
        if first is None or moment < first:
            return Known(calendar=calendar)
        then, later = {}, 0
        for id_, records in self._of.items():
            last = next((record for record in reversed(records) if record.at <= moment), None)
            later += last is None and records[-1].facts is not None
            if last and (meeting := self._current(last) or last.meeting):
                then[id_] = meeting
        order = {meeting.id: number for number, meeting in enumerate(calendar.meetings)}
        meetings = sorted(then.values(), key=lambda each: order.get(each.id, len(order)))
        return Known(calendar=replace(calendar, meetings=tuple(meetings)), later=later, recorded=True)

    def _current(self, record: Record) -> Meeting | None:
        """Return the meeting of the calendar itself where a record still holds: it knows more than its record."""
        meeting = self._seen.get(record.id)
        return meeting if meeting is not None and self._of[record.id][-1] is record else None

    def _former(self, calendar: Calendar) -> tuple[Participant, ...]:
        known = {each.id for meeting in calendar.meetings for each in meeting.participants}
        parties = {each["id"]: each for facts in self._all_facts() for each in facts.get("participants", ())}
        return tuple(from_plain(Participant, each) for id_, each in sorted(parties.items()) if id_ not in known)

    def _former_places(self, calendar: Calendar) -> tuple[Place, ...]:
        known = {meeting.place.name for meeting in calendar.meetings if meeting.place}
        places = {each["name"]: each for facts in self._all_facts() if (each := facts.get("place"))}
        return tuple(from_plain(Place, each) for name, each in sorted(places.items()) if name not in known)

    def _all_facts(self) -> Iterator[Any]:
        return (record.facts for records in self._of.values() for record in records if record.facts)

    def vanished(self, calendar: Calendar, *, now: dt.datetime) -> tuple[Meeting, ...]:
        """Return the meetings that were published, lie ahead of ``now``, and are no longer in the calendar."""
        ids = {meeting.id for meeting in calendar.meetings}
        last = (records[-1].meeting for id_, records in self._of.items() if id_ not in ids)
        return tuple(meeting for meeting in last if meeting and _is_ahead(meeting, now))

    def _take(self, record: Record) -> None:
        records = self._of.setdefault(record.id, [])
        self._seen.pop(record.id, None)
        if records and record.sequence < records[-1].sequence:
            record = replace(record, sequence=records[-1].sequence)
        if records and records[-1].facts == record.facts:
            # Two machines have recorded the same: the first was first. Its number stays the highest that went out.
            records[-1] = replace(records[-1], sequence=record.sequence)
        else:
            records.append(record)

    def _next(self, meeting: Meeting, now: dt.datetime | None) -> Record | None:
        facts, records = _facts(meeting), self._of.get(meeting.id)
        if not records:
            at = now or first_revision(meeting).modified
            return Record(at=at.astimezone(dt.UTC).replace(microsecond=0), id=meeting.id, sequence=0, facts=facts)
        last = records[-1]
        if last.facts == facts:
            return None
        if last.facts is None:
            return self._later(last, now, changes=(BACK,), facts=facts, sequence=1)
        before = last.meeting
        changes = tuple(change.in_words() for change in since(before, meeting))
        planned = before is not None and _plan(before) != _plan(meeting)
        return self._later(last, now, changes=changes, facts=facts, sequence=int(planned))

    def _later(
        self,
        last: Record,
        now: dt.datetime | None,
        *,
        changes: tuple[str, ...],
        facts: Mapping[str, object] | None,
        sequence: int,
    ) -> Record:
        """Return a record that comes after another, whatever the clock says."""
        at = last.at + _SECOND
        if now is not None:
            at = max(at, now.astimezone(dt.UTC).replace(microsecond=0))
        return Record(at=at, id=last.id, sequence=last.sequence + sequence, changes=changes, facts=facts)


def first_revision(meeting: Meeting) -> Revision:
    """Return the revision of a meeting that has not changed since its sources said it.

    It is dated by them, from the first to the last, so that the same file always makes the same feed.
    """
    days = sorted(source.published for source in meeting.sources if source.published)
    moments = [dt.datetime.combine(day, dt.time(), UTC) for day in days] or [BEFORE_RECORDS]
    return Revision(sequence=0, created=moments[0], modified=moments[-1])


def history_file(calendar_file: str | Path) -> Path:
    """Return where the history of a calendar file is kept: ``events.history.jsonl`` beside ``events.yaml``."""
    path = Path(calendar_file)
    name = path.stem if path.suffix == ".yaml" else path.name
    return path.with_name(f"{name}.history.jsonl")


def read_history(path: Path) -> History:
    """Read a history; a file that is not there is an empty one, and lines that are none of its are told of.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    stamp = _stamp(path)
    history = from_lines(read_lines(path, errors="replace"), name=str(path)) if stamp else History()
    history.stamp = stamp
    return history


def from_lines(lines: Iterable[str], *, name: str) -> History:
    """Read a history from its lines; those that are none of its are told of, with the ``name`` of their file."""
    records, faults = [], []
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                records.append(_record(line))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, UnreadableDate):
            faults.append(f"{name}:{number}: this is no record of a meeting; it is left out")
    return History(records, faults=faults)


def record(path: Path, calendar: Calendar, *, now: dt.datetime, known: History | None = None) -> History:
    """Add to a history file what a calendar has become, under a lock; nothing is written if nothing has changed.

    ``known`` is the history as it was last read or recorded: the file is read again only if it has changed since. What
    it has lost of it is written again, since it went out to subscribers.

    Raises:
        UnreadableFile: the file cannot be read or written.
    """
    with locked(path.parent):
        history, lost = known, []
        if history is None or not history.stamp or history.stamp != _stamp(path):
            history = read_history(path)
            lost = history.lacking(known or ())
            history = history.joined(lost)
        pending = history.pending(calendar, now=now)
        if lost or pending:
            append(path, "".join(f"{each.line()}\n" for each in (*lost, *pending)))
            history = history.plus(pending)
            history.stamp = _stamp(path)
    return history


def as_published(calendar: Calendar, *, file: str | Path, now: dt.datetime) -> Published:
    """Return a calendar as its subscribers would see it at ``now``, by the history beside ``file``; nothing is written.

    What is not recorded yet is dated without a clock, so that the same files always make the same revisions.

    Raises:
        UnreadableFile: the history cannot be read.
    """
    history = read_history(history_file(file))
    return history.plus(history.pending(calendar, now=None)).published(calendar, now=now)


def find_problems(calendar: Calendar, *, file: str, now: dt.datetime) -> list[Problem]:
    """Warn of every meeting ahead of ``now`` that was published and is no longer in the calendar kept in ``file``.

    Raises:
        UnreadableFile: the history cannot be read.
    """
    mend = f"put it back with `status: cancelled`, or let the feed say so for {TOMBSTONE.days} days"
    return [
        Problem(
            rule="vanished",
            path=("meetings",),
            what=f"{meeting.id!r}, {meeting.when.in_words()}, has vanished since the last publication",
            mend=mend,
            file=file,
            line=1,
            column=1,
        )
        for meeting in read_history(history_file(file)).vanished(calendar, now=now)
    ]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _record(line: str) -> Record:
    values = json.loads(line)
    found = Record(
        at=dt.datetime.strptime(values["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC),
        id=str(values["id"]),
        sequence=int(values["sequence"]),
        changes=tuple(map(str, values["changes"])),
        facts=values["meeting"],
    )
    if not 0 <= found.sequence <= _MOST_REVISIONS or "\ufffd" in line:
        raise ValueError("no number of a revision, or no UTF-8")
    if found.meeting is None and values["meeting"] is not None:
        raise ValueError("not a meeting")
    return found


def _plan(meeting: Meeting) -> tuple[object, ...]:
    """Return what subscribers plan by: RFC 5546 §2.1.4, and the place, which it leaves to the organizer."""
    when, repeat = meeting.when, meeting.repeat
    place = meeting.place and meeting.place.name
    zone = repeat and meeting.timezone
    return (meeting.start, when.ends, when.last_day, meeting.status, place, _untranslated(_rule(meeting)), zone)


def _rule(meeting: Meeting) -> Repeat | None:
    """Return how a meeting repeats in the one way of saying it, with the days that go without saying."""
    repeat, first = meeting.repeat, meeting.when.first_day
    if repeat is None or first is None:
        return repeat
    usual: tuple[Weekday | int, ...] = ()
    if repeat.unit is Frequency.WEEK:
        usual = (Weekday(first.weekday()),)
    elif repeat.unit is Frequency.MONTH:
        usual = (first.day,)
    return replace(
        repeat,
        on=repeat.on or usual,
        excepted=tuple(sorted(set(repeat.excepted))),
        changes=tuple(sorted(repeat.changes, key=lambda each: each.on)),
    )


def _untranslated(repeat: Repeat | None) -> Repeat | None:
    changes = repeat.changes if repeat else ()
    return repeat and replace(repeat, changes=tuple(replace(each, titles=(), descriptions=()) for each in changes))


def _facts(meeting: Meeting) -> dict[str, object]:
    # By what other names people call a participant is nothing that subscribers see.
    who = tuple(replace(each, aliases=()) if each.aliases else each for each in meeting.participants)
    end = None if meeting.end == meeting.start else meeting.end  # a day that ends on the day is a day
    facts: dict[str, object] = to_plain(replace(meeting, participants=who, end=end, repeat=_rule(meeting)))
    del facts["id"]
    return facts


def _revision(records: Sequence[Record]) -> Revision:
    said = [(record.at, told) for record in records if (told := telling(record.changes))]
    at, changed = said[-1] if said else (None, ())
    return Revision(
        sequence=records[-1].sequence,
        created=records[0].at,
        modified=records[-1].at,
        changed=changed,
        changed_at=at,
    )


def telling(changes: Iterable[str]) -> tuple[str, ...]:
    """Return those of some changes in words that a subscriber has to know; the others are for editors."""
    said = ((change.partition(":")[0], change) for change in changes)
    return tuple(change for what, change in said if what not in _UNSAID and not of_a_translation(what))


def _stone_until(records: Sequence[Record]) -> dt.datetime | None:
    """Return until when it must be said of a meeting that it is off; None if there is nothing to say.

    That is so when it has lost its day, or its place in the calendar, while it was still ahead.
    """
    lost = _loss(records)
    before = records[lost - 1].meeting if lost else None
    if before is None or not _is_ahead(before, records[lost].at):
        return None
    return records[lost].at + TOMBSTONE


def _loss(records: Sequence[Record]) -> int:
    """Return the index of the record by which a meeting lost its entry in the feed; 0 if it has one, or never had."""
    lost = len(records)
    while lost and not _has_day(records[lost - 1]):
        lost -= 1
    return lost if 0 < lost < len(records) else 0


def _has_day(record: Record) -> bool:
    return record.facts is not None and _DAY.match(str(record.facts["start"])) is not None


def _stone(records: Sequence[Record]) -> Meeting | None:
    """Return a meeting as it is told of after it has lost its day or was taken out."""
    before, now = records[_loss(records) - 1].meeting, records[-1].meeting
    if before is None or now is None:
        return before and _called_off(before, Status.CANCELLED, TAKEN_OUT)
    status = now.status if now.status is Status.CANCELLED else Status.POSTPONED
    return _called_off(before, status, now.reason or NO_DAY)


def _called_off(meeting: Meeting, status: Status, reason: str) -> Meeting:
    """Return a meeting that does not take place as it stands, in none of its occurrences."""
    repeat = meeting.repeat
    if repeat:
        changes = tuple(replace(each, status=status, reason=reason) for each in repeat.changes)
        repeat = replace(repeat, changes=changes)
    return replace(meeting, status=status, reason=reason, repeat=repeat)


def _is_ahead(meeting: Meeting, now: dt.datetime) -> bool:
    last = last_occurrence(meeting)
    ends = last.when.ends if last else None
    return meeting.when.dated and (last is None or (ends is not None and ends > now))
