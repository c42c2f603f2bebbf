"""A finished feed, read back before anyone sees it: its bytes against RFC 5545, RFC 7986 and the rules of the house.

It shares nothing with what writes the feed, nor with the library that does, so that a slip there shows here.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MAX_OCTETS = 75
"""The length of a line without its CRLF (RFC 5545 §3.1)."""

_Found = Iterator[str]

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPLIT = re.compile(rb"[ \t][\x80-\xbf]")
_CONTENT = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_TEXT = re.compile(r"(?:[^\\,;]++|\\[\\,;nN])*+")
_MOMENT = re.compile(r"(\d{8})(?:T((?:[01]\d|2[0-3])[0-5]\d[0-5]\d)(Z?))?", re.ASCII)
_DURATION = re.compile(r"\+?P(?:\d+W|(?=[\dT])(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)", re.ASCII)
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", re.ASCII)
_WHOLE = re.compile(r"\d+", re.ASCII)

_ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY")
_AT_MOST_ONCE = (
    *("DTEND", "DURATION", "STATUS", "SEQUENCE", "RECURRENCE-ID", "RRULE", "CREATED", "LAST-MODIFIED", "LOCATION"),
    *("DESCRIPTION", "URL", "TRANSP", "CLASS", "GEO", "PRIORITY", "COLOR"),
)
_STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "NAME", "UID"}
_UTC_TIMES = {"DTSTAMP", "CREATED", "LAST-MODIFIED"}
# RFC 7986 §5: these have no default type, so that a reader may not guess it.
_TYPED = {"REFRESH-INTERVAL": "DURATION", "SOURCE": "URI", "IMAGE": "URI", "CONFERENCE": "URI"}
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_LISTS = {"EXDATE", "RDATE"}
_PEOPLE = {"ATTENDEE", "ORGANIZER"}

_POSITIVE = r"0*[1-9]\d*"
_DAY_NAME = "(?:MO|TU|WE|TH|FR|SA|SU)"
# RFC 5545 §3.3.10.
_RULE_PARTS = {
    "FREQ": "(?:SECOND|MINUTE|HOUR|DAI|WEEK|MONTH|YEAR)LY",
    "UNTIL": _MOMENT.pattern,
    "COUNT": _POSITIVE,
    "INTERVAL": _POSITIVE,
    "WKST": _DAY_NAME,
    "BYSECOND": r"[0-5]?\d|60",
    "BYMINUTE": r"[0-5]?\d",
    "BYHOUR": r"[01]?\d|2[0-3]",
    "BYDAY": rf"(?:[+-]?(?:0?[1-9]|[1-4]\d|5[0-3]))?{_DAY_NAME}",
    "BYMONTHDAY": r"[+-]?(?:0?[1-9]|[12]\d|3[01])",
    "BYYEARDAY": r"[+-]?(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])",
    "BYWEEKNO": r"[+-]?(?:0?[1-9]|[1-4]\d|5[0-3])",
    "BYMONTH": r"0?[1-9]|1[0-2]",
    "BYSETPOS": r"[+-]?(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])",
}
_RULE_PATTERNS = {
    name: re.compile(rf"(?:{part})(?:,(?:{part}))*" if name.startswith("BY") else part, re.ASCII)
    for name, part in _RULE_PARTS.items()
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One content line, unfolded; ``number`` is where it begins in the feed, from 1."""

    number: int
    name: str
    parameters: Mapping[str, str]
    value: str


@dataclass(frozen=True, slots=True)
class _Component:
    """What stands between a BEGIN and its END."""

    name: str
    number: int
    lines: dict[str, list[_Line]] = field(default_factory=dict)
    parts: list["_Component"] = field(default_factory=list)

    def all(self, name: str) -> Sequence[_Line]:
        """Return every line of that name."""
        return self.lines.get(name, ())

    def one(self, name: str) -> _Line | None:
        """Return the only line of that name; None if there is none, or are several."""
        found = self.lines.get(name, ())
        return found[0] if len(found) == 1 else None

    @property
    def uid(self) -> str:
        """Its UID, or an empty text."""
        line = self.one("UID")
        return line.value if line else ""

    def __str__(self) -> str:
        """Say which one it is."""
        return f"entry {self.uid!r}" if self.uid else f"line {self.number}: {self.name}"


