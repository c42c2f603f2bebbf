"""Meetings added to the text of events.yaml; every comment, line and quote that people wrote stays."""

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from summitcal import gazetteer
from summitcal.cadence import write_days, write_every, write_repeat
from summitcal.files import LARGEST, locked, read_text, write_whole
from summitcal.model import (
    AgendaItem,
    Calendar,
    Certainty,
    Meeting,
    Occurrence,
    Participant,
    Place,
    Repeat,
    Role,
    Source,
    Status,
)
from summitcal.notation import free_id, write_point
from summitcal.problems import SummitcalError
from summitcal.registry import Registry
from summitcal.store.document import parse
from summitcal.store.nodes import Node, read_nodes
from summitcal.when import Point

_NEW_FILE = """\
# What this feeds: the page, calendar.ics and everything else summitcal serves.
# After an edit: summitcal check

meetings:
"""


def add(path: str | Path, meetings: Iterable[Meeting]) -> Calendar:
    """Append meetings to a calendar file, and to its registry whoever it does not know yet.

    All that people wrote stays as it is. The file is written whole or not at all; a file that does not exist is
    made. Returns the calendar as it then stands.

    Raises:
        InvalidCalendar: the file has mistakes; they come first.
        SummitcalError: its lists are written in a way that nothing can be added to, an id is taken, somebody
            else changed the file meanwhile, or it would become too large to be read.
        UnreadableFile: it cannot be read or written.
    """
    path, meetings = Path(path), tuple(meetings)
    before = read_text(path) if path.exists() else None
    text = added(before or "", meetings, file=str(path)) or _NEW_FILE
    calendar = parse(text, file=str(path))
    save(path, text, before=before)
    return calendar


def save(path: Path, text: str, *, before: str | None) -> None:
    """Put the new text of a file in the place of the one that was read ``before``; None if there was no file.

    Raises:
        SummitcalError: somebody changed the file in between, or it would become too large to be read; nothing is
            written.
        UnreadableFile: it cannot be written.
    """
    if text == before:
        return
    if len(text.encode()) > LARGEST:
        raise SummitcalError(f"{path}: it would be larger than {LARGEST:,} bytes; use another file, and include it")
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.parent):
        now = read_text(path) if path.exists() else None
        if now != before:
            what = "somebody changed it meanwhile"
            raise SummitcalError(f"{path}: {what}{_their_change(before, now)}; nothing was written, do it again")
        write_whole(path, text.encode())


def added(text: str, meetings: Sequence[Meeting], *, file: str) -> str:
    """Return the text of a calendar file with meetings appended; ``file`` is its name in messages.

    A file without text is begun as a new one is.

    Raises:
        InvalidCalendar: it has mistakes.
        SummitcalError: its lists are written in a way that nothing can be added to, or an id is taken.
    """
    calendar = parse(text, file=file) if text else Calendar()
    taken = {meeting.id for meeting in calendar.meetings}
    for meeting in meetings:
        if meeting.id in taken:
            raise SummitcalError(f"{file}: id {meeting.id!r} is already used; give the new meeting another")
        taken.add(meeting.id)
    if not meetings:
        return text
    text = text or _NEW_FILE
    strangers = _strangers(meetings, calendar)
    registry = Registry((*calendar.participants, *strangers))
    items = [_item(meeting, registry, calendar.timezone) for meeting in meetings]
    text = _inserted(text, "meetings", items, file=file)
    if strangers:
        text = _inserted(text, "participants", [_registry_line(each) for each in strangers], file=file)
    return text


def to_yaml(meeting: Meeting, calendar: Calendar) -> str:
    """Write a meeting as an item of a calendar's ``meetings:``, without indentation; what goes unsaid is left out."""
    return _item(meeting, Registry(calendar.participants), calendar.timezone)


def source_item(source: Source, *, line: bool = False) -> str:
    """Write a source as an item of ``sources:``, without indentation; in braces on one line if ``line``."""
    facts = _source(source)
    return _dump([_Line(facts) if line else facts]).rstrip("\n")


def indented(text: str, indent: str) -> str:
    """Return lines with an indentation, blank ones without."""
    return "\n".join(f"{indent}{line}" if line else line for line in text.split("\n"))


