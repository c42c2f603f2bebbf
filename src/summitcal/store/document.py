"""A calendar file as a whole: text → Calendar, or every mistake in it with line and column."""

from dataclasses import replace
from pathlib import Path

from summitcal.check import find_problems
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
    root, problems = read_nodes(text, file)
    if root is None and problems:
        raise InvalidCalendar(problems)
    reader = Reader(file)
    calendar = reader.calendar(root)
    problems += reader.problems
    if root is not None:
        problems += (_located(problem, reader, root) for problem in find_problems(calendar))
    if problems:
        raise InvalidCalendar(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return calendar


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
