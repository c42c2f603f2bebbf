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
    return "".join(_folded(char) for char in text) if not text.isascii() else text


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
        who = _by_code()[code]
        yield from ((form, Entry(role=Role.NAME, participant=who)) for form in (who.name, *state.get("aliases", ())))
        for form in state["adjectives"]:
            yield form, Entry(role=Role.DEMONYM, participant=who)
            yield f"{form}s", Entry(role=Role.DEMONYM, participant=who)
        yield from ((form, Entry(role=Role.METONYM, participant=who)) for form in state.get("metonyms", ()))
        yield state["capital"], Entry(role=Role.CAPITAL, participant=who, place=find_place(state["capital"]))
    for key, row in _organisations().items():
        who = _by_id()[key]
        yield from ((form, Entry(role=Role.NAME, participant=who)) for form in (who.name, *row.get("aliases", ())))
        yield from ((form, Entry(role=Role.METONYM, participant=who)) for form in row.get("metonyms", ()))
    for place in _cities().values():
        yield place.name, Entry(role=Role.PLACE, place=place)
    for city, venues in _read("places.toml")["venues"].items():
        yield from ((venue, Entry(role=Role.PLACE, place=find_place(city))) for venue in venues)


@cache
def _by_code() -> Mapping[str, Participant]:
    return {
        code: Participant(
            id=_slug(state["name"]),
            name=state["name"],
            country=code,
            aliases=(*state.get("aliases", ()), *state.get("metonyms", ())),
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
            for venue in venues
            if not venue.startswith("the ")
        }
    return table


@cache
def _cities() -> Mapping[str, Place]:
    groups = _read("places.toml")["places"]
    cities = [(name, row["country"], row["timezone"]) for row in groups for name in row["names"]]
    capitals = [(row["capital"], code, row["timezone"]) for code, row in _states().items()]
    return {
        _key(name): Place(name=name, country=country, timezone=find_zone(zone))
        for name, country, zone in (*cities, *capitals)
    }


@cache
def known_people() -> Mapping[str, tuple[Participant, Participant]]:
    """Return the persons that news names without more, by every form of their names, each with its side."""
    found: dict[str, tuple[Participant, Participant]] = {}
    for name, facts in _read("people.toml").items():
        side = _by_name()[_key(facts["side"])]
        office = str(facts["office"])
        kind = ParticipantKind.PERSON
        person = Participant(id=_slug(name), name=name, kind=kind, country=side.country, office=office)
        found |= dict.fromkeys((name, *facts["as"]), (person, side))
    return found


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
    words = re.findall(r"[a-z0-9+]+", fold(name).casefold().replace("'", "").replace(".", ""))
    return " ".join(words).removeprefix("the ")


def _slug(name: str) -> str:
    return _key(name).replace(" ", "-")


_APOSTROPHES = "’ʼ‘`´"


@cache
def _folded(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    base = unicodedata.normalize("NFKD", char)[0]
    # "ŀ" and the like decompose into letters; signs such as "½" must stay what they are.
    return base if base.isalpha() and char.isalpha() else char
