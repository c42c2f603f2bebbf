"""Meetings in a text: dates, words of encounter and sides brought together, each with the words that say it."""

import datetime as dt
import re
from collections.abc import Sequence

from summitcal.extract.cast import Cast
from summitcal.extract.drafts import compose
from summitcal.extract.findings import Finding, merged
from summitcal.extract.judging import signs_of, with_cast
from summitcal.extract.linking import Encounter
from summitcal.extract.members import named, weighed
from summitcal.extract.outcome import settle_status
from summitcal.extract.pages import Page, Story, read_story
from summitcal.extract.standing import status_of
from summitcal.extract.times import TimeExpression
from summitcal.extract.times.reading import Grain, Tense, count, shift
from summitcal.extract.times.tense import verbs
from summitcal.extract.triggers import Part
from summitcal.extract.weighing import Question, Weigh, weigh
from summitcal.extract.whereabouts import REMOTE, find_venue
from summitcal.model import Draft, Kind, Status

LONGEST = dt.timedelta(days=21)
"""How long a meeting lasts at most that "runs until" a day."""

LOOK_BACK = 20
"""How many meetings back an article can still mean one."""

_AFTERTHOUGHT = re.compile(
    r"\b(?:it|that|this|they|both|the\s(?:\w+\s)?(?:meeting|talks|summit|visit|session|call|round|appointment|trip|encounter|gathering"
    r"|conference|date|event|plan|negotiations|dialogue))\b",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:start|begin|open|scheduled|due|set|take\splace|kick\soff|get\sunder\sway)", re.IGNORECASE)
