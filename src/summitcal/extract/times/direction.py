"""Which of two days a bare weekday means, the last or the next: what the sentence says to either, weighed."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from summitcal.extract.times.reading import FROM_TENSE, Context, Readings
from summitcal.extract.times.tense import SAYING, Verbs
from summitcal.extract.weighing import Question, Weigh

MARGIN = 0.1
"""How far from even the odds must be to say other than the verb does."""

_SURE = re.compile(r"\b(?:next|last|this|coming|past|following|previous|later|earlier|ago)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z']+)\W*$")
_WORD_AFTER = re.compile(r"\W*([A-Za-z']+)")


def turned(
    readings: Readings, tenses: Verbs, start: int, end: int, context: Context, weigh: Weigh, where: object
) -> Readings:
    """Return the readings of a weekday from ``start`` to ``end`` of a sentence, the most probable one first."""
    if len(readings) != 2 or FROM_TENSE not in readings[0].inferred or _SURE.search(tenses.text, start, end):
        return readings
    past, ahead = sorted(readings, key=lambda each: each.first)
    if not past.first <= context.published <= ahead.first:
        return readings
    signs = frozenset(_signs(readings[0] is ahead, tenses, start, end, context))
    chance = weigh(Question.AHEAD, where, f"{past.first} {ahead.first}", signs)
    chosen = ahead if chance >= 0.5 else past
    if chosen is readings[0] or abs(chance - 0.5) < MARGIN:
        return readings
    reason = "to come" if chosen is ahead else "past"
    return replace(chosen, reason=f"{reason}, by the words around it"), readings[0]


def _signs(ahead: bool, tenses: Verbs, start: int, end: int, context: Context) -> Iterator[str]:  # noqa: FBT001
    text = tenses.text
    ruled = "ahead" if ahead else "past"
    yield f"ruled {ruled}"
    before = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    yield f"after {before[1].casefold() if before and before[1].islower() else '-'}"
    after = _WORD_AFTER.match(text[end : end + 24])
    yield f"before {after[1].casefold() if after and after[1].islower() else '-'}"
    words = text[start:end].split()
    yield f"prep {words[0].casefold() if words[0].islower() else 'none'}"
    yield f"part of day {len(words) > 2}"
    middle = bisect_left(tenses.starts, start)
    near: list[str] = []
    for name, at in (
        ("first left", middle - 1),
        ("second left", middle - 2),
        ("first right", middle),
        ("second right", middle + 1),
    ):
        if not 0 <= at < len(tenses.starts):
            yield f"{name} none"
            continue
        verb = text[tenses.starts[at] : tenses.ends[at]].casefold()
        between = text[tenses.ends[at] : start] if at < middle else text[end : tenses.starts[at]]
        tense = "saying" if SAYING.fullmatch(verb) else tenses.tenses[at].value
        gap = "close" if len(between) < 12 else "near" if len(between) < 36 else "far"
        stop = (
            "stop" if re.search(r"[,;:()]|\b(?:and|but|that|which|who|where|when|after|before)\b", between) else "flow"
        )
        yield f"{name} {tense}"
        yield f"{name} {tense} {gap}"
        yield f"{name} {tense} {stop}"
        yield f"{name} verb {verb}"
        if name.startswith("first"):
            near.append(f"{tense} {stop}")
    yield f"between {' | '.join(near)}"
    yield f"between {' | '.join(near)} | {ruled}"
    gap = (context.published.weekday() - 0) % 7
    yield f"published {gap}"
    if context.before:
        yield f"date before {'ahead' if context.before.first > context.published else 'past'}"
    for tense in {each.value for each in tenses.tenses}:
        yield f"has {tense}"
    yield f"verbs {min(len(tenses.tenses), 3)}"
