"""Meetings in a text: dates, words of encounter and sides brought together, each with the words that say it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from summitcal.extract.cast import POINTS_BACK
from summitcal.extract.drafts import compose
from summitcal.extract.findings import Finding, merged
from summitcal.extract.judging import signs_of, with_cast
from summitcal.extract.kinds import kind_of
from summitcal.extract.members import named, weighed
from summitcal.extract.outcome import settle_status
from summitcal.extract.pages import Page, Spot, read_story
from summitcal.extract.times import TimeExpression
from summitcal.extract.times.clocks import Clock
from summitcal.extract.times.reading import Grain, Tense, count, shift
from summitcal.extract.times.tense import verb_at
from summitcal.extract.weighing import Question, Weigh, weigh
from summitcal.extract.whereabouts import find_venue
from summitcal.model import Draft, Kind

LONGEST = dt.timedelta(days=21)
"""How long a meeting lasts at most that "runs until" a day."""

EVEN = 0.55
"""How probable it must be that a date is that of a meeting;"""

UNLIKELY = 0.2
"""below this, who might take part need not be asked;"""

PLAIN = 0.75
"""and a text none of whose dates reaches this tells of no meeting."""

LOOK_BACK = 20
"""How many meetings back an article can still mean one."""

_STARTS = re.compile(r"\b(?:start|begin|open|scheduled|due|set|take\splace|kick\soff|get\sunder\sway)", re.IGNORECASE)
_OPENS = re.compile(
    r"\b(?:open(?:s|ed)|began|begins?|start(?:s|ed)|got\sunder\sway|gets\sunder\sway|kick(?:s|ed)\soff|resumed|entered|arrived?|touched\sdown|landed)\b",
    re.IGNORECASE,
)
_GOES_UNTIL = re.compile(
    r"\b(?:until|till|through|(?:ends?|conclud(?:e|es)|clos(?:e|es)|finish(?:es)?|wraps?\sup|lasts?|runs?|continues?)\s(?:until|till|through|to|on)?)\s*(?:on\s)?$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:last|lasts|run|runs|continue|continues|stretch|stretches|spread)\s(?:for\s|over\s)?(?P<days>two|three|four|five|six)\sdays\b",
    re.IGNORECASE,
)


def find_meetings(text: str, *, published: dt.date, weigh: Weigh = weigh) -> tuple[Draft, ...]:
    """Find the meetings that a text dates, in its order, read as of the day it was published.

    Only what the text says or plainly implies: no meeting without a date of at least a season, none without two
    sides or a body that meets. ``weigh`` answers what the text leaves open, by the fitted weights unless said otherwise.
    """
    story = read_story(text, published, weigh)
    findings: list[Finding] = []
    for page in story.pages:
        for encounter in page.encounters:
            finding = _finding(Spot(story, page, encounter), findings[-LOOK_BACK:], weigh)
            if finding:
                findings.append(finding)
        if findings:
            _second_thoughts(page, findings[-1])
    if not any(each.confidence >= PLAIN for each in findings):
        return ()
    for finding in findings:
        settle_status(finding, weigh)
        finding.was = _moved_from(finding)
    return tuple(compose(each, text) for each in merged(findings))


def _finding(spot: Spot, before: Sequence[Finding], weigh: Weigh) -> Finding | None:
    """Return what an encounter amounts to; None if it is probably none of two sides or of a body."""
    cast = named(spot)
    signs = signs_of(spot, cast)
    if weigh(Question.CANDIDATE, spot, "", signs) < UNLIKELY:
        return None
    cast = weighed(spot, cast, before, weigh)
    confidence = weigh(Question.MEETING, spot, "", signs.union(with_cast(spot, cast, before))) if cast.sides else 0.0
    if confidence < EVEN:
        return None
    kind = kind_of(spot, cast, before, weigh)
    finding = Finding(
        spot=spot,
        time=spot.encounter.time,
        cast=cast,
        kind=kind,
        kind_span=_kind_span(spot, kind),
        held=_is_held(spot),
        clock=_clock(spot.page, spot),
        confidence=confidence * (spot.encounter.time.reading.chance or 1.0),  # it must be on the right day, too
    )
    finding.venue = find_venue(finding, before, weigh)
    return finding


def _clock(page: Page, spot: Spot | None = None) -> Clock | None:
    """Return the first hour of a sentence, or among the words of an encounter, with its span in the text."""
    clock = next((each for each in page.clocks if spot is None or spot.has(each.start)), None)
    offset = page.sentence.start
    return replace(clock, start=offset + clock.start, end=offset + clock.end) if clock else None


def _moved_from(finding: Finding) -> TimeExpression | None:
    """Return the day that a meeting was moved away from, if its sentence, or the one before, has just that day."""
    if finding.encounter.was or finding.encounter.old or finding.reading.grain is not Grain.DAY:
        return finding.encounter.was
    before = finding.spot.beside(-1)
    pages = [finding.page]
    if before and before.sentence.block == finding.page.sentence.block and len(before.encounters) == 1:
        pages.append(before)
    old = [each.time for page in pages for each in page.encounters if each.old]
    if len(old) != 1 or old[0].reading.grain is not Grain.DAY or old[0].reading.first == finding.reading.first:
        return None
    return old[0]


def _is_held(spot: Spot) -> bool:
    reading, published = spot.encounter.time.reading, spot.story.published
    # The date of a heading stands elsewhere, and no verb beside it.
    tense = None if spot.encounter.header else verb_at(spot.text, *spot.date)[0]
    if reading.last == published and _OPENS.search(spot.words):
        return False
    if reading.grain in {Grain.DAY, Grain.WEEKEND}:
        return reading.last < published or (reading.last == published and tense is Tense.PAST)
    return reading.last < published or (reading.first <= published and tense is Tense.PAST)


def _kind_span(spot: Spot, kind: Kind) -> tuple[int, int] | None:
    """Return where in the text the word stands that says the kind, or the first word of encounter if none does."""
    triggers = spot.encounter.triggers
    word = next((each for each in triggers if each.kind is kind), triggers[0] if triggers else None)
    return (spot.offset + word.start, spot.offset + word.end) if word else None


def _second_thoughts(page: Page, last: Finding) -> None:
    """Let a sentence add hours and days to the meeting that it or the one before it told of."""
    if page.index - last.page.index <= 1:
        _until(page, last)
    if page.dates_meetings or page.index - last.page.index > 2 or page.sentence.block != last.page.sentence.block:
        return
    text = page.sentence.text
    lasts = _LASTS.search(text) if POINTS_BACK.search(text) else None
    if lasts:
        last.widen(shift(last.reading.first, count(lasts["days"]) - 1))
    if not last.clock and not page.times and _STARTS.search(text) and page.index - last.page.index == 1:
        last.clock = _clock(page)


def _until(page: Page, last: Finding) -> None:
    """Widen a meeting by the day that the text says it runs until."""
    for time in page.times:
        left = page.sentence.text[: time.start - page.sentence.start]
        words = page.sentence.text[time.start - page.sentence.start : time.end - page.sentence.start]
        day = time.reading.first
        if day <= last.reading.first and not re.search(r"\d", words):
            day = shift(day, 7)  # "on Sunday, and runs until Wednesday": the one after that Sunday
        single = time.reading.grain is Grain.DAY and time.reading.first == time.reading.last
        ends = _GOES_UNTIL.search(left[-40:]) or words.startswith("until ")
        meant = page is last.page or POINTS_BACK.search(left)
        if single and ends and meant and last.reading.first < day <= last.reading.first + LONGEST:
            last.widen(day)
