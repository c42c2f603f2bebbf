"""Where one encounter is: the place its words name, else what "there" means, or what a heading or dateline says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summitcal import gazetteer
from summitcal.extract.cast import TOGETHER
from summitcal.extract.findings import Finding
from summitcal.extract.pages import Article, Page
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


BACK = 5
"""How many sentences back the place of a meeting can be named."""


def find_venue(article: Article, finding: Finding, before: Sequence[Finding], weigh: Weigh) -> Venue | None:
    """Return the most probable place of an encounter: all that are named near it are weighed."""
    proposed = _proposed(article, finding, before)
    best: tuple[float, Venue | None] = (0.5, None)
    for venue, signs in _seen(article, finding, before, proposed):
        chance = weigh(Question.PLACE, finding.encounter, venue.place.name, signs)
        if chance > best[0]:
            best = chance, venue
    return best[1]


def _seen(
    article: Article, finding: Finding, before: Sequence[Finding], proposed: Venue | None
) -> Iterator[tuple[Venue, frozenset[str]]]:
    """Yield every place named near an encounter, once, with what speaks for it and against it."""
    signs: dict[str, set[str]] = {}
    venues: dict[str, Venue] = {}
    for where, venue, more in _near(article, finding, before):
        name = venue.place.name
        if name not in venues:
            venues[name] = venue
            signs[name] = {f"first {where}"}
        signs[name].add(f"in {where}")
        signs[name] |= more
    if proposed and proposed.place.name not in venues:
        venues[proposed.place.name] = proposed
        signs[proposed.place.name] = {"first elsewhere"}
    inside = sum("in inside" in each for each in signs.values())
    for name, venue in venues.items():
        yield venue, frozenset((*signs[name], *_signs(finding, venue, signs[name], proposed, inside)))


def _near(
    article: Article, finding: Finding, before: Sequence[Finding]
) -> Iterator[tuple[str, Venue, set[str]]]:
    page, encounter = finding.page, finding.encounter
    at = encounter.time.start - page.sentence.start
    for venue in sorted(page.venues, key=lambda each: abs(each.start - at)):
        where = "inside" if encounter.start <= venue.start < encounter.end else "left" if venue.start < at else "right"
        yield where, venue, {f"{where} rank {min(venue.rank, 6)}", f"{where} {_word_before(page, venue)}"}
    for last in reversed(before[-3:]):
        if last.venue:
            gap = min(page.index - last.page.index, 3)
            part = "during" if _during(last, finding) else "other days"
            same = "same cast" if last.cast.ids == finding.cast.ids else "other cast"
            yield f"meeting {gap}", _elsewhere(last.venue), {f"{part} {gap}", f"{same} {gap}", part, same}
    for distance in range(1, BACK + 1):
        if page.index >= distance:
            for venue in reversed(article.pages[page.index - distance].venues):
                yield f"back {distance}", _elsewhere(venue), {f"back rank {min(venue.rank, 6)}"}
    if page.index + 1 < len(article.pages):
        for venue in article.pages[page.index + 1].venues:
            yield "next", _elsewhere(venue), {f"next rank {min(venue.rank, 6)}"}
    dateline = _at_dateline(page)
    if dateline:
        yield "dateline", dateline, set()
    if article.place:
        yield "heading", article.place, set()


def _word_before(page: Page, venue: Venue) -> str:
    word = re.search(r"([a-z]+)\W*(?:the\s)?$", page.sentence.text[max(0, venue.start - 20) : venue.start])
    return f"after {word[1]}" if word else "after nothing"


def _signs(
    finding: Finding, venue: Venue, named: set[str], proposed: Venue | None, inside: int
) -> Iterator[str]:
    ruled = "ruled in" if proposed and proposed.place.name == venue.place.name else "ruled out" if proposed else "no rule"
    place, where = venue.place, next(each for each in named if each.startswith("first "))
    yield ruled
    yield f"{ruled} | {where}"
    yield f"{where} | inside {min(inside, 2)}"
    remote = finding.kind is Kind.CALL or REMOTE.search(finding.words) is not None
    yield f"remote {remote}"
    yield f"{where} | remote {remote}"
    sort = "unknown" if place.timezone is None and place.country is None else "country" if place.timezone is None else "city"
    yield sort
    yield f"{sort} | {where}"
    yield f"building {BUILDING.search(place.name) is not None}"
    home = any(each.participant.country == place.country for each in finding.cast.sides.values())
    yield f"home {home}"
    yield f"home {home} | {where}"
    noted = "noted" if _NOTED.search(finding.words) else "here" if re.search(r"\bhere\b", finding.words) else "plain"
    yield f"{noted} | {where}"
    yield f"kind {finding.kind} | {where}"
    yield f"kind {finding.kind} | home {home}"
    yield f"together {TOGETHER.search(finding.words) is not None} | {where}"
    yield f"header {finding.encounter.header} | {where}"
    yield f"words {'some' if finding.encounter.triggers else 'none'} | {where}"


def _proposed(article: Article, finding: Finding, before: Sequence[Finding]) -> Venue | None:
    """Return the place that the rules find; a call has none."""
    if finding.kind is Kind.CALL or REMOTE.search(finding.words):
        return None
    page, encounter = finding.page, finding.encounter
    date = encounter.time.start - page.sentence.start
    found = [each for each in page.venues if encounter.start <= each.start < encounter.end]
    if found:
        best = min(found, key=lambda each: (each.rank // 2, abs(each.start - date)))
        whole = next((each.venue for each in reversed(before) if each.venue and _during(each, finding)), None)
        if whole and whole.place.country == best.place.country and best.place.timezone is None:
            return _elsewhere(whole)  # the state is named, and where in it is known
        return _in_its_city(best, article, page)
    if re.search(r"\bhere\b", finding.words):
        return _at_dateline(page)
    return _pointed_at(article, finding, before)


def _in_its_city(venue: Venue, article: Article, page: Page) -> Venue:
    city = gazetteer.find_place(page.sentence.dateline or "") or (article.place.place if article.place else None)
    if BUILDING.search(venue.place.name) and city and city.country == venue.place.country:
        return replace(venue, place=city)
    return venue


def _pointed_at(article: Article, finding: Finding, before: Sequence[Finding]) -> Venue | None:
    """Return the place that "there" means, that the sentence before or a heading has set, or of the dateline."""
    page = finding.page
    previous = article.pages[page.index - 1] if page.index else None
    silent = previous and not any(each.page is previous for each in before)
    set_before = _lone(previous) if previous and silent else None
    whole = next((each.venue for each in reversed(before) if each.venue and _during(each, finding)), None)
    if whole or _NOTED.search(finding.words):
        last = whole or next((each.venue for each in reversed(before) if each.venue), None)
        if set_before or last:
            return set_before or (_elsewhere(last) if last else None)
    if finding.encounter.header:
        beside = previous and previous.sentence.paragraph == page.sentence.paragraph
        return (_lone(previous) if previous and beside else None) or article.place
    if not TOGETHER.search(finding.words) and any(each.page is page and each.venue for each in before):
        return None
    return set_before or _near_dateline(article, finding)


def _near_dateline(article: Article, finding: Finding) -> Venue | None:
    """Return the dateline's city for what happens these days between others than its own state."""
    at = _at_dateline(finding.page)
    close = abs((finding.reading.first - article.published).days) <= 2
    countries = {each.participant.country for each in finding.cast.sides.values()}
    return at if at and close and at.place.country not in countries else None


def _during(last: Finding, finding: Finding) -> bool:
    """Whether a meeting falls within a longer one told of before."""
    whole, part = last.reading, finding.reading
    return (
        whole.grain is Grain.DAY and whole.first < whole.last and whole.first <= part.first <= part.last <= whole.last
    )


def _lone(page: Page) -> Venue | None:
    found = [each for each in page.venues if each.rank <= 2]
    return _elsewhere(found[-1]) if found else None


def _elsewhere(venue: Venue) -> Venue:
    return replace(venue, start=-1, end=-1)


def _at_dateline(page: Page) -> Venue | None:
    city = page.sentence.dateline
    if not city:
        return None
    return Venue(start=-1, end=-1, place=gazetteer.find_place(city) or Place(name=city), rank=5)
