"""Signs for and against something, weighed: how probable it is that it is so.

The weights are in weights.toml, a table for each question. They were fitted on articles of our own by logistic
regression, so what is said with 0.9 is right about nine times in ten; docs/extraction.md says how to fit them again.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import repeat


class Question(StrEnum):
    """What is asked: whether a date is that of a meeting, who takes part, and where it is."""

    CANDIDATE = "candidate"
    MEETING = "meeting"
    SIDE = "side"
    PERSON = "person"
    KIND = "kind"
    PLACE = "place"
    OFF = "off"
    TENTATIVE = "tentative"
    AHEAD = "ahead"


Weigh = Callable[["Question", object, str, Iterable[str]], float]
"""How a question is answered."""


def weigh(question: Question, _where: object, _name: str, signs: Iterable[str], /) -> float:
    """Return how probable a yes is, from 0 to 1, given the names of the signs that were seen.

    ``_where`` and ``_name`` say of whom it is asked; they are only for those who watch, as the fitting does.
    """
    weights = _weights()[question]
    # Most signs weigh nothing; a map keeps the look-ups out of the interpreter's loop.
    total = math.fsum(map(weights.get, signs, repeat(0.0))) + weights["always"]
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return _read(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))


def _read(text: str) -> Mapping[str, Mapping[str, float]]:
    """Return the tables of a file of weights, all lines a name and a number: tomllib takes long for so many."""
    tables: dict[str, dict[str, float]] = {}
    table: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith("["):
            table = tables.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            name, _, weight = line.rpartition(" = ")
            table[json.loads(name) if "\\" in name else name.strip('"')] = float(weight)
    return tables
