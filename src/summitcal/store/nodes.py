"""YAML text → nodes that know their line and column; every scalar is the text that people wrote.

YAML 1.1 turns ``NO`` into False, ``12:30`` into 750 and lets a repeated key win in silence. Here nothing is
turned into anything, and what would be lost is a problem.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from summitcal.problems import Path, Problem

MAX_DEPTH = 40
"""Deeper nesting than this is an accident or an attack."""

MAX_VALUES = 1_000_000
"""More texts, lists and mappings than this are no file that people edit."""

MAX_KEY = 200
"""No key is longer than this, nor is an id of the registry."""

ENOUGH = 500
"""After so many mistakes nobody reads on: the rest of a file is left for when these are mended."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL", ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "-.inf"})
# What YAML does not allow in a file; and the ends of lines that YAML knows and editors do not.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
# A comment that begins like no comment: without a blank behind its sign, and right behind a text.
_CUT = re.compile(r"(?<=[^\s'\"\]}])[ \t]+#(?=[^\s#])")
_BARE_KEY = re.compile(r"\s*(?:- +)*[\w-]+")
_GLUED = re.compile(r"\s*(?:- +)*([\w-]+):(\S.*)")
# What the parser says → what it means, and what to do about it.
_PLAINLY = {
    "mapping values are not allowed": ("a colon followed by a space begins a new value", "put the text in quotes"),
    "cannot start any token": ("a text cannot begin with this character", "put the text in quotes"),
    "could not find expected ':'": ("the line before has no colon", "write `key: value`, or indent it as more text"),
    "tab character": ("a tab cannot indent a line", "indent with spaces"),
    "unknown directive": ("a text cannot begin with %", "put the text in quotes"),
    "alphabetic or numeric": ("a text cannot begin with * or &", "put the text in quotes"),
    "found unexpected end of stream": ("a quote is opened here and not closed", "close it"),
    "did not find expected ',' or": ("a bracket is not closed, or a comma is missing", "close it, or add the comma"),
    "expected node content": ("a value is missing", "write one, or put the text in quotes"),
    "did not find expected key": ("this does not fit with what stands above", "mend the indentation or the quotes"),
    "expected '-' indicator": ("this line does not fit with the list above", "mend its indentation"),
    "block sequence entries": ("a list begins on a line of its own", "write `- ` there, or put the text in quotes"),
    "hexdecimal": ("a backslash in double quotes has a meaning of its own", "use single quotes"),
    "escape": ("a backslash in double quotes has a meaning of its own", "use single quotes"),
}


@dataclass(slots=True)
class Node:
    """A value of the file: text, None for nothing, a list of nodes, or a mapping of text to nodes.

    ``line`` and ``column`` count from 1. ``keys`` holds the place of each key of a mapping. ``flow`` says that a
    list or mapping stands in brackets. ``end`` is the place after the last character of a text, or after the bracket
    that closes; of a text in lines of its own (``|``, ``>``), the first line behind it.
    """

    path: Path
    line: int
    column: int
    value: "str | list[Node] | dict[str, Node] | None" = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    flow: bool = False
    end: tuple[int, int] = (0, 0)
    pending_key: str | None = None

    def get(self, key: str) -> "Node | None":
        """Return the value of a key; None where it is not, or where this is no mapping."""
        return self.value.get(key) if isinstance(self.value, dict) else None


