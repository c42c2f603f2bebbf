"""A calendar file as a whole, with the files it includes: text → Calendar, or every mistake at its line and column."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from summitcal.check import find_problems, find_warnings
from summitcal.files import read_text
from summitcal.model import Calendar, Participant
from summitcal.problems import InvalidCalendar, Problem, UnreadableFile, has_mistakes, path_words
from summitcal.problems import Path as Way
from summitcal.registry import Registry
from summitcal.store.nodes import ENOUGH, Node, locate, read_nodes
from summitcal.store.reader import EnoughMistakes, Reader
from summitcal.versions import is_kept

MAX_CHAIN = 20
"""So many files can each include the next; a longer chain is an accident."""

_MAX_NAME = 255  # bytes, of a file on every system


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What could be read of a calendar file, all that is wrong with it, and what else has a part in it.

    ``included`` holds the files and folders that, when they change, change the calendar.
    """

    calendar: Calendar
    problems: tuple[Problem, ...]
    included: tuple[Path, ...] = ()


def load(path: str | Path) -> Calendar:
    """Read a calendar file.

    Raises:
        InvalidCalendar: it has mistakes; all of them are told, each with line and column.
        UnreadableFile: there is no such file, or it cannot be read, or it is not UTF-8.
    """
    return parse(read_text(path), file=str(path))


def parse(text: str, *, file: str, instead: Mapping[str, str] | None = None) -> Calendar:
    """Read a calendar from the text of a file.

    ``file`` is its name in messages, and the files it includes are looked for beside it. ``instead`` has texts that
    stand for what is in some of those, by the names that ``examine`` gives them.

    Raises:
        InvalidCalendar: it has mistakes.
    """
    found = examine(text, file=file, instead=instead)
    if found.problems:
        raise InvalidCalendar(found.problems)
    return found.calendar


def examine(
    text: str, *, file: str, now: dt.datetime | None = None, instead: Mapping[str, str] | None = None
) -> Examined:
    """Read what can be read of a calendar, and say all that is wrong with it, file by file in the order of lines.

    With ``now``, an aware datetime, what deserves a warning is said too; of the meetings only if there are no mistakes.
    ``instead`` is as for ``parse``.
    """
    parts = _Parts(text, file, instead or {})
    calendar, places = _joined(parts.readers), []
    if not parts.broken:
        registry = Registry(calendar.participants)
        meetings = [(reader, reader.meetings(registry)) for reader in parts.readers]
        calendar = replace(calendar, meetings=tuple(meeting for _, some in meetings for meeting in some))
        places = [(reader, place) for reader, some in meetings for _, place in zip(some, reader.places, strict=True)]
    problems = [*parts.broken, *(problem for reader in parts.readers for problem in reader.problems)]
    if now is None:
        problems = [problem for problem in problems if not problem.is_warning]
    if not parts.broken:
        found = find_problems(calendar)
        if now is not None and not found and not has_mistakes(problems):
            found = find_warnings(calendar, now=now)
        problems += (_located(problem, places, parts.readers[0]) for problem in found)
    order = {name: number for number, name in enumerate(parts.names)}
    problems.sort(key=lambda problem: (order.get(problem.file, 0), problem.line, problem.column))
    if len(problems) > ENOUGH and has_mistakes(problems):
        what, mend = f"these are the first {ENOUGH} mistakes", "mend them and check again"
        problems[ENOUGH:] = [replace(problems[ENOUGH], rule="too-many", path=(), what=what, mend=mend)]
    return Examined(calendar=calendar, problems=tuple(problems), included=tuple(parts.included))


