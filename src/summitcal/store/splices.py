"""One meeting of a file changed where it stands: the places in the text, and what is to stand there."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from summitcal.model import Meeting, file_keys
from summitcal.notation import known_zone, read_point, write_point
from summitcal.problems import SummitcalError, UnreadableDate
from summitcal.registry import Registry
from summitcal.store.nodes import Node
from summitcal.store.writer import Flow, Line, dump, facts_of

# What people write first, and the rest in the order of the reference.
_FIRST = ("id", "title", "kind", "start", "end", "was")
_KEYS = (*_FIRST, *(key for key in file_keys(Meeting) if key not in _FIRST))
_DATES = frozenset({"start", "end", "was"})
_LISTS = frozenset({"participants", "sources"})


class CannotEdit(SummitcalError):
    """A meeting is written in a way that this cannot change; the message says in which, and ``by_hand`` what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """What is to stand in place of some characters of a text, counted from 0; between two, if they are none."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with other characters in some places; what is put in at one place stands in the order given."""
    parts, at = [], 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join((*parts, text[at:]))


class Sheet:
    """The text of a file, in which places are found by line and column."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end_of_line = "\r\n" if "\r\n" in text else "\n"
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def at(self, line: int, column: int) -> int:
        """Return the position of a line and column, which count from 1."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def start(self, node: Node) -> int:
        """Return where a value begins."""
        return self.at(node.line, node.column)

    def below(self, node: Node) -> int:
        """Return where a line can be put in right below a value that stands on lines of its own."""
        last = _last(node)
        line, column = last.end
        if column > 1:
            return self._starts[min(line, len(self._lines))]
        # A text that begins with | or > ends on the line above, and blank lines belong to neither.
        while line > 1 and not self._lines[line - 2].strip():
            line -= 1
        return self.at(line, 1)

    def lines(self, lines: Sequence[str], at: int) -> Splice:
        """Return lines that are put in at the beginning of one, or behind a last line that has no end."""
        is_open = at > 0 and not self.text[:at].endswith(("\n", "\r"))
        ended = (f"{self.end_of_line}{line}" if is_open else f"{line}{self.end_of_line}" for line in lines)
        return Splice(start=at, end=at, text="".join(ended))


def edits(
    sheet: Sheet, node: Node, meetings: tuple[Meeting, Meeting], registry: Registry, zone: ZoneInfo
) -> list[Splice]:
    """Return what changes the text of a meeting such that it says the second of two where it said the first.

    Values change where they stand, in the quotes they have; what is added stands behind what people would write
    before it. ``registry`` knows all who are to take part; ``zone`` is the one of the file.

    Raises:
        CannotEdit: something would have to change that stands in a way which is not known here.
    """
    return list(_Edit(sheet, node, meetings, registry, zone).splices())


def by_hand(meetings: tuple[Meeting, Meeting], registry: Registry, zone: ZoneInfo) -> str:
    """Say what ``edits`` would write, for a person to do it."""
    old, new = (_comparable(facts_of(each, registry, zone)) for each in meetings)
    words = [f"delete {key}" for key in old if key not in new]
    for key in (key for key in _KEYS if key in new and new[key] != old.get(key)):
        value, known = new[key], old.get(key) or []
        if key in _LISTS and isinstance(value, list) and isinstance(known, list):
            words += [f"in {key}: - {_in_line(each)}" for each in value if each not in known]
        else:
            words.append(f"{key}: {_in_line(value)}")
    return ", ".join(words)


