"""Every message that the code can say to a reader, found in its own text.

What is said is followed to where it is written: a text, a choice of two, a name given one, an argument of the function,
what another function returns, a table. What cannot be followed, since it is a word of the model, is in ``WORDS``; all
else is an error, so that no message is forgotten.
"""

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import summitcal
from summitcal.cadence import _NTH_WORDS
from summitcal.markup.article import _MARKS
from summitcal.model import Certainty, Kind, Role, Status
from summitcal.updates import What

Message = str | tuple[str, str]
"""A message, or one about a number of things: of one, and of many."""

FIRST = "1st"
"""What translations say of the first day of a month."""

_PACKAGE = Path(summitcal.__file__).parent
_SAYING, _COUNTING = {"say", "translated"}, {"count", "forms"}
_ENGLISH = ("cli", "extract", "lint")  # rooms that speak to those who keep a calendar
_STATUSES = tuple(map(str, Status))

REASONS = ("replaced by this one", "replaces this one", "the same parties", "at the same time")
"""What ``agenda.related`` says."""

WORDS: Mapping[str, Iterable[str]] = {
    "_NTH_WORDS[day.nth]": _NTH_WORDS.values(),
    "asked.kind": tuple(map(str, Kind)),
    "asked.status": _STATUSES,
    "chosen": (*map(str, Kind), *_STATUSES),
    "facets.kinds": tuple(map(str, Kind)),
    "facets.statuses": _STATUSES,
    "field.capitalize()": tuple(map(str.capitalize, _MARKS)),
    "meeting.certainty.in_words()": tuple(filter(None, (each.in_words() for each in Certainty))),
    "str(meeting.kind)": tuple(map(str, Kind)),
    "str(meeting.status)": _STATUSES,
    "str(meeting.status).capitalize()": tuple(map(str.capitalize, _STATUSES)),
    "str(participant.role)": tuple(map(str, Role)),
    "str(update.what).capitalize()": tuple(str(each).capitalize() for each in What),
    "why": REASONS,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """A function of a module, in which an expression stands."""

    module: str
    function: ast.FunctionDef

    def __str__(self) -> str:
        return f"{self.module}.{self.function.name}"


@cache
def messages() -> frozenset[Message]:
    """Return every message that the code can say.

    Raises:
        LookupError: one of them cannot be followed to where it is written.
    """
    found: set[Message] = {FIRST}
    for place, call in _calls():
        if place.function.name in _SAYING | _COUNTING:
            continue  # it passes on what it is given
        if _called(call) in _SAYING:
            found.update(_said(call.args[0], place))
        elif _called(call) in _COUNTING and isinstance(call.func, ast.Attribute):
            found.update(_counted(call.args, place))
    return frozenset(found)


def _said(expression: ast.expr, place: _Place) -> Iterator[str]:
    for found in _followed(expression, place):
        yield from (found,) if isinstance(found, str) else found


def _counted(arguments: list[ast.expr], place: _Place) -> Iterator[tuple[str, str]]:
    match arguments:
        case [ast.Starred(value=table), *_]:
            yield from ((row[0], row[1]) for row in _followed(table, place))
        case [ast.Constant(value=bytes()), *_]:  # bytes count too
            return
        case [one, many, *_]:
            yield from ((a, b) for a in _said(one, place) for b in _said(many, place))


def _followed(expression: ast.expr, place: _Place) -> Iterator[str | tuple[str, ...]]:
    """Follow an expression to the texts, or rows of a table, that it can be."""
    written = ast.unparse(expression)
    if written in WORDS:
        yield from WORDS[written]
        return
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_followed(body, place), *_followed(orelse, place))
        case ast.Subscript(value=table):
            yield from _followed(table, place)
        case ast.Name(id=name) if name.isupper():
            yield from _table(name, place)
        case ast.Name(id=name):
            yield from _named(name, place)
        case ast.Call(func=ast.Name(id=name)) if name in _by_name():
            yield from _returned(_by_name()[name])
        case _:
            raise LookupError(f"{place}: what is said as {written} is not known; add it to WORDS")


