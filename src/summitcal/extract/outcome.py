"""Whether a meeting stands: the words near it that say it is off, put off or not yet sure, weighed."""

import re
from collections.abc import Iterator

from summitcal.extract.cast import TOGETHER
from summitcal.extract.findings import Finding
from summitcal.extract.pages import Page, Story
from summitcal.extract.standing import CUES, MOVED
from summitcal.extract.weighing import Question, Weigh
from summitcal.model import Status

QUESTIONS = {
    Status.CANCELLED: Question.CANCELLED,
    Status.POSTPONED: Question.POSTPONED,
    Status.TENTATIVE: Question.TENTATIVE,
}
_AFTERTHOUGHT = re.compile(
    r"\b(?:it|that|this|they|both|the\s(?:\w+\s)?(?:meeting|talks|summit|visit|session|call|round|appointment|trip|encounter|gathering"
    r"|conference|date|event|plan|negotiations|dialogue))\b",
    re.IGNORECASE,
)

Cue = tuple[Status, str, int, int, str]
"""A status, where its words stand from the meeting, their span in the article, and the words."""


def settle_status(article: Story, finding: Finding, weigh: Weigh) -> None:
    """Give a meeting the most probable status that words near it speak of."""
    cues = list(_cues(article, finding))
    best = 0.5
    ruled, span = finding.status, finding.status_span
    finding.status, finding.status_span = Status.CONFIRMED, None
    for status, question in QUESTIONS.items():
        mine = [each for each in cues if each[0] is status]
        if not mine:
            continue
        chance = weigh(question, finding.encounter, "", frozenset(_signs(article, finding, status, ruled, cues)))
        if chance > best:
            best = chance
            finding.status = status
            finding.status_span = span if ruled is status and span else (mine[0][2], mine[0][3])


def _cues(article: Story, finding: Finding) -> Iterator[Cue]:
    """Yield the words of a status around a meeting, those in its own words first."""
    index, encounter = finding.page.index, finding.encounter
    for where, page in (
        ("own", finding.page),
        ("next", _at(article, index + 1)),
        ("back", _at(article, index - 1)),
        ("second", _at(article, index + 2)),
    ):
        if page is None or page.sentence.block != finding.page.sentence.block:
            continue
        for status, pattern in CUES:
            for match in pattern.finditer(page.sentence.text):
                inside = page is finding.page and encounter.start <= match.start() < encounter.end
                place = "inside" if inside else where
                start = page.sentence.start + match.start()
                yield status, place, start, page.sentence.start + match.end(), match[0].casefold()


def _at(article: Story, index: int) -> Page | None:
    return article.pages[index] if 0 <= index < len(article.pages) else None


def _signs(article: Story, finding: Finding, status: Status, ruled: Status, cues: list[Cue]) -> Iterator[str]:
    page, encounter = finding.page, finding.encounter
    yield f"ruled {ruled}"
    held = "held" if finding.held else "ahead"
    yield held
    yield f"moved {encounter.moved}"
    yield f"old {encounter.old}"
    at = encounter.time.start - page.sentence.start
    for other, where, start, _, words in cues:
        sort = "cue" if other is status else f"other {other}"
        yield f"{sort} {where}"
        yield f"{sort} {where} {held}"
        if other is status:
            yield f"says {words}"
            yield f"{where} says {words}"
        if where in {"inside", "own"}:
            place = start - page.sentence.start
            between = page.sentence.text[min(at, place) : max(at, place)]
            gap = len(between.split())
            yield f"{sort} {'before' if place < at else 'after'} {'near' if gap < 6 else 'far' if gap < 15 else 'distant'}"
            stops = len(re.findall(r"[,;:]|\b(?:and|but|that|who|which|while)\b", between))
            yield f"{sort} stops {min(stops, 3)}"
    following = _at(article, page.index + 1)
    if following and any(each[1] == "next" for each in cues):
        own = "own dates" if following.dates_meetings else "no dates"
        yield f"next {own} {'points back' if _points_back(following) else 'plain'}"
    yield f"moved to {MOVED.search(page.sentence.text[:at]) is not None}"
    yield f"certain {finding.confidence > 0.8}"
    yield f"word {encounter.triggers[0].part if encounter.triggers else 'none'}"


def _points_back(page: Page) -> bool:
    """Whether a sentence speaks of a meeting told of before it."""
    return _AFTERTHOUGHT.search(page.sentence.text) is not None or TOGETHER.search(page.sentence.text) is not None