def find_faults(feed: bytes) -> tuple[str, ...]:
    """Return what is wrong with a finished feed, a sentence each, naming the UID or the line; empty if all is well.

    Beyond RFC 5545 and RFC 7986, the rules of the house: no METHOD, ORGANIZER or ATTENDEE, no floating time, and zones
    that every program reads right: by their IANA names, with one STANDARD and one DAYLIGHT at most.
    """
    ended = feed.splitlines(keepends=True)
    physical = [line.rstrip(b"\r\n") for line in ended]
    faults = [*_byte_faults(ended, physical)]
    root = _tree(_lines(physical, faults), faults)
    calendars = [part for part in root.parts if part.name == "VCALENDAR"]
    if len(calendars) != 1 or len(root.parts) > 1 or root.lines:
        faults.append("line 1: a feed is one VCALENDAR, with nothing before and nothing after it")
    for calendar in calendars:
        faults += _calendar_faults(calendar)
    return tuple(faults)


def _byte_faults(ended: Sequence[bytes], physical: Sequence[bytes]) -> _Found:
    """Check lines with their ends, and without, as they stand in the feed (RFC 5545 §3.1)."""
    yield from _gathered("does not end in CRLF", (not line.endswith(b"\r\n") for line in ended))
    yield from _gathered(f"has more than {MAX_OCTETS} octets", (len(line) > MAX_OCTETS for line in physical))
    yield from _gathered("begins within a UTF-8 character", map(_SPLIT.match, physical))
    yield from _gathered("has a control character", map(_CONTROL.search, physical))


def _gathered(words: str, faulty: Iterable[object]) -> _Found:
    """Say what is wrong with one line or with many in one sentence, or nothing with none."""
    numbers = [number for number, is_faulty in enumerate(faulty, 1) if is_faulty]
    if numbers:
        yield f"line {numbers[0]} {words}" + (f" (and {len(numbers) - 1} more)" if len(numbers) > 1 else "")


def _lines(physical: Iterable[bytes], faults: list[str]) -> Iterator[_Line]:
    """Unfold and take apart; what is no line of content is added to the faults and left out."""
    for number, raw in _unfolded(physical):
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            faults.append(f"line {number}: not UTF-8")
            text = raw.decode(errors="replace")
        found = _CONTENT.fullmatch(text)
        if found is None:
            faults.append(f"line {number}: not of the form NAME:value")
            continue
        name, parameters, value = found.groups()
        pairs = _PARAMETER.findall(parameters) if parameters else ()
        line = _Line(number, name.upper(), {key.upper(): each.strip('"') for key, each in pairs}, value)
        faults += _line_faults(line)
        yield line


