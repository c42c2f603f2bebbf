"""Values of the model ⇄ plain ones, as JSON has them: what is at its default is left out, instants are in UTC."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from summitcal.notation import find_zone, read_point
from summitcal.when import Period

Value = TypeVar("Value")

_UTC = ZoneInfo("UTC")
_AS_THEY_ARE = {NoneType, int}
_READ: Mapping[type, Callable[[str], object]] = {ZoneInfo: find_zone, dt.date: dt.date.fromisoformat}


def to_plain(value: object) -> Any:
    """Return a value as JSON can write it; ``from_plain`` gives it back."""
    match value:
        case tuple():
            return [to_plain(each) for each in value]
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case ZoneInfo() | dt.date() | Period() | Enum():
            return str(value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = {each.name: getattr(value, each.name) for each in fields(value)}
    return {name: to_plain(each) for name, each in found.items() if each != _defaults(type(value))[name]}


def from_plain(kind: type[Value], value: object) -> Value:
    """Return the value of a type that ``to_plain`` made a plain one of.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, UnreadableDate: ``to_plain`` did not make it of one.
    """
    return _typed(kind, value)  # type: ignore[no-any-return]  # it is of the type that was asked for


def _typed(kind: Any, value: Any) -> Any:
    options = get_args(kind)
    if get_origin(kind) in {Union, UnionType}:
        if isinstance(value, tuple(each for each in options if each in _AS_THEY_ARE)):
            return value
        return _point(value) if dt.date in options else _typed(options[0], value)
    if get_origin(kind) is tuple:
        return tuple(_typed(options[0], each) for each in value)
    if is_dataclass(kind):
        types, make = _hints(cast("type", kind)), cast("Callable[..., Any]", kind)
        return make(**{name: _typed(types[name], each) for name, each in value.items()})
    return value if isinstance(value, kind) else _READ.get(kind, kind)(value)


def _point(text: str) -> Any:
    return dt.datetime.fromisoformat(text).astimezone(_UTC) if "T" in text else read_point(text, _UTC)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


@cache
def _defaults(kind: type) -> Mapping[str, object]:
    """Return what each field of a dataclass is if nobody says; a field that must be said has no equal."""
    return {each.name: object() if each.default is MISSING else each.default for each in fields(kind)}