def _item(meeting: Meeting, registry: Registry, zone: ZoneInfo) -> str:
    who = [_part(_reference(each, registry) or each.name, each.role) for each in meeting.participants]
    facts: dict[str, object] = {
        "id": meeting.id,
        "title": meeting.title,
        "kind": str(meeting.kind),
        "start": _point(meeting.start),
        "end": meeting.end and _point(meeting.end),
        "timezone": _own_zone(meeting, zone),
        "repeat": meeting.repeat and _repeat(meeting.repeat),
        "participants": _Flow(who),
        "place": meeting.place and _place(meeting.place),
        "status": str(meeting.status) if meeting.status is not Status.CONFIRMED else None,
        "certainty": str(meeting.certainty) if meeting.certainty is not Certainty.CONFIRMED else None,
        "was": meeting.was and _point(meeting.was),
        "reason": meeting.reason,
        "description": meeting.description,
        "url": meeting.url,
        "conference": meeting.conference,
        "replaces": meeting.replaces,
        "agenda": _agenda(meeting.agenda),
        "sources": [_source(source) for source in meeting.sources],
    }
    text = _dump([_said(facts)])
    return text.rstrip("\n")


def _their_change(before: str | None, now: str | None) -> str:
    """Say which line somebody else changed first, as far as that helps to find it."""
    lines = zip_longest((before or "").splitlines(), (now or "").splitlines())
    first = next((number for number, (old, new) in enumerate(lines, 1) if old != new), None)
    if first is None or now is None:
        return ""
    theirs = dict(enumerate(now.splitlines(), 1)).get(first, "").strip()
    return f" (line {first} is now {theirs!r})" if theirs else f" (from line {first} on)"


class _Flow(list[object]):
    """A list that is written in brackets on one line."""


class _Line(dict[str, object]):
    """A mapping that is written in braces on one line."""


class _Plain(str):
    """A word that YAML 1.1 takes for a truth value, and which is plain text in YAML 1.2 and to our own reader."""

    __slots__ = ()


_ON = _Plain("on")


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - PyYAML's
        super().increase_indent(flow, False)  # noqa: FBT003 - PyYAML's

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's
        # A day that stands twice is written twice.
        return True


_Dumper.add_representer(_Plain, lambda dumper, word: dumper.represent_scalar("tag:yaml.org,2002:bool", word))
_Dumper.add_representer(
    _Flow, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)
_Dumper.add_representer(
    _Line, lambda dumper, items: dumper.represent_mapping("tag:yaml.org,2002:map", items, flow_style=True)
)


def _dump(data: object) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)


def _point(point: Point) -> object:
    """Return what is written without quotes: a date as a date, all else as plain text."""
    is_day = isinstance(point, dt.date) and not isinstance(point, dt.datetime)
    return point if is_day else write_point(point)


def _own_zone(meeting: Meeting, zone: ZoneInfo) -> str | None:
    """Return the zone of a meeting, if what else is written of it, or the calendar's ``zone``, would not say it."""
    place, start = meeting.place, meeting.start
    # A place that is written without its zone is read with the one that everyone knows.
    at = place and (place.timezone or (gazetteer.find_place(place.name) or place).timezone)
    named = start.tzinfo if isinstance(start, dt.datetime) and isinstance(start.tzinfo, ZoneInfo) else zone
    return None if meeting.timezone == (at or named) else meeting.timezone.key


def _part(who: str, role: Role | None) -> object:
    return _Line(who=who, role=str(role)) if role else who


def _place(place: Place) -> object:
    if gazetteer.find_place(place.name) == place or place == Place(name=place.name):
        return place.name
    facts: dict[str, object] = {
        "name": place.name,
        "country": place.country,
        "timezone": place.timezone and place.timezone.key,
    }
    facts["coordinates"] = _Flow(place.coordinates) if place.coordinates else None
    return _Line(_said(facts))


def _repeat(repeat: Repeat) -> object:
    """Return a rule as one line of words, or with its keys where single days differ."""
    if not repeat.excepted and not repeat.changes:
        return write_repeat(repeat)
    facts = {
        "every": write_every(repeat),
        _ON: _Flow(write_days(repeat.on)),
        "until": repeat.until,
        "times": repeat.times,
        "except": _Flow(repeat.excepted),
        "changes": [_occurrence(each) for each in repeat.changes],
    }
    return _said(facts)


def _occurrence(occurrence: Occurrence) -> object:
    facts = {
        _ON: occurrence.on,
        "start": occurrence.start and _point(occurrence.start),
        "end": occurrence.end and _point(occurrence.end),
        "title": occurrence.title,
        "place": occurrence.place and _place(occurrence.place),
        "status": occurrence.status and str(occurrence.status),
        "reason": occurrence.reason,
        "description": occurrence.description,
        "agenda": _agenda(occurrence.agenda),
        "sources": [_source(source) for source in occurrence.sources],
    }
    return _said(facts)


def _agenda(agenda: Iterable[AgendaItem]) -> list[object]:
    return [{"topic": item.topic} | ({"at": _point(item.at)} if item.at else {}) for item in agenda]


