"""Names that the gazetteer knows, where they stand in a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from summitcal import gazetteer
from summitcal.gazetteer import Entry, Role
from summitcal.model import Participant, Place

_TOKEN = re.compile(r"[A-Z]\.(?:[A-Z]\.)+|[A-Za-z0-9]+")
_FOLLOWING = re.compile(rf"(?:\s{{1,3}}|['-]|\.\s?|[–/]|,\s)({_TOKEN.pattern})")
"""The next token of a name, after what may part the two."""
_LONGEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A known name from ``start`` to ``end`` of a sentence: who it can stand for, and which place it can be."""

    start: int
    end: int
    text: str
    role: Role
    participant: Participant | None = None
    place: Place | None = None


_ARTICLES = frozenset({"the", "The"})
_OF_ANOTHER = re.compile(r"(?<=Assembly|.Council)\sof\s(?:the\s)?(?=[A-Z])")
"""What makes a body that of another one: "the General Assembly of the OAS"."""


def find_names(text: str) -> tuple[Name, ...]:
    """Find the known names in a folded text, the longest where several begin together."""
    found: list[Name] = []
    past = 0
    firsts = _forms()
    for token in _TOKEN.finditer(text):
        if token[0] not in firsts or token.start() < past:
            continue
        past, entries = _longest(text, token)
        following = _TOKEN.search(text, token.end()) if entries and token[0] in _ARTICLES else None
        if following and _longest(text, following)[0] > past:
            # "the Commonwealth", and "Commonwealth of Independent States"
            past, entries = token.end(), ()
        if entries and not _OF_ANOTHER.match(text, past):
            found.append(_name(text, token.start(), past, entries))
    return tuple(found)


def _longest(text: str, token: re.Match[str]) -> tuple[int, tuple[Entry, ...]]:
    """Return where the longest form ends that begins with a token, and its readings."""
    forms = _forms().get(token[0])
    start, end = token.span()
    if forms is None or _is_initial(text, token):
        return end, ()
    words = _plain(token[0])
    best: tuple[int, tuple[Entry, ...]] = (end, forms.get(words, ()))
    for _ in range(_LONGEST - 1):
        following = _FOLLOWING.match(text, end)
        if not following:
            break
        end = following.end()
        words = f"{words} {_plain(following[1])}"
        entries = forms.get(words)
        if entries is None:  # no form begins like this
            break
        # "Bosnia, Herzegovina" is a list; only a form that has the comma itself may run over one.
        if entries and "," not in text[start:end]:
            best = end, entries
    return best


def _is_initial(text: str, token: re.Match[str]) -> bool:
    """Whether an all-capitals heading only seems to name somebody, as "US" in "TELL US MORE"."""
    around = text[max(0, token.start() - 4) : token.end() + 4]
    return token[0] in {"US", "WHO", "IS", "ALBA"} and around.isupper() and len(around) > len(token[0]) + 6


def _name(text: str, start: int, end: int, entries: tuple[Entry, ...]) -> Name:
    named = [each for each in entries if each.participant]
    # Where a city stands for a body too, it does so more often: "Brussels" is the EU before it is Belgium.
    who = next((each for each in named if each.role is Role.METONYM), named[0] if named else None)
    where = next((each.place for each in entries if each.place), None)
    role = Role.CAPITAL if any(each.role is Role.CAPITAL for each in named) else who.role if who else Role.PLACE
    return Name(
        start=start, end=end, text=text[start:end], role=role, participant=who.participant if who else None, place=where
    )


def _plain(word: str) -> str:
    return "the" if word == "The" else word.replace(".", "")


@cache
def _forms() -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
    """Return the forms of the gazetteer by their first word as a text can write it, each with its beginnings.

    A beginning that is no form itself has no entries: whoever reads on knows by it that a form can still come.
    """
    table: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for form, entries in gazetteer.mentions().items():
        # Most forms are one word, and there are thousands.
        words = [form] if form.isascii() and form.isalpha() else [_plain(token) for token in _TOKEN.findall(form)]
        if words:
            forms = table.setdefault(words[0], {})
            forms[" ".join(words)] = entries
            for length in range(1, len(words)):
                forms.setdefault(" ".join(words[:length]), ())
    dotted = {"".join(f"{letter}." for letter in word): forms for word, forms in table.items() if word.isupper()}
    return {**table, **dotted, "The": table["the"]}