class _Parts:
    """The files that make up a calendar: the one that was named first, then those it includes, in order."""

    def __init__(self, text: str, file: str, instead: Mapping[str, str]) -> None:
        self._instead = instead
        self.readers: list[Reader] = []
        self.broken: list[Problem] = []
        self.included: list[Path] = []
        self.names: list[str] = []
        self._seen = {os.path.realpath(file)}
        self._chain = 0
        self._take(text, file)

    def _take(self, text: str, file: str) -> None:
        self.names.append(file)
        root, problems = read_nodes(text, file)
        if root is None and problems:
            self.broken += problems
            return
        reader = Reader(file, root)
        reader.problems += problems
        self.readers.append(reader)
        self._chain += 1
        with suppress(EnoughMistakes):
            reader.heading(self.readers[0].calendar.timezone if len(self.readers) > 1 else None)
            for node in reader.includes:
                self._include(reader, node)
        self._chain -= 1

    def _include(self, reader: Reader, node: Node) -> None:
        name = Path(node.value) if isinstance(node.value, str) else Path()
        if not name.parts or name.is_absolute() or not all(map(_is_below, name.parts)):
            what = "a file to include is named as it is found beside this one or in a folder below"
            reader.report("bad-include", node, what, "write it as nato.yaml or osce/*.yaml")
            return
        folder = Path(reader.file).parent
        pattern = "*" in str(name)
        paths = (
            sorted(each for each in folder.glob(str(name)) if _is_part(each, folder)) if pattern else [folder / name]
        )
        if pattern:
            # A file that is put there later has a part in the calendar too.
            self.included += [folder / name.parent]
        if not paths:
            reader.report("bad-include", node, f"no file is like {node.value!r}", "correct the name or delete it")
        for path in paths:
            self._open(reader, node, path)

    def _open(self, reader: Reader, node: Node, path: Path) -> None:
        self.included.append(path)
        real = os.path.realpath(path)  # unlike Path.resolve, it answers even where links lead round in a ring
        if real in self._seen:
            what = f"{path} is part of this calendar already"
            reader.report("bad-include", node, what, "include each file once, and none that includes this one")
            return
        if self._chain > MAX_CHAIN:
            what = f"{MAX_CHAIN} files include one another"
            reader.report("bad-include", node, what, "include them all from the first")
            return
        self._seen.add(real)
        try:
            text = self._instead[str(path)] if str(path) in self._instead else read_text(path)
        except UnreadableFile as error:
            what, _, mend = str(error).partition("; ")
            reader.report("bad-include", node, what, mend or "correct the name or the file")
            return
        self._take(text, str(path))


def _is_part(path: Path, folder: Path) -> bool:
    """Whether a file is meant where a pattern means many: its versions are not, though their names are alike."""
    return not is_kept(path.relative_to(folder))


def _is_below(part: str) -> bool:
    """Whether a part of a file's name leads down, and is one that a file can have."""
    possible = part.isprintable() and len(part.encode()) <= _MAX_NAME
    return possible and part != ".." and ("**" not in part or part == "**")


def _joined(readers: Sequence[Reader]) -> Calendar:
    """Return the heading of the first file with the participants of all; two that share an id must be the same."""
    known: dict[str, tuple[Participant, str]] = {}
    for reader in readers:
        with suppress(EnoughMistakes):
            for participant in reader.calendar.participants:
                same, file = known.setdefault(participant.id, (participant, reader.file))
                if same != participant and reader.root is not None:
                    node = locate(reader.root, ("participants", participant.id))
                    what = f"id {participant.id!r} is somebody else in {file}"
                    reader.report("duplicate-id", node, what, "give one of the two another id")
    heading = readers[0].calendar if readers else Calendar()
    return replace(heading, participants=tuple(participant for participant, _ in known.values()))


def _located(problem: Problem, places: Sequence[tuple[Reader, int]], first: Reader) -> Problem:
    """Give a problem of the calendar its place in the file that it is in."""

    def found(path: Way) -> tuple[Reader, Way, Node]:
        reader = first
        match path:
            case ("meetings", int() as index, *rest):
                reader, place = places[index]
                path = ("meetings", place, *rest)
        return reader, path, locate(reader.root, path) if reader.root is not None else Node(path, 1, 1)

    reader, path, node = found(problem.path)
    what = problem.what
    if problem.other:
        elsewhere, way, twin = found(problem.other)
        file = f"{elsewhere.file}, " if elsewhere is not reader else ""
        what += f" ({file}{path_words(way[:2])}, line {twin.line})"
    return replace(problem, path=path, what=what, file=reader.file, line=node.line, column=node.column)