_CROWD = re.compile(r"\b(?:negotiators?|delegations?|officers|mediators?|technical)\b", re.IGNORECASE)
_UNCERTAIN_DAY = re.compile(r"\b(?:date|day|dates)\b", re.IGNORECASE)
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
    sides or a body that meets.
    """
    article = read_story(text, published, weigh)
    findings: list[Finding] = []
    for page in article.pages:
        for encounter in page.encounters:
            finding = _finding(article, page, encounter, findings[-LOOK_BACK:], weigh)
            if finding:
                findings.append(finding)
        if findings:
            _second_thoughts(page, findings[-1])
    for finding in findings:
        settle_status(article, finding, weigh)
        finding.was = _moved_from(article, finding)
    return tuple(compose(each, text, published) for each in merged(findings))


THRESHOLD = 0.5
UNLIKELY = 0.1


def _finding(
    article: Story, page: Page, encounter: Encounter, before: Sequence[Finding], weigh: Weigh
) -> Finding | None:
    """Return what an encounter amounts to; None if it is not one of two sides or of a body."""
    text, words = page.sentence.text, page.sentence.text[encounter.start : encounter.end]
    cast = named(article, page, encounter)
    signs = signs_of(article, page, encounter, cast)
    confidence = weigh(Question.CANDIDATE, encounter, "", signs)
    if confidence < UNLIKELY:
        return None
    cast = weighed(article, page, encounter, cast, before, weigh)
    if not cast.sides:
        return None
    signs |= frozenset(with_cast(cast, page, encounter, before))
    confidence = weigh(Question.MEETING, encounter, "", signs)
    if confidence < THRESHOLD:
        return None
    at = encounter.time.start - page.sentence.start
    # The date of a heading stands elsewhere, and no verb beside it.
    tense = None if encounter.header else verbs(text).tense_at(at, encounter.time.end - page.sentence.start)
    status = status_of(words)
    finding = Finding(
        page=page,
        encounter=encounter,
        words=words,
        cast=cast,
        kind=_kind(encounter, words, cast, before),
        venue=None,
        held=_is_held(encounter, words, tense, article.published),
        status=Status.CONFIRMED,
        clock=next((each for each in page.clocks if encounter.start <= each.start < encounter.end), None),
        zone=article.zone,
        published=article.published,
        confidence=confidence,
    )
    if status:
        _apply(finding, status, encounter.start)
    finding.venue = find_venue(article, finding, before, weigh)
    return finding


def _moved_from(article: Story, finding: Finding) -> TimeExpression | None:
    """Return the day that a meeting was moved away from, if its own sentence or the one before names it."""
    index, reading = finding.page.index, finding.reading
    near = [finding.page, *article.pages[max(0, index - 1) : index]]
    old = [each.time for page in near for each in page.encounters if each.old]
    if finding.encounter.old or not old or old[0].reading.first == reading.first:
        return None
    return old[0] if old[0].reading.grain is Grain.DAY and reading.grain is Grain.DAY else None


def _is_held(encounter: Encounter, words: str, tense: Tense | None, published: dt.date) -> bool:
    reading = encounter.time.reading
    if reading.last == published and _OPENS.search(words):
        return False
    if reading.grain in {Grain.DAY, Grain.WEEKEND}:
        return reading.last < published or (reading.last == published and tense is Tense.PAST)
    return reading.last < published or (reading.first <= published and tense is Tense.PAST)


def _kind(encounter: Encounter, words: str, cast: Cast, before: Sequence[Finding]) -> Kind:
    nouns = [each.kind for each in encounter.triggers if each.part is Part.NOUN]
    actions = [each.kind for each in encounter.triggers if each.part is Part.VERB]
    if not encounter.triggers:
        return Kind.MEETING
    kind: Kind | None = next((each for each in (*nouns, *actions) if each is not Kind.CALL), None)
    if Kind.SUMMIT in nouns:
        return Kind.SUMMIT
    if kind is None or (REMOTE.search(words) and kind is Kind.MEETING):
        kind = Kind.CALL if Kind.CALL in (*nouns, *actions) else encounter.triggers[0].kind
    if "engagement" in words and before:
        return before[-1].kind
    if kind is Kind.MEETING and _CROWD.search(words):
        return Kind.TALKS
    if kind is Kind.MEETING and len(cast.sides) == 1:
        return Kind.SESSION
    return kind


def _apply(finding: Finding, status: tuple[Status, int, int], offset: int) -> None:
    kind, start, end = status
    if kind is Status.POSTPONED and finding.encounter.moved:
        return
    if kind is Status.TENTATIVE and finding.held:
        return
    if kind is not Status.TENTATIVE and finding.reading.last < finding.published:
        return
    finding.status = kind
    finding.status_span = (finding.page.sentence.start + offset + start, finding.page.sentence.start + offset + end)


def _second_thoughts(page: Page, last: Finding) -> None:
    """Let a sentence change the meeting that it or the one before it told of."""
    if page.index - last.page.index <= 1:
        _until(page, last)
    if page.dates_meetings or page.index - last.page.index > 2 or page.sentence.block != last.page.sentence.block:
        return
    text = page.sentence.text
    if _AFTERTHOUGHT.search(text):
        _on_second_thought(page, last)
    if page.clocks and not last.clock and not page.times and _STARTS.search(text) and page.index - last.page.index == 1:
        last.clock = page.clocks[0]


def _on_second_thought(page: Page, last: Finding) -> None:
    """Let what is said of "it" and "the meeting" change its status and its length."""
    text, offset = page.sentence.text, page.sentence.start
    status = status_of(text)
    if status and not last.held and last.status is Status.CONFIRMED:
        kind, start, end = status
        if kind is not Status.TENTATIVE or _UNCERTAIN_DAY.search(text):
            last.status, last.status_span = kind, (offset + start, offset + end)
    lasts = _LASTS.search(text)
    if lasts:
        last.widen(shift(last.reading.first, count(lasts["days"]) - 1))


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
        meant = page is last.page or _AFTERTHOUGHT.search(left)
        if single and ends and meant and last.reading.first < day <= last.reading.first + LONGEST:
            last.widen(day)