def _table(name: str, place: _Place) -> Iterable[str | tuple[str, ...]]:
    table = getattr(importlib.import_module(f"summitcal.{place.module}"), name)
    return table.values() if isinstance(table, Mapping) else tuple(table)


def _returned(place: _Place) -> Iterator[str | tuple[str, ...]]:
    for node in ast.walk(place.function):
        if isinstance(node, ast.Return) and node.value:
            yield from _followed(node.value, place)


def _named(name: str, place: _Place) -> Iterator[str | tuple[str, ...]]:
    """Follow a name to what it is given in its function, or by those who call it."""
    found = False
    for node in ast.walk(place.function):
        match node:
            case ast.Assign(targets=[target], value=value) if (number := _position(name, target)) is not None:
                given = value.elts[number] if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) else value
                yield from _followed(given, place)
            case ast.For(target=target, iter=values) | ast.comprehension(target=target, iter=values) if (
                number := _position(name, target)
            ) is not None:
                for each in _elements(values, place):
                    yield from _followed(each.elts[number] if isinstance(each, ast.Tuple) else each, place)
            case _:
                continue
        found = True
    if not found:
        yield from _given(name, place)


def _position(name: str, target: ast.expr) -> int | None:
    names = [ast.unparse(each) for each in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return names.index(name) if name in names else None


def _elements(expression: ast.expr, place: _Place) -> Iterator[ast.expr]:
    """Return what a list, a dictionary's items or a name for one of them holds."""
    match expression:
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_elements(body, place), *_elements(orelse, place))
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            yield from (each.value if isinstance(each, ast.Starred) else each for each in elements)
        case ast.Dict(keys=keys, values=values):
            yield from (ast.Tuple([key, value]) for key, value in zip(keys, values, strict=True) if key)
        case ast.Call(func=ast.Attribute(value=table, attr="items")):
            yield from _elements(table, place)
        case ast.Name(id=name) if name.isupper():
            yield ast.Tuple([expression, expression])
        case ast.Name(id=name) if name not in _arguments(place):
            yield from _collected(name, place)
        case _:
            raise LookupError(f"{place}: what is in {ast.unparse(expression)} is not known")


def _collected(name: str, place: _Place) -> Iterator[ast.expr]:
    """Return what a list of a function is made of, and what is added to it."""
    for node in ast.walk(place.function):
        match node:
            case ast.Assign(targets=[ast.Name(id=given)], value=value) if given == name:
                yield from _elements(value, place)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=given), attr="append")) if given == name:
                yield from node.args


def _arguments(place: _Place) -> list[str]:
    arguments = place.function.args
    return [each.arg for each in (*arguments.args, *arguments.kwonlyargs)]


def _given(name: str, place: _Place) -> Iterator[str | tuple[str, ...]]:
    """Follow an argument of a function to all who call it."""
    positions = [each.arg for each in place.function.args.args]
    if name not in _arguments(place):
        raise LookupError(f"{place}: where {name} comes from is not known")
    for caller, call in _calls():
        if _called(call) == place.function.name:
            by_name = [each.value for each in call.keywords if each.arg == name]
            by_place = [call.args[positions.index(name)]] if name in positions and not by_name else []
            for each in (*by_name, *by_place):
                yield from _followed(each, caller)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name) if name in _SAYING | _COUNTING:
            return name
        case ast.Attribute(value=ast.Name(id="markup"), attr=name):
            return name
    return ""


@cache
def _calls() -> tuple[tuple[_Place, ast.Call], ...]:
    found = ((place, node) for place in _functions() for node in ast.walk(place.function))
    return tuple((place, node) for place, node in found if isinstance(node, ast.Call))


@cache
def _functions() -> tuple[_Place, ...]:
    found = []
    for path in sorted(_PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(_PACKAGE).with_suffix("").parts)
        if not module.startswith(_ENGLISH):
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            found += [_Place(module, node) for node in nodes if isinstance(node, ast.FunctionDef)]
    return tuple(found)


@cache
def _by_name() -> dict[str, _Place]:
    return {place.function.name: place for place in _functions()}