def _said(facts: Mapping[str, object]) -> dict[str, object]:
    return {key: fact for key, fact in facts.items() if fact}


def _source(source: Source) -> dict[str, object]:
    names = ("title", "outlet", "url", "published", "quote")
    return {key: getattr(source, key) for key in names if getattr(source, key)}


def _strangers(meetings: Iterable[Meeting], calendar: Calendar) -> list[Participant]:
    """Return those who must be entered into the registry, each with an id that is free there."""
    registry, taken = Registry(calendar.participants), {each.id for each in calendar.participants}
    strangers = []
    for each in dict.fromkeys(replace(each, role=None) for meeting in meetings for each in meeting.participants):
        if _reference(each, registry) is None:
            strangers.append(replace(each, id=free_id(each.id, taken)))
            taken.add(strangers[-1].id)
    return strangers


def _reference(participant: Participant, registry: Registry) -> str | None:
    """Return how a meeting names a participant: the id of the registry, or a name that we know anyway."""
    registered = registry.registered(participant)
    if registered:
        return registered.id
    known = gazetteer.find_participant(participant.name)
    return participant.name if known and known.kind is participant.kind else None


def _registry_line(participant: Participant) -> str:
    facts = {
        "name": participant.name,
        "kind": str(participant.kind),
        "country": participant.country,
        "office": participant.office,
        "aliases": _Flow(participant.aliases),
    }
    return _dump({participant.id: _Line(_said(facts))}).rstrip("\n")


def _inserted(text: str, section: str, items: Sequence[str], *, file: str) -> str:
    """Return the text with items at the end of one of its top-level sections, indented like those there."""
    root, _ = read_nodes(text, file)
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end_of_line
    fields = root.value if root is not None and isinstance(root.value, dict) else {}
    if root is not None and root.flow:
        raise SummitcalError(f"{file}: the file is written as one list in brackets; give each key a line of its own")
    if section not in fields:
        at = _before_meetings(root, lines)
        block = [f"{section}:", *(indented(item, "  ") for item in items), ""]
        return "".join((*lines[:at], *(f"{line}{end_of_line}" for line in block), *lines[at:]))
    node = fields[section]
    if node.flow and node.value:
        what = f"{section} stands in brackets, where nothing can be added"
        raise SummitcalError(f"{file}:{node.line}:{node.column}: {what}; give each item a line of its own")
    if node.flow:
        line = lines[node.line - 1]
        lines[node.line - 1] = line.replace("[]", "").replace("{}", "").rstrip() + end_of_line
    at = _end_of_section(root, section, lines)
    indent = _indent(node, lines)
    apart = section == "meetings" and _are_set_apart(node, lines)
    block = []
    for number, item in enumerate(items):
        if apart and (number or node.value):
            block.append("")
        block += indented(item, indent).split("\n")
    return "".join((*lines[:at], *(f"{line}{end_of_line}" for line in block), *lines[at:]))


def _before_meetings(root: Node | None, lines: Sequence[str]) -> int:
    """Return how many lines stand before the meetings and what is said right above them; all, if there are none."""
    keys = root.keys if root is not None else {}
    if "meetings" not in keys:
        return len(lines)
    at = above = keys["meetings"][0] - 1
    while above and lines[above - 1].startswith("#"):
        above -= 1
    # What stands at the top of a file is said of all of it.
    return above or at


def _end_of_section(root: Node | None, section: str, lines: Sequence[str]) -> int:
    """Return how many lines stand before the end of a section, comments of what follows not counted."""
    keys = root.keys if root is not None else {}
    start = keys[section][0]
    later = [line for line, _ in keys.values() if line > start]
    at = min(later) - 1 if later else len(lines)
    while at > start and (not lines[at - 1].strip() or lines[at - 1].startswith(("#", "...", "---"))):
        at -= 1
    return at


def _indent(node: Node, lines: Sequence[str]) -> str:
    first = _first_line(node)
    if first is None:
        return "  "
    line = lines[first - 1]
    return line[: len(line) - len(line.lstrip())]


def _first_line(node: Node) -> int | None:
    match node.value:
        case list() as items if items:
            first: Node = items[0]
            return first.line
        case dict() if node.keys:
            return min(line for line, _ in node.keys.values())
    return None


def _are_set_apart(node: Node, lines: Sequence[str]) -> bool:
    """Whether people set the meetings apart with blank lines; fewer than two are taken to be."""
    if not isinstance(node.value, list) or len(node.value) < 2:
        return True
    return not lines[node.value[1].line - 2].strip()