class _Edit:
    def __init__(
        self, sheet: Sheet, node: Node, meetings: tuple[Meeting, Meeting], registry: Registry, zone: ZoneInfo
    ) -> None:
        self._sheet, self._node, self._zone = sheet, node, zone
        self._known, self._edited = meetings
        self._fields: Mapping[str, Node] = node.value if isinstance(node.value, dict) else {}
        self._old, self._new = (_comparable(facts_of(each, registry, zone)) for each in meetings)

    def splices(self) -> Iterator[Splice]:
        """Go over the keys in the order in which people would write them."""
        gone = {key for key in self._fields if key not in self._new and key in self._old}
        stand = [key for key in self._fields if key not in gone]
        for key in _KEYS:
            if key == "timezone":
                yield from self._timezone(stand)
            elif key in gone:
                yield self._removed(key)
            elif self._old.get(key) == self._new.get(key):
                continue
            elif key in self._fields and key in _LISTS:
                yield from self._appended(key)
            elif key in self._fields:
                yield self._replaced(key)
            else:
                yield self._added(key, self._value(key), stand)

    def _value(self, key: str) -> object:
        point = getattr(self._edited, key) if key in _DATES else None
        return self._point(point) if isinstance(point, dt.datetime) else self._new[key]

    def _point(self, point: dt.datetime) -> str:
        """Write an hour by the clock of the meeting, which goes without saying if that is known without it."""
        zone = self._edited.timezone
        local = f"{point.astimezone(zone):%Y-%m-%d %H:%M}"
        try:
            is_plain = read_point(local, zone) == point
        except UnreadableDate:
            is_plain = False
        if not is_plain:
            offset = point.astimezone(zone).utcoffset() or dt.timedelta()
            return write_point(point.astimezone(dt.timezone(offset)))
        return local if (self._said_zone or self._zone) == zone else write_point(point.astimezone(zone))

    @property
    def _said_zone(self) -> ZoneInfo | None:
        """The zone that its own key or its place says."""
        own = self._fields.get("timezone")
        place = self._edited.place
        return known_zone(str(own.value).strip()) if own is not None else place.timezone if place else None

    def _timezone(self, stand: Sequence[str]) -> Iterator[Splice]:
        """Add the zone where it would be read as another one, now that start or place are others."""
        wanted, said = self._edited.timezone, self._said_zone
        # What moves to a day has no hour any more, which may have named the zone.
        lost = not self._edited.when.timed and self._edited.start != self._known.start and self._zone != wanted
        if said == wanted or (said is None and not lost):
            return
        if "timezone" in self._fields:
            raise CannotEdit(f"its `timezone` would have to be {wanted.key}")
        yield self._added("timezone", wanted.key, stand)

    def _replaced(self, key: str) -> Splice:
        node, value = self._fields[key], self._value(key)
        start, end = self._sheet.start(node), self._sheet.at(*node.end)
        if not isinstance(node.value, str) or self._sheet.text[start] in "|>":
            raise CannotEdit(f"its `{key}` has keys, items or lines of its own")
        if isinstance(value, dict):
            return Splice(start=start, end=end, text=_in_line(value))
        return Splice(start=start, end=end, text=_quoted_as(self._sheet.text[start], value, flow=self._node.flow))

    def _removed(self, key: str) -> Splice:
        sheet, node = self._sheet, self._fields[key]
        at, end = sheet.at(*self._node.keys[key]), sheet.at(*_last(node).end)
        before = sheet.text[:at].rstrip()
        if self._node.flow:
            if not before.endswith(","):
                raise CannotEdit(f"its `{key}` is the first key")
            return Splice(start=len(before) - 1, end=end, text="")
        line = sheet.at(self._node.keys[key][0], 1)
        if sheet.text[line:at].strip() or not isinstance(node.value, str) or sheet.text[sheet.start(node)] in "|>":
            raise CannotEdit(f"its `{key}` does not stand on a line of its own")
        rest = re.compile(r"[ \t]*(\r\n|\r|\n|\Z)").match(sheet.text, end)
        comment = re.compile(r"[ \t]*(?=#)").match(sheet.text, end)
        if rest:
            return Splice(start=line, end=rest.end(), text="")
        return Splice(start=at, end=comment.end() if comment else end, text="")

    def _added(self, key: str, value: object, stand: Sequence[str]) -> Splice:
        """Put a key behind the last of those that people would write before it."""
        rank = _KEYS.index(key)
        before = max((each for each in stand if _KEYS.index(each) < rank), key=_KEYS.index)
        node, column = self._fields[before], self._node.keys[before][1]
        if self._node.flow:
            at = self._sheet.at(*node.end)
            return Splice(start=at, end=at, text=f", {key}: {_in_line(value)}")
        return self._sheet.lines(_in_lines({key: value}, column - 1), self._sheet.below(node))

    def _appended(self, key: str) -> Iterator[Splice]:
        """Put what is new behind the items of a list, or make a list of the one that stands in its place."""
        node, new, old = self._fields[key], self._new[key], self._old.get(key, [])
        if not isinstance(new, list) or not isinstance(old, list) or new[: len(old)] != old:
            raise CannotEdit(f"its `{key}` would have to change")
        more = new[len(old) :]
        start, sheet = self._sheet.start(node), self._sheet
        if isinstance(node.value, list) and not node.flow:
            yield sheet.lines([line for each in more for line in _items(node, each)], sheet.below(node))
            return
        text = ", ".join(map(_in_line, more))
        if not isinstance(node.value, list):
            yield from self._made_a_list(key, node, text)
        elif node.value:
            at = sheet.at(*_last(node.value[-1]).end)
            yield Splice(start=at, end=at, text=f", {text}")
        else:
            yield Splice(start=start, end=sheet.at(*node.end), text=f"[{text}]")

    def _made_a_list(self, key: str, node: Node, text: str) -> Iterator[Splice]:
        start, end = self._sheet.start(node), self._sheet.at(*_last(node).end)
        if node.value is None or (isinstance(node.value, dict) and not node.flow):
            raise CannotEdit(f"its `{key}` is no list")
        if isinstance(node.value, str) and self._sheet.text[start] in "|>":
            raise CannotEdit(f"its `{key}` is a text on lines of its own")
        yield Splice(start=start, end=start, text="[")
        yield Splice(start=end, end=end, text=f", {text}]")


