"""Who and where we know, by every name: states, organisations and groups, cities and venues."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from summitcal.model import Participant, ParticipantKind, Place
from summitcal.notation import find_zone


class Role(StrEnum):
    """What a name is to those it stands for."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One reading of a name: "Vienna" is a place, and as a capital it can stand for Austria."""

    role: Role
    participant: Participant | None = None
    place: Place | None = None


def find_participant(name: str) -> Participant | None:
    """Return who goes by an ISO code in upper case, a name, an alias or a metonym, whatever its case and accents."""
    name = name.strip()
    return _by_code().get(name) or _by_name().get(_key(name))


def find_place(name: str) -> Place | None:
    """Return the city or venue of that name, whatever its case and accents, with its country and time zone."""
    return _places().get(_key(name))


def members(participant: Participant) -> tuple[Participant, ...]:
    """Return those who take part in the name of a group that is nothing but its members; else only itself."""
    codes = _organisations().get(participant.id, {}).get("members", ())
    if not codes:
        return (participant,)
    found = (_by_code().get(code) or _by_id().get(code) for code in codes)
    return tuple(each for each in found if each) or (participant,)


def seat(participant: Participant) -> Place | None:
    """Return where an organisation has its headquarters."""
    return find_place(_organisations().get(participant.id, {}).get("seat", ""))


def is_bloc(participant: Participant) -> bool:
    """Return whether "the bloc" can mean it."""
    return bool(_organisations().get(participant.id, {}).get("bloc"))


def meets(participant: Participant) -> bool:
    """Return whether it is a body that meets as such: NATO does, a court or a bank does not."""
    row = _organisations().get(participant.id)
    return row is not None and bool(row.get("meets", True))


def capital(participant: Participant) -> Place | None:
    """Return where a state is governed from."""
    return find_place(_states().get(participant.country or "", {}).get("capital", ""))


def known_names() -> tuple[str, ...]:
    """Return every name and alias of a participant that we know, sorted, for "did you mean"."""
    return tuple(sorted({name for each in _by_id().values() for name in (each.name, *each.aliases)}))


def fold(text: str) -> str:
    """Return the text without accents and typographic apostrophes, each character still at its own offset."""
    return text if text.isascii() else _TO_FOLD.sub(lambda char: _folded(char[0]), text)


@cache
def mentions() -> Mapping[str, tuple[Entry, ...]]:
    """Return every form that can stand in a text, folded and with its case, with all its readings.

    A palace or an office is read as the city it is in.
    """
    table: dict[str, list[Entry]] = {}
    for form, entry in _readings():
        readings = table.setdefault(fold(form), [])
        if entry not in readings:
            readings.append(entry)
    return {form: tuple(entries) for form, entries in table.items()}


def _readings() -> Iterator[tuple[str, Entry]]:
    for code, state in _states().items():
        yield from _names(_by_code()[code], state)
        for city in _seats(state):
            yield city, Entry(role=Role.CAPITAL, participant=_by_code()[code], place=find_place(city))
    for key, row in _organisations().items():
        yield from _names(_by_id()[key], row)
    never = {_key(name) for group in _read("places.toml")["places"] for name in _split(group.get("asked", ""))}
    never |= {_key(state["capital"]) for state in _states().values() if state.get("quiet")}
    for key, place in _cities().items():
        if key not in never:
            yield place.name, Entry(role=Role.PLACE, place=place)
    for city, venues in _read("places.toml")["venues"].items():
        there = Entry(role=Role.PLACE, place=find_place(city))
        yield from ((venue, there) for venue in _split(venues))


