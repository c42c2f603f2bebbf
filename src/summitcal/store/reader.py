"""Nodes → Calendar: every field read, and every mistake noted at its line and column."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from summitcal import gazetteer
from summitcal.cadence import ends_twice, fitting, in_order, read_days, read_every, read_repeat, read_times
from summitcal.model import (
    UTC,
    AgendaItem,
    Calendar,
    Certainty,
    Frequency,
    Kind,
    Meeting,
    Occurrence,
    Part,
    Participant,
    ParticipantKind,
    Place,
    Repeat,
    Role,
    Source,
    Status,
    Translations,
    Weekday,
    file_keys,
)
from summitcal.notation import find_zone, is_local, read_language, read_point, write_point
from summitcal.problems import Path, Problem, UnreadableRepeat, UnreadableText, guess, nearest
from summitcal.registry import Registry
from summitcal.store.nodes import ENOUGH, Node
from summitcal.store.texts import fault_of, id_fault, plain, shortened, web_address
from summitcal.when import Point

_Word = TypeVar("_Word", bound=StrEnum)
_Read = TypeVar("_Read")

_ROOT_KEYS = ("calendar", "include", "participants", "meetings")
_CALENDAR_KEYS = tuple(file_keys(Calendar))
_ONE_OF = {
    "meetings": "a meeting",
    "participants": "a participant",
    "aliases": "an alias",
    "agenda": "an agenda item",
    "sources": "a source",
    "include": "a file to include",
    "on": "a day of a repeat",
    "except": "a day that is excepted",
    "changes": "a change",
}
_WORDED = ("title", "description")
_IN_LANGUAGES = "as {en: Talks, fr: Pourparlers}"
_CLOCK = re.compile(r"\d\d?:\d\d", re.ASCII)
_HOUR = re.compile(r"\d\d?([.:]\d\d)?\s*([ap]\.?m\.?|h|o'clock)?|noon|midnight", re.ASCII | re.IGNORECASE)
_COORDINATES = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


class EnoughMistakes(Exception):
    """So many mistakes were noted that nobody reads on."""


class Reader:
    """Reads the nodes of one file into meetings and collects ``problems`` on the way.

    First ``heading`` reads who is known and which other files belong to it; when the registry of all files is
    whole, ``meetings`` reads the rest. ``places`` holds, for each meeting that could be read, its position in the
    file; ``includes`` holds the names of other files.
    """

    def __init__(self, file: str, root: Node | None) -> None:
        self.file = file
        self.root = root
        self.problems: list[Problem] = []
        self.places: list[int] = []
        self.includes: list[Node] = []
        self.calendar = Calendar()
        self._known = Registry(())
        self._zone_said = False
        self._parts: dict[str, Node] = {}

    def heading(self, zone: ZoneInfo | None) -> Calendar:
        """Read what the file says of the calendar and its participants.

        ``zone`` is the one of the calendar where the file names none; None if that is not known either.
        """
        root = self.root
        if root is None or root.value is None:
            self.report("no-meetings", root or Node((), 1, 1), "there are no meetings in this file", "add `meetings:`")
            return self.calendar
        wants = () if isinstance(root.value, dict) and "include" in root.value else ("meetings",)
        parts = self._parts = self._mapping(root, _ROOT_KEYS, required=wants)
        usual = zone or UTC
        self.calendar = self._about(parts["calendar"], usual) if "calendar" in parts else Calendar(timezone=usual)
        about = root.get("calendar")
        self._zone_said = zone is not None or (about is not None and about.get("timezone") is not None)
        if "participants" in parts:
            self.calendar = replace(self.calendar, participants=self._registry(parts["participants"]))
        named = self._values(parts, "include")
        self.includes = [node for node in named if not isinstance(node.value, str) or self._clean(node)]
        return self.calendar

    def meetings(self, registry: Registry) -> list[Meeting]:
        """Read the meetings, whose participants are those of ``registry``; leave out what cannot be read."""
        self._known = registry
        meetings = []
        nodes = self._list(self._parts["meetings"], "meetings") if "meetings" in self._parts else []
        with suppress(EnoughMistakes):
            for index, node in enumerate(nodes):
                meeting = self._meeting(node)
                if meeting:
                    meetings.append(meeting)
                    self.places.append(index)
        return meetings

    def report(self, rule: str, node: Node, what: str, mend: str) -> None:
        """Note a problem at a node.

        Raises:
            EnoughMistakes: it is one more than anybody wants to read.
        """
        what, line, column = shortened(what), node.line, node.column
        problem = Problem(rule=rule, path=node.path, what=what, mend=mend, file=self.file, line=line, column=column)
        self.problems.append(problem)
        if len(self.problems) > ENOUGH:
            raise EnoughMistakes

    def _about(self, node: Node, zone: ZoneInfo) -> Calendar:
        parts = self._mapping(node, _CALENDAR_KEYS)
        title, titles = self._worded(parts, "title")
        description, descriptions = self._worded(parts, "description", lines=True)
        return Calendar(
            title=title or Calendar().title,
            titles=titles,
            description=description,
            descriptions=descriptions,
            url=self._url(parts),
            timezone=self._zone(parts) or zone,
            color=self._color(parts),
            image=self._url(parts, "image"),
        )

    def _registry(self, node: Node) -> tuple[Participant, ...]:
        if not isinstance(node.value, dict):
            self.report(
                "wrong-type", node, "participants must be a mapping of ids", "write `us: {name: United States}`"
            )
            return ()
        return tuple(filter(None, (self._registered(id_, each) for id_, each in node.value.items())))

    def _registered(self, id_: str, node: Node) -> Participant | None:
        self._check_id(id_, node)
        parts = self._mapping(node, _keys(Participant), required=("name",))
        name = self._line(parts, "name")
        if not name:
            return None
        return Participant(
            id=id_,
            name=name,
            kind=self._word(parts, "kind", ParticipantKind) or ParticipantKind.STATE,
            country=self._country(parts),
            office=self._line(parts, "office"),
            aliases=tuple(filter(None, (self._clean(each) for each in self._values(parts, "aliases")))),
        )

    def _meeting(self, node: Node) -> Meeting | None:
        parts = self._mapping(node, _keys(Meeting), required=("id", "title", "start"))
        place = self._place(parts)
        zone = self._zone(parts) or (place.timezone if place else None)
        start = self._point(parts, "start", zone or self.calendar.timezone)
        if zone is None:
            named = start.tzinfo if isinstance(start, dt.datetime) else None
            zone = named if isinstance(named, ZoneInfo) else self.calendar.timezone
            if not self._zone_said and isinstance(start, dt.datetime):
                self._doubt_zone(parts["start"])
        id_, (title, titles) = self._id(parts), self._worded(parts, "title")
        description, descriptions = self._worded(parts, "description", lines=True)
        meeting = Meeting(
            id=id_ or "",
            title=title or "",
            titles=titles,
            start=start or dt.date.min,
            kind=self._word(parts, "kind", Kind) or Kind.MEETING,
            end=self._hour(parts, "end", start, zone),
            timezone=zone,
            repeat=self._repeat(parts, zone),
            participants=self._participants(parts),
            place=place,
            status=self._word(parts, "status", Status) or Status.CONFIRMED,
            certainty=self._word(parts, "certainty", Certainty) or Certainty.CONFIRMED,
            was=self._point(parts, "was", zone),
            reason=self._text(parts, "reason"),
            description=description,
            descriptions=descriptions,
            url=self._url(parts),
            conference=self._url(parts, "conference"),
            replaces=self._line(parts, "replaces"),
            agenda=self._agenda(parts, start, zone),
            sources=self._sources(parts),
        )
        return meeting if id_ and title and start else None

    def _doubt_zone(self, node: Node) -> None:
        if is_local(str(node.value)):
            what = f"{node.value} is taken for UTC, as neither the place nor the calendar says a zone"
            self.report("zone-assumed", node, what, "add `timezone:` to the calendar or to the meeting")

    def _participants(self, parts: dict[str, Node]) -> tuple[Participant, ...]:
        found = (self._participant(each) for each in self._values(parts, "participants"))
        return tuple(dict.fromkeys(filter(None, found)))

    def _participant(self, node: Node) -> Participant | None:
        if isinstance(node.value, dict):
            parts = self._mapping(node, _keys(Part), required=("who",))
            found = self._participant(parts["who"]) if "who" in parts else None
            role = self._word(parts, "role", Role)
            return found and replace(found, role=role)
        name = self._clean(node)
        if name is None:
            return None
        found = self._known.find(name)
        if found is None:
            mend = self._known.hint(name) or "add them to `participants:` at the top of the file"
            self.report("unknown-participant", node, f"participant {name!r} is unknown", mend)
        return found

    def _place(self, parts: dict[str, Node]) -> Place | None:
        node = parts.get("place")
        if node is None or not isinstance(node.value, dict):
            name = self._line(parts, "place")
            return (gazetteer.find_place(name) or Place(name=name)) if name else None
        inner = self._mapping(node, _keys(Place), required=("name",))
        name = self._line(inner, "name")
        if not name:
            return None
        known = gazetteer.find_place(name)
        country = self._country(inner)
        if known is None or (country and known.country != country):
            known = Place(name=name)
        return Place(
            name=name,
            country=country or known.country,
            timezone=self._zone(inner) or known.timezone,
            coordinates=self._coordinates(inner),
        )

    def _coordinates(self, parts: dict[str, Node]) -> tuple[float, float] | None:
        if "coordinates" not in parts:
            return None
        node = parts["coordinates"]
        values = node.value if isinstance(node.value, list) else [node]
        text = ", ".join(filter(None, map(self._clean, values)))
        found = _COORDINATES.fullmatch(text)
        latitude, longitude = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
        if found and abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        if text:
            mend = "write latitude and longitude in degrees, as [46.2266, 6.1404]"
            self.report("bad-coordinates", node, f"{text!r} is no place on earth", mend)
        return None

    def _color(self, parts: dict[str, Node]) -> str | None:
        text = self._line(parts, "color")
        if text and not (text.isascii() and text.isalpha()):
            self.report("unknown-word", parts["color"], f"{text!r} is no color", "use a name of CSS, as steelblue")
            return None
        return text and text.casefold()

    def _agenda(self, parts: dict[str, Node], start: Point | None, zone: ZoneInfo) -> tuple[AgendaItem, ...]:
        items = []
        for node in self._values(parts, "agenda"):
            if isinstance(node.value, str):
                topic, at = self._clean(node), None
            else:
                inner = self._mapping(node, _keys(AgendaItem), required=("topic",))
                topic, at = self._line(inner, "topic"), self._hour(inner, "at", start, zone)
            if topic:
                items.append(AgendaItem(topic=topic, at=at))
        return tuple(items)

    def _hour(self, parts: dict[str, Node], key: str, start: Point | None, zone: ZoneInfo) -> Point | None:
        """Read a date that may be an hour alone, as in ``at: 09:30``, of the day on which the meeting begins."""
        node = parts.get(key)
        if node is None or not isinstance(node.value, str) or not _HOUR.fullmatch(node.value):
            return self._point(parts, key, zone)
        day = start.astimezone(zone).date() if isinstance(start, dt.datetime) else start
        if not _CLOCK.fullmatch(node.value):
            self.report("bad-date", node, f"{node.value!r} is not an hour", "write it as 09:30")
        elif isinstance(day, dt.date):
            return self._read(node, lambda text: read_point(f"{day} {text}", zone))
        elif start is not None:
            what = f"{node.value} is an hour of no day, as the meeting has none"
            self.report("bad-date", node, what, "write the day too, as 2022-01-09 09:30")
        return None

    def _sources(self, parts: dict[str, Node]) -> tuple[Source, ...]:
        return tuple(map(self._source, self._values(parts, "sources")))

    def _source(self, node: Node) -> Source:
        parts = self._mapping(node, _keys(Source))
        return Source(
            title=self._line(parts, "title"),
            outlet=self._line(parts, "outlet"),
            url=self._url(parts),
            published=self._day(parts["published"], UTC, of_an_hour=True) if "published" in parts else None,
            quote=self._text(parts, "quote"),
        )

    def _repeat(self, parts: dict[str, Node], zone: ZoneInfo) -> Repeat | None:
        """Read a rule; None if something is wrong with it, so that no day is said not to be on it."""
        node, so_far = parts.get("repeat"), len(self.problems)
        if node is None or node.value is None or isinstance(node.value, str):
            return self._read(node, read_repeat) if node else None
        inner = self._mapping(node, _keys(Repeat), required=("every",))
        every, unit, on = (self._read(inner["every"], read_every) if "every" in inner else None) or (1, None, ())
        on = self._days(inner, unit) or on
        until = self._day(inner["until"], zone) if "until" in inner else None
        times = self._read(inner["times"], read_times) if "times" in inner else None
        if "until" in inner and "times" in inner:
            self._refuse(inner["times"], ends_twice())
        is_sound = len(self.problems) == so_far
        excepted = tuple(filter(None, (self._day(each, zone) for each in self._values(inner, "except"))))
        changes = tuple(filter(None, (self._occurrence(each, zone) for each in self._values(inner, "changes"))))
        if unit is None or not is_sound:
            return None
        return Repeat(every=every, unit=unit, on=on, until=until, times=times, excepted=excepted, changes=changes)

    def _days(self, parts: dict[str, Node], unit: Frequency | None) -> tuple[Weekday | int, ...]:
        found = (self._read(each, read_days) for each in self._values(parts, "on"))
        days = in_order(day for some in found for day in some or ())
        try:
            return fitting(days, unit) if unit else days
        except UnreadableRepeat as error:
            self._refuse(parts["on"], error)
            return ()

    def _refuse(self, node: Node, error: UnreadableRepeat) -> None:
        self.report("bad-repeat", node, error.what, error.mend)

    def _occurrence(self, node: Node, zone: ZoneInfo) -> Occurrence | None:
        parts = self._mapping(node, _keys(Occurrence), required=("on",))
        on = self._day(parts["on"], zone) if "on" in parts else None
        start = self._instead(parts, "start", on, zone)
        title, titles = self._worded(parts, "title")
        description, descriptions = self._worded(parts, "description", lines=True)
        occurrence = Occurrence(
            on=on or dt.date.min,
            start=start,
            end=self._instead(parts, "end", start or on, zone),
            title=title,
            titles=titles,
            place=self._place(parts),
            status=self._word(parts, "status", Status),
            reason=self._text(parts, "reason"),
            description=description,
            descriptions=descriptions,
            agenda=self._agenda(parts, start or on, zone),
            sources=self._sources(parts),
        )
        return occurrence if on else None

    def _instead(self, parts: dict[str, Node], key: str, on: dt.date | None, zone: ZoneInfo) -> dt.date | None:
        """Read a day or an hour; an hour alone is on the day of ``on``."""
        point = self._hour(parts, key, on, zone)
        if point is None or isinstance(point, dt.date):
            return point
        what = f"{point} is not a day"
        self.report("bad-date", parts[key], what, "write a day or an hour, or `status: postponed` while none is known")
        return None

    def _day(self, node: Node, zone: ZoneInfo, *, of_an_hour: bool = False) -> dt.date | None:
        """Read a day; ``of_an_hour`` takes the one that an hour is on, too."""
        point = self._read(node, lambda text: read_point(text, zone))
        if isinstance(point, dt.datetime) and of_an_hour:
            return point.date()
        if point is None or (isinstance(point, dt.date) and not isinstance(point, dt.datetime)):
            return point
        self.report("bad-date", node, f"{write_point(point)} is not a day", "write it as 2022-01-09")
        return None

    def _mapping(self, node: Node, known: tuple[str, ...], required: tuple[str, ...] = ()) -> dict[str, Node]:
        if not isinstance(node.value, dict):
            name = _name(node.path)
            keys = f"its keys are {', '.join(known)}"
            self.report("wrong-type", node, f"{name} must have keys, as `{known[0]}:`", keys)
            return {}
        meant = set()
        for key, (line, column) in node.keys.items():
            if key not in known:
                meant.add(nearest(key, known))
                mend = guess(key, known) or f"the keys here are {', '.join(known)}"
                self.report("unknown-key", Node((*node.path, key), line, column), f"unknown key {key!r}", mend)
        for key in required:
            if key not in node.value and key not in meant:
                self.report("missing-key", node, f"{key!r} is missing", f"add `{key}:`")
        return {key: each for key, each in node.value.items() if key in known}

    def _list(self, node: Node, name: str) -> list[Node]:
        if isinstance(node.value, list):
            return node.value
        self.report("wrong-type", node, f"{name} must be a list", "begin each item with `- `")
        return []

    def _values(self, parts: dict[str, Node], key: str) -> list[Node]:
        """Return the items of a list, or the one value that stands where a list may stand."""
        if key not in parts:
            return []
        node = parts[key]
        if node.value is None:
            self.report("no-value", node, f"{key!r} has no value", "write one or delete the key")
            return []
        return node.value if isinstance(node.value, list) else [node]

    def _worded(self, parts: dict[str, Node], key: str, *, lines: bool = False) -> tuple[str | None, Translations]:
        """Read a text, or one in each of several languages: the first is the plain one, the others have no order."""
        node = parts.get(key)
        if node is None or node.value is None or isinstance(node.value, str):
            return self._clean(node, lines=lines) if node else None, ()
        if not isinstance(node.value, dict):
            mend = f"write one, or one for each language, {_IN_LANGUAGES}"
            self.report("wrong-type", node, f"{key} must be a text", mend)
            return None, ()
        if not node.value:
            self.report("no-value", node, f"{key} has no text in any language", f"write one, {_IN_LANGUAGES}")
        found = [(self._language(node, tag), self._clean(each, lines=lines)) for tag, each in node.value.items()]
        texts = [(tag, text) for tag, text in found if tag and text]
        return (texts[0][1] if texts else None), (*texts[:1], *sorted(texts[1:]))

    def _language(self, node: Node, tag: str) -> str | None:
        """Read a key of a mapping as the tag of a language."""
        try:
            return read_language(tag)
        except UnreadableText as error:
            self.report("bad-language", Node((*node.path, tag), *node.keys[tag]), error.what, error.mend)
            return None

    def _text(self, parts: dict[str, Node], key: str) -> str | None:
        return self._clean(parts[key], lines=True) if key in parts else None

    def _line(self, parts: dict[str, Node], key: str) -> str | None:
        return self._clean(parts[key]) if key in parts else None

    def _clean(self, node: Node, *, lines: bool = False) -> str | None:
        """Return the text of a node as NFC with plain spaces, on one line unless ``lines``; None if it is unusable."""
        name = _name(node.path)
        if node.value is None:
            self.report(
                "no-value",
                node,
                f"{name} has no value",
                "write one; YAML takes null and .nan for nothing unless quoted",
            )
            return None
        if not isinstance(node.value, str):
            self.report("wrong-type", node, f"{name} must be a text", "write one value, without brackets or keys")
            return None
        text = plain(node.value, lines=lines)
        if fault := fault_of(text, name):
            self.report(fault.rule, node, fault.what, fault.mend)
            return None
        return text

    def _read(self, node: Node, read: Callable[[str], _Read]) -> _Read | None:
        text = self._clean(node)
        if text is None:
            return None
        try:
            return read(text)
        except UnreadableRepeat as error:
            self.report("bad-repeat", node, error.what, error.mend)
        except UnreadableText as error:
            self.report("bad-zone" if "time zone" in error.what else "bad-date", node, error.what, error.mend)
        return None

    def _point(self, parts: dict[str, Node], key: str, zone: ZoneInfo) -> Point | None:
        return self._read(parts[key], lambda text: read_point(text, zone)) if key in parts else None

    def _zone(self, parts: dict[str, Node]) -> ZoneInfo | None:
        return self._read(parts["timezone"], find_zone) if "timezone" in parts else None

    def _word(self, parts: dict[str, Node], key: str, words: type[_Word]) -> _Word | None:
        text = self._line(parts, key)
        if text is None:
            return None
        word = next((each for each in words if each.value == text.casefold()), None)
        if word is None:
            options = f"use one of {', '.join(words)}"
            mend = f"{guess(text, words)} {options}".strip()
            self.report("unknown-word", parts[key], f"{text!r} is no {key}", mend)
            return None
        return word

    def _id(self, parts: dict[str, Node]) -> str | None:
        text = self._line(parts, "id")
        return text if text and self._check_id(text, parts["id"]) else None

    def _check_id(self, text: str, node: Node) -> bool:
        fault = id_fault(text)
        if fault:
            self.report(fault.rule, node, fault.what, fault.mend)
        return fault is None

    def _country(self, parts: dict[str, Node]) -> str | None:
        text = self._line(parts, "country")
        if text and not _COUNTRY.fullmatch(text):
            known = gazetteer.find_participant(text)
            mend = f"did you mean '{known.country}'?" if known and known.country else "use two capitals, as CH or US"
            self.report("bad-country", parts["country"], f"{text!r} is no country code", mend)
            return None
        return text

    def _url(self, parts: dict[str, Node], key: str = "url") -> str | None:
        text = self._line(parts, key)
        if text is None:
            return None
        url = web_address(text)
        if url is None:
            mend = "write a whole address, as https://example.org/page, with %20 for a space"
            self.report("bad-url", parts[key], f"{text!r} is not a web address", mend)
        return url


def _keys(declaration: type) -> tuple[str, ...]:
    return tuple(file_keys(declaration))


def _name(path: Path) -> str:
    words = [str(step) for step in path if isinstance(step, str)]
    name = words[-1] if words else "the file"
    if name not in _WORDED and words[-2:-1] and words[-2] in _WORDED:
        name = f"{words[-2]} ({name})"
    return _ONE_OF.get(name, f"an item of {name}") if path and isinstance(path[-1], int) else name