def _comparable(facts: Mapping[str, object]) -> dict[str, object]:
    """Return facts with the status in any case: that it is confirmed goes unsaid only where nothing else stood."""
    return {"status": "confirmed", **facts}


def _last(node: Node) -> Node:
    """Return the value in which another one ends."""
    while not node.flow and isinstance(node.value, list | dict) and node.value:
        inside = node.value.values() if isinstance(node.value, dict) else node.value
        node = max(inside, key=lambda each: (each.line, each.column))
    return node


def _quoted_as(quote: str, value: object, *, flow: bool) -> str:
    """Write a value of one word, or a date, in the quotes that the one before it had."""
    text = str(value)
    if quote == "'":
        return "'" + text.replace("'", "''") + "'"
    if quote == '"':
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _in_line(value) if flow else dump({"x": value}).removeprefix("x: ").rstrip("\n")


def _in_line(value: object) -> str:
    """Write a value such that it can stand between brackets; a date needs no quotes there."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-[\w /:+-]+", value):
        return value
    inner = Line(value) if isinstance(value, dict) and not isinstance(value, Line) else value
    return dump(Flow([inner])).rstrip("\n")[1:-1]


def _in_lines(value: object, indent: int) -> list[str]:
    return [" " * indent + line for line in dump(value).rstrip("\n").split("\n")]


def _items(node: Node, value: object) -> list[str]:
    """Write an item of a list as the last one is written: in braces, or a key a line."""
    last = node.value[-1] if isinstance(node.value, list) else node
    indent = " " * (node.column - 1)
    if not isinstance(value, dict) or last.flow:
        return [f"{indent}- {_in_line(value)}"]
    gap = " " * max(last.column - node.column - 1, 1)
    first, *rest = dump(value).rstrip("\n").split("\n")
    return [f"{indent}-{gap}{first}", *(f"{indent} {gap}{line}" for line in rest)]
