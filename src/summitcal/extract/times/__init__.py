"""Time expressions: the words of a text that say when, and the days they mean for a given day of publication."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summitcal.extract.anycase import AnyCase
from summitcal.extract.sentences import Sentence
from summitcal.extract.times import dates, feasts, numerals, offsets, periods, weekdays
from summitcal.extract.times.anchors import Anchor, Row, starts
from summitcal.extract.times.direction import turned
from summitcal.extract.times.eves import with_eves
from summitcal.extract.times.reading import (
    FROM_LENGTH,
    NUMBER,
    Context,
    Grain,
    Reading,
    Readings,
    S,
    TimeExpression,
    count,
    shift,
)
from summitcal.extract.times.tense import is_date_of_words, verb_at
from summitcal.extract.weighing import Weigh, weigh

__all__ = ["TimeExpression", "find_times"]

_GRAMMAR: dict[Anchor, tuple[Row, ...]] = {
    anchor: tuple(
        row
        for table in (dates.TABLE, numerals.TABLE, feasts.TABLE, weekdays.TABLE, offsets.TABLE, periods.TABLE)
        for row in table
        if anchor in row.anchors
    )
    for anchor in Anchor
}
"""The lines of the grammar by the anchors beside which they are tried; of equally long readings the first one wins."""

_OVER_DAYS = re.compile(
    rf"\b(?:over|for|during)\s(?:the\s)?(?P<days>{NUMBER}){S}days(?:,?\s(?:starting|beginning|from))?(?:\son)?\s*$",
    re.IGNORECASE,
)
_FOR_DAYS = re.compile(rf",?\s(?:for|over|lasting)\s(?P<days>{NUMBER}){S}days\b", re.IGNORECASE)

_N_DAY = AnyCase(
    r"\b(?P<days>two|three|four|five|six|[2-6])(?:-day\s|\sdays\sof\s(?:\w+\s)?(?:talks|meetings|negotiations|plenary|sessions|discussions|consultations)\b)(?!(?:old|ultimatum|mourning|ceasefire|truce|war|notice|weather)\b)",
)
_ENDED = AnyCase(
    r"\b(?:ended|ends|ending|wound\sup|winds\sup|wrapp?(?:ed|s|ing)\sup|conclud(?:ed|es|ing)|closed|finished|completed|emerged\sfrom|after)"
    r"\s(?:an?\s|the\s|their\s|its\s|his\s|her\s)?(?:\w+\s)?$|\bthe\ssecond\sof\s$",
)
"""What before "two days of talks" makes the date of the sentence their last one."""
_CLOSED = AnyCase(
    r"^[^,;.]{0,60}?\b(?:ended|wound\sup|wrapped\sup|closed|concluded|broke\sup)(?:\s(?:in|at)\s[\w' ]{2,24})?\s$"
)
_ENDING = AnyCase(
    r"\b(?:end(?:s|ed|ing)?|wrap(?:s|ped)?\sup|conclud(?:e|es|ed)|clos(?:e|es|ed)|finish(?:es|ed)?|until|by|before|after|close\sof|end\sof)\s(?:on\s)?$",
)


def find_times(
    sentences: Sequence[Sentence], *, published: dt.date, weigh: Weigh = weigh
) -> tuple[TimeExpression, ...]:
    """Find what says when, in the order of the text; the longest words win where several could be read.

    A weekday looks the way of the verb beside it, and "the following day" counts from the date named before it.
    """
    found: list[TimeExpression] = []
    context = Context(
        published=published, month_first=numerals.writes_month_first([sentence.text for sentence in sentences])
    )
    for sentence in sentences:
        for expression, before in _in_sentence(sentence, context, weigh):
            found.append(expression)
            context = context.after(before)
    return with_eves(sentences, found)


def _in_sentence(sentence: Sentence, context: Context, weigh: Weigh) -> Iterator[tuple[TimeExpression, Reading | None]]:
    """Yield the expressions of a sentence, each with the date that what follows counts from."""
    candidates = _candidates(sentence.text)
    if not candidates:
        return
    taken, lasts = 0, _N_DAY.search(sentence.text)
    for match, row in candidates:
        if match.start() < taken:
            continue
        tense, verb = verb_at(sentence.text, match.start(), match.end())
        readings = row.read(match, context.beside(tense, verb))
        if not readings:
            continue
        readings = turned(readings, sentence, match, context, weigh)
        start, end, readings = _over_days(sentence.text, match, readings)
        if lasts and _is_end(sentence.text, match, lasts, readings[0]):
            readings, lasts = _widened(readings, count(lasts["days"]), back=True), None
        elif lasts and _is_start(sentence.text, match, readings[0]):
            readings, lasts = _widened(readings, count(lasts["days"])), None
        chosen, *others = readings
        expression = TimeExpression(
            start=sentence.start + start, end=sentence.start + end, reading=chosen, others=tuple(others)
        )
        context = context.after(_remembered(sentence, expression, context.before))
        yield expression, context.before
        taken = end


def _remembered(sentence: Sentence, expression: TimeExpression, before: Reading | None) -> Reading | None:
    """Return the date that what follows counts from: not the date of words that were said."""
    if expression.reading.grain not in {Grain.DAY, Grain.MONTH, Grain.WEEKEND}:
        return before
    if is_date_of_words(sentence.text, expression.start - sentence.start, expression.end - sentence.start):
        return before
    return expression.reading


def _candidates(text: str) -> list[tuple[re.Match[str], Row]]:
    """Return what could be expressions, the first and then the longest first."""
    found = [
        (match, row)
        for anchor, places in starts(text).items()
        for row in _GRAMMAR[anchor]
        for pattern in (row.pattern,)
        for start in places
        if (match := pattern.match(text, start))
    ]
    return sorted(found, key=lambda each: (each[0].start(), -each[0].end()))


def _is_start(text: str, match: re.Match[str], reading: Reading) -> bool:
    """Whether a day can be the first of a "two-day summit" in its sentence."""
    left = text[max(0, match.start() - 40) : match.start()]
    aside = is_date_of_words(text, *match.span()) or _ENDING.search(left)
    return reading.grain is Grain.DAY and reading.first == reading.last and not aside


def _is_end(text: str, match: re.Match[str], lasts: re.Match[str], reading: Reading) -> bool:
    """Whether a day is the last of "ended two days of talks in Algiers on Tuesday"."""
    if reading.grain is not Grain.DAY or reading.first != reading.last or match.start() < lasts.end():
        return False
    if is_date_of_words(text, *match.span()) or match.start() - lasts.end() > _NEAR_END:
        return False
    return (
        _ENDED.search(text[: lasts.start()]) is not None
        or _CLOSED.search(text[lasts.end() : match.start()]) is not None
    )


_NEAR_END = 90


def _widened(readings: Readings, days: int, *, back: bool = False) -> Readings:
    """Widen single days to so many, as their first or, going ``back``, as their last."""
    first, last = (1 - days, 0) if back else (0, days - 1)
    return tuple(
        replace(
            each, first=shift(each.first, first), last=shift(each.last, last), inferred=(*each.inferred, FROM_LENGTH)
        )
        if each.first == each.last
        else each
        for each in readings
    )


def _over_days(text: str, match: re.Match[str], readings: Readings) -> tuple[int, int, Readings]:
    """Widen "over three days starting 23 August" and "on 23 August for three days" to all their days."""
    start, end = match.span()
    if readings[0].grain is not Grain.DAY or readings[0].first != readings[0].last:
        return start, end, readings
    after = _FOR_DAYS.match(text, end)
    if after:
        return start, after.end(), _widened(readings, count(after["days"]))
    over = _OVER_DAYS.search(text, max(0, start - 40), start)
    lead = re.match(r"(?:starting|beginning|from)\b", match[0], re.IGNORECASE)
    if not over or not (lead or not over[0].rstrip().endswith("days")):
        return start, end, readings
    return over.start(), end, _widened(readings, count(over["days"]))
