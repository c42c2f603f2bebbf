"""What words that say when can mean: days as exactly as they are known, and how that reading was come by."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from summitcal.language import MONTHS, WEEKDAYS
from summitcal.when import YEARS


class Tense(StrEnum):
    """Which way the verb beside a date looks."""

    PAST = "past"
    FUTURE = "future"
    AHEAD = "ahead"
    """Ahead when it was planned: "was to meet", "cancelled Thursday's talks"."""


class Grain(StrEnum):
    """How exactly an expression says when."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The first and last day that an expression means; ``inferred`` says in words what the text left open.

    ``chance`` is how probable it is beside the other readings, where that was weighed.
    """

    first: dt.date
    last: dt.date
    grain: Grain = Grain.DAY
    inferred: tuple[str, ...] = ()
    reason: str = "as written"
    chance: float | None = None


Readings = tuple[Reading, ...]
"""All that an expression can mean, what it is taken for first; none where the words turn out to be no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that say when, from ``start`` to ``end`` of the article, what they are taken for, and what else they can mean.

    The ``reason`` of each reading says in words why it is one.
    """

    start: int
    end: int
    reading: Reading
    others: Readings = ()

    @property
    def readings(self) -> Readings:
        """All readings, the chosen one first."""
        return (self.reading, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an expression is read against: the day of publication, the verb beside it, the date named before it.

    ``month_first`` says that the article writes months before days, so that its 3/9 is 9 March.
    """

    published: dt.date
    tense: Tense | None = None
    verb: str = ""
    before: Reading | None = None
    month_first: bool = False

    def beside(self, tense: Tense | None, verb: str) -> "Context":
        """Return the context of an expression that has this verb beside it."""
        # Not replace(), which takes several times as long, as this is asked for all that could be an expression.
        return Context(
            published=self.published, tense=tense, verb=verb, before=self.before, month_first=self.month_first
        )

    def after(self, before: Reading | None) -> "Context":
        """Return the context of what follows a date."""
        if before is self.before:
            return self
        return Context(
            published=self.published, tense=self.tense, verb=self.verb, before=before, month_first=self.month_first
        )

    @property
    def by_verb(self) -> str:
        """The reason that the tense is."""
        return f'by the verb "{self.verb}"' if self.verb else "by the tense"


Reader = Callable[[re.Match[str], Context], Readings]

FROM_PUBLICATION = "year from the publication date"
FROM_WEEKDAY = "year from the weekday"
FROM_TENSE = "week from the tense"
FROM_COUNT = "counted from the publication date"
FROM_BEFORE = "counted from the date named before"
FROM_NEAREST = "month from the dates around it"
FROM_STYLE = "day before month, or after it, from the style of the text"
FROM_LENGTH = "last day from the number of days"
UNFIT = "weekday does not fit the date"

S = r"\s{1,3}"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|jun\.|july?|jul\.|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?)(?![a-z])"
YEAR = r"(?:(?:1[89]|2[01])\d\d|'\d\d)(?![\d:])"
DASH = "[-\u2010-\u2015\u2212]"
"""Hyphens, dashes and the minus sign: writers and programs take any for a range."""
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
).split()
COUNTS = {word: number for number, word in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1}
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
NTH = {word: number for number, word in enumerate(_NTH, 1)}
"""Ordinals of one word."""
NUMBER = rf"(?:{'|'.join(sorted(COUNTS, key=len, reverse=True))}|\d{{1,2}})(?!\w)"
WORD_DAYS = (
    NTH
    | {f"twenty{joint}{word}": 20 + NTH[word] for joint in "- " for word in _NTH[:9]}
    | {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
)
"""Days of the month in letters: "the ninth", "the twenty-first"."""


def count(word: str) -> int:
    """Return the number that a word or figure says."""
    return COUNTS.get(word.casefold()) or int(word)


def day_number(word: str) -> int:
    """Return which day of the month "9", "9th" or "ninth" is."""
    return WORD_DAYS.get(" ".join(word.casefold().split())) or int(re.sub(r"\D", "", word))


def year_number(word: str, published: dt.date) -> int:
    """Return the year that "2024" or "'24" says; two figures mean the year nearest to publication."""
    figures = int(word.lstrip("'"))
    if figures >= 100:
        return figures
    century = published.year // 100 * 100
    return min((century + each + figures for each in (-100, 0, 100)), key=lambda year: abs(year - published.year))


def month_number(word: str) -> int | None:
    """Return which month a word names; None for "may" and "march", which are verbs."""
    if not word[0].isupper():
        return None
    start = word[:3].title()
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(start))


def weekday_number(word: str) -> int:
    """Return which weekday a word names, Monday being 0."""
    start = word[:3].title()
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(start))


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """Return that day, or None where the calendar has none."""
    try:
        return dt.date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def shift(day: dt.date, days: int) -> dt.date:
    """Return the day so many days later, or the last that there is."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def month_span(year: int, month: int, months: int = 1) -> tuple[dt.date, dt.date]:
    """Return the first and last day of so many months; ``month`` may run over either end of the year."""
    first = dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    beyond = month - 1 + months
    return first, shift(dt.date(year + beyond // 12, beyond % 12 + 1, 1), -1)


def only(
    first: dt.date,
    last: dt.date | None = None,
    *,
    grain: Grain = Grain.DAY,
    inferred: tuple[str, ...] = (),
    reason: str = "as written",
) -> Readings:
    """Return the one reading of what leaves nothing open."""
    return (Reading(first=first, last=first if last is None else last, grain=grain, inferred=inferred, reason=reason),)


def week_span(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the Monday and the Sunday around a day."""
    monday = shift(day, -day.weekday())
    return monday, shift(monday, 6)
