"""A calendar file in which some meetings are to stand otherwise and others are new: what is to be written, and where.

Nothing is written before the texts that would be have been read again and say just that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from summitcal.files import read_text
from summitcal.model import Calendar, Meeting
from summitcal.notation import known_zone
from summitcal.problems import InvalidCalendar, SummitcalError
from summitcal.registry import Registry
from summitcal.store.document import examine, parse
from summitcal.store.editor import NEW_FILE, refuse_too_large, save, strangers_among, with_items
from summitcal.store.nodes import Node, read_nodes
from summitcal.store.splices import CannotEdit, Sheet, Splice, by_hand, edits, spliced


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """One file as it was read, None if it is not there yet, and as it is to be written."""

    path: Path
    before: str | None
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be written so that a calendar file says what it should.

    ``refused`` has the ids of meetings that are written in a way which cannot be changed, with why, and what to do.
    """

    rewrites: tuple[Rewrite, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


def plan(path: str | Path, meetings: Iterable[Meeting]) -> Plan:
    """Plan that some meetings stand in a calendar file, each in the place of the one that has its id, if one has.

    A meeting is edited in the file that it is in, this one or one that it includes; new ones are added to this one.
    All that people wrote besides stays to the byte. Nothing is written; ``carry_out`` does that.

    Raises:
        InvalidCalendar: the file has mistakes; they come first.
        SummitcalError: nothing can be added to its lists, or it would become too large to be read.
        UnreadableFile: it cannot be read.
    """
    path = Path(path)
    read = read_text(path) if path.exists() else None
    revision = _Revision(path, read, tuple(meetings))
    refused: dict[str, str] = {}
    changed = revision.changed
    texts = revision.texts(changed, refused)
    changed = [meeting for meeting in changed if meeting.id not in refused]
    if changed and not revision.is_right(texts, changed):
        changed = revision.those_that_read_right(changed, refused)
        texts = revision.texts(changed, refused)
    revision.verify(texts, changed)
    rewrites = [Rewrite(path=each, before=revision.before[each], after=texts[each]) for each in texts]
    return Plan(rewrites=tuple(each for each in rewrites if each.before != each.after), refused=refused)


def carry_out(plan: Plan) -> None:
    """Write what was planned, each file whole or not at all.

    Raises:
        SummitcalError: somebody changed a file since it was read; it is not written, nor are those that come after.
        UnreadableFile: it cannot be written.
    """
    for rewrite in plan.rewrites:
        save(rewrite.path, rewrite.after, before=rewrite.before)


class _Revision:
    """A calendar as it was read, with the files it is in, and the meetings that are to stand in it."""

    def __init__(self, path: Path, read: str | None, meetings: Sequence[Meeting]) -> None:
        self._path = path
        # An empty file has nothing that could be wrong with it.
        found = examine(read, file=str(path)) if read else None
        if found and found.problems:
            raise InvalidCalendar(found.problems)
        self._calendar = found.calendar if found else Calendar()
        known = {meeting.id: meeting for meeting in self._calendar.meetings}
        self._new = [meeting for meeting in meetings if meeting.id not in known]
        self.changed = [meeting for meeting in meetings if known.get(meeting.id, meeting) != meeting]
        self._known = known
        included = [each for each in found.included if each.is_file()] if found and self.changed else []
        # What is included is written first: the file that names it all changes last.
        self.before: dict[Path, str | None] = {**{each: read_text(each) for each in included}, path: read}

    def texts(self, changed: Sequence[Meeting], refused: dict[str, str]) -> dict[Path, str]:
        """Return the text of each file with some meetings changed and the new ones added; note what cannot be."""
        strangers = strangers_among((*changed, *self._new), self._calendar)
        registry = Registry((*self._calendar.participants, *strangers))
        texts = {path: text or NEW_FILE for path, text in self.before.items()}
        todo = {meeting.id: meeting for meeting in changed}
        for path, text in texts.items() if todo else ():
            texts[path] = self._edited(text, todo, registry, refused)
        main, file = texts[self._path], str(self._path)
        kept = strangers_among((*(each for each in changed if each.id not in refused), *self._new), self._calendar)
        texts[self._path] = with_items(main, self._new, kept, calendar=self._calendar, file=file)
        for path, text in texts.items():
            refuse_too_large(path, text)
        return texts

    def _edited(self, text: str, todo: Mapping[str, Meeting], registry: Registry, refused: dict[str, str]) -> str:
        root, _ = read_nodes(text, "")
        section = root and root.get("meetings")
        if root is None or section is None or not isinstance(section.value, list):
            return text
        sheet, zone = Sheet(text), _zone_of(root) or self._calendar.timezone
        splices: list[Splice] = []
        for node in section.value:
            id_ = node.get("id")
            meeting = todo.get(str(id_.value).strip()) if id_ else None
            if meeting:
                try:
                    splices += edits(sheet, node, (self._known[meeting.id], meeting), registry, zone)
                except CannotEdit as error:
                    refused[meeting.id] = self._by_hand(meeting, str(error))
        return spliced(text, splices)

    def those_that_read_right(self, changed: Sequence[Meeting], refused: dict[str, str]) -> list[Meeting]:
        """Return the changes that can be written together, and note which others cannot."""
        right: list[Meeting] = []
        for meeting in changed:
            if self.is_right(self.texts([*right, meeting], refused), [*right, meeting]):
                right.append(meeting)
            else:
                refused[meeting.id] = self._by_hand(
                    meeting, "it is written in a way that cannot be changed without harm"
                )
        return right

    def _by_hand(self, meeting: Meeting, why: str) -> str:
        registry = Registry((*self._calendar.participants, *strangers_among([meeting], self._calendar)))
        return (
            f"{why}; edit it by hand: {by_hand((self._known[meeting.id], meeting), registry, self._calendar.timezone)}"
        )

    def is_right(self, texts: Mapping[Path, str], changed: Sequence[Meeting]) -> bool:
        """Whether the texts read as they should."""
        try:
            self.verify(texts, changed)
        except SummitcalError:
            return False
        return True

    def verify(self, texts: Mapping[Path, str], changed: Sequence[Meeting]) -> None:
        """Read the texts again: what was to change did, what is new is there, and nothing else is otherwise.

        Raises:
            InvalidCalendar: they have mistakes.
            SummitcalError: they say something else.
        """
        instead = {str(path): text for path, text in texts.items()}
        found = parse(texts[self._path], file=str(self._path), instead=instead)
        strangers = strangers_among((*changed, *self._new), self._calendar)
        registry = Registry((*self._calendar.participants, *strangers))
        wanted = self._known | {meeting.id: _in_words_of(registry, meeting) for meeting in changed}
        new = {meeting.id for meeting in self._new}
        read = {meeting.id: meeting for meeting in found.meetings}
        heading = replace(found, meetings=(), participants=()) == replace(self._calendar, meetings=(), participants=())
        known = set(found.participants) == {*self._calendar.participants, *strangers}
        kept = {id_: meeting for id_, meeting in read.items() if id_ not in new} == wanted
        if not (heading and known and kept and new <= read.keys()):
            what = "what would be written does not read as it should"
            raise SummitcalError(f"{self._path}: {what}; nothing was written, edit it by hand")


def _in_words_of(registry: Registry, meeting: Meeting) -> Meeting:
    """Return a meeting with its participants as the registry has them."""
    who = (replace(registry.registered(each) or each, role=each.role) for each in meeting.participants)
    return replace(meeting, participants=tuple(who))


def _zone_of(root: Node) -> ZoneInfo | None:
    """Return the zone that a file names for what is in it."""
    about = root.get("calendar")
    zone = about and about.get("timezone")
    return known_zone(str(zone.value).strip()) if zone else None
