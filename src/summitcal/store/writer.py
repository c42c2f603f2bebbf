"""A meeting as people would write it: each fact as the YAML that stands for it, what goes unsaid left out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import yaml

from summitcal import gazetteer
from summitcal.cadence import write_days, write_every, write_repeat
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
    Translations,
)
from summitcal.notation import write_point
from summitcal.registry import Registry
from summitcal.when import Point


def to_yaml(meeting: Meeting, calendar: Calendar) -> str:
    """Write a meeting as an item of a calendar's ``meetings:``, without indentation; what goes unsaid is left out."""
    return item(meeting, Registry(calendar.participants), calendar.timezone)


def item(meeting: Meeting, registry: Registry, zone: ZoneInfo) -> str:
    """Write a meeting as ``to_yaml`` does, with the ids of a registry; ``zone`` is the calendar's."""
    return dump([facts_of(meeting, registry, zone)]).rstrip("\n")


def facts_of(meeting: Meeting, registry: Registry, zone: ZoneInfo) -> dict[str, object]:
    """Return what is to be written of a meeting, key by key, for ``dump``; what goes unsaid is left out."""
    who = [_part(reference(each, registry) or each.name, each.role) for each in meeting.participants]
    facts: dict[str, object] = {
        "id": meeting.id,
        "title": _worded(meeting.title, meeting.titles),
        "kind": str(meeting.kind),
        "start": _point(meeting.start),
        "end": meeting.end and _point(meeting.end),
        "timezone": _own_zone(meeting, zone),
        "repeat": meeting.repeat and _repeat(meeting.repeat),
        "participants": Flow(who),
        "place": meeting.place and _place(meeting.place),
        "status": str(meeting.status) if meeting.status is not Status.CONFIRMED else None,
        "certainty": str(meeting.certainty) if meeting.certainty is not Certainty.CONFIRMED else None,
        "was": meeting.was and _point(meeting.was),
        "reason": meeting.reason,
        "description": _worded(meeting.description, meeting.descriptions),
        "url": meeting.url,
        "conference": meeting.conference,
        "replaces": meeting.replaces,
        "agenda": _agenda(meeting.agenda),
        "sources": [_source(source) for source in meeting.sources],
    }
    return _said(facts)


class Flow(list[object]):
    """A list that is written in brackets on one line."""


class Line(dict[str, object]):
    """A mapping that is written in braces on one line."""


class _Plain(str):
    """A word that YAML 1.1 takes for a truth value, and which is plain text in YAML 1.2 and to our own reader."""

    __slots__ = ()


_ON = _Plain("on")
_NORWEGIAN = _Plain("no")


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - PyYAML's
        super().increase_indent(flow, False)  # noqa: FBT003 - PyYAML's

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's
        # A day that stands twice is written twice.
        return True


_Dumper.add_representer(_Plain, lambda dumper, word: dumper.represent_scalar("tag:yaml.org,2002:bool", word))
_Dumper.add_representer(
    Flow, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)
_Dumper.add_representer(
    Line, lambda dumper, items: dumper.represent_mapping("tag:yaml.org,2002:map", items, flow_style=True)
)


def dump(data: object) -> str:
    """Write values as YAML, with ``Flow`` and ``Line`` in brackets; texts stay on one line."""
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
    return Line(who=who, role=str(role)) if role else who


def _place(place: Place) -> object:
    if gazetteer.find_place(place.name) == place or place == Place(name=place.name):
        return place.name
    facts: dict[str, object] = {
        "name": place.name,
        "country": place.country,
        "timezone": place.timezone and place.timezone.key,
    }
    facts["coordinates"] = Flow(place.coordinates) if place.coordinates else None
    return Line(_said(facts))


def _repeat(repeat: Repeat) -> object:
    """Return a rule as one line of words, or with its keys where single days differ."""
    if not repeat.excepted and not repeat.changes:
        return write_repeat(repeat)
    facts = {
        "every": write_every(repeat),
        _ON: Flow(write_days(repeat.on)),
        "until": repeat.until,
        "times": repeat.times,
        "except": Flow(repeat.excepted),
        "changes": [_occurrence(each) for each in repeat.changes],
    }
    return _said(facts)


def _occurrence(occurrence: Occurrence) -> object:
    facts = {
        _ON: occurrence.on,
        "start": occurrence.start and _point(occurrence.start),
        "end": occurrence.end and _point(occurrence.end),
        "title": _worded(occurrence.title, occurrence.titles),
        "place": occurrence.place and _place(occurrence.place),
        "status": occurrence.status and str(occurrence.status),
        "reason": occurrence.reason,
        "description": _worded(occurrence.description, occurrence.descriptions),
        "agenda": _agenda(occurrence.agenda),
        "sources": [_source(source) for source in occurrence.sources],
    }
    return _said(facts)


def _worded(text: str | None, translations: Translations) -> object:
    """Return a text, or with a line for each language where there are some."""
    return {_NORWEGIAN if tag == "no" else tag: each for tag, each in translations} or text


def _agenda(agenda: Iterable[AgendaItem]) -> list[object]:
    return [{"topic": item.topic} | ({"at": _point(item.at)} if item.at else {}) for item in agenda]


def _said(facts: Mapping[str, object]) -> dict[str, object]:
    return {key: fact for key, fact in facts.items() if fact}


def _source(source: Source) -> object:
    names = ("title", "outlet", "url", "published", "quote")
    return {key: getattr(source, key) for key in names if getattr(source, key)}


def reference(participant: Participant, registry: Registry) -> str | None:
    """Return how a meeting names a participant: the id of the registry, or a name that we know anyway."""
    registered = registry.registered(participant)
    if registered:
        return registered.id
    known = gazetteer.find_participant(participant.name)
    return participant.name if known and known.kind is participant.kind else None


def participant_facts(participant: Participant) -> dict[str, object]:
    """Return what the registry says of a participant, key by key."""
    facts = {
        "name": participant.name,
        "kind": str(participant.kind),
        "country": participant.country,
        "office": participant.office,
        "aliases": Flow(participant.aliases),
    }
    return _said(facts)


def registry_line(participant: Participant) -> str:
    """Write a participant as a line of the registry."""
    return dump({participant.id: Line(participant_facts(participant))}).rstrip("\n")
