"""A calendar file as a whole: text → Calendar, or every mistake in it with line and column."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from summitcal.check import find_problems, find_warnings
from summitcal.files import read_text
from summitcal.model import Calendar
from summitcal.problems import InvalidCalendar, Problem
from summitcal.store.nodes import Node, locate, read_nodes
from summitcal.store.reader import Reader


def load(path: str | Path) -> Calendar:
    """Read a calendar file.

    Raises:
        InvalidCalendar: it has mistakes; all of them are told, each with line and column.
        UnreadableFile: there is no such file, or it cannot be read, or it is not UTF-8.
    """
    return parse(read_text(path), file=str(path))


def parse(text: str, *, file: str) -> Calendar:
    """Read a calendar from the text of a file; ``file`` is its name in messages.

    Raises:
        InvalidCalendar: it has mistakes.
    """
    calendar, problems = examine(text, file=file)
    if problems:
        raise InvalidCalendar(problems)
    return calendar


def examine(text: str, *, file: str, now: dt.datetime | None = None) -> tuple[Calendar, list[Problem]]:
    """Read what can be read of a calendar, and say all that is wrong with it, in the order of the file.

    With ``now``, an aware datetime, a calendar without mistakes is also looked at for what deserves a warning.
    """
    root, problems = read_nodes(text, file)
    reader = Reader(file)
    if root is None and problems:
        return Calendar(), problems
    calendar = reader.calendar(root)
    problems += reader.problems
    found = find_problems(calendar)
    if now is not None and not problems and not found:
        found = find_warnings(calendar, now=now)
    if root is not None:
        problems += (_located(problem, reader, root) for problem in found)
    return calendar, sorted(problems, key=lambda problem: (problem.line, problem.column))


def _located(problem: Problem, reader: Reader, root: Node) -> Problem:
    """Give a problem of the calendar its place in the file."""

    def in_file(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        match path:
            case ("meetings", int() as index, *rest):
                return ("meetings", reader.places[index], *rest)
        return path

    path = in_file(problem.path)
    node = locate(root, path)
    what = problem.what
    if problem.other:
        what += f" (line {locate(root, in_file(problem.other)).line})"
    return replace(problem, path=path, what=what, file=reader.file, line=node.line, column=node.column)
