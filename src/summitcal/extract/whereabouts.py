"""Where one encounter is: the place its words name, else what "there" means, or what a heading or dateline says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from summitcal import gazetteer
from summitcal.extract.cast import TOGETHER
from summitcal.extract.findings import Finding
from summitcal.extract.pages import Article, Page
from summitcal.extract.times.reading import Grain
from summitcal.extract.venues import BUILDING, Venue
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


def find_venue(article: Article, finding: Finding, before: Sequence[Finding]) -> Venue | None:
    """Return the place of an encounter; a call has none."""
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