def read_nodes(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Read YAML text; return its root node (None when empty or broken) and what is wrong with the YAML itself.

    What is wrong beside a root node keeps nobody from reading on.
    """
    composer = _Composer(file)
    at = text.find("\ufeff", 1)
    if at > 0:
        place = _place_of(text, at)
        composer.report("byte-order-mark", place, (), "a byte order mark in the middle", "delete that character")
        return None, composer.problems
    if found := _CONFLICT.search(text):
        what = "not readable as YAML: a merge has left both versions here, with its marks between them"
        composer.report("yaml-syntax", _place_of(text, found.start()), (), what, "keep one and delete the marks")
        return None, composer.problems
    if found := _UNPRINTABLE.search(text):
        what = f"not readable as YAML: the control character U+{ord(found[0]):04X}"
        composer.report("yaml-syntax", _place_of(text, found.start()), (), what, "delete it")
        return None, composer.problems
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not composer.take(event):
                return None, composer.problems
    except yaml.YAMLError as error:
        composer.syntax(error, text)
        return None, composer.problems
    if composer.root is not None:
        composer.texts_cut(text)
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
    section = root and root.get("meetings")
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
        self.values = 0

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
                return self._fits(event) and self._scalar(event)
            case yaml.SequenceStartEvent():
                return self._fits(event) and self._begin(event, [])
            case yaml.MappingStartEvent():
                return self._fits(event) and self._begin(event, {})
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                node = self.open.pop()
                if node.flow:
                    node.end = _end(event)
        return True

    def syntax(self, error: yaml.YAMLError, text: str) -> None:
        """Note what the YAML parser says, in plain words."""
        said = str(getattr(error, "problem", None) or error)
        fallback = (said, "mend the YAML here")
        what, mend = next((plainly for words, plainly in _PLAINLY.items() if words in said), fallback)
        mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        if mark is None or (opened and "not closed" in what and opened.line < mark.line):
            mark = opened  # not where the parser gave up, but where it began
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = [*text.splitlines(), ""]
        at_key = "mapping values are not" in said and _BARE_KEY.fullmatch(lines[line - 1][: column - 1])
        above = opened.line if opened and "expected ':'" in said else line - 2 if at_key and line > 1 else None
        glued = _GLUED.fullmatch(lines[above]) if above is not None else None
        if "cannot start any token" in said and lines[line - 1][column - 1 :].startswith("\t"):
            what, mend = "a tab cannot indent a line", "indent with spaces"
        elif glued and above is not None:
            line, column = above + 1, glued.start(1) + 1
            what, mend = "a blank is missing behind the colon", f"write `{glued[1]}: {glued[2]}`"
        elif at_key:
            what, mend = "this line is indented deeper than the one above", "give both the same indentation"
        self.report("yaml-syntax", (line, column), (), f"not readable as YAML: {what}", mend)

    def texts_cut(self, text: str) -> None:
        """Note each text that ends where somebody wrote ``#``, as in ``Talks #2``, which YAML takes for a comment."""
        cuts = {}
        for number, line in enumerate(text.splitlines(), start=1) if " #" in text or "\t#" in text else ():
            cuts.update({(number, cut.start() + 1): cut.end() for cut in _CUT.finditer(line)})
        for node in walk(self.root) if cuts and self.root is not None else ():
            if isinstance(node.value, str) and node.end in cuts:
                what, place = f"{node.value!r} ends here: what follows # is a comment", (node.line, cuts[node.end])
                mend = "put the text in quotes, or write a blank behind #"
                self.report("text-cut", place, node.path, what, mend)

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            self._at(event, "yaml-document", "a second document begins here", "keep one file to one document")
        return self.documents == 1

    def _fits(self, event: Any) -> bool:
        """Whether a value is of a type that a calendar has, and not one too many."""
        self.values += 1
        if self.values > MAX_VALUES:
            what = f"the file has more than {MAX_VALUES:,} values"
            self._at(event, "yaml-size", what, "split it with `include:`")
            return False
        if event.anchor and isinstance(event, yaml.ScalarEvent) and not event.style:
            what = f"&{event.anchor} names this text for other parts of the file, and is no part of it"
            self._at(event, "yaml-alias", what, "put the text in quotes, or delete the name")
            return False
        if event.tag in {None, "!"}:
            return True
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        self._at(event, "yaml-tag", f"the YAML tag {tag} is of another type than a calendar needs", "drop the tag")
        return False

    def _scalar(self, event: Any) -> bool:
        parent = self.open[-1] if self.open else None
        if parent is not None and isinstance(parent.value, dict) and parent.pending_key is None:
            return self._key(parent, event)
        node = self._place(event)
        node.end = _end(event)
        plain = event.style is None or event.style == ""
        node.value = None if plain and event.value in _NOTHING else event.value
        return True

    def _key(self, parent: Node, event: Any) -> bool:
        key = str(event.value)
        # Keys are part of every message below them, and a message is one line that hides nothing.
        if unprintable := next((char for char in key if not char.isprintable()), None):
            what = f"a key has the unprintable character U+{ord(unprintable):04X}"
            self._at(event, "control-character", what, "delete it")
            return False
        if len(key) > MAX_KEY:
            self._at(event, "yaml-key", f"a key has {len(key):,} characters", f"use a word of at most {MAX_KEY}")
            return False
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if key in parent.keys:
            first = parent.keys[key][0]
            what = f"{key!r} stands here a second time (first on line {first})"
            self.report("duplicate-key", place, (*parent.path, key), what, "join the two or delete one")
        parent.keys.setdefault(key, place)
        parent.pending_key = key
        return len(self.problems) <= ENOUGH

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


def _end(event: Any) -> tuple[int, int]:
    return event.end_mark.line + 1, event.end_mark.column + 1


def _place_of(text: str, position: int) -> tuple[int, int]:
    """Return the line and column, from 1, of a position in a text."""
    lines = f"{text[:position]}.".splitlines()
    return len(lines), len(lines[-1])