def _names(who: Participant, row: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    named = Entry(role=Role.NAME, participant=who)
    of_them = Entry(role=Role.DEMONYM, participant=who)
    meant = Entry(role=Role.METONYM, participant=who)
    yield from ((form, named) for form in (who.name, *row.get("aliases", ())))
    yield from ((form, of_them) for word in row.get("adjectives", ()) for form in (word, f"{word}s"))
    yield from ((form, meant) for form in row.get("metonyms", ()))


def _seats(state: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the cities that stand for a state in a text."""
    return (*(() if state.get("quiet") else (state["capital"],)), *state.get("seats", ()))


@cache
def _by_code() -> Mapping[str, Participant]:
    return {
        code: Participant(
            id=_slug(state["name"]),
            name=state["name"],
            country=code,
            aliases=(*state.get("aliases", ()), *state.get("seats", ()), *state.get("metonyms", ())),
        )
        for code, state in _states().items()
    }


@cache
def _by_id() -> Mapping[str, Participant]:
    organisations = (
        Participant(
            id=key,
            name=row["name"],
            kind=ParticipantKind(row["kind"]),
            aliases=(*row.get("aliases", ()), *row.get("metonyms", ())),
        )
        for key, row in _organisations().items()
    )
    return {each.id: each for each in (*_by_code().values(), *organisations)}


@cache
def _by_name() -> Mapping[str, Participant]:
    table: dict[str, Participant] = {}
    for each in _by_id().values():
        for name in (each.name, *each.aliases):
            table.setdefault(_key(name), each)
    return table


@cache
def _places() -> Mapping[str, Place]:
    table = dict(_cities())
    for city, venues in _read("places.toml")["venues"].items():
        where = table[_key(city)]
        table |= {
            _key(venue): Place(name=venue, country=where.country, timezone=where.timezone)
            for venue in _split(venues)
            if not venue.startswith("the ")
        }
    return table


@cache
def _cities() -> Mapping[str, Place]:
    groups = _read("places.toml")["places"]
    cities = [(row["country"], row["timezone"], _split(row["names"], row.get("asked", ""))) for row in groups]
    capitals = [(code, row["timezone"], (*row.get("seats", ()), row["capital"])) for code, row in _states().items()]
    return {
        _key(name): Place(name=name, country=country, timezone=zone)
        for country, zone_name, names in (*cities, *capitals)
        for zone in (find_zone(zone_name),)
        for name in names
    }


def _split(*lists: str) -> tuple[str, ...]:
    """Return the names of lists that are parted by commas, which load much faster than lists of TOML."""
    return tuple(name for each in lists if each for name in " ".join(each.split("\n")).split(", "))


@cache
def known_people() -> Mapping[str, tuple[Participant, Participant]]:
    """Return the persons that news names without more, by every form of their names, each with its side."""
    found: dict[str, tuple[Participant, Participant]] = {}
    for side, person, forms in _people():
        for form in forms:
            if form in found:
                raise ValueError(f"{form!r} is {found[form][0].name} and {person.name}; keep only their whole names")
            found[form] = person, side
    return found


def _people() -> Iterator[tuple[Participant, Participant, tuple[str, ...]]]:
    """Yield whom each person speaks for, who it is, and every form of the name."""
    for whom, persons in _read("people.toml").items():
        side = _by_name()[_key(whom)]
        for name, said in persons.items():
            office, _, others = said.partition(": ")
            person = Participant(
                id=_slug(name), name=name, kind=ParticipantKind.PERSON, country=side.country, office=office
            )
            yield side, person, (name, *_split(others))


@cache
def _states() -> Mapping[str, Any]:
    return _read("states.toml")


@cache
def _organisations() -> Mapping[str, Any]:
    return _read("organisations.toml")


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _key(name: str) -> str:
    if name.isascii() and name.isalpha():  # most names, and there are thousands
        return name.lower()
    words = _WORD.findall(fold(name).casefold().replace("'", "").replace(".", ""))
    return " ".join(words).removeprefix("the ")


def _slug(name: str) -> str:
    return _key(name).replace(" ", "-")


_WORD = re.compile(r"[a-z0-9+]+")
_TO_FOLD = re.compile(r"[^\x00-\x7f]|`")
_APOSTROPHES = "’ʼ‘`´"


@cache
def _folded(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    base = unicodedata.normalize("NFKD", char)[0]
    # "ŀ" and the like decompose into letters; signs such as "½" must stay what they are.
    return base if base.isalpha() and char.isalpha() else char
