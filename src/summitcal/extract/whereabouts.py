"""Where one encounter is: the place its words name, else what "there" means, or what a heading or dateline says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summitcal import gazetteer
from summitcal.extract.cast import TOGETHER
from summitcal.extract.findings import Finding
from summitcal.extract.members import said_where
from summitcal.extract.pages import Page, Story
from summitcal.extract.times.reading import Grain
from summitcal.extract.venues import BUILDING, Venue
from summitcal.extract.weighing import Question, Weigh
from summitcal.model import Kind, Place

REMOTE = re.compile(
    r"\b(?<!joined\s)(?:by|via|over)\s(?:\w+\s)?(?:video|phone|telephone|zoom)|\bvideo\s?-?(?:link|call|conference)|\bvirtual(?:ly)?\b|\bonline\b|\bremotely\b"
    r"|\b(?:phone|telephone)\s(?:call|conversation)|\btelephoned\b|\bphoned\b|\bteleconference\b",
    re.IGNORECASE,
)
"""Words of a meeting that is at no place."""

_NOTED = re.compile(
    r"\b(?:there|at\sthe\s(?:\w+\s)?(?:mission|embassy|hotel|venue|residence)|in\sthe\s(?:city|capital)|same\s(?:tent|city|place|venue|room|hotel|palace|table)|margins?|sidelines?|fringes?)\b",
    re.IGNORECASE,
)


EVEN = 0.4
"""How probable a place must be; to say none is wrong more often than to say the likeliest."""

BACK = 5
"""How many sentences back the place of a meeting can be named."""


def find_venue(article: Story, finding: Finding, before: Sequence[Finding], weigh: Weigh) -> Venue | None:
    """Return the most probable place of an encounter: all that are named near it are weighed."""
    best: tuple[float, Venue | None] = (EVEN, None)
    for venue, signs in _seen(article, finding, before):
        chance = weigh(Question.PLACE, finding.encounter, venue.place.name, signs)
        if chance > best[0]:
            best = chance, replace(venue, chance=chance)
    return _in_its_city(best[1], article, finding.page) if best[1] else None


def _in_its_city(venue: Venue, article: Story, page: Page) -> Venue:
    """Return the city of a palace or an office, where the article names it."""
    city = gazetteer.find_place(page.sentence.dateline or "") or (article.place.place if article.place else None)
    if BUILDING.search(venue.place.name) and city and city.country == venue.place.country:
        return replace(venue, place=city)
    return venue


def _seen(article: Story, finding: Finding, before: Sequence[Finding]) -> Iterator[tuple[Venue, frozenset[str]]]:
    """Yield every place named near an encounter, once, with what speaks for it and against it."""
    signs: dict[str, set[str]] = {}
    venues: dict[str, Venue] = {}
    for where, venue, more in _near(article, finding, before):
        name = venue.place.name
        if name not in venues:
            venues[name] = replace(venue, how=said_where(where))
            signs[name] = {f"first {where}"}
        signs[name].add(f"in {where}")
        signs[name] |= more
    inside = [venue for name, venue in venues.items() if "in inside" in signs[name]]
    for name, venue in venues.items():
        more = _signs(article, finding, venue, signs[name], inside)
        yield venue, frozenset((*signs[name], *more))


def _near(article: Story, finding: Finding, before: Sequence[Finding]) -> Iterator[tuple[str, Venue, set[str]]]:
    page, encounter = finding.page, finding.encounter
    at = encounter.time.start - page.sentence.start
    for venue in sorted(page.venues, key=lambda each: abs(each.start - at)):
        where = "inside" if encounter.start <= venue.start < encounter.end else "left" if venue.start < at else "right"
        signs = {f"{where} rank {min(venue.rank, 6)}", f"{where} {_word_before(page, venue)}"}
        yield where, _in_article(venue, page), signs
    for last in reversed(before[-3:]):
        if last.venue:
            gap = min(page.index - last.page.index, 3)
            part = "during" if _during(last, finding) else "other days"
            same = "same cast" if last.cast.ids == finding.cast.ids else "other cast"
            yield f"meeting {gap}", last.venue, {f"{part} {gap}", f"{same} {gap}", part, same}
    for distance in range(1, BACK + 1):
        if page.index >= distance:
            other = article.pages[page.index - distance]
            for venue in reversed(other.venues):
                yield f"back {distance}", _in_article(venue, other), {f"back rank {min(venue.rank, 6)}"}
    if page.index + 1 < len(article.pages):
        other = article.pages[page.index + 1]
        for venue in other.venues:
            yield "next", _in_article(venue, other), {f"next rank {min(venue.rank, 6)}"}
    dateline = _at_dateline(page)
    if dateline:
        yield "dateline", dateline, set()
    if article.place:
        yield "heading", article.place, set()


def _among(finding: Finding, venue: Venue, inside: Sequence[Venue]) -> Iterator[str]:
    """Yield how a place stands among those that the words of the encounter name."""
    if not any(each is venue for each in inside):
        return
    date = finding.encounter.time.start
    triggers = finding.encounter.triggers
    trigger = finding.page.sentence.start + triggers[0].start if triggers else date
    best = min(inside, key=lambda each: (each.rank // 2, abs(each.start - date)))
    yield "best" if best is venue else "second best"
    yield f"{'best' if best is venue else 'second best'} of {min(len(inside), 3)}"
    yield "closest to date" if min(abs(each.start - date) for each in inside) == abs(venue.start - date) else "off date"
    yield (
        "closest to word"
        if min(abs(each.start - trigger) for each in inside) == abs(venue.start - trigger)
        else "off word"
    )
    yield f"{'after' if venue.start > trigger else 'before'} word, {'after' if venue.start > date else 'before'} date"


def _word_before(page: Page, venue: Venue) -> str:
    word = re.search(r"([a-z]+)\W*(?:the\s)?$", page.sentence.text[max(0, venue.start - 20) : venue.start])
    return f"after {word[1]}" if word else "after nothing"


def _signs(article: Story, finding: Finding, venue: Venue, named: set[str], inside: Sequence[Venue]) -> Iterator[str]:
    place, where = venue.place, next(each for each in named if each.startswith("first "))
    yield f"{where} | inside {min(len(inside), 2)}"
    yield from _among(finding, venue, inside)
    close = abs((finding.reading.first - article.published).days)
    yield f"{where} | {'today' if close < 1 else 'these days' if close <= 2 else 'week' if close < 8 else 'other days'}"
    remote = finding.kind is Kind.CALL or REMOTE.search(finding.words) is not None
    yield f"remote {remote}"
    yield f"{where} | remote {remote}"
    sort = (
        "unknown"
        if place.timezone is None and place.country is None
        else "country"
        if place.timezone is None
        else "city"
    )
    yield sort
    yield f"{sort} | {where}"
    yield f"building {BUILDING.search(place.name) is not None}"
    home = any(each.participant.country == place.country for each in finding.cast.sides.values())
    yield f"home {home}"
    yield f"home {home} | {where}"
    yield f"home {home} | {where} | inside {min(len(inside), 1)}"
    yield f"{sort} | {where} | inside {min(len(inside), 2)}"
    noted = "noted" if _NOTED.search(finding.words) else "here" if re.search(r"\bhere\b", finding.words) else "plain"
    yield f"{noted} | {where}"
    yield f"kind {finding.kind} | {where}"
    yield f"kind {finding.kind} | home {home}"
    yield f"together {TOGETHER.search(finding.words) is not None} | {where}"
    yield f"header {finding.encounter.header} | {where}"
    yield f"words {'some' if finding.encounter.triggers else 'none'} | {where}"


def _during(last: Finding, finding: Finding) -> bool:
    """Whether a meeting falls within a longer one told of before."""
    whole, part = last.reading, finding.reading
    return (
        whole.grain is Grain.DAY and whole.first < whole.last and whole.first <= part.first <= part.last <= whole.last
    )


def _in_article(venue: Venue, page: Page) -> Venue:
    offset = page.sentence.start
    return replace(venue, start=offset + venue.start, end=offset + venue.end)


def _at_dateline(page: Page) -> Venue | None:
    city = page.sentence.dateline
    if not city:
        return None
    start, end = page.sentence.dateline_span
    return Venue(start=start, end=end, place=gazetteer.find_place(city) or Place(name=city), rank=5)
