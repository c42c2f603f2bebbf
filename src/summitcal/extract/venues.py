"""Where a meeting is: the city or venue that the words around its date name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summitcal.extract.parties.names import Name
from summitcal.gazetteer import Role, capital, find_place, seat
from summitcal.model import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place from ``start`` to ``end`` of a sentence; the lower its rank, the better it says where people meet.

    As the place of a meeting it counts from the start of the article, and says how it was found and how probable it is.
    """

    start: int
    end: int
    place: Place
    rank: int
    how: str = ""
    chance: float = 1.0


_BEFORE = re.compile(
    r"\b(?P<prep>in|at|to|from|near|outside|for|around|reach(?:es|ed)?|visit(?:s|ed|ing)?)\s"
    r"(?:(?:the|nearby|central|downtown|neutral|historic|snowy|southern|northern|eastern|western|its|their|his|her|(?:south|north|east|west|outskirts|suburbs?|shores?|edge)\sof|an?|\w+\s(?:estate|villa|retreat|hotel|resort|base|palace|castle|venue)\s(?:in|near|outside|south\sof|north\sof)|resort|city|town|capital|of|lakeside|Alpine|port|"
    r"[A-Z][a-z]+ian|[A-Z][a-z]+ish|Swiss|German|French|Dutch|Greek|Chinese|Japanese|Thai|Iraqi|Qatari|Saudi|Omani|Emirati)\s){0,5}$"
)
_RANKS = {
    "in": 0,
    "at": 0,
    "near": 1,
    "outside": 1,
    "to": 1,
    "visit": 1,
    "visits": 1,
    "visited": 1,
    "reaches": 1,
    "for": 3,
    "from": 4,
    "around": 2,
}
BUILDING = re.compile(
    r"palace|house|building|headquarters|castle|\bHQ\b|villa|schloss|hotel|kremlin|hofburg|mandapam|hall", re.IGNORECASE
)
_CITY_HEAD = re.compile(
    r"^(?:'s)?\s(?:headquarters|talks|meeting|summit|conference|session|airport|hotel|palace|base|gathering|office|seat|round|resort|suburb|rendezvous|encounter|get-together|venue|leg)\b"
)
_UNKNOWN = re.compile(
    r"(?:\b(?:in|at)\s(?:the\s(?:[a-z-]+\s){0,3}(?:city|town|resort|village|port|island|capital)\sof\s|(?:nearby|neighbou?ring)\s)?"
    r"|\b(?:travel|fly|flies|flew|head|welcome|invite|come|return|go)\w{0,3}\s(?:[^.,;:]{0,60}?\s)?to\s)"
    r"(?P<name>[A-Z][a-z]+(?:(?:[\s-]|\s(?:de|la|el|al|del|di|sur|am|an|der)\s|-(?:el|al|de|la|sur|on)-)[A-Z][a-z]+){0,3})(?=$|[.,;:)]|\s(?:on|in|at|from|for|to|with|last|next|this|and|over|when|where|where|late|early|yesterday|today|tomorrow|between|during|by|before|after)\b)"
)
_NO_PLACE = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December Europe Asia Africa America Parliament Congress Politics
    English Russian French German Spring Summer Autumn Winter Christmas Easter Ramadan Eastern Western
    Central Northern Southern Question Middle East West North South Earth Question President Prime
    Minister Foreign Person
    """.split()
)
_BODY = re.compile(
    r"Council|Assembly|Commission|Summit|Conference|Forum|Parliament|Congress|Ministry|Union|War|Treaty|Act|Agreement"
)


def find_venues(text: str, names: Sequence[Name]) -> tuple[Venue, ...]:
    """Find the places a folded sentence names as places, in its order."""
    found: list[Venue] = []
    for name in names:
        venue = _known(text, name)
        if venue:
            found.append(venue)
    found.extend(_unknown(text, names))
    heading = _CITY_FIRST.match(text)
    place = find_place(heading["city"].title()) if heading else None
    if heading and place and not found:
        found.append(Venue(start=heading.start("city"), end=heading.end("city"), place=place, rank=0))
    return tuple(sorted(found, key=lambda each: each.start))


_CITY_FIRST = re.compile(r"\W*(?P<city>[A-Z][A-Z.' -]{2,24}):\s")
"""The place of a line of a diary: "WARSAW: Prime Minister hosts …"."""

_NOT_HERE = re.compile(r"(?:\s\w+)?\stime\b|'s\s(?!headquarters)|-(?:based|backed)")
_ON_A_DAY = re.compile(r"\s(?:on\s|next\s|last\s)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|\d|[A-Z][a-z]{2,8}\s\d)")
_HOSTS = re.compile(r"\s(?:will\s|is\sto\s|is\s)?host(?:s|ed|ing)?\b")
_ALONE = re.compile(r"(?:^|[(:,–-]\s?)$"), re.compile(r"\s*(?:$|[),:;.(–-]|\son\b|\s\d)")


_CAPITAL = re.compile(r"\scapital\b")
_HEADQUARTERS = re.compile(r"(?:'s)?\s(?:headquarters|HQ|secretariat)\b")
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:)])|\s(?:on|in|at|for|to|with|next|last|this|and|from|over|by|between|late|early)\b"
)
_TOPIC_THERE = re.compile(
    r"\b(?:situations?|wars?|conflicts?|crisis|violence|fighting|developments|peace|events|elections?|ceasefire|truce|unrest|famine|coup)\s(?:in|at|around)\s(?:the\s)?$"
)
"""What is spoken of and happens there, while the meeting is elsewhere: "on the situation in Sudan"."""


def _known(text: str, name: Name) -> Venue | None:
    left, right = text[max(0, name.start - 70) : name.start], text[name.end : name.end + 40]
    place = _place_of(name, right)
    if _TOPIC_THERE.search(left):
        return None
    if place is None or _NOT_HERE.match(right):
        return None
    if _CAPITAL.match(right) and re.search(r"\bthe\s$", left):
        return Venue(start=name.start, end=name.end + len(" capital"), place=place, rank=1)
    if _is_plainly_where(name, right):
        return Venue(start=name.start, end=name.end, place=place, rank=1)
    before = _BEFORE.search(left)
    if before:
        rank = 2 * _RANKS.get(before["prep"], 1) + (4 if name.role is Role.NAME and name.place is None else 0)
        return Venue(start=name.start, end=name.end, place=place, rank=rank + 3 * bool(BUILDING.search(place.name)))
    stands_alone = _ALONE[0].search(left) and _ALONE[1].match(right)
    if stands_alone and name.role in {Role.PLACE, Role.CAPITAL}:
        return Venue(start=name.start, end=name.end, place=place, rank=2)
    return None


def _is_plainly_where(name: Name, right: str) -> bool:
    """Whether what follows says that it is a place: "the Geneva talks", "Paris on Monday", "Berlin hosts"."""
    if name.role is Role.CAPITAL and _HOSTS.match(right):
        return True
    return name.role is not Role.NAME and bool(_CITY_HEAD.match(right) or _ON_A_DAY.match(right))


def _place_of(name: Name, right: str) -> Place | None:
    if name.place:
        headquarters = name.participant is None and BUILDING.search(name.place.name) and "NATO" in name.text
        return Place(name="Brussels", country="BE", timezone=name.place.timezone) if headquarters else name.place
    who = name.participant
    if who and _CAPITAL.match(right):
        return capital(who)
    if who and name.role is Role.NAME and who.country and _GOES_ON.match(right):
        return Place(name=who.name, country=who.country)
    if who and _HEADQUARTERS.match(right):
        return seat(who)
    return None


def _unknown(text: str, names: Sequence[Name]) -> list[Venue]:
    return [
        Venue(start=match.start("name"), end=match.end("name"), place=Place(name=match["name"]), rank=1)
        for match in _UNKNOWN.finditer(text)
        if match["name"].split()[0] not in _NO_PLACE
        and not _BODY.search(match["name"])
        and not any(each.start < match.end("name") and match.start("name") < each.end for each in names)
    ]
