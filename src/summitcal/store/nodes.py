"""YAML text → nodes that know their line and column; every scalar is the text that people wrote.

YAML 1.1 turns ``NO`` into False, ``12:30`` into 750 and lets a repeated key win in silence. Here nothing is
turned into anything, and what would be lost is a problem.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from summitcal.problems import Path, Problem

MAX_DEPTH = 40
"""Deeper nesting than this is an accident or an attack."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "-.inf"})
_KEY_IN_TITLE = "mapping values are not allowed"


@dataclass(slots=True)
class Node:
    """A value of the file: text, None for nothing, a list of nodes, or a mapping of text to nodes.

    ``line`` and ``column`` count from 1. ``keys`` holds the place of each key of a mapping. ``flow`` says that a
    list or mapping stands in brackets. ``end`` is the place after the last character of a text.
    """

    path: Path
    line: int
    column: int
    value: "str | list[Node] | dict[str, Node] | None" = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    flow: bool = False
    end: tuple[int, int] = (0, 0)
    pending_key: str | None = None


def read_nodes(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Read YAML text; return its root node (None when empty or broken) and what is wrong with the YAML itself."""
    composer = _Composer(file)
    at = text.find("\ufeff", 1)
    if at > 0:
        place = _place_of(text, at)
        composer.report("byte-order-mark", place, (), "a byte order mark in the middle", "delete that character")
        return None, composer.problems
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not composer.take(event):
                return None, composer.problems
    except yaml.YAMLError as error:
        composer.syntax(error, text)
        return None, composer.problems
    return composer.root, composer.problems


def locate(root: Node, path: Path) -> Node:
    """Return the node at a path, or the nearest one above it."""
    node = root
    for step in path:
        match node.value:
            case dict() as fields if isinstance(step, str) and step in fields:
                node = fields[step]
            case list() as items if isinstance(step, int) and step < len(items):
                node = items[step]
            case _:
                return node
    return node


def item_lines(text: str) -> tuple[int, ...]:
    """Return the index of the first line of each meeting of a file, and of the line after the last one.

    Empty where meetings do not each begin a line of their own, so that lines between two of them are one meeting.
    """
    root, _ = read_nodes(text, "")
    section = root.value.get("meetings") if root is not None and isinstance(root.value, dict) else None
    if root is None or section is None or section.flow or not isinstance(section.value, list) or not section.value:
        return ()
    lines = text.splitlines()
    starts = [node.line - 1 for node in section.value]
    if len(set(starts)) < len(starts) or not all(lines[start].lstrip().startswith("-") for start in starts):
        return ()
    later = [line - 1 for line, _ in root.keys.values() if line - 1 > starts[-1]]
    return (*starts, min(later, default=len(lines)))


class _Composer:
    """Builds nodes from parser events without recursion, so that no depth can exhaust the stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        self.documents = 0

    def report(self, rule: str, place: tuple[int, int], path: Path, what: str, mend: str) -> None:
        """Note a problem at a place."""
        line, column = place
        problem = Problem(rule=rule, path=path, what=what, mend=mend, file=self.file, line=line, column=column)
        self.problems.append(problem)

    def take(self, event: yaml.Event) -> bool:
        """Take one event; return False when reading on would make no sense."""
        match event:
            case yaml.DocumentStartEvent():
                return self._document(event)
            case yaml.AliasEvent():
                self._at(event, "yaml-alias", f"*{event.anchor} refers to another part of the file", "write it out")
                return False
            case yaml.ScalarEvent():
                return self._tag(event) and self._scalar(event)
            case yaml.SequenceStartEvent():
                return self._tag(event) and self._begin(event, [])
            case yaml.MappingStartEvent():
                return self._tag(event) and self._begin(event, {})
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.open.pop()
        return True

    def syntax(self, error: yaml.YAMLError, text: str) -> None:
        """Note what the YAML parser says, in plain words."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        mend = "mend the YAML here"
        if mark is None:
            place = _place_of(text, min(int(getattr(error, "position", 0) or 0), len(text)))
        else:
            place = (mark.line + 1, mark.column + 1)
        if _KEY_IN_TITLE in what:
            what, mend = "a colon followed by a space begins a new value", "put the text in quotes"
        elif "cannot start any token" in what:
            mend = "put the text in quotes; indent with spaces"
        self.report("yaml-syntax", place, (), f"not readable as YAML: {what}", mend)

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            self._at(event, "yaml-document", "a second document begins here", "keep one file to one document")
        return self.documents == 1

    def _tag(self, event: Any) -> bool:
        if event.tag in {None, "!"}:
            return True
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        self._at(event, "yaml-tag", f"the YAML tag {tag} is of another type than a calendar needs", "drop the tag")
        return False

    def _scalar(self, event: Any) -> bool:
        parent = self.open[-1] if self.open else None
        if parent is not None and isinstance(parent.value, dict) and parent.pending_key is None:
            self._key(parent, event)
            return True
        node = self._place(event)
        node.end = (event.end_mark.line + 1, event.end_mark.column + 1)
        plain = event.style is None or event.style == ""
        node.value = None if plain and event.value in _NOTHING else event.value
        return True

    def _key(self, parent: Node, event: Any) -> None:
        key = str(event.value)
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if key in parent.keys:
            first = parent.keys[key][0]
            what = f"{key!r} stands here a second time (first on line {first})"
            self.report("duplicate-key", place, (*parent.path, key), what, "join the two or delete one")
        parent.keys.setdefault(key, place)
        parent.pending_key = key

    def _begin(self, event: Any, value: "list[Node] | dict[str, Node]") -> bool:
        parent = self.open[-1] if self.open else None
        if parent is not None and isinstance(parent.value, dict) and parent.pending_key is None:
            self._at(event, "yaml-key", "a list or mapping cannot be a key", "use a word")
            return False
        if len(self.open) >= MAX_DEPTH:
            self._at(event, "yaml-depth", f"nested more than {MAX_DEPTH} levels deep", "delete the stray brackets")
            return False
        node = self._place(event)
        node.value = value
        node.flow = bool(event.flow_style)
        self.open.append(node)
        return True

    def _place(self, event: Any) -> Node:
        parent = self.open[-1] if self.open else None
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if parent is None:
            node = self.root = Node((), line, column)
        elif isinstance(parent.value, list):
            node = Node((*parent.path, len(parent.value)), line, column)
            parent.value.append(node)
        else:
            key = str(parent.pending_key)
            node = Node((*parent.path, key), line, column)
            parent.pending_key = None
            if isinstance(parent.value, dict):
                parent.value.setdefault(key, node)
        return node

    def _at(self, event: Any, rule: str, what: str, mend: str) -> None:
        path = self.open[-1].path if self.open else ()
        self.report(rule, (event.start_mark.line + 1, event.start_mark.column + 1), path, what, mend)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and every node below it, in file order."""
    todo = [node]
    while todo:
        each = todo.pop()
        yield each
        match each.value:
            case list() as items:
                todo.extend(reversed(items))
            case dict() as fields:
                todo.extend(reversed(fields.values()))


def _place_of(text: str, position: int) -> tuple[int, int]:
    """Return the line and column, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
