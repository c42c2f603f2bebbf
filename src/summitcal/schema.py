"""The JSON Schema of events.yaml and the tables of its reference, both from the declarations of the model."""

import datetime as dt
import re
import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, is_dataclass
from enum import StrEnum
from typing import Any, TypeGuard, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from summitcal.model import (
    AgendaItem,
    Calendar,
    Meeting,
    Occurrence,
    Part,
    Participant,
    Place,
    Repeat,
    Source,
    Weekday,
    file_keys,
)
from summitcal.when import UNKNOWN, Point

Schema = dict[str, Any]

# Draft 7 is what the YAML extension of VS Code reads whole; check-jsonschema reads any.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_TABLES = {
    "calendar": Calendar,
    "participants": Participant,
    "meetings": Meeting,
    "repeat": Repeat,
    "changes": Occurrence,
    "place": Place,
    "agenda": AgendaItem,
    "sources": Source,
}


def _any_case(word: str) -> str:
    # The patterns of JSON Schema are JavaScript's, which has no way to say inside a pattern that case is alike.
    return "".join(f"[{letter.upper()}{letter.lower()}]" if letter.isalpha() else letter for letter in word)


def _matching(pattern: str, meant: str) -> Schema:
    """Return the form of a text; blanks around it are dropped by the reader, and editors say what was meant."""
    return {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$", "patternErrorMessage": meant}


# The shapes that `notation` reads. Whether there is such a day, hour or zone, only `check` can say.
_MONTH = r"[A-Za-z]{3,9}\.?"
_ORDINAL = "[0-9]{1,2}(?:[A-Za-z]{2})?"
_CLOCK = "[0-9]{1,2}:[0-9]{2}"
_ZONE = "(?:Z|[+-][0-9]{2}:?[0-9]{2}|[A-Z][A-Za-z0-9_/+-]+)"
_DAY = (
    rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_ORDINAL}\s+{_MONTH}\s+[0-9]{{4}}|{_MONTH}\s+{_ORDINAL},?\s+[0-9]{{4}})"
    rf"(?:(?:,?\s+|T){_CLOCK}(?::[0-9]{{2}})?\s*{_ZONE}?)?"
)
_POINT = rf"{_DAY}|[0-9]{{4}}(?:-W[0-9]{{2}}|-?Q[0-9]|-[0-9]{{2}})|{_MONTH}\s+[0-9]{{4}}|{_any_case(str(UNKNOWN))}"
_POINT_MEANT = "Write a date as 2022-01-09, 2022-01-09 15:00, 2022-01, 2022-W02, 2022-Q1 or unknown."
# What a rule may say in words is for `cadence` to read.
_OFTEN = _matching(
    r"[\s\S]*[A-Za-z]{3}[\s\S]*", "Write how often, as week, 2 weeks or every month on the first monday."
)
_COUNT = _matching("[0-9]+|[A-Za-z]+", "Write a number, as 10.") | {"type": ["string", "integer"], "minimum": 1}
_DAYS_MEANT = "Write a day of the week, first monday, or a day of the month."
_DAYS = _matching(r"[\s\S]*[A-Za-z0-9][\s\S]*", _DAYS_MEANT) | {"type": ["string", "integer"], "minimum": 1}
_DEGREES = r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?"
_ID = "[A-Za-z0-9][A-Za-z0-9._-]*"
_ID_MEANT = "Use a-z, 0-9 and - in an id."

