"""The command for whoever adds a meeting by hand: new."""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from summitcal import gazetteer, store
from summitcal.cli.talking import Command, chosen_file, file_argument, say
from summitcal.model import Calendar, Kind, Meeting, Participant, Place, Status
from summitcal.notation import free_id, read_point, slug
from summitcal.problems import SummitcalError, UnreadableDate, guess
from summitcal.registry import Registry

_Read = TypeVar("_Read")

_QUESTIONS = {
    "title": "Title",
    "start": "Start, as 2022-01-09 or 2022-01-09 15:00",
    "end": "Last day or hour it ends, if known",
    "kind": f"Kind: {', '.join(Kind)}",
    "participants": "Participants, separated by commas",
    "place": "Place",
}


def add_commands(command: Command) -> None:
    """Add the commands of this room to the parser."""
    example = "summitcal new --title 'Talks in Geneva' --start 2022-01-09 --participants 'US, Russia' --place Geneva"
    new = command("new", _new, "add a meeting from options; what is missing is asked for", example=example)
    file_argument(new)
    for name, about in _QUESTIONS.items():
        new.add_argument(f"--{name}", metavar=name.upper(), help=about[0].lower() + about[1:])
    new.add_argument("--status", choices=[str(status) for status in Status], default="confirmed")
    new.add_argument("--id", metavar="ID", help="made from the title and the date unless given")


def _new(arguments: argparse.Namespace) -> int:
    file = chosen_file(arguments.file)
    calendar = store.load(file) if Path(file).exists() else Calendar()
    given = {name: getattr(arguments, name) for name in _QUESTIONS}
    asked = not (given["title"] and given["start"])
    if asked and not sys.stdin.isatty():
        raise SummitcalError("say at least --title and --start")
    if asked:
        given = {name: value or input(f"{_QUESTIONS[name]}: ").strip() for name, value in given.items()}
    meeting = _meeting(given, Status(arguments.status), calendar)
    made = slug(f"{meeting.title} {meeting.when.first_day or ''}")
    meeting = replace(meeting, id=arguments.id or free_id(made, [each.id for each in calendar.meetings]))
    store.add(file, [meeting])
    say(f"{file}: added {meeting.id}, {meeting.when.in_words()}")
    return 0


def _meeting(given: Mapping[str, str], status: Status, calendar: Calendar) -> Meeting:
    place = gazetteer.find_place(given["place"]) or Place(name=given["place"]) if given["place"] else None
    zone = place.timezone if place and place.timezone else calendar.timezone
    registry = Registry(calendar.participants)
    names = filter(None, map(str.strip, (given["participants"] or "").split(",")))
    return Meeting(
        id="new",
        title=given["title"],
        kind=_read("kind", given["kind"] or "meeting", _kind),
        start=_read("start", given["start"], lambda text: read_point(text, zone)),
        end=_read("end", given["end"], lambda text: read_point(text, zone)) if given["end"] else None,
        timezone=zone,
        participants=tuple(_participant(name, registry) for name in names),
        place=place,
        status=status,
    )


def _kind(text: str) -> Kind:
    if text.casefold() not in set(Kind):
        raise SummitcalError(f"{text!r} is no kind; {guess(text, Kind)} use one of {', '.join(Kind)}")
    return Kind(text.casefold())


def _participant(name: str, registry: Registry) -> Participant:
    found = registry.find(name)
    if found is None:
        hint = registry.hint(name) or "add them to `participants:` in the file first"
        raise SummitcalError(f"--participants: {name!r} is unknown; {hint}")
    return found


def _read(option: str, text: str, read: Callable[[str], _Read]) -> _Read:
    try:
        return read(text)
    except UnreadableDate as error:
        raise SummitcalError(f"--{option}: {error}") from None
