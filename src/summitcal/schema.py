"""The JSON Schema of events.yaml and the tables of its reference, both from the declarations of the model."""

import datetime as dt
import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from summitcal.model import AgendaItem, Calendar, Meeting, Participant, Place, Source
from summitcal.when import Point

Schema = dict[str, Any]

# Draft 7 is what the YAML extension of VS Code reads whole; check-jsonschema reads any.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_ID = "^[A-Za-z0-9][A-Za-z0-9._-]*$"
# What people write without quotes may be a number to their editor; to us it is the text that stands there.
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_DATE: Schema = {"type": "string", "minLength": 4}
_TABLES = {"calendar": Calendar, "participants": Participant, "meetings": Meeting}
_NOT_IN_FILE = {Calendar: {"participants", "meetings"}, Participant: {"id"}}
_FORMS: dict[object, Schema] = {
    str: _TEXT,
    dt.date: _DATE,
    Point: _DATE,
    ZoneInfo: {"type": "string", "pattern": "^[A-Za-z]"},
    tuple[str, ...]: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    tuple[Participant, ...]: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
}
_PATTERNS: dict[str, Schema] = {
    "id": {"type": ["string", "number"], "pattern": _ID},
    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "url": {"type": "string", "pattern": "^https?://[^\\s]+$"},
}


def json_schema() -> Schema:
    """Return the JSON Schema of events.yaml: its structure; that dates and participants exist, only `check` can say."""
    registry = _object(Participant)
    meetings = {"type": "array", "items": _object(Meeting), "description": "the meetings, in any order"}
    include = {"description": "other files that belong to this calendar", "examples": [["nato.yaml", "osce/*.yaml"]]}
    return {
        "$schema": _DIALECT,
        "title": "events.yaml of summitcal",
        "type": "object",
        "additionalProperties": False,
        "anyOf": [{"required": ["meetings"]}, {"required": ["include"]}],
        "properties": {
            "calendar": _object(Calendar) | {"description": "what the calendar is called, and its time zone"},
            "include": _one_or_many({"type": "string"}) | include,
            "participants": {
                "type": "object",
                "description": "who takes part, by an id of your own",
                "propertyNames": {"pattern": _ID},
                "additionalProperties": registry,
            },
            "meetings": meetings,
        },
    }


def reference() -> dict[str, str]:
    """Return the tables of the reference in Markdown, by the key of the file that they tell of."""
    return {name: "\n".join(_table(declaration)) for name, declaration in _TABLES.items()}


def _table(declaration: type) -> Iterator[str]:
    yield "| key | what | example |"
    yield "|---|---|---|"
    for each in _in_file(declaration):
        yield f"| `{each.name}` | {each.metadata['about']} | `{_example(each.metadata['example'])}` |"


def _example(example: object) -> str:
    match example:
        case list() as items:
            return f"[{', '.join(map(_example, items))}]"
        case dict() as facts:
            return f"{{{', '.join(f'{key}: {_example(value)}' for key, value in facts.items())}}}"
    return str(example)


def _in_file(declaration: type) -> list[Field[Any]]:
    return [each for each in fields(declaration) if each.name not in _NOT_IN_FILE.get(declaration, set())]


def _object(declaration: type) -> Schema:
    hints = get_type_hints(declaration)
    keys = _in_file(declaration)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [each.name for each in keys if each.default is MISSING],
        "properties": {each.name: _property(each, hints[each.name]) for each in keys},
    }


def _property(key: Field[Any], hint: object) -> Schema:
    form = _PATTERNS.get(key.name) or _form(hint)
    return form | {"description": key.metadata["about"], "examples": [key.metadata["example"]]}


def _form(hint: object) -> Schema:
    """Return what a value of a type is written as."""
    if hint in _FORMS:
        return _FORMS[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [str(word) for word in hint]}
    if get_origin(hint) in {Union, types.UnionType}:
        parts = tuple(part for part in get_args(hint) if part is not type(None))
        return _form(Point if parts == get_args(Point) else parts[0])
    if hint is Place:
        return {"anyOf": [_TEXT, _object(Place)]}
    if hint == tuple[AgendaItem, ...]:
        return _one_or_many({"anyOf": [_TEXT, _object(AgendaItem)]})
    if hint == tuple[Source, ...]:
        return _one_or_many(_object(Source))
    raise TypeError(f"no way to write a {hint} in events.yaml is known")


def _one_or_many(form: Schema) -> Schema:
    return {"anyOf": [form, {"type": "array", "items": form}]}
