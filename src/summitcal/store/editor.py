"""Meetings added to the text of events.yaml; every comment, line and quote that people wrote stays."""

import codecs
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from summitcal.files import LARGEST, digest, locked, read_bytes, read_text, write_whole
from summitcal.model import Calendar, Meeting, Participant
from summitcal.notation import free_id
from summitcal.problems import Conflict, SummitcalError
from summitcal.registry import Registry
from summitcal.store.document import parse
from summitcal.store.nodes import Node, read_nodes
from summitcal.store.writer import item, reference, registry_line

NEW_FILE = """\
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
    text = added(before or NEW_FILE, meetings, file=str(path))
    calendar = parse(text, file=str(path))
    save(path, text, before=before)
    return calendar


def refuse_too_large(path: Path, text: str) -> None:
    """Refuse to write a text that nobody could read again.

    Raises:
        SummitcalError: it is too large.
    """
    if len(text.encode()) > LARGEST:
        raise SummitcalError(f"{path}: it would be larger than {LARGEST:,} bytes; use another file, and include it")


def save(path: Path, text: str, *, before: str | None) -> None:
    """Put the new text of a file in the place of the one that was read ``before``; None if there was no file.

    A byte order mark stays.

    Raises:
        Conflict: somebody changed the file in between; nothing is written.
        SummitcalError: it would become too large to be read; nothing is written.
        UnreadableFile: it cannot be written.
    """
    if text == before:
        return
    refuse_too_large(path, text)
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.parent):
        now = read_text(path) if path.exists() else None
        if now != before:
            what = "somebody changed it meanwhile"
            message = f"{path}: {what}{_their_change(before, now)}; nothing was written, do it again"
            raise Conflict(message, text=now or "", digest=None if now is None else digest(now))
        mark = codecs.BOM_UTF8 if now is not None and read_bytes(path).startswith(codecs.BOM_UTF8) else b""
        write_whole(path, mark + text.encode())


def added(text: str, meetings: Sequence[Meeting], *, file: str) -> str:
    """Return the text of a calendar file with meetings appended; ``file`` is its name in messages."""
    calendar = Calendar() if text == NEW_FILE else parse(text, file=file)
    taken = {meeting.id for meeting in calendar.meetings}
    for meeting in meetings:
        if meeting.id in taken:
            raise SummitcalError(f"{file}: id {meeting.id!r} is already used; give the new meeting another")
        taken.add(meeting.id)
    if not meetings:
        return text
    strangers = strangers_among(meetings, calendar)
    return with_items(text, meetings, strangers, calendar=calendar, file=file)


def with_items(
    text: str, meetings: Sequence[Meeting], strangers: Sequence[Participant], *, calendar: Calendar, file: str
) -> str:
    """Return the text of a calendar file with meetings at the end of its list, and strangers in its registry.

    Raises:
        SummitcalError: the lists stand in brackets, where nothing can be added.
    """
    registry = Registry((*calendar.participants, *strangers))
    items = [item(meeting, registry, calendar.timezone) for meeting in meetings]
    if items:
        text = _inserted(text, "meetings", items, file=file)
    if strangers:
        text = _inserted(text, "participants", [registry_line(each) for each in strangers], file=file)
    return text


def _their_change(before: str | None, now: str | None) -> str:
    """Say which line somebody else changed first, as far as that helps to find it."""
    lines = zip_longest((before or "").splitlines(), (now or "").splitlines())
    first = next((number for number, (old, new) in enumerate(lines, 1) if old != new), None)
    if first is None or now is None:
        return ""
    theirs = dict(enumerate(now.splitlines(), 1)).get(first, "").strip()
    return f" (line {first} is now {theirs!r})" if theirs else f" (from line {first} on)"


def strangers_among(meetings: Iterable[Meeting], calendar: Calendar) -> list[Participant]:
    """Return those who must be entered into the registry, each with an id that is free there."""
    registry, taken = Registry(calendar.participants), {each.id for each in calendar.participants}
    strangers = []
    for each in dict.fromkeys(replace(each, role=None) for meeting in meetings for each in meeting.participants):
        if reference(each, registry) is None:
            strangers.append(replace(each, id=free_id(each.id, taken)))
            taken.add(strangers[-1].id)
    return strangers


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
        block = [f"{section}:", *(_indented(item, "  ") for item in items), ""]
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
    for number, each in enumerate(items):
        if apart and (number or node.value):
            block.append("")
        block += _indented(each, indent).split("\n")
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


def _indented(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else line for line in text.split("\n"))
