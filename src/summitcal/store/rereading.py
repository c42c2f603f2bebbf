"""A calendar file that was changed, read again: of thousands of meetings, only those whose lines changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitcal.check import find_problems
from summitcal.model import Calendar, Meeting
from summitcal.problems import has_mistakes
from summitcal.registry import Registry
from summitcal.store.document import Examined, examine
from summitcal.store.nodes import item_lines, read_nodes
from summitcal.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A calendar file as it was read: what came of it, and which lines make up each of its meetings.

    ``starts`` holds the index of the first line of each meeting, and of the line after the last one. It is empty
    where meetings cannot be read one by one: they stand in brackets, or in several files, or there are mistakes.
    """

    found: Examined
    lines: tuple[str, ...]
    starts: tuple[int, ...] = ()


def read(text: str, *, file: str, before: Reading | None = None) -> Reading:
    """Read a calendar file; of one that was read ``before``, only what changed since. What comes of it is the same.

    ``file`` is its name in messages, as in ``examine``.
    """
    lines = tuple(text.splitlines(keepends=True))
    return (before and _reread(lines, before)) or _read_whole(text, lines, file)


def _read_whole(text: str, lines: tuple[str, ...], file: str) -> Reading:
    found = examine(text, file=file)
    alone = not found.problems and not found.included
    return Reading(found=found, lines=lines, starts=item_lines(text) if alone else ())


def _reread(lines: tuple[str, ...], before: Reading) -> Reading | None:
    """Read the meetings whose lines changed; None if something else changed, or something is wrong with them."""
    first, last = _changed(before.lines, lines)
    index = [number for number, start in enumerate(before.starts) if start <= first]
    end = next((number for number, start in enumerate(before.starts) if start >= last and start > first), None)
    if not index or end is None or first >= before.starts[-1]:
        return None
    begin, grown = index[-1], len(lines) - len(before.lines)
    chunk = lines[before.starts[begin] : before.starts[end] + grown]
    meetings, starts = _read_some(chunk, before.found.calendar)
    if not meetings:
        return None
    known = before.found.calendar
    calendar = replace(known, meetings=(*known.meetings[:begin], *meetings, *known.meetings[end:]))
    if find_problems(calendar):
        return None
    moved = (start + grown for start in before.starts[end:])
    starts = (*before.starts[:begin], *(before.starts[begin] + start for start in starts), *moved)
    return Reading(found=replace(before.found, calendar=calendar), lines=lines, starts=starts)


def _read_some(chunk: Sequence[str], calendar: Calendar) -> tuple[list[Meeting], tuple[int, ...]]:
    """Read lines that hold some meetings and nothing else; return them with the first line of each, or nothing."""
    text = "meetings:\n" + "".join(chunk)
    root, problems = read_nodes(text, "")
    items = root and root.get("meetings")
    if has_mistakes(problems) or root is None or len(root.keys) != 1 or items is None or items.flow:
        return [], ()
    reader = Reader("", root)
    reader.heading(calendar.timezone)
    meetings = reader.meetings(Registry(calendar.participants))
    starts = item_lines(text)
    if has_mistakes(reader.problems) or len(starts) != len(meetings) + 1:
        return [], ()
    return meetings, tuple(start - 1 for start in starts[:-1])


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return where the lines that differ begin, and where in the old lines they end."""
    shorter = min(len(old), len(new))
    first = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    same = next((number for number in range(shorter - first) if old[-1 - number] != new[-1 - number]), shorter - first)
    return first, len(old) - same
