"""Time expressions: the words of a text that say when, and the days they mean for a given day of publication."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summitcal.extract.sentences import Sentence
from summitcal.extract.times import dates, offsets, periods, weekdays
from summitcal.extract.times.reading import NUMBER, Context, Grain, Reader, Reading, S, count, shift
from summitcal.extract.times.tense import SAYING, verbs

_TABLE: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for table in (dates.TABLE, weekdays.TABLE, offsets.TABLE, periods.TABLE)
    for pattern, reader in table
)

_SAYS_WHEN = re.compile(
    r"day|week|month|quarter|fortnight|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter"
    r"|today|tonight|tomorrow|overnight|morning|afternoon|evening|night|\d\.\d|\d/\d|\d-\d|\b\d{1,2}(?:st|nd|rd|th)\b|q[1-4]",
    re.IGNORECASE,
)
"""What every expression contains: a sentence without it needs no closer look."""

_OVER_DAYS = re.compile(
    rf"\b(?:over|for|during)\s(?:the\s)?(?P<days>{NUMBER}){S}days(?:,?\s(?:starting|beginning|from))?(?:\son)?\s*$",
    re.IGNORECASE,
)


_N_DAY = re.compile(
    r"\b(?P<days>two|three|four|five|six|[2-6])(?:-day\s|\sdays\sof\s(?:\w+\s)?(?:talks|meetings|negotiations|plenary|sessions|discussions|consultations)\b)(?!(?:old|ultimatum|mourning|ceasefire|truce|war|notice|weather)\b)",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\b(?:end(?:s|ed|ing)?|wrap(?:s|ped)?\sup|conclud(?:e|es|ed)|clos(?:e|es|ed)|finish(?:es|ed)?|until|by|before|after|close\sof|end\sof)\s(?:on\s)?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf"{SAYING.pattern} [^,;:\"]{{0,24}}$ | \bovernight$", re.IGNORECASE | re.VERBOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that say when, from ``start`` to ``end`` of the article, and what they mean."""

    start: int
    end: int
    reading: Reading


def find_times(sentences: Sequence[Sentence], *, published: dt.date) -> tuple[TimeExpression, ...]:
    """Find what says when, in the order of the text; the longest words win where several could be read.

    A weekday looks the way of the verb beside it, and "the following day" counts from the date named before it.
    """
    found: list[TimeExpression] = []
    before: Reading | None = None
    for sentence in sentences:
        for expression in _in_sentence(sentence, published, before):
            found.append(expression)
            before = _remembered(sentence, expression, before)
    return tuple(found)


def _in_sentence(sentence: Sentence, published: dt.date, before: Reading | None) -> Iterator[TimeExpression]:
    if not _SAYS_WHEN.search(sentence.text):
        return
    tenses = verbs(sentence.text)
    taken, lasting = 0, False
    for match, reader in _candidates(sentence.text):
        if match.start() < taken:
            continue
        tense = tenses.tense_at(match.start(), match.end())
        reading = reader(match, Context(published=published, tense=tense, before=before))
        if reading is None:
            continue
        start, reading = _over_days(sentence.text, match, reading)
        if not lasting and _is_start(sentence.text, match, reading):
            reading, lasting = _lasting(sentence.text, reading)
        expression = TimeExpression(start=sentence.start + start, end=sentence.start + match.end(), reading=reading)
        yield expression
        taken = match.end()
        before = _remembered(sentence, expression, before)


def _remembered(sentence: Sentence, expression: TimeExpression, before: Reading | None) -> Reading | None:
    """Return the date that what follows counts from: not the date of words that were said."""
    start = expression.start - sentence.start
    words = sentence.text[max(0, start - 40) : expression.end - sentence.start]
    if expression.reading.grain not in {Grain.DAY, Grain.MONTH, Grain.WEEKEND} or _ASIDE.search(words):
        return before
    return expression.reading


def _candidates(text: str) -> list[tuple[re.Match[str], Reader]]:
    found = [(match, reader) for pattern, reader in _TABLE for match in pattern.finditer(text)]
    return sorted(found, key=lambda each: (each[0].start(), -each[0].end()))


def _is_start(text: str, match: re.Match[str], reading: Reading) -> bool:
    """Whether a day can be the first of a "two-day summit" in its sentence."""
    left = text[max(0, match.start() - 40) : match.start()]
    aside = _ASIDE.search(f"{left}{match[0]}") or _ENDING.search(left)
    return reading.grain is Grain.DAY and reading.first == reading.last and not aside


def _lasting(text: str, reading: Reading) -> tuple[Reading, bool]:
    """Widen a day by the "two-day" of its sentence."""
    lasts = _N_DAY.search(text)
    if not lasts:
        return reading, False
    return replace(reading, last=shift(reading.first, count(lasts["days"]) - 1)), True


def _over_days(text: str, match: re.Match[str], reading: Reading) -> tuple[int, Reading]:
    """Widen "over three days starting 23 August" to all its days."""
    over = _OVER_DAYS.search(text, max(0, match.start() - 40), match.start())
    lead = re.match(r"(?:starting|beginning|from)\b", match[0], re.IGNORECASE)
    if not over or reading.first != reading.last or not (lead or not over[0].rstrip().endswith("days")):
        return match.start(), reading
    last = shift(reading.first, count(over["days"]) - 1)
    return over.start(), Reading(first=reading.first, last=last, inferred=reading.inferred)
