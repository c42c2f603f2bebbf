"""What can be mended in a calendar file without a person: ids that are missing, spelling, the order of meetings."""

import datetime as dt

from summitcal.notation import canonical, free_id, slug
from summitcal.problems import UnreadableDate, has_mistakes
from summitcal.store.document import examine
from summitcal.store.formatter import formatted
from summitcal.store.nodes import Node, item_lines, read_nodes


def mended(text: str, *, file: str) -> str:
    """Return the text of a calendar file with what is safe to mend; mending twice changes nothing more.

    A meeting without an id gets one from its title and date. Dates and words get their canonical spelling. Meetings
    are put in the order of their dates, each with the comments above it, if the file has no mistakes left.
    """
    return _in_order(formatted(_with_ids(text)), file)


def _with_ids(text: str) -> str:
    root, problems = read_nodes(text, "")
    section = root and root.get("meetings")
    if has_mistakes(problems) or section is None or not isinstance(section.value, list):
        return text
    ids = (node.get("id") for node in section.value)
    taken = {str(known.value) for known in ids if known}
    lines = text.splitlines(keepends=True)
    for node in reversed(section.value):
        title = _title(node)
        if isinstance(node.value, dict) and "id" not in node.value and title is not None:
            id_ = free_id(slug(f"{title} {_day(node)}"), taken)
            taken.add(id_)
            line, at = lines[node.line - 1], node.column - 1
            end = "\r\n" if line.endswith("\r\n") else "\n"
            new = f"{{id: {id_}, {line[at + 1 :].lstrip()}" if node.flow else f"id: {id_}{end}{' ' * at}{line[at:]}"
            lines[node.line - 1] = line[:at] + new
    return "".join(lines)


def _title(node: Node) -> str | None:
    """Return the title of a meeting; of one in several languages the first."""
    title = node.get("title")
    if title and isinstance(title.value, dict):
        title = next(iter(title.value.values()), None)
    return title.value if title and isinstance(title.value, str) else None


def _day(node: Node) -> str:
    start = node.get("start")
    try:
        return canonical(str(start.value)).partition(" ")[0] if start else ""
    except UnreadableDate:
        return ""


def _in_order(text: str, file: str) -> str:
    found, starts = examine(text, file=file), item_lines(text)
    if found.problems or found.included or not starts:
        return text
    meetings = found.calendar.meetings
    order = sorted(range(len(meetings)), key=lambda number: meetings[number].when.first_day or dt.date.max)
    if order == list(range(len(meetings))):
        return text
    lines = text.splitlines(keepends=True)
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += "\n"
    bounds = [_above(lines, start) for start in starts[:-1]]
    end = _below(lines, starts[-1])
    blocks = ["".join(lines[here:there]) for here, there in zip(bounds, [*bounds[1:], end], strict=True)]
    # The blank lines between two meetings stay where they are; what moves is the meetings.
    gaps = [block[len(block.rstrip("\r\n")) :] for block in blocks]
    bodies = [block.rstrip("\r\n") for block in blocks]
    moved = "".join(bodies[number] + gap for number, gap in zip(order, gaps, strict=True))
    return "".join(lines[: bounds[0]]) + moved + "".join(lines[end:])


def _above(lines: list[str], start: int) -> int:
    """Return where the comments begin that stand right above a line and belong to it."""
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _below(lines: list[str], end: int) -> int:
    """Return where the last meeting ends, blank lines and what is said of the next section not counted."""
    while lines[end - 1].startswith("#") or not lines[end - 1].strip():
        end -= 1
    return end
