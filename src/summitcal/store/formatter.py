"""The one way to write a calendar file: dates and words in their canonical spelling, all else as people wrote it."""

import re
from collections.abc import Callable, Iterator

from summitcal.cadence import read_repeat, write_repeat
from summitcal.notation import canonical
from summitcal.problems import UnreadableDate, UnreadableText, has_mistakes
from summitcal.store.nodes import Node, read_nodes, walk

_DATES = frozenset({"start", "end", "was", "at", "published", "until", "except", "on"})
_WORDS = frozenset({"kind", "status", "certainty"})
_WORDED = frozenset({"title", "description"})
_BLANKS = re.compile(r"[ \t]+(?=[\r\n]*\Z)")
_CLOCK = re.compile(r"(\d):(\d\d)", re.ASCII)


def formatted(text: str) -> str:
    """Return the text of a calendar file in its canonical spelling; formatting twice changes nothing more.

    Dates and hours are respelled without quotes, words in lower case; trailing blanks go, and the last line ends.
    Comments, order, quotes of texts and blank lines stay. What cannot be read stays as it is,
    and so does all of a file that is not readable as YAML.
    """
    root, problems = read_nodes(text, "")
    if root is None or has_mistakes(problems):
        return text
    lines = text.splitlines(keepends=True)
    for node, spelled in _respelled(root):
        line, (_, end) = lines[node.line - 1], node.end
        lines[node.line - 1] = line[: node.column - 1] + spelled + line[end - 1 :]
    # Blanks at the end of a line can be part of a text that runs over lines; those texts are left alone.
    inside = {number for node in walk(root) if not node.flow for number in range(node.line, node.end[0])}
    lines = [line if number in inside else _BLANKS.sub("", line) for number, line in enumerate(lines, 1)]
    tidy = "".join(lines)
    return tidy.rstrip("\r\n") + ("\r\n" if "\r\n" in tidy else "\n")


def _respelled(root: Node) -> Iterator[tuple[Node, str]]:
    """Yield the texts to respell with their new spelling, last in a line first, so that columns stay right."""
    found = [(node, spell) for node in walk(root) if (spell := _spelling(node)) and node.end[0] == node.line]
    for node, spell in sorted(found, key=lambda each: (each[0].line, -each[0].column)):
        spelled = spell(str(node.value))
        if spelled is not None:
            yield node, spelled


def _spelling(node: Node) -> Callable[[str], str | None] | None:
    key = next((step for step in reversed(node.path) if isinstance(step, str)), None)
    if not isinstance(node.value, str) or node.path[:1] != ("meetings",):
        return None
    if not _WORDED.isdisjoint(node.path[:-1]):
        return None  # a text in some language, whose tag may look like another key
    if key in _DATES:
        return _date
    if key == "repeat":
        return _repeat
    of_an_occurrence = node.path[2:4] == ("repeat", "changes")
    return _word if key in _WORDS and (len(node.path) == 3 or of_an_occurrence) else None


def _date(text: str) -> str | None:
    if _CLOCK.fullmatch(text):
        return f"0{text}"
    try:
        return canonical(text)
    except UnreadableDate:
        return None


def _repeat(text: str) -> str | None:
    try:
        spelled = write_repeat(read_repeat(text))
    except UnreadableText:
        return None
    # Between brackets a comma ends the text; and what does not show is for the reader to refuse.
    return spelled if "," not in spelled and text.isprintable() else None


def _word(text: str) -> str | None:
    return text.casefold() if text.isalpha() else None
