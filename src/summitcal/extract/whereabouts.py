"""Where an encounter is: every place that the story names near it is weighed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from summitcal import gazetteer
from summitcal.extract.anycase import AnyCase
from summitcal.extract.cast import TOGETHER
from summitcal.extract.findings import Finding
from summitcal.extract.members import said_where
from summitcal.extract.pages import Page, Spot
from summitcal.extract.times.reading import Grain
from summitcal.extract.venues import BUILDING, Venue
from summitcal.extract.weighing import Question, Weigh
from summitcal.model import Kind, Place

REMOTE = AnyCase(
    r"\b(?<!joined\s)(?:by|via|over)\s(?:\w+\s)?(?:video|phone|telephone|zoom)|\bvideo\s?-?(?:link|call|conference)|\bvirtual(?:ly)?\b|\bonline\b|\bremotely\b"
    r"|\b(?:phone|telephone)\s(?:call|conversation)|\btelephoned\b|\bphoned\b|\bteleconference\b",
)
"""Words of a meeting that is at no place."""

EVEN = 0.3
"""How probable a place must be; to say none is wrong more often than to say the likeliest."""

BACK = 5
"""How many sentences back the place of a meeting can be named, and..."""

BEFORE = 3
"""...how many meetings back one can have been at the same place."""

_NOTED = AnyCase(
    r"\b(?:there|at\sthe\s(?:\w+\s)?(?:mission|embassy|hotel|venue|residence)|in\sthe\s(?:city|capital)|same\s(?:tent|city|place|venue|room|hotel|palace|table)|margins?|sidelines?|fringes?)\b",
)
_HERE = re.compile(r"\bhere\b")
_WORD_BEFORE = re.compile(r"\b([a-z]+)\W*(?:the\s)?$")


@dataclass(slots=True)
class _Seen:
    """A place named near an encounter, nearest at ``where``, and what the ways in which it is named say."""

    venue: Venue
    where: str
    signs: set[str]


def find_venue(finding: Finding, before: Sequence[Finding], weigh: Weigh) -> Venue | None:
    """Return the most probable place of an encounter, if any is probable; ``before`` are the meetings before it."""
    seen = _seen(finding, before)
    if not seen:
        return None
    inside = [each.venue for each in seen.values() if each.where == "inside"]
    facets = _facets(finding, inside)
    best: tuple[float, Venue | None] = (EVEN, None)
    for name, each in seen.items():
        chance = weigh(Question.PLACE, finding.spot, name, frozenset(_signs(finding, each, inside, facets)))
        if chance > best[0]:
            best = chance, replace(each.venue, chance=chance)
    return _in_its_city(best[1], finding.spot) if best[1] else None


def _in_its_city(venue: Venue, spot: Spot) -> Venue:
    """Return the city of a palace or an office, where the text names it."""
    heading = spot.story.place
    city = gazetteer.find_place(spot.page.sentence.dateline or "") or (heading.place if heading else None)
    if BUILDING.search(venue.place.name) and city and city.country == venue.place.country:
        return replace(venue, place=city)
    return venue


def _seen(finding: Finding, before: Sequence[Finding]) -> Mapping[str, _Seen]:
    found: dict[str, _Seen] = {}
    for where, venue, offset, signs in chain(
        _in_sentence(finding.spot), _at_meetings(finding, before), _elsewhere(finding.spot)
    ):
        each = found.get(venue.place.name)
        if each is None:
            each = found[venue.place.name] = _Seen(_in_text(venue, offset, where), where, set())
        each.signs.add(f"in {where}")
        each.signs.update(signs)
    return found


_Mention = tuple[str, Venue, int, Sequence[str]]
"""Where from an encounter a place is named, the place, where the text starts that its span counts from, and signs."""


def _in_sentence(spot: Spot) -> Iterator[_Mention]:
    at = spot.date[0]
    for venue in sorted(spot.page.venues, key=lambda each: abs(each.start - at)):
        where = "inside" if spot.has(venue.start) else "left" if venue.start < at else "right"
        word = _WORD_BEFORE.search(spot.text[max(0, venue.start - 20) : venue.start])
        signs = f"{where} rank {min(venue.rank, 6)}", f"{where} after {word[1] if word else 'nothing'}"
        yield where, venue, spot.offset, signs


def _at_meetings(finding: Finding, before: Sequence[Finding]) -> Iterator[_Mention]:
    for last in reversed(before[-BEFORE:]):
        if last.venue:
            gap = min(finding.page.index - last.page.index, 3)
            part = "during" if _during(last, finding) else "other days"
            same = "same cast" if last.cast.ids == finding.cast.ids else "other cast"
            yield f"meeting {gap}", last.venue, 0, (f"{part} {gap}", f"{same} {gap}", part, same)


def _elsewhere(spot: Spot) -> Iterator[_Mention]:
    above = spot.page.heading
    if above:
        for venue in above.venues:
            yield "line above", venue, above.sentence.start, ()
    for distance in (*range(-1, -BACK - 1, -1), 1):
        page = spot.beside(distance)
        way = "next" if distance > 0 else "back"
        if page is None:
            continue
        where = "next" if distance > 0 else f"back {-distance}"
        for venue in reversed(page.venues):
            yield where, venue, page.sentence.start, (f"{way} rank {min(venue.rank, 6)}",)
    dateline = _at_dateline(spot.page)
    if dateline:
        yield "dateline", dateline, 0, ()
    if spot.story.place:
        yield "heading", spot.story.place, 0, ()


def _in_text(venue: Venue, offset: int, where: str) -> Venue:
    """Return a place with its span counted from the start of the text, and how it was found."""
    return replace(venue, start=offset + venue.start, end=offset + venue.end, how=said_where(where))


def _at_dateline(page: Page) -> Venue | None:
    city = page.sentence.dateline
    if not city:
        return None
    start, end = page.sentence.dateline_span
    return Venue(start=start, end=end, place=gazetteer.find_place(city) or Place(name=city), rank=5)


def _during(last: Finding, finding: Finding) -> bool:
    """Whether a meeting falls within a longer one told of before."""
    whole, part = last.reading, finding.reading
    return (
        whole.grain is Grain.DAY and whole.first < whole.last and whole.first <= part.first <= part.last <= whole.last
    )


@dataclass(frozen=True, slots=True)
class _Facets:
    """What is true of an encounter as a whole, wherever it may be."""

    remote: str
    kind: str
    beside: tuple[str, ...]
    """What says more together with where a place is named."""


def _facets(finding: Finding, inside: Sequence[Venue]) -> _Facets:
    words, kind = finding.words, f"kind {finding.kind}"
    remote = f"remote {finding.kind is Kind.CALL or REMOTE.search(words) is not None}"
    noted = "noted" if _NOTED.search(words) else "here" if _HERE.search(words) else "plain"
    beside = (
        remote,
        noted,
        f"inside {min(len(inside), 2)}",
        kind,
        f"header {finding.encounter.header}",
        f"together {TOGETHER.search(words) is not None}",
        f"words {'some' if finding.encounter.triggers else 'none'}",
        _how_soon(abs((finding.reading.first - finding.published).days)),
    )
    return _Facets(remote, kind, beside)


def _signs(finding: Finding, seen: _Seen, inside: Sequence[Venue], facets: _Facets) -> Iterator[str]:
    place = seen.venue.place
    first = f"first {seen.where}"
    sort = "unknown" if not (place.timezone or place.country) else "city" if place.timezone else "country"
    home = f"home {any(each.participant.country == place.country for each in finding.cast.sides.values())}"
    yield from seen.signs
    yield from _among(finding.spot, seen.venue, inside)
    yield from (first, sort, home, facets.remote, f"building {BUILDING.search(place.name) is not None}")
    yield from [f"{first} | {each}" for each in (sort, home, *facets.beside)]
    yield f"{first} | {home} | inside {min(len(inside), 1)}"
    yield f"{first} | {sort} | inside {min(len(inside), 2)}"
    yield f"{home} | {facets.kind}"


def _how_soon(days: int) -> str:
    return "today" if days < 1 else "these days" if days <= 2 else "week" if days < 8 else "other days"


def _among(spot: Spot, venue: Venue, inside: Sequence[Venue]) -> Iterator[str]:
    """Yield how a place stands among those that the words of the encounter name."""
    if not any(each is venue for each in inside):
        return
    date, triggers = spot.encounter.time.start, spot.encounter.triggers
    word = spot.offset + triggers[0].start if triggers else date
    best = min(inside, key=lambda each: (each.rank // 2, abs(each.start - date)))
    rank = "best" if best is venue else "second best"
    yield rank
    yield f"{rank} of {min(len(inside), 3)}"
    for name, at in (("date", date), ("word", word)):
        closest = min(abs(each.start - at) for each in inside) == abs(venue.start - at)
        yield f"{'closest to' if closest else 'off'} {name}"
    yield f"{'after' if venue.start > word else 'before'} word, {'after' if venue.start > date else 'before'} date"
