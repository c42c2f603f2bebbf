"""Which of two days is meant, the last or the next: what the sentence says to either, weighed.

A bare weekday comes back every week, and a day of a month without its year every year.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from summitcal.extract.sentences import Sentence
from summitcal.extract.times.reading import FROM_PUBLICATION, FROM_TENSE, Context, Reading, Readings
from summitcal.extract.times.tense import is_saying, verbs
from summitcal.extract.weighing import Question, Weigh

MARGIN = 0.1
"""How far from even the odds must be to say other than the verb does."""

_WEEK = 7
_SURE = re.compile(r"\b(?:next|last|this|coming|past|following|previous|later|earlier|ago)\b", re.IGNORECASE)
_STOP = re.compile(r"[,;:()]|\b(?:and|but|that|which|who|where|when|after|before)\b")
_NEIGHBOURS = ("first left", "second left", "first right", "second right")
_WORD_BEFORE = re.compile(r"([A-Za-z']+)\W*$")
_WORD_AFTER = re.compile(r"\W*([A-Za-z']+)")


def turned(readings: Readings, sentence: Sentence, match: re.Match[str], context: Context, weigh: Weigh) -> Readings:
    """Return the readings of a weekday or a day without a year that matched in a sentence, the most probable first."""
    pair = _pair(readings, match, context)
    if pair is None:
        return readings
    past, ahead = pair
    ruled = "ahead" if readings[0] is ahead else "past"
    signs = frozenset((*_of_words(match), *_of_verbs(match, ruled), *_of_dates(context, past, ahead, ruled)))
    span = sentence.start + match.start(), sentence.start + match.end()
    chance = weigh(Question.AHEAD, span, f"{past.first} {ahead.first}", signs)
    if abs(chance - 0.5) < MARGIN:
        return readings
    chosen, odds = (ahead, chance) if chance > 0.5 else (past, 1 - chance)
    if chosen is readings[0]:
        return replace(chosen, chance=odds), *readings[1:]
    reason = f"{'to come' if chosen is ahead else 'past'}, by the words around it"
    return replace(chosen, reason=reason, chance=odds), *(each for each in readings if each is not chosen)


def _pair(readings: Readings, match: re.Match[str], context: Context) -> tuple[Reading, Reading] | None:
    """Return the two days that words can mean, the last and the next; None where they say which."""
    if _SURE.search(match[0]):
        return None
    published = context.published
    if len(readings) == 2 and FROM_TENSE in readings[0].inferred:
        past, ahead = sorted(readings, key=lambda each: each.first)
        return (past, ahead) if past.first <= published <= ahead.first else None
    if FROM_PUBLICATION not in readings[0].inferred:
        return None
    before = [each for each in readings if each.first <= published]
    after = [each for each in readings if each.first > published]
    if not before or not after:
        return None
    pair = max(before, key=lambda each: each.first), min(after, key=lambda each: each.first)
    return pair if readings[0] in pair else None


def _of_words(match: re.Match[str]) -> Iterator[str]:
    text, words = match.string, match[0].split()
    before = _WORD_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
    after = _WORD_AFTER.match(text[match.end() : match.end() + 24])
    yield f"after {before[1].casefold() if before and before[1].islower() else '-'}"
    yield f"before {after[1].casefold() if after and after[1].islower() else '-'}"
    yield f"prep {words[0].casefold() if words[0].islower() else 'none'}"
    yield f"part of day {len(words) > 2}"


def _of_verbs(match: re.Match[str], ruled: str) -> Iterator[str]:
    tenses = verbs(match.string)
    middle = bisect_left(tenses.starts, match.start())
    near = []
    for name, at in zip(_NEIGHBOURS, (middle - 1, middle - 2, middle, middle + 1), strict=True):
        if not 0 <= at < len(tenses.starts):
            yield f"{name} none"
            continue
        verb = match.string[tenses.starts[at] : tenses.ends[at]].casefold()
        left, right = sorted(((tenses.starts[at], tenses.ends[at]), match.span()))
        between = match.string[left[1] : right[0]]
        tense = "saying" if is_saying(verb) else tenses.tenses[at].value
        stop = "stop" if _STOP.search(between) else "flow"
        yield f"{name} {tense}"
        yield f"{name} {tense} {'close' if len(between) < 12 else 'near' if len(between) < 36 else 'far'}"
        yield f"{name} {tense} {stop}"
        yield f"{name} verb {verb}"
        if name.startswith("first"):
            near.append(f"{tense} {stop}")
    yield f"ruled {ruled}"
    yield f"between {' | '.join(near)}"
    yield f"between {' | '.join(near)} | {ruled}"
    yield from {f"has {each.value}" for each in tenses.tenses}
    yield f"verbs {min(len(tenses.tenses), 3)}"


def _of_dates(context: Context, past: Reading, ahead: Reading, ruled: str) -> Iterator[str]:
    ago, until = (context.published - past.first).days, (ahead.first - context.published).days
    sort = "weekday" if ago + until <= _WEEK else "year"
    yield f"{sort} {ruled}"
    if sort == "year":
        nearest = "past" if ago <= until else "ahead"
        yield f"nearest {nearest} {min(ago, until) // 30}"
        yield f"nearest {nearest} | {ruled}"
    else:
        yield f"{until} days ahead"
        yield f"{until} days ahead | {ruled}"
        yield f"published {context.published.weekday()}"
    if context.before:
        yield f"date before {'ahead' if context.before.first > context.published else 'past'}"
        yield f"date before {'ahead' if context.before.first > context.published else 'past'} | {ruled}"
