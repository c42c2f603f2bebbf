"""Whether a meeting stands: the words near it that say it is off, put off or not yet sure, weighed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summitcal.extract.cast import POINTS_BACK, TOGETHER
from summitcal.extract.findings import Finding
from summitcal.extract.standing import CUES, MOVED, is_reported
from summitcal.extract.weighing import Question, Weigh
from summitcal.model import Status

QUESTIONS = {
    Question.OFF: frozenset({Status.CANCELLED, Status.POSTPONED}),
    Question.TENTATIVE: frozenset({Status.TENTATIVE}),
}
EVEN = 0.5
"""How probable it must be that a meeting does not simply stand."""

_WHERE = (("own", 0), ("next", 1), ("back", -1), ("second", 2))
_STOPS = re.compile(r"[,;:]|\b(?:and|but|that|who|which|while)\b")


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that speak of a status, from ``start`` to ``end`` of the text, and where that is from the meeting."""

    status: Status
    where: str
    start: int
    end: int
    words: str


def settle_status(finding: Finding, weigh: Weigh) -> None:
    """Give a meeting the most probable status that words near it speak of; without such words it stands."""
    cues = tuple(_cues(finding))
    best = EVEN
    for question, statuses in QUESTIONS.items():
        mine = [each for each in cues if each.status in statuses]
        chance = weigh(question, finding.spot, "", frozenset(_signs(finding, mine, cues))) if mine else 0.0
        if chance > best:
            best = chance
            finding.status, finding.status_span = mine[0].status, (mine[0].start, mine[0].end)


def _cues(finding: Finding) -> Iterator[_Cue]:
    """Yield the words of a status around a meeting, those of its own sentence first."""
    for where, distance in _WHERE:
        page = finding.spot.beside(distance)
        if page is None or page.sentence.block != finding.page.sentence.block:
            continue
        offset = page.sentence.start
        for status, start, end in _statuses(page.sentence.text):
            if status is Status.POSTPONED and finding.encounter.moved:
                continue  # "postponed to 19 January": it has a day
            inside = not distance and finding.spot.has(start)
            words = page.sentence.text[start:end].casefold()
            yield _Cue(status, "inside" if inside else where, offset + start, offset + end, words)


@lru_cache(maxsize=256)  # a sentence is asked by its own meetings and by those of the sentences around it
def _statuses(text: str) -> tuple[tuple[Status, int, int], ...]:
    """Return the words of a status in a sentence."""
    return tuple(
        (status, *match.span())
        for status, pattern in CUES
        for match in pattern.finditer(text)
        if not is_reported(text, match)
    )


def _signs(finding: Finding, mine: Sequence[_Cue], cues: Sequence[_Cue]) -> Iterator[str]:
    spot, held = finding.spot, "held" if finding.held else "ahead"
    yield held
    yield f"moved {spot.encounter.moved}"
    yield f"old {spot.encounter.old}"
    yield f"moved to {MOVED.search(spot.text[: spot.date[0]]) is not None}"
    yield f"certain {finding.confidence > 0.8}"
    yield f"word {spot.part}"
    following = spot.beside(1)
    if following and any(each.where == "next" for each in cues):
        back = POINTS_BACK.search(following.sentence.text) or TOGETHER.search(following.sentence.text)
        yield f"next {'own dates' if following.dates_meetings else 'no dates'} {'points back' if back else 'plain'}"
    for cue in cues:
        sort = "cue" if cue in mine else f"other {cue.status}"
        yield f"{sort} {cue.where}"
        yield f"{sort} {cue.where} {held}"
        if cue in mine:
            yield f"{sort} {cue.status} {cue.where}"
            yield f"says {cue.words}"
            yield f"{cue.where} says {cue.words}"
        if cue.where in {"inside", "own"}:
            yield from _from_date(finding, cue, sort)


def _from_date(finding: Finding, cue: _Cue, sort: str) -> Iterator[str]:
    """Yield how far words of a status are from the date in their sentence."""
    at, place = finding.spot.date[0], cue.start - finding.spot.offset
    between = finding.spot.text[min(at, place) : max(at, place)]
    words = len(between.split())
    side = "before" if place < at else "after"
    yield f"{sort} {side} {'near' if words < 6 else 'far' if words < 15 else 'distant'}"
    yield f"{sort} stops {min(len(_STOPS.findall(between)), 3)}"
