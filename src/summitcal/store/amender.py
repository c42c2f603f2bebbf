"""Single meetings of events.yaml changed in place: a date, a status, one more source; every other byte stays."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from summitcal.model import Meeting, Source
from summitcal.notation import is_local, write_point
from summitcal.problems import SummitcalError, UnreadableDate
from summitcal.store.document import parse
from summitcal.store.editor import indented, source_item
from summitcal.store.nodes import Node, read_nodes, walk
from summitcal.when import Point

_NEIGHBOURS = {
    "end": ("start",),
    "was": ("end", "start"),
    "status": ("place", "participants", "was", "end", "start"),
}
"""The keys that can be set, in the order in which they are, and after which others each is put where it is new."""


@dataclass(slots=True)
class _Page:
    """A text as its lines, with the end that they have; lines are counted from 1 as in ``Node``."""

    lines: list[str]
    end: str

    def write(self, node: Node, new: str) -> None:
        """Put a new text in the place of one that stands on a single line, in the quotes that it has."""
        line, at = self.lines[node.line - 1], node.column - 1
        quote = line[at] if line[at] in "'\"" else ""
        self.lines[node.line - 1] = f"{line[:at]}{quote}{new}{quote}{line[node.end[1] - 1 :]}"

    def insert(self, after: int, text: str) -> None:
        """Put lines after one of the page."""
        if after == len(self.lines) and not self.lines[-1].endswith("\n"):
            self.lines[-1] += self.end
        self.lines[after:after] = [f"{line}{self.end}" for line in text.split("\n")]


def edited(text: str, meetings: Iterable[Meeting], *, file: str) -> str:
    """Return the text of a calendar file in which some of its meetings are as they are given; ``file`` is its name.

    Start, end, former start and status can be set and sources be added, of meetings whose keys each stand on a line
    of their own. The text is read again: it says what was meant, and nothing else, or it is not returned.

    Raises:
        InvalidCalendar: the file has mistakes, or would have.
        SummitcalError: a meeting is written in a way that cannot be changed, or what is wanted cannot; the message
            says what to change by hand.
    """
    calendar, wanted = parse(text, file=file), {meeting.id: meeting for meeting in meetings}
    for meeting in calendar.meetings:
        if (becomes := wanted.get(meeting.id, meeting)) != meeting:
            text = _with(text, meeting, becomes, file=file)
    intended = replace(calendar, meetings=tuple(wanted.get(each.id, each) for each in calendar.meetings))
    if parse(text, file=file) != intended:
        before = {meeting.id: meeting for meeting in calendar.meetings}
        by_hand = " and ".join(_by_hand(before[id_], becomes) for id_, becomes in wanted.items())
        raise SummitcalError(f"{file}: this could not be changed without harm; edit it by hand: {by_hand}")
    return text


def _with(text: str, meeting: Meeting, becomes: Meeting, *, file: str) -> str:
    """Return the text with one meeting changed."""
    lines = text.splitlines(keepends=True)
    page = _Page(lines, "\r\n" if "\r\n" in text else "\n")
    sources = becomes.sources[len(meeting.sources) :]
    node, bottom = _found(text, meeting.id, len(lines))
    try:
        keyed = _keyed(node)
        # From the bottom up, so that the lines above stay where they are.
        if sources:
            _add_sources(page, keyed, bottom, sources)
        _set_keys(page, keyed, _settings(meeting, becomes))
    except _Unchangeable as error:
        place = f"{file}:{node.line}:{node.column}" if node else file
        by_hand = _by_hand(meeting, becomes)
        raise SummitcalError(f"{place}: {meeting.id}: {error}; edit it by hand: {by_hand}") from None
    return "".join(page.lines)


class _Unchangeable(Exception):
    """A meeting is written in a way that is left alone."""


def _keyed(node: Node | None) -> Node:
    """Return the node of a meeting if its keys stand on lines."""
    if node is None:
        raise _Unchangeable("it stands in another file, which this one includes")
    if node.flow:
        raise _Unchangeable("it stands in brackets")
    return node


def _found(text: str, id_: str, lines: int) -> tuple[Node | None, int]:
    """Return the node of a meeting, and the last line before whatever follows it."""
    root, _ = read_nodes(text, "")
    section = root and root.get("meetings")
    items = section.value if section and isinstance(section.value, list) else []
    numbers = (number for number, item in enumerate(items) if (key := item.get("id")) and _text(key).strip() == id_)
    number = next(numbers, None)
    if number is None or root is None:
        return None, 0
    node = items[number]
    later = [item.line for item in items[number + 1 : number + 2]] or [line for line, _ in root.keys.values()]
    return node, min((line for line in later if line > node.line), default=lines + 1) - 1


def _settings(meeting: Meeting, becomes: Meeting) -> dict[str, Point | str]:
    """Return what is to be written for each key that is to be set."""
    changed = {
        key: getattr(becomes, key) for key in ("start", *_NEIGHBOURS) if getattr(meeting, key) != getattr(becomes, key)
    }
    return {key: value for key, value in changed.items() if value is not None}


def _set_keys(page: _Page, node: Node, settings: Mapping[str, Point | str]) -> None:
    new = []
    # Backwards: of two keys that go below the same line, the later is put there first.
    for key, value in reversed(tuple(settings.items())):
        old = node.get(key)
        if old is None:
            new.append((_after(node, key), f"{' ' * (node.column - 1)}{key}: {_written(value)}"))
        elif isinstance(old.value, str) and old.end[0] == old.line:
            page.write(old, _written(value, like=old.value))
        else:
            raise _Unchangeable(f"its {key} runs over several lines")
    for line, text in sorted(new, reverse=True, key=lambda each: each[0]):
        page.insert(line, text)


def _after(node: Node, key: str) -> int:
    """Return the line after which a new key goes: that of the first of its neighbours which has one for itself."""
    for name in _NEIGHBOURS[key]:
        value = node.get(name)
        if value and _is_on_one_line(node, name, value):
            return value.line
    raise _Unchangeable(f"nothing beside which {key} could be put has a line of its own")


def _is_on_one_line(node: Node, key: str, value: Node) -> bool:
    line = node.keys[key][0]
    if isinstance(value.value, str):
        return line == value.line == value.end[0]
    return any(other == line + 1 for other, _ in node.keys.values())


def _written(value: Point | str, *, like: str = "") -> str:
    """Write a value; an hour by whichever clock the one before it was meant, if that goes without saying."""
    if isinstance(value, dt.datetime) and _goes_without_zone(like):
        return f"{value:%Y-%m-%d %H:%M}"
    return write_point(value) if not isinstance(value, str) else str(value)


def _goes_without_zone(text: str) -> bool:
    try:
        return is_local(text)
    except UnreadableDate:
        # An hour alone.
        return ":" in text


def _add_sources(page: _Page, node: Node, bottom: int, sources: Sequence[Source]) -> None:
    """Put sources after the last one, written as that is, or as a new key at the end of the meeting."""
    there = node.get("sources")
    indent = " " * (node.column - 1)
    if there is None:
        items = [indented(source_item(each), f"{indent}  ") for each in sources]
        page.insert(_last_line(page, node, bottom), "\n".join((f"{indent}sources:", *items)))
        return
    if there.flow or not isinstance(there.value, list) or not there.value:
        raise _Unchangeable("its sources stand in brackets, or are one without a dash")
    last = there.value[-1]
    dash = re.match(r"\s*(?=- )", page.lines[last.line - 1])
    if dash is None:
        raise _Unchangeable("its sources do not each begin with a dash on a line of their own")
    later = (line for line, _ in node.keys.values() if line > there.line)
    bottom = min(later, default=bottom + 1) - 1
    items = [indented(source_item(each, line=last.flow), dash[0]) for each in sources]
    page.insert(_last_line(page, last, bottom), "\n".join(items))


def _last_line(page: _Page, node: Node, bottom: int) -> int:
    """Return the last line of a value that ends before or on one line, blank ones and comments not counted."""
    # A text may have lines that look like comments.
    lowest = max((each.end[0] - (each.end[1] == 1) for each in walk(node)), default=node.line)
    while bottom > lowest and _says_nothing(page.lines[bottom - 1]):
        bottom -= 1
    # Blank lines below such a text are no part of it.
    while bottom > node.line and not page.lines[bottom - 1].strip():
        bottom -= 1
    return bottom


def _says_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#") or line.startswith(("...", "---"))


def _by_hand(meeting: Meeting, becomes: Meeting) -> str:
    settings = [f"{key}: {_written(value)}" for key, value in _settings(meeting, becomes).items()]
    sources = becomes.sources[len(meeting.sources) :]
    return ", ".join([*settings, *(f"in sources: {source_item(each, line=True)}" for each in sources)])


def _text(node: Node) -> str:
    return node.value if isinstance(node.value, str) else ""