def _unfolded(physical: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Join what is folded before it is decoded: a fold may have split a character."""
    begin, folds = 1, list[bytes]()
    for number, line in enumerate(physical, 1):
        if folds and line.startswith((b" ", b"\t")):
            folds.append(line[1:])
            continue
        if folds:
            yield begin, b"".join(folds)
        begin, folds = number, [line]
    if folds:
        yield begin, b"".join(folds)


def _line_faults(line: _Line) -> _Found:
    """Check what holds for a line wherever it stands."""
    if line.name in _TEXTS and not _TEXT.fullmatch(line.value):
        yield f"line {line.number}: {line.name} has a comma, semicolon or backslash that is not escaped"
    elif line.name in _UTC_TIMES:
        yield from _utc_faults(line)
    elif line.name in _TYPED and line.parameters.get("VALUE", "").upper() != _TYPED[line.name]:
        yield f"line {line.number}: {line.name} without VALUE={_TYPED[line.name]}"
    elif line.name in _PEOPLE:
        yield f"line {line.number}: {line.name}, but nobody is invited"


def _utc_faults(line: _Line) -> _Found:
    try:
        _moment(line, line.value)
    except ValueError as error:
        yield f"line {line.number}: {line.name} {error}"
    else:
        if not line.value.endswith("Z"):
            yield f"line {line.number}: {line.name} is {line.value}, which is not in UTC"


def _tree(lines: Iterable[_Line], faults: list[str]) -> _Component:
    """Put the components into one another; the outermost one is the feed itself."""
    open_ones = [_Component("", 0)]
    for line in lines:
        name = line.value.upper()
        if line.name == "BEGIN":
            component = _Component(name, line.number)
            open_ones[-1].parts.append(component)
            open_ones.append(component)
        elif line.name != "END":
            open_ones[-1].lines.setdefault(line.name, []).append(line)
        elif name in [each.name for each in open_ones[1:]]:
            while (closed := open_ones.pop()).name != name:
                faults.append(f"line {closed.number}: BEGIN:{closed.name} without its END")
        else:
            faults.append(f"line {line.number}: END:{name} without its BEGIN")
    faults += (f"line {each.number}: BEGIN:{each.name} without its END" for each in open_ones[1:])
    return open_ones[0]


def _calendar_faults(calendar: _Component) -> _Found:
    """Check a VCALENDAR (RFC 5545 §3.4, §3.6)."""
    version = calendar.one("VERSION")
    if version is None or version.value != "2.0":
        yield f"line {calendar.number}: the VCALENDAR needs one VERSION:2.0"
    if calendar.one("PRODID") is None:
        yield f"line {calendar.number}: the VCALENDAR needs one PRODID"
    yield from (f"line {line.number}: METHOD, but this is no invitation" for line in calendar.all("METHOD"))
    yield from (
        f"line {line.number}: REFRESH-INTERVAL is {line.value!r}, which is no length of time"
        for line in calendar.all("REFRESH-INTERVAL")
        if not _DURATION.fullmatch(line.value)
    )
    zones = [part for part in calendar.parts if part.name == "VTIMEZONE"]
    for zone in zones:
        yield from _zone_faults(zone)
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    known = [line.value for zone in zones for line in zone.all("TZID")]
    yield from (f"line {calendar.number}: {zone} has several VTIMEZONEs" for zone in _repeated(known))
    for event in events:
        yield from (f"{event}: {fault}" for fault in _event_faults(event, known))
    yield from _uid_faults(events)


def _uid_faults(events: Iterable[_Component]) -> _Found:
    """Check that each UID is one entry; those of one series differ in RECURRENCE-ID (RFC 5545 §3.8.4.4)."""
    seen: dict[tuple[str, tuple[str, ...]], int] = {}
    for event in events:
        key = event.uid, tuple(line.value for line in event.all("RECURRENCE-ID"))
        first = seen.setdefault(key, event.number)
        if event.uid and first != event.number:
            yield f"{event} stands at line {first} and again at line {event.number}"


def _zone_faults(zone: _Component) -> _Found:
    """Check a VTIMEZONE (RFC 5545 §3.6.5), and that it is one that Exchange reads."""
    names = [part.name for part in zone.parts]
    if zone.one("TZID") is None:
        yield f"{zone} needs one TZID"
    if not names or set(names) - {"STANDARD", "DAYLIGHT"} or _repeated(names):
        yield f"{zone} has {', '.join(names) or 'nothing'}; it may have one STANDARD and one DAYLIGHT"
    for part in zone.parts:
        start = part.one("DTSTART")
        if start is None or not (found := _MOMENT.fullmatch(start.value)) or not found[2] or found[3]:
            yield f"{part} needs one DTSTART in local time"
        for name in ("TZOFFSETFROM", "TZOFFSETTO"):
            offset = part.one(name)
            if offset is None or not _OFFSET.fullmatch(offset.value):
                yield f"{part} needs one {name} as +0100"
        for line in part.all("RRULE"):
            yield from (f"{part}: {fault}" for fault in _rule_faults(line.value, has_hours=True))


def _event_faults(event: _Component, zones: Collection[str]) -> _Found:
    """Check a VEVENT (RFC 5545 §3.6.1); what is found is said without its name."""
    for name in _ONCE:
        line = event.one(name)
        if line is None:
            yield f"has {len(event.all(name))} {name} instead of one"
        elif not line.value:
            yield f"{name} is empty"
    yield from (f"has several {name}" for name in _AT_MOST_ONCE if len(event.all(name)) > 1)
    status, sequence = event.one("STATUS"), event.one("SEQUENCE")
    if status and status.value.upper() not in _STATUSES:
        yield f"STATUS is {status.value!r}, which is none of {', '.join(sorted(_STATUSES))}"
    if sequence and not _WHOLE.fullmatch(sequence.value):
        yield f"SEQUENCE is {sequence.value!r}, which is no whole number"
    yield from _time_faults(event, zones)


def _time_faults(event: _Component, zones: Collection[str]) -> list[str]:
    faults: list[str] = []
    moments = {name: _moments(event, name, zones, faults) for name in _TIMES}
    for start in moments["DTSTART"][:1]:
        has_hours = isinstance(start, dt.datetime)
        for name in ("DTEND", "EXDATE"):
            if any(isinstance(each, dt.datetime) != has_hours for each in moments[name]):
                faults.append(f"one of DTSTART and {name} is a date, the other a date-time")
            elif name == "DTEND" and any(end <= start for end in moments[name]):
                faults.append("DTEND is not after DTSTART")
        faults += _duration_faults(event, has_hours=has_hours)
        for line in event.all("RRULE"):
            faults += _rule_faults(line.value, has_hours=has_hours)
    return faults


def _moments(event: _Component, name: str, zones: Collection[str], faults: list[str]) -> list[dt.date]:
    """Return what the lines of that name say; of a period (RFC 5545 §3.3.9), when it begins."""
    found = []
    for line in event.all(name):
        if (zone := line.parameters.get("TZID", "")) and zone not in zones:
            faults.append(f"{name} is in {zone}, which has no VTIMEZONE in the feed")
        values = [each.partition("/")[0] for each in line.value.split(",")] if name in _LISTS else [line.value]
        for value in values:
            try:
                found.append(_moment(line, value))
            except ValueError as error:
                faults.append(f"{name} {error}")
    return found


def _duration_faults(event: _Component, *, has_hours: bool) -> _Found:
    for line in event.all("DURATION"):
        if event.all("DTEND"):
            yield "has both DTEND and DURATION"
        if not _DURATION.fullmatch(line.value):
            yield f"DURATION is {line.value!r}, which is no length of time"
        elif not has_hours and "T" in line.value:
            yield "DTSTART is a date, but DURATION has hours"


def _moment(line: _Line, value: str) -> dt.date:
    """Return the day, or the instant in UTC, that a value says.

    Raises:
        ValueError: it says none, or says it otherwise than RFC 5545 §3.3.4, §3.3.5 and the house want it.
    """
    found = _MOMENT.fullmatch(value)
    if not found:
        raise ValueError(f"is {value!r}, which is no date")
    days, clock, utc = found.groups()
    if (line.parameters.get("VALUE", "DATE-TIME").upper() == "DATE") == bool(clock):
        raise ValueError(f"is {value}: VALUE=DATE belongs to a date, and to nothing else")
    try:
        moment = dt.datetime.fromisoformat(days + (f"T{clock}" if clock else ""))
    except ValueError:
        raise ValueError(f"is {value}, a day that does not exist") from None
    if not clock:
        return moment.date()
    return _instant(moment, line.parameters.get("TZID", ""), utc=bool(utc))


def _instant(wall: dt.datetime, zone: str, *, utc: bool) -> dt.datetime:
    """Return what a clock shows as UTC; where the clock shows it twice, the first (RFC 5545 §3.3.5)."""
    if utc and not zone:
        return wall.replace(tzinfo=dt.UTC)
    if utc or not zone:
        raise ValueError(f"is {wall:%Y%m%dT%H%M%S} " + ("in UTC and has a TZID" if utc else "in no zone"))
    try:
        return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        raise ValueError(f"is {wall:%Y%m%dT%H%M%S} in {zone}, which is no IANA zone") from None


def _rule_faults(rule: str, *, has_hours: bool) -> _Found:
    """Check a RRULE (RFC 5545 §3.3.10) of something that begins on a date, or at an instant if it has hours."""
    parts = [part.partition("=")[::2] for part in rule.upper().split(";")]
    names = [name for name, _ in parts]
    for name, value in parts:
        pattern = _RULE_PATTERNS.get(name)
        if pattern is None or not pattern.fullmatch(value):
            yield f"RRULE has {name}={value}, which means nothing"
    if "FREQ" not in names or _repeated(names):
        yield f"RRULE is {rule}; it needs FREQ, and each part once at most"
    if "UNTIL" in names and "COUNT" in names:
        yield "RRULE has both UNTIL and COUNT"
    until = dict(parts).get("UNTIL", "")
    if until and until.endswith("Z") != has_hours:
        yield f"RRULE has UNTIL={until}, but DTSTART is a {'date-time' if has_hours else 'date'}"


def _repeated(words: Sequence[str]) -> list[str]:
    """Return the words that stand there more than once, sorted."""
    return sorted({word for word in words if words.count(word) > 1})
