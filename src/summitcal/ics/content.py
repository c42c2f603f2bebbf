"""Bytes of an .ics file → components with their properties, each with its line; what is broken is noted, not raised."""

import quopri
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from icalendar.parser import Parameters, unescape_backslash

from summitcal.problems import UnreadableFile

ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VTIMEZONE"})
"""What stands in a calendar and never in one another, so that one without its end ends where the next begins."""

_DEEPEST = 8  # BEGIN within BEGIN; RFC 9073 needs five
_NAME = r"[ \t]*([\w.-]+)[ \t]*"
_LINE = re.compile(rf'{_NAME}((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.ASCII | re.DOTALL)
_LINE_WITH_A_LONE_QUOTE = re.compile(rf"{_NAME}((?:;[^:]*)?):(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One line of a component, unfolded: ``value`` as it is written, ``line`` where it begins, counted from 1."""

    line: int
    name: str
    value: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return its value as a text: RFC 5545 §3.3.11, or quoted-printable as vCalendar 1.0 wrote it."""
        if self.params.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
            return str(unescape_backslash(self.value))
        data = quopri.decodestring(self.value.encode())
        with suppress(LookupError, ValueError):
            return data.decode(self.params.get("CHARSET", "utf-8")).replace("\r\n", "\n")
        return _letters(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What stands between BEGIN and END: its properties, the components in it, and what was wrong with its lines."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """Return its first property of that name, or None."""
        return next((each for each in self.properties if each.name == name), None)

    def all_faults(self) -> Iterator[tuple[int, str]]:
        """Yield what was wrong with its lines and those of the components in it."""
        yield from self.faults
        for part in self.parts:
            yield from part.all_faults()


def read_components(data: bytes, *, name: str) -> Component:
    """Return a nameless component with all that is in a file; ``name`` is what the file is called in messages.

    Lines are unfolded as bytes, since programs fold in the middle of a letter; they may end in CRLF, LF or CR. What
    is not UTF-8 is read as Windows-1252, and noted.

    Raises:
        UnreadableFile: it is no iCalendar file at all.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    _refuse_what_is_none(data, name)
    root = Component(name="", line=1)
    stack = [root]
    for line, raw in _unfolded(data):
        _take(line, raw, stack)
    _close(stack, down_to=1)
    if not any(part.name == "VCALENDAR" or part.name in ENTRIES for part in root.parts):
        raise UnreadableFile(f"{name}: this is no calendar, as it has no BEGIN:VCALENDAR; save the feed itself as .ics")
    return root


def _refuse_what_is_none(data: bytes, name: str) -> None:
    start = data[:1000].lstrip()
    if not start:
        raise UnreadableFile(f"{name}: it is empty; save the feed again")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0\0" in {start[0:4:2], start[1:4:2]}:
        raise UnreadableFile(f"{name}: this looks like UTF-16; save it as UTF-8")
    if start.startswith(b"<"):
        what = "this is a web page, not a calendar"
        raise UnreadableFile(f"{name}: {what}; take the address that its iCal or .ics link leads to")


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each line with what was folded, RFC 5545 §3.1, and its number; blank lines are none."""
    # Replaced one after the other, since a pattern for all three takes quadratic time on a file of carriage returns.
    for end in (b"\r\r\n", b"\r\n", b"\r"):
        data = data.replace(end, b"\n")
    number, parts, quoted = 0, list[bytes](), False
    for count, line in enumerate(data.split(b"\n"), start=1):
        if parts and quoted and parts[-1].endswith(b"="):
            # The soft line break of quoted-printable, RFC 2045 §6.7.
            parts[-1:] = [parts[-1][:-1], line.removeprefix(b" ")]
        elif parts and line[:1] in {b" ", b"\t"}:
            parts.append(line[1:])
        elif line.strip():
            if parts:
                yield number, b"".join(parts)
            number, parts, quoted = count, [line], b"QUOTED-PRINTABLE" in line[:200].upper()
    if parts:
        yield number, b"".join(parts)


def _take(line: int, raw: bytes, stack: list[Component]) -> None:
    here = stack[-1]
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = _letters(raw)
        here.faults.append((line, "a line is not UTF-8: read as Windows-1252, look at its letters"))
    read = _property(line, text)
    if read is None:
        here.faults.append((line, f"{_beginning(text)} cannot be read: left out"))
    elif read.name == "BEGIN":
        _begin(read, stack)
    elif read.name == "END":
        _end(read, stack)
    else:
        here.properties.append(read)


def _property(line: int, text: str) -> Property | None:
    found = _LINE.fullmatch(text) or _LINE_WITH_A_LONE_QUOTE.fullmatch(text)
    if found is None:
        return None
    written = found[2][1:] if found.re is _LINE else found[2][1:].replace('"', "")
    try:
        read = Parameters.from_ical(written) if written else {}  # type: ignore[no-untyped-call]  # icalendar's
    except ValueError:
        return None
    params = {key.upper(): each if isinstance(each, str) else ", ".join(each) for key, each in read.items()}
    return Property(line=line, name=found[1].upper(), value=found[3].strip(), params=params)


def _begin(begin: Property, stack: list[Component]) -> None:
    name = begin.value.upper()
    if name == "VCALENDAR" or name in ENTRIES:
        outer = ("",) if name == "VCALENDAR" else ("", "VCALENDAR")
        _close(stack, down_to=next(depth for depth in range(len(stack), 0, -1) if stack[depth - 1].name in outer))
    if len(stack) > _DEEPEST:
        stack[-1].faults.append((begin.line, f"BEGIN:{name} is one too many within others: left out"))
        return
    made = Component(name=name, line=begin.line)
    stack[-1].parts.append(made)
    stack.append(made)


def _end(end: Property, stack: list[Component]) -> None:
    name = end.value.upper()
    depth = next((depth for depth in range(len(stack) - 1, 0, -1) if stack[depth].name == name), None)
    if depth is None:
        what = f"END:{name} has no BEGIN:{name}: what stands above it is in no entry, and left out"
        stack[-1].faults.append((end.line, what))
        return
    _close(stack, down_to=depth + 1)
    stack.pop()


def _close(stack: list[Component], *, down_to: int) -> None:
    """Close what was begun and not ended, until so many stay open."""
    while len(stack) > down_to:
        unfinished = stack.pop()
        goes = "the file may have been cut off" if unfinished.name == "VCALENDAR" else "read as far as it goes"
        what = f"END:{unfinished.name} is missing: {goes}"
        unfinished.faults.append((unfinished.line, what))


def _letters(raw: bytes) -> str:
    return raw.decode("cp1252", errors="replace")


def _beginning(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