# What people write without quotes may be a number or a boolean to their editor; to us it is the text that stands there.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S", "patternErrorMessage": "Write a text."}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
# Dates and `country: NO` reach a schema as texts: the YAML extension reads YAML 1.2, where they are no values of
# another type, and so does check-jsonschema, which leaves timestamps alone. `2022` is a number, and no date to us.
_FORMS: dict[object, Schema] = {
    str: _TEXT,
    dt.date: _matching(_DAY, "Write a day as 2022-01-09."),
    Point: _matching(_POINT, _POINT_MEANT),
    ZoneInfo: _matching("[A-Za-z][A-Za-z0-9_/+-]*", "Use a name of the IANA list, as Europe/Zurich."),
    int: _COUNT,
    tuple[Weekday | int, ...]: {"anyOf": [_DAYS, {"type": "array", "items": _DAYS}]},
}
# What can be said in a text, or with keys.
_LANGUAGE = "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
_TRANSLATED: Schema = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{_LANGUAGE}$", "patternErrorMessage": "Write a language as en or fr-CH."},
            "additionalProperties": _TEXT,
        },
    ]
}
_IN_WORDS: dict[type, Schema] = {AgendaItem: _TEXT, Place: _TEXT, Repeat: _OFTEN}
_FORMS_BY_KEY: dict[str, Schema] = {
    "id": _matching(_ID, _ID_MEANT) | {"type": _TEXT["type"], "minimum": 0},
    "country": _matching("[A-Z]{2}", "Use two capitals, as CH or US."),
    "url": _matching(rf"{_any_case('http')}[Ss]?://\S+", "Write a whole address, as https://example.org/page."),
    "at": _matching(f"{_CLOCK}|{_POINT}", "Write an hour as 12:30, or with its day as 2022-01-10 12:30."),
    "every": _OFTEN,
    "image": _matching(rf"{_any_case('http')}[Ss]?://\S+", "Write a whole address, as https://example.org/badge.png."),
    "conference": _matching(rf"{_any_case('http')}[Ss]?://\S+", "Write a whole address, as https://example.org/live."),
    "color": _matching("[A-Za-z]+", "Use a name that CSS knows, as steelblue."),
    "coordinates": {
        "anyOf": [
            _matching(rf"{_DEGREES}\s*[,;]?\s+{_DEGREES}|{_DEGREES},{_DEGREES}", "Write it as [46.2266, 6.1404]."),
            {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        ]
    },
}


def json_schema() -> Schema:
    """Return the JSON Schema of events.yaml: its structure; that dates and participants exist, only `check` can say."""
    return {
        "$schema": _DIALECT,
        "title": "events.yaml of summitcal",
        "type": "object",
        "additionalProperties": False,
        "anyOf": [{"required": ["meetings"]}, {"required": ["include"]}],
        "properties": {
            "calendar": _object(Calendar)
            | {
                "description": "what the calendar is called, and its time zone",
                "examples": [_sample(Calendar, "title", "timezone")],
            },
            "include": _TEXTS
            | {"description": "other files that belong to this calendar", "examples": [["nato.yaml", "osce/*.yaml"]]},
            "participants": {
                "type": "object",
                "description": "who takes part, by an id of your own",
                "examples": [{"biden": _sample(Participant, "name", "kind")}],
                "propertyNames": {"pattern": f"^{_ID}$", "patternErrorMessage": _ID_MEANT},
                "additionalProperties": _object(Participant),
            },
            "meetings": {
                "type": "array",
                "description": "the meetings, in any order",
                "examples": [[_sample(Meeting, "id", "title", "start")]],
                "items": _object(Meeting),
            },
        },
    }


def reference() -> dict[str, str]:
    """Return the tables of the reference in Markdown, by the key of the file that they tell of."""
    return {name: "\n".join(_table(declaration)) for name, declaration in _TABLES.items()}


def with_reference(page: str) -> str:
    """Return the reference, a Markdown page, with the first table below the heading of each key as it is now.

    Raises:
        ValueError: a key has no heading, or no table below it.
    """
    for name, table in reference().items():
        place = re.compile(rf"(^#+ `{name}:`\n(?:(?!#|\|).*\n)*)(?:\|.*\n)+", re.MULTILINE)
        found = place.search(page)
        if not found:
            raise ValueError(f"the page has no table below a heading `{name}:`")
        page = f"{page[: found.start()]}{found[1]}{table}\n{page[found.end() :]}"
    return page


def _table(declaration: type) -> Iterator[str]:
    hints = get_type_hints(declaration)
    yield "| key | what | example |"
    yield "|---|---|---|"
    for name, each in file_keys(declaration).items():
        about = each.metadata["about"] + _choice(hints[each.name])
        about += "; or [in several languages](#in-several-languages)" if each.metadata["translated"] else ""
        required = "required; " if each.default is MISSING else ""
        yield f"| `{name}` | {required}{about} | `{_example(each.metadata['example'])}` |"


def _choice(hint: object) -> str:
    [word_type, *_] = _without_none(hint)
    if not _is_word(word_type):
        return ""
    *others, last = [f"`{word}`" for word in word_type]
    return f": {', '.join(others)} or {last}"


def _example(example: object) -> str:
    match example:
        case list() as items:
            return f"[{', '.join(map(_example, items))}]"
        case dict() as facts:
            return f"{{{', '.join(f'{key}: {_example(value)}' for key, value in facts.items())}}}"
    return str(example)


def _sample(declaration: type, *names: str) -> dict[str, object]:
    return {name: each.metadata["example"] for name, each in file_keys(declaration).items() if name in names}


def _object(declaration: type) -> Schema:
    hints = get_type_hints(declaration)
    keys = file_keys(declaration)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, each in keys.items() if each.default is MISSING],
        "properties": {name: _property(name, each, hints[each.name]) for name, each in keys.items()},
    }


def _property(name: str, key: Field[Any], hint: object) -> Schema:
    form = _TRANSLATED if key.metadata["translated"] else _FORMS_BY_KEY.get(name) or _form(hint)
    return form | {"description": key.metadata["about"], "examples": [key.metadata["example"]]}


def _form(hint: object) -> Schema:
    """Return what a value of a type is written as."""
    if hint in _FORMS:
        return _FORMS[hint]
    if _is_word(hint):
        # Editors complete from the list; the reader takes a word in capitals too.
        words = list(map(str, hint))
        return {"anyOf": [{"enum": words}, _matching("|".join(map(_any_case, words)), f"Use {_choice(hint)[2:]}.")]}
    if get_origin(hint) in {Union, types.UnionType}:
        parts = _without_none(hint)
        if parts == (dt.datetime, dt.date):
            return _matching(f"{_CLOCK}|{_DAY}", "Write a day as 2022-01-09, an hour as 12:30, or both.")
        return _form(Point if parts == get_args(Point) else parts[0])
    if get_origin(hint) is tuple:
        return _one_or_many(_form(get_args(hint)[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return {"anyOf": [_IN_WORDS[hint], _object(hint)]} if hint in _IN_WORDS else _object(hint)
    raise TypeError(f"no way to write a {hint} in events.yaml is known")


def _without_none(hint: object) -> tuple[object, ...]:
    return tuple(part for part in get_args(hint) if part is not type(None)) or (hint,)


def _is_word(hint: object) -> TypeGuard[type[StrEnum]]:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def _one_or_many(form: Schema) -> Schema:
    return {"anyOf": [form, {"type": "array", "items": form}]}


# Made of what stands above: a participant is named, or named with a role.
_FORMS[tuple[Participant, ...]] = _one_or_many({"anyOf": [_TEXT, _object(Part)]})
